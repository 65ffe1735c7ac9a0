"""The tables of a page with their text, and tables over several pages as one grid."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import define, field

from ..report.model import Place
from .document import Grid, GridCell, PageBreak
from .lines import TextLine, text_lines
from .marks import UPRIGHT, Char, Sheet, lie_down
from .ruling import NEAR, Frame

_ADJACENT = 0.3
_OVER = 0.2
"""A character of which more than this part is beyond a line does not end at it."""
_SLACK = 12.0
"""How much of a cell's width is left free beside its text, in points, at most."""
_ROWS_BELOW = 8
"""A header that is repeated on the next page has fewer rows than this."""
_LONG = 60
_PROSE = re.compile(r"[。；]")
_SPACED_FIGURES = re.compile(r"[0-9,.]+(?: [0-9,.]+)+")


@define(eq=False)
class Table:
    """A table as far as it stands on one page.

    Attributes:
        page: The page.
        frame: Its lines and cells.
        first: Its first row.
        last: The row after its last.
        chars: The characters of each cell.
    """

    page: int
    frame: Frame
    first: int
    last: int
    chars: dict[int, list[Char]] = field(factory=dict)
    _lines: dict[int, list[TextLine]] = field(factory=dict)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.frame.ys[self.first]

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.frame.ys[self.last]

    @property
    def cells(self) -> set[int]:
        """Its cells."""
        return {cell for row in self.frame.regions[self.first : self.last] for cell in row}

    def lines(self, cell: int) -> list[TextLine]:
        """The lines of a cell."""
        if cell not in self._lines:
            chars = self.chars.get(cell, [])
            if any(char.turn != UPRIGHT for char in chars):
                chars = lie_down(chars)
            self._lines[cell] = text_lines(chars, self.page)
        return self._lines[cell]

    def text(self, cell: int) -> str:
        """The text of a cell."""
        return "\n".join(line.text for line in self.lines(cell))


# Characters into cells --------------------------------------------------------------------------------------------


def fill(sheet: Sheet, found: Sequence[Frame]) -> tuple[list[Table], list[Char]]:
    """The tables of a page, with their characters, and the characters outside them."""
    inner_first = sorted(found, key=lambda frame: frame.area)
    tables = [Table(sheet.number, frame, 0, len(frame.ys) - 1) for frame in inner_first]
    outside: list[Char] = []
    for run in _runs(sheet.chars):
        _put(run, tables, outside)
    return [table for table in tables if table.chars], outside


def _runs(chars: Sequence[Char]) -> Iterator[list[Char]]:
    """Characters drawn one after the other and next to each other."""
    run: list[Char] = []
    for char in chars:
        if run and not _adjoins(run[-1], char):
            yield run
            run = []
        run.append(char)
    if run:
        yield run


def _adjoins(last: Char, char: Char) -> bool:
    return (
        char.turn == last.turn == UPRIGHT
        and abs(char.middle - last.middle) < _ADJACENT * char.size
        and abs(char.x0 - last.x1) < _ADJACENT * char.size
    )


def _put(run: list[Char], tables: Sequence[Table], outside: list[Char]) -> None:
    """Put a run's characters into cells; a run that is drawn over a line between cells is one cell's."""
    seen = [char for char in run if char.text.strip()]
    middle = (seen[0].x0 + seen[-1].x1) / 2 if seen else 0.0
    for char in run:
        x = (char.x0 + char.x1) / 2
        table = next((t for t in tables if t.frame.holds(x, char.middle)), None)
        if table is None:
            outside.append(char)
            continue
        cell = table.frame.cell_at(x, char.middle)
        if len(seen) > 1 and any(_is_over(other, table.frame) for other in seen):
            cell = table.frame.cell_at(middle, char.middle)
        table.chars.setdefault(cell, []).append(char)


def _is_over(char: Char, frame: Frame) -> bool:
    """Whether a character is drawn over a side of its cell."""
    left, _, right, _ = frame.box(frame.cell_at((char.x0 + char.x1) / 2, char.middle))
    beyond = _OVER * (char.x1 - char.x0)
    return char.x0 < left - beyond or char.x1 > right + beyond


# Prose in a frame -------------------------------------------------------------------------------------------------


def opened(table: Table) -> list[Table | TextLine]:
    """A table without the prose in the same frame above and below it, which is given as lines."""
    before: list[Table | TextLine] = []
    after: list[Table | TextLine] = []
    while table.first < table.last and (lines := _prose(table, table.first)) is not None:
        before += lines
        table.first += 1
    while table.first < table.last and (lines := _prose(table, table.last - 1)) is not None:
        after = [*lines, *after]
        table.last -= 1
    return [*before, *([table] if table.first < table.last else []), *after]


