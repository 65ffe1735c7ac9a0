"""Tables over page breaks: headers that are repeated are left out, and rows that a page has cut are put together.

A row at the top of a page may be a row of its own or the rest of the one above, and half a figure is a figure too. So
a rest is recognised by its label, which only together with the one above is a label of the form; or, where it has
none, by the form's order of rows, in which nothing is missing between the row above and the one below. Where that
leaves it open, both parts are doubtful, and neither is placed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Any, TypeAlias

from attrs import define, evolve, field, frozen

from ..report.cells import clean
from ..report.editions import EDITIONS
from ..report.layout import Row
from ..report.tables import HEADER_WORDS
from .document import Block, Grid, GridCell, PageBreak, Spans
from .labels import fold, split_number, words
from .rows import TableForm, forms_of, is_figure, is_header_word, last_label, split_row

Cells: TypeAlias = Sequence[GridCell]
_LONGEST_HEADER = 6
_UNBROKEN = re.compile(r".[,.，．。）)]")


def healed(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with tables as they were before pages cut them."""
    labels = labels_of_all()
    found: list[Block] = []
    last: int | None = None
    for block in blocks:
        found.append(block)
        if not isinstance(block, Grid):
            continue
        if block.breaks and not block.breaks[0].row:
            found[-1] = rest = evolve(block, breaks=block.breaks[1:])
            before = found[last] if last is not None else None
            if isinstance(before, Grid):
                found[last or 0], found[-1] = _loosely(labels, before, rest, block.breaks[0])
        healed_grid = found[-1]
        if isinstance(healed_grid, Grid) and healed_grid.breaks:
            found[-1] = _Healer(labels, healed_grid).healed()
        last = len(found) - 1
    return tuple(found)


def _loosely(labels: Labels, before: Grid, rest: Grid, page_break: PageBreak) -> tuple[Grid, Grid]:
    """Two grids of which the second may begin with the rest of the first, though lines or columns differ."""
    if before.guessed or rest.guessed:  # a header may come again, and no columns tell what goes on
        first = next((i for i, row in enumerate(rest.rows) if any(is_figure(cell.text) for cell in row)), 0)
        bare = not any(clean(cell.text) and not is_figure(cell.text) for cell in rest.rows[first])
        doubted = before.doubtful | {len(before.rows) - 1}
        return evolve(before, doubtful=doubted), evolve(rest, doubtful=rest.doubtful | ({first} if bare else set()))
    if not any(is_figure(cell.text) for cell in rest.rows[0]):
        return before, rest
    if len(before.rows[-1]) == len(rest.rows[0]) and page_break.above == page_break.below[0]:
        pair = _Pair(labels, before.rows, rest.rows, page_break.above, page_break.below[0], page_break.room)
        if pair.verdict() is _Verdict.APART:
            return before, rest
    elif any(labels.is_whole(cell.text) for cell in rest.rows[0] if clean(cell.text) and not is_figure(cell.text)):
        return before, rest
    doubted = before.doubtful | {len(before.rows) - 1}
    return evolve(before, doubtful=doubted), evolve(rest, doubtful=rest.doubtful | {0})


class _Verdict(Enum):
    """What two rows on both sides of a page break are."""

    CUT = "two parts of one row"
    APART = "two rows"
    UNCLEAR = "one or the other"


# Labels -----------------------------------------------------------------------------------------------------------


