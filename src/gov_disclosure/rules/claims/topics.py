"""What a sentence turns out to be about as a whole, before its numbers are read."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from .about import OPENED, Context
from .model import ORGANISATIONS
from .tokens import Token
from .vocabulary import Sort

_ALL_KINDS = ("各类", "各种", "各项")


def names_some_later(tokens: Sequence[Token]) -> bool:
    """Whether a sentence goes on to say what the cases that it counts are about: 其中政府信息公开类9件、行政处罚5件."""
    counted = begun = named = False
    for token in tokens:
        counted = counted or token.sort is Sort.COUNT
        if token.sort in (Sort.PART, Sort.ALL) or token.value in "（；":
            begun, named = counted and token.value != "；", False
        elif begun and token.sort in (Sort.DISCLOSURE, Sort.DECISION):
            named = True
        elif named and token.sort is Sort.COUNT:
            return True
    return named and Sort.DECISION in {token.sort for token in tokens}


def carries_over(sorts: set[Sort]) -> bool:
    """Whether a sentence carries something over from or to another year, as is done with applications."""
    return Sort.CARRY in sorts and Sort.FOREIGN not in sorts and not sorts.isdisjoint((Sort.LAST, Sort.NEXT))


def names_other_applications(tokens: Sequence[Token], *, anew: bool) -> bool:
    """Whether the applications are for something else than information: 受理申请86件，其中低保申请12件.

    Args:
        tokens: The tokens of a sentence.
        anew: Whether nothing was spoken of before; else it has to say that they are of all kinds: 受理各类申请.
    """
    sorts = {token.sort for token in tokens}
    pairs = list(itertools.pairwise(tokens))
    return (
        sorts.isdisjoint((Sort.REQUEST, Sort.DISCLOSURE, Sort.OUTCOME, Sort.APPLICANT))
        and any(a.sort is Sort.UNKNOWN and b.sort is Sort.BARE_REQUEST for a, b in pairs)
        and (anew or any(a.value in _ALL_KINDS and b.sort is Sort.BARE_REQUEST for a, b in pairs))
    )


def names_outcomes(tokens: Sequence[Token]) -> bool:
    """Whether outcomes are named in the form's words, which speak of applications alone."""
    sorts = {token.sort for token in tokens}
    return sorts.isdisjoint((Sort.FOREIGN, Sort.DISPUTE, Sort.DOCUMENT, Sort.DECISION)) and any(
        token.sort is Sort.OUTCOME and token.value != OPENED for token in tokens
    )


def names_both(tokens: Sequence[Token]) -> bool:
    """Whether natural persons are told apart from organisations, or from 企业 by their full name, as applicants are."""
    named = {token.value: token.end - token.start for token in tokens if token.sort is Sort.APPLICANT}
    by_full_name = named.get("natural_person") == len("自然人")
    return "natural_person" in named and (ORGANISATIONS in named or (by_full_name and len(named) > 1))


def says_why(clause: Sequence[Token], context: Context) -> bool:
    """Whether a clause only says why the cases spoken of were brought: 均由不服复议决定引起."""
    reasons = any(word.sort is Sort.ALL or word.value == "不服" for word in clause)
    return reasons and context.topic == "disputes" and context.near