def _prose(table: Table, row: int) -> list[TextLine] | None:
    """The lines of a row that is a single cell of prose; an empty one has none."""
    cells = set(table.frame.regions[row])
    if len(cells) > 1:
        return None
    cell = cells.pop()
    top, _, below, _ = table.frame.ends[cell]
    lines = table.lines(cell)
    long = sum(len(line.text) for line in lines) > _LONG or any(_PROSE.search(line.text) for line in lines)
    return lines if below - top == 1 and (long or not lines) else None


# Grids ------------------------------------------------------------------------------------------------------------


def grid(parts: Sequence[Table], before: Table | None = None) -> Grid:
    """One grid of a table's parts on pages that follow each other, all on the columns of all of them.

    Args:
        parts: The parts.
        before: A table above of which the first part may be the rest.
    """
    xs = _columns(parts)
    rows: list[tuple[GridCell, ...]] = []
    breaks: list[PageBreak] = []
    for part, above in zip(parts, [before, *parts], strict=False):
        spread = _spread(part, xs, parts[0])
        if above is not None:
            breaks.append(_break(len(rows), above, part, xs, parts[0]))
        rows += _rows(part, spread, len(rows))
    return Grid(tuple(rows), Place(page=parts[0].page), breaks=tuple(breaks))


def _columns(parts: Sequence[Table]) -> list[float]:
    """Where the columns of all parts begin and end, as on the first page."""
    found: list[float] = []
    for at in sorted(x + _shift(part, parts[0]) for part in parts for x in part.frame.xs):
        if not found or at - found[-1] > NEAR:
            found.append(at)
    return found


def _shift(part: Table, first: Table) -> float:
    """How much further right the first page has its table."""
    return first.frame.xs[0] - part.frame.xs[0]


def _spread(part: Table, xs: Sequence[float], first: Table) -> list[int]:
    """The part's own column for each of the grid's."""
    shift = _shift(part, first)
    return [part.frame.column_at((low + high) / 2 - shift) for low, high in pairwise(xs)]


def _rows(part: Table, spread: Sequence[int], above: int) -> Iterator[tuple[GridCell, ...]]:
    """The rows with each cell's text in its first place."""
    seen: set[int] = set()
    for number, row in enumerate(part.frame.regions[part.first : part.last], above + 1):
        cells: list[GridCell] = []
        for column, own in enumerate(spread, 1):
            cell = row[own]
            text = "" if cell in seen else part.text(cell)
            place = Place(page=part.page, row=number, column=column, text=text.replace("\n", ""))
            cells.append(GridCell(text, place, merged=cell in seen))
            seen.add(cell)
        yield tuple(_parted(part, row, spread, cells))


def _parted(part: Table, row: Sequence[int], spread: Sequence[int], cells: list[GridCell]) -> list[GridCell]:
    """A row in which figures under several columns, without a line between them, are cells of their own."""
    for index, cell in enumerate(cells):
        own = row[spread[index]]
        if cell.merged or not _SPACED_FIGURES.fullmatch(unicodedata.normalize("NFKC", cell.text)):
            continue
        found: dict[int, list[Char]] = {}
        for char in part.chars[own]:
            found.setdefault(part.frame.column_at((char.x0 + char.x1) / 2), []).append(char)
        for at in range(index, len(cells) if len(found) > 1 else index):
            if row[spread[at]] == own:
                lines = text_lines(found.pop(spread[at], []), part.page)
                text = "\n".join(line.text for line in lines)
                place = Place(page=part.page, row=cell.place.row, column=at + 1, text=text)
                cells[at] = GridCell(text, place)
    return cells


def _break(row: int, above: Table, below: Table, xs: Sequence[float], first: Table) -> PageBreak:
    """What the lines and the text on both sides of a page break tell."""
    upper, lower = _spread(above, xs, first), _spread(below, xs, first)
    last = above.frame.regions[above.last - 1]
    return PageBreak(
        row,
        _spans(last, upper),
        tuple(_spans(line, lower) for line in below.frame.regions[below.first : below.last][:_ROWS_BELOW]),
        tuple(_room(above, last[own]) for own in upper),
    )


def _spans(row: Sequence[int], spread: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """For each of the grid's columns, from which to which its cell goes."""
    cells = [row[own] for own in spread]
    return tuple((cells.index(cell), len(cells) - cells[::-1].index(cell)) for cell in cells)


def _room(table: Table, cell: int) -> float:
    """How many characters more like its last would fit into a cell's last line."""
    lines = table.lines(cell)
    if not lines:
        return math.inf
    left, _, right, _ = table.frame.box(cell)
    last = lines[-1].chars[-1]
    return (right - left - (lines[-1].x1 - lines[-1].x0) - _SLACK) / max(last.x1 - last.x0, 1.0)
