"""JSON text to report and back."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import partial
from types import ModuleType
from typing import Any

from attrs import frozen

from ..i18n import msg
from .cells import MAX_DIGITS
from .editions import EDITIONS
from .fast import Irregular, from_mapping, from_struct
from .model import Report
from .problems import StructureError, StructureProblem
from .shapes import decoder

msgspec: ModuleType | None
try:
    import msgspec
except ImportError:  # it is an extra
    msgspec = None

_EDITION = re.compile(r'"edition"\s*:\s*"(\w+)"')


def loads(text: str | bytes) -> Report:
    """Read a report from canonical JSON text.

    Args:
        text: The JSON text; bytes are UTF-8, with or without a byte order mark.

    Returns:
        The report, as :func:`gov_disclosure.structure` makes it of the parsed text.

    Raises:
        StructureError: With all problems, each with its path, line and column.
    """
    if isinstance(text, bytes):
        text = _decoded(text)
    try:
        report, keys = _regular(text)
        # Every key has one colon outside the texts. If there are no other colons, no key is unknown or given twice.
        others = text.count(":") - keys
        if others == 0 or (others == _colons(report) and "\\u003" not in text):
            return report
    except Irregular:
        pass
    return _strictly(text)


def _decoded(text: bytes) -> str:
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = text[: error.start].count(b"\n") + 1
        problem = msg("not UTF-8: byte {byte:#04x} at position {at}", byte=text[error.start], at=error.start)
        raise StructureError([StructureProblem("", problem, line, 1)]) from None


def _regular(text: str) -> tuple[Report, int]:
    """The fast way in."""
    if msgspec is not None and (found := _EDITION.search(text, 0, 1000)) and found[1] in EDITIONS:
        edition = EDITIONS[found[1]]
        try:
            decoded = decoder(edition).decode(text)
        except msgspec.DecodeError as error:  # its subclass ValidationError too
            raise Irregular from error
        if decoded.edition != edition.key:
            raise Irregular
        return from_struct(decoded, edition)
    try:
        return from_mapping(json.loads(text, parse_float=Decimal))
    except (ValueError, RecursionError) as error:
        raise Irregular from error


def _colons(report: Report) -> int:
    """The colons in a report's texts."""
    tables = (report.proactive_disclosure, report.requests, report.disputes)
    prose: list[Any] = [report.overview, report.problems, report.other_matters, *tables]
    texts: list[Any] = [report.title, report.issuer, report.preamble]
    texts += [text for section in prose for text in (section.heading, section.text)]
    if isinstance(report.outline, tuple):
        texts += [entry.text for entry in report.outline] + [entry.section for entry in report.outline]
    texts += [entry.text for entry in report.unread] + [
        text for note in report.notes for text in (note.about, note.text)
    ]
    return sum(text.count(":") for text in texts if isinstance(text, str))


# The strict way ---------------------------------------------------------------------------------------------------


class Pairs(dict[str, Any]):
    """An object of a text that remembers which of its keys stand twice."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        times = Counter(key for key, _ in pairs) if len(self) < len(pairs) else {}
        self.twice = [key for key, number in times.items() if number > 1]


@frozen(repr=False)
class Spelt:
    """What stands in a text where a value should, and is none: ``NaN``; it is refused with its path."""

    text: str

    def __repr__(self) -> str:
        return self.text


def _strictly(text: str) -> Report:
    from .positions import json_positions

    try:
        data = json.loads(
            text, object_pairs_hook=Pairs, parse_float=Decimal, parse_int=whole_number, parse_constant=Spelt
        )
        return structured(data, partial(json_positions, text))
    except json.JSONDecodeError as error:
        problem = msg("not valid JSON: {reason}", reason=error.msg)
        raise StructureError([StructureProblem("", problem, error.lineno, error.colno)]) from None
    except RecursionError:
        raise StructureError([StructureProblem("", msg("nested too deeply"), 1, 1)]) from None


def structured(data: Any, positions: Callable[[], Mapping[str, tuple[int, int]]]) -> Report:
    """A report from the data of a text.

    Args:
        data: The data; its objects are :class:`Pairs`.
        positions: Gives line and column of every value, by dotted path.

    Raises:
        StructureError: With all problems, in the order of the text.
    """
    from .conversion import structure

    problems = list(_twice(data, ""))
    try:
        report = structure(data)
        if not problems:
            return report
    except StructureError as error:
        problems += error.problems
    raise StructureError(problems).located(positions())


def whole_number(digits: str) -> int | Decimal:
    """A whole number; one longer than Python converts becomes a Decimal, which is refused with its path."""
    return int(digits) if len(digits.lstrip("-")) <= MAX_DIGITS else Decimal(digits)


def _twice(data: Any, path: str) -> Iterator[StructureProblem]:
    """Every key that stands twice in its object."""
    entries: Iterable[tuple[Any, Any]] = ()
    if isinstance(data, dict | list):
        entries = data.items() if isinstance(data, dict) else enumerate(data)
    for key in data.twice if isinstance(data, Pairs) else ():
        yield StructureProblem(f"{path}.{key}" if path else key, msg("the key {key!r} appears twice", key=key))
    for key, value in entries:
        yield from _twice(value, f"{path}.{key}" if path else str(key))
