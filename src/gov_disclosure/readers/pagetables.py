"""The tables of a page with their text, and tables over several pages as one grid."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import TypeAlias

from attrs import define, field

from ..report.model import Place
from .document import Grid, GridCell, PageBreak
from .lines import TextLine, text_lines
from .marks import UNDEFINED, UPRIGHT, Char, Sheet, lie_down
from .ruling import NEAR, Frame

_ADJACENT = 0.3
_CLOSE = 0.05
_OVER = 0.2
"""A character of which more than this part is beyond a line does not end at it."""
_TOO_WIDE = 1.5
"""What is wider than its cell by more than this factor may as well have begun or ended in it."""
_STAMP = 1.8
"""What is larger than most of a page by more than this factor and drawn over lines is no text of a table."""
_SLACK = 12.0
"""How much of a cell's width is left free beside its text, in points, at most."""
_ROWS_BELOW = 8
"""A header that is repeated on the next page has fewer rows than this."""
_LONG = 60
_PROSE = re.compile(r"[。；]")
_FIGURES_BELOW = re.compile(r"^[0-9,.０-９，．]+[^\n]*\n", re.MULTILINE)
_FIGURES = re.compile(rf"[0-9,.\s{UNDEFINED}]+")
_SAME_LINE = 0.5
"""Within how much of their size characters stand on one line."""
_SPACED_FIGURES = re.compile(r"[0-9,.]+(?:[ \t][0-9,.]+)+")


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
        """The text of a cell; figures below each other may be two rows' where nothing is ruled between columns."""
        text = "\n".join(line.text for line in self.lines(cell))
        return UNDEFINED + text if self.frame.guessed and _FIGURES_BELOW.search(text) else text


# Characters into cells --------------------------------------------------------------------------------------------


