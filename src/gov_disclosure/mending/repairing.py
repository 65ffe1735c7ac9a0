"""``repair``: from a report to its smallest mend."""

from __future__ import annotations

import math
import time
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from ..report.cells import Kind
from ..report.layout import layout
from ..report.model import Report
from ..rules.registry import Registry, default_registry
from ..rules.survey import Survey, Trait, survey
from .applying import Guard
from .exact import Values
from .model import Change, Changes, Mend, Part
from .search import Accept, Found, Search, TooMuch, single
from .slips import ranked
from .system import System, check_weights, system

DEFAULT_LIMIT = 100
DEFAULT_TIME = 4.0


def repair(
    report: Report,
    *,
    limit: int = DEFAULT_LIMIT,
    weights: Mapping[str, float] | None = None,
    time_limit: float = DEFAULT_TIME,
    registry: Registry | None = None,
) -> Mend:
    """Find the fewest figures whose change makes every sum of a report hold.

    The new figures are whole and not negative. A sum with an unknown or unreadable cell constrains nothing, nor does
    one of which a whole side is blank, until the mend fills it. Absent rows, and the form of 其他处理 that is not used,
    stay as they are. Filling a blank costs nothing, but of mends that are equally small those that fill fewer blanks
    count as smaller. No mend is proposed that breaks another error-severity rule that held before.

    Args:
        report: The report; it is not changed, see :func:`gov_disclosure.mended`.
        limit: How many equally small mends to list at most.
        weights: How much a figure counts, by address of a cell, row, group, table or column
            (``requests.enterprise``): 1 unless given, ``math.inf`` for figures that must not be touched. The longest
            address that fits counts.
        time_limit: Seconds after which to stop and say what was found so far; only reports with more than three wrong
            figures come near it.
        registry: The rules that a mend must not break; the default registry unless given.

    Returns:
        The mend that looks most like a slip, the other ones that are equally small, and whether it is certain that none
        is smaller. Its `changes` are empty if every sum holds.

    Raises:
        ValueError: The limit is below 1; a weight is not positive, or its address is none of the report's edition (a
            ``WeightError``, with the reason in both languages).
        SolverMissing: So many figures are wrong that the solver is needed, and the extra ``repair`` is not installed.
    """
    if limit < 1:
        raise ValueError(f"at least one mend has to be listed, not {limit}")
    check_weights(report.edition, weights or {})
    found = survey(report)
    if not found.broken and Trait.NEGATIVE not in found.traits and not _fractions(report):
        return Mend()
    return _whole(_parts(report, found, limit, weights, time_limit, registry), report, limit)


def _fractions(report: Report) -> bool:
    """Whether a sum may hold with figures that are not whole, which only a report made in Python can have."""
    form = layout(report.edition)
    return any(
        isinstance(cell, Decimal) and column.meta.kind is Kind.COUNT
        for cell, (_, column) in zip(form.values(report), form.cells.values(), strict=True)
    )


def _parts(
    report: Report,
    found: Survey,
    limit: int,
    weights: Mapping[str, float] | None,
    time_limit: float,
    registry: Registry | None,
) -> list[Part]:
    """The mends of each group of sums that is not in order."""
    guard = Guard(report, registry if registry is not None else default_registry())
    deadline = time.monotonic() + time_limit
    return [_part(report, group, guard, deadline, limit) for group in system(report, found, weights).groups()]


def _part(report: Report, group: System, guard: Guard, deadline: float, limit: int) -> Part:
    cells = group.form.cells

    def accept(values: Values) -> bool:
        return guard.accepts({cells[k]: figure for k, figure in values.items()})

    found = _found(group, accept, deadline, limit)
    mends = ranked([_changes(report, cells, values) for values in found.mends], report)
    return Part(
        mends=tuple(mends[:limit]),
        more=not found.complete or len(mends) > limit,
        proven=found.proven,
        impossible=found.impossible,
        bound=_weight(found.cost, group),
        cells=group.together,
    )


def _found(group: System, accept: Accept, deadline: float, limit: int) -> Found:
    one = single(group, accept)
    if one is not None:
        return Found((one,), cost=group.unit)
    try:
        return Search(group, accept, deadline).run()
    except TooMuch as too_much:
        from .solver import Solver

        return Solver(group, accept, deadline, limit, too_much.cost).run()


def _changes(report: Report, cells: Sequence[str], values: Values) -> Changes:
    return tuple(Change(cells[k], report[cells[k]], values[k]) for k in sorted(values))


def _weight(cost: int, group: System) -> float:
    """The weight of the figures that a cost stands for; blanks have none."""
    weight = Fraction(cost // group.step * group.step, group.unit)
    return int(weight) if weight.denominator == 1 else float(weight)


def _whole(parts: list[Part], report: Report, limit: int) -> Mend:
    """The mends of all groups together, every mend of one with every mend of another."""
    together: list[Changes] = [()]
    for part in parts:
        together = ranked([(*others, *changes) for others in together for changes in part.mends], report)[:limit]
    first, *rest = together or [()]
    return Mend(
        changes=first,
        alternatives=tuple(rest),
        unique=all(part.unique for part in parts),
        more=any(part.more for part in parts) or math.prod(len(part.mends) for part in parts) > limit,
        proven=all(part.proven for part in parts),
        impossible=any(part.impossible for part in parts),
        bound=sum(part.bound for part in parts),
        parts=tuple(parts),
    )
