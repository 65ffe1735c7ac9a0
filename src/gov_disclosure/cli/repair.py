"""``gov-disclosure repair``."""

from __future__ import annotations

import math
from pathlib import Path

import click

from ..checking import check
from ..findings import Findings
from ..i18n import Language, Message, msg
from ..mending.errors import is_same_file
from ..mending.model import Changes, Mend, SolverMissing, WeightError
from ..mending.repairing import DEFAULT_LIMIT, DEFAULT_TIME, repair
from ..output.result import FOUND, OK
from ..readers.errors import ReadError
from ..readers.limits import DEFAULT
from ..report.model import Report
from . import configured, options
from .look import Read, read_apart
from .sources import STDIN, from_stdin, named
from .workers import Budget

NOT_A_REPORT = "GD002"
_WIDTH = 100


@click.command("repair")
@click.argument("file", type=click.Path())
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@options.output
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=DEFAULT_LIMIT,
    show_default=True,
    help="How many equally small mends to list at most.",
)
@click.option(
    "--search-time",
    type=click.FloatRange(min=0, min_open=True),
    default=DEFAULT_TIME,
    show_default=True,
    metavar="SECONDS",
    help="How long to search before saying what was found so far.",
)
@click.option(
    "--trust", multiple=True, metavar="ADDRESS", help="A cell, row, table or column that must not be touched."
)
@click.option(
    "--write",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="OUT",
    help="Write a copy of the file with the mend made: JSON, YAML, or .docx with tracked changes.",
)
@click.option("--choose", type=click.IntRange(min=1), metavar="N", help="Which of several mends to write.")
@configured.config
@options.lang
@options.stdin_filename
@options.budget
def repair_command(  # noqa: PLR0913, PLR0917 - a parameter an option
    file: str,
    form: str,
    output: Path | None,
    limit: int,
    search_time: float,
    trust: tuple[str, ...],
    target: Path | None,
    choose: int | None,
    config: Path | None,
    lang: Language,
    stdin_filename: str | None,
    budget: Budget,
) -> int:
    """Find the fewest figures whose change makes every sum of a report hold.

    Nothing is changed unless --write names a copy. The exit status is 0 if the sums hold or can be mended, 1 if no mend
    exists or none was found in time, 2 if the file could not be read or the mend not be written.
    """
    if choose is not None and target is None:
        raise click.UsageError(msg("--choose says which mend --write writes; give both").render(lang))
    if target is not None and file == STDIN:
        raise click.UsageError(msg("a mend is written into a copy of a file, not of standard input").render(lang))
    for path in filter(None, (output, target and _log_of(target))):
        if is_same_file(Path(file), path):
            text = msg("{path} is the file itself; give the output another name", path=path)
            raise click.UsageError(text.render(lang))
    candidate = from_stdin(stdin_filename, DEFAULT) if file == STDIN else named(file)
    report = read_apart(candidate, Read(DEFAULT), budget)
    unusable = report if isinstance(report, Findings) else check(report, select=(NOT_A_REPORT,))
    if isinstance(report, Findings) or unusable:
        return options.complain(candidate.shown, unusable, lang)
    with configured.reported(lang):
        configuration = configured.configurations(config).of(candidate.shown)
        weights = configuration.weights(report.edition) | dict.fromkeys(trust, math.inf)
    counted = configuration.counted(report)
    try:
        mend = repair(counted, limit=limit, time_limit=search_time, weights=weights, registry=configuration.registry)
    except SolverMissing as error:
        raise click.ClickException(error.text.render(lang)) from None
    except WeightError as error:
        raise click.UsageError(error.text.render(lang)) from None
    options.write(_shown(candidate.shown, counted, mend, form, lang, to_file=output is not None), output)
    if target is not None:
        chosen = _chosen(mend, choose)
        if isinstance(chosen, Message):
            raise click.ClickException(chosen.render(lang))
        _write(Path(file), target, report, chosen, lang)
        _log(file, target, counted, chosen, lang)
    return OK if mend.found else FOUND


def _shown(file: str, report: Report, mend: Mend, form: str, lang: Language, *, to_file: bool) -> str:
    from ..output import mend as output

    if form == "json":
        return output.to_json(file, mend)
    from rich.console import Console

    return output.to_text(file, report, mend, lang, _WIDTH if to_file else Console().width)


def _chosen(mend: Mend, choose: int | None) -> Changes | Message:
    """The mend to write, or why there is none."""
    if not mend.all:
        return msg("there is no mend to write")
    if choose is None:
        if mend.unique:
            return mend.changes
        if len(mend.all) > 1 or mend.proven:
            return msg(
                "several mends are equally small: say with --choose which one to write (1 to {count})",
                count=len(mend.all),
            )
        return msg("it is not certain that this is the smallest mend: look at it, and write it with --choose 1")
    if choose > len(mend.all):
        return msg("there are {count} mends to choose from, not {choose}", count=len(mend.all), choose=choose)
    return mend.all[choose - 1]


def _write(file: Path, target: Path, report: Report, changes: Changes, lang: Language) -> None:
    """Write the copy."""
    from ..mending.errors import WriteError
    from ..mending.writing import write_mend

    try:
        write_mend(file, target, report, changes)
    except WriteError as error:
        raise click.ClickException(error.text.render(lang)) from None
    except ReadError as error:
        raise click.ClickException(error.finding.render(lang)) from None


def _log_of(target: Path) -> Path:
    """The file beside a copy that says what was changed in it."""
    return target.with_name(f"{target.name}.log")


def _log(file: str, target: Path, report: Report, changes: Changes, lang: Language) -> None:
    """Write beside the copy what was changed and why."""
    from ..output.mend import log

    beside = _log_of(target)
    options.write(log(file, str(target), report, changes, lang), beside)
    click.echo(
        msg("written to {path}; what was changed and why is in {log}", path=target, log=beside).render(lang), err=True
    )
