"""All that the prose of a report states about counts."""

from __future__ import annotations

import re
from functools import lru_cache

from .about import Context
from .extraction import Reader
from .growth import growth
from .model import Breakdown, Claim, Share, Statement
from .parts import breakdowns
from .sentences import SECTIONS, says_something, sentences
from .shares import shares
from .sums import closing, understood
from .tokens import Body, Token, tokens

_OWN_PLACE = re.compile("[我本]([省市县区州旗])")
_MANY = re.compile("[件起宗]（|其中|包括|包含|含|分别|分为|组成|构成|全部|即")


@lru_cache(64)
def statements(texts: tuple[str, ...], issuer: str, year: int | None, edition: str) -> tuple[Statement, ...]:
    """What the texts of :data:`SECTIONS` state, in order.

    Args:
        texts: The text of each section; empty for one that is not there.
        issuer: The reporting body's name; empty if not known.
        year: The reported year; None if not known.
        edition: Key of the report's edition.
    """
    found: list[Statement] = []
    own = None if issuer else _OWN_PLACE.search("".join(texts))
    body = Body(issuer, year, own[1] if own else "")
    for section, text in zip(SECTIONS, texts, strict=True):
        if text:
            found += _of_section(section, text, body, edition)
    return tuple(found)


def _of_section(section: str, text: str, body: Body, edition: str) -> list[Statement]:
    found: list[Statement] = []
    reader = Reader(body, Context(edition))
    before: list[Token] = []
    for sentence in sentences(section, text, says_something):
        if not sentence.plain:
            reader.pass_over(sentence)
            before = []
            continue
        words = tokens(sentence, body)
        found += understood(list(reader.read(sentence, words)), words)
        if "%" in sentence.plain or "百分之" in sentence.plain:
            found += shares(sentence, words, before)
            found += growth(sentence, words)
        if _MANY.search(sentence.plain):
            found += breakdowns(sentence, words)
        if "计" in sentence.plain:
            found += closing(sentence, words, before)
        before = words
    return found


__all__ = ["SECTIONS", "Breakdown", "Claim", "Share", "statements"]
