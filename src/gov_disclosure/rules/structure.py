"""GD101 to GD109: sections and their headings, tables and their rows, the edition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ..findings import Problem, Severity
from ..i18n import Listed, msg
from ..report.cells import UNKNOWN
from ..report.editions import EDITIONS, edition_for_year
from ..report.layout import layout, sections
from ..report.model import NotEvaluated, Report
from .cells import missing_columns
from .identities import choices, is_there
from .model import problem, rule
from .naming import Named, listed, named
from .reading import FORM, lacks
from .survey import Trait

PRESCRIBED = {key: section.label.printed for key, section in sections().items()}
"""The six headings as prescribed."""

Yields = Iterator[Problem | NotEvaluated]


def _unknown(report: Report, *addresses: str) -> NotEvaluated:
    return NotEvaluated(addresses, msg("not given: {cells}", cells=listed(report, addresses)))


def _example(**headings: str | None) -> dict[str, Any]:
    """The six headings as prescribed, but for those given, and the outline that they make."""
    shown = PRESCRIBED | headings
    outline = [{"text": text, "section": key} for key, text in shown.items() if text is not None]
    return {key: {"heading": text} for key, text in shown.items()} | {"outline": outline}


# Sections ---------------------------------------------------------------------------------------------------------


@rule(
    "GD101",
    "missing-section",
    Severity.ERROR,
    source=FORM,
    holds="all six sections are there. Headings are recognised by their words, outside tables; a run of headings "
    "without text between them before the body is a table of contents",
    bad=_example(problems=None),
    good=_example(),
    when=[Trait.HEADINGS],
)
def missing_section(report: Report) -> Yields:
    """The format has six sections, and each has to be there even if there is little to say. A section that is
    missing was most often forgotten, or its heading was changed beyond recognition or put into a table."""
    for key, wanted in PRESCRIBED.items():
        heading = report[key].heading
        if heading is UNKNOWN:
            yield _unknown(report, key)
        elif lacks(heading):
            yield problem(key, msg("the section “{heading}” is missing", heading=wanted))


@rule(
    "GD102",
    "section-order",
    Severity.ERROR,
    source=FORM,
    holds="in order, each once",
    bad={
        "outline": [
            {"text": "二、主动公开政府信息情况", "section": "proactive_disclosure"},
            {"text": "一、总体情况", "section": "overview"},
        ]
    },
    good=_example(),
    when=[Trait.HEADINGS],
)
def section_order(report: Report) -> Yields:
    """Readers and programs find a section by its place. A section out of order, or a heading that stands twice, was
    most often copied from another report."""
    if report.outline is UNKNOWN:
        yield NotEvaluated((), msg("the order of the headings is not given"))
        return
    order = list(PRESCRIBED)
    seen: list[str] = []
    for index, entry in enumerate(report.outline):
        key = entry.section
        if key is None:
            continue
        if key in seen:
            again = f"outline.{index}"
            at = again if again in report.locations else None
            text = msg("the heading “{heading}” appears twice", heading=entry.text)
            yield problem(key, text, at=at, quote=entry.text)
        elif seen and order.index(key) < max(map(order.index, seen)):
            last = max(seen, key=order.index)
            text = msg("“{heading}” stands after “{other}”", heading=entry.text, other=PRESCRIBED[last])
            yield problem(key, text, quote=entry.text)
        seen.append(key)


_NUMBERED = re.compile(
    r"\s*(?P<number>[一二三四五六七八九十]+、|第[一二三四五六七八九十]+部分|[0-9０-９]+[、.．]|[（(][^）)]{1,3}[）)]|"
    r"[一二三四五六七八九十]+[.．,，:：])?\s*(?P<title>.*?)[:：。;；]?\s*"
)


def _split(heading: str) -> tuple[str, str]:
    """A heading's number and its title, white space and the width of punctuation aside."""
    found = _NUMBERED.fullmatch(heading.replace("\n", ""))
    if found is None:
        return "", heading
    title = re.sub(r"\s+", "", found["title"]).translate(str.maketrans("﹑,", "、，"))
    return found["number"] or "", title


def _headings(report: Report) -> Iterator[tuple[str, str]]:
    """The headings that are there, by section."""
    for key in PRESCRIBED:
        heading = report[key].heading
        if isinstance(heading, str) and not lacks(heading):
            yield key, heading


