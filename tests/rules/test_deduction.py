"""What the sums determine for blank cells."""

from tables import row

import gov_disclosure as gd
from gov_disclosure.rules.deduction import determined


def requests(**rows):
    """A report of the four rows of the balance, zero but for the rows given."""
    data = {"received": row(), "carried_in": row(), "outcomes": {"total": row()}, "carried_out": row()}
    return gd.structure({"edition": "2021", "requests": data | rows})


def test_a_cell_that_two_sums_determine_alike_has_their_figure():
    """The row says 3 and the column says 3."""
    report = requests(received=row(enterprise=None, total=3), carried_out=row(enterprise=3, total=3))
    assert determined(report) == {"requests.received.enterprise": 3}


def test_a_cell_that_two_sums_determine_differently_has_none():
    """The row says 3 and the column says 2: no figure makes both hold, whichever is looked at first."""
    report = requests(received=row(enterprise=None, total=3), carried_out=row(enterprise=2, total=2))
    assert determined(report) == {}


def test_a_torn_cell_determines_no_other():
    """From a cell that has no figure nothing follows for the blank cells beside it."""
    report = requests(
        received=row(enterprise=None, total=3), carried_in=row(enterprise=0), carried_out=row(enterprise=2, total=None)
    )
    assert "requests.received.enterprise" not in determined(report)
