"""``config``: the settings that apply to a file, as data and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import attrs
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..configuration.problems import shown
from ..configuration.settings import key_of, keys, plain
from ..findings import Failure
from ..i18n import Language, msg, translate
from ..rules.registry import Registry
from .drawing import Trimmed
from .result import FAILED, OK

if TYPE_CHECKING:
    from ..configuration.configured import Configuration

DEFAULT = "default"
"""Where a value comes from that nobody has set."""
SCHEMA = 1
"""Version of this format; it changes when a key changes its meaning or goes."""


def as_data(configuration: Configuration, path: str) -> dict[str, Any]:
    """The settings that apply to a file as plain data.

    Args:
        configuration: The configuration of the file.
        path: The file.
    """
    values = {key_of(name): value for name, value in _values(configuration)}
    return {
        "schema": SCHEMA,
        "path": path,
        "file": None if configuration.path is None else shown(configuration.path),
        "settings": {key: {"value": values[key], "from": configuration.origin(key) or DEFAULT} for key in keys()},
        "ignored": list(configuration.ignored(path)),
        "rules": [rule.code for rule in configuration.rules(path)],
        "plugins": list(_plugins(configuration.registry, configuration.settings.lang)),
    }


def write(configuration: Configuration, path: str, lang: Language, console: Console) -> None:
    """Write the settings that apply to a file for people."""
    data = as_data(configuration, path)
    console.print(_title(data).render(lang), soft_wrap=True)
    table = Table(box=box.SIMPLE, pad_edge=False)
    for title in (msg("key"), msg("value"), msg("from")):
        table.add_column(title.render(lang), overflow="fold")
    for key, entry in data["settings"].items():
        table.add_row(key, Text(_shown(entry["value"])), Text(_origin(entry["from"], lang)))
    console.print(Trimmed(table))
    count = len(data["rules"])
    console.print(msg("rules checked in this file: {count}", count=count).render(lang))
    if data["ignored"]:
        console.print(msg("left out in this file: {codes}", codes=", ".join(data["ignored"])).render(lang))
    for plugin in data["plugins"]:
        console.print(Text(_plugin(plugin, lang)))


def exit_status(configuration: Configuration) -> int:
    """3 if a plugin failed, as for a check."""
    return FAILED if configuration.registry.failures else OK


def _origin(origin: str, lang: Language) -> str:
    return msg("default").render(lang) if origin == DEFAULT else origin


def _values(configuration: Configuration) -> Iterator[tuple[str, Any]]:
    for name, value in attrs.asdict(configuration.settings, recurse=False).items():
        yield name, plain(value)


def _title(data: dict[str, Any]) -> Any:
    if data["file"] is None:
        return msg("{path}: no configuration above it", path=data["path"])
    return msg("{path}: configured by {file}", path=data["path"], file=data["file"])


def _shown(value: Any) -> str:
    """A value as TOML says it; an empty text for one that is not set."""
    if isinstance(value, dict):
        return "\n".join(f"{key} = {_shown(inner)}" for key, inner in value.items())
    if isinstance(value, list):
        return f"[{', '.join(map(_shown, value))}]"
    return "" if value is None else f'"{value}"'


# Plugins ----------------------------------------------------------------------------------------------------------


def _plugins(registry: Registry, lang: Language) -> Iterator[dict[str, Any]]:
    """Every plugin that is installed or required, by name: loaded, failed or not to be loaded."""
    from ..rules.registry import installed

    failed: dict[str, Failure] = {failure.plugin: failure for failure in registry.failures}
    names = {point.name for point in installed()} | failed.keys()
    for name in sorted(names):
        rules = registry.loaded.get(name, ())
        state = "loaded" if rules else "failed" if name in failed else "disabled"
        error = failed[name].render(lang) if name in failed else None
        yield {"name": name, "state": state, "codes": [rule.code for rule in rules], "error": error}


def _plugin(plugin: dict[str, Any], lang: Language) -> str:
    name = plugin["name"]
    if plugin["error"] is not None:
        return msg("plugin {plugin} failed: {error}", plugin=name, error=plugin["error"]).render(lang)
    if plugin["state"] == "disabled":
        return msg("plugin {plugin}: not loaded", plugin=name).render(lang)
    return msg("plugin {plugin}: {codes}", plugin=name, codes=", ".join(plugin["codes"])).render(lang)


def reference(lang: Language) -> list[tuple[str, str]]:
    """Every key and what it does, for the documentation."""
    return [(key, translate(text, lang)) for key, text in keys().items()]
