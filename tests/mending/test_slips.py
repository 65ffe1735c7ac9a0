"""Which mend looks most like a slip."""

import pytest
from slips import as_figures, chance_of, sound

import gov_disclosure as gd
from gov_disclosure.mending.model import Change
from gov_disclosure.mending.slips import Slip, ranked, reading

CELL, RIGHT, BELOW, FAR = (
    f"requests.{address}"
    for address in ("received.enterprise", "received.research_institute", "carried_in.enterprise", "carried_out.total")
)


@pytest.mark.parametrize(
    ("before", "after", "slip"),
    [
        (12, 13, Slip.DIGIT),
        (12, 21, Slip.SWAPPED),
        (1234, 4231, Slip.SWAPPED),
        (12, 123, Slip.LENGTH),
        (123, 13, Slip.LENGTH),
        (-3, 3, Slip.SIGN),
        (None, 3, Slip.FILLED),
        (0, 3, Slip.ZERO),
        (3, 0, Slip.CLEARED),
        (12, 345, Slip.OTHER),
        (123, 456, Slip.OTHER),
    ],
)
def test_a_single_change_is_read_as_the_slip_it_undoes(before, after, slip):
    """One digit, two digits swapped, a digit more or less, a sign, a blank or a 0 that should be filled."""
    changes = (Change(CELL, before, after),)
    assert reading(changes, sound(chance_of(0))).slips == ((slip, changes),)


@pytest.mark.parametrize("other", [RIGHT, BELOW], ids=["column", "row"])
def test_two_neighbours_that_change_places_are_one_slip(other):
    """A figure in the neighbouring column or row is one slip, in which the two changes belong together."""
    changes = (Change(CELL, 0, 7), Change(other, 7, 0))
    assert reading(changes, sound(chance_of(0))).slips == ((Slip.MOVED, changes),)
    added = (Change(CELL, 0, 7), Change(other, 9, 2))
    assert reading(added, sound(chance_of(0))).slips == ((Slip.ADDED, added),)


def test_cells_that_are_not_neighbours_do_not_change_places():
    """The same figures in distant cells are two slips."""
    changes = (Change(CELL, 0, 7), Change(FAR, 7, 0))
    assert [slip for slip, _ in reading(changes, sound(chance_of(0))).slips] == [Slip.ZERO, Slip.CLEARED]


def test_a_row_that_the_report_lacks_does_not_keep_rows_apart():
    """Neighbours are those of the table as the report has it."""
    report = sound(chance_of(0), "2021", divided=False)
    last, whole = (
        f"requests.outcomes.{name}.enterprise" for name in ("not_processed.reconfirmation", "otherwise.undivided")
    )
    changes = (Change(last, 0, 7), Change(whole, 7, 0))
    assert [slip for slip, _ in reading(changes, report).slips] == [Slip.MOVED]


def test_groups_printed_in_one_line_are_neighbours():
    """In table four the last column of a group stands beside the first of the next."""
    changes = (Change("disputes.reconsideration.total", 0, 4), Change("disputes.litigation_direct.upheld", 4, 0))
    assert [slip for slip, _ in reading(changes, sound(chance_of(0))).slips] == [Slip.MOVED]


def test_the_likeliest_slip_comes_first():
    """Mends are listed by what they look like, and those that look alike in the order of the form."""
    report = gd.structure(
        {
            "edition": "2021",
            "disputes": {"reconsideration": {"upheld": 12, "corrected": 0, "other": 7, "pending": 0, "total": 28}},
        }
    )
    first, *rest = gd.repair(report).all
    assert as_figures(first) == {"disputes.reconsideration.upheld": 21}
    assert as_figures(rest[-1]) == {"disputes.reconsideration.total": 19} or len(rest) == 4
    assert ranked(list(reversed([first, *rest])), report) == [first, *rest]
