"""A mend in a Word file: the old figure struck out, the new one inserted, and nothing else touched."""

import io
import re
import zipfile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

import gov_disclosure as gd
from gov_disclosure.mending.errors import WriteError
from gov_disclosure.mending.model import Change
from gov_disclosure.mending.tracked import AUTHOR, tracked
from gov_disclosure.report.model import Place, Report

UPHELD, TOTAL = "disputes.reconsideration.upheld", "disputes.reconsideration.total"
GROUP = ("upheld", "corrected", "other", "pending", "total")


def word(figures, edit=None):
    """A Word file with a small table and one of a group of table four, its header merged, and what `edit` does to it."""
    document = Document()
    document.add_paragraph("四、政府信息公开行政复议、行政诉讼情况")
    document.add_table(1, 1).cell(0, 0).text = "只有一栏"
    first = document.add_table(2, 2)
    first.cell(0, 0).text = "0"
    table = document.add_table(3, 6)
    table.cell(0, 1).merge(table.cell(0, 5)).text = "行政复议"
    table.cell(0, 0).merge(table.cell(1, 0))
    for column, (key, figure) in enumerate(zip(GROUP, figures, strict=True), 1):
        table.cell(1, column).text = key
        table.cell(2, column).text = figure
    if edit is not None:
        edit(document, table)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def report_of(figures):
    """The report as a reader gives it: the second table that is one, third row."""
    places = {
        f"disputes.reconsideration.{key}": Place(table=2, row=3, column=column, text=figure.strip())
        for column, (key, figure) in enumerate(zip(GROUP, figures, strict=True), 2)
    }
    return Report(locations=places)


def xml(data):
    """The text part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return parse_xml(package.read("word/document.xml"))


def marks(data, name):
    """The text in deletions or insertions, each with its author."""
    texts = {"del": "w:delText", "ins": "w:t"}[name]
    return [
        ("".join(text.text for text in mark.iter(qn(texts))), mark.get(qn("w:author")))
        for mark in xml(data).iter(qn(f"w:{name}"))
    ]


FIGURES = ("1", "2", " 3 ", "", "16")


def test_the_old_figure_is_struck_out_and_the_new_one_inserted():
    """Word shows the change with the author's name, and offers to take it back."""
    data = tracked(word(FIGURES), report_of(FIGURES), (Change(TOTAL, 16, 6),))
    assert marks(data, "del") == [("16", AUTHOR)]
    assert marks(data, "ins") == [("6", AUTHOR)]
    (deleted,), (inserted,) = (list(xml(data).iter(qn(f"w:{name}"))) for name in ("del", "ins"))
    assert deleted.getnext() is not None
    assert deleted.getnext().tag == inserted.tag
    ids = [mark.get(qn("w:id")) for mark in (deleted, inserted)]
    assert len(set(ids)) == 2
    assert all(mark.get(qn("w:date")) for mark in (deleted, inserted))


def test_a_blank_is_filled_by_an_insertion_alone():
    """Where nothing stood there is nothing to strike out."""
    data = tracked(word(FIGURES), report_of(FIGURES), (Change("disputes.reconsideration.pending", None, 10),))
    assert (marks(data, "del"), marks(data, "ins")) == ([], [("10", AUTHOR)])


def test_the_new_figure_looks_like_the_old_one():
    """Font and size are those of the figure that is struck out, which may stand in several runs."""

    def in_pieces(_, table):
        paragraph = table.cell(2, 5).paragraphs[0]
        paragraph.runs[0].text = "1"
        paragraph.runs[0].bold = True
        paragraph.add_run("6").bold = True

    data = tracked(word(FIGURES, in_pieces), report_of(FIGURES), (Change(TOTAL, 16, 6),))
    assert marks(data, "del") == [("1", AUTHOR), ("6", AUTHOR)]
    (inserted,) = xml(data).iter(qn("w:ins"))
    assert inserted.find(f"{qn('w:r')}/{qn('w:rPr')}/{qn('w:b')}") is not None


def test_a_figure_that_somebody_inserted_is_struck_out_within_the_insertion():
    """The other author's mark stays, what is already struck out is left alone, and the new numbers are free ones."""

    def by_another(_, table):
        paragraph = table.cell(2, 5).paragraphs[0]._p
        paragraph.remove(paragraph[0])
        for part in (
            '<w:del {0} w:id="41" w:author="A"><w:r><w:delText>15</w:delText></w:r></w:del>',
            '<w:ins {0} w:id="42" w:author="B"><w:r><w:t>16</w:t></w:r></w:ins>',
        ):
            paragraph.append(parse_xml(part.format(nsdecls("w"))))

    data = tracked(word(FIGURES, by_another), report_of(FIGURES), (Change(TOTAL, 16, 6),))
    assert marks(data, "del") == [("15", "A"), ("16", AUTHOR)]
    assert [author for _, author in marks(data, "ins")] == ["B", AUTHOR]
    ids = [mark.get(qn("w:id")) for mark in xml(data).iter(qn("w:ins"), qn("w:del"))]
    assert len(set(ids)) == 4


