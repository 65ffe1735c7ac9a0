"""One fast look at all the cells of a report: which sums hold, and which states occur.

Most reports have a number in every cell, or leave some blank. For these one straight-line function, generated from the
identities, adds up everything; only where it meets something else are the cells looked at one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache
from typing import Any, TypeAlias

from attrs import define, field, frozen

from ..findings import Number
from ..report.cells import ABSENT, UNKNOWN, Annotated, Cell
from ..report.editions import EDITIONS
from ..report.form import unknown_row
from ..report.layout import layout, loads_of
from ..report.model import Report
from .identities import Identity, form_used, identities


class Trait(Enum):
    """What occurs in a report. A rule that speaks only of some traits is not asked where none of them occurs."""

    __hash__ = object.__hash__  # a member is one object; the hash of Enum is written in Python, and slow

    NEGATIVE = "a negative figure"
    BLANK = "a blank cell"
    ABSENT = "an absent row"
    ANNOTATED = "an annotated figure"
    UNREADABLE = "an unreadable cell"
    UNKNOWN = "an unknown cell"
    UNPRESCRIBED = "a row that the edition does not prescribe"
    HEADINGS = "headings that are not the prescribed ones, or not known"
    NOTED = "something that the reader noticed"
    EMPTY = "a section of prose that says nothing, or is not known"
    FORM = "a form that is not, or not certainly, the one in force for the year"
    TITLE = "a title that does not name body, year and kind of report, or is not known"
    PERIOD = "a stated period that is not the reported year, or none"
    ASPECTS = "an aspect with which section one does not deal"
    FEES = "a section six that says nothing of fees"
    RULES = "rules that the body has made, or may have made"
    PROSE = "prose that may state a number, or that there was none"


@frozen(eq=False)
class Broken:
    """A sum that does not hold.

    Attributes:
        identity: The identity that states it.
        cells: Its cells that the document has, blank ones too.
        expected: The sum of the parts.
        actual: The sum of the totals.
    """

    identity: Identity
    cells: tuple[str, ...]
    expected: Number
    actual: Number

    @property
    def code(self) -> str:
        """The rule that states it."""
        return self.identity.code


@frozen(eq=False)
class Open:
    """An identity that could not be evaluated.

    Attributes:
        identity: The identity.
        cells: Its cells that the document has.
        in_the_way: The addresses of what stood in the way; none where a whole side is blank or absent.
    """

    identity: Identity
    cells: tuple[str, ...]
    in_the_way: tuple[str, ...]


@frozen(eq=False)
class Survey:
    """What one look at the cells has shown. A cell is meant by its index in the layout's `all_addresses`.

    Attributes:
        traits: What occurs among the cells.
        broken: The sums that do not hold.
        open: The identities that could not be evaluated.
        blank: The blank cells.
        gone: The absent and the unknown cells; not told of a report with a number in every prescribed cell.
    """

    traits: frozenset[Trait] = frozenset()
    broken: tuple[Broken, ...] = ()
    open: tuple[Open, ...] = ()
    blank: tuple[int, ...] = ()
    gone: tuple[int, ...] = ()


CLEAN = Survey()
_BLANK = frozenset([Trait.BLANK])
_NONE = frozenset[str]()
Unequal: TypeAlias = list[tuple[int, Number, Number]]
"""The indices of identities that are broken, each with the sums of its parts and of its totals."""


@frozen(eq=False)
class _Compiled:
    """The identities of an edition and what was made of them. A cell is meant by its index in `addresses`.

    Attributes:
        identities: The identities.
        straight: Gives the sums that a report breaks, and its blank cells; TypeError if another prescribed cell holds
            anything but a number from 0, or the report has a row that the edition does not prescribe.
        addresses: The addresses of all cells, spare rows included.
        spare: The cells of the rows that the edition does not prescribe.
        touching: The indices of the identities in which each cell occurs.
        led: The sides of identities that begin with each cell, and the indices of these identities.
    """

    identities: tuple[Identity, ...]
    straight: Callable[[Report], tuple[Unequal, list[int]]]
    addresses: tuple[str, ...]
    spare: tuple[int, ...]
    touching: Mapping[int, tuple[int, ...]] = field(repr=False)
    led: Mapping[int, tuple[tuple[int, frozenset[int]], ...]] = field(repr=False)

    def named(self, cells: Iterable[int]) -> tuple[str, ...]:
        """The addresses of cells."""
        return tuple([self.addresses[i] for i in cells])


def survey(report: Report) -> Survey:
    """Look at all cells of a report."""
    compiled = _own_form(report.edition)
    try:
        unequal, blank = compiled.straight(report)
    except TypeError:
        divided, unprescribed = form_used(report)
        return _look_closely(report, _compiled(report.edition, divided), unprescribed)
    if not blank:
        return Survey(broken=_broken(compiled, unequal)) if unequal else CLEAN
    empty = tuple(blank)
    held_up = _held_up(compiled, empty, (), ())
    return Survey(_BLANK, _broken(compiled, unequal, held_up), tuple(held_up.values()), empty, compiled.spare)


def broken_identities(report: Report) -> tuple[Identity, ...]:
    """The identities that do not hold in a report; those that cannot be evaluated are not among them."""
    return tuple([one.identity for one in survey(report).broken])


def _look_closely(report: Report, compiled: _Compiled, unprescribed: bool) -> Survey:
    """The same where some cells are neither plain numbers nor blank."""
    odd = _Odd()
    unequal, negative = _closely(report.edition, compiled)(report, odd.take)
    absent = tuple(odd.absent)
    held_up = _held_up(compiled, tuple(odd.blank), absent, (*odd.unreadable, *odd.unknown))
    occurs = (
        (Trait.NEGATIVE, negative),
        (Trait.BLANK, odd.blank),
        (Trait.ABSENT, absent),
        (Trait.ANNOTATED, odd.annotated),
        (Trait.UNREADABLE, odd.unreadable),
        (Trait.UNKNOWN, odd.unknown),
        (Trait.UNPRESCRIBED, unprescribed),
    )
    return Survey(
        frozenset([trait for trait, found in occurs if found]),
        _broken(compiled, unequal, held_up, frozenset(compiled.named(absent))),
        tuple(held_up.values()),
        tuple(odd.blank),
        (*absent, *odd.unknown),
    )


def _broken(
    compiled: _Compiled, unequal: Unequal, held_up: Container[int] = (), absent: frozenset[str] = _NONE
) -> tuple[Broken, ...]:
    """The sums that do not hold, but for those that cannot be evaluated."""
    found = []
    for i, expected, actual in unequal:
        if i not in held_up:
            identity = compiled.identities[i]
            found.append(Broken(identity, _there(identity, absent), expected, actual))
    return tuple(found)


def _there(identity: Identity, absent: frozenset[str]) -> tuple[str, ...]:
    """The cells of an identity that the document has."""
    return tuple([cell for cell in identity.cells if cell not in absent]) if absent else identity.cells


@lru_cache(256)
def _held_up(
    compiled: _Compiled, blank: tuple[int, ...], absent: tuple[int, ...], unusable: tuple[int, ...]
) -> dict[int, Open]:
    """The identities that cannot be evaluated, by index.

    They are the same for many reports, which leave the same cells blank.
    """
    found: dict[int, list[int]] = {}
    for cell in sorted(unusable):
        for i in compiled.touching.get(cell, ()):
            found.setdefault(i, []).append(cell)
    nothing = {*blank, *absent}
    for cell in nothing:
        for i, side in compiled.led.get(cell, ()):  # a side that is empty begins with an empty cell
            if side <= nothing:
                found.setdefault(i, [])
    lacking = frozenset(compiled.named(absent))
    held_up = {}
    for i in sorted(found):
        identity = compiled.identities[i]
        held_up[i] = Open(identity, _there(identity, lacking), compiled.named(found[i]))
    return held_up


@define(eq=False)
class _Odd:
    """The indices of the cells that are no whole numbers, by what they are."""

    blank: list[int] = field(factory=list)
    absent: list[int] = field(factory=list)
    unknown: list[int] = field(factory=list)
    unreadable: list[int] = field(factory=list)
    annotated: list[int] = field(factory=list)

    def take(self, index: int, cell: Cell) -> Any:
        """Take note of a cell; gives what stands for it in a sum."""
        if cell is None:
            self.blank.append(index)
        elif cell is ABSENT:
            self.absent.append(index)
        elif cell is UNKNOWN:
            self.unknown.append(index)
        elif isinstance(cell, Decimal):
            return cell
        elif isinstance(cell, Annotated):
            self.annotated.append(index)
            return cell.number
        else:
            self.unreadable.append(index)
        return 0


# Generated code ---------------------------------------------------------------------------------------------------


@cache
def _own_form(edition: str) -> _Compiled:
    """What was made of the identities of reports that use the edition's own form of 其他处理."""
    return _compiled(edition, not EDITIONS[edition].undivided_otherwise)