@rule(
    "GD103",
    "section-title",
    Severity.WARNING,
    source=FORM,
    holds="headings as prescribed (numbering aside)",
    bad=_example(problems="五、政府信息公开工作存在的主要问题及改进情况"),
    good=_example(),
    when=[Trait.HEADINGS],
)
def section_title(report: Report) -> Yields:
    """The wording of the headings is part of the prescribed format; portals and programs look for it."""
    for key, heading in _headings(report):
        wanted = sections()[key].label.zh
        if _split(heading)[1] != wanted:
            text = msg("the heading “{heading}” should read “{wanted}”", heading=heading, wanted=PRESCRIBED[key])
            yield problem(key, text, quote=heading)


@rule(
    "GD104",
    "section-number",
    Severity.WARNING,
    source=FORM,
    holds="numbered 一 to 六, not starting again",
    bad=_example(problems="三、存在的主要问题及改进情况"),
    good=_example(),
    when=[Trait.HEADINGS],
)
def section_number(report: Report) -> Yields:
    """The sections are numbered 一、 to 六、. A number that starts again or is of another kind is most often left over
    from automatic numbering."""
    for key, heading in _headings(report):
        wanted = sections()[key].label.number
        if _split(heading)[0] != wanted:
            text = msg("the heading “{heading}” should be numbered “{wanted}”", heading=heading, wanted=wanted)
            yield problem(key, text, quote=heading)


_NOTHING = {"", "无", "暂无", "没有", "略", "空", "本年度无", "无其他", "无其他事项"}
_SHORT = 40
"""What says nothing is no longer."""
_NO_WORD = re.compile(r"\W+")


def _says_nothing(text: str) -> bool:
    """Whether a text has no words, or only some that say so; punctuation aside."""
    return len(text.strip()) <= _SHORT and _NO_WORD.sub("", text) in _NOTHING


@rule(
    "GD105",
    "empty-section",
    Severity.ERROR,
    source=FORM,
    holds="一 and 五 say more than nothing, 无, 暂无, 没有, 略; 六 is not empty. A missing heading is GD101 alone",
    bad={"problems": {"heading": "五、存在的主要问题及改进情况", "text": "无"}},
    good={"problems": {"heading": "五、存在的主要问题及改进情况", "text": "解读形式单一，将增加图解。"}},
    when=[Trait.EMPTY],
)
def empty_section(report: Report) -> Yields:
    """Sections one and five are prose that every body can write: what it disclosed, and what it has to do better.
    Section six may say that there is nothing, but it has to say so."""
    for key, may_be_none in (("overview", False), ("problems", False), ("other_matters", True)):
        part = getattr(report, key)
        text = part.text
        if text is UNKNOWN:
            yield _unknown(report, key)
        elif not lacks(part.heading) and (lacks(text) if may_be_none else _says_nothing(text or "")):
            yield problem(key, msg("the section “{heading}” says nothing", heading=PRESCRIBED[key]), quote=text or "")


def says_something(report: Report) -> bool:
    """Whether each section of prose is known to say something."""
    for text in (report.overview.text, report.problems.text):
        if not isinstance(text, str) or _says_nothing(text):
            return False
    last = report.other_matters.text
    return isinstance(last, str) and not lacks(last)


# Tables -----------------------------------------------------------------------------------------------------------


def missing_tables(report: Report) -> list[str]:
    """The keys of the tables of which the document has no row."""
    form = layout(report.edition)
    return [table.key for table in form.tables if all(report[row.address] == row.absent for row in table.rows)]


@rule(
    "GD106",
    "missing-table",
    Severity.ERROR,
    source=FORM,
    holds="tables two, three and four are there",
    bad={"disputes": dict.fromkeys(("reconsideration", "litigation_direct", "litigation_after_reconsideration"))},
    good={"disputes": {"reconsideration": {"total": 0}}},
    when=[Trait.ABSENT],
)
def missing_table(report: Report) -> Yields:
    """The three tables are the core of the report, and are filled in even if every figure is 0. A table that is not
    found may have been pasted as a picture."""
    for key in missing_tables(report):
        yield problem(key, msg("the table of “{heading}” is missing", heading=PRESCRIBED[key]))


