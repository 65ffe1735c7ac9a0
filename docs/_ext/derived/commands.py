"""The command line, from the commands themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click

from gov_disclosure.cli import cli

from .markdown import code, from_docstring, table

_UNSAID = {"--format": "Form of output."}
"""What an option means that says it by its choices alone."""


def command(name: str) -> str:
    """A command: its usage, what it does, and its options."""
    return "\n\n".join(_parts(name, cli.commands[name]))


def _parts(name: str, one: click.Command) -> Iterator[str]:
    context = click.Context(one, info_name=f"gov-disclosure {name}")
    yield f"```text\n{' '.join([context.command_path, *one.collect_usage_pieces(context)])}\n```"
    yield from_docstring(inspect.cleandoc(one.help or ""))
    options = [p for p in one.get_params(context) if isinstance(p, click.Option) and p.name != "help"]
    if options:
        yield table(("option", "meaning"), ((_spelling(o, context), _meaning(o)) for o in options))


def _spelling(option: click.Option, context: click.Context) -> str:
    """Its names, and what it takes."""
    numeric = isinstance(option.type, click.IntRange | click.FloatRange) and option.metavar is None
    taken = "NUMBER" if numeric else option.make_metavar(context)
    return code(", ".join(option.opts) + ("" if option.is_flag else f" {taken}"))


def _meaning(option: click.Option) -> str:
    """What it does, and its default where that says something."""
    text = option.help or _UNSAID.get(option.opts[0], "")
    default = option.show_default if isinstance(option.show_default, str) else option.default
    if not option.show_default or not isinstance(default, str | int | float):
        return text
    return f"{text} Default: {default}."
