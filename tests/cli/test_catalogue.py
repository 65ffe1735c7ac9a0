"""``rules``, ``explain`` and ``schema``: what the program knows, in either language."""

import json
from importlib.metadata import EntryPoint

import pytest
from rich.cells import cell_len

from gov_disclosure.cli import main
from gov_disclosure.configuration.schema import configuration_schema
from gov_disclosure.output import catalogue
from gov_disclosure.output.schema import check_schema
from gov_disclosure.report.schema import json_schema
from gov_disclosure.rules import default_registry, registry


@pytest.fixture
def failing(monkeypatch):
    """A plugin that cannot be imported is installed."""
    points = [EntryPoint("absent", "a_module_that_is_not_there", registry.GROUP)]
    monkeypatch.setattr(registry, "entry_points", lambda **_: points)
    default_registry.cache_clear()
    yield
    default_registry.cache_clear()
    registry._rules_of.cache_clear()


def test_rules_are_data(capsys):
    """The JSON catalogue has everything that each rule says of itself, in order, in the language asked for."""
    rules = list(default_registry())
    assert main(["rules", "--format", "json", "--lang", "en"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [rule["code"] for rule in data] == [rule.code for rule in rules]
    assert [rule["why"] for rule in data] == [rule.why for rule in rules]
    assert set(data[0]) == {
        "code", "name", "severity", "of", "editions", "holds", "why", "source", "bad", "good", "plugin",
    }  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_fits_80_columns(capsys, monkeypatch, lang):
    """Every rule has its line, and no line is wider than 80 columns, a Chinese character counting two."""
    monkeypatch.setenv("COLUMNS", "80")
    assert main(["rules", "--lang", lang]) == 0
    lines = capsys.readouterr().out.splitlines()
    codes = [line.split()[0] for line in lines if line.startswith(" GD")]
    assert codes == [rule.code for rule in default_registry() if rule.prefix == "GD"]
    assert max(cell_len(line) for line in lines) <= 80


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("wanted", ["GD303", "gd303", "request-balance", "Request Balance", "request_balance"])
def test_explain_prints_a_rules_page(capsys, lang, wanted):
    """A rule is found by code or name, however it is written, and its page is printed in the language asked for."""
    assert main(["explain", wanted, "--lang", lang]) == 0
    assert capsys.readouterr().out == catalogue.page(default_registry()["GD303"], lang, default_registry())


@pytest.mark.parametrize(
    ("wanted", "near"), [("GD333", "GD303"), ("gd30", "GD30"), ("rowtotal", "row-total"), ("blank-cells", "blank-cell")]
)
def test_explain_names_the_nearest_rule(capsys, wanted, near):
    """A code or name that does not exist is wrong usage, and a near one is named."""
    assert main(["explain", wanted, "--lang", "en"]) == 2
    assert f"did you mean {near}" in capsys.readouterr().err


def test_explain_says_when_nothing_is_near(capsys):
    """Something else entirely is just not there."""
    assert main(["explain", "zzzzzz", "--lang", "en"]) == 2
    assert "there is no rule zzzzzz" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["rules"], ["explain", "GD301"]])
def test_a_plugin_that_failed_is_said(capsys, failing, command):
    """The catalogue and the page are printed, the failure is said on standard error, and the status is 3."""
    assert main([*command, "--lang", "en"]) == 3
    captured = capsys.readouterr()
    assert "GD301" in captured.out
    assert captured.err.startswith("plugin absent failed: ModuleNotFoundError")
    assert main([*command, "--no-plugins"]) == 0


def test_an_unknown_rule_may_be_that_of_a_plugin_that_failed(capsys, failing):
    """The failure is said before the rule is, and the status is that of the failure."""
    assert main(["explain", "XA001", "--lang", "en"]) == 3
    error = capsys.readouterr().err
    assert error.index("plugin absent failed") < error.index("there is no rule XA001")


@pytest.mark.parametrize(
    ("arguments", "schema"),
    [
        ([], json_schema()),
        (["report"], json_schema()),
        (["check"], check_schema()),
        (["config"], configuration_schema()),
    ],
)
def test_schemas_are_printed_as_json(capsys, arguments, schema):
    """The command prints the schemas that the library derives, that of a report unless another is named."""
    assert main(["schema", *arguments]) == 0
    assert json.loads(capsys.readouterr().out) == schema
