"""Totals with their parts, as sentences state them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import define, field

from .clauses import STOPS
from .model import ORGANISATIONS, Breakdown
from .neighbours import OTHERS
from .numerals import slack_of
from .scope import MEMBERS
from .sentences import Sentence
from .tokens import Token
from .vocabulary import Sort

_WHOLE = ("分别为", "分别是", "全部为", "全部是")
_NO_PART = frozenset(
    {
        Sort.ANSWER, Sort.HANDLE, Sort.UNFINISHED, Sort.CARRY, Sort.COMPARED, Sort.LAST, Sort.NEXT, Sort.SPAN, Sort.NOT,
        Sort.REPEAL, Sort.IN_FORCE, Sort.VETO,
    }
)  # fmt: skip
"""What shows that a number after 其中 is none of the parts."""
_OF_A_LEVEL = frozenset(
    {Sort.GOVERNMENT, Sort.ORGAN, Sort.FILL, Sort.STOP, Sort.AND, Sort.OF, Sort.RECEIVE, Sort.HANDLE, Sort.ANSWER}
)
_OF_A_YEAR = frozenset(
    {Sort.THIS, Sort.LAST, Sort.CARRY, Sort.RECEIVE, Sort.RECEIVE_NEW, Sort.REQUEST, Sort.BARE_REQUEST, Sort.FILL,
     Sort.STOP, Sort.AND, Sort.OF}
)  # fmt: skip
_WITHOUT_A_NAME = frozenset({Sort.FILL, Sort.STOP, Sort.AND, Sort.OF, Sort.EACH, Sort.ALL})
_KINDS = (Sort.CHANNEL, Sort.APPLICANT, Sort.OUTCOME, Sort.RESULT)
"""The ways to divide a total; parts divided in different ways are not added up."""


@define
class _Parts:
    """The parts of a total as far as they have been read.

    Attributes:
        total: The total.
        unit: Its unit, which the parts have to have, too.
        depth: How many brackets the parts stand in.
        foreign: Whether the total is of something that no table counts.
        received: Whether the total can be of those received, of which the outcomes can be more.
        all: Whether the sentence says that the parts are all.
        slack: By how much they may differ, given the precision with which they are printed.
        named: The parts by kind, each with its number and what it stands for.
        closed: Whether no more parts follow.
    """

    total: Decimal
    unit: str
    depth: int
    foreign: bool
    received: bool
    all: bool
    slack: Decimal = Decimal(0)
    named: dict[Sort | None, list[tuple[Decimal, str]]] = field(factory=dict)
    closed: bool = False

    def breakdowns(self, sentence: Sentence) -> Iterator[Breakdown]:
        """What can be compared with the total."""
        if self.all:
            everything = tuple(part for several in self.named.values() for part, _ in several)
            if len(everything) > 1:
                yield Breakdown(sentence, self.total, everything, all=True, slack=self.slack)
            return
        for kind, several in self.named.items():
            parts = _apart(several)
            # What is published in two ways, or asked about two things, is counted twice.
            if (kind is Sort.CHANNEL and self.foreign) or (kind is None and not self.foreign):
                parts = (max(parts),)
            outcomes = kind is Sort.OUTCOME and self.received
            yield Breakdown(sentence, self.total, parts, outcomes=outcomes, slack=self.slack)

    def take(self, token: Token, words: Sequence[Token]) -> None:
        """Take note of a number after the total, given the words before it; it may be none of the parts."""
        mention = token.mention
        if mention is None or token.depth != self.depth or self.closed:
            return
        self.slack += slack_of([mention])
        own = [word for word in words if word.sort not in (Sort.PART, Sort.WHOLE)]
        sorts = {word.sort for word in own}
        if Sort.SUM in sorts or mention.vague or sorts <= _WITHOUT_A_NAME:
            self.closed = True
        elif mention.unit == self.unit and _is_of_a_year(sorts):
            self.named.setdefault(Sort.CARRY, []).append((mention.value, ""))
        elif mention.unit == self.unit and not any(w.sort in _NO_PART and w.value not in OTHERS for w in own):
            kind = _kind(own)
            name = next((word.value for word in own if word.sort is kind), "")
            self.named.setdefault(kind, []).append((mention.value, name))


def _kind(words: Sequence[Token]) -> Sort | None:
    """The way to divide a total by which a part is named; None if it is not known."""
    sorts = {word.sort for word in words}
    if any(word.sort is Sort.DISPUTE and word.value in ("direct", "after") for word in words):
        return Sort.DISPUTE
    if (
        sorts <= _OF_A_LEVEL
        and any(_is_level(word) for word in words)
        and all(_is_level(word) for word in words if word.sort is Sort.ORGAN)
    ):
        return Sort.ORGAN
    return next((kind for kind in _KINDS if kind in sorts), None)


def _is_level(word: Token) -> bool:
    """Whether a word names one of the levels that share a place between them: 县政府, 部门, 乡镇, 市级."""
    return word.sort is Sort.GOVERNMENT or (
        word.sort is Sort.ORGAN and (word.value in MEMBERS or word.value[-1] in "级直")
    )


def _is_of_a_year(sorts: set[Sort]) -> bool:
    """Whether a part is what came in this year, or the year before: the two are all that there was to answer."""
    this = not sorts.isdisjoint((Sort.THIS, Sort.RECEIVE_NEW)) and sorts.isdisjoint((Sort.CARRY, Sort.LAST))
    return sorts <= _OF_A_YEAR and (this or {Sort.CARRY, Sort.LAST} <= sorts)


def _apart(several: Sequence[tuple[Decimal, str]]) -> tuple[Decimal, ...]:
    """Those that do not contain each other: a group before its reasons, 法人或其他组织 before kinds of them."""
    if any(name == ORGANISATIONS for _, name in several):
        return tuple(part for part, name in several if name in ("natural_person", ORGANISATIONS))
    groups = tuple(part for part, name in several if "." not in name)
    return _flat(groups or tuple(part for part, _ in several))


def _flat(parts: tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    """The parts without those that add up to the one before them: 解读36件，图文解读30件、视频解读6件."""
    found: list[Decimal] = []
    at = 0
    while at < len(parts):
        found.append(parts[at])
        sums = list(itertools.accumulate(parts[at + 1 :]))
        at += 1 + (sums.index(parts[at]) + 1 if parts[at] in sums[1:] else 0)
    return tuple(found)


def breakdowns(sentence: Sentence, tokens: Sequence[Token]) -> Iterator[Breakdown]:
    """The totals of a sentence whose parts follow: after 其中 some of them, after 分为 all."""
    opened: list[_Parts] = []  # what stands in brackets divides a part of what stands before them
    last: int | None = None
    total: int | None = None  # the number before, and the last that does not say how much more or less
    for at, token in enumerate(tokens):
        ends = token.sort is Sort.STOP and token.value in "；。" and not token.depth
        begun = _begun(tokens, total, at) if total is not None and _announces(tokens, at) else None
        while opened and (ends or token.depth < opened[-1].depth or (begun and begun.depth == opened[-1].depth)):
            yield from opened.pop().breakdowns(sentence)
        if begun is not None:
            opened.append(begun)
        elif token.sort is Sort.ALSO and opened:
            opened[-1].closed = True
        elif token.sort is Sort.COUNT:
            if opened and last is not None:
                opened[-1].take(token, tokens[last + 1 : at])
            if all(word.sort is not Sort.COMPARED for word in tokens[0 if last is None else last + 1 : at]):
                total = at
            last = at
    while opened:
        yield from opened.pop().breakdowns(sentence)


def _announces(tokens: Sequence[Token], at: int) -> bool:
    """Whether parts follow a place: after 其中, or in brackets behind a number."""
    token = tokens[at]
    if token.sort in (Sort.PART, Sort.WHOLE) or token.value in _WHOLE:
        return True
    if token.value != "（" or at == 0 or tokens[at - 1].sort is not Sort.COUNT:
        return False
    words = list(itertools.takewhile(lambda word: word.sort is not Sort.COUNT, tokens[at + 1 : at + 8]))
    return _kind([word for word in words if word.sort is not Sort.STOP]) is not None


def _begun(tokens: Sequence[Token], count: int, at: int) -> _Parts | None:
    """The total of which parts are announced at a place; None if it is not the count before."""
    mention, announced = tokens[count].mention, tokens[at]
    if mention is None or mention.vague or not _belongs(tokens[count + 1 : at]):
        return None
    start = max((i for i in range(count) if tokens[i].sort is Sort.STOP and tokens[i].value in STOPS), default=-1)
    clause = tokens[start + 1 : count]
    beside = [
        token.mention.value for token in clause if token.mention is not None and token.mention.unit == mention.unit
    ]
    bracket = announced.sort is Sort.STOP
    whole = announced.sort is not Sort.PART and not bracket
    if beside and whole:
        return None
    of_ours = mention.is_count and mention.unit not in ("个", "项")
    foreign = not of_ours or any(token.sort is Sort.FOREIGN for token in clause)
    # 复议9件、诉讼7件，其中: the parts can be those of all that the clause counts.
    received = all(token.sort not in (Sort.ANSWER, Sort.OUTCOME) for token in clause)
    total, slack = mention.value + sum(beside), slack_of([mention])
    return _Parts(total, mention.unit, announced.depth + bracket, foreign, received, whole, slack)


def _belongs(between: Sequence[Token]) -> bool:
    """Whether parts announced after these words are those of the count before them."""
    return not any(
        token.value in ("；", "。", "）") or token.sort in (Sort.ALSO, Sort.UNKNOWN, Sort.DISPUTE, Sort.DOCUMENT)
        for token in between
    )
