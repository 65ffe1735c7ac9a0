"""One fast look at what a report says outside its cells: what occurs there of which a rule speaks."""

from __future__ import annotations

from collections.abc import Callable, Container
from operator import attrgetter
from typing import TypeAlias

from ..report.cells import UNKNOWN
from ..report.layout import sections
from ..report.model import Report
from .cells import makes_no_rules
from .claims.sentences import may_claim
from .contents import deals_with_all, names_itself, states_fees, states_its_year
from .structure import is_in_force, says_something
from .survey import Trait

_PRESCRIBED = tuple(section.label.printed for section in sections().values())
_headings = attrgetter(*(f"{key}.heading" for key in sections()))


def _has_odd_headings(report: Report) -> bool:
    outline = report.outline
    if _headings(report) != _PRESCRIBED or outline is UNKNOWN:
        return True
    return tuple([entry.text for entry in outline]) != _PRESCRIBED


def _is_noted(report: Report) -> bool:
    return bool(report.notes or report.unread)


Question: TypeAlias = tuple[Trait, Callable[[Report], bool], bool]
QUESTIONS: tuple[Question, ...] = (
    (Trait.HEADINGS, _has_odd_headings, True),
    (Trait.NOTED, _is_noted, True),
    (Trait.EMPTY, says_something, False),
    (Trait.FORM, is_in_force, False),
    (Trait.TITLE, names_itself, False),
    (Trait.PERIOD, states_its_year, False),
    (Trait.ASPECTS, deals_with_all, False),
    (Trait.FEES, states_fees, False),
    (Trait.RULES, makes_no_rules, False),
    (Trait.PROSE, may_claim, True),
)
"""What is asked of title, headings, texts and notes: a trait, a question, and the answer that shows the trait."""


def questions_about(traits: Container[Trait]) -> tuple[Question, ...]:
    """The questions whose answers show these traits."""
    return tuple(question for question in QUESTIONS if question[0] in traits)


def traits_of_text(report: Report, questions: tuple[Question, ...] = QUESTIONS) -> list[Trait]:
    """What occurs in title, headings, texts and notes, as far as it is asked."""
    return [trait for trait, question, telling in questions if question(report) is telling]
