"""The mend as a hint at findings, and the findings that come from the same slip."""

import pathlib
import sys

import pytest
from slips import chance_of, other_figure, sound, summed

import gov_disclosure as gd
from gov_disclosure.mending import hinted
from gov_disclosure.testing import changed

EXAMPLE = pathlib.Path(__file__).parents[2] / "examples" / "county-2021.txt"


def with_hints(report, **options):
    """The findings of a report about sums, with hints."""
    return list(hinted(report, gd.check(report, **options)))


def test_every_finding_about_a_sum_carries_the_mend():
    """GD301 to GD304 have the changes and whether they are the only ones; other findings have no hint."""
    findings = with_hints(gd.read(EXAMPLE))
    sums = [finding for finding in findings if finding.code.startswith("GD3")]
    assert len(sums) == 3
    for finding in sums:
        assert finding.hint == {
            "changes": [
                {"cell": "requests.outcomes.not_available.not_held.natural_person", "from": 0, "to": 2},
                {"cell": "requests.outcomes.total.natural_person", "from": 0, "to": 2},
            ],
            "unique": True,
        }
    assert all(finding.hint is None for finding in findings if not finding.code.startswith("GD3"))


def test_a_finding_that_only_follows_carries_its_root():
    """One wrong figure breaks a row and a column: the row is the root, and a root has none itself."""
    findings = {finding.code + (finding.problem.at or ""): finding for finding in with_hints(gd.read(EXAMPLE))}
    balance = findings["GD303requests.outcomes.total.natural_person"]
    rows = [finding for finding in findings.values() if finding.code == "GD301"]
    assert balance.root == next(f for f in rows if "outcomes.total.total" in (f.problem.at or "")).fingerprint
    assert all(finding.root is None for finding in rows)


@pytest.mark.parametrize("seed", range(12))
def test_a_single_slip_has_one_finding_without_a_root(seed):
    """Whatever a single wrong figure breaks, all findings but one carry the root of that one."""
    chance = chance_of(seed)
    true = sound(chance)
    cell = chance.choice(summed(true))
    findings = with_hints(changed(true, {cell: other_figure(chance, true[cell])}), select=["GD3"])
    roots = [finding for finding in findings if finding.root is None]
    assert len(roots) == 1
    assert {finding.root for finding in findings} == {None, roots[0].fingerprint} or len(findings) == 1
    assert all(finding.hint["changes"][0]["cell"] == cell for finding in findings)


def test_where_several_mends_are_equally_small_there_is_no_root():
    """If it is not certain what slipped, nothing is said to follow from it; the hint says that it is not unique."""
    figures = {"upheld": 1, "corrected": 2, "other": 3, "pending": 4, "total": 15}
    (finding,) = with_hints(gd.structure({"edition": "2021", "disputes": {"reconsideration": figures}}), select=["GD3"])
    assert finding.hint["unique"] is False
    assert len(finding.hint["changes"]) == 1
    assert finding.root is None


def test_the_hint_is_about_the_sums_that_hang_together():
    """A slip in table four is no part of the hint at a finding in table three."""
    chance = chance_of(3)
    true = sound(chance)
    cells = ("requests.outcomes.granted.enterprise", "disputes.reconsideration.upheld")
    report = changed(true, {cell: true[cell] + 1 for cell in cells})
    tables = {
        finding.problem.at.partition(".")[0]: {change["cell"].partition(".")[0] for change in finding.hint["changes"]}
        for finding in with_hints(report, select=["GD3"])
    }
    assert tables == {"requests": {"requests"}, "disputes": {"disputes"}}


def test_the_root_of_a_blank_cell_stays():
    """A sum that is broken by a blank keeps the blank-cell finding as its root, and is hinted with the filling."""
    figures = {"upheld": 1, "corrected": None, "other": 3, "pending": 4, "total": 15}
    findings = with_hints(gd.structure({"edition": "2021", "disputes": {"reconsideration": figures}}))
    blank, broken = sorted(findings, key=lambda finding: finding.code)
    assert broken.root == blank.fingerprint
    assert broken.hint["changes"] == [{"cell": "disputes.reconsideration.corrected", "from": None, "to": 7}]


def test_without_broken_sums_or_without_the_solver_the_findings_stay_as_they_are(monkeypatch):
    """Hints are an addition: where none can be had, the check says what it always says."""
    sound_findings = gd.check(sound(chance_of(0)))
    assert hinted(sound(chance_of(0)), sound_findings) is sound_findings
    monkeypatch.setitem(sys.modules, "highspy", None)
    chance = chance_of(1)
    true = sound(chance)
    report = changed(true, {c: other_figure(chance, true[c]) for c in chance.sample(summed(true), 10)})
    findings = gd.check(report)
    assert hinted(report, findings) is findings


def test_check_itself_never_solves():
    """``gd.check`` gives no hints."""
    assert all(finding.hint is None for finding in gd.check(gd.read(EXAMPLE)))
