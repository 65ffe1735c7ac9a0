"""The paragraphs and tables of a Word file as Word shows them.

Gives paragraphs as their text and tables as rows of cells; :mod:`gov_disclosure.readers.wordgrid` makes blocks of
them. The elements are walked directly, because python-docx looks at a whole merged table again for each of its cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from attrs import define, field

from ..i18n import msg
from .files import Source
from .wordlists import Numbering
from .wordml import VAL, Element, child, integer, switch, value, w
from .wordtext import CHOICE, CONTROL, UNSEEN, Line, Look, chosen, filled_in

_CONTINUED = {"continue", None}
_PARAGRAPH, _TABLE, _ROW, _CELL = w("p"), w("tbl"), w("tr"), w("tc")
_PROPERTIES, _RUN_PROPERTIES, _STYLE = w("pPr"), w("rPr"), w("pStyle")
_CELL_PROPERTIES, _CELL_DELETED, _SPAN, _DOWN, _ACROSS = map(w, ("tcPr", "cellDel", "gridSpan", "vMerge", "hMerge"))
_WRAPPERS = {w(name) for name in ("customXml", "smartTag", "ins", "moveTo")}
_GONE = (w("del"), w("moveFrom"))

Item: TypeAlias = "str | Table"


@define
class Cell:
    """A cell as the file gives it.

    Attributes:
        items: Its paragraphs and the tables in it, in order.
        span: How many columns it takes.
        down: Whether it says that it goes on with the cell above.
        begins: Whether it says that cells below go on with it.
        across: Whether it says that it goes on with the cell to its left.
    """

    items: list[Item]
    span: int = 1
    down: bool = False
    begins: bool = False
    across: bool = False


@define
class Row:
    """A row as the file gives it.

    Attributes:
        cells: Its cells.
        before: How many columns are left out before them.
        after: How many columns are left out after them.
    """

    cells: list[Cell]
    before: int = 0
    after: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is no text in it, and no table."""
        return not any(not isinstance(item, str) or item.strip() for cell in self.cells for item in cell.items)


@define
class Table:
    """A table as the file gives it.

    Attributes:
        rows: Its rows.
        inner: How many cells the tables have that stand in its cells and are tables, of several rows and columns.
    """

    rows: list[Row]
    inner: int = 0

    @property
    def size(self) -> int:
        """How many cells it has with those in it, if it is a table."""
        whole = len(self.rows) > 1 and any(len(row.cells) > 1 for row in self.rows)
        return self.inner + (sum(len(row.cells) for row in self.rows) if whole else 0)


@define
class _Story:
    """Paragraphs and tables that follow each other: a body, a cell, a text box."""

    items: list[Item] = field(factory=list)
    pending: list[str] = field(factory=list)

    def flush(self) -> None:
        """End a paragraph whose own mark is not there, because nothing follows that it could go on with."""
        text = self.take("")
        if text:
            self.items.append(text)

    def take(self, text: str) -> str:
        """A paragraph's text, with that of the paragraphs before it that go on with it."""
        if self.pending:
            text = "".join((*self.pending, text))
            self.pending = []
        return text


