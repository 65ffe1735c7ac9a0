"""Which files a command is about: those named, those in folders and archives, and standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import IO

from attrs import field, frozen

from ..readers import FILE_TYPES
from ..readers.archive import PACKED, SUFFIXES, Member, load_member, member_named, members
from ..readers.files import Source, checked, load
from ..readers.kinds import UNREAD_REPORTS
from ..readers.limits import Limits

STDIN = "-"
"""The argument that stands for standard input."""


@frozen
class Candidate:
    """A file to look at.

    Attributes:
        path: The path as it is shown.
        walked: Whether it was found in a folder or an archive, and may be something else than a report.
        member: The file in the archive of that path, or None.
        inside: The name of a file in the archive of that path that was named itself, or None.
        data: The content, if it came from standard input.
    """

    path: str
    walked: bool = False
    member: Member | None = None
    inside: str | None = None
    data: bytes | None = field(default=None, repr=False)

    @property
    def shown(self) -> str:
        """The path that names the file in the output."""
        inside = self.inside if self.member is None else self.member.name
        return self.path if inside is None else f"{self.path}/{inside}"

    @property
    def is_unread(self) -> bool:
        """Whether it was found in a folder, and is of a kind that cannot be read."""
        return self.walked and self.member is None and Path(self.path).suffix.lower() in UNREAD_REPORTS

    @property
    def is_archive(self) -> bool:
        """Whether it holds other files."""
        alone = self.member is None and self.inside is None and self.data is None
        return alone and Path(self.path).suffix.lower() in SUFFIXES

    def load(self, limits: Limits) -> Source:
        """The file's content.

        Raises:
            ReadError: It cannot be read.
        """
        if self.data is not None:
            return checked(self.data, self.path, limits)
        if self.member is not None:
            return load_member(self.path, self.member, limits)
        if self.inside is not None:
            return load_member(self.path, member_named(self.path, self.inside, limits), limits)
        return load(Path(self.path), limits)

    def contents(self, limits: Limits) -> tuple[Candidate, ...]:
        """The files in an archive that are worth looking at.

        Raises:
            ReadError: The archive cannot be opened.
        """
        found = members(self.path, limits)
        wanted = [member for member in found if _wanted(PurePosixPath(member.name).parts, also=PACKED)]
        return tuple(Candidate(self.path, walked=True, member=member) for member in wanted)


def candidates(paths: Iterable[str], stdin: Candidate | None = None) -> Iterator[Candidate]:
    """The files named, and those in the folders named, in order; the same file once."""
    seen: set[str] = set()
    for given in paths:
        if given == STDIN and stdin is not None:
            found: Iterator[Candidate] = iter([stdin])
        else:
            found = _walk(Path(given)) if is_folder(given) else iter([named(given)])
        for candidate in found:
            real = real_path(candidate)
            if real not in seen:
                seen.add(real)
                yield candidate


def named(path: str) -> Candidate:
    """The file of a path, which may lead into an archive: ``reports.zip/a.docx``, as the output names it."""
    if not os.path.exists(path):  # noqa: PTH110 - as `is_folder`
        for folder in Path(path).parents:
            if folder.suffix.lower() in SUFFIXES and os.path.isfile(folder):  # noqa: PTH113 - likewise
                return Candidate(folder.as_posix(), inside=Path(path).relative_to(folder).as_posix())
    return Candidate(path)


def real_path(candidate: Candidate) -> str:
    """What the paths of a file have in common, however it is spelt."""
    return os.path.realpath(candidate.shown)


def is_folder(path: str) -> bool:
    """Whether a path is that of a folder, as far as one may see."""
    return os.path.isdir(path)  # noqa: PTH112 - a path's own method raises where one may not look


def found_as(path: str, found: Iterable[Candidate]) -> str:
    """The path under which a file is among those found: it may have been spelt differently."""
    real = os.path.realpath(path)
    same = (each.shown for each in found if (each.data is not None if path == STDIN else real_path(each) == real))
    return next(same, path)


def _walk(folder: Path) -> Iterator[Candidate]:
    """The files of known kinds below a folder; nothing hidden, no lock files of office programs.

    A folder that may not be looked into is among them, so that it is reported. Links to folders are not followed.
    """
    closed: list[Path] = []
    found: list[Path] = []
    for at, _, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        found += (Path(at, name) for name in names)
    wanted = [path for path in found if _wanted(path.relative_to(folder).parts, also=SUFFIXES | UNREAD_REPORTS)]
    for path in sorted([*wanted, *(path for path in closed if not _hidden(path.relative_to(folder).parts))]):
        yield Candidate(path.as_posix(), walked=True)


def _wanted(parts: Sequence[str], *, also: frozenset[str]) -> bool:
    """Whether a file is looked at where nobody has named it."""
    suffix = PurePosixPath(parts[-1]).suffix.lower() if parts else ""
    return not _hidden(parts) and (suffix in FILE_TYPES or suffix in also)


def _hidden(parts: Sequence[str]) -> bool:
    return any(part.startswith((".", "~$", "__MACOSX")) and part != ".." for part in parts)


def from_stdin(name: str | None, limits: Limits, stream: IO[bytes] | None = None) -> Candidate:
    """What standard input holds, as a file.

    Args:
        name: What to call it; its suffix says what kind of file it is. Unless given, its first bytes tell.
        limits: How much of it is read.
        stream: Standard input unless given.
    """
    data = (stream or sys.stdin.buffer).read(limits.bytes + 1)
    return Candidate(name or STDIN, data=data)
