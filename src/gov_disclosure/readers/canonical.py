"""Reports in canonical form: JSON and YAML files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import cached_property, partial
from typing import Any

import attrs

from ..i18n import Language, Message, msg
from ..report.loading import loads
from ..report.model import Place, Report
from ..report.positions import json_positions
from ..report.problems import StructureError, StructureProblem
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
    return report if report.locations else attrs.evolve(report, locations=_Lines(partial(json_positions, text)))


def read_yaml(source: Source) -> Report:
    """The report in a YAML file."""
    from ..report.conversion import structure

    text = decode(source)
    try:
        report = structure(yaml_data(text, source))
    except StructureError as error:
        raise misfit(source, error.located(yaml_positions(text, source))) from None
    return report if report.locations else attrs.evolve(report, locations=_Lines(partial(yaml_positions, text, source)))


def has_keys(source: Source) -> bool:
    """Whether a JSON or YAML file can be a report at all: it names one of its tables, or cannot be parsed."""
    import json

    try:
        text = decode(source)
        found = json.loads(text) if source.suffix == ".json" else yaml_data(text, source)
    except Exception:  # noqa: BLE001 - what cannot be parsed is for the reader to explain
        return any(key.encode() in source.data for key in KEYS)
    return isinstance(found, Mapping) and any(key in found for key in KEYS)


# YAML -------------------------------------------------------------------------------------------------------------


def yaml_data(text: str, source: Source) -> Any:
    """The plain data of a YAML text.

    Raises:
        ReadError: It is not valid YAML, a key stands twice, or the yaml extra is not installed.
    """
    yaml = _yaml(source)
    from ruamel.yaml.error import YAMLError  # there, because its package is

    try:
        return yaml.load(text)
    except YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else None
        reason = str(getattr(error, "problem", None) or error).split("\n")[0]
        raise source.unreadable(msg("not valid YAML: {reason}", reason=reason), line=line) from None
    except (RecursionError, ValueError) as error:
        raise source.unreadable(msg("not valid YAML: {reason}", reason=str(error).split("\n")[0])) from None


def _yaml(source: Source) -> Any:
    try:
        from ruamel.yaml import YAML
        from ruamel.yaml.constructor import SafeConstructor
        from ruamel.yaml.error import YAMLError  # noqa: F401 - both or neither
    except ImportError:
        raise source.needs("yaml") from None

    class Exact(SafeConstructor):
        """Gives decimals with all their digits, as they stand in the text."""

    Exact.add_constructor("tag:yaml.org,2002:float", _decimal)
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = Exact
    return yaml


def _decimal(constructor: Any, node: Any) -> float | Decimal:
    """A decimal number of a YAML text; what only YAML writes so (``.nan``, ``1:30.5``) as it is by its rules."""
    try:
        return Decimal(node.value)
    except InvalidOperation:
        number: float = constructor.construct_yaml_float(node)
        return number


def yaml_positions(text: str, source: Source) -> dict[str, tuple[int, int]]:
    """Line and column of every value in a valid YAML text, by dotted path."""
    found: dict[str, tuple[int, int]] = {}
    waiting: list[tuple[str, Any]] = [("", _yaml(source).compose(text))]
    while waiting:
        path, node = waiting.pop()
        if node is None:
            continue
        found[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
        below = f"{path}." if path else ""
        if node.id == "mapping":
            waiting += [(f"{below}{key.value}", value) for key, value in node.value]
        elif node.id == "sequence":
            waiting += [(f"{below}{i}", value) for i, value in enumerate(node.value)]
    return found


# Places and problems ----------------------------------------------------------------------------------------------


class _Lines(Mapping[str, Place]):
    """The line of everything in a file, found at the first question."""

    def __init__(self, find: Callable[[], dict[str, tuple[int, int]]]) -> None:
        self._find = find

    @cached_property
    def _places(self) -> dict[str, Place]:
        return {path: Place(line=line) for path, (line, _) in self._find().items()}

    def __getitem__(self, address: str) -> Place:
        return self._places[address]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


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
