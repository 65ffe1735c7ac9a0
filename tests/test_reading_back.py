"""What is written as text is read back: in every form of text, with the deviations of published reports."""

import printing
import pytest
import textforms
from hypothesis import given
from hypothesis import strategies as st

import gov_disclosure as gd
from gov_disclosure.readers.assembly import assemble
from gov_disclosure.readers.text import parse_text
from gov_disclosure.report.layout import layout
from gov_disclosure.testing import reports

MARKED = [form for form in textforms.FORMS if form != "spelled-out"]
# One cell a paragraph, blank cells leave no trace; that rows are then unknown is tested with damaged texts.
FULL = reports(annotated=True)
WITH_BLANKS = reports(annotated=True, blanks=True)


def read(text):
    """The report in a text."""
    return assemble(parse_text(text))


def differing(report, found):
    """The addresses at which two reports differ, with what stands there."""
    assert found.edition == report.edition
    return {a: (report[a], found[a]) for a in layout(report.edition).cells if report[a] != found[a]}


@pytest.mark.parametrize("form", textforms.FORMS)
@given(data=st.data())
def test_a_faithful_report_is_read_back_whole(form, data):
    """A report written as the form asks is read with all its figures, headings and prose, and nothing is noted."""
    report = data.draw(WITH_BLANKS if form in MARKED else FULL)
    found = read(textforms.write(report, form))
    assert differing(report, found) == {}
    assert found == report


@pytest.mark.parametrize("form", textforms.FORMS)
@given(data=st.data())
def test_any_mix_of_deviations_gives_the_figures_back(form, data):
    """White space, widths, wordings and damaged labels do not keep any figure from being read right."""
    report = data.draw(WITH_BLANKS if form in MARKED else FULL)
    how = data.draw(printing.deviations())
    if data.draw(st.booleans()):
        report = printing.undivided(report)
    found = read(textforms.write(report, form, how))
    assert differing(report, found) == {}
    assert found.unread == ()
    assert (found.issuer, found.year) == (report.issuer, report.year)


@pytest.mark.parametrize("form", textforms.FORMS)
@given(report=reports())
def test_a_check_of_the_text_says_what_a_check_of_the_report_says(form, report):
    """A consistent report has no finding in any form of text."""
    assert list(gd.check(read(textforms.write(report, form)))) == []


@pytest.mark.parametrize("form", textforms.FORMS)
@given(report=FULL)
def test_every_figure_knows_its_place(form, report):
    """The line of each figure is the line of the text on which it stands."""
    text = textforms.write(report, form)
    lines = text.splitlines()
    found = read(text)
    for address in layout(report.edition).addresses:
        place = found.locations[address]
        assert printing.figure_text(report[address], printing.FAITHFUL) in lines[place.line - 1]


@given(reports(), st.integers(1, 3))
def test_unread_rows_are_quoted(report, copies):
    """A row that stands several times is unread, each time, and quoted with its figures."""
    text = textforms.write(report, "barred")
    line = next(line for line in text.splitlines() if line.startswith("四、结转下年度"))
    found = read(text.replace(line, "\n".join([line] * (1 + copies))))
    assert len(found.unread) == copies
    assert all(entry.table == 3 for entry in found.unread)
