"""Excel workbooks: every figure is right and knows its cell, and nothing harmful is opened."""

import io
import re
import zipfile

import excelforms
import openpyxl
import printing
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gov_disclosure as gd
from gov_disclosure.readers import read_source
from gov_disclosure.readers.files import Source
from gov_disclosure.readers.limits import Limits
from gov_disclosure.report.layout import layout
from gov_disclosure.testing import any_reports, reports


def read(data, limits=None, name="report.xlsx"):
    """The report in a workbook."""
    return read_source(Source(data, name, limits or Limits()), skip_other=False)


def saved(book):
    """A workbook's bytes."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def workbook(*rows):
    """A workbook of one sheet with these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return book


def rewritten(data, change):
    """A workbook whose sheet has been changed behind the library's back."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(stream, "w") as made:
        for name in archive.namelist():
            content = archive.read(name)
            made.writestr(name, change(content) if name == "xl/worksheets/sheet1.xml" else content)
    return stream.getvalue()


HEADER = ["信息内容", "本年处理决定数量"]


def refusal(data, limits=None):
    """Why a workbook is not read."""
    with pytest.raises(gd.ReadError) as error:
        read(data, limits)
    assert error.value.finding.code == "GD001"
    return error.value.finding.render("en")


def differing(report, found):
    """The addresses at which two reports differ, with what stands there."""
    assert found.edition == report.edition
    return {a: (report[a], found[a]) for a in layout(report.edition).cells if report[a] != found[a]}


@given(reports(blanks=True, annotated=True), excelforms.sheets())
def test_a_faithful_report_is_read_back_whole(report, laid):
    """However a workbook is laid out, its figures, headings and prose are read."""
    found = read(excelforms.write(report, laid=laid))
    assert differing(report, found) == {}
    assert found == report


@given(reports(blanks=True, annotated=True), printing.deviations(), excelforms.sheets(), st.booleans())
def test_any_mix_of_deviations_gives_the_figures_back(report, how, laid, undivided):
    """White space, widths, wordings and damaged labels do not keep any figure from being read right."""
    report = printing.undivided(report) if undivided else report
    assert differing(report, read(excelforms.write(report, how, laid))) == {}


@given(any_reports(), excelforms.sheets())
def test_no_figure_is_ever_wrong(report, laid):
    """Whatever the cells hold, a figure is read as it stands or not at all."""
    found = read(excelforms.write(printing.with_headings(report), laid=laid))
    for address, (expected, seen) in differing(report, found).items() if found.edition == report.edition else ():
        assert seen in {None, gd.ABSENT, gd.UNKNOWN}, (address, expected, seen)


@given(reports("2021"))
def test_every_figure_knows_its_sheet_and_cell(report):
    """Sheet, row and column of a figure are those of the cell in which it stands."""
    data = excelforms.write(report)
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    found = read(data)
    for address in layout("2021").addresses:
        place = found.locations[address]
        assert place.sheet == sheet.title
        assert float(sheet.cell(place.row, place.column).value) == float(report[address])


def test_a_formula_counts_with_its_cached_value():
    """What Excel has calculated is what stands in the cell."""
    data = saved(workbook(HEADER, ["行政许可", "=1+1"]))
    data = rewritten(data, lambda xml: re.sub(rb"<v\s*/>|<v></v>", b"<v>2</v>", xml))
    assert read(data)["proactive_disclosure.licensing.decisions"] == 2


def test_a_formula_that_was_not_calculated_is_unreadable():
    """A formula without a cached value is quoted, with the words that it is not calculated."""
    cell = read(saved(workbook(HEADER, ["行政许可", "=1+1"])))["proactive_disclosure.licensing.decisions"]
    assert isinstance(cell, gd.Unreadable)
    assert "=1+1" in cell.text
    assert "not calculated" in cell.text


def test_an_amount_has_the_digits_that_excel_shows():
    """What binary fractions add after the fifteenth digit is not there."""
    found = read(saved(workbook(["信息内容", "本年收费金额（单位：万元）"], ["行政事业性收费", 7730.280000000001])))
    assert str(found["proactive_disclosure.administrative_fees.amount"]) == "7730.28"


def test_hidden_sheets_are_passed_over():
    """What nobody sees is not read, unless there is nothing else."""
    book = workbook(HEADER, ["行政许可", 5])
    hidden = book.create_sheet("old")
    hidden.append(HEADER)
    hidden.append(["行政许可", 4])
    hidden.sheet_state = "hidden"
    assert read(saved(book))["proactive_disclosure.licensing.decisions"] == 5


def test_macros_are_ignored():
    """A workbook with macros is read as one without."""
    data = saved(workbook(HEADER, ["行政许可", 5]))
    assert read(data, name="report.xlsm")["proactive_disclosure.licensing.decisions"] == 5


def test_a_value_in_the_last_corner_costs_nothing():
    """A sheet whose used area is a billion cells, nearly all of them empty, is read."""
    book = workbook(HEADER, ["行政许可", 5])
    book.active.cell(1_048_576, 3, "end")
    assert read(saved(book))["proactive_disclosure.licensing.decisions"] == 5


def test_a_sheet_of_too_many_cells_is_refused():
    """Cells are counted before the library builds them."""
    assert "cells" in refusal(saved(workbook(*[[1] * 10] * 20)), Limits(cells=100))


def test_a_sheet_of_too_many_columns_is_refused():
    """A table of thousands of columns is no report's."""
    assert "columns" in refusal(saved(workbook([1] * 300)), Limits(columns=200))


