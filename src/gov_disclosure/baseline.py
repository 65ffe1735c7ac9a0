"""Accepted findings: a file that lists them by fingerprint, each with a reason and a date.

A finding in it is not shown. One that was accepted and occurs no longer is stale, and reported; but only a run that has
looked at all the files in which it was found can tell.
"""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs
from attrs import field, frozen

from .configuration.globs import relative
from .configuration.problems import ConfigurationError, ConfigurationProblem, shown
from .findings import UNREADABLE, Finding, Findings
from .i18n import Language, msg
from .report.positions import json_positions

SCHEMA = 1
"""Version of the file; it changes when a key changes its meaning or goes."""


@frozen
class Accepted:
    """A finding that was accepted.

    Attributes:
        fingerprint: The finding's fingerprint.
        code: Its code.
        paths: The files in which it was found, from the folder of the baseline.
        issuer: The body whose report it is about, as far as known.
        year: The reported year, as far as known.
        message: What it said when it was accepted.
        reason: Why it is accepted; for people.
        date: Since when, as ``2026-01-31``.
    """

    fingerprint: str
    code: str
    paths: tuple[str, ...] = ()
    issuer: str | None = None
    year: int | None = None
    message: str = ""
    reason: str = ""
    date: str = ""


@frozen
class Subject:
    """Something that a run has checked: a file, or a series or group of them.

    Attributes:
        findings: All that was found, accepted or not.
        paths: Its files.
        issuer: The body, as far as known.
        year: The reported year, as far as known.
        checks: Whether a code was checked in it.
    """

    findings: Findings
    paths: tuple[Path, ...]
    issuer: str | None
    year: int | None
    checks: Callable[[str], bool]


@frozen
class Baseline:
    """The accepted findings in a file.

    Attributes:
        path: The file.
        entries: The accepted findings.
    """

    path: Path
    entries: tuple[Accepted, ...] = ()
    _known: frozenset[str] = field(init=False, repr=False)

    @_known.default
    def _fingerprints(self) -> frozenset[str]:
        return frozenset(entry.fingerprint for entry in self.entries)

    def accepts(self, finding: Finding) -> bool:
        """Whether a finding was accepted. That a file cannot be read never is."""
        return finding.fingerprint in self._known and finding.code not in UNREADABLE

    def without_accepted(self, findings: Findings) -> Findings:
        """The findings that were not accepted."""
        return attrs.evolve(findings, items=tuple(finding for finding in findings if not self.accepts(finding)))

    def stale(self, subjects: Iterable[Subject], folders: Iterable[Path] = ()) -> tuple[Accepted, ...]:
        """The accepted findings that occur no longer.

        Args:
            subjects: What the run has checked.
            folders: The folders that it has gone through: a file that was in them and is gone has no findings.
        """
        run = _Run(self.path.parent, tuple(subjects), tuple(folders))
        return tuple(entry for entry in self.entries if run.has_settled(entry))

    def updated(
        self,
        subjects: Iterable[Subject],
        folders: Iterable[Path] = (),
        *,
        reason: str = "",
        today: dt.date | None = None,
        lang: Language = "zh",
    ) -> Baseline:
        """The same with all that a run has found, and without what occurs no longer.

        Args:
            subjects: What the run has checked.
            folders: The folders that it has gone through.
            reason: Why what is new is accepted; an entry that was there keeps its reason and its date.
            today: The date of what is new.
            lang: The language in which what is new is described.
        """
        run = _Run(self.path.parent, tuple(subjects), tuple(folders))
        kept = {entry.fingerprint: entry for entry in self.entries if not run.has_settled(entry)}
        date = (today or dt.datetime.now().astimezone().date()).isoformat()
        for subject in run.subjects:
            paths = tuple(run.relative(path) for path in subject.paths)
            for finding in subject.findings:
                if finding.code not in UNREADABLE:
                    year = subject.year if finding.year is None else finding.year
                    fresh = Accepted(finding.fingerprint, finding.code, (), subject.issuer, year,
                                     finding.render(lang), reason, date)  # fmt: skip
                    entry = kept.get(finding.fingerprint, fresh)
                    kept[finding.fingerprint] = attrs.evolve(entry, paths=tuple(sorted({*entry.paths, *paths})))
        entries = (attrs.evolve(entry, paths=run.still_there(entry)) for entry in kept.values())
        return Baseline(self.path, tuple(sorted(entries, key=lambda e: (e.paths, e.code, e.fingerprint))))


