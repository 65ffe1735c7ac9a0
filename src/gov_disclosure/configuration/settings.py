"""The keys of the configuration: the one statement from which reading, schema, command and documentation follow."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NewType, get_type_hints

import attrs
from attrs import field, frozen

from ..findings import Severity
from ..i18n import DEFAULT_LANGUAGE, N_, Language

Code = NewType("Code", str)
"""A rule's code, or the beginning of some: ``GD301``, ``GD3``."""
Address = NewType("Address", str)
"""A cell, a row, a group of rows, a table, or a column of a table: ``requests.enterprise``."""
Weight = NewType("Weight", float)
"""How much a figure counts in the smallest mend: 1 unless said otherwise, ``inf`` for one that is never touched."""
Glob = NewType("Glob", str)
"""A pattern of paths, see :func:`gov_disclosure.configuration.globs.matches`."""

_HELP = "gov_disclosure"


def key(default: Any, text: str, **how: Any) -> Any:
    """A key: its value unless it is set, and what it does."""
    return field(default=default, metadata={_HELP: text}, **how)


def _some(codes: tuple[Code, ...] | None) -> tuple[Code, ...] | None:
    """Codes to check; to give none is to say nothing, for a check of nothing would look like one that found nothing."""
    return codes or None


def _table() -> Any:
    return attrs.Factory(dict)


@frozen
class Settings:
    """What a configuration can say. A key is written with hyphens: ``fail-on``."""

    select: tuple[Code, ...] | None = key(None, N_("codes or prefixes to check; all unless given"), converter=_some)
    ignore: tuple[Code, ...] = key((), N_("codes or prefixes to leave out"))
    per_file_ignores: Mapping[Glob, tuple[Code, ...]] = key(
        _table(), N_("codes or prefixes to leave out in files that a pattern matches")
    )
    severity: Mapping[Code, Severity] = key(
        _table(), N_("another severity for a code or prefix; the longest one that matches counts")
    )
    fail_on: Severity = key(Severity.ERROR, N_("the least severity that makes the exit status 1"))
    lang: Language = key(DEFAULT_LANGUAGE, N_("language of messages"))
    blank_is_zero: tuple[Address, ...] = key(
        (), N_("columns, rows or cells in which a blank counts as 0 without a warning")
    )
    weights: Mapping[Address, Weight] = key(
        _table(), N_("how much a cell, row or column counts in the smallest mend; inf: it is never touched")
    )
    same_body: tuple[tuple[str, ...], ...] = key((), N_("names of one body, a list for each body"))
    disable_plugins: tuple[str, ...] = key((), N_("plugins not to load"))
    require_plugins: tuple[str, ...] = key((), N_("plugins without which nothing counts as checked"))
    baseline: str | None = key(None, N_("file of accepted findings"))


DEFAULTS = Settings()


def key_of(name: str) -> str:
    """The key of a field."""
    return name.replace("_", "-")


@cache
def keys() -> dict[str, str]:
    """The keys, and what each does, in English; the catalogue has the translation."""
    return {key_of(f.name): f.metadata[_HELP] for f in attrs.fields(Settings)}


@cache
def types() -> dict[str, Any]:
    """The type of each key's value."""
    hints = get_type_hints(Settings)
    return {key_of(f.name): hints[f.name] for f in attrs.fields(Settings)}


def plain(value: Any) -> Any:
    """A value as TOML and JSON say it."""
    if isinstance(value, Severity):
        return value.value
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, tuple) else value
