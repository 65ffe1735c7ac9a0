"""The command line, from the commands themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click

from gov_disclosure.cli import cli
from gov_disclosure.cli.spoken import explained
from gov_disclosure.i18n import Language, translate

from .markdown import code, from_docstring, table

_HEAD = {"en": ("option", "meaning"), "zh": ("选项", "含义")}
_UNSAID = {"--format": "Form of output."}
"""What an option means that says it by its choices alone."""


def command(name: str, lang: Language = "en") -> str:
    """A command: its usage, what it does, and its options."""
    return "\n\n".join(_parts(name, explained(cli.commands[name], lang), lang))


def _parts(name: str, one: click.Command, lang: Language) -> Iterator[str]:
    context = click.Context(one, info_name=f"gov-disclosure {name}")
    yield f"```text\n{' '.join([context.command_path, *one.collect_usage_pieces(context)])}\n```"
    yield from_docstring(inspect.cleandoc(one.help or ""))
    options = [p for p in one.get_params(context) if isinstance(p, click.Option) and not p.is_eager]
    if options:
        yield table(_HEAD[lang], ((_spelling(o, context), _meaning(o, lang)) for o in options))


def _spelling(option: click.Option, context: click.Context) -> str:
    """Its names, and what it takes."""
    numeric = isinstance(option.type, click.IntRange | click.FloatRange) and option.metavar is None
    taken = "NUMBER" if numeric else option.make_metavar(context)
    return code(", ".join(option.opts) + ("" if option.is_flag else f" {taken}"))


def _meaning(option: click.Option, lang: Language) -> str:
    """What it does, and its default where that says something."""
    text = option.help or translate(_UNSAID.get(option.opts[0], ""), lang)
    default = option.show_default if isinstance(option.show_default, str) else option.default
    if not option.show_default or not isinstance(default, str | int | float):
        return text
    return f"{text}默认：{default}。" if lang == "zh" else f"{text} Default: {default}."
