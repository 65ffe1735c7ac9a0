"""All that the prose of a report states about counts."""

from __future__ import annotations

import re
from functools import lru_cache

from .about import Context
from .extraction import Reader
from .model import Breakdown, Claim, Share, Statement
from .parts import breakdowns
from .sentences import SECTIONS, sentences
from .shares import shares
from .tokens import Body, Token, tokens

_NUMBER = re.compile(
    r"[0-9０-９](?:\s*[万亿余多])?\s*(?:[件条次起宗份个项例篇场期名人家部张本册户批种%％元，。；、）),;]|亿元|万元|$)"
    r"|[〇零一二两三四五六七八九十百千万]\s*[件条次起宗份个项例篇场期]|百分之|零[。，；、]"
)
_NONE = re.compile("未|没|无|零")
_OWN_TERMS = re.compile(
    "申请|复议|诉讼|规章|规范性|行政许可|行政处罚|行政强制|事业性收费|结转|依申请|予公开|分公开|以公开|无法提供|予处理|他处理"
)
_MANY = re.compile("其中|包括|包含|含|分别|分为|组成|构成|全部|即")


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
    body = Body(issuer, year)
    for section, text in zip(SECTIONS, texts, strict=True):
        if text:
            found += _of_section(section, text, body, edition)
    return tuple(found)


def _says_something(sentence: str) -> bool:
    """Whether a sentence may state a number, or that there was none of one of the tables' own terms."""
    if _NUMBER.search(sentence):
        return True
    return _NONE.search(sentence) is not None and _OWN_TERMS.search(sentence) is not None


def _of_section(section: str, text: str, body: Body, edition: str) -> list[Statement]:
    found: list[Statement] = []
    reader = Reader(body, Context(edition))
    before: list[Token] = []
    for sentence in sentences(section, text, _says_something):
        if not sentence.plain:
            reader.pass_over(sentence)
            before = []
            continue
        words = tokens(sentence, body)
        found += reader.read(sentence, words)
        if "%" in sentence.plain or "百分之" in sentence.plain:
            found += shares(sentence, words, before)
        if _MANY.search(sentence.plain):
            found += breakdowns(sentence, words)
        before = words
    return found


__all__ = ["SECTIONS", "Breakdown", "Claim", "Share", "statements"]