@frozen
class Labels:
    """What can be said of a label without knowing which table it belongs to."""

    forms: Sequence[TableForm]

    def knows(self, text: str) -> bool:
        """Whether a text is a label word for word, and not the beginning of one only."""
        if is_header_word(text):
            return words(text) in map(words, HEADER_WORDS) or fold(text)[-1:] in {")", "项"}
        return any(m.exact(text) for f in self.forms for m in (f.rows, f.groups, f.columns, f.over))

    def _named(self, text: str) -> set[Any]:
        """What a text is the label of, characters of which may be lost."""
        return {target for f in self.forms for m in (f.rows, f.groups, f.columns, f.over) for target in m.match(text)}

    def join(self, above: str, below: str) -> bool | None:
        """Whether two texts are one label; None if that is not clear."""
        if not clean(above):
            return False if self.is_whole(below) else None
        if is_figure(below):
            return False
        whole = above + below
        first, rest = self.knows(above), self.is_whole(below)
        if self.knows(whole) and not (first and rest):
            return True
        if rest:
            return False
        named, upper, lower = self._named(whole), self._named(above), self._named(below)
        other = not first or not (named <= upper or named <= lower)
        if (
            named
            and other
            and self._nearness(whole) > max(map(self._nearness, (below, "" if upper - named else above)))
        ):
            return True
        return False if upper and lower else None

    def is_whole(self, text: str) -> bool:
        """Whether a text is a label of its own, as far as its beginning goes."""
        return self.knows(text) or bool(split_number(fold(text))[0])

    def _nearness(self, text: str) -> float:
        """How near a text is to the nearest label."""
        return max(m.similarity(text) for f in self.forms for m in (f.rows, f.groups, f.columns, f.over))

    def is_header(self, cells: Cells) -> bool:
        """Whether a row is part of a header of a table whose rows stand below each other."""
        return self.are_header([cell.text for cell in cells])

    def are_header(self, cells: Sequence[str]) -> bool:
        """The same of the texts of a row."""
        texts = [text for text in cells if clean(text)]
        if any(map(is_figure, texts)):
            return False
        matchers = [m for form in self.forms if not form.across for m in (form.columns, form.over)]
        return sum(1 for text in texts if is_header_word(text) or any(m.exact(text) for m in matchers)) > 1

    def is_heading(self, text: str) -> bool:
        """Whether a text is, word for word, the heading of one or several columns, or the label of several rows."""
        return any(m.exact(text) for form in self.forms for m in (form.columns, form.over, form.groups))

    def row(self, cells: Cells, form: TableForm) -> Row | None:
        """The row of a table that a row's labels name."""
        labels = split_row(tuple(cells), form).labels
        found = form.rows.match("".join(cell.text for cell in labels[last_label(labels, form.rows) :]))
        return found[0] if len(found) == 1 else None

    def follows(self, above: Cells, rest: Iterable[Cells]) -> bool:
        """Whether by some table's order no row is missing between one and the first labelled one of others."""
        rest = list(rest)
        return any(self._follows(above, rest, form) for form in self.forms if not form.across)

    def _follows(self, above: Cells, rest: Sequence[Cells], form: TableForm) -> bool:
        first = self.row(above, form)
        if first is None:
            return False
        rows = form.table.rows
        end: Row | None = None
        for cells in rest:
            end = self.row(cells, form)
            if end is not None:
                break
            if any(is_figure(cell.text) for cell in cells):
                return False
        start, stop = rows.index(first) + 1, rows.index(end) if end else len(rows)
        between = rows[start:stop]
        return start <= stop and all(_is_unused(row, (first, end)) for row in between)


def labels_of_all() -> Labels:
    """The labels of all tables of all editions."""
    return Labels([form for edition in EDITIONS for form in forms_of(edition).values()])


def _is_unused(row: Row, used: tuple[Row, Row | None]) -> bool:
    """Whether a row is the other form of one that is used: 其他处理 undivided, or its parts."""
    return any(
        other is not None and row.groups and other.groups == row.groups and row.meta.undivided != other.meta.undivided
        for other in used
    )


# Healing ----------------------------------------------------------------------------------------------------------


