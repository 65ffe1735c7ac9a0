"""Rows that a page break cut in two, in files that do not say where their pages ended.

A Word file or a page that was made from a printed one, and the text of either, hold the rest of a cut row as a row of
its own: the rest of the label, if it was cut too, and in each column what did not fit. It is recognised as in
:mod:`gov_disclosure.readers.pages`, by a label that is one only together with the one above, or by its having none
where no row is missing. Where that leaves it open, neither part is placed, since half a figure is a figure too.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import zip_longest

from attrs import define, evolve, field

from ..report.cells import clean
from .document import Block, Grid, GridCell, LazyRow, Paragraph, texts_of
from .labels import words
from .pages import Labels, joined, labels_of_all
from .plans import Memory, marks_of
from .rows import is_figure, is_header_word, is_page_number

_LONGEST_CAPTION = 12
Cells = Sequence[GridCell]
_MOST_ROWS = 100
SpelledRow = tuple[tuple[GridCell, ...], tuple[GridCell, ...]]


@cache
def _labels() -> Labels:
    return labels_of_all()


@lru_cache(8192)
def _kind(text: str) -> str:
    """What a cell is: blank, a figure, a label that is whole, or some other text."""
    if not clean(text):
        return "blank"
    if is_figure(text):
        return "figure"
    return "label" if _labels().knows(text) else "other"


@lru_cache(1024)
def _are_header(texts: tuple[str, ...]) -> bool:
    return _labels().are_header(texts)


@lru_cache(4096)
def _joins(above: str, below: str) -> bool:
    """Whether two texts are one label."""
    return bool(above and _labels().join(above, below))


_uncut: Memory[tuple[int, str, bool]] = Memory()
"""For tables without a cut row the last row with figures or -1, its label, and whether it ends the table."""


# Grids ------------------------------------------------------------------------------------------------------------


def rejoined(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with the parts of each cut row in the place of the upper one, and a blank row in that of the lower."""
    seam = _Seam(list(blocks))
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            seam.pass_by(index, block)
        elif block.place.page is None:  # where pages are known, their breaks are known, too
            seam.table(index, block)
    return tuple(seam.blocks)


