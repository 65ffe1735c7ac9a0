"""GD301 to GD304: the sums of tables three and four.

The identities themselves are data (:mod:`gov_disclosure.rules.identities`), evaluated for all rules at once; what
stands here is how a broken one is explained.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

from ..findings import Number, Problem, Severity, Unevaluated
from ..i18n import msg
from ..report.cells import ABSENT
from ..report.form import Source
from ..report.layout import layout
from ..report.model import Report, number_of
from .examples import applicants
from .identities import Identity
from .model import problem, rule
from .naming import Named, listed, named
from .survey import Survey

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
    of_identity=True,
)
def row_total(report: Report, identity: Identity) -> Iterator[Problem]:
    """Every application comes from exactly one kind of applicant, so the six applicant columns of a row add up to its
    total. A row that does not add up was most often changed in one place only, or a figure slipped into the
    neighbouring column."""
    cells, expected, actual = _read(report, identity)
    text = msg(
        "{row}: the applicant columns add up to {expected}, but the total says {actual}",
        row=named(report, identity.totals[0].rpartition(".")[0]),
        expected=expected,
        actual=actual,
    )
    yield problem(cells, text, at=identity.totals[0], expected=expected, actual=actual)


@rule(
    "GD302",
    "outcomes-total",
    Severity.ERROR,
    source=TABLE_THREE,
    holds="table three, each column: outcomes （一）…（六） = （七）总计",
    bad=_outcomes(natural_person=2, enterprise=3, total=5),
    good=_outcomes(natural_person=3, enterprise=2, total=5),
    of_identity=True,
)
def outcomes_total(report: Report, identity: Identity) -> Iterator[Problem]:
    """Every application that was dealt with has exactly one outcome, so in each column the outcomes （一） to （六）
    add up to （七）. Each column is checked by itself: two columns that are wrong in opposite ways leave the total
    column right and are still wrong."""
    cells, expected, actual = _read(report, identity)
    text = msg(
        "table three, column {column}: the outcomes add up to {expected}, but （七） says {actual}",
        column=_column(report, identity),
        expected=expected,
        actual=actual,
    )
    yield problem(cells, text, at=identity.totals[0], expected=expected, actual=actual)


@rule(
    "GD303",
    "request-balance",
    Severity.ERROR,
    source=TABLE_THREE,
    holds="table three, each column: 一 + 二 = 三（七） + 四 (the 勾稽关系 printed on the form)",
    bad={"requests": _balanced(natural_person=2, total=2) | {"carried_out": applicants(enterprise=2, total=2)}},
    good={"requests": _balanced(natural_person=2, total=2) | {"carried_out": applicants(natural_person=2, total=2)}},
    of_identity=True,
)
def request_balance(report: Report, identity: Identity) -> Iterator[Problem]:
    """What came in, newly received or carried over from last year, was either dealt with or carried over to next year.
    The form prints this balance above the table. If a column does not balance, an application was counted on one
    side only."""
    cells, expected, actual = _read(report, identity)
    text = msg(
        "table three, column {column}: received and carried in make {expected}, "
        "but outcomes and carried out make {actual}",
        column=_column(report, identity),
        expected=expected,
        actual=actual,
    )
    yield problem(cells, text, at=identity.totals[0], expected=expected, actual=actual)


@rule(
    "GD304",
    "dispute-total",
    Severity.ERROR,
    source=TABLE_FOUR,
    holds="table four, each group: four results = 总计",
    bad={"disputes": {"reconsideration": {"upheld": 10, "corrected": 1, "other": 0, "pending": 0, "total": 0}}},
    good={"disputes": {"reconsideration": {"upheld": 10, "corrected": 1, "other": 0, "pending": 0, "total": 11}}},
    of_identity=True,
)
def dispute_total(report: Report, identity: Identity) -> Iterator[Problem]:
    """Every case of reconsideration or litigation was upheld, corrected, ended otherwise or is pending, so the four
    results of a group add up to its total."""
    cells, expected, actual = _read(report, identity)
    text = msg(
        "{row}: the results add up to {expected}, but the total says {actual}",
        row=named(report, identity.totals[0].rpartition(".")[0]),
        expected=expected,
        actual=actual,
    )
    yield problem(cells, text, at=identity.totals[0], expected=expected, actual=actual)


def _column(report: Report, identity: Identity) -> Named:
    table, key = identity.totals[0].partition(".")[0], identity.totals[0].rpartition(".")[2]
    return Named(f"{table}.{key}", report.edition)


def _read(report: Report, identity: Identity) -> tuple[tuple[str, ...], Number, Number]:
    """The identity's cells that the document has, blank ones too; the sum of the parts, and that of the totals."""
    values = identity.values(report)
    numbers = [number_of(value, cell) for value, cell in zip(values, identity.cells, strict=True)]
    there = tuple([cell for cell, value in zip(identity.cells, values, strict=True) if value is not ABSENT])
    parts = len(identity.parts)
    return there, sum(numbers[:parts]), sum(numbers[parts:])


_BLANK_SIDE = msg("a whole side is blank or absent")


def unevaluated(report: Report, found: Survey, codes: Container[str]) -> Iterator[Unevaluated]:
    """The identities of some rules that could not be evaluated, and why."""
    for identity, in_the_way in found.open:
        if identity.code not in codes:
            continue
        text = msg("figures not known: {cells}", cells=listed(report, in_the_way)) if in_the_way else _BLANK_SIDE
        cells = tuple(c for c in identity.cells if c not in found.absent) if found.absent else identity.cells
        if cells:  # of a row that is not there nothing was to be evaluated
            yield Unevaluated(identity.code, cells, text)