def fill(sheet: Sheet, found: Sequence[Frame]) -> tuple[list[Table], list[Char]]:
    """The tables of a page, with their characters, and the characters outside them."""
    inner_first = sorted(found, key=lambda frame: frame.area)
    tables = [Table(sheet.number, frame, 0, len(frame.ys) - 1) for frame in inner_first]
    if not tables:
        return [], sheet.chars
    outside: list[Char] = []
    sizes = sorted(char.size for char in sheet.chars)
    large = _STAMP * sizes[len(sizes) // 2] if sizes else 0.0
    for run in _runs(sheet.chars):
        if not (run[0].size > large and any(_is_larger(char, _spot(char, tables)) for char in run)):
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


Spot: TypeAlias = tuple[Table, int]
"""A cell of a table."""


def _spot(char: Char, tables: Sequence[Table]) -> Spot | None:
    """Where the middle of a character is."""
    x, y = (char.x0 + char.x1) / 2, char.middle
    return next(((t, t.frame.cell_at(x, y)) for t in tables if t.frame.holds(x, y)), None)


def _goes_on(last: Char, char: Char) -> bool:
    """Whether one digit follows another as close as those of one figure do."""
    return last.text.isdigit() and char.text.isdigit() and abs(char.x0 - last.x1) < _CLOSE * char.size


def _is_over(char: Char, spot: Spot | None) -> bool:
    """Whether a character is drawn over a side of its cell."""
    if spot is None:
        return False
    left, _, right, _ = spot[0].frame.box(spot[1])
    beyond = _OVER * (char.x1 - char.x0)
    return char.x0 < left - beyond or char.x1 > right + beyond


def _is_larger(char: Char, spot: Spot | None) -> bool:
    """Whether a character does not fit into its cell: a stamp's, or a watermark's."""
    if spot is None:
        return False
    _, top, _, bottom = spot[0].frame.box(spot[1])
    beyond = _OVER * (char.bottom - char.top)
    return char.top < top - beyond or char.bottom > bottom + beyond or _is_over(char, spot)


def _put(run: list[Char], tables: Sequence[Table], outside: list[Char]) -> None:
    """Put a run's characters into cells; what is drawn in one piece, even over a line, is one cell's."""
    spots = [_spot(char, tables) for char in run]
    seen = [(char, spot) for char, spot in zip(run, spots, strict=True) if char.text.strip()]
    over = any(_is_over(char, spot) for char, spot in seen)
    if not over and len({spot for _, spot in seen}) <= 1:
        _keep(run, seen[0][1] if seen else spots[0], outside)
        return
    pieces = [list(piece) for _, piece in groupby(run, key=lambda char: char.piece)]
    if len(pieces) == len(run) > 1:  # drawn character by character
        goes_on = over or any(s != t and _goes_on(c, d) for (c, s), (d, t) in pairwise(seen))
        words = [list(word) for _, word in groupby(run, key=lambda char: char.text.isspace())]
        pieces = words if goes_on else [[char] for char in run]
    if len(pieces) == 1:
        _keep(*_whole(run, [char for char, _ in seen], tables), outside)
    else:
        for piece in pieces:
            _put(piece, tables, outside)


def _whole(run: list[Char], seen: Sequence[Char], tables: Sequence[Table]) -> tuple[list[Char], Spot | None]:
    """A run that is drawn over a line between cells, and its cell; its figures are not known if it may be another's.

    Drawn character by character, it may be two figures, one of which leaves no room before the other.
    """
    left, right = seen[0].x0, seen[-1].x1
    spot = _spot(seen[0]._replace(x0=left, x1=right), tables)
    if spot is not None:
        first, _, last, _ = spot[0].frame.box(spot[1])
        digits = [char for char in seen if char.text.isdigit()]
        padded = _spot(seen[0]._replace(x0=run[0].x0, x1=run[-1].x1), tables)
        may_be_two = padded != spot or (
            len({c.piece for c in digits}) > 1 and len({_spot(c, tables) for c in digits}) > 1
        )
        if may_be_two or run[-1].x1 - run[0].x0 > _TOO_WIDE * (last - first):
            run = [char._replace(text=UNDEFINED) if char.text.isdigit() else char for char in run]
    return run, spot


def _keep(chars: list[Char], spot: Spot | None, outside: list[Char]) -> None:
    if spot is None:
        outside += chars
    else:
        table, cell = spot
        table.chars.setdefault(cell, []).extend(chars)


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
    guessed = any(part.frame.guessed for part in parts)
    regions = [(part, row) for part in parts for row in part.frame.regions[part.first : part.last]]
    doubtful = frozenset(index for index, (part, row) in enumerate(regions) if guessed and _is_uneven(part, row))
    return Grid(tuple(rows), Place(page=parts[0].page), doubtful=doubtful, breaks=tuple(breaks), guessed=guessed)


def _is_uneven(part: Table, row: Sequence[int]) -> bool:
    """Whether a row's figures stand on several lines, so that one may be the rest of another."""
    found = [
        char
        for cell in set(row)
        if _FIGURES.fullmatch(unicodedata.normalize("NFKC", part.text(cell)))
        for char in part.chars[cell]
        if char.text.strip()
    ]
    middles = [char.middle for char in found]
    return bool(found) and max(middles) - min(middles) > _SAME_LINE * found[0].size


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
        if _has_straddling_figure(part, own):
            continue
        found: dict[int, list[Char]] = {}
        for char in part.chars[own]:
            found.setdefault(_column_of(char, part), []).append(char)
        for at in range(index, len(cells) if len(found) > 1 else index):
            if row[spread[at]] == own:
                lines = text_lines(found.pop(spread[at], []), part.page)
                text = "\n".join(line.text for line in lines)
                place = Place(page=part.page, row=cell.place.row, column=at + 1, text=text)
                cells[at] = GridCell(text, place)
    return cells


def _column_of(char: Char, part: Table) -> int:
    return part.frame.column_at((char.x0 + char.x1) / 2)


def _has_straddling_figure(part: Table, cell: int) -> bool:
    """Whether a figure in a cell over several columns begins in one of them and ends in another."""
    chars = sorted((char for char in part.chars[cell] if char.text.strip()), key=lambda char: (char.middle, char.x0))
    return any(_column_of(a, part) != _column_of(b, part) and _goes_on(a, b) for a, b in pairwise(chars))


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
