"""What holds for all years of a body, and for every consolidated report."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gov_disclosure as gd
from gov_disclosure.report.layout import layout
from gov_disclosure.testing import any_reports, changed, groups, series

COLUMNS = [column.key for column in layout("2021").rows["requests.carried_in"].columns]
DOCUMENTS = "proactive_disclosure.normative_documents"


def said(findings):
    """All that findings say."""
    return [(f.year, f.code, f.cells, f.render("en"), f.severity, f.fingerprint) for f in findings]


@given(series(max_size=3))
def test_consistent_years_have_nothing_wrong(reports):
    """Each year holds by itself, and what is carried on from one to the next holds, too."""
    assert not any(gd.check(report).at_least(gd.Severity.ERROR) for report in reports)
    findings = gd.check_series(reports)
    assert not findings.failures
    assert {f.code for f in findings} <= {"GD504", "GD505"}
    assert not findings.unevaluated


@given(series(max_size=3), st.data())
def test_a_changed_figure_that_is_carried_over_is_found_and_named(reports, data):
    """One wrong figure in 上年结转 is one error, which says what stands there and what the year before says."""
    i = data.draw(st.integers(1, len(reports) - 1))
    cell = f"requests.carried_in.{data.draw(st.sampled_from(COLUMNS))}"
    right = reports[i].number(cell)
    wrong = data.draw(st.integers(0, 999).map(lambda n: n if n < right else n + 1))
    spoilt = [*reports[:i], changed(reports[i], {cell: wrong}), *reports[i + 1 :]]
    (found,) = gd.check_series(spoilt, select=["GD501"])
    year = reports[i].year
    assert found.cells == (f"{year - 1}:{cell.replace('carried_in', 'carried_out')}", cell)
    assert (found.year, found.expected, found.actual, found.severity) == (year, right, wrong, gd.Severity.ERROR)


@given(series(max_size=3), st.data())
def test_a_changed_number_of_documents_in_force_is_found(reports, data):
    """A wrong number of documents in force is found against the year before, and against the year after."""
    i = data.draw(st.integers(0, len(reports) - 1))
    cell = f"{DOCUMENTS}.in_force"
    spoilt = list(reports)
    spoilt[i] = changed(reports[i], {cell: reports[i].number(cell) + data.draw(st.integers(1, 99))})
    years = [report.year for report in reports]
    assert [f.year for f in gd.check_series(spoilt, select=["GD502"])] == years[max(i, 1) : i + 2]


@given(st.lists(any_reports(), max_size=3), st.randoms(use_true_random=False))
def test_a_check_of_years_never_fails(reports, random):
    """Whatever reports hold, no rule fails, every finding can be shown, and the order given does not matter."""
    findings = gd.check_series(reports)
    assert not findings.failures
    assert all(finding.render(lang) for finding in findings for lang in ("zh", "en"))
    assert all(entry.text.render("en") for entry in findings.unevaluated)
    distinct = {report.year: report for report in reports}  # of two reports on one year the later one is shown
    shuffled = list(distinct.values())
    random.shuffle(shuffled)
    assert said(gd.check_series(shuffled)) == said(gd.check_series(list(distinct.values())))


@pytest.mark.parametrize("edition", ["2019", "2021"])
@given(data=st.data())
def test_a_sum_of_its_parts_holds(edition, data):
    """A consolidated report that was added up from its parts has no finding, in whatever order they are given."""
    whole, parts = data.draw(groups(edition, max_size=3))
    findings = gd.check_group(whole, data.draw(st.permutations(parts)))
    assert (findings.items, findings.unevaluated, findings.failures) == ((), (), ())


@given(groups(max_size=3), st.data())
def test_a_changed_sum_is_found_and_named(group, data):
    """One wrong figure of the whole is one warning about just that cell."""
    whole, parts = group
    cell = data.draw(st.sampled_from(layout("2021").addresses))
    excess = data.draw(st.integers(1, 999))
    (found,) = gd.check_group(changed(whole, {cell: whole.number(cell) + excess}), parts)
    assert (found.code, found.severity, found.cells) == ("GD601", gd.Severity.WARNING, (cell,))
    assert (found.actual or 0) - (found.expected or 0) == excess


@given(groups(min_size=2, max_size=3), st.data())
def test_a_part_that_is_not_given_is_found_unless_it_is_empty(group, data):
    """Without one of its parts a whole is more than the sum, in every count in which the part has something."""
    whole, parts = group
    missing = parts.pop(data.draw(st.integers(0, len(parts) - 1)))
    findings = gd.check_group(whole, parts)
    cells = {cell for finding in findings for cell in finding.cells if not cell.endswith(".amount")}
    counts = [cell for cell in layout("2021").addresses if not cell.endswith(".amount")]  # amounts may be rounded
    assert cells == {cell for cell in counts if missing.number(cell)}


@given(any_reports(), st.lists(any_reports(), max_size=3))
def test_a_check_of_a_group_never_fails(whole, parts):
    """Whatever a whole and its parts hold, no rule fails, and every finding can be shown."""
    findings = gd.check_group(whole, parts, expected_parts=["某局"], unread=["x.pdf"])
    assert not findings.failures
    assert all(finding.render(lang) for finding in findings for lang in ("zh", "en"))
    assert all(entry.text.render("en") for entry in findings.unevaluated)
    assert not findings.at_least(gd.Severity.ERROR)
