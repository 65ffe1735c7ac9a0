"""What baselines do to a run: accepted findings are not shown, and those that occur no longer are said to be stale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import attrs

from .. import baseline
from ..baseline import Baseline, Subject
from ..configuration.problems import ConfigurationError, shown
from ..configuration.run import Configurations, baseline_to_write
from ..findings import Findings
from ..i18n import Language, Message, msg
from ..output.result import Result, Stale
from ..rules.model import Subject as Kind
from ..rules.registry import PREFIX
from .sources import is_folder

T = TypeVar("T")


def accept(result: Result, configurations: Configurations, paths: Sequence[str]) -> tuple[Result, list[Message]]:
    """Leave out what is accepted.

    Args:
        result: All that a run has found.
        configurations: Which baseline belongs to each file.
        paths: The files and folders that the run is about.

    Returns:
        What is to be shown, and what is to be said on standard error.

    Raises:
        ConfigurationError: A baseline cannot be read.
    """
    subjects = _by_baseline(result, configurations)
    if not subjects:
        return result, []
    accepted = {path: _read(path) for path in subjects}
    gone = [
        Stale(shown(path), entry)
        for path, known in accepted.items()
        for entry in known.stale(subjects[path], _folders(paths))
    ]
    said = [
        msg("{path}: {count} accepted findings are not shown", path=shown(path), count=count)
        for path, known in accepted.items()
        if (count := sum(known.accepts(finding) for subject in subjects[path] for finding in subject.findings))
    ]
    left = _without(result, configurations, accepted)
    return attrs.evolve(left, stale=tuple(gone)), [*said, *map(_stale, gone)]


def update(
    result: Result, configurations: Configurations, paths: Sequence[str], *, reason: str, lang: Language
) -> tuple[Result, list[Message]]:
    """Accept all that was found, and forget what occurs no longer.

    Args:
        result: All that a run has found.
        configurations: Which baseline belongs to each file.
        paths: The files and folders that the run is about.
        reason: Why what is new is accepted.
        lang: The language in which what is new is described.

    Returns:
        What is to be shown, and what is to be said on standard error.

    Raises:
        ConfigurationError: No baseline is named, or one cannot be read or written.
    """
    for file in [file.path for file in result.files] or paths:
        baseline_to_write(configurations.of(file))
    accepted: dict[Path, Baseline] = {}
    said: list[Message] = []
    for path, subjects in _by_baseline(result, configurations).items():
        old = baseline.read(path) if path.exists() else Baseline(path)
        new = accepted[path] = old.updated(subjects, _folders(paths), reason=reason, lang=lang)
        baseline.write(new)
        before, after = ({entry.fingerprint for entry in one.entries} for one in (old, new))
        said.append(msg("{path}: {count} accepted findings, {added} of them new, {removed} removed", path=shown(path),
                        count=len(after), added=len(after - before), removed=len(before - after)))  # fmt: skip
    return attrs.evolve(_without(result, configurations, accepted), stale=()), said


def _read(path: Path) -> Baseline:
    if not path.exists():
        raise ConfigurationError.of(path, msg("there is no such baseline; --update-baseline writes one"))
    return baseline.read(path)


def _without(result: Result, configurations: Configurations, accepted: dict[Path, Baseline]) -> Result:
    """A result without what is accepted in the baseline of each file."""

    def left(findings: Findings, path: str) -> Findings:
        known = configurations.of(path).baseline
        return findings if known is None else accepted[known].without_accepted(findings)

    return result.with_findings(left)


# What was checked -------------------------------------------------------------------------------------------------


def _by_baseline(result: Result, configurations: Configurations) -> dict[Path, list[Subject]]:
    """All that was checked, by the baseline that belongs to it; nothing of a file that could not be read."""
    known = (configurations.of(file.path).baseline for file in result.files)
    found: dict[Path, list[Subject]] = {path: [] for path in known if path is not None}
    for path, subject in _subjects(result, configurations):
        its_own = configurations.of(path).baseline
        if its_own is not None:
            found[its_own].append(subject)
    return found


def _subjects(result: Result, configurations: Configurations) -> Iterator[tuple[str, Subject]]:
    """All that was checked, each with the path of the file in which its findings are shown."""

    def subject(of: Kind, findings: Findings, paths: Sequence[str], issuer: object, year: object) -> Subject:
        failed = {failure.code for failure in findings.failures}
        rules = [rule for rule in configurations.of(paths[-1]).rules(paths[-1]) if rule.of == of]
        # Where a plugin failed as a whole, no rule of any plugin is known to have looked.
        codes = {rule.code for rule in rules if None not in failed or rule.prefix == PREFIX} - failed
        files = tuple(map(Path, paths))
        return Subject(findings, files, _known(str, issuer), _known(int, year), partial(_is_among, codes))

    for file in result.files:
        if file.about is not None:
            yield file.path, subject("report", file.findings, [file.path], file.about.issuer, file.about.year)
    for series in result.series:
        yield series.paths[-1], subject("series", series.findings, series.paths, series.issuer, None)
    for group in result.groups:
        about = group.whole.about
        if about is not None:
            members = [*(part.path for part in group.parts), group.whole.path]
            yield group.whole.path, subject("group", group.findings, members, about.issuer, about.year)


def _known(kind: type[T], value: object) -> T | None:
    return value if isinstance(value, kind) else None


def _is_among(codes: set[str], code: str) -> bool:
    return code in codes


def _folders(paths: Iterable[str]) -> list[Path]:
    return [Path(path) for path in paths if is_folder(path)]


def _stale(stale: Stale) -> Message:
    entry = stale.entry
    return msg("{baseline}: {code} in {paths} occurs no longer ({fingerprint}); --update-baseline removes it",
               baseline=stale.baseline, code=entry.code, paths=", ".join(entry.paths) or f"{entry.issuer} {entry.year}",
               fingerprint=entry.fingerprint)  # fmt: skip
