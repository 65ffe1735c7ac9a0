"""The JSON Schema of the configuration, derived from the class of the settings."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import NoneType
from typing import Any, Literal, get_args, get_origin

import attrs

from ..report.schema import head
from .settings import DEFAULTS, Weight, key_of, keys, plain, types


def configuration_schema() -> dict[str, Any]:
    """The schema of the table ``[tool.gov-disclosure]``, or of ``gov-disclosure.toml``.

    Which codes and addresses exist it cannot say: rules come from plugins, too.
    """
    return {
        **head("config"),
        "title": "gov-disclosure",
        "description": "Settings, in the table [tool.gov-disclosure] of pyproject.toml or in gov-disclosure.toml",
        "type": "object",
        "properties": {key: _property(key, text) for key, text in keys().items()},
        "additionalProperties": False,
    }


def _property(key: str, text: str) -> dict[str, Any]:
    return {"description": text, **_typed(types()[key]), **_default(key)}


def _default(key: str) -> dict[str, Any]:
    values = {key_of(name): plain(value) for name, value in attrs.asdict(DEFAULTS, recurse=False).items()}
    return {} if values[key] is None else {"default": values[key]}


def _typed(hint: Any) -> dict[str, Any]:
    """The schema of a type; TOML has no null, so what may be None is left out instead."""
    arguments = get_args(hint)
    if NoneType in arguments:
        return _typed(next(option for option in arguments if option is not NoneType))
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _typed(arguments[0])}
    if get_origin(hint) is Mapping:
        return {"type": "object", "additionalProperties": _typed(arguments[1])}
    if get_origin(hint) is Literal:
        return {"enum": list(arguments)}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"enum": [member.value for member in hint]}
    return {"type": "number", "exclusiveMinimum": 0} if hint is Weight else {"type": "string"}
