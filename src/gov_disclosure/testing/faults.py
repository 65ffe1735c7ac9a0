"""Reports with one named fault, and the errors that this fault must cause.

What is expected is worked out from the fault and from the identities as data, never by running the check.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from attrs import evolve, field, frozen
from hypothesis import strategies as st

from ..findings import Finding, Severity
from ..report.cells import UNKNOWN, Annotated, Cell, Kind, State, Unreadable
from ..report.editions import EDITIONS, Edition, edition_for_year
from ..report.layout import Layout, layout
from ..report.model import Report
from ..report.replacing import replaced as changed
from ..rules.identities import Identity, identities
from .cells import unreadable, with_words
from .strategies import period_sentence, reports, years_of

Draw = st.DrawFn
Error = tuple[str, str]
"""The code of a finding and the address at which it is shown."""


@frozen
class Faulty:
    """A report with one fault.

    Attributes:
        report: The report.
        fault: The fault's name, a key of :data:`FAULTS`.
        expected: The errors that the fault causes, no more and no less; empty if it is only worth a warning.
        cells: The addresses of the cells that were changed; empty if the fault is not in a cell.
    """

    report: Report
    fault: str
    expected: frozenset[Error]
    cells: tuple[str, ...] = field(default=())


def found_errors(findings: Iterable[Finding]) -> frozenset[Error]:
    """The errors among findings, as :attr:`Faulty.expected` names them."""
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    return frozenset((error.code, error.problem.at or (error.cells or ("",))[-1]) for error in errors)


@st.composite
def faulty_reports(draw: Draw, edition: str | None = None, *, faults: Iterable[str] | None = None) -> Faulty:
    """Reports with one fault that are consistent otherwise.

    Args:
        draw: Given by Hypothesis.
        edition: Key of the edition; any unless given.
        faults: The faults to draw from; all of :data:`FAULTS` unless given.
    """
    key = edition if edition is not None else draw(st.sampled_from(sorted(EDITIONS)))
    fault = draw(st.sampled_from(sorted(faults if faults is not None else FAULTS)))
    return draw(st.composite(FAULTS[fault])(key))


def _in_cells(report: Report, fault: str, values: dict[str, Any], *more: Error) -> Faulty:
    """A report with other cells or rows; the sums that break, and `more`, are expected."""
    wrong = changed(report, values)
    form = layout(report.edition)
    cells = tuple(
        cell for address in values for cell in (form.rows[address].cells if address in form.rows else (address,))
    )
    return Faulty(wrong, fault, broken_sums(wrong) | frozenset(more), cells)


# The sums, as data ------------------------------------------------------------------------------------------------


def own_identities(edition: Edition) -> tuple[Identity, ...]:
    """The identities of reports that use the edition's own form of 其他处理."""
    return identities(edition.key, divided=not edition.undivided_otherwise)


def broken_sums(report: Report) -> frozenset[Error]:
    """The sums that do not hold in a report that uses the edition's own form of 其他处理, evaluated cell by cell."""
    stated = own_identities(EDITIONS[report.edition])
    return frozenset((identity.code, identity.totals[0]) for identity in stated if _is_broken(identity, report))


def _is_broken(identity: Identity, report: Report) -> bool:
    """Whether a sum can be evaluated and does not hold."""
    sides = [[report[cell] for cell in cells] for cells in (identity.parts, identity.totals)]
    if any(isinstance(cell, Unreadable) or cell is UNKNOWN for side in sides for cell in side):
        return False
    if any(all(cell is None or cell is State.ABSENT for cell in side) for side in sides):
        return False
    left, right = (sum(_counted(cell) for cell in side) for side in sides)
    return left != right


def _counted(cell: Cell) -> int | Decimal:
    if isinstance(cell, Annotated):
        return cell.number
    return cell if isinstance(cell, int | Decimal) else 0


# Faults in cells --------------------------------------------------------------------------------------------------


def _summed(form: Layout) -> list[str]:
    """The cells that take part in a sum."""
    return list(dict.fromkeys(cell for identity in own_identities(form.edition) for cell in identity.cells))


def _changed_figure(draw: Draw, edition: str) -> Faulty:
    report = draw(reports(edition))
    cell = draw(st.sampled_from(_summed(layout(edition))))
    other = draw(st.integers(0, 999).map(lambda n: n if n < report[cell] else n + 1))
    return _in_cells(report, "changed-figure", {cell: other})


def _negative_figure(draw: Draw, edition: str) -> Faulty:
    form = layout(edition)
    free = [
        cell
        for cell, (row, column) in form.cells.items()
        if row.prescribed and cell not in _summed(form) and column.meta.kind is not Kind.CHANGE
    ]
    cell = draw(st.sampled_from(free))
    below = draw(st.integers(-999, -1))
    is_amount = form.cells[cell][1].meta.kind is Kind.AMOUNT
    report = draw(reports(edition))
    return _in_cells(report, "negative-figure", {cell: Decimal(below) if is_amount else below}, ("GD201", cell))


