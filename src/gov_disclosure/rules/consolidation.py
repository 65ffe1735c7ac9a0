"""A whole beside the sum of its parts, and which parts would explain a difference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import islice

from attrs import frozen

from ..findings import Number
from ..report.cells import ABSENT, UNKNOWN, Cell, Kind
from ..report.layout import layout
from ..report.model import Report, number_of
from .identities import choices, form_used
from .reading import lacks_everything
from .slips import misspelt
from .years import is_empty, is_open

_MOST_PAIRS = 100


class Parts(list[Report]):
    """The parts of a whole, as a rule of a group is given them: a list of reports that knows what should be in it.

    Attributes:
        missing: The names of bodies that should be among the parts and are not.
        unread: The paths of parts that could not be read.
    """

    def __init__(
        self, reports: Iterable[Report] = (), *, missing: Iterable[str] = (), unread: Iterable[str] = ()
    ) -> None:
        super().__init__(reports)
        self.missing = tuple(missing)
        self.unread = tuple(unread)

    def copy(self) -> Parts:
        """The same parts in a list of its own."""
        return Parts(self, missing=self.missing, unread=self.unread)


def is_of_another_year(whole: Report, part: Report) -> bool:
    """Whether a part is certainly on another year than the whole, and so no part of it."""
    return isinstance(whole.year, int) and isinstance(part.year, int) and whole.year != part.year


class Consolidation:
    """The figures of a whole and of its parts, cell by cell.

    Attributes:
        whole: The consolidated report.
        parts: Its parts, but for those on another year and files that are no reports.
        stated: What the whole says, of the cells that can be compared.
        each: What each part says of them.
        unknown: The cells that cannot be compared because a figure is not known, each with the numbers (from 0) of
            the parts of which it is not.
        blank: The cells that cannot be compared because a whole side is blank or absent.
    """

    def __init__(self, whole: Report, parts: Iterable[Report]) -> None:
        self.whole = whole
        self.parts = [part for part in parts if not (is_of_another_year(whole, part) or lacks_everything(part))]
        self.stated: dict[str, Number] = {}
        self.each: list[dict[str, Number]] = [{} for _ in self.parts]
        self.unknown: dict[str, tuple[int, ...]] = {}
        self.blank: list[str] = []
        reports = (whole, *self.parts)
        divided = all(form_used(report)[0] for report in reports)
        columns = [_cells(report, whole.edition, divided=divided) for report in reports]
        for cell in columns[0]:
            self._sort_out(cell, [column.get(cell, UNKNOWN) for column in columns])

    def _sort_out(self, cell: str, values: Sequence[Cell]) -> None:
        """Take note of a cell: the whole's value, and those of the parts."""
        stated, *others = values
        if any(map(is_open, values)):
            self.unknown[cell] = tuple(i for i, value in enumerate(others) if is_open(value))
        elif all(value is ABSENT for value in values):
            return  # nobody has such a row
        elif is_empty(stated) or all(map(is_empty, others)):
            self.blank.append(cell)
        else:
            self.stated[cell] = number_of(stated, cell)
            for figures, value in zip(self.each, others, strict=True):
                figures[cell] = number_of(value, cell)

    def sum_of(self, cell: str) -> Number:
        """The sum of the parts."""
        return sum(figures[cell] for figures in self.each)

    @cached_property
    def differences(self) -> dict[str, Number]:
        """By how much the whole exceeds the sum of its parts, of the cells in which it does not equal it."""
        found = {cell: stated - self.sum_of(cell) for cell, stated in self.stated.items()}
        return {cell: excess for cell, excess in found.items() if excess and not self._is_rounding(cell, excess)}

    def _is_rounding(self, cell: str, excess: Number) -> bool:
        """Whether a difference of amounts is no more than what rounding each of them makes."""
        if not self.is_amount(cell):
            return False
        amounts = [Decimal(figures[cell]) for figures in (self.stated, *self.each)]
        exponents = [int(amount.normalize().as_tuple().exponent) for amount in amounts]
        rounded = [exponent for exponent in exponents if exponent < 0]
        return bool(rounded) and abs(Decimal(excess)) <= Decimal(len(amounts)).scaleb(max(rounded)) / 2

    def is_amount(self, cell: str) -> bool:
        """Whether a cell holds money."""
        return layout(self.whole.edition).cells[cell][1].meta.kind is Kind.AMOUNT

    def reasons(self, cells: Sequence[str]) -> list[Reason]:
        """What would explain the differences of some cells, and that the others of them have none.

        Returns:
            Single parts, and pairs of parts that both have something in these cells; no pairs where they are very many,
            which says no more than that the figures are small.
        """
        counts = self._counts(cells)
        vectors = [tuple(figures[cell] for cell in counts) for figures in self.each]
        found: list[Reason] = []
        for twice in (False, True):
            wanted = self._wanted(counts, twice=twice)
            if any(wanted):
                found += (Reason(twice, (i,)) for i, vector in enumerate(vectors) if vector == wanted)
                pairs = list(islice(_pairs(vectors, wanted), _MOST_PAIRS + 1))
                found += [Reason(twice, pair) for pair in pairs] if len(pairs) <= _MOST_PAIRS else []
        return found

    def explains(self, reason: Reason, cells: Sequence[str]) -> bool:
        """Whether a reason explains the differences of some cells, and that the others of them have none."""
        counts = self._counts(cells)
        sums = tuple(sum(self.each[i][cell] for i in reason.parts) for cell in counts)
        return sums == self._wanted(counts, twice=reason.twice)

    def mistyped(self, cells: Sequence[str]) -> list[Mistyped]:
        """The figures of single parts that look like others mistyped which would explain the differences of some cells.

        Returns:
            One for each such part; none unless all cells differ by as much, as a wrong figure and its total do.
        """
        excess, *others = {self.differences[cell] for cell in cells}
        if others or not isinstance(excess, int):
            return []
        found: dict[int, Mistyped] = {}
        for i, figures in enumerate(self.each):
            for cell in cells:
                stated = figures[cell]
                if isinstance(stated, int) and misspelt(stated, stated + excess):
                    found.setdefault(i, Mistyped(i, stated, stated + excess))
        return list(found.values())

    def _counts(self, cells: Sequence[str]) -> Sequence[str]:
        """The cells to explain: amounts may be rounded, so they count only where there is nothing else."""
        return [cell for cell in cells if not self.is_amount(cell)] or cells

    def _wanted(self, cells: Sequence[str], *, twice: bool) -> tuple[Number, ...]:
        """What parts have to add up to, to explain the differences."""
        excess = (self.differences.get(cell, 0) for cell in cells)
        return tuple(excess) if twice else tuple(-n for n in excess)


