"""The figures of several reports side by side: those of two years, or those of a whole and of its parts."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..findings import Finding
from ..i18n import Language, msg
from ..report.layout import Layout, layout
from ..rules.consolidation import Consolidation
from ..rules.naming import year_and_address
from .drawing import beside, figure, mark_for
from .result import CheckedGroup, CheckedSeries


def by_year(series: CheckedSeries, finding: Finding, lang: Language, console: Console) -> Table | None:
    """The cells of a finding with a column for each year; None if they are all of one year."""
    asked = [(year or finding.year, address) for year, address in map(year_and_address, finding.cells)]
    years = sorted({year for year, _ in asked if year is not None})
    form = _form(series, finding)
    addresses = [address for address in dict.fromkeys(address for _, address in asked) if address in form.cells]
    if len(years) < 2 or not addresses:
        return None
    wrong = (finding.year, finding.problem.at or finding.cells[-1])
    rows = {
        label: [
            _figure(series, year, address, wrong, console) if (year, address) in asked else Text("") for year in years
        ]
        for label, address in zip(_labels(form.edition.key, addresses, lang), addresses, strict=True)
    }
    return beside(map(str, years), rows, lang)


def _form(series: CheckedSeries, finding: Finding) -> Layout:
    report = series.on(finding.year).report
    if report is None:
        raise TypeError("a file that could not be read is in no series")
    return layout(report.edition)


def _figure(series: CheckedSeries, year: int, address: str, wrong: tuple[int | None, str], console: Console) -> Text:
    report = series.on(year).report
    known = report is not None and address in layout(report.edition).cells
    return figure(report[address], (year, address) == wrong, mark_for(console)) if report and known else Text("")


def _labels(edition: str, cells: Sequence[str], lang: Language) -> list[str]:
    """What tells cells of one edition apart: in one row the columns, else rows and columns."""
    form = layout(edition)
    if len({form.cells[cell][0] for cell in cells}) == 1:
        return [form.label(f"{form.cells[cell][0].table}.{form.cells[cell][1].key}", lang) for cell in cells]
    short = [form.label(cell, lang, short=True) for cell in cells]
    return short if len(set(short)) == len(cells) else [form.label(cell, lang) for cell in cells]


def sides_of(group: CheckedGroup) -> Consolidation | None:
    """The whole and the sums of its parts; None if the whole could not be read."""
    whole = group.whole.report
    if whole is None:
        return None
    parts = [report for part in group.parts if part.path not in group.forms and (report := part.report)]
    return Consolidation(whole, parts)


def with_sums(sides: Consolidation | None, finding: Finding, lang: Language, console: Console) -> Table | None:
    """The cells of a finding: what the whole says, and what its parts add up to."""
    if sides is None:
        return None
    whole = sides.whole
    cells = [cell for cell in finding.cells if cell in sides.differences]
    rows: dict[str, Sequence[Text]] = {
        label: [
            figure(whole[cell], True, mark_for(console)),
            Text(f"{sides.sum_of(cell)}"),
            Text(f"{sides.differences[cell]:+}"),
        ]
        for label, cell in zip(_labels(whole.edition, cells, lang), cells, strict=True)
    }
    headings = (msg("whole"), msg("sum of {count} parts", count=len(sides.parts)), msg("difference"))
    return beside([heading.render(lang) for heading in headings], rows, lang) if rows else None
