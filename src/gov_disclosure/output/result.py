"""The result of a run over files."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ..findings import UNREADABLE, Failure, Finding, Findings, Severity
from ..report.model import Report

OK, FOUND, UNUSABLE, FAILED = 0, 1, 2, 3
"""The exit statuses; the highest that applies is returned."""


@frozen
class CheckedFile:
    """A file and what was found in it.

    Attributes:
        path: The path as it was given.
        report: The report, or None if the file could not be read.
        findings: The findings; the GD001 or GD004 of a file that could not be read.
    """

    path: str
    report: Report | None
    findings: Findings

    @property
    def unreadable(self) -> bool:
        """Whether the file could not be read."""
        return any(finding.code in UNREADABLE for finding in self.findings)


@frozen
class Summary:
    """How much of everything there was."""

    reports: int
    errors: int
    warnings: int
    infos: int
    unreadable: int
    skipped: int
    unevaluated: int


@frozen
class Result:
    """The result of a run.

    Attributes:
        files: The files in the order of the arguments.
        skipped: The paths of files that were no reports.
        failures: Rules and plugins that failed.
    """

    files: tuple[CheckedFile, ...] = ()
    skipped: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()

    def __iter__(self) -> Iterator[tuple[CheckedFile, Finding]]:
        """Every finding with its file."""
        return ((file, finding) for file in self.files for finding in file.findings)

    @property
    def summary(self) -> Summary:
        """How much of everything there was."""
        grave = [finding.severity for _, finding in self]
        return Summary(
            reports=len(self.files),
            errors=grave.count(Severity.ERROR),
            warnings=grave.count(Severity.WARNING),
            infos=grave.count(Severity.INFO),
            unreadable=sum(file.unreadable for file in self.files),
            skipped=len(self.skipped),
            unevaluated=sum(len(file.findings.unevaluated) for file in self.files),
        )

    def exit_status(self, fail_on: Severity) -> int:
        """The status of the process: 3 a rule failed, 2 a file could not be read, 1 findings, 0 none."""
        if self.failures:
            return FAILED
        if any(file.unreadable for file in self.files):
            return UNUSABLE
        return FOUND if any(finding.severity.reaches(fail_on) for _, finding in self) else OK
