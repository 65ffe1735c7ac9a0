"""Writes a report as a PDF, every line and character of it drawn where it is wanted.

Pages end where they end: a row that does not fit is cut between two lines of its text, in every cell where there are
two, so that a label, a figure, or one of several figures goes on on the next page.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterator
from typing import Any

from attrs import define, field, fields, frozen
from hypothesis import strategies as st
from printing import FAITHFUL, Deviations, Rows, heading_text, printed, table_lines, title_lines

from gov_disclosure.report.layout import layout, sections
from gov_disclosure.report.model import Report

FONT = "STSong-Light"
_PAD = 3.0
_LEAD = 1.25


@frozen
class Paper:
    """How a report is drawn, in points where it is a length.

    Attributes:
        width: Width of the pages.
        height: Height of the pages.
        size: Size of the tables' text.
        cut: Rows are cut by pages.
        repeated: A table's header is repeated on each page.
        number: What stands around the page's number at the foot; empty for no number.
        running: A line at the head of every page.
        frame: A frame around each page's text.
        backgrounds: White areas behind lines of prose, and coloured ones behind headings of tables.
        strokes: How cells are ruled: ``cells``, ``lines``, ``thin`` (filled areas), ``open`` (no line at page ends) or
            ``rows`` (no line between columns).
        turned: The label over most of table three's rows runs upwards (90), downwards (270), or not (0).
        stacked: That label is written letter by letter below each other.
        sentences: How much prose stands before section two.
        narrow: How wide a column of figures is, in characters' sizes.
        bold: Characters are drawn twice next to each other.
        spaced: Spaces fill up the lines of prose.
    """

    width: float = 595
    height: float = 842
    size: float = 9
    cut: bool = True
    repeated: bool = False
    number: str = ""
    running: str = ""
    frame: bool = False
    backgrounds: bool = False
    strokes: str = "cells"
    turned: int = 0
    stacked: bool = False
    sentences: int = 0
    narrow: float = 3.0
    bold: bool = False
    spaced: bool = False


PLAIN = Paper()
_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "width": st.sampled_from([595.0, 612.0, 842.0]),
    "height": st.floats(320, 842),
    "size": st.sampled_from([7.0, 9.0, 10.5]),
    "number": st.sampled_from(["", "{}", "- {} -", "— {} —", "第 {} 页", "第{}页 共9页"]),
    "running": st.sampled_from(["", "政务公开工作材料"]),
    "strokes": st.sampled_from(["cells", "lines", "thin", "open", "rows"]),
    "turned": st.sampled_from([0, 90, 270]),
    "sentences": st.integers(0, 12),
    "narrow": st.sampled_from([1.8, 2.4, 3.0, 4.0]),
}


def papers() -> st.SearchStrategy[Paper]:
    """Any way of drawing."""
    return st.builds(Paper, **{f.name: _VALUES.get(f.name, st.booleans()) for f in fields(Paper)})


SENTENCE = "本机关及时公开各类信息，依法答复申请，不断完善制度，加强平台建设，方便公众查阅。"


# Tables laid out --------------------------------------------------------------------------------------------------


@define
class _Region:
    """A cell: its rows and columns, its lines of text, and how many of them have been drawn."""

    top: int
    left: int
    below: int
    right: int
    text: str
    head: bool
    lines: list[str] = field(factory=list)
    drawn: int = 0


def _regions(rows: Rows) -> list[_Region]:
    """The cells of a table, merged ones once; the last of a short row goes to the table's edge."""
    width = max(sum(cell.span for cell in row) for row in rows)
    open_cells: dict[int, _Region] = {}
    found: list[_Region] = []
    for index, row in enumerate(rows):
        at = 0
        for cell in row:
            end = width if cell is row[-1] else at + cell.span
            if cell.text is None:
                open_cells[at].below = index + 1
            else:
                open_cells[at] = _Region(index, at, index + 1, end, cell.text, not cell.figure)
                found.append(open_cells[at])
            at = end
    return found


