"""Reading: how a published file becomes a report."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from attrs import frozen

from ..i18n import msg
from ..report.model import Report
from .assembly import assemble, shows_form
from .canonical import has_keys, read_json, read_yaml
from .document import Document
from .errors import ReadError, unreadable
from .files import decode, load
from .text import parse_text


@frozen
class FileType:
    """A kind of file.

    Attributes:
        read: Makes a document, or a report if the file is one already, from its bytes and its path.
        is_report: Tells from its bytes and suffix whether the file can be a report; None to tell from the document.
    """

    read: Callable[[bytes, str], Document | Report]
    is_report: Callable[[bytes, str], bool] | None = None


FILE_TYPES: dict[str, FileType] = {
    ".txt": FileType(lambda data, path: parse_text(decode(data, path))),
    ".json": FileType(read_json, has_keys),
    ".yaml": FileType(read_yaml, has_keys),
    ".yml": FileType(read_yaml, has_keys),
}
"""The kinds of files that can be read, by suffix."""


def read(path: str | os.PathLike[str]) -> Report:
    """Read a report as it was published.

    Args:
        path: The file; its suffix says what kind it is.

    Returns:
        The report. It knows where each figure stood (``report.locations``), which rows could not be placed
        (``report.unread``) and what else was noticed (``report.notes``).

    Raises:
        ReadError: The file cannot be read; ``.finding`` says why and what to do.
    """
    report = read_if_report(path, skip_other=False)
    if report is None:
        raise AssertionError("without skipping there is always a report")
    return report


def read_if_report(path: str | os.PathLike[str], *, skip_other: bool) -> Report | None:
    """Read a report, or None if the file holds nothing of one and `skip_other` is true.

    Raises:
        ReadError: The file cannot be read.
    """
    name = os.fspath(path)
    suffix = Path(name).suffix.lower()
    kind = FILE_TYPES.get(suffix)
    data = load(Path(name))
    if kind is None:
        known = ", ".join(FILE_TYPES)
        raise unreadable(
            name,
            msg(
                "files of the kind “{suffix}” cannot be read; readable are {known}",
                suffix=suffix,
                known=known,
            ),
        )
    if skip_other and kind.is_report is not None and not kind.is_report(data, suffix):
        return None
    found = kind.read(data, name)
    if isinstance(found, Report):
        return found
    if skip_other and not shows_form(found):
        return None
    return assemble(found)


__all__ = ["FILE_TYPES", "FileType", "ReadError", "read", "read_if_report"]
