"""Writes a report as the text forms in which published reports are found."""

from __future__ import annotations

from collections.abc import Callable

from printing import FAITHFUL, Deviations, Rows, heading_text, printed, table_lines, title_lines

from gov_disclosure.report.layout import layout
from gov_disclosure.report.model import Report


def indented(rows: Rows) -> list[str]:
    """One cell a line behind a tab, an empty line between rows, merged cells given once and empty below."""
    lines = [""]
    for row in rows:
        lines += ["\t" + (cell.text or "") for cell in row] + [""]
    return [*lines, ""]


def barred(rows: Rows) -> list[str]:
    """Bars between cells, more of them up to the table's width; cells merged with those above leave no trace."""
    width = max(sum(cell.span for cell in row) for row in rows)
    lines = [""]
    for row in rows:
        own = [cell.text.replace("\n", " ") for cell in row if cell.text is not None]
        left_out = sum(cell.span for cell in row if cell.text is None)
        lines.append(" | ".join(own) + " " + "|" * max(width - left_out - len(own) + 1, 1))
    return [*lines, ""]


def tabbed(rows: Rows) -> list[str]:
    """Tabs between the cells of a line, merged cells given once and empty below."""
    return ["", *("\t".join((cell.text or "").replace("\n", " ") for cell in row) for row in rows), ""]


def spread(rows: Rows) -> list[str]:
    """Tabs between the cells of a grid, as copied from a spreadsheet: a merged cell is one text and empty cells."""
    spelled = [[(cell.text or "").replace("\n", " ") + "\t" * (cell.span - 1) for cell in row] for row in rows]
    return ["", *("\t".join(row) for row in spelled), ""]


def spelled_out(rows: Rows) -> list[str]:
    """One cell a paragraph; cells without text leave no trace."""
    return ["", *(line for row in rows for cell in row if cell.text for line in (cell.text, ""))]


FORMS: dict[str, Callable[[Rows], list[str]]] = {
    "indented": indented,
    "barred": barred,
    "tabbed": tabbed,
    "spread": spread,
    "spelled-out": spelled_out,
}
"""The forms of text, by name. All but the last have marked cells: an empty one is seen."""


def write(report: Report, form: str, how: Deviations = FAITHFUL) -> str:
    """A whole report as text.

    Args:
        report: A report with title, headings and prose.
        form: A key of `FORMS`.
        how: The deviations.
    """
    gap = [""] if form == "spelled-out" else []
    tables = {table.key: table for table in layout(report.edition).tables}
    headings = [
        (key, heading_text(str(report[key].heading), n, how))
        for n, key in enumerate(layout(report.edition).sections, 1)
    ]
    lines = title_lines(report, how) + gap
    if how.contents:
        lines += ["目录", *(heading for _, heading in headings), *gap]
    lines += [str(report.preamble), *gap]
    for key, heading in headings:
        lines += [heading, *gap]
        lines += [line for text in str(report[key].text or "").splitlines() for line in (text, *gap)]
        if key in tables and (rows := table_lines(report, tables[key])):
            lines += FORMS[form]([printed(report, row, how) for row in rows])
    return "\n".join(lines) + "\n"
