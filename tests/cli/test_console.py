"""What the command writes, to whatever console or file, for files of whatever name."""

import importlib
import json
import os
import pathlib
import subprocess
import sys
import tomllib
import types

import pytest

import gov_disclosure as gd
from gov_disclosure import cli
from gov_disclosure.report.layout import layout
from gov_disclosure.testing import changed

WRONG = pathlib.Path(__file__).parents[2] / "examples" / "county-2021.txt"
PYPROJECT = pathlib.Path(__file__).parents[2] / "pyproject.toml"
ROWS = ["requests.outcomes.granted", "disputes.reconsideration"]
NAMES = [b"new\nline.txt", b"esc\x1b[31m.txt", b"c:olon.txt", b"[bold]x.txt", "\u2028.txt".encode()]


def run(*arguments, **variables):
    """The command in a process of its own."""
    command = [sys.executable, "-m", "gov_disclosure", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, env={**os.environ, **variables}, check=False)


@pytest.fixture
def odd(tmp_path):
    """Files with odd names; one whose name is no text where file systems allow it."""
    paths = [tmp_path / os.fsdecode(name) for name in (*NAMES, *([b"\xff\xb8.txt"] if sys.platform == "linux" else []))]
    for path in paths:
        path.write_bytes(WRONG.read_bytes())
    return paths


@pytest.mark.parametrize("form", ["text", "concise"])
def test_no_name_of_a_file_does_harm(odd, form):
    """Line breaks and commands in a name are shown escaped, so that a finding is one line in ``concise``."""
    ran = run("check", "--select", "GD301", "--format", form, *odd)
    assert (ran.returncode, ran.stderr) == (1, b"")
    assert b"\x1b" not in ran.stdout
    assert "\u2028" not in ran.stdout.decode()
    assert form == "text" or ran.stdout.count(b"\n") == 2 * len(odd)


@pytest.mark.parametrize("variables", [{}, {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}])
def test_json_gives_every_name_back(odd, variables):
    """A name that is no text comes out of the JSON as it went in."""
    ran = run("check", "--select", "GD301", "--format", "json", *odd, **variables)
    assert (ran.returncode, ran.stderr) == (1, b"")
    found = [report["path"] for report in json.loads(ran.stdout)["reports"]]
    assert list(map(os.fsencode, found)) == list(map(os.fsencode, odd))


def test_findings_of_a_file_of_any_name_can_be_accepted(odd, tmp_path, capsys):
    """A baseline holds the names of files that are no text."""
    baseline = tmp_path / "accepted.json"
    arguments = ["check", "--select", "GD301", "--baseline", str(baseline), *map(str, odd)]
    assert cli.main([*arguments, "--update-baseline"]) == 0
    assert cli.main(arguments) == 0
    assert "\ufffd" not in capsys.readouterr().out


def test_a_missing_file_of_any_name_is_unreadable(tmp_path, capsys):
    """It is a file that cannot be read, not a failure of the program."""
    assert cli.main(["check", os.fsdecode(bytes(tmp_path) + b"/\xff.txt")]) == 2
    assert capsys.readouterr().err == ""


def test_no_color_leaves_no_command_in_the_output():
    """With NO_COLOR nothing is coloured nor bold, not even on a console."""
    assert b"\x1b[" in run("check", WRONG, FORCE_COLOR="1").stdout
    assert b"\x1b[" not in run("check", WRONG, FORCE_COLOR="1", NO_COLOR="1").stdout


def test_a_file_of_output_has_no_colours(tmp_path):
    """FORCE_COLOR is for consoles."""
    run("check", WRONG, "--output", tmp_path / "found.txt", FORCE_COLOR="1")
    assert "\x1b" not in (tmp_path / "found.txt").read_text("utf-8")


def test_what_a_report_says_cannot_command_the_console(tmp_path, capsys):
    """Control characters in a cell are shown escaped."""
    path = tmp_path / "report.json"
    path.write_text(json.dumps({"requests": {"received": {"total": "\x1b[31m无"}}}), "utf-8")
    for form in ("text", "concise"):
        cli.main(["check", "--format", form, str(path)])
        out = capsys.readouterr().out
        assert "\x1b" not in out
        assert "\\x1b[31m无" in out


@pytest.mark.parametrize("command", ["rules", "config", "check", "repair"])
def test_no_line_is_filled_up_with_spaces(command, capsys, monkeypatch):
    """What is copied from a table into a letter has no spaces at the ends of lines."""
    monkeypatch.setenv("COLUMNS", "80")
    cli.main([command, *([str(WRONG)] if command != "rules" else [])])
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line != line.rstrip()] == []


def test_output_that_cannot_be_written_is_status_2(monkeypatch, capsys):
    """A full disk is said in a line."""

    def full(**_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cli.cli, "main", full)
    assert cli.main(["check", str(WRONG)]) == 2
    assert "No space left on device" in capsys.readouterr().err


def test_text_says_which_sums_were_not_evaluated(tmp_path, capsys):
    """Sums with a blank side are listed by row and column, so that silence does not look like a check."""
    path = tmp_path / "report.json"
    right = gd.read(WRONG.with_name("county-2021-corrected.txt"))
    blank = {cell: None for row in ROWS for cell in layout("2021").rows[row].cells}
    path.write_text(json.dumps(gd.unstructure(changed(right, blank))), "utf-8")
    cli.main(["check", "--lang", "en", "--select", "GD3", str(path)])
    out = " ".join(capsys.readouterr().out.split())
    assert "GD301: a whole side is blank or absent (Outcomes of the year › Granted)" in out
    assert "GD304: a whole side is blank or absent (Administrative reconsideration)" in out


def test_an_interrupt_while_the_command_is_loaded_is_status_130(monkeypatch):
    """The console script is one that says nothing then, as the command does later."""

    class Interrupted(types.ModuleType):
        def __getattr__(self, name):
            raise KeyboardInterrupt

    script = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]["scripts"]["gov-disclosure"]
    module, _, name = script.partition(":")
    start = getattr(importlib.import_module(module), name)
    monkeypatch.setitem(sys.modules, "gov_disclosure.cli", Interrupted("gov_disclosure.cli"))
    assert start() == 130
