"""From a file to settings, strictly and with all problems at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any

from attrs import field, frozen
from cattrs import BaseValidationError, Converter

from ..bodies import normalised
from ..findings import Severity
from ..i18n import LANGUAGES, N_, Language, Renderable, msg
from ..rules.registry import Registry
from .finding import Source
from .names import Named, registry_of, require_address, require_code
from .problems import ConfigurationError, ConfigurationProblem, line_of, shown
from .settings import Address, Code, Glob, Settings, Weight
from .strict import Path, expected, one_of, problems_of, strict_converter, text


@frozen
class Loaded:
    """What a file configures.

    Attributes:
        settings: The settings.
        registry: The rules to which its codes refer.
        path: The file; None if there is none.
        lines: The line of each key that it sets.
    """

    settings: Settings
    registry: Registry = field(eq=False)
    path: FilePath | None = None
    lines: Mapping[str, int | None] = field(factory=dict)


def load(source: Source, *, plugins: bool = True) -> Loaded:
    """The settings of a file.

    Args:
        source: The file.
        plugins: Whether plugins may be loaded at all.

    Raises:
        ConfigurationError: With all problems, each with its line and key.
    """
    where = shown(source.path)
    if not isinstance(source.data, Mapping):
        problem = expected(N_("a table"), source.data)
        raise ConfigurationError.of(source.path, problem, key=".".join(source.above), text_of_file=source.text)
    registry = registry_of(*_plugins_of(source.data), plugins=plugins)
    settings, found = structure(source.data, registry)
    problems = [
        ConfigurationProblem(where, ".".join(path), text, line_of(source.text, *_sought(source, path)))
        for path, text in (*found, *_contradictions(source.data))
    ]
    if settings is None or problems:
        raise ConfigurationError(sorted(problems, key=lambda problem: problem.line or 0))
    at = {key: line_of(source.text, (*source.above, key)) for key in source.data}
    return Loaded(settings, registry, source.path, at)


def _sought(source: Source, path: Path) -> tuple[Path, str]:
    """Keys and text by which the line of a value is found: a list has no keys, but shows its texts."""
    value: Any = source.data
    keys: list[str] = []
    for key in path:
        if isinstance(value, list):
            value = value[int(key)]
        else:
            keys.append(key)
            value = value.get(key) if isinstance(value, Mapping) else None
    return (*source.above, *keys), value if isinstance(value, str) else ""


def _plugins_of(data: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """The plugins to disable and to require, as far as they are what they should be."""
    for key in ("disable-plugins", "require-plugins"):
        value = data.get(key)
        yield tuple(name for name in value if isinstance(name, str)) if isinstance(value, list) else ()


def _contradictions(data: Mapping[str, Any]) -> Iterator[tuple[Path, Renderable]]:
    """Plugins that are both disabled and required, and names of two bodies."""
    disabled, required = _plugins_of(data)
    for name in required:
        if name in disabled:
            index = str(data["require-plugins"].index(name))
            yield ("require-plugins", index), msg("the plugin {name} is disabled and required", name=name)
    bodies = data.get("same-body")
    body_of: dict[str, int] = {}
    for i, names in enumerate(bodies if isinstance(bodies, list) else ()):
        for j, name in enumerate(names if isinstance(names, list) else ()):
            if isinstance(name, str) and body_of.setdefault(normalised(name), i) != i:
                yield ("same-body", str(i), str(j)), msg("{name} is among the names of two bodies", name=name)


# Structuring ------------------------------------------------------------------------------------------------------


def structure(data: Mapping[str, Any], registry: Registry) -> tuple[Settings | None, list[tuple[Path, Renderable]]]:
    """Settings of plain data; None if there are problems, which are given with the keys that lead to each."""
    converter = _converter(registry)
    try:
        settings: Settings = converter.structure(data, Settings)
    except BaseValidationError as group:
        return None, list(problems_of(group, ()))
    return settings, []


def _converter(registry: Registry) -> Converter:
    converter = strict_converter(Settings)

    def code(value: Any, _: Any) -> str:
        require_code(text(value), registry)
        return str(value)

    def address(value: Any, _: Any) -> str:
        require_address(text(value))
        return str(value)

    severities = [severity.value for severity in Severity]
    converter.register_structure_hook(Glob, lambda value, _: _glob(value))
    converter.register_structure_hook(Code, code)
    converter.register_structure_hook(Address, address)
    converter.register_structure_hook(Weight, lambda value, _: _weight(value))
    converter.register_structure_hook(Severity, lambda value, _: Severity(one_of(severities, value)))
    converter.register_structure_hook_func(lambda t: t == Language, lambda value, _: one_of(LANGUAGES, value))
    return converter


def _weight(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
        raise Named(expected(N_("a positive number or inf"), value))
    return float(value)


def _glob(value: Any) -> str:
    if not text(value).strip("/"):
        raise Named(expected(N_("a pattern of paths"), value))
    return str(value)
