"""Opening a file safely: its size, what it really is, and its encoding."""

from __future__ import annotations

from pathlib import Path

from ..i18n import N_, msg
from .errors import unreadable

MAX_BYTES = 50_000_000
"""Larger files are not read: no report of text and tables comes near it."""

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


def load(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        ReadError: It is not there, not a file, not permitted, empty or too large.
    """
    try:
        if not path.exists():
            raise unreadable(str(path), msg("there is no such file"))
        if path.is_dir():
            raise unreadable(str(path), msg("this is a folder, not a file"))
        size = path.stat().st_size
        if size > MAX_BYTES:
            text = msg(
                "the file is too large: {size} MB, the limit is {limit} MB",
                size=size // 10**6,
                limit=MAX_BYTES // 10**6,
            )
            raise unreadable(str(path), text)
        data = path.read_bytes()
    except OSError as error:
        raise unreadable(
            str(path), msg("the file cannot be opened: {reason}", reason=error.strerror or error)
        ) from None
    if not data.strip():
        raise unreadable(str(path), msg("the file is empty"))
    return data


def signature(data: bytes) -> str | None:
    """What a binary file is by its first bytes; None if they tell nothing."""
    return next((what for first, what in _SIGNATURES if data.startswith(first)), None)


def decode(data: bytes, path: str) -> str:
    """The text of a file: UTF-8 with or without a byte order mark, UTF-16, or GB18030 (which includes GBK).

    Raises:
        ReadError: It is another kind of file, or in no known encoding.
    """
    what = signature(data)
    if what is not None:
        raise unreadable(path, msg("the name says text, but it is {what}: give it the right suffix", what=msg(what)))
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data, (encoding,), path)
    return _decoded(data, (_wide(data, path),) if b"\x00" in data else ("utf-8", "gb18030"), path)


def _wide(data: bytes, path: str) -> str:
    """Which UTF-16 a text without a mark is: every other byte of its ASCII characters is zero."""
    line_ends = {"utf-16-le": data.count(b"\n\x00"), "utf-16-be": data.count(b"\x00\n")}
    best = max(line_ends, key=line_ends.__getitem__)
    if not line_ends[best] or len(data) % 2:
        raise unreadable(path, msg("the name says text, but it is a binary file"))
    return best


def _decoded(data: bytes, encodings: tuple[str, ...], path: str) -> str:
    """The text in the first encoding that fits; if none does, the line is that of the one that got furthest."""
    furthest = 0
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as error:
            furthest = max(furthest, error.start)
    text = msg("the text is neither UTF-8, UTF-16 nor GB18030; save it as UTF-8")
    raise unreadable(path, text, line=data[:furthest].count(b"\n") + 1)
