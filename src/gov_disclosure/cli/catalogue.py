"""``gov-disclosure rules``, ``explain`` and ``schema``: what the program knows."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from typing import Any

import click

from ..i18n import Language, msg
from ..output.numbers import dumps
from ..output.result import OK
from ..rules.model import Rule
from ..rules.registry import Registry, default_registry
from . import options
from .failures import failed

no_plugins = click.option("--no-plugins", is_flag=True, help="Do not load installed plugins.")
SCHEMAS = ("report", "check", "config")


@click.command("rules")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@options.lang
@no_plugins
def rules_command(form: str, lang: Language, no_plugins: bool) -> int:
    """List all rules, those of plugins too."""
    from ..output import catalogue

    registry = _registry(no_plugins)
    rules = list(registry)
    if form == "json":
        click.echo(dumps([catalogue.as_data(rule, lang, registry) for rule in rules]))
    else:
        from rich.console import Console

        catalogue.write(rules, registry, lang, Console(highlight=False))
    return failed(registry.failures, lang)


@click.command("explain")
@click.argument("code")
@options.lang
@no_plugins
def explain_command(code: str, lang: Language, no_plugins: bool) -> int:
    """Print a rule's page, given its code or name: when it holds, why, where it is laid down, and examples."""
    from ..output import catalogue

    registry = _registry(no_plugins)
    rule = _found(code, list(registry))
    status = failed(registry.failures, lang)
    if rule is None:
        error = click.UsageError(_unknown(code, list(registry)).render(lang))
        if status == OK:
            raise error
        error.show()  # it may be a rule of the plugin that failed
        return status
    click.echo(catalogue.page(rule, lang, registry), nl=False)
    return status


def _registry(no_plugins: bool) -> Registry:
    return Registry(plugins=[]) if no_plugins else default_registry()


def _found(wanted: str, rules: list[Rule]) -> Rule | None:
    """The rule of a code or a name, however it is written."""
    names = (wanted.strip().upper(), wanted.strip().lower().replace("_", "-").replace(" ", "-"))
    return next((rule for rule in rules if rule.code in names or rule.name in names), None)


def _unknown(wanted: str, rules: list[Rule]) -> Any:
    """That there is no such rule, and which one is nearest by code or name."""
    codes = difflib.get_close_matches(wanted.upper(), [rule.code for rule in rules], 1, 0.5)
    names = difflib.get_close_matches(wanted.lower(), [rule.name for rule in rules], 1, 0.5)
    near = names if not any(letter.isdigit() for letter in wanted) else codes
    problem = msg("there is no rule {code}", code=wanted)
    if not near:
        return problem
    return msg("{problem}; did you mean {near}?", problem=problem, near=near[0])


@click.command("schema")
@click.argument("of", type=click.Choice(SCHEMAS), default=SCHEMAS[0])
def schema_command(of: str) -> int:
    """Print the JSON Schema of a report in canonical form, of the output of check, or of the configuration."""
    click.echo(dumps(_schemas()[of]()))
    return 0


def _schemas() -> dict[str, Callable[[], dict[str, Any]]]:
    from ..configuration.schema import configuration_schema
    from ..output.schema import check_schema
    from ..report.schema import json_schema

    return dict(zip(SCHEMAS, (json_schema, check_schema, configuration_schema), strict=True))
