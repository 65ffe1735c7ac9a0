"""What the tables say to a claim, whatever state their cells are in."""

import copy
from decimal import Decimal

import pytest
from prosereports import REPORTS

import gov_disclosure as gd
from gov_disclosure.report.model import NotEvaluated
from gov_disclosure.rules.claims.figures import agrees, cells_of, figures
from gov_disclosure.rules.claims.model import ORGANISATIONS, Reading, Slot


def county(**requests):
    """The county's report with other rows in table three."""
    data = copy.deepcopy(REPORTS["county"])
    data["requests"] |= requests
    return gd.structure(data)


def reading(*rows, column="total"):
    """A reading of some rows."""
    return Reading(tuple(Slot(row, column) for row in rows))


BLANK = dict.fromkeys(REPORTS["county"]["requests"]["received"])


def test_rows_and_groups_are_added_up():
    """A row gives its figure, a group the sum of its rows, several columns their sum."""
    report = county()
    assert figures(report, reading("requests.received")) == [85]
    assert figures(report, reading("requests.outcomes.refused")) == [10]
    assert figures(report, reading("requests.received", column=ORGANISATIONS)) == [7]
    assert figures(report, reading("requests.received", "requests.carried_in")) == [89]
    assert len(cells_of(report, reading("requests.outcomes.refused"))) == 8
    assert len(cells_of(report, reading("requests.received", column=ORGANISATIONS))) == 5


def test_a_total_that_contradicts_its_parts_counts_both_ways():
    """Where the table contradicts itself, prose may agree with either."""
    row = dict(BLANK, natural_person=85, total=90)
    assert figures(county(received=row), reading("requests.received")) == [90, 85]


def test_a_blank_total_is_the_sum_of_its_parts():
    """A blank total column makes no false alarm."""
    row = dict(BLANK, natural_person=85)
    assert figures(county(received=row), reading("requests.received")) == [85]


@pytest.mark.parametrize("row", [BLANK, None, dict(BLANK, total="无"), dict(BLANK, total=85, enterprise="/")])
def test_what_is_blank_absent_or_unreadable_says_nothing(row):
    """A row without figures, or with text for one, is not compared."""
    column = "enterprise" if row and row["enterprise"] else "total"
    with pytest.raises(NotEvaluated):
        figures(county(received=row), reading("requests.received", column=column))


def test_a_blank_part_is_nothing_only_where_the_row_adds_up():
    """A blank beside a total that the other parts do not reach may be any number."""
    row = dict(BLANK, natural_person=78, total=85)
    with pytest.raises(NotEvaluated):
        figures(county(received=row), reading("requests.received", column="enterprise"))
    row = dict(BLANK, natural_person=85, total=85)
    assert figures(county(received=row), reading("requests.received", column="enterprise")) == [0]


def test_a_blank_row_among_others_counts_nothing():
    """In a sum of rows a blank one is nothing, as in the identities."""
    report = county(carried_in=BLANK)
    assert figures(report, reading("requests.received", "requests.carried_in")) == [85]


def test_the_outcomes_count_as_stated_and_as_added_up():
    """（七）总计 may be stated wrongly; prose that agrees with the sum of the outcomes is right."""
    outcomes = copy.deepcopy(REPORTS["county"]["requests"]["outcomes"])
    outcomes["total"] = dict(outcomes["total"], natural_person=81, total=88)
    assert figures(county(outcomes=outcomes), reading("requests.outcomes.total")) == [88, 87]


def test_an_undivided_row_stands_for_its_group():
    """其他处理 as one row is what a claim about 其他处理 is compared with."""
    outcomes = copy.deepcopy(REPORTS["county"]["requests"]["outcomes"])
    outcomes["otherwise"] = {"undivided": dict(BLANK, natural_person=4, total=4)}
    assert figures(county(outcomes=outcomes), reading("requests.outcomes.otherwise")) == [4]


@pytest.mark.parametrize(
    ("number", "step", "figure", "agreed"),
    [
        ("85", "1", 85, True),
        ("86", "1", 85, False),
        ("186400", "100", 186420, True),
        ("186500", "100", 186420, True),
        ("186600", "100", 186420, False),
        ("2318", "1", Decimal("2318.46"), True),
        ("0", "1", Decimal("0.4"), False),
    ],
)
def test_numbers_agree_at_the_precision_they_are_printed_with(number, step, figure, agreed):
    """A count has to be exact; 18.64万 and 2318万元 are as exact as they are printed."""
    assert agrees(Decimal(number), Decimal(step), figure) is agreed
