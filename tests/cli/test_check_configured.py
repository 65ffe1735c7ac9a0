"""``check`` with a configuration and a baseline."""

import json
import pathlib
import shutil

import pytest
import tables
from jsonschema import Draft202012Validator

from gov_disclosure.cli import main
from gov_disclosure.output.schema import check_schema

EXAMPLES = pathlib.Path(__file__).parents[2] / "examples"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The current folder, with a wrong report in ``new`` and in ``old``, and no configuration."""
    for name in ("new", "old"):
        (tmp_path / name).mkdir()
        shutil.copy(EXAMPLES / "county-2021.txt", tmp_path / name / "report.txt")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def configure(folder, text, name="gov-disclosure.toml"):
    """Write a configuration."""
    (folder / name).write_text(text, "utf-8")


@pytest.fixture
def check(capsys):
    """Runs ``check --format json``: exit status, codes by path, standard error, all that was printed."""

    def run(*arguments):
        status = main(["check", "--format", "json", *arguments])
        captured = capsys.readouterr()
        data = json.loads(captured.out) if captured.out else {"reports": []}
        codes = {report["path"]: sorted({f["code"] for f in report["findings"]}) for report in data["reports"]}
        return status, codes, captured.err, data

    return run


ALL = ["GD104", "GD113", "GD301", "GD303"]


def test_the_configuration_above_each_file_counts(folder, check):
    """A file is checked as the nearest file above it says, in the same run as others that have none."""
    configure(folder / "old", 'ignore = ["GD3"]')
    status, codes, _, _ = check("new", "old")
    assert codes == {"new/report.txt": ALL, "old/report.txt": ["GD104", "GD113"]}
    assert status == 1


def test_patterns_start_from_the_configuration(folder, check):
    """Per-file ignores are seen from the folder of the file that has them."""
    configure(folder, '[tool.gov-disclosure.per-file-ignores]\n"old/**" = ["GD1", "GD301"]', "pyproject.toml")
    assert check(".")[1] == {"new/report.txt": ALL, "old/report.txt": ["GD303"]}


def test_severity_decides_the_status(folder, check):
    """A finding that was made a warning does not fail the run, unless warnings do."""
    configure(folder, 'severity = { GD3 = "warning" }')
    status, _, _, data = check("new")
    assert status == 0
    assert data["summary"]["errors"] == 0
    assert check("--fail-on", "warning", "new")[0] == 1


def test_each_file_fails_at_its_own_severity(folder, check):
    """What fails is asked of the configuration of the file in which it was found."""
    configure(folder, 'select = ["GD104"]')
    configure(folder / "old", 'select = ["GD104"]\nfail-on = "warning"')
    assert [check(name)[0] for name in ("new", "old", ".")] == [0, 1, 1]
    assert check("--fail-on", "error", ".")[0] == 0


def test_the_language_comes_from_the_configuration(folder, check):
    """Messages are in the configured language unless the command line asks for another."""
    configure(folder, 'lang = "en"\nselect = ["GD104"]')
    messages = [
        check(*options)[3]["reports"][0]["findings"][0]["message"] for options in (["new"], ["--lang", "zh", "new"])
    ]
    assert ["should" in message for message in messages] == [True, False]


def test_a_configuration_can_be_named(folder, check):
    """``--config`` counts instead of what is above the files."""
    configure(folder, 'ignore = ["GD3"]')
    configure(folder, 'select = ["GD303"]\n[per-file-ignores]\n"old/*" = ["GD3"]', "ci.toml")
    assert check("--config", "ci.toml", ".")[1] == {"new/report.txt": ["GD303"], "old/report.txt": []}


def test_the_command_line_wins(folder, check):
    """``--select`` and ``--ignore`` take the place of what is configured."""
    configure(folder, 'select = ["GD1"]\nignore = ["GD104"]')
    assert check("new")[1] == {"new/report.txt": ["GD113"]}
    assert check("--select", "GD3,GD1", "--ignore", "GD113", "new")[1] == {
        "new/report.txt": ["GD104", "GD301", "GD303"]
    }


@pytest.mark.parametrize("given", ["", ",", " "])
def test_an_empty_selection_selects_all(folder, check, given):
    """A variable that is empty in somebody's script does not switch the check off."""
    assert check("--select", given, "new")[1] == {"new/report.txt": ALL}


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_code_is_wrong_usage(folder, check, option):
    """A code that no rule has is refused, naming the nearest one."""
    status, _, error, _ = check(option, "GD999", "--lang", "en", "new")
    assert status == 2
    assert f"{option}: no rule has a code that begins with 'GD999'; did you mean GD109?" in error


