r"""Plain text, as a text extractor leaves a Word file or a web page.

Tables come in three forms with marked cells, and in one without:

* one indented cell a line (``\t0``), an empty line between rows; a line without the tab goes on with the cell above;
* bars: ``a | b | c |``, trailing bars filling the row up to the table's width;
* tabs between the cells of a line;
* one cell a paragraph, which is left as paragraphs here: only who knows the form can tell it from prose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from attrs import frozen

from ..report.model import Place
from .document import Block, Document, Grid, GridCell, Paragraph, numbered
from .files import Source, decode
from .rows import goes_on, is_figure, is_page_number

_BARS = re.compile(r"\s\||\|\s*$|^\s*\|")
_RULE = re.compile(r"^[\s|:+=-]*$")
_HEADING = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+、|第[一二三四五六七八九十]+部分|[（(][一二三四五六七八九十]+[）)])"
)
_FIGURE = re.compile(r"[\s\d,.+\-\uff0c\uff0e\uff0b\uff0d\u2212]*")
_CONTINUATION_LIMIT = 12
"""A cell's further lines are short words such as 企业; a longer line is prose that follows the table."""


@frozen
class _Line:
    number: int
    text: str

    @property
    def empty(self) -> bool:
        """Whether it separates: a line with a tab is a cell, if an empty one."""
        return not self.text.strip() and "\t" not in self.text

    @property
    def indented(self) -> bool:
        """Whether it is one indented cell."""
        return self.text.startswith("\t") and ("\t" not in self.text[1:] or not self.text.strip())

    @property
    def barred(self) -> bool:
        """Whether it is a row between bars."""
        return "|" in self.text and _BARS.search(self.text) is not None

    @property
    def tabbed(self) -> bool:
        """Whether it is a row of cells with tabs between them; the last may be blank."""
        return "\t" in self.text and not self.indented

    def cell(self, text: str) -> GridCell:
        """A cell that stands on this line."""
        return GridCell(text, Place(line=self.number, text=text.strip()))


def read_text(source: Source) -> Document:
    """The paragraphs and grids of a text file.

    Raises:
        ReadError: It is no text, or in no known encoding.
    """
    text = decode(source)
    return parse_text(text, cut=not text.endswith(("\n", "\r", "|")))


def parse_text(text: str, *, cut: bool = False) -> Document:
    """The paragraphs and grids of a plain text.

    Args:
        text: The whole text.
        cut: Whether its last line may have been cut off, so that a figure in it is not certain.

    Returns:
        The document; every cell and paragraph knows its line.
    """
    lines = [_Line(number, line) for number, line in enumerate(text.splitlines(), 1)]
    blocks: list[Block] = []
    at, spaced = 0, True
    while at < len(lines):
        line = lines[at]
        parse = _form_of(line)
        if line.empty:
            spaced, at = True, at + 1
        elif parse is not None:
            rows, at, doubtful = parse(lines, at)
            if cut and at == len(lines):
                doubtful |= {len(rows) - 1}
            blocks += _grid(rows, doubtful)
            spaced = True
        else:
            blocks.append(Paragraph(line.text.strip(), Place(line=line.number), spaced))
            spaced, at = False, at + 1
    return numbered(blocks)


Rows = list[tuple[GridCell, ...]]
Table = tuple[Rows, int, frozenset[int]]
"""A table's rows, the line after it, and which of the rows are doubtful."""


def _form_of(line: _Line) -> Callable[[list[_Line], int], Table] | None:
    """What reads the table that begins on a line, or None for a line of prose."""
    if line.indented:
        return _indented
    if line.barred:
        return _barred
    return _tabbed if line.tabbed else None


def _grid(rows: Rows, doubtful: frozenset[int]) -> Iterator[Block]:
    """A grid; what has words in its last cell only, in every row, is prose whose first line is indented."""
    if any(cell.text.strip() for row in rows for cell in row[:-1]) or any(
        len(row) > 1 and _FIGURE.fullmatch(row[-1].text) and row[-1].text.strip() for row in rows
    ):
        yield Grid(tuple(rows), Place(line=rows[0][0].place.line), doubtful=doubtful)
        return
    for *_, cell in rows:
        if cell.text.strip():
            yield Paragraph(cell.text.strip(), Place(line=cell.place.line))


def _indented(lines: list[_Line], at: int) -> Table:
    """One indented cell a line, an empty line between rows."""
    rows: Rows = []
    cells: list[GridCell] = []
    doubtful: set[int] = set()
    end = at
    while at < len(lines):
        line = lines[at]
        if line.indented:
            cells.append(line.cell(line.text[1:]))
        elif cells and _numbers_page(line.text, cells[-1].text.strip()):
            if is_figure(line.text):  # or the rest of the figure above
                doubtful.add(len(rows))
                cells.append(line.cell(line.text))
        elif cells and not line.empty and (_continues(line) or _is_amid(lines, at, cells[-1])):
            last = cells.pop()
            joined = f"{last.text}\n{line.text}"
            cells.append(GridCell(joined, Place(line=last.place.line, text=joined.strip())))
        elif line.empty:
            if not cells:  # a second empty line ends the table
                break
            rows.append(tuple(cells))
            cells = []
        else:
            break
        at += 1
        end = at
    if cells:
        rows.append(tuple(cells))
    return rows, end, frozenset(doubtful)


def _numbers_page(line: str, above: str) -> bool:
    """Whether a line under a figure, or under a blank cell, may be the page's number."""
    if not is_page_number(line) or (above and not is_figure(above)):
        return False
    return not (is_figure(line) and goes_on(above, line))


def _continues(line: _Line) -> bool:
    return len(line.text.strip()) <= _CONTINUATION_LIMIT and "\t" not in line.text and not _HEADING.match(line.text)


def _is_amid(lines: list[_Line], at: int, cell: GridCell) -> bool:
    """Whether a long line is amid a table all the same: a cell comes next, and what goes on is no figure."""
    further = at + 1 < len(lines) and lines[at + 1].indented and "\t" not in lines[at].text
    return further and not _HEADING.match(lines[at].text) and not _FIGURE.fullmatch(cell.text)


def _barred(lines: list[_Line], at: int) -> Table:
    """A row a line, a bar after each cell; the rule under a Markdown table's header is no row."""
    end = at
    while end < len(lines) and lines[end].barred:
        end += 1
    found = [line for line in lines[at:end] if not _RULE.match(line.text) or "-" not in line.text]
    # A bar at the beginning is the table's edge if every row has it; else a blank cell stands before it.
    edged = all(line.text.lstrip().startswith("|") for line in found)
    return [tuple(_between_bars(line, edged=edged)) for line in found], end, frozenset()


def _between_bars(line: _Line, *, edged: bool) -> Iterator[GridCell]:
    text = line.text.strip()
    text = text[1:] if edged else text
    cells = text.split("|")
    for cell in cells[:-1] if text.endswith("|") else cells:
        yield line.cell(cell)


def _tabbed(lines: list[_Line], at: int) -> Table:
    """A row a line, a tab between cells."""
    rows: Rows = []
    while at < len(lines) and lines[at].tabbed:
        rows.append(tuple(lines[at].cell(cell) for cell in lines[at].text.split("\t")))
        at += 1
    return rows, at, frozenset()
