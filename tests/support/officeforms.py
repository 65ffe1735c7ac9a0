"""Writes reports as Word files that LibreOffice makes PDFs of, with pages that end anywhere."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from attrs import frozen
from printing import FAITHFUL, Deviations, Printed, Rows, heading_text, printed, table_lines, title_lines

from gov_disclosure.report.layout import layout
from gov_disclosure.report.model import Report

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TWIPS = 20


@frozen
class Pages:
    """How a document is laid out, in points where it is a length.

    Attributes:
        size: Width and height of the paper.
        margins: Left and right, above and below.
        font: Size of the tables' text.
        prose: How many lines of prose stand before section two.
        whole_rows: Rows are not cut by pages.
        repeated: A table's header is repeated on each page.
        height: Least height of a row.
        align: How text stands in a cell, from above: ``top``, ``center`` or ``bottom``.
        middle: Figures stand in the middle of their cells.
        equal: All columns are equally wide; else labels have most of the width.
        number: What stands around the page's number at the foot; None for no number.
        running: A line at the head of every page.
        vertical: How the label over most of table three's rows runs: empty, ``btLr``, ``tbRl`` or ``letters``.
        shaded: Headings have a background.
        separate: Table two is a table for each item.
        written: Cells that are merged on the form are written out: ``repeated`` or left ``empty``; else they are merged.
    """

    size: tuple[float, float] = (612, 792)
    margins: tuple[float, float] = (90, 72)
    font: float = 11
    prose: int = 0
    whole_rows: bool = False
    repeated: bool = False
    height: float = 0
    align: str = "top"
    middle: bool = False
    equal: bool = True
    number: str | None = None
    running: str = ""
    vertical: str = ""
    shaded: bool = False
    separate: bool = False
    written: str = ""


PLAIN = Pages()
_SENTENCE = "本机关及时公开各类信息，依法答复申请，不断完善制度，加强平台建设和监督保障，方便公众查阅。"


def any_pages(chance: random.Random) -> Pages:
    """Some layout."""
    return Pages(
        size=chance.choice([(612, 792), (595, 842), (842, 595)]),
        margins=(chance.choice([50, 72, 90]), chance.choice([50, 72, 90, 110])),
        font=chance.choice([7, 8, 9, 10.5, 11, 12, 14]),
        prose=chance.randrange(45),
        whole_rows=chance.random() < 0.2,
        repeated=chance.random() < 0.4,
        height=chance.choice([0, 0, 0, 20, 40]),
        align=chance.choice(["top", "center", "bottom"]),
        middle=chance.random() < 0.5,
        equal=chance.random() < 0.5,
        number=chance.choice([None, "{}", "- {} -", "— {} —", "第 {} 页"]),
        running=chance.choice(["", "", "政务公开工作材料"]),
        vertical=chance.choice(["", "", "btLr", "tbRl", "letters"]),
        shaded=chance.random() < 0.3,
        separate=chance.random() < 0.3,
        written=chance.choice(["", "", "", "repeated", "empty"]),
    )


# The document -----------------------------------------------------------------------------------------------------


def _run(text: str, size: float) -> str:
    shown = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\n"))
    return f'<w:r><w:rPr><w:sz w:val="{int(size * 2)}"/></w:rPr>{shown}</w:r>'


def _paragraph(text: str, size: float, *, centred: bool = False, properties: str = "") -> str:
    justified = '<w:jc w:val="center"/>' if centred else ""
    return f"<w:p><w:pPr>{properties}{justified}</w:pPr>{_run(text, size)}</w:p>"


def _cell(cell: Printed, width: float, pages: Pages, *, restarts: bool, vertical: bool) -> str:
    """A cell; one that goes on below begins a merge."""
    merge = '<w:vMerge w:val="restart"/>' if restarts else "<w:vMerge/>" if cell.text is None else ""
    turned = f'<w:textDirection w:val="{pages.vertical}"/>' if vertical and pages.vertical in ("btLr", "tbRl") else ""
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="C6D9F1"/>' if pages.shaded and not cell.figure else ""
    text = cell.text or ""
    if vertical and pages.vertical == "letters":
        text = "\n".join(text)
    return (
        f'<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="{int(width * _TWIPS)}"/><w:gridSpan w:val="{cell.span}"/>{merge}{shade}'
        f'{turned}<w:vAlign w:val="{pages.align}"/></w:tcPr>'
        f"{_paragraph(text, pages.font, centred=pages.middle and bool(cell.figure))}</w:tc>"
    )


def _widths(rows: Rows, pages: Pages) -> list[float]:
    width = pages.size[0] - 2 * pages.margins[0]
    columns = max(sum(cell.span for cell in row) for row in rows)
    figures = max(sum(1 for cell in row if cell.figure) for row in rows)
    labels = columns - figures
    if pages.equal or not labels:
        return [width / columns] * columns
    narrow = [width * 0.07] * (labels - 1) + [width * 0.3 - width * 0.07 * (labels - 1) + width * 0.1] * 1
    return [*narrow, *[(width - sum(narrow)) / figures] * figures]


def _table(rows: Rows, pages: Pages) -> str:
    widths = _widths(rows, pages)
    grid = "".join(f'<w:gridCol w:w="{int(width * _TWIPS)}"/>' for width in widths)
    lines = [_row(rows, index, widths, pages) for index in range(len(rows))]
    return (
        f'<w:tbl {_W}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:type="auto" w:w="0"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(lines)}</w:tbl>'
    )


def _row(rows: Rows, index: int, widths: Sequence[float], pages: Pages) -> str:
    properties = "<w:cantSplit/>" if pages.whole_rows else ""
    if pages.height:
        properties += f'<w:trHeight w:val="{int(pages.height * _TWIPS)}"/>'
    first = next(i for i, row in enumerate(rows) if any(cell.figure for cell in row))
    if pages.repeated and index < first:
        properties += "<w:tblHeader/>"
    below = _starts(rows[index + 1]) if index + 1 < len(rows) else {}
    cells = []
    at = 0
    for cell in rows[index]:
        under = below.get(at)
        restarts = cell.text is not None and under is not None and under.text is None
        vertical = bool(cell.text) and "本年度" in str(cell.text) and restarts
        width = sum(widths[at : at + cell.span])
        cells.append(_cell(cell, width, pages, restarts=restarts, vertical=vertical))
        at += cell.span
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _starts(row: Sequence[Printed]) -> dict[int, Printed]:
    found: dict[int, Printed] = {}
    at = 0
    for cell in row:
        found[at] = cell
        at += cell.span
    return found


def _written_out(rows: Rows, how: str) -> Rows:
    """Rows whose merged cells are cells of their own, with the text again or without any."""
    above: dict[int, str] = {}
    found: Rows = []
    for row in rows:
        cells: list[Printed] = []
        for cell in row:
            text = above.get(len(cells), "") if cell.text is None else cell.text
            for index in range(cell.span):
                above[len(cells)] = text
                again = cell.text is None or index > 0
                cells.append(Printed("" if again and how == "empty" else text, 1, cell.figure))
        found.append(cells)
    return found


def _filled_up(rows: Rows) -> Rows:
    """Rows as wide as the widest: the last cell goes to the edge."""
    width = max(sum(cell.span for cell in row) for row in rows)
    return [
        [*row[:-1], Printed(row[-1].text, row[-1].span + width - sum(c.span for c in row), row[-1].figure)]
        for row in rows
    ]


def _items(rows: Rows) -> list[Rows]:
    """The items of table two, each a table of its own."""
    found: list[Rows] = []
    for row in rows:
        if len(row) == 1 or not found:
            found.append([])
        found[-1].append(row)
    return found


def write(report: Report, how: Deviations = FAITHFUL, pages: Pages = PLAIN) -> bytes:
    """A whole report as a Word file."""
    import docx
    from docx.oxml import parse_xml
    from docx.shared import Pt

    document: Any = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = (Pt(length) for length in pages.size)
    section.left_margin = section.right_margin = Pt(pages.margins[0])
    section.top_margin = section.bottom_margin = Pt(pages.margins[1])
    end = document.element.body.sectPr

    def add(xml: str) -> None:
        end.addprevious(parse_xml(xml.replace("<w:p>", f"<w:p {_W}>", 1) if xml.startswith("<w:p>") else xml))

    for line in title_lines(report, how):
        add(_paragraph(line, 22, centred=True))
    add(_paragraph(str(report.preamble), 12))
    tables = {table.key: table for table in layout(report.edition).tables}
    for number, key in enumerate(layout(report.edition).sections, 1):
        add(_paragraph(heading_text(str(report[key].heading), number, how), 12))
        for text in str(report[key].text or "").splitlines():
            add(_paragraph(text, 12))
        if number == 1:
            for _ in range(pages.prose):
                add(_paragraph(_SENTENCE, 12))
        if key in tables and (rows := [printed(report, row, how) for row in table_lines(report, tables[key])]):
            parts = _items(rows) if pages.separate and key == "proactive_disclosure" else [rows]
            for part in (_written_out(part, pages.written) if pages.written else part for part in parts):
                add(_table(_filled_up(part), pages))
                if pages.separate:
                    add(_paragraph("", 6))
    _margins(section, pages, parse_xml)
    with io.BytesIO() as file:
        document.save(file)
        return file.getvalue()


def _margins(section: Any, pages: Pages, parse_xml: Any) -> None:
    if pages.running:
        section.header.paragraphs[0].text = pages.running
    if pages.number is not None:
        before, _, after = pages.number.partition("{}")
        field = f'<w:fldSimple {_W} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        paragraph = section.footer.paragraphs[0]
        paragraph.add_run(before)
        paragraph._p.append(parse_xml(field))
        paragraph.add_run(after)


# LibreOffice --------------------------------------------------------------------------------------------------------


def soffice() -> str | None:
    """Where LibreOffice is, or None."""
    return shutil.which("soffice")


def as_pdfs(documents: Sequence[bytes]) -> list[bytes]:
    """What LibreOffice makes of Word files, all in one run."""
    program = soffice()
    if program is None:
        raise AssertionError("LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for index, document in enumerate(documents):
            (folder / f"{index}.docx").write_bytes(document)
        files = [str(folder / f"{index}.docx") for index in range(len(documents))]
        command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", name, *files], check=True, capture_output=True, timeout=600)
        return [(folder / f"{index}.pdf").read_bytes() for index in range(len(documents))]
