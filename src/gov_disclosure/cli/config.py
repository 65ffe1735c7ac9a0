"""``gov-disclosure config``: the settings that apply, and where each comes from."""

from __future__ import annotations

from pathlib import Path

import click

from ..i18n import Language
from . import configured, options


@click.command("config")
@click.argument("file", type=click.Path(exists=True), default=".")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@configured.config
@options.lang
def config_command(file: str, form: str, config: Path | None, lang: Language) -> int:
    """Show the settings that apply to FILE, or in the current folder, and where each value comes from."""
    from ..output import numbers, settings

    with configured.reported(lang):
        found = configured.configurations(config, lang=lang).of(file)
    if form == "json":
        click.echo(numbers.dumps(settings.as_data(found, file)))
    else:
        from rich.console import Console

        settings.write(found, file, found.settings.lang, Console(highlight=False))
    return settings.exit_status(found)
