"""GD501 to GD505: what the reports of one body say year after year.

A rule of a series is given the list of the reports, ordered by year. It names every cell with its year
(``2023:requests.received.total``); the year of the cell at which a problem is shown is the finding's own.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from ..findings import Problem, Severity
from ..i18n import Listed, Message, Renderable, msg
from ..report.cells import UNKNOWN, Annotated, Cell, Kind, Unreadable
from ..report.layout import Row, Table, layout
from ..report.model import REGULATIONS, NotEvaluated, Report, number_of
from .likeness import likeness, words_of
from .model import problem, rule
from .naming import in_year, named
from .reading import FORM
from .slips import Balance, slip_in
from .totals import TABLE_THREE
from .years import ANOTHER_FORM, Pair, blank_side, by_year, differing_cells, is_empty, is_open, neighbours

Yields = Iterator[Problem | NotEvaluated]

# What is carried from year to year ----------------------------------------------------------------------------------

CARRIED_IN, CARRIED_OUT = "requests.carried_in", "requests.carried_out"


def _example(year: int, **requests: Any) -> dict[str, Any]:
    return {"year": year, "requests": {key: {"natural_person": n, "total": n} for key, n in requests.items()}}


@rule(
    "GD501",
    "carry-over",
    Severity.ERROR,
    of="series",
    source=TABLE_THREE,
    holds="结转下年度 of year N−1 = 上年结转 of year N, column by column (a warning where the body was matched by a "
    "similar name)",
    bad=[_example(2022, carried_out=12), _example(2023, carried_in=21)],
    good=[_example(2022, carried_out=12), _example(2023, carried_in=12)],
)
def carry_over(reports: Sequence[Report]) -> Yields:
    """What one year hands on is what the next one takes over, for natural persons as for every kind of organisation.
    If the two differ, one of the two reports has a wrong figure, or an application was lost between the years."""
    for pair in neighbours(reports):
        if isinstance(pair, NotEvaluated):
            yield pair
        else:
            yield from _carried(pair)


def _carried(pair: Pair) -> Yields:
    """The columns of two years that differ, and those that could not be compared."""
    unknown: dict[str, Cell] = {}
    blank: dict[str, Cell] = {}
    for column in layout(pair.later.edition).rows[CARRIED_IN].columns:
        out, into = f"{CARRIED_OUT}.{column.key}", f"{CARRIED_IN}.{column.key}"
        if out not in layout(pair.earlier.edition).cells:
            yield NotEvaluated((in_year(pair.later.year, into),), ANOTHER_FORM)
            continue
        cells = pair.before(out) | pair.after(into)
        if any(map(is_open, cells.values())):
            unknown |= cells
        elif any(map(is_empty, cells.values())):
            blank |= cells
        elif pair.earlier.number(out) != pair.later.number(into):
            yield _not_carried(pair, out, into)
    if unknown:
        yield pair.unknown(unknown)
    yield from blank_side(blank)


def _not_carried(pair: Pair, out: str, into: str) -> Problem:
    """What to say of a column that was not carried over."""
    expected, actual = pair.earlier.number(out), pair.later.number(into)
    text = msg(
        "{cell}: {actual} in {next_year}, but {year} carried out {expected}",
        cell=named(pair.later, into),
        actual=actual,
        expected=expected,
        **pair.years,
    )
    return problem((*pair.before(out), *pair.after(into)), text, expected=expected, actual=actual)


def _documents(before: int, year: int, **figures: int) -> dict[str, Any]:
    """A report with its documents in force, and those issued and repealed."""
    row = {"issued": 0, "repealed": 0, "in_force": before} | figures
    return {"edition": "2021", "year": year, "proactive_disclosure": {"normative_documents": row}}


@rule(
    "GD502",
    "in-force-balance",
    Severity.INFO,
    of="series",
    editions=["2021"],
    source=FORM,
    holds="现行有效(N) = 现行有效(N−1) + 制发(N) − 废止(N); names lawful reasons (自然失效); a warning where the "
    "difference is exactly a slip",
    bad=[_documents(30, 2022), _documents(30, 2023, issued=6, repealed=2, in_force=31)],
    good=[_documents(30, 2022), _documents(30, 2023, issued=6, repealed=2, in_force=34)],
)
def in_force_balance(reports: Sequence[Report]) -> Yields:
    """Last year's documents in force, the ones issued and the ones repealed make this year's. Documents also expire by
    themselves when their term is over (自然失效), and whole sets of them move when bodies are merged or divided, so a
    deviation is only worth a look. It is worth a warning where it is exactly what a slip of the hand leaves behind:
    swapped or wrong digits, the repealed ones added, the issued ones forgotten, last year's figure left as it was."""
    for pair in neighbours(reports):
        if isinstance(pair, NotEvaluated):
            yield pair
        else:
            for row in _document_rows(pair.later):
                yield from _balanced(pair, row)


