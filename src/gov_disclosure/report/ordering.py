"""Where in its document that stands which a finding is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .layout import layout
from .model import Report

Rank = tuple[float, float]


def document_order(report: Report) -> Callable[[str], Rank]:
    """What ranks addresses as they follow each other in a report's document.

    The sections stand as its headings do, one without a heading after the one before it in the form; within a section
    the form's order counts, and a row that could not be placed stands at the head of its table. What is about the
    report as a whole comes first.
    """
    form = layout(report.edition)
    sections = _as_found(form.sections, report)
    of_table = {table.number: table.key for table in form.tables}

    def rank(address: str) -> Rank:
        section, _, rest = address.partition(".")
        within = 0.0
        if section == "unread":
            section, within = of_table.get(report.unread[int(rest)].table or 0, ""), 0.5
        elif section == "outline" and isinstance(report.outline, tuple):
            address = section = report.outline[int(rest)].section or ""
        if section not in sections:
            return -1, -1
        return sections[section], form.order.get(address, form.order[section] + within)

    return rank


def _as_found(sections: Iterable[str], report: Report) -> dict[str, float]:
    """The rank of each section in the document."""
    outline = report.outline if isinstance(report.outline, tuple) else ()
    found = {key: rank for rank, key in enumerate(dict.fromkeys(entry.section for entry in outline if entry.section))}
    ranks: dict[str, float] = {}
    last = -1.0
    for key in sections:
        last = ranks[key] = found.get(key, last + 0.1)
    return ranks
