"""``rules``, ``explain`` and ``schema``: what the program knows, in either language."""

import json

import pytest

from gov_disclosure.cli import main
from gov_disclosure.report.schema import json_schema
from gov_disclosure.rules import default_registry


def test_rules_lists_every_rule(capsys):
    """Each rule stands in the list with its code, as text and as JSON."""
    codes = [rule.code for rule in default_registry()]
    assert main(["rules", "--lang", "en"]) == 0
    assert [line.split(" ")[0] for line in capsys.readouterr().out.splitlines()] == codes
    assert main(["rules", "--format", "json"]) == 0
    assert [rule["code"] for rule in json.loads(capsys.readouterr().out)] == codes


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_explain_prints_a_rules_page(capsys, lang):
    """A rule's page has its statement, its reason and its source in the language asked for; case does not matter."""
    rule = default_registry()["GD303"]
    assert rule.source is not None
    assert main(["explain", "gd303", "--lang", lang]) == 0
    page = capsys.readouterr().out
    assert rule.statement(lang) in page
    assert rule.reason(lang) in page
    assert (rule.source.zh if lang == "zh" else rule.source.en) in page


def test_explain_names_the_nearest_rule(capsys):
    """A code that does not exist is wrong usage, and a near one is named."""
    assert main(["explain", "GD333", "--lang", "en"]) == 2
    assert "GD303" in capsys.readouterr().err


def test_schema_is_printed_as_json(capsys):
    """The command prints the schema that the library derives."""
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == json_schema()
