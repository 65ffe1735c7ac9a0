"""The title, the headings of the six sections, and the text between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

from attrs import frozen

from ..report.layout import sections
from ..report.model import OutlineEntry, Place
from ..report.titles import Title, parse_title
from .document import Block, Grid, Paragraph
from .labels import Matcher, fold, split_number

LONGEST_HEADING = 40
SHORTEST_DAMAGED = 6
"""A shorter line must be the very words of a heading."""
_LEADER = re.compile(r"[\s.·…‥。]*[0-9]*$")
_TITLE_LINES = 3


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
    matcher = Matcher((key, section.label) for key, section in sections().items())
    found = [h for index, block in enumerate(blocks) if (h := _heading(index, block, matcher))]
    contents = _contents(found)
    return _chosen([h for h in found if h.index not in contents]), contents


def _heading(index: int, block: Block, matcher: Matcher[str]) -> Heading | None:
    if not isinstance(block, Paragraph) or len(block.text) > LONGEST_HEADING:
        return None
    style, number, rest = split_number(fold(block.text))
    line = _LEADER.sub("", rest).rstrip(":;,")
    keys = matcher.match(line) if len(line) >= SHORTEST_DAMAGED else matcher.exact(line)
    if len(keys) != 1:
        return None
    return Heading(index, keys[0], block.text, block.place, style, number)


def _contents(found: list[Heading]) -> set[int]:
    """A run of headings without text between them, all of which come again: a table of contents."""
    run: list[Heading] = []
    for heading in found:
        if run and heading.index != run[-1].index + 1:
            break
        if any(heading.section == earlier.section for earlier in run):
            break
        run.append(heading)
    later = {h.section for h in found if not run or h.index > run[-1].index}
    return {h.index for h in run} if len(run) > 2 and {h.section for h in run} <= later else set()


def _chosen(found: list[Heading]) -> list[Heading]:
    """Of the lines with the words of a heading, those that are headings of a section.

    Section one may treat its aspects under the same words, as ``（一）主动公开政府信息情况`` or, with a numbering of
    its own, ``1、主动公开政府信息情况``; the section's own heading is the one with the section's number.
    """
    order = list(sections())
    upper = [h for h in found if h.style != "bracketed"] or found
    if any(h.style == "chinese" for h in upper):
        upper = [h for h in upper if h.style != "arabic" or h.number == order.index(h.section) + 1]
    chosen = []
    for heading in upper:
        rivals = [h for h in upper if h.section == heading.section]
        proper = [h for h in rivals if h.number == order.index(h.section) + 1]
        if heading in (proper or rivals):
            chosen.append(heading)
    return chosen


def find_title(blocks: Sequence[Block], end: int) -> tuple[Title | None, set[int]]:
    """The title among the blocks before `end`, and the blocks that it takes up; it may go over several lines."""
    for start in range(end):
        for lines in range(1, _TITLE_LINES + 1):
            taken = blocks[start : min(start + lines, end)]
            if len(taken) < lines or any(isinstance(block, Grid) for block in taken):
                break
            paragraphs = cast("Sequence[Paragraph]", taken)
            title = parse_title("\n".join(paragraph.text for paragraph in paragraphs))
            if title is not None and len(title.text) <= 2 * LONGEST_HEADING:
                return title, set(range(start, start + lines))
    return None, set()
