"""GD001 to GD004: whether the file could be read."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import NO_TEXT_LAYER, UNREADABLE_FILE, Problem, Severity
from ..i18n import Listed, msg
from ..report.form import Source
from ..report.layout import layout
from ..report.model import REGULATIONS, Report
from ..report.tables import Text
from .model import problem, rule
from .survey import Trait

FORM = Source(
    "国办公开办函〔2021〕30号、国办公开办函〔2019〕60号附件格式",
    "The prescribed formats, 国办公开办函〔2021〕30号 and 国办公开办函〔2019〕60号",
)

NOT_READ_HERE = frozenset[Trait]()
"""For rules that a reader answers before there is a report."""


@rule(
    UNREADABLE_FILE.code,
    UNREADABLE_FILE.name,
    UNREADABLE_FILE.severity,
    source=REGULATIONS,
    holds="the file can be opened and understood; else what is wrong, in words a clerk can act on (an OFD or a scan: "
    "what to ask for instead)",
    bad="",
    good="某县2023年政府信息公开工作年度报告\n一、总体情况\n本年度主动公开政府信息。",
    when=NOT_READ_HERE,
)
def unreadable_file(report: Report) -> Iterator[Problem]:
    """A report that cannot be opened cannot be checked, nor read by the citizens it is published for. The finding says
    what the file is and what to do: save it in another format, remove the password, ask for the editable original."""
    yield from ()


@rule(
    "GD002",
    "not-a-report",
    Severity.ERROR,
    source=FORM,
    holds="it has at least one prescribed heading or one prescribed table (else this finding alone)",
    bad="关于召开工作会议的通知\n请各单位准时参加。",
    good="一、总体情况\n本年度主动公开政府信息。",
    when=NOT_READ_HERE,
)
def not_a_report(report: Report) -> Iterator[Problem]:
    """A file in which neither a prescribed heading nor a prescribed table is found is most likely another document that
    came along by mistake. Everything else would be reported as missing, which would help nobody."""
    if not lacks_everything(report):
        return
    elsewhere = Listed(tuple(note.text for note in report.notes if note.kind == "uncertain-reading" and not note.about))
    text = msg("no prescribed heading and no prescribed table was found; is this another document?")
    if elsewhere.parts:
        text = msg("no prescribed heading and no prescribed table was found; noticed instead: {found}", found=elsewhere)
    yield problem((), text)


def lacks(text: Text) -> bool:
    """Whether the document lacks a text: ``null``, or nothing but white space. What is unknown may be there."""
    return text is None or (isinstance(text, str) and not text.strip())


def lacks_everything(report: Report) -> bool:
    """Whether a report that was read has neither a prescribed heading nor anything of a prescribed table."""
    form = layout(report.edition)
    if report.unread or not all(lacks(report[key].heading) for key in form.sections):
        return False
    return all(report[row.address] == row.absent for row in form.rows.values())


@rule(
    "GD003",
    "unplaced-row",
    Severity.WARNING,
    source=FORM,
    holds="every row of numbers in a prescribed table could be placed; one that could not is quoted",
    bad={"unread": [{"text": "（八）其它 1 2 3", "table": 3}]},
    good={"unread": []},
    when=[Trait.NOTED],
)
def unplaced_row(report: Report) -> Iterator[Problem]:
    """A row whose label or number of cells does not say where its figures belong is not guessed at: its cells are
    unknown, and no sum that needs them is evaluated. Look at the row in the file: a label may be damaged, a cell
    missing, or the row given twice."""
    for index, row in enumerate(report.unread):
        text = msg("a row could not be placed: {text}", text=f"“{row.text}”")
        yield problem((), text, at=f"unread.{index}", quote=row.text, origin="reading")


@rule(
    NO_TEXT_LAYER.code,
    NO_TEXT_LAYER.name,
    NO_TEXT_LAYER.severity,
    source=REGULATIONS,
    holds="a PDF has text (a scan has none)",
    when=NOT_READ_HERE,
)
def no_text_layer(report: Report) -> Iterator[Problem]:
    """A scanned PDF is a series of pictures: neither a program nor a screen reader can read it, and no citizen can copy
    a figure from it. Publish the PDF that the word processor exports, not a scan of the stamped copy."""
    yield from ()
