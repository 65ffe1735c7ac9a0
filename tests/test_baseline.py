"""Accepted findings: what is left out, what is stale, and what an update keeps."""

import datetime as dt
import json

import attrs
import pytest
from tables import APPLICANTS

import gov_disclosure as gd
from gov_disclosure import baseline
from gov_disclosure.baseline import Baseline, Subject
from gov_disclosure.configuration.problems import ConfigurationError
from gov_disclosure.findings import Findings
from gov_disclosure.i18n import msg
from gov_disclosure.readers.errors import unreadable
from gov_disclosure.rules.registry import Registry

REGISTRY = Registry(plugins=[])
TODAY = dt.date(2026, 1, 31)


def findings(*rows, issuer="甲县人民政府", year=2023):
    """The findings of a report in which the totals of some rows are wrong."""
    wrong = dict.fromkeys(APPLICANTS, 1) | {"total": 5}
    data = {"issuer": issuer, "year": year, "edition": "2021", "requests": dict.fromkeys(rows, wrong)}
    return gd.check(gd.structure(data), select=["GD301"], registry=REGISTRY)


@pytest.fixture
def subject(tmp_path):
    """A file of the run, which is written so that it is there."""

    def make(found, name="a.txt", issuer="甲县人民政府", year=2023, checks=("GD3",)):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("", "utf-8")
        return Subject(found, (path,), issuer, year, lambda code: code.startswith(tuple(checks)))

    return make


@pytest.fixture
def accepted(tmp_path, subject):
    """The baseline of a report in which two totals are wrong."""
    empty = Baseline(tmp_path / "accepted.json")
    return empty.updated([subject(findings("received", "carried_in"))], reason="old", today=TODAY, lang="en")


def test_an_entry_says_what_was_accepted(accepted):
    """An entry has the fingerprint, the code, the file, the report, the message, the reason and the date."""
    (entry, _) = sorted(accepted.entries, key=lambda entry: entry.message, reverse=True)
    assert (entry.code, entry.paths, entry.issuer, entry.year) == ("GD301", ("a.txt",), "甲县人民政府", 2023)
    assert entry.message.startswith("Received this year: ")
    assert (entry.reason, entry.date) == ("old", "2026-01-31")


def test_accepted_findings_are_left_out(accepted):
    """Only what is new is shown, and what could not be evaluated stays listed."""
    found = findings("received", "carried_in", "carried_out")
    left = accepted.without_accepted(found)
    assert [finding.cells[0] for finding in left] == ["requests.carried_out.natural_person"]
    assert left.unevaluated == found.unevaluated


def test_another_order_and_other_lines_change_nothing(accepted):
    """A finding is known by its report, code and cells, wherever it stands."""
    moved = [attrs.evolve(f, location=gd.Place(line=999)) for f in findings("received", "carried_in")]
    assert not accepted.without_accepted(Findings(tuple(reversed(moved))))


def test_the_same_finding_in_another_report_is_new(accepted):
    """What was accepted for one year or one body is not for another."""
    assert len(accepted.without_accepted(findings("received", year=2024))) == 1
    assert len(accepted.without_accepted(findings("received", issuer="乙县人民政府"))) == 1


def test_that_a_file_cannot_be_read_is_never_accepted(accepted, subject, tmp_path):
    """GD001 is neither written to a baseline nor removed by one that somebody wrote by hand."""
    said = Findings((unreadable("a.pdf", msg("the file is empty")).finding,))
    assert accepted.updated([subject(said, "b.txt")]).entries == accepted.entries
    by_hand = Baseline(tmp_path / "b.json", (baseline.Accepted(said[0].fingerprint, "GD001"),))
    assert by_hand.without_accepted(said) == said


# Stale entries ----------------------------------------------------------------------------------------------------


def stale(accepted, *subjects, folders=()):
    """The messages of the stale entries."""
    return [entry.message.partition(":")[0] for entry in accepted.stale(subjects, folders)]


def test_what_occurs_no_longer_is_stale(accepted, subject):
    """An entry whose finding is gone from its file is stale, the others are not."""
    assert stale(accepted, subject(findings("carried_in"))) == ["Received this year"]
    assert stale(accepted, subject(findings("carried_in", "received"))) == []


def test_a_run_over_other_files_makes_nothing_stale(accepted, subject):
    """A run that has not looked at the file, such as that of a hook, cannot tell."""
    assert stale(accepted, subject(findings(), "b.txt", year=2022)) == []


def test_a_second_file_of_the_same_report_makes_nothing_stale(accepted, subject):
    """The corrected copy beside the file does not settle what stands in the file."""
    assert stale(accepted, subject(findings(), "corrected.txt")) == []


def test_a_rule_that_did_not_run_makes_nothing_stale(accepted, subject):
    """Where the rule was not selected, or failed, nobody has looked."""
    assert stale(accepted, subject(findings(), checks=("GD2",))) == []


