"""``gov-disclosure check``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

from ..findings import Failure, Severity
from ..i18n import Language, Message, msg
from ..output.result import UNUSABLE, CheckedFile, Result
from . import options
from .files import Candidate, candidates, look_at

FORMATS = ("text", "concise", "json")
_MANY = 10


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
@click.option("--no-plugins", is_flag=True, help="Do not load installed plugins.")
def check_command(  # noqa: PLR0913, PLR0917 - a parameter an option
    paths: tuple[str, ...],
    form: str,
    output: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    lang: Language,
    skip_other: bool,
    no_plugins: bool,
) -> int:
    """Read reports, check them and print what does not hold.

    The exit status is 0 without findings, 1 with findings, 2 if a file could not be read, 3 if a rule failed.
    """
    from ..checking import check as check_report
    from ..rules.registry import Registry, default_registry

    registry = Registry(plugins=[]) if no_plugins else default_registry()
    _require_known([*select, *ignore], [rule.code for rule in registry], lang)
    found = list(candidates(paths))
    checked = partial(check_report, select=select or None, ignore=ignore or None, registry=registry)
    result = _run(found, lambda candidate: look_at(candidate, lambda r, p: checked(r, path=p), skip_other=skip_other))
    _warn(result, lang)
    _write(result, form, output, lang)
    if not result.files and _empty(paths, lang):
        return UNUSABLE
    return result.exit_status(Severity(fail_on))


def _require_known(prefixes: Sequence[str], codes: Sequence[str], lang: Language) -> None:
    """Refuse a selection that no rule matches: it would look like a check that found nothing."""
    import difflib

    for prefix in prefixes:
        if not any(code.startswith(prefix) for code in codes):
            near = difflib.get_close_matches(prefix, codes, 1, 0.5)
            text = msg("no rule has a code that begins with {prefix!r}", prefix=prefix).render(lang)
            hint = msg("; did you mean {near}?", near=near[0]).render(lang) if near else ""
            raise click.UsageError(text + hint)


def _run(found: Sequence[Candidate], look: Callable[[Candidate], CheckedFile | None]) -> Result:
    """Look at every file."""
    files: list[CheckedFile] = []
    skipped: list[str] = []
    with _watched(found) as each:
        for candidate in each:
            file = look(candidate)
            if file is None:
                skipped.append(candidate.path)
            else:
                files.append(file)
    failures = dict.fromkeys(failure for file in files for failure in file.findings.failures)
    return Result(tuple(files), tuple(skipped), tuple(failures))


@contextmanager
def _watched(found: Sequence[Candidate]) -> Iterator[Iterable[Candidate]]:
    """The candidates, with a progress bar where there are many and somebody watches."""
    terminal = sys.stderr
    if len(found) < _MANY or not terminal.isatty():
        yield found
        return
    bar = click.progressbar(found, file=terminal)
    with bar:
        yield bar


def _warn(result: Result, lang: Language) -> None:
    """Say on standard error what was skipped and what failed."""
    skipped = [msg("{path}: skipped, not a report", path=path) for path in result.skipped]
    for message in (*skipped, *map(_failed, result.failures)):
        click.echo(message.render(lang), err=True)


def _failed(failure: Failure) -> Message:
    if failure.code is None:
        return msg("plugin {plugin} failed: {error}", plugin=failure.plugin, error=failure.error)
    return msg("rule {code} of {plugin} failed: {error}", code=failure.code, plugin=failure.plugin, error=failure.error)


def _empty(paths: Sequence[str], lang: Language) -> bool:
    """Whether folders were given in which there is no report; it is said on standard error."""
    folders = [path for path in paths if Path(path).is_dir()]
    for folder in folders:
        click.echo(msg("{folder}: no report found in this folder", folder=folder).render(lang), err=True)
    return bool(folders)


def _write(result: Result, form: str, output: Path | None, lang: Language) -> None:
    from ..output import concise, json

    if form == "concise":
        options.write(concise.render(result, lang), output)
    elif form == "json":
        options.write(json.render(result, lang), output)
    else:
        _write_text(result, output, lang)


def _write_text(result: Result, output: Path | None, lang: Language) -> None:
    from rich.console import Console

    from ..output.text import write

    if output is None:
        write(result, lang, Console(highlight=False))
        return
    with options.opened(output) as stream:
        write(result, lang, Console(file=stream, width=100, highlight=False))