@cache
def _compiled(edition: str, divided: bool) -> _Compiled:
    stated = identities(edition, divided=divided)
    addresses = layout(edition).all_addresses
    index = {address: i for i, address in enumerate(addresses)}
    touching: dict[int, tuple[int, ...]] = {}
    led: dict[int, tuple[tuple[int, frozenset[int]], ...]] = {}
    for i, identity in enumerate(stated):
        for cell in identity.cells:
            touching[index[cell]] = (*touching.get(index[cell], ()), i)
        for side in (identity.parts, identity.totals):
            led[index[side[0]]] = (*led.get(index[side[0]], ()), (i, frozenset(index[cell] for cell in side)))
    spare = tuple([index[cell] for row in layout(edition).rows.values() if not row.prescribed for cell in row.cells])
    return _Compiled(stated, _straight(edition, stated, index), addresses, spare, touching, led)


def _straight(edition: str, stated: tuple[Identity, ...], index: Mapping[str, int]) -> Any:
    form = layout(edition)
    loads, names = loads_of(row for row in form.rows.values() if row.prescribed)
    if any(cell not in names for identity in stated for cell in identity.cells):
        # The other form of a group is used: nothing for the straight way.
        return _defined("straight", "report", [" raise TypeError"], edition, {})
    lines: list[str] = []
    values: dict[str, Any] = {}
    for i, row in enumerate(row for row in form.rows.values() if not row.prescribed):
        values |= {f"absent{i}": row.absent, f"unknown{i}": unknown_row(row.cls)}
        lines += [f" spare = report.{row.address}"]
        lines += [f" if spare is not absent{i} and spare is not unknown{i}: raise TypeError"]
    lines += [*loads, " blank = []"]
    for cell, name in names.items():
        lines += [f" if {name} is None: {name} = 0; blank.append({index[cell]})"]
        lines += [f" elif {name} < 0: raise TypeError"]  # so does the comparison itself with whatever is no number
    lines += [*_comparisons(stated, names), " return unequal, blank"]
    return _defined("straight", "report", lines, edition, values)


