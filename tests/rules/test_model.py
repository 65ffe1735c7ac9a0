"""What a rule has to be, so that none is stated that would never be asked or could not be explained."""

from functools import partial
from typing import Any

import pytest

import gov_disclosure as gd
from gov_disclosure.output.catalogue import page
from gov_disclosure.rules import registry as module
from gov_disclosure.rules.model import Rule

RULE: Any = Rule
STATE: Any = gd.rule
"""What somebody who uses no type checker may call with anything."""


@pytest.fixture
def program(monkeypatch):
    """The rules of a running program that has stated none yet."""
    monkeypatch.setattr(module, "_program", ledger := module._Ledger())
    monkeypatch.setattr(module, "_open", [ledger])


def stated(**given):
    """A rule with something in it that is not as usual."""
    return RULE(**{"code": "XM901", "name": "some-rule", "severity": gd.Severity.INFO, "check": list, **given})


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"code": 5}, "capital letters"),
        ({"code": "xm901"}, "capital letters"),
        ({"code": "XM1"}, "capital letters"),
        ({"name": "Some Rule"}, "lower-case"),
        ({"of": "reports"}, "'reports' is none of report, series, group"),
        ({"editions": ("2022",)}, "'2022' is none of 2021, 2019"),
        ({"editions": "2021"}, "'2' is none of"),
        ({"when": frozenset({"blank"})}, "'blank' is none of"),
    ],
)
def test_a_rule_that_would_never_be_asked_is_refused(given, said):
    """A misspelt subject, edition or trait would make a rule silent; the message says what there is."""
    with pytest.raises(ValueError, match=said):
        stated(**given)


@pytest.mark.parametrize(
    "given",
    [{"holds": 5}, {"why": {"zh": 5}}, {"source": 5}, {"bad": 5}, {"good": 2.5}],
    ids=lambda given: next(iter(given)),
)
def test_a_rule_that_could_not_be_explained_is_refused(given):
    """Texts, source and examples are what a page can show."""
    with pytest.raises(TypeError, match=r"a rule's .* not "):
        stated(**given)


@pytest.mark.parametrize("function", [5, partial(list)])
def test_a_rule_is_a_function(function):
    """What has no name cannot replace itself when it is stated again, and is refused."""
    with pytest.raises(TypeError, match="a rule is a function"):
        STATE("XM901", "some-rule")(function)


def test_a_rules_texts_may_be_given_in_both_languages(program):
    """Statement, reason and source of somebody else's rule read as the reader does; one text alone serves for both."""

    @gd.rule(
        "XM902",
        "both-languages",
        holds={"zh": "应当成立", "en": "it holds"},
        why={"zh": "理由", "en": "the reason"},
        source={"zh": "本地规定", "en": "local rules"},
    )
    def both(report):
        """Not shown."""
        return []

    registry = gd.Registry(plugins=[])
    rule = registry["XM902"]
    chinese, english = (page(rule, lang, registry) for lang in ("zh", "en"))
    assert all(text in chinese for text in ("应当成立", "理由", "本地规定"))
    assert all(text in english for text in ("it holds", "the reason", "local rules"))
    assert "Not shown" not in chinese + english
    assert stated(holds={"zh": "只有中文"}).statement("en") == "只有中文"
    assert stated(holds={}).statement("en") == ""


def test_a_page_does_not_say_the_same_twice(program):
    """Where a docstring of one line is both statement and reason, the page has it once."""

    @gd.rule("XM903", "one-line")
    def one_line(report):
        """All is well."""
        return []

    registry = gd.Registry(plugins=[])
    assert page(registry["XM903"], "en", registry).count("All is well.") == 1
