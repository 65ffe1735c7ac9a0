"""``gov-disclosure check``: output, exit statuses, and that nothing takes the run down."""

import json
import pathlib
import sys

import pytest
from slips import chance_of, other_figure, sound, summed

import gov_disclosure as gd
from gov_disclosure.cli import main
from gov_disclosure.output.canonical import to_json
from gov_disclosure.rules import default_registry
from gov_disclosure.testing import changed

EXAMPLES = pathlib.Path(__file__).parents[2] / "examples"
WRONG = str(EXAMPLES / "county-2021.txt")
RIGHT = str(EXAMPLES / "county-2021-corrected.txt")


def run(capsys, *arguments):
    """Exit status, standard output and standard error of the command."""
    status = main(["check", *map(str, arguments)])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def as_json(capsys, *arguments):
    """Exit status and parsed output of the command with ``--format json``."""
    status, out, _ = run(capsys, "--format", "json", *arguments)
    return status, json.loads(out)


def test_a_wrong_report_is_status_1_and_a_right_one_0(capsys):
    """Errors make the status 1, their absence 0."""
    assert run(capsys, WRONG)[0] == 1
    assert run(capsys, RIGHT)[0] == 0


def test_fail_on_sets_the_least_severity_that_counts(capsys):
    """Warnings and notes count only if asked for."""
    arguments = ("--select", "GD104", WRONG)
    assert [run(capsys, "--fail-on", level, *arguments)[0] for level in ("error", "warning", "info")] == [
        0,
        1,
        1,
    ]


@pytest.mark.parametrize(("lang", "words"), [("zh", "应当"), ("en", "should")])
def test_the_language_is_that_asked_for(capsys, lang, words):
    """The same finding is said in Chinese or in English."""
    _, out, _ = run(capsys, "--lang", lang, "--select", "GD104", WRONG)
    assert words in out


def test_text_marks_the_wrong_figure_in_its_row(capsys, monkeypatch):
    """The row of a wrong sum is drawn with its column headings, and the wrong figure carries a mark."""
    monkeypatch.setenv("COLUMNS", "80")
    _, out, _ = run(capsys, "--select", "GD301", WRONG)
    assert "自然人" in out
    assert "►2" in out
    assert "\x1b" not in out


def test_text_fits_80_columns_with_wide_characters(capsys, monkeypatch):
    """No line is wider than 80 columns, a Chinese character counting two."""
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", "80")
    for lang in ("zh", "en"):
        _, out, _ = run(capsys, "--lang", lang, WRONG)
        assert max(cell_len(line) for line in out.splitlines()[1:]) <= 80


def test_concise_is_one_line_a_finding(capsys):
    """Each line is ``path:line: CODE name: message`` and names one code."""
    _, out, _ = run(capsys, "--format", "concise", "--lang", "en", "--select", "GD3", WRONG)
    lines = out.splitlines()
    assert len(lines) == 3
    for line, number in zip(lines, (213, 327, 333), strict=True):
        assert line.startswith(f"{WRONG}:{number}: GD30")
        assert line.count("GD3") == 1


def test_json_has_every_key_of_the_contract(capsys):
    """The JSON output has the documented keys, and places count from 1."""
    status, data = as_json(capsys, "--select", "GD301", WRONG)
    assert status == 1
    assert list(data) == ["schema", "tool", "reports", "series", "groups", "failures", "summary"]
    report = data["reports"][0]
    assert list(report) == ["path", "issuer", "year", "edition", "findings", "unevaluated"]
    assert (report["issuer"], report["year"], report["edition"]) == ("某县人民政府办公室", 2021, "2021")
    finding = report["findings"][1]
    assert set(finding) == {
        "code", "name", "severity", "origin", "message", "cells", "expected", "actual", "location", "places", "hint",
        "root", "fingerprint",
    }  # fmt: skip
    assert (finding["expected"], finding["actual"]) == (0, 2)
    assert finding["location"] == {
        "page": None, "sheet": None, "table": 2, "row": 27, "column": 10, "line": 333, "text": "2",
    }  # fmt: skip
    assert set(finding["places"]) == set(finding["cells"])
    assert data["summary"] == {
        "reports": 1, "errors": 2, "warnings": 0, "infos": 0, "unreadable": 0, "skipped": 0,
        "unevaluated": len(report["unevaluated"]),
    }  # fmt: skip


