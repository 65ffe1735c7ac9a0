"""Percentages of stated counts, as sentences give them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import frozen

from .clauses import STOPS
from .model import Share
from .numerals import Mention
from .sentences import Sentence
from .tokens import Token
from .vocabulary import Sort

_RATE = re.compile(r"([\u4e00-\u9fff]{2,10})率(?:为|达到?了?|是|均为|均达)?$")
_DUE = re.compile("按期|按时|及时|如期|满意|依法|规范|平均|同比|知晓|合格|准确")
_OUT_OF_PLACE = frozenset(
    {
        Sort.COMPARED, Sort.LAST, Sort.NEXT, Sort.SPAN, Sort.PLANNED, Sort.WIDE, Sort.ORGAN, Sort.GOVERNMENT, Sort.SELF,
        Sort.CHANNEL, Sort.UNKNOWN, Sort.NOT, Sort.PERCENT, Sort.ALSO, Sort.DOCUMENT, Sort.DECISION,
    }
)  # fmt: skip
"""What shows, between a count and a percentage, that the one is not said of the other."""
_REQUESTS = frozenset({Sort.REQUEST, Sort.BARE_REQUEST})
_OF_REQUESTS = frozenset({Sort.APPLICANT, Sort.OUTCOME, Sort.CHANNEL}) | _REQUESTS
_OTHER_TOPICS = frozenset({Sort.DOCUMENT, Sort.DECISION, Sort.MONEY})
_SUBJECTS = frozenset({Sort.APPLICANT, Sort.OUTCOME, Sort.RESULT, Sort.DISPUTE, Sort.FOREIGN})
_NAME_OF_A_BASE = frozenset({Sort.DISPUTE, Sort.DISCLOSURE, Sort.REQUEST, Sort.BARE_REQUEST, Sort.FILL, Sort.ANSWER})
"""What may stand behind the number of a base: 占66件复议案件的9.1%."""
_CHANGES = (Sort.COMPARED, Sort.LAST, Sort.NEXT, Sort.PLANNED)
_OPEN = frozenset({Sort.CARRY, Sort.UNFINISHED})
"""What shows that some were not due yet, so that a rate of 100 % can be right."""


@frozen(eq=False)
class _Counts:
    """The exact counts of a sentence.

    Attributes:
        tokens: All tokens of the sentence.
        places: Where the counts stand among them.
        shared: Those of them that a percentage follows: they are shares of something else themselves.
    """

    tokens: Sequence[Token]
    places: tuple[int, ...]
    shared: frozenset[int]

    def mention(self, place: int) -> Mention:
        """The number at a place."""
        mention = self.tokens[place].mention
        assert mention is not None  # noqa: S101 - `places` are those of numbers
        return mention

    def cases(self, place: int) -> set[str]:
        """The kinds of cases that the words before a count name."""
        before = itertools.takewhile(lambda word: word.sort is not Sort.COUNT, reversed(self.tokens[:place]))
        words = itertools.takewhile(lambda word: word.value not in STOPS, before)
        named = {word.value for word in words if word.sort is Sort.DISPUTE}
        return {"litigation" if kind in ("direct", "after") else kind for kind in named}

    def totals_after(self, place: int, unit: str) -> list[Decimal]:
        """The counts with a unit behind a place that say how many there were in all."""
        found = []
        for at in self.places:
            start = max((i for i in range(at) if self.tokens[i].sort in (Sort.STOP, Sort.COUNT)), default=-1)
            if at > place and any(token.sort is Sort.SUM for token in self.tokens[start + 1 : at]):
                found += [self.mention(at).value] if self.mention(at).unit == unit else []
        return found

    def of(self, unit: str, until: int) -> tuple[list[Decimal], list[Decimal]]:
        """The counts with a unit before a place, and those of them that are shares themselves."""
        places = [place for place in self.places if place < until and self.mention(place).unit == unit]
        return [self.mention(i).value for i in places], [self.mention(i).value for i in places if i in self.shared]


def _counts(tokens: Sequence[Token]) -> _Counts:
    places: list[int] = []
    shared: set[int] = set()
    for at, token in enumerate(tokens):
        if token.sort is Sort.COUNT and token.mention and not token.mention.vague and token.mention.unit != "万元":
            places.append(at)
        elif token.sort is Sort.PERCENT and places:
            shared.add(places[-1])
    return _Counts(tokens, tuple(places), frozenset(shared))


def shares(sentence: Sentence, tokens: Sequence[Token], before: Sequence[Token]) -> Iterator[Share]:
    """The percentages of a sentence whose part and base it states, or the sentence before does.

    Args:
        sentence: The sentence.
        tokens: Its tokens.
        before: Those of the sentence before.
    """
    counts, counts_before = _counts(tokens), _counts(before if _goes_on(tokens, before) else ())
    for at, token in enumerate(tokens):
        mention = token.mention
        earlier = [place for place in counts.places if place < at]
        if token.sort is not Sort.PERCENT or mention is None or mention.vague or not earlier:
            continue
        each, behind = _each_of(tokens, earlier, at), _part_behind(tokens, at)
        if behind is not None:
            share = _share(sentence, mention, counts, (behind, at), counts_before, False)
        elif each is not None:
            share = _of_several(sentence, mention, counts, each, counts_before)
        elif _base_follows(tokens, earlier, at):
            share = _of_base(sentence, mention, counts, earlier[-2], earlier[-1])
        elif _is_said_of(sentence, tokens, earlier, at):
            is_rate = _rate(sentence, tokens, earlier[-1], at) is not None
            share = _share(sentence, mention, counts, earlier[-1:], _counts(()) if is_rate else counts_before, is_rate)
        else:
            share = _of_a_whole(sentence, mention, counts, earlier, at)
        if share is not None:
            yield share


@frozen(eq=False)
class _Several:
    """Percentages that are said of as many counts: 自然人78件、法人7件，分别占91.8%、8.2%.

    Attributes:
        places: The counts; empty if there are not as many.
        which: Which of them.
        base: The base that is named with them, if it is.
    """

    places: Sequence[int]
    which: int
    base: int | None


def _each_of(tokens: Sequence[Token], earlier: Sequence[int], at: int) -> _Several | None:
    """The counts of which the percentages around a place are said one by one; None for a single percentage."""
    run = [at]
    for step in (-1, 1):
        here = at + step
        while 0 <= here < len(tokens) and tokens[here].sort in (Sort.PERCENT, Sort.AND):
            run += [here] if tokens[here].sort is Sort.PERCENT else []
            here += step
    run.sort()
    follows = _base_follows(tokens, earlier, run[0])
    since = earlier[-2] if follows else earlier[-1]
    if all(token.sort is not Sort.EACH for token in tokens[since + 1 : run[0]]):
        return None
    places = (earlier[:-1] if follows else earlier)[-len(run) :]
    grows = any(token.sort is Sort.COMPARED for token in tokens[since + 1 : run[0]])
    known = len(places) == len(run) and len(run) > 1 and not grows
    return _Several(places if known else (), run.index(at), earlier[-1] if follows else None)


def _of_several(
    sentence: Sentence, percent: Mention, counts: _Counts, several: _Several, before: _Counts
) -> Share | None:
    if not several.places:
        return None
    place = several.places[several.which]
    if several.base is not None:
        return _of_base(sentence, percent, counts, place, several.base)
    return _share(sentence, percent, counts, (place, several.places[0]), before, False)


def _of_base(sentence: Sentence, percent: Mention, counts: _Counts, place: int, base: int) -> Share | None:
    """The share that a count has of a base that is named with the percentage."""
    whole, part = counts.mention(base).value, counts.mention(place)
    parts = [part.value]
    if any(token.sort is Sort.SUM for token in counts.tokens[place:base]):  # 152件、24件，合计占
        parts = list(itertools.accumulate(reversed(counts.of(part.unit, place + 1)[0])))[1:] or parts
    return Share(sentence, percent.value, percent.step, parts[0], (whole,), tuple(parts)) if whole else None


def _of_a_whole(sentence: Sentence, percent: Mention, counts: _Counts, earlier: Sequence[int], at: int) -> Share | None:
    """The rate of one of the parts of a whole: 解读52件，图片解读47件、文字解读5件，多样化解读率90.4%."""
    name = _rate(sentence, counts.tokens, earlier[-1], at)
    if name is None or _DUE.search(name) or sentence.plain[: counts.tokens[earlier[-1]].start].count(name[-2:]) < 2:
        return None
    if any(token.sort in _CHANGES for token in counts.tokens[earlier[-1] + 1 : at]):
        return None
    said, _ = counts.of(counts.mention(earlier[-1]).unit, at)
    for size in range(2, len(said)):
        parts = said[-size:]
        whole = sum(parts, Decimal(0))
        if whole and whole in said[:-size]:
            return Share(sentence, percent.value, percent.step, max(parts), (whole, *filter(None, said)), tuple(said))
    return None


def _share(
    sentence: Sentence, percent: Mention, counts: _Counts, places: Sequence[int], before: _Counts, is_rate: bool
) -> Share | None:
    """The share that a count has of one stated before it; None if no base is named.

    Args:
        sentence: The sentence.
        percent: The percentage.
        counts: The counts of the sentence.
        places: Where the count stands, and before which place its base has to.
        before: The counts of the sentence before.
        is_rate: Whether the percentage has a name of its own: 公开率.
    """
    part = counts.mention(places[0])
    said, siblings = counts.of(part.unit, places[-1])
    cases = counts.cases(places[0])
    if cases and not any(counts.cases(place) & (cases | {"both"}) for place in counts.places if place < places[0]):
        return None  # 724件答复，…；行政复议纠正6件，占9.09%: the cases are counted nowhere
    said_before, siblings_before = before.of(part.unit, len(before.tokens))
    siblings += siblings_before
    bases = [base for base in (*said, *said_before) if base and base >= part.value] or [
        base for base in counts.totals_after(places[0], part.unit) if base >= part.value
    ]
    if all(base in siblings for base in bases):
        bases += counts.totals_after(places[-1], part.unit)
    if all(base in siblings for base in bases):
        return None  # what is a share itself names no base
    bases.sort(key=lambda base: base in siblings)
    sums = [a + b for numbers in (said, said_before) for a, b in itertools.pairwise(numbers)]
    parts = (part.value + said[-1], *(said if is_rate else ())) if said else ()
    sorts = {token.sort for token in counts.tokens[: places[0]]}
    of_all = is_rate and Sort.FOREIGN not in sorts  # which may include those of the year before
    loose = of_all or not any(base >= part.value and base not in siblings for base in said)
    requests, outcomes = of_all or not sorts.isdisjoint(_OF_REQUESTS), Sort.OUTCOME in sorts
    return Share(sentence, percent.value, percent.step, part.value, (*bases, *sums), parts, requests, outcomes, loose)


def _goes_on(tokens: Sequence[Token], before: Sequence[Token]) -> bool:
    """Whether a sentence goes on to divide what the one before has counted."""
    sorts, sorts_before = {token.sort for token in tokens}, {token.sort for token in before}
    if not sorts.isdisjoint(_OF_REQUESTS):
        return not sorts_before.isdisjoint(_REQUESTS) and sorts.isdisjoint(_OTHER_TOPICS)
    return tokens[0].sort is Sort.PART


def _part_behind(tokens: Sequence[Token], at: int) -> int | None:
    """Where the count stands that a percentage is said of, if it follows in brackets: 占38.8%（410件）."""
    behind = tokens[at + 1 : at + 4]
    if not behind or behind[0].value != "（":
        return None
    clause = itertools.takewhile(lambda word: word.sort is not Sort.STOP, reversed(tokens[:at]))
    if any(word.sort in _CHANGES for word in (*behind, *clause)):
        return None  # 同比增长7.5%（2021年40件）
    return next((at + 1 + i for i, token in enumerate(behind) if token.sort is Sort.COUNT), None)


def _base_follows(tokens: Sequence[Token], earlier: Sequence[int], at: int) -> bool:
    """Whether the base stands behind its part: 78件，占申请总数85件的91.8%."""
    behind = tokens[earlier[-1] + 1 : at]
    if len(earlier) < 2 or not behind or behind[-1].sort is not Sort.OF or len(behind) > 4:
        return False
    if len(behind) > 2 and not {token.sort for token in behind[:-1]} <= _NAME_OF_A_BASE:
        return False
    if any(token.sort in _OUT_OF_PLACE - {Sort.UNKNOWN} or token.sort is Sort.STOP for token in behind):
        return False
    sorts = {token.sort for token in tokens[earlier[-2] + 1 : earlier[-1]]}
    return Sort.SHARE in sorts and sorts.isdisjoint(_OUT_OF_PLACE)


def _rate(sentence: Sentence, tokens: Sequence[Token], place: int, at: int) -> str | None:
    """The name of a rate whose percentage stands at `at`, without 率: 办结, 多样化解读."""
    found = _RATE.search(sentence.plain[tokens[place].end : tokens[at].start])
    return found[1] if found else None


def _names(words: Sequence[Token]) -> set[str]:
    """What words name that the tables count."""
    return {word.value for word in words if word.sort in _SUBJECTS and word.sort is not Sort.FOREIGN}


def _is_said_of(sentence: Sentence, tokens: Sequence[Token], earlier: Sequence[int], at: int) -> bool:
    """Whether a percentage is the share that the count before it has of something."""
    place = earlier[-1]
    if at + 1 < len(tokens) and tokens[at + 1].value in ("以上", "以下", "左右"):
        return False
    rate = _rate(sentence, tokens, place, at)
    if rate is not None:
        return _is_own_rate(sentence, tokens, place, at, rate)
    between = tokens[place + 1 : at]
    sorts = {token.sort for token in between}
    if not sorts.isdisjoint(_OUT_OF_PLACE):
        return False
    subject = list(itertools.takewhile(lambda token: token.sort is not Sort.SHARE, between))
    if any(token.sort in _SUBJECTS for token in subject):
        return False  # 自然人78件，法人占8.2%
    base = _names(between[len(subject) :])
    if base and all(_names(tokens[a + 1 : b]) != base for a, b in itertools.pairwise((-1, *earlier[:-1]))):
        return False  # 内部事务信息6件，占不予公开总数的21.4%
    return Sort.SHARE in sorts or [token.value for token in between] == ["（"]


def _is_own_rate(sentence: Sentence, tokens: Sequence[Token], place: int, at: int, name: str) -> bool:
    """Whether a rate is that of the count before it: 解读45份，解读率."""
    sorts = {token.sort for token in tokens}
    if _DUE.search(name) or any(token.sort is Sort.COMPARED for token in tokens[place + 1 : at]):
        return False
    percent = tokens[at].mention
    if percent is not None and percent.value == 100 and not sorts.isdisjoint(_OPEN):
        return False
    start = max((t.end for t in tokens[:place] if t.sort is Sort.COUNT or t.value in STOPS), default=0)
    same = name[-2:] in sentence.plain[start : tokens[place].start] or _have_one_result(tokens, place, at)
    return name[:-2] in ("", "其", "平均") and same


def _have_one_result(tokens: Sequence[Token], place: int, at: int) -> bool:
    """Whether a count and the rate behind it tell of one result in other words: 被纠正6件，纠错率."""
    named = {word.value for word in tokens[place + 1 : at] if word.sort is Sort.RESULT}
    before = itertools.takewhile(lambda word: word.sort not in (Sort.COUNT, Sort.STOP), reversed(tokens[:place]))
    return bool(named) and named == {word.value for word in before if word.sort is Sort.RESULT}
