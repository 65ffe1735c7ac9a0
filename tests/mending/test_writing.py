"""A mend written into a copy of the file: the figures change, everything else stays."""

import difflib
import json

import pytest
from slips import chance_of, sound, summed

import gov_disclosure as gd
from gov_disclosure.mending.errors import WriteError
from gov_disclosure.mending.model import Change
from gov_disclosure.mending.writing import write_mend
from gov_disclosure.output.canonical import to_json, to_yaml
from gov_disclosure.testing import changed

CELL = "requests.outcomes.granted.enterprise"


def spoilt():
    """A sound report and the same with one figure too large."""
    true = sound(chance_of(1))
    return true, changed(true, {CELL: true[CELL] + 40})


def mend_file(path, target):
    """Read, mend and write; gives the report that was read."""
    report = gd.read(path)
    write_mend(path, target, report, gd.repair(report).changes)
    return report


def differing(before, after):
    """The lines that differ, before and after."""
    lines = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    return [line[2:].strip() for line in lines if line.startswith("- ")], [
        line[2:].strip() for line in lines if line.startswith("+ ")
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_json_changes_in_one_place_whatever_its_layout_and_encoding(tmp_path, encoding):
    """Order of keys, indentation, line ends and encoding stay; one line differs."""
    true, report = spoilt()
    data = json.loads(to_json(report))
    data = {"title": "某县2024年政府信息公开工作年度报告", **dict(reversed(data.items()))}
    text = json.dumps(data, ensure_ascii=False, indent=5).replace("\n", "\r\n")
    (tmp_path / "a.json").write_bytes(text.encode(encoding))
    mend_file(tmp_path / "a.json", tmp_path / "b.json")
    written = (tmp_path / "b.json").read_bytes().decode(encoding)
    assert differing(text, written) == ([f'"enterprise": {report[CELL]},'], [f'"enterprise": {true[CELL]},'])
    assert written.count("\r\n") == text.count("\r\n")
    assert gd.read(tmp_path / "b.json")[CELL] == true[CELL]
    assert (tmp_path / "a.json").read_bytes() == text.encode(encoding)


@pytest.mark.parametrize("suffix", [".yaml", ".yml"])
def test_yaml_keeps_its_comments_and_layout(tmp_path, suffix):
    """Comments, quotes, flow style and blank lines stay as they are."""
    true, report = spoilt()
    text = "# before\n" + to_yaml(report).replace(
        f"enterprise: {report[CELL]}\n", f"enterprise:   {report[CELL]}   # why\n"
    )
    text = text.replace("proactive_disclosure:", "\n\n# a remark\nproactive_disclosure:")
    (tmp_path / f"a{suffix}").write_text(text, "utf8")
    mend_file(tmp_path / f"a{suffix}", tmp_path / "b.yaml")
    before, after = differing(text, (tmp_path / "b.yaml").read_text("utf8"))
    assert before == [f"enterprise:   {report[CELL]}   # why"]
    assert after == [f"enterprise:   {true[CELL]}   # why"]


@pytest.mark.parametrize(
    "text",
    [
        "disputes:\n  reconsideration:\n    upheld: 3\n    corrected:\n    other: ~\n    pending: null\n    total: 9\n",
        "disputes: {reconsideration: {upheld: 3, corrected: , other: ~, pending: null, total: 9}}\n",
        "disputes:\n  reconsideration:\n    upheld: 3\n    other: ~\n    pending: null\n    total: 9\n    corrected:",
    ],
    ids=["block", "flow", "at the end"],
)
@pytest.mark.parametrize("key", ["corrected", "other", "pending"])
def test_a_blank_is_filled_however_yaml_writes_it(tmp_path, text, key):
    """Nothing at all, a tilde and null are replaced by the figure."""
    path, target = tmp_path / "a.yaml", tmp_path / "b.yaml"
    path.write_text("edition: '2021'\n" + text, "utf8")
    report = gd.read(path)
    cell = f"disputes.reconsideration.{key}"
    write_mend(path, target, report, (Change(cell, None, 6),))
    assert gd.read(target)[cell] == 6
    assert gd.repair(gd.read(target)).changes == ()


def test_an_annotated_figure_is_replaced_as_a_whole(tmp_path):
    """The words beside a wrong figure go with it; they are in the log."""
    figures = {"upheld": 1, "corrected": 2, "other": 3, "pending": 4, "total": "12件"}
    path = tmp_path / "a.json"
    path.write_text(
        json.dumps({"edition": "2021", "disputes": {"reconsideration": figures}}, ensure_ascii=False), "utf8"
    )
    report = gd.read(path)
    write_mend(
        path,
        tmp_path / "b.json",
        report,
        (Change("disputes.reconsideration.total", report["disputes.reconsideration.total"], 10),),
    )
    assert gd.read(tmp_path / "b.json")["disputes.reconsideration.total"] == 10


def test_the_file_itself_is_never_written(tmp_path):
    """Under whatever name the copy is given, the input is left alone."""
    path = tmp_path / "a.json"
    path.write_text(to_json(spoilt()[1]), "utf8")
    link = tmp_path / "link.json"
    link.symlink_to(path)
    hard = tmp_path / "hard.json"
    hard.hardlink_to(path)
    before = path.read_bytes()
    for target in (path, link, hard, tmp_path / ".." / tmp_path.name / "a.json"):
        with pytest.raises(WriteError, match="the file itself"):
            mend_file(path, target)
    assert path.read_bytes() == before


def test_other_kinds_and_other_suffixes_are_refused(tmp_path):
    """A text file cannot be written, and a copy is of the same kind."""
    path = tmp_path / "a.json"
    path.write_text(to_json(spoilt()[1]), "utf8")
    with pytest.raises(WriteError, match=r"\.json"):
        mend_file(path, tmp_path / "b.yaml")
    (tmp_path / "a.txt").write_bytes(b"x")
    with pytest.raises(WriteError, match=r"\.docx"):
        write_mend(tmp_path / "a.txt", tmp_path / "b.txt", spoilt()[1], (Change(CELL, 1, 2),))
    with pytest.raises(WriteError, match="nowhere"):
        mend_file(path, tmp_path / "nowhere" / "b.json")
    assert not (tmp_path / "b.yaml").exists()


def test_what_would_change_other_figures_is_refused(tmp_path):
    """A figure that stands for several cells (a YAML alias) is not changed in one of them: nothing is written."""
    text = """edition: '2021'
disputes:
  reconsideration: {upheld: &n 3, corrected: *n, other: 0, pending: 0, total: 7}
"""
    path, target = tmp_path / "a.yaml", tmp_path / "b.yaml"
    path.write_text(text, "utf8")
    report = gd.read(path)
    with pytest.raises(WriteError, match="by hand"):
        write_mend(path, target, report, (Change("disputes.reconsideration.upheld", 3, 4),))
    assert not target.exists()


def test_a_file_that_changed_meanwhile_is_not_written(tmp_path):
    """What is written must say what the mend says, and nothing else."""
    path, target = tmp_path / "a.json", tmp_path / "b.json"
    _, report = spoilt()
    path.write_text(to_json(report), "utf8")
    read = gd.read(path)
    path.write_text(to_json(changed(report, {"requests.received.total": 5})), "utf8")
    with pytest.raises(WriteError, match="by hand"):
        write_mend(path, target, read, gd.repair(read).changes)
    path.write_text("{}", "utf8")
    with pytest.raises(WriteError, match="does not stand"):
        write_mend(path, target, read, gd.repair(read).changes)
    assert summed(report)
