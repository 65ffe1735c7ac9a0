"""From ruled lines to tables: where the columns and rows are, and which places are one cell."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from attrs import define, evolve, field

from .gaps import ruled_by_gaps
from .marks import Rule, Sheet

NEAR = 3.0
"""Lines no further apart than this are one line, and lines that miss each other by no more than this meet."""
_MOST_RECTANGLES = 20
_SAME = 1.0
"""How far the sides of one rectangle may miss each other."""
_SHARED = 0.7
"""How many of its columns a table on the next page must have in common with one to be its rest."""
_COVERED = 0.5
"""How much of a place's side must be drawn to part it from the next."""
_LEAST = 8.0
"""What is narrower or lower holds no text."""


@define(eq=False)
class Frame:
    """A table's lines on one page, and the cells between them.

    Attributes:
        xs: Where columns begin and end.
        ys: Where rows begin and end.
        regions: For each place, row by row, which cell it belongs to.
        ends: For each cell its first row, first column, and the ones after its last.
        guessed: Whether its columns are only parted by white space.
    """

    xs: list[float]
    ys: list[float]
    regions: list[list[int]] = field(factory=list)
    ends: dict[int, tuple[int, int, int, int]] = field(factory=dict)
    guessed: bool = False

    @property
    def area(self) -> float:
        """The area that it covers."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is inside."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def column_at(self, x: float) -> int:
        """The column at an x inside."""
        return min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)

    def row_at(self, y: float) -> int:
        """The row at a y inside."""
        return min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)

    def cell_at(self, x: float, y: float) -> int:
        """The cell at a point inside."""
        return self.regions[self.row_at(y)][self.column_at(x)]

    def widen(self, xs: Sequence[float]) -> None:
        """Add the outer columns of a table of which this is the rest, where none of their lines are drawn here."""
        known = sum(1 for own in self.xs if any(abs(x - own) <= NEAR for x in xs))
        if known < max(3, _SHARED * len(self.xs)):
            return
        left, right = [x for x in xs if x < self.xs[0] - NEAR], [x for x in xs if x > self.xs[-1] + NEAR]
        rows, columns = len(self.regions), len(self.xs) - 1
        self.xs = [*left, *self.xs, *right]
        self.ends = {cell: (top, a + len(left), below, b + len(left)) for cell, (top, a, below, b) in self.ends.items()}
        added = [*range(len(left)), *range(len(left) + columns, len(self.xs) - 1)]
        new = {column: len(self.ends) + index for index, column in enumerate(added)}
        self.ends |= {cell: (0, column, rows, column + 1) for column, cell in new.items()}
        cells = list(new.values())
        self.regions = [[*cells[: len(left)], *row, *cells[len(left) :]] for row in self.regions]

    def box(self, cell: int) -> tuple[float, float, float, float]:
        """A cell's left, upper, right and lower edge."""
        top, left, below, right = self.ends[cell]
        return self.xs[left], self.ys[top], self.xs[right], self.ys[below]


def frames(sheet: Sheet, most_cells: int) -> list[Frame] | None:
    """The tables ruled on a page; None if they have more places than any report.

    A frame around anything is a table of one cell.
    """
    across, down = _merged(sheet.across), _merged(sheet.down)
    if len(across) * len(down) > most_cells:
        return None
    groups = _groups(across, down)
    found = [frame for group in groups if (frame := _frame(*group))]
    loose = sorted(rules[0] for rules, sides in groups if not sides)
    outside = [c for c in sheet.chars if not any(frame.holds(c.x0, c.middle) for frame in found)] if loose else []
    for rules, sides in ruled_by_gaps(loose, outside):
        merged = _merged(sides)
        if len(rules) * len(merged) <= most_cells and (frame := _frame(rules, merged)) is not None:
            found.append(evolve(frame, guessed=True))
    return _without_layout(found)


def align(pages: Sequence[Sequence[Frame]]) -> None:
    """Give the first table of each page the outer columns of the last one on the page before, if it is its rest.

    Where a label goes on over a whole page and the table has no outer border, nothing is drawn around the label.
    """
    for above, below in pairwise(pages):
        if above and below:
            last = max(above, key=lambda frame: frame.ys[-1])
            min(below, key=lambda frame: frame.ys[0]).widen(last.xs)


# Lines ------------------------------------------------------------------------------------------------------------


def without_page_frames(sheets: Sequence[Sheet]) -> None:
    """Leave out the rectangles around the text of pages: those that stand at the same place on several.

    A table that fills several pages may look so, too. It is recognised without its outline.
    """
    found = [list(_rectangles(sheet)) for sheet in sheets]
    shown = Counter(place for rectangles in found for place in {tuple(map(round, sides)) for sides in rectangles})
    for sheet, rectangles in zip(sheets, found, strict=True):
        for sides in rectangles:
            if shown[tuple(map(round, sides))] > 1:
                left, top, right, bottom = sides
                sheet.down = [r for r in sheet.down if not _is_side(r, (left, right), top, bottom)]
                sheet.across = [r for r in sheet.across if not _is_side(r, (top, bottom), left, right)]


def _rectangles(sheet: Sheet) -> Iterator[tuple[float, float, float, float]]:
    """The left, upper, right and lower sides of the large rectangles on a page."""
    alike: dict[tuple[int, int], list[Rule]] = {}
    for rule in sheet.down:
        if rule.end - rule.start > sheet.height / 2:
            alike.setdefault((round(rule.start), round(rule.end)), []).append(rule)
    for rules in list(alike.values())[:_MOST_RECTANGLES]:
        left, right = min(rules), max(rules)
        ends = left.start, left.end
        if any(
            abs(r.at - left.at) <= _SAME and (r.start < ends[0] - _SAME or r.end > ends[1] + _SAME) for r in sheet.down
        ):
            continue  # a part of a table that comes again, as its header
        if all(any(_is_side(r, (at,), left.at, right.at) for r in sheet.across) for at in ends):
            yield left.at, ends[0], right.at, ends[1]