def test_a_wrong_configuration_is_status_2(folder, check):
    """Nothing is checked; all problems of all files of the run are said with file and line."""
    configure(folder / "new", "selct = []")
    configure(folder / "old", 'lang = "zh"\nfail-on = "fatal"')
    status, codes, error, _ = check("--lang", "en", ".")
    assert (status, codes) == (2, {})
    assert "new/gov-disclosure.toml:1: selct: unknown key 'selct'; did you mean select?" in error
    assert "old/gov-disclosure.toml:2: fail-on: unknown value 'fatal'" in error
    assert "Traceback" not in error


def test_that_a_file_cannot_be_read_is_always_said(folder, check):
    """GD001 stays an error with status 2, whatever is ignored, selected, lowered or accepted."""
    (folder / "empty.txt").write_bytes(b"")
    text = 'ignore = ["GD0"]\nseverity = { GD = "info" }\nselect = ["GD3"]\nbaseline = "accepted.json"\n'
    configure(folder, text + '[per-file-ignores]\n"*" = ["GD"]')
    check("--update-baseline", "empty.txt")
    status, codes, _, data = check("empty.txt")
    assert (status, codes) == (2, {"empty.txt": ["GD001"]})
    assert data["reports"][0]["findings"][0]["severity"] == "error"


def test_blanks_that_count_as_zero_are_not_said(folder, check):
    """A column that is named in the configuration may be left blank."""
    row = tables.row(natural_person=2, enterprise=None, total=2)
    (folder / "blank.json").write_text(json.dumps({"edition": "2021", "requests": {"received": row}}), "utf-8")
    assert check("blank.json")[1] == {"blank.json": ["GD204"]}
    configure(folder, 'blank-is-zero = ["requests.enterprise"]')
    assert check("blank.json")[1] == {"blank.json": []}


def test_a_figure_that_is_trusted_is_in_no_mend(folder, check, capsys):
    """With an infinite weight a figure is touched by no hint and by no mend."""
    row = tables.row(natural_person=2, enterprise=1, total=2)
    (folder / "sum.json").write_text(json.dumps({"edition": "2021", "requests": {"received": row}}), "utf-8")

    def touched():
        _, _, _, data = check("sum.json")
        (hint,) = [finding["hint"] for finding in data["reports"][0]["findings"]]
        main(["repair", "--format", "json", "sum.json"])
        mend = json.loads(capsys.readouterr().out)
        changes = [hint["changes"], mend["changes"], *mend["alternatives"]]
        return {change["cell"].rpartition(".")[2] for several in changes for change in several}

    assert "total" in touched()
    configure(folder, '[weights]\n"requests.total" = inf\n"proactive_disclosure.central_procurement" = 2')
    assert touched() == {"natural_person", "enterprise"}


def test_blanks_that_count_as_zero_are_figures_of_a_mend_too(folder, check, capsys):
    """`repair` counts a blank as the configuration says, and its mend is the hint of `check`."""
    row = {"natural_person": 1, "enterprise": None, "research_institute": 0, "public_welfare_org": 0,
           "legal_service_org": 0, "other_org": 0, "total": 3}  # fmt: skip
    (folder / "a.json").write_text(json.dumps({"requests": {"received": row}}))

    def mends():
        _, _, _, data = check("--select", "GD3", "a.json")
        main(["repair", "--format", "json", "a.json"])
        mend = json.loads(capsys.readouterr().out)
        return data["reports"][0]["findings"][0]["hint"], mend

    hint, mend = mends()
    assert hint == {"changes": mend["changes"], "unique": True}
    assert mend["changes"] == [{"cell": "requests.received.enterprise", "from": None, "to": 2}]
    configure(folder, 'blank-is-zero = ["requests.enterprise"]')
    hint, mend = mends()
    assert hint == {"changes": mend["changes"], "unique": False}
    assert len(mend["alternatives"]) == 6


@pytest.mark.parametrize("weight", ["0", "-1", "true", '"many"'])
def test_a_weight_that_means_nothing_is_refused(folder, check, weight):
    """A weight is a positive number or infinite; anything else is status 2, with the key named."""
    configure(folder, f'[weights]\n"requests.received" = {weight}')
    status, _, error, _ = check("--lang", "en", "new")
    assert status == 2
    assert "requests.received" in error


