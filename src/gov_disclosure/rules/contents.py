"""GD110 to GD113: what title and prose have to say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..findings import Problem, Severity
from ..i18n import Listed, msg
from ..report.cells import UNKNOWN
from ..report.form import Source
from ..report.model import REGULATIONS, NotEvaluated, Report
from ..report.titles import PHRASE, parse_title
from .model import problem, rule
from .naming import listed
from .reading import FORM
from .survey import Trait

FEES = Source(
    "国办函〔2020〕109号《政府信息公开信息处理费管理办法》",
    "国办函〔2020〕109号 on the information processing fee",
)

Yields = Iterator[Problem | NotEvaluated]


@rule(
    "GD110",
    "report-title",
    Severity.INFO,
    source=FORM,
    holds="the title names body, year and 政府信息公开工作年度报告",
    bad={"title": "政府信息公开工作年度报告"},
    good={"title": "某县人民政府2023年政府信息公开工作年度报告"},
    when=[Trait.TITLE],
)
def report_title(report: Report) -> Yields:
    """The title says whose report it is and on which year; whoever finds the file alone knows no other way."""
    if report.title is UNKNOWN:
        yield NotEvaluated(("title",), msg("not given: {cells}", cells=msg("the title")))
        return
    if names_itself(report):
        return
    text = report.title or ""
    title = parse_title(text)
    if title is None or title.issuer is None or title.year is None or PHRASE not in "".join(text.split()):
        found = f"“{text}”" if text else msg("there is no title")
        wanted = msg("the title should name the body, the year and {phrase}: {found}", phrase=PHRASE, found=found)
        yield problem((), wanted, at="title", quote=text)


def names_itself(report: Report) -> bool:
    """Whether the title has the body, the year and what it is."""
    title = report.title
    return isinstance(title, str) and PHRASE in title and str(report.issuer) in title and str(report.year) in title


_PERIOD = ("统计期限", "所列数据", "本报告期")
_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？]?")
_LAST_YEAR = re.compile(r".*((?:19|20)[0-9]{2})\s*年")


def _has_any(words: Iterable[str], text: str) -> bool:
    """Whether a text has one of the words."""
    for word in words:  # noqa: SIM110 - `any` over a generator, or a pattern of alternatives, takes twice as long
        if word[0] in text and word[-1] in text and word in text:  # a character is found ten times as fast as a word
            return True
    return False


def _periods(report: Report) -> list[tuple[str, str, int]]:
    """The sentences that state the period of the figures: where each belongs, the sentence, and its last year."""
    found: list[tuple[str, str, int]] = []
    for at, text in (("title", report.preamble), ("overview", report.overview.text)):
        if isinstance(text, str) and _has_any(_PERIOD, text):
            found += [
                (at, sentence.strip(), int(year[1]))
                for sentence in _SENTENCE.findall(text)
                if _has_any(_PERIOD, sentence) and (year := _LAST_YEAR.match(sentence))
            ]
    return found


@rule(
    "GD111",
    "year-mismatch",
    Severity.ERROR,
    source=REGULATIONS,
    holds="the last year in a sentence with 统计期限, 所列数据 or 本报告期 (before or in section one) is the title's; "
    "no such sentence: not evaluated",
    bad={"year": 2023, "preamble": "所列数据的统计期限为2022年1月1日至2022年12月31日。"},
    good={"year": 2023, "preamble": "所列数据的统计期限为2023年1月1日至2023年12月31日。"},
    when=[Trait.PERIOD],
)
def year_mismatch(report: Report) -> Yields:
    """The period of the figures is the reported year. Where the two differ, the opening sentence is most often last
    year's; sometimes the figures are, too."""
    sentences = _periods(report)
    if not sentences or not isinstance(report.year, int):
        yield NotEvaluated(
            ("preamble", "overview"), msg("no sentence states the period of the figures, or no year is known")
        )
        return
    for at, sentence, year in sentences:
        if year != report.year:
            text = msg("the title says {year}, but: {sentence}", year=report.year, sentence=f"“{sentence}”")
            yield problem((), text, at=at, quote=sentence, expected=report.year, actual=year)


def states_its_year(report: Report) -> bool:
    """Whether the period of the figures is stated, and is the reported year."""
    return {year for _, _, year in _periods(report)} == {report.year}


ASPECTS = {
    "主动公开": ("公开政府信息", "信息发布", "公开信息"),
    "依申请公开": ("依申请", "申请公开", "公开申请"),
    "政府信息管理": ("信息管理", "信息审核", "发布审查", "规范性文件", "公开属性", "保密审查", "公开审查"),
    "政府信息公开平台建设": ("平台", "网站", "新媒体", "公众号", "公报", "专栏", "两微一端"),
    "监督保障": ("监督", "保障", "考核", "培训", "责任追究", "评议", "督查", "督促"),
}
"""The aspects of section one, and the words beside its own by which each is recognised."""


@rule(
    "GD112",
    "overview-aspects",
    Severity.INFO,
    source=FORM,
    holds="section one treats the five aspects (words and usual synonyms); one finding naming those not found",
    bad={"overview": {"heading": "一、总体情况", "text": "本年度主动公开政府信息三百条，办结公开申请两件。"}},
    good={
        "overview": {
            "heading": "一、总体情况",
            "text": "主动公开信息三百条；办结依申请公开两件；加强政府信息管理；改版网站；开展监督检查。",
        }
    },
    when=[Trait.ASPECTS],
)
def overview_aspects(report: Report) -> Yields:
    """Section one treats 主动公开, 依申请公开, 政府信息管理, 政府信息公开平台建设 and 监督保障. An aspect of which
    not even a usual word is found was most likely left out."""
    text = report.overview.text
    if not isinstance(text, str) or not text.strip():
        yield NotEvaluated(("overview",), msg("section one has no text"))
        return
    if missing := _missing_aspects(text):
        yield problem("overview", msg("section one does not deal with {aspects}", aspects=Listed(tuple(missing))))


def _missing_aspects(text: str) -> list[str]:
    return [aspect for aspect, words in ASPECTS.items() if aspect not in text and not _has_any(words, text)]


def deals_with_all(report: Report) -> bool:
    """Whether section one deals with all aspects."""
    text = report.overview.text
    return isinstance(text, str) and not _missing_aspects(text)


_FEE = re.compile("处理费|收费|收取.{0,12}费")


@rule(
    "GD113",
    "fee-statement",
    Severity.INFO,
    editions=["2021"],
    source=FEES,
    holds="from 2021, section six states the information processing fee",
    bad={"edition": "2021", "other_matters": {"heading": "六、其他需要报告的事项", "text": "无"}},
    good={
        "edition": "2021",
        "other_matters": {"heading": "六、其他需要报告的事项", "text": "本年度未收取信息处理费。"},
    },
    when=[Trait.FEES],
)
def fee_statement(report: Report) -> Yields:
    """Since 2021 a body may charge for processing excessive applications, and section six is expected to say whether it
    did and how much. The fee is not one of the 行政事业性收费 of table two."""
    text = report.other_matters.text
    if not isinstance(text, str) or report.other_matters.heading is None:
        yield NotEvaluated(("other_matters",), msg("not given: {cells}", cells=listed(report, ("other_matters",))))
    elif not _FEE.search(text):
        yield problem("other_matters", msg("section six does not say whether information processing fees were charged"))


def states_fees(report: Report) -> bool:
    """Whether section six speaks of fees."""
    text = report.other_matters.text
    return isinstance(text, str) and report.other_matters.heading is not None and _FEE.search(text) is not None