@rule(
    "GD107",
    "missing-row",
    Severity.ERROR,
    source=FORM,
    holds="every prescribed row and column is there; an undivided 其他处理 stands for its three rows (GD108 alone), a "
    "missing table is GD106 alone",
    bad={"requests": {"received": {"total": 0}, "carried_in": None}},
    good={"requests": {"received": {"total": 0}, "carried_in": {"total": 0}}},
    when=[Trait.ABSENT, Trait.NOTED],
)
def missing_row(report: Report) -> Yields:
    """Every row and column of the prescribed tables stays, even where every figure in it is 0; a row that was deleted
    cannot be told from one that was forgotten."""
    form = layout(report.edition)
    missing = missing_tables(report)
    stood_for = _stood_for(report)
    for row in form.rows.values():
        expected = row.prescribed and row.table not in missing and row.address not in stood_for
        if expected and report[row.address] == row.absent:
            yield problem(row.address, msg("the row “{row}” is missing", row=named(report, row.address)))
    for about in dict.fromkeys(missing_columns(report).values()):
        yield problem(about, msg("the column “{column}” is missing", column=named(report, about)))


def _stood_for(report: Report) -> set[str]:
    """The prescribed rows for which the other form of 其他处理 stands."""
    return {
        row.address
        for choice in choices(report.edition)
        if any(is_there(report[row.address]) for row in choice.rows if not row.prescribed)
        for row in choice.rows
        if row.prescribed
    }


@rule(
    "GD108",
    "unexpected-row",
    Severity.WARNING,
    source=FORM,
    holds="no row that the edition does not prescribe. If 其他处理 has a row of its own *and* its three rows, and the "
    "row is their sum, it is a sub-total and no part of any identity; likewise any published 小计",
    bad={"edition": "2021", "requests": {"outcomes": {"otherwise": {"undivided": {"total": 0}}}}},
    good={"edition": "2019", "requests": {"outcomes": {"otherwise": {"undivided": {"total": 0}}}}},
    when=[Trait.UNPRESCRIBED, Trait.NOTED],
)
def unexpected_row(report: Report) -> Yields:
    """A row that the edition does not have is not consolidated by anybody. （六）其他处理 as one row is the form of
    2019; since 2021 it is three. A sub-total of one's own is no error, but no sum counts it."""
    for choice in choices(report.edition):
        there = [row for row in choice.rows if is_there(report[row.address])]
        extra = tuple(row.address for row in there if not row.prescribed)
        if extra and len(extra) < len(there):
            text = msg(
                "“{rows}” stands beside the rows of the edition and counts in no sum",
                rows=listed(report, extra),
            )
            yield problem(extra, text)
        elif extra:
            wanted = tuple(row.address for row in choice.rows if row.prescribed)
            rows = Listed(tuple(Named(address, report.edition, short=True) for address in wanted))
            text = msg(
                "“{rows}” is not a row of the edition; its rows are: {wanted}",
                rows=listed(report, extra),
                wanted=rows,
            )
            yield problem(extra, text)
    for note in report.notes:
        if note.kind == "foreign-row":
            text = msg("a row that the form does not have: {text}", text=f"“{note.text}”")
            yield problem((), text, at=note.about, quote=note.text)


@rule(
    "GD109",
    "edition-mismatch",
    Severity.ERROR,
    source=FORM,
    holds="the form is the one in force for the reported year; evaluated if the labels decided the edition and the "
    "year is 2019 or later",
    bad={"edition": "2019", "year": 2022},
    good={"edition": "2021", "year": 2022},
    when=[Trait.FORM],
)
def edition_mismatch(report: Report) -> Yields:
    """The format changed with the reports on 2021. Last year's file is the usual template for this year's, so the old
    tables live on in it."""
    supposed = report.notes and any(note.kind == "uncertain-edition" for note in report.notes)
    in_force = edition_for_year(report.year) if isinstance(report.year, int) else None
    if supposed or in_force is None:
        yield NotEvaluated(("proactive_disclosure",), msg("the year or the form of the report is not certain"))
    elif in_force.key != report.edition:
        text = msg(
            "the tables are those of edition {found}; for {year} edition {wanted} is in force ({source})",
            found=report.edition,
            year=report.year,
            wanted=in_force.key,
            source=EDITIONS[in_force.key].source.zh,
        )
        yield problem("proactive_disclosure", text)


def is_in_force(report: Report) -> bool:
    """Whether the form is certainly the one in force for the reported year."""
    in_force = edition_for_year(report.year) if isinstance(report.year, int) else None
    return in_force is not None and in_force.key == report.edition and not report.notes
