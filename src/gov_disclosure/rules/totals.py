"""GD301 to GD304: the sums of tables three and four.

The identities themselves are data (:mod:`gov_disclosure.rules.identities`), evaluated for all rules at once; what
stands here is how a broken one is explained.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

from ..findings import Problem, Severity, Unevaluated
from ..i18n import Renderable, msg
from ..report.form import Source
from ..report.layout import layout
from ..report.model import Report
from .examples import applicants
from .model import rule
from .naming import Named, listed, named
from .survey import Broken, Survey

TABLE_THREE = Source(
    "国办公开办函〔2021〕30号附件格式第三部分表格（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
    "Prescribed format, table three, and the balance printed on it (国办公开办函〔2021〕30号)",
)
TABLE_FOUR = Source(
    "国办公开办函〔2021〕30号附件格式第四部分表格", "Prescribed format, table four (国办公开办函〔2021〕30号)"
)


def _balanced(**figures: int) -> dict[str, Any]:
    """Two rows of a balance whose other two rows are zero."""
    return {
        "received": applicants(**figures),
        "carried_in": applicants(),
        "outcomes": {"total": applicants()},
        "carried_out": applicants(),
    }


def _outcomes(**totals: int) -> dict[str, Any]:
    """Outcomes of which 3 natural persons and 2 enterprises were granted what they asked for."""
    zero = ("partly_granted", "refused", "not_available", "not_processed", "otherwise")
    granted = applicants(natural_person=3, enterprise=2, total=5)
    return {
        "requests": {
            "outcomes": {"granted": granted, "total": applicants(**totals)} | {name: _zeros(name) for name in zero}
        }
    }


def _zeros(group: str) -> Any:
    """Zeros for a row or for all prescribed rows of a group."""
    rows = [row for row in layout("2021").rows.values() if row.prescribed]
    below = [row.address.rpartition(".")[2] for row in rows if row.address.startswith(f"requests.outcomes.{group}.")]
    return {name: applicants() for name in below} or applicants()


@rule(
    "GD301",
    "row-total",
    Severity.ERROR,
    source=TABLE_THREE,
    holds="table three, each row: six applicant columns = 总计",
    bad={"requests": {"received": applicants(natural_person=21, total=12)}},
    good={"requests": {"received": applicants(natural_person=21, total=21)}},
    given="sum",
)
def row_total(report: Report, broken: Broken) -> Iterator[Problem]:
    """Every application comes from exactly one kind of applicant, so the six applicant columns of a row add up to its
    total. A row that does not add up was most often changed in one place only, or a figure slipped into the
    neighbouring column."""
    text = msg(
        "{row}: the applicant columns add up to {expected}, but the total says {actual}",
        row=_row_of(report, broken),
        expected=broken.expected,
        actual=broken.actual,
    )
    yield _explained(broken, text)


@rule(
    "GD302",
    "outcomes-total",
    Severity.ERROR,
    source=TABLE_THREE,
    holds="table three, each column: outcomes （一）…（六） = （七）总计",
    bad=_outcomes(natural_person=2, enterprise=3, total=5),
    good=_outcomes(natural_person=3, enterprise=2, total=5),
    given="sum",
)
def outcomes_total(report: Report, broken: Broken) -> Iterator[Problem]:
    """Every application that was dealt with has exactly one outcome, so in each column the outcomes （一） to （六）
    add up to （七）. Each column is checked by itself: two columns that are wrong in opposite ways leave the total
    column right and are still wrong."""
    text = msg(
        "table three, column {column}: the outcomes add up to {expected}, but （七） says {actual}",
        column=_column_of(report, broken),
        expected=broken.expected,
        actual=broken.actual,
    )
    yield _explained(broken, text)


@rule(
    "GD303",
    "request-balance",
    Severity.ERROR,
    source=TABLE_THREE,
    holds="table three, each column: 一 + 二 = 三（七） + 四 (the 勾稽关系 printed on the form)",
    bad={"requests": _balanced(natural_person=2, total=2) | {"carried_out": applicants(enterprise=2, total=2)}},
    good={"requests": _balanced(natural_person=2, total=2) | {"carried_out": applicants(natural_person=2, total=2)}},
    given="sum",
)
def request_balance(report: Report, broken: Broken) -> Iterator[Problem]:
    """What came in, newly received or carried over from last year, was either dealt with or carried over to next year.
    The form prints this balance above the table. If a column does not balance, an application was counted on one
    side only."""
    text = msg(
        "table three, column {column}: received and carried in make {expected}, "
        "but outcomes and carried out make {actual}",
        column=_column_of(report, broken),
        expected=broken.expected,
        actual=broken.actual,
    )
    yield _explained(broken, text)


@rule(
    "GD304",
    "dispute-total",
    Severity.ERROR,
    source=TABLE_FOUR,
    holds="table four, each group: four results = 总计",
    bad={"disputes": {"reconsideration": {"upheld": 10, "corrected": 1, "other": 0, "pending": 0, "total": 0}}},
    good={"disputes": {"reconsideration": {"upheld": 10, "corrected": 1, "other": 0, "pending": 0, "total": 11}}},
    given="sum",
)
def dispute_total(report: Report, broken: Broken) -> Iterator[Problem]:
    """Every case of reconsideration or litigation was upheld, corrected, ended otherwise or is pending, so the four
    results of a group add up to its total."""
    text = msg(
        "{row}: the results add up to {expected}, but the total says {actual}",
        row=_row_of(report, broken),
        expected=broken.expected,
        actual=broken.actual,
    )
    yield _explained(broken, text)


def _row_of(report: Report, broken: Broken) -> Named:
    return named(report, broken.identity.totals[0].rpartition(".")[0])


def _column_of(report: Report, broken: Broken) -> Named:
    total = broken.identity.totals[0]
    return named(report, f"{total.partition('.')[0]}.{total.rpartition('.')[2]}")


def _explained(broken: Broken, text: Renderable) -> Problem:
    return Problem(broken.cells, text, broken.expected, broken.actual, broken.identity.totals[0])


_BLANK_SIDE = msg("a whole side is blank or absent")


def unevaluated(report: Report, found: Survey, codes: Container[str]) -> Iterator[Unevaluated]:
    """The identities of some rules that could not be evaluated, and why."""
    for one in found.open:
        # Of a row that is not there nothing was to be evaluated.
        if one.identity.code in codes and one.cells:
            known = one.in_the_way
            text = msg("figures not known: {cells}", cells=listed(report, known)) if known else _BLANK_SIDE
            yield Unevaluated(one.identity.code, one.cells, text)
