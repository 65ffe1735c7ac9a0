"""Tables of the same shape are placed in the same way, so the way is found once.

Which figure belongs where depends on the labels, on which cells are blank or merged, and on where figures stand, but
not on the figures themselves. Most reports of a year are filled into copies of one file: for these everything but
reading the figures is remembered. Nothing is remembered of tables in which anything was unclear.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import Any, TypeVar

import attrs
from attrs import evolve, frozen

from ..report.cells import Cell, Kind, clean, read_cell
from ..report.model import Note, Place
from .document import Grid, GridCell, LazyRow, texts_of
from .rows import is_figure

T = TypeVar("T")
_MOST = 100
_MOST_CELLS = 2_000
"""A document with more cells is not remembered."""
_OTHER = [f.name for f in attrs.fields(Grid) if f.name not in ("rows", "place")]


@cache
def reader(kind: Kind, unit: str | None) -> Callable[[str], Cell]:
    """What reads the text of a marked cell in a column of a kind and unit; it remembers what it has read."""

    def read(text: str) -> Cell:
        return read_cell(text, kind, unit, one_cell=True)

    return lru_cache(4096)(read)


@frozen
class PlannedRow:
    """Which figures stand in a row.

    Attributes:
        grid: Which of the grids it is in.
        row: Which of its rows it is.
        addresses: The figures' addresses.
        cells: Which of the row's cells each is in.
        reads: What reads each.
        columns: The column of each, for cells that do not know it.
    """

    grid: int
    row: int
    addresses: tuple[str, ...]
    cells: tuple[int, ...]
    reads: tuple[Callable[[str], Cell], ...]
    columns: tuple[int | None, ...]

    def places(self, row: Sequence[GridCell]) -> Iterator[tuple[str, Place]]:
        """The place of each figure in a row of a document."""
        for address, at, column in zip(self.addresses, self.cells, self.columns, strict=True):
            place = row.place(at) if isinstance(row, LazyRow) else row[at].place
            yield address, place if place.column is not None else evolve(place, column=column)


@frozen
class Plan:
    """How the figures of one prescribed table are found.

    Attributes:
        rows: The rows with figures.
        constants: The addresses of columns that the document lacks, with what stands for them.
        notes: What is noted.
    """

    rows: tuple[PlannedRow, ...]
    constants: Mapping[str, Cell]
    notes: tuple[Note, ...]

    def figures(self, grids: Sequence[Grid]) -> dict[str, Cell]:
        """The figures in grids of the plan's shape."""
        values = dict(self.constants)
        for planned in self.rows:
            texts = texts_of(grids[planned.grid].rows[planned.row])
            figures = [read(texts[at]) for read, at in zip(planned.reads, planned.cells, strict=True)]
            values.update(zip(planned.addresses, figures, strict=True))
        return values

    def places(self, rows: Sequence[Sequence[GridCell]]) -> dict[str, Place]:
        """Where the figures stand, given the rows that the plan uses."""
        return dict(chain.from_iterable(map(PlannedRow.places, self.rows, rows)))

    def rows_of(self, grids: Sequence[Grid]) -> list[Sequence[GridCell]]:
        """The rows that the plan uses."""
        return [grids[planned.grid].rows[planned.row] for planned in self.rows]


_memories: list[Memory[Any]] = []


def forget() -> None:
    """Forget whatever is remembered of any shape."""
    for memory in _memories:
        memory.clear()


class Memory(dict[Hashable, T]):
    """What was found out about the shapes that came last."""

    def __init__(self) -> None:
        super().__init__()
        _memories.append(self)

    def keep(self, shape: Hashable, found: T) -> None:
        """Remember something."""
        if len(self) >= _MOST:
            self.clear()
        self[shape] = found


_plans: Memory[tuple[dict[str, Plan], frozenset[int]]] = Memory()
known = _plans.get
"""The plans for grids of a shape, by table, and which of the grids they use."""


def remember(shape: Hashable, plans: dict[str, Plan], used: frozenset[int]) -> None:
    """Keep plans for further documents of the shape."""
    _plans.keep(shape, (plans, used))


def shape_of(form: Hashable, grids: Sequence[Grid], sections: Sequence[str | None]) -> Hashable | None:
    """All of some grids but the figures in them; None if they are too large.

    Args:
        form: The form that is looked for in them.
        grids: The grids.
        sections: The section in which each stands.
    """
    if sum(len(row) for grid in grids for row in grid.rows) > _MOST_CELLS:
        return None
    shape: list[Hashable] = [form, *sections]
    for grid in grids:
        shape += [getattr(grid, name) for name in _OTHER]
        for row in grid.rows:
            if isinstance(row, LazyRow):
                shape += [marks_of(row), row.merged]
            else:
                shape.append(tuple([(cell.text,) if cell.merged else _mark(cell.text) for cell in row]))
        shape.append(None)
    return tuple(shape)


def marks_of(row: LazyRow) -> tuple[str, ...]:
    """What each cell of a row is for placing."""
    if row.marks is None:
        row.marks = tuple(map(_mark, row.texts))
    return row.marks


@lru_cache(8192)
def _mark(text: str) -> str:
    """What a cell is for placing: blank, a figure, or a label with its words."""
    return "0" if is_figure(text) else text if clean(text) else ""


def planned(
    grids: Sequence[Grid], cells: Mapping[str, tuple[GridCell, Kind, str | None]], places: Mapping[str, Place]
) -> tuple[PlannedRow, ...] | None:
    """The rows of grids in which cells stand; None if one of them stands in none.

    Args:
        grids: The grids.
        cells: The cell of each figure, its column's kind and unit.
        places: The final place of each figure.
    """
    at = {
        id(cell): (number, row, index)
        for number, grid in enumerate(grids)
        for row, line in enumerate(grid.rows)
        for index, cell in enumerate(line)
    }
    found: dict[tuple[int, int], list[tuple[str, int, Callable[[str], Cell], int | None]]] = {}
    for address, (cell, kind, unit) in cells.items():
        if id(cell) not in at:
            return None
        number, row, index = at[id(cell)]
        found.setdefault((number, row), []).append((address, index, reader(kind, unit), places[address].column))
    return tuple([PlannedRow(*key, *zip(*figures, strict=True)) for key, figures in found.items()])
