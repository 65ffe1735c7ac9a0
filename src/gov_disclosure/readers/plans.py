"""Tables of the same shape are placed in the same way, so the way is found once.

Which figure belongs where depends on the labels, on which cells are blank or merged, and on where figures stand, but
not on the figures themselves. Most reports of a year are filled into copies of one file: for these everything but
reading the figures is remembered. Nothing is remembered of tables in which anything was unclear.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import cache, lru_cache

import attrs
from attrs import evolve, frozen

from ..report.cells import Cell, Kind, clean, read_cell
from ..report.model import Note, Place
from .document import Grid, GridCell, LazyRow
from .rows import is_figure

_MOST_PLANS = 100
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
class PlannedCell:
    """Where a figure stands: in which grid, row and cell; its column if the cell does not know it; what reads it."""

    address: str
    grid: int
    row: int
    cell: int
    column: int | None
    read: Callable[[str], Cell]


@frozen
class Plan:
    """How the figures of one prescribed table are found.

    Attributes:
        cells: The figures' cells.
        constants: The addresses of columns that the document lacks, with what stands for them.
        notes: What is noted.
    """

    cells: tuple[PlannedCell, ...]
    constants: Mapping[str, Cell]
    notes: tuple[Note, ...]

    def follow(self, grids: Sequence[Grid]) -> tuple[dict[str, Cell], dict[str, Place]]:
        """The figures in grids of the plan's shape, and their places."""
        values = dict(self.constants)
        places: dict[str, Place] = {}
        rows = [grid.rows for grid in grids]
        for planned in self.cells:
            row = rows[planned.grid][planned.row]
            if isinstance(row, LazyRow):
                values[planned.address] = planned.read(row.texts[planned.cell])
                places[planned.address] = row.place(planned.cell)
                continue
            cell = row[planned.cell]
            values[planned.address] = planned.read(cell.text)
            place = cell.place
            places[planned.address] = place if place.column is not None else evolve(place, column=planned.column)
        return values, places


_plans: dict[Hashable, tuple[dict[str, Plan], frozenset[int]]] = {}


def forget() -> None:
    """Forget all plans."""
    _plans.clear()


def known(shape: Hashable) -> tuple[dict[str, Plan], frozenset[int]] | None:
    """The plans for grids of a shape, by table, and which of the grids they use."""
    return _plans.get(shape)


def remember(shape: Hashable, plans: dict[str, Plan], used: frozenset[int]) -> None:
    """Keep plans for further documents of the shape."""
    if len(_plans) >= _MOST_PLANS:
        _plans.clear()
    _plans[shape] = plans, used


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
                shape += [tuple(map(_mark, row.texts)), row.merged]
            else:
                shape.append(tuple([(cell.text,) if cell.merged else _mark(cell.text) for cell in row]))
        shape.append(None)
    return tuple(shape)


@lru_cache(8192)
def _mark(text: str) -> str:
    """What a cell is for placing: blank, a figure, or a label with its words."""
    return "0" if is_figure(text) else text if clean(text) else ""


def planned(
    grids: Sequence[Grid], cells: Mapping[str, tuple[GridCell, Kind, str | None]], places: Mapping[str, Place]
) -> tuple[PlannedCell, ...] | None:
    """The places of cells within grids; None if one of them stands in none.

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
    found = []
    for address, (cell, kind, unit) in cells.items():
        if id(cell) not in at:
            return None
        found.append(PlannedCell(address, *at[id(cell)], places[address].column, reader(kind, unit)))
    return tuple(found)
