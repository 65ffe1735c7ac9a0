"""Zip archives: a folder in a file."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from pathlib import PurePosixPath

from attrs import frozen

from ..i18n import msg
from .errors import unreadable
from .files import Source, checked
from .limits import Limits

SUFFIXES = frozenset({".zip"})
"""The suffixes of archives that can be looked into."""
PACKED = SUFFIXES | {".rar", ".7z", ".tar", ".gz", ".tgz"}
"""The suffixes of archives."""


_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError),
    *(OSError, EOFError, ValueError, RuntimeError, NotImplementedError, IndexError),
)
"""What is raised where an archive is damaged, or packed in a way that is not known."""


@frozen
class Member:
    """A file in an archive.

    Attributes:
        name: Its path in the archive.
        index: Its place in the archive's directory; two files may have the same name.
    """

    name: str
    index: int


def members(path: str, limits: Limits) -> tuple[Member, ...]:
    """The files in an archive, in the order of their names.

    Raises:
        ReadError: It is no archive, or has too many files.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            found = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise unreadable(path, msg("the archive cannot be opened: {reason}", reason=reason)) from None
    if len(found) > limits.members:
        text = msg("the archive holds more than {limit} files: unpack it and check the folder", limit=limits.members)
        raise unreadable(path, text)
    named = [Member(_name(info), index) for index, info in enumerate(found) if not info.is_dir()]
    return tuple(sorted(named, key=lambda member: (member.name, member.index)))


def member_named(path: str, name: str, limits: Limits) -> Member:
    """The file of a name in an archive.

    Raises:
        ReadError: There is none, or the archive cannot be opened.
    """
    found = next((member for member in members(path, limits) if member.name == name), None)
    if found is None:
        raise unreadable(f"{path}/{name}", msg("there is no such file"))
    return found


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a file; archives made on a Chinese Windows have it in GBK without saying so."""
    says_utf8 = info.flag_bits & 0x800
    if says_utf8:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return info.filename


def load_member(path: str, member: Member, limits: Limits) -> Source:
    """The content of a file in an archive; nothing is written to the disk.

    Raises:
        ReadError: It cannot be unpacked, is too large, or its path leaves the archive.
    """
    shown = f"{path}/{member.name}"
    inside = PurePosixPath(member.name)
    if inside.is_absolute() or ".." in inside.parts or ":" in member.name:
        raise unreadable(shown, msg("its path leaves the archive; pack it again"))
    if inside.suffix.lower() in PACKED:
        raise unreadable(shown, msg("an archive inside an archive is not opened; unpack the outer one first"))
    try:
        with zipfile.ZipFile(path) as archive:
            info = archive.infolist()[member.index]
            if info.flag_bits & 1:
                raise unreadable(shown, msg("it is protected by a password; pack it without one"))
            if info.file_size > max(1_000_000, limits.ratio * info.compress_size):
                text = msg("it would unpack to more than {ratio} times its size; it is not read", ratio=limits.ratio)
                raise unreadable(shown, text)
            with archive.open(info) as stream:
                data = stream.read(limits.bytes + 1)
    except _BROKEN as error:
        raise unreadable(shown, msg("it cannot be unpacked: {reason}", reason=str(error))) from None
    return checked(data, shown, limits)