@define
class _Seam:
    """Goes over all rows, with the last one that had figures in view.

    Attributes:
        blocks: The blocks so far.
        above: The block and the row of the last one with figures; None if other text came after it.
        label: Its last text before the figures.
        apart: Whether it ends its table, as far as that is seen.
        captioned: Whether a few words stand after it, as a caption that each page's part of a table has.
        depends: Whether what was found in a table depends on more than its labels, and on where figures stand.
    """

    blocks: list[Block]
    above: tuple[int, int] | None = None
    label: str = ""
    apart: bool = field(default=False)
    captioned: bool = field(default=False)
    depends: bool = field(default=False)

    def table(self, index: int, grid: Grid) -> None:
        """Go over a table; the way over one with the same labels is remembered if no row was cut."""
        self.apart = True
        shape = tuple([marks_of(row) for row in grid.rows if isinstance(row, LazyRow)])
        alone = self.above is None and len(shape) == len(grid.rows) < _MOST_ROWS
        if alone and (last := _uncut.get(shape)) is not None:
            row, self.label, self.apart = last
            self.above = (index, row) if row >= 0 else None
            self.captioned = False
            return
        self.depends = False
        for row, cells in enumerate(grid.rows):
            self.look(index, row, texts_of(cells))
        if alone and not self.depends:
            _uncut.keep(shape, (self.above[1] if self.above else -1, self.label, self.apart))

    def pass_by(self, index: int, paragraph: Paragraph) -> None:
        """Go over a paragraph: a page's number, the rest of a label that stands alone in its row, or other text."""
        if self.above is None or is_page_number(paragraph.text):
            return
        if _kind(paragraph.text) == "other" and _joins(self.label, paragraph.text):
            rest = (GridCell(paragraph.text, paragraph.place),)
            self.blocks[index] = Grid((rest,), paragraph.place)
            if self._join((index, 0)):
                return
            self.blocks[index] = paragraph
        self.captioned = len(paragraph.text) <= _LONGEST_CAPTION
        self.above = self.above if self.captioned else None

    def look(self, index: int, row: int, texts: Sequence[str]) -> None:
        """Look at the next row."""
        kinds = list(map(_kind, texts))
        self.depends = self.depends or kinds[:1] == ["figure"]  # which may be a page's number
        if self.above is not None and len(kinds) > 1 and is_page_number(texts[0]) and not any(map(clean, texts[1:])):
            self.apart = True  # figures never stand in the first column of a table whose rows have labels
            return
        figures = "figure" in kinds
        if not figures and "other" not in kinds and ("label" not in kinds or _are_header(tuple(texts))):
            self.apart = True
            return
        doubtful = "other" in kinds or (figures and "label" not in kinds) or not words(self.label)
        if self.above is not None and doubtful and self._join((index, row)):
            return
        self.above = None
        if figures:
            self.above, self.label = (index, row), _label(texts, kinds)
        self.apart = self.captioned = False

    def _grid(self, index: int) -> Grid:
        grid = self.blocks[index]
        assert isinstance(grid, Grid)  # noqa: S101 - only grids are looked at
        return grid

    def _join(self, rest: tuple[int, int]) -> bool:
        """Join a row with the one above if both are one; whether it was dealt with."""
        if self.above is None:
            return False
        self.depends = True
        above, below = (self._grid(index).rows[row] for index, row in (self.above, rest))
        apart = self.apart or _row_number(below) > _row_number(above) + 1  # a sheet's blank row leaves no trace
        pair = _Pair(above, below, self._grid(rest[0]).rows[rest[1] + 1 :], apart=apart)
        is_one = pair.is_one()
        if self.captioned:
            is_one = None if is_one else False
        if is_one is None:
            self._doubt(*self.above)
            self._doubt(*rest)
        elif is_one:
            blank = tuple(evolve(cell, text="", place=evolve(cell.place, text="")) for cell in below)
            whole = pair.joined()
            self._put(*self.above, whole)
            self._put(*rest, blank)
            self.label = _label(texts_of(whole), list(map(_kind, texts_of(whole))))
        return is_one is not False

    def _doubt(self, index: int, row: int) -> None:
        grid = self._grid(index)
        self.blocks[index] = evolve(grid, doubtful=grid.doubtful | {row})

    def _put(self, index: int, row: int, cells: Cells) -> None:
        grid = self._grid(index)
        self.blocks[index] = evolve(grid, rows=(*grid.rows[:row], cells, *grid.rows[row + 1 :]))


def _label(texts: Sequence[str], kinds: Sequence[str]) -> str:
    """The last text before a row's figures."""
    found = ""
    for text, kind in zip(texts, kinds, strict=True):
        if kind == "figure":
            break
        if kind != "blank":
            found = text
    return found


def _row_number(row: Cells) -> int:
    return row[0].place.row or 0


