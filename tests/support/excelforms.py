"""Writes a report as an Excel workbook: one sheet or one a table, cells merged or not, numbers as numbers or as text."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
from attrs import fields, frozen
from hypothesis import strategies as st
from printing import FAITHFUL, Deviations, Printed, heading_text, printed, table_lines, title_lines

from gov_disclosure.report.layout import layout
from gov_disclosure.report.model import Report


@frozen
class Sheets:
    """How a workbook is laid out.

    Attributes:
        a_table_each: Every table has a sheet of its own.
        merged: Cells over several columns or rows are merged; else their other places are empty.
        repeated: Where they are not merged, the text stands in every place.
        as_text: Figures are stored as text.
        dense: No empty row stands around a table.
        offset: How many columns and rows are left empty at the edges.
    """

    a_table_each: bool = False
    merged: bool = True
    repeated: bool = False
    as_text: bool = False
    dense: bool = False
    offset: int = 0


PLAIN = Sheets()


def sheets() -> st.SearchStrategy[Sheets]:
    """Any layout of a workbook."""
    drawn = {
        f.name: st.booleans() if f.default is False or f.default is True else st.integers(0, 2) for f in fields(Sheets)
    }
    return st.builds(Sheets, **drawn)


def write(report: Report, how: Deviations = FAITHFUL, laid: Sheets = PLAIN) -> bytes:
    """A whole report as a workbook.

    Args:
        report: A report with title, headings and prose.
        how: What it does otherwise than the form.
        laid: How the workbook is laid out.
    """
    book = openpyxl.Workbook()
    writer = _Writer(book.active, laid, 1 + laid.offset)
    for line in (*title_lines(report, how), str(report.preamble)):
        writer.line(line)
    tables = {table.key: table for table in layout(report.edition).tables}
    for number, key in enumerate(layout(report.edition).sections, 1):
        if laid.a_table_each:
            writer = _Writer(book.create_sheet(f"第{number}页"), laid, 1 + laid.offset)
        writer.line(heading_text(str(report[key].heading), number, how))
        for line in str(report[key].text or "").splitlines():
            writer.line(line)
        if key in tables and (rows := table_lines(report, tables[key])):
            writer.table([printed(report, row, how) for row in rows])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


class _Writer:
    """Fills a sheet from top to bottom."""

    def __init__(self, sheet: Any, laid: Sheets, row: int) -> None:
        self.sheet = sheet
        self.laid = laid
        self.row = row

    def line(self, text: str) -> None:
        """A line of text in the first column."""
        self.sheet.cell(self.row, 1 + self.laid.offset, text)
        self.row += 1

    def table(self, rows: list[list[Printed]]) -> None:
        """A table; cells without text continue those above."""
        gap = 0 if self.laid.dense else 1
        self.row += gap
        above: dict[int, tuple[int, int, str]] = {}
        for cells in rows:
            at = 1 + self.laid.offset
            for cell in cells:
                if cell.text is None and not cell.figure and at in above:
                    top, span, text = above[at]
                    self._spread(top, self.row, at, span, text)
                    at += span
                    continue
                self._put(at, cell)
                self._spread(self.row, self.row, at, cell.span, cell.text or "")
                above[at] = self.row, cell.span, cell.text or ""
                at += cell.span
            self.row += 1
        self.row += gap

    def _put(self, column: int, cell: Printed) -> None:
        text = cell.text
        if text:
            number = text if self.laid.as_text or not cell.figure else _number(text)
            self.sheet.cell(self.row, column, number)

    def _spread(self, top: int, bottom: int, left: int, span: int, text: str) -> None:
        """Merge an area, or write it out."""
        right = left + span - 1
        if (top, left) == (bottom, right):
            return
        if self.laid.merged:
            for area in list(self.sheet.merged_cells.ranges):
                if (area.min_row, area.min_col) == (top, left):
                    self.sheet.unmerge_cells(str(area))
            self.sheet.merge_cells(start_row=top, end_row=bottom, start_column=left, end_column=right)
        elif self.laid.repeated:
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    self.sheet.cell(row, column, text)


def _number(text: str) -> Any:
    """A figure as a number, if that loses nothing."""
    for kind in (int, float):
        reads: Callable[[str], Any] = kind
        try:
            value = reads(text)
        except ValueError:
            continue
        if f"{value:.15g}" == text:
            return value
    return text


def sample() -> bytes:
    """A small workbook with something of everything."""
    book = openpyxl.load_workbook(io.BytesIO(write(Report(title="某县2023年政府信息公开工作年度报告"))))
    sheet = book.active
    sheet.append(["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"])
    sheet.append(["规章", 0, 1, 2.5])
    sheet.append(["行政规范性文件", "=SUM(B2:C2)", True, "无"])
    sheet.merge_cells("A9:C12")
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
