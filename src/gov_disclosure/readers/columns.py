"""Which columns a table has, as its header names them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

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
        span: How many cells it is, where the text of a merged one is written out in each of its places.
    """

    key: str | None
    position: int
    width: int = 0
    span: int = 1


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
        heads: dict[Row, HeaderCell] = {}
        for cell in whole:
            if found := form.rows.match(cell.text):
                heads.setdefault(found[0], cell)
        rows = list(heads) or list(form.table.rows)
        alone = (cells for cells in reversed(header) if _repeats_all(cells, whole, form))
        attempts = (_side_by_side(rows, cells, form) for cells in (whole, *alone))
        return next((slots for slots in (_under(heads, whole, form), *attempts) if slots), None)
    slots = _below_each_other([cell for row in header for cell in row], form)
    named = [slot.key for slot in slots if slot.key]
    return slots if len(named) == len(set(named)) else None


def _below_each_other(cells: HeaderRow, form: TableForm) -> list[Slot]:
    """The columns in order, those with a common heading in its place."""
    top: list[Slot | None] = []
    below: list[Slot] = []
    for cell in cells:
        if not words(cell.text) or is_header_word(cell.text) or form.groups.match(cell.text):
            continue
        if keys := form.columns.match(cell.text):
            _name(below if form.column(keys[0]).group else top, keys[0], cell)
        elif form.over.match(cell.text):
            top.append(None)
        elif not form.rows.match(cell.text):
            (below or top).append(Slot(None, cell.position, cell.width))
    if None not in top:
        top.insert(1, None)
    place = top.index(None)
    return [slot for slot in (*top[:place], *below, *top[place:]) if slot is not None]


def _name(slots: list[Slot | None] | list[Slot], key: str, cell: HeaderCell) -> None:
    """Add the column that a header cell names; a merged cell may be given in each of its places."""
    for index, slot in enumerate(slots):
        if slot is None or slot.key != key or slot.width != cell.width:
            continue
        if slot.position <= cell.position < slot.position + slot.span:
            return
        if cell.position == slot.position + slot.span:
            slots[index] = evolve(slot, span=slot.span + 1)
            return
    slots.append(Slot(key, cell.position, cell.width))


def _repeats_all(cells: HeaderRow, whole: HeaderRow, form: TableForm) -> bool:
    """Whether one row of a header names, in the same places, every column that any of its rows does."""
    named = {(form.columns.match(cell.text), cell.position) for cell in cells}
    return all((keys, cell.position) in named for cell in whole if (keys := form.columns.match(cell.text)))


def _under(heads: Mapping[Row, HeaderCell], cells: HeaderRow, form: TableForm) -> list[Slot]:
    """The columns of each row that is printed as a group of columns, where they stand under the group's heading.

    So the columns of a group keep their places though the headings of others are damaged.

    Returns:
        The columns in the order of their positions; none if the header is not laid out so.
    """
    starts = [head.position for head in heads.values()]
    columns = [(keys[0], cell) for cell in cells if (keys := form.columns.match(cell.text))]
    widths = {cell.width for cell in (*heads.values(), *(cell for _, cell in columns))}
    if not starts or len(widths) > 1 or starts != sorted(set(starts)):
        return []
    slots: dict[str, Slot] = {}
    for key, cell in sorted(columns, key=lambda column: column[1].position):
        index = bisect_right(starts, cell.position) - 1
        address = f"{list(heads)[index].address}.{key}"
        slot = Slot(address, cell.position, cell.width)
        if index < 0 or slots.setdefault(address, slot) != slot:
            return []
    return list(slots.values())


def _side_by_side(rows: Sequence[Row], cells: HeaderRow, form: TableForm) -> list[Slot]:
    """The columns of each row that is printed as a group of columns; a column named again begins the next group.

    Args:
        rows: The rows that the header names.
        cells: The cells that name their columns.
        form: The table.

    Returns:
        The columns in the order of the cells; none if there are not as many groups as rows.
    """
    groups: list[list[tuple[str, HeaderCell]]] = []
    for cell in cells:
        keys = form.columns.match(cell.text)
        if not keys:
            continue
        if not groups or keys[0] in (key for key, _ in groups[-1]):
            groups.append([])
        groups[-1].append((keys[0], cell))
    if len(rows) != len(groups):
        return []
    return [
        Slot(f"{row.address}.{key}", cell.position, cell.width)
        for row, group in zip(rows, groups, strict=True)
        for key, cell in group
    ]


def prescribed(rows: Sequence[Row], *, across: bool) -> Iterator[Slot]:
    """The columns as the form has them, for a table whose header the document lacks."""
    for row in rows:
        for position, column in enumerate(row.columns):
            yield Slot(f"{row.address}.{column.key}" if across else column.key, position)