def _is_side(rule: Rule, at: Iterable[float], start: float, end: float) -> bool:
    """Whether a line is a side of a rectangle."""
    if abs(rule.start - start) > _SAME or abs(rule.end - end) > _SAME:
        return False
    return any(abs(rule.at - side) <= _SAME for side in at)


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Lines drawn in pieces, or twice next to each other, as one."""
    merged: list[Rule] = []
    for level in _levels(rules):
        at = sum(rule.at for rule in level) / len(level)
        pieces = sorted((rule.start, rule.end) for rule in level)
        start, end = pieces[0]
        for low, high in pieces[1:]:
            if low > end + NEAR:
                merged.append(Rule(at, start, end))
                start, end = low, high
            end = max(end, high)
        merged.append(Rule(at, start, end))
    return [rule for rule in merged if rule.end - rule.start > NEAR]


def _levels(rules: Iterable[Rule]) -> list[list[Rule]]:
    """Lines at nearly the same height (or nearly the same x), together."""
    levels: list[list[Rule]] = []
    for rule in sorted(rules):
        if levels and rule.at - levels[-1][0].at <= NEAR:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    return levels


def _groups(across: list[Rule], down: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that meet each other, directly or through others."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, row in enumerate(across):
        for j, column in enumerate(down, len(across)):
            if column.start - NEAR <= row.at <= column.end + NEAR and row.start - NEAR <= column.at <= row.end + NEAR:
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate([*across, *down]):
        groups.setdefault(root(i), ([], []))[i >= len(across)].append(rule)
    return list(groups.values())


# Cells ------------------------------------------------------------------------------------------------------------


def _frame(across: list[Rule], down: list[Rule]) -> Frame | None:
    """The table that lines make which meet each other.

    Its outline is taken as drawn: at a page's end, or by fashion, it may be open.
    """
    if not across or not down:
        return None
    xs = _positions([rule.at for rule in down], [p for rule in across for p in (rule.start, rule.end)])
    ys = _positions([rule.at for rule in across], [p for rule in down for p in (rule.start, rule.end)])
    if len(xs) < 2 or len(ys) < 2 or xs[-1] - xs[0] < _LEAST or ys[-1] - ys[0] < _LEAST:
        return None
    frame = Frame(xs, ys)
    _join_places(frame, _walls(xs, ys, down), _walls(ys, xs, across))
    return frame


def _positions(drawn: list[float], reached: list[float]) -> list[float]:
    """Where lines are, and where the lines across them end beyond the outermost."""
    found: list[float] = []
    for at in sorted(drawn):
        if not found or at - found[-1] > NEAR:
            found.append(at)
    if found and min(reached) < found[0] - NEAR:
        found.insert(0, min(reached))
    if found and max(reached) > found[-1] + NEAR:
        found.append(max(reached))
    return found


def _walls(at: list[float], between: list[float], rules: list[Rule]) -> list[list[bool]]:
    """For each inner line, whether it is drawn between each two of the lines across it."""
    walls = []
    for position in at[1:-1]:
        drawn = [rule for rule in rules if abs(rule.at - position) <= NEAR]
        walls.append([_covered(drawn, low, high) for low, high in pairwise(between)])
    return walls


def _covered(rules: Sequence[Rule], low: float, high: float) -> bool:
    drawn = sum(max(min(rule.end, high) - max(rule.start, low), 0.0) for rule in rules)
    return drawn >= _COVERED * (high - low)


def _join_places(frame: Frame, right: list[list[bool]], below: list[list[bool]]) -> None:
    """Make one cell of places between which no line is drawn."""
    rows, columns = len(frame.ys) - 1, len(frame.xs) - 1
    cells = [[-1] * columns for _ in range(rows)]
    ends: dict[int, tuple[int, int, int, int]] = {}
    for row in range(rows):
        for column in range(columns):
            if cells[row][column] >= 0:
                continue
            last = column + 1
            while last < columns and not right[last - 1][row] and cells[row][last] < 0:
                last += 1
            under = row + 1
            while under < rows and _goes_on(under, column, last, columns, right, below):
                under += 1
            for line in range(row, under):
                cells[line][column:last] = [len(ends)] * (last - column)
            ends[len(ends)] = row, column, under, last
    frame.regions, frame.ends = cells, ends


def _goes_on(row: int, first: int, last: int, columns: int, right: list[list[bool]], below: list[list[bool]]) -> bool:
    """Whether a cell over the columns from `first` on goes on in a row: nothing parts it, and it has the same sides."""
    if any(below[row - 1][column] for column in range(first, last)):
        return False
    if any(right[column - 1][row] for column in range(first + 1, last)):
        return False
    return (first == 0 or right[first - 1][row]) and (last == columns or right[last - 1][row])


def _without_layout(found: list[Frame]) -> list[Frame]:
    """The tables without those that only lay out others."""
    return [
        frame
        for frame in found
        if not any(
            other is not frame
            and len(other.ends) > len(frame.ends)
            and other.area < frame.area
            and frame.holds(other.xs[0], other.ys[0])
            and frame.holds(other.xs[-1], other.ys[-1])
            for other in found
        )
    ]
