"""The search for mends of few figures.

A single wrong figure is recognised by the set of sums that it breaks. Beyond that, the search goes by cost: of a set
of cells that does not do, a cut says which further cell could help, and each of them is tried. How many sums without
a common cell are still broken says how many more cells it takes at least, which ends most attempts at once. Sets are
tried in the order of their cost, so that what is found first is smallest, and what was searched in vain is proof.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction

from attrs import define, field, frozen

from .exact import Cut, Fits, Values, examine
from .system import System

FEW = 3
"""Up to how many figures the search goes; the solver does the rest."""

MAX_SETS = 2_000
"""How many equally small mends are gathered before they are put in order."""
MAX_LOOKS = 60_000
"""How many sets of cells are examined before the solver takes over."""

Accept = Callable[[Values], bool]


@frozen
class Found:
    """What a search has found.

    Attributes:
        mends: The figures of each smallest mend.
        complete: Whether there is no other mend of this cost.
        proven: Whether no mend of less cost exists.
        impossible: Whether no mend exists at all.
        cost: The least cost that a mend can have, as far as is known.
    """

    mends: tuple[Values, ...]
    complete: bool = True
    proven: bool = True
    impossible: bool = False
    cost: int = 0


class TooMuch(Exception):  # noqa: N818 - a hand-over to the solver, not an error
    """The search is not for this many figures.

    Attributes:
        cost: The least cost that a mend can have, as far as is known.
    """

    def __init__(self, cost: int) -> None:
        super().__init__(cost)
        self.cost = cost


def single(system: System, accept: Accept) -> Values | None:
    """The one figure whose change mends everything, if there is one and no other: by the signature of broken sums."""
    if system.forced or system.waiting or not {None, system.unit}.issuperset(system.costs):
        return None  # blanks and weights are for the search
    broken = {i: off for i, off in system.off.items() if off}
    closed = system.off.keys()
    found = [k for k in _with_signature(system, frozenset(broken), closed) if system.costs[k] is not None]
    values = [v for k in found if (v := _alone(system, k, broken)) is not None]
    return {found[0]: values[0]} if len(found) == 1 and values and accept({found[0]: values[0]}) else None


def _with_signature(system: System, broken: frozenset[int], closed: Iterable[int]) -> tuple[int, ...]:
    """The cells that occur in just the broken sums; sums that constrain nothing are left aside."""
    if len(system.form.rows) == len(system.off):
        return system.form.alone.get(broken, ())
    open_to_all = set(closed)
    first = min(broken, key=lambda i: len(system.form.rows[i]))
    return tuple(
        k for k, _ in system.form.rows[first] if {i for i, _ in system.form.columns[k] if i in open_to_all} == broken
    )


def _alone(system: System, k: int, broken: Mapping[int, int | Fraction]) -> int | None:
    """The figure that cell `k` needs to mend all the broken sums, or None."""
    changes = {broken[i] * sign for i, sign in system.form.columns[k] if i in broken}
    if len(changes) != 1:
        return None
    after = system.figures[k] + changes.pop()
    return int(after) if after >= 0 and after == int(after) else None


@define(eq=False)
class Search:
    """The search for the smallest mends of one group of sums.

    Attributes:
        system: The system; sums of other groups hold in it.
        accept: Tells of the figures of a mend whether it breaks nothing else.
        deadline: The moment (:func:`time.monotonic`) at which it gives up.
    """

    system: System
    accept: Accept
    deadline: float
    _looks: int = field(default=0, init=False)
    _budget: int = field(default=0, init=False)
    _next: int | None = field(default=None, init=False)
    _more: bool = field(default=False, init=False)

    def run(self) -> Found:
        """Find all mends of the least cost.

        Raises:
            TooMuch: It takes more than a few figures, or too long.
        """
        forced = tuple(sorted(self.system.forced))
        self._budget = sum(map(self._cost, forced))
        while self._budget < (FEW + 1) * self.system.unit:
            self._next = None
            found, complete = self._within_budget(forced)
            if found:
                return Found(tuple(found), complete=complete and not self._more, cost=self._budget)
            if self._next is None:
                return Found((), impossible=True)
            self._budget = self._next
        raise TooMuch(self._budget)

    def _within_budget(self, forced: tuple[int, ...]) -> tuple[list[Values], bool]:
        """The mends for the present budget, and whether these are all of them."""
        found: list[Values] = []
        try:
            left = self._budget - sum(map(self._cost, forced))
            for values in self._below(forced, frozenset(forced), left):
                if len(found) == MAX_SETS:
                    return found, False
                found.append(values)
        except TooMuch:
            if not found:
                raise
            return found, False
        return found, True

    def _below(self, chosen: tuple[int, ...], closed: frozenset[int], left: int) -> Iterator[Values]:
        """The mends that consist of the chosen cells and of others that are not closed, for the cost that is left."""
        self._count()
        outcome = examine(self.system, chosen)
        if isinstance(outcome, Fits):
            accepted = list(self._accepted(outcome))
            self._more |= outcome.more and bool(accepted)
            yield from accepted
            if accepted or left <= 0:
                return
            cells = [k for k in self.system.cells if k not in closed]
        else:
            cells = self._narrowest(outcome, closed, left)
        for k in cells:
            if self._cost(k) > left:
                self._later(self._cost(k) - left)
            else:
                closed |= {k}
                yield from self._below((*chosen, k), closed, left - self._cost(k))

    def _narrowest(self, cuts: list[Cut], closed: frozenset[int], left: int) -> list[int]:
        """The cells of the smallest cut, or none if the cost that is left cannot meet all cuts."""
        open_cuts = sorted(([k for k in cut.cells if k not in closed] for cut in cuts), key=len)
        if not open_cuts[0]:
            return []
        least, seen = 0, set[int]()
        for cells in open_cuts:
            if seen.isdisjoint(cells):
                least += min(map(self._cost, cells))
                seen.update(cells)
        if least > left:
            self._later(least - left)
            return []
        return open_cuts[0]

    def _accepted(self, outcome: Fits) -> Iterator[Values]:
        for values in (outcome.values, *outcome.others):
            if all(value != self.system.figures[k] for k, value in values.items()) and self.accept(values):
                yield values

    def _cost(self, k: int) -> int:
        return self.system.costs[k] or 0

    def _later(self, missing: int) -> None:
        """Remember the least cost at which something more could be found."""
        self._next = min(self._next or self._budget + missing, self._budget + missing)

    def _count(self) -> None:
        self._looks += 1
        if self._looks > MAX_LOOKS or (self._looks % 64 == 0 and time.monotonic() > self.deadline):
            raise TooMuch(self._budget)


def quick_mend(system: System, accept: Accept) -> Values | None:
    """Some mend, found at once and not always a small one: cut after cut is met by the cell that occurs in most.

    Returns:
        The figures, or None if this leads nowhere.
    """
    chosen = tuple(sorted(system.forced))
    while isinstance(outcome := examine(system, chosen), list):
        often = Counter(k for cut in outcome for k in cut.cells)
        if not often:
            return None
        chosen = (*chosen, max(often, key=lambda k: (often[k], -(system.costs[k] or 0), -k)))
    for k in chosen:
        fewer = tuple(other for other in chosen if other != k)
        without = examine(system, fewer)
        if k not in system.forced and isinstance(without, Fits):
            chosen, outcome = fewer, without
    values = {k: value for k, value in outcome.values.items() if value != system.figures[k]}
    return values if accept(values) else None
