"""Of what a clause speaks: the whole of the reporting body in the reported year, or of something else."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from attrs import define

from .model import Scope
from .tokens import Body, Token
from .vocabulary import Sort

_VERBS = (
    Sort.RECEIVE, Sort.RECEIVE_NEW, Sort.HANDLE, Sort.ANSWER, Sort.ISSUE, Sort.REPEAL, Sort.DECIDE, Sort.ARISE,
)  # fmt: skip
_ANY = ("其他形式", "其他途径", "其他渠道", "等形式", "等各种方式")
_WAYS = ("渠道", "方式", "途径", "形式")
_FULL = ("各类", "各种", "任何", "各")
_TRANSPARENT = (Sort.DISCLOSURE, Sort.REQUEST, Sort.SELF, Sort.WIDE, Sort.DISPUTE, Sort.OUTCOME)
_BEFORE = {Sort.ORGAN: Sort.SELF, Sort.GOVERNMENT: Sort.CHANNEL}
"""What names no body of its own before what: 临水市 before 教育局 that reports, 县政府 before 网站."""
_OFFICES = ("机关", "单位", "行政机关", "机构")
_MEMBER = "member"
"""What an organ stands for that a sentence about all of a place can name: 各部门, 各乡镇."""


_TIMES = {
    Sort.THIS: Scope.WHOLE,
    Sort.LAST: Scope.OTHER_YEAR,
    Sort.SPAN: Scope.NARROWER,
    Sort.NEXT: Scope.PLANNED,
    Sort.PLANNED: Scope.PLANNED,
}


@define
class Stance:
    """What a sentence has said so far about body and time; what it said in passing does not last.

    Attributes:
        narrowed: Whether the sentence has turned to a part.
        time: The scope that the last mention of time gives.
    """

    narrowed: bool = False
    time: Scope = Scope.WHOLE

    def take(self, clause: Sequence[Token], body: Body) -> None:
        """Take note of whose and of when a clause is."""
        if any(token.sort is Sort.COMPARED for token in clause):
            return
        carried = {id(token) for i, token in enumerate(clause) if _is_carried(clause, i)}
        sorts = {token.sort for token in clause}
        if {Sort.THIS, Sort.LAST} <= sorts and not carried:
            self.time = Scope.OTHER_YEAR
            clause = [token for token in clause if token.sort not in (Sort.THIS, Sort.LAST)]
        for token in clause:
            if token.sort in _TIMES and id(token) not in carried:
                self.time = _TIMES[token.sort]
        whose = _whose(clause, body)
        if whose is not None:
            self.narrowed = not whose


def _is_carried(clause: Sequence[Token], i: int) -> bool:
    """Whether a year is one from which, or to which, applications are carried over."""
    if clause[i].sort not in (Sort.LAST, Sort.NEXT):
        return False
    return any(token.sort is Sort.CARRY for token in clause[max(i - 3, 0) : i + 4])


def _whose(clause: Sequence[Token], body: Body) -> bool | None:
    """Whether a clause is about all of the reporting body; None if it does not say."""
    own: bool | None = None
    all_of = any(a.sort is Sort.GOVERNMENT and b.sort is Sort.AND for a, b in itertools.pairwise(clause)) and any(
        token.sort is Sort.EVERY or token.value == _MEMBER for token in clause
    )
    if all_of:  # 县政府及各部门
        clause = [token for token in clause if token.sort is not Sort.GOVERNMENT]
        own = True
    for before, token, after in zip([None, *clause], clause, [*clause[1:], None], strict=False):
        if token.value in _OFFICES and before is not None and before.sort is Sort.UNKNOWN:
            own = False
        if token.depth or (token.sort in _BEFORE and after is not None and after.sort is _BEFORE[token.sort]):
            continue
        if token.sort is Sort.WIDE:
            own = all_of = _is_own(token.value, body)
        elif token.sort in (Sort.SELF, Sort.EVERY):
            own = own is not False
        elif token.sort is Sort.GOVERNMENT or (token.sort is Sort.ORGAN and not (all_of and token.value == _MEMBER)):
            own = False
    return own


def _is_own(level: str, body: Body) -> bool:
    return not body.issuer or body.level == level


def is_narrow(words: Sequence[Token]) -> bool:
    """Whether the words beside a number name only a part, or cannot be understood to the last."""
    verb = next((i for i, word in enumerate(words) if word.sort in _VERBS), None)
    explicit = any(word.sort in (Sort.REQUEST, Sort.DISCLOSURE) for word in words)
    every_way = any(a.value == "等" and b.value in _WAYS for a, b in itertools.pairwise(words))
    for i, word in enumerate(words):
        if word.sort is Sort.VETO:
            return True
        if word.sort is Sort.CHANNEL and not every_way and not _is_full(words, i):
            return True
        if word.sort is Sort.ABOUT and not every_way and not _leads_nowhere(words, i):
            return True
        if word.sort is Sort.UNKNOWN and (not explicit or verb is None or i > verb or _modifies(words, i)):
            return True
    return False


def _is_full(words: Sequence[Token], i: int) -> bool:
    """Whether a channel is named as 各种渠道 or 任何形式: none in particular."""
    before, near = words[max(i - 2, 0) : i], words[max(i - 2, 0) : i + 4]
    return any(word.value in _FULL for word in before) or any(word.value in _ANY for word in near)


def _leads_nowhere(words: Sequence[Token], i: int) -> bool:
    """Whether 关于, 涉及, 通过 leads to nothing that narrows: 涉及政府信息公开的行政复议, 通过各种渠道."""
    after = [word for word in words[i + 1 : i + 4] if word.sort is not Sort.FILL]
    return bool(after) and (after[0].sort in _TRANSPARENT or (after[0].sort is Sort.CHANNEL))


def _modifies(words: Sequence[Token], i: int) -> bool:
    """Whether an unknown word says which applications: 征地的申请, 资格认定申请."""
    return i + 1 < len(words) and words[i + 1].sort in (Sort.OF, Sort.BARE_REQUEST, Sort.REQUEST)