def char_width(char: str, size: float) -> float:
    """How wide a character is drawn."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(char, FONT, size))


def wrapped(text: str, width: float, size: float, first: float = 0) -> list[str]:
    """A text in lines that are not wider than a width; the first has less room by an indent."""
    lines: list[str] = []
    for part in text.split("\n"):
        line, used = "", first if not lines else 0.0
        for char in part:
            wide = char_width(char, size)
            if line and used + wide > width:
                lines.append(line)
                line, used = "", 0.0
            line += char
            used += wide
        lines.append(line)
    return lines


@define
class _Canvas:
    """Pages being drawn, from above."""

    paper: Paper
    canvas: Any
    y: float = 0.0
    page: int = 1

    @property
    def left(self) -> float:
        """Where text begins."""
        return 60.0

    @property
    def right(self) -> float:
        """Where text ends."""
        return self.paper.width - 60

    @property
    def room(self) -> float:
        """What is left of the page."""
        return self.paper.height - 60 - self.y

    def begin(self) -> None:
        """Begin a page."""
        self.y = 60.0
        paper = self.paper
        if paper.running:
            self.text(self.left, 30, paper.running, 9)
        if paper.number:
            self.text(paper.width / 2, paper.height - 35, paper.number.format(self.page), 9)
        if paper.frame:
            self.canvas.rect(self.left - 8, 52, self.right - self.left + 16, paper.height - 104)

    def end(self) -> None:
        """End a page, and begin the next."""
        self.canvas.showPage()
        self.page += 1
        self.begin()

    def text(self, x: float, top: float, text: str, size: float, turned: int = 0) -> None:
        """Draw a line of text."""
        canvas = self.canvas
        y = self.paper.height - top - size
        for shift in (0, 0.3) if self.paper.bold else (0,):
            canvas.saveState()
            canvas.setFont(FONT, size)
            canvas.translate(x + shift, y)
            canvas.rotate({90: 90, 270: -90}.get(turned, 0))
            canvas.drawString(0, 0, text)
            canvas.restoreState()

    def box(self, x0: float, top: float, x1: float, bottom: float, *, closed: bool = True) -> None:
        """Rule a cell; one that is not closed has no line below it."""
        canvas, height = self.canvas, self.paper.height
        upper, lower = height - top, height - bottom
        strokes = self.paper.strokes
        if strokes == "cells":
            canvas.rect(x0, lower, x1 - x0, upper - lower)
            return
        sides = [(x0, upper, x1, upper), (x0, lower, x0, upper), (x1, lower, x1, upper)]
        if closed or strokes != "open":
            sides.append((x0, lower, x1, lower))
        for xa, ya, xb, yb in [side for side in sides if strokes != "rows" or side[1] == side[3]]:
            if strokes == "thin":
                canvas.rect(xa - 0.25, ya - 0.25, xb - xa + 0.5, yb - ya + 0.5, stroke=0, fill=1)
            else:
                canvas.line(xa, ya, xb, yb)

    def shade(self, x0: float, top: float, x1: float, bottom: float, colour: tuple[float, float, float]) -> None:
        """A background."""
        self.canvas.saveState()
        self.canvas.setFillColorRGB(*colour)
        self.canvas.rect(x0, self.paper.height - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
        self.canvas.restoreState()

    # Prose ----------------------------------------------------------------------------------------------------------

    def prose(self, text: str, *, indent: bool = True, size: float = 12, centred: bool = False) -> None:
        """Draw a paragraph."""
        first = 2 * size if indent else 0.0
        for index, line in enumerate(wrapped(text, self.right - self.left, size, first)):
            if self.room < size * 1.5:
                self.end()
            x = self.left + (first if not index else 0)
            if centred:
                x = (self.paper.width - sum(char_width(c, size) for c in line)) / 2
            if self.paper.backgrounds:
                self.shade(self.left - 4, self.y, self.right + 4, self.y + size * 1.5, (1, 1, 1))
            shown = line.replace("，", "， ") if self.paper.spaced else line
            self.text(x, self.y, shown, size)
            self.y += size * 1.5

    # Tables ---------------------------------------------------------------------------------------------------------

    def table(self, rows: Rows) -> None:
        """Draw a table."""
        paper = self.paper
        regions = _regions(rows)
        columns = max(region.right for region in regions)
        figures = max(sum(1 for cell in row if cell.figure) for row in rows)
        xs = self._columns(columns, min(figures, columns))
        for region in regions:
            text = region.text
            if paper.stacked and "本年度" in text:
                text = "\n".join(text)
            region.lines = wrapped(text, xs[region.right] - xs[region.left] - 2 * _PAD, paper.size)
        heights = self._heights(regions, len(rows))
        header = next(i for i, row in enumerate(rows) if any(cell.figure for cell in row))
        self._rows(regions, heights, xs, header)
        self.y += 6

    def _columns(self, columns: int, figures: int) -> list[float]:
        wide = min(self.paper.narrow * self.paper.size + 2 * _PAD, (self.right - self.left) / columns)
        labels = columns - figures
        room = self.right - self.left - wide * figures
        xs = [self.left]
        for column in range(columns):
            if labels and column < labels:
                xs.append(xs[-1] + room / labels)
            else:
                xs.append(xs[-1] + (wide if labels else (self.right - self.left) / columns))
        return xs

    def _heights(self, regions: list[_Region], rows: int) -> list[int]:
        """How many lines of text each row has room for."""
        heights = [1] * rows
        for region in sorted(regions, key=lambda r: r.below - r.top):
            last = region.below - 1
            turned = self.paper.turned and "本年度" in region.text
            lines = 1 if turned else len(region.lines)
            heights[last] += max(lines - sum(heights[region.top : region.below]), 0)
        return heights

    def _rows(self, regions: list[_Region], heights: list[int], xs: list[float], header: int) -> None:
        """Draw the rows page by page; each piece of a row is part of the piece of each cell on that page."""
        step = self.paper.size * _LEAD
        pieces: list[tuple[int, float, float]] = []
        for row, lines in enumerate(heights):
            left = lines
            while left:
                fits = math.floor((self.room - 2 * _PAD) / step)
                taken = left if left <= fits else max(fits, 0) if self.paper.cut else 0
                if taken:
                    height = taken * step + 2 * _PAD
                    pieces.append((row, self.y, self.y + height))
                    self.y += height
                    left -= taken
                if left:
                    self._draw(regions, pieces, xs, closed=False)
                    pieces = []
                    self.end()
                    if self.paper.repeated and row >= header:
                        self._header(regions, heights, xs, header)
        self._draw(regions, pieces, xs, closed=True)

    def _header(self, regions: list[_Region], heights: list[int], xs: list[float], header: int) -> None:
        step = self.paper.size * _LEAD
        again = [
            _Region(r.top, r.left, r.below, r.right, r.text, r.head, r.lines) for r in regions if r.below <= header
        ]
        pieces = []
        for row in range(header):
            height = heights[row] * step + 2 * _PAD
            pieces.append((row, self.y, self.y + height))
            self.y += height
        self._draw(again, pieces, xs, closed=True)

    def _draw(
        self, regions: list[_Region], pieces: list[tuple[int, float, float]], xs: list[float], *, closed: bool
    ) -> None:
        """Draw what a page shows of each cell."""
        if not pieces:
            return
        for region in regions:
            own = [(top, bottom) for row, top, bottom in pieces if region.top <= row < region.below]
            if own:
                top, bottom = own[0][0], own[-1][1]
                last = bottom == pieces[-1][2]
                if self.paper.backgrounds and region.head:
                    self.shade(xs[region.left], top, xs[region.right], bottom, (0.8, 0.85, 0.95))
                self.box(xs[region.left], top, xs[region.right], bottom, closed=closed or not last)
                self._lines(region, xs[region.left], top, bottom)

    def _lines(self, region: _Region, x: float, top: float, bottom: float) -> None:
        size = self.paper.size
        step = size * _LEAD
        if self.paper.turned and "本年度" in region.text and not self.paper.stacked:
            if not region.drawn:
                turned = self.paper.turned
                size = min(size, (bottom - top) / len(region.text))
                along = len(region.text) * size
                middle = (top + bottom + (along if turned == 90 else -along)) / 2
                self.text(x + (_PAD + size if turned == 90 else _PAD), middle - size, region.text, size, turned)
                region.drawn = len(region.lines)
            return
        room = math.floor((bottom - top - 2 * _PAD) / step + 0.01)
        for index, line in enumerate(region.lines[region.drawn : region.drawn + room]):
            self.text(x + _PAD, top + _PAD + index * step, line, size)
        region.drawn += min(room, len(region.lines) - region.drawn)


# Reports ----------------------------------------------------------------------------------------------------------


def write(report: Report, how: Deviations = FAITHFUL, paper: Paper = PLAIN, **options: Any) -> bytes:
    """A whole report as a PDF; further options are reportlab's own, as for its encryption."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    file = io.BytesIO()
    canvas = _Canvas(paper, Canvas(file, pagesize=(paper.width, paper.height), invariant=1, **options))
    canvas.begin()
    for part in _parts(report, how, paper):
        part(canvas)
    canvas.canvas.showPage()
    canvas.canvas.save()
    return file.getvalue()