def _document_rows(report: Report) -> list[Row]:
    """The rows of table two that count documents issued, repealed and in force."""
    rows = layout(report.edition).table("proactive_disclosure").rows
    return [row for row in rows if tuple(column.key for column in row.columns) == ("issued", "repealed", "in_force")]


def _balanced(pair: Pair, row: Row) -> Yields:
    """Whether the documents of a row balance."""
    issued, repealed, in_force = row.cells
    if in_force not in layout(pair.earlier.edition).cells:
        yield NotEvaluated(tuple(pair.after(*row.cells)), ANOTHER_FORM)
        return
    cells = pair.before(in_force) | pair.after(issued, repealed, in_force)
    before, *_, after = cells.values()
    if any(map(is_open, cells.values())):
        yield pair.unknown(cells)
    elif is_empty(before) or is_empty(after):
        yield from blank_side(cells)
    else:
        balance = Balance(*(int(number_of(cell, address)) for address, cell in cells.items()))
        if balance.excess:
            text, severity = _imbalance(pair.later, row, balance)
            yield problem(cells, text, expected=balance.expected, actual=balance.after, severity=severity)


def _imbalance(report: Report, row: Row, balance: Balance) -> tuple[Message, Severity | None]:
    """What to say of documents that do not balance, and how grave it is."""
    says = msg(
        "{row}: {before} in force last year + {issued} issued − {repealed} repealed make {expected}, "
        "but {after} are said to be in force",
        row=named(report, row.address),
        before=balance.before,
        issued=balance.issued,
        repealed=balance.repealed,
        expected=balance.expected,
        after=balance.after,
    )
    slip = slip_in(balance)
    if slip is not None:
        return msg("{says}; {slip}", says=says, slip=slip), Severity.WARNING
    reasons = (
        msg("there may be a lawful reason, such as documents that expired by themselves (自然失效) or were handed over")
        if balance.excess < 0
        else msg("there may be a lawful reason, such as documents taken over from another body or counted anew")
    )
    return msg("{says}; {slip}", says=says, slip=reasons), None


# The years themselves -----------------------------------------------------------------------------------------------

_MOST_NAMED = 4


@rule(
    "GD503",
    "series-gap",
    Severity.INFO,
    of="series",
    source=REGULATIONS,
    holds="years follow on; none twice with different figures",
    bad=[{"year": 2021}, {"year": 2023}],
    good=[{"year": 2021}, {"year": 2022}, {"year": 2023}],
)
def series_gap(reports: Sequence[Report]) -> Yields:
    """A body reports every year. A year that is missing may only be missing here, or was never published; a year that
    is there twice with different figures was corrected, and one of the two has to be withdrawn. Nothing that needs a
    missing or doubtful year was compared."""
    found = by_year(reports)
    for year, next_year in itertools.pairwise(found):
        if next_year > year + 1:
            missing = Listed(tuple(map(str, range(year + 1, next_year))))
            text = msg("no report on {missing} was given", missing=missing)
            yield problem((), text, at=in_year(next_year, "title"), quote=f"{year}-{next_year}")
    for year, (first, *others) in found.items():
        for other in others:
            yield from _differing(year, first, other)


