"""``repair``: which mends are found, and that they are the smallest ones."""

import itertools
import math
import pathlib
import sys

import attrs
import pytest
import tables
from hypothesis import given, settings
from hypothesis import strategies as st
from slips import as_figures, chance_of, other_figure, sound, summed

import gov_disclosure as gd
from gov_disclosure.mending import solver as solver_module
from gov_disclosure.mending.search import Search
from gov_disclosure.mending.solver import Solver
from gov_disclosure.mending.system import system
from gov_disclosure.report.cells import ABSENT, Annotated, Unreadable
from gov_disclosure.report.model import Note
from gov_disclosure.rules import Registry, identities
from gov_disclosure.rules.survey import survey
from gov_disclosure.testing import any_reports, changed, faulty_reports, reports

EXAMPLE = pathlib.Path(__file__).parents[2] / "examples" / "county-2021.txt"
ROW = "requests.received"


def row(*figures):
    """A row of table three: natural persons, enterprises, the total, and zeros between."""
    first, second, total = figures
    return tables.row(natural_person=first, enterprise=second, total=total)


def group(upheld, corrected, other, pending, total):
    """A report of one group of table four."""
    figures = {"upheld": upheld, "corrected": corrected, "other": other, "pending": pending, "total": total}
    return gd.structure({"edition": "2021", "disputes": {"reconsideration": figures}})


def listed(mend):
    """The mends as figures, the first one first."""
    return [as_figures(changes) for changes in mend.all]


def wrong(seed, count, **kinds):
    """A sound report and the same with some wrong figures."""
    chance = chance_of(seed)
    true = sound(chance, **kinds)
    return true, changed(true, {c: other_figure(chance, true[c]) for c in chance.sample(summed(true), count)})


def test_a_report_whose_sums_hold_needs_no_mend():
    """Where every sum holds there is nothing to change, and that is certain."""
    mend = gd.repair(sound(chance_of(0)))
    assert (mend.changes, mend.alternatives, mend.unique, mend.proven, mend.found) == ((), (), True, True, True)
    assert mend.all == ()


def test_the_published_county_report_is_mended_by_two_cells():
    """The two figures that were forgotten in table three are found, and no other pair would do."""
    mend = gd.repair(gd.read(EXAMPLE))
    assert [(change.cell, change.before, change.after) for change in mend.changes] == [
        ("requests.outcomes.not_available.not_held.natural_person", 0, 2),
        ("requests.outcomes.total.natural_person", 0, 2),
    ]
    assert mend.unique
    assert mend.bound == 2


def test_the_sums_hold_after_the_changes():
    """``mended`` makes the changes in a copy; the report itself stays as it was."""
    true, report = wrong(3, 2)
    mend = gd.repair(report)
    assert gd.mended(report, mend.changes) == true
    assert report != true
    assert not gd.check(gd.mended(report, mend.changes), select=["GD3"])


# What costs nothing, and what must not change ---------------------------------------------------------------------


def test_filling_a_blank_costs_nothing_but_is_listed():
    """A blank that the sums need is filled before any figure is changed."""
    mend = gd.repair(group(1, None, 0, 2, 8))
    assert [(change.cell, change.before, change.after) for change in mend.changes] == [
        ("disputes.reconsideration.corrected", None, 5)
    ]
    assert mend.unique
    assert mend.bound == 0


def test_of_equal_mends_the_one_that_fills_fewer_blanks_is_smaller():
    """Nothing is filled that need not be: a blank is no reason to spread a figure over several cells."""
    assert listed(gd.repair(group(1, None, None, 2, 8))) == [
        {"disputes.reconsideration.corrected": 5},
        {"disputes.reconsideration.other": 5},
    ]


def test_a_blank_counts_as_0_and_need_not_be_filled():
    """A sum that is too large is mended at a figure, although there are blanks."""
    mend = gd.repair(group(4, None, None, None, 3))
    assert sorted(map(repr, listed(mend))) == sorted(
        map(repr, [{"disputes.reconsideration.upheld": 3}, {"disputes.reconsideration.total": 4}])
    )


