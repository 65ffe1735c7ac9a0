"""Which files a command is about, and what is in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from attrs import frozen

from ..findings import Findings
from ..output.result import CheckedFile
from ..readers import FILE_TYPES, read_source
from ..readers.errors import ReadError
from ..readers.files import load
from ..report.model import Report


@frozen
class Candidate:
    """A file to look at.

    Attributes:
        path: The path as it is shown.
        walked: Whether it was found in a folder, and may be something else than a report.
    """

    path: str
    walked: bool


def candidates(paths: Iterable[str]) -> Iterator[Candidate]:
    """The files named, and those in the folders named, in order; the same file once."""
    seen: set[str] = set()
    for given in paths:
        found = _walk(Path(given)) if Path(given).is_dir() else iter([Candidate(given, walked=False)])
        for candidate in found:
            if candidate.path not in seen:
                seen.add(candidate.path)
                yield candidate


def _walk(folder: Path) -> Iterator[Candidate]:
    """The files of known kinds below a folder; nothing hidden, no lock files of office programs."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        hidden = any(part.startswith((".", "~$")) for part in inside)
        if not hidden and path.suffix.lower() in FILE_TYPES and path.is_file():
            yield Candidate(path.as_posix(), walked=True)


def look_at(candidate: Candidate, check: Callable[[Report, str], Findings], *, skip_other: bool) -> CheckedFile | None:
    """Read and check one file; None if it is something else than a report and may be.

    A file that cannot be read gets the finding that says so, and the run goes on.
    """
    try:
        report = read_source(load(Path(candidate.path)), skip_other=skip_other or candidate.walked)
    except ReadError as error:
        return CheckedFile(candidate.path, None, Findings((error.finding,)))
    if report is None:
        return None
    return CheckedFile(candidate.path, report, check(report, candidate.path))
