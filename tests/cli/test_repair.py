"""``gov-disclosure repair``: output, exit statuses, and that nothing is written unasked."""

import io
import json
import pathlib
import sys

import pytest
from slips import chance_of, other_figure, sound, summed

import gov_disclosure as gd
from gov_disclosure.cli import main
from gov_disclosure.output.canonical import to_json
from gov_disclosure.testing import changed

EXAMPLES = pathlib.Path(__file__).parents[2] / "examples"
WRONG = str(EXAMPLES / "county-2021.txt")
RIGHT = str(EXAMPLES / "county-2021-corrected.txt")
CELLS = ("requests.outcomes.not_available.not_held.natural_person", "requests.outcomes.total.natural_person")


def run(capsys, *arguments):
    """Exit status, standard output and standard error of the command."""
    status = main(["repair", *map(str, arguments)])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def as_json(capsys, *arguments):
    """Exit status and parsed output of the command with ``--format json``."""
    status, out, _ = run(capsys, "--format", "json", *arguments)
    return status, json.loads(out)


def file_of(tmp_path, report, name="a.json"):
    """A report as a JSON file."""
    path = tmp_path / name
    path.write_text(to_json(report), "utf8")
    return path


def slipped():
    """A report in which two cells of table three have changed places, so that several mends are equally small."""
    true = sound(chance_of(5))
    rows = ("granted", "partly_granted", "refused.state_secret")
    figures = {f"requests.outcomes.{row}.{c}": 0 for row in rows for c in ("enterprise", "research_institute")}
    base = changed(
        true,
        figures
        | {"requests.outcomes.granted.research_institute": 4, "requests.outcomes.partly_granted.research_institute": 9},
    )
    fixed = gd.mended(base, gd.repair(base, weights={cell: float("inf") for cell in figures}, limit=1).changes)
    return changed(
        fixed, {"requests.outcomes.granted.research_institute": 0, "requests.outcomes.granted.enterprise": 4}
    )


def test_json_is_the_documented_contract(capsys):
    """``path``, ``changes`` with ``cell``, ``from`` and ``to``, ``alternatives`` and ``unique``, and no other key."""
    status, data = as_json(capsys, WRONG)
    assert status == 0
    assert data == {
        "path": WRONG,
        "changes": [{"cell": cell, "from": 0, "to": 2} for cell in CELLS],
        "alternatives": [],
        "unique": True,
    }


def test_a_report_whose_sums_hold_has_no_changes(capsys):
    """Nothing to mend is status 0, and it is said."""
    assert as_json(capsys, RIGHT) == (0, {"path": RIGHT, "changes": [], "alternatives": [], "unique": True})
    status, out, _ = run(capsys, "--lang", "en", RIGHT)
    assert status == 0
    assert "nothing to mend" in out


def test_what_is_out_of_the_ordinary_has_keys_of_its_own(capsys, tmp_path):
    """More mends than listed, no proof, and no mend at all are said in JSON and in words."""
    figures = {"upheld": 1, "corrected": 2, "other": 3, "pending": 4, "total": 15}
    path = file_of(tmp_path, gd.structure({"edition": "2021", "disputes": {"reconsideration": figures}}))
    status, data = as_json(capsys, "--limit", "2", path)
    assert (status, data["more"], data["unique"], len(data["alternatives"])) == (0, True, False, 1)
    assert "More than 2" in run(capsys, "--limit", "2", "--lang", "en", path)[1]
    status, data = as_json(capsys, "--trust", "disputes", path)
    assert (status, data["changes"], data["impossible"], data["unique"]) == (1, [], True, False)
    assert "No mend exists" in run(capsys, "--trust", "disputes", "--lang", "en", path)[1]
    chance = chance_of(1)
    true = sound(chance)
    many = {cell: other_figure(chance, true[cell]) for cell in chance.sample(summed(true), 10)}
    many_wrong = file_of(tmp_path, changed(true, many), "many.json")
    status, data = as_json(capsys, "--search-time", "1e-9", many_wrong)
    assert (status, data["proven"], data["unique"]) == (0, False, False)
    assert 0 < data["at_least"] <= 10
    assert "The best mend found" in run(capsys, "--search-time", "1e-9", "--lang", "en", many_wrong)[1]


