"""What a reader makes of a file: headings, paragraphs and grids of cells, with their places.

A document knows nothing of the form. :mod:`gov_disclosure.readers.assembly` finds the report in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias, overload

import attrs
from attrs import evolve, frozen

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


_Place: Any = attrs.make_class("Place", [f.name for f in attrs.fields(Place)], slots=True, weakref_slot=False, eq=False)
"""A mutable class with the slots of a place: an instance is made in less than half the time, and then changes class."""


class LazyPlaces(Mapping[str, Place]):
    """Where things stand, by name, made at the first question; copied or sent elsewhere it is a plain dictionary.

    Args:
        find: What makes them.
    """

    __slots__ = ("_find", "_made")

    def __init__(self, find: Callable[[], dict[str, Place]]) -> None:
        self._find: Callable[[], dict[str, Place]] | None = find
        self._made: dict[str, Place] | None = None

    @property
    def _places(self) -> dict[str, Place]:
        find, made = self._find, self._made  # in this order, for another thread may set both
        if made is None:
            made = self._made = find() if find else {}
            self._find = None  # and with it what it holds of the file
        return made

    def __getitem__(self, name: str) -> Place:
        return self._places[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __reduce__(self) -> tuple[type[dict[str, Place]], tuple[dict[str, Place]]]:
        return dict, (self._places,)


class LazyRow(Sequence[GridCell]):
    """A row of a grid whose cells are made when they are looked at; of most files only the texts ever are.

    Args:
        texts: The text of each cell, trimmed.
        lines: The line of the file on which each stands; None where the file has no lines.
        table: The grid's number.
        row: The row's number, counted from 1.
        merged: Which cells continue merged ones.
        sheet: The name of the sheet.

    Attributes:
        marks: Room for what each cell is (see :func:`gov_disclosure.readers.plans.marks_of`).
    """

    __slots__ = ("_cells", "_lines", "_row", "_sheet", "_table", "marks", "merged", "texts")

    def __init__(
        self,
        texts: Sequence[str],
        lines: Sequence[int | None] | None,
        table: int,
        row: int,
        merged: frozenset[int],
        sheet: str | None = None,
    ) -> None:
        self.texts = texts
        self.merged = merged
        self._lines = lines
        self._table = table
        self._row = row
        self._sheet = sheet
        self._cells: tuple[GridCell, ...] | None = None
        self.marks: tuple[str, ...] | None = None

    def place(self, index: int) -> Place:
        """Where a cell stands."""
        line = None if self._lines is None else self._lines[index]
        place = _Place(None, self._sheet, self._table, self._row, index + 1, line, self.texts[index])
        place.__class__ = Place
        made: Place = place
        return made

    @property
    def cells(self) -> tuple[GridCell, ...]:
        """All cells."""
        if self._cells is None:
            merged = self.merged
            self._cells = tuple(GridCell(text, self.place(at), at in merged) for at, text in enumerate(self.texts))
        return self._cells

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[GridCell]:
        return iter(self.cells)

    @overload
    def __getitem__(self, index: int) -> GridCell: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[GridCell, ...]: ...
    def __getitem__(self, index: int | slice) -> GridCell | tuple[GridCell, ...]:
        return self.cells[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(other) == self.cells

    def __hash__(self) -> int:
        return hash(self.cells)


def texts_of(row: Sequence[GridCell]) -> Sequence[str]:
    """The texts of a row's cells."""
    return row.texts if isinstance(row, LazyRow) else [cell.text for cell in row]


Spans: TypeAlias = tuple[tuple[int, int], ...]
"""For each column of a row, the first column of its cell and the one after its last."""


@frozen
class PageBreak:
    """Where a table goes on at the top of the next page.

    Attributes:
        row: The index of the first row on that page; 0 where the whole grid may go on with the one before it, but other
            lines stand between.
        above: How the last row above is divided into cells.
        below: How the first rows below are.
        room: For each column, how many characters more the text above has room for in its last line.
    """

    row: int
    above: Spans
    below: tuple[Spans, ...]
    room: tuple[float, ...]


@frozen
class Grid:
    """A table whose cells are marked off from each other, so that an empty one is seen.

    Attributes:
        rows: The cells as the file gives them. A reader that knows which cells are merged spreads them out: the text
            stands in the first, and a continuation, empty and marked as merged, in each other place. Otherwise merged
            cells may be given once, repeated, or left empty.
        place: Where it begins.
        loose: Whether the file does not say what is a table, so that a row with a single text may be a paragraph.
        breaks: Where pages have cut it; a row may have been cut too, and a header may be repeated.
        doubtful: The indexes of rows that may be parts of one row, or rows of their own.
        guessed: Whether its cells are only parted by white space, so that of a blank one there is no trace.
    """

    rows: tuple[Sequence[GridCell], ...]
    place: Place
    loose: bool = False
    breaks: tuple[PageBreak, ...] = ()
    doubtful: frozenset[int] = frozenset()
    guessed: bool = False


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
        unread: Pages that hold no text but a picture, so that what stands there is not known.
    """

    blocks: tuple[Block, ...]
    parts: tuple[tuple[int, int], ...] = ()
    titles: tuple[Paragraph, ...] = ()
    notes: tuple[Note, ...] = ()
    unread: tuple[int, ...] = ()


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