def test_everything_but_the_text_part_is_copied():
    """Styles, settings and pictures are the same bytes."""
    before = word(FIGURES)
    after = tracked(before, report_of(FIGURES), (Change(UPHELD, 1, 2), Change(TOTAL, 16, 7)))
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        assert old.namelist() == new.namelist()
        differing = [name for name in old.namelist() if old.read(name) != new.read(name)]
    assert differing == ["word/document.xml"]


@pytest.mark.parametrize(
    "place",
    [
        None,
        Place(line=3),
        Place(table=9, row=3, column=2, text="1"),
        Place(table=2, row=30, column=2, text="1"),
        Place(table=2, row=3, column=20, text="1"),
        Place(table=2, row=3, column=2, text="5"),
        Place(table=1, row=1, column=1, text="1"),
    ],
    ids=["none", "a line", "no such table", "no such row", "no such column", "another text", "another table"],
)
def test_a_figure_that_is_not_where_it_was_read_is_not_changed(place):
    """If the place is not known, or something else stands there, nothing is written."""
    report = Report(locations={} if place is None else {UPHELD: place})
    with pytest.raises(WriteError, match=UPHELD):
        tracked(word(FIGURES), report, (Change(UPHELD, 1, 2),))


def test_deleted_rows_and_nested_tables_are_counted_as_a_reader_counts_them():
    """A row that is marked as deleted is not there, and a table that only lays out the page is no table."""

    def around(document, table):
        deleted = table.rows[0]._tr
        copied = parse_xml(
            f"<w:tr {nsdecls('w')}><w:trPr><w:del w:id='9' w:author='A'/></w:trPr><w:tc><w:p/></w:tc></w:tr>"
        )
        deleted.addprevious(copied)
        frame = document.add_table(1, 2)
        frame.cell(0, 1)._tc.insert(1, table._tbl)

    data = tracked(word(FIGURES, around), report_of(FIGURES), (Change(TOTAL, 16, 6),))
    assert ("16", AUTHOR) in marks(data, "del")


def test_a_strict_word_file_stays_strict():
    """A file in the strict format is changed like any other, and keeps the names that it uses."""
    ordinary = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word(FIGURES))) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, text.replace(ordinary, strict) if name == "word/document.xml" else text)
    changed = tracked(data.getvalue(), report_of(FIGURES), (Change(TOTAL, 16, 6),))
    with zipfile.ZipFile(io.BytesIO(changed)) as package:
        text = package.read("word/document.xml")
    assert strict in text
    assert ordinary not in text
    assert re.search(rb"<w:del [^>]*><w:r>.*?<w:delText[^>]*>16</w:delText>.*?<w:ins [^>]*><w:r>.*?<w:t>6</w:t>", text)


def test_hidden_text_is_left_alone():
    """What Word does not show is neither struck out nor a model for the new figure."""

    def with_hidden(_, table):
        paragraph = table.cell(2, 5).paragraphs[0]._p
        run = f"<w:r {nsdecls('w')}><w:rPr><w:vanish/></w:rPr><w:t>777</w:t></w:r>"
        paragraph.insert(0, parse_xml(run))

    data = tracked(word(FIGURES, with_hidden), report_of(FIGURES), (Change(TOTAL, 16, 6),))
    assert marks(data, "del") == [("16", AUTHOR)]
    (inserted,) = xml(data).iter(qn("w:ins"))
    assert next(inserted.iter(qn("w:vanish")), None) is None


def test_a_damaged_word_file_is_refused():
    """What is no archive, or has no text part, is said to be damaged."""
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    for data in (b"PK\x03\x04 and nothing more", empty.getvalue(), word(FIGURES)[:-200]):
        with pytest.raises(WriteError, match="damaged"):
            tracked(data, report_of(FIGURES), (Change(TOTAL, 16, 6),))


def test_without_lxml_the_extra_is_named(monkeypatch):
    """The library is an extra; without it the error says what to install."""
    import sys

    monkeypatch.setitem(sys.modules, "lxml", None)
    with pytest.raises(WriteError, match=r"gov-disclosure\[docx\]"):
        tracked(word(FIGURES), report_of(FIGURES), (Change(TOTAL, 16, 6),))
    assert gd.__version__
