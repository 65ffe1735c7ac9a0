"""Options that several commands share."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO, TypeVar

import attrs
import click

from ..findings import Findings
from ..i18n import DEFAULT_LANGUAGE, LANGUAGES, Language
from ..output.result import FAILED, UNUSABLE
from ..readers.limits import Limits
from .workers import Budget

F = TypeVar("F", bound=Callable[..., Any])

_ESCAPED = "backslashreplace"
"""What becomes of a byte in a file's name that is no character: in JSON it is escaped, and read back as it is."""

lang = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=DEFAULT_LANGUAGE,
    show_default=True,
    help="Language of messages.",
)
output = click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write to a file instead of standard output.",
)


def _cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


jobs = click.option(
    "--jobs",
    "-j",
    type=click.IntRange(1),
    default=_cores,
    show_default="all cores",
    help="How many files are read at the same time.",
)


def budget(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options ``--time-limit`` and ``--memory-limit``, passed together as ``budget``."""
    default = Budget()

    @functools.wraps(command)
    def with_budget(*args: Any, time_limit: int, memory_limit: int, **others: Any) -> Any:
        allowed = Budget(time_limit, memory_limit, max(default.patience, 2 * time_limit))
        return command(*args, budget=allowed, **others)

    memory = click.option(
        "--memory-limit",
        type=click.IntRange(50),
        default=default.megabytes,
        show_default=True,
        metavar="MB",
        help="How much memory reading one file may take.",
    )
    time = click.option(
        "--time-limit",
        type=click.IntRange(1),
        default=default.seconds,
        show_default=True,
        metavar="SECONDS",
        help="How long reading one file may take.",
    )
    return time(memory(with_budget))


def _limits(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> Limits:
    """Limits given as ``name=number``."""
    known = {field.name: field.default for field in attrs.fields(Limits)}
    given: dict[str, int] = {}
    for text in value:
        name, _is, number = text.partition("=")
        if name not in known or not number.isdecimal():
            shown = ", ".join(f"{name}={default}" for name, default in known.items())
            raise click.BadParameter(f"{text!r}: one of {shown} with another number")
        given[name] = int(number)
    return Limits(**given)


limits = click.option(
    "--limit",
    "limits",
    multiple=True,
    callback=_limits,
    metavar="NAME=NUMBER",
    help="Another limit of size or count; a name that is none shows them all.",
)


stdin_filename = click.option(
    "--stdin-filename", metavar="NAME", help="What to call the file that comes from standard input (-)."
)


def complain(path: str, findings: Findings, lang: Language) -> int:
    """Say on standard error why a file was not read; the exit status that this makes."""
    for finding in findings:
        click.echo(f"{path}: {finding.render(lang)}", err=True)
    for failure in findings.failures:
        click.echo(failure.render(lang), err=True)
    return FAILED if findings.failures else UNUSABLE


def codes(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Codes or prefixes, given several times or joined by commas."""
    return tuple(code.strip() for text in value for code in text.split(",") if code.strip())


def write(text: str, path: Path | None) -> None:
    """Write a result to a file, or to standard output.

    Raises:
        ClickException: The file cannot be written.
    """
    if path is None:
        click.echo(text, nl=False)
        return
    with opened(path) as stream:
        stream.write(text)


def write_data(text: str, path: Path | None) -> None:
    """Write what programs read: UTF-8 in a pipe or a file, whatever the console's encoding, so that nothing is lost.

    Raises:
        ClickException: The file cannot be written.
    """
    if path is not None or sys.stdout.isatty():
        write(text, path)
    else:
        click.echo(text.encode(errors=_ESCAPED), nl=False)


def opened(path: Path) -> TextIO:
    """A file opened for writing.

    Raises:
        ClickException: It cannot be opened.
    """
    try:
        return path.open("w", encoding="utf-8", errors=_ESCAPED, newline="")
    except OSError as error:
        raise click.ClickException(f"{path}: {error.strerror}") from None
