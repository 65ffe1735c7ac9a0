"""What a sentence says of its numbers after them: a total that they make, or that something else is among them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import evolve

from .about import OUTCOMES, RECEIVED
from .model import Breakdown, Claim, Scope
from .numerals import slack_of
from .sentences import Sentence
from .tokens import Token
from .vocabulary import Sort

_SUMS = ("合计", "共计", "总计", "总共", "合共", "合计为", "总计为", "两项合计", "三项合计", "加起来")
"""Words that add up what stands before them; 共 alone may only count."""
_EVER = "累计"
_SILENT = frozenset({Sort.FILL, Sort.SUM, Sort.BARE_REQUEST})
_TOTALS = (RECEIVED, f"{OUTCOMES}.total")
_STANDING = ("in_force", "public_total")
"""The columns whose parts can be told before them: 继续有效26件，新制定5件，现行有效31件."""
_REST = ("其余", "剩余", "余下")
_MANY = 10


def _counts(tokens: Sequence[Token]) -> Iterator[tuple[int, Token]]:
    """The exact counts of a sentence that its changes from year to year do not make."""
    last = -1
    for at, token in enumerate(tokens):
        if token.sort is not Sort.COUNT:
            continue
        changes = any(word.sort is Sort.COMPARED for word in tokens[last + 1 : at])
        if token.mention is not None and not token.mention.vague and not changes:
            yield at, token
        last = at


def _words_before(tokens: Sequence[Token], at: int) -> list[Token]:
    """The words between a number and what ends before it: a stop or another number."""
    start = at
    while start and tokens[start - 1].sort not in (Sort.STOP, Sort.COUNT):
        start -= 1
    return list(tokens[start:at])


def _totals(tokens: Sequence[Token], counts: Sequence[tuple[int, Token]]) -> Iterator[tuple[int, Token]]:
    """The numbers that only say how many there are together: 合计60件."""
    for at, token in counts[1:]:
        sorts = {word.sort for word in _words_before(tokens, at)}
        if Sort.SUM in sorts and sorts <= _SILENT:
            yield at, token


def understood(claims: list[Claim], tokens: Sequence[Token]) -> list[Claim]:
    """The claims of a sentence, each with what its number may be besides, given what the sentence says after it."""
    claims = [
        evolve(claim, scope=Scope.NARROWER)
        if _has_a_sibling(claim, claims, tokens) or _is_part_of_another(claim, claims)
        else claim
        for claim in claims
    ]
    sorts = {token.sort for token in tokens}
    if sorts.isdisjoint((Sort.SUM, Sort.PART, Sort.ALSO, Sort.FOREIGN)):
        return claims
    counts = list(_counts(tokens))
    totals = list(_totals(tokens, counts)) if Sort.SUM in sorts else []
    return [_understood(claim, tokens, counts, totals) for claim in claims]


def _has_a_sibling(claim: Claim, claims: Sequence[Claim], tokens: Sequence[Token]) -> bool:
    """Whether another organ's number stands beside one: 我局办理16件，局属单位办理4件."""
    if claim.scope is not Scope.WHOLE:
        return False
    for other in claims:
        if other.scope is not Scope.NARROWER or other.about[0].plus[0].rows != claim.about[0].plus[0].rows:
            continue
        first, second = sorted((claim.at, other.at))
        between = [token.sort for token in tokens if first < token.start < second]
        clause = _words_before(tokens, next(i for i, token in enumerate(tokens) if token.start >= other.at))
        if (
            not set(between) & {Sort.PART, Sort.WHOLE}
            and any(word.sort in (Sort.ORGAN, Sort.GOVERNMENT) for word in clause)
            and not any(token.sort in (Sort.WIDE, Sort.EVERY) for token in tokens if token.start < claim.at)
        ):
            return True
    return False