def test_a_sum_without_any_total_constrains_nothing_until_it_is_filled():
    """Totals that are all blank leave their sums alone; a total that is filled must be right."""
    received = row(3, 4, None)
    assert gd.repair(gd.structure({"edition": "2021", "requests": {"received": received}})).changes == ()
    table = {
        "received": received,
        "carried_in": row(0, 0, 0),
        "outcomes": {"total": row(3, 4, 7)},
        "carried_out": row(0, 0, 0),
    }
    assert listed(gd.repair(gd.structure({"edition": "2021", "requests": table}))) == [{f"{ROW}.total": 7}]


def test_a_row_left_blank_instead_of_0_is_not_filled_for_another_slip():
    """Blanks stand for 0 in reports that leave out zeros: a single slip is still found, and nothing else proposed."""
    true = sound(chance_of(5))
    blank = changed(true, {cell: None for cell in summed(true) if true[cell] == 0})
    for cell in ("requests.outcomes.total.natural_person", "requests.received.total", "requests.carried_out.total"):
        assert true[cell]
        mend = gd.repair(changed(blank, {cell: true[cell] + 5}))
        assert {cell: true[cell]} in listed(mend)


def test_absent_rows_stay_absent():
    """A row that the document lacks is 0 in its sums and never part of a mend."""
    true, report = wrong(6, 1)
    lacking = changed(report, {"requests.carried_in": type(report.requests.carried_in)(*[ABSENT] * 7)})
    for changes in gd.repair(lacking).all:
        assert not any(change.cell.startswith("requests.carried_in.") for change in changes)
    only = gd.structure({"edition": "2021", "disputes": {"reconsideration": None}})
    assert gd.repair(only).changes == ()
    assert true != report


def test_a_column_that_the_document_lacks_is_never_filled():
    """Where the document has no such column there is no place for a figure."""
    lacking = Note("missing-column", "disputes.corrected", "")
    report = attrs.evolve(group(1, None, 0, 2, 8), notes=(lacking,))
    assert {cell for figures in listed(gd.repair(report)) for cell in figures} == {
        f"disputes.reconsideration.{name}" for name in ("upheld", "other", "pending", "total")
    }


@pytest.mark.parametrize(("edition", "divided"), [("2021", True), ("2021", False), ("2019", False), ("2019", True)])
def test_the_form_of_other_outcomes_that_is_not_used_is_left_alone(edition, divided):
    """Whether 其他处理 stands in three rows or in one, the sums are those of the form that the report uses."""
    true, report = wrong(7, 2, edition=edition, divided=divided)
    assert gd.mended(report, gd.repair(report).changes) == true


def test_a_sub_total_beside_its_rows_is_no_part_of_a_sum():
    """If 其他处理 has a row of its own and its three rows, the row is left out of the sums and of the mend."""
    true = sound(chance_of(8))
    otherwise = [f"requests.outcomes.otherwise.{name}" for name in ("not_corrected", "fee_unpaid", "other")]
    undivided = {column: sum(true[f"{address}.{column}"] for address in otherwise) for column in tables.COLUMNS}
    whole = changed(true, {"requests.outcomes.otherwise.undivided": type(true.requests.received)(**undivided)})
    cell = f"{otherwise[0]}.enterprise"
    assert listed(gd.repair(changed(whole, {cell: true[cell] + 3}))) == [{cell: true[cell]}]


@pytest.mark.parametrize("value", [Unreadable("/"), gd.UNKNOWN], ids=["unreadable", "unknown"])
def test_sums_with_a_cell_that_is_no_figure_constrain_nothing(value):
    """An unreadable or unknown cell takes its sums out; it is never given a figure."""
    true = sound(chance_of(9))
    cell = "requests.outcomes.granted.enterprise"
    assert gd.repair(changed(true, {cell: value})).changes == ()
    other = "requests.outcomes.partly_granted.natural_person"
    report = changed(true, {cell: value, other: true[other] + 4})
    assert listed(gd.repair(report)) == [{other: true[other]}]