@frozen
class Reason:
    """Why a whole is not the sum of its parts: some of them were left out of it, or counted twice.

    Attributes:
        twice: Whether they were counted twice rather than left out.
        parts: The numbers of the parts, from 0.
    """

    twice: bool
    parts: tuple[int, ...]


@frozen
class Mistyped:
    """A figure of a part that would explain a difference if it were another one, of which it looks like a slip.

    Attributes:
        part: The number of the part, from 0.
        stated: What it says.
        meant: What would explain the difference.
    """

    part: int
    stated: int
    meant: int


def _pairs(vectors: Sequence[tuple[Number, ...]], wanted: tuple[Number, ...]) -> Iterator[tuple[int, int]]:
    """The pairs of parts whose figures add up to what is wanted, both having some."""
    seen: dict[tuple[Number, ...], list[int]] = defaultdict(list)
    for i, vector in enumerate(vectors):
        if any(vector):
            rest = tuple(n - own for n, own in zip(wanted, vector, strict=True))
            yield from ((j, i) for j in seen.get(rest, ()))
            seen[vector].append(i)


def _cells(report: Report, edition: str, *, divided: bool) -> Mapping[str, Cell]:
    """The cells of a report that an edition knows.

    Args:
        report: The report.
        edition: The edition of the whole; a part of another one lacks the cells that the other form does not have.
        divided: Whether 其他处理 is compared as three rows. If not, the one row is, and three rows are added up for it.
    """
    form = layout(report.edition)
    found = dict(zip(form.cells, form.values(report), strict=True))
    if not divided and form_used(report)[0]:
        for choice in choices(report.edition):
            for cell, *parts in zip(*(row.cells for row in choice.rows), strict=True):
                found[cell] = _added([found[part] for part in parts])
    unused = set()
    for choice in choices(edition):
        unused |= {cell for row in ((choice.whole,) if divided else choice.parts) for cell in row.cells}
    return {cell: found[cell] for cell in layout(edition).cells if cell in found and cell not in unused}


def _added(cells: Sequence[Cell]) -> Cell:
    """What stands for several cells."""
    if any(map(is_open, cells)):
        return UNKNOWN
    if all(map(is_empty, cells)):
        return None if None in cells else ABSENT
    return sum(number_of(cell, "") for cell in cells)