@define
class _Healer:
    """Puts the parts of one table together."""

    labels: Labels
    grid: Grid
    rows: list[Cells] = field(factory=list)
    doubtful: set[int] = field(factory=set)

    def healed(self) -> Grid:
        """The table with its rows numbered anew."""
        ends = [*(b.row for b in self.grid.breaks[1:]), len(self.grid.rows)]
        self.rows = list(self.grid.rows[: self.grid.breaks[0].row])
        for page_break, end in zip(self.grid.breaks, ends, strict=True):
            self._append(page_break, list(self.grid.rows[page_break.row : end]))
        rows = tuple(
            tuple(evolve(cell, place=evolve(cell.place, row=number)) for cell in row)
            for number, row in enumerate(self.rows, 1)
        )
        return evolve(self.grid, rows=rows, breaks=(), doubtful=self.grid.doubtful | self.doubtful)

    def _append(self, page_break: PageBreak, page: list[Cells]) -> None:
        """Add a page's rows, of which the first, or the first under a header, may be the rest of the last one."""
        repeated = self._repeated(page)
        header = repeated + self._header_again(page[repeated:])
        if not self.rows or not header < min(len(page), len(page_break.below)):
            self.rows += page[repeated:]
            return
        pair = _Pair(self.labels, self.rows, page[header:], page_break.above, page_break.below[header], page_break.room)
        verdict = pair.verdict()
        if verdict is _Verdict.APART and pair.lacks_label():
            verdict = _Verdict.UNCLEAR
        if verdict is _Verdict.UNCLEAR:
            self.doubtful |= {len(self.rows) - 1, len(self.rows) + header - repeated}
        row = self._without_rests(pair, verdict)
        if verdict is _Verdict.CUT:
            self.rows[-1] = tuple(map(self._joined, self.rows[-1], row))
            self.rows += page[header + 1 :]
        else:
            self.rows += [*page[repeated:header], row, *page[header + 1 :]]

    def _joined(self, above: GridCell, below: GridCell) -> GridCell:
        """A cell of which both parts are known; a label that is given again is none."""
        again = self.labels.knows(above.text) and self.labels.knows(below.text)
        return above if again else joined(above, below)

    def _without_rests(self, pair: _Pair, verdict: _Verdict) -> Cells:
        """The row below without the rests of labels that go over several rows; they are put back in place."""
        row = list(pair.after[0])
        for column, cell in enumerate(row):
            if not clean(cell.text) or pair.above[column] != pair.below[column]:
                continue
            if pair.is_own(column) and verdict is not _Verdict.APART:
                continue
            begin = next(i for i in range(len(self.rows) - 1, -1, -1) if i == 0 or not self.rows[i][column].merged)
            if self.labels.join(self.rows[begin][column].text, cell.text):
                above = list(self.rows[begin])
                above[column] = joined(above[column], cell)
                self.rows[begin] = tuple(above)
                row[column] = evolve(cell, text="", merged=True)
        return tuple(row)

    def _repeated(self, page: Sequence[Cells]) -> int:
        """How many rows at the top of a page repeat those at the top of the table."""
        head = self.rows[:_LONGEST_HEADER]
        for count in range(min(len(head), len(page)), 0, -1):
            if [_shown(row) for row in head[:count]] == [_shown(row) for row in page[:count]]:
                return count
        return 0

    def _header_again(self, page: Sequence[Cells]) -> int:
        """How many rows at the top of a page are a header, if the row above them has figures."""
        if not any(is_figure(cell.text) for cell in self.rows[-1]):
            return 0
        return next((i for i, row in enumerate(page) if not self.labels.is_header(row)), len(page))


def _shown(row: Cells) -> list[str]:
    return [fold(cell.text) for cell in row]


