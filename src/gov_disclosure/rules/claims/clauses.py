"""A sentence in clauses, and the words that belong to each number."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from attrs import frozen

from .tokens import Token
from .vocabulary import Sort

STOPS = "，：；。（）！？"
CONTENT = frozenset(
    {
        Sort.REQUEST, Sort.BARE_REQUEST, Sort.RECEIVE, Sort.RECEIVE_NEW, Sort.HANDLE, Sort.ANSWER, Sort.UNFINISHED,
        Sort.ISSUE, Sort.REPEAL, Sort.IN_FORCE, Sort.DECIDE, Sort.CARRY, Sort.OUTCOME, Sort.RESULT, Sort.CLOSED,
        Sort.APPLICANT, Sort.DISPUTE, Sort.DOCUMENT, Sort.DECISION, Sort.MONEY, Sort.FOREIGN, Sort.CHANNEL, Sort.ABOUT,
        Sort.ORGAN, Sort.GOVERNMENT, Sort.UNKNOWN, Sort.VETO, Sort.DISCLOSURE, Sort.ARISE,
    }
)  # fmt: skip
"""The sorts of words that say what a number is about."""
NAMES = frozenset(
    {
        Sort.REQUEST, Sort.BARE_REQUEST, Sort.UNFINISHED, Sort.CARRY, Sort.OUTCOME, Sort.RESULT, Sort.APPLICANT,
        Sort.DISPUTE, Sort.DOCUMENT, Sort.DECISION, Sort.MONEY, Sort.FOREIGN, Sort.REPEAL, Sort.IN_FORCE,
    }
)  # fmt: skip
"""The sorts of words that name the thing counted."""
_NAMES_IN_ROW = (Sort.DISPUTE, Sort.DOCUMENT, Sort.DECISION, Sort.OUTCOME, Sort.APPLICANT, Sort.RESULT)


_TRANSITIONS = ("降至", "增至", "升至", "减至", "降为", "增为")
_TO = ("到", "至", "为")
_AMONG = ("中", "里", "内")


def turns_into(words: Sequence[Token]) -> bool:
    """Whether words tell that a number has become another: 下降到, 增至."""
    return any(
        word.value in _TRANSITIONS or (word.sort is Sort.COMPARED and following is not None and following.value in _TO)
        for word, following in zip(words, [*words[1:], None], strict=True)
    )


@frozen(eq=False)
class Item:
    """A number and the words that say what it counts; `count` is None for a clause without a number."""

    words: tuple[Token, ...]
    count: Token | None = None
    own: tuple[Token, ...] = ()


def clauses(tokens: Sequence[Token]) -> Iterator[tuple[str, list[Token]]]:
    """The clauses between stops, each with the stop before it; quotation marks are left aside."""
    before, clause = "", []
    for token in tokens:
        if token.sort is not Sort.STOP:
            clause.append(token)
        elif token.value in STOPS:
            if clause:
                yield before, clause
                before, clause = "", []
            before = "（" if token.value == "（" or (before == "（" and not clause) else token.value
    if clause:
        yield before, clause


def items(clause: Sequence[Token]) -> list[Item]:
    """The numbers of a clause with the words beside each, left or right as the clause has it."""
    counts = [i for i, token in enumerate(clause) if token.sort is Sort.COUNT]
    if not counts:
        return [Item(tuple(clause))]
    among = next((i + 1 for i in range(counts[0] + 1, counts[-1]) if _is_among(clause, i)), 0)
    if among:
        return [*items(clause[:among]), *items(clause[among:])]
    if len(counts) == 1:
        clause = _without_what_is_told(clause, counts[0])
    edges = [-1, *counts, len(clause)]
    between = [tuple(clause[a + 1 : b]) for a, b in itertools.pairwise(edges)]
    between[-1] = _without_a_share(between[-1])
    numbers = [clause[i] for i in counts]
    if len(numbers) > 1 and any(word.sort is Sort.EACH for word in between[0]):
        return _distributed(between, numbers)
    if _has_content(between[0]):
        labels = _labels_before(between)
        if not any(word.sort in NAMES for word in labels[-1]) or len(numbers) == 1:
            labels[-1] = (*labels[-1], *between[-1])
    else:
        labels = _labels_after(between)
    return [Item(label, number, label) for label, number in zip(labels, numbers, strict=True)]


def _without_a_share(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words behind a number without the share that it is of something: 自然人66件、占89%."""
    share = next((i for i, word in enumerate(words) if word.sort is Sort.SHARE), None)
    if share is None or words[-1].sort is not Sort.PERCENT:
        return words
    return words[: share - 1] if share and words[share - 1].sort is Sort.AND else words[:share]