def test_a_required_plugin_that_is_missing_fails_every_run(folder, check):
    """Without a required plugin the status is 3, even if no file is a report; without plugins nothing is required."""
    configure(folder, 'require-plugins = ["absent"]\nignore = ["XN001"]')
    (folder / "other.txt").write_text("没有内容", "utf-8")
    for path in ("new", "other.txt"):
        status, _, error, data = check("--skip-other", "--lang", "en", path)
        assert status == 3
        assert [failure["plugin"] for failure in data["failures"]] == ["absent"]
        assert "plugin absent failed: no such plugin is installed" in error
    assert check("--no-plugins", "new")[0] == 1


# Baselines --------------------------------------------------------------------------------------------------------


def test_accepted_findings_are_not_shown(folder, check):
    """After an update nothing is shown any more, and what is new is shown again."""
    assert check("--baseline", "accepted.json", "--update-baseline", "--reason", "published", "new")[0] == 0
    entries = json.loads((folder / "accepted.json").read_text("utf-8"))["accepted"]
    assert sorted({entry["code"] for entry in entries}) == ALL
    assert {entry["reason"] for entry in entries} == {"published"}
    status, codes, error, data = check("--baseline", "accepted.json", "--lang", "en", "new")
    assert (status, codes, data["stale"]) == (0, {"new/report.txt": []}, [])
    assert f"accepted.json: {len(entries)} accepted findings are not shown" in error
    assert "stale" not in check("new")[3]


def test_the_baseline_survives_other_lines(folder, check):
    """Lines put before the report, and an order of files that changed, bring nothing back."""
    check("--baseline", "accepted.json", "--update-baseline", "new", "old")
    path = folder / "new/report.txt"
    path.write_text("\n\n\n" + path.read_text("utf-8"), "utf-8")
    status, _, _, data = check("--baseline", "accepted.json", "old", "new")
    assert (status, data["stale"]) == (0, [])


def test_stale_entries_are_reported(folder, check):
    """What was mended is said to be stale, on standard error and in JSON, until an update removes it."""
    configure(folder, 'baseline = "accepted.json"')
    check("--update-baseline", "--reason", "old", "new")
    shutil.copy(EXAMPLES / "county-2021-corrected.txt", folder / "new/report.txt")
    status, _, error, data = check("--lang", "en", "new")
    assert status == 0
    assert {entry["code"] for entry in data["stale"]} >= {"GD301", "GD303"}
    assert set(data["stale"][0]) > {"baseline", "fingerprint", "code", "paths", "reason", "date"}
    assert error.count("occurs no longer") == len(data["stale"])
    assert not list(Draft202012Validator(check_schema()).iter_errors(data))
    assert check("old")[3]["stale"] == []
    _, _, error, _ = check("--update-baseline", "--lang", "en", "new")
    assert f"{len(data['stale'])} removed" in error
    assert check("new")[3]["stale"] == []


def test_each_configuration_has_its_own_baseline(folder, check):
    """A path in a configuration starts from its folder."""
    for name in ("new", "old"):
        configure(folder / name, 'baseline = "accepted.json"')
    check("--update-baseline", ".")
    assert [(folder / name / "accepted.json").exists() for name in ("new", "old")] == [True, True]
    assert check(".")[0] == 0


def test_without_a_baseline_there_is_nothing_to_update(folder, check):
    """``--update-baseline`` needs to know which file; a baseline that is missing is no empty one."""
    assert check("--update-baseline", "new")[0] == 2
    status, _, error, _ = check("--baseline", "missing.json", "new")
    assert status == 2
    assert "missing.json" in error


# Several reports --------------------------------------------------------------------------------------------------


@pytest.fixture
def years(folder):
    """The reports of one body on two years, under two names, of which the second does not take over what the first left."""
    for year, issuer, row, n in (
        (2022, "甲县政府办", "carried_out", 12),
        (2023, "甲县人民政府办公室", "carried_in", 21),
    ):
        data = {"edition": "2021", "year": year, "issuer": issuer, "requests": {row: {"total": n}}}
        (folder / f"{year}.json").write_text(json.dumps(data), "utf-8")
    return ["2022.json", "2023.json"]


