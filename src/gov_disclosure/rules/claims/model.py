"""What a claim is: a number that prose states about cells of the tables."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from attrs import field, frozen

from .sentences import Sentence

TOTAL = "total"
ORGANISATIONS = "organisations"
"""Stands for the columns of 法人或其他组织 together."""


class Scope(Enum):
    """Of what a claim speaks; only one about the whole can be compared with the tables."""

    WHOLE = "the reporting body and the reported year"
    NARROWER = "a part: an organ, a channel, a subject, a span of the year"
    OTHER_YEAR = "another year, or a comparison with it"
    PLANNED = "what is intended or required"


@frozen
class Slot:
    """A row, or a group of rows, in one column (:data:`ORGANISATIONS` for several)."""

    rows: str
    column: str = TOTAL


@frozen
class Reading:
    """One way to understand what a claim is about: some slots added up, others taken off."""

    plus: tuple[Slot, ...]
    minus: tuple[Slot, ...] = ()


@frozen
class Claim:
    """A number that a sentence states about the tables.

    Attributes:
        sentence: The sentence; it knows its section and its place there.
        about: The ways to understand it, the most obvious first.
        number: The number stated (money in 万元).
        step: One unit of its last printed digit; 1 or less for a whole number that is printed in full.
        scope: Of what it speaks.
        at: Where the number stands in the plain sentence.
        others: What the number may be in the table instead: the total that it is a part of, or it without a part.
    """

    sentence: Sentence
    about: tuple[Reading, ...]
    number: Decimal
    step: Decimal = Decimal(1)
    scope: Scope = Scope.WHOLE
    at: int = field(default=0, eq=False)
    others: tuple[Decimal, ...] = ()


@frozen
class Share:
    """A percentage of stated counts.

    Attributes:
        sentence: The sentence.
        percent: The percentage stated.
        step: One unit of its last printed digit.
        part: The count of which it is said.
        bases: The counts that it can be a share of; the most obvious first.
        parts: Other counts, or sums of them, of which it may be said.
        requests: Whether it is a share of applications, so that a total of the tables may be meant.
        outcomes: Whether it is a share of those that were answered.
        loose: Whether only the sentence before names a base.
    """

    sentence: Sentence
    percent: Decimal
    step: Decimal
    part: Decimal
    bases: tuple[Decimal, ...]
    parts: tuple[Decimal, ...] = ()
    requests: bool = False
    outcomes: bool = False
    loose: bool = False


@frozen
class Breakdown:
    """A total and its parts as a sentence states them.

    Attributes:
        sentence: The sentence.
        total: The stated total.
        parts: The stated parts, of one kind.
        all: Whether the sentence says that these are all.
        outcomes: Whether the parts are outcomes of applications, of which some may have come in last year.
        slack: By how much they may differ, given the precision with which they are printed: 1.2万.
    """

    sentence: Sentence
    total: Decimal
    parts: tuple[Decimal, ...]
    all: bool = False
    outcomes: bool = False
    slack: Decimal = Decimal(0)


Statement: TypeAlias = Claim | Share | Breakdown