def test_bad_files_do_not_take_the_others_down(capsys, tmp_path):
    """Each bad file gets its GD001 with its path, the status is 2, and the good file is still checked."""
    bad = {
        "empty.txt": b"",
        "binary.txt": b"\x89PNG\r\n",
        "nan.json": b'{"requests": {"received": {"total": NaN}}}',
        "digits.json": b'{"requests": {"received": {"total": ' + b"9" * 5000 + b"}}}",
        "case.json": b'{"Requests": {}, "requests": {}}',
        "quoted.json": b'{"requests": {"received": {"total": "12"}}}',
        "broken.json": b'{"requests": ',
    }
    for name, content in bad.items():
        (tmp_path / name).write_bytes(content)
    paths = [*(tmp_path / name for name in bad), tmp_path / "missing.txt", WRONG]
    status, data = as_json(capsys, *paths)
    assert status == 2
    assert [report["path"] for report in data["reports"]] == [str(path) for path in paths]
    for report in data["reports"][:-1]:
        assert [finding["code"] for finding in report["findings"]] == ["GD001"]
        assert report["issuer"] is report["year"] is report["edition"] is None
    assert data["summary"]["unreadable"] == len(paths) - 1
    assert len(data["reports"][-1]["findings"]) > 1


def test_nothing_removes_an_unreadable_file(capsys, tmp_path):
    """Ignoring GD001 does not make a file readable."""
    assert run(capsys, "--ignore", "GD001", tmp_path / "missing.txt")[0] == 2
    assert run(capsys, "--select", "GD3", tmp_path / "missing.txt")[0] == 2


def test_a_report_cut_in_the_middle_is_read_as_far_as_it_goes(capsys, tmp_path):
    """What is left of a cut report is checked, and what is missing is named."""
    text = pathlib.Path(WRONG).read_text("utf8")
    path = tmp_path / "cut.txt"
    path.write_text(text[: text.index("（五）不予处理")], "utf8")
    status, data = as_json(capsys, path)
    assert status == 1
    codes = {finding["code"] for finding in data["reports"][0]["findings"]}
    assert {"GD101", "GD106", "GD107"} <= codes


def test_a_row_given_twice_is_quoted(capsys, tmp_path):
    """A second row with the same label is not placed; if it differs, the first is unknown, too."""
    text = pathlib.Path(RIGHT).read_text("utf8")
    row = "\t二、上年结转政府信息公开申请数量"
    path = tmp_path / "twice.txt"
    path.write_text(text.replace(row, f"{row}\n\t1\n\t0\n\t0\n\t0\n\t0\n\t0\n\t1\n\n{row}"), "utf8")
    _, data = as_json(capsys, path)
    report = data["reports"][0]
    assert [f["code"] for f in report["findings"]] == ["GD003", "GD003"]
    assert any("requests.carried_in.total" in entry["cells"] for entry in report["unevaluated"])


def test_a_folder_is_walked_and_other_files_are_skipped(capsys, tmp_path):
    """In a folder hidden files and unknown suffixes are never read, and files that are no reports are skipped and named."""
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "report.txt").write_bytes(pathlib.Path(RIGHT).read_bytes())
    (tmp_path / "requirements.txt").write_text("click\nrich\n")
    (tmp_path / "package.json").write_text('{"name": "x"}')
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.txt").write_bytes(b"")
    (tmp_path / "~$report.txt").write_bytes(b"")
    status, out, err = run(capsys, "--format", "json", tmp_path)
    data = json.loads(out)
    assert status == 0
    assert [pathlib.Path(report["path"]).name for report in data["reports"]] == ["report.txt"]
    assert data["summary"]["skipped"] == 2
    assert "requirements.txt" in err
    assert "package.json" in err


def test_a_folder_without_a_report_is_status_2(capsys, tmp_path):
    """A folder in which no report is found is a mistake in the call."""
    (tmp_path / "notes.txt").write_text("nothing of the kind")
    status, _, err = run(capsys, tmp_path)
    assert status == 2
    assert str(tmp_path) in err


def test_skip_other_passes_over_files_that_are_no_reports(capsys, tmp_path):
    """With --skip-other a file that holds nothing of a report is skipped; without it, it is a finding."""
    path = tmp_path / "requirements.txt"
    path.write_text("click\n")
    assert run(capsys, "--skip-other", path, RIGHT)[0] == 0
    assert run(capsys, path)[0] == 1


