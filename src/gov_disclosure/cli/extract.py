"""``gov-disclosure extract``."""

from __future__ import annotations

from pathlib import Path

import click

from ..findings import Findings
from ..i18n import Language, msg
from ..readers.limits import Limits
from . import options
from .look import Read, read_apart
from .sources import STDIN, from_stdin, named
from .workers import Budget

FORMATS = ("json", "yaml", "csv")


@click.command("extract")
@click.argument("file", type=click.Path())
@click.option("--format", "form", type=click.Choice(FORMATS), default="json", show_default=True, help="Form of output.")
@click.option("--locations", is_flag=True, help="Add where each figure stood.")
@options.output
@options.lang
@options.stdin_filename
@options.budget
@options.limits
def extract_command(  # noqa: PLR0913, PLR0917 - a parameter an option
    file: str,
    form: str,
    locations: bool,
    output: Path | None,
    lang: Language,
    stdin_filename: str | None,
    budget: Budget,
    limits: Limits,
) -> int:
    """Print what a report says in canonical form."""
    from ..output import canonical

    candidate = from_stdin(stdin_filename, limits) if file == STDIN else named(file)
    report = read_apart(candidate, Read(limits, locations), budget)
    if isinstance(report, Findings):
        return options.complain(candidate.shown, report, lang)
    writers = {"json": canonical.to_json, "yaml": canonical.to_yaml, "csv": canonical.to_csv}
    try:
        text = writers[form](report, locations=locations)
    except ImportError:
        needed = msg('writing YAML needs an extra: pip install "gov-disclosure[{extra}]"', extra="yaml")
        raise click.ClickException(needed.render(lang)) from None
    options.write_data(text, output)
    return 0
