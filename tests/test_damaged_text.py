"""Damaged texts: whatever is lost, no figure is ever read as another one."""

import re

import pytest
import textforms
from hypothesis import given
from hypothesis import strategies as st

import gov_disclosure as gd
from gov_disclosure.readers.assembly import assemble
from gov_disclosure.readers.text import parse_text
from gov_disclosure.report.layout import layout
from gov_disclosure.testing import reports

LINED = ["barred", "tabbed", "spread"]
FIGURE = re.compile(r"\s*-?[0-9].*")
# A cut between two characters of which the first belongs to a figure leaves another figure, and nobody can tell.
WITHIN_FIGURE = re.compile(r"[0-9,.][0-9,.]|-[0-9]")


def number(cell):
    """The figure in a cell, or None if there is none."""
    if isinstance(cell, gd.Annotated):
        return cell.number
    return cell if not isinstance(cell, gd.Unreadable) and cell not in (None, gd.ABSENT, gd.UNKNOWN) else None


def wrong_numbers(report, text):
    """The addresses at which a figure is read that does not stand there, with both."""
    found = assemble(parse_text(text))
    known = layout(report.edition).cells
    return {
        address: (report[address] if address in known else None, found[address])
        for address in layout(found.edition).cells
        if number(found[address]) is not None
        and (address not in known or number(found[address]) != number(report[address]))
    }


@pytest.mark.parametrize("form", LINED)
@pytest.mark.parametrize("times", [0, 2], ids=["deleted", "doubled"])
@given(data=st.data())
def test_a_line_deleted_or_doubled_gives_no_wrong_figure(form, times, data):
    """Where a line is a row: without any one of them, or with one twice, every figure is right or not read."""
    report = data.draw(reports(blanks=True))
    lines = textforms.write(report, form).splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    text = "\n".join([*lines[:at], *lines[at : at + 1] * times, *lines[at + 1 :]])
    assert wrong_numbers(report, text) == {}


@pytest.mark.parametrize("times", [0, 2], ids=["deleted", "doubled"])
@given(data=st.data())
def test_a_paragraph_deleted_or_doubled_gives_no_wrong_figure(times, data):
    """Where every cell is a paragraph: without any one of them, or with one twice, every figure is right or not read."""
    report = data.draw(reports())
    paragraphs = textforms.write(report, "spelled-out").split("\n\n")
    at = data.draw(st.integers(0, len(paragraphs) - 1))
    text = "\n\n".join([*paragraphs[:at], *paragraphs[at : at + 1] * times, *paragraphs[at + 1 :]])
    assert wrong_numbers(report, text) == {}


@given(reports(blanks=True))
def test_blank_cells_that_leave_no_trace_give_no_wrong_figure(report):
    """One cell a paragraph, a row with blank cells has too few figures, and none of them is placed."""
    assert wrong_numbers(report, textforms.write(report, "spelled-out")) == {}


@pytest.mark.parametrize("times", [0, 2], ids=["deleted", "doubled"])
@given(data=st.data())
def test_an_indented_line_deleted_or_doubled_gives_no_wrong_figure(times, data):
    """Where a line is a cell: without any one label or empty line, or with any cell twice, no figure is read wrong."""
    report = data.draw(reports())
    lines = textforms.write(report, "indented").splitlines()
    # A figure deleted from marked cells leaves a short row, whose last cells are blank by the reader's contract: the
    # figures after it stand one column further left, and nothing shows it.
    safe = [i for i, line in enumerate(lines) if times or not FIGURE.fullmatch(line)]
    at = data.draw(st.sampled_from(safe))
    text = "\n".join([*lines[:at], *lines[at : at + 1] * times, *lines[at + 1 :]])
    assert wrong_numbers(report, text) == {}


@pytest.mark.parametrize("form", LINED)
@given(data=st.data())
def test_a_lost_last_cell_is_blank(form, data):
    """A row without its last cell has all its other figures, and a blank."""
    report = data.draw(reports())
    lines = textforms.write(report, form).splitlines()
    mark = "|" if form == "barred" else "\t"
    rows = [i for i, line in enumerate(lines) if re.search(rf"{re.escape(mark)}\s*[0-9]", line)]
    at = data.draw(st.sampled_from(rows))
    lines[at] = lines[at].rstrip(" \t|").rpartition(mark)[0]
    assert wrong_numbers(report, "\n".join(lines)) == {}


@pytest.mark.parametrize("form", textforms.FORMS)
@given(data=st.data())
def test_a_text_cut_short_gives_no_wrong_figure(form, data):
    """A text that ends anywhere but within a figure gives no figure that it did not hold."""
    report = data.draw(reports(annotated=True))
    text = textforms.write(report, form)
    at = data.draw(st.integers(0, len(text)))
    while WITHIN_FIGURE.fullmatch(text[max(at - 1, 0) : at + 1]):
        at += 1
    assert wrong_numbers(report, text[:at]) == {}
