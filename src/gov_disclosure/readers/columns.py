"""Which columns a table has, as its header names them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import frozen

from ..report.cells import clean
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
        width: How many cells that row has.
        text: What the header cell reads.
    """

    key: str | None
    position: int
    width: int = 0
    text: str = ""


@frozen
class HeaderCell:
    """A cell with text in a header: its text, its position in its row, and how many cells the row has."""

    text: str
    position: int
    width: int


HeaderRow = Sequence[HeaderCell]


def header_row(cells: Sequence[GridCell]) -> HeaderRow:
    """The cells of a header's row that hold text."""
    return [HeaderCell(cell.text, at, len(cells)) for at, cell in enumerate(cells) if clean(cell.text)]


def find_columns(header: Sequence[HeaderRow], form: TableForm) -> list[Slot] | None:
    """The columns that a header names, in the order of their figures; empty if it names none, None if it is not clear.

    Args:
        header: The rows of the header; a header that was spelled out is one row.
        form: The table.
    """
    if form.across:
        whole = [cell for row in header for cell in row]
        if not any(form.columns.match(cell.text) for cell in whole):
            return []
        rows = list(dict.fromkeys(found[0] for cell in whole if (found := form.rows.match(cell.text))))
        if [row for row in form.table.rows if row in rows] != rows:
            return None  # in headings over several rows the order of the groups is then open
        attempts = (_side_by_side(rows or list(form.table.rows), cells, form) for cells in (whole, *reversed(header)))
        return next((slots for slots in attempts if slots), None)
    slots = _below_each_other(header, form)
    named = [slot.key for slot in slots or () if slot.key]
    return slots if len(named) == len(set(named)) else None


def _below_each_other(header: Sequence[HeaderRow], form: TableForm) -> list[Slot] | None:
    """The columns in order, those with a common heading in its place; None if the place of one is open."""
    top: list[Slot | None] = []
    below: list[Slot] = []
    for row in header:
        slots = [_slot(cell, form) for cell in row if _may_name_a_column(cell.text, form)]
        over, under = _levels(slots, form)
        if over and under and over[-1] > under[-1]:  # one row names all columns, in their order
            return [slot for slot in slots if slot is not None]
        for at, slot in enumerate(slots):
            if slot is not None and slot.key is None and over and under and not _is_amid(at, over, under):
                return None
            if slot is None:
                top.append(None)
            elif slot not in (*top, *below):  # a cell over several rows may be given in each
                is_below = at in under or (slot.key is None and under and not (over and at < over[-1]))
                (below if is_below else top).append(slot)
    if None not in top:
        top.insert(1, None)
    place = top.index(None)
    return _without_twins([slot for slot in (*top[:place], *below, *top[place:]) if slot is not None])


def _slot(cell: HeaderCell, form: TableForm) -> Slot | None:
    """The column that a header cell names; None for a heading over several."""
    keys = form.columns.match(cell.text)
    if not keys and form.over.match(cell.text):
        return None
    return Slot(keys[0] if keys else None, cell.position, cell.width, clean(cell.text))


def _levels(slots: Sequence[Slot | None], form: TableForm) -> tuple[list[int], list[int]]:
    """Which cells of a header's row name columns of their own, and which stand under a common heading."""
    named = [(at, form.column(slot.key).group) for at, slot in enumerate(slots) if slot and slot.key]
    return [at for at, group in named if not group], [at for at, group in named if group]


def _is_amid(at: int, *levels: Sequence[int]) -> bool:
    """Whether a cell stands between two that are of one level."""
    return any(level[0] < at < level[-1] for level in levels)


def _without_twins(slots: Sequence[Slot]) -> list[Slot]:
    """The columns without headings that are not the form's where another row of the header names the column."""
    named = {slot.position for slot in slots if slot.key}
    seen: set[int] = set()
    left = []
    for slot in slots:
        if slot.key or slot.position not in named | seen:
            left.append(slot)
        seen.add(slot.position)
    return left


def _may_name_a_column(text: str, form: TableForm) -> bool:
    if not words(text) or is_header_word(text) or form.groups.match(text):
        return False
    return bool(form.columns.match(text) or form.over.match(text) or not form.rows.match(text))


def _side_by_side(rows: Sequence[Row], cells: HeaderRow, form: TableForm) -> list[Slot]:
    """The columns of each row that is printed as a group of columns.

    Args:
        rows: The rows that the header names.
        cells: The cells that name their columns.
        form: The table.

    Returns:
        The columns in the order of the cells; none if there are not as many groups as rows.
    """
    named = [(keys[0], cell) for cell in cells if (keys := form.columns.match(cell.text))]
    groups = _grouped(named, [column.key for column in form.table.rows[0].columns])
    if len(rows) != len(groups):
        return []
    return [
        Slot(f"{row.address}.{key}", cell.position, cell.width, clean(cell.text))
        for row, group in zip(rows, groups, strict=True)
        for key, cell in group
    ]


def _grouped(named: Sequence[tuple[str, HeaderCell]], order: Sequence[str]) -> list[list[tuple[str, HeaderCell]]]:
    """The columns by group: one that stands at or before the last one on the form begins the next.

    Where a group lacks a column, that of the next group may not be taken for it.
    """
    groups: list[list[tuple[str, HeaderCell]]] = []
    for key, cell in named:
        if not groups or order.index(key) <= order.index(groups[-1][-1][0]):
            groups.append([])
        groups[-1].append((key, cell))
    return groups


def prescribed(rows: Sequence[Row], *, across: bool) -> Iterator[Slot]:
    """The columns as the form has them, for a table whose header the document lacks."""
    for row in rows:
        for position, column in enumerate(row.columns):
            yield Slot(f"{row.address}.{column.key}" if across else column.key, position)
