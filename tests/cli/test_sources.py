"""Where files come from: folders, archives, standard input, many at a time."""

import io
import json
import os
import pathlib
import sys
import zipfile

import pytest

from gov_disclosure.cli import main, workers
from gov_disclosure.cli.look import account_of
from gov_disclosure.cli.sources import Candidate
from gov_disclosure.cli.workers import Budget, Lost

EXAMPLES = pathlib.Path(__file__).parents[2] / "examples"
WRONG = EXAMPLES / "county-2021.txt"
RIGHT = EXAMPLES / "county-2021-corrected.txt"


def run(capsys, *arguments):
    """Exit status, parsed JSON output and standard error of ``check``."""
    status = main(["check", "--format", "json", *map(str, arguments)])
    captured = capsys.readouterr()
    return status, json.loads(captured.out), captured.err


@pytest.fixture
def archive(tmp_path):
    """An archive with a wrong report, a right one, and files that are no reports."""
    path = tmp_path / "reports.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.write(WRONG, "某县/wrong.txt")
        made.write(RIGHT, "right.txt")
        made.writestr("notes.txt", "nothing of the kind")
        made.writestr("picture.png", b"\x89PNG")
        made.writestr("__MACOSX/right.txt", b"")
        made.writestr("~$right.txt", b"")
    return path


def test_the_reports_in_an_archive_are_checked(capsys, archive):
    """Each report in an archive is called by the archive's path and its own; other files are skipped."""
    status, data, err = run(capsys, archive)
    assert status == 1
    assert [report["path"] for report in data["reports"]] == [f"{archive}/right.txt", f"{archive}/某县/wrong.txt"]
    assert data["summary"]["errors"] == 3
    assert data["summary"]["skipped"] == 1
    assert "notes.txt" in err


def test_an_archive_in_a_folder_is_opened(capsys, archive):
    """An archive that lies in a folder is looked into as well."""
    _, data, _ = run(capsys, archive.parent)
    assert len(data["reports"]) == 2


def test_an_archive_without_a_report_is_status_2(capsys, tmp_path):
    """An archive in which no report is found is a mistake in the call, as a folder is."""
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr("notes.txt", "nothing")
    status, _, err = run(capsys, tmp_path / "a.zip")
    assert status == 2
    assert "no report" in err or "没有" in err


def test_an_archive_that_cannot_be_opened_does_not_lose_the_rest(capsys, tmp_path):
    """A broken archive is GD001, in its place among the arguments, and the other files are checked."""
    (tmp_path / "a.zip").write_bytes(b"PK no")
    status, data, _ = run(capsys, RIGHT, tmp_path / "a.zip", WRONG)
    assert status == 2
    assert [len(report["findings"]) > 0 for report in data["reports"]] == [False, True, True]
    assert data["reports"][1]["findings"][0]["code"] == "GD001"


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_the_order_of_the_arguments(capsys, tmp_path, jobs):
    """However many processes work, the output has the order of the arguments."""
    paths = []
    for i in range(12):
        paths.append(tmp_path / f"{i * 7 % 12}.txt")
        paths[-1].write_bytes((WRONG if i % 3 else RIGHT).read_bytes())
    _, data, _ = run(capsys, "--jobs", jobs, *paths)
    assert [report["path"] for report in data["reports"]] == list(map(str, paths))


