"""In which language the command line explains itself: as ``--lang`` says, else as the console is set."""

from __future__ import annotations

import copy
import gettext
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import TypeVar

import click

from ..i18n import DEFAULT_LANGUAGE, DOMAIN, LANGUAGES, LOCALES, N_, Language, translate

_LANG = f"{__name__}.lang"
CLICKS_OWN = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Error: {message}"),
    N_("Try '{command} {option}' for help."),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing command."),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("No such option: {name}"),
    N_("No such command '{name}'."),
    N_("Show this message and exit."),
    N_("Show the version and exit."),
    N_("default: {default}"),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a directory."),
    N_("{name} {filename!r} is a file."),
    N_("{name} {filename!r} is not readable."),
    N_("{name} {filename!r} is not writable."),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("Option {name!r} does not take a value."),
)
"""What click says by itself, for the catalogue: its versions word some of it differently."""
C = TypeVar("C", bound=click.Command)


def _asked_for(arguments: Sequence[str]) -> list[str]:
    """What ``--lang`` says, if it is there."""
    said = [word.partition("=")[2] for word in arguments if word.startswith("--lang=")]
    return said + [word for before, word in pairwise(arguments) if before == "--lang"]


def language_of_errors(arguments: Sequence[str]) -> Language:
    """The language in which a wrong call is explained: that of all output, but that of help where help is asked for."""
    if not arguments or {"-h", "--help"}.intersection(arguments):
        return language_of(arguments)
    return next((lang for lang in LANGUAGES if lang in _asked_for(arguments)[:1]), DEFAULT_LANGUAGE)


def language_of(arguments: Sequence[str]) -> Language:
    """The language of help, where arguments are those of a call: English unless something else is known."""
    said = _asked_for(arguments)
    console = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return next((lang for lang in LANGUAGES if lang in (*said, console.partition("_")[0])[:1]), "en")


def explained(command: C, lang: Language) -> C:
    """A command that explains itself and its options in a language."""
    if lang == "en":
        return command
    twin = copy.copy(command)
    twin.help = _translated(command.help, lang)
    twin.params = [copy.copy(parameter) for parameter in command.params]
    for parameter in twin.params:
        if isinstance(parameter, click.Option):
            parameter.help = _translated(parameter.help, lang)
    return twin


def _translated(text: str | None, lang: Language) -> str:
    """A text of several paragraphs, each of which is a message."""
    return "\n\n".join(translate(" ".join(paragraph.split()), lang) for paragraph in (text or "").split("\n\n"))


@contextmanager
def click_speaking(lang: Language) -> Iterator[None]:
    """Let click say what it says by itself in a language: it asks gettext for its texts, in the program's domain."""
    domain, languages = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(DOMAIN, str(LOCALES))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = lang
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if languages is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = languages


class Group(click.Group):
    """Commands that explain themselves in the language of the call."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Note the language before anything is explained."""
        ctx.meta[_LANG] = language_of(args)
        return super().parse_args(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name, as it explains itself in this call."""
        command = super().get_command(ctx, cmd_name)
        return None if command is None else explained(command, ctx.meta.get(_LANG, "en"))

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the program is for, and its commands."""
        click.Group.format_help(explained(self, ctx.meta.get(_LANG, "en")), ctx, formatter)