def _blank_cell(draw: Draw, edition: str) -> Faulty:
    cell = draw(st.sampled_from(layout(edition).addresses))
    return _in_cells(draw(reports(edition)), "blank-cell", {cell: None})


def _unreadable_cell(draw: Draw, edition: str) -> Faulty:
    cell = draw(st.sampled_from(layout(edition).addresses))
    return _in_cells(draw(reports(edition)), "unreadable-cell", {cell: draw(unreadable())}, ("GD203", cell))


def _decimal_count(draw: Draw, edition: str) -> Faulty:
    form = layout(edition)
    counts = [cell for cell in form.addresses if form.cells[cell][1].meta.kind is not Kind.AMOUNT]
    cell = draw(st.sampled_from(counts))
    text = f"{draw(st.integers(0, 99))}.{draw(st.integers(0, 99))}"
    return _in_cells(draw(reports(edition)), "decimal-count", {cell: Unreadable(text)}, ("GD202", cell))


def _annotated_cell(draw: Draw, edition: str) -> Faulty:
    form = layout(edition)
    cell = draw(st.sampled_from(form.addresses))
    report = draw(reports(edition))
    return _in_cells(report, "annotated-cell", {cell: draw(with_words(report[cell], form.cells[cell][1].meta))})


# Faults of the form -----------------------------------------------------------------------------------------------


def _missing_row(draw: Draw, edition: str) -> Faulty:
    rows = [[row for row in table.rows if row.prescribed] for table in layout(edition).tables]
    row = draw(st.sampled_from([row for several in rows if len(several) > 1 for row in several]))
    return _in_cells(draw(reports(edition)), "missing-row", {row.address: row.absent}, ("GD107", row.address))


def _missing_table(draw: Draw, edition: str) -> Faulty:
    table = draw(st.sampled_from(layout(edition).tables))
    rows = {row.address: row.absent for row in table.rows}
    return _in_cells(draw(reports(edition)), "missing-table", rows, ("GD106", table.key))


def _missing_section(draw: Draw, edition: str) -> Faulty:
    key = draw(st.sampled_from(list(layout(edition).sections)))
    report = draw(reports(edition))
    entries = () if report.outline is UNKNOWN else report.outline
    outline = tuple(entry for entry in entries if entry.section != key)
    wrong = changed(report, {f"{key}.heading": None, f"{key}.text": None, "outline": outline})
    return Faulty(wrong, "missing-section", frozenset({("GD101", key)}))


def _swapped_headings(draw: Draw, edition: str) -> Faulty:
    """Two headings change places; each that now stands after a later one is out of order."""
    keys = list(layout(edition).sections)
    first = draw(st.integers(0, len(keys) - 2))
    second = draw(st.integers(first + 1, len(keys) - 1))
    report = draw(reports(edition))
    entries = [] if report.outline is UNKNOWN else list(report.outline)
    entries[first], entries[second] = entries[second], entries[first]
    expected = frozenset(("GD102", key) for key in keys[first:second])
    return Faulty(evolve(report, outline=tuple(entries)), "swapped-headings", expected)


def _wrong_year(draw: Draw, edition: str) -> Faulty:
    report = draw(reports(edition))
    year = report.year if isinstance(report.year, int) else 0
    other = draw(st.sampled_from([year - 1, year + 1, year - 10]))
    wrong = evolve(report, preamble=period_sentence(other))
    return Faulty(wrong, "wrong-year", frozenset({("GD111", "title")}))


def _wrong_edition(draw: Draw, edition: str) -> Faulty:
    years = {year for other in EDITIONS.values() for year in years_of(other)}
    wrong = sorted(year for year in years if edition_for_year(year) is not EDITIONS[edition])
    report = draw(reports(edition, years=wrong))
    return Faulty(report, "wrong-edition", frozenset({("GD109", "proactive_disclosure")}))


FAULTS: dict[str, Callable[[Draw, str], Faulty]] = {
    "changed-figure": _changed_figure,
    "negative-figure": _negative_figure,
    "blank-cell": _blank_cell,
    "unreadable-cell": _unreadable_cell,
    "decimal-count": _decimal_count,
    "annotated-cell": _annotated_cell,
    "missing-row": _missing_row,
    "missing-table": _missing_table,
    "missing-section": _missing_section,
    "swapped-headings": _swapped_headings,
    "wrong-year": _wrong_year,
    "wrong-edition": _wrong_edition,
}
"""What draws a report with each fault, by the fault's name."""