def test_where_there_is_a_choice_of_figures_a_wrong_sign_comes_first():
    """Where a negative figure may become anything, because others follow it, it is its sign that is set right."""
    report = gd.structure({"edition": "2021", "requests": {
        "received": row(198, 10, 208), "carried_in": row(-3, 18, 15),
        "outcomes": {"total": row(195, 28, 223)}, "carried_out": row(0, 0, 0),
    }})  # fmt: skip
    mend = gd.repair(report)
    assert not mend.unique
    assert mend.changes[[change.cell for change in mend.changes].index("requests.carried_in.natural_person")].after == 3


def test_where_the_same_cells_could_take_other_figures_that_is_said():
    """A negative figure that others follow may become anything: the list has likely figures, and says there are more."""
    report = group(upheld=-3, corrected=0, other=0, pending=0, total=-3)
    mend = gd.repair(report)
    assert {frozenset(change.cell.rpartition(".")[2] for change in changes) for changes in mend.all} == {
        frozenset({"upheld", "total"})
    }
    assert (mend.more, mend.unique, mend.proven) == (True, False, True)
    few = gd.repair(group(upheld=-3, corrected=3, other=0, pending=0, total=1), weights={"disputes.total": math.inf})
    assert [[change.after for change in changes] for changes in few.all] == [[0, 1], [1, 0]]
    assert not few.more


def test_every_run_of_the_solver_has_a_clock_of_its_own(monkeypatch):
    """A limit of time is for one run: in some versions it counts from the run's beginning, in others from the first's."""
    import highspy

    clocks = []

    class Noted(highspy.Highs):  # type: ignore[misc]  # the extra has no types
        def run(self):
            clocks.append(self.getRunTime())
            return super().run()

    quiet = solver_module._quiet
    monkeypatch.setattr(solver_module, "_quiet", lambda _: quiet(Noted))
    _, broken = wrong(3, 7)
    gd.repair(broken)
    assert len(clocks) > 1
    assert set(clocks) == {0}


def test_a_negative_figure_has_to_change():
    """The figures of a mend are not negative, so a wrong sign is mended even where the sums hold."""
    mend = gd.repair(group(-3, 3, 0, 0, 0))
    assert all(change.after >= 0 for changes in mend.all for change in changes)
    assert all("disputes.reconsideration.upheld" in figures for figures in listed(mend))
    assert listed(gd.repair(group(-3, 1, 0, 0, 4))) == [{"disputes.reconsideration.upheld": 3}]


def test_words_beside_a_figure_do_not_keep_it_from_being_mended():
    """An annotated figure counts with its number, and the change says what stood there."""
    report = changed(group(1, 2, 3, 4, 10), {"disputes.reconsideration.total": Annotated("12件", 12)})
    changes = gd.repair(report, weights={"disputes.reconsideration.upheld": math.inf}).all
    assert {"cell": "disputes.reconsideration.total", "from": "12件", "to": 10} in [c[0].as_data() for c in changes]


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_figures_of_any_size_are_exact(count):
    """Figures of four thousand digits are mended to the last one."""
    chance = chance_of(11 + count)
    large = 10**3990 + 7
    true = sound(chance)
    true = changed(true, {cell: true[cell] * large for cell in (*summed(true), *summed(true, "disputes"))})
    cells = chance.sample(summed(true), count)
    mend = gd.repair(changed(true, {cell: true[cell] + large + 1 + n for n, cell in enumerate(cells)}))
    assert mend.proven
    assert {cell: true[cell] for cell in cells} in listed(mend)


def test_a_figure_that_no_report_can_hold_is_not_proposed():
    """Whole numbers are exact up to 4,300 digits, and no mend needs more."""
    most = 10**4300 - 1
    mend = gd.repair(group(most, 5, 0, 0, most))
    assert {cell for figures in listed(mend) for cell in figures} == {
        "disputes.reconsideration.upheld",
        "disputes.reconsideration.corrected",
    }


