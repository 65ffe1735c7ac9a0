"""The words of the reports' prose, sorted by what they do in a sentence.

The wording of rows comes from the form itself; ``words.txt`` beside this module holds the other words that people use
for them, and the words around them. A word that is in none of its lists is unknown, and an unknown word in the wrong
place makes a claim one that is not judged: it may narrow what the sentence is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from functools import cache
from pathlib import Path

from ...report.editions import EDITIONS
from ...report.layout import layout

PUNCTUATION = '，：；。（）！？,“”"‘’'
LEVELS = "省市县区州旗"
"""The last characters of the places that have a government."""
OWN_TOPIC = "topic"
"""What a foreign word stands for that is a topic even where no number follows at once: 热线, 提案."""


class Sort(Enum):
    """What a word does in a sentence."""

    __hash__ = object.__hash__  # an enumeration's own takes ten times as long

    FILL = auto()  # changes nothing
    THIS = auto()  # the reported year
    LAST = auto()  # the year before
    NEXT = auto()  # the year after
    SPAN = auto()  # some other span of time: a quarter, several years
    SELF = auto()  # the body that reports
    WIDE = auto()  # all of a place; whether that is the reporting body depends on its level
    GOVERNMENT = auto()  # a government by a short name
    ORGAN = auto()  # some organ or level of its own
    EVERY = auto()  # all organs, where the sentence is about all of a place
    CHANNEL = auto()  # how something arrived or was published
    ABOUT = auto()  # narrows what follows: 关于, 涉及
    REQUEST = auto()  # an application for disclosure
    BARE_REQUEST = auto()  # an application, of whatever kind
    DISCLOSURE = auto()  # 政府信息公开: shows what reconsideration and litigation are about
    RECEIVE = auto()
    RECEIVE_NEW = auto()
    HANDLE = auto()
    ANSWER = auto()
    UNFINISHED = auto()
    ARISE = auto()  # a dispute arises, is brought
    ISSUE = auto()
    REPEAL = auto()
    IN_FORCE = auto()
    DECIDE = auto()
    CARRY = auto()
    OUTCOME = auto()  # a row or group of the outcomes
    RESULT = auto()  # a result of table four
    CLOSED = auto()  # decided, whatever the result
    APPLICANT = auto()
    DISPUTE = auto()  # a group or two of table four
    DOCUMENT = auto()  # 规章, 规范性文件
    DECISION = auto()  # 行政许可, 行政处罚, 行政强制
    MONEY = auto()  # 行政事业性收费
    FOREIGN = auto()  # something that no table counts
    VETO = auto()  # changes the meaning beyond what is understood here
    COMPARED = auto()
    PLANNED = auto()
    NOT = auto()
    EACH = auto()  # 分别, 各
    ALL = auto()  # 均, 全部
    SUM = auto()  # 共, 合计
    PART = auto()  # 其中, 包括
    WHOLE = auto()  # the parts that follow are all: 分为
    ALSO = auto()  # 另有
    SHARE = auto()  # 占
    AND = auto()
    OF = auto()  # 的
    COUNT = auto()  # a number
    PERCENT = auto()
    STOP = auto()  # punctuation
    UNKNOWN = auto()


def _words() -> Iterator[tuple[str, Sort, str]]:
    """The words of the file, each with what it does and what it stands for."""
    sort, meaning = Sort.FILL, ""
    for line in Path(__file__).with_name("words.txt").read_text("utf8").splitlines():
        if line.startswith("["):
            name, _, meaning = line.strip("[]").partition(" ")
            sort = Sort[name]
        elif not line.startswith("#"):
            for word in line.split():
                yield word, sort, meaning or word


def _places() -> Iterator[tuple[str, Sort, str]]:
    """What the levels of government are called."""
    for level in LEVELS:
        for prefix in "我本全":
            yield prefix + level, Sort.WIDE, level
        for form in ("政府", "人民政府"):
            yield level + form, Sort.GOVERNMENT, level
            for office in ("办公室", "办公厅", "办"):
                yield level + form + office, Sort.ORGAN, level
    for levels in ("省市", "市区", "市县", "县乡", "县镇", "区街", "省市县", "市县乡", "市区县"):
        for names in (levels, "、".join(levels)):
            yield f"{names}{'两三'[len(levels) - 2]}级", Sort.WIDE, levels[0]


def _outcomes() -> Iterator[tuple[str, Sort, str]]:
    """The wording of the outcomes as the form prints it."""
    for edition in EDITIONS:
        for row in layout(edition).rows.values():
            name = row.address.removeprefix("requests.outcomes.").removesuffix(".undivided")
            printed = re.split("[（、]", row.meta.label.zh)[0]
            words = printed.replace("“", "").replace("”", "")
            if name not in (row.address, "total") and words != "其他":
                yield printed, Sort.OUTCOME, name
                yield words, Sort.OUTCOME, name
                yield words.removeprefix("属于"), Sort.OUTCOME, name


@cache
def lexicon() -> dict[str, tuple[Sort, str]]:
    """Every known word, with what it does and what it stands for."""
    found = {word: (sort, meaning) for word, sort, meaning in _outcomes()}
    found |= {word: (sort, meaning) for word, sort, meaning in (*_places(), *_words())}
    return found


@cache
def own_topics() -> tuple[str, ...]:
    """The foreign words that are topics of their own, the longest first."""
    words = [word for word, found in lexicon().items() if found == (Sort.FOREIGN, OWN_TOPIC)]
    return tuple(sorted(words, key=len, reverse=True))


def names_an_organ(heading: str) -> bool:
    """Whether a heading names organs of its own, so that what follows is about them."""
    return _organs().search(heading) is not None


@cache
def _organs() -> re.Pattern[str]:
    return re.compile("|".join(w for w, (sort, _) in lexicon().items() if sort is Sort.ORGAN and len(w) > 1))


@cache
def by_first_characters() -> dict[str, tuple[tuple[str, Sort, str], ...]]:
    """The words by their first two characters, the longest first; stops and words of one character by that."""
    found: dict[str, list[tuple[str, Sort, str]]] = {mark: [(mark, Sort.STOP, mark)] for mark in PUNCTUATION}
    for word, (sort, meaning) in lexicon().items():
        found.setdefault(word[:2], []).append((word, sort, meaning))
    return {first: tuple(sorted(words, key=lambda w: -len(w[0]))) for first, words in found.items()}
