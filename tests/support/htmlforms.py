"""Writes a report as a web page, in the many ways in which they are published."""

from __future__ import annotations

import html
import itertools
import pathlib
import quopri
from collections.abc import Callable
from typing import Any

from attrs import evolve, fields, frozen
from hypothesis import strategies as st
from printing import FAITHFUL, Deviations, Rows, heading_text, printed, table_lines, title_lines

import gov_disclosure as gd
from gov_disclosure.report.layout import Table, layout
from gov_disclosure.report.model import Report

EXAMPLE = pathlib.Path(__file__).parents[2] / "examples" / "county-2021.txt"
NAVIGATION = (
    "<div class='nav'><ul><li><a href='/'>首页</a></li><li><a href='/zfxxgk'>政府信息公开年报</a></li></ul></div>"
    "<div class='crumbs'>您现在的位置：首页 &gt; 政府信息公开 &gt; 年度报告</div>"
)
INDEX_CARD = (
    "<table class='card'><tr><td>索引号</td><td>0001/2024-00012</td><td>发布机构</td><td>办公室</td></tr>"
    "<tr><td>发布日期</td><td>2024-01-20</td><td>文　　号</td><td>&nbsp;</td></tr></table>"
)
FOOT = (
    "<div class='handle'>【<a href='#'>打印本页</a>】【<a href='#'>关闭窗口</a>】</div><p>上一篇：<a href='1.html'>无</a></p>"
    "<div class='related'><h3>相关文章</h3><ul><li><a href='2.html'>某局2019年工作总结</a></li></ul></div>"
    "<div id='footer'><p>主办：办公室　网站标识码0000000001</p><p>备案号：某ICP备00000001号</p></div>"
)


@frozen
class Page:
    """How a page is written.

    Attributes:
        merged: Cells over several places: ``spans``, or written out with the text ``repeated`` or ``empty``.
        cell: What a cell's text stands in: ``bare``, ``p``, ``span`` (as editors leave it) or ``word``.
        split: Words and figures are split over several elements.
        prose: What paragraphs and headings stand in: ``p``, ``div``, ``strong``, ``br`` (one element, line breaks),
            ``h`` (headings in h2) or ``body`` (text directly in what stands around it).
        frame: What stands around the report: ``div``, ``body``, ``table`` (a table that lays the page out) or ``nested``.
        title: Where the title stands: ``h1``, ``div``, ``head``, ``meta`` or ``twice``.
        around: Menus, an index card and a foot stand around the report.
        parted: Table two is four tables.
        closed: End tags that may be left out are there.
        sections: Table rows stand in thead and tbody.
        encoding: The page's encoding.
        declared: What it says its encoding is, or None.
        hidden: Scripts, styles, comments and hidden elements with figures stand in between.
    """

    merged: str = "spans"
    cell: str = "bare"
    split: bool = False
    prose: str = "p"
    frame: str = "div"
    title: str = "h1"
    around: bool = True
    parted: bool = False
    closed: bool = True
    sections: bool = False
    encoding: str = "utf-8"
    declared: str | None = "utf-8"
    hidden: bool = False


PLAIN = Page()
_CHOICES: dict[str, tuple[Any, ...]] = {
    "merged": ("spans", "repeated", "empty"),
    "cell": ("bare", "p", "span", "word"),
    "prose": ("p", "div", "strong", "br", "h", "body"),
    "frame": ("div", "body", "table", "nested"),
    "title": ("h1", "div", "head", "meta", "twice"),
    "encoding": ("utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"),
    "declared": ("utf-8", "gb2312", "iso-8859-1", None),
}


def pages() -> st.SearchStrategy[Page]:
    """Any way to write a page."""
    drawn = {f.name: st.sampled_from(_CHOICES.get(f.name, (False, True))) for f in fields(Page)}
    return st.builds(Page, **drawn)


# Cells and tables ---------------------------------------------------------------------------------------------------


