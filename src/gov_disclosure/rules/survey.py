"""One fast look at all the cells of a report: which sums hold, and which states occur.

Most reports have a number in every cell. For these one straight-line function, generated from the identities, adds
up everything; only where it meets something else are the cells looked at one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from attrs import field, frozen

from ..report.cells import ABSENT, UNKNOWN, Annotated, Cell
from ..report.editions import EDITIONS
from ..report.form import unknown_row
from ..report.layout import layout, loads_of
from ..report.model import Report
from .identities import Identity, form_used, identities


class Trait(Enum):
    """What occurs in a report. A rule that speaks only of some traits is not asked where none of them occurs."""

    NEGATIVE = "a negative figure"
    BLANK = "a blank cell"
    ABSENT = "an absent row"
    ANNOTATED = "an annotated figure"
    UNREADABLE = "an unreadable cell"
    UNKNOWN = "an unknown cell"
    UNPRESCRIBED = "a row that the edition does not prescribe"
    HEADINGS = "headings that are not the prescribed ones, or not known"
    NOTED = "something that the reader noticed"


@frozen(eq=False)
class Survey:
    """What one look at the cells has shown.

    Attributes:
        traits: What occurs among the cells.
        broken: The identities that do not hold.
        open: The identities that could not be evaluated, each with the addresses of what stood in the way (none where
            a whole side is blank or absent).
        absent: The addresses of the cells that the document does not have.
    """

    traits: frozenset[Trait] = frozenset()
    broken: tuple[Identity, ...] = ()
    open: tuple[tuple[Identity, tuple[str, ...]], ...] = ()
    absent: frozenset[str] = frozenset()


CLEAN = Survey()


@frozen(eq=False)
class _Compiled:
    """The identities of an edition and what was made of them.

    Attributes:
        identities: The identities.
        straight: Adds up a report with a number in every prescribed cell; TypeError if there is anything else, or a
            row that the edition does not prescribe.
        sums: The same from a tuple of numbers in the order of `addresses`.
        addresses: The addresses of all cells, spare rows included.
        masks: For each identity, the bits of its parts and of its totals.
    """

    identities: tuple[Identity, ...]
    straight: Callable[[Report], tuple[list[int], bool]]
    sums: Callable[[Iterable[Any]], list[int]]
    addresses: tuple[str, ...]
    masks: tuple[tuple[int, int], ...] = field(repr=False)


def survey(report: Report) -> Survey:
    """Look at all cells of a report."""
    own = not EDITIONS[report.edition].undivided_otherwise
    try:
        broken, negative = _compiled(report.edition, own).straight(report)
    except TypeError:
        divided, unprescribed = form_used(report)
        return _look_closely(report, _compiled(report.edition, divided), unprescribed)
    if not broken and not negative:
        return CLEAN
    found = identities(report.edition, divided=own)
    return Survey(_those({Trait.NEGATIVE: negative}), tuple(found[i] for i in broken))


def _those(found: dict[Trait, bool]) -> frozenset[Trait]:
    return frozenset(trait for trait, occurs in found.items() if occurs)


def broken_identities(report: Report) -> tuple[Identity, ...]:
    """The identities that do not hold in a report; those that cannot be evaluated are not among them."""
    return survey(report).broken


def _look_closely(report: Report, compiled: _Compiled, unprescribed: bool) -> Survey:
    """The same where some cells are no plain numbers."""
    odd = _sort_out(layout(report.edition).values(report))
    traits = odd.traits | _those({Trait.UNPRESCRIBED: unprescribed, Trait.NEGATIVE: min(odd.numbers) < 0})
    broken = compiled.sums(odd.numbers)
    held_up: list[tuple[Identity, tuple[str, ...]]] = []
    for i, (parts, totals) in enumerate(compiled.masks):
        in_the_way = (parts | totals) & odd.unusable
        if in_the_way or odd.empty & parts == parts or odd.empty & totals == totals:
            held_up.append((compiled.identities[i], _named(in_the_way, compiled.addresses)))
            if i in broken:
                broken.remove(i)
    absent = frozenset(_named(odd.absent, compiled.addresses))
    return Survey(traits, tuple(compiled.identities[i] for i in broken), tuple(held_up), absent)


@frozen(eq=False)
class _SortedOut:
    """The cells of a report by what they are.

    Attributes:
        numbers: What stands for each cell in a sum.
        traits: What occurs.
        empty: The bits of the cells that are blank or absent.
        absent: The bits of those that are absent.
        unusable: The bits of the cells that are unreadable or unknown.
    """

    numbers: list[Any]
    traits: frozenset[Trait]
    empty: int
    absent: int
    unusable: int


def _sort_out(cells: tuple[Cell, ...]) -> _SortedOut:
    numbers: list[Any] = list(cells)
    blank = absent = unknown = unreadable = annotated = 0
    for i, kind in enumerate(map(type, cells)):
        if kind is int or kind is Decimal:
            continue
        cell = cells[i]
        numbers[i] = 0
        if cell is None:
            blank |= 1 << i
        elif cell is ABSENT:
            absent |= 1 << i
        elif cell is UNKNOWN:
            unknown |= 1 << i
        elif isinstance(cell, Annotated):
            annotated |= 1 << i
            numbers[i] = cell.number
        else:
            unreadable |= 1 << i
    found = {Trait.BLANK: blank, Trait.ABSENT: absent, Trait.UNKNOWN: unknown, Trait.UNREADABLE: unreadable}
    traits = _those({trait: bool(bits) for trait, bits in (found | {Trait.ANNOTATED: annotated}).items()})
    return _SortedOut(numbers, traits, blank | absent, absent, unknown | unreadable)


def _named(bits: int, addresses: tuple[str, ...]) -> tuple[str, ...]:
    """The addresses of the cells whose bits are set."""
    return tuple(address for i, address in enumerate(addresses) if bits >> i & 1) if bits else ()


# Generated code ---------------------------------------------------------------------------------------------------


@cache
def _compiled(edition: str, divided: bool) -> _Compiled:
    stated = identities(edition, divided=divided)
    form = layout(edition)
    bit = {address: 1 << i for i, address in enumerate(form.cells)}
    masks = tuple((sum(bit[a] for a in i.parts), sum(bit[a] for a in i.totals)) for i in stated)
    return _Compiled(stated, _straight(edition, stated), _sums(edition, stated), tuple(form.cells), masks)


def _straight(edition: str, stated: tuple[Identity, ...]) -> Callable[[Report], tuple[list[int], bool]]:
    form = layout(edition)
    cells = dict.fromkeys(cell for identity in stated for cell in identity.cells)
    lines, names = loads_of(row for row in form.rows.values() if row.prescribed)
    if not names.keys() >= cells.keys():  # the other form of a group is used: nothing for the straight way
        lines = [" raise TypeError"]
        refuses: Callable[[Report], tuple[list[int], bool]] = _defined("straight", "report", lines, edition, {})
        return refuses
    # `|` is negative if any operand is, and refuses whatever is no int: both questions at the price of one.
    whole = [names[cell] for cell in cells]
    others = [name for address, name in names.items() if address not in cells]
    lines += [" broken = []", *_comparisons(stated, names)]
    others_negative = f"min({', '.join(others)}, 0) < 0" if others else "False"
    lines.append(f" return broken, ({' | '.join(whole)}) < 0 or {others_negative}")
    nothing: dict[str, Any] = {}
    for i, row in enumerate(row for row in form.rows.values() if not row.prescribed):
        nothing |= {f"absent{i}": row.absent, f"unknown{i}": unknown_row(row.cls)}
        lines.insert(0, f" if spare is not absent{i} and spare is not unknown{i}: raise TypeError")
        lines.insert(0, f" spare = report.{row.address}")
    made: Callable[[Report], tuple[list[int], bool]] = _defined("straight", "report", lines, edition, nothing)
    return made


def _sums(edition: str, stated: tuple[Identity, ...]) -> Callable[[Iterable[Any]], list[int]]:
    names = {address: f"c{i}" for i, address in enumerate(layout(edition).cells)}
    lines = [
        f" {', '.join(names.values())}, = numbers",
        " broken = []",
        *_comparisons(stated, names),
        " return broken",
    ]
    made: Callable[[Iterable[Any]], list[int]] = _defined("sums", "numbers", lines, edition, {})
    return made


def _comparisons(stated: tuple[Identity, ...], names: dict[str, str]) -> list[str]:
    return [
        f" if {' + '.join(names[a] for a in identity.parts)} != {' + '.join(names[a] for a in identity.totals)}: "
        f"broken.append({i})"
        for i, identity in enumerate(stated)
    ]


def _defined(name: str, argument: str, lines: list[str], edition: str, names: dict[str, Any]) -> Any:
    source = "\n".join([f"def {name}({argument}):", *lines])
    exec(compile(source, f"<{name} of edition {edition}>", "exec"), names)  # noqa: S102 - made of the form's names
    return names[name]