def test_standard_input_is_a_file(capsys, monkeypatch):
    """``-`` is standard input, called and read as ``--stdin-filename`` says."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WRONG.read_bytes())))
    status, data, _ = run(capsys, "-", "--stdin-filename", "report.txt")
    assert status == 1
    assert data["reports"][0]["path"] == "report.txt"
    assert data["summary"]["errors"] == 3


def test_an_interrupt_reports_what_was_checked_so_far(capsys, monkeypatch):
    """After an interrupt the output has the files that were done, and the status is 130."""

    def interrupted(tasks, *arguments, **options):
        yield from workers.run(tasks[:1], *arguments, **options)
        if len(tasks) > 1:
            raise KeyboardInterrupt

    monkeypatch.setattr("gov_disclosure.cli.running.run", interrupted)
    status, data, err = run(capsys, WRONG, RIGHT)
    assert status == 130
    assert [report["path"] for report in data["reports"]] == [str(WRONG)]
    assert err


def test_the_size_of_a_file_is_an_option(capsys):
    """A limit given on the command line holds."""
    status, data, _ = run(capsys, "--limit", "bytes=1000", WRONG)
    assert status == 2
    assert data["reports"][0]["findings"][0]["code"] == "GD001"


@pytest.mark.parametrize("limit", ["bytes", "bytes=", "bytes=-3", "colour=3"])
def test_a_limit_that_does_not_exist_is_wrong_usage(limit):
    """What is not name=number of a known limit is status 2."""
    assert main(["check", "--limit", limit, str(WRONG)]) == 2


@pytest.mark.parametrize(("why", "words"), [("time", "10 秒"), ("memory", "500 MB"), ("crash", "意外")])
def test_a_file_that_cannot_be_read_within_the_limits_says_so(why, words):
    """Time, memory and an end without a word are each GD001 with the reason."""
    account = account_of(Lost(why, "reading"), "a.pdf", Budget())
    assert [finding.code for finding in account.findings] == ["GD001"]
    assert words in account.findings[0].message


@pytest.mark.parametrize("lost", [Lost("error", "reading", "Traceback\nKeyError: 'x'"), Lost("time", "checking")])
def test_an_error_of_the_program_is_not_the_files_fault(lost):
    """What our own code or a rule does wrong is a failure, never a finding."""
    account = account_of(lost, "a.pdf", Budget())
    assert not list(account.findings)
    assert "a.pdf" in account.findings.failures[0].error


def test_the_same_file_is_looked_at_once(capsys):
    """A file that is named twice, or named and found in a folder, is checked once."""
    _, data, _ = run(capsys, WRONG, WRONG, WRONG.parent)
    assert sorted(report["path"] for report in data["reports"]) == sorted(map(str, EXAMPLES.glob("*.txt")))


def test_a_candidate_in_an_archive_shows_where_it_is():
    """A path names the archive first."""
    assert Candidate("a.txt").shown == "a.txt"


def test_a_file_that_may_be_a_report_but_cannot_be_read_is_named(capsys, tmp_path):
    """An OFD in a folder is not read and not passed over in silence: it is named with what to ask for; a picture is not."""
    (tmp_path / "right.txt").write_bytes(RIGHT.read_bytes())
    (tmp_path / "report.ofd").write_bytes(b"PK")
    (tmp_path / "stamp.png").write_bytes(b"PNG")
    status, data, err = run(capsys, "--lang", "en", tmp_path)
    assert (status, data["summary"]["skipped"]) == (0, 1)
    assert "report.ofd" in err
    assert "ask for the Word file" in err


def test_a_folder_that_may_not_be_looked_into_is_reported(capsys, monkeypatch, tmp_path):
    """Reports that nobody can see are not silently left out; the others are checked."""
    closed = tmp_path / "closed"
    closed.mkdir()
    (tmp_path / "right.txt").write_bytes(RIGHT.read_bytes())

    def but_not_there(look):
        def looked(at="."):
            if pathlib.Path(at) == closed:
                raise PermissionError(13, "Permission denied", str(closed))
            return look(at)

        return looked

    monkeypatch.setattr(os, "scandir", but_not_there(os.scandir))
    monkeypatch.setattr(os, "listdir", but_not_there(os.listdir))
    status, data, _ = run(capsys, "--jobs", "1", tmp_path)
    assert status == 2
    found = {report["path"]: [finding["code"] for finding in report["findings"]] for report in data["reports"]}
    assert found == {closed.as_posix(): ["GD001"], (tmp_path / "right.txt").as_posix(): []}
    assert run(capsys, "--jobs", "1", closed)[0] == 2


def test_a_path_at_which_one_may_not_look_is_unreadable(capsys, monkeypatch, tmp_path):
    """A file in a folder that is closed to the user is a file that cannot be read."""

    def closed(*_, **__):
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "report.txt"
    monkeypatch.setattr(pathlib.Path, "stat", closed)
    status, data, _ = run(capsys, "--jobs", "1", path)
    assert (status, [finding["code"] for finding in data["reports"][0]["findings"]]) == (2, ["GD001"])


def test_a_link_that_leads_nowhere_is_unreadable_and_one_in_a_circle_is_not_followed(capsys, tmp_path):
    """A report behind a broken link is missed; a folder that is linked into itself is walked once."""
    (tmp_path / "right.txt").write_bytes(RIGHT.read_bytes())
    (tmp_path / "lost.txt").symlink_to("nowhere.txt")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    status, data, _ = run(capsys, tmp_path)
    assert status == 2
    assert [pathlib.Path(report["path"]).name for report in data["reports"]] == ["lost.txt", "right.txt"]


# A whole and its parts --------------------------------------------------------------------------------------------


@pytest.fixture
def county(tmp_path, monkeypatch):
    """The current folder, with a consolidated report and its only part in a folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "all").mkdir()
    for name, issuer in (("county", "青溪县"), ("bureau", "青溪县财政局")):
        data = {"edition": "2021", "issuer": issuer, "year": 2023, "requests": {"received": {"total": 7}}}
        (tmp_path / "all" / f"{name}.json").write_text(json.dumps(data), "utf-8")
    (tmp_path / "link.json").symlink_to("all/county.json")
    (tmp_path / "notes.txt").write_text("nothing of the kind", "utf-8")
    return tmp_path


