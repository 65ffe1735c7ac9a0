"""One fast look at all the cells of a report: which sums hold, and which states occur.

Most reports have a number in every cell. For these one straight-line function, generated from the identities, adds
up everything; only where it meets something else are the cells looked at one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache
from typing import Any

from attrs import define, field, frozen

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
    """The identities of an edition and what was made of them. A cell is meant by its index in `addresses`.

    Attributes:
        identities: The identities.
        straight: Gives the indices of the identities that a report breaks; TypeError if a prescribed cell holds
            anything but a number from 0, or the report has a row that the edition does not prescribe.
        closely: Gives these indices, and whether a figure is negative, whatever stands in the cells; shows every cell
            that is no whole number to a function, with its index, and counts it as what that gives back.
        addresses: The addresses of all cells, spare rows included.
        touching: The indices of the identities in which each cell occurs.
        led: The sides of identities that begin with each cell, and the indices of these identities.
    """

    identities: tuple[Identity, ...]
    straight: Callable[[Report], list[int]]
    closely: Callable[[Report, Callable[[int, Cell], Any]], tuple[list[int], bool]]
    addresses: tuple[str, ...]
    touching: Mapping[int, tuple[int, ...]] = field(repr=False)
    led: Mapping[int, tuple[tuple[int, frozenset[int]], ...]] = field(repr=False)

    def named(self, cells: Iterable[int]) -> tuple[str, ...]:
        """The addresses of cells."""
        return tuple([self.addresses[i] for i in cells])


def survey(report: Report) -> Survey:
    """Look at all cells of a report."""
    compiled = _own_form(report.edition)
    try:
        broken = compiled.straight(report)
    except TypeError:
        divided, unprescribed = form_used(report)
        return _look_closely(report, _compiled(report.edition, divided), unprescribed)
    return Survey(broken=tuple(compiled.identities[i] for i in broken)) if broken else CLEAN


def broken_identities(report: Report) -> tuple[Identity, ...]:
    """The identities that do not hold in a report; those that cannot be evaluated are not among them."""
    return survey(report).broken


def _look_closely(report: Report, compiled: _Compiled, unprescribed: bool) -> Survey:
    """The same where some cells are no plain numbers."""
    odd = _Odd()
    broken, negative = compiled.closely(report, odd.take)
    held_up = _held_up(compiled, (*odd.blank, *odd.absent), (*odd.unreadable, *odd.unknown))
    occurs = (
        (Trait.NEGATIVE, negative),
        (Trait.BLANK, odd.blank),
        (Trait.ABSENT, odd.absent),
        (Trait.ANNOTATED, odd.annotated),
        (Trait.UNREADABLE, odd.unreadable),
        (Trait.UNKNOWN, odd.unknown),
        (Trait.UNPRESCRIBED, unprescribed),
    )
    return Survey(
        frozenset([trait for trait, found in occurs if found]),
        tuple([compiled.identities[i] for i in broken if i not in held_up]),
        tuple([(compiled.identities[i], in_the_way) for i, in_the_way in held_up.items()]),
        frozenset(compiled.named(odd.absent)),
    )


@lru_cache(256)
def _held_up(compiled: _Compiled, empty: tuple[int, ...], unusable: tuple[int, ...]) -> dict[int, tuple[str, ...]]:
    """The identities that cannot be evaluated, and what stands in the way of each.

    It is the same for many reports, which leave the same cells blank.
    """
    found: dict[int, list[int]] = {}
    for cell in sorted(unusable):
        for i in compiled.touching.get(cell, ()):
            found.setdefault(i, []).append(cell)
    nothing = set(empty)
    for cell in empty:
        for i, side in compiled.led.get(cell, ()):  # a side that is empty begins with an empty cell
            if side <= nothing:
                found.setdefault(i, [])
    return {i: compiled.named(found[i]) for i in sorted(found)}


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
    return _Compiled(stated, _straight(edition, stated), _closely(edition, stated), addresses, touching, led)


def _straight(edition: str, stated: tuple[Identity, ...]) -> Callable[[Report], list[int]]:
    form = layout(edition)
    lines, names = loads_of(row for row in form.rows.values() if row.prescribed)
    if any(cell not in names for identity in stated for cell in identity.cells):
        lines = [" raise TypeError"]  # the other form of a group is used: nothing for the straight way
        refuses: Callable[[Report], list[int]] = _defined("straight", "report", lines, edition, {})
        return refuses
    # The comparisons refuse whatever is no number, before a sum could be unequal to it.
    lines += [f" if {_any_negative(names)}: raise TypeError", *_comparisons(stated, names), " return broken"]
    nothing: dict[str, Any] = {}
    for i, row in enumerate(row for row in form.rows.values() if not row.prescribed):
        nothing |= {f"absent{i}": row.absent, f"unknown{i}": unknown_row(row.cls)}
        lines.insert(0, f" if spare is not absent{i} and spare is not unknown{i}: raise TypeError")
        lines.insert(0, f" spare = report.{row.address}")
    made: Callable[[Report], list[int]] = _defined("straight", "report", lines, edition, nothing)
    return made


def _closely(edition: str, stated: tuple[Identity, ...]) -> Any:
    lines, names = loads_of(layout(edition).rows.values())
    lines += [f" if type({name}) is not int: {name} = take({i}, {name})" for i, name in enumerate(names.values())]
    lines += [*_comparisons(stated, names), f" return broken, {_any_negative(names)}"]
    return _defined("closely", "report, take", lines, edition, {})


def _any_negative(names: Mapping[str, str]) -> str:
    return " or ".join(f"{name} < 0" for name in names.values())


def _comparisons(stated: tuple[Identity, ...], names: Mapping[str, str]) -> list[str]:
    return [
        " broken = []",
        *(
            f" if {' + '.join(names[a] for a in identity.parts)} != {' + '.join(names[a] for a in identity.totals)}: "
            f"broken.append({i})"
            for i, identity in enumerate(stated)
        ),
    ]


def _defined(name: str, arguments: str, lines: list[str], edition: str, names: dict[str, Any]) -> Any:
    source = "\n".join([f"def {name}({arguments}):", *lines])
    exec(compile(source, f"<{name} of edition {edition}>", "exec"), names)  # noqa: S102 - made of the form's names
    return names[name]
