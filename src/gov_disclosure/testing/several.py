"""Strategies for several reports: the years of one body, and a whole with its parts."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import strategies as st

from ..report.editions import EDITIONS
from ..report.layout import layout
from ..report.model import Report
from ..report.replacing import replaced as changed
from ..report.titles import PHRASE
from .strategies import reports, years_of

Draw = st.DrawFn

_DEPARTMENTS = ("财政局", "教育局", "民政局", "水利局", "审计局", "司法局", "统计局", "体育局")
_DOCUMENTS = ("government_rules", "normative_documents")


@st.composite
def series(draw: Draw, *, first_year: int = 2021, min_size: int = 2, max_size: int = 4) -> list[Report]:
    """The reports of one body on years that follow on, each of them consistent, and with each other.

    Args:
        draw: Given by Hypothesis.
        first_year: The year of the first report, 2021 or later.
        min_size: How many reports there are at least.
        max_size: How many there are at most.

    Returns:
        A strategy for lists of reports, ordered by year, in which no figure that is carried on from year to year is
        wrong.
    """
    size = draw(st.integers(min_size, max_size))
    found: list[Report] = []
    for year in range(first_year, first_year + size):
        report = draw(reports("2021", years=[year]))
        found.append(_following(found[-1], report) if found else report)
    return found


def _following(earlier: Report, later: Report) -> Report:
    """The later report as it would be after the earlier one, of the same body."""
    figures: dict[str, Any] = {}
    columns = layout("2021").rows["requests.carried_in"].columns
    for key in [column.key for column in columns if column.meta.role != "total"]:
        carried_in = earlier.number(f"requests.carried_out.{key}")
        dealt_with = later.number(f"requests.outcomes.total.{key}")
        carried_out = max(later.number(f"requests.carried_out.{key}"), carried_in - dealt_with)
        received = dealt_with + carried_out - carried_in
        for name, number in (("received", received), ("carried_in", carried_in), ("carried_out", carried_out)):
            figures[f"requests.{name}.{key}"] = number
            figures[f"requests.{name}.total"] = figures.get(f"requests.{name}.total", 0) + number
    for kind in _DOCUMENTS:
        figures |= _in_force(earlier, later, f"proactive_disclosure.{kind}")
    return named(changed(later, figures), str(earlier.issuer))


def _in_force(earlier: Report, later: Report, row: str) -> dict[str, Any]:
    """Documents of the later year that follow from those of the earlier one; none for a body that has never any."""
    before, issued = earlier.number(f"{row}.in_force"), later.number(f"{row}.issued")
    if not before and not earlier.number(f"{row}.issued"):
        return {f"{row}.{key}": 0 for key in ("issued", "repealed", "in_force")}
    repealed = min(later.number(f"{row}.repealed"), before + issued)
    return {f"{row}.repealed": repealed, f"{row}.in_force": before + issued - repealed}


def named(report: Report, issuer: str) -> Report:
    """A report of another body."""
    return attrs.evolve(report, issuer=issuer, title=f"{issuer}{report.year}年{PHRASE}")


@st.composite
def groups(draw: Draw, edition: str = "2021", *, min_size: int = 1, max_size: int = 4) -> tuple[Report, list[Report]]:
    """A consolidated report and the reports of its parts, on one year.

    Args:
        draw: Given by Hypothesis.
        edition: Key of the edition.
        min_size: How many parts there are at least.
        max_size: How many there are at most, up to 8.

    Returns:
        A strategy for pairs of the whole and the list of its parts; each figure of the whole is the sum of theirs.
    """
    size = draw(st.integers(min_size, max_size))
    year = draw(st.sampled_from(years_of(EDITIONS[edition])))
    parts = [draw(reports(edition, years=[year])) for _ in range(size)]
    parts = [named(part, f"安平市{department}") for part, department in zip(parts, _DEPARTMENTS, strict=False)]
    sums = {cell: sum(part.number(cell) for part in parts) for cell in layout(edition).addresses}
    return named(changed(parts[0], sums), "安平市人民政府"), parts
