"""Looking at many files: in several processes, with a progress bar, results in the order of the arguments."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, TypeVar

import click
from attrs import frozen

from ..findings import Findings
from ..output.result import CheckedFile
from ..readers.errors import ReadError
from ..readers.limits import Limits
from .look import Look, account_of
from .sources import Candidate
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
    items: list[Candidate | CheckedFile] = []
    for candidate in found:
        if candidate not in contents:
            items.append(candidate)
        elif isinstance(content := contents[candidate], Lost):
            items.append(account_of(content, candidate.path, budget))
        elif isinstance(content, tuple):
            items += content
    files = [item for item in items if isinstance(item, Candidate)]
    answers, stopped = _answers(files, look, jobs=jobs, budget=budget)
    return _collected(items, iter(answers), budget, interrupted=stopped_early or stopped)


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
