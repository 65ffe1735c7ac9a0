"""Pages of rules: complete in both languages, with what the command line really prints."""

import json

import pytest

from gov_disclosure.cli import main
from gov_disclosure.i18n import LANGUAGES
from gov_disclosure.output import catalogue
from gov_disclosure.rules.model import Rule
from gov_disclosure.rules.registry import Registry

REGISTRY = Registry(plugins=[])
RULES = list(REGISTRY)
WITH_EXAMPLES = [rule for rule in RULES if rule.bad is not None]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_page_says_everything_about_its_rule(rule, lang):
    """A page has the rule's code, name, statement, reason, source and examples."""
    page = catalogue.page(rule, lang, REGISTRY)
    assert page.startswith(f"# {rule.code} {rule.name}\n")
    assert rule.statement(lang) in page
    assert rule.reason(lang) in page
    assert rule.source is not None
    assert (rule.source.en if lang == "en" else rule.source.zh) in page
    assert page.count("\n## ") == sum(example is not None for example in (rule.bad, rule.good))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.code)
def test_a_page_shows_what_the_command_line_prints(rule, lang, tmp_path, monkeypatch, capsys):
    """The files and the command of a page, typed as they stand there, give the output that stands there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", str(catalogue.WIDTH))
    page = catalogue.page(rule, lang, REGISTRY)
    blocks = page.split("```console\n")[1:]
    assert len(blocks) == (rule.bad is not None) + (rule.good is not None)
    for key, block in zip(("bad", "good"), blocks, strict=False):
        command, _, shown = block.partition("\n```")[0].partition("\n")
        for name, content in catalogue.example_files(key, getattr(rule, key)).items():
            (tmp_path / name).write_text(content, "utf-8")
            assert content.rstrip() in page
        words = command.split()
        assert words[:3] == ["$", "gov-disclosure", "check"]
        main([*words[2:], "--no-plugins"])
        printed = "\n".join(line.rstrip() for line in capsys.readouterr().out.splitlines()).strip()
        assert shown == printed


@pytest.mark.parametrize("rule", WITH_EXAMPLES, ids=lambda rule: rule.code)
def test_the_bad_example_of_a_page_shows_its_finding(rule):
    """What is printed for the bad example names the rule."""
    page = catalogue.page(rule, "en", REGISTRY)
    assert f" {rule.code} {rule.name}" in page.split("```console\n")[1]


def test_examples_of_others_do_no_harm():
    """An example of a plugin that is no report, or breaks its rule, is shown with what is wrong."""

    def broken(report):
        """A rule that fails."""
        raise ZeroDivisionError("oops")

    registry = Registry(plugins=[])
    registry.add(Rule("XQ901", "broken", RULES[0].severity, broken, bad={"requests": []}, good={"year": 2023}))
    page = catalogue.page(registry["XQ901"], "en", registry)
    assert "GD001 unreadable-file" in page
    assert "ZeroDivisionError: oops" in page


def test_rows_of_figures_stand_on_one_line():
    """JSON is broken between rows, not between figures, and says the same."""
    data = {"a": {"b": {"c": 1, "d": None}, "e": []}, "f": [{"g": {"h": 1}}], "i": {}}
    text = catalogue.rows(data)
    assert json.loads(text) == data
    assert '    "b": {"c": 1, "d": null},' in text.splitlines()
