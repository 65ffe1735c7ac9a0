"""The title, the headings of the six sections, and the text between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from attrs import evolve, frozen

from ..report.layout import sections
from ..report.model import OutlineEntry, Place
from ..report.titles import Title, parse_title
from .document import Block, Grid, Paragraph
from .labels import Matcher, fold, split_number

LONGEST_HEADING = 40
SHORTEST_DAMAGED = 6
"""A shorter line must be the very words of a heading."""
_LEADER = re.compile(r"[\s.·…‥。]*[0-9]*$")
_ENDS = re.compile(r"[：:。；;\n]")
"""What parts a heading from a text on its line."""
_NUMBERS = frozenset("一二三四五六七八九十第")
"""What a numbered heading of a section begins with."""
_OPENING = 8
_STYLES = ("chinese", "part", "arabic", "", "bracketed")
"""How headings are numbered, those first that rather are a section's; see `split_number`."""
_TITLE_LINES = 3
_LAST_OF_TITLE = re.compile(r"(?:告|年报|年度?)[)）〕\]］】》]?$|[0-9０-９月日][)）〕\]］】]$")
_LONGEST_LAST = 4
"""How many characters that takes, a line break after it included."""


@frozen
class Heading:
    """A heading as found.

    Attributes:
        index: Which block of the document it is.
        section: The key of the section it opens.
        text: The line as written, trimmed.
        place: Where it stands.
        style: How it is numbered: ``chinese``, ``part``, ``bracketed``, ``arabic`` or empty.
        number: Its number, or None.
    """

    index: int
    section: str
    text: str
    place: Place
    style: str
    number: int | None

    @property
    def entry(self) -> OutlineEntry:
        """The heading as a report's outline has it."""
        return OutlineEntry(self.text, self.section)


def find_headings(blocks: Sequence[Block]) -> tuple[list[Heading], set[int]]:
    """The headings of the six sections, in order, and the blocks that are a table of contents.

    Headings are recognised by their words, outside tables.
    """
    return choose_headings(heading_lines(blocks))


def heading_lines(blocks: Sequence[Block]) -> list[Heading]:
    """All lines with the words of a heading."""
    return [
        Heading(index, said[0], block.text, block.place, said[1], said[2])
        for index, block in enumerate(blocks)
        if isinstance(block, Paragraph) and len(block.text) <= LONGEST_HEADING and (said := _said(block.text))
    ]


def choose_headings(found: list[Heading], start: int = 0, end: int | None = None) -> tuple[list[Heading], set[int]]:
    """Of the lines with the words of a heading the headings, and the blocks that are a table of contents.

    Args:
        found: The lines.
        start: The first block that counts; the headings' indexes are counted from it.
        end: The one after the last.
    """
    if start or end is not None:
        inside = (h for h in found if start <= h.index and (end is None or h.index < end))
        found = [Heading(h.index - start, h.section, h.text, h.place, h.style, h.number) for h in inside]
    contents = _contents(found)
    return _chosen([h for h in found if h.index not in contents] if contents else found), contents


def parted(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with each numbered heading parted from the text that begins on its line: ``六、…事项：无``."""
    found: list[Block] = []
    for block in blocks:
        if not isinstance(block, Paragraph) or fold(block.text[:_OPENING])[:1] not in _NUMBERS:
            found.append(block)
            continue
        ends = _ENDS.search(block.text, 0, LONGEST_HEADING)
        rest = block.text[ends.end() :].strip() if ends else ""
        if ends and rest and _opens_section(block.text[: ends.start()]):
            found += [evolve(block, text=block.text[: ends.end()].strip()), evolve(block, text=rest, spaced=False)]
        else:
            found.append(block)
    return found


def _opens_section(text: str) -> bool:
    """Whether a text is a section's heading to the letter, numbered as only headings are."""
    style, _, rest = split_number(fold(text))
    return style in _STYLES[:2] and len(_matcher().exact(rest)) == 1


def section_of(text: str) -> str | None:
    """The section of which a line of its own is the heading; None for any other line."""
    said = _said(text) if len(text) <= LONGEST_HEADING else None
    return said[0] if said else None


@lru_cache(4096)
def _said(text: str) -> tuple[str, str, int | None] | None:
    """The section of which a line is the heading, the style of its numbering and its number; None for other lines."""
    style, number, rest = split_number(fold(text))
    line = _LEADER.sub("", rest).rstrip(":;,")
    matcher = _matcher()
    keys = matcher.match(line) if len(line) >= SHORTEST_DAMAGED else matcher.exact(line)
    return (keys[0], style, number) if len(keys) == 1 else None


@cache
def _order() -> tuple[str, ...]:
    return tuple(sections())


@cache
def _matcher() -> Matcher[str]:
    return Matcher((key, section.label) for key, section in sections().items())


def _contents(found: list[Heading]) -> set[int]:
    """A run of headings without text between them, most of which come again: a table of contents."""
    run: list[Heading] = []
    for heading in found:
        if run and heading.index != run[-1].index + 1:
            break
        if any(heading.section == earlier.section for earlier in run):
            break
        run.append(heading)
    later = {h.section for h in found if not run or h.index > run[-1].index}
    again = [h for h in run if h.section in later]
    return {h.index for h in run} if len(run) > 2 and 2 * len(again) > len(run) else set()


def _chosen(found: list[Heading]) -> list[Heading]:
    """Of the lines with the words of a heading, those that are headings of a section.

    Section one may treat its aspects under the same words, as ``（一）主动公开政府信息情况`` or, with a numbering of
    its own, ``1、主动公开政府信息情况``; the section's own heading is the one numbered in the style of most sections'
    headings, or without a number as they are, or at least the one with the section's number.
    """
    order = _order()
    covered = Counter(style for style, _ in {(h.style, h.section) for h in found})
    usual = max(_STYLES, key=covered.__getitem__)
    if usual != _STYLES[-1]:
        found = [h for h in found if h.style != _STYLES[-1]]
    if covered["chinese"]:
        found = [h for h in found if h.style != "arabic" or h.number == order.index(h.section) + 1]
    if len({h.section for h in found}) == len(found):
        return found
    chosen = []
    for heading in found:
        rivals = [h for h in found if h.section == heading.section]
        numbered = [h for h in rivals if h.number == order.index(h.section) + 1]
        proper = [h for h in (numbered if usual else rivals) if h.style == usual]
        if heading in (proper or numbered or rivals):
            chosen.append(heading)
    return chosen


def find_title(blocks: Sequence[Block], end: int, start: int = 0) -> tuple[Title | None, set[int]]:
    """The title among the blocks from `start` to `end`, and those that it takes up; it may go over several lines.

    Of several readings the one that says most, of these the one with fewest lines: a menu's last line before the title
    is no part of it.
    """
    found: list[tuple[int, int, int, Title]] = []
    lines: list[str] = []
    for index in range(start, end):
        block = blocks[index]
        if isinstance(block, Grid):
            lines = []
            continue
        lines = [*lines[1 - _TITLE_LINES :], block.text]
        if not _LAST_OF_TITLE.search(block.text[-_LONGEST_LAST:]):
            continue
        for count in range(1, len(lines) + 1):
            title = parse_title("\n".join(lines[-count:]))
            if title is not None and len(title.text) <= 2 * LONGEST_HEADING:
                told = (title.issuer is not None and not title.begins_amid_name) + (title.year is not None)
                found.append((-told, count, index + 1 - count, title))
    if not found:
        return None, set()
    _, count, first, title = min(found, key=lambda reading: reading[:3])
    return title, set(range(first, first + count))
