"""The result of a run over files."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from ..findings import UNREADABLE, Failure, Finding, Findings, Severity
from ..i18n import Message
from ..report.cells import Unknown
from ..report.model import Report
from ..report.tables import Text

if TYPE_CHECKING:
    from ..baseline import Accepted

OK, FOUND, UNUSABLE, FAILED = 0, 1, 2, 3
"""The exit statuses; the highest that applies is returned."""


@frozen
class Packed:
    """A report in a tenth of its size, to travel between processes and to be kept by the thousand.

    Attributes:
        data: The report, packed.
        issuer: Its body.
        year: Its year.
        edition: Its edition.
    """

    data: bytes = field(repr=False)
    issuer: Text
    year: int | Unknown | None
    edition: str

    @classmethod
    def of(cls, report: Report) -> Packed:
        """Pack a report."""
        report = evolve(report, locations=dict(report.locations))  # not looked up in a file that is elsewhere
        return cls(zlib.compress(pickle.dumps(report), 1), report.issuer, report.year, report.edition)


@lru_cache(8)
def _unpacked(packed: Packed) -> Report:
    report: Report = pickle.loads(zlib.decompress(packed.data))  # noqa: S301 - packed by ourselves, never from a file
    return report


@frozen
class CheckedFile:
    """A file and what was found in it.

    Attributes:
        path: The path as it was given.
        about: Body, year and edition of the report, which may be packed; None if the file could not be read.
        findings: The findings; the GD001 or GD004 of a file that could not be read.
        remarks: What else has to be said, once for all files of which it is true.
    """

    path: str
    about: Report | Packed | None
    findings: Findings
    remarks: tuple[Message, ...] = ()

    @property
    def report(self) -> Report | None:
        """The report, or None if the file could not be read."""
        return _unpacked(self.about) if isinstance(self.about, Packed) else self.about

    @property
    def unreadable(self) -> bool:
        """Whether the file could not be read."""
        return any(finding.code in UNREADABLE for finding in self.findings)


@frozen
class CheckedSeries:
    """The reports of one body, and what comparing its years found.

    Attributes:
        issuer: The body's name.
        files: Its files by year. Of several forms of one report the last one was compared.
        findings: The findings.
        names: All names under which the body occurs, where they are not the same: then they were taken for one body's,
            because they are similar or because the configuration says so.
        forms: The paths of files that hold the same report as another one, which was compared in their stead.
    """

    issuer: str
    files: tuple[CheckedFile, ...]
    findings: Findings
    names: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of the files by year."""
        return tuple(file.path for file in self.files)

    def on(self, year: int | None) -> CheckedFile:
        """The file in which a finding of a year is shown."""
        of_year = [file for file in self.files if file.about is not None and file.about.year == year]
        return (of_year or self.files)[-1]

    def shown_in(self, finding: Finding) -> str:
        """The path of the file in which a finding is shown."""
        return self.on(finding.year).path


@frozen
class CheckedGroup:
    """A consolidated report, its parts, and what comparing them found.

    Attributes:
        whole: The consolidated report's file.
        parts: The files of its parts.
        findings: The findings.
        forms: The paths of files among the parts that hold the same report as another one, or as the whole.
    """

    whole: CheckedFile
    parts: tuple[CheckedFile, ...]
    findings: Findings
    forms: tuple[str, ...] = ()

    def shown_in(self, _: Finding) -> str:
        """The path of the file in which a finding is shown: the whole's."""
        return self.whole.path


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
class Stale:
    """An accepted finding that occurs no longer: the baseline in which it stands, and its entry there."""

    baseline: str
    entry: Accepted


@frozen
class Result:
    """The result of a run.

    Attributes:
        files: The files in the order of the arguments.
        skipped: The paths of files that were no reports.
        failures: Rules and plugins that failed.
        series: The bodies with several reports.
        groups: The consolidated reports.
        remarks: What else has to be said about the run as a whole.
        stale: Accepted findings that occur no longer; None where there is no baseline.
    """

    files: tuple[CheckedFile, ...] = ()
    skipped: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()
    series: tuple[CheckedSeries, ...] = ()
    groups: tuple[CheckedGroup, ...] = ()
    remarks: tuple[Message, ...] = ()
    stale: tuple[Stale, ...] | None = None

    def __iter__(self) -> Iterator[tuple[CheckedFile, Finding]]:
        """Every finding with the file in which it is shown: for a series the later year's, for a group the whole's."""
        for file in self.files:
            yield from ((file, finding) for finding in file.findings)
        for series in self.series:
            yield from ((series.on(finding.year), finding) for finding in series.findings)
        for group in self.groups:
            yield from ((group.whole, finding) for finding in group.findings)

    def _all_findings(self) -> Iterator[Findings]:
        yield from (file.findings for file in self.files)
        yield from (series.findings for series in self.series)
        yield from (group.findings for group in self.groups)

    def with_findings(self, change: Callable[[Findings, str], Findings]) -> Result:
        """The same with other findings.

        Args:
            change: Makes them of those there are and the path of the file in which they are shown; of a series the
                latest year's, of a group the whole's.
        """
        return evolve(
            self,
            files=tuple(evolve(one, findings=change(one.findings, one.path)) for one in self.files),
            series=tuple(evolve(one, findings=change(one.findings, one.paths[-1])) for one in self.series),
            groups=tuple(evolve(one, findings=change(one.findings, one.whole.path)) for one in self.groups),
        )

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
            unevaluated=sum(len(findings.unevaluated) for findings in self._all_findings()),
        )

    def exit_status(self, fail_on: Severity | Callable[[str], Severity]) -> int:
        """The status of the process: 3 a rule failed, 2 a file could not be read, 1 findings, 0 none.

        Args:
            fail_on: The least severity that makes it 1, or what it is for each path.
        """
        least = fail_on if callable(fail_on) else lambda _: fail_on
        if self.failures:
            return FAILED
        if any(file.unreadable for file in self.files):
            return UNUSABLE
        return FOUND if any(finding.severity.reaches(least(file.path)) for file, finding in self) else OK
