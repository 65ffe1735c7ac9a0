"""``gov-disclosure check``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from ..findings import Failure, Severity
from ..i18n import Language, Message, msg
from ..output.lines import on_one_line
from ..output.result import UNUSABLE, Result
from ..readers.archive import SUFFIXES
from ..readers.kinds import advice
from ..readers.limits import Limits
from . import configured, options
from .failures import failed
from .look import Look
from .running import Looked, look_at_all
from .sources import STDIN, candidates, found_as, from_stdin, is_folder
from .workers import Budget

INTERRUPTED = 130
FORMATS = ("text", "concise", "json")


@click.command("check")
@click.argument("paths", nargs=-1, required=True, metavar="FILE_OR_FOLDER...")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="Form of output.")
@options.output
@click.option("--select", multiple=True, callback=options.codes, help="Check only these codes or prefixes (GD3,XN).")
@click.option("--ignore", multiple=True, callback=options.codes, help="Leave out these codes or prefixes.")
@click.option(
    "--fail-on",
    type=click.Choice([s.value for s in Severity]),
    default=Severity.ERROR.value,
    show_default=True,
    help="The least severity that makes the exit status 1.",
)
@options.lang
@click.option("--skip-other", is_flag=True, help="Skip files that are no reports.")
@click.option("--whole", metavar="FILE", help="A consolidated report, of which the other files are the parts.")
@click.option("--no-hints", is_flag=True, help="Do not look for the smallest change that mends a broken sum.")
@click.option("--no-plugins", is_flag=True, help="Do not load installed plugins.")
@configured.config
@configured.baseline
@configured.update_baseline
@configured.reason
@options.stdin_filename
@options.jobs
@options.budget
@options.limits
def check_command(  # noqa: PLR0913, PLR0917 - a parameter an option
    paths: tuple[str, ...],
    form: str,
    output: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    lang: Language,
    skip_other: bool,
    whole: str | None,
    no_hints: bool,
    no_plugins: bool,
    config: Path | None,
    baseline: Path | None,
    update_baseline: bool,
    reason: str,
    stdin_filename: str | None,
    jobs: int,
    budget: Budget,
    limits: Limits,
) -> int:
    """Read reports, check them and print what does not hold.

    The exit status is 0 without findings, 1 with findings, 2 if a file could not be read, 3 if a rule failed.
    """
    from .accepting import accept, update

    if reason and not update_baseline:
        raise click.UsageError(msg("--reason says why --update-baseline accepts; give both").render(lang))
    settings = configured.configurations(
        config, plugins=not no_plugins, select=select, ignore=ignore, fail_on=fail_on, lang=lang, baseline=baseline
    )
    named = (*paths, whole) if whole is not None else paths
    stdin = from_stdin(stdin_filename, limits) if STDIN in named else None
    found = list(candidates(named, stdin))
    with configured.reported(lang):
        run = settings.of_all(named)
        lang = run.settings.lang
        settings.prepare(candidate.path for candidate in found)
        looked = look_at_all(found, Look(settings, limits, skip_other, not no_hints), jobs=jobs, budget=budget)
        result = _result(looked, run.registry.failures)
        if looked.interrupted:  # of files that were not looked at nothing is compared, and nothing forgotten
            result, said = accept(result, settings, named)
        else:
            result = configured.compared(result, run, None if whole is None else found_as(whole, found))
            if update_baseline:
                result, said = update(result, settings, named, reason=reason, lang=lang)
            else:
                result, said = accept(result, settings, named)
    _warn(result, said, lang)
    _write(result, form, output, lang)
    if looked.interrupted:
        click.echo(msg("interrupted: not all files were checked").render(lang), err=True)
        return INTERRUPTED
    status = result.exit_status(lambda path: settings.of(path).settings.fail_on)
    return max(UNUSABLE, status) if _empty(paths, result, lang) else status


def _result(looked: Looked, failures: Sequence[Failure]) -> Result:
    """What came of looking at files, with what failed and what else has to be said once for all of them."""
    broken = dict.fromkeys((*failures, *(failure for file in looked.files for failure in file.findings.failures)))
    remarks = dict.fromkeys(remark for file in looked.files for remark in file.remarks)
    return Result(looked.files, looked.skipped, tuple(broken), remarks=tuple(remarks))


def _warn(result: Result, said: Sequence[Message], lang: Language) -> None:
    """Say on standard error what was skipped, what is accepted and what failed."""
    skipped = map(_skipped, result.skipped)
    for message in (*skipped, *result.remarks, *said):
        click.echo(message.render(lang), err=True)
    failed(result.failures, lang)


def _skipped(path: str) -> Message:
    why = advice(Path(path).suffix.lower())
    path = on_one_line(path)
    if why is None:
        return msg("{path}: skipped, not a report", path=path)
    return msg("{path}: skipped; {why}", path=path, why=why)


def _empty(paths: Sequence[str], result: Result, lang: Language) -> bool:
    """Whether a folder or an archive was given in which there is no report; it is said on standard error."""
    empty = [path for path in paths if _holds_files(path) and not any(_is_in(file.path, path) for file in result.files)]
    for path in empty:
        click.echo(msg("{folder}: no report found in this folder", folder=path).render(lang), err=True)
    return bool(empty)


def _holds_files(path: str) -> bool:
    return is_folder(path) or Path(path).suffix.lower() in SUFFIXES


def _is_in(file: str, folder: str) -> bool:
    return file == folder or file.startswith(f"{Path(folder).as_posix()}/") or Path(folder) == Path()


def _write(result: Result, form: str, output: Path | None, lang: Language) -> None:
    from ..output import concise, json

    if form == "concise":
        options.write(concise.render(result, lang), output)
    elif form == "json":
        options.write_data(json.render(result, lang), output)
    else:
        _write_text(result, output, lang)


def _write_text(result: Result, output: Path | None, lang: Language) -> None:
    from rich.console import Console

    from ..output.text import write

    if output is None:
        plain = bool(os.environ.get("NO_COLOR"))  # not even bold
        write(result, lang, Console(highlight=False, color_system=None if plain else "auto"))
        return
    with options.opened(output) as stream:  # FORCE_COLOR is for consoles
        write(result, lang, Console(file=stream, width=100, highlight=False, color_system=None))
