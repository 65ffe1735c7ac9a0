"""What a mend is: the figures to change, and how sure it is that no fewer would do."""

from __future__ import annotations

from typing import Any

from attrs import field, frozen

from ..i18n import Message, msg
from ..report.cells import Annotated, Cell, Unreadable


@frozen
class Change:
    """One figure of a mend.

    Attributes:
        cell: The address.
        before: What stands there: a number, an annotated number or, where a blank is filled, None.
        after: The whole number that is to stand there.
    """

    cell: str
    before: Cell
    after: int

    def as_data(self) -> dict[str, Any]:
        """The change as JSON has it; `before` as in canonical form."""
        before = self.before.text if isinstance(self.before, Annotated | Unreadable) else self.before
        return {"cell": self.cell, "from": before, "to": self.after}


Changes = tuple[Change, ...]


@frozen
class Part:
    """The mend of a group of sums that share no cell with any other.

    Attributes:
        mends: The smallest sets of changes, those that look most like slips first; empty if there is none, or none
            was found.
        more: Whether there are more than the limit.
        proven: Whether no smaller set exists.
        impossible: Whether it is certain that no set of changes makes the sums hold.
        bound: How many figures have to change at least, each counted with its weight; blanks to be filled do not count.
        cells: The addresses of all cells that occur in these sums.
    """

    mends: tuple[Changes, ...]
    more: bool = False
    proven: bool = True
    impossible: bool = False
    bound: float = 0
    cells: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def unique(self) -> bool:
        """Whether there is one smallest mend and no other."""
        return self.proven and len(self.mends) == 1 and not self.more


@frozen
class Mend:
    """The smallest change that makes the sums of a report hold.

    Attributes:
        changes: The mend that looks most like a slip, in the order of the form; empty if the sums hold as they are, if
            there is no mend, or if none was found.
        alternatives: The other mends that are equally small, those that look most like slips first.
        unique: Whether it is certain that there is no other mend that is equally small or smaller.
        more: Whether there are more alternatives than were asked for, or other figures that the same cells could take.
        proven: Whether it is certain that no smaller mend exists.
        impossible: Whether it is certain that no mend exists: cells that must not be touched, or rows that the document
            lacks, stand in the way.
        bound: How many figures have to change at least, each counted with its weight; blanks to be filled do not count.
        parts: The mend of each group of sums that is independent of the others; `changes` has the first of each.
    """

    changes: Changes = ()
    alternatives: tuple[Changes, ...] = ()
    unique: bool = True
    more: bool = False
    proven: bool = True
    impossible: bool = False
    bound: float = 0
    parts: tuple[Part, ...] = field(default=(), repr=False)

    @property
    def found(self) -> bool:
        """Whether the sums hold, or will hold after the changes."""
        return all(part.mends for part in self.parts)

    @property
    def all(self) -> tuple[Changes, ...]:
        """The mends that are equally small, the first and the alternatives; empty if there is nothing to mend."""
        return (self.changes, *self.alternatives) if self.changes else ()


class SolverMissing(ImportError):  # noqa: N818 - the name says what is missing
    """More figures are wrong than can be searched without the solver, and it is not installed.

    Attributes:
        text: What to install, in either language.
    """

    def __init__(self) -> None:
        self.text = msg(
            'so many figures are wrong that the search needs the solver: pip install "gov-disclosure[{extra}]"',
            extra="repair",
        )
        super().__init__(self.text.render("en"))


class WeightError(ValueError):
    """A weight means nothing.

    Attributes:
        text: Which one, and why, in either language.
    """

    def __init__(self, text: Message) -> None:
        super().__init__(text.render("en"))
        self.text = text
