"""The limits within which a file is read, with their defaults."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from gov_disclosure.cli.workers import Budget
from gov_disclosure.mending.hints import HINT_TIME
from gov_disclosure.mending.repairing import DEFAULT_TIME
from gov_disclosure.readers.limits import Limits
from gov_disclosure.report.cells import MAX_DIGITS
from gov_disclosure.rules.isolation import MOST

from .contracts import described
from .markdown import code, table

_CLASSES: dict[str, type[Any]] = {"files": Limits, "processes": Budget}


_FIXED: tuple[tuple[float, str], ...] = (
    (MAX_DIGITS, "Digits of a whole number; a longer one is refused."),
    (MOST, "Problems that a rule of one's own finds in one report; one that goes on counts as failed."),
    (HINT_TIME, "Seconds that `check` looks for the smallest mend of a report."),
    (DEFAULT_TIME, "Seconds that `repair` and `gd.repair` look for it, unless another time is given."),
)
"""Limits that are no option of reading."""


def _rows(cls: type[Any]) -> Iterator[tuple[str, str, str]]:
    texts = described(cls)
    for field in attrs.fields(cls):
        yield code(field.name), f"{field.default:,}", texts[field.name]


def markdown(which: str) -> str:
    """The limits of ``files``, those of ``processes``, or those that are ``fixed``, and what each is about."""
    if which == "fixed":
        return table(("limit", "of what"), ((f"{number:,}", what) for number, what in _FIXED))
    return table(("name", "default", "what"), _rows(_CLASSES[which]))