def _differing(year: int, one: Report, other: Report) -> Iterator[Problem]:
    cells = differing_cells(one, other)
    if cells:
        parts: list[Renderable] = [
            msg("{cell} {one} / {other}", cell=named(other, cell), one=_shown(one[cell]), other=_shown(other[cell]))
            for cell in cells[:_MOST_NAMED]
        ]
        if len(cells) > _MOST_NAMED:
            parts.append(msg("{count} more", count=len(cells) - _MOST_NAMED))
        shown = Listed(tuple(parts))
        text = msg("there are two reports on {year} with different figures: {cells}", year=year, cells=shown)
        yield problem([in_year(year, cell) for cell in cells], text, at=in_year(year, cells[0]))


def _shown(cell: Cell) -> str:
    return cell.text if isinstance(cell, Annotated | Unreadable) else f"{0 if is_empty(cell) else cell}"


# Copies and jumps ---------------------------------------------------------------------------------------------------

LEAST_WORDS = 100
"""From how many characters on, punctuation and figures aside, a text is compared."""
SAME = 0.95
"""From which likeness on a text is last year's again. Of the opening paragraphs of one city's reports, which are made
of set phrases, 0.91 was the same from 2019 to 2020, and with what follows them 0.58 from 2022 to 2023."""

_PHRASES = (
    "全面梳理重点领域信息公开目录，及时更新门户网站各个专栏，主动回应社会关切",
    "规范申请登记、审核、办理、答复、归档等各个环节，依法保障公众获取政府信息的权利",
    "严格落实公开前保密审查制度，动态管理公开属性，定期清理失效文件",
    "把公开工作纳入年度绩效考核，组织业务培训，接受群众监督评议",
)


def _overview(year: int, text: str) -> dict[str, Any]:
    return {"year": year, "overview": {"heading": "一、总体情况", "text": text}}


@rule(
    "GD504",
    "copied-text",
    Severity.WARNING,
    of="series",
    source=REGULATIONS,
    holds="sections one and five (from 100 characters) are not last year's text again, figures and years aside",
    bad=[_overview(year, f"{year}年，" + "；".join(_PHRASES) + "。") for year in (2022, 2023)],
    good=[
        _overview(2022, "2022年，" + "；".join(_PHRASES) + "。"),
        _overview(2023, "2023年，" + "；".join(_PHRASES[:3]) + "；新设政务服务热线知识库，开展政府开放日活动。"),
    ],
)
def copied_text(reports: Sequence[Report]) -> Yields:
    """Sections one and five tell what was done in the year and what is still wanting. Where they are last year's text
    with other figures, the year has not been reported on. White space, punctuation, figures and Chinese numerals are
    left aside; of what remains, at least 100 characters, at least 95 in 100 have to be the same in the same order.
    Set phrases that recur from year to year make up less than that."""
    for pair in neighbours(reports):
        if isinstance(pair, NotEvaluated):
            yield pair
            continue
        unknown = [key for key in ("overview", "problems") if any(report[key].text is UNKNOWN for report in pair)]
        if unknown:
            cells = tuple(in_year(report.year, key) for key in unknown for report in pair)
            yield NotEvaluated(cells, msg("the text is not given in both years"))
        for key in ("overview", "problems"):
            yield from _copied(pair, key)


def _copied(pair: Pair, key: str) -> Iterator[Problem]:
    texts = [report[key].text for report in pair]
    words = [words_of(text) if isinstance(text, str) else "" for text in texts]
    if min(map(len, words)) < LEAST_WORDS:
        return
    same = likeness(*words)
    if same >= SAME:
        text = msg(
            "{section} is last year's text again: {percent} % of it is the same, figures and years aside",
            section=named(pair.later, key),
            percent=int(same * 100),
        )
        yield problem([in_year(report.year, key) for report in pair], text)