@pytest.mark.parametrize("whole", ["all/county.json", "./all/county.json", "all/../all/county.json", "link.json"])
def test_the_whole_is_no_part_of_itself_however_it_is_spelt(capsys, county, whole):
    """Where the whole lies in the folder with its parts it is one file, by whatever path it is named."""
    for path in (whole, str(county / whole)):
        status, data, _ = run(capsys, "all", "--select", "GD6", "--whole", path)
        (group,) = data["groups"]
        assert (group["whole"], group["parts"], group["findings"]) == ("all/county.json", ["all/bureau.json"], [])
        assert (status, data["summary"]["reports"]) == (0, 2)


def test_a_file_is_looked_at_once_however_it_is_spelt(capsys, county):
    """A file that is named twice, or is in a folder that is named, too, is one file."""
    _, data, _ = run(capsys, "all/county.json", "./all/county.json", county / "all", "link.json")
    assert [report["path"] for report in data["reports"]] == ["all/county.json", f"{county}/all/bureau.json"]


@pytest.mark.parametrize("options", [(), ("--stdin-filename", "county.json")])
def test_the_whole_may_come_from_standard_input(capsys, monkeypatch, county, options):
    """``--whole -`` is standard input, whatever it is called, and no part of itself."""
    content = (county / "all" / "county.json").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    status, data, _ = run(capsys, "all/bureau.json", "--select", "GD6", "--whole", "-", *options)
    (group,) = data["groups"]
    assert (status, group["parts"], group["findings"]) == (0, ["all/bureau.json"], [])
    assert group["whole"] == (options or ("-",))[-1]


@pytest.mark.parametrize("others", ["packed.zip", "all/bureau.json", "./packed.zip"])
def test_the_whole_may_lie_in_an_archive(capsys, county, others):
    """A file in an archive is named as the output names it, whether the archive has the parts or not."""
    with zipfile.ZipFile(county / "packed.zip", "w") as made:
        made.write(county / "all" / "county.json", "某县/county.json")
        made.write(county / "all" / "bureau.json", "bureau.json")
    status, data, _ = run(capsys, others, "--select", "GD6", "--whole", "packed.zip/某县/county.json")
    (group,) = data["groups"]
    assert (status, group["whole"]) == (0, "packed.zip/某县/county.json")
    assert [pathlib.Path(part).name for part in group["parts"]] == ["bureau.json"]
    assert group["findings"] == []


def test_a_file_in_an_archive_can_be_named(capsys, archive):
    """A path may lead into an archive; one that leads nowhere is a file that is not there."""
    status, data, _ = run(capsys, f"{archive}/某县/wrong.txt")
    assert (status, [report["path"] for report in data["reports"]]) == (1, [f"{archive}/某县/wrong.txt"])
    assert run(capsys, f"{archive}/some.txt")[0] == 2
    assert main(["repair", f"{archive}/某县/wrong.txt"]) == 0
    assert main(["extract", f"{archive}/right.txt"]) == 0
    capsys.readouterr()


@pytest.mark.parametrize("whole", ["all", "packed.zip", "notes.txt"])
def test_a_whole_that_is_no_report_is_wrong_usage(capsys, county, whole):
    """A folder, an archive or another file is no consolidated report; that is said, and the status is 2."""
    with zipfile.ZipFile(county / "packed.zip", "w") as made:
        made.write(county / "all" / "county.json", "county.json")
    assert main(["check", "all", "--skip-other", "--lang", "en", "--whole", whole]) == 2
    assert f"--whole names one file that holds a report; {whole} is none" in capsys.readouterr().err