def test_a_file_that_moved_takes_its_findings_along(accepted, subject, tmp_path):
    """Where the file is gone, the report of the same body and year counts, wherever it is now."""
    (tmp_path / "a.txt").unlink()
    moved = subject(findings("received"), "b/c.txt")
    assert stale(accepted, moved) == ["Carried in from last year"]
    (entry,) = accepted.updated([moved], today=TODAY).entries
    assert (entry.paths, entry.reason) == (("b/c.txt",), "old")


def test_a_file_that_is_gone_from_a_folder_is_stale(accepted, subject, tmp_path):
    """If the folder was gone through and the file is not in it, its entries are stale."""
    (tmp_path / "a.txt").unlink()
    other = subject(findings(year=2022), "b.txt", year=2022)
    assert stale(accepted, other) == []
    assert len(stale(accepted, other, folders=[tmp_path])) == 2


def test_an_entry_in_several_files_is_stale_when_it_is_gone_from_all(accepted, subject):
    """A report that lies there twice keeps its entry until both copies are right."""
    both = accepted.updated([subject(findings("received")), subject(findings("received"), "b.txt")])
    assert [entry.paths for entry in both.entries] == [("a.txt", "b.txt")]
    assert stale(both, subject(findings())) == []
    assert len(stale(both, subject(findings()), subject(findings(), "b.txt"))) == 1
    (entry,) = both.updated([subject(findings()), subject(findings("received"), "b.txt")]).entries
    assert entry.paths == ("b.txt",)


# Updating ---------------------------------------------------------------------------------------------------------


def test_an_update_keeps_reasons_and_dates(accepted, subject):
    """What was accepted keeps its reason and date, what is new gets its own, what is stale goes."""
    later = accepted.updated([subject(findings("received", "carried_out"))], reason="new", today=dt.date(2027, 2, 1))
    assert sorted((e.message.partition("：")[0].partition(":")[0], e.reason, e.date) for e in later.entries) == [
        ("Received this year", "old", "2026-01-31"),
        ("四、结转下年度继续办理", "new", "2027-02-01"),
    ]


def test_an_update_leaves_other_files_alone(accepted, subject):
    """Entries of files that the run did not look at stay."""
    later = accepted.updated([subject(findings("received", year=2022), "b.txt", year=2022)], today=TODAY)
    assert len(later.entries) == 3
    assert set(accepted.entries) <= set(later.entries)


def test_the_file_does_not_hang_on_the_order_of_the_run(tmp_path, subject):
    """Two runs over the same files in another order write the same file."""
    subjects = [subject(findings("received", "carried_in"), name) for name in ("b.txt", "a.txt")]
    empty = Baseline(tmp_path / "accepted.json")
    assert empty.updated(subjects, today=TODAY) == empty.updated(subjects[::-1], today=TODAY)


# The file ---------------------------------------------------------------------------------------------------------


def test_what_is_written_is_read(accepted):
    """A baseline survives its file, and people can read it."""
    baseline.write(accepted)
    assert baseline.read(accepted.path) == accepted
    assert "甲县人民政府" in accepted.path.read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("{", 1, "not valid JSON"),
        ("[]", 1, "expected a table"),
        ("{}", 1, "'schema' is missing"),
        ('{"schema": 2, "accepted": []}', None, "newer version"),
        ('{"schema": 1,\n"accepted": [\n{"fingerprint": "a"}]}', 3, "'code' is missing"),
        ('{"schema": 1,\n"accepted": [{"fingerprint": "a",\n"code": 5}]}', 3, "expected a text"),
        ('{"schema": 1,\n"accepted": [{"fingerprint": "a", "code": "b",\n"resaon": ""}]}', 3, "did you mean reason?"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(tmp_path, text, line, words):
    """What is no baseline is refused, with its line and what is wrong."""
    path = tmp_path / "accepted.json"
    path.write_text(text, "utf-8")
    with pytest.raises(ConfigurationError) as raised:
        baseline.read(path)
    (problem,) = raised.value.problems
    assert problem.line == line
    assert words in problem.text.render("en")


def test_a_missing_file_is_refused(tmp_path):
    """A baseline that is not there is no empty one: a misspelt name would show everything, or hide nothing."""
    with pytest.raises(ConfigurationError, match="cannot be opened"):
        baseline.read(tmp_path / "missing.json")


def test_a_file_that_cannot_be_written_is_said(tmp_path):
    """Where the folder is not there, that is said."""
    with pytest.raises(ConfigurationError, match="cannot be written"):
        baseline.write(Baseline(tmp_path / "missing" / "accepted.json"))


def test_all_problems_of_a_file_are_said(tmp_path):
    """Two wrong entries are two problems."""
    path = tmp_path / "accepted.json"
    path.write_text(json.dumps({"schema": 1, "accepted": [{"code": "a"}, {"fingerprint": 1, "code": "b"}]}), "utf-8")
    with pytest.raises(ConfigurationError) as raised:
        baseline.read(path)
    assert [problem.key for problem in raised.value.problems] == ["accepted.0", "accepted.1.fingerprint"]