@define
class Walker:
    """Walks a document in reading order.

    Attributes:
        source: The file.
        numbering: Its lists and styles.
    """

    source: Source
    numbering: Numbering
    _looks: dict[str | None, Look] = field(factory=dict)

    def items(self, container: Element, depth: int = 0) -> list[Item]:
        """The paragraphs and tables in an element.

        Raises:
            ReadError: They are nested too deeply, or part of the text is not in this file.
        """
        if depth > self.source.limits.depth:
            raise self.source.exceeds(msg("levels of nesting"), self.source.limits.depth)
        story = _Story()
        for element in self._unwrapped(container):
            tag = element.tag
            if tag == _PARAGRAPH:
                self._paragraph(element, story, depth)
            elif tag == _TABLE:
                story.flush()
                story.items.append(self._table(element, depth + 1))
            elif tag == w("altChunk"):
                text = msg("part of the text is embedded as another file: open it with Word or WPS and save it again")
                raise self.source.unreadable(text)
            else:  # a run or a formula that stands by itself
                line = self._line(depth)
                line.add([element])
                story.pending.append(line.text)
                story.items += line.boxes
        story.flush()
        return story.items

    def _unwrapped(self, container: Element) -> Iterator[Element]:
        """The children of an element, those in content controls and insertions too, without what is deleted."""
        for element in container:
            tag = element.tag
            if tag in UNSEEN or not isinstance(tag, str):
                continue
            if tag in _WRAPPERS:
                yield from self._unwrapped(element)
            elif tag == CONTROL:
                yield from self._unwrapped(filled_in(element))
            elif tag == CHOICE:
                yield from self._unwrapped(chosen(element))
            else:
                yield element

    # Tables ---------------------------------------------------------------------------------------------------------

    def _table(self, element: Element, depth: int) -> Table:
        made = [(self._row(row, depth), row) for row in self._unwrapped(element) if row.tag == _ROW and not _lost(row)]
        rows = [row for row, element in made if not (_is_hidden(element) and row.is_empty)]
        items = (item for row in rows for cell in row.cells for item in cell.items)
        return Table(rows, sum(item.size for item in items if isinstance(item, Table)))

    def _row(self, element: Element, depth: int) -> Row:
        properties = child(element, w("trPr"))
        cells = [self._cell(cell, depth) for cell in self._unwrapped(element) if cell.tag == _CELL]
        return Row(
            [cell for cell in cells if cell is not None],
            max(integer(value(properties, w("gridBefore"))), 0),
            max(integer(value(properties, w("gridAfter"))), 0),
        )

    def _cell(self, element: Element, depth: int) -> Cell | None:
        properties = child(element, _CELL_PROPERTIES)
        if properties is None:
            return Cell(self.items(element, depth))
        if child(properties, _CELL_DELETED) is not None:
            return None
        span = max(integer(value(properties, _SPAN), 1), 1)
        merge = child(properties, _DOWN)
        down, across = _goes_on(merge), _goes_on(child(properties, _ACROSS))
        return Cell(self.items(element, depth), span, down, merge is not None and not down, across)

    # Paragraphs -----------------------------------------------------------------------------------------------------

    def _paragraph(self, element: Element, story: _Story, depth: int) -> None:
        """Add a paragraph; one whose mark is deleted or hidden goes on with the next one."""
        properties = child(element, _PROPERTIES)
        line = self._line(depth)
        line.add(element, hidden=self._look(value(properties, _STYLE)).hidden)
        mark = child(properties, _RUN_PROPERTIES)
        if mark is not None and len(mark) and _is_gone(mark):
            story.pending.append(line.text)
        else:
            text = story.take(line.text)
            text = self.numbering.prefix(properties, text) + text
            if text:
                story.items.append(text)
        story.items += line.boxes

    def _line(self, depth: int) -> Line[Item]:
        return Line(lambda box: self.items(box, depth + 1), self._look)

    def _look(self, style: str | None) -> Look:
        if style not in self._looks:
            self._looks[style] = self.numbering.styles.look(style)
        return self._looks[style]


def _is_gone(mark: Element) -> bool:
    """Whether a paragraph's mark is deleted or hidden."""
    return bool(switch(mark, w("vanish"))) or any(child(mark, gone) is not None for gone in _GONE)


def _goes_on(merge: Element | None) -> bool:
    """Whether a merge mark says that the cell goes on with another one."""
    return merge is not None and merge.get(VAL) in _CONTINUED


def _is_hidden(row: Element) -> bool:
    """Whether a row is not shown if all its text is hidden."""
    return switch(child(row, w("trPr")), w("hidden")) is True


def _lost(row: Element) -> bool:
    """Whether a row is deleted."""
    properties = child(row, w("trPr"))
    return properties is not None and child(properties, w("del")) is not None
