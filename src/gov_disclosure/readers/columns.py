"""Which columns a table has, as its header names them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from ..report.layout import Row
from .document import GridCell
from .labels import words
from .rows import TableForm, is_header_word


@frozen
class Slot:
    """A column of figures.

    Attributes:
        key: The column's key; in a table whose rows stand side by side the address of the cell; None if the form has
            no such column.
        position: Which cell of its row the header cell is.
    """

    key: str | None
    position: int


HeaderRow = Sequence[tuple[int, GridCell]]
"""The cells with text of a header's row, each with its position."""


def find_columns(header: Sequence[HeaderRow], form: TableForm) -> list[Slot] | None:
    """The columns that a header names, in the order of their figures; empty if it names none, None if it is not clear.

    Args:
        header: The rows of the header; a header that was spelled out is one row.
        form: The table.
    """
    if form.across:
        whole = [cell for row in header for cell in row]
        if not any(form.columns.match(cell.text) for _, cell in whole):
            return []
        attempts = (_side_by_side(cells, form) for cells in (whole, *reversed(header)))
        return next((slots for slots in attempts if slots), None)
    slots = _below_each_other([cell for row in header for cell in row], form)
    named = [slot.key for slot in slots if slot.key]
    return slots if len(named) == len(set(named)) else None


def _below_each_other(cells: HeaderRow, form: TableForm) -> list[Slot]:
    """The columns in order, those with a common heading in its place."""
    top: list[Slot | None] = []
    below: list[Slot] = []
    for position, cell in cells:
        if not words(cell.text) or is_header_word(cell.text) or form.groups.match(cell.text):
            continue
        if keys := form.columns.match(cell.text):
            slot = Slot(keys[0], position)
            group = below if form.column(keys[0]).group else top
            if slot not in group:  # a cell over several rows may be given in each
                group.append(slot)
        elif form.over.match(cell.text):
            top.append(None)
        elif not form.rows.match(cell.text):
            (below or top).append(Slot(None, position))
    if None not in top:
        top.insert(1, None)
    place = top.index(None)
    return [slot for slot in (*top[:place], *below, *top[place:]) if slot is not None]


def _side_by_side(cells: HeaderRow, form: TableForm) -> list[Slot]:
    """The columns of each row that is printed as a group of columns; a column named again begins the next group."""
    rows = [matched[0] for _, cell in cells if (matched := form.rows.match(cell.text))]
    groups: list[list[tuple[str, int]]] = []
    for position, cell in cells:
        keys = form.columns.match(cell.text)
        if not keys:
            continue
        if not groups or keys[0] in (key for key, _ in groups[-1]):
            groups.append([])
        groups[-1].append((keys[0], position))
    named = list(dict.fromkeys(rows)) or list(form.table.rows)
    if len(named) != len(groups):
        return []
    return [Slot(f"{row.address}.{key}", at) for row, group in zip(named, groups, strict=True) for key, at in group]


def prescribed(rows: Sequence[Row], *, across: bool) -> Iterator[Slot]:
    """The columns as the form has them, for a table whose header the document lacks."""
    for row in rows:
        for position, column in enumerate(row.columns):
            yield Slot(f"{row.address}.{column.key}" if across else column.key, position)
