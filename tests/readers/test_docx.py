"""Word files: what Word shows is read, wherever it stands; and nothing that Word does not show."""

import copy
import io
import itertools
import socket
import sys
import zipfile

import docx
import docxforms
import printing
import pytest
from attrs import evolve
from docxforms import EXAMPLE, PLAIN, Shape, shapes, write
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from wordxml import cell, level, lists, package, paragraph, repacked, row, run, table, text

import gov_disclosure as gd
from gov_disclosure.readers import read_source
from gov_disclosure.readers.document import Grid
from gov_disclosure.readers.docx import read_docx
from gov_disclosure.readers.files import Source
from gov_disclosure.readers.limits import Limits
from gov_disclosure.report.layout import layout
from gov_disclosure.testing import changed, reports
from gov_disclosure.testing.cells import any_cell

FULL = reports(annotated=True, blanks=True)
MISSING = {"GD003", "GD106", "GD107", "GD204"}


def read(data, name="report.docx"):
    """The report in a Word file."""
    return read_source(Source(data, name), skip_other=False)


def blocks(data):
    """The blocks of a Word file."""
    return read_docx(Source(data, "report.docx")).blocks


def number(value):
    """The figure in a cell, or None."""
    if isinstance(value, gd.Annotated):
        return value.number
    return None if value is None or isinstance(value, gd.Unreadable | type(gd.UNKNOWN)) else value


# Whole reports ----------------------------------------------------------------------------------------------------


@given(FULL, shapes(frame=""))
def test_a_faithful_report_is_read_back_whole(report, shape):
    """However the file is built: all figures, headings and prose are there, and nothing is noted."""
    assert read(write(report, shape=shape).data) == report


@given(FULL, st.booleans(), printing.deviations(), shapes())
def test_any_mix_of_deviations_gives_figures_and_places(report, one_row, how, shape):
    """Whatever is done to words and cells, every figure is read right and knows its table, row and column."""
    report = printing.undivided(report) if one_row else report
    written = write(report, how, shape)
    found = read(written.data)
    assert {a: found[a] for a in layout(report.edition).cells} == {a: report[a] for a in layout(report.edition).cells}
    assert (found.unread, found.issuer, found.year) == ((), report.issuer, report.year)
    places = {a: found.locations[a] for a in written.places}
    assert {a: (place.table, place.row, place.column) for a, place in places.items()} == written.places
    assert [entry.section for entry in found.outline] == list(layout(report.edition).sections)


@given(st.data())
def test_a_figure_is_right_or_reported_missing(data):
    """Cells in any state, merged places written out, a row lost or given twice: no figure is wrong or silently gone."""
    report = data.draw(FULL)
    form = layout(report.edition)
    for address in data.draw(st.lists(st.sampled_from(list(form.addresses)), max_size=9, unique=True)):
        report = changed(report, {address: data.draw(any_cell(form.cells[address][1].meta))})
    shape = data.draw(shapes(merged=data.draw(st.sampled_from(["marked", "once", "empty", "repeated"]))))
    found = read(damaged(write(report, data.draw(printing.deviations()), shape).data, data))
    known = layout(found.edition).cells
    read_as = {a: number(found[a]) for a in known if number(found[a]) is not None}
    assert {a: value for a, value in read_as.items() if a not in form.cells or number(report[a]) != value} == {}
    missing = [a for a in form.addresses if number(report[a]) is not None and a not in read_as]
    findings = [finding for finding in gd.check(found) if finding.code in MISSING]
    assert [a for a in missing if not any(speaks_of(finding, a) for finding in findings)] == []


def speaks_of(finding, address):
    """Whether a finding says that a figure is missing: its cell, its row, its column or its table, or an unread row."""
    table_of, column = address.partition(".")[0], address.rpartition(".")[2]
    if finding.code == "GD003":
        return True
    for about in finding.cells:
        above, _, last = about.rpartition(".")
        if address == about or address.startswith(about + "."):
            return True
        if last == column and (above == table_of or address.startswith(above)):
            return True
    return False


def damaged(data, draw):
    """A Word file in which one row of a table is left out or given twice, or nothing is."""
    times = draw.draw(st.sampled_from([0, 1, 1, 2]))
    xml = etree.fromstring(repacked_text(data, "word/document.xml").encode())
    chosen = draw.draw(st.sampled_from(list(xml.iter("{*}tr"))))
    if times == 1 or chosen.find(".//{*}tbl") is not None:
        return data
    if times == 0:
        chosen.getparent().remove(chosen)
    else:
        chosen.addnext(copy.deepcopy(chosen))
    return repacked(data, word__document_xml=etree.tostring(xml))


