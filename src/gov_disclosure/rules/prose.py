"""GD401 to GD404: what the prose says about the tables, and about its own numbers.

Prose is evidence, not proof. A claim is compared only where the sentence is about the whole of the reporting body and
the reported year, and passes if any usual way to understand it agrees with the tables.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ..findings import Number, Problem, Severity
from ..i18n import Listed, Literally, Renderable, msg
from ..report.form import Source
from ..report.layout import layout
from ..report.model import NotEvaluated, Report
from .claims.figures import BLANK, agrees, cells_of, figures, rows_of
from .claims.model import ORGANISATIONS, TOTAL, Breakdown, Claim, Reading, Scope, Share, Slot, Statement
from .claims.sentences import SECTIONS
from .examples import applicants
from .model import problem, rule
from .naming import Named
from .survey import Trait

CONTENT_OF_REPORTS = Source(
    "《中华人民共和国政府信息公开条例》第五十条；国办公开办函〔2021〕30号：报告的文字与统计表应当一致",
    "Regulations on Open Government Information, Art. 50, and the prescribed format (国办公开办函〔2021〕30号)",
)

Yields = Iterator[Problem | NotEvaluated]
_YEAR = re.compile("(20[0-9]{2}) ?年")
_CARRIED_IN = Reading((Slot("requests.carried_in"),))
_RECEIVED = Reading((Slot("requests.received"),))
_TO_ANSWER = Reading((Slot("requests.received"), Slot("requests.carried_in")))
_ANSWERED = Reading((Slot("requests.outcomes.total"),))


def stated(report: Report) -> tuple[Statement, ...]:
    """What the prose of a report states: claims about the tables, percentages, and totals with their parts."""
    texts = tuple(text if isinstance(text := getattr(report, key).text, str) else "" for key in SECTIONS)
    if not any(texts):
        return ()
    issuer = report.issuer if isinstance(report.issuer, str) else ""
    year = report.year if isinstance(report.year, int) else _usual_year(texts)
    from .claims.reading import statements  # whose patterns take a while to compile

    return statements(texts, issuer, year, report.edition)


def _usual_year(texts: tuple[str, ...]) -> int | None:
    """The year that prose speaks of most often, for a report that does not say which it is on."""
    years = Counter(int(year) for text in texts for year in _YEAR.findall(text))
    return max(years, key=lambda year: (years[year], year)) if years else None


def _claims(report: Report) -> Iterator[Claim]:
    """The claims that can be compared with the tables, each once."""
    seen: set[tuple[Any, ...]] = set()
    for one in stated(report):
        if isinstance(one, Claim) and one.scope is Scope.WHOLE:
            key = (one.sentence, one.about, one.number)
            if key not in seen:
                seen.add(key)
                yield one


def _quoted(text: str) -> str:
    return f"“{text}”"


def _received(total: int, prose: str) -> dict[str, Any]:
    """A report with so many applications, none carried in, and a sentence of prose."""
    return {
        "edition": "2021",
        "requests": {"received": applicants(natural_person=total, total=total), "carried_in": applicants()},
        "problems": {"text": prose},
    }


@rule(
    "GD401",
    "prose-count",
    Severity.WARNING,
    source=CONTENT_OF_REPORTS,
    holds="a count stated in the prose agrees with the table",
    bad=_received(21, "本年度共收到政府信息公开申请12件，办理力量不足。"),
    good=_received(21, "本年度共收到政府信息公开申请21件，办理力量不足。"),
    when=[Trait.PROSE],
)
def prose_count(report: Report) -> Yields:
    """Readers quote the prose and statisticians add up the tables, so both have to say the same. Where they differ,
    one of the two was most often brought up to date and the other was not. A sentence about a part only (one organ,
    one channel, some months), about another year or about what is planned is not compared."""
    for claim in _claims(report):
        if claim.number:
            yield from _compared(report, claim)


def _compared(report: Report, claim: Claim) -> Yields:
    """A claim beside the tables: agreed, contradicted, or not to be decided."""
    cells = cells_of(report, claim.about[0])
    try:
        said = figures(report, claim.about[0])
    except NotEvaluated as reason:
        yield NotEvaluated(cells or reason.cells, _open(claim))
        return
    numbers = (claim.number, *claim.others)
    if _agree(numbers, claim.step, said):
        return
    for reading in claim.about[1:]:
        try:
            if _agree(numbers, claim.step, figures(report, reading)):
                return
        except NotEvaluated as reason:
            if reason.text is BLANK:
                continue
            more = claim.number > said[0]
            if bool(reading.minus) != more:  # what is not known may be the difference
                yield NotEvaluated(cells, _open(claim))
                return
    text = msg(
        "the prose says {actual}, but the table says {expected} ({cells}): {sentence}",
        actual=_shown(claim.number),
        expected=said[0],
        cells=_named(report, claim.about[0]),
        sentence=_quoted(claim.sentence.text),
    )
    yield _problem(cells, text, claim, said[0])


def _agree(numbers: tuple[Decimal, ...], step: Decimal, said: list[Number]) -> bool:
    return any(agrees(number, step, figure) for figure in said for number in numbers)


def _open(claim: Claim) -> Any:
    return msg("figures that a sentence speaks of are not known: {sentence}", sentence=_quoted(claim.sentence.text))


def _problem(cells: tuple[str, ...], text: Any, claim: Claim, expected: Number) -> Problem:
    return problem(cells, text, expected=expected, actual=_shown(claim.number), at=claim.sentence.section,
                   quote=claim.sentence.text)  # fmt: skip


def _named(report: Report, reading: Reading) -> Listed:
    """What a claim is about by its labels: rows and groups of rows, with their column unless it is their total."""
    return Listed(tuple(_labelled(report, slot) for slot in reading.plus))


def _labelled(report: Report, slot: Slot) -> Renderable:
    rows = Named(slot.rows, report.edition)
    if slot.column == TOTAL:
        return rows
    if slot.rows in layout(report.edition).rows and slot.column != ORGANISATIONS:
        return Named(f"{slot.rows}.{slot.column}", report.edition)
    if slot.column != ORGANISATIONS:
        return Listed((rows, Named(f"{slot.rows.partition('.')[0]}.{slot.column}", report.edition)))
    groups = [column.meta.group for column in rows_of(report, slot.rows)[0].columns if column.meta.group is not None]
    return Listed((rows, Literally({"zh": groups[0].zh, "en": groups[0].en})))


def _shown(number: Decimal) -> Number:
    """A stated number as figures are given: whole where it is whole."""
    return int(number) if number == number.to_integral_value() else number.normalize()


@rule(
    "GD402",
    "prose-contradiction",
    Severity.WARNING,
    source=CONTENT_OF_REPORTS,
    holds='the prose does not say "none" of one of the tables\' own terms where the table has some',
    bad=_received(3, "本年度未收到政府信息公开申请，办理经验不足。"),
    good=_received(0, "本年度未收到政府信息公开申请，办理经验不足。"),
    when=[Trait.PROSE],
)
def prose_contradiction(report: Report) -> Yields:
    """A sentence that says that there was nothing of a kind, 未收到, 没有, 未发生 or 0件, is often last year's, left
    standing. What it is said of must be one of the tables' own terms: 未发生败诉 does not say that there was no
    litigation."""
    for claim in _claims(report):
        if claim.number:
            continue
        cells = cells_of(report, claim.about[0])
        try:
            said = figures(report, claim.about[0])
        except NotEvaluated as reason:
            yield NotEvaluated(cells or reason.cells, _open(claim))
            continue
        if 0 not in said:  # a total of 0 bears the sentence out, whatever its parts say
            text = msg(
                "the prose says that there was none, but the table says {expected} ({cells}): {sentence}",
                cells=_named(report, claim.about[0]),
                expected=said[0],
                sentence=_quoted(claim.sentence.text),
            )
            yield _problem(cells, text, claim, said[0])


@rule(
    "GD403",
    "prose-percentage",
    Severity.WARNING,
    source=CONTENT_OF_REPORTS,
    holds="a stated percentage is within one unit of its last digit of what the stated counts give; base named in the "
    "sentence or the one before",
    bad={"problems": {"text": "全年解读政策52件，其中图片解读47件，占80.4%，形式还不够丰富。"}},
    good={"problems": {"text": "全年解读政策52件，其中图片解读47件，占90.4%，形式还不够丰富。"}},
    when=[Trait.PROSE],
)
def prose_percentage(report: Report) -> Yields:
    """Whoever reads a percentage beside its two counts can work it out again. It is compared at the precision with
    which it is printed, so that rounding up, rounding down and cutting off all pass."""
    for one in stated(report):
        if isinstance(one, Share) and not _fits(one, report):
            found = one.part * 100 / one.bases[0]
            expected = found.quantize(one.step if one.step < 1 else Decimal(1))
            text = msg(
                "the prose says {actual}%, but {part} of {base} are {expected}%: {sentence}",
                actual=f"{one.percent:f}",
                part=_shown(one.part),
                base=_shown(one.bases[0]),
                expected=f"{expected:f}",
                sentence=_quoted(one.sentence.text),
            )
            yield problem((), text, expected=_shown(expected), actual=_shown(one.percent), at=one.sentence.section,
                          quote=one.sentence.text)  # fmt: skip


def _fits(share: Share, report: Report) -> bool:
    """Whether a percentage is what a part and a base that were stated give, or for applications a table's total."""
    step = min(share.step, Decimal(1))
    bases = share.bases
    if share.requests:
        usual = (_ANSWERED,) if share.outcomes else (_RECEIVED, _TO_ANSWER)
        if share.loose or not any(total in bases for total in _totals(report, *usual)):  # else the base is named
            bases += tuple(_totals(report, _RECEIVED, _TO_ANSWER, _ANSWERED))
    return any(
        abs(part * 100 - share.percent * base) <= step * base for base in bases for part in (share.part, *share.parts)
    )


