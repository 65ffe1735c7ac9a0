"""Reports in canonical form: JSON and YAML files."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import attrs
from attrs import define, field

from ..i18n import Language, Message, msg
from ..report.loading import Pairs, Spelt, loads, structured, whole_number
from ..report.model import Place, Report
from ..report.positions import json_positions
from ..report.problems import StructureError, StructureProblem
from .document import LazyPlaces
from .errors import ReadError
from .files import Source, decode

KEYS = ("requests", "disputes", "proactive_disclosure")
"""A file that has none of these keys is no report."""


def read_json(source: Source) -> Report:
    """The report in a JSON file; its figures' lines are found when they are asked for."""
    text = decode(source)
    try:
        report = loads(text)
    except StructureError as error:
        raise misfit(source, error) from None
    return (
        report
        if report.locations
        else attrs.evolve(report, locations=LazyPlaces(lambda: _places(json_positions(text))))
    )


def read_yaml(source: Source) -> Report:
    """The report in a YAML file."""
    data, positions = yaml_data(decode(source), source)
    try:
        report = structured(data, lambda: positions)
    except StructureError as error:
        raise misfit(source, error) from None
    return report if report.locations else attrs.evolve(report, locations=_places(positions))


def has_keys(source: Source) -> bool:
    """Whether a JSON or YAML file can be a report at all: it names one of its tables, or cannot be parsed."""
    import json

    try:
        text = decode(source)
        found = json.loads(text) if source.suffix == ".json" else yaml_data(text, source)[0]
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - what cannot be parsed is for the reader to explain
        return any(key.encode() in source.data for key in KEYS)
    return isinstance(found, Mapping) and any(key in found for key in KEYS)


# YAML -------------------------------------------------------------------------------------------------------------


def yaml_data(text: str, source: Source) -> tuple[Any, dict[str, tuple[int, int]]]:
    """The plain data of a YAML text, as strictly as of JSON, and line and column of every value by dotted path.

    Raises:
        ReadError: It is not valid YAML, aliases blow it up, or the yaml extra is not installed.
    """
    try:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import YAMLError  # there, because its package is
    except ModuleNotFoundError:
        raise source.needs("yaml") from None
    nodes = _Nodes(text, source)
    try:
        return nodes.plain(YAML(typ="safe", pure=True).compose(text), ""), nodes.positions
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else None
        reason = str(getattr(error, "problem", None) or error).split("\n")[0]
        raise source.unreadable(msg("not valid YAML: {reason}", reason=reason), line=line) from None
    except RecursionError:
        raise source.unreadable(msg("nested too deeply")) from None


@define
class _Nodes:
    """Makes plain data of the nodes of a YAML text, and notes where everything stands.

    A number is what JSON takes for one: what other YAML readers may take for another (``010``, ``1_000``, ``1:30``), or
    for a date, is refused. Every key is a text; ``<<`` merges nothing.
    """

    text: str
    source: Source
    positions: dict[str, tuple[int, int]] = field(factory=dict)

    def plain(self, node: Any, path: str) -> Any:
        """The data of a node."""
        if node is None:
            return None
        if len(self.positions) >= self.source.limits.cells:  # an alias is counted wherever it stands
            raise self.source.exceeds(msg("values"), self.source.limits.cells)
        self.positions[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
        below = f"{path}." if path else ""
        if node.id == "mapping":
            named = [(self._key(key), value) for key, value in node.value]
            return Pairs([(key, self.plain(value, below + key)) for key, value in named])
        if node.id == "sequence":
            return [self.plain(value, f"{below}{i}") for i, value in enumerate(node.value)]
        return _scalar(str(node.tag).rpartition(":")[2], node.value)

    def _key(self, key: Any) -> str:
        return key.value if key.id == "scalar" else self.text[key.start_mark.index : key.end_mark.index]


_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)")
_DECIMAL = re.compile(_INTEGER.pattern + r"(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


def _scalar(tag: str, value: str) -> Any:
    """A text, a truth value, a number as JSON writes it, or null; else how it is spelt."""
    match tag:
        case "str":
            return value
        case "null":
            return None
        case "bool":
            return value.lower() in {"true", "yes", "on"}
        case "int" if _INTEGER.fullmatch(value):
            return whole_number(value)
        case "float" if _DECIMAL.fullmatch(value):
            return Decimal(value)
    return Spelt(value)


# Places and problems ----------------------------------------------------------------------------------------------


def _places(positions: Mapping[str, tuple[int, int]]) -> dict[str, Place]:
    """The line of everything but the whole."""
    return {path: Place(line=line) for path, (line, _) in positions.items() if path}


@attrs.frozen
class _All:
    """All problems of a file in one text."""

    problems: tuple[StructureProblem, ...]

    def render(self, lang: Language) -> str:
        """The problems in `lang`, a line each."""
        return "\n".join(problem.render(lang) for problem in self.problems)


def misfit(source: Source, error: StructureError, line: int | None = None) -> ReadError:
    """The error that lists what is wrong with a report in canonical form, on a line if that is known."""
    text: Message = msg("not a report in canonical form:\n{problems}", problems=_All(error.problems))
    return source.unreadable(text, line=line or error.problems[0].line)
