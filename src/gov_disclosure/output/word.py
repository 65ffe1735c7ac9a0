"""An empty report as a Word document."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from ..report.layout import Table, layout
from .form import Line, printed, width

_PAGE, _NARROW, _FIGURE = 15.2, 1.3, 1.4
"""The width of the text, of a column of group labels and of a column of figures, in centimetres."""


def to_docx(data: Mapping[str, Any]) -> bytes:
    """An empty report as a Word document: title, headings, the tables as the form prints them, room for prose.

    Args:
        data: What :func:`gov_disclosure.output.template.empty` has made.

    Raises:
        ImportError: The docx extra is not installed.
    """
    from docx import Document

    document = Document()
    _use_chinese_fonts(document)
    title = document.add_paragraph()
    title.add_run(data["title"] or "").bold = True
    title.alignment = _centre()
    tables = {table.key: table for table in layout(data["edition"]).tables}
    for key in layout(data["edition"]).sections:
        document.add_paragraph().add_run(data[key]["heading"]).bold = True
        if key in tables:
            _add_table(document, tables[key], data)
        else:
            document.add_paragraph(data[key]["text"])
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _use_chinese_fonts(document: Any) -> None:
    """The font in which Chinese is set, small enough for table three."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style = document.styles["Normal"]
    style.font.size = Pt(10.5)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")


def _add_table(document: Any, table: Table, data: Mapping[str, Any]) -> None:
    """A table as the form prints it, its cells merged."""
    lines = printed(table)
    made = document.add_table(len(lines), width(lines), style="Table Grid")
    cells = [list(row.cells) for row in made.rows]  # looked up once: python-docx counts all cells each time
    _set_widths(made, cells, width(lines) - sum(bool(box.figure) for box in lines[-1]))
    for number, column, box in _placed(lines):
        cell = cells[number][column]
        if box.across > 1 or box.down > 1:
            cell = cell.merge(cells[number + box.down - 1][column + box.across - 1])
        cell.text = _figure(data, box.figure) if box.figure else box.text
        if box.figure:
            cell.paragraphs[0].alignment = _centre()
    _keep_rows_whole(made)


def _centre() -> Any:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    return WD_ALIGN_PARAGRAPH.CENTER


def _keep_rows_whole(table: Any) -> None:
    """No row goes over two pages."""
    from docx.oxml import OxmlElement

    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - python-docx has no other way


def _set_widths(table: Any, cells: list[list[Any]], labels: int) -> None:
    """Where several columns hold labels, the outer ones are narrow and the innermost is wide."""
    from docx.shared import Cm

    if labels < 2:
        return
    figures = len(cells[0]) - labels
    widths = [_NARROW] * (labels - 1) + [_PAGE - _NARROW * (labels - 1) - _FIGURE * figures] + [_FIGURE] * figures
    for column, centimetres in zip(table.columns, widths, strict=True):
        column.width = Cm(centimetres)
    for row in cells:
        for cell, centimetres in zip(row, widths, strict=True):
            cell.width = Cm(centimetres)


def _placed(lines: list[Line]) -> list[tuple[int, int, Any]]:
    """The row and the column at which each cell begins; what a cell above takes is left out."""
    taken: set[tuple[int, int]] = set()
    found = []
    for number, line in enumerate(lines):
        column = 0
        for box in line:
            while (number, column) in taken:
                column += 1
            found.append((number, column, box))
            taken |= {(number + i, column + j) for i in range(box.down) for j in range(box.across)}
    return found


def _figure(data: Mapping[str, Any], address: str) -> str:
    value: Any = data
    for key in address.split("."):
        value = value[key]
    return "" if value is None else str(value)
