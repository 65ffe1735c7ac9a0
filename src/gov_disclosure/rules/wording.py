"""One fast look at what a report says outside its cells: what occurs there of which a rule speaks."""

from __future__ import annotations

from operator import attrgetter

from ..report.cells import UNKNOWN
from ..report.layout import sections
from ..report.model import Report
from .cells import makes_no_rules
from .claims.sentences import may_claim
from .contents import deals_with_all, names_itself, states_fees, states_its_year
from .structure import is_in_force, says_something
from .survey import Trait

_PRESCRIBED = [section.label.printed for section in sections().values()]
_headings = attrgetter(*(f"{key}.heading" for key in sections()))


def traits_of_text(report: Report) -> list[Trait]:  # noqa: C901 - a plain question for each trait
    """What occurs in title, headings, texts and notes."""
    traits = []
    outline = report.outline
    if [*_headings(report)] != _PRESCRIBED or outline is UNKNOWN or [e.text for e in outline] != _PRESCRIBED:
        traits.append(Trait.HEADINGS)
    if report.notes or report.unread:
        traits.append(Trait.NOTED)
    if not says_something(report):
        traits.append(Trait.EMPTY)
    if not is_in_force(report):
        traits.append(Trait.FORM)
    if not names_itself(report):
        traits.append(Trait.TITLE)
    if not states_its_year(report):
        traits.append(Trait.PERIOD)
    if not deals_with_all(report):
        traits.append(Trait.ASPECTS)
    if not states_fees(report):
        traits.append(Trait.FEES)
    if not makes_no_rules(report):
        traits.append(Trait.RULES)
    if may_claim(report):
        traits.append(Trait.PROSE)
    return traits
