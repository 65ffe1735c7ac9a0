"""Reports drawn as PDFs are read back: however pages cut their tables, a figure is right, or missing and reported."""

import attrs
import pdfforms
import printing
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfforms import Paper
from tables import COLUMNS

import gov_disclosure as gd
from gov_disclosure.readers import read_source
from gov_disclosure.readers.files import Source
from gov_disclosure.report.cells import Annotated, State, Unreadable
from gov_disclosure.report.layout import layout
from gov_disclosure.testing import changed, reports

REPORTED = {"GD003", "GD107", "GD204"}
LARGE = [1176, 20_345, 981_234, 7, 60, 55_119]


def read(data):
    """The report in a PDF."""
    return read_source(Source(data, "report.pdf"), skip_other=False)


def number(cell):
    """The figure in a cell, or None if there is none."""
    if isinstance(cell, Annotated):
        return cell.number
    return None if isinstance(cell, Unreadable | State) else cell


def differing(report, found):
    """The addresses at which two reports differ, with what stands there."""
    assert found.edition == report.edition
    return {a: (report[a], found[a]) for a in layout(report.edition).cells if report[a] != found[a]}


@st.composite
def long_figures(draw):
    """A report all of whose figures have some digits, so that they do not fit on a line."""
    report = draw(reports("2021"))
    shift = draw(st.integers(0, len(LARGE) - 1))
    addresses = layout("2021").addresses
    return changed(report, {a: LARGE[(i * 7 + shift) % len(LARGE)] for i, a in enumerate(addresses)})


# Faithful reports -------------------------------------------------------------------------------------------------


@settings(max_examples=10)
@given(report=reports(blanks=True, annotated=True), repeated=st.booleans(), height=st.floats(340, 842))
def test_a_faithful_report_is_read_back_whole(report, repeated, height):
    """A report drawn as the form asks is read with all its figures, headings and prose, and nothing is noted."""
    found = read(pdfforms.write(report, paper=Paper(height=height, repeated=repeated, number="- {} -")))
    assert differing(report, found) == {}
    assert found == report


@settings(max_examples=12)
@given(data=st.data())
def test_any_mix_of_deviations_and_any_paper_gives_right_figures_or_says_so(data):
    """However a report is written and drawn, each figure is right, or it is missing and a finding says so."""
    report = data.draw(reports(blanks=True, annotated=True))
    if data.draw(st.booleans()):
        report = printing.undivided(report)
    found = read(pdfforms.write(report, data.draw(printing.deviations()), data.draw(pdfforms.papers())))
    different = differing(report, found)
    assert {a: cells for a, cells in different.items() if number(cells[1]) is not None} == {}
    assert not different or {finding.code for finding in gd.check(found)} & REPORTED


@settings(max_examples=12)
@given(long_figures(), pdfforms.papers(), st.floats(330, 480))
def test_a_figure_cut_by_a_page_is_never_half_read(report, paper, height):
    """Where figures go over several lines, a page that ends between them gives the whole figure or none."""
    found = read(pdfforms.write(report, paper=attrs.evolve(paper, height=height, cut=True, narrow=1.8)))
    wrong = {a: cells for a, cells in differing(report, found).items() if number(cells[1]) is not None}
    assert wrong == {}


@given(report=reports())
@settings(max_examples=5)
def test_a_check_of_the_pdf_says_what_a_check_of_the_report_says(report):
    """A consistent report has no finding as a PDF either."""
    data = pdfforms.write(report, paper=Paper(height=420, number="第 {} 页"))
    assert list(gd.check(read(data))) == []


# Rows cut by a page -----------------------------------------------------------------------------------------------

HEIGHTS = range(331, 470, 23)


def cut_report():
    """A report with a figure that does not fit on one line, and another that does."""
    rows = {row: dict.fromkeys(COLUMNS, 0) for row in ("received", "carried_in", "carried_out")}
    report = gd.structure(
        {
            "edition": "2021",
            "title": "青山县人民政府2023年政府信息公开工作年度报告",
            "issuer": "青山县人民政府",
            "year": 2023,
            "preamble": "本报告的统计期限自2023年1月1日起至2023年12月31日止。",
            "overview": {"heading": "一、总体情况", "text": pdfforms.SENTENCE},
            "proactive_disclosure": {"heading": "二、主动公开政府信息情况", "text": ""},
            "requests": {"heading": "三、收到和处理政府信息公开申请情况", "text": "", **rows},
            "disputes": {"heading": "四、政府信息公开行政复议、行政诉讼情况", "text": ""},
            "problems": {"heading": "五、存在的主要问题及改进情况", "text": pdfforms.SENTENCE},
            "other_matters": {"heading": "六、其他需要报告的事项", "text": pdfforms.SENTENCE},
        }
    )
    undivided = "requests.outcomes.otherwise.undivided"
    absent = layout("2021").rows[undivided].absent
    return changed(report, {**dict.fromkeys(layout("2021").addresses, 0), undivided: absent})


@pytest.mark.parametrize("repeated", [False, True], ids=["bare", "repeated-header"])
@pytest.mark.parametrize(
    "figures", [("natural_person",), ("natural_person", "total"), COLUMNS], ids=["one", "two", "all"]
)
def test_a_row_cut_between_the_lines_of_a_figure_is_one_row(figures, repeated):
    """1176 as 117 on one page and 6 on the next is 1176, wherever on the pages the table begins."""
    row = "requests.carried_in"
    report = changed(cut_report(), {f"{row}.{column}": 1176 for column in figures})
    for height in HEIGHTS:
        paper = Paper(height=height, repeated=repeated, narrow=1.8, size=10.5, number="- {} -")
        found = read(pdfforms.write(report, paper=paper))
        assert differing(report, found) == {}, height


