"""``gov-disclosure extract``."""

from __future__ import annotations

from pathlib import Path

import click

from ..i18n import Language, msg
from ..output.result import UNUSABLE
from ..readers import read
from ..readers.errors import ReadError
from . import options

FORMATS = ("json", "yaml", "csv")


@click.command("extract")
@click.argument("file", type=click.Path())
@click.option("--format", "form", type=click.Choice(FORMATS), default="json", show_default=True, help="Form of output.")
@click.option("--locations", is_flag=True, help="Add where each figure stood.")
@options.output
@options.lang
def extract_command(file: str, form: str, locations: bool, output: Path | None, lang: Language) -> int:
    """Print what a report says in canonical form."""
    from ..output import canonical

    try:
        report = read(file)
    except ReadError as error:
        click.echo(f"{file}: {error.finding.render(lang)}", err=True)
        return UNUSABLE
    writers = {"json": canonical.to_json, "yaml": canonical.to_yaml, "csv": canonical.to_csv}
    try:
        text = writers[form](report, locations=locations)
    except ImportError:
        needed = msg('reading YAML needs an extra: pip install "gov-disclosure[{extra}]"', extra="yaml")
        raise click.ClickException(needed.render(lang)) from None
    options.write(text, output)
    return 0
