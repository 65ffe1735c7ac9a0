"""CSV files: what ``extract`` writes is read back, and a sheet saved as CSV is read as a sheet."""

import pathlib

import pytest
from hypothesis import given

import gov_disclosure as gd
from gov_disclosure.output.canonical import to_csv
from gov_disclosure.readers import read_source
from gov_disclosure.readers.files import Source
from gov_disclosure.readers.limits import Limits
from gov_disclosure.report.layout import layout
from gov_disclosure.testing import any_reports, faulty_reports

EXAMPLE = pathlib.Path(__file__).parents[2] / "examples" / "county-2021.txt"


def read(text, limits=None):
    """The report in a CSV text."""
    return read_source(Source(text.encode(), "report.csv", limits or Limits()), skip_other=False)


def refusal(text, limits=None):
    """Why a CSV is not read, and the line."""
    with pytest.raises(gd.ReadError) as error:
        read(text, limits)
    assert error.value.finding.code == "GD001"
    return error.value.finding.render("en"), error.value.finding.location.line


@given(any_reports())
def test_what_extract_writes_is_read_back(report):
    """Every cell in every state comes back as it was, with the line on which it stands."""
    found = read(to_csv(report))
    form = layout(report.edition)
    assert found == report
    assert [found.locations[address].line for address in form.cells] == list(range(2, len(form.cells) + 2))


@given(faulty_reports())
def test_extract_then_check_finds_what_check_alone_finds(faulty):
    """A CSV holds headings, prose and what was unread, too, so that no finding is lost on the way."""
    alone, after = ([(f.code, f.cells, f.render("en")) for f in gd.check(report)]
                    for report in (faulty.report, read(to_csv(faulty.report))))  # fmt: skip
    assert after == alone


def test_a_text_that_looks_like_a_formula_is_written_as_it_is():
    """Data is not changed for programs that would run it."""
    report = gd.structure({"title": "=1+1", "requests": {"received": {"total": "=1+1"}}})
    text = to_csv(report)
    assert ",unreadable,,=1+1\n" in text
    assert "title,,text,,=1+1\n" in text
    assert read(text) == report


@pytest.mark.parametrize(("shown", "number"), [("10.0", 10), ("3.00", 3), ("3.7", gd.Unreadable("3.7"))])
def test_a_program_writes_whole_numbers_with_zeros(shown, number):
    """What holds numbers beside blanks writes 10 as 10.0; a real fraction is one."""
    found = read(f"信息内容,本年处理决定数量\n行政许可,{shown}\n")
    assert found["proactive_disclosure.licensing.decisions"] == number


@pytest.mark.parametrize(
    ("lines", "words", "line"),
    [
        (["titel,text,,某县"], "title", 2),
        (["requests.received.total,blank,,", "notes.0.kind,text,,ok"], "notes", 3),
        (["year,text,,soon"], "year", 2),
        (["requests,text,,none", "requests.received.total,number,5,"], "requests.received", 2),
        (["requests.received,text,,none", "requests.received.total,number,5,"], "requests.received", 2),
    ],
)
def test_a_text_in_the_wrong_place_is_refused_with_its_line(lines, words, line):
    """A line that is no part of a report is named, with what it may have meant."""
    text, found = refusal("\n".join(["address,state,value,text", *lines]))
    assert words in text
    assert found == line


def test_places_are_kept():
    """Places that the CSV lists are the places of the figures."""
    text = "address,label,state,value,text,page,sheet,table,row,column,line\nrequests.received.total,,number,5,,3,,2,4,10,\n"
    place = read(text).locations["requests.received.total"]
    assert (place.page, place.table, place.row, place.column, place.line, place.text) == (3, 2, 4, 10, None, "5")


def test_a_csv_with_places_keeps_those_of_headings():
    """Where title and headings stood is listed beside them."""
    report = gd.read(EXAMPLE)
    found = read(to_csv(report, locations=True))
    assert {key: place.line for key, place in found.locations.items()} == {
        key: place.line for key, place in report.locations.items()
    }


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_sheet_saved_as_csv_is_a_sheet(separator):
    """A CSV that lists no addresses is read as the table that it is."""
    lines = [
        ["某县2023年政府信息公开工作年度报告", ""],
        ["一、总体情况", ""],
        ["信息内容", "本年处理决定数量"],
        ["行政许可", "5"],
        ["行政处罚", ""],
    ]
    found = read("".join(separator.join(line) + "\r\n" for line in lines))
    assert (found.issuer, found.year) == ("某县", 2023)
    assert found.overview.heading == "一、总体情况"
    assert found["proactive_disclosure.licensing.decisions"] == 5
    assert found["proactive_disclosure.penalties.decisions"] is None
    assert found.locations["proactive_disclosure.licensing.decisions"].line == 4


@pytest.mark.parametrize(
    ("lines", "words", "line"),
    [
        (["requests.received.total,number,5,", "requests.received.total,number,5,"], "twice", 3),
        (["requests.recieved.total,number,5,"], "no address", 2),
        (["requests.received.total,number,five,"], "not number", 2),
        (["requests.received.total,number,,"], "not number", 2),
        (["requests.received.total,annotated,,5"], "not annotated", 2),
        (["requests.received.total,green,5,"], "not green", 2),
    ],
)
def test_what_is_no_figure_is_refused_with_its_line(lines, words, line):
    """A line that cannot be a figure of a report is named."""
    text, found = refusal("\n".join(["address,state,value,text", *lines]))
    assert words in text
    assert found == line


def test_too_many_cells_are_refused():
    """The limits of size hold for CSV, too."""
    assert "cells" in refusal("a,b\n" * 100, Limits(cells=50))[0]
    assert "columns" in refusal("a," * 300 + "\n", Limits(columns=50))[0]
