"""What the rules of a series share: the pairs of years to compare, and the cells of two years."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from attrs import frozen

from ..i18n import msg
from ..report.cells import ABSENT, UNKNOWN, Cell, Unreadable
from ..report.layout import layout
from ..report.model import NotEvaluated, Report, number_of
from .naming import dated, in_year

Cells: TypeAlias = Mapping[str, Cell]
"""Cells by their address with the year."""

_MOST_NAMED = 6

ANOTHER_FORM = msg("the two years' forms of the table differ")


@frozen(eq=False)
class Pair:
    """The reports on two years that follow on."""

    earlier: Report
    later: Report

    def __iter__(self) -> Iterator[Report]:
        return iter((self.earlier, self.later))

    @property
    def years(self) -> dict[str, object]:
        """The two years, as messages name them."""
        return {"year": self.earlier.year, "next_year": self.later.year}

    def before(self, *addresses: str) -> dict[str, Cell]:
        """Cells of the earlier year."""
        return {in_year(self.earlier.year, address): self.earlier[address] for address in addresses}

    def after(self, *addresses: str) -> dict[str, Cell]:
        """Cells of the later year."""
        return {in_year(self.later.year, address): self.later[address] for address in addresses}

    def unknown(self, cells: Cells) -> NotEvaluated:
        """Says that some of the cells are not known, and which."""
        found = [address for address, cell in cells.items() if is_open(cell)]
        return NotEvaluated(tuple(cells), msg("figures not known: {cells}", cells=dated(self, found)))

    def not_known(self, parts: Sequence[str]) -> NotEvaluated:
        """Says that cells, rows or tables are not known; where they are many, how many."""
        if len(parts) > _MOST_NAMED:
            return NotEvaluated(tuple(parts), msg("{count} rows or cells are not known", count=len(parts)))
        return NotEvaluated(tuple(parts), msg("figures not known: {cells}", cells=dated(self, parts)))


def blank_side(cells: Cells) -> Iterator[NotEvaluated]:
    """Says that a whole side is blank; of rows that are not there nothing was to be evaluated."""
    there = tuple(address for address, cell in cells.items() if cell is not ABSENT)
    if there:
        yield NotEvaluated(there, msg("a whole side is blank or absent"))


def is_open(cell: Cell) -> bool:
    """Whether it is not known what a cell counts."""
    return cell is UNKNOWN or isinstance(cell, Unreadable)


def is_empty(cell: Cell) -> bool:
    """Whether nothing stands in a cell, or there is no such row."""
    return cell is None or cell is ABSENT


def by_year(reports: Iterable[Report]) -> dict[int, list[Report]]:
    """The reports on each year, in the order of years; several on one year only where their figures differ."""
    found: dict[int, list[Report]] = {}
    for report in reports:
        if isinstance(report.year, int):
            found.setdefault(report.year, []).append(report)
    return dict(sorted(found.items()))


def neighbours(reports: Sequence[Report]) -> Iterator[Pair | NotEvaluated]:
    """The pairs of years that follow on; where years cannot be compared, why not."""
    for (year, earlier), (next_year, later) in itertools.pairwise(by_year(reports).items()):
        if next_year != year + 1:
            text = msg("the reports between {year} and {next_year} are missing", year=year, next_year=next_year)
            yield NotEvaluated((), text)
        elif len(earlier) > 1 or len(later) > 1:
            several = year if len(earlier) > 1 else next_year
            yield NotEvaluated((), msg("there are several reports on {year} with different figures", year=several))
        else:
            yield Pair(earlier[0], later[0])


def differing_cells(one: Report, other: Report) -> tuple[str, ...]:
    """The cells that are known in both reports and count differently; blank and absent ones count as 0."""
    form, there = layout(one.edition), layout(other.edition).cells
    return tuple(
        address
        for address, cell in zip(form.cells, form.values(one), strict=True)
        if address in there and not is_open(cell) and not is_open(other[address])
        if number_of(cell, address) != number_of(other[address], address)
    )
