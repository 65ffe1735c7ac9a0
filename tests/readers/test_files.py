"""Bad input: each file that cannot be read says why, and what to do."""

import pickle
import sys

import pytest

import gov_disclosure as gd
from gov_disclosure.readers.limits import DEFAULT, Limits

TEXT = "某县人民政府2023年政府信息公开工作年度报告\n一、总体情况\n本年度主动公开政府信息。\n"


def problem_of(path):
    """The finding of a file that cannot be read."""
    with pytest.raises(gd.ReadError) as error:
        gd.read(path)
    return error.value.finding


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
def test_the_encoding_of_a_text_does_not_matter(tmp_path, encoding):
    """UTF-8, UTF-16 and GB18030 are recognised, with and without a byte order mark."""
    path = tmp_path / "report.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert gd.read(path).issuer == "某县人民政府"


@pytest.mark.parametrize("content", [b"", b"  \n\n \t"])
def test_an_empty_file_says_so(tmp_path, content):
    """A file without content is GD001, and the message says that it is empty."""
    path = tmp_path / "empty.txt"
    path.write_bytes(content)
    finding = problem_of(path)
    assert finding.code == "GD001"
    assert "empty" in finding.render("en")


def test_a_missing_file_says_so(tmp_path):
    """A path at which there is nothing is GD001."""
    assert "no such file" in problem_of(tmp_path / "none.txt").render("en")


def test_a_folder_is_no_file(tmp_path):
    """Reading a folder is refused with a clear message."""
    assert "folder" in problem_of(tmp_path).render("en")


@pytest.mark.parametrize("content", [b"%PDF-1.7 x", b"PK\x03\x04 x", b"\xd0\xcf\x11\xe0 x", b"\x89PNG x"])
def test_a_binary_file_with_a_wrong_name_is_recognised(tmp_path, content):
    """The first bytes tell what a file called .txt really is, and the message asks for the right suffix."""
    path = tmp_path / "report.txt"
    path.write_bytes(content)
    assert "suffix" in problem_of(path).render("en")


def test_other_binary_data_is_no_text(tmp_path):
    """Bytes that are in no encoding are refused, not shown as nonsense."""
    path = tmp_path / "report.txt"
    path.write_bytes(bytes(range(256)) * 3)
    assert "binary" in problem_of(path).render("en")


def test_bytes_in_no_encoding_are_named_by_line(tmp_path):
    """Where the encoding breaks in the middle of a text, the line is named."""
    path = tmp_path / "report.txt"
    path.write_bytes("一、总体情况\n".encode() + b"\xff\xff\xff\n")
    finding = problem_of(path)
    assert finding.location.line == 2


def test_a_file_over_the_limit_is_not_read(tmp_path):
    """A text of 200 MB is refused by its size, without reading it."""
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    finding = problem_of(path)
    assert "200 MB" in finding.render("en")
    assert f"{DEFAULT.bytes // 10**6} MB" in finding.render("en")


def test_an_unknown_suffix_names_the_known_ones(tmp_path):
    """A kind of file that cannot be read names those that can."""
    path = tmp_path / "report.xyz"
    path.write_text(TEXT, "utf8")
    assert ".txt" in problem_of(path).render("en")


def test_all_problems_of_a_json_file_are_named_with_line_and_column(tmp_path):
    """Every problem in a JSON file stands in the one finding, each with its place and path."""
    path = tmp_path / "report.json"
    path.write_text('{"requests": {"received": {\n "total": "12",\n "Total": NaN}}}', "utf8")
    message = problem_of(path).render("en")
    assert "2:11: requests.received.total" in message
    assert "3:11: requests.received.Total" in message
    assert "'total'" in message


def test_all_problems_of_a_yaml_file_are_named_with_line_and_column(tmp_path):
    """YAML files have the same problems at their own places."""
    path = tmp_path / "report.yaml"
    path.write_text("requests:\n  received:\n    total: '12'\n    natural_person: 3.7\n", "utf8")
    message = problem_of(path).render("en")
    assert "3:12: requests.received.total" in message
    assert "4:21: requests.received.natural_person" in message


@pytest.mark.parametrize("content", ["a: [1", "a: 1\na: 2\n", "a: b: c"])
def test_invalid_yaml_names_its_line(tmp_path, content):
    """What is no YAML, or gives a key twice, is GD001 with the line."""
    path = tmp_path / "report.yaml"
    path.write_text(content, "utf8")
    finding = problem_of(path)
    assert finding.code == "GD001"
    assert finding.location.line


def test_a_figure_in_a_json_file_knows_its_line(tmp_path):
    """Findings in a canonical file point to the line of the figure."""
    path = tmp_path / "report.json"
    path.write_text(
        '{"disputes": {"reconsideration": {"upheld": 1, "corrected": 0, "other": 0,\n"pending": 0,\n"total": 0}}}'
    )
    assert [f.location.line for f in gd.check(gd.read(path), select=["GD3"])] == [3]


@pytest.mark.parametrize(("name", "line"), [("report.json", 2), ("report.yaml", 2)])
def test_a_canonical_report_travels_between_processes_with_its_lines(tmp_path, name, line):
    """What one process has read another one can show, lines included, although they are looked up only when asked."""
    path = tmp_path / name
    path.write_text('{"disputes":\n{"reconsideration": {"total": 1}}}')
    travelled = pickle.loads(pickle.dumps(gd.read(path)))  # noqa: S301 - our own
    assert travelled == gd.read(path)
    assert travelled.locations["disputes.reconsideration.total"].line == line


@pytest.mark.parametrize("missing", ["ruamel", "ruamel.yaml", "ruamel.yaml.error"])
def test_yaml_without_its_extra_says_what_to_install(tmp_path, monkeypatch, missing):
    """A YAML file on a machine without the yaml extra is GD001 that names the extra, not a traceback."""
    for name in [name for name in sys.modules if name.split(".")[0] == "ruamel"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, missing, None)
    path = tmp_path / "report.yaml"
    path.write_text("requests: {}\n", "utf8")
    assert "gov-disclosure[yaml]" in problem_of(path).render("en")


def test_a_small_limit_is_said_in_its_own_unit(tmp_path):
    """A limit below a megabyte is not rounded to nothing."""
    path = tmp_path / "report.txt"
    path.write_bytes(b"x" * 2500)
    with pytest.raises(gd.ReadError) as error:
        gd.read(path, limits=Limits(bytes=1000))
    assert "the limit is 1 kB" in error.value.finding.render("en")
