"""What may have a place in a file: the addresses of the form, and whatever else a report consists of."""

from __future__ import annotations

import re
from functools import cache

import attrs

from .layout import layout
from .model import LISTS, Prose, Report

ENTRY = re.compile(rf"^(?:{'|'.join(LISTS)})\.[0-9]+(?:\.[a-z]+)?$")
"""The name of an entry of a list, or of a part of one: ``unread.0``, ``outline.3.text``."""


@cache
def place_names(edition: str) -> tuple[str, ...]:
    """The names of what can have a place in a report of an edition, the entries of its lists aside."""
    form = layout(edition)
    parts = (f"{key}.{field.name}" for key in form.sections for field in attrs.fields(Prose))
    return tuple(dict.fromkeys((*form.order, *(field.name for field in attrs.fields(Report)), *parts)))


def can_have_place(name: str, edition: str) -> bool:
    """Whether a report of an edition can have something of that name."""
    return name in place_names(edition) or ENTRY.match(name) is not None
