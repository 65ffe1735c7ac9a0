"""Why a mend cannot be written."""

from __future__ import annotations

from ..i18n import Message


class WriteError(Exception):
    """A mend cannot be written.

    Attributes:
        text: Why not, and what to do.
    """

    def __init__(self, text: Message) -> None:
        super().__init__(text.render("en"))
        self.text = text