def test_a_file_written_by_python_docx_is_read():
    """Cells merged in both directions with python-docx are merged here too."""
    file = docx.Document()
    made = file.add_table(3, 3)
    made.cell(0, 0).merge(made.cell(1, 1)).text = "a"
    made.cell(2, 2).text = "b"
    saved = io.BytesIO()
    file.save(saved)
    (found,) = blocks(saved.getvalue())
    assert isinstance(found, Grid)
    assert [[place.merged for place in row] for row in found.rows] == [[0, 1, 0], [1, 1, 0], [0, 0, 0]]
    assert (found.rows[0][0].text, found.rows[2][2].text) == ("a", "b")
    assert [(place.place.row, place.place.column) for place in found.rows[2]] == [(3, 1), (3, 2), (3, 3)]


def test_a_consistent_report_has_no_finding():
    """A report that is right stays right when it is read from a Word file."""
    report = gd.read(EXAMPLE.with_name("county-2021-corrected.txt"))
    assert list(gd.check(read(write(report).data))) == list(gd.check(report))


@pytest.mark.parametrize(
    ("row_label", "address", "shape", "shown"),
    [
        ("一、本年新收", "requests.received.natural_person", "%1.", "1.\t2"),
        ("一、本年新收", "requests.received.natural_person", "%1", "1\t2"),
        ("行政事业性收费", "proactive_disclosure.administrative_fees.amount", "%1.", "1.\t0"),
    ],
)
def test_a_figure_is_never_joined_to_the_number_before_it(row_label, address, shape, shown):
    """In a numbered paragraph of a cell a figure does not grow: 1. before 5 is not 1.5."""
    data = write(gd.read(EXAMPLE)).data
    xml = repacked_text(data, "word/document.xml")
    at = xml.index("<w:p><w:pPr>", xml.index(row_label)) + len("<w:p><w:pPr>")
    spoilt = xml[:at] + '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' + xml[at:]
    made = numbering_part(lists(level(0, "decimal", shape)))
    found = read(repacked(data, word__document_xml=spoilt, word__numbering_xml=made))
    assert found[address] == gd.Unreadable(shown)


