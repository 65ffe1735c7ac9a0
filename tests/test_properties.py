"""What holds for every report: consistent ones, ones with a fault, and ones of any kind."""

import json
import zlib
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gov_disclosure as gd
from gov_disclosure.report import loading
from gov_disclosure.report.layout import layout
from gov_disclosure.rules import Registry
from gov_disclosure.testing import FAULTS, any_reports, changed, faulty_reports, found_errors, reports

SUMS = ("GD301", "GD302", "GD303", "GD304")
SEEDS = st.integers(0, 2**32)
DAMAGED = any_reports() | faulty_reports().map(lambda faulty: faulty.report) | reports(blanks=True, annotated=True)


class Shuffled(Registry):
    """The rules in another order."""

    order: list[str] | None = None

    def __iter__(self):
        rules = {rule.code: rule for rule in super().__iter__()}
        return iter([rules[code] for code in self.order or rules])


def shuffled(seed):
    """A registry that gives its rules in an order of its own."""
    registry = Shuffled(plugins=[])
    codes = [rule.code for rule in Registry(plugins=[])]
    registry.order = sorted(codes, key=lambda code: zlib.crc32(f"{seed} {code}".encode()))
    return registry


def said(findings):
    """All that findings say."""
    return [
        (f.code, f.cells, f.render("en"), f.severity, f.expected, f.actual, f.root, f.fingerprint) for f in findings
    ]


# Findings ---------------------------------------------------------------------------------------------------------


@given(reports())
def test_a_consistent_report_has_no_finding(report):
    """About a report that is as it should be there is nothing to say, and everything was looked at but its power."""
    findings = gd.check(report)
    assert list(findings) == []
    assert {left.code for left in findings.unevaluated} <= {"GD206"}
    assert findings.failures == ()


@given(reports(prose=False))
def test_a_report_of_figures_alone_has_no_finding(report):
    """Nothing is said about headings and prose that are not given."""
    assert list(gd.check(report)) == []


@given(reports(blanks=True, annotated=True))
def test_blanks_and_words_that_break_no_sum_are_no_errors(report):
    """A blank where a 0 belongs, and words beside a figure, are worth a warning at most."""
    findings = gd.check(report)
    assert found_errors(findings) == frozenset()
    assert {f.code for f in findings} <= {"GD204", "GD205"}


@pytest.mark.parametrize("fault", sorted(FAULTS))
@given(data=st.data())
def test_a_fault_gives_exactly_its_errors(fault, data):
    """A report with one fault has the errors that the fault causes, and no other."""
    faulty = data.draw(faulty_reports(faults=[fault]))
    assert found_errors(gd.check(faulty.report)) == faulty.expected


@given(faulty_reports(faults=["changed-figure"]))
def test_every_single_changed_figure_is_found_and_named(faulty):
    """If one figure of table three or four is wrong, there are findings, and each names the wrong cell."""
    errors = [f for f in gd.check(faulty.report) if f.code in SUMS]
    assert errors
    assert all(faulty.cells[0] in finding.cells for finding in errors)


@given(DAMAGED, SEEDS)
def test_findings_do_not_depend_on_the_order_of_rules(report, seed):
    """Whatever order the rules run in, the findings and what was not evaluated are the same, in the same order."""
    there, here = gd.check(report, registry=shuffled(seed)), gd.check(report)
    assert said(there) == said(here)
    assert [(left.code, left.cells) for left in there.unevaluated] == [
        (left.code, left.cells) for left in here.unevaluated
    ]


@given(DAMAGED, st.sampled_from([rule.code for rule in Registry(plugins=[])]))
def test_switching_a_rule_off_changes_nothing_else(report, code):
    """Without a rule all other findings stay as they are, with their roots and their fingerprints."""
    # GD002 speaks alone because there is nothing of a report, not because it is switched on.
    others = [finding for finding in gd.check(report) if finding.code != code]
    assert said(gd.check(report, ignore=[code])) == said(others)


@given(any_reports())
def test_what_is_unknown_or_unreadable_is_in_no_sum(report):
    """No finding about a sum contains a cell that is unknown or unreadable; the sum is listed as not evaluated."""
    findings = gd.check(report, select=SUMS)
    odd = {a for a in layout(report.edition).cells if report[a] is gd.UNKNOWN or isinstance(report[a], gd.Unreadable)}
    assert all(odd.isdisjoint(finding.cells) for finding in findings)
    evaluated = {(f.code, f.problem.at) for f in findings}
    assert evaluated.isdisjoint((left.code, left.cells[-1]) for left in findings.unevaluated if left.code != "GD303")


@given(any_reports())
def test_a_check_never_fails(report):
    """No rule fails on a report, whatever it holds, and every finding can be shown."""
    findings = gd.check(report)
    assert findings.failures == ()
    assert all(finding.render("en") and finding.fingerprint for finding in findings)


# Canonical form ---------------------------------------------------------------------------------------------------


@given(DAMAGED)
def test_a_report_survives_its_canonical_form(report):
    """A report in which all six states occur is the same after ``unstructure`` and ``structure``."""
    assert gd.structure(gd.unstructure(report)) == report


@given(DAMAGED)
def test_a_check_says_the_same_after_the_canonical_form(report):
    """``unstructure``, ``structure`` and ``check`` find what ``check`` alone finds."""
    assert said(gd.check(gd.structure(gd.unstructure(report)))) == said(gd.check(report))


@pytest.mark.parametrize("fast", [True, False], ids=["with msgspec", "without msgspec"])
@given(report=DAMAGED)
def test_the_fast_way_in_gives_the_same_report(fast, report):
    """``loads`` gives the report that the strict way gives, with and without msgspec."""
    text = json.dumps(gd.unstructure(report), ensure_ascii=False)
    with mock.patch.object(loading, "msgspec", loading.msgspec if fast else None):
        found = loading.loads(text)
    assert found == loading._strictly(text) == report
    assert repr(found) == repr(loading._strictly(text))


LONG = "a number of 5,000 digits"
WRONG_VALUES = [True, 3.7, 3.0, "12", "１２", "1,200", [], [1], {"a": 1}, {}, "", "/", LONG]


@given(reports(), st.data())
def test_the_fast_way_in_has_the_same_problems(report, data):
    """A text that is no report has the same problems, whether or not msgspec is there to look at it first."""
    document = gd.unstructure(report)
    address = data.draw(st.sampled_from(["year", "title", "outline", "x.x", *gd.addresses(report.edition)]))
    *path, last = address.split(".")
    holder = document
    for key in path:
        holder = holder.setdefault(key, {})
    holder[last] = data.draw(st.sampled_from(WRONG_VALUES))
    text = json.dumps(document).replace(f'"{LONG}"', "1" * 5000)
    assert outcome(text, loading.msgspec) == outcome(text, None)


def outcome(text, msgspec):
    """The report, or its problems, with or without msgspec."""
    with mock.patch.object(loading, "msgspec", msgspec):
        try:
            return loading.loads(text)
        except gd.StructureError as error:
            return [problem.render("en") for problem in error.problems]


@given(reports(), st.data())
def test_a_changed_report_is_changed_there_alone(report, data):
    """``changed`` puts a value at one address and leaves all others as they were."""
    address = data.draw(st.sampled_from(layout(report.edition).addresses))
    other = changed(report, {address: None})
    differing = {a for a in layout(report.edition).cells if other[a] is not report[a]}
    assert differing == {address}
