"""Which deviations of the documents in force look like a slip of the hand, and which do not."""

import pytest

from gov_disclosure.rules.slips import Balance, misspelt, slip_in


@pytest.mark.parametrize(
    ("before", "issued", "repealed", "after", "said"),
    [
        (597, 50, 227, 402, "402 for 420"),
        (597, 50, 227, 520, "520 for 420"),
        (597, 50, 227, 42, "42 for 420"),
        (597, 50, 227, 4200, "4200 for 420"),
        (579, 50, 227, 420, "579 for 597"),
        (597, 50, 272, 420, "272 for 227"),
        (597, 50, 227, 647, "not subtracted"),
        (597, 50, 227, 874, "are added"),
        (597, 50, 227, 370, "not added"),
        (597, 50, 227, 774, "exchanged"),
        (597, 50, 227, 597, "unchanged"),
        (300, 50, 20, 230, "issued ones are subtracted"),
        (14, 0, 1, 14, "unchanged"),
        (14, 3, 2, 17, "not subtracted"),
    ],
)
def test_a_slip_is_named(before, issued, repealed, after, said):
    """Each kind of slip is recognised by exactly the figure that it leaves behind."""
    found = slip_in(Balance(before, issued, repealed, after))
    assert found is not None
    assert said in found.render("en")


@pytest.mark.parametrize(
    ("before", "issued", "repealed", "after"),
    [
        (30, 6, 2, 31),  # three have expired
        (14, 3, 0, 14),  # as many expired as were issued
        (597, 50, 227, 415),  # five have expired
        (425, 0, 0, 423),  # two have expired: the last digit alone proves nothing
        (20, 0, 0, 10),  # ten of twenty have expired
        (9, 0, 0, 3),  # of small figures any is one digit away
        (20, 0, 0, 33),  # others were taken over
    ],
)
def test_what_can_well_be_lawful_is_no_slip(before, issued, repealed, after):
    """Documents expire and move; a deviation that says no more than that is not held against anybody."""
    assert slip_in(Balance(before, issued, repealed, after)) is None


@pytest.mark.parametrize(
    ("stated", "meant", "strictly", "leniently"),
    [
        (421, 420, False, True),
        (430, 420, True, True),
        (31, 21, False, True),
        (22, 21, False, False),
        (7, 3, False, False),
        (12, 21, True, True),
        (102, 201, True, True),
        (123, 312, False, False),
        (5, 55, False, False),
        (-12, 21, False, False),
        (420, 420, False, False),
    ],
)
def test_a_misspelt_figure_is_told_from_another_one(stated, meant, strictly, leniently):
    """Swapped digits always look like a slip; a wrong digit does where it is not the last or chance is excluded."""
    assert misspelt(stated, meant) is strictly
    assert misspelt(stated, meant, lenient=True) is leniently
