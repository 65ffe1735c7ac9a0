"""Of what a clause speaks: the whole of the reporting body in the reported year, or of something else."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from attrs import define, field

from .model import Scope
from .tokens import Body, Token
from .vocabulary import Sort

_VERBS = (
    Sort.RECEIVE, Sort.RECEIVE_NEW, Sort.HANDLE, Sort.ANSWER, Sort.ISSUE, Sort.REPEAL, Sort.DECIDE, Sort.ARISE,
)  # fmt: skip
_HEARS = (Sort.RECEIVE, Sort.RECEIVE_NEW, Sort.HANDLE, Sort.ANSWER, Sort.CLOSED)
_EXPLICIT = (Sort.REQUEST, Sort.DISCLOSURE, Sort.DOCUMENT, Sort.DECISION)
_ANY = ("其他形式", "其他途径", "其他渠道", "等形式", "等各种方式")
_WAYS = ("渠道", "方式", "途径", "形式")
_FULL = ("各类", "各种", "任何", "各")
_TRANSPARENT = (Sort.DISCLOSURE, Sort.REQUEST, Sort.SELF, Sort.WIDE, Sort.DISPUTE, Sort.OUTCOME)
_BEFORE = {Sort.ORGAN: Sort.SELF, Sort.GOVERNMENT: Sort.CHANNEL}
"""What names no body of its own before what: 临水市 before 教育局 that reports, 县政府 before 网站."""
_NOT_UNDERSTOOD = (Sort.UNKNOWN, Sort.FOREIGN)
_OF_AN_OFFICE = (Sort.UNKNOWN, Sort.DISPUTE)
_BODIES = (Sort.WIDE, Sort.SELF, Sort.EVERY, Sort.GOVERNMENT, Sort.ORGAN, *_OF_AN_OFFICE)
"""What can say whose a clause is."""
_OFFICES = ("机关", "单位", "行政机关", "机构")
_EXCEPT = ("除", "除外", "不含", "不包括", "剔除", "扣除")
_UNTIL = ("截至", "截止")
_PLACE = "place"
MEMBERS = ("member", _PLACE)
"""What organs stand for that a sentence about all of a place can name: 各部门, and 各乡镇 beside them."""


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
        excepted: Whether something is left out of account.
    """

    narrowed: bool = False
    time: Scope = Scope.WHOLE
    excepted: bool = False
    _outside: Scope | None = field(default=None, init=False)

    def take(self, clause: Sequence[Token], body: Body) -> None:
        """Take note of whose and of when a clause is."""
        sorts = {token.sort for token in clause}
        self._take_brackets(clause[0].depth)
        if Sort.COMPARED in sorts:
            return
        if not sorts.isdisjoint(_TIMES):
            self._take_time(clause, sorts)
        if Sort.COUNT not in sorts:
            self.excepted = self.excepted or any(token.value in _EXCEPT for token in clause)
            self.narrowed = self.narrowed or any(_is_a_field(token) for token in clause)
            if clause[-1].value[-1] == "后" and not sorts.isdisjoint(_NOT_UNDERSTOOD):
                self.time = Scope.NARROWER  # 新系统试运行后
        if not sorts.isdisjoint(_NOT_UNDERSTOOD) and _is_until_some_day(clause):
            self.time = Scope.NARROWER
        if [token.sort for token in clause] == [Sort.ORGAN] and clause[0].depth and clause[0].value not in MEMBERS:
            self.narrowed = True  # 本机关（市政府办公室）收到
        elif not sorts.isdisjoint(_BODIES) and not _is_decided_by_a_court(clause, sorts):
            whose = _whose(clause, sorts, body)
            self.narrowed = self.narrowed if whose is None else not whose
        self.narrowed = self.narrowed or self.excepted

    def _take_brackets(self, depth: int) -> None:
        """Take note of brackets, outside of which a time that is named in them does not last."""
        if depth and self._outside is None:
            self._outside = self.time
        elif not depth and self._outside is not None:
            self.time, self._outside = self._outside, None

    def is_of_another_year(self, sorts: set[Sort]) -> bool:
        """Whether what is carried over was so in another year: 2022年收到712件，结转下年36件."""
        return self.time in (Scope.OTHER_YEAR, Scope.NARROWER) and Sort.LAST not in sorts

    def _take_time(self, clause: Sequence[Token], sorts: set[Sort]) -> None:
        carried = {id(token) for i, token in enumerate(clause) if _is_carried(clause, i)}
        if {Sort.THIS, Sort.LAST} <= sorts and not carried:
            self.time = Scope.OTHER_YEAR
            clause = [token for token in clause if token.sort not in (Sort.THIS, Sort.LAST)]
        for token in clause:
            if token.sort in _TIMES and id(token) not in carried:
                self.time = _TIMES[token.sort]


def _is_decided_by_a_court(clause: Sequence[Token], sorts: set[Sort]) -> bool:
    """Whether an organ is named only as the court that has decided the cases spoken of: 法院已全部审结, 法院维持2件."""
    organs = {token.value for token in clause if token.sort in _BODIES}
    return organs == {"法院"} and Sort.DISPUTE not in sorts and not sorts.isdisjoint((Sort.CLOSED, Sort.RESULT))


