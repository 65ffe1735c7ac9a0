"""The command line: thin, everything of substance is in the library."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from ..output.result import UNUSABLE
from .catalogue import explain_command, rules_command, schema_command
from .check import INTERRUPTED, check_command
from .config import config_command
from .extract import extract_command
from .repair import repair_command
from .spoken import Group, click_speaking, language_of_errors
from .template import template_command


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="gov-disclosure", prog_name="gov-disclosure")
def cli() -> None:
    """Read, type and check government information disclosure annual reports (政府信息公开工作年度报告)."""


COMMANDS = (
    check_command,
    config_command,
    explain_command,
    extract_command,
    repair_command,
    rules_command,
    schema_command,
    template_command,
)
for _command in COMMANDS:
    cli.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status; the console script passes it to the system."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    with click_speaking(language_of_errors(given)):
        return _status(given)


def _status(arguments: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a console without a character shows ? instead of failing
    try:
        status = cli.main(args=arguments, standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return UNUSABLE
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()  # whoever read the output has gone; nothing more to say
        return INTERRUPTED
    except OSError as error:  # the disk is full
        click.echo(f"Error: {error}", err=True)
        return UNUSABLE
    return status if isinstance(status, int) else 0
