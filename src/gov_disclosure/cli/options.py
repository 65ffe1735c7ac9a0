"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO, TypeVar

import click

from ..i18n import DEFAULT_LANGUAGE, LANGUAGES

F = TypeVar("F", bound=Callable[..., Any])

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


def opened(path: Path) -> TextIO:
    """A file opened for writing.

    Raises:
        ClickException: It cannot be opened.
    """
    try:
        return path.open("w", encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{path}: {error.strerror}") from None
