"""The figures that the identities determine for blank cells."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from ..findings import Number
from ..report.cells import ABSENT, Annotated
from ..report.layout import layout
from ..report.model import Report
from .identities import Identity, form_used, identities


def determined(report: Report) -> dict[str, Number]:
    """What single identities with non-negativity, applied repeatedly, determine for the blank cells.

    Returns:
        The figure for each blank cell that has one; cells that nothing determines, and those that two identities
        determine differently, are left out.
    """
    known, blank = _sorted_out(report)
    touching = _touching(report.edition, form_used(report)[0])
    waiting = {identity for cell in blank for identity in touching.get(cell, ())}
    found: dict[str, Number] = {}
    while waiting:
        fresh: dict[str, Number] = {}
        torn: set[str] = set()
        for identity in waiting:
            for cell, number in _step(identity, known, blank).items():
                if fresh.setdefault(cell, number) != number:
                    torn.add(cell)
        blank -= fresh.keys()  # a torn cell is neither blank nor known: no identity can use it
        for cell in torn:
            del fresh[cell]
        known |= fresh
        found |= fresh
        waiting = {identity for cell in fresh for identity in touching[cell]}
    return found


def _sorted_out(report: Report) -> tuple[dict[str, Number], set[str]]:
    """The cells that count as a number, and the blank ones; the others are neither."""
    known: dict[str, Number] = {}
    blank: set[str] = set()
    form = layout(report.edition)
    for address, cell in zip(form.cells, form.values(report), strict=True):
        if isinstance(cell, int | Decimal):
            known[address] = cell
        elif cell is None:
            blank.add(address)
        elif cell is ABSENT:
            known[address] = 0
        elif isinstance(cell, Annotated):
            known[address] = cell.number
    return known, blank


@cache
def _touching(edition: str, divided: bool) -> dict[str, tuple[Identity, ...]]:
    """The identities in which each cell occurs."""
    found: dict[str, tuple[Identity, ...]] = {}
    for identity in identities(edition, divided=divided):
        for cell in identity.cells:
            found[cell] = (*found.get(cell, ()), identity)
    return found


def _step(identity: Identity, known: Mapping[str, Number], blank: set[str]) -> dict[str, Number]:
    """What one identity by itself determines."""
    parts = [cell for cell in identity.parts if cell not in known]
    totals = [cell for cell in identity.totals if cell not in known]
    opened = parts or totals
    if (parts and totals) or not opened or not blank.issuperset(opened):
        return {}  # something is open on both sides or on none, or cannot be used
    missing = sum(known.get(a, 0) for a in identity.totals) - sum(known.get(a, 0) for a in identity.parts)
    rest = missing if parts else -missing
    if rest == 0:
        return dict.fromkeys(opened, 0)
    return {opened[0]: rest} if rest > 0 and len(opened) == 1 else {}
