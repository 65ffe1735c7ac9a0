"""The names of the elements of a Word file, and how its attributes are read."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, TypeAlias

Element: TypeAlias = Any
"""An element of lxml, which is not typed."""

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"

_INTEGER = re.compile(r"-?[0-9]+")
_MOST = 10**9
_DIGITS = 12
_OFF = {"0", "false", "off", "none"}


@cache
def w(name: str) -> str:
    """The full name of an element or attribute of a Word file."""
    return f"{{{WORD}}}{name}"


VAL = w("val")


def child(parent: Element | None, name: str) -> Element | None:
    """The first child of a name; None if there is none. Several times faster than lxml's ``find``."""
    if parent is not None:
        for found in parent.iterchildren(name):
            return found
    return None


def value(parent: Element | None, name: str) -> str | None:
    """The ``val`` of a child element; None if there is no such child."""
    found = child(parent, name)
    return None if found is None else found.get(VAL)


def integer(text: str | None, default: int = 0) -> int:
    """A whole number from an attribute, at most a billion; `default` if there is none, or something else."""
    found = _INTEGER.fullmatch((text or "").strip())
    return default if found is None else max(-_MOST, min(int(found[0][:_DIGITS]), _MOST))


def switch(parent: Element | None, name: str) -> bool | None:
    """Whether a property is switched on or off by a child element; None if it is not mentioned."""
    found = child(parent, name)
    return None if found is None else is_on(found)


def is_on(property_: Element) -> bool:
    """Whether a property that can be switched on or off is on."""
    return (property_.get(VAL) or "true").lower() not in _OFF