def test_text_names_the_cells_the_figures_and_the_sums(capsys, monkeypatch):
    """A clerk sees where each figure stands, what it becomes, what slip it looks like and which sums then hold."""
    monkeypatch.setenv("COLUMNS", "80")
    _, out, _ = run(capsys, "--lang", "en", WRONG)
    assert "Not held by this organ › Natural" in out
    assert "0 → 2" in out
    assert "0 → 2    line 207" in out
    assert "GD303 the column Natural persons: 2 ≠ 0, then 2 = 2" in out


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("kind", ["unique", "several"])
def test_text_fits_80_columns_with_wide_characters(capsys, monkeypatch, tmp_path, lang, kind):
    """No line but the path is wider than 80 columns, a Chinese character counting two."""
    from rich.cells import cell_len

    monkeypatch.setenv("COLUMNS", "80")
    path = WRONG if kind == "unique" else file_of(tmp_path, slipped())
    _, out, _ = run(capsys, "--lang", lang, path)
    assert max(cell_len(line) for line in out.splitlines()[1:]) <= 80


def test_very_long_figures_are_shortened_in_text_alone(capsys, tmp_path):
    """Of 4,300 digits text shows the first and the last; JSON has all."""
    most = 10**4300 - 1
    figures = {"upheld": most, "corrected": most, "other": 0, "pending": 0, "total": most}
    path = file_of(tmp_path, gd.structure({"edition": "2021", "disputes": {"reconsideration": figures}}))
    assert as_json(capsys, path)[1]["changes"][0]["from"] == most
    _, out, _ = run(capsys, path)
    assert "999999999999…999999999999 → 0" in out
    assert "199999999999…999999999998" in out
    assert max(map(len, out.splitlines())) < 150


def test_many_alternatives_are_cut_short_in_text_alone(capsys, tmp_path):
    """Text lists the first twenty mends and says how many follow; JSON has all."""
    figures = {"upheld": 1, "corrected": 2, "other": 3, "pending": 4, "total": 15}
    groups = {"reconsideration": figures, "litigation_direct": figures}
    path = file_of(tmp_path, gd.structure({"edition": "2021", "disputes": groups}))
    assert len(as_json(capsys, path)[1]["alternatives"]) == 24
    _, out, _ = run(capsys, "--lang", "en", path)
    assert "[20]" in out
    assert "[21]" not in out
    assert "5 others" in out


def test_output_goes_to_a_file(capsys, tmp_path):
    """With --output the result is written there, whatever its form."""
    for form in ("text", "json"):
        assert run(capsys, "--format", form, "--output", tmp_path / form, WRONG)[:2] == (0, "")
        assert "→ 2" in (tmp_path / form).read_text("utf8") or '"to": 2' in (tmp_path / form).read_text("utf8")


# Writing ----------------------------------------------------------------------------------------------------------


def test_the_one_smallest_mend_is_written_with_a_log(capsys, tmp_path):
    """--write makes a copy whose sums hold, and a log beside it says what was changed and why."""
    report = gd.read(WRONG)
    path = file_of(tmp_path, report)
    before = path.read_bytes()
    status, _, err = run(capsys, "--lang", "en", "--write", tmp_path / "b.json", path)
    assert status == 0
    assert path.read_bytes() == before
    assert not gd.check(gd.read(tmp_path / "b.json"), select=["GD3"])
    log = (tmp_path / "b.json.log").read_text("utf8")
    assert "b.json.log" in err
    for words in (str(path), "0 → 2", "Not held by this organ", "GD301", "GD303"):
        assert words in log


def test_nothing_is_written_unasked(capsys, tmp_path):
    """Without --write the folder stays as it is."""
    path = file_of(tmp_path, gd.read(WRONG))
    run(capsys, path)
    assert list(tmp_path.iterdir()) == [path]


def test_of_several_mends_one_has_to_be_chosen(capsys, tmp_path):
    """If several are equally small nothing is written until --choose says which; it counts as the list does."""
    path = file_of(tmp_path, slipped())
    _, data = as_json(capsys, path)
    mends = [data["changes"], *data["alternatives"]]
    assert len(mends) > 1
    status, _, err = run(capsys, "--lang", "en", "--write", tmp_path / "b.json", path)
    assert (status, (tmp_path / "b.json").exists()) == (2, False)
    assert f"--choose which one to write (1 to {len(mends)})" in err
    _, _, err = run(capsys, "--lang", "en", "--limit", "1", "--write", tmp_path / "b.json", path)
    assert "several mends are equally small" in err
    assert run(capsys, "--write", tmp_path / "b.json", "--choose", "2", path)[0] == 0
    written = gd.read(tmp_path / "b.json")
    assert {cell["cell"]: cell["to"] for cell in mends[1]} == {c["cell"]: written[c["cell"]] for c in mends[1]}
    assert run(capsys, "--write", tmp_path / "c.json", "--choose", len(mends) + 1, path)[0] == 2
    assert not (tmp_path / "c.json").exists()