class _Pair:
    """A row with figures, and one below that may be the rest of it.

    Args:
        above: The upper row.
        below: The lower one.
        after: The rows after it in its table.
        apart: Whether something parts them that a page break would: the end of a table, a blank row, a header again.
    """

    def __init__(self, above: Cells, below: Cells, after: Sequence[Cells], *, apart: bool) -> None:
        self._above, self._below, self._after, self._apart = above, below, after, apart
        self._upper, self._lower = _last_label(above), _last_label(below)
        if self._lower is not None and self._is_rest_of_heading(self._lower):
            self._lower = None

    def is_one(self) -> bool | None:
        """Whether they are one row; None if that is open."""
        if self._upper is None:
            return False
        if self._lower is None:
            return self._by_figures()
        if not _labels().join(self._above[self._upper].text, self._below[self._lower].text):
            return False
        pairs = self._tails()
        if any(above is None and below is not None and clean(below.text) for above, below in pairs):
            return None
        filled = self._filled_twice()
        return None if (all(filled) if self._apart else any(filled)) else True

    def _is_rest_of_heading(self, at: int) -> bool:
        """Whether a label below is the rest of one over several rows, and so none of the row's own."""
        text = self._below[at].text
        before = self._above[: self._upper or 0]
        own = self._upper is not None and _labels().join(self._above[self._upper].text, text)
        return not own and any(clean(cell.text) and _labels().join(cell.text, text) for cell in before)

    def _by_figures(self) -> bool | None:
        """The same of a row without a label."""
        if "figure" not in map(_kind, texts_of(self._below)):
            return True
        aligned = len(self._above) == len(self._below)
        follows = _labels().follows(self._above, self._after)
        partly = aligned and not all(self._filled_twice())
        if not self._apart:
            return None if partly and follows else False
        return True if partly and follows else None

    def _filled_twice(self) -> list[bool]:
        """For each figure above whether there is one below, too."""
        return [bool(below and clean(below.text)) for above, below in self._tails() if above and is_figure(above.text)]

    def _tails(self) -> list[tuple[GridCell | None, GridCell | None]]:
        """The cells after the labels in pairs."""
        first = _after(self._above, self._upper)
        rest = _after(self._below, self._lower) if self._lower is not None else first
        return list(zip_longest(self._above[first:], self._below[rest:]))

    def joined(self) -> Cells:
        """The one row."""
        upper = self._upper or 0
        first = _after(self._above, upper)
        tails = self._tails()[: len(self._above) - first]
        labels = list(self._above[:first])
        if self._lower is not None:
            rest = self._below[self._lower]
            again = labels[upper].text  # a merged cell may be given in each of its places
            for at in range(upper, -1, -1):
                if labels[at].text != again:
                    break
                labels[at] = joined(labels[at], rest)
        return (*labels, *(joined(above, below) if below else above for above, below in tails if above))


def _last_label(row: Cells) -> int | None:
    """The last text before the figures."""
    found = None
    for at, text in enumerate(texts_of(row)):
        kind = _kind(text)
        if kind == "figure":
            break
        if kind != "blank" and not row[at].merged:
            found = at
    return found


def _after(row: Cells, label: int | None) -> int:
    """Where the figures begin after the last label."""
    at = 0 if label is None else label + 1
    while label is not None and at < len(row) and row[at].merged:
        at += 1
    return at


# Spelled-out tables -----------------------------------------------------------------------------------------------


def respelled(rows: Sequence[SpelledRow]) -> list[tuple[SpelledRow, bool]]:
    """The rows of a table that was spelled out, the rest of a cut label put back to its beginning.

    Returns:
        The rows, each with whether it is doubtful: of a cut figure the rest cannot be told from another row's figure.
    """
    found: list[tuple[SpelledRow, bool]] = []
    for labels, figures in rows:
        rest = _rest(found[-1][0][0][-1], labels) if found and found[-1][0][0] else None
        parted = bool(found and labels and figures) and all(is_page_number(cell.text) for cell in labels)
        if rest is None and not parted:
            found.append(((labels, figures), False))
            continue
        (above, numbers), doubtful = found[-1]
        if rest is None:
            found[-1] = (above, numbers), True
            found.append(((labels, figures), True))
            continue
        left = (*labels[:rest], *labels[rest + 1 :])
        is_last = rest + 1 == len(labels) and bool(figures)
        whole = (*above[:-1], joined(above[-1], labels[rest]))
        found[-1] = (whole, numbers), doubtful or is_last
        found.append(((labels if is_last else left, figures), is_last))
    return found


def _rest(above: GridCell, labels: Sequence[GridCell]) -> int | None:
    """Which of the labels after a row's figures is the rest of the row's own: the first that is no heading."""
    for at, cell in enumerate(labels):
        if is_header_word(cell.text) or is_page_number(cell.text) or _labels().is_heading(cell.text):
            continue
        return at if _kind(cell.text) == "other" and _labels().join(above.text, cell.text) else None
    return None
