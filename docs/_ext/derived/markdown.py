"""Small pieces of Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def row(cells: Iterable[str]) -> str:
    """A row of a table."""
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"


def table(head: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    """A table with a line of headings."""
    return "\n".join([row(head), row(["---"] * len(head)), *map(row, rows)])


def code(text: object) -> str:
    """A text as code; nothing if it is empty."""
    return f"`{text}`" if str(text) else ""


def from_docstring(text: str) -> str:
    """A docstring's reStructuredText as Markdown, as far as docstrings here use it."""
    text = re.sub(r":[a-z]+:`~?\.?([^`]+)`", r"`\1`", text)
    return re.sub(r"``([^`]+)``", r"`\1`", text)