def _is_a_field(token: Token) -> bool:
    """Whether a word names a field of work, so that what follows is about that: 对医疗领域，收到申请51件."""
    return token.sort is Sort.UNKNOWN and token.value.endswith("领域")


def _is_until_some_day(clause: Sequence[Token]) -> bool:
    """Whether a clause speaks of what was so on a day that is not understood: 截至本报告发布之日."""
    at = next((i for i, token in enumerate(clause) if token.value in _UNTIL), len(clause))
    day = next((token.sort for token in clause[at + 1 :] if token.sort is not Sort.FILL), None)
    return day in _NOT_UNDERSTOOD


def _is_carried(clause: Sequence[Token], i: int) -> bool:
    """Whether a year is one from which, or to which, applications are carried over."""
    if clause[i].sort not in (Sort.LAST, Sort.NEXT):
        return False
    return any(token.sort is Sort.CARRY for token in clause[max(i - 3, 0) : i + 4])


def _whose(clause: Sequence[Token], sorts: set[Sort], body: Body) -> bool | None:
    """Whether a clause is about all of the reporting body; None if it does not say."""
    own: bool | None = None
    all_of = Sort.GOVERNMENT in sorts and _names_all(clause)
    rules = any(token.value == "government_rules" for token in clause)
    if all_of:
        clause = [token for token in clause if token.sort is not Sort.GOVERNMENT]
        own = True
    for i, token in enumerate(clause):
        if token.sort not in _BODIES or token.depth or _is_no_body(clause, i):
            continue
        if token.sort is Sort.WIDE:
            own = all_of = _is_own(token.value, body)
        elif token.sort in (Sort.SELF, Sort.EVERY):
            own = own is not False
        elif token.sort is Sort.GOVERNMENT and rules and _is_own(token.value, body):
            own = own is not False  # a government's departments make none
        elif token.sort not in _OF_AN_OFFICE and not (all_of and token.value in MEMBERS):
            own = False
        if token.sort in _OF_AN_OFFICE and _is_an_office(clause, i, sorts):
            return False  # 复议机关收到我市复议申请
    members = {token.value for token in clause if token.value in MEMBERS and not token.depth}
    return own and members != {_PLACE}  # 全区各街道收到


def _names_all(clause: Sequence[Token]) -> bool:
    """Whether a government is named with all others of its place: 县政府及各部门."""
    return any(a.sort is Sort.GOVERNMENT and b.sort is Sort.AND for a, b in itertools.pairwise(clause)) and any(
        token.sort is Sort.EVERY or token.value in MEMBERS for token in clause
    )


def _is_no_body(clause: Sequence[Token], i: int) -> bool:
    """Whether a name only says where another is, or is an instance: 县政府网站, 律师事务所等法律服务机构."""
    after = clause[i + 1].sort if i + 1 < len(clause) else None
    return _is_an_example(clause, i) or (after is not None and after is _BEFORE.get(clause[i].sort))


def _is_an_office(clause: Sequence[Token], i: int, sorts: set[Sort]) -> bool:
    """Whether a word of unknown or other meaning is the name of an office: 复议机关审结."""
    if i + 1 == len(clause) or clause[i + 1].value not in _OFFICES:
        return False
    return clause[i].sort is Sort.UNKNOWN or not sorts.isdisjoint(_HEARS)


def _is_own(level: str, body: Body) -> bool:
    return body.level == level or not (body.issuer or body.level)


def is_narrow(words: Sequence[Token]) -> bool:
    """Whether the words beside a number name only a part, or cannot be understood to the last."""
    verb = next((i for i, word in enumerate(words) if word.sort in _VERBS), None)
    explicit = any(word.sort in _EXPLICIT for word in words)
    every_way = any(a.value == "等" and b.value in _WAYS for a, b in itertools.pairwise(words))
    for i, word in enumerate(words):
        if word.sort is Sort.VETO:
            return True
        if word.sort is Sort.CHANNEL and not every_way and not _is_full(words, i):
            return True
        if word.sort is Sort.ABOUT and not every_way and not _leads_nowhere(words, i):
            return True
        if (
            word.sort is Sort.UNKNOWN
            and not _is_an_example(words, i)
            and (not explicit or verb is None or i > verb or _modifies(words, i) or _is_in_its_clause(words, i, verb))
        ):
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


def _is_an_example(words: Sequence[Token], i: int) -> bool:
    """Whether a word is an instance of the applicants named after it: 律师事务所等法律服务机构."""
    return [word.value for word in words[i + 1 : i + 2]] == ["等"] and any(
        word.sort is Sort.APPLICANT for word in words[i + 2 : i + 3]
    )


def _is_in_its_clause(words: Sequence[Token], i: int, verb: int) -> bool:
    """Whether nothing but words stands between a word and the verb after it: 自然资源领域收到."""
    return all(a.end == b.start for a, b in itertools.pairwise(words[i : verb + 1]))


def _modifies(words: Sequence[Token], i: int) -> bool:
    """Whether an unknown word says which applications: 征地的申请, 资格认定申请."""
    return i + 1 < len(words) and words[i + 1].sort in (Sort.OF, Sort.BARE_REQUEST, *_EXPLICIT)
