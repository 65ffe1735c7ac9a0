"""``gov-disclosure rules``, ``explain`` and ``schema``: what the program knows."""

from __future__ import annotations

import difflib

import click

from ..i18n import Language, msg
from ..output.numbers import dumps
from . import options


@click.command("rules")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@options.lang
def rules_command(form: str, lang: Language) -> int:
    """List all rules."""
    from ..output import catalogue
    from ..rules.registry import default_registry

    rules = list(default_registry())
    if form == "json":
        click.echo(dumps([catalogue.as_data(rule, lang) for rule in rules]))
    else:
        for rule in rules:
            click.echo(f"{rule.code} {rule.name} ({rule.severity.value}): {rule.statement(lang)}")
    return 0


@click.command("explain")
@click.argument("code")
@options.lang
def explain_command(code: str, lang: Language) -> int:
    """Print a rule's page: when it holds, why, where it is laid down, and examples."""
    from ..output import catalogue
    from ..rules.registry import default_registry

    rules = {rule.code: rule for rule in default_registry()}
    found = rules.get(code.upper())
    if found is None:
        near = difflib.get_close_matches(code.upper(), rules, 1, 0.5)
        text = msg("there is no rule {code}", code=code).render(lang)
        hint = msg("; did you mean {near}?", near=near[0]).render(lang) if near else ""
        raise click.UsageError(text + hint)
    click.echo(catalogue.page(found, lang), nl=False)
    return 0


@click.command("schema")
def schema_command() -> int:
    """Print the JSON Schema of the canonical form."""
    from ..report.schema import json_schema

    click.echo(dumps(json_schema()))
    return 0