@pytest.mark.parametrize("repeated", [False, True], ids=["bare", "repeated-header"])
def test_labels_and_headings_cut_by_a_page_are_recognised(repeated):
    """Wherever a page ends in the header, in a row's label or in a group's, all figures are read."""
    addresses = layout("2021").addresses
    report = changed(cut_report(), {address: index for index, address in enumerate(addresses)})
    for height in HEIGHTS:
        found = read(pdfforms.write(report, paper=Paper(height=height, repeated=repeated, size=10.5, narrow=3)))
        assert differing(report, found) == {}, height
        assert found.unread == ()


@pytest.mark.parametrize("lost", ["6.属于四类过程性信息", "（七）总计", "二、上年结转政府信息公开申请数量"])
def test_a_row_without_its_label_at_the_top_of_a_page_is_not_taken_for_the_rest_of_the_row_above(lost, monkeypatch):
    """Of a row whose label is lost nothing is added to the figures above, though it begins a page."""
    addresses = layout("2021").addresses
    report = changed(cut_report(), {address: index + 1 for index, address in enumerate(addresses)})
    printed = printing.label_text
    monkeypatch.setattr(printing, "label_text", lambda text, how: "" if text == lost else printed(text, how))
    for height in HEIGHTS:
        found = read(pdfforms.write(report, paper=Paper(height=height, cut=False, number="{}")))
        wrong = {a: cells for a, cells in differing(report, found).items() if number(cells[1]) is not None}
        assert wrong == {}, height
        assert {finding.code for finding in gd.check(found)} & REPORTED


# Deviations of published PDFs ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "paper",
    [
        Paper(frame=True),
        Paper(backgrounds=True),
        Paper(frame=True, backgrounds=True, strokes="thin"),
        Paper(strokes="lines"),
        Paper(strokes="open", height=400),
        Paper(turned=90),
        Paper(turned=270),
        Paper(stacked=True),
        Paper(bold=True),
        Paper(spaced=True),
        Paper(running="政务公开工作材料", number="— {} —", height=400),
        Paper(number="第{}页 共9页", height=380, repeated=True),
        Paper(number="{}", height=380),
    ],
    ids=lambda paper: "-".join(f.name for f in attrs.fields(Paper) if getattr(paper, f.name) != f.default),
)
def test_the_way_of_drawing_does_not_matter(paper):
    """Frames, backgrounds, thin areas for lines, turned labels, page numbers and bold print change nothing."""
    addresses = layout("2021").addresses
    report = changed(cut_report(), {address: index for index, address in enumerate(addresses)})
    found = read(pdfforms.write(report, paper=paper))
    assert differing(report, found) == {}
    for key in layout("2021").sections:
        assert (found[key].heading, found[key].text) == (report[key].heading, report[key].text)


@pytest.mark.parametrize("turned", [0, 90])
def test_tables_without_lines_between_columns_are_read_by_their_count(turned):
    """Where only rows are ruled, rows with all their figures are read; that their columns are supposed is noted."""
    addresses = layout("2021").addresses
    report = changed(cut_report(), {address: index for index, address in enumerate(addresses)})
    found = read(pdfforms.write(report, paper=Paper(strokes="rows", turned=turned, height=1900)))
    assert differing(report, found) == {}
    assert {note.kind for note in found.notes} == {"uncertain-reading"}


def test_a_row_with_a_blank_in_a_table_without_lines_between_columns_is_not_read():
    """Of a blank cell there is no trace, so that the figures after it could be any column's."""
    report = changed(cut_report(), {"requests.received.enterprise": None})
    found = read(pdfforms.write(report, paper=Paper(strokes="rows", height=1900)))
    assert found.requests.received.natural_person is State.UNKNOWN
    assert "GD003" in {finding.code for finding in gd.check(found)}
    assert set(differing(report, found)) == {f"requests.received.{column}" for column in COLUMNS}


def test_a_title_over_two_lines_is_one_title():
    """The title's lines are put together."""
    report = cut_report()
    found = read(pdfforms.write(report, printing.Deviations(title_break=True)))
    assert (found.title, found.issuer, found.year) == (report.title, report.issuer, report.year)


def test_prose_over_several_lines_and_pages_is_one_paragraph():
    """A paragraph's lines are joined, and headings stand on their own."""
    text = pdfforms.SENTENCE * 9
    report = changed(cut_report(), {})
    report = attrs.evolve(report, overview=attrs.evolve(report.overview, text=f"{text}\n{text}"))
    found = read(pdfforms.write(report, paper=Paper(height=360, number="- {} -", running="政务公开工作材料")))
    assert found.overview.text == report.overview.text
    assert [entry.section for entry in found.outline] == list(layout("2021").sections)


# Places -----------------------------------------------------------------------------------------------------------


def test_every_figure_knows_its_page_table_row_and_column():
    """Pages and tables count from 1, rows and columns on the grid of the whole table, whatever pages cut."""
    addresses = layout("2021").addresses
    report = changed(cut_report(), {address: index for index, address in enumerate(addresses)})
    found = read(pdfforms.write(report, paper=Paper(height=420, repeated=True)))
    places = {address: found.locations[address] for address in addresses}
    assert {places[a].table for a in addresses if a.startswith("requests.")} == {2}
    for address in addresses:
        assert places[address].text == str(report[address])
    received, carried_out = places["requests.received.natural_person"], places["requests.carried_out.total"]
    assert (received.row, received.column) == (4, 4)
    assert (carried_out.row, carried_out.column) == (28, 10)
    assert received.page < carried_out.page
    assert places["disputes.litigation_after_reconsideration.total"].column == 15
    assert places["disputes.litigation_after_reconsideration.total"].table == 3
