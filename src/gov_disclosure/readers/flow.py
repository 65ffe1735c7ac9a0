"""The elements of a web page in reading order: paragraphs, tables, and which of them stand together.

Of a table there are two kinds. One with figures becomes a grid. One that only lays the page out is opened up into the
paragraphs and tables in its cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from attrs import evolve

from ..i18n import msg
from ..report.model import Place
from .document import Block, Document, Grid, Paragraph
from .files import Source
from .text import parse_text
from .webtables import UNSHOWN, WebTable, layout_tables, shown, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir"),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hgroup", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "section", "summary"),
        *("table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
_NOT_READ = UNSHOWN | {"input", "textarea"}
_FURNITURE_TAGS = frozenset({"nav", "footer"})
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|crumbs?|curpos|footer|foot|copyright|sidebar|share|bdshare\w*|"
    r"pagination|toolbar)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CHINESE_LIST = re.compile(r"list-style(?:-type)?\s*:[^;]*(?:cjk|chinese|japanese)", re.IGNORECASE)
_NO_MARKER = re.compile(r"list-style(?:-type)?\s*:[^;]*none", re.IGNORECASE)
_MOST_LINES = 65_535
_TEN = "〇一二三四五六七八九十"


class Flow:
    """The blocks of a page, as they are come upon.

    Args:
        source: The page, for its limits.
        lines: Whether the elements' lines are those of the file.

    Attributes:
        tables: How many grids there are.
        length: How many characters of text there are.
    """

    def __init__(self, source: Source, *, lines: bool) -> None:
        self._source = source
        self._lines = lines
        self._blocks: list[Block] = []
        self._parts: list[tuple[int, int]] = []
        self._pieces: list[str] = []
        self._line: int | None = None
        self._spaced = True
        self._cells = source.limits.cells
        self._layouts: set[Any] = set()
        self.tables = 0
        self.length = 0

    def read(self, root: _Element) -> None:
        """Take in a whole page.

        Raises:
            ReadError: It is nested too deeply, or a table is too large.
        """
        self._layouts = layout_tables(root)
        self._block(root, 0)

    def document(self) -> Document:
        """What was taken in."""
        return Document(tuple(self._blocks), parts=tuple(self._parts))

    # Text -----------------------------------------------------------------------------------------------------------

    def _text(self, text: str | None) -> None:
        if text and (self._pieces or not text.isspace()):
            self._pieces.append(text)

    def _end(self, element: _Element, *, spaced: bool) -> None:
        """The paragraph ends; the next one begins at `element`."""
        if self._pieces:
            text = shown("".join(self._pieces))
            self._pieces.clear()
            if text:
                self.length += len(text)
                self._blocks.append(Paragraph(text, self._place(), self._spaced))
                self._spaced = False
        self._spaced = spaced or self._spaced
        self._line = element.sourceline

    def _place(self, table: int | None = None) -> Place:
        """Where what was come upon last begins; the parser does not count beyond 65,535 lines."""
        is_known = self._lines and self._line is not None and self._line < _MOST_LINES
        return Place(table=table, line=self._line if is_known else None)

    # Elements -------------------------------------------------------------------------------------------------------

    def _block(self, element: _Element, depth: int, marker: str = "") -> None:
        """An element that stands on lines of its own."""
        self._end(element, spaced=True)
        self._text(marker)
        first = len(self._blocks)
        self._within(element, depth)
        self._end(element, spaced=True)
        if len(self._blocks) - first > 1:
            self._parts.append((first, len(self._blocks)))

    def _within(self, element: _Element, depth: int) -> None:
        if depth > self._source.limits.depth:
            raise self._source.exceeds(msg("nested elements"), self._source.limits.depth)
        self._text(element.text)
        if not len(element):
            return
        markers = _markers(element) if element.tag == "ol" else None
        for child in element:
            if markers is not None and child.tag == "li":
                self._block(child, depth + 1, next(markers))  # the number that is shown is part of its text
            else:
                self._child(child, depth + 1)
            if text := child.tail:
                self._text(text)

    def _child(self, element: _Element, depth: int) -> None:
        tag = element.tag
        if tag in ("br", "hr"):
            self._end(element, spaced=tag == "hr")
        elif tag == "table":
            self._table(element, depth)
        elif tag == "pre":
            self._preformatted(element)
        elif tag not in _BLOCKS:
            if tag not in _NOT_READ:
                self._within(element, depth)
        elif not _is_furniture(element):
            self._block(element, depth)

    def _preformatted(self, element: _Element) -> None:
        """Lines as they are written, with the tables that are written so."""
        self._end(element, spaced=True)
        offset = self._place().line
        for block in parse_text(text_of(element)).blocks:
            self._blocks.append(self._moved(block, None if offset is None else offset - 1))
        self._spaced = True

    def _moved(self, block: Block, offset: int | None) -> Block:
        """A block of a text with the lines of the page."""

        def moved(place: Place, table: int | None = None) -> Place:
            line = None if offset is None or place.line is None else place.line + offset
            return evolve(place, line=line, table=table)

        if isinstance(block, Paragraph):
            self.length += len(block.text)
            return evolve(block, place=moved(block.place))
        self.tables += 1
        rows = tuple(tuple(evolve(cell, place=moved(cell.place, self.tables)) for cell in row) for row in block.rows)
        return evolve(block, rows=rows, place=moved(block.place, self.tables))

    def _table(self, element: _Element, depth: int) -> None:
        """A table: a grid, or what its cells hold."""
        if element in self._layouts:
            self._block(element, depth)
            return
        table = WebTable(self._source, self._cells, depth, lines=self._lines)
        table.read(element)
        if table.is_layout:
            self._block(element, depth)
            return
        self._end(element, spaced=True)
        for text in table.outside:
            self._text(text)
            self._end(element, spaced=True)
        rows = table.grid(self.tables + 1)
        if rows:
            self.tables += 1
            self._cells -= sum(map(len, rows))
            self.length += table.length
            self._blocks.append(Grid(rows, self._place(self.tables)))
        self._spaced = True


def _is_furniture(element: _Element) -> bool:
    """Whether an element is the page's menu, path or foot, and not the content that its name may stand around."""
    tag = element.tag
    if tag not in _FURNITURE_TAGS:
        if tag not in ("div", "ul", "section", "header", "aside"):
            return False
        if not names_furniture(element.get("class") or "") and not names_furniture(element.get("id") or ""):
            return False
    return next(element.iter("table", "h1", "h2"), None) is None


@lru_cache(512)
def names_furniture(name: str) -> bool:
    """Whether a class or id is a menu's, path's or foot's."""
    return bool(name) and _FURNITURE.search(name) is not None


def _markers(element: _Element) -> Iterator[str]:
    """The numbers that a browser shows before the items of a list."""
    style = element.get("style") or ""
    start = element.get("start") or "1"
    number = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
    decimal = (element.get("type") or "1") == "1"
    chinese = _CHINESE_LIST.search(style) is not None
    while True:
        if _NO_MARKER.search(style) or not (decimal or chinese):
            yield ""
        elif chinese and number < len(_TEN):
            yield f"{_TEN[number]}、"
        else:
            yield f"{number}."
        number += 1
