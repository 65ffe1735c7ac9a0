"""Reading and checking one file, as the work of a process of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import PurePath

import attrs
from attrs import frozen

from ..configuration.configured import Configuration
from ..configuration.run import Configurations
from ..findings import Failure, Finding, Findings
from ..i18n import Message, msg
from ..output.result import CheckedFile, Packed
from ..readers import read_source
from ..readers.errors import HoldsNothingError, ReadError, unreadable
from ..readers.kinds import AT_THEIR_WORD
from ..readers.limits import Limits
from ..report.model import Report
from ..rules.registry import OWN
from .sources import Candidate
from .workers import Budget, Lost, Phase, run


@frozen
class Look:
    """What is done with each file: it is read and checked.

    Attributes:
        settings: The configuration of each file.
        limits: How much of a file is read.
        skip_other: Whether a file that is no report is passed over.
        hints: Whether the smallest mend is looked for where a sum is broken.
    """

    settings: Configurations
    limits: Limits
    skip_other: bool
    hints: bool = False

    def __call__(self, candidate: Candidate, enter: Callable[[Phase], None]) -> CheckedFile | None:
        """Read and check one file.

        Returns:
            What was found; None if it is something else than a report and may be. A file that cannot be read has the
            finding that says so.
        """
        if candidate.is_unread:
            return None
        skip_other = self.skip_other or candidate.walked
        try:
            source = candidate.load(self.limits)
            report = read_source(source, skip_other=skip_other)
        except HoldsNothingError as error:
            if skip_other and PurePath(candidate.shown).suffix.lower() in AT_THEIR_WORD:
                return None
            return CheckedFile(candidate.shown, None, Findings((error.finding,)))
        except ReadError as error:
            return CheckedFile(candidate.shown, None, Findings((error.finding,)))
        if report is None:
            return None
        enter("checking")
        configuration = self.settings.of(candidate.shown)
        with redirect_stdout(sys.stderr):  # what a rule prints is no part of the output
            findings = configuration.check(report, candidate.shown)
        remarks: tuple[Message, ...] = ()
        if self.hints:
            findings, remarks = _hinted(report, findings, configuration)
        return CheckedFile(candidate.shown, Packed.of(report), findings.settled(), remarks)


def _hinted(report: Report, findings: Findings, configuration: Configuration) -> tuple[Findings, tuple[Message, ...]]:
    """The findings with their hints, and what has to be said where there are none."""
    from ..mending.hints import with_hints
    from ..mending.model import SolverMissing

    weights = configuration.weights(report.edition)
    counted, registry = configuration.counted(report), configuration.registry
    try:
        return with_hints(counted, findings, weights=weights, registry=registry), ()
    except SolverMissing as missing:
        return findings, (msg("reports without a hint: {why}", why=missing.text),)


@frozen
class Read:
    """What is done with a file of which only the report is wanted.

    Attributes:
        limits: How much of it is read.
        locations: Whether the places of its figures are wanted.
    """

    limits: Limits
    locations: bool = True

    def __call__(self, candidate: Candidate, _: Callable[[Phase], None]) -> Report | Finding:
        """The report, or the finding that says why the file cannot be read."""
        try:
            report = read_source(candidate.load(self.limits), skip_other=False)
        except ReadError as error:
            return error.finding
        if report is None:
            raise AssertionError("without skipping there is always a report")
        places = dict(report.locations) if self.locations else {}  # in a form that can travel between processes
        return attrs.evolve(report, locations=places)


def read_apart(candidate: Candidate, work: Read, budget: Budget) -> Report | Findings:
    """Read one file in a process of its own.

    Returns:
        The report, or what is said of a file that cannot be read: a finding, or a failure of the program.
    """
    ((_, answer),) = run([candidate], work, jobs=1, budget=budget)
    if isinstance(answer, Lost):
        return account_of(answer, candidate.shown, budget).findings
    return Findings((answer,)) if isinstance(answer, Finding) else answer


def account_of(lost: Lost, path: str, budget: Budget, plugin: str = OWN) -> CheckedFile:
    """What is said of a file whose process came to nothing.

    If the process was reading, the file is more than can be read (GD001); an error of the program, or a check that does
    not end, is never the file's fault.

    Args:
        lost: What became of the process.
        path: The file.
        budget: What the process was allowed.
        plugin: Whose rules it was asking.
    """
    if lost.why == "error":
        raised = lost.detail.strip().rpartition("\n")[2]
        return CheckedFile(path, None, Findings(failures=(Failure(plugin, None, f"{path}: {raised}"),)))
    if lost.phase == "checking":
        text = msg("{path}: {problem}", path=path, problem=_unfinished(lost, budget))
        return CheckedFile(path, None, Findings(failures=(Failure.saying(plugin, text),)))
    return CheckedFile(path, None, Findings((unreadable(path, _reason(lost, budget)).finding,)))


def _unfinished(lost: Lost, budget: Budget) -> Message:
    if lost.why == "memory":
        return msg("checking it took more than {megabytes} MB of memory", megabytes=budget.megabytes)
    if lost.why == "time":
        return msg("checking it did not end")
    return msg("a rule ended the process that checked it")


def _reason(lost: Lost, budget: Budget) -> Message:
    if lost.why == "time":
        return msg("reading it took longer than {seconds} seconds of work; it is not read", seconds=budget.seconds)
    if lost.why == "memory":
        return msg("reading it took more than {megabytes} MB of memory; it is not read", megabytes=budget.megabytes)
    return msg("the process that read it ended unexpectedly; the file is damaged, or larger than it looks")
