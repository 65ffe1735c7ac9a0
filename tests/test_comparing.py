"""How several reports are compared: in which order, where a finding is shown, and what a rule of one's own is given."""

import pytest

import gov_disclosure as gd


def year(n, carried_in=None, carried_out=None, issuer="洪泽区人民政府", **more):
    """A report on a year with what it carries in and out; what is not given is unknown."""
    requests = {"carried_in": carried_in, "carried_out": carried_out}
    figures = {key: {"total": value} for key, value in requests.items() if value is not None}
    return gd.structure({"issuer": issuer, "year": n, "requests": figures} | more)


def placed(report, line):
    """A report of which every row of table three stands on a line of its own."""
    rows = ("requests.carried_in.total", "requests.carried_out.total")
    places = {address: {"line": line + i} for i, address in enumerate(rows)}
    return gd.structure(gd.unstructure(report) | {"locations": places})


def registry(code, function, of):
    """A registry with one rule more."""
    found = gd.Registry(plugins=[])
    found.add(gd.Rule(code, "own-rule", gd.Severity.ERROR, function, of=of, module="own"))
    return found


# Series -----------------------------------------------------------------------------------------------------------


def test_reports_are_put_in_order_of_years():
    """The order in which reports are given does not matter."""
    reports = [year(2021, carried_out=1), year(2022, carried_in=2, carried_out=3), year(2023, carried_in=4)]
    expected = [(f.year, f.expected, f.actual) for f in gd.check_series(reports, select=["GD501"])]
    assert expected == [(2022, 1, 2), (2023, 3, 4)]
    turned = gd.check_series(reports[::-1], select=["GD501"])
    assert [(f.year, f.expected, f.actual) for f in turned] == expected


def test_a_finding_is_shown_in_the_later_report():
    """Location and places without a year are the later report's; the earlier one's cell is placed by its full name."""
    reports = [placed(year(2022, carried_out=1), 10), placed(year(2023, carried_in=2), 20)]
    (found,) = gd.check_series(reports, select=["GD501"])
    assert found.location.line == 20
    assert {cell: place.line for cell, place in found.places.items()} == {
        "2022:requests.carried_out.total": 11,
        "requests.carried_in.total": 20,
    }


def test_a_fingerprint_is_made_of_the_later_year():
    """The same mistake in another year is another finding; whatever stands beside it does not matter."""
    reports = [year(2021, carried_out=1), year(2022, carried_in=2, carried_out=1), year(2023, carried_in=2)]
    one, other = gd.check_series(reports, select=["GD501"])
    assert one.fingerprint != other.fingerprint
    assert [f.fingerprint for f in gd.check_series(reports[1:], select=["GD501"])] == [other.fingerprint]


def test_select_and_ignore_take_prefixes():
    """Only rules whose code begins with a selected prefix run, but for the ignored ones; those of one report never."""
    reports = [year(2021, carried_out=1), year(2022, carried_in=2), year(2024)]
    assert {f.code for f in gd.check_series(reports)} == {"GD501", "GD503"}
    assert {f.code for f in gd.check_series(reports, ignore=["GD503"])} == {"GD501"}
    assert not gd.check_series(reports, select=["GD3"])
    with pytest.raises(TypeError, match="list of code prefixes"):
        gd.check_series(reports, select="GD5")


@pytest.mark.parametrize("reports", [[], [year(2023, carried_in=4)]])
def test_of_fewer_than_two_reports_nothing_is_said(reports):
    """One report, or none, is no series and no failure."""
    found = gd.check_series(reports)
    assert (found.items, found.unevaluated, found.failures) == ((), (), ())


def test_a_report_without_year_takes_no_part_and_is_counted():
    """A report that cannot be put in order is no reason to say nothing of the others."""
    reports = [gd.structure({}), year(2022, carried_out=1), year(2023, carried_in=2)]
    found = gd.check_series(reports, select=["GD501"])
    assert len(found) == 1
    without = [entry for entry in found.unevaluated if not entry.cells]
    assert [entry.code for entry in without] == ["GD501"]
    assert "no year is known of 1 of the reports" in without[0].text.render("en")


