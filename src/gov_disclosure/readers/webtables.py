"""The tables of a web page: which cells stand in which row, spread out over the places that they take."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import define, field

from ..i18n import msg
from .document import LazyRow
from .files import Source
from .plans import Memory
from .webspans import RowLayout, Taken, layout_of

if TYPE_CHECKING:
    from lxml.etree import _Element

SPACE = re.compile(r"[ \t\r\n\f]+")
"""White space that a browser shows as one space; no-break and ideographic spaces are not among it."""
_CELLS = ("td", "th")
_LONGEST_CELL = 300
_SHORT = 100
_MOST_PLACES = 2_000
"""How a table with more is laid out is not remembered."""
_MOST_COLUMNS_SPANNED = 1_000
"""A browser, too, takes no cell to be wider."""
_MOST_ROWS_SPANNED = 65_534
UNSHOWN = frozenset(
    (
        *("script", "style", "noscript", "template", "object", "applet", "audio", "video", "canvas", "svg", "map"),
        *("select", "button", "head", "title", "link", "meta", "base", "xml", "noframes", "del", "s", "strike"),
        *("iframe", "frame", "area"),
    )
)
"""Elements whose text is not shown, or shown as struck out."""
_BREAKING = frozenset(
    (
        *("article", "blockquote", "center", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li"),
        *("ol", "p", "pre", "section", "ul"),
    )
)


WebRow: TypeAlias = tuple[list[str], list[int | None], dict[int, tuple[int, int]]]
"""The cells of a row as written: the text of each, its line, and how many columns and rows those take that do not take
one of each (0 rows: all that are left)."""

_layouts: Memory[list[RowLayout]] = Memory()


def layout_tables(root: _Element) -> set[_Element]:
    """The tables that hold tables with at least as many cells as they have of their own; one cell alone is no table."""
    outer = {table: next(table.iterancestors("table"), None) for table in root.iter("table")}
    if not any(parent is not None for parent in outer.values()):
        return set()
    own = Counter(next(cell.iterancestors("table"), None) for cell in root.iter(*_CELLS))
    inner: Counter[Any] = Counter()
    for table, parent in reversed(outer.items()):
        if parent is not None:
            inner[parent] += (own[table] if own[table] > 1 else 0) + inner[table]
    return {table for table, cells in inner.items() if cells >= own[table]}


@define
class WebTable:
    """A table on its way to a grid.

    Attributes:
        outside: Texts that stand in the table but in no row of it; a browser shows them above.
        length: How many characters its cells hold.
    """

    _source: Source
    _left: int
    _depth: int
    _lines: bool = field(kw_only=True)
    outside: list[str] = field(factory=list)
    length: int = 0
    _rows: list[WebRow] = field(factory=list)
    _ends: list[int] = field(factory=list)
    _open: bool = False
    _count: int = 0

    # Elements -------------------------------------------------------------------------------------------------------

    def read(self, table: _Element) -> None:
        """Take in a table's rows.

        Raises:
            ReadError: It is nested too deeply.
        """
        self._parts(table, self._depth)
        foot = [group for group in table if group.tag == "tfoot"]
        for group in foot:  # shown last, wherever it is written
            self._parts(group, self._depth + 1)
            self._end_group()
        self._end_group()

    def _parts(self, element: _Element, depth: int) -> None:
        """What stands in a table or a group of its rows."""
        self._check(depth)
        self._outside(element.text)
        for child in element:
            tag = child.tag
            if tag == "tr":
                self._begin_row()
                self._row(child, depth + 1)
                self._open = False
            elif tag in _CELLS:
                if not self._open:
                    self._begin_row()
                self._cell(child, _plain(child), depth + 1)
            elif tag in ("thead", "tbody"):
                self._open = False
                self._parts(child, depth + 1)
                self._end_group()
            elif tag != "tfoot":
                if next(child.iter("tr", *_CELLS), None) is not None:
                    self._parts(child, depth + 1)
                else:
                    self._outside(text_of(child, " "))
            self._outside(child.tail)

    def _row(self, element: _Element, depth: int) -> None:
        """The cells of a row; text that stands between them is a cell of its own, so that nothing moves unseen."""
        self._check(depth)
        if (text := element.text) and not text.isspace():
            self._loose(text)
        texts, lines, spans = self._rows[-1]
        for child in element:
            if child.tag in _CELLS:
                text = _plain(child) if len(child) else _clean_once(child.text or "")
                names = child.keys()
                if text is None:
                    self._cell(child, text, depth + 1)
                    texts, lines, spans = self._rows[-1]
                else:
                    if names and ("colspan" in names or "rowspan" in names):
                        _note_span(child, spans, len(texts))
                    texts.append(text)
                    lines.append(child.sourceline)
            else:
                self._misplaced(child, depth + 1)
                texts, lines, spans = self._rows[-1]
            if (text := child.tail) and not text.isspace():
                self._loose(text)

    def _misplaced(self, element: _Element, depth: int) -> None:
        """What stands in a row beside its cells."""
        if element.tag == "tr":
            self._begin_row()
            self._row(element, depth)
        elif next(element.iter(*_CELLS), None) is not None:
            self._row(element, depth)
        else:
            self._loose(text_of(element))

    def _cell(self, element: _Element, text: str | None, depth: int) -> None:
        """A cell. One that the next one was written into, because it was not closed, ends there."""
        texts, lines, spans = self._rows[-1]
        _note_span(element, spans, len(texts))
        texts.append(text or "")
        lines.append(element.sourceline)
        if text is None:
            at = len(texts) - 1
            texts[at] = self._text_in(element, depth)

    def _text_in(self, element: _Element, depth: int) -> str:
        pieces: list[str] = []
        self._content(element, pieces, depth)
        lines = (shown(line) for line in "".join(pieces).split("\n"))
        return "\n".join(line for line in lines if line)

    def _content(self, element: _Element, pieces: list[str], depth: int) -> None:
        """The text in a cell: its paragraphs and lines are separated by line breaks."""
        self._check(depth)
        pieces.append(_flat(element.text))
        for child in element:
            tag = child.tag
            if tag == "br":
                pieces.append("\n")
            elif tag == "table":
                pieces += ["\n", _inner(child), "\n"]
            elif tag in _CELLS:
                self._cell(child, _plain(child), depth + 1)
            elif tag == "tr":
                self._begin_row()
                self._row(child, depth + 1)
            elif tag in ("sup", "sub"):
                pieces.append(_raised(text_of(child), after="".join(pieces[-20:])))
            elif tag == "input":
                pieces.append(_value(child))
            elif tag in _BREAKING:
                pieces.append("\n")
                self._content(child, pieces, depth + 1)
                pieces.append("\n")
            elif tag not in UNSHOWN:
                self._content(child, pieces, depth + 1)
            pieces.append(_flat(child.tail))

    def _check(self, depth: int) -> None:
        limit = self._source.limits.depth
        if depth > limit:
            raise self._source.exceeds(msg("nested elements"), limit)

    def _begin_row(self) -> None:
        if self._rows:
            self._count += len(self._rows[-1][0])
            if self._count > self._left:
                raise self._source.exceeds(msg("cells"), self._source.limits.cells)
        self._rows.append(([], [], {}))
        self._open = True

    def _end_group(self) -> None:
        self._open = False
        self._ends += [len(self._rows)] * (len(self._rows) - len(self._ends))

    def _outside(self, text: str | None) -> None:
        if text and not text.isspace() and (words := shown(text)):
            self.outside.append(words)

    def _loose(self, text: str | None) -> None:
        if text and (words := shown(text)):
            texts, lines, _ = self._rows[-1]
            texts.append(words)
            lines.append(None)

    # The grid -------------------------------------------------------------------------------------------------------

    @property
    def is_layout(self) -> bool:
        """Whether the table only lays out text: one cell a row, or one cell with nearly all of the text."""
        lengths = [length for texts, _, _ in self._rows for length in map(len, texts)]
        self.length = sum(lengths)
        if all(len(texts) < 2 for texts, _, _ in self._rows):
            return True
        longest = max(lengths)
        return longest > _LONGEST_CELL and longest * 10 > self.length * 7

    def grid(self, table: int) -> tuple[LazyRow, ...]:
        """The rows, each cell with its text in its first place and a continuation in every other.

        Args:
            table: The table's number.

        Raises:
            ReadError: The table has more columns or cells than any report.
        """
        rows: list[LazyRow] = []
        for number, ((texts, lines, _), layout) in enumerate(zip(self._rows, self._layouts(), strict=True), 1):
            self._left -= layout.length
            if self._left < 0:
                raise self._source.exceeds(msg("cells"), self._source.limits.cells)
            shown, on = layout.spread(texts, lines) if layout.merged else (texts, lines)
            if shown:
                rows.append(LazyRow(shown, on if self._lines else None, table, number, layout.merged))
        return tuple(rows)

    def _layouts(self) -> list[RowLayout]:
        """How each row is laid out; that is remembered, for most tables of a form are laid out alike.

        A cell that is said to go on beyond where any other begins does not; that is known when all rows are laid out.
        """
        spans = [(len(texts), *spans.items()) for texts, _, spans in self._rows]
        shape = (self._source.limits.columns, *self._ends, *spans)
        found = _layouts.get(shape)
        if found is None:
            laid = list(self._laid())
            width = max((last + 1 for _, _, last in laid), default=0)
            found = [
                RowLayout(len(texts), gaps, min(reach, width))
                for (texts, _, _), (gaps, reach, _) in zip(self._rows, laid, strict=True)
            ]
            if sum(layout.length for layout in found) < _MOST_PLACES:
                _layouts.keep(shape, found)
        return found

    def _laid(self) -> Iterator[tuple[Sequence[tuple[int, int]], int, int]]:
        """For each row its gaps, the column after its last place, and that in which its last cell begins."""
        taken: list[Taken] = []
        until = width = count = 0
        for number, (texts, _, spans) in enumerate(self._rows, 1):
            if taken and number > until:
                taken = [held for held in taken if held[2] >= number]
                until = min((end for _, _, end in taken), default=0)
            gaps: list[tuple[int, int]] = []
            reach, last = len(texts), len(texts) - 1
            if taken or spans:
                gaps, reach, last, deep = layout_of(len(texts), spans, taken)
                if deep:
                    taken = sorted([*taken, *((start, stop, self._last(down, number)) for start, stop, down in deep)])
                    until = min(end for _, _, end in taken)
            width = max(width, last + 1)
            if width > self._source.limits.columns:
                raise self._source.exceeds(msg("columns"), self._source.limits.columns)
            count += min(reach, width)
            if count > self._left:
                raise self._source.exceeds(msg("cells"), self._source.limits.cells)
            yield gaps, reach, last

    def _last(self, down: int, row: int) -> int:
        """The last row that a cell takes: at most the last of its group."""
        end = self._ends[row - 1]
        return min(row + down - 1, end) if down else end


def _clean(text: str) -> str:
    return SPACE.sub(" ", text).strip()


_clean_once = lru_cache(8192)(_clean)


def shown(text: str) -> str:
    """A text as a browser shows it, without white space around it; short ones come again and again."""
    return _clean_once(text) if len(text) < _SHORT else _clean(text)


def text_of(element: _Element, between: str = "") -> str:
    """All text in an element that is shown; it loses what is not."""
    from lxml import etree

    etree.strip_elements(element, *UNSHOWN, with_tail=False)
    return "" if element.tag in UNSHOWN else between.join(element.itertext())


def _plain(element: Any) -> str | None:
    """The text of a cell that holds nothing else, or one paragraph without anything in it; else None."""
    text: str | None = element.text
    if len(element):
        if (text and not text.isspace()) or len(element) > 1:
            return None
        only = element[0]
        if only.tag != "p" or len(only) or ((text := only.tail) and not text.isspace()):
            return None
        text = only.text
    if not text:
        return ""
    return _clean_once(text) if len(text) < _SHORT else _clean(text)


def _flat(text: str | None) -> str:
    """Text in which a line break is only where the source is broken, not where the page is."""
    return SPACE.sub(" ", text) if text else ""


def _note_span(cell: _Element, spans: dict[int, tuple[int, int]], at: int) -> None:
    """Take note of a cell that takes more than one place, under its index in its row."""
    across = _span(cell.get("colspan"), _MOST_COLUMNS_SPANNED)
    down = _span(cell.get("rowspan"), _MOST_ROWS_SPANNED, zero=0)
    if across != 1 or down != 1:
        spans[at] = across, down


@lru_cache(1024)
def _span(text: str | None, most: int, zero: int = 1) -> int:
    """How many places a cell takes in one direction; what is no number is 1."""
    if text is None:
        return 1
    found = re.match(r"\s*\+?([0-9]{1,20})", text)
    if found is None:
        return 1
    value = int(found[1])
    return min(value, most) if value else zero


def _inner(table: _Element) -> str:
    """The text of a small table in a cell; its cells stay apart, so that two figures never make one."""
    texts = (shown(text_of(cell)) for cell in table.iter(*_CELLS))
    return " | ".join(text for text in texts if text)


def _raised(text: str, *, after: str) -> str:
    """A raised or lowered text after another is a remark on it, and no part of its figure."""
    shown = text.strip()
    return f"[{shown}]" if shown and after.strip() else text


def _value(element: _Element) -> str:
    """What a form's field shows."""
    shown = (element.get("type") or "text").lower() in ("text", "number", "tel")
    return (element.get("value") or "") if shown else ""
