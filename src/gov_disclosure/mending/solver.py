"""The search for mends of many figures, by a solver for mixed-integer problems (HiGHS).

The solver only proposes: which cells to change is a choice of zeros and ones, tied to the sums by cuts, and by the
figures where they are small enough for floating point. Every proposal is examined exactly; one that fails gives a new
cut, and the solver is asked again. The cuts are exact statements about cells, not figures, so that the bound that the
solver proves on the way holds for figures of any size.
"""

from __future__ import annotations

import math
import time
from fractions import Fraction
from typing import Any

from attrs import define, field, frozen

from .exact import Cut, Values, examine
from .model import SolverMissing
from .search import Accept, Found, quick_mend
from .system import System

_LARGEST = 10**6
"""Above this sum of figures the solver is not shown them."""
_OPTIONS = {"output_flag": False, "parallel": "off", "mip_rel_gap": 0.0, "mip_abs_gap": 0.5}
_FEASIBLE = 2  # a feasible primal solution, in all versions
_SHARE = 0.85  # of the time that is left: the solver looks at the clock only now and then


@define(eq=False)
class Solver:
    """Finds the smallest mends of one group of sums.

    Attributes:
        system: The system; sums of other groups hold in it.
        accept: Tells of the figures of a mend whether it breaks nothing else.
        deadline: The moment (:func:`time.monotonic`) at which it gives up.
        limit: How many mends are wanted.
        least: The least cost that a mend can have, as far as is known.
    """

    system: System
    accept: Accept
    deadline: float
    limit: int
    least: int
    _rejected: bool = field(default=False, init=False)
    _more: bool = field(default=False, init=False)

    def run(self) -> Found:
        """Find mends of the least cost.

        Raises:
            SolverMissing: The solver is not installed.
        """
        model = _Model(self.system)
        start = tuple(sorted(self.system.forced))
        outcome = examine(self.system, start)
        for cut in outcome if isinstance(outcome, list) else ():
            model.require(cut, start)
        found: list[Values] = []
        quick = quick_mend(self.system, self.accept)
        best = None if quick is None else (sum(self.system.costs[k] or 0 for k in quick), quick)
        while len(found) <= self.limit and (left := self.deadline - time.monotonic()) > 0:
            answer = model.solve(left)
            if not found:  # afterwards the solver is only asked for other mends of the same cost
                self.least = max(self.least, answer.bound)
            if answer.impossible:
                return self._finished(found, complete=True)
            if answer.chosen is None:
                break
            fitting = self._fitting(model, answer.chosen)
            if fitting and answer.proven:
                self.least = answer.cost
                found += fitting
                model.go_on(answer)
            elif fitting and (best is None or answer.cost < best[0]):
                best = answer.cost, fitting[0]
        if found or best is None:
            return self._finished(found, complete=False)
        return Found((best[1],), complete=False, proven=best[0] <= self.least, cost=self.least)

    def _finished(self, found: list[Values], *, complete: bool) -> Found:
        """What was found once the solver has nothing more to say, or has no more time."""
        nothing = not found and complete and not self._rejected
        proven = (bool(found) or nothing) and not self._rejected
        complete &= not self._more
        return Found(tuple(found), complete=complete, proven=proven, impossible=nothing, cost=self.least)

    def _fitting(self, model: _Model, chosen: tuple[int, ...]) -> list[Values]:
        """The figures for the chosen cells that mend everything; if there are none, the model learns why."""
        outcome = examine(self.system, chosen)
        if isinstance(outcome, list):
            for cut in outcome:
                model.require(cut, chosen)
            return []
        changing = [
            values
            for values in (outcome.values, *outcome.others)
            if all(value != self.system.figures[k] for k, value in values.items())
        ]
        fitting = [values for values in changing if self.accept(values)]
        self._more |= outcome.more and bool(fitting)
        if not fitting:
            self._rejected |= bool(changing)
            model.exclude(chosen)
        return fitting


def _quiet(solver: Any) -> Any:
    """A solver that prints nothing: not even the banner, for which its constructor leaves no time to ask."""

    class Quiet(solver):  # type: ignore[misc]  # the class is there only if the extra is
        def enableCallbacks(self) -> Any:  # noqa: N802 - the solver's own name
            self.setOptionValue("output_flag", False)
            return super().enableCallbacks()

    made = Quiet()
    for option, value in _OPTIONS.items():
        made.setOptionValue(option, value)
    return made