def in_series(data):
    """Code and severity of what comparing the years found."""
    return [(f["code"], f["severity"]) for series in data["series"] for f in series["findings"]]


def test_names_of_one_body_come_from_the_configuration(folder, check, years):
    """Years are compared under the names that the configuration says are one body's."""
    assert in_series(check(*years)[3]) == []
    configure(folder, 'same-body = [["甲县人民政府办公室", "甲县政府办"]]')
    status, _, _, data = check(*years)
    assert (status, in_series(data)) == (1, [("GD501", "error")])


def test_what_is_left_out_in_a_file_is_left_out_of_what_years_say(folder, check, years):
    """A finding about years is shown in the later report, and left out where that file's patterns leave it out."""
    names = 'same-body = [["甲县人民政府办公室", "甲县政府办"]]\n'
    configure(folder, names + '[per-file-ignores]\n"2022.json" = ["GD501"]')
    assert in_series(check(*years)[3]) == [("GD501", "error")]
    configure(folder, names + '[per-file-ignores]\n"2023.json" = ["GD501"]')
    status, _, _, data = check(*years)
    assert (status, in_series(data)) == (0, [])


def test_settings_and_baseline_reach_what_years_say(folder, check, years):
    """Severity, ignoring and accepting work for findings about several reports, too."""
    configure(folder, 'same-body = [["甲县人民政府办公室", "甲县政府办"]]\nseverity = { GD5 = "info" }')
    status, _, _, data = check(*years)
    assert (status, in_series(data)) == (0, [("GD501", "info")])
    assert in_series(check("--ignore", "GD501", *years)[3]) == []
    check("--baseline", "accepted.json", "--update-baseline", "--ignore", "GD1", *years)
    (entry,) = json.loads((folder / "accepted.json").read_text("utf-8"))["accepted"]
    assert (entry["code"], entry["paths"], entry["year"]) == ("GD501", years, 2023)
    assert in_series(check("--baseline", "accepted.json", *years)[3]) == []
    assert check("--baseline", "accepted.json", "2022.json")[3]["stale"] == []
    (folder / "2023.json").write_text((folder / "2023.json").read_text("utf-8").replace("21}", "12}"), "utf-8")
    assert [entry["code"] for entry in check("--baseline", "accepted.json", *years)[3]["stale"]] == ["GD501"]


def test_what_is_only_supposed_is_never_an_error(folder, check):
    """No severity makes an error of what rests on two similar names, or on the parts that happen to be given."""
    configure(folder, 'severity = { GD501 = "error", GD601 = "error" }')
    for year, issuer, row in ((2022, "乙县人民政府", "carried_out"), (2023, "甲市乙县人民政府", "carried_in")):
        data = {"edition": "2021", "year": year, "issuer": issuer, "requests": {row: {"total": year}}}
        (folder / f"{year}.json").write_text(json.dumps(data), "utf-8")
    status, _, _, data = check("--select", "GD5", "2022.json", "2023.json")
    assert (status, in_series(data)) == (0, [("GD501", "warning")])
    part = {"edition": "2021", "year": 2023, "issuer": "丙局", "requests": {"carried_in": {"total": 1}}}
    (folder / "part.json").write_text(json.dumps(part), "utf-8")
    status, _, _, data = check("--select", "GD6", "--whole", "2023.json", "part.json")
    (found,) = data["groups"][0]["findings"]
    assert (status, found["code"], found["severity"]) == (0, "GD601", "warning")


def test_a_finding_has_the_same_name_from_wherever_the_command_is_run(capsys, monkeypatch, tmp_path):
    """A report that does not say whose it is is named by its path from the folder of the configuration."""
    (tmp_path / "gov-disclosure.toml").write_text("")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "report.json").write_text('{"requests": {"received": {"total": "/"}}}')
    names = set()
    for folder, path in ((tmp_path, "a/report.json"), (tmp_path / "a", "report.json"), (tmp_path / "a", "../a")):
        monkeypatch.chdir(folder)
        main(["check", "--format", "json", path])
        (report,) = json.loads(capsys.readouterr().out)["reports"]
        names.add(report["findings"][0]["fingerprint"])
    assert len(names) == 1


def test_a_reason_without_an_update_is_wrong_usage(folder, capsys):
    """An option that would do nothing is refused, with what it goes with."""
    assert main(["check", "--lang", "en", "--reason", "known", "new"]) == 2
    assert "--update-baseline" in capsys.readouterr().err
