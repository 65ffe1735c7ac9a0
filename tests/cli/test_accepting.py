"""What baselines do to a run in which something failed."""

import json

import pytest

import gov_disclosure as gd
from gov_disclosure.cli.accepting import accept
from gov_disclosure.configuration.run import Configurations
from gov_disclosure.findings import Findings
from gov_disclosure.output.result import CheckedFile, Result

REPORT = gd.structure({"issuer": "某县人民政府", "year": 2023})


@pytest.fixture
def run(tmp_path, monkeypatch):
    """A run of a report with a baseline that holds a finding of each code; gives the codes that are said to be stale."""
    monkeypatch.chdir(tmp_path)
    configurations = Configurations(given={"baseline": "accepted.json"}, plugins=False)
    registry = configurations.of("a.json").registry
    registry.add(gd.Rule("XQ901", "somebodys", gd.Severity.INFO, lambda _: []))

    def stale(codes, failures):
        entries = [{"fingerprint": code, "code": code, "paths": ["a.json"]} for code in codes]
        (tmp_path / "accepted.json").write_text(json.dumps({"schema": 1, "accepted": entries}), "utf-8")
        result = Result((CheckedFile("a.json", REPORT, Findings(failures=failures)),))
        found, _ = accept(result, configurations, ["a.json"])
        return [one.entry.code for one in found.stale or ()]

    yield stale
    del registry.added["XQ901"]


def test_what_occurs_no_longer_is_stale(run):
    """Where nothing failed, an accepted finding that was not found again is stale."""
    assert run(["GD301", "XQ901"], ()) == ["GD301", "XQ901"]


@pytest.mark.parametrize("code", [None, "XQ901"])
def test_a_plugin_that_failed_makes_nothing_of_its_own_stale(run, code):
    """A finding of a rule that failed, or whose plugin did, may still be there; of the built-in ones that is known."""
    assert run(["GD301", "XQ901"], (gd.Failure("somebody", code, "gone"),)) == ["GD301"]
