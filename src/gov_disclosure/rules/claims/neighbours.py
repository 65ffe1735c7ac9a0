"""What the words beside a number, and the numbers before it in its clause, do to what it counts."""

from __future__ import annotations

from collections.abc import Sequence

from .about import ACTIVE
from .clauses import NAMES, Item
from .scope import is_narrow
from .tokens import Token
from .vocabulary import Sort

ANEW = (Sort.SELF, Sort.WIDE, Sort.THIS, Sort.EVERY, Sort.DISPUTE, Sort.DOCUMENT, Sort.DECISION)
"""What shows that a sentence no longer speaks of the part that the one before spoke of."""
_OF_SOMEBODY = ("人", "名", "家", "户", "位", "人次", "天")
"""The units of those who act: what is counted behind them in a clause is theirs alone."""
_OF_ITS_OWN = frozenset(
    {
        Sort.UNKNOWN, Sort.FOREIGN, Sort.CHANNEL, Sort.ORGAN, Sort.GOVERNMENT, Sort.ABOUT, Sort.VETO, Sort.BARE_REQUEST,
        Sort.DECISION, Sort.DOCUMENT, Sort.DISPUTE,
    }
)  # fmt: skip
"""What shows that a number is of something that is not understood."""
_COMPARED_WITH = ("相比", "相较", "对比")
"""What ends a comparison before what is compared: 与上年相比，新收申请（61件）."""
OTHERS = ("其他", "其它")
_OF_ITSELF = frozenset({Sort.DISCLOSURE, Sort.REQUEST, Sort.SELF, Sort.WIDE, Sort.THIS, Sort.EVERY, Sort.FOREIGN})
"""What shows that a number says by itself what it counts."""


_BY = {
    Sort.CHANNEL: ("渠道", "方式", "途径", "形式"),
    Sort.APPLICANT: ("申请主体", "主体", "申请人", "身份"),
    Sort.ABOUT: ("内容", "申请事项", "事项", "领域", "类别"),
    Sort.OUTCOME: ("答复", "答复结果", "办理结果", "处理结果", "结果", "办理情况"),
}
_OF_SOME = (Sort.CHANNEL, Sort.ABOUT)
_OF_ALL = (Sort.APPLICANT, Sort.OUTCOME)
_SEEN = ("看", "来看", "上看", "类型看", "方面", "统计", "分")
"""What ends the words that tell how the numbers after them divide a total: 从申请渠道看."""


def divides_by(clause: Sequence[Token]) -> Sort | None:
    """By what the numbers after a clause divide the total, if it only says so: 从申请渠道看, 申请主体方面."""
    if not clause or clause[-1].value not in _SEEN:
        return None
    values = {token.value for token in clause}
    return next((sort for sort, words in _BY.items() if not values.isdisjoint(words)), None)


def divides_anew(before: Sort | None, clause: Sequence[Token]) -> bool:
    """Whether a clause leaves the channels or subjects aside by which a total was divided, for what the tables tell."""
    return before in _OF_SOME and divides_by(clause) in _OF_ALL


def says_little(item: Item) -> bool:
    """Whether the words beside a number leave open what it counts, but for what was done: 办结87件."""
    mention = item.count.mention if item.count else None
    return mention is not None and mention.is_count and {word.sort for word in item.words}.isdisjoint(_OF_ITS_OWN)


def gives_reason(pending: Sequence[Token], sorts: set[Sort]) -> bool:
    """Whether the clause before says for which reason an outcome was: 对行政执法案卷类申请，不予公开2件."""
    return Sort.OUTCOME in sorts and any(word.sort is Sort.OUTCOME and "." in word.value for word in pending)


def goes_unsaid(words: Sequence[Token]) -> bool:
    """Whether what is named is only some of what is counted: 无法提供、不予处理等情形21件, 《…》等3件规范性文件."""
    named = [i for i, word in enumerate(words) if word.sort in NAMES]
    after = words[named[-1] + 1 :] if len(named) > 1 or (named and words[named[0]].sort is Sort.OUTCOME) else ()
    before = words[: named[0]] if named and words[named[0]].sort is Sort.DOCUMENT else ()
    return any(word.value == "等" for word in (*before, *after))


def shares_words(item: Item) -> bool:
    """Whether the words before the first of several numbers are said of another, too: 其他行政复议14件、行政诉讼9件."""
    sorts = {word.sort for word in item.own}
    joined = bool(item.own) and item.own[0].sort is Sort.AND and sorts.isdisjoint(_OF_ITSELF)
    return joined and not sorts.isdisjoint((Sort.DISPUTE, Sort.DOCUMENT, Sort.DECISION))


def goes_with(first: Item, item: Item) -> bool:
    """Whether what is done with the first of several things is not understood: 参与审查决策26件、信息公开答复9件."""
    joined = bool(item.own) and item.own[0].sort is Sort.AND
    return joined and any(word.sort is Sort.VETO and word.value not in OTHERS for word in first.own)


def says_more(item: Item) -> bool:
    """Whether words beside a number change what it counts: 减少行政复议2件, 行政处罚听证3件, 公开行政许可9件."""
    sorts = {word.sort for word in item.own}
    changed = {Sort.OUTCOME, Sort.DECISION} <= sorts or not sorts.isdisjoint((Sort.COMPARED, Sort.FOREIGN))
    return changed or is_narrow(item.own)


def acts(item: Item) -> Sort | None:
    """By what sort of word what is counted behind a number is of those alone: 35人提出, 结转的5件已办结."""
    if item.count is not None and item.count.value in _OF_SOMEBODY:
        return Sort.APPLICANT
    return Sort.CARRY if any(word.sort is Sort.CARRY for word in item.own) else None


def is_of_those(some: Sort | None, item: Item) -> bool:
    """Whether a number counts only what those counted before it in the clause did, or what became of them."""
    sorts = {word.sort for word in item.words}
    return some is not None and sorts.isdisjoint(ANEW) and not (some is Sort.CARRY and Sort.AND in sorts)


def only_asks(item: Item) -> bool:
    """Whether applications are only made, not received or dealt with: 共4名，累计申请83件."""
    sorts = {word.sort for word in item.words}
    return Sort.BARE_REQUEST in sorts and sorts.isdisjoint((*ACTIVE, Sort.OUTCOME, Sort.APPLICANT))


def starts_a_change(item: Item, pending: Sequence[Token]) -> bool:
    """Whether a number is where a change begins: 由12件下降为9件, 较上年（12件）减少."""
    before = [word for word in pending if not word.depth]
    compared = next((word.value for word in reversed(before) if word.sort is Sort.COMPARED), "")
    if item.count is not None and item.count.depth and compared and not compared.endswith(_COMPARED_WITH):
        return True
    return bool(item.own) and item.own[-1].value in ("由", "从")
