"""What a clause that says that there was none denies: a thing that the tables count, or something else."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from .about import ACTIVE, Label
from .clauses import NAMES
from .tokens import Token
from .vocabulary import Sort

_NAMED = (Sort.DISPUTE, Sort.DOCUMENT, Sort.DECISION, Sort.MONEY)
_WORK = "work"
"""What the words for work on something stand for."""
_MANNERS = (
    "及时",
    "认真",
    "规范",
    "妥善",
    "按时",
    "按期",
    "如期",
    "准确",
    "严格",
    "依法",
    "依规",
    "依法依规",
    "按规定",
    "主动",
    "全面",
)
CAUSES = (Sort.DECISION, Sort.DOCUMENT, Sort.MONEY, Sort.FOREIGN)
"""What disputes that are not about disclosure can be about."""
_ASKED_FOR = "not_processed"
"""The outcomes that an application has for what it asks."""
_CAUSED = ("引发", "引起", "导致", "引致", "诱发", "产生")
OF_SOME = (Sort.FOREIGN, Sort.VETO, Sort.ABOUT, Sort.CHANNEL, Sort.ORGAN, Sort.APPLICANT, Sort.UNKNOWN)
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


def denies(words: Sequence[Token]) -> bool:
    """Whether the words after one for none say of something in the tables that there was none of it."""
    words = [word for before, word in zip([None, *words], words, strict=False) if not _is_its_noun(before, word)]
    label = Label(words)
    if any(word.sort not in _AFTER_NONE or (word.mention and word.mention.value != 1) for word in words):
        return False
    if _is_done_otherwise(words) or _is_said_of_another(words) or _is_only_asked_for(label):
        return False
    of_cases = label.has(Sort.RESULT) or (label.has(Sort.OUTCOME) and label.has(Sort.DISPUTE))
    return label.has(*NAMES) and not of_cases and not label.has(Sort.UNFINISHED)


def _is_done_otherwise(words: Sequence[Token]) -> bool:
    """Whether it is the manner that is denied: 未受理的申请, 未按期废止, 应予公开而不予公开, 完善的依申请公开流程."""
    there_were = [word.sort for word in words[1:2]] == [Sort.OF] and words[0].sort in ACTIVE
    manner = bool(words) and words[0].value in _MANNERS
    return there_were or manner or any(word.value in ("应", _WORK) for word in words)


def _is_only_asked_for(label: Label) -> bool:
    """Whether applications did not come in, with a word for what would become of them: 未收到涉及国家秘密的申请."""
    becomes = any(not value.startswith(_ASKED_FOR) for value in label.values(Sort.OUTCOME))
    return becomes and label.has(Sort.RECEIVE, Sort.RECEIVE_NEW)


def is_caused(words: Sequence[Token]) -> bool:
    """Whether cases are denied as what something spoken of before them led to: 调解纠纷128起，未引发行政诉讼."""
    sorts = {word.sort for word in words}
    return Sort.DISPUTE in sorts and any(word.value in _CAUSED for word in words)


def is_about_another(before: Sequence[Token], denied: Sequence[Token]) -> bool:
    """Whether cases are denied that are about what the clause has named: 行政许可零复议、零诉讼."""
    return any(word.sort in CAUSES for word in before) and any(word.sort is Sort.DISPUTE for word in denied)


def _is_its_noun(before: Token | None, word: Token) -> bool:
    """Whether a word is an answer of the kind named before it: 部分公开答复."""
    return word.sort is Sort.ANSWER and before is not None and before.sort is Sort.OUTCOME


def _is_said_of_another(words: Sequence[Token]) -> bool:
    """Whether cases are denied that are about something named before them: 没有对行政处罚决定申请复议."""
    named = [i for i, word in enumerate(words) if word.sort in _NAMED]
    return any(
        words[b].sort is Sort.DISPUTE
        and words[a].sort is not Sort.DISPUTE
        and all(word.sort is not Sort.AND for word in words[a:b])
        for a, b in itertools.pairwise(named)
    )


def _is_qualified(words: Sequence[Token], i: int) -> bool:
    """Whether the name before says which of these there were none of: 复议后起诉的行政诉讼."""
    return i > 1 and words[i - 1].sort is Sort.OF and words[i - 2].sort is words[i].sort


def goes_on_denying(clause: Sequence[Token], mark: int) -> bool:
    """Whether a further word for none says that there was none of something else, too."""
    return clause[mark].value[0] in "也亦既并均皆全零" or clause[mark - 1].sort is Sort.AND


def alternatives(words: Sequence[Token]) -> Iterator[list[Token]]:
    """Each thing named, by itself, with what is said of all: 行政复议、行政诉讼; 规章和规范性文件."""
    named = [word for i, word in enumerate(words) if word.sort in _NAMED and not _is_qualified(words, i)]
    requests = [i for i, word in enumerate(words) if word.sort in (Sort.REQUEST, Sort.BARE_REQUEST)]
    rest = [word for word in words if word.sort not in _NAMED]
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