# Weights, limits, other rules -------------------------------------------------------------------------------------


def test_a_trusted_figure_is_never_touched():
    """Infinite weight keeps a cell, a row or a column out of every mend."""
    report = group(1, 2, 3, 4, 15)
    assert len(gd.repair(report).all) == 5
    trusted = gd.repair(report, weights={"disputes.total": math.inf, "disputes.reconsideration.upheld": math.inf})
    assert {cell for figures in listed(trusted) for cell in figures} == {
        f"disputes.reconsideration.{name}" for name in ("corrected", "other", "pending")
    }


def test_the_longest_address_decides_a_weight():
    """A cell may be freed from the weight of its table."""
    weights = {"disputes": math.inf, "disputes.reconsideration.pending": 2}
    mend = gd.repair(group(1, 2, 3, 4, 15), weights=weights)
    assert listed(mend) == [{"disputes.reconsideration.pending": 9}]
    assert mend.bound == 2


def test_a_mend_of_less_weight_is_smaller():
    """Two light figures are changed rather than a heavy one."""
    true = sound(chance_of(12))
    cell = "requests.outcomes.granted.enterprise"
    report = changed(true, {cell: true[cell] + 1})
    light = gd.repair(report, weights={cell: 5})
    assert light.proven
    assert light.bound < 5
    assert cell not in {c for figures in listed(light) for c in figures}
    assert listed(gd.repair(report, weights={cell: 0.5})) == [{cell: true[cell]}]


def test_where_trusted_figures_contradict_each_other_there_is_no_mend():
    """If nothing that may be changed can help, that is said, not a guess."""
    mend = gd.repair(group(1, 2, 3, 4, 15), weights={"disputes": math.inf})
    assert (mend.changes, mend.impossible, mend.found, mend.unique) == ((), True, False, False)


@pytest.mark.parametrize("weight", [0, -1, math.nan, True, "1"])
def test_a_weight_that_means_nothing_is_refused(weight):
    """A weight is a positive number; the address is named."""
    with pytest.raises(ValueError, match="disputes"):
        gd.repair(group(1, 2, 3, 4, 15), weights={"disputes": weight})


def test_an_unknown_address_is_refused_and_the_nearest_named():
    """A misspelt address would trust nothing."""
    with pytest.raises(ValueError, match=r"requests\.received"):
        gd.repair(sound(chance_of(0)), weights={"requests.recieved": math.inf})


def test_no_more_mends_than_asked_for_are_listed_and_it_is_said_that_there_are_more():
    """The limit counts all mends, the first one included; those kept look most like slips."""
    everything = gd.repair(group(1, 2, 3, 4, 15))
    few = gd.repair(group(1, 2, 3, 4, 15), limit=2)
    assert (len(everything.all), everything.more) == (5, False)
    assert (few.all, few.more, few.unique) == (everything.all[:2], True, False)
    with pytest.raises(ValueError, match="0"):
        gd.repair(group(1, 2, 3, 4, 15), limit=0)


def test_groups_that_share_no_cell_are_mended_each_and_combined():
    """Two wrong groups of table four have every mend of one with every mend of the other, the likeliest first."""
    figures = {"upheld": 1, "corrected": 2, "other": 3, "pending": 4, "total": 15}
    report = gd.structure({"edition": "2021", "disputes": {"reconsideration": figures, "litigation_direct": figures}})
    mend = gd.repair(report)
    assert len(mend.all) == 25
    assert len({frozenset(figures.items()) for figures in listed(mend)}) == 25
    assert len(mend.parts) == 2
    assert gd.repair(report, limit=24).more


