"""Opening a file safely: its size, what it really is, and its encoding."""

from __future__ import annotations

import os
import stat
from functools import lru_cache
from pathlib import Path, PurePath

from attrs import field, frozen

from ..i18n import N_, Message, msg
from .errors import HoldsNothingError, ReadError, unreadable
from .limits import DEFAULT, Limits


@frozen
class Source:
    """A file's content, on its way to a reader.

    Attributes:
        data: The bytes.
        path: The path as it was given, or a name for what has none; it names the finding.
        limits: How much is read before the file is refused.
    """

    data: bytes = field(repr=False)
    path: str
    limits: Limits = DEFAULT

    @property
    def suffix(self) -> str:
        """The suffix of the path, in lower case, dot included."""
        return _suffix(self.path)

    def unreadable(self, text: Message, *, line: int | None = None) -> ReadError:
        """The error (GD001) that says why the file cannot be read and what to do."""
        return unreadable(self.path, text, line=line)

    def needs(self, extra: str) -> ReadError:
        """The error for a library that is not installed, naming the extra that brings it."""
        text = msg('reading this kind of file needs an extra: pip install "gov-disclosure[{extra}]"', extra=extra)
        return self.unreadable(text)

    def exceeds(self, what: Message, limit: int) -> ReadError:
        """The error for a file that is larger than any report."""
        return self.unreadable(msg("the file is too large: more than {limit} {what}", limit=limit, what=what))


@lru_cache(256)
def _suffix(path: str) -> str:
    return PurePath(path).suffix.lower()


_SIGNATURES = (
    (b"%PDF", N_("a PDF")),
    (b"PK\x03\x04", N_("a Word, Excel or zip file")),
    (b"\xd0\xcf\x11\xe0", N_("an old Word, WPS or Excel file")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"GIF8", N_("a picture")),
    (b"{\\rtf", N_("a rich text file")),
    (b"\x1f\x8b", N_("a compressed file")),
)
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def load(path: Path, limits: Limits = DEFAULT) -> Source:
    """The content of a file.

    Raises:
        ReadError: It is not there, not a file, not permitted, empty, too large, or changed while it was read.
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            next(path.iterdir(), None)  # a folder in a folder is here if one may not look into it
            raise unreadable(str(path), msg("this is a folder, not a file"))
        if not stat.S_ISREG(mode):  # to open a pipe may already wait for ever
            raise unreadable(str(path), msg("this is a device or a pipe, not a file"))
        with path.open("rb") as stream:
            before = os.fstat(stream.fileno())
            data = stream.read(min(before.st_size, limits.bytes) + 1)  # room is made for as much as is asked for
            after = os.fstat(stream.fileno())
    except FileNotFoundError:
        raise unreadable(str(path), msg("there is no such file")) from None
    except (OSError, ValueError) as error:  # ValueError: a path with a null character
        reason = getattr(error, "strerror", None) or str(error)
        raise unreadable(str(path), msg("the file cannot be opened: {reason}", reason=reason)) from None
    source = checked(data, str(path), limits, size=after.st_size)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        raise source.unreadable(msg("the file changed while it was read: try again when it is no longer written to"))
    return source


def checked(data: bytes, path: str, limits: Limits, *, size: int | None = None) -> Source:
    """The content of a file that was read elsewhere.

    Args:
        data: The bytes.
        path: What the file is called.
        limits: How much is read before it is refused.
        size: The file's size where not all of it is in `data`.

    Raises:
        ReadError: It is empty or too large.
    """
    source = Source(data, path, limits)
    large = max(len(data), size or 0)
    if large > limits.bytes:
        from rich.filesize import decimal

        shown = {"size": decimal(large, precision=0), "limit": decimal(limits.bytes, precision=0)}
        raise source.unreadable(msg("the file is too large: {size}, the limit is {limit}", **shown))
    if not data or data.isspace():
        raise HoldsNothingError(source.unreadable(msg("the file is empty")).finding)
    return source


def signature(data: bytes) -> str | None:
    """What a binary file is by its first bytes; None if they tell nothing."""
    return next((what for first, what in _SIGNATURES if data.startswith(first)), None)


def decode(source: Source) -> str:
    """The text of a file: UTF-8 with or without a byte order mark, UTF-16, or GB18030 (which includes GBK).

    Raises:
        ReadError: It is another kind of file, or in no known encoding.
    """
    data = source.data
    what = signature(data)
    if what is not None:
        text = msg("the name says text, but it is {what}: give it the right suffix", what=msg(what))
        raise source.unreadable(text)
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(source, (encoding,))
    return _decoded(source, (_wide(source),) if b"\x00" in data else ("utf-8", "gb18030"))


def _wide(source: Source) -> str:
    """Which UTF-16 a text without a mark is: every other byte of its ASCII characters is zero."""
    data = source.data
    zeros = {"utf-16-le": data[1::2].count(0), "utf-16-be": data[::2].count(0)}
    line_ends = {"utf-16-le": b"\n\x00", "utf-16-be": b"\x00\n"}
    best = max(zeros, key=zeros.__getitem__)
    if line_ends[best] not in data or len(data) % 2:
        raise HoldsNothingError(source.unreadable(msg("the name says text, but it is a binary file")).finding)
    return best


def _decoded(source: Source, encodings: tuple[str, ...]) -> str:
    """The text in the first encoding that fits; if none does, the line is that of the one that got furthest."""
    furthest = 0
    for encoding in encodings:
        try:
            return source.data.decode(encoding)
        except UnicodeDecodeError as error:
            furthest = max(furthest, error.start)
    text = msg("the text is neither UTF-8, UTF-16 nor GB18030; save it as UTF-8")
    raise source.unreadable(text, line=source.data[:furthest].count(b"\n") + 1)
