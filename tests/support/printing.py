"""What a published report prints, with or without the usual deviations; the writers of each form of file build on it.

This is the counterpart of the readers and shares nothing with them but the form itself: the labels come from the
layout, everything else (how cells are merged, what people do to labels and figures) is written down here.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from attrs import evolve, fields, frozen
from hypothesis import strategies as st

from gov_disclosure.report.cells import Annotated, Cell, State, Unreadable
from gov_disclosure.report.editions import EDITIONS
from gov_disclosure.report.layout import Row, Table, layout
from gov_disclosure.report.model import Report, number_of
from gov_disclosure.rules.identities import choices
from gov_disclosure.testing import changed

BALANCE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


@frozen
class Cut:
    """A cell of a table as printed.

    Attributes:
        text: What stands in it; None for the continuation of a cell that is merged with the one above.
        span: How many columns it takes.
        kind: ``label``, ``head`` (of a column) or ``figure``.
        about: For a figure, its address.
    """

    text: str | None
    span: int = 1
    kind: str = "label"
    about: str = ""


Line = tuple[Cut, ...]


@frozen
class Deviations:
    """What a written report does otherwise than the form; by default nothing.

    Attributes:
        full_width: Digits are full-width.
        thousands: Figures have separators.
        padding: White space around the cells.
        half_width: Brackets and quotation marks of labels are half-width.
        space: White space inside labels; a line break where the form of text allows it.
        arabic: Headings are numbered ``1、``.
        title_break: The title goes over two lines.
        traditional: Labels are in traditional characters.
        alias: 规范性文件 for 行政规范性文件, and the other way round.
        remark: 规章（县级无此项）.
        lost: Characters of one label are lost.
        cut: The label 现行有效件数 is cut short.
        contents: A table of contents stands before the body.
    """

    full_width: bool = False
    thousands: bool = False
    padding: str = ""
    half_width: bool = False
    space: str = ""
    arabic: bool = False
    title_break: bool = False
    traditional: bool = False
    alias: bool = False
    remark: bool = False
    lost: bool = False
    cut: bool = False
    contents: bool = False


FAITHFUL = Deviations()
_CHOICES: dict[str, tuple[str, ...]] = {
    "padding": ("", " ", "\u3000", "\u00a0", "\u3000 \u00a0"),
    "space": ("", " ", "\u3000", "\n"),
}


def deviations() -> st.SearchStrategy[Deviations]:
    """Any mix of deviations."""
    drawn = {f.name: st.sampled_from(_CHOICES.get(f.name, (False, True))) for f in fields(Deviations)}
    return st.builds(Deviations, **drawn)


def undivided(report: Report) -> Report:
    """The same report with 其他处理 as one row, the sum of its three."""
    for choice in choices(report.edition):
        there = [row for row in choice.parts if report[row.address] != row.absent]
        if there:
            sums = [
                sum(number_of(report[cell], cell) for cell in cells)
                for cells in zip(*(r.cells for r in there), strict=True)
            ]
            rows: dict[str, Any] = {row.address: row.absent for row in choice.parts}
            report = changed(report, rows | {choice.whole.address: choice.whole.cls(*sums)})
    return report


# What is printed in a cell ----------------------------------------------------------------------------------------

_SIMPLIFIED = (
    "业机构组织务关处数总计规许强费单废现减对购额复议诉讼结维审报请属国禁护权类内过执询无没补确认举条转继续办区"
)
_TRADITIONAL = (
    "業機構組織務關處數總計規許強費單廢現減對購額復議訴訟結維審報請屬國禁護權類內過執詢無沒補確認舉條轉繼續辦區"
)
_TO_TRADITIONAL = str.maketrans(_SIMPLIFIED, _TRADITIONAL)
_TO_HALF_WIDTH = str.maketrans("（）“”，", '()"",')
_TO_FULL_WIDTH = str.maketrans("0123456789,-", "０１２３４５６７８９，－")
_ALIASES = {"行政规范性文件": "规范性文件", "规范性文件": "行政规范性文件"}


def figure_text(cell: Cell, how: Deviations) -> str:
    """What is printed in a figure's place."""
    if cell is None or isinstance(cell, State):
        return ""
    if isinstance(cell, Annotated | Unreadable):
        return how.padding + cell.text + how.padding
    plain = f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
    if how.thousands:
        plain = f"{cell:,f}" if isinstance(cell, Decimal) else f"{cell:,}"
    return how.padding + (plain.translate(_TO_FULL_WIDTH) if how.full_width else plain) + how.padding


def label_text(text: str, how: Deviations) -> str:
    """What is printed of a label."""
    number, _, words = text.rpartition(".")
    words = _ALIASES.get(words, words) if how.alias else words
    if how.remark and words == "规章":
        words = "规章（县级无此项）"
    if how.lost:
        words = words.replace("其他法律行政法规禁止公开", "其他法律行政止公开")
    if how.cut:
        words = words.replace("现行有效件数", "现行有效件")
    text = f"{number}.{words}" if number else words
    if how.traditional:
        text = text.translate(_TO_TRADITIONAL)
    if how.half_width:
        text = text.translate(_TO_HALF_WIDTH)
    if how.space and len(words) > 1:
        # Near the end, as where a word processor breaks a narrow cell.
        at = -1 if len(words) < 4 else -2
        text = text[:at] + how.space + text[at:]
    return text


