"""What baselines do to a run: accepted findings are not shown, and those that occur no longer are said to be stale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import attrs

from .. import baseline
from ..baseline import Baseline, Subject
from ..configuration.problems import ConfigurationError, shown
from ..configuration.run import Configurations, baseline_to_write
from ..i18n import Language, Message, msg
from ..output.result import CheckedFile, Result, Stale


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
    stale: list[Stale] = []
    said: list[Message] = []
    for path, files in _by_baseline(result, configurations).items():
        if not path.exists():
            raise ConfigurationError.of(path, msg("there is no such baseline; --update-baseline writes one"))
        accepted = baseline.read(path)
        gone = accepted.stale(_subjects(files, configurations), _folders(paths))
        stale += (Stale(shown(path), entry) for entry in gone)
        result, count = _without(result, files, accepted)
        if count:
            said.append(msg("{path}: {count} accepted findings are not shown", path=shown(path), count=count))
    if stale or any(configurations.of(file.path).baseline for file in result.files):
        result = attrs.evolve(result, stale=tuple(stale))
    return result, [*said, *map(_stale, stale)]


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
    baseline_to_write(configurations.of_all(paths) if not result.files else configurations.of(result.files[0].path))
    said: list[Message] = []
    for path, files in _by_baseline(result, configurations).items():
        old = baseline.read(path) if path.exists() else Baseline(path)
        subjects = list(_subjects(files, configurations))
        new = old.updated(subjects, _folders(paths), reason=reason, lang=lang)
        baseline.write(new)
        before, after = ({entry.fingerprint for entry in one.entries} for one in (old, new))
        said.append(msg("{path}: {count} accepted findings, {added} of them new, {removed} removed", path=shown(path),
                        count=len(after), added=len(after - before), removed=len(before - after)))  # fmt: skip
        result, _ = _without(result, files, new)
    return attrs.evolve(result, stale=()), said


def _by_baseline(result: Result, configurations: Configurations) -> dict[Path, list[CheckedFile]]:
    found: dict[Path, list[CheckedFile]] = {}
    for file in result.files:
        path = configurations.of(file.path).baseline
        if path is not None:
            found.setdefault(path, []).append(file)
    return found


def _subjects(files: Iterable[CheckedFile], configurations: Configurations) -> Iterator[Subject]:
    """The files that could be read."""
    for file in files:
        report = file.report
        if report is None:
            continue
        failed = {failure.code for failure in file.findings.failures}
        rules = {rule.code for rule in configurations.of(file.path).rules(file.path)} - failed
        issuer = report.issuer if isinstance(report.issuer, str) else None
        year = report.year if isinstance(report.year, int) else None
        yield Subject(file.findings, (Path(file.path),), issuer, year, partial(_is_among, rules))


def _is_among(codes: set[str], code: str) -> bool:
    return code in codes


def _without(result: Result, files: Sequence[CheckedFile], accepted: Baseline) -> tuple[Result, int]:
    """A result without what is accepted in some of its files, and how much that is."""
    rest = {file.path: attrs.evolve(file, findings=accepted.without_accepted(file.findings)) for file in files}
    count = sum(len(file.findings) - len(rest[file.path].findings) for file in files)
    return attrs.evolve(result, files=tuple(rest.get(file.path, file) for file in result.files)), count


def _folders(paths: Iterable[str]) -> list[Path]:
    return [path for path in map(Path, paths) if path.is_dir()]


def _stale(stale: Stale) -> Message:
    entry = stale.entry
    return msg("{baseline}: {code} in {paths} occurs no longer ({fingerprint}); --update-baseline removes it",
               baseline=stale.baseline, code=entry.code, paths=", ".join(entry.paths) or f"{entry.issuer} {entry.year}",
               fingerprint=entry.fingerprint)  # fmt: skip
