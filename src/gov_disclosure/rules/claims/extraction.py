"""The claims that prose makes about the tables."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from attrs import define, evolve, field

from .about import ACTIVE, ACTS, ATTRIBUTE, OPENED, OUTCOMES, Context, Label, about
from .clauses import NAMES, Item, clauses, items, turns_into
from .denial import CAUSES, OF_SOME, alternatives, denies, goes_on_denying, is_about_another, is_caused
from .model import TOTAL, Claim, Reading, Scope
from .neighbours import (
    ANEW,
    acts,
    divides_anew,
    divides_by,
    gives_reason,
    goes_unsaid,
    goes_with,
    is_of_those,
    only_asks,
    says_little,
    says_more,
    shares_words,
    starts_a_change,
)
from .scope import Stance, is_narrow
from .sentences import Sentence
from .tokens import Body, Token
from .topics import carries_over, names_both, names_other_applications, names_outcomes, names_some_later, says_why
from .vocabulary import OWN_TOPIC, Sort, names_an_organ, own_topics

_TOPICS = {
    Sort.REQUEST: "requests",
    Sort.DISPUTE: "disputes",
    Sort.DOCUMENT: "documents",
    Sort.DECISION: "decisions",
    Sort.FOREIGN: "foreign",
}
_DISCLOSURE_APPLIED_FOR = ("依申请公开", "公开申请")
_OF_DISCLOSURE = frozenset({Sort.DISCLOSURE, Sort.REQUEST})
_WHOLE_BODY = (Sort.SELF, Sort.WIDE, Sort.EVERY)
_GIVE_RISE = (Sort.REQUEST, Sort.BARE_REQUEST, Sort.ANSWER, Sort.DECISION, Sort.DOCUMENT)
"""What some of which cases can be about: 85件申请中, 9件行政处罚决定中."""
_CONTINUES = (Sort.PART, Sort.ALSO)
_AFTER_ALL = frozenset(
    {Sort.FILL, Sort.OF, Sort.WHOLE, Sort.BARE_REQUEST, Sort.REQUEST, Sort.APPLICANT, Sort.OUTCOME, Sort.RESULT}
)
"""What may stand behind 均 where the number before is said of something else, too."""
_OTHER_TOPICS = ("foreign", "decisions", "documents")
"""What can lead to cases that are not about disclosure."""


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
    _people: bool = field(default=False, init=False)
    _beside: bool = field(default=False, init=False)
    _below: bool = field(default=False, init=False)
    _divided: tuple[Sort | None, bool, int] = field(default=(None, False, 0), init=False)
    _sentences: int = field(default=0, init=False)
    _base: Claim | None = field(default=None, init=False)
    _of: tuple[Claim, int] | None = field(default=None, init=False)
    _whole: dict[int, bool] = field(factory=dict, init=False)

    def read(self, sentence: Sentence, tokens: Sequence[Token]) -> Iterator[Claim]:
        """The claims of a sentence."""
        sorts = {token.sort for token in tokens}
        first = next((token.sort for token in tokens if token.sort is not Sort.STOP), None)
        self._begin(sentence, first in _CONTINUES, sorts)
        self._look_ahead(tokens, sorts)
        goes_on = self._partial and (first in _CONTINUES or sorts.isdisjoint(ANEW))
        stance = Stance(narrowed=goes_on or (self._below and sorts.isdisjoint(_WHOLE_BODY)))
        self._partial = False
        pending: list[Token] = []
        last: Sort | None = None
        for before, clause in clauses(tokens):
            self._divide(before, clause, stance)
            stance.take(clause, self.body)
            if before == "；" or any(token.sort in _WHOLE_BODY for token in clause):
                self.context.aside = False
            counted = any(token.sort is Sort.COUNT for token in clause)
            if Sort.DISPUTE in sorts:
                self._hears(clause)
            pending = _outside(pending, clause[0].depth)
            divided = self._is_divided(before, clause, last)
            for claim in self._clause(sentence, clause, pending, stance):
                yield evolve(claim, scope=Scope.NARROWER) if divided else claim
            last = clause[-1].sort
            reason = not counted and (says_why(clause, self.context) or clause[0].sort is Sort.ALL)
            if counted or reason or before == "；":
                pending = []
            elif before != "（" or all(token.sort is not Sort.CARRY for token in clause):
                pending = [*pending, *clause]
            if not counted and not reason:
                self._turn_to(clause)
        if sentence.heading:
            self.heading = self.context.topic

    def _is_divided(self, before: str, clause: Sequence[Token], last: Sort | None) -> bool:
        """Whether a clause in brackets divides a number that is none of the tables': 纠错7件（复议6件、诉讼1件）."""
        depth = clause[0].depth
        return before == "（" and depth > 0 and last is Sort.COUNT and not self._whole.get(depth - 1, True)

    def _divide(self, before: str, clause: Sequence[Token], stance: Stance) -> None:
        """Take note of a total that is divided by channel, say, and then, as a whole again, by applicants."""
        if self._of is not None and (before == "；" or clause[0].depth < self._of[1]):
            self._of = None
        by, apart, at = self._divided
        if divides_anew(by, clause) and self._sentences - at < 2:
            stance.narrowed = apart
        if by := divides_by(clause):
            self._divided = by, stance.narrowed, self._sentences

    def pass_over(self, sentence: Sentence) -> None:
        """Take note of what a sentence without numbers is about."""
        topics = _passing().findall(sentence.text)
        if topics:
            self.context.topic = "requests" if topics[-1] in _DISCLOSURE_APPLIED_FOR else "foreign"
            self.context.kinds = ()
            if sentence.heading:
                self.heading = self.context.topic
        self._stand_below(sentence)
        self._partial, self._base, self._whole = False, None, {}

    def _stand_below(self, sentence: Sentence) -> None:
        """Take note of a heading that names organs: what follows it is about them."""
        if sentence.heading:
            self._below = names_an_organ(sentence.text)

    def _look_ahead(self, tokens: Sequence[Token], sorts: set[Sort]) -> None:
        """Take note of what only the whole of a sentence shows."""
        context = self.context
        if Sort.DISPUTE in sorts:
            context.wider = names_some_later(tokens)
            context.older = Sort.LAST in sorts and not sorts.isdisjoint((Sort.CARRY, Sort.RECEIVE_NEW))
        elif names_other_applications(tokens, anew=not context.topic):
            context.topic, context.near = "foreign", True
        elif not context.topic and (names_both(tokens) or carries_over(sorts)):
            context.topic = "requests"
        elif not context.topic and names_outcomes(tokens):
            context.topic, context.near = "requests", True

    def _counts_some(self, words: Sequence[Token]) -> None:
        """Take note of words like 85件申请中, 85件答复中有: what follows counts some of these."""
        if any(a.sort in _GIVE_RISE and b.value == "中" for a, b in itertools.pairwise(words)):
            self.context.among = True

    def _begin(self, sentence: Sentence, continues: bool, sorts: set[Sort]) -> None:
        """Take note of a new sentence."""
        context = self.context
        self._stand_below(sentence)
        self._sentences += 1
        if sentence.heading:
            context.topic, context.kinds = "", ()
        elif context.topic == "foreign" and not continues:
            context.topic = self.heading
        context.near = context.active = context.wider = context.among = False
        context.older = context.counted = context.aside = False
        context.outcomes, context.act = (), None
        self._of = None
        if not continues:
            self._base, self._whole, self._beside, self._people = None, {}, False, False
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
        if turns_into(clause):
            return
        found = items(clause)
        if found[0].count is None:
            yield from self._all(sentence, found[0], stance)
            return
        some: Sort | None = None
        first, depth = found[0], clause[0].depth
        for item in found:
            if not shares_words(item):
                first = item
            if any(word.sort is Sort.PART for word in (*pending, *item.words)):
                self._takes_apart(depth, stance)
            claims = list(self._count(sentence, item, pending, stance))
            self._counts_some(item.words)
            of_those = is_of_those(some, item) or (self._people and only_asks(item)) or goes_with(found[0], item)
            if of_those or (first is not item and says_more(first)):
                claims = [evolve(claim, scope=Scope.NARROWER) for claim in claims]
            some = some or acts(item)
            self._people = self._people or some is Sort.APPLICANT
            whole = [claim.scope is Scope.WHOLE for claim in claims]
            self._beside = self._beside if depth else len(found) > 1 or not any(whole)
            self._whole[depth] = any(whole) if whole else says_little(item)
            yield from claims

    def _takes_apart(self, depth: int, stance: Stance) -> None:
        """Take note that what follows is part of the number before."""
        # A part of what was not understood is not the whole of anything.
        stance.narrowed = stance.narrowed or not self._whole.get(depth, self._whole.get(depth - 1, True))
        # A part of applications counts applications, whatever came of them.
        self.context.among = self.context.among or _is_of_requests(self._base)
        self._of = (self._base, depth) if self._base is not None and _is_of_some(self._base) else None

    # Numbers ------------------------------------------------------------------------------------------------------

    def _count(self, sentence: Sentence, item: Item, pending: list[Token], stance: Stance) -> Iterator[Claim]:
        count = item.count
        mention = count.mention if count else None
        if count is None or mention is None or mention.vague or not (mention.is_count or mention.unit == "万元"):
            self._turn_to(item.words, counted=True)
            self.context.aside = self.context.aside or not (count and count.depth)
            return
        sorts = {word.sort for word in item.words}
        if Sort.COMPARED in sorts or Sort.SHARE in sorts or starts_a_change(item, pending):
            return
        if any(word.sort is Sort.PERCENT for word in pending):
            pending = []
        is_named = not sorts.isdisjoint(NAMES)
        words = item.words if is_named and not gives_reason(pending, sorts) else (*pending, *item.words)
        self._turn_to(words, counted=True)
        self.context.outcomes += Label(words).values(Sort.OUTCOME)
        self.context.counted = True
        if not mention.unit and not is_named:
            return
        readings = about(Label(words), self.context, mention.unit)
        if not readings:
            self._turn_away(sorts, stance, count)
            return
        if readings[0][0].plus[0].rows.startswith("requests."):
            self.context.topic, self.context.near = "requests", True
        of_some = self._of is not None and _is_said_of_some(self._of[0], readings[0][0])
        scope = Scope.NARROWER if of_some or goes_unsaid(words) else self._scope(words, stance)
        self._partial = scope is not Scope.WHOLE
        claims = [Claim(sentence, one, mention.value, mention.step, scope, mention.start) for one in readings]
        if scope is Scope.WHOLE:
            self._base = claims[-1]
        yield from claims

    def _turn_away(self, sorts: set[Sort], stance: Stance, count: Token) -> None:
        """Take note of a number that counts nothing in the tables."""
        if count.value == "个" and self.context.topic == "requests" and self.context.near:
            return  # 依申请公开工作…新编答复文本18个，答复申请: applications are never counted so
        counts_other = Sort.DECISION not in sorts or Sort.FOREIGN in sorts
        self.context.aside = self.context.aside or (counts_other and not count.depth)
        if Sort.DISPUTE in sorts and not sorts.isdisjoint(CAUSES):
            stance.narrowed = True  # 因行政处罚引发行政复议5件，行政诉讼2件
        unknown = Sort.UNKNOWN in sorts and sorts.isdisjoint(NAMES)  # 实事项目30件
        if unknown or (not sorts.isdisjoint(ACTIVE) and not sorts.isdisjoint((Sort.UNKNOWN, Sort.BARE_REQUEST))):
            self.context.topic, self.context.near = "foreign", True

    def _scope(self, words: Sequence[Token], stance: Stance) -> Scope:
        """Of what words beside a number, or a word for none, speak."""
        sorts = {word.sort for word in words}
        if stance.time is not Scope.WHOLE and (Sort.CARRY not in sorts or stance.is_of_another_year(sorts)):
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
                kinds = tuple(kind for kind in context.kinds if kind != word.value) if same else ()
                context.kinds = (*kinds, word.value) if topic in ("disputes", "documents") else ()
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
        base = self._base if self._base is not None and self._base.sentence is sentence else None
        at = next((i for i, word in enumerate(item.words) if word.sort is Sort.ALL), None)
        if stance.narrowed or base is None or self._beside or (at is None and base.number != 1):
            return
        if _is_of_some(base):
            return  # 信访举报投诉类2件，均不予处理: others may have been, too
        words = item.words[0 if at is None else at + 1 :]
        said = [word for word in words if word.sort in (Sort.APPLICANT, Sort.OUTCOME, Sort.RESULT)]
        if (
            len(said) != 1
            or any(word.sort not in _AFTER_ALL for word in words)
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
        if any(not goes_on_denying(clause, mark) for mark in marks[1:]):
            return  # 没有单位未按要求办理: a denial of a denial
        before = clause[: marks[0]]
        if any(word.sort in OF_SOME for word in before) or is_about_another(before, clause[marks[0] :]):
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
        context = self.context
        of_that = context.near and not context.disclosure and context.topic in _OTHER_TOPICS and is_caused(words)
        if of_that or not denies(words):
            return []
        self._turn_to(words)
        context = evolve(self.context, denied=True)
        return [reading for several in alternatives(words) for reading in about(Label(several), context, "")]


def _outside(words: list[Token], depth: int) -> list[Token]:
    """Words without those in brackets that have ended, if these told of the number before: 5件（均为自然人）."""
    return [word for word in words if word.depth <= depth] if words and words[0].depth > depth else words


def _is_of_some(claim: Claim) -> bool:
    """Whether a claim is about some applicants, or one outcome: what all of these are, others can be, too."""
    of = claim.about[0].plus[0]
    return of.column != TOTAL or (of.rows.startswith(f"{OUTCOMES}.") and of.rows != f"{OUTCOMES}.{TOTAL}")


def _is_said_of_some(base: Claim, part: Reading) -> bool:
    """Whether a part is one of some applicants' or one outcome's alone: 企业申请44件（含结转2件）."""
    of, slot = base.about[0].plus[0], part.plus[0]
    if of.column != TOTAL:
        return slot.column == TOTAL and slot.rows.startswith("requests.")
    return not slot.rows.startswith(f"{OUTCOMES}.")


def _is_of_requests(claim: Claim | None) -> bool:
    return claim is not None and claim.about[0].plus[0].rows.startswith("requests.")
