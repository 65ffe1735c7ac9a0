"""What can stand in a cell of the three tables, and how a figure is read from text.

A cell is in one of six states, and none of them ever turns into another on the way from the document to a finding:

========== ============================================= ==============================
state      meaning                                       in Python
========== ============================================= ==============================
number     a whole number, or a decimal for an amount    ``int``, ``Decimal``
annotated  a number with words: ``22（其中修订16件）``     :class:`Annotated`
blank      the place is there and nothing is in it       ``None``
absent     the document has no such row                  :data:`ABSENT`
unreadable text that is no number: ``/``, ``3.7`` pieces :class:`Unreadable`
unknown    not given, or the row could not be placed     :data:`UNKNOWN`
========== ============================================= ==============================
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from typing import Literal, TypeAlias

from attrs import frozen

MAX_DIGITS = 4300
"""Longest whole number that is exact; the limit that CPython itself sets for ``int(text)``."""


class State(Enum):
    """The two states of a cell in which the document shows no place for it."""

    UNKNOWN = "unknown"
    ABSENT = "absent"

    def __repr__(self) -> str:
        return self.name


UNKNOWN: Literal[State.UNKNOWN] = State.UNKNOWN
"""Not given, or the reader could not place the row."""

ABSENT: Literal[State.ABSENT] = State.ABSENT
"""The document has no such row."""

Unknown: TypeAlias = Literal[State.UNKNOWN]


@frozen
class Annotated:
    """A number with words around it.

    Attributes:
        text: The cell's whole text, trimmed, line breaks removed.
        number: The leading number, which stands for the cell in an identity.
    """

    text: str
    number: int | Decimal


@frozen
class Unreadable:
    """Text in a figure's place that is no number.

    Attributes:
        text: The cell's whole text, trimmed, line breaks removed.
    """

    text: str

    @property
    def is_decimal(self) -> bool:
        """Whether the text is a decimal number, so that only its fraction is out of place."""
        return _DECIMAL.fullmatch(_folded(self.text)) is not None


Cell: TypeAlias = int | Decimal | Annotated | Unreadable | State | None
"""Whatever can stand in a cell."""


class Kind(Enum):
    """What a column counts, which decides how its text is read."""

    COUNT = "count"  # whole and not negative
    CHANGE = "change"  # whole, with a sign
    AMOUNT = "amount"  # money: a decimal


_NUMBER = r"[+-]?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*|0)"
_INTEGER = re.compile(_NUMBER)
_DECIMAL = re.compile(_NUMBER + r"(?:\.[0-9]+)?")
_SUPERFLUOUS_ZERO = re.compile(r"[+-]?0[0-9]")
_SPACED = re.compile(r"(?<=[0-9,.])[^\S\t]+(?=[0-9,.])")  # a tab keeps two things apart
# Full-width ASCII only: a general compatibility mapping would also turn ① and ² into figures.
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FOLD |= str.maketrans("−﹣﹢\u3000\u00a0", "--+  ")
_BRACKETS = "([{〔【［"
_COUNTERS = "件条个项次宗起份"
_OTHER_UNIT = re.compile(rf"[十百千万亿]+[{_COUNTERS}]?|[十百千万亿]*元")
_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
_EDGES = re.compile(rf"^[\s{_INVISIBLE}]+|[\s{_INVISIBLE}]+$")
_BREAK = re.compile(r"[ \t\u00a0\u3000]*(?:\r\n|[\n\r\v\f\x85\u2028\u2029])[ \t\u00a0\u3000]*")


def clean(text: str) -> str:
    """The text of a cell as it is quoted: trimmed (U+00A0 and U+3000 too), line breaks removed."""
    return _BREAK.sub("", _EDGES.sub("", text))


def _folded(text: str) -> str:
    """Full-width digits, signs and separators as their ASCII forms."""
    return text.translate(_FOLD)


def read_cell(text: str, kind: Kind = Kind.COUNT, unit: str | None = None, *, one_cell: bool = False) -> Cell:
    """Read the text of one cell.

    Args:
        text: The text as it stands in the document; line breaks inside it are joined.
        kind: What the column counts.
        unit: The column's own unit (``件``, ``万元``), which may follow the figure; None where the form
            prescribes none.
        one_cell: Whether the text is known to be one cell, so that spaces inside a number may be dropped.

    Returns:
        ``None`` for an empty cell, else ``int``, ``Decimal`` (amounts), ``Annotated`` or ``Unreadable``.
        Never ``UNKNOWN`` or ``ABSENT``.
    """
    shown = clean(text)
    if not shown:
        return None
    folded = _folded(shown)
    if one_cell:
        joined = _SPACED.sub("", folded)
        if joined != folded and not _hides_a_zero(folded, joined):
            shown, folded = _without_gaps(shown, folded), joined
    number = _DECIMAL if kind is Kind.AMOUNT else _INTEGER
    leading = number.match(folded)
    if leading is None or sum(map(str.isdecimal, leading[0])) > MAX_DIGITS:
        return Unreadable(shown)
    rest = folded[leading.end() :].strip()
    value = _value(leading[0], kind)
    if not rest:
        return value
    return Annotated(shown, value) if _annotates(rest, kind, unit) else Unreadable(shown)


def _without_gaps(shown: str, folded: str) -> str:
    """The text as shown without the spaces inside numbers, so that it says the same when it is read again."""
    gaps = {at for found in _SPACED.finditer(folded) for at in range(*found.span())}
    return "".join(char for at, char in enumerate(shown) if at not in gaps)


def _hides_a_zero(parts: str, joined: str) -> bool:
    """Whether a part, or the whole, begins with a superfluous 0: then it may be two cells run together."""
    return any(_SUPERFLUOUS_ZERO.match(piece) for piece in (joined, *parts.split()))


def _value(digits: str, kind: Kind) -> int | Decimal:
    plain = digits.replace(",", "")
    return Decimal(plain) if kind is Kind.AMOUNT else int(plain)


def _annotates(rest: str, kind: Kind, unit: str | None) -> bool:
    """Whether what follows the leading number leaves the number as it is (a multiplier does not)."""
    if rest[0] in _BRACKETS:
        inside = rest[1:-1].removeprefix("单位").lstrip(" :").strip()
        return inside == (unit or "元") or not _OTHER_UNIT.fullmatch(inside)
    if kind is not Kind.AMOUNT:
        return rest[0] in _COUNTERS
    return rest.startswith(unit or "元")
