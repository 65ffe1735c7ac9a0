"""What must not be written, and why a mend cannot be."""

from __future__ import annotations

from pathlib import Path

from ..i18n import Message


class WriteError(Exception):
    """A mend cannot be written.

    Attributes:
        text: Why not, and what to do.
    """

    def __init__(self, text: Message) -> None:
        super().__init__(text.render("en"))
        self.text = text


def is_same_file(path: Path, target: Path) -> bool:
    """Whether what is to be written would take the place of what was read, whatever the two are called."""
    try:
        return path.samefile(target)
    except OSError:
        return path.resolve() == target.resolve()