def test_what_cannot_be_written_is_refused(capsys, tmp_path):
    """The input itself, a text file, a report without a mend, and --choose alone: status 2 and a reason."""
    path = file_of(tmp_path, gd.read(WRONG))
    before = path.read_bytes()
    assert run(capsys, "--write", path, path)[0] == 2
    assert run(capsys, "--output", path, path)[0] == 2
    assert path.read_bytes() == before
    assert run(capsys, "--write", tmp_path / "b.txt", WRONG)[0] == 2
    assert run(capsys, "--write", tmp_path / "b.json", file_of(tmp_path, gd.read(RIGHT), "r.json"))[0] == 2
    assert run(capsys, "--choose", "1", path)[0] == 2
    assert not {"b.txt", "b.json"} & {file.name for file in tmp_path.iterdir()}


# Wrong usage ------------------------------------------------------------------------------------------------------


def test_a_log_never_takes_the_place_of_the_file(capsys, tmp_path):
    """A link where the log would be written is refused if it leads to what is read, and nothing is written."""
    path = file_of(tmp_path, gd.read(WRONG))
    before = path.read_bytes()
    (tmp_path / "b.json.log").symlink_to(path)
    status, _, err = run(capsys, "--lang", "en", "--write", tmp_path / "b.json", path)
    assert (status, path.read_bytes()) == (2, before)
    assert "is the file itself" in err
    assert not (tmp_path / "b.json").exists()


def test_a_blank_that_counts_as_zero_is_filled_in_the_copy(capsys, tmp_path, monkeypatch):
    """Where the configuration counts blanks as 0 the copy holds the mend, and the log the sums as they were counted."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "gov-disclosure.toml").write_text('blank-is-zero = ["requests.total"]')
    cells = [cell for cell in gd.addresses("2021") if cell.startswith("requests.received.")]
    row = {cell.rpartition(".")[2]: 3 if cell.endswith("natural_person") else 0 for cell in cells[:-1]}
    (tmp_path / "a.json").write_text(json.dumps({"requests": {"received": row | {"total": None}}}))
    first = as_json(capsys, "a.json")[1]
    changes = [first["changes"], *first["alternatives"]]
    number = changes.index([{"cell": "requests.received.total", "from": 0, "to": 3}]) + 1
    assert run(capsys, "--lang", "en", "--choose", number, "--write", "b.json", "a.json")[0] == 0
    assert gd.read(tmp_path / "b.json")["requests.received.total"] == 3
    assert "3 ≠ 0, then 3 = 3" in (tmp_path / "b.json.log").read_text("utf-8")


def test_wrong_usage_and_unreadable_files_are_status_2(capsys, tmp_path):
    """An unknown address, a limit of 0 and a file that cannot be read are said, without a traceback."""
    status, _, err = run(capsys, "--trust", "requests.recieved", WRONG)
    assert status == 2
    assert "requests.received" in err
    assert run(capsys, "--limit", "0", WRONG)[0] == 2
    assert run(capsys, "--search-time", "0", WRONG)[0] == 2
    status, _, err = run(capsys, tmp_path / "missing.json")
    assert status == 2
    assert "missing.json" in err
    assert run(capsys)[0] == 2


def test_of_a_file_that_is_no_report_it_is_not_said_that_its_sums_hold(capsys, tmp_path):
    """A letter is status 2, and called what it is; figures alone are a report."""
    (tmp_path / "letter.txt").write_text("nothing of the kind", "utf-8")
    status, out, err = run(capsys, "--lang", "en", tmp_path / "letter.txt")
    assert (status, out) == (2, "")
    assert "letter.txt: " in err
    (tmp_path / "figures.json").write_text('{"requests": {"received": {"total": 1}}}')
    assert run(capsys, tmp_path / "figures.json")[0] == 0


def test_a_report_may_come_from_standard_input(capsys, monkeypatch, tmp_path):
    """With - the report is read from standard input, and nothing can be written."""
    content = io.BytesIO(to_json(gd.read(WRONG)).encode())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(content))
    status, data = as_json(capsys, "--stdin-filename", "x.json", "-")
    assert (status, data["path"], [change["cell"] for change in data["changes"]]) == (0, "x.json", list(CELLS))
    assert run(capsys, "--write", tmp_path / "b.json", "-")[0] == 2
    assert list(tmp_path.iterdir()) == []


def test_a_missing_solver_is_status_2_and_names_the_extra(capsys, monkeypatch, tmp_path):
    """Where the solver is needed and not installed, the message says what to install."""
    monkeypatch.setitem(sys.modules, "highspy", None)
    chance = chance_of(1)
    true = sound(chance)
    many = {cell: other_figure(chance, true[cell]) for cell in chance.sample(summed(true), 10)}
    status, _, err = run(capsys, file_of(tmp_path, changed(true, many)))
    assert status == 2
    assert "gov-disclosure[repair]" in err
