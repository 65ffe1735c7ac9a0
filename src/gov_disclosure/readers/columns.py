"""Which columns a table has, as its header names them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from ..report.cells import clean
from ..report.layout import Row
from .document import GridCell
from .labels import words
from .rows import TableForm, TableRow, is_figure, is_header_word, is_page_number


@frozen
class Slot:
    """A column of figures.

    Attributes:
        key: The column's key; in a table whose rows stand side by side the address of the cell; None if the form has
            no such column.
        position: Which cell of its row the header cell is.
        width: How many cells that row has.
        span: How many cells it is, where the text of a merged one is written out in each of its places.
        text: What the header cell reads.
    """

    key: str | None
    position: int
    width: int = 0
    span: int = 1
    text: str = ""


@frozen
class HeaderCell:
    """A cell with text in a header.

    Attributes:
        text: Its text.
        position: Its position in its row.
        width: How many cells the row has.
        after_blank: Whether a blank cell, of which the file does not say that it is merged, stands before it.
    """

    text: str
    position: int
    width: int
    after_blank: bool = False


HeaderRow = Sequence[HeaderCell]


def header_row(cells: Sequence[GridCell]) -> HeaderRow:
    """The cells of a header's row that hold text."""
    blank = [not clean(cell.text) for cell in cells]
    return [
        HeaderCell(cell.text, at, len(cells), at > 0 and blank[at - 1] and not cells[at - 1].merged)
        for at, cell in enumerate(cells)
        if not blank[at]
    ]


def has_gap(cells: HeaderRow) -> bool:
    """Whether there are blank cells between those with text, as where each place of a merged cell is written."""
    return any(cell.after_blank for cell in cells[1:])


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
        if under := _under(heads, whole, form):
            return under
        if [row for row in form.table.rows if row in heads] != list(heads):
            return None  # in headings over several rows the order of the groups is then open
        rows = list(heads) or list(form.table.rows)
        alone = (cells for cells in reversed(header) if _repeats_all(cells, whole, form))
        attempts = (_side_by_side(rows, cells, form) for cells in (whole, *alone))
        return next((slots for slots in attempts if slots), None)
    slots = _below_each_other(header, form)
    named = [slot.key for slot in slots or () if slot.key]
    return slots if len(named) == len(set(named)) else None


def _below_each_other(header: Sequence[HeaderRow], form: TableForm) -> list[Slot] | None:
    """The columns in order, those with a common heading in its place; None if the place of one is open."""
    top: list[Slot | None] = []
    below: list[Slot] = []
    for row in header:
        cells = [cell for cell in row if _may_name_a_column(cell.text, form)]
        slots = [_slot(cell, form) for cell in cells]
        over, under = _levels(slots, form)
        if over and under and over[-1] > under[-1]:  # one row names all columns, in their order
            return _in_one_row(cells, slots)
        for at, (cell, slot) in enumerate(zip(cells, slots, strict=True)):
            if slot is None:
                top.append(None)
                continue
            if slot.key is None and over and under and not _is_amid(at, over, under):
                return None
            is_below = at in under or (slot.key is None and under and not (over and at < over[-1]))
            if slot.key:
                _name(below if is_below else top, slot.key, cell)
            elif slot not in (*top, *below):
                (below if is_below else top).append(slot)
    if None not in top:
        top.insert(1, None)
    elif not below:
        return None
    place = top.index(None)
    return _without_twins([slot for slot in (*top[:place], *below, *top[place:]) if slot is not None])


def _in_one_row(cells: HeaderRow, slots: Sequence[Slot | None]) -> list[Slot]:
    """The columns that one row of a header names, in their order."""
    found: list[Slot] = []
    for cell, slot in zip(cells, slots, strict=True):
        if slot is not None and slot.key:
            _name(found, slot.key, cell)
        elif slot is not None:
            found.append(slot)
    return found


def _slot(cell: HeaderCell, form: TableForm) -> Slot | None:
    """The column that a header cell names; None for a heading over several."""
    keys = form.columns.match(cell.text)
    if not keys and form.over.match(cell.text):
        return None
    return Slot(keys[0] if keys else None, cell.position, cell.width, text=clean(cell.text))


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
    if not words(text) or is_header_word(text) or is_page_number(text) or form.groups.match(text):
        return False
    return bool(form.columns.match(text) or form.over.match(text) or not form.rows.match(text))


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
        Slot(f"{row.address}.{key}", cell.position, cell.width)
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


def with_labels(row: TableRow, slots: Sequence[Slot]) -> TableRow:
    """A row with blank cells for the labels that it lacks, as where merged ones are given once.

    Its figures then stand further left than their headings. It must be whole, and as much narrower than the header.
    """
    first = slots[0].position
    missing = first - (len(row.cells) - len(row.figures))
    if not row.marked or missing <= 0 or any(slot.width != len(row.cells) + missing for slot in slots):
        return row
    whole = [slot.position - first for slot in slots] == list(range(len(row.figures)))
    if not whole or not is_figure(row.figures[0].text) or any(cell.merged for cell in row.figures):
        return row
    return evolve(row, cells=(*[GridCell("", row.place)] * missing, *row.cells))
