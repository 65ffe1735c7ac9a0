"""The claims that prose makes about the tables."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from attrs import define, field

from .about import ACTIVE, ACTS, ATTRIBUTE, OPENED, Context, Label, about
from .clauses import NAMES, Item, clauses, items
from .model import ORGANISATIONS, Claim, Reading, Scope
from .scope import Stance, is_narrow
from .sentences import Sentence
from .tokens import Body, Token
from .vocabulary import OWN_TOPIC, Sort, own_topics

_TOPICS = {
    Sort.REQUEST: "requests",
    Sort.DISPUTE: "disputes",
    Sort.DOCUMENT: "documents",
    Sort.DECISION: "decisions",
    Sort.FOREIGN: "foreign",
}
_TRANSITIONS = ("降至", "增至", "升至", "减至", "降为", "增为")
_TO = ("到", "至", "为")
_DISCLOSURE_APPLIED_FOR = ("依申请公开", "公开申请")
_OF_DISCLOSURE = frozenset({Sort.DISCLOSURE, Sort.REQUEST})
_ANEW = (Sort.SELF, Sort.WIDE, Sort.THIS, Sort.EVERY, Sort.DISPUTE, Sort.DOCUMENT, Sort.DECISION)
"""What shows that a sentence no longer speaks of the part that the one before spoke of."""
_CONTINUES = (Sort.PART, Sort.ALSO)
_OF_ITS_OWN = frozenset(
    {
        Sort.UNKNOWN, Sort.FOREIGN, Sort.CHANNEL, Sort.ORGAN, Sort.GOVERNMENT, Sort.ABOUT, Sort.VETO, Sort.BARE_REQUEST,
        Sort.DECISION, Sort.DOCUMENT, Sort.DISPUTE,
    }
)  # fmt: skip
"""What shows that a number is of something that is not understood."""
_OF_SOME = (Sort.FOREIGN, Sort.VETO, Sort.ABOUT, Sort.CHANNEL, Sort.ORGAN, Sort.APPLICANT, Sort.UNKNOWN)
"""What shows that it is not the whole body that had none."""
_AFTER_NONE = frozenset(
    {
        Sort.FILL, Sort.OF, Sort.AND, Sort.ARISE, Sort.REQUEST, Sort.BARE_REQUEST, Sort.DISCLOSURE, Sort.RECEIVE,
        Sort.RECEIVE_NEW, Sort.HANDLE, Sort.APPLICANT, Sort.DISPUTE, Sort.DOCUMENT, Sort.DECISION, Sort.MONEY,
        Sort.OUTCOME, Sort.RESULT, Sort.CARRY, Sort.LAST, Sort.NEXT, Sort.THIS, Sort.ISSUE, Sort.REPEAL, Sort.IN_FORCE,
        Sort.DECIDE, Sort.SELF, Sort.WIDE, Sort.COUNT, Sort.ALL, Sort.ABOUT, Sort.CHANNEL, Sort.SUM, Sort.UNFINISHED,
    }
)  # fmt: skip
"""What may stand in a clause that says that there was none."""


@cache
def _passing() -> re.Pattern[str]:
    """The topics that a sentence without numbers can turn to."""
    return re.compile("|".join((*_DISCLOSURE_APPLIED_FOR, *own_topics())))


@define
class Reader:
    """Reads the sentences of one section after another.

    Attributes:
        body: The reporting body.
        context: What was spoken of so far.
    """

    body: Body
    context: Context
    heading: str = field(default="", init=False)
    _partial: bool = field(default=False, init=False)
    _base: Claim | None = field(default=None, init=False)
    _whole: dict[int, bool] = field(factory=dict, init=False)

    def read(self, sentence: Sentence, tokens: Sequence[Token]) -> Iterator[Claim]:
        """The claims of a sentence."""
        sorts = {token.sort for token in tokens}
        first = next((token.sort for token in tokens if token.sort is not Sort.STOP), None)
        self._begin(sentence, first in _CONTINUES, sorts)
        if Sort.DISPUTE in sorts:
            self.context.wider = _names_some_later(tokens)
        elif not self.context.topic and (_names_both(tokens) or _carries_over(sorts)):
            self.context.topic = "requests"
        stance = Stance(narrowed=self._partial and (first in _CONTINUES or sorts.isdisjoint(_ANEW)))
        self._partial = False
        pending: list[Token] = []
        for before, clause in clauses(tokens):
            stance.take(clause, self.body)
            counted = any(token.sort is Sort.COUNT for token in clause)
            if Sort.DISPUTE in sorts:
                self._hears(clause)
            yield from self._clause(sentence, clause, pending, stance)
            if counted or before == "；":
                pending = []
            elif before != "（" or all(token.sort is not Sort.CARRY for token in clause):
                pending = [*pending, *clause]
            if not counted:
                self._turn_to(clause)
        if sentence.heading:
            self.heading = self.context.topic

    def pass_over(self, sentence: Sentence) -> None:
        """Take note of what a sentence without numbers is about."""
        topics = _passing().findall(sentence.text)
        if topics:
            self.context.topic = "requests" if topics[-1] in _DISCLOSURE_APPLIED_FOR else "foreign"
            self.context.kinds = ()
            if sentence.heading:
                self.heading = self.context.topic
        self._partial, self._base, self._whole = False, None, {}

    def _begin(self, sentence: Sentence, continues: bool, sorts: set[Sort]) -> None:
        """Take note of a new sentence."""
        context = self.context
        if sentence.heading:
            context.topic, context.kinds = "", ()
        elif context.topic == "foreign" and not continues:
            context.topic = self.heading
        context.near = context.active = context.wider = context.counted = False
        context.outcomes, context.act = (), None
        if not continues:
            self._base, self._whole = None, {}
        context.disclosure = not sorts.isdisjoint(_OF_DISCLOSURE)

    def _hears(self, clause: Sequence[Token]) -> None:
        """Take note of a body that hears the cases itself: 受理行政复议案件, 行政复议机构."""
        sorts = {word.sort for word in clause}
        if Sort.DISPUTE not in sorts or not sorts.isdisjoint((*_OF_DISCLOSURE, Sort.ARISE)):
            return
        before = itertools.takewhile(lambda word: word.sort is not Sort.DISPUTE, clause)
        hears = Sort.NOT not in sorts and any(word.sort in ACTIVE for word in before)
        if hears or any(word.value == "机构" for word in clause):
            self.context.active = True

    def _clause(self, sentence: Sentence, clause: list[Token], pending: list[Token], stance: Stance) -> Iterator[Claim]:
        if any(token.sort is Sort.NOT for token in clause):
            yield from self._nones(sentence, clause, pending, stance)
            return
        if _is_a_change(clause):
            return
        for item in items(clause):
            if item.count is None:
                yield from self._all(sentence, item, stance)
                continue
            depth = item.count.depth
            if any(word.sort is Sort.PART for word in (*pending, *item.words)):
                # A part of what was not understood is not the whole of anything.
                stance.narrowed = stance.narrowed or not self._whole.get(depth, self._whole.get(depth - 1, True))
            claims = list(self._count(sentence, item, pending, stance))
            whole = [claim.scope is Scope.WHOLE for claim in claims]
            self._whole[depth] = any(whole) if whole else _says_little(item)
            yield from claims

    # Numbers ------------------------------------------------------------------------------------------------------

    def _count(self, sentence: Sentence, item: Item, pending: list[Token], stance: Stance) -> Iterator[Claim]:
        mention = item.count.mention if item.count else None
        if mention is None or mention.vague or not (mention.is_count or mention.unit == "万元"):
            self._turn_to(item.words, counted=True)
            return
        sorts = {word.sort for word in item.words}
        if Sort.COMPARED in sorts or Sort.SHARE in sorts or _starts_a_change(item):
            return
        if any(word.sort is Sort.PERCENT for word in pending):
            pending = []
        is_named = not sorts.isdisjoint(NAMES)
        words = item.words if is_named or not pending else (*pending, *item.words)
        self._turn_to(words, counted=True)
        self.context.outcomes += Label(words).values(Sort.OUTCOME)
        self.context.counted = True
        if not mention.unit and not is_named:
            return
        readings = about(Label(words), self.context, mention.unit)
        if not readings:
            if not sorts.isdisjoint(ACTIVE) and not sorts.isdisjoint((Sort.UNKNOWN, Sort.BARE_REQUEST)):
                self.context.topic, self.context.near = "foreign", True
            return
        if readings[0][0].plus[0].rows.startswith("requests."):
            self.context.topic, self.context.near = "requests", True
        scope = self._scope(words, stance)
        self._partial = scope is not Scope.WHOLE
        for several in readings:
            claim = Claim(sentence, several, mention.value, mention.step, scope, mention.start)
            if scope is Scope.WHOLE:
                self._base = claim
            yield claim

    def _scope(self, words: Sequence[Token], stance: Stance) -> Scope:
        """Of what words beside a number, or a word for none, speak."""
        sorts = {word.sort for word in words}
        if stance.time is not Scope.WHOLE and Sort.CARRY not in sorts:
            return stance.time
        if stance.narrowed:
            return Scope.NARROWER
        if is_narrow(words):
            if Sort.PART not in sorts and self._base is None:
                stance.narrowed = True
            return Scope.NARROWER
        return Scope.WHOLE

    def _turn_to(self, words: Sequence[Token], *, counted: bool = False) -> None:
        """Take note of what is spoken of; a word in passing does not turn the talk to something foreign."""
        context = self.context
        for word in words:
            if word.sort in ACTS:
                context.act = word.sort
            topic = self._topic_of(word, counted)
            if not topic or (topic == "requests" and context.topic == "disputes" and context.near):
                continue
            if topic != context.topic or word.sort in (Sort.DISPUTE, Sort.DOCUMENT):
                same = topic == context.topic and context.near and not (topic == "documents" and context.counted)
                context.counted = False
                kinds = (*context.kinds, word.value) if same else (word.value,)
                context.kinds = tuple(dict.fromkeys(kinds)) if topic in ("disputes", "documents") else ()
            context.topic, context.near = topic, True

    def _topic_of(self, word: Token, counted: bool) -> str:
        if word.sort is Sort.FOREIGN:
            return "foreign" if counted or word.value == OWN_TOPIC else ""
        if word.value in ("申请人", "申请主体"):
            return "" if self.context.topic == "foreign" else "requests"
        if word.sort is Sort.BARE_REQUEST:
            return "" if counted or self.context.topic else "requests"
        if word.value.startswith(ATTRIBUTE) and self.context.topic == "foreign" and self.context.near:
            return ""
        return _TOPICS.get(word.sort, "")

    # All of them, none of them ------------------------------------------------------------------------------------

    def _all(self, sentence: Sentence, item: Item, stance: Stance) -> Iterator[Claim]:
        """收到申请6件，均为自然人申请: the number before is said of something else, too."""
        base = self._base
        at = next((i for i, word in enumerate(item.words) if word.sort is Sort.ALL), None)
        if at is None or base is None or base.sentence is not sentence or stance.narrowed:
            return
        words = item.words[at + 1 :]
        said = [word for word in words if word.sort in (Sort.APPLICANT, Sort.OUTCOME, Sort.RESULT)]
        known = {Sort.FILL, Sort.OF, Sort.BARE_REQUEST, Sort.REQUEST, Sort.APPLICANT, Sort.OUTCOME, Sort.RESULT}
        if (
            len(said) != 1
            or any(word.sort not in known for word in words)
            or (said[0].end - said[0].start == 2 and said[0].value == OPENED)
        ):
            return
        for several in about(Label(words), self.context, "件"):
            if several:
                yield Claim(sentence, several, base.number, Decimal(1), Scope.WHOLE, words[0].start if words else 0)

    def _nones(self, sentence: Sentence, clause: list[Token], pending: list[Token], stance: Stance) -> Iterator[Claim]:
        """What a clause says there was none of."""
        marks = [i for i, word in enumerate(clause) if word.sort is Sort.NOT]
        edges = [*marks, len(clause)]
        if marks[0] and clause[marks[0] - 1].sort is Sort.UNKNOWN:
            return
        if any(not _goes_on_denying(clause, mark) for mark in marks[1:]):
            return  # 没有单位未按要求办理: a denial of a denial
        before = clause[: marks[0]]
        if any(word.sort in _OF_SOME for word in before):
            return
        for a, b in itertools.pairwise(edges):
            words = clause[a + 1 : b]
            if not any(word.sort in NAMES for word in words):
                words = [*(before or pending), *words]
            yield from self._none(sentence, words, stance, clause[a].start)

    def _none(self, sentence: Sentence, words: Sequence[Token], stance: Stance, at: int) -> Iterator[Claim]:
        scope = self._scope(words, stance)
        readings = self._none_of(words)
        for several in readings:
            yield Claim(sentence, several, Decimal(0), Decimal(1), scope, at)

    def _none_of(self, words: Sequence[Token]) -> list[tuple[Reading, ...]]:
        if not _denies(words):
            return []
        self._turn_to(words)
        return [reading for several in _alternatives(words) for reading in about(Label(several), self.context, "")]


def _says_little(item: Item) -> bool:
    """Whether the words beside a number leave open what it counts, but for what was done: 办结87件."""
    mention = item.count.mention if item.count else None
    return mention is not None and mention.is_count and {word.sort for word in item.words}.isdisjoint(_OF_ITS_OWN)


def _denies(words: Sequence[Token]) -> bool:
    """Whether the words after one for none say of something in the tables that there was none of it."""
    label = Label(words)
    if any(word.sort not in _AFTER_NONE or (word.mention and word.mention.value != 1) for word in words):
        return False
    if [word.sort for word in words[1:2]] == [Sort.OF] and words[0].sort in ACTIVE:
        return False  # 未受理的申请: there were some
    if any(word.value == "应" for word in words):
        return False  # 应予公开而不予公开: no fault, not no outcome
    of_cases = label.has(Sort.RESULT) or (label.has(Sort.OUTCOME) and label.has(Sort.DISPUTE))
    return label.has(*NAMES) and not of_cases and not label.has(Sort.UNFINISHED)


def _goes_on_denying(clause: Sequence[Token], mark: int) -> bool:
    """Whether a further word for none says that there was none of something else, too."""
    return clause[mark].value[0] in "也亦既并均皆全零" or clause[mark - 1].sort is Sort.AND


def _names_some_later(tokens: Sequence[Token]) -> bool:
    """Whether a sentence says of some of what it counts that they are about disclosure: 其中政府信息公开类9件."""
    parts = [i for i, token in enumerate(tokens) if token.sort is Sort.PART]
    return any(token.sort is Sort.DISCLOSURE for i in parts for token in tokens[i + 1 : i + 5])


def _carries_over(sorts: set[Sort]) -> bool:
    """Whether a sentence carries something over from or to another year, as is done with applications."""
    return Sort.CARRY in sorts and Sort.FOREIGN not in sorts and not sorts.isdisjoint((Sort.LAST, Sort.NEXT))


def _names_both(tokens: Sequence[Token]) -> bool:
    """Whether natural persons and organisations are told apart, as only applicants are."""
    return {"natural_person", ORGANISATIONS} <= {token.value for token in tokens if token.sort is Sort.APPLICANT}


def _is_a_change(clause: Sequence[Token]) -> bool:
    """Whether a clause tells how a number has become another: 由12件下降到9件."""
    return any(
        word.value in _TRANSITIONS or (word.sort is Sort.COMPARED and following is not None and following.value in _TO)
        for word, following in zip(clause, [*clause[1:], None], strict=True)
    )


def _starts_a_change(item: Item) -> bool:
    """Whether a number is where a change begins: 由12件下降为9件."""
    return bool(item.own) and item.own[-1].value in ("由", "从")


def _alternatives(words: Sequence[Token]) -> Iterator[list[Token]]:
    """Each thing named, by itself, with what is said of all: 行政复议、行政诉讼; 规章和规范性文件."""
    named = [word for word in words if word.sort in (Sort.DISPUTE, Sort.DOCUMENT, Sort.DECISION, Sort.MONEY)]
    requests = [i for i, word in enumerate(words) if word.sort in (Sort.REQUEST, Sort.BARE_REQUEST)]
    rest = [word for word in words if word not in named]
    for name in named:
        yield [*rest, name]
    if not named:
        yield list(words)
    elif requests and words.index(named[0]) > requests[-1]:
        between = words[requests[-1] + 1 : words.index(named[0])]
        if (
            between
            and all(word.sort in (Sort.AND, Sort.FILL) for word in between)
            and (any(word.sort is Sort.AND for word in between))
        ):
            yield [word for word in words if word.sort not in (Sort.DISPUTE, Sort.DOCUMENT, Sort.DECISION)]