def test_what_rests_on_two_names_is_a_warning():
    """An error between two reports with different names is a warning that names both; one between equal names is not."""
    reports = [
        year(2021, carried_out=1),
        year(2022, carried_in=2, carried_out=3),
        year(2023, carried_in=4, issuer="淮安市洪泽区人民政府"),
    ]
    same, similar = gd.check_series(reports, select=["GD501"])
    assert same.severity is gd.Severity.ERROR
    assert similar.severity is gd.Severity.WARNING
    assert "洪泽区人民政府 and 淮安市洪泽区人民政府" in similar.render("en")


def test_names_of_one_body_make_it_an_error_again():
    """What the configuration calls one body is one body."""
    reports = [year(2022, carried_out=3), year(2023, carried_in=4, issuer="洪泽区政府办")]
    (found,) = gd.check_series(reports, select=["GD501"], names=[["洪泽区人民政府", "洪泽区政府办"]])
    assert found.severity is gd.Severity.ERROR


def test_a_report_without_body_is_the_callers_affair():
    """Whoever calls says whose reports they are; a name that is not known is no other name."""
    (found,) = gd.check_series([year(2022, carried_out=3, issuer=None), year(2023, carried_in=4)], select=["GD501"])
    assert found.severity is gd.Severity.ERROR


def test_of_two_forms_of_a_report_the_better_known_one_is_compared():
    """A form in which a row could not be placed does not hide what the other one says."""
    reports = [year(2022, carried_out=3), year(2023, carried_in=4), year(2023, carried_out=9)]
    assert len(gd.check_series(reports[:2], select=["GD501"])) == 1
    complete = [year(2023, carried_in=4, carried_out=9), reports[2]]
    for forms in (complete, complete[::-1]):
        assert len(gd.check_series([reports[0], *forms], select=["GD501"])) == 1


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 1, 0)])
def test_a_form_that_lacks_figures_does_not_join_two_different_reports(order):
    """Two reports on a year that differ are two, even if a third form agrees with both as far as it goes."""
    found = [year(2022), year(2022, carried_out=3), year(2022, carried_out=4)]
    assert [f.code for f in gd.check_series([found[i] for i in order], select=["GD503"])] == ["GD503"]


def test_an_uncertain_reading_in_either_year_makes_a_finding_the_readers():
    """What rests on an uncertain reading of the earlier or the later report says so."""
    note = [{"kind": "uncertain-reading", "about": "requests.carried_out", "text": "?"}]
    for notes, origin in (({"notes": note}, "reading"), ({}, "report")):
        reports = [year(2022, carried_out=3, **notes), year(2023, carried_in=4)]
        assert [f.origin for f in gd.check_series(reports, select=["GD501"])] == [origin]


def test_a_rule_of_ones_own_is_given_the_reports_by_year():
    """A rule of a series gets a list ordered by year, and names the cells of each with the year."""
    seen = []

    def own_rule(reports):
        seen.append([report.year for report in reports])
        yield gd.problem(["2021:requests.carried_in.total", "2022:requests.carried_in.total"], "middle")
        yield gd.problem("requests.carried_out.total", "last")
        reports.clear()

    reports = [year(2023), year(2021), year(2022)]
    found = gd.check_series(reports, select=["XS"], registry=registry("XS001", own_rule, "series"))
    assert seen == [[2021, 2022, 2023]]
    assert [(f.year, f.cells, f.message) for f in found] == [
        (2022, ("2021:requests.carried_in.total", "requests.carried_in.total"), "middle"),
        (2023, ("requests.carried_out.total",), "last"),
    ]


