"""Which of a row's cells belong to which column: by their positions, by their order, or not to be told."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile

from attrs import evolve

from ..report.cells import clean
from .columns import Slot, with_labels
from .document import GridCell
from .rows import TableRow, is_figure


def without_labels(row: TableRow, slots: list[Slot]) -> list[Slot]:
    """The columns without what stands over the row's labels, which is no column."""
    labels = len(row.cells) - len(row.figures) if row.marked else 0
    return list(dropwhile(lambda slot: not slot.key and slot.position < labels, slots))


def cells_of(
    row: TableRow, slots: list[Slot], columns: int, depth: int = 0, *, written_out: bool, is_apart: bool
) -> dict[str, GridCell] | None:
    """The cell of each column that the document has.

    Args:
        row: The row.
        slots: The columns that the header names for it, see :func:`without_labels`.
        columns: How many the form has for it.
        depth: How many labels of groups stand before its own.
        written_out: Whether every place of a merged cell is written.
        is_apart: Whether the row stands in another grid than its header.

    Returns:
        The cells by the slot's key; None if header or count leave open which they are.
    """
    row = with_labels(row, slots)
    cells = _in_order(row, len(slots), written_out=written_out)
    if row.marked and (aligned := _aligned(row, slots)) is not None:
        widths = {slot.width for slot in slots}
        cut_short = written_out and _is_cut_short(row, slots[0], depth)
        trusted = widths == {len(row.cells)} or (len(widths) == 1 and cut_short)
        has_other_borders = any(cell.merged for cell in row.figures) or (is_apart and not trusted)
        is_moved = cells is not None and cells != aligned and has_other_borders
        if cells and is_moved and len(cells) == len(slots) and _follows_label(cells[0], row):
            aligned = cells  # their borders are not the header's, but there is one for each column
        elif _astray(row, slots) or is_moved or (not trusted and cells != aligned):
            return None  # by their order the figures belong elsewhere than by their positions
        if not trusted and _has_more(row, slots, columns):
            return None
        cells = aligned
    elif _has_more(row, slots, columns) or (
        cells is not None and len(cells) < len(slots) and not _may_be_short(row, slots)
    ):
        return None
    if cells is None or len(cells) > len(slots):
        return None
    blank = GridCell("", evolve(row.place, text=""))
    padded = [*cells, *[blank] * (len(slots) - len(cells))]
    return {slot.key: cell for slot, cell in zip(slots, padded, strict=True) if slot.key}


def _is_cut_short(row: TableRow, first: Slot, depth: int) -> bool:
    """Whether a row lacks only its last cells: every place of a merged one is written, its label is in place."""
    own = len(row.cells) - len(row.figures)
    return depth < own and len(row.cells) < first.width


def _follows_label(cell: GridCell, row: TableRow) -> bool:
    """Whether a row's first cell after its labels is a figure's, not an empty place of the label's own."""
    labels = len(row.cells) - len(row.figures)
    return not labels or is_figure(cell.text) or row.cells[labels - 1].merged


def _has_more(row: TableRow, slots: list[Slot], columns: int) -> bool:
    """Whether there are more columns than the header names, so that nothing tells which are those named."""
    return row.marked and len(slots) < columns and len(row.figures) > len(slots)


def _astray(row: TableRow, slots: list[Slot]) -> bool:
    """Whether a figure stands where the header names no column."""
    under = {at for slot in slots for at in range(slot.position, slot.position + slot.span)}
    places = range(len(row.cells) - len(row.figures), slots[-1].position)
    return any(is_figure(cell.text) for at, cell in enumerate(row.cells) if at in places and at not in under)


def _may_be_short(row: TableRow, slots: list[Slot]) -> bool:
    """Whether a row with too few cells has its last ones blank: cells are marked, and nothing about it is odd."""
    return row.marked and all(slot.key for slot in slots) and not any(is_figure(cell.text) for cell in row.labels)


def _aligned(row: TableRow, slots: list[Slot]) -> list[GridCell] | None:
    """The cells under the header's own; None if header or row show that the grid is not laid out so."""
    positions = [slot.position for slot in slots]
    labels = len(row.cells) - len(row.figures)
    in_order = positions == sorted(set(positions)) and positions[0] >= labels
    end = positions[-1] + slots[-1].span
    if not in_order or filled(row.cells[end:]):
        return None
    for slot in slots:
        texts = {clean(cell.text) for cell in row.cells[slot.position + 1 : slot.position + slot.span]} - {""}
        if texts and texts != {clean(row.cells[slot.position].text)}:
            return None
    return [row.cells[position] for position in positions if position < len(row.cells)]


def _in_order(row: TableRow, count: int, *, written_out: bool) -> list[GridCell] | None:
    """The cells of so many columns by their order; None if merged cells leave open which column one stands in.

    Args:
        row: The row.
        count: How many columns there are.
        written_out: Whether every place of a merged cell is written, so that the last cells are those of the columns;
            else blank cells may fill the row up to the table's width.
    """
    apart = [cell for cell in row.figures if not cell.merged]
    if len(apart) < len(row.figures):
        return apart if len(apart) == count else None
    if not row.marked or len(apart) <= count:
        return apart
    return apart[-count:] if written_out and not filled(apart[:-count]) else list(filled(apart))


def filled(cells: Sequence[GridCell]) -> Sequence[GridCell]:
    """The cells without the blank ones that fill a row up to its table's width."""
    end = len(cells)
    while end and not clean(cells[end - 1].text):
        end -= 1
    return cells[:end]
