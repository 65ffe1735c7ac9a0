"""The JSON contracts and the configuration, from their schemas and the classes that they are made of."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from typing import Any

from gov_disclosure.configuration.schema import configuration_schema
from gov_disclosure.i18n import Language, translate
from gov_disclosure.output.schema import check_schema
from gov_disclosure.report.schema import json_schema

from .markdown import code, from_docstring, table

_SCHEMAS = {"check": check_schema, "report": json_schema, "config": configuration_schema}
_OTHER = {
    "message": "What is wrong, in the language asked for.",
    "cells": "The addresses that it is about; for a sum the parts first and the total last.",
    "expected": "The sum of the parts, or what else should stand there.",
    "actual": "The stated total, or what else stands there.",
    "origin": "Whose fault it can be: the report's, or the reading's.",
}
"""What keys mean that the class has from what a rule said."""
_ATTRIBUTE = re.compile(r"(\w+): (.*)")


def described(cls: type[Any]) -> dict[str, str]:
    """What a class says of each of its attributes in its docstring, and of what it works out where it does."""
    _, _, section = (inspect.getdoc(cls) or "").partition("Attributes:\n")
    found: dict[str, str] = {}
    name = ""
    for line in inspect.cleandoc(section).splitlines():
        start = _ATTRIBUTE.match(line)
        if start:
            name, found[start[1]] = start[1], start[2]
        elif name and line.strip():
            found[name] += " " + line.strip()
    found |= {name: inspect.getdoc(each) or "" for name, each in vars(cls).items() if isinstance(each, property)}
    return {name: from_docstring(text) for name, text in found.items()}


def schema(name: str, definition: str = "", source: str = "") -> str:
    """The keys of a contract, or of one of its definitions, with the type of each value.

    Args:
        name: The contract: ``check``, ``report`` or ``config``.
        definition: The definition in it; the whole unless given.
        source: The class whose docstring says what the keys mean, as ``gov_disclosure.findings:Finding``.
    """
    data = _SCHEMAS[name]()
    keys = _keys(data["$defs"][definition] if definition else data, "")
    if not source:
        return table(("key", "value"), keys)
    module, _, cls = source.partition(":")
    texts = described(getattr(import_module(module), cls)) | _OTHER
    return table(("key", "value", "meaning"), ((code(key), kind, texts.get(key, "")) for key, kind in _bare(keys)))


def _bare(keys: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    return ((key.strip("`"), kind) for key, kind in keys)


def _keys(data: Mapping[str, Any], path: str) -> Iterator[tuple[str, str]]:
    for key, value in data.get("properties", {}).items():
        here = f"{path}.{key}" if path else key
        yield code(here), _typed(value)
        inner = value.get("items", value)
        yield from _keys(inner, here + ("[]" if "items" in value else ""))


def _typed(value: Mapping[str, Any]) -> str:
    """The type of a value in words."""
    said = next((say(value[key]) for key, say in _SAID.items() if key in value), None)
    if said is not None:
        return said
    if value.get("type") == "array":
        return f"array of {_plural(value['items'])}"
    if isinstance(value.get("additionalProperties"), Mapping):
        return f"by key: {_typed(value['additionalProperties'])}"
    kinds = value.get("type", "any value")
    return kinds if isinstance(kinds, str) else " or ".join(kinds)


def _options(values: Iterable[Any]) -> str:
    return ", ".join(code(json.dumps(value)) for value in values)


_SAID: dict[str, Callable[[Any], str]] = {
    "$ref": lambda reference: f"a *{reference.rpartition('/')[2]}*",
    "const": lambda value: code(json.dumps(value)),
    "enum": _options,
    "anyOf": lambda options: " or ".join(map(_typed, options)),
}
"""Keys of a schema that say all about a value."""


def _plural(value: Mapping[str, Any]) -> str:
    if "$ref" in value:
        name = value["$ref"].rpartition("/")[2]
        return f"*{name}*" if name.endswith("s") else f"*{name}s*"
    if "enum" in value:
        return _typed(value)
    return {"object": "objects", "string": "strings", "array": "arrays"}.get(value.get("type", ""), _typed(value))


def settings(lang: Language) -> str:
    """The keys of the configuration: type, default, and what each does."""
    head = {"en": ("key", "value", "default", "meaning"), "zh": ("键", "值", "默认", "含义")}[lang]
    rows = (
        (code(key), _typed(value), code(json.dumps(value["default"])) if "default" in value else "–", text)
        for key, value in configuration_schema()["properties"].items()
        if (text := translate(value["description"], lang))
    )
    return table(head, rows)