class _Run:
    """What a run can tell about accepted findings."""

    def __init__(self, root: Path, subjects: tuple[Subject, ...], folders: tuple[Path, ...]) -> None:
        self.root = root
        self.subjects = subjects
        self.folders = tuple(_absolute(folder) for folder in folders)
        self.seen = {finding.fingerprint for subject in subjects for finding in subject.findings}
        self.bodies = {(subject.issuer, subject.year) for subject in subjects}
        self._of: dict[str, list[Subject]] = {}
        for subject in subjects:
            for path in subject.paths:
                self._of.setdefault(self.relative(path), []).append(subject)

    def relative(self, path: Path) -> str:
        """A path from the folder of the baseline."""
        return relative(path, self.root)

    def has_settled(self, entry: Accepted) -> bool:
        """Whether the run has looked for a finding wherever it was found, and not found it."""
        if entry.fingerprint in self.seen:
            return False
        if not entry.paths:
            return self._knows(entry)
        return all(self._has_looked(entry, path) for path in entry.paths)

    def still_there(self, entry: Accepted) -> tuple[str, ...]:
        """The files of an entry, without those in which the run has not found it any more."""
        found = {
            self.relative(path)
            for subject in self.subjects
            if any(finding.fingerprint == entry.fingerprint for finding in subject.findings)
            for path in subject.paths
        }
        return tuple(path for path in entry.paths if path in found or not self._has_looked(entry, path))

    def _has_looked(self, entry: Accepted, path: str) -> bool:
        subjects = self._of.get(path)
        if subjects is not None:
            return any(subject.checks(entry.code) for subject in subjects)
        file = _absolute(self.root / path)
        there = any(one.is_file() for one in (file, *file.parents))  # a file in an archive is there if the archive is
        return not there and (self._knows(entry) or any(file.is_relative_to(f) for f in self.folders))

    def _knows(self, entry: Accepted) -> bool:
        """Whether a report of the same body and year was checked, wherever its file is now."""
        body = (entry.issuer, entry.year)
        return body != (None, None) and any(
            subject.checks(entry.code) for subject in self.subjects if (subject.issuer, subject.year) == body
        )


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - `..` is to go, links are to stay


# The file ---------------------------------------------------------------------------------------------------------


@frozen
class _File:
    schema: int
    accepted: tuple[Accepted, ...]


def read(path: Path) -> Baseline:
    """The baseline in a file.

    Raises:
        ConfigurationError: There is none, or it is not as :func:`write` writes it; with all problems.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        data = json.loads(text)
    except OSError as error:
        reason = msg("the file cannot be opened: {reason}", reason=error.strerror or error)
        raise ConfigurationError.of(path, reason) from None
    except UnicodeDecodeError:
        raise ConfigurationError.of(path, msg("the file is not in UTF-8")) from None
    except json.JSONDecodeError as error:
        problem = msg("not valid JSON: {reason}", reason=error.msg)
        raise ConfigurationError.of(path, problem, line=error.lineno) from None
    except RecursionError:
        raise ConfigurationError.of(path, msg("nested too deeply")) from None
    if isinstance(data, dict) and isinstance(data.get("schema"), int) and data["schema"] > SCHEMA:
        raise ConfigurationError.of(path, msg("this baseline was written by a newer version of gov-disclosure"))
    return Baseline(path, _structured(path, text, data).accepted)


def _structured(path: Path, text: str, data: Any) -> _File:
    """What stands in a file.

    Raises:
        ConfigurationError: With all problems.
    """
    from cattrs import BaseValidationError  # a run without a baseline does not need it

    from .configuration.names import Named
    from .configuration.strict import strict_converter

    try:
        return strict_converter(_File, Accepted).structure(data, _File)
    except (BaseValidationError, Named) as error:
        raise ConfigurationError(_located(path, text, error)) from None


def _located(path: Path, text: str, error: BaseException) -> Iterator[ConfigurationProblem]:
    """All problems of a file with their lines."""
    from .configuration.strict import problems_of

    lines = json_positions(text)
    for keys, problem in problems_of(error, ()):
        at = ".".join(keys)
        while at and at not in lines:
            at = at.rpartition(".")[0]
        yield ConfigurationProblem(shown(path), ".".join(keys), problem, lines.get(at, (1, 1))[0])


def write(baseline: Baseline) -> None:
    """Write a baseline to its file.

    Raises:
        ConfigurationError: It cannot be written.
    """
    text = json.dumps(as_data(baseline), ensure_ascii=False, indent=1) + "\n"
    try:
        baseline.path.write_text(text, "utf-8", errors="backslashreplace")
    except OSError as error:
        reason = msg("the file cannot be written: {reason}", reason=error.strerror or error)
        raise ConfigurationError.of(baseline.path, reason) from None


def as_data(baseline: Baseline) -> dict[str, Any]:
    """A baseline as plain data."""
    return {"schema": SCHEMA, "accepted": [attrs.asdict(entry) for entry in baseline.entries]}