@pytest.mark.parametrize("of", ["series", "group"])
@pytest.mark.parametrize("body", ["raise", "nonsense", "unknown"])
def test_a_rule_that_fails_takes_no_other_down(of, body):
    """A rule that raises or says nonsense is a failure of its own; one that needs an unknown figure is not evaluated."""

    def own_rule(*subjects):
        reports = subjects[0] if of == "series" else [subjects[0]]
        if body == "raise":
            raise ZeroDivisionError("oops")
        yield 5 if body == "nonsense" else gd.problem((), f"{reports[-1].number('disputes.reconsideration.total')}")

    rules = registry("XS001", own_rule, of)
    one, other = year(2022, carried_in=1, carried_out=1), year(2023, carried_in=2, carried_out=2)
    found = (
        gd.check_series([one, other], registry=rules)
        if of == "series"
        else gd.check_group(one, [other], registry=rules)
    )
    assert {f.code for f in found} == ({"GD501"} if of == "series" else {"GD602"})
    if body == "unknown":
        assert not found.failures
        assert "XS001" in {entry.code for entry in found.unevaluated}
    else:
        assert [(failure.plugin, failure.code) for failure in found.failures] == [("own", "XS001")]


def test_rules_of_one_report_and_of_several_are_kept_apart():
    """``check`` asks no rule of a series or a group."""

    def own_rule(*subjects):
        raise AssertionError("asked")

    for of in ("series", "group"):
        assert not gd.check(year(2023), registry=registry("XS001", own_rule, of)).failures


def test_a_rule_can_say_how_grave_a_case_is():
    """A problem's own severity wins over its rule's, in a single report too."""

    def own_rule(report):
        yield gd.problem("requests.carried_in.total", "mild", severity="info")
        yield gd.problem("requests.carried_out.total", "grave")

    found = gd.check(year(2023), select=["XS"], registry=registry("XS001", own_rule, "report"))
    assert [f.severity for f in found] == [gd.Severity.INFO, gd.Severity.ERROR]


# Groups -----------------------------------------------------------------------------------------------------------


def test_a_group_rule_is_given_the_whole_and_its_parts():
    """A rule of a group gets the whole and a list of its own of the parts."""
    seen = []

    def own_rule(whole, parts):
        seen.append((whole.issuer, [part.issuer for part in parts]))
        parts.clear()
        yield gd.problem("requests.carried_in.total", "seen")

    whole = placed(year(2023, issuer="某县"), 7)
    parts = [year(2023, issuer="甲局"), year(2023, issuer="乙局")]
    (found,) = gd.check_group(whole, parts, select=["XS"], registry=registry("XS001", own_rule, "group"))
    assert seen == [("某县", ["甲局", "乙局"])]
    assert (found.location.line, found.year) == (7, None)
    assert len(parts) == 2


def test_another_form_of_the_whole_is_no_part():
    """The whole as another kind of file among its parts is not added to them; a single part is compared as it is."""
    whole, part = year(2023, carried_in=3, issuer="青溪县"), year(2023, carried_in=3, issuer="青溪县财政局")
    assert list(gd.check_group(whole, [whole, part], select=["GD601"])) == []
    assert list(gd.check_group(whole, [whole], select=["GD601"])) == []
    other = year(2023, carried_in=4, issuer="青溪县")
    (found,) = gd.check_group(whole, [other, part], select=["GD601"])
    assert (found.expected, found.actual) == (7, 3)


def test_an_uncertain_reading_of_a_part_makes_a_finding_the_readers():
    """A sum that rests on an uncertain reading of a part may be the reading's fault."""
    note = [{"kind": "uncertain-reading", "about": "requests.carried_in", "text": "?"}]
    whole, part = year(2023, carried_in=4), year(2023, carried_in=3, issuer="甲局", notes=note)
    (found,) = gd.check_group(whole, [part])
    assert found.origin == "reading"


def test_a_group_without_body_and_year_is_named_by_its_path():
    """A whole that does not say whose it is has fingerprints of its path."""
    whole = gd.structure({"requests": {"carried_in": {"total": 4}}})
    one, other = (gd.check_group(whole, [year(2023, carried_in=3)], path=path)[0] for path in ("a.json", "b.json"))
    assert one.fingerprint != other.fingerprint
