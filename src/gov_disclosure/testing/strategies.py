"""Strategies for whole reports.

A report is built from its parts: the parts of a sum are drawn and the totals computed, so that nothing that was drawn
is ever thrown away. Which rows, columns and sums there are is read off the form's layout.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hypothesis import strategies as st

from ..report.cells import UNKNOWN, Cell
from ..report.editions import EDITIONS, Edition
from ..report.layout import Layout, Row, Table, layout
from ..report.model import Note, OutlineEntry, Report, UnreadRow
from ..report.replacing import replaced as changed
from ..report.titles import PHRASE
from .cells import any_cell, numbers, with_words

Draw = st.DrawFn
Figures = dict[str, Any]

_PLACES = ("青山", "临水", "云岭", "东湖", "安平", "石桥")
_WITHOUT_RULES = ("县人民政府", "县人民政府办公室", "市财政局", "县交通运输局", "乡人民政府", "镇人民政府")
_WITH_RULES = ("市人民政府", "省人民政府", "自治州人民政府", "市人民政府办公室")
_OPEN_END = 9
"""How many years an edition that is still in force is drawn for, after its first."""

_OVERVIEW = (
    ("（一）主动公开。按目录及时更新网站各栏目。", "主动公开方面，重点领域信息及时发布。"),
    ("（二）依申请公开。申请均在法定期限内答复。", "依申请公开方面，规范登记、审核和答复。"),
    ("（三）政府信息管理。落实发布前审查。", "政府信息管理方面，明确公开属性，定期清理。"),
    ("（四）政府信息公开平台建设。完成栏目调整。", "政府信息公开平台建设方面，网站运行平稳。"),
    ("（五）监督保障。开展培训与考核。", "监督保障方面，纳入考核，接受社会评议。"),
)
_PROBLEMS = (
    "一是解读形式不够丰富；二是业务培训有待加强。下一步将逐项改进。",
    "主要问题是公开的时效还不够强，将进一步压实责任。",
)
_OTHER_MATTERS = ("本年度未收取信息处理费。", "按规定执行信息处理费管理办法，本年度没有产生信息处理费。")
_PREAMBLE = "本报告依照政府信息公开条例编制，所列数据的统计期限为{year}年1月1日至{year}年12月31日。"


@st.composite
def reports(
    draw: Draw,
    edition: str | None = None,
    *,
    blanks: bool = False,
    annotated: bool = False,
    prose: bool = True,
    years: Iterable[int] | None = None,
) -> Report:
    """Consistent reports: all prescribed rows are there, and every sum holds.

    Args:
        draw: Given by Hypothesis.
        edition: Key of the edition; any unless given.
        blanks: Whether cells may be blank where a blank breaks no sum: a figure of 0, or all totals of a table.
        annotated: Whether figures may stand with words.
        prose: Whether there are title, headings and prose; without them the report is its figures alone, all else
            being unknown.
        years: The reported years to draw from; those of the edition unless given.

    Returns:
        A strategy for reports about which ``check`` has nothing to say; with `blanks` or `annotated` at most
        warnings.
    """
    form = layout(edition if edition is not None else draw(st.sampled_from(sorted(EDITIONS))))
    year = draw(st.sampled_from(list(years) if years is not None else years_of(form.edition)))
    makes_rules = draw(st.booleans())
    issuer = draw(st.sampled_from(_PLACES)) + draw(st.sampled_from(_WITH_RULES if makes_rules else _WITHOUT_RULES))
    figures: Figures = {}
    for table in form.tables:
        figures |= draw(_consistent(table))
    if not makes_rules:
        figures |= {cell: 0 for cell in figures if cell.startswith("proactive_disclosure.government_rules.")}
    if blanks:
        figures = draw(_with_blanks(figures, form))
    if annotated:
        figures = draw(_with_words(figures, form))
    report = changed(Report(edition=form.edition.key), _whole_rows(figures, form))
    return changed(report, draw(_texts(form, issuer, year))) if prose else report


def years_of(edition: Edition) -> list[int]:
    """Reported years for which an edition is in force."""
    return list(range(edition.first_year, (edition.last_year or edition.first_year + _OPEN_END) + 1))


def _whole_rows(figures: Mapping[str, Any], form: Layout) -> dict[str, Any]:
    """The rows that the figures make; a row without figures is absent."""
    return {
        row.address: row.cls(*(figures[cell] for cell in row.cells)) if row.cells[0] in figures else row.absent
        for row in form.rows.values()
    }


# Figures ----------------------------------------------------------------------------------------------------------


@st.composite
def _consistent(draw: Draw, table: Table) -> Figures:
    """The figures of a table in which every sum holds."""
    rows = [row for row in table.rows if row.prescribed]
    figures: Figures = {}
    computed = [row for row in rows if row.meta.role == "total" or row.meta.balance == "in"]
    for row in rows:
        if row not in computed:
            figures |= draw(_parts(row))
    for total in (row for row in rows if row.meta.role == "total"):
        figures |= _column_sums(total, [row for row in rows if row.meta.role == "part"], figures)
    comes = [row for row in rows if row.meta.balance == "in"]
    if comes:
        goes = _column_sums(comes[0], [row for row in rows if row.meta.balance == "out"], figures)
        figures |= draw(_split(goes, comes))
    for row in rows:
        figures |= _row_totals(row, figures)
    return figures


@st.composite
def _parts(draw: Draw, row: Row) -> Figures:
    """The figures of a row but for its total."""
    cells = {c: column.meta for c, column in zip(row.cells, row.columns, strict=True) if column.meta.role != "total"}
    return dict(zip(cells, draw(st.tuples(*map(numbers, cells.values()))), strict=True))


def _column_sums(into: Row, rows: list[Row], figures: Figures) -> Figures:
    """The sum of the rows, column by column, at the cells of the row `into`; totals come later."""
    return {
        cell: sum(figures[row.cells[i]] for row in rows)
        for i, (cell, column) in enumerate(zip(into.cells, into.columns, strict=True))
        if column.meta.role != "total"
    }


@st.composite
def _split(draw: Draw, sums: Figures, rows: list[Row]) -> Figures:
    """Sums at the cells of the first row, divided among all rows."""
    first, *others = rows
    found = dict(sums)
    for row in others:
        for source, cell in zip(first.cells, row.cells, strict=True):
            if source in found:
                found[cell] = draw(st.integers(0, min(found[source], 99)))
                found[source] -= found[cell]
    return found


def _row_totals(row: Row, figures: Figures) -> Figures:
    """The totals of a row."""
    columns = list(zip(row.cells, row.columns, strict=True))
    parts = sum(figures[cell] for cell, column in columns if column.meta.role == "part")
    return {cell: parts for cell, column in columns if column.meta.role == "total"}


@st.composite
def _with_blanks(draw: Draw, figures: Figures, form: Layout) -> Figures:
    """Some figures blank. A blank counts as 0 in a sum, and a sum without any total is not evaluated."""
    zeros = [cell for cell, figure in figures.items() if figure == 0]
    blank = set(draw(st.lists(st.sampled_from(zeros), unique=True))) if zeros else set()
    for table in form.tables:
        totals = {cell for cell in figures if form.cells[cell][1].meta.role == "total" and cell.startswith(table.key)}
        if totals and draw(st.integers(0, 4)) == 0:
            blank |= totals
    return {cell: None if cell in blank else figure for cell, figure in figures.items()}


@st.composite
def _with_words(draw: Draw, figures: Figures, form: Layout) -> Figures:
    """Some figures with words."""
    filled = [cell for cell, figure in figures.items() if figure is not None]
    chosen = draw(st.lists(st.sampled_from(filled), unique=True, max_size=9)) if filled else []
    return figures | {cell: draw(with_words(figures[cell], form.cells[cell][1].meta)) for cell in chosen}


# Words ------------------------------------------------------------------------------------------------------------


@st.composite
def _texts(draw: Draw, form: Layout, issuer: str, year: int) -> dict[str, Any]:
    """Title, headings and prose, by address."""
    aspects = [draw(st.sampled_from(choices)) for choices in _OVERVIEW]
    prose = {
        "overview": "\n".join(aspects),
        "problems": draw(st.sampled_from(_PROBLEMS)),
        "other_matters": draw(st.sampled_from(_OTHER_MATTERS)),
    }
    headings = {key: section.label.printed for key, section in form.sections.items()}
    found: dict[str, Any] = {"issuer": issuer, "year": year, "title": f"{issuer}{year}年{PHRASE}"}
    found["preamble"] = period_sentence(year)
    found["outline"] = tuple(OutlineEntry(heading, key) for key, heading in headings.items())
    for key, heading in headings.items():
        found |= {f"{key}.heading": heading, f"{key}.text": prose.get(key, "")}
    return found


def period_sentence(year: int) -> str:
    """The sentence that states the period of the figures."""
    return _PREAMBLE.format(year=year)


# Anything ---------------------------------------------------------------------------------------------------------


_SOME_TEXT = st.text('一二三年度报告:\\u"，。0１a \n', max_size=12)
_MAYBE_TEXT = st.one_of(st.just(UNKNOWN), st.none(), _SOME_TEXT)
_NOTE_KINDS = ("missing-column", "foreign-row", "uncertain-edition", "uncertain-reading")


@st.composite
def any_reports(draw: Draw, edition: str | None = None) -> Report:
    """Reports of any kind, right or wrong, in which all six states of a cell occur.

    Args:
        draw: Given by Hypothesis.
        edition: Key of the edition; any unless given.

    Returns:
        A strategy for reports that canonical JSON can express; a row is absent as a whole or not at all.
    """
    form = layout(edition if edition is not None else draw(st.sampled_from(sorted(EDITIONS))))
    rows = {address: draw(_any_row(row)) for address, row in form.rows.items()}
    report = changed(Report(edition=form.edition.key), rows | draw(_odd_cells(form, rows)))
    texts: dict[str, Any] = {name: draw(_MAYBE_TEXT) for name in ("title", "issuer", "preamble")}
    texts["year"] = draw(st.one_of(st.just(UNKNOWN), st.none(), st.integers(1990, 2090)))
    for key in form.sections:
        texts |= {f"{key}.{name}": draw(_MAYBE_TEXT) for name in ("heading", "text")}
    entries = st.builds(OutlineEntry, _SOME_TEXT, st.sampled_from([None, *form.sections]))
    texts["outline"] = draw(st.one_of(st.just(UNKNOWN), st.lists(entries, max_size=3).map(tuple)))
    unread = st.builds(UnreadRow, _SOME_TEXT, st.sampled_from([None, *(table.number for table in form.tables)]))
    texts["unread"] = tuple(draw(st.lists(unread, max_size=2)))
    notes = st.builds(Note, st.sampled_from(_NOTE_KINDS), st.sampled_from(list(form.order)), _SOME_TEXT)
    texts["notes"] = tuple(draw(st.lists(notes, max_size=2)))
    return changed(report, texts)


def _any_row(row: Row) -> st.SearchStrategy[Any]:
    """A row that is absent, unknown or full of numbers, consistent or not."""
    full = st.tuples(*(numbers(column.meta) for column in row.columns)).map(lambda cells: row.cls(*cells))
    return st.one_of(full, st.sampled_from([row.absent, row.cls()]))


@st.composite
def _odd_cells(draw: Draw, form: Layout, rows: dict[str, Any]) -> dict[str, Cell]:
    """Cells in any state, in some of the rows that are there; only few, as each costs time to draw."""
    there = [cell for cell, (row, _) in form.cells.items() if rows[row.address] != row.absent]
    chosen = draw(st.lists(st.sampled_from(there), max_size=12, unique=True)) if there else []
    return {cell: draw(any_cell(form.cells[cell][1].meta)) for cell in chosen}
