"""Which of several mends looks most like a slip of the hand."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal

from ..report.cells import Annotated
from ..report.layout import layout
from ..report.model import Report
from .model import Change, Changes

# How unlikely each kind of slip is taken to be. Only their order matters: by it, equally small mends are listed.
_MOVED = 1.0
_SIGN = 1.0
_FILLED = 2.0
_ONE_DIGIT = 2.0
_SWAPPED = 2.0
_MOVED_ONTO = 2.5
_DIGIT_MORE = 3.0
_ZERO_FILLED = 3.5
_CLEARED = 5.0
_OTHER = 6.0


def ranked(mends: Sequence[Changes], report: Report) -> list[Changes]:
    """The mends, those that look most like slips first; equally likely ones in the order of the form."""
    if len(mends) < 2:
        return list(mends)
    order = {cell: n for n, cell in enumerate(layout(report.edition).cells)}
    beside = _neighbours(report)
    return sorted(mends, key=lambda m: (_unlikely(m, beside), [order[c.cell] for c in m], [c.after for c in m]))


def _unlikely(changes: Changes, beside: dict[str, set[str]]) -> float:
    """How little a mend looks like slips: two figures that changed places are a single one."""
    left = list(changes)
    total = 0.0
    for first in changes:
        partner = next((c for c in left if c is not first and _is_moved(first, c, beside)), None)
        if first in left and partner is not None:
            exactly = _number(first) == partner.after and _number(partner) == first.after
            total += _MOVED if exactly else _MOVED_ONTO
            left = [c for c in left if c is not first and c is not partner]
    return total + sum(_alone(change) for change in left)


def _is_moved(a: Change, b: Change, beside: dict[str, set[str]]) -> bool:
    """Whether a figure moves between two neighbouring cells: it is missing from one and too many in the other."""
    if b.cell not in beside.get(a.cell, ()):
        return False
    swapped = _number(a) == b.after and _number(b) == a.after
    opposite = a.after - _number(a) == _number(b) - b.after
    return swapped or (opposite and 0 in {_number(a), _number(b), a.after, b.after})


def _alone(change: Change) -> float:
    """How unlikely the slip is that a single change undoes."""
    before, after = _number(change), change.after
    if change.before is None:
        return _FILLED
    if before == -after:
        return _SIGN
    if before == 0 or after == 0:
        return _ZERO_FILLED if before == 0 else _CLEARED
    return _digits(str(before), str(after))


def _digits(before: str, after: str) -> float:
    if len(before) == len(after):
        differing = [i for i, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
        if len(differing) == 1:
            return _ONE_DIGIT
        if len(differing) == 2:
            i, j = differing
            return _SWAPPED if (before[i], before[j]) == (after[j], after[i]) else _OTHER
        return _OTHER
    longer, shorter = sorted((before, after), key=len, reverse=True)
    dropped = len(longer) == len(shorter) + 1 and any(
        longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer))
    )
    return _DIGIT_MORE if dropped else _OTHER


def _number(change: Change) -> int | Decimal:
    before = change.before.number if isinstance(change.before, Annotated) else change.before
    return before if isinstance(before, int | Decimal) else 0


def _neighbours(report: Report) -> dict[str, set[str]]:
    """The cells to the left, to the right, above and below each cell in the tables as the report has them."""
    form = layout(report.edition)
    there = set(form.rows_there(form.values(report)))
    found: dict[str, set[str]] = {}
    for table in form.tables:
        rows = [row for row in table.rows if row.address in there]
        lines = [[cell for row in rows for cell in row.cells]] if all(r.meta.across for r in rows) else []
        for cells in lines or [list(row.cells) for row in rows]:
            _pair(found, cells)
        if not lines:
            for column in {cell.rpartition(".")[2]: None for row in rows for cell in row.cells}:
                _pair(found, [f"{row.address}.{column}" for row in rows if f"{row.address}.{column}" in row.cells])
    return found


def _pair(found: dict[str, set[str]], cells: list[str]) -> None:
    for a, b in itertools.pairwise(cells):
        found.setdefault(a, set()).add(b)
        found.setdefault(b, set()).add(a)
