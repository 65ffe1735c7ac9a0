"""``template``: an empty report, complete and sound once it is filled in."""

import json
import sys

import docx
import pytest
from ruamel.yaml import YAML

import gov_disclosure as gd
from gov_disclosure.cli import main
from gov_disclosure.output import template
from gov_disclosure.report.layout import layout

PROSE = {
    "overview": "主动公开信息三百条；依申请公开渠道畅通；加强政府信息管理；改版政府信息公开平台；加强监督保障。",
    "problems": "有的信息公开不够及时，今后将定期检查。",
    "other_matters": "本年度没有收取信息处理费。",
}


def made(capsys, *arguments):
    """What the command prints."""
    assert main(["template", *arguments]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_every_prescribed_cell_is_there_and_blank(edition):
    """The empty report has each cell that the edition prescribes, no other row, and the prescribed headings."""
    report = gd.structure(template.empty(edition))
    form = layout(edition)
    assert {address for address in form.cells if report[address] is None} == set(form.addresses)
    assert {address for address in form.cells if report[address] is gd.UNKNOWN} == set(form.cells) - set(form.addresses)
    assert [report[key].heading for key in form.sections] == [s.label.printed for s in form.sections.values()]


@pytest.mark.parametrize(("edition", "year"), [("2019", 2020), ("2021", 2023)])
def test_a_filled_in_report_has_no_finding(edition, year):
    """With zeros, a title and some prose nothing is wrong, and nothing is left unevaluated but what needs more."""
    data = template.empty(edition, issuer="甲县人民政府", year=year, zeros=True)
    for key, text in PROSE.items():
        data[key]["text"] = text
    findings = gd.check(gd.structure(data), registry=gd.Registry(plugins=[]))
    assert [finding.message for finding in findings] == []
    assert not [entry for entry in findings.unevaluated if entry.code.startswith("GD3")]


def test_an_empty_report_says_what_is_to_be_filled_in():
    """Checked as it is, the blanks and the empty sections are findings, and nothing else is wrong."""
    data = template.empty("2021", issuer="甲县人民政府", year=2023)
    codes = {finding.code for finding in gd.check(gd.structure(data), registry=gd.Registry(plugins=[]))}
    assert codes == {"GD105", "GD113", "GD204"}


def test_the_year_decides_the_edition(capsys):
    """Without an edition that of the year is taken, without a year the one in force."""
    assert json.loads(made(capsys, "--year", "2020"))["edition"] == "2019"
    assert json.loads(made(capsys))["edition"] == "2021"
    assert json.loads(made(capsys, "--year", "2020", "--edition", "2021"))["edition"] == "2021"


def test_json_has_a_line_for_each_row(capsys):
    """The JSON text is canonical, and each row of figures stands on a line of its own."""
    text = made(capsys, "--zeros")
    assert gd.loads(text) == gd.structure(template.empty("2021", zeros=True))
    assert sum('"natural_person"' in line for line in text.splitlines()) == 25


@pytest.mark.parametrize(("lang", "label"), [("zh", "自然人"), ("en", "Natural persons")])
def test_yaml_has_the_labels_beside_the_keys(capsys, lang, label):
    """The YAML text says the same as the JSON text, and every figure has its label as a comment."""
    text = made(capsys, "--format", "yaml", "--lang", lang, "--issuer", "甲县: “人民政府” #1", "--year", "2023")
    data = YAML(typ="safe", pure=True).load(text)
    assert data == template.empty("2021", issuer="甲县: “人民政府” #1", year=2023)
    lines = [line for line in text.splitlines() if line.strip().startswith("natural_person:")]
    assert [line.partition("# ")[2] for line in lines] == [label] * 25


def test_it_can_be_written_to_a_file(capsys, tmp_path):
    """``--output`` writes a file that can be checked."""
    path = tmp_path / "report.json"
    assert made(capsys, "--output", str(path)) == ""
    assert gd.read(path).edition == "2021"


def test_a_word_document_has_the_form_as_it_is_printed(capsys, tmp_path):
    """The Word document has title, headings and three tables, with room for every figure that the edition prescribes."""
    path = tmp_path / "report.docx"
    made(capsys, "--format", "docx", "--issuer", "甲县人民政府", "--year", "2023", "--zeros", "--output", str(path))
    document = docx.Document(str(path))
    texts = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    headings = [section.label.printed for section in layout("2021").sections.values()]
    assert texts == ["甲县人民政府2023年政府信息公开工作年度报告", *headings]
    for table, stated in zip(document.tables, layout("2021").tables, strict=True):
        zeros = {
            cell._tc for row in table.rows for cell in row.cells if cell.text == "0"
        }  # a merged cell is given often
        assert len(zeros) == sum(len(row.cells) for row in stated.rows if row.prescribed)


def test_a_word_document_needs_a_file(capsys, tmp_path):
    """Without a file, and where none can be written, that is said."""
    assert main(["template", "--format", "docx", "--lang", "en"]) == 2
    assert "needs a file" in capsys.readouterr().err
    assert main(["template", "--format", "docx", "--output", str(tmp_path / "missing" / "a.docx")]) == 2
    assert "No such file" in capsys.readouterr().err


def test_a_word_document_needs_its_extra(capsys, tmp_path, monkeypatch):
    """Without the extra its name is said."""
    monkeypatch.setitem(sys.modules, "docx", None)
    assert main(["template", "--format", "docx", "--output", str(tmp_path / "a.docx"), "--lang", "en"]) == 2
    assert "gov-disclosure[docx]" in capsys.readouterr().err
    assert not (tmp_path / "a.docx").exists()
