"""Reading: how a published file becomes a report."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from attrs import frozen

from ..i18n import msg
from ..report.model import Report
from .assembly import assemble, shows_form
from .document import Document
from .errors import ReadError
from .files import Source, load
from .kinds import advice, kind_of
from .limits import DEFAULT, Limits


@frozen
class FileType:
    """A kind of file. What reads it is imported when the first such file comes.

    Attributes:
        reader: Module of this package and name of the function that makes a document of a :class:`Source`, or a report
            if the file is one already.
        is_report: The same for the function that tells whether a source can be a report; empty to tell from the
            document.
    """

    reader: str
    is_report: str = ""

    def read(self, source: Source) -> Document | Report:
        """What the file holds.

        Raises:
            ReadError: It cannot be read.
        """
        found: Document | Report = _named(self.reader)(source)
        return found

    def can_be_report(self, source: Source) -> bool:
        """Whether it is worth reading where files that are no reports are passed over."""
        return not self.is_report or bool(_named(self.is_report)(source))


def _named(name: str) -> Callable[[Source], Any]:
    module, _, function = name.partition(":")
    found: Callable[[Source], Any] = getattr(importlib.import_module(f".{module}", __name__), function)
    return found


_EXCEL = FileType("excel:read_excel")
_WORD = FileType("docx:read_docx")
_OFFICE = FileType("office:read_office")
_JSON = FileType("canonical:read_json", "canonical:has_keys")
_YAML = FileType("canonical:read_yaml", "canonical:has_keys")
_HTML = FileType("html:read_html")
_MHTML = FileType("mhtml:read_mhtml")

FILE_TYPES: dict[str, FileType] = {
    ".txt": FileType("text:read_text"),
    ".pdf": FileType("pdf:read_pdf"),
    ".xlsx": _EXCEL,
    ".xlsm": _EXCEL,
    ".csv": FileType("separated:read_csv"),
    ".docx": _WORD,
    ".docm": _WORD,
    ".doc": _OFFICE,
    ".wps": _OFFICE,
    ".rtf": _OFFICE,
    ".html": _HTML,
    ".htm": _HTML,
    ".shtml": _HTML,
    ".xhtml": _HTML,
    ".mhtml": _MHTML,
    ".mht": _MHTML,
    ".json": _JSON,
    ".yaml": _YAML,
    ".yml": _YAML,
}
"""The kinds of files that can be read, by suffix."""


def read(path: str | os.PathLike[str], *, limits: Limits = DEFAULT) -> Report:
    """Read a report as it was published.

    Args:
        path: The file; its suffix says what kind it is.
        limits: How much is read before the file is refused.

    Returns:
        The report. It knows where each figure stood (``report.locations``), which rows could not be placed
        (``report.unread``) and what else was noticed (``report.notes``).

    Raises:
        ReadError: The file cannot be read; ``.finding`` says why and what to do.
    """
    report = read_source(load(Path(path), limits), skip_other=False)
    if report is None:
        raise AssertionError("without skipping there is always a report")
    return report


def read_source(source: Source, *, skip_other: bool) -> Report | None:
    """Read a report from a file's content, or None if it holds nothing of one and `skip_other` is true.

    Raises:
        ReadError: The file cannot be read.
    """
    name = kind_of(source)
    kind = FILE_TYPES.get(name)
    if kind is None:
        text = advice(name) or msg(
            "files of the kind “{suffix}” cannot be read; readable are {known}",
            suffix=name,
            known=", ".join(FILE_TYPES),
        )
        raise source.unreadable(text)
    if skip_other and not kind.can_be_report(source):
        return None
    found = kind.read(source)
    if isinstance(found, Report):
        return found
    if skip_other and not shows_form(found):
        return None
    return assemble(found)


__all__ = ["FILE_TYPES", "FileType", "Limits", "ReadError", "read", "read_source"]