def _is_part_of_another(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether the very same was counted before a number: 规章186部（省政府规章84部）, 收到申请713件，受理690件."""
    same = [other for other in claims if other.about[0] == claim.about[0]]
    if claim.about[0].plus[0].column in _STANDING:
        return any(other.number > claim.number and other.scope is not Scope.OTHER_YEAR for other in same)
    return any(other.at < claim.at and other.scope is Scope.WHOLE for other in same)


def _understood(
    claim: Claim, tokens: Sequence[Token], counts: Sequence[tuple[int, Token]], totals: Sequence[tuple[int, Token]]
) -> Claim:
    place = next((at for at, token in counts if token.start == claim.at), None)
    if place is None or not claim.number:
        return claim
    if _is_the_rest(claim, counts, place, tokens):
        return evolve(claim, scope=Scope.NARROWER)
    if claim.about[0].plus[0].column == "repealed":
        return evolve(claim, others=_with_lapsed(claim, tokens, counts, place))
    others = [_value(total) for at, total in totals if at > place and _alike(total, tokens[place])]
    others += [claim.number + _value(token) for token in _more_after(tokens, counts, place)]
    part = _part_after(tokens, place)
    if part is not None:
        words = tokens[place + 1 : part]
        if any(word.sort is Sort.FOREIGN for word in words):
            others.append(claim.number - _value(tokens[part]))
        ever = any(word.value.startswith(_EVER) for word in tokens[:place])
        if any(word.sort is Sort.THIS for word in words) and ever:
            return evolve(claim, scope=Scope.NARROWER)  # 累计收到874件，其中本年度65件
    return evolve(claim, others=tuple(others))


def _with_lapsed(
    claim: Claim, tokens: Sequence[Token], counts: Sequence[tuple[int, Token]], place: int
) -> tuple[Decimal, ...]:
    """Those repealed with those that have lapsed, which many report in one: 废止26件、宣布失效5件."""
    lapsed = [
        _value(token)
        for at, token in counts
        if at > place and any(w.value == "失效" for w in _words_before(tokens, at))
    ]
    return tuple(claim.number + number for number in lapsed)


def _is_the_rest(claim: Claim, counts: Sequence[tuple[int, Token]], place: int, tokens: Sequence[Token]) -> bool:
    """Whether a number is what is left of a total without the part before it: 16件，其中撤回2件，实际办理14件."""
    before = [(at, token) for at, token in counts if at < place and _alike(token, tokens[place])]
    if len(before) < 2 or claim.about[0].plus[0].rows not in _TOTALS:
        return False
    (whole, total), (part, taken) = before[-2:]
    announced = any(word.sort is Sort.PART for word in tokens[whole:part])
    if any(word.value in _REST for word in _words_before(tokens, place)):
        return True
    return announced and _value(total) - _value(taken) == claim.number


def _value(token: Token) -> Decimal:
    return token.mention.value if token.mention is not None else Decimal(0)


def _alike(total: Token, part: Token) -> bool:
    return total.mention is not None and part.mention is not None and total.mention.unit == part.mention.unit


def _more_after(tokens: Sequence[Token], counts: Sequence[tuple[int, Token]], place: int) -> list[Token]:
    """The next number, if there are so many more of the same: 收到700件，另有13件补正后受理."""
    at, more = next(((at, token) for at, token in counts if at > place), (0, None))
    named = any(word.sort is Sort.ALSO for word in _words_before(tokens, at))
    return [more] if more is not None and named and _alike(more, tokens[place]) else []


def _part_after(tokens: Sequence[Token], place: int) -> int | None:
    """Where the first part of a number stands that the words right after it announce."""
    after = tokens[place + 1 : place + 8]
    if not any(word.sort is Sort.PART for word in after[:2]):
        return None
    return next((place + 1 + i for i, word in enumerate(after) if word.sort is Sort.COUNT), None)


def closing(sentence: Sentence, tokens: Sequence[Token], before: Sequence[Token]) -> Iterator[Breakdown]:
    """The totals of a sentence that are none of the sums of the counts before them: 新收56件、结转4件，合计62件.

    Args:
        sentence: The sentence.
        tokens: Its tokens.
        before: Those of the sentence before, whose counts may be among the parts.
    """
    counts = list(_counts(tokens))
    for at, total in _totals(tokens, counts):
        if total.mention is None or all(word.value not in _SUMS for word in _words_before(tokens, at)):
            continue
        beside = [token.mention for place, token in counts if place < at and token.mention and _alike(total, token)]
        before_it = [place for place, _ in _totals(tokens, counts) if place < at]
        if before_it and sum(before_it[-1] < place < at for place, token in counts if _alike(total, token)) < 2:
            continue  # 合计642件；…19起，合计19件
        parts = [mention.value for mention in beside]
        slack = slack_of([total.mention, *beside])
        earlier = [_value(token) for _, token in _counts(before) if _alike(total, token)]
        several = len(parts) > 1 and len(parts) + len(earlier) <= _MANY
        if several and all(abs(found - total.mention.value) > slack for found in _sums(parts + earlier)):
            yield Breakdown(sentence, total.mention.value, tuple(parts), all=True, slack=slack)


def _sums(numbers: Sequence[Decimal]) -> set[Decimal]:
    """The sums of some of several numbers."""
    found = {Decimal(0)}
    for number in numbers:
        found |= {one + number for one in found}
    return found
