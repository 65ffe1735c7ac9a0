"""The rule XN001 and its examples."""

import gov_disclosure_petitions
import pytest

import gov_disclosure as gd


@pytest.fixture
def rules():
    """The rules that a user of the plugin has."""
    return gd.Registry(plugins=["petitions"])


def test_the_plugin_is_found(rules):
    """An installed plugin is loaded by its entry point, without failures."""
    assert not rules.failures
    assert rules["XN001"].check is gov_disclosure_petitions.petition_share


@pytest.mark.parametrize(("example", "codes"), [("bad", ["XN001"]), ("good", [])])
def test_the_examples_do_what_they_say(rules, example, codes):
    """The bad example breaks the rule, the good one does not."""
    report = gd.structure(getattr(rules["XN001"], example))
    assert [finding.code for finding in gd.check(report, registry=rules)] == codes


def test_the_rule_is_stated_in_both_languages(rules):
    """When it holds is said in Chinese and in English."""
    assert "信访" in rules["XN001"].statement("zh")
    assert "petitions" in rules["XN001"].statement("en")


def test_what_cannot_be_read_is_not_evaluated(rules):
    """A slash in a figure's place is no petition, and no failure of the rule."""
    report = gd.structure({"requests": {"outcomes": {"not_processed": {"petition_or_complaint": {"total": "/"}}}}})
    findings = gd.check(report, select=["XN"], registry=rules)
    assert not findings
    assert not findings.failures
    assert [entry.code for entry in findings.unevaluated] == ["XN001"]


def test_a_blank_counts_as_none(rules):
    """A blank cell is 0 in a rule."""
    report = gd.structure(
        {"requests": {"outcomes": {"not_processed": {"petition_or_complaint": {"total": None}}, "total": {"total": 3}}}}
    )
    findings = gd.check(report, select=["XN"], registry=rules)
    assert not findings
    assert not findings.unevaluated
