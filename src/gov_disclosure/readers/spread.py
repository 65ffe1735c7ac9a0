"""Which columns figures stand in on the grid with merged cells spread out, where a file writes merged cells once."""

from __future__ import annotations

from attrs import define, evolve, field

from ..report.model import Place
from .rows import TableRow


@define
class Spread:
    """Where figures stand on the grid with merged cells spread out: they end each grid's widest row."""

    _widths: dict[int, tuple[int, int]] = field(factory=dict)
    _indexes: dict[str, int] = field(factory=dict)

    def widen(self, row: TableRow, columns: int) -> None:
        """Take note of a row's width and of how many figures it has."""
        table = row.place.table
        if table is not None:
            width, figures = self._widths.get(table, (0, 0))
            self._widths[table] = max(width, len(row.cells)), max(figures, columns)

    def note(self, address: str, index: int) -> None:
        """Take note of a figure's index among its row's figures."""
        self._indexes[address] = index

    def place(self, address: str, place: Place) -> Place:
        """The place with its column."""
        if place.table is None or place.column is not None or address not in self._indexes:
            return place
        width, figures = self._widths[place.table]
        return evolve(place, column=max(width - figures, 0) + self._indexes[address] + 1)
