"""What the tables say to a claim."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from ...findings import Number
from ...i18n import msg
from ...report.cells import ABSENT, Cell
from ...report.layout import Row, layout
from ...report.model import NotEvaluated, Report, number_of
from ..identities import form_used, identities
from .model import ORGANISATIONS, TOTAL, Reading, Slot

_ALL_OUTCOMES = "requests.outcomes.total"
BLANK = msg("a whole side is blank or absent")


@cache
def _outcome_rows(edition: str, divided: bool) -> tuple[str, ...]:
    """The rows of the outcomes that add up to their total."""
    for identity in identities(edition, divided=divided):
        if identity.totals == (f"{_ALL_OUTCOMES}.{TOTAL}",) and identity.code == "GD302":
            return tuple(cell.rpartition(".")[0] for cell in identity.parts)
    return ()


def rows_of(report: Report, address: str) -> tuple[Row, ...]:
    """The rows at an address: itself, or those of a group."""
    form = layout(report.edition)
    if address in form.rows:
        return (form.rows[address],)
    rows = _outcome_rows(report.edition, form_used(report)[0])
    return tuple(form.rows[row] for row in rows if row.startswith(f"{address}."))


def cells_of(report: Report, reading: Reading) -> tuple[str, ...]:
    """The addresses that a reading is about."""
    return tuple(
        cell
        for slot in (*reading.plus, *reading.minus)
        for row in rows_of(report, slot.rows)
        for cell in _cells(row, slot)
    )


def _cells(row: Row, slot: Slot) -> tuple[str, ...]:
    if slot.column == ORGANISATIONS:
        grouped = (cell for cell, column in zip(row.cells, row.columns, strict=True) if column.meta.group is not None)
        return tuple(grouped)
    return (f"{row.address}.{slot.column}",)


def figures(report: Report, reading: Reading) -> list[Number]:
    """What the tables give for a reading: as stated, and as far as a total contradicts its parts, as added up.

    Raises:
        NotEvaluated: The cells do not say.
    """
    found: list[Number] = []
    problem: NotEvaluated | None = None
    rows = [row for slot in reading.plus for row in rows_of(report, slot.rows)]
    used = _outcome_rows(report.edition, form_used(report)[0])
    if all(_is_empty(report, row) or (row.meta.role == "part" and row.address not in used) for row in rows):
        raise NotEvaluated(tuple(cell for row in rows for cell in row.cells), BLANK)
    for added_up in (False, True):
        try:
            value = sum(_figure(report, slot, added_up=added_up) for slot in reading.plus)
            value -= sum(_figure(report, slot, added_up=added_up) for slot in reading.minus)
        except NotEvaluated as reason:
            problem = problem or reason
        else:
            if value not in found:
                found.append(value)
    if not found and problem is not None:
        raise problem
    if reading == Reading((Slot(_ALL_OUTCOMES),)):
        found += [value for value in _down(report) if value not in found]
    return found


def _down(report: Report) -> Iterator[Number]:
    """The sum of all outcomes, if it can be had."""
    try:
        yield _figure(report, Slot("requests.outcomes"), added_up=False)
    except NotEvaluated:
        return


def _figure(report: Report, slot: Slot, *, added_up: bool) -> Number:
    return sum(_row_figure(report, row, slot, added_up=added_up) for row in rows_of(report, slot.rows))


def _is_empty(report: Report, row: Row) -> bool:
    return all(report[cell] is None or report[cell] is ABSENT for cell in row.cells)


def _row_figure(report: Report, row: Row, slot: Slot, *, added_up: bool) -> Number:
    """The figure of one row; one that is wholly blank or absent counts as nothing among others."""
    total = f"{row.address}.{TOTAL}"
    if slot.column == TOTAL and not added_up and type(value := report[total]) is int:
        return value  # most often
    if _is_empty(report, row):
        return 0
    cells = _cells(row, slot)
    parts = [cell for cell, column in zip(row.cells, row.columns, strict=True) if column.meta.role == "part"]
    if slot.column == TOTAL and parts and (added_up or report[total] is None):
        if all(report[cell] is None for cell in parts):
            raise NotEvaluated(tuple(parts), BLANK)
        return sum(number_of(report[cell], cell) for cell in parts)
    values: list[Cell] = [report[cell] for cell in cells]
    if parts and None in values and report[total] is not None and not _adds_up(report, parts, total):
        raise NotEvaluated(cells, msg("{cell} is blank", cell=cells[values.index(None)]))
    return sum(number_of(value, cell) for value, cell in zip(values, cells, strict=True))


def _adds_up(report: Report, parts: list[str], total: str) -> bool:
    """Whether the parts of a row are its total if what is blank is nothing."""
    return sum(number_of(report[cell], cell) for cell in parts) == number_of(report[total], total)


def agrees(number: Decimal, step: Decimal, figure: Number) -> bool:
    """Whether a stated number is a figure, at the precision with which it is printed."""
    if number == 0 or (step == 1 and isinstance(figure, int)):
        return number == figure
    return abs(number - Decimal(figure)) < step
