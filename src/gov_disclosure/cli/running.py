"""Looking at many files: in several processes, with a progress bar, results in the order of the arguments."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, TypeVar

import click
from attrs import evolve, frozen

from ..findings import Findings
from ..output.result import CheckedFile
from ..readers.errors import ReadError
from ..readers.limits import Limits
from ..rules.registry import OWN
from .look import Look, account_of
from .sources import Candidate, real_path
from .workers import Budget, Lost, Work, run

_MANY = 10
"""From how many files on a progress bar is shown."""

R = TypeVar("R")


@frozen
class Looked:
    """What came of looking at files.

    Attributes:
        files: The files that were checked, in the order of the arguments.
        skipped: The paths of those that are no reports.
        interrupted: Whether the user broke it off; then only some files are there.
    """

    files: tuple[CheckedFile, ...] = ()
    skipped: tuple[str, ...] = ()
    interrupted: bool = False


def look_at_all(found: Sequence[Candidate], look: Look, *, jobs: int, budget: Budget) -> Looked:
    """Read and check every file, those in archives too.

    Args:
        found: The files.
        look: What is done with each.
        jobs: How many processes work at the same time.
        budget: What each file may take.
    """
    archives = [candidate for candidate in found if candidate.is_archive]
    opened, stopped_early = _answers(archives, _Open(look.limits), jobs=jobs, budget=budget)
    contents = dict(zip(archives, opened, strict=True))
    named = {real_path(candidate) for candidate in found if candidate.inside is not None}
    items: list[Candidate | CheckedFile] = []
    for candidate in found:
        if candidate not in contents:
            items.append(candidate)
        elif isinstance(content := contents[candidate], Lost):
            items.append(account_of(content, candidate.path, budget))
        elif isinstance(content, tuple):
            items += (each for each in content if not (isinstance(each, Candidate) and real_path(each) in named))
    files = [item for item in items if isinstance(item, Candidate)]
    answers, stopped = _answers(files, look, jobs=jobs, budget=budget)
    if not stopped and look.settings.plugins:
        stopped = _check_without_plugins(files, answers, look, jobs=jobs, budget=budget)
    return _collected(items, iter(answers), budget, interrupted=stopped_early or stopped)


def _check_without_plugins(
    files: Sequence[Candidate], answers: list[Any], look: Look, *, jobs: int, budget: Budget
) -> bool:
    """Check again, with the built-in rules alone, each file of which the check came to nothing.

    A rule that ends its process, or never ends, takes no other rule down with it.

    Args:
        files: All files.
        answers: The answer for each; what is found now takes the place of what was lost.
        look: What is done with a file.
        jobs: How many processes work at the same time.
        budget: What each file may take.

    Returns:
        Whether the user broke it off.
    """
    lost = [n for n, answer in enumerate(answers) if isinstance(answer, Lost) and answer.phase == "checking"]
    built_in = evolve(look, settings=evolve(look.settings, plugins=False))
    again, stopped = _answers([files[n] for n in lost], built_in, jobs=jobs, budget=budget)
    for n, answer in zip(lost, again, strict=True):
        if isinstance(answer, CheckedFile):
            path = files[n].shown
            plugins = ", ".join(look.settings.of(path).registry.loaded) or OWN
            failures = account_of(answers[n], path, budget, plugins).findings.failures
            findings = evolve(answer.findings, failures=(*answer.findings.failures, *failures))
            answers[n] = evolve(answer, findings=findings)
    return stopped


def _collected(
    items: Sequence[Candidate | CheckedFile],
    answers: Iterator[CheckedFile | Lost | _Pending | None],
    budget: Budget,
    *,
    interrupted: bool,
) -> Looked:
    files: list[CheckedFile] = []
    skipped: list[str] = []
    for item in items:
        answer = item if isinstance(item, CheckedFile) else next(answers)
        path = item.path if isinstance(item, CheckedFile) else item.shown
        if isinstance(answer, CheckedFile):
            files.append(answer)
        elif isinstance(answer, Lost):
            files.append(account_of(answer, path, budget))
        elif answer is None:
            skipped.append(path)
    return Looked(tuple(files), tuple(skipped), interrupted)


@frozen
class _Open:
    """Lists what is in an archive."""

    limits: Limits

    def __call__(self, candidate: Candidate, _: Any) -> tuple[Candidate | CheckedFile, ...]:
        try:
            return candidate.contents(self.limits)
        except ReadError as error:
            return (CheckedFile(candidate.path, None, Findings((error.finding,))),)


@frozen
class _Pending:
    """Stands where there is no answer, because the run was broken off."""


def _answers(
    found: Sequence[Candidate], work: Work[Candidate, R], *, jobs: int, budget: Budget
) -> tuple[list[R | Lost | _Pending], bool]:
    """The answer for each file, and whether the user broke it off."""
    answers: list[R | Lost | _Pending] = [_Pending()] * len(found)
    try:
        with _progress(len(found)) as advance:
            for number, answer in run(found, work, jobs=jobs, budget=budget):
                answers[number] = answer
                advance(1)
    except KeyboardInterrupt:
        return answers, True
    return answers, False


def _progress(length: int) -> AbstractContextManager[Callable[[int], None]]:
    """A progress bar on standard error, where there is much to do and somebody watches."""
    if length < _MANY or not sys.stderr.isatty():
        return nullcontext(lambda _: None)
    return _Bar(length)


class _Bar(AbstractContextManager[Callable[[int], None]]):
    def __init__(self, length: int) -> None:
        self._bar: Any = click.progressbar(length=length, file=sys.stderr)

    def __enter__(self) -> Callable[[int], None]:
        self._bar.__enter__()
        update: Callable[[int], None] = self._bar.update
        return update

    def __exit__(self, *args: object) -> None:
        self._bar.__exit__(*args)