def test_no_mend_breaks_another_rule_that_held_before():
    """A mend that an error-severity rule of one's own forbids is left out; a larger one may take its place."""

    def not_above_ten(report):
        """Why: a test."""
        if report.number("disputes.reconsideration.total") > 10:
            yield gd.problem("disputes.reconsideration.total", "too many")

    registry = Registry(plugins=[])
    registry.add(gd.Rule("XQ001", "not-above-ten", gd.Severity.ERROR, not_above_ten))
    report = group(9, 2, 0, 0, 5)
    assert {"disputes.reconsideration.total": 11} in listed(gd.repair(report))
    assert {"disputes.reconsideration.total": 11} not in listed(gd.repair(report, registry=registry))
    broken_before = group(9, 2, 0, 0, 12)
    assert {"disputes.reconsideration.total": 11} in listed(gd.repair(broken_before, registry=registry))
    only = {"disputes": math.inf, "disputes.reconsideration.total": 1, "disputes.reconsideration.upheld": 1}
    stricter = gd.repair(group(9, 12, 0, 0, 5), registry=registry, weights=only)
    assert {"disputes.reconsideration.total": 21} not in listed(stricter)


# Certainty --------------------------------------------------------------------------------------------------------


def small(chance):
    """A balance of two columns with two wrong figures; all else is unknown."""
    rows = [[chance.randrange(2) for _ in range(2)] for _ in range(3)]
    goes = [sum(column) for column in zip(*rows, strict=True)]
    carried_out = [chance.randint(0, total) for total in goes]
    outcomes = [a - b for a, b in zip(goes, carried_out, strict=True)]
    received = [total - first for total, first in zip(goes, rows[1], strict=True)]
    table = {"received": received, "carried_in": rows[1], "carried_out": carried_out}
    requests = {address: row(*figures, sum(figures)) for address, figures in table.items()}
    requests["outcomes"] = {"total": row(*outcomes, sum(outcomes))}
    report = gd.structure({"edition": "2021", "requests": requests})
    cells = [f"{address}.{column}" for address in (ROW, "requests.outcomes.total") for column in tables.COLUMNS[:2]]
    return changed(report, {cell: (report[cell] + chance.randint(1, 3)) % 5 for cell in chance.sample(cells, 2)})


def every_mend(report, most):
    """The smallest mends of a report, by trying out all figures up to 5 at all sets of up to `most` figures."""
    stated = [i for i in identities("2021", divided=True) if all(report[cell] is not gd.UNKNOWN for cell in i.cells)]
    figures = {cell: report[cell] for identity in stated for cell in identity.cells}
    for count in range(most + 1):
        found = []
        for chosen in itertools.combinations(figures, count):
            for tried in itertools.product(range(6), repeat=count):
                new = figures | dict(zip(chosen, tried, strict=True))
                changes = all(new[cell] != figures[cell] for cell in chosen)
                if changes and all(sum(new[c] for c in i.parts) == sum(new[c] for c in i.totals) for i in stated):
                    found.append({cell: new[cell] for cell in chosen})
        if found:
            return found
    return []


def test_the_mends_are_those_that_trying_everything_out_finds():
    """On small tables the listed mends are exactly the smallest ones there are."""
    compared = 0
    for seed in range(8):
        report = small(chance_of(seed))
        mend = gd.repair(report)
        if all(change.after <= 5 for changes in mend.all for change in changes):
            compared += 1
            mine = {frozenset(figures.items()) for figures in listed(mend)}
            assert mine == {frozenset(figures.items()) for figures in every_mend(report, int(mend.bound))}
    assert compared >= 5


@pytest.mark.parametrize("count", [2, 3])
def test_search_and_solver_find_the_same(count):
    """What the search finds, the solver finds too, with and without being shown the figures."""
    for seed in range(4):
        _, report = wrong(seed, count)
        group_of_table_three = next(system(report, survey(report)).groups())
        far = sys.float_info.max
        searched = Search(group_of_table_three, lambda _: True, far).run()
        large = 10**9
        cells = (*summed(report), *summed(report, "disputes"))
        enlarged = changed(report, {cell: report[cell] * large for cell in cells})
        for variant, factor in ((report, 1), (enlarged, large)):
            its_system = next(system(variant, survey(variant)).groups())
            solved = Solver(its_system, lambda _: True, far, 100, 0).run()
            mine = {frozenset((k, figure * factor) for k, figure in values.items()) for values in searched.mends}
            assert {frozenset(values.items()) for values in solved.mends} == mine
            assert (solved.proven, solved.complete, solved.cost) == (True, True, searched.cost)


