"""How often the mend is the right one, measured over reports whose true figures are known, and printed."""

import pytest
from slips import as_figures, beside, chance_of, other_figure, sound, summed

import gov_disclosure as gd
from gov_disclosure.testing import changed

FORMS = [("2021", True), ("2021", False), ("2019", False), ("2019", True)]
ROUNDS = 150


def measured(record_property, what, hits, total):
    """Note a share for the summary of the run."""
    record_property("measured", f"{what}: {hits} of {total}, {100 * hits / total:.1f} %")


def listed(mend):
    """The mends as figures, the first one first."""
    return [as_figures(changes) for changes in mend.all]


@pytest.mark.parametrize(("edition", "divided"), FORMS)
def test_a_single_wrong_figure_is_found_everywhere(record_property, edition, divided):
    """Whichever cell of table three is wrong, the mend is that cell and its true figure, and no other."""
    chance = chance_of(1)
    right = total = 0
    for cell in summed(sound(chance, edition, divided=divided)):
        true = sound(chance, edition, divided=divided)
        mend = gd.repair(changed(true, {cell: other_figure(chance, true[cell])}))
        right += mend.unique and mend.bound == 1 and as_figures(mend.changes) == {cell: true[cell]}
        total += 1
    measured(
        record_property,
        f"edition {edition}, divided {divided}: single wrong figure, the right mend alone",
        right,
        total,
    )
    assert total == (175 if divided else 161)
    assert right == total


@pytest.mark.parametrize(("edition", "divided"), FORMS)
def test_two_wrong_figures_are_among_the_smallest_mends(record_property, edition, divided):
    """Of two wrong figures anywhere in table three the true pair is always listed."""
    chance = chance_of(2)
    right = 0
    for _ in range(ROUNDS):
        true = sound(chance, edition, divided=divided)
        pair = chance.sample(summed(true), 2)
        mend = gd.repair(changed(true, {cell: other_figure(chance, true[cell]) for cell in pair}))
        right += {cell: true[cell] for cell in pair} in listed(mend)
    measured(
        record_property, f"edition {edition}, divided {divided}: two wrong figures, the true pair listed", right, ROUNDS
    )
    assert right == ROUNDS


@pytest.mark.parametrize("rows", [False, True], ids=["column", "row"])
@pytest.mark.parametrize("kind", ["changed places", "left a 0", "left a blank", "was added"])
def test_a_slipped_figure_is_listed_and_mostly_first(record_property, rows, kind):
    """A figure that slipped into the neighbouring column or row is among the mends, and in most cases the first one."""
    chance = chance_of(3)
    found = first = ambiguous = total = 0
    while total < ROUNDS:
        true = sound(chance)
        cell = chance.choice(summed(true))
        other = beside(true, cell, rows=rows)
        if other is None or not true[cell] or true[cell] == true[other] or (kind.startswith("left") and true[other]):
            continue
        left = None if kind == "left a blank" else 0 if kind != "changed places" else true[other]
        slipped = true[cell] + (true[other] if kind == "was added" else 0)
        mend = gd.repair(changed(true, {cell: left, other: slipped}))
        mends = listed(mend)
        found += {cell: true[cell], other: true[other]} in mends
        first += mends[0] == {cell: true[cell], other: true[other]}
        ambiguous += not mend.unique
        total += 1
    where = "row" if rows else "column"
    measured(record_property, f"slipped into the neighbouring {where} ({kind}): listed", found, total)
    measured(record_property, f"slipped into the neighbouring {where} ({kind}): first", first, total)
    measured(
        record_property, f"slipped into the neighbouring {where} ({kind}): several equally small", ambiguous, total
    )
    assert found == total
    assert first >= 0.6 * total


@pytest.mark.parametrize("edition", ["2021", "2019"])
def test_in_table_four_every_cell_that_could_be_wrong_is_listed(record_property, edition):
    """A group of table four is one sum: each of its cells whose change leaves it non-negative is a mend, and no other."""
    chance = chance_of(4)
    right = total = 0
    for cell in summed(sound(chance, edition), "disputes"):
        true = sound(chance, edition)
        wrong = changed(true, {cell: other_figure(chance, true[cell])})
        group, _, key = cell.rpartition(".")
        parts = [f"{group}.{name}" for name in ("upheld", "corrected", "other", "pending")]
        short = wrong[f"{group}.total"] - sum(wrong[part] for part in parts)
        possible = [{part: wrong[part] + short} for part in parts if wrong[part] + short >= 0]
        possible += [{f"{group}.total": wrong[f"{group}.total"] - short}] * (wrong[f"{group}.total"] >= short)
        mends = listed(gd.repair(wrong))
        right += sorted(map(repr, mends)) == sorted(map(repr, possible)) and {cell: true[cell]} in mends
        total += 1
        assert key in {"upheld", "corrected", "other", "pending", "total"}
    measured(record_property, f"edition {edition}: table four, every possible cell listed", right, total)
    assert total == 15
    assert right == total


def test_ten_wrong_figures_are_mended_or_it_is_said_that_they_are_not(record_property):
    """Of ten wrong figures a mend is found; it is proven to be smallest, or it is said that it is not."""
    chance = chance_of(10)
    proven = 0
    for _ in range(3):
        true = sound(chance)
        cells = chance.sample(summed(true), 10)
        mend = gd.repair(changed(true, {cell: other_figure(chance, true[cell]) for cell in cells}))
        proven += mend.proven
        assert mend.found
        assert mend.bound <= 10
        assert mend.proven is False or len(mend.changes) == mend.bound
        assert mend.unique is False or mend.proven
    measured(record_property, "ten wrong figures: mend proven to be smallest within the time", proven, 3)