@frozen
class _Answer:
    """What the solver says.

    Attributes:
        bound: The least cost that a mend can have.
        impossible: Whether no choice of cells meets all that was required.
        chosen: The cells to change; None if the time was too short to find any.
        cost: Their cost.
        proven: Whether no choice that meets all that was required costs less.
    """

    bound: int
    impossible: bool = False
    chosen: tuple[int, ...] | None = None
    cost: int = 0
    proven: bool = False


class _Model:
    """The choice of cells as a mixed-integer problem."""

    def __init__(self, system: System) -> None:
        try:
            import highspy
        except ImportError:
            raise SolverMissing from None
        self._system = system
        self._types = highspy
        self._solver = _quiet(highspy.Highs)
        self._cells = system.cells
        self._hopeless = False
        self._at = {k: n for n, k in enumerate(self._cells)}
        for n, k in enumerate(self._cells):
            self._solver.addVar(1.0 if k in system.forced else 0.0, 1.0)
            self._solver.changeColCost(n, float(self._cost(k)))
            self._solver.changeColIntegrality(n, highspy.HighsVarType.kInteger)
        shown = {k for i in system.off for k, _ in system.form.rows[i]}
        amounts: list[int | Fraction] = [*(system.figures[k] for k in shown), *system.off.values()]
        mass = sum((abs(Fraction(n)) for n in amounts), Fraction(0))
        if mass <= _LARGEST:
            self._show_figures(float(mass))

    def _show_figures(self, most: float) -> None:
        """Tie the choice to the figures: a cell that is not chosen keeps its figure."""
        first = len(self._cells)
        for n, k in enumerate(self._cells):
            before = float(self._system.figures[k])
            self._solver.addVar(0.0, max(before, 0.0) + most)
            self._row(-math.inf, before, {first + n: 1.0, n: -most})
            if before > 0:
                self._row(before, math.inf, {first + n: 1.0, n: before})
        for i in self._system.off:
            row = self._system.form.rows[i]
            fixed = sum(sign * self._system.figures[k] for k, sign in row if k not in self._at)
            open_cells = {first + self._at[k]: float(sign) for k, sign in row if k in self._at}
            self._row(-float(fixed), -float(fixed), open_cells)

    def require(self, cut: Cut, chosen: tuple[int, ...]) -> None:
        """Of the cells of a cut at least one has to be chosen, if those are on which the cut rests."""
        self._hopeless |= not cut.cells and not cut.given
        filled = [next(k for k in chosen if k in side) for side in cut.given]
        of = {self._at[k]: 1.0 for k in cut.cells}
        for k in set(filled):
            of[self._at[k]] = of.get(self._at[k], 0.0) - 1.0
        self._row(1.0 - len(set(filled)), math.inf, of)

    def exclude(self, chosen: tuple[int, ...]) -> None:
        """Not all of the cells may be chosen together."""
        self._row(-math.inf, len(chosen) - 1.0, {self._at[k]: 1.0 for k in chosen})

    def go_on(self, answer: _Answer) -> None:
        """Other choices are wanted that cost no more."""
        self.exclude(answer.chosen or ())
        self._row(-math.inf, answer.cost + 0.5, {n: float(self._cost(k)) for n, k in enumerate(self._cells)})

    def solve(self, seconds: float) -> _Answer:
        """Ask the solver."""
        if self._hopeless:
            return _Answer(0, impossible=True)
        status = self._types.HighsModelStatus
        solver = _quiet(self._types.Highs)  # whether a solver's clock goes on from run to run differs between versions
        solver.passModel(self._solver.getModel())
        solver.setOptionValue("time_limit", seconds * _SHARE)
        solver.run()
        ended = solver.getModelStatus()
        if ended in {status.kInfeasible, status.kUnboundedOrInfeasible}:
            return _Answer(0, impossible=True)
        info = solver.getInfo()
        bound = max(0, math.ceil(info.mip_dual_bound - 1e-6)) if math.isfinite(info.mip_dual_bound) else 0
        if info.primal_solution_status != _FEASIBLE:
            return _Answer(bound)
        values = solver.getSolution().col_value
        chosen = tuple(k for n, k in enumerate(self._cells) if values[n] > 0.5)
        proven = ended == status.kOptimal
        return _Answer(bound, chosen=chosen, cost=sum(map(self._cost, chosen)), proven=proven)

    def _cost(self, k: int) -> int:
        return self._system.costs[k] or 0

    def _row(self, lower: float, upper: float, of: dict[int, float]) -> None:
        self._solver.addRow(lower, upper, len(of), list(of), list(of.values()))