@pytest.mark.parametrize("content", [b"", b" \n", b"\x00\x01\x02\x00"])
@pytest.mark.parametrize("name", ["notes.txt", "data.json", "data.yaml", "data.csv"])
def test_a_text_in_which_there_is_nothing_is_another_file(capsys, tmp_path, name, content):
    """An empty text, and one that is none, hold nothing of a report: skipped and named like any other file."""
    path = tmp_path / name
    path.write_bytes(content)
    status, _, err = run(capsys, "--lang", "en", "--skip-other", path, RIGHT)
    assert (status, err) == (0, f"{path}: skipped, not a report\n")
    assert run(capsys, path)[0] == 2


def test_an_empty_document_is_not_passed_over(capsys, tmp_path):
    """An empty Word file was to be a report: it cannot be read, in a folder and for the hook, too."""
    (tmp_path / "report.docx").write_bytes(b"")
    assert run(capsys, tmp_path)[0] == run(capsys, "--skip-other", tmp_path / "report.docx")[0] == 2


def test_wrong_usage_is_status_2(capsys):
    """An unknown option, an unknown code and a missing argument are wrong usage; a near code is named."""
    assert run(capsys, "--nonsense", WRONG)[0] == 2
    status, _, err = run(capsys, "--select", "DG301", WRONG)
    assert status == 2
    assert "GD301" in err
    assert run(capsys)[0] == 2


def test_output_goes_to_a_file(capsys, tmp_path):
    """With --output nothing but warnings is printed, and the file holds the result."""
    for form in ("text", "concise", "json"):
        path = tmp_path / form
        status, out, _ = run(capsys, "--format", form, "--output", path, WRONG)
        assert (status, out) == (1, "")
        assert "GD301" in path.read_text("utf8")
    assert run(capsys, "--output", tmp_path / "no" / "such" / "folder", WRONG)[0] == 2
    assert run(capsys, "--format", "json", "--output", tmp_path / "no" / "such" / "folder", WRONG)[0] == 2


def test_an_interrupt_is_status_130(capsys, monkeypatch):
    """Control-C ends the run with status 130 and no traceback."""

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("gov_disclosure.cli.running.run", interrupted)
    assert run(capsys, WRONG)[0] == 130


def test_a_mend_of_several_findings_is_told_once(capsys):
    """The county report's two wrong rows have one mend; what follows from the same slips names neither."""
    _, out, _ = run(capsys, "--lang", "en", "--select", "GD3", WRONG)
    assert [out.count(said) for said in ("smallest mend: ", "mend: the same as above", "follows from another")] == [
        1,
        1,
        1,
    ]


def test_hints_that_need_the_missing_solver_are_left_out_and_that_is_said_once(capsys, monkeypatch, tmp_path):
    """Without the extra the findings have no hint, and one line names it, however many the files are."""
    monkeypatch.setitem(sys.modules, "highspy", None)
    chance = chance_of(1)
    true = sound(chance)
    wrong = changed(true, {cell: other_figure(chance, true[cell]) for cell in chance.sample(summed(true), 10)})
    for name in ("a.json", "b.json"):
        (tmp_path / name).write_text(to_json(wrong), "utf-8")
    arguments = ("--lang", "en", "--select", "GD3", tmp_path)
    status, out, err = run(capsys, *arguments)
    assert (status, "mend" in out) == (1, False)
    assert err.count("gov-disclosure[repair]") == 1
    assert run(capsys, "--no-hints", *arguments)[2] == ""


def test_a_rule_that_fails_is_status_3(capsys):
    """A rule of somebody else's that raises is named on standard error and in JSON; the findings are there all the same."""

    def broken(report):
        raise ZeroDivisionError("oops")
        yield

    registry = default_registry()
    registry.add(gd.Rule("XQ001", "broken", gd.Severity.ERROR, broken, module="xq"))
    try:
        status, out, err = run(capsys, "--format", "json", WRONG)
    finally:
        del registry.added["XQ001"]
    data = json.loads(out)
    assert status == 3
    assert data["failures"] == [{"plugin": "xq", "code": "XQ001", "error": "ZeroDivisionError: oops"}]
    assert data["summary"]["errors"] == 3
    assert "XQ001" in err


def test_help_and_version_are_status_0(capsys):
    """Help and version are printed without a run."""
    assert main(["--help"]) == 0
    assert main(["--version"]) == 0
    assert "gov-disclosure" in capsys.readouterr().out