def _totals(report: Report, *readings: Reading) -> Iterator[Decimal]:
    """What a share of applications can be a share of without the sentence saying so."""
    for reading in readings:
        try:
            yield from (Decimal(figure) for figure in figures(report, reading) if figure > 0)
        except NotEvaluated:
            continue


@rule(
    "GD404",
    "prose-sum",
    Severity.WARNING,
    source=CONTENT_OF_REPORTS,
    holds="stated parts do not exceed their stated total; they reach it where the sentence says that they are all",
    bad={"problems": {"text": "全年发布信息140条，其中党务信息70条、政务信息80条，内容还不够丰富。"}},
    good={"problems": {"text": "全年发布信息140条，其中党务信息70条、政务信息60条，内容还不够丰富。"}},
    when=[Trait.PROSE],
)
def prose_sum(report: Report) -> Yields:
    """The parts that a sentence names after 其中 are some of its total, and those after 分为 are all of it. Only parts
    of one kind are added up: an application can be a natural person's and have come by post."""
    for one in stated(report):
        if not isinstance(one, Breakdown):
            continue
        total, parts = one.total, sum(one.parts)
        if one.outcomes and parts > total:
            total += _carried_in(report, parts - total)
        if parts <= total + one.slack and (parts >= total - one.slack or not one.all):
            continue
        text = msg(
            "the prose states {total} in all, but its parts make {parts}: {sentence}",
            total=_shown(one.total),
            parts=_shown(Decimal(parts)),
            sentence=_quoted(one.sentence.text),
        )
        yield problem((), text, expected=_shown(Decimal(parts)), actual=_shown(one.total), at=one.sentence.section,
                      quote=one.sentence.text)  # fmt: skip


def _carried_in(report: Report, otherwise: Decimal) -> Decimal:
    """How many applications had come in the year before; `otherwise` if that is not known."""
    try:
        return Decimal(max(figures(report, _CARRIED_IN)))
    except NotEvaluated:
        return otherwise
