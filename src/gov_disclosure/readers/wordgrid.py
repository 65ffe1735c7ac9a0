"""The paragraphs and tables of a Word file as the blocks of a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import define

from ..i18n import msg
from ..report.model import Place
from .document import Block, Grid, GridCell, Paragraph
from .files import Source
from .wordbody import Cell, Item, Row, Table

APART = " | "
"""Between the cells of a table within a cell: what holds several figures must not read as one."""


@define
class Blocks:
    """Makes blocks, and counts tables and cells.

    Attributes:
        source: The file.
        tables: How many tables there were.
        cells: How many cells there were, merged ones spread out.
    """

    source: Source
    tables: int = 0
    cells: int = 0

    def of(self, items: Sequence[Item]) -> Iterator[Block]:
        """The blocks that paragraphs and tables are.

        Raises:
            ReadError: A table is larger than any report's.
        """
        for item in items:
            if isinstance(item, str):
                yield from _paragraphs(item)
            elif _is_frame(item):
                for row in item.rows:
                    for cell in row.cells:
                        yield from self.of(cell.items)
            elif item.rows:
                yield self._grid(item)

    def _grid(self, table: Table) -> Grid:
        self.tables += 1
        merged: dict[int, int] = {}
        rows = tuple(tuple(self._spread(row, number, merged)) for number, row in enumerate(table.rows, 1))
        return Grid(rows, Place(table=self.tables))

    def _spread(self, row: Row, number: int, merged: dict[int, int]) -> list[GridCell]:
        """The cells of a row in their columns.

        Args:
            row: The row.
            number: Its number.
            merged: In which columns a cell begins that may go on below, and how wide it is if it says so, else 0;
                brought up to date here.
        """
        self._count(row)
        table = self.tables
        found: list[GridCell] = [GridCell("", Place(table=table, row=number, column=n + 1)) for n in range(row.before)]
        for cell in row.cells:
            at = len(found)
            text = cell_text(cell)
            # Word does not show the text of a cell that goes on with another one.
            on = cell.across or (cell.down and (merged.get(at) == cell.span or (at in merged and not text)))
            if not on:
                merged[at] = cell.span if cell.begins else 0
            for within in range(at + 1, at + cell.span):
                merged.pop(within, None)
            shown = "" if on else text
            found.append(GridCell(shown, Place(None, None, table, number, at + 1, None, shown.strip()), on))
            found += [
                GridCell("", Place(table=table, row=number, column=n + 1), merged=True)
                for n in range(at + 1, at + cell.span)
            ]
        at = len(found)
        return [*found, *(GridCell("", Place(table=table, row=number, column=at + n + 1)) for n in range(row.after))]

    def _count(self, row: Row) -> None:
        """Refuse a row or a table before it is spread out."""
        limits = self.source.limits
        width = row.before + row.after + sum(cell.span for cell in row.cells)
        if width > limits.columns:
            raise self.source.exceeds(msg("columns"), limits.columns)
        self.cells += width
        if self.cells > limits.cells:
            raise self.source.exceeds(msg("cells"), limits.cells)


def cell_text(cell: Cell) -> str:
    """The text of a cell, its paragraphs on lines of their own; the cells of a table in it are kept apart."""
    if len(cell.items) == 1 and isinstance(cell.items[0], str):
        return cell.items[0]
    return "\n".join(item if isinstance(item, str) else _inner_text(item) for item in cell.items)


def _inner_text(table: Table) -> str:
    cells = [(cell, cell_text(cell)) for row in table.rows for cell in row.cells]
    return APART.join(text for cell, text in cells if text or not (cell.down or cell.across))


def _is_frame(table: Table) -> bool:
    """Whether a table only lays out the page: one column, or more cells in the tables within it than filled ones."""
    if all(len(row.cells) == 1 for row in table.rows):
        return True
    cells = [cell for row in table.rows for cell in row.cells]
    own = sum(1 for cell in cells if any(isinstance(item, str) and item.strip() for item in cell.items))
    return table.inner > own


def _paragraphs(text: str) -> Iterator[Block]:
    """A paragraph, one for each of its lines: a heading may stand on a line of its own in it."""
    spaced = True
    for line in text.split("\n"):
        if stripped := line.strip():
            yield Paragraph(stripped, Place(), spaced)
            spaced = False
