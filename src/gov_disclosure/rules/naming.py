"""How a message names a place of the form, in either language."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from typing import Any

from attrs import frozen

from ..i18n import Language, Listed, Renderable, msg
from ..report.layout import layout
from ..report.model import Report


@frozen
class Named:
    """The label of an address, as the form of `edition` prints it."""

    address: str
    edition: str
    short: bool = False

    def render(self, lang: Language) -> str:
        """The label in `lang`."""
        return layout(self.edition).label(self.address, lang, short=self.short)


def named(report: Report, address: str) -> Named:
    """An address by its full label."""
    return Named(address, report.edition)


def listed(report: Report, addresses: tuple[str, ...]) -> Listed:
    """Several addresses by their labels; all cells of a row by it, several by it and their columns."""
    form = layout(report.edition)
    parts: list[Renderable] = []
    for row, cells in itertools.groupby(addresses, key=lambda a: form.cells[a][0].address if a in form.cells else a):
        found = tuple(cells)
        if row in form.rows and len(found) > 1:
            columns = Listed(
                tuple(Named(f"{row.partition('.')[0]}.{a.rpartition('.')[2]}", report.edition) for a in found)
            )
            whole = found == form.rows[row].cells
            parts.append(Named(row, report.edition) if whole else _RowAndColumns(Named(row, report.edition), columns))
        else:
            parts += (Named(address, report.edition) for address in found)
    return Listed(tuple(parts))


@frozen
class _RowAndColumns:
    """Some columns of a row."""

    row: Named
    columns: Listed

    def render(self, lang: Language) -> str:
        """The row, and the columns in brackets."""
        before, after = ("（", "）") if lang == "zh" else (" (", ")")
        return f"{self.row.render(lang)}{before}{self.columns.render(lang)}{after}"


# Cells of several years -------------------------------------------------------------------------------------------

_IN_YEAR = re.compile(r"([0-9]+):(.+)", re.DOTALL)


def in_year(year: Any, address: str) -> str:
    """An address in the report on `year`, as rules of a series write it: ``2023:requests.received.total``."""
    return f"{year}:{address}"


def year_and_address(cell: str) -> tuple[int | None, str]:
    """The year that an address begins with, or None, and the address itself."""
    found = _IN_YEAR.fullmatch(cell)
    return (int(found[1]), found[2]) if found else (None, cell)


def dated(reports: Iterable[Report], cells: Iterable[str]) -> Listed:
    """Cells of several years, all with their year, by their labels."""
    asked = [year_and_address(cell) for cell in cells]
    parts = []
    for report in reports:
        own = tuple(address for year, address in asked if year == report.year)
        if own:
            parts.append(msg("{year} {cells}", year=report.year, cells=listed(report, own)))
    return Listed(tuple(parts))
