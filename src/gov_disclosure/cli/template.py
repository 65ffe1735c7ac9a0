"""``gov-disclosure template``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from ..i18n import Language, msg
from ..report.editions import EDITIONS, IN_FORCE, edition_for_year
from . import options

FORMATS = ("json", "yaml", "docx")


@click.command("template")
@click.option("--format", "form", type=click.Choice(FORMATS), default="json", show_default=True, help="Form of output.")
@click.option(
    "--edition", type=click.Choice(tuple(EDITIONS)), help="Edition of the format; the year decides unless given."
)
@click.option("--issuer", help="The body that reports: 某县人民政府.")
@click.option("--year", type=click.IntRange(1900, 2999), help="The reported year.")
@click.option("--zeros", is_flag=True, help="Write 0 for every figure; otherwise figures are blank.")
@options.output
@options.lang
def template_command(
    form: str,
    edition: str | None,
    issuer: str | None,
    year: int | None,
    zeros: bool,
    output: Path | None,
    lang: Language,
) -> int:
    """Print an empty report to fill in."""
    from ..output import template

    by_year = edition_for_year(year) if year is not None else None
    data = template.empty(edition or (by_year or IN_FORCE).key, issuer=issuer, year=year, zeros=zeros)
    if form == "docx":
        _write_word(data, output, lang)
    else:
        options.write(template.to_json(data) if form == "json" else template.to_yaml(data, lang), output)
    return 0


def _write_word(data: Mapping[str, Any], output: Path | None, lang: Language) -> None:
    """Write a Word document.

    Raises:
        ClickException: The extra is not installed, no file is named, or it cannot be written.
    """
    from ..output.word import to_docx

    if output is None:
        raise click.UsageError(msg("a Word document needs a file: --output report.docx").render(lang))
    try:
        output.write_bytes(to_docx(data))
    except ImportError:
        needed = msg('writing Word needs an extra: pip install "gov-disclosure[{extra}]"', extra="docx")
        raise click.ClickException(needed.render(lang)) from None
    except OSError as error:
        raise click.ClickException(f"{output}: {error.strerror}") from None