def test_a_merged_area_of_billions_is_refused():
    """An area is counted before the library makes an object for each of its places."""
    book = workbook(HEADER, ["行政许可", 5])
    book.active.merge_cells("A4:B5")
    assert "cells" in refusal(rewritten(saved(book), lambda xml: xml.replace(b"A4:B5", b"A4:XFD1048576")))


def test_a_link_over_a_whole_sheet_costs_nothing():
    """What a link is said to cover is not made into cells."""
    link = b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks></worksheet>'
    data = saved(workbook(HEADER, ["行政许可", 5]))
    found = read(rewritten(data, lambda xml: xml.replace(b"</worksheet>", link)))
    assert found["proactive_disclosure.licensing.decisions"] == 5


def test_what_is_written_under_a_merged_cell_is_not_shown():
    """A value in a place that a merged cell covers is no figure."""
    book = workbook(HEADER, ["行政许可", 5], ["行政处罚", 6], ["行政强制", 7])
    book.active.merge_cells("D1:D2")
    found = read(rewritten(saved(book), lambda xml: xml.replace(b"D1:D2", b"B2:B3")))
    assert found["proactive_disclosure.licensing.decisions"] == 5
    assert found["proactive_disclosure.penalties.decisions"] in (None, gd.ABSENT, gd.UNKNOWN)


def test_entities_are_refused():
    """A part that declares entities is not parsed."""
    data = rewritten(saved(workbook(HEADER)), lambda xml: b'<!DOCTYPE x [<!ENTITY a "b">]>' + xml)
    assert "entities" in refusal(data)


@pytest.mark.parametrize("size", [10, 400, 1500])
def test_a_workbook_cut_short_is_refused(size):
    """A damaged workbook is GD001, not an error of the program."""
    assert refusal(saved(workbook(HEADER))[:size])


# How Excel shows it -------------------------------------------------------------------------------------------------


def strict(data):
    """A workbook as Excel saves it in the strict form."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(stream, "w") as made:
        for name in archive.namelist():
            ordinary, other = rb"http://schemas\.openxmlformats\.org/(\w+)/2006/", rb"http://purl.oclc.org/ooxml/\1/"
            made.writestr(
                name, re.sub(ordinary, other, archive.read(name)) if "ontent_T" not in name else archive.read(name)
            )
    return stream.getvalue()


def test_a_strict_workbook_is_read_like_any_other():
    """The names that strict files use are translated before the workbook is opened."""
    data = strict(saved(workbook(HEADER, ["行政许可", 5], ["行政处罚", "=2+3"])))
    assert b"purl.oclc.org" in zipfile.ZipFile(io.BytesIO(data)).read("xl/workbook.xml")
    report = read(data)
    assert report["proactive_disclosure.licensing.decisions"] == 5
    assert "not calculated" in report["proactive_disclosure.penalties.decisions"].text


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (3.0, "0.00", 3),
        (3, '0"件"', 3),
        (1234, "#,##0_ ", 1234),
        (0.05, "0%", gd.Unreadable("5%")),
        (5, "0.0%;[Red]-0.0%", gd.Unreadable("500%")),
        (True, "General", gd.Unreadable("TRUE")),
        ("#REF!", "General", gd.Unreadable("#REF!")),
        ("7_x000D_\n", "General", 7),
    ],
)
def test_a_figure_is_what_the_cell_shows(value, form, shown):
    """Decimals and units that only a format adds do not matter; a percentage is no count."""
    book = workbook(HEADER, ["行政许可", value])
    book.active["B2"].number_format = form
    assert read(saved(book))["proactive_disclosure.licensing.decisions"] == shown


def test_a_heading_may_be_the_name_of_a_sheet():
    """A section whose heading stands on its sheet's tab alone is there; a heading in the sheet is not doubled."""
    book = workbook(HEADER, ["行政许可", 5])
    book.active.title = "二、主动公开政府信息情况"
    book.create_sheet("总体情况").append(["一、总体情况"])
    report = read(saved(book))
    assert [entry.text for entry in report.outline] == ["二、主动公开政府信息情况", "一、总体情况"]


def test_a_heading_with_the_unit_beside_it_is_a_heading():
    """What stands in the row of a heading, far to its right, does not make it a table's row."""
    report = read(saved(workbook(["二、主动公开政府信息情况", None, "单位：件"], HEADER, ["行政许可", 5])))
    assert [entry.text for entry in report.outline] == ["二、主动公开政府信息情况"]
    assert report["proactive_disclosure.licensing.decisions"] == 5
    assert report.proactive_disclosure.text == "单位：件"


def test_a_title_written_out_over_all_columns_is_said_once():
    """Where merged cells were taken apart and filled, the same text in each place is one."""
    title = "某县2023年政府信息公开工作年度报告"
    report = read(saved(workbook([title] * 3, ["一、总体情况"] * 3, ["如期公开。"] * 3)))
    assert report.title == title
    assert (report.overview.heading, report.overview.text) == ("一、总体情况", "如期公开。")


def test_hidden_rows_are_read_and_hidden_sheets_are_not():
    """A row of the form may be folded away; what stands in a hidden sheet is not published."""
    book = workbook(HEADER, ["行政许可", 5])
    book.active.row_dimensions[2].hidden = True
    hidden = book.create_sheet("去年", 0)
    hidden.sheet_state = "hidden"
    for row in (HEADER, ["行政许可", 9], ["行政处罚", 9]):
        hidden.append(row)
    report = read(saved(book))
    assert report["proactive_disclosure.licensing.decisions"] == 5
    assert report.proactive_disclosure.penalties.decisions is gd.ABSENT
