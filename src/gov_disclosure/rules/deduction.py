"""The figures that the identities determine for blank cells."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from ..report.cells import State, Unreadable
from ..report.layout import layout
from ..report.model import Report, number_of
from .identities import Identity, form_used, identities

Number = int | Decimal


def determined(report: Report) -> dict[str, Number]:
    """What single identities with non-negativity, applied repeatedly, determine for the blank cells.

    Returns:
        The figure for each blank cell that has one; cells that nothing determines are left out.
    """
    cells = dict(zip(layout(report.edition).cells, layout(report.edition).values(report), strict=True))
    blank = {address for address, cell in cells.items() if cell is None}
    stated = [
        identity
        for identity in identities(report.edition, divided=form_used(report)[0])
        if not any(_unusable(cells[address]) for address in identity.cells)
    ]
    known: dict[str, Number] = {
        address: number_of(cell, address) for address, cell in cells.items() if cell is not None and not _unusable(cell)
    }
    found: dict[str, Number] = {}
    while fresh := _step([i for i in stated if blank.intersection(i.cells) - found.keys()], known | found, found):
        found |= fresh
    return found


def _unusable(cell: object) -> bool:
    return isinstance(cell, Unreadable) or cell is State.UNKNOWN


def _step(stated: list[Identity], known: Mapping[str, Number], found: Mapping[str, Number]) -> dict[str, Number]:
    """What each identity by itself determines, given what is known so far."""
    fresh: dict[str, Number] = {}
    for identity in stated:
        parts = [address for address in identity.parts if address not in known]
        totals = [address for address in identity.totals if address not in known]
        if bool(parts) == bool(totals):
            continue  # nothing open, or something on both sides
        missing = sum(known.get(a, 0) for a in identity.totals) - sum(known.get(a, 0) for a in identity.parts)
        rest = missing if parts else -missing
        opened = parts or totals
        if rest == 0:
            fresh |= dict.fromkeys(opened, 0)
        elif rest > 0 and len(opened) == 1:
            fresh[opened[0]] = rest
    return {address: number for address, number in fresh.items() if address not in found}
