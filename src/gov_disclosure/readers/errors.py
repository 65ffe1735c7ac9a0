"""A file that cannot be read, said in words a clerk can act on."""

from __future__ import annotations

from ..findings import UNREADABLE_FILE, FileRule, Finding, Problem
from ..i18n import Message
from ..report.model import Place


class ReadError(Exception):
    """A file cannot be read as a report.

    Attributes:
        finding: The GD001 or GD004 that says what is wrong and what to do.
    """

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.render("en"))
        self.finding = finding


class HoldsNothingError(ReadError):
    """A file holds no text at all: it is empty, or binary data under the name of a text."""


def unreadable(path: str, text: Message, *, line: int | None = None, rule: FileRule = UNREADABLE_FILE) -> ReadError:
    """The error for a file.

    Args:
        path: The file's path, as it was given; it names the finding.
        text: What is wrong and what to do.
        line: The line at which reading failed.
        rule: GD001 unless it is GD004.
    """
    problem = Problem((), text, quote=text.render("en"))  # so that its fingerprint says what is wrong with the file
    return ReadError(
        Finding(
            code=rule.code,
            name=rule.name,
            severity=rule.severity,
            problem=problem,
            location=Place(line=line),
            places={},
            scope=path,
        )
    )