def _parts(report: Report, how: Deviations, paper: Paper) -> Iterator[Any]:
    """What draws the report, one thing after the other."""
    for line in title_lines(report, how):
        yield lambda canvas, line=line: canvas.prose(line, indent=False, size=16, centred=True)
    yield lambda canvas: canvas.prose(str(report.preamble))
    tables = {table.key: table for table in layout(report.edition).tables}
    for number, key in enumerate(layout(report.edition).sections, 1):
        heading = heading_text(str(report[key].heading), number, how)
        yield lambda canvas, heading=heading: canvas.prose(heading)
        texts = str(report[key].text or "").splitlines()
        for text in [*texts, *([SENTENCE * 2] * paper.sentences if number == 1 else [])]:
            yield lambda canvas, text=text: canvas.prose(text)
        if key in tables and (rows := [printed(report, row, how) for row in table_lines(report, tables[key])]):
            yield lambda canvas, rows=rows: canvas.table(rows)


def sample() -> bytes:
    """One small file, for the fuzzing."""
    return _sample({"received": {"natural_person": 1176, "total": 1176}})


def full_sample() -> bytes:
    """One file with all figures, for the benchmarks."""
    figures: dict[str, Any] = {}
    for index, address in enumerate(layout("2021").addresses):
        *path, column = address.split(".")
        row = figures
        for key in path:
            row = row.setdefault(key, {})
        row[column] = index
    return _sample(figures.pop("requests"), figures)


def _sample(requests: dict[str, Any], more: dict[str, Any] | None = None) -> bytes:
    import gov_disclosure as gd

    tables = {"requests": requests, **(more or {})}
    texts = {
        key: {"heading": f"{number}、{section.label.zh}", "text": SENTENCE * 3, **tables.get(key, {})}
        for number, (key, section) in zip("一二三四五六", sections().items(), strict=True)
    }
    title = "青山县人民政府2023年政府信息公开工作年度报告"
    preamble = "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。"
    report = gd.structure({"edition": "2021", "title": title, "preamble": preamble, **texts})
    return write(report, paper=Paper(height=560, number="- {} -"))
