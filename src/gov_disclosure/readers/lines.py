"""From characters to lines, and from lines to paragraphs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from attrs import define

from .marks import UNDEFINED, Char

_SAME_LINE = 0.45
"""How far, in sizes, the middles of two characters of a line may be apart."""
_GAP = 0.25
"""A gap between two words of letters or digits, in sizes."""
_WIDE_GAP = 1.2
"""A gap that parts two figures, in sizes."""
_DOUBLED = 0.3
"""The same character again within this part of its width is a bold one drawn twice."""
_WIDE = re.compile(r"[\u2014-\u201d\u2026\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffee]")


@define(eq=False)
class TextLine:
    """A line of text.

    Attributes:
        chars: Its characters from left to right, white space left out.
        text: The text.
        page: The number of its page.
    """

    chars: list[Char]
    text: str
    page: int = 0

    @property
    def x0(self) -> float:
        """Its left end."""
        return self.chars[0].x0

    @property
    def x1(self) -> float:
        """Its right end."""
        return self.chars[-1].x1

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(char.top for char in self.chars)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(char.bottom for char in self.chars)

    @property
    def size(self) -> float:
        """The size of most of its characters."""
        sizes = sorted(char.size for char in self.chars)
        return sizes[len(sizes) // 2]

    @property
    def fonts(self) -> set[str]:
        """The fonts of its East Asian characters."""
        return {char.font for char in self.chars if is_wide(char.text)}


def is_wide(char: str) -> bool:
    """Whether a character is an East Asian one or its punctuation; full-width digits and letters are not."""
    if "\u2e80" <= char[:1] <= "\u9fff":
        return True
    return _WIDE.match(char) is not None and not unicodedata.normalize("NFKC", char).isalnum()


def text_lines(chars: Iterable[Char], page: int = 0) -> list[TextLine]:
    """The lines of characters, from above."""
    lines: list[list[Char]] = []
    total = 0.0
    for char in sorted(chars, key=lambda c: c.top + c.bottom):
        if lines and char.middle - total / len(lines[-1]) <= _SAME_LINE * char.size:
            lines[-1].append(char)
            total += char.middle
        else:
            lines.append([char])
            total = char.middle
    return [line for found in lines if (line := _line(found, page)) is not None]


def _line(chars: list[Char], page: int) -> TextLine | None:
    kept: list[Char] = []
    pieces: list[str] = []
    space = False
    ended: set[int] = set()
    garbled = False
    for char in sorted(chars, key=lambda c: c.x0):
        if not char.text.strip():
            space = True
            continue
        if kept:
            last = kept[-1]
            if char.text == last.text and char.x0 - last.x0 < _DOUBLED * (char.x1 - char.x0):
                continue
            if _parted(last, char, space=space):
                pieces.append("\t" if char.x0 - last.x1 > _WIDE_GAP * char.size else " ")
            if char.piece != last.piece:
                ended.add(last.piece)
                garbled = garbled or (char.piece in ended and _overlap(last, char))
        kept.append(char)
        pieces.append(char.text)
        space = False
    return TextLine(kept, UNDEFINED * garbled + "".join(pieces), page) if kept else None


def _parted(last: Char, char: Char, *, space: bool) -> bool:
    """Whether there is a space between two characters; one between two East Asian ones only fills up the line."""
    wide = is_wide(last.text[-1]), is_wide(char.text[0])
    if space:
        return not all(wide)
    return not any(wide) and char.x0 - last.x1 > _GAP * char.size


def _overlap(last: Char, char: Char) -> bool:
    """Whether a figure is drawn over another text, so that in the order of their characters neither is read."""
    return (char.text.isdigit() or last.text.isdigit()) and last.x1 - char.x0 > _GAP * (char.x1 - char.x0)


# Paragraphs ---------------------------------------------------------------------------------------------------------

_NUMBERED = re.compile(
    r"[一二三四五六七八九十]+[、.．]|第[一二三四五六七八九十]+部分|[（(][一二三四五六七八九十]+[）)]|[0-9]+[、.．](?![0-9])"
)
_ENDS = re.compile(r"[。；：！？.;:!?）)”]$")
_INDENT = 0.8
"""A first line stands further right than the others by more than this, in sizes."""
_SHORT = 2.0
"""A line that leaves more room than this, in sizes, is a paragraph's last."""
_APART = 0.6
"""Lines of a paragraph are not further apart than usual by more than this, in sizes."""


def paragraphs(lines: Sequence[TextLine], left: float, right: float) -> list[list[TextLine]]:
    """Lines that follow each other, those of a paragraph together.

    Args:
        lines: The lines, at least one.
        left: Where the lines of the document begin.
        right: Where they end.
    """
    pitch = _pitch(lines)
    found = [[lines[0]]]
    for line in lines[1:]:
        if _begins(found[-1], line, left, right, pitch):
            found.append([line])
        else:
            found[-1].append(line)
    return found


def _pitch(lines: Sequence[TextLine]) -> float:
    """The usual distance between two lines of a page, the smaller one where there are several."""
    steps = sorted(b.top - a.top for a, b in pairwise(lines) if a.page == b.page and b.top > a.top)
    return steps[len(steps) // 4] if steps else 0.0


def _begins(before: list[TextLine], line: TextLine, left: float, right: float, pitch: float) -> bool:
    """Whether a line begins a paragraph."""
    last = before[-1]
    size = max(line.size, last.size)
    if abs(line.size - last.size) > 0.15 * size or right - last.x1 > _SHORT * size:
        return True
    if line.x0 - left > _INDENT * size and not (len(before) > 1 and abs(line.x0 - last.x0) < _INDENT * size):
        return True
    if _NUMBERED.match(line.text) and (_ENDS.search(last.text) or _NUMBERED.match(before[0].text)):
        return True
    if line.page == last.page and line.top - last.top > max(pitch, size) + _APART * size:
        return True
    return bool(line.fonts and last.fonts and not line.fonts & last.fonts)


def joined(lines: Sequence[TextLine]) -> str:
    """The text of a paragraph."""
    text = lines[0].text
    for line in lines[1:]:
        text += line.text if is_wide(text[-1]) or is_wide(line.text[0]) else " " + line.text
    return text
