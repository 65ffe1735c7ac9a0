"""The one look at all cells: the fast way and the close one see the same."""

from hypothesis import given
from hypothesis import strategies as st

import gov_disclosure as gd
from gov_disclosure.report.layout import layout
from gov_disclosure.report.model import number_of
from gov_disclosure.rules import survey as surveying
from gov_disclosure.rules.survey import Trait, survey
from gov_disclosure.testing import any_reports, changed, faulty_reports, reports

FIGURES = st.none() | st.integers(0, 3) | st.integers(0, 10**20)
WITH_BLANKS = reports(blanks=True) | faulty_reports(faults=["changed-figure", "blank-cell"]).map(lambda one: one.report)


@st.composite
def spoilt(draw):
    """Reports with a number or nothing in every cell, some of them wrong."""
    report = draw(WITH_BLANKS)
    cells = st.sampled_from(layout(report.edition).addresses)
    return changed(report, draw(st.dictionaries(cells, FIGURES, max_size=4)))


def shown(found):
    """What a survey says of the prescribed cells, as plain data."""
    return {
        "traits": found.traits - {Trait.ABSENT, Trait.UNKNOWN},  # of the row that the edition does not prescribe
        "broken": [(one.identity, one.cells, one.expected, one.actual) for one in found.broken],
        "open": [(one.identity, one.cells, one.in_the_way) for one in found.open],
        "blank": found.blank,
        "gone": set(found.gone) if found.blank else None,
    }


@given(spoilt())
def test_both_ways_to_look_see_the_same(report):
    """Of a report with numbers and blank cells alone the close look says what the fast one says."""
    closely = surveying._look_closely(report, surveying._own_form(report.edition), unprescribed=False)
    assert shown(survey(report)) == shown(closely)


@given(spoilt() | any_reports() | faulty_reports().map(lambda one: one.report))
def test_a_broken_sum_says_what_it_adds_up_to(report):
    """The sums and the cells of a broken identity are those of the report, cell by cell."""
    for broken in survey(report).broken:
        parts, totals = (
            sum(number_of(report[cell], cell) for cell in side)
            for side in (broken.identity.parts, broken.identity.totals)
        )
        assert (broken.expected, broken.actual) == (parts, totals)
        assert parts != totals
        assert broken.cells == tuple(cell for cell in broken.identity.cells if report[cell] is not gd.ABSENT)


@given(spoilt() | any_reports())
def test_blank_cells_are_named_and_those_that_are_gone(report):
    """A survey knows which cells are blank, and where any is, of which the document shows no place."""
    found = survey(report)
    values = layout(report.edition).values(report)
    assert found.blank == tuple(i for i, cell in enumerate(values) if cell is None)
    if found.blank:
        assert set(found.gone) == {i for i, cell in enumerate(values) if cell in (gd.ABSENT, gd.UNKNOWN)}
