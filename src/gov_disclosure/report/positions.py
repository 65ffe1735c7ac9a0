"""Line and column of every value in a JSON text, found only when there is something to report."""

from __future__ import annotations

import bisect
import json
import re
from collections.abc import Iterator

_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder(parse_int=str)


def json_positions(text: str) -> dict[str, tuple[int, int]]:
    """The place of every value, by dotted path.

    Args:
        text: A valid JSON text.

    Returns:
        For ``requests.received.total`` (or ``notes.0.kind``) line and column, both from 1; of a key that stands twice,
        the second place.
    """
    starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place(offset: int) -> tuple[int, int]:
        line = bisect.bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    return {path: place(offset) for path, offset in _values(text)}


def _values(text: str) -> Iterator[tuple[str, int]]:
    """Every value's path and offset. Iterative, so that deep nesting does no harm."""
    # An open container: [its path, its closing bracket, the index of the next entry (lists)].
    stack: list[tuple[str, str, Iterator[int]]] = []
    at = _skip(text, 0)
    path = ""
    while True:
        yield path, at
        if text[at] in "{[":
            stack.append((path, "}" if text[at] == "{" else "]", iter(range(len(text)))))
            at = _skip(text, at + 1)
        else:
            at = _skip(text, _DECODER.raw_decode(text, at)[1])
        while stack and text[at] == stack[-1][1]:
            stack.pop()
            at = _skip(text, at + 1)
        if not stack:
            return
        if text[at] == ",":
            at = _skip(text, at + 1)
        parent, closing, entries = stack[-1]
        if closing == "}":
            key, at = _DECODER.raw_decode(text, at)
            at = _skip(text, _skip(text, at) + 1)
        else:
            key = str(next(entries))
        path = f"{parent}.{key}" if parent else key


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at
