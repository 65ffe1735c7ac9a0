"""Whether changing certain cells can make all sums hold, decided exactly.

Given a set of cells, the equations are solved for the figures that these cells would need, in whole numbers without any
rounding. Either there are such figures, none of them negative, or there is a sum, or a combination of sums, that cannot
hold unless some further cell changes; the cells that could help are called a *cut*. (Fellegi and Holt call the
combination an implied edit.)
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TypeAlias

from attrs import frozen

from .system import Number, System

Values: TypeAlias = dict[int, int]

_MANY = 1000
"""Of so many figures that a cell could take, more than are listed surely differ from what stands there."""


@frozen
class Fits:
    """The cells can make all sums hold.

    Attributes:
        values: The figure for each cell.
        others: Other figures for the same cells; empty if there is only one way.
        more: Whether there are still others.
    """

    values: Values
    others: tuple[Values, ...] = ()
    more: bool = False


@frozen
class Cut:
    """At least one of the `cells` has to change besides those chosen.

    Attributes:
        cells: The cells that could help.
        given: Sets of blanks: the cut is valid if at least one blank of each is filled.
    """

    cells: tuple[int, ...]
    given: tuple[frozenset[int], ...] = ()


class _Equation:
    """A combination of sums: the chosen cells' coefficients, what these add up to, and of which sums it is made."""

    __slots__ = ("made_of", "of", "total")

    def __init__(self, of: dict[int, Number], total: Number, made_of: dict[int, Number]) -> None:
        self.of = of
        self.total = total
        self.made_of = made_of

    def scaled(self, cell: int) -> None:
        """Divide everything by the coefficient of `cell`."""
        factor = self.of[cell]
        if factor == 1:
            return
        self.of = {k: _ratio(v, factor) for k, v in self.of.items()}
        self.total = _ratio(self.total, factor)
        self.made_of = {i: _ratio(v, factor) for i, v in self.made_of.items()}

    def without(self, other: _Equation, cell: int) -> None:
        """Subtract so much of `other`, in which `cell` has the coefficient 1, that `cell` is gone."""
        factor = self.of.get(cell, 0)
        if factor:
            self.total -= factor * other.total
            for mine, others in ((self.of, other.of), (self.made_of, other.made_of)):
                for key, value in others.items():
                    left = mine.get(key, 0) - factor * value
                    if left:
                        mine[key] = left
                    else:
                        mine.pop(key, None)


def _ratio(a: Number, b: Number) -> Number:
    if b in {1, -1}:
        return a * b
    found = Fraction(a) / b
    return int(found) if found.denominator == 1 else found


def examine(system: System, chosen: tuple[int, ...]) -> Fits | list[Cut]:
    """Whether changing the `chosen` cells can make all sums hold; if not, cuts that say what else must change."""
    touched: dict[int, dict[int, Number]] = {}
    for k in chosen:
        for i, sign in system.form.columns[k]:
            touched.setdefault(i, {})[k] = sign
    equations: list[_Equation] = []
    cuts: list[Cut] = []
    for i, off in system.equations(chosen):
        if i in touched:
            of = touched[i]
            total = off + sum(sign * system.figures[k] for k, sign in of.items())
            equations.append(_Equation(of, total, {i: 1}))
        elif off:
            cuts.append(_cut(system, chosen, {i: 1}, off))
    basis = _reduced(equations, chosen)
    cuts += [_cut(system, chosen, e.made_of, e.total) for e in equations if not e.of and e.total]
    return cuts or _fitted(system, chosen, basis)


def _reduced(equations: list[_Equation], chosen: tuple[int, ...]) -> dict[int, _Equation]:
    """Solve for as many of the chosen cells as possible; the others stay on the side of the known."""
    basis: dict[int, _Equation] = {}
    solved: set[int] = set()
    for k in chosen:
        pivots = [(n, e) for n, e in enumerate(equations) if n not in solved and k in e.of]
        if not pivots:
            continue
        n, pivot = next((p for p in pivots if p[1].of[k] in {1, -1}), pivots[0])
        pivot.scaled(k)
        solved.add(n)
        basis[k] = pivot
        for other in equations:
            if other is not pivot:
                other.without(pivot, k)
    return basis


