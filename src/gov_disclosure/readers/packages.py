"""Word and Excel files are archives of parts: opened safely, and only the parts that are wanted.

Nothing of an archive is trusted: how many parts there are, how large they are said to become, and what their names
are. An archive inside the archive (an embedded workbook, say) is never opened.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping

from attrs import field, frozen

from ..i18n import msg
from .errors import ReadError
from .files import Source

_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 1
_SMALL = 1_000_000
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_FAILURES = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
_ENCODING = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_UNICODE = {b"utf-8", b"utf8", b"us-ascii", b"ascii"}
_WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"<\x00": "utf-16-le", b"\x00<": "utf-16-be"}

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_ORDINARY = rb"http://schemas.openxmlformats.org/\1/2006/"


@frozen
class Package:
    """The parts of an archive, within the limits.

    Attributes:
        source: The file.
    """

    source: Source
    _archive: zipfile.ZipFile = field(repr=False)
    _members: Mapping[str, zipfile.ZipInfo] = field(repr=False)

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._members

    @property
    def names(self) -> list[str]:
        """The names of all parts, in lower case, with ``/`` between folders."""
        return list(self._members)

    def read(self, name: str) -> bytes:
        """The content of a part; capital letters do not matter in its name.

        Raises:
            ReadError: There is no such part, or it is damaged.
        """
        member = self._members.get(_key(name))
        if member is None:
            raise self.source.unreadable(msg("the file is damaged: its part {part} is missing", part=name))
        try:
            return self._archive.read(member)
        except _FAILURES:
            raise self.source.unreadable(
                msg("the file is damaged: its part {part} cannot be unpacked", part=name)
            ) from None

    def read_xml(self, name: str) -> bytes:
        """The content of a part that is XML, in UTF-8.

        Raises:
            ReadError: It is not there, damaged, in an encoding that such a file must not have, or declares entities,
                which it must not either and which could grow without bound.
        """
        data = self.read(name)
        wide = next((encoding for mark, encoding in _WIDE.items() if data.startswith(mark)), None)
        declared = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf"))
        if wide is None and declared is not None and declared[1].lower() not in _UNICODE:
            raise self.source.unreadable(msg("the file is damaged: its part {part} is not in Unicode", part=name))
        if wide is not None:
            try:
                data = _DECLARATION.sub("", data.decode(wide).lstrip("\ufeff")).encode()
            except UnicodeError:
                text = msg("the file is damaged: its part {part} is not in Unicode", part=name)
                raise self.source.unreadable(text) from None
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise self.source.unreadable(
                msg("its part {part} declares entities, which a proper Word or Excel file never does", part=name)
            )
        limits = self.source.limits
        if len(data) > limits.bytes:
            raise self.source.exceeds(msg("MB in one part"), limits.bytes // 10**6)
        if data.count(b"<") > limits.marks:
            raise self.source.exceeds(msg("marks in one part"), limits.marks)
        return data

    def as_ordinary(self) -> bytes:
        """A strict archive as an ordinary one.

        Raises:
            ReadError: A part is damaged.
        """
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for key, member in self._members.items():
                is_xml = key.endswith((".xml", ".rels"))
                archive.writestr(member.filename, ordinary(self.read_xml(key)) if is_xml else self.read(key))
        return stream.getvalue()


def open_package(source: Source) -> Package:
    """The parts of an archive, before any of them is unpacked.

    Raises:
        ReadError: It is no archive, damaged, protected by a password, or exceeds a limit.
    """
    limits = source.limits
    if source.data.count(_ENTRY) > limits.members:
        raise source.exceeds(msg("packed files"), limits.members)
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.data))
        members = archive.infolist()
    except _FAILURES:
        raise source.unreadable(
            msg("the file is damaged: it is no complete Word, Excel or zip file; ask for it again")
        ) from None
    if len(members) > limits.members:
        raise source.exceeds(msg("packed files"), limits.members)
    if sum(member.file_size for member in members) > limits.unpacked_bytes:
        raise source.exceeds(msg("MB when unpacked"), limits.unpacked_bytes // 10**6)
    for member in members:
        if (problem := _problem(source, member)) is not None:
            raise problem
    # Of two parts with one name the last counts, as for the archive itself.
    return Package(source, archive, {_key(member.filename): member for member in members})


def is_strict(data: bytes) -> bool:
    """Whether a part is one of a strict file (ISO 29500), which the usual libraries do not open."""
    return _STRICT.search(data) is not None


def ordinary(data: bytes) -> bytes:
    """A part of a strict file with the names that ordinary files use."""
    return _STRICT.sub(_ORDINARY, data)


def _problem(source: Source, member: zipfile.ZipInfo) -> ReadError | None:
    limits = source.limits
    if member.flag_bits & _ENCRYPTED:
        return source.unreadable(PROTECTED)
    if member.compress_type not in _METHODS:
        return source.unreadable(msg("the file is packed in an unusual way; save it again with Word or WPS"))
    if member.file_size > max(_SMALL, limits.ratio * max(member.compress_size, 1)):
        text = msg(
            "the packed file {part} becomes more than {ratio} times larger: this is no report",
            part=member.filename[:80],
            ratio=limits.ratio,
        )
        return source.unreadable(text)
    return None


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


PROTECTED = msg("the file is protected by a password: save it without one, or ask for such a file")
"""What is said of a file that cannot be opened without a password."""
