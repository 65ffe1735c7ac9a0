"""Texts that come from files, made harmless for a console."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")


def visible(text: str) -> str:
    """A text without control characters, which could command the console; they are shown as they are escaped."""
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def on_one_line(text: str) -> str:
    """A text without control characters and line breaks: the name of a file may hold some."""
    return visible(text).replace("\n", "\\n").replace("\t", "\\t")