@frozen
class _Pair:
    """The rows on both sides of a page break.

    Attributes:
        labels: The labels of the form.
        before: All rows above.
        after: All rows below on the page.
        above: How the row above is divided into cells.
        below: How the row below is.
        room: For each column, how many characters more the text above has room for in its last line.
    """

    labels: Labels
    before: Sequence[Cells]
    after: Sequence[Cells]
    above: Spans
    below: Spans
    room: tuple[float, ...]

    def verdict(self) -> _Verdict:
        """Whether they are one row."""
        if self.above != self.below or self._is_first_under_header():
            return _Verdict.APART
        if not any(clean(cell.text) for cell in self.after[0]):
            return _Verdict.CUT
        start = self._first_figure()
        if self._begins_without_label(start):
            return self._by_rest(start)
        votes = [vote for column in range(len(self.above)) if (vote := self._vote(column, start)) is not None]
        if votes:  # of several labels the one next to the figures is the row's own; headings are all a row's own
            return _Verdict.CUT if (votes[-1] if start < len(self.above) else all(votes)) else _Verdict.APART
        if any(self._has_own_label(column) for column in range(start)):
            known = self.labels.follows(self.before[-1], [()]) or self._is_known_row()
            return _Verdict.APART if known and self._filled_twice(start) else _Verdict.UNCLEAR
        return self._by_figures(start)

    def _is_first_under_header(self) -> bool:
        return any(is_figure(cell.text) for cell in self.after[0]) and self.labels.is_header(self.before[-1])

    def _first_figure(self) -> int:
        """The first column in which either row has a figure; after the last column if there is none."""
        pairs = zip(self.before[-1], self.after[0], strict=True)
        found = (i for i, cells in enumerate(pairs) if any(is_figure(cell.text) for cell in cells))
        return next(found, len(self.above))

    def is_own(self, column: int) -> bool:
        """Whether the cell above began in the row above."""
        return not self.before[-1][self.above[column][0]].merged

    def _has_own_label(self, column: int) -> bool:
        return self.is_own(column) and bool(clean(self.after[0][column].text))

    def lacks_label(self) -> bool:
        """Whether the row below is one of figures alone, in a table whose rows have labels."""
        texts = [cell.text for cell in self.after[0] if clean(cell.text)]
        return bool(texts) and all(map(is_figure, texts)) and not self._is_across()

    def _vote(self, column: int, start: int) -> bool | None:
        """What a column's own text says: one cell (True), two (False), or nothing."""
        above, below = self.before[-1][column].text, self.after[0][column].text
        if not self._has_own_label(column):
            return None
        if column >= start:  # under a heading a figure is no rest of it
            return False if clean(above) and not is_figure(above) and is_figure(below) else None
        return self.labels.join(above, below)

    def _begins_without_label(self, start: int) -> bool:
        """Whether the row below has a label, and the one above none."""
        own = [i for i in range(start) if self.is_own(i)]
        labelled = any(clean(self.after[0][i].text) for i in own)
        return labelled and not any(clean(self.before[-1][i].text) for i in own)

    def _by_rest(self, start: int) -> _Verdict:
        """What rows are of which the upper has no label: one where it is blank or has what the lower lacks."""
        pairs = [(clean(a.text), clean(b.text)) for a, b in zip(self.before[-1], self.after[0], strict=True)][start:]
        if not any(above for above, _ in pairs):
            return _Verdict.CUT
        if any(above and not is_figure(above) and is_figure(below) for above, below in pairs):
            return _Verdict.APART  # figures under a heading
        follows = len(self.before) > 1 and self.labels.follows(self.before[-2], self.after)
        return _Verdict.CUT if follows and not any(a and b for a, b in pairs) else _Verdict.UNCLEAR

    def _is_known_row(self) -> bool:
        return any(self.labels.row(self.before[-1], form) for form in self.labels.forms if not form.across)

    def _filled_twice(self, start: int) -> bool:
        """Whether all figures above stand there, and all below."""
        rows = (self.before[-1][start:], self.after[0][start:])
        return all(clean(cell.text) or cell.merged for row in rows for cell in row)

    def _by_figures(self, start: int) -> _Verdict:
        """What rows are of which the lower has no label of its own."""
        figures = [(i, a.text, b.text) for i, (a, b) in enumerate(zip(self.before[-1], self.after[0], strict=True))]
        columns = [
            (clean(above), clean(below), self.room[i] < _least(clean(below)))
            for i, above, below in figures
            if i >= start and self.above[i][0] == i
        ]
        if not any(below for _, below, _ in columns):
            return _Verdict.CUT
        labelled = any(clean(cell.text) for cell in self.before[-1][:start]) or not self._is_across()
        if labelled and not self.labels.follows(self.before[-1], self.after[1:]):
            return _Verdict.UNCLEAR
        twice = [full for above, below, full in columns if above and below]
        return _Verdict.CUT if len(twice) < len(columns) or all(twice) else _Verdict.UNCLEAR

    def _is_across(self) -> bool:
        """Whether the last heading above is of a table whose rows stand side by side."""
        for row in reversed(self.before):
            texts = [cell.text for cell in row if clean(cell.text) and not is_figure(cell.text)]
            if texts:
                return any(form.across and any(form.owns(text) for text in texts) for form in self.labels.forms)
        return False


def _least(text: str) -> int:
    """How many characters of a text at least stand together on a line: a comma or a point begins none."""
    return 2 if _UNBROKEN.match(text) else 1


def joined(above: GridCell, below: GridCell) -> GridCell:
    """A cell of which both parts are known; it stands where its text begins."""
    if not clean(below.text):
        return above
    if not clean(above.text):
        return evolve(above, text=below.text, place=evolve(below.place, column=above.place.column))
    text = f"{above.text}\n{below.text}"
    return evolve(above, text=text, place=evolve(above.place, text=clean(text)))