@pytest.mark.parametrize("trusted", ["disputes", "disputes.reconsideration"])
def test_the_solver_knows_when_there_is_no_mend(trusted):
    """Where no cell may change the solver says that it is impossible, as the search does."""
    report = group(1, 2, 3, 4, 15)
    (its_system,) = system(report, survey(report), {trusted: math.inf}).groups()
    found = Solver(its_system, lambda _: True, sys.float_info.max, 100, 0).run()
    assert (found.mends, found.impossible, found.proven) == ((), True, True)


@pytest.mark.parametrize("seed", range(6))
def test_search_and_solver_agree_about_blanks_and_negative_figures(seed):
    """With blanks, wrong signs and weights, too, both find the same smallest mends."""
    chance = chance_of(seed)
    true = sound(chance)
    zeros = [cell for cell in summed(true) if true[cell] == 0]
    blanks = dict.fromkeys(chance.sample(zeros, 12))
    filled = [cell for cell in summed(true) if true[cell]]
    slips = {chance.choice(filled): None, chance.choice(filled): -3}
    report = changed(true, blanks | slips)
    (its_system,) = system(report, survey(report), {"requests.total": 2}).groups()
    searched = Search(its_system, lambda _: True, sys.float_info.max).run()
    solved = Solver(its_system, lambda _: True, sys.float_info.max, 100, 0).run()
    assert {frozenset(v.items()) for v in solved.mends} == {frozenset(v.items()) for v in searched.mends}
    assert solved.cost == searched.cost


def test_without_time_the_best_mend_so_far_is_given_and_said_to_be_unproven():
    """Ten wrong figures in no time: a mend that works, but no claim that it is the smallest."""
    _, report = wrong(20, 10)
    mend = gd.repair(report, time_limit=1e-9)
    assert mend.found
    assert (mend.proven, mend.unique) == (False, False)
    assert mend.bound <= 10
    assert not survey(gd.mended(report, mend.changes)).broken


def test_without_the_solver_up_to_three_figures_are_mended_and_more_named_an_extra(monkeypatch):
    """The solver is an extra: it is asked for only where it is needed, and the error says how to get it."""
    monkeypatch.setitem(sys.modules, "highspy", None)
    true, report = wrong(21, 3)
    assert gd.mended(report, gd.repair(report).changes) == true
    with pytest.raises(gd.SolverMissing, match=r"gov-disclosure\[repair\]"):
        gd.repair(wrong(22, 10)[1])


def test_the_solver_prints_nothing(capfd):
    """Standard output is the caller's: the solver's banner would spoil it."""
    gd.repair(wrong(23, 5)[1])
    assert capfd.readouterr() == ("", "")


@settings(max_examples=40)
@given(
    any_reports() | faulty_reports().map(lambda faulty: faulty.report) | reports(blanks=True, annotated=True), st.data()
)
def test_whatever_is_proposed_makes_every_sum_hold_and_breaks_nothing(report, data):
    """Of any report at all: each mend makes the sums hold, changes what it says, and adds no error."""
    before = {(f.code, f.cells) for f in gd.check(report) if f.severity is gd.Severity.ERROR}
    mend = gd.repair(report, time_limit=0.1, limit=3)
    assert len(mend.all) <= 3
    for changes in mend.all:
        after = gd.mended(report, changes)
        assert not survey(after).broken
        assert {(f.code, f.cells) for f in gd.check(after) if f.severity is gd.Severity.ERROR} <= before
        for change in changes:
            assert change.before == report[change.cell] != change.after >= 0
