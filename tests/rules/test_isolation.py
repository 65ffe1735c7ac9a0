"""What rules of others do, and that nothing of it is taken for the report's fault, lost, or fatal."""

import sys
from decimal import Decimal
from typing import Any

import attrs
import pytest

import gov_disclosure as gd
from gov_disclosure.output import concise
from gov_disclosure.output import json as as_json
from gov_disclosure.output.result import CheckedFile, Result
from gov_disclosure.rules.isolation import MOST
from gov_disclosure.rules.model import Rule

CELL = "requests.received.total"
PROBLEM: Any = gd.problem
REASON: Any = gd.NotEvaluated
"""What a rule of somebody who uses no type checker may call with anything."""
REPORT = gd.structure({"edition": "2021", "requests": {"received": {"total": -5}}})


def asked(check, report=REPORT):
    """The findings of a report when a rule of somebody else's is among those asked."""
    registry = gd.Registry(plugins=[])
    registry.add(Rule("XQ901", "somebodys", gd.Severity.ERROR, check, module="somebody"))
    return gd.check(report, select=["XQ901", "GD201"], registry=registry)


def rule(said):
    """A rule that yields one thing."""

    def check(report):
        yield said(report)

    return check


class UnprintableError(Exception):
    """An error, or a thing, that cannot be shown."""

    def __str__(self):
        raise ValueError("no text")

    __repr__ = __str__


class BadText:
    """A message that cannot be rendered."""

    def render(self, lang):
        return lang.no_such_thing


class NoText:
    """A message that renders as a number."""

    def render(self, _):
        return 5


NONSENSE = {
    "a text": lambda _: "nonsense",
    "a number": lambda _: 5,
    "nothing": lambda _: None,
    "an address that is a number": lambda _: PROBLEM([1, 2], "text"),
    "a text that is a number": lambda _: PROBLEM(CELL, 5),
    "no text": lambda _: PROBLEM(CELL, " "),
    "texts in no language": lambda _: PROBLEM(CELL, {}),
    "texts that are numbers": lambda _: PROBLEM(CELL, {"zh": 5}),
    "half a character": lambda _: PROBLEM(CELL, "\ud800"),
    "a message that fails": lambda _: PROBLEM(CELL, BadText()),
    "a message that is no text": lambda _: PROBLEM(CELL, NoText()),
    "an expected text": lambda _: PROBLEM(CELL, "text", expected="3"),
    "a truth value": lambda _: PROBLEM(CELL, "text", actual=True),
    "no number": lambda _: PROBLEM(CELL, "text", actual=Decimal("NaN")),
    "a fraction": lambda _: PROBLEM(CELL, "text", expected=0.5),
    "a place that is a number": lambda _: PROBLEM(CELL, "text", at=3),
    "a quote that is nothing": lambda _: PROBLEM(CELL, "text", quote=None),
    "a severity of its own": lambda _: attrs.evolve(PROBLEM(CELL, "text"), severity="fatal"),
    "an unknown origin": lambda _: PROBLEM(CELL, "text", origin="rule"),
    "a thing that cannot be shown": lambda _: UnprintableError(),
    "a finding": lambda report: gd.check(report)[0],
    "a reason that is a number": lambda _: REASON((CELL,), 5),
    "a reason about numbers": lambda _: REASON((1,), "text"),
    "no addresses": lambda _: attrs.evolve(PROBLEM(CELL, "text"), cells=None),
}