def _fitted(system: System, chosen: tuple[int, ...], basis: dict[int, _Equation]) -> Fits | list[Cut]:
    """Figures that are not negative and whole; where single equations leave a choice, the first found and others."""
    while True:
        low = min((k for k, equation in basis.items() if equation.total < 0), default=None)
        if low is None:
            break
        entering = min((k for k, c in basis[low].of.items() if k != low and c < 0), default=None)
        if entering is None:
            return [_cut(system, chosen, basis[low].made_of, basis[low].total)]
        _exchange(basis, low, entering)
    broken = [e for e in basis.values() if not isinstance(e.total, int)]
    if broken:
        return [_cut(system, chosen, e.made_of, 0) for e in broken]
    first = _values(chosen, basis)
    free = [k for k in chosen if k not in basis]
    if not free:
        return Fits(first)
    others = tuple(_others(system, basis, free, first))
    return Fits(first, others, _are_there_more(system, basis, free, (first, *others)))


def _exchange(basis: dict[int, _Equation], leaving: int, entering: int) -> None:
    pivot = basis.pop(leaving)
    pivot.scaled(entering)
    for other in basis.values():
        other.without(pivot, entering)
    basis[entering] = pivot


def _values(chosen: tuple[int, ...], basis: dict[int, _Equation]) -> Values:
    return {k: int(basis[k].total) if k in basis else 0 for k in chosen}


def _others(system: System, basis: dict[int, _Equation], free: list[int], first: Values) -> Iterator[Values]:
    """Other figures for the same cells: those with a wrong sign set right, and others of which there are any."""
    for k in free:
        tied = {j: e for j, e in basis.items() if e.of.get(k)}
        limits: list[Number] = [e.total // e.of[k] for e in tied.values() if e.of[k] > 0]
        steps: list[Number] = [1, *limits, _size(system.figures[k])]
        steps += [_ratio(e.total - _size(system.figures[j]), e.of[k]) for j, e in tied.items()]
        for by in sorted({int(n) for n in steps if n == int(n) and all(1 <= n <= limit for limit in limits or [n])}):
            values = _raised(basis, first, k, by)
            if values is not None:
                yield values


def _raised(basis: dict[int, _Equation], first: Values, k: int, by: int) -> Values | None:
    """The figures if the free cell `k` takes the figure `by`; None if others were not whole then."""
    values = {j: first[j] - e.of.get(k, 0) * by for j, e in basis.items()}
    return (
        first | {j: int(v) for j, v in values.items()} | {k: by} if all(v == int(v) for v in values.values()) else None
    )


def _are_there_more(system: System, basis: dict[int, _Equation], free: list[int], known: tuple[Values, ...]) -> bool:
    """Whether other figures than those known would change all the cells, and make the sums hold."""
    k, *rest = free
    limit = min((e.total // e.of[k] for e in basis.values() if e.of.get(k, 0) > 0), default=_MANY)
    if rest or limit >= _MANY:
        return True
    listed = {values[k] for values in known}
    found = (_raised(basis, known[0], k, by) for by in range(int(limit) + 1) if by not in listed)
    return any(values and all(value != system.figures[j] for j, value in values.items()) for values in found)


def _size(number: Number) -> Number:
    return -number if number < 0 else number


def _cut(system: System, chosen: tuple[int, ...], made_of: dict[int, Number], total: Number) -> Cut:
    """The cells outside the chosen ones that could bring a combination of sums nearer to `total`.

    If `total` is 0 the combination cannot give a whole number as it is, and any cell of it could help.
    """
    of: dict[int, Number] = {}
    for i, factor in made_of.items():
        for k, sign in system.form.rows[i]:
            of[k] = of.get(k, 0) + factor * sign
    helpful = []
    for k, coefficient in of.items():
        if coefficient and system.costs[k] is not None and k not in chosen:
            upwards = (coefficient > 0) == (total > 0)
            if not total or upwards or system.figures[k] > 0:
                helpful.append(k)
    given = tuple(side for i in made_of for side in system.waiting.get(i, ()))
    return Cut(tuple(helpful), given)
