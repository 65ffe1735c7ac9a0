"""What makes a figure look like a slip of the hand.

The balance of the documents in force need not hold: documents expire by themselves. So only what no lawful reason
would bring about, or hardly ever by chance, counts as a slip; a deviation that could well be chance does not.
"""

from __future__ import annotations

from attrs import frozen

from ..i18n import Listed, Message, msg

CHANCE = 10
"""A shortfall of fewer documents than this may well be what expired, whatever other figure it happens to equal."""


@frozen
class Balance:
    """The documents in force of two years: `before` + `issued` − `repealed` should be `after`."""

    before: int
    issued: int
    repealed: int
    after: int

    @property
    def expected(self) -> int:
        """What should be in force."""
        return self.before + self.issued - self.repealed

    @property
    def excess(self) -> int:
        """How many more are said to be in force; negative for a shortfall."""
        return self.after - self.expected


def slip_in(balance: Balance) -> Message | None:
    """The slip that explains exactly why a balance does not hold, or None.

    A slip is

    - the repealed ones not subtracted, or added; the issued ones not added, or subtracted;
    - issued and repealed exchanged; last year's figure left as it was;
    - two digits of one of the four figures swapped, or one digit of it wrong, lost or too many (see
      :func:`misspelt`).

    Documents only ever expire: a shortfall below :data:`CHANCE` is a slip of none of the first two kinds.
    """
    return _wrong_operation(balance) or _wrong_digit(balance)


def _wrong_operation(b: Balance) -> Message | None:
    if -CHANCE < b.excess < 0:
        return None
    said = {
        b.before + b.issued: msg("that is what comes out if the repealed ones are not subtracted"),
        b.before - b.repealed: msg("that is what comes out if the issued ones are not added"),
        b.before + b.issued + b.repealed: msg("that is what comes out if the repealed ones are added"),
        b.before - b.issued - b.repealed: msg("that is what comes out if the issued ones are subtracted"),
        b.before - b.issued + b.repealed: msg("that is what comes out if issued and repealed are exchanged"),
        b.before: msg("that is last year's figure unchanged"),
    }
    return said.get(b.after)


def _wrong_digit(b: Balance) -> Message | None:
    others = (
        (b.before, b.before + b.excess),
        (b.issued, b.issued + b.excess),
        (b.repealed, b.repealed - b.excess),
    )
    found = [(stated, meant) for stated, meant in others if misspelt(stated, meant)]
    if misspelt(b.after, b.expected, lenient=b.excess > 0):
        found.insert(0, (b.after, b.expected))
    if not found:
        return None
    return msg("that looks like a slip: {figures}", figures=Listed(tuple(
        msg("{stated} for {meant}", stated=stated, meant=meant) for stated, meant in dict.fromkeys(found)
    )))  # fmt: skip


def misspelt(stated: int, meant: int, *, lenient: bool = False) -> bool:
    """Whether a figure looks like another one mistyped.

    Two of its digits are swapped; or one digit is lost or too many, at least two being left; or one digit of at least
    three, not the last one, is wrong (the last one is so often different by chance that it proves nothing).

    Args:
        stated: What stands there.
        meant: What should stand there.
        lenient: Whether chance is out of the question: then a wrong last digit counts, too, and two digits are enough
            for the first one to be wrong.
    """
    if stated < 0 or meant < 0:
        return False
    one, other = str(stated), str(meant)
    if len(one) == len(other):
        wrong = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        if len(wrong) == 2:
            return one[wrong[0]] == other[wrong[1]] and one[wrong[1]] == other[wrong[0]]
        return len(wrong) == 1 and _is_telling(wrong[0], len(one), lenient)
    short, long = sorted((one, other), key=len)
    return len(long) - len(short) == 1 and len(short) >= 2 and _is_without_one(short, long)


def _is_telling(place: int, digits: int, lenient: bool) -> bool:
    """Whether a single wrong digit is more than chance."""
    is_last = place == digits - 1
    if lenient:
        return digits >= (3 if is_last else 2)
    return digits >= 3 and not is_last


def _is_without_one(short: str, long: str) -> bool:
    """Whether one digit taken out of `long` leaves `short`."""
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
