"""Which label of the form a text is.

A label is recognised by its words: white space, line breaks, numbering, quotation marks, half- or full-width
punctuation and traditional characters do not matter. A text that is not exactly a label is taken for one only if it
is clearly nearer to it than to any other, as when characters were lost.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Generic, TypeVar

from ..report.form import Label

T = TypeVar("T", bound=Hashable)

NEAR = 0.8
"""How similar a text must be to a label to be taken for it."""
LEAD = 0.1
"""By how much the nearest label must lead the next."""
FOREIGN = 0.5
"""Below this similarity to every label a text is a label of its own, not a damaged one."""

# Traditional forms of the characters that occur in the form's labels.
_TRADITIONAL = str.maketrans(
    "業構組織務機關處數總計規範許強費單廢現項減對購額復議訴訟結維審開報請屬國禁護權類內過執詢無沒製補確認舉複要條轉繼續辦區動況問題進萬為會體後決發當糾納經繳罰獲訪這穩於採",
    "业构组织务机关处数总计规范许强费单废现项减对购额复议诉讼结维审开报请属国禁护权类内过执询无没制补确认举复要条转继续办区动况问题进万为会体后决发当纠纳经缴罚获访这稳于采",
)
_MARKS = re.compile(r"[\s“”\"'‘’「」『』《》\u200b-\u200d\ufeff\ufffd]+")
_NUMBER = re.compile(
    r"(?P<chinese>[一二三四五六七八九十]+)[、.,:]"
    r"|第(?P<part>[一二三四五六七八九十]+)(?:部分|章|节)[、.,:]?"
    r"|\((?P<bracketed>[一二三四五六七八九十]+|[0-9]+)\)[、.]?"
    r"|\((?P<opened>[一二三四五六七八九十]+)|(?P<closed>[一二三四五六七八九十]+)\)"  # the other bracket was lost
    r"|(?P<arabic>[0-9]+)[、.,](?![0-9])"
)
_JOINTS = "()[]-—–·:、,/"
_HALVES = {"opened": "bracketed", "closed": "bracketed"}
_BRACKETED = re.compile(r"\([^()]*\)?|\[[^\[\]]*\]")
_CHINESE = "〇一二三四五六七八九十"


@lru_cache(4096)
def fold(text: str) -> str:
    """A text without what does not matter for its words; numbering stays."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", text)).translate(_TRADITIONAL)


def split_number(text: str) -> tuple[str, int | None, str]:
    """A folded text's numbering and its words.

    Returns:
        The style of the numbering (``chinese``, ``part``, ``bracketed``, ``arabic`` or empty), its value if it can be
        read, and the words after it.
    """
    found = _NUMBER.match(text)
    if found is None:
        return "", None, text
    style = found.lastgroup or ""
    digits = found[style]
    style = _HALVES.get(style, style)
    value = int(digits) if digits.isascii() else _CHINESE.index(digits) if digits in _CHINESE else None
    return style, value, text[found.end() :]


@lru_cache(4096)
def words(text: str) -> str:
    """A text's words alone: folded, without its numbering."""
    return split_number(fold(text))[2]


def without_brackets(folded: str) -> str:
    """Folded words without what stands in brackets: ``规章(县级无此项)``, ``规章[1]`` with the mark of a note."""
    return _BRACKETED.sub("", folded)


def variants(label: Label) -> set[str]:
    """All the wordings by which a label is recognised, folded."""
    full = {words(text) for text in (label.zh, *label.aliases)}
    return full | {without_brackets(text) for text in full}


class Matcher(Generic[T]):
    """Finds the label that a text is.

    Args:
        labels: What each label stands for, and the label.
        before: Labels of groups, which may be printed in one cell with a label: 行政诉讼（复议后起诉）.

    Attributes:
        exact: What a text stands for if it is a label word for word; several where labels share their wording.
        nearest: What folded words stand for if characters of a label were lost; empty if that is not clear.
    """

    def __init__(self, labels: Iterable[tuple[T, Label]], before: Iterable[Label] = ()) -> None:
        self._before = tuple({words(label.zh) for label in before})
        self._exact: dict[str, list[T]] = {}
        self._numbered: dict[tuple[str, int | None], list[tuple[str, T]]] = {}
        for target, label in labels:
            for variant in variants(label):
                self._exact.setdefault(variant, []).append(target)
                if label.number:
                    number = split_number(fold(label.number))[:2]
                    self._numbered.setdefault(number, []).append((variant, target))
        self._characters = {variant: frozenset(variant) for variant in self._exact}
        self.targets = {target for targets in self._exact.values() for target in targets}
        self.nearest = lru_cache(4096)(self._nearest)
        self.exact = lru_cache(4096)(self._exactly)

    def _exactly(self, text: str) -> tuple[T, ...]:
        folded = words(text)
        found = self._exact.get(folded)
        for group in self._before:
            if found is None and folded.startswith(group):
                found = self._exact.get(folded[len(group) :].strip(_JOINTS))
        if found is None and ("(" in folded or "[" in folded):
            found = self._exact.get(without_brackets(folded))
        return tuple(found or ())

    def match(self, text: str) -> tuple[T, ...]:
        """What the text stands for, exactly or with characters lost; empty if that is not clear."""
        return self.exact(text) or self.nearest(words(text)) or self._short(fold(text))

    def _short(self, folded: str) -> tuple[T, ...]:
        """What a text stands for that has a label's number, and of its words half the characters or more."""
        style, value, left = split_number(folded)
        labels = self._numbered.get((style, value), ()) if left else ()
        found = {target for variant, target in labels if 2 * len(left) >= len(variant) and _is_left_of(left, variant)}
        return tuple(found) if len(found) == 1 else ()

    def similarity(self, text: str) -> float:
        """How near the text is to the nearest label, from 0 to 1."""
        folded = words(text)
        nearest = 0.0
        for variant, characters in self._characters.items():
            if _at_most(folded, variant, characters) > nearest:
                nearest = max(nearest, _ratio(folded, variant))
        return nearest

    def _nearest(self, folded: str) -> tuple[T, ...]:
        if len(folded) < 3 or folded[-1].isdigit() or not self._exact:
            return ()  # no label ends with a figure: one that runs into its label is not the label's
        # What cannot come within the lead of the least similarity that counts is neither the nearest nor a rival.
        near = (v for v, characters in self._characters.items() if _at_most(folded, v, characters) >= NEAR - LEAD)
        scores = sorted(((_ratio(folded, variant), variant) for variant in near), reverse=True)
        if not scores:
            return ()
        score, best = scores[0]
        targets = self._exact[best]
        rival = next((s for s, variant in scores if self._exact[variant] != targets), 0.0)
        return tuple(targets) if score >= NEAR and score - rival >= LEAD else ()


def _is_left_of(left: str, whole: str) -> bool:
    """Whether a text is what is left of another when characters are lost."""
    characters = iter(whole)
    return all(character in characters for character in left)


def _at_most(left: str, right: str, characters: frozenset[str]) -> float:
    """What the similarity of two texts cannot exceed, by the characters that they have in common; quickly found.

    Args:
        left: A text.
        right: Another text.
        characters: The characters of the other text.
    """
    common = min(sum(map(characters.__contains__, left)), len(right))
    return 2 * common / (len(left) + len(right))


def _ratio(left: str, right: str) -> float:
    return SequenceMatcher(None, left, right, autojunk=False).ratio()
