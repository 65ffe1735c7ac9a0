"""Each way in which published Word files deviate from the form: read right, or reported."""

import copy
import io
import random
import zipfile

import pytest
from docxforms import EXAMPLE, Shape, write
from lxml import etree
from printing import Deviations
from wordxml import DECLARED, NAMESPACES, control, level, lists, paragraph, repacked, result, run, text

import gov_disclosure as gd
from gov_disclosure.readers import read_source
from gov_disclosure.readers.files import Source
from gov_disclosure.report.layout import layout
from gov_disclosure.testing import changed

W = f"{{{NAMESPACES['w']}}}"
REPORT = gd.read(EXAMPLE.with_name("county-2021-corrected.txt"))
REQUESTS = [address for address in layout("2021").addresses if address.startswith("requests.")]


class Edited:
    """A Word file whose body a test changes before it is read."""

    def __init__(self, data):
        self.data = data
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.root = etree.fromstring(archive.read("word/document.xml"))
        self.body = self.root[0]

    def tables(self):
        """The tables."""
        return list(self.body.iter(f"{W}tbl"))

    def row(self, label):
        """The row in which a label stands."""
        return next(row for row in self.body.iter(f"{W}tr") if label in "".join(row.itertext()))

    def read(self):
        """The report."""
        data = repacked(self.data, word__document_xml=etree.tostring(self.root))
        found = read_source(Source(data, "report.docx"), skip_other=False)
        assert found is not None
        return found


def edited(how=None, report=REPORT, **shape):
    """The example as a Word file that can be changed."""
    return Edited(write(report, how or Deviations(), Shape(**shape)).data)


def element(xml):
    """An element of a body."""
    return etree.fromstring(f"<x {DECLARED}>{xml}</x>")[0]


def texts(report):
    """The headings of a report."""
    return [entry.text for entry in report.outline]


def codes(report):
    """The codes of what is found wrong with a report."""
    return {finding.code for finding in gd.check(report)}


def assert_whole(found, report=REPORT):
    """Every figure is there, and nothing is unread."""
    assert {a: found[a] for a in layout("2021").addresses} == {a: report[a] for a in layout("2021").addresses}
    assert found.unread == ()


@pytest.mark.parametrize("between", ["", text(""), text("— 3 —"), text("续表")])
@pytest.mark.parametrize("at", [5, 12, 20])
def test_a_table_that_goes_on_without_its_header_is_read(between, at):
    """Table three in two tables, the second without a header, perhaps with a page number between them."""
    file = edited()
    first = file.tables()[1]
    second = copy.deepcopy(first)
    rows, again = first.findall(f"{W}tr"), second.findall(f"{W}tr")
    for number, (before, after) in enumerate(zip(rows, again, strict=True)):
        (first if number >= at else second).remove(before if number >= at else after)
    first.addnext(second)
    if between:
        first.addnext(element(between))
    assert_whole(file.read())


def test_a_table_that_goes_on_with_its_header_is_read():
    """Table three in two tables, each with the header."""
    file = edited()
    first = file.tables()[1]
    second = copy.deepcopy(first)
    for row in first.findall(f"{W}tr")[12:]:
        first.remove(row)
    for row in second.findall(f"{W}tr")[3:12]:
        second.remove(row)
    first.addnext(second)
    first.addnext(element(text("")))
    assert_whole(file.read())


def test_table_four_with_headings_over_two_rows_is_read():
    """The upper heading of litigation may be missing."""
    file = edited()
    last = file.tables()[-1]
    upper, middle, lower = last.findall(f"{W}tr")[:3]
    group = copy.deepcopy(upper[1])
    for cell in middle.findall(f"{W}tc")[:5]:
        middle.remove(cell)
    middle.insert(1, group)
    for old, new in zip(lower.findall(f"{W}tc")[:5], lower.findall(f"{W}tc")[5:10], strict=True):
        lower.replace(old, copy.deepcopy(new))
    last.remove(upper)
    assert_whole(file.read())


def test_a_lost_last_cell_is_blank():
    """A row without its last cell has all its other figures, and a blank that is reported."""
    file = edited()
    row = file.row("二、上年结转")
    row.remove(row.findall(f"{W}tc")[-1])
    found = file.read()
    assert found["requests.carried_in.total"] is None
    assert found["requests.carried_in.natural_person"] == REPORT["requests.carried_in.natural_person"]
    assert "GD204" in codes(found)