JUMP = 1000
LEAST_FIGURE = 10


def _fees(year: int, amount: float) -> dict[str, Any]:
    return {"edition": "2021", "year": year, "proactive_disclosure": {"administrative_fees": {"amount": amount}}}


@rule(
    "GD505",
    "magnitude-jump",
    Severity.INFO,
    of="series",
    source=FORM,
    holds="no figure of 10 or more grows or shrinks a thousandfold from one year to the next (元 for 万元, a slipped "
    "digit)",
    bad=[_fees(2022, 59.25), _fees(2023, 612400)],
    good=[_fees(2022, 59.25), _fees(2023, 61.24)],
)
def magnitude_jump(reports: Sequence[Report]) -> Yields:
    """A figure that is a thousand times last year's, or a thousandth of it, is most often one in another unit (元 where
    万元 is asked for), or one with a digit or a decimal point in the wrong place. A figure that falls to 0 is no jump:
    a power may have gone to another body."""
    for pair in neighbours(reports):
        if isinstance(pair, NotEvaluated):
            yield pair
            continue
        unknown: list[str] = []
        for table in layout(pair.later.edition).tables:
            if _has_changed(table, pair.earlier):
                yield NotEvaluated((in_year(pair.later.year, table.key),), ANOTHER_FORM)
                continue
            for row in table.rows:
                yield from _jumps(pair, row)
            unknown += _open_parts(pair, table)
        if unknown:
            yield pair.not_known(unknown)


def _has_changed(table: Table, report: Report) -> bool:
    """Whether a table has other rows or columns in the edition of a report."""
    other = layout(report.edition).table(table.key)
    return [row.cells for row in table.rows] != [row.cells for row in other.rows]


def _jumps(pair: Pair, row: Row) -> Iterator[Problem]:
    """The figures of a row that jump, in one finding."""
    jumping = [
        (address, before, after)
        for address, column in zip(row.cells, row.columns, strict=True)
        if column.meta.kind is not Kind.CHANGE
        if (before := _plain(pair.earlier[address])) is not None and (after := _plain(pair.later[address])) is not None
        if _is_jump(before, after)
    ]
    if jumping:
        figures = [
            msg("{cell} {before} → {after}", cell=named(pair.later, address), before=f"{before:f}", after=f"{after:f}")
            for address, before, after in jumping
        ]
        text = msg(
            "a thousandfold change from {year} to {next_year}: {figures}; are unit and digits right?",
            figures=Listed(tuple(figures)),
            **pair.years,
        )
        addresses = [address for address, _, _ in jumping]
        cells = (*pair.before(*addresses), *pair.after(*addresses))
        yield problem(cells, text, at=in_year(pair.later.year, addresses[0]))


def _is_jump(before: Decimal, after: Decimal) -> bool:
    return before >= LEAST_FIGURE and after > 0 and (after >= before * JUMP or after * JUMP <= before)


def _plain(cell: Cell) -> Decimal | None:
    number = cell.number if isinstance(cell, Annotated) else cell
    return Decimal(number) if isinstance(number, int | Decimal) else None


def _open_parts(pair: Pair, table: Table) -> Iterator[str]:
    """What of a table is not known in either year: the table as a whole, rows as a whole, or cells."""
    rows = [row for row in table.rows if row.prescribed]
    for report in pair:
        found = {row.address: [cell for cell in row.cells if is_open(report[cell])] for row in rows}
        parts = [part for row in rows for part in _whole_or_parts(row.address, row.cells, found[row.address])]
        for part in _whole_or_parts(table.key, tuple(found), parts):
            yield in_year(report.year, part)


def _whole_or_parts(whole: str, parts: Sequence[str], found: list[str]) -> list[str]:
    """The whole's address if all of its parts were found, else those that were."""
    return [whole] if found == list(parts) else found
