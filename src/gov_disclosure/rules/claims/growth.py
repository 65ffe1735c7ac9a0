"""Percentages by which a count has grown or shrunk, as sentences give them with both counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import frozen

from .clauses import turns_into
from .model import Share
from .sentences import Sentence
from .tokens import Token
from .vocabulary import Sort

_BETWEEN = frozenset(
    {
        Sort.STOP, Sort.FILL, Sort.COMPARED, Sort.LAST, Sort.THIS, Sort.OF, Sort.SUM, Sort.RECEIVE, Sort.RECEIVE_NEW,
        Sort.REQUEST, Sort.BARE_REQUEST, Sort.DISCLOSURE, Sort.SELF, Sort.WIDE, Sort.ISSUE, Sort.DECIDE, Sort.DISPUTE,
        Sort.DOCUMENT, Sort.DECISION, Sort.ARISE,
    }
)  # fmt: skip
"""What may stand between the counts of two years of one thing."""
_BEFORE_PERCENT = frozenset({Sort.STOP, Sort.FILL, Sort.COMPARED, Sort.LAST, Sort.SHARE})
_NAMED = frozenset(
    {Sort.DISPUTE, Sort.DOCUMENT, Sort.DECISION, Sort.ISSUE, Sort.DECIDE, Sort.RECEIVE_NEW, Sort.REQUEST}
)
"""What the counts of both years have to be of, if both say it."""
_WITH = ("较", "比", "相比", "相较", "同比", "环比", "与去年相比", "对比")
_FROM = ("由", "从")


@frozen(eq=False)
class _Count:
    """A count and the words between the count before it and itself."""

    token: Token
    words: tuple[Token, ...]

    @property
    def value(self) -> Decimal:
        """The number."""
        return self.token.mention.value if self.token.mention else Decimal(0)

    @property
    def sorts(self) -> set[Sort]:
        """What the words do."""
        return {word.sort for word in self.words}

    @property
    def is_change(self) -> bool:
        """Whether it says how much more or less: 增加13件."""
        words = [word for word in self.words if word.sort is not Sort.FILL]
        says = bool(words) and words[-1].sort is Sort.COMPARED and words[-1].value not in _WITH
        return says and not turns_into(self.words)

    @property
    def is_before(self) -> bool:
        """Whether it is of the year before, or where a change begins."""
        begins = bool(self.words) and self.words[-1].value in _FROM
        return not self.is_change and (Sort.LAST in self.sorts or begins)


def growth(sentence: Sentence, tokens: Sequence[Token]) -> Iterator[Share]:
    """The percentages of a sentence that compare two counts that it states: 80件减少到72件，下降10%."""
    counts: list[_Count] = []
    said: list[_Count] = []
    words: list[Token] = []
    for token in tokens:
        if token.sort is Sort.COUNT:
            counts.append(_Count(token, tuple(words)))
            said.append(counts[-1])
            words = []
        elif token.sort is Sort.PERCENT:
            share = _share(sentence, token, counts, words)
            if share is not None and not _holds_of_others(share, said):
                yield share
            counts, words = [], []
        else:
            words.append(token)


def _holds_of_others(share: Share, said: Sequence[_Count]) -> bool:
    """Whether other counts have grown so: 93件（自然人88件、法人5件），较上年的101件减少7.9%."""
    step = min(share.step, Decimal(1))
    return any(
        abs(abs(one.value - then.value) * 100 - share.percent * then.value) <= step * then.value
        for then in said
        if then.is_before and then.value
        for one in said
    )


def _share(sentence: Sentence, percent: Token, counts: Sequence[_Count], words: Sequence[Token]) -> Share | None:
    sorts = {word.sort for word in words}
    if Sort.COMPARED not in sorts or not sorts <= _BEFORE_PERCENT or not counts or percent.mention is None:
        return None
    if any(one.token.mention is None or one.token.mention.vague for one in counts[-3:]) or percent.mention.vague:
        return None
    changes = [counts[-1].value] if counts[-1].is_change else []
    pair = counts[-3:-1] if changes else counts[-2:]
    units = {one.token.value for one in (*pair, counts[-1])}
    if len(units) > 1 or not pair:
        return None
    then, found = _difference(pair, changes)
    if not then or not found:
        return None
    return Share(sentence, percent.mention.value, percent.mention.step, found[0], (then,), tuple(found[1:]))


def _difference(pair: Sequence[_Count], changes: list[Decimal]) -> tuple[Decimal | None, list[Decimal]]:
    """The count of the year before, and how much the other differs from it; None if they are no such pair."""
    if len(pair) == 1:
        return (pair[0].value, changes) if pair[0].is_before else (None, [])
    first, second = pair
    if first.is_before == second.is_before:
        return (second.value, changes) if second.is_before else (None, [])
    if not second.sorts <= _BETWEEN or not second.sorts & _NAMED <= first.sorts & _NAMED:
        return None, []
    if first.is_before and second.sorts.isdisjoint((Sort.THIS, Sort.COMPARED)):
        return None, []
    then, now = (first, second) if first.is_before else (second, first)
    if now.is_change:
        return None, []
    return then.value, [abs(now.value - then.value), *changes]