def _without_what_is_told(clause: Sequence[Token], count: int) -> Sequence[Token]:
    """A clause without what it tells of all documents that it counts: 新制定的6件规范性文件均同步解读."""
    told = next((i for i in range(count + 1, len(clause)) if clause[i].sort is Sort.ALL), len(clause))
    kept = {word.sort for word in clause[:told]}
    acts = (Sort.ISSUE, Sort.REPEAL, Sort.IN_FORCE)
    if Sort.DOCUMENT not in kept or kept.isdisjoint(acts) or any(word.sort in acts for word in clause[told:]):
        return clause
    return clause[:told]


def _is_among(clause: Sequence[Token], i: int) -> bool:
    """Whether what follows counts some of those counted before: 收到的6件申请中有2件."""
    before = clause[i - 1]
    counted = before.sort in NAMES or before.sort is Sort.ANSWER or (before.mention and before.value != "个")
    return clause[i].value in _AMONG and bool(counted)


def _has_content(words: Sequence[Token]) -> bool:
    return any(word.sort in CONTENT for word in words)


def _labels_before(between: list[tuple[Token, ...]]) -> list[tuple[Token, ...]]:
    """Labels that stand before their numbers; what ends before 和 or 、 may still be the name of the last number."""
    labels = list(between[:-1])
    for i in range(1, len(labels)):
        cut = next((at for at, word in enumerate(labels[i]) if word.sort is Sort.AND), 0)
        if cut and not any(word.sort in NAMES for word in labels[i - 1]):
            labels[i - 1], labels[i] = (*labels[i - 1], *labels[i][:cut]), labels[i][cut + 1 :]
    return labels


def _labels_after(between: list[tuple[Token, ...]]) -> list[tuple[Token, ...]]:
    """Labels that stand behind their numbers: 12件予以公开、4件部分公开."""
    labels = list(between[1:])
    if len(labels) > 1 and not _has_content(labels[-1]):
        labels[-2:] = [(), labels[-2]]
    labels = [*_with_result(labels[:-1], labels[-1]), labels[-1]]
    return [(*between[0], *labels[0]), *labels[1:]]


def _with_result(labels: list[tuple[Token, ...]], last: tuple[Token, ...]) -> list[tuple[Token, ...]]:
    """Labels with the result that the last one tells of them all: 5件行政复议、2件行政诉讼被纠正."""
    sorts = {word.sort for word in last}
    if not {Sort.DISPUTE, Sort.RESULT} <= sorts or Sort.ALL in sorts:
        return labels
    results = tuple(word for word in last if word.sort is Sort.RESULT)
    plain = all({Sort.DISPUTE} <= {w.sort for w in label} <= {Sort.DISPUTE, Sort.FILL, Sort.AND} for label in labels)
    return [(*label, *results) for label in labels] if plain else labels


def _distributed(between: list[tuple[Token, ...]], numbers: list[Token]) -> list[Item]:
    """Things named first, and their numbers after them: 复议、诉讼分别为9件和7件; no words if they do not pair."""
    words = between[0]
    for sorts in (_NAMES_IN_ROW, (*_NAMES_IN_ROW, Sort.REQUEST, Sort.BARE_REQUEST)):
        named = [word for word in words if word.sort in sorts]
        if len(named) == len(numbers) and not any(_has_content(after) for after in between[1:-1]):
            return _paired(words, named, numbers)
    for sort in (Sort.RESULT, Sort.OUTCOME, Sort.APPLICANT):  # 行政复议维持、纠正分别为5件和1件
        named = [word for word in words if word.sort is sort]
        others = [word for word in words if word.sort in _NAMES_IN_ROW and word.sort is not sort]
        if len(named) == len(numbers) and len(others) < 2 and not any(_has_content(after) for after in between[1:-1]):
            return _paired(words, named, numbers)
    return [Item((), number) for number in numbers]


def _paired(words: Sequence[Token], named: Sequence[Token], numbers: Sequence[Token]) -> list[Item]:
    """Each number with the name that is its own, and with the words that are said of all."""
    rest = [word for word in words if word not in named and word.sort is not Sort.EACH]
    return [Item((*rest, name), number, (*rest, name)) for name, number in zip(named, numbers, strict=True)]
