"""The sums of a report as a system of linear equations in whole numbers.

A mend changes some figures. Each sum that it has to keep or to mend is an equation in these changes: those of the parts
minus those of the totals make the amount by which the sum is off. The form's equations are worked out once; a
:class:`System` is what one report makes of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import TypeAlias

from attrs import evolve, field, frozen

from ..i18n import Message, msg
from ..report.cells import ABSENT, Annotated, Cell
from ..report.layout import layout
from ..report.model import Report
from ..rules.cells import missing_columns
from ..rules.identities import Identity, form_used, identities
from ..rules.survey import Survey
from .model import WeightError

Number: TypeAlias = int | Fraction
Row: TypeAlias = tuple[tuple[int, int], ...]
_CHANGEABLE = (int, Decimal, Annotated)


@frozen(eq=False)
class Form:
    """The equations of an edition, and where each cell occurs in them.

    Attributes:
        identities: The sums.
        number: The place of each sum among them.
        cells: The addresses of the cells that occur in any sum, in the order of the form.
        places: The place of each of them among all cells of the form.
        rows: For each sum its cells, by number, with 1 for a part and -1 for a total.
        columns: For each cell the sums in which it occurs, likewise.
        groups: The sums in groups that hang together: sums of different groups share no cell, even through others.
        together: For each group the addresses of its cells.
        alone: For each set of sums, the cells that occur in exactly these: the signature of a single wrong figure.
    """

    identities: tuple[Identity, ...]
    number: Mapping[Identity, int]
    cells: tuple[str, ...]
    places: tuple[int, ...]
    rows: tuple[Row, ...]
    columns: tuple[Row, ...]
    groups: tuple[frozenset[int], ...]
    together: tuple[frozenset[str], ...]
    alone: Mapping[frozenset[int], tuple[int, ...]]


@cache
def form(edition: str, divided: bool) -> Form:
    """The equations of an edition, with 其他处理 as three rows or as one."""
    stated = identities(edition, divided=divided)
    used = {cell for identity in stated for cell in identity.cells}
    places = tuple(n for n, cell in enumerate(layout(edition).cells) if cell in used)
    cells = tuple(layout(edition).all_addresses[n] for n in places)
    at = {cell: k for k, cell in enumerate(cells)}
    rows = tuple(
        tuple([(at[cell], 1) for cell in identity.parts] + [(at[cell], -1) for cell in identity.totals])
        for identity in stated
    )
    columns: list[list[tuple[int, int]]] = [[] for _ in cells]
    for i, row in enumerate(rows):
        for k, sign in row:
            columns[k].append((i, sign))
    alone: dict[frozenset[int], tuple[int, ...]] = {}
    for k, column in enumerate(columns):
        signature = frozenset(i for i, _ in column)
        alone[signature] = (*alone.get(signature, ()), k)
    number = {identity: i for i, identity in enumerate(stated)}
    groups = _groups(rows, columns)
    together = tuple(frozenset(cells[k] for i in group for k, _ in rows[i]) for group in groups)
    return Form(stated, number, cells, places, rows, tuple(map(tuple, columns)), groups, together, alone)


def _groups(rows: tuple[Row, ...], columns: list[list[tuple[int, int]]]) -> tuple[frozenset[int], ...]:
    groups: list[frozenset[int]] = []
    left = dict.fromkeys(range(len(rows)))
    while left:
        waiting = [next(iter(left))]
        group: set[int] = set()
        while waiting:
            i = waiting.pop()
            if i in left:
                del left[i]
                group.add(i)
                waiting += [j for k, _ in rows[i] for j, _ in columns[k]]
        groups.append(frozenset(group))
    return tuple(groups)


@frozen(eq=False)
class System:
    """What one report makes of the equations of its form.

    Attributes:
        form: The equations.
        figures: What stands for each cell in a sum.
        costs: What it costs to change each cell; None if it must not be touched. A figure's cost outweighs those of all
            blanks together, so that blanks are filled at no cost, yet no more of them than necessary.
        unit: The cost of a figure of weight 1.
        step: What all blanks together cost, and one more.
        blank: The cells that are blank.
        forced: The cells that must change because what stands there is negative or not whole.
        off: For each sum that has to hold, by how much the parts fall short of the totals.
        waiting: For each sum of which a side is blank, the blank cells of that side, or of both: once one of each is
            filled, the sum has to hold.
        short: For each sum in `waiting`, by how much the parts fall short of the totals.
        together: The addresses of the group's cells, if it is the system of a group.
    """

    form: Form
    figures: tuple[Number, ...]
    costs: tuple[int | None, ...]
    unit: int
    step: int
    blank: frozenset[int]
    forced: frozenset[int]
    off: Mapping[int, Number]
    waiting: Mapping[int, tuple[frozenset[int], ...]]
    short: Mapping[int, Number] = field(repr=False)
    together: frozenset[str] = field(default=frozenset(), repr=False)

    def groups(self) -> Iterator[System]:
        """The systems of the groups of sums that share no cell and are not all in order."""
        for group, together in zip(self.form.groups, self.form.together, strict=True):
            off = {i: amount for i, amount in self.off.items() if i in group}
            forced = self.forced and self.forced & {k for i in group for k, _ in self.form.rows[i]}
            if forced or any(off.values()):
                waiting = {i: sides for i, sides in self.waiting.items() if i in group}
                yield evolve(self, off=off, forced=forced, waiting=waiting, together=together)

    @property
    def cells(self) -> tuple[int, ...]:
        """The cells that may change and occur in a sum that has to hold, or has to once blanks are filled."""
        found = {k for i in (*self.off, *self.waiting) for k, _ in self.form.rows[i]}
        return tuple(sorted(k for k in found if self.costs[k] is not None))

    def equations(self, chosen: Iterable[int]) -> Iterator[tuple[int, Number]]:
        """The sums that have to hold if the `chosen` cells change, each with what it is off by."""
        yield from self.off.items()
        if self.waiting:
            filled = self.blank.intersection(chosen)
            for i, sides in self.waiting.items():
                if not any(side.isdisjoint(filled) for side in sides):
                    yield i, self.short[i]


def system(report: Report, found: Survey, weights: Mapping[str, float] | None = None) -> System:
    """The system of a report.

    Args:
        report: The report.
        found: Its survey, which says what was evaluated.
        weights: Weights by address, see :func:`gov_disclosure.repair`.

    Raises:
        WeightError: A weight is not positive, or its address is not one of the form.
    """
    its_form = form(report.edition, form_used(report)[0])
    values = layout(report.edition).values(report)
    cells = [values[n] for n in its_form.places]
    if report.notes:
        lacking = missing_columns(report)
        cells = [ABSENT if v is None and k in lacking else v for k, v in zip(its_form.cells, cells, strict=True)]
    figures = tuple([cell if type(cell) is int else _figure(cell) for cell in cells])
    blank = frozenset(k for k, cell in enumerate(cells) if cell is None)
    costs, unit, step = _costs(report.edition, its_form, cells, weights or {})
    blocked = {its_form.number[one.identity] for one in found.open if one.in_the_way}
    sideless = {its_form.number[one.identity] for one in found.open if not one.in_the_way}
    short = {i: -sum(sign * figures[k] for k, sign in row) for i, row in enumerate(its_form.rows) if i not in blocked}
    off = {i: amount for i, amount in short.items() if i not in sideless}
    sides = {i: _blank_sides(its_form.rows[i], cells) for i in sideless}
    fillable = {i: blanks for i, blanks in sides.items() if all(blanks)}
    silent = {i for i, blanks in fillable.items() if len(blanks) > 1 and _is_needed(its_form, blanks[1], off)}
    waiting = {i: blanks for i, blanks in fillable.items() if i not in silent}
    off |= dict.fromkeys(silent, 0)
    forced = frozenset(
        k
        for k, figure in enumerate(figures)
        if (figure < 0 or figure != int(figure)) and costs[k] and any(i in off for i, _ in its_form.columns[k])
    )
    return System(its_form, figures, costs, unit, step, blank, forced, off, waiting, short)


def _blank_sides(row: Row, cells: list[Cell]) -> tuple[frozenset[int], ...]:
    """The blank cells of each side of a sum on which no figure stands, parts first; none for a side that is absent."""
    sides = [[k for k, sign in row if sign == s] for s in (1, -1)]
    return tuple(
        frozenset(k for k in side if cells[k] is None)
        for side in sides
        if all(cells[k] is None or cells[k] is ABSENT for k in side)
    )


def _is_needed(its_form: Form, totals: frozenset[int], evaluated: Mapping[int, Number]) -> bool:
    """Whether blank totals count as 0 in another sum: then 0 is what they say, and a part must not contradict it."""
    return any(i in evaluated for k in totals for i, _ in its_form.columns[k])


def _figure(cell: Cell) -> Number:
    number = cell.number if isinstance(cell, Annotated) else cell
    if isinstance(number, Decimal):
        exact = Fraction(number)
        return int(exact) if exact.denominator == 1 else exact
    return number if isinstance(number, int) else 0


def _costs(
    edition: str, its_form: Form, cells: list[Cell], weights: Mapping[str, float]
) -> tuple[tuple[int | None, ...], int, int]:
    """What each cell costs, in whole numbers, what one of weight 1 does, and what all blanks do and one more."""
    step = sum(cell is None for cell in cells) + 1
    if not weights:
        return (
            tuple([step if isinstance(cell, _CHANGEABLE) else 1 if cell is None else None for cell in cells]),
            step,
            step,
        )
    given = _weights(edition, its_form.cells, weights)
    exact = {Fraction(w) for w in given.values() if w != math.inf}
    unit = step * math.lcm(*(w.denominator for w in exact))
    costs: list[int | None] = []
    for address, cell in zip(its_form.cells, cells, strict=True):
        weight = given.get(address, 1)
        if weight == math.inf or not (cell is None or isinstance(cell, _CHANGEABLE)):
            costs.append(None)
        else:
            costs.append(1 if cell is None else int(unit * Fraction(weight)))
    return tuple(costs), unit, step


def _weights(edition: str, cells: tuple[str, ...], weights: Mapping[str, float]) -> dict[str, float]:
    """The weight of each cell that has one; of several addresses that fit, the longest counts."""
    check_weights(edition, weights)
    found: dict[str, float] = {}
    for cell in cells:
        table, _, rest = cell.partition(".")
        column = f"{table}.{rest.rpartition('.')[2]}"
        fitting = [address for address in weights if cell == address or cell.startswith(f"{address}.")]
        if column in weights and not any("." in address for address in fitting):
            fitting.append(column)
        if fitting:
            found[cell] = weights[max(fitting, key=lambda address: (address.count("."), len(address)))]
    return found


def check_weights(edition: str, weights: Mapping[str, float]) -> None:
    """Refuse weights that mean nothing.

    Args:
        edition: Key of the edition.
        weights: The weights by address.

    Raises:
        WeightError: A weight is not a positive number, or its address is none of the edition; the message says which.
    """
    for address, weight in weights.items():
        if isinstance(weight, bool | str) or not weight > 0:
            text = msg(
                "the weight of {address} is {weight}; it has to be a positive number or infinity",
                address=address,
                weight=repr(weight),
            )
            raise WeightError(text)
        try:
            layout(edition).label(address)
        except KeyError:
            raise WeightError(_unknown(edition, address)) from None


def _unknown(edition: str, address: str) -> Message:
    import difflib

    near = difflib.get_close_matches(address, layout(edition).order, 1, 0.5)
    if near:
        return msg(
            "edition {edition} has no address {address}; did you mean {near}?",
            edition=edition,
            address=address,
            near=near[0],
        )
    return msg("edition {edition} has no address {address}", edition=edition, address=address)