def repacked_text(data, name):
    """The text of a part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def numbering_part(made):
    """A numbering part as a file has it."""
    return repacked_text(package("", numbering=made), "word/numbering.xml")


def test_a_file_saved_by_wps_is_read():
    """WPS writes its own settings beside the usual ones; they do not matter."""
    body = (
        '<w:p><w:pPr><w:keepNext w:val="0"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr></w:pPr><w:bookmarkStart w:id="0" w:name="_GoBack"/>'
        '<w:bookmarkEnd w:id="0"/><w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:vertAlign w:val="baseline"/></w:rPr>'
        "<w:t>总体情况</w:t></w:r></w:p>"
    )
    data = repacked(
        package(body),
        customXml__item1_xml="<s:customData xmlns:s='http://www.wps.cn/officeDocument/2013/wpsCustomData'/>",
    )
    assert [block.text for block in blocks(data)] == ["一、总体情况"]


def test_a_file_with_macros_is_read_without_them():
    """A .docm file is a Word file; its macros are left alone."""
    types = repacked_text(package(""), "[Content_Types].xml").replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    data = repacked(write(gd.read(EXAMPLE)).data, **{"[Content_Types].xml": types}, word__vbaProject_bin=b"\xcc\x61")
    assert read(data, "report.docm")["requests.received.total"] == 2


def test_without_python_docx_the_message_says_what_to_install(monkeypatch):
    """A Word file on a machine without the docx extra is GD001 that names the extra."""
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(gd.ReadError) as error:
        read(write(gd.read(EXAMPLE), shape=PLAIN).data)
    assert "gov-disclosure[docx]" in error.value.finding.render("en")


def test_a_strict_file_is_read():
    """Strict OOXML, which python-docx refuses, is read like any other."""
    report = gd.read(EXAMPLE)
    numbered_headings = Shape(headings="style-list")
    assert read(write(report, shape=evolve(numbered_headings, strict=True)).data) == read(
        write(report, shape=numbered_headings).data
    )


# Hostile files ----------------------------------------------------------------------------------------------------


def problem(data, **limits):
    """What is said of a Word file that is not read."""
    with pytest.raises(gd.ReadError) as error:
        read_source(Source(data, "report.docx", Limits(**limits)), skip_other=False)
    assert error.value.finding.code == "GD001"
    return error.value.finding.render("en")


LAUGHS = '<!DOCTYPE w:document [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("declared", [LAUGHS, OUTSIDE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"])
def test_entities_are_refused(declared, encoding, part):
    """A part that declares entities is not parsed, in whatever encoding and whatever they stand for."""
    data = package(text("x"))
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{declared}' + repacked_text(data, part).partition("?>")[2]
    assert "entities" in problem(repacked(data, **{part: xml.encode(encoding)}))


def test_another_encoding_is_refused():
    """A part is in UTF-8 or UTF-16 as the standard asks, so that nothing hides in another one."""
    data = repacked(package(""), word__document_xml='<?xml version="1.0" encoding="UTF-7"?><a/>')
    assert "Unicode" in problem(data)


def test_a_part_in_utf_16_is_read():
    """UTF-16 is as good as UTF-8."""
    data = package(text("一、总体情况"))
    xml = repacked_text(data, "word/document.xml").replace("UTF-8", "UTF-16").encode("utf-16")
    found = blocks(repacked(data, word__document_xml=xml))
    assert [block.text for block in found] == ["一、总体情况"]


def test_nothing_outside_the_file_is_touched(monkeypatch):
    """Templates, pictures and links that lie elsewhere are left alone, whether they can be reached or not."""

    def refuse(*_):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    kinds = ("attachedTemplate", "image", "hyperlink", "styles", "numbering")
    far = "".join(
        f'<Relationship Id="x{kind}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"'
        f' Target="http://192.0.2.1/{kind}" TargetMode="External"/>'
        for kind in kinds
    )
    data = write(gd.read(EXAMPLE)).data
    rels = repacked_text(data, "word/_rels/document.xml.rels").replace("<Relationship ", far + "<Relationship ", 1)
    assert read(repacked(data, **{"word/_rels/document.xml.rels": rels}))["requests.received.total"] == 2


@pytest.mark.parametrize("target", ["../../etc/passwd", "/none.xml", "http://192.0.2.1/x.xml", ""])
def test_a_text_part_that_is_not_in_the_file_is_missed(target):
    """A path that leaves the file leads nowhere."""
    rels = repacked_text(package(""), "_rels/.rels").replace("word/document.xml", target)
    assert problem(repacked(package(""), **{"_rels/.rels": rels}))


def test_a_part_that_becomes_too_large_is_not_unpacked():
    """A file that holds megabytes of nothing is refused before any of it is unpacked."""
    assert "larger" in problem(repacked(package(""), word__document_xml=b" " * 3_000_000))
    assert "unpacked" in problem(package(""), unpacked_bytes=1_000)
    assert "5 packed files" in problem(package(""), members=5)
    assert "marks" in problem(package(text("x")), marks=10)
    assert "one part" in problem(package(text("x" * 9_000)), bytes=5_000)


def test_an_archive_in_the_file_is_not_opened():
    """What is embedded is left packed, be it a bomb or a workbook."""
    bomb = repacked(package(""), word__document_xml=b" " * 3_000_000)
    data = repacked(write(gd.read(EXAMPLE)).data, word__embeddings__x_docx=bomb, word__embeddings__y_zip=bomb)
    assert read(data)["requests.received.total"] == 2


def test_a_part_that_is_larger_than_it_says_is_damaged():
    """The size that the archive states is all that is ever unpacked."""
    data = package(text("x" * 5_000))
    (info,) = [i for i in zipfile.ZipFile(io.BytesIO(data)).infolist() if i.filename == "word/document.xml"]
    said, lied = (size.to_bytes(4, "little") for size in (info.file_size, 900))
    assert "unpacked" in problem(data.replace(said, lied))


@pytest.mark.parametrize(
    "body",
    [
        "<w:tbl><w:tr><w:tc>" * 300 + text("x") + "</w:tc></w:tr></w:tbl>" * 300,
        "<w:sdt><w:sdtContent>" * 2_000 + text("x") + "</w:sdtContent></w:sdt>" * 2_000,
        "<w:p>" + "<w:ins>" * 1_900 + run("x") + "</w:ins>" * 1_900 + "</w:p>",
        "<w:p>" + "<w:ins>" * 200_000 + "</w:ins>" * 200_000 + "</w:p>",
    ],
)
def test_deep_nesting_is_refused(body):
    """Tables, controls or anything else a thousand deep end in a message, not in a crash."""
    assert problem(package(body))


def test_tables_within_tables_are_bounded():
    """How deeply tables may be nested is one of the limits."""
    within = table(row(cell(table(row(cell(table(row(cell(text("x"))))))))))
    assert "nesting" in problem(package(within), depth=2)


def test_a_table_is_refused_by_its_size():
    """No cell is as wide as a billion columns, and no table has ten thousand of them."""
    wide = row(cell(text("x")), cell(text("x"), 10**9))
    assert "columns" in problem(package(table(wide, wide)))
    assert "columns" in problem(package(table(row(cell(text("")), cell(text(""), 9_999), properties=""))))
    before = row(*[cell(text("x"))] * 2, properties='<w:gridBefore w:val="2000"/>')
    assert "columns" in problem(package(table(before)))
    assert "cells" in problem(package(table(*[row(*[cell(text("x"))] * 5)] * 30)), cells=100)


def test_senseless_attributes_are_passed_over():
    """What should be a number and is none counts as not given."""
    odd = cell(text("5")).replace("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="x"/><w:vMerge w:val="?"/>')
    body = paragraph(run("a"), '<w:numPr><w:ilvl w:val="99"/><w:numId w:val="1"/></w:numPr>') + table(row(odd, odd))
    found = blocks(package(body))
    assert found[0].text == "a"
    assert [place.text for place in found[1].rows[0]] == ["5", "5"]


def test_styles_that_are_based_on_each_other_end():
    """A circle of styles is followed once."""
    style = '<w:style w:type="paragraph" w:styleId="{}"><w:basedOn w:val="{}"/></w:style>'
    data = package(paragraph(run("x"), '<w:pStyle w:val="p"/>'), styles=style.format("p", "q") + style.format("q", "p"))
    assert [block.text for block in blocks(data)] == ["x"]


def test_the_text_around_a_number_is_bounded():
    """A list cannot fill the memory with the text of its numbers."""
    made = lists(level(0, "decimal", "x" * 100_000))
    numbered = paragraph(run("a"), '<w:numPr><w:numId w:val="1"/></w:numPr>')
    (found,) = blocks(package(numbered, numbering=made))
    assert len(found.text) < 1_000


def test_a_file_with_a_password_says_so():
    """Word keeps a protected file as an old Office file with a packed one in it; a zip may be protected, too."""
    directory = "".join(f"{name}\0" for name in ("EncryptionInfo", "EncryptedPackage")).encode("utf-16-le")
    assert "password" in problem(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + directory)
    data = bytearray(package(""))
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.index(mark) + at] |= 1
    assert "password" in problem(bytes(data))


def test_text_in_an_embedded_file_is_not_passed_over_silently():
    """Some programs write a Word file around a web page; that the text lies elsewhere is said."""
    assert "embedded" in problem(package('<w:altChunk r:id="x"/>'))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (package("")[:200], "damaged"),
        (b"PK\x03\x04 nothing", "damaged"),
        (repacked(package(""), word__document_xml="<w:document"), "damaged"),
        (repacked(package(""), word__document_xml="<x/>"), "no text"),
        (repacked(package(""), word__document_xml=b"<w:document>\xff\xfe</w:document>"), "damaged"),
        (repacked(package(""), word__document_xml=None), "missing"),
        (repacked(package(""), **{"_rels/.rels": None}), "no Word file"),
        (repacked(package(""), word__styles_xml="<broken"), "damaged"),
        (repacked(package(""), word__document_xml=b"\xff\xfe<\x00\x00\xd8"), "Unicode"),
        (package("", method=zipfile.ZIP_LZMA), "unusual"),
    ],
)
def test_a_damaged_file_says_so(content, said):
    """Whatever is broken, it is said in a sentence."""
    assert said in problem(content)


def test_names_of_parts_are_found_however_they_are_written():
    """Some programs write backslashes, or other capital letters than they refer to."""
    data = package(text("一、总体情况"))
    xml = repacked_text(data, "word/document.xml")
    moved = repacked(data, word__document_xml=None, **{"Word\\Document.xml": xml})
    assert [block.text for block in blocks(moved)] == ["一、总体情况"]


@pytest.mark.parametrize("seed", range(3))
def test_mutated_files_are_read_or_refused(seed):
    """Whatever happens to the bytes of a file or of its parts, there is a report or a reason."""
    data = docxforms.sample()
    outcomes = {outcome(spoilt) for spoilt in itertools.islice(docxforms.mutations(data, seed), 40)}
    assert outcomes == {"read", "GD001"}


def outcome(data):
    """What becomes of a file: it is read and checked, or there is a finding."""
    try:
        gd.check(read(data))
    except gd.ReadError as error:
        return error.finding.code
    return "read"
