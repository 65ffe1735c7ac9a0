"""A program that uses the public names, for type checkers only: it is never run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import assert_type

import gov_disclosure as gd
from gov_disclosure.report.cells import State

Figure = int | Decimal | gd.Annotated | gd.Unreadable | State | None


@gd.rule("XN001", "generator", severity="warning")
def generator(report: gd.Report) -> Iterator[gd.Problem]:
    """A rule that yields."""
    number = report.number("requests.received.total")
    assert_type(number, int | Decimal)
    if number > 100:
        yield gd.problem("requests.received.total", "many", actual=number)


@gd.rule("XN002", "lister", gd.Severity.INFO, editions=["2021"], bad={"requests": {}}, good="text")
def lister(report: gd.Report) -> list[gd.Problem]:
    """A rule that returns a list, with a message in each language."""
    return [gd.problem(["requests.received", "disputes"], {"zh": "甲", "en": "a"}, expected=Decimal(1))]


@gd.rule(
    "XN003", "carried", of="series", holds={"zh": "甲", "en": "a"}, why={"en": "why"}, source={"zh": "乙", "en": "b"}
)
def carried(reports: Sequence[gd.Report]) -> Iterator[gd.Problem]:
    """A rule about the years of a body."""
    if reports[-1].number("requests.carried_in.total") < 0:
        yield gd.problem(("2022:requests.carried_out.total", "requests.carried_in.total"), "negative")


@gd.rule("XN004", "summed", of="group", source="local rules")
def summed(whole: gd.Report, parts: Sequence[gd.Report]) -> Iterator[gd.Problem | gd.NotEvaluated]:
    """A rule about a whole and its parts."""
    if not parts:
        yield gd.NotEvaluated("requests.received.total", {"zh": "甲", "en": "no parts"})
    elif whole.year != parts[0].year:
        yield gd.problem("requests.received.total", "another year", severity="info")


def use(path: str) -> Iterable[str]:
    """Everything that a program does with a report."""
    report = gd.read(path)
    assert_type(report, gd.Report)
    assert_type(report.requests.received.total, Figure)
    assert_type(report.disputes.reconsideration.upheld, Figure)
    assert_type(gd.loads("{}"), gd.Report)
    assert_type(gd.structure({}), gd.Report)
    registry = gd.Registry(plugins=["petitions"], require=("petitions",), disable={"other"})
    registry.add(registry["XN001"])
    registry.add(generator)
    assert_type("XN001" in registry and len(registry) > 0, bool)
    findings = gd.check(report, select=["GD3"], ignore=("GD303",), registry=registry)
    assert_type(findings, gd.Findings)
    assert_type(findings[0], gd.Finding)
    assert_type(findings[:2], tuple[gd.Finding, ...])
    assert_type(findings.failures, tuple[gd.Failure, ...])
    assert_type(findings.unevaluated, tuple[gd.Unevaluated, ...])
    for finding in findings:
        assert_type(finding.severity, gd.Severity)
        assert_type(finding.expected, int | Decimal | None)
        yield f"{finding.code} {finding.location.line} {finding.render('en')}"
    # A decorated rule is still the function that it was.
    yield from (problem.text.render("zh") for problem in [*generator(report), *lister(report)])
    try:
        gd.read(path)
    except gd.ReadError as error:
        assert_type(error.finding, gd.Finding)
    except gd.StructureError as error:
        assert_type(error.problems, tuple[gd.StructureProblem, ...])
    yield from gd.addresses("2021")
    yield gd.label("requests.received.total", "zh") + gd.__version__


def compare(report: gd.Report) -> None:
    """What a program does with several reports, and with one that has to be mended."""
    assert_type(gd.check_series([report, report]), gd.Findings)
    for failure in gd.check_series([report]).failures:
        assert_type(failure.render("en") + failure.error, str)
    assert_type(gd.check_group(report, [report], expected_parts=["a"]), gd.Findings)
    mend = gd.repair(report)
    assert_type(mend.changes, tuple[gd.Change, ...])
    assert_type(mend.unique, bool)
    assert_type(gd.mended(report, mend.changes), gd.Report)
