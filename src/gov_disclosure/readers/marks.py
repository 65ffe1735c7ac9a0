"""What is drawn on a page: characters and ruled lines, with y counted downwards from the page's upper edge.

All lengths are in points. Nothing here depends on a library.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from attrs import define, field

UPRIGHT, UPWARDS, DOWNWARDS, UPSIDE_DOWN, SLANTED = 0, 90, 270, 180, -1
"""How a text runs; 90 and 270 are what a label turned by a quarter does."""

UNDEFINED = "\ufffd"
"""What stands for a character of which is not known which one it is, or whose."""

_MOST = 0.6
_LEAST_TEXT = 30


class Char(NamedTuple):
    """A character, the box that it takes up, how it runs, its font, and which of the page's pieces of text it is in."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    turn: int
    font: str
    piece: int = 0

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return (self.top + self.bottom) / 2


class Rule(NamedTuple):
    """A straight line: at which y (or x) it runs, from which x (or y) to which."""

    at: float
    start: float
    end: float


@define
class Sheet:
    """A page.

    Attributes:
        number: Its number, counted from 1.
        width: Its width.
        height: Its height.
        chars: The characters in the order in which they are drawn.
        across: The horizontal lines.
        down: The vertical lines.
        pictures: The area of the pictures on it.
    """

    number: int
    width: float
    height: float
    chars: list[Char] = field(factory=list)
    across: list[Rule] = field(factory=list)
    down: list[Rule] = field(factory=list)
    pictures: float = 0.0

    @property
    def has_text(self) -> bool:
        """Whether anything is written on it; a number or a stamp on a picture of a page is not its text."""
        count = sum(1 for char in self.chars if not char.text.isspace())
        return count >= _LEAST_TEXT or (count > 0 and not self._is_covered)

    @property
    def is_picture(self) -> bool:
        """Whether it is a picture of a page, as a scanner makes them."""
        return self._is_covered and not self.has_text

    @property
    def _is_covered(self) -> bool:
        return self.pictures > self.width * self.height / 4


def upright(sheet: Sheet) -> Sheet:
    """A page on which most of the text is turned, turned back; slanted text (a watermark) is left out."""
    turns = Counter(char.turn for char in sheet.chars)
    if turns[SLANTED]:
        sheet.chars = [char for char in sheet.chars if char.turn != SLANTED]
    turn, count = max(turns.items(), key=lambda item: item[1], default=(UPRIGHT, 0))
    if turn in (UPRIGHT, SLANTED) or count < _MOST * sum(turns.values()):
        return sheet
    while turn:
        sheet = _quarter(sheet)
        turn -= 90
    return sheet


def _quarter(sheet: Sheet) -> Sheet:
    """The page turned clockwise by a quarter, so that what ran upwards is upright."""
    height = sheet.height
    chars = [
        c._replace(x0=height - c.bottom, x1=height - c.top, top=c.x0, bottom=c.x1, turn=(c.turn - 90) % 360)
        for c in sheet.chars
    ]
    across = [Rule(rule.at, height - rule.end, height - rule.start) for rule in sheet.down]
    down = [Rule(height - rule.at, rule.start, rule.end) for rule in sheet.across]
    return Sheet(sheet.number, height, sheet.width, chars, across, down, sheet.pictures)


def lie_down(chars: list[Char]) -> list[Char]:
    """Characters of a turned label as if it were upright."""
    turn = Counter(char.turn for char in chars).most_common(1)[0][0]
    if turn == UPWARDS:
        return [c._replace(x0=-c.bottom, x1=-c.top, top=c.x0, bottom=c.x1) for c in chars]
    if turn == DOWNWARDS:
        return [c._replace(x0=c.top, x1=c.bottom, top=-c.x1, bottom=-c.x0) for c in chars]
    if turn == UPSIDE_DOWN:
        return [c._replace(x0=-c.x1, x1=-c.x0, top=-c.bottom, bottom=-c.top) for c in chars]
    return chars