@pytest.mark.parametrize("said", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_is_the_rules_failure(said):
    """A rule that yields nonsense fails by name; what the others find stays, and everything can be written."""
    findings = asked(rule(said))
    assert [finding.code for finding in findings] == ["GD201"]
    assert [(failure.plugin, failure.code) for failure in findings.failures] == [("somebody", "XQ901")]
    assert "\n" not in findings.failures[0].error
    result = Result((CheckedFile("a.json", REPORT, findings),), (), findings.failures)
    for lang in ("zh", "en"):
        assert as_json.render(result, lang).encode()
        assert concise.render(result, lang).encode()


def returning(value):
    """A rule that returns something instead of yielding."""
    return lambda _: value


@pytest.mark.parametrize("value", [None, 5, "text", b"text", {"a": 1}, gd.problem(CELL, "text"), object(), [[]]])
def test_returning_nonsense_is_a_failure(value):
    """A rule that returns something else than problems fails, and says what it returned."""
    findings = asked(returning(value))
    assert [finding.code for finding in findings] == ["GD201"]
    assert [failure.code for failure in findings.failures] == ["XQ901"]


@pytest.mark.parametrize("value", [[], (), [gd.problem(CELL, "text")], (gd.problem(CELL, "text"),)])
def test_a_rule_may_return_a_list(value):
    """A plain function that returns its problems in a list is a rule as good as one that yields."""
    findings = asked(returning(value))
    assert not findings.failures
    assert len([finding for finding in findings if finding.code == "XQ901"]) == len(value)


@pytest.mark.parametrize(
    "error", [ValueError("oops"), KeyError("x"), SystemExit(1), RecursionError(), UnprintableError()]
)
def test_a_rule_that_raises_is_a_failure(error):
    """Whatever a rule raises is its failure, and what it said before is not lost."""

    def check(report):
        yield gd.problem(CELL, "said before")
        raise error

    findings = asked(check)
    assert sorted(finding.code for finding in findings) == ["GD201", "XQ901"]
    (failure,) = findings.failures
    assert failure.error.startswith(type(error).__name__)


def test_an_interrupt_is_the_users():
    """A user who breaks off a run breaks it off, whichever rule was running."""

    def check(report):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        asked(check)


def test_a_rule_without_end_is_a_failure():
    """A rule that never stops talking is stopped."""

    def check(report):
        while True:
            yield gd.problem(CELL, "again")

    findings = asked(check)
    assert f"more than {MOST}" in findings.failures[0].error


def test_a_misspelt_address_is_the_rules_failure():
    """An address that the edition does not have is a bug of the rule, and the nearest one is named."""
    findings = asked(lambda report: [gd.problem(CELL, str(report.number("requests.recieved.total")))])
    assert "did you mean 'requests.received.total'" in findings.failures[0].error


@pytest.mark.parametrize(
    ("cell", "number"),
    [(None, 0), (7, 7), ("7（其中网上3件）", 7), ("/", None), ("3.7", None), ("absent", 0), ("unknown", None)],
)
def test_a_rule_that_meets_any_cell_gets_a_number_or_is_not_evaluated(cell, number):
    """Blank and absent cells count as 0, annotated ones as their number; at the others the rule is not evaluated."""
    row = {"absent": None, "unknown": {}}.get(str(cell), {"total": cell})
    report = gd.structure({"edition": "2021", "requests": {"received": row}})
    seen = []

    def check(report):
        seen.append(report.number(CELL))
        return []

    findings = asked(check, report)
    assert not findings.failures
    assert seen == ([] if number is None else [number])
    assert [entry.code for entry in findings.unevaluated] == (["XQ901"] if number is None else [])


def test_a_reason_of_a_users_own_is_shown():
    """A rule may say itself that it could not check something, in plain text."""

    def check(report):
        yield REASON(CELL, "no last year's figure")

    (entry,) = asked(check).unevaluated
    assert (entry.code, entry.cells, entry.why) == ("XQ901", (CELL,), "no last year's figure")


def test_printing_rules_do_no_harm(capsys):
    """A rule may print; that is neither a failure nor a finding."""

    def check(report):
        sys.stdout.write("debugging\n")
        return []

    assert not asked(check).failures
    assert capsys.readouterr().out == "debugging\n"


def test_what_leaves_a_program_does_not_leave_a_check():
    """An exception outside Python's usual kind is a failure of the rule that raises it, too."""

    class LeftError(BaseException):
        pass

    def check(report):
        raise LeftError("elsewhere")

    assert asked(check).failures[0].error == "LeftError: elsewhere"