@cache
def _closely(edition: str, compiled: _Compiled) -> Callable[..., tuple[Unequal, bool]]:
    """The function that gives the broken sums, and whether a figure is negative, whatever stands in the cells.

    It shows every cell that is no whole number to a function, with its index, and counts it as what that gives back.
    """
    lines, names = loads_of(layout(edition).rows.values())
    lines += [f" if type({name}) is not int: {name} = take({i}, {name})" for i, name in enumerate(names.values())]
    negative = " or ".join(f"{name} < 0" for name in names.values())
    lines += [*_comparisons(compiled.identities, names), f" return unequal, {negative}"]
    made: Callable[..., tuple[Unequal, bool]] = _defined("closely", "report, take", lines, edition, {})
    return made


def _comparisons(stated: tuple[Identity, ...], names: Mapping[str, str]) -> list[str]:
    lines = [" unequal = []"]
    for i, identity in enumerate(stated):
        parts, totals = (" + ".join(names[cell] for cell in side) for side in (identity.parts, identity.totals))
        lines.append(f" if (parts := {parts}) != (totals := {totals}): unequal.append(({i}, parts, totals))")
    return lines


def _defined(name: str, arguments: str, lines: list[str], edition: str, names: dict[str, Any]) -> Any:
    source = "\n".join([f"def {name}({arguments}):", *lines])
    exec(compile(source, f"<{name} of edition {edition}>", "exec"), names)  # noqa: S102 - made of the form's names
    return names[name]
