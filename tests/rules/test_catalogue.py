"""Tests about the rules themselves: what each has to have, and that its examples do what they say."""

import json
from collections import Counter

import pytest

import gov_disclosure as gd
from gov_disclosure.findings import UNREADABLE
from gov_disclosure.readers.assembly import assemble
from gov_disclosure.readers.text import parse_text
from gov_disclosure.rules import Registry, identities

RULES = list(Registry(plugins=[]))
CHECKED = [rule for rule in RULES if rule.code not in UNREADABLE]
CODES = [
    *(f"GD00{n}" for n in range(1, 5)),
    *(f"GD1{n:02}" for n in range(1, 14)),
    *(f"GD20{n}" for n in range(1, 7)),
    *(f"GD30{n}" for n in range(1, 5)),
    *(f"GD40{n}" for n in range(1, 5)),
    *(f"GD50{n}" for n in range(1, 6)),
    *(f"GD60{n}" for n in range(1, 3)),
]


def example(content):
    """The report that a rule's example is: canonical form, or the text of a file."""
    return assemble(parse_text(content)) if isinstance(content, str) else gd.structure(content)


def check_example(rule, content):
    """What a check says of a rule's example: a report, the years of a body, or a whole and its parts."""
    if rule.of == "series":
        return gd.check_series([example(report) for report in content])
    if rule.of == "group":
        parts = [example(part) for part in content["parts"]]
        return gd.check_group(example(content["whole"]), parts)
    return gd.check(example(content))


def test_the_catalogue_is_complete():
    """Every code from GD001 to GD404 is a rule, in order, and there is no other."""
    """Every code of the families that are built is a rule, in order, and there is no other."""
    assert [rule.code for rule in RULES if rule.prefix == "GD"] == CODES


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_is_documented(rule):
    """A rule says when it holds, why it matters and where it is laid down."""
    assert rule.holds
    assert len(rule.why) > 80
    assert rule.source is not None
    assert rule.source.zh
    assert rule.source.en


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_named_after_its_function(rule):
    """The name of a rule is that of its function, so that one finds the other."""
    assert rule.check.__name__ == rule.name.replace("-", "_")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_editions_of_a_rule_exist(rule):
    """A rule that is scoped to editions names ones that exist."""
    for edition in rule.editions:
        assert gd.addresses(edition)


@pytest.mark.parametrize("rule", CHECKED, ids=lambda rule: rule.code)
def test_the_bad_example_breaks_the_rule_and_nothing_else(rule):
    """A rule's bad example has findings of that rule only."""
    assert {finding.code for finding in check_example(rule, rule.bad)} == {rule.code}


@pytest.mark.parametrize("rule", CHECKED, ids=lambda rule: rule.code)
def test_the_good_example_breaks_nothing(rule):
    """A rule's good example has no finding at all, warnings and notes of other rules on its prose aside."""
    findings = check_example(rule, rule.good)
    assert rule.code not in {finding.code for finding in findings}
    if not isinstance(rule.good, str):
        assert not findings


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.code in UNREADABLE], ids=lambda rule: rule.code)
def test_rules_about_files_are_silent_about_reports(rule):
    """GD001 and GD004 are said by readers, never about a report that was read."""
    assert not list(rule.check(gd.structure({})))


def test_each_identity_names_a_rule_that_explains_it():
    """No identity can break without a rule that says so."""
    explaining = {rule.code for rule in RULES if rule.given == "sum"}
    for edition in ("2019", "2021"):
        for divided in (True, False):
            assert {identity.code for identity in identities(edition, divided=divided)} == explaining


def test_identities_have_the_forms_own_sums():
    """Edition 2021 states 25 rows, 7 columns of outcomes, 7 balances and 3 groups of disputes."""
    counts = Counter(identity.code for identity in identities("2021", divided=True))
    assert counts == {"GD301": 25, "GD302": 7, "GD303": 7, "GD304": 3}


def test_examples_are_plain_data():
    """An example can be written as JSON, as the documentation shows it."""
    for rule in RULES:
        for content in (rule.bad, rule.good):
            assert isinstance(content, str | None) or json.dumps(content)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.of != "report"], ids=lambda rule: rule.code)
def test_a_rule_about_several_reports_has_examples_of_several(rule):
    """The examples of a rule of a series are lists of reports, those of a group a whole and its parts."""
    for content in (rule.bad, rule.good):
        assert isinstance(content, list) if rule.of == "series" else {"whole", "parts"} <= content.keys()
