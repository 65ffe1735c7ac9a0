"""The sums that must hold, as data.

An identity says that two groups of cells add up to the same. The same statement is evaluated here on one report, and
can be evaluated on a data frame, written as a spreadsheet formula or given to a solver.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from operator import attrgetter
from typing import Any

from attrs import field, frozen

from ..report.cells import State
from ..report.form import absent_row, unknown_row
from ..report.layout import Layout, Row, layout
from ..report.model import Report


@frozen(eq=False)
class Identity:
    """The cells of `parts` and those of `totals` have the same sum.

    Attributes:
        code: The rule that states it.
        parts: Addresses of the parts; for the balance of table three what comes in.
        totals: Addresses of the stated total; for the balance what goes out.
        cells: All of them, parts first and totals last.
    """

    code: str
    parts: tuple[str, ...]
    totals: tuple[str, ...]
    cells: tuple[str, ...] = field(init=False, repr=False)

    @cells.default
    def _cells(self) -> tuple[str, ...]:
        return (*self.parts, *self.totals)


@cache
def identities(edition: str, *, divided: bool) -> tuple[Identity, ...]:
    """The identities of an edition, derived from the roles that the form's fields state.

    Args:
        edition: Key of the edition.
        divided: Whether the three rows of 其他处理 are its parts rather than the undivided one; see :func:`form_used`.
    """
    form = layout(edition)
    found: list[Identity] = []
    for table in form.tables:
        used = [row for row in table.rows if row not in _unused(form, divided=divided)]
        for row in used:
            found += _across(row)
        found += _down(used)
        found += _balance(used)
    return tuple(found)


def _across(row: Row) -> Iterator[Identity]:
    """The columns of a row add up to its total."""
    cells = dict(zip(row.cells, row.columns, strict=True))
    parts = tuple(cell for cell, column in cells.items() if column.meta.role == "part")
    totals = tuple(cell for cell, column in cells.items() if column.meta.role == "total")
    if totals:
        yield Identity("GD304" if row.meta.across else "GD301", parts, totals)


def _down(rows: list[Row]) -> Iterator[Identity]:
    """The rows of the outcomes add up to their total, column by column."""
    parts = [row for row in rows if row.meta.role == "part"]
    for total in (row for row in rows if row.meta.role == "total"):
        for i, cell in enumerate(total.cells):
            yield Identity("GD302", tuple(row.cells[i] for row in parts), (cell,))


def _balance(rows: list[Row]) -> Iterator[Identity]:
    """What comes in is what goes out, column by column: the 勾稽关系 printed on the form."""
    comes = [row for row in rows if row.meta.balance == "in"]
    goes = [row for row in rows if row.meta.balance == "out"]
    for cells in zip(*(row.cells for row in (*comes, *goes)), strict=True):
        yield Identity("GD303", cells[: len(comes)], cells[len(comes) :])


# 其他处理, as one row or as three -----------------------------------------------------------------------------------


@frozen
class Choice:
    """A group of rows that a report gives either row by row or as one.

    Attributes:
        whole: The row that stands for all.
        parts: The rows that it stands for.
        get: Gives the rows of a report, the whole one first.
    """

    whole: Row
    parts: tuple[Row, ...]
    get: Callable[[Report], tuple[Any, ...]]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All of them, the whole one first."""
        return (self.whole, *self.parts)


@cache
def choices(edition: str) -> tuple[Choice, ...]:
    """The groups of an edition that can be undivided."""
    rows = layout(edition).rows.values()
    found = []
    for whole in (row for row in rows if row.meta.undivided):
        parts = tuple(row for row in rows if row.groups == whole.groups and row is not whole)
        get = attrgetter(whole.address, *(part.address for part in parts))
        found.append(Choice(whole, parts, get))
    return tuple(found)


def form_used(report: Report) -> tuple[bool, bool]:
    """Which form of 其他处理 the report uses.

    Returns:
        Whether its rows, rather than the one undivided row, are parts of the identities, and whether a row is there
        that the edition does not prescribe. The rows are parts whenever any of them is there; the undivided row stands
        in if it alone is there; if neither is, the edition's own form counts.
    """
    for choice in choices(report.edition):
        whole, *parts = choice.get(report)
        whole_there, parts_there = is_there(whole), any(map(is_there, parts))
        if choice.whole.prescribed:
            return parts_there, parts_there
        return parts_there or not whole_there, whole_there
    return True, False


def is_there(row: Any) -> bool:
    """Whether the document has a row, as far as is known: some cell of it is neither absent nor unknown."""
    cls = type(row)
    if row is absent_row(cls) or row is unknown_row(cls):
        return False
    for name in cls.__slots__:  # noqa: SIM110 - most often the first cell answers
        if type(getattr(row, name)) is not State:
            return True
    return False


def _unused(form: Layout, *, divided: bool) -> tuple[Row, ...]:
    """The rows that are no part of any identity, because the other form of their group is."""
    found: tuple[Row, ...] = ()
    for choice in choices(form.edition.key):
        found += (choice.whole,) if divided else choice.parts
    return found