def widened(file):
    """The example in which cells are merged over two columns each, but do not stand under their headings."""
    for row in file.tables()[1].findall(f"{W}tr"):
        for cell in row.findall(f"{W}tc")[1:]:
            cell.find(f"{W}tcPr").append(element('<w:gridSpan w:val="2"/>'))
    return file


def test_cells_over_two_columns_count_once():
    """Where headings and figures are not aligned, as LibreOffice leaves ragged tables, a wide cell is one cell."""
    assert_whole(widened(edited(merged="once")).read())


def test_a_short_row_of_wide_cells_is_not_guessed():
    """Where a wide cell is lost and nothing is aligned, it is open which figure is which: the row is unread."""
    file = widened(edited(merged="once"))
    row = file.row("二、上年结转")
    row.remove(row.findall(f"{W}tc")[3])
    found = file.read()
    assert found["requests.carried_in.total"] is gd.UNKNOWN
    assert [entry.table for entry in found.unread] == [3]
    assert "GD003" in codes(found)


@pytest.mark.parametrize("seed", range(5))
def test_borders_dragged_within_rows_move_no_figure(seed):
    """Where somebody pulled at borders, a row's cells no longer begin where those of the header do."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    file = edited()
    for row in file.body.iter(f"{W}tr"):
        spans = []
        for cell in row.findall(f"{W}tc"):
            properties = cell.find(f"{W}tcPr")
            span = properties.find(f"{W}gridSpan")
            if span is None:
                span = etree.SubElement(properties, f"{W}gridSpan")
            spans.append((span, 2 * int(span.get(f"{W}val", "1"))))
        at = chance.randrange(len(spans) - 1) if len(spans) > 1 and chance.random() < 0.6 else None
        by = chance.choice((-1, 1))
        for number, (span, width) in enumerate(spans):
            moved = 0 if at is None else by * ((number == at) - (number == at + 1))
            span.set(f"{W}val", str(width + moved))
    assert_whole(file.read())


def test_marks_of_notes_change_no_label_and_no_figure():
    """A raised 1 behind a label or a figure is a remark on it."""
    file = edited()
    mark = run("1", '<w:vertAlign w:val="superscript"/>')
    cells = file.row("二、上年结转").findall(f"{W}tc")
    for cell in cells[:2]:
        cell.find(f"{W}p").append(element(mark))
    found = file.read()
    address = "requests.carried_in.natural_person"
    number = REPORT[address]
    assert found[address] == gd.Annotated(f"{number}[1]", number)
    assert found["requests.carried_in.total"] == REPORT["requests.carried_in.total"]
    assert found.unread == ()


def test_a_column_that_is_not_there_is_reported():
    """Without a column its figures are blank, those of the others are right, and GD107 says so."""
    file = edited()
    table = file.tables()[1]
    rows = table.findall(f"{W}tr")
    for row in rows[:2]:  # 申请人情况 and 法人或其他组织 are a column narrower
        span = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in row.findall(f"{W}tc")][-1 if row is rows[0] else 2]
        span.set(f"{W}val", str(int(span.get(f"{W}val")) - 1))
    rows[2].remove(rows[2].findall(f"{W}tc")[3])  # 科研机构
    for row in rows[3:]:
        row.remove(row.findall(f"{W}tc")[-5])
    found = file.read()
    wanted = {a: None if a.endswith("research_institute") else REPORT[a] for a in REQUESTS}
    assert {a: found[a] for a in REQUESTS} == wanted
    assert "GD107" in codes(found)


def test_a_row_that_is_not_there_is_reported():
    """A missing row is absent, and GD107 says so."""
    file = edited()
    row = file.row("四、结转下年度")
    row.getparent().remove(row)
    found = file.read()
    assert found["requests.carried_out"] == layout("2021").rows["requests.carried_out"].absent
    assert "GD107" in codes(found)


def test_blank_columns_stay_blank():
    """The whole total column blank, or all columns of legal persons."""
    totals = {a: None for a in REQUESTS if a.endswith(".total") and a in layout("2021").cells}
    bodies = {a: None for a in REQUESTS if a.rpartition(".")[2] not in {"natural_person", "total"}}
    for blank in (totals, bodies):
        report = changed(REPORT, blank)
        found = edited(report=report).read()
        assert_whole(found, report)
        assert "GD204" in codes(found)


def test_one_word_over_merged_cells_is_not_a_figure():
    """Where 无 stands in one cell over several columns, the first is unreadable, the others blank, and both reported."""
    file = edited()
    cells = file.row("二、上年结转").findall(f"{W}tc")
    for cell in cells[3:7]:
        cell.getparent().remove(cell)
    cells[2].find(f"{W}tcPr").append(element('<w:gridSpan w:val="5"/>'))
    next(cells[2].iter(f"{W}t")).text = "无"
    found = file.read()
    row = [found[f"requests.carried_in.{column.key}"] for column in layout("2021").rows["requests.carried_in"].columns]
    assert row == [REPORT["requests.carried_in.natural_person"], gd.Unreadable("无"), None, None, None, None,
                   REPORT["requests.carried_in.total"]]  # fmt: skip
    assert {"GD203", "GD204"} <= codes(found)


def test_figures_with_units_and_remarks_are_annotated():
    """A figure keeps what was written behind it."""
    report = changed(
        REPORT,
        {
            "requests.received.total": gd.Annotated("2件", 2),
            "proactive_disclosure.normative_documents.issued": gd.Annotated("22（其中修订16件）", 22),
        },
    )
    assert_whole(edited(report=report).read(), report)


def test_a_vertical_label_split_letter_by_letter_is_read():
    """三、本年度办理结果 in one column of letters is the same label."""
    assert_whole(edited(vertical=True).read())


def test_damaged_and_rewritten_labels_are_recognised():
    """Characters lost, other wordings, traditional characters, half-width brackets, white space."""
    for how in (
        Deviations(lost=True, cut=True),
        Deviations(alias=True, remark=True),
        Deviations(traditional=True),
        Deviations(half_width=True, space="\n"),
    ):
        assert_whole(edited(how).read())


@pytest.mark.parametrize("form", ["%1、", "第%1部分", "第%1部分　", "（%1）"])
def test_headings_are_numbered_by_lists_of_any_form(form):
    """However the list writes its numbers, the headings are there, numbered as shown."""
    data = write(REPORT, shape=Shape(headings="list")).data
    numbering = f"<w:numbering {DECLARED}>{lists(level(0, 'chineseCounting', form))}</w:numbering>"
    found = read_source(Source(repacked(data, word__numbering_xml=numbering), "report.docx"), skip_other=False)
    assert found is not None
    assert len(texts(found)) == len(layout("2021").sections)
    assert texts(found)[1].startswith(form.strip().replace("%1", "二"))
    assert_whole(found)


def test_headings_numbered_in_digits_are_read_as_word_shows_them():
    """A list of 1、 instead of 一、 is found by GD104, because that is what readers of the file see."""
    data = write(REPORT, shape=Shape(headings="list")).data
    numbering = f"<w:numbering {DECLARED}>{lists(level(0, 'decimal', '%1、'))}</w:numbering>"
    found = read_source(Source(repacked(data, word__numbering_xml=numbering), "report.docx"), skip_other=False)
    assert found is not None
    assert texts(found)[1] == "2、主动公开政府信息情况"
    assert "GD104" in codes(found)


def test_a_table_without_its_heading_is_read():
    """The figures are there, and the missing heading is reported."""
    file = edited()
    heading = next(p for p in file.body.iter(f"{W}p") if "收到和处理" in "".join(p.itertext()))
    file.body.remove(heading)
    found = file.read()
    assert_whole(found)
    assert "GD101" in codes(found)


def test_a_table_of_contents_made_by_word_is_none_of_the_headings():
    """Word's own table of contents, in a content control and with fields for the page numbers, is passed over."""
    file = edited()
    entries = "".join(
        paragraph(run(str(REPORT[key].heading)) + "<w:r><w:tab/></w:r>" + result(run(str(n)), "PAGEREF"))
        for n, key in enumerate(layout("2021").sections, 1)
    )
    file.body.insert(1, element(control(text("目录") + entries)))
    found = file.read()
    assert texts(found) == [str(REPORT[key].heading) for key in layout("2021").sections]
    assert codes(found) == codes(REPORT)


def test_a_consistent_report_stays_consistent_in_any_shape():
    """What is right has no finding, however the file is built."""
    for shape in (Shape(), Shape(headings="list", four=True, merged="once"), Shape(frame="page", boxed=True)):
        found = read_source(Source(write(REPORT, shape=shape).data, "report.docx"), skip_other=False)
        assert found is not None
        assert codes(found) == codes(REPORT)
