"""What a file really is: published files often have another suffix than they should.

The content decides wherever it can be recognised; only files of plain text are taken at their word, since almost
anything is text. A kind that cannot be read is answered with what to ask for instead.
"""

from __future__ import annotations

import re

from ..i18n import N_, Message, msg
from .archive import PACKED, SUFFIXES
from .files import Source
from .packages import PROTECTED, open_package

AT_THEIR_WORD = {".txt", ".csv", ".json", ".yaml", ".yml"}
"""The suffixes of plain text, which says nothing about what it is."""

_PICTURE = N_("a picture cannot be read: ask for the Word file, or for a PDF with text in it")
_SHEET = N_("this kind of spreadsheet cannot be read: open it with WPS or Excel and save it as .xlsx")
_LAYOUT = N_("this kind of file cannot be read: ask for the Word file, or for a PDF with text in it")
_PACKED = N_("this kind of archive cannot be read: unpack it first, or pack it as .zip")
ADVICE: dict[str, str] = {
    **dict.fromkeys((".ofd", ".ceb", ".cebx", ".gd", ".gw", ".pages"), _LAYOUT),
    **dict.fromkeys((".et", ".ett", ".xls", ".xlt", ".ods", ".numbers"), _SHEET),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp"), _PICTURE),
    **dict.fromkeys(sorted(PACKED - SUFFIXES), _PACKED),
}
"""What is said of the kinds of files that are known but cannot be read, by suffix."""
UNREAD_REPORTS = frozenset(suffix for suffix, text in ADVICE.items() if text is not _PICTURE)
"""The suffixes of files that may well be reports although they cannot be read: in a folder they are not passed over in
silence, as pictures are."""

_START = 4096
_FIRST_BYTES = (
    (b"%PDF", ".pdf"),
    (b"{\\rtf", ".rtf"),
    (b"\x89PNG", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"GIF8", ".gif"),
    (b"II*\x00", ".tif"),
    (b"MM\x00*", ".tif"),
    (b"Rar!", ".rar"),
    (b"7z\xbc\xaf", ".7z"),
    (b"\x1f\x8b", ".gz"),
)
_ARCHIVE = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0"
_PAGES = {".html", ".htm", ".shtml", ".xhtml", ".mhtml", ".mht"}
_DOCUMENTS = {".doc", ".docx", ".docm", ".wps", ".rtf", ""}
"""The suffixes, or none as for standard input, under which a plain text is still read."""
_MAIL = re.compile(rb"(?:MIME-Version|Content-Type|Content-Location|From|Subject):", re.IGNORECASE)
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|table|div|p)[\s>/]", re.IGNORECASE)
_ONE_FILE_OF_WORD = re.compile(rb"<(?:w:wordDocument|pkg:package)[\s>]")


def kind_of(source: Source) -> str:
    """The suffix that a file should have; its own if nothing is known against it.

    Raises:
        ReadError: It is protected by a password, or an archive that is damaged or exceeds a limit.
    """
    if source.suffix in AT_THEIR_WORD:
        return source.suffix
    start = source.data[:_START].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(_ARCHIVE):
        return _archive(source)
    if start.startswith(_COMPOUND):
        return _compound(source)
    found = next((kind for first, kind in _FIRST_BYTES if start.startswith(first)), None)
    return found or _text(start.replace(b"\x00", b""), source) or source.suffix


def advice(kind: str) -> Message | None:
    """What to ask for instead of a kind of file that cannot be read; None if nothing is known about it."""
    text = ADVICE.get(kind)
    return None if text is None else msg(text)


def _archive(source: Source) -> str:
    """What an archive is, by the parts in it."""
    if source.suffix in SUFFIXES:
        return source.suffix
    names = open_package(source).names
    for folder, kind, others in (("word/", ".docx", {".docm"}), ("xl/", ".xlsx", {".xlsm"})):
        if any(name.startswith(folder) for name in names):
            return source.suffix if source.suffix in others else kind
    return ".ofd" if "ofd.xml" in names else ".zip"


def _compound(source: Source) -> str:
    """What an old Office file is, by the names of the streams in it."""
    if _stream("WordDocument") in source.data:
        return ".doc"
    if _stream("EncryptedPackage") in source.data:
        raise source.unreadable(PROTECTED)
    if any(_stream(name) in source.data for name in ("Workbook", "Book")):
        return ".xls"
    return source.suffix


def _stream(name: str) -> bytes:
    """The name of a stream as the directory of an old Office file has it."""
    return name.encode("utf-16-le") + b"\x00\x00"


def _text(start: bytes, source: Source) -> str | None:
    """What a text is: a saved page, markup, Word's markup in one file; plain text under the name of a document."""
    if _MAIL.match(start) and b"multipart/" in start:
        return source.suffix if source.suffix in {".mhtml", ".mht"} else ".mhtml"
    if source.suffix in _PAGES:
        return None
    if _ONE_FILE_OF_WORD.search(start):
        return ".doc"
    if _MARKUP.search(start):
        return ".html"
    if source.suffix not in _DOCUMENTS or b"\x00" in source.data:
        return None
    return ".json" if not source.suffix and start.startswith(b"{") else ".txt"
