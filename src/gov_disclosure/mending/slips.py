"""Which of several mends looks most like a slip of the hand."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from enum import Enum

from attrs import frozen

from ..i18n import Message, msg
from ..report.cells import Annotated
from ..report.layout import layout
from ..report.model import Report
from .model import Change, Changes
from .system import Number


class Slip(Enum):
    """What a change looks like, with how unlikely it is taken to be. Only their order matters."""

    MOVED = 1.0, msg("the figure slipped into the neighbouring cell")
    SIGN = 1.1, msg("the sign is wrong")
    FILLED = 2.0, msg("a blank that should be filled")
    DIGIT = 2.1, msg("one digit differs")
    SWAPPED = 2.2, msg("two digits are swapped")
    ADDED = 2.5, msg("the figure was added to the neighbouring cell")
    LENGTH = 3.0, msg("a digit too many or too few")
    ZERO = 3.5, msg("a 0 where a figure should stand")
    CLEARED = 5.0, msg("a figure where 0 should stand")
    OTHER = 6.0, msg("no usual slip")

    @property
    def unlikely(self) -> float:
        """How unlikely the slip is."""
        return self.value[0]

    @property
    def text(self) -> Message:
        """The slip in words."""
        return self.value[1]


@frozen
class Reading:
    """A mend read as slips: each with the changes that undo it."""

    slips: tuple[tuple[Slip, Changes], ...]

    @property
    def unlikely(self) -> float:
        """How little the mend looks like slips."""
        return sum(slip.unlikely for slip, _ in self.slips)


def ranked(mends: Sequence[Changes], report: Report) -> list[Changes]:
    """The mends, those that look most like slips first; equally likely ones in the order of the form."""
    if len(mends) < 2:
        return list(mends)
    order = {cell: n for n, cell in enumerate(layout(report.edition).cells)}
    beside = _neighbours(report)
    return sorted(mends, key=lambda m: (_read(m, beside).unlikely, [order[c.cell] for c in m], [c.after for c in m]))


def reading(changes: Changes, report: Report) -> Reading:
    """A mend of a report read as slips."""
    return _read(changes, _neighbours(report) if len(changes) > 1 else {})


def _read(changes: Changes, beside: dict[str, set[str]]) -> Reading:
    """Two figures that changed places are a single slip."""
    found: list[tuple[Slip, Changes]] = []
    left = list(changes)
    while left:
        first = left.pop(0)
        moved = [(slip, other) for other in left if (slip := _moved(first, other, beside)) is not None]
        if moved:
            slip, other = min(moved, key=lambda pair: pair[0].unlikely)
            left.remove(other)
            found.append((slip, (first, other)))
        else:
            found.append((_alone(first), (first,)))
    return Reading(tuple(found))


def _moved(a: Change, b: Change, beside: dict[str, set[str]]) -> Slip | None:
    """Whether a figure moves between two neighbouring cells: it is missing from one and too many in the other."""
    if b.cell not in beside.get(a.cell, ()):
        return None
    before = _number(a), _number(b)
    if before == (b.after, a.after):
        return Slip.MOVED
    shifted = a.after - before[0] == before[1] - b.after
    return Slip.ADDED if shifted and min(before) >= 0 and 0 in {*before, a.after, b.after} else None


def _alone(change: Change) -> Slip:
    """The slip that a single change undoes."""
    before, after = _number(change), change.after
    if change.before is None:
        return Slip.FILLED
    if before == -after:
        return Slip.SIGN
    if before == 0 or after == 0:
        return Slip.ZERO if before == 0 else Slip.CLEARED
    return _digits(str(before), str(after))


def _digits(before: str, after: str) -> Slip:
    if len(before) == len(after):
        differing = [i for i, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
        if len(differing) == 1:
            return Slip.DIGIT
        i, j = differing[0], differing[-1]
        return Slip.SWAPPED if len(differing) == 2 and before[i] + before[j] == after[j] + after[i] else Slip.OTHER
    longer, shorter = sorted((before, after), key=len, reverse=True)
    shortened = (longer[:i] + longer[i + 1 :] for i in range(len(longer)))
    return Slip.LENGTH if len(longer) == len(shorter) + 1 and shorter in shortened else Slip.OTHER


def _number(change: Change) -> Number:
    before = change.before.number if isinstance(change.before, Annotated) else change.before
    return before if isinstance(before, int) else 0


def _neighbours(report: Report) -> dict[str, set[str]]:
    """The cells to the left, to the right, above and below each cell in the tables as the report has them."""
    form = layout(report.edition)
    there = set(form.rows_there(form.values(report)))
    found: dict[str, set[str]] = {}
    for table in form.tables:
        rows = [row for row in table.rows if row.address in there]
        lines = [row.cells for row in rows]
        if rows and all(row.meta.across for row in rows):  # printed in one line
            lines = [tuple(itertools.chain.from_iterable(lines))]
        for line in lines:
            _pair(found, line)
        if len(lines) > 1:
            cells = {cell for line in lines for cell in line}
            for key in {cell.rpartition(".")[2]: None for cell in cells}:
                _pair(found, [cell for row in rows if (cell := f"{row.address}.{key}") in cells])
    return found


def _pair(found: dict[str, set[str]], cells: Sequence[str]) -> None:
    for a, b in itertools.pairwise(cells):
        found.setdefault(a, set()).add(b)
        found.setdefault(b, set()).add(a)
