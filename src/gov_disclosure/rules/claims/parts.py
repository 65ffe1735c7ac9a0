"""Totals with their parts, as sentences state them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import define, field

from .clauses import STOPS
from .model import ORGANISATIONS, Breakdown
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
_OTHERS = ("其他", "其它")
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
        all: Whether the sentence says that the parts are all.
        named: The parts by kind, each with its number and what it stands for.
        closed: Whether no more parts follow.
    """

    total: Decimal
    unit: str
    depth: int
    foreign: bool
    all: bool
    named: dict[Sort | None, list[tuple[Decimal, str]]] = field(factory=dict)
    closed: bool = False

    def breakdowns(self, sentence: Sentence) -> Iterator[Breakdown]:
        """What can be compared with the total."""
        if self.all:
            everything = tuple(part for several in self.named.values() for part, _ in several)
            if len(everything) > 1:
                yield Breakdown(sentence, self.total, everything, all=True)
            return
        for kind, several in self.named.items():
            parts = _apart(several)
            # What is published in two ways, or asked about two things, is counted twice.
            if (kind is Sort.CHANNEL and self.foreign) or (kind is None and not self.foreign):
                parts = (max(parts),)
            yield Breakdown(sentence, self.total, parts, outcomes=kind is Sort.OUTCOME)

    def take(self, token: Token, words: Sequence[Token]) -> None:
        """Take note of a number after the total, given the words before it; it may be none of the parts."""
        mention = token.mention
        if mention is None or token.depth != self.depth or self.closed:
            return
        own = [word for word in words if word.sort not in (Sort.PART, Sort.WHOLE)]
        sorts = {word.sort for word in own}
        if Sort.SUM in sorts or mention.vague or sorts <= _WITHOUT_A_NAME:
            self.closed = True
        elif mention.unit == self.unit and not any(w.sort in _NO_PART and w.value not in _OTHERS for w in own):
            kind = next((kind for kind in _KINDS if kind in sorts), None)
            name = next((word.value for word in own if word.sort is kind), "")
            self.named.setdefault(kind, []).append((mention.value, name))


def _apart(several: Sequence[tuple[Decimal, str]]) -> tuple[Decimal, ...]:
    """Those that do not contain each other: a group before its reasons, 法人或其他组织 before kinds of them."""
    if any(name == ORGANISATIONS for _, name in several):
        return tuple(part for part, name in several if name in ("natural_person", ORGANISATIONS))
    groups = tuple(part for part, name in several if "." not in name)
    return groups or tuple(part for part, _ in several)


def breakdowns(sentence: Sentence, tokens: Sequence[Token]) -> Iterator[Breakdown]:
    """The totals of a sentence whose parts follow: after 其中 some of them, after 分为 all."""
    opened: list[_Parts] = []  # what stands in brackets divides a part of what stands before them
    last: int | None = None
    for at, token in enumerate(tokens):
        ends = token.sort is Sort.STOP and token.value in "；。" and not token.depth
        begun = _begun(tokens, last, at) if _announces(token) and last is not None else None
        while opened and (ends or token.depth < opened[-1].depth or (begun and token.depth == opened[-1].depth)):
            yield from opened.pop().breakdowns(sentence)
        if begun is not None:
            opened.append(begun)
        elif token.sort is Sort.ALSO and opened:
            opened[-1].closed = True
        elif token.sort is Sort.COUNT:
            if opened and last is not None:
                opened[-1].take(token, tokens[last + 1 : at])
            last = at
    while opened:
        yield from opened.pop().breakdowns(sentence)


def _announces(token: Token) -> bool:
    """Whether parts follow a word."""
    return token.sort in (Sort.PART, Sort.WHOLE) or token.value in _WHOLE


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
    whole = announced.sort is not Sort.PART
    if beside and whole:
        return None
    foreign = any(token.sort is Sort.FOREIGN for token in clause)
    # 复议9件、诉讼7件，其中: the parts can be those of all that the clause counts.
    return _Parts(mention.value + sum(beside), mention.unit, announced.depth, foreign, whole)


def _belongs(between: Sequence[Token]) -> bool:
    """Whether parts announced after these words are those of the count before them."""
    return not any(
        token.value in ("；", "。", "）") or token.sort in (Sort.ALSO, Sort.UNKNOWN, Sort.DISPUTE, Sort.DOCUMENT)
        for token in between
    )
