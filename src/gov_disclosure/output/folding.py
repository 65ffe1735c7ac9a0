"""Folding text to lines: between words, and between Chinese characters, but not within a figure or before its comma."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells

_OPENING = r"（“《〔【‘"
_CLOSING = r"，。；：、）”》〕】’！？…"
_FIGURE = r"[!-~−]+(?: [→=≠] [!-~−]+)*"
_UNIT = re.compile(rf" +|[{_OPENING}]*(?:{_FIGURE}|.)[{_CLOSING}]*")
"""What stays together: a figure or a word in Latin letters, ``13 → 31``, a character, each with its punctuation."""


def folded(text: str, width: int) -> list[str]:
    """A text as lines of at most a width, in columns; a Chinese character takes two.

    Args:
        text: The text, in either language; a line that it has begins a new one.
        width: The width.
    """
    return [piece for line in text.splitlines() for piece in _fold(line, width)]


def _fold(line: str, width: int) -> Iterator[str]:
    """One line; what is wider by itself than a line is cut."""
    current = ""
    for unit in _UNIT.findall(line):
        if current.strip() and cell_len(current + unit) > width:
            yield current.rstrip()
            current = unit.lstrip()  # no line begins with the space at which it was folded
        else:
            current += unit
        *full, current = chop_cells(current, width) or [""]
        yield from full
    if current or not line:
        yield current.rstrip()