def _split(text: str) -> str:
    """A text over several elements, figures in the middle too."""
    pieces = [text[: len(text) // 2], text[len(text) // 2 :]]
    return "".join(f"<span lang='zh'>{_escaped(piece)}</span>" for piece in pieces if piece)


def _escaped(text: str) -> str:
    return html.escape(text).replace("\u00a0", "&nbsp;").replace("\n", "<br>")


_CELLS: dict[str, Callable[[str], str]] = {
    "bare": lambda inner: inner,
    "p": lambda inner: f"\n<p align='center'>{inner or '&nbsp;'}</p>\n",
    "span": lambda inner: f"<p style='text-align:center'><span><span style='x'>{inner}</span></span></p>",
    "word": lambda inner: f"<p class=MsoNormal><span lang=EN-US>{inner}<o:p></o:p></span></p>",
}


def _cell(text: str, attributes: str, page: Page) -> str:
    inner = _split(text) if page.split else _escaped(text)
    end = "</td>" if page.closed else ""
    return f"<td{attributes}>{_CELLS[page.cell](inner)}{end}"


def grid(rows: Rows) -> list[list[tuple[int, int] | None]]:
    """For each place of a table the cell of `rows` that takes it: its row and its index in that row."""
    width = max(sum(cell.span for cell in row) for row in rows)
    places: list[list[tuple[int, int] | None]] = []
    for number, row in enumerate(rows):
        line: list[tuple[int, int] | None] = []
        for index, cell in enumerate(row):
            last = cell is row[-1]
            span = width - len(line) if last else cell.span
            above = cell.text is None and bool(places)
            line += [places[-1][len(line) + i] if above else (number, index) for i in range(span)]
        places.append(line)
    return places


def table(rows: Rows, page: Page) -> str:
    """A table; the last cell of a short row takes what is left of the table's width, as in the printed form."""
    places = grid(rows)
    lines = []
    for number, line in enumerate(places):
        cells = []
        for column, cell in enumerate(line):
            row, index = cell or (number, 0)
            text = rows[row][index].text or ""
            first = (number == 0 or places[number - 1][column] != cell) and (column == 0 or line[column - 1] != cell)
            if page.merged == "spans" and first:
                cells.append(_cell(text, _spans(places, number, column), page))
            elif page.merged != "spans":
                cells.append(_cell(text if first or page.merged == "repeated" else "", "", page))
        lines.append("<tr>\n" + "\n".join(cells) + ("\n</tr>" if page.closed else ""))
    if page.sections:
        lines = ["<thead>", lines[0], "</thead><tbody>", *lines[1:], "</tbody>"]
        if "rowspan" in lines[1]:  # a cell does not go on beyond its group of rows
            lines = ["<tbody>", *(line for line in lines if line[:2] != "<t" or line[:3] == "<tr"), "</tbody>"]
    return "<table border='1' cellspacing=0>\n" + "\n".join(lines) + "\n</table>"


def _spans(places: list[list[tuple[int, int] | None]], row: int, column: int) -> str:
    cell = places[row][column]
    columns = sum(1 for other in places[row][column:] if other == cell)
    below = sum(1 for line in places[row:] if line[column] == cell)
    return (f" colspan='{columns}'" if columns > 1 else "") + (f" rowspan={below}" if below > 1 else "")


# The page -----------------------------------------------------------------------------------------------------------


def _paragraphs(lines: list[str], page: Page, *, heading: bool = False) -> str:
    texts = [_split(line) if page.split else _escaped(line) for line in lines]
    if page.prose == "body":
        return "".join(f"　　{text}<br>\n" for text in texts)
    if page.prose == "br":
        return "<div>" + "<br/>\n".join(f"&emsp;&emsp;{text}" for text in texts) + "</div>" if texts else ""
    tag = {"div": "div", "h": "h2" if heading else "p"}.get(page.prose, "p")
    inner = "<strong>{}</strong>" if page.prose == "strong" and heading else "<span>{}</span>"
    return "\n".join(f"<{tag} style='text-indent:2em'>{inner.format(text)}</{tag}>" for text in texts)


_HIDDEN = (
    "<script>document.write('<td>7</td>')</script><!-- 收到申请9件 --><style>td{border:1px}</style>"
    "<noscript>请启用脚本</noscript><p style='display: none'>本页内容仅供测试</p><template><p>样例</p></template>"
)


def body(report: Report, how: Deviations, page: Page) -> str:
    """The report itself, without its title."""
    tables = {table.key: table for table in layout(report.edition).tables}
    headings = [
        (key, heading_text(str(report[key].heading), n, how))
        for n, key in enumerate(layout(report.edition).sections, 1)
    ]
    parts = []
    if how.contents:
        parts.append(_paragraphs(["目录", *(heading for _, heading in headings)], page))
    parts.append(_paragraphs([str(report.preamble)] if report.preamble else [], page))
    for key, heading in headings:
        parts.append(_paragraphs([heading], page, heading=True))
        parts.append(_paragraphs(str(report[key].text or "").splitlines(), page))
        if page.hidden:
            parts.append(_HIDDEN)
        if key in tables and (lines := table_lines(report, tables[key])):
            rows = [printed(report, line, how) for line in lines]
            parts += [table(piece, page) for piece in _parted(rows, page, key)]
    return "\n".join(parts)


def _parted(rows: Rows, page: Page, key: str) -> list[Rows]:
    if not page.parted or key != "proactive_disclosure":
        return [rows]
    starts = [i for i, row in enumerate(rows) if len(row) == 1] + [len(rows)]
    return [rows[start:end] for start, end in itertools.pairwise(starts)]


def write(report: Report, how: Deviations = FAITHFUL, page: Page = PLAIN) -> bytes:
    """A whole report as a web page.

    Args:
        report: A report with title, headings and prose.
        how: The deviations.
        page: How the page is written.
    """
    titles = title_lines(report, how)
    inner = body(report, how, page)
    whole = "".join(titles)
    if page.title in ("h1", "twice"):
        inner = f"<h1>{'<br>'.join(map(_escaped, titles))}</h1><p>发布时间：2024-01-20　来源：办公室</p>{inner}"
    if page.title in ("div", "twice"):
        inner = "".join(f"<div class='biaoti'>{_escaped(line)}</div>" for line in titles) + inner
    before, after = (NAVIGATION + INDEX_CARD, FOOT) if page.around else ("", "")
    framed = {
        "div": f"{before}<div id='zoom'>{inner}</div>{after}",
        "body": f"{before}{inner}{after}",
        "table": f"<table width=1000><tr><td colspan=2>{before}</td></tr><tr><td>{inner}</td></tr><tr><td>{after}</td></tr></table>",
        "nested": f"{before}<table><tr><td width=200><ul><li>栏目一</li><li>栏目二</li></ul></td><td><table><tr><td>"
        f"<div class=TRS_Editor>{inner}</div></td></tr></table></td></tr></table>{after}",
    }[page.frame]
    head = f"<title>{_escaped(whole) + '_某某政府网' if page.title == 'head' else '门户网站'}</title>"
    if page.declared:
        head = f"<meta http-equiv=Content-Type content='text/html; charset={page.declared}'>{head}"
    if page.title == "meta":
        head += f'<meta name="ArticleTitle" content="{html.escape(whole)}">'
    text = f"<!DOCTYPE html>\n<html><head>{head}</head>\n<body>\n{framed}\n</body></html>\n"
    return text.encode(page.encoding)


def archive(page: bytes, *, boundary: str = "----=_Part_0001") -> bytes:
    """A page as a web archive, with a picture beside it."""
    lines = [
        "From: <Saved by a browser>",
        "Snapshot-Content-Location: https://example.org/zfxxgk/1.html",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/related; type="text/html"; boundary="{boundary}"',
        "",
        f"--{boundary}",
        "Content-Type: text/html",
        "Content-Transfer-Encoding: quoted-printable",
        "Content-Location: https://example.org/zfxxgk/1.html",
        "",
        quopri.encodestring(page).decode("ascii"),
        f"--{boundary}",
        "Content-Type: image/png",
        "Content-Transfer-Encoding: base64",
        "",
        "iVBORw0KGgo=",
        f"--{boundary}--",
        "",
    ]
    return "\r\n".join(lines).encode("ascii")


def sample() -> bytes:
    """One page with everything, for fuzzing."""
    how = evolve(FAITHFUL, padding="\u00a0", space="\n")
    return write(gd.read(EXAMPLE), how, evolve(PLAIN, cell="span", frame="nested", hidden=True))


def places(report: Report, table_: Table) -> dict[str, tuple[int, int]]:
    """Row and column of each figure of a table, counted from 1, merged cells spread out."""
    rows = [printed(report, line, FAITHFUL) for line in table_lines(report, table_)]
    found: dict[str, tuple[int, int]] = {}
    for number, line in enumerate(grid(rows), 1):
        for column, cell in enumerate(line, 1):
            if cell is not None and (address := rows[cell[0]][cell[1]].figure):
                found.setdefault(address, (number, column))
    return found