# The tables as printed --------------------------------------------------------------------------------------------


def table_lines(report: Report, table: Table) -> list[Line]:
    """The rows of a table as the form prints them; rows that the report does not have are left out."""
    rows = [row for row in table.rows if report[row.address] != row.absent]
    if not rows:
        return []
    if rows[0].meta.across:
        return list(_side_by_side(report, rows))
    return list(_items(report, rows) if rows[0].meta.item else _below_each_other(report, rows))


def _figures(report: Report, row: Row) -> Line:
    return tuple(Cut(None if report[cell] is None else "", kind="figure", about=cell) for cell in row.cells)


def _items(report: Report, rows: list[Row]) -> Iterator[Line]:
    """Table two: a small table for each item of Article 20."""
    width = 1 + max(len(row.columns) for row in rows)
    for item, several in itertools.groupby(rows, lambda row: row.meta.item):
        of_item = list(several)
        yield (Cut(f"第二十条第{item}项", width),)
        yield (Cut("信息内容"), *(Cut(column.meta.label.zh, kind="head") for column in of_item[0].columns))
        for row in of_item:
            yield (Cut(row.meta.label.zh), *_figures(report, row))


def _below_each_other(report: Report, rows: list[Row]) -> Iterator[Line]:
    """Table three: a header of three rows, and labels in up to three columns."""
    depth = 1 + max(len(row.groups) for row in rows)
    columns = rows[0].columns
    yield Cut(BALANCE, depth), Cut("申请人情况", len(columns))
    upper: list[Cut] = []
    for group, several in itertools.groupby(columns, lambda column: column.meta.group):
        of_group = list(several)
        if group is None:
            upper += [Cut(column.meta.label.zh, kind="head") for column in of_group]
        else:
            upper.append(Cut(group.zh, len(of_group), kind="head"))
    yield Cut(None, depth), *upper
    yield Cut(None, depth), *(Cut(c.meta.label.zh if c.meta.group else None, kind="head") for c in columns)
    before: tuple[str, ...] = ()
    for row in rows:
        groups = [meta.label.printed for _, meta in row.groups]
        names = groups if row.meta.undivided else [*groups, row.meta.label.printed]
        names = [*groups[:-1], row.meta.label.printed] if row.meta.undivided else names
        chain = tuple(address for address, _ in row.groups)[: len(names) - 1]
        labels = [Cut(None if before[: i + 1] == chain[: i + 1] else name) for i, name in enumerate(names[:-1])]
        yield *labels, Cut(names[-1], depth - len(labels)), *_figures(report, row)
        before = chain


def _side_by_side(report: Report, rows: list[Row]) -> Iterator[Line]:
    """Table four: groups of columns, of which some have a heading in common."""
    first: list[Cut] = []
    second: list[Cut] = []
    third: list[Cut] = []
    for group, several in itertools.groupby(rows, lambda row: row.meta.group):
        of_group = list(several)
        heads = [Cut(c.meta.label.zh, kind="head") for row in of_group for c in row.columns]
        if group is None:
            first += [Cut(row.meta.label.zh, len(row.columns), kind="head") for row in of_group]
            second += heads
            third += [Cut(None)] * len(heads)
        else:
            first.append(Cut(group.zh, len(heads), kind="head"))
            second += [Cut(row.meta.label.zh, len(row.columns), kind="head") for row in of_group]
            third += heads
    yield tuple(first)
    yield tuple(second)
    yield tuple(third)
    yield tuple(cut for row in rows for cut in _figures(report, row))


@frozen
class Printed:
    """A cell's final text, and what it is.

    Attributes:
        text: The text; None for the continuation of a cell merged with the one above.
        span: How many columns it takes.
        figure: The address of the figure, or empty.
    """

    text: str | None
    span: int
    figure: str


def printed(report: Report, line: Line, how: Deviations) -> list[Printed]:
    """The cells of a row as they are printed."""
    found = []
    for cut in line:
        if cut.about:
            found.append(Printed(figure_text(report[cut.about], how), 1, cut.about))
        else:
            found.append(Printed(None if cut.text is None else label_text(cut.text, how), cut.span, ""))
    return found


Rows = list[list[Printed]]


# Title and headings -------------------------------------------------------------------------------------------------


def title_lines(report: Report, how: Deviations) -> list[str]:
    """The title, over two lines where it is broken."""
    title = str(report.title)
    at = len(title) - len("公开工作年度报告")
    return [title[:at], title[at:]] if how.title_break else [title]


def heading_text(heading: str, number: int, how: Deviations) -> str:
    """A heading, numbered as wanted."""
    return f"{number}、{heading.partition('、')[2]}" if how.arabic else heading


def without_line_breaks(how: Deviations) -> Deviations:
    """The same deviations with a space for a line break, for forms in which a cell has one line."""
    return evolve(how, space=" ") if how.space == "\n" else how


def with_headings(report: Report) -> Report:
    """The same figures in a report that has the prescribed title, headings and some prose."""
    sections = layout(report.edition).sections
    year = EDITIONS[report.edition].first_year
    values: dict[str, Any] = {"title": f"某县人民政府{year}年政府信息公开工作年度报告", "year": year}
    values |= {"issuer": "某县人民政府", "preamble": "本报告依照政府信息公开条例编制。"}
    for key, section in sections.items():
        values |= {f"{key}.heading": section.label.printed, f"{key}.text": ""}
    return changed(report, values)
