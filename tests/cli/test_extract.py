"""``gov-disclosure extract``: the three forms, and that checking what was extracted finds the same."""

import csv
import io
import json
import os
import pathlib
import subprocess
import sys
from decimal import Decimal

import pytest

import gov_disclosure as gd
from gov_disclosure.cli import main

EXAMPLES = pathlib.Path(__file__).parents[2] / "examples"
WRONG = str(EXAMPLES / "county-2021.txt")


def extracted(capsys, *arguments):
    """The output of the command."""
    assert main(["extract", *map(str, arguments)]) == 0
    return capsys.readouterr().out


def test_json_is_the_report_in_canonical_form(capsys):
    """The JSON has all six sections, the outline, and what was not read, even if that is nothing."""
    data = json.loads(extracted(capsys, WRONG))
    assert data["title"] == "某县人民政府办公室2021年政府信息公开工作年度报告"
    assert data["requests"]["outcomes"]["total"]["total"] == 2
    assert data["requests"]["outcomes"]["otherwise"]["undivided"] is None
    assert [entry["section"] for entry in data["outline"]] == [
        "overview", "proactive_disclosure", "requests", "disputes", "problems", "other_matters",
    ]  # fmt: skip
    assert data["unread"] == data["notes"] == []


@pytest.mark.parametrize("form", ["json", "yaml"])
@pytest.mark.parametrize("extra", [[], ["--locations"]])
def test_checking_what_was_extracted_finds_the_same(capsys, tmp_path, form, extra):
    """`extract` and then `check` finds what `check` alone finds."""
    path = tmp_path / f"report.{form}"
    path.write_text(extracted(capsys, "--format", form, *extra, WRONG), "utf8")

    def said(report):
        return [(f.code, f.cells, f.message, f.fingerprint, f.root) for f in gd.check(report)]

    assert said(gd.read(path)) == said(gd.read(WRONG))


def test_locations_are_kept(capsys, tmp_path):
    """With --locations the place of every figure is written and read back."""
    path = tmp_path / "report.json"
    path.write_text(extracted(capsys, "--locations", WRONG), "utf8")
    address = "requests.outcomes.total.total"
    assert gd.read(path).locations[address] == gd.read(WRONG).locations[address]


def test_csv_has_a_line_for_every_cell(capsys):
    """The CSV names address, label, state, number and text of each cell."""
    rows = list(csv.DictReader(io.StringIO(extracted(capsys, "--format", "csv", "--locations", WRONG))))
    cells = {row["address"]: row for row in rows}
    assert set(gd.addresses("2021")) <= set(cells)
    assert cells["requests.outcomes.total.total"]["value"] == "2"
    assert cells["requests.outcomes.total.total"]["line"] == "333"
    assert cells["requests.outcomes.otherwise.undivided.total"]["state"] == "absent"


def test_amounts_keep_their_digits(capsys, tmp_path):
    """A decimal amount is written with the digits it was given in, as a JSON number."""
    path = tmp_path / "report.json"
    path.write_text('{"proactive_disclosure": {"administrative_fees": {"amount": 12345678901234567890.123456789}}}')
    assert "12345678901234567890.123456789\n" in extracted(capsys, path)
    assert "12345678901234567890.123456789" in extracted(capsys, "--format", "yaml", path)


def test_amounts_keep_their_digits_through_yaml(capsys, tmp_path):
    """A decimal amount that was written as YAML is read with all its digits."""
    path = tmp_path / "report.yaml"
    path.write_text("proactive_disclosure:\n  administrative_fees:\n    amount: 12345678901234567.89\n")
    amount = gd.read(path)["proactive_disclosure.administrative_fees.amount"]
    assert amount == Decimal("12345678901234567.89")
    again = tmp_path / "again.yaml"
    again.write_text(extracted(capsys, "--format", "yaml", path), "utf8")
    assert gd.read(again)["proactive_disclosure.administrative_fees.amount"] == amount


@pytest.mark.parametrize("form", ["json", "yaml", "csv"])
@pytest.mark.parametrize("encoding", ["ascii", "cp936", "latin-1"])
def test_what_programs_read_is_utf_8_on_every_system(form, encoding):
    """In a pipe no character is lost to the console's encoding."""
    command = [sys.executable, "-m", "gov_disclosure", "extract", "--format", form, WRONG]
    run = subprocess.run(command, capture_output=True, check=True, env={**os.environ, "PYTHONIOENCODING": encoding})
    assert ("规章" if form == "csv" else "某县人民政府办公室") in run.stdout.decode()


def test_every_state_of_a_cell_is_told_apart_in_csv(capsys, tmp_path):
    """Number, annotated, blank, unreadable and unknown cells have their own states."""
    path = tmp_path / "report.json"
    path.write_text(
        '{"requests": {"received": {"natural_person": 1, "enterprise": "2件", "other_org": null, "total": "/"}}}'
    )
    rows = csv.DictReader(io.StringIO(extracted(capsys, "--format", "csv", path)))
    states = {
        row["address"].rpartition(".")[2]: row["state"]
        for row in rows
        if row["address"].startswith("requests.received.")
    }
    assert states == {
        "natural_person": "number", "enterprise": "annotated", "research_institute": "unknown", "public_welfare_org": "unknown",
        "legal_service_org": "unknown", "other_org": "blank", "total": "unreadable",
    }  # fmt: skip


def test_an_unreadable_file_is_status_2(capsys, tmp_path):
    """A file that cannot be read is named on standard error with the reason."""
    assert main(["extract", str(tmp_path / "none.txt")]) == 2
    assert "none.txt" in capsys.readouterr().err
