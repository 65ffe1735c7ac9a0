"""What a reader makes of a file: headings, paragraphs and grids of cells, with their places.

A document knows nothing of the form. :mod:`gov_disclosure.readers.assembly` finds the report in it.
"""

from __future__ import annotations

from typing import TypeAlias

from attrs import evolve, frozen

from ..report.fast import twin
from ..report.model import Note, Place


@frozen
class Paragraph:
    """A paragraph of text.

    Attributes:
        text: The text; a line break inside the paragraph is a newline.
        place: Where it begins.
        spaced: Whether an empty line, or the file's own paragraph mark, stands before it.
    """

    text: str
    place: Place
    spaced: bool = True


@frozen(weakref_slot=False)
class GridCell:
    """A cell of a table.

    Attributes:
        text: Its text; a line break inside it is a newline.
        place: Where it stands.
        merged: Whether it is the continuation of a cell that is merged with the one to its left or above, so that its
            text, if it has any, is that of the other cell given again.
    """

    text: str
    place: Place
    merged: bool = False


_Place = twin(Place)
_GridCell = twin(GridCell)


def cell_at(text: str, table: int, row: int, column: int, line: int | None = None, *, merged: bool = False) -> GridCell:
    """A cell of a grid with its place, made in less than half the time: there may be hundreds of thousands.

    Args:
        text: Its text, trimmed.
        table: The grid's number.
        row: Its row, counted from 1.
        column: Its column, counted from 1, on the grid with merged cells spread out.
        line: The line of the file.
        merged: Whether it continues a merged cell.
    """
    place = _Place(None, None, table, row, column, line, text)
    place.__class__ = Place
    cell = _GridCell(text, place, merged)
    cell.__class__ = GridCell
    made: GridCell = cell
    return made


@frozen
class Grid:
    """A table whose cells are marked off from each other, so that an empty one is seen.

    Attributes:
        rows: The cells as the file gives them. A reader that knows which cells are merged spreads them out: the text
            stands in the first, and a continuation, empty and marked as merged, in each other place. Otherwise merged
            cells may be given once, repeated, or left empty.
        place: Where it begins.
        loose: Whether the file does not say what is a table, so that a row with a single text may be a paragraph.
    """

    rows: tuple[tuple[GridCell, ...], ...]
    place: Place
    loose: bool = False


Block: TypeAlias = Paragraph | Grid


@frozen
class Document:
    """A file as a reader found it.

    Attributes:
        blocks: Paragraphs and grids in reading order.
        parts: Which blocks stand together in one element of the file (a column of the page, its foot): the first
            block of each and the one after its last. Empty where the file has no such elements.
        titles: What the file says beside its text is its title; the likeliest first.
        notes: What the reader noticed.
    """

    blocks: tuple[Block, ...]
    parts: tuple[tuple[int, int], ...] = ()
    titles: tuple[Paragraph, ...] = ()
    notes: tuple[Note, ...] = ()


def numbered(blocks: list[Block]) -> Document:
    """A document whose grids carry their number, counted from 1, and cells their row unless the reader has given it."""
    grids = [block for block in blocks if isinstance(block, Grid)]
    numbers = {id(grid): number for number, grid in enumerate(grids, 1)}
    return Document(tuple(_numbered(b, numbers[id(b)]) if isinstance(b, Grid) else b for b in blocks))


def _numbered(grid: Grid, table: int) -> Grid:
    rows = tuple(
        tuple(evolve(cell, place=evolve(cell.place, table=table, row=cell.place.row or number)) for cell in row)
        for number, row in enumerate(grid.rows, 1)
    )
    return evolve(grid, rows=rows, place=evolve(grid.place, table=table))
