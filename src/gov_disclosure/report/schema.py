"""The JSON Schema of the canonical form, derived from the classes of the editions."""

from __future__ import annotations

from typing import Any, get_args

import attrs

from .cells import Kind
from .editions import EDITIONS, Edition
from .form import ColumnMeta, RowMeta, SectionMeta, declared, meta
from .model import Note, OutlineEntry, Place, Prose, Report, UnreadRow
from .places import ENTRY, place_names

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_TEXT = {"type": ["string", "null"]}
_TYPES: dict[Any, str] = {int: "integer", str: "string"}


def head(name: str, version: int = 1) -> dict[str, str]:
    """What a schema begins with: its dialect, and a name by which others can refer to it.

    Args:
        name: What it describes: ``report``, ``check`` or ``config``.
        version: The version of that format.
    """
    return {"$schema": DIALECT, "$id": f"urn:gov-disclosure:{name}:{version}"}


def json_schema() -> dict[str, Any]:
    """The schema of a report in canonical form, of any edition.

    Every key is optional, unknown ones are refused. What a schema cannot say (a plain number in quotes, a key given
    twice) only :func:`gov_disclosure.loads` finds.
    """
    return {
        **head("report"),
        "title": "政府信息公开工作年度报告",
        "description": "Government information disclosure annual report in canonical form",
        "anyOf": [{"$ref": f"#/$defs/edition-{key}"} for key in EDITIONS],
        "$defs": {f"edition-{key}": _report(edition) for key, edition in EDITIONS.items()},
    }


def _report(edition: Edition) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for field in attrs.fields(Report):
        m = meta(field)
        if isinstance(m, SectionMeta):
            properties[field.name] = _labelled(m, _group(getattr(edition, field.name, Prose)))
    lists: dict[str, type[Any]] = {"outline": OutlineEntry, "unread": UnreadRow, "notes": Note}
    properties |= {
        "edition": {"enum": [edition.key, None], "description": edition.source.en},
        "year": {"type": ["integer", "null"]},
        **dict.fromkeys(("title", "issuer", "preamble"), _TEXT),
        **{name: {"type": ["array", "null"], "items": _entry(cls)} for name, cls in lists.items()},
        "locations": {"type": "object", "additionalProperties": _entry(Place), "propertyNames": _places(edition)},
    }
    names = [field.name for field in attrs.fields(Report)]
    return _object({name: properties[name] for name in names})


def _group(cls: type[Any]) -> dict[str, Any]:
    """A section, a group of rows or a row; null says that the document lacks it."""
    properties: dict[str, Any] = {}
    for field in attrs.fields(cls):
        m = meta(field)
        if isinstance(m, ColumnMeta):
            number = "number" if m.kind is Kind.AMOUNT else "integer"
            properties[field.name] = _labelled(m, {"type": [number, "string", "null"]})
        elif isinstance(m, RowMeta):
            properties[field.name] = _labelled(m, _group(type(field.default)))
        else:
            properties[field.name] = _TEXT
    return _object(properties) | {"type": ["object", "null"]}


def _places(edition: Edition) -> dict[str, Any]:
    return {"anyOf": [{"enum": [*place_names(edition.key)]}, {"pattern": ENTRY.pattern}]}


def _labelled(m: ColumnMeta | RowMeta | SectionMeta, schema: dict[str, Any]) -> dict[str, Any]:
    return {"title": m.label.printed, "description": m.label.en} | schema


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _entry(cls: type[Any]) -> dict[str, Any]:
    """A small class of texts and whole numbers."""
    properties: dict[str, Any] = {}
    for name, (kind, optional) in declared(cls).items():
        known = _TYPES.get(kind)
        choices = [*get_args(kind), *([None] if optional else [])]
        properties[name] = {"enum": choices} if known is None else {"type": [known, "null"] if optional else known}
    required = [field.name for field in attrs.fields(cls) if field.default is attrs.NOTHING]
    return _object(properties) | {"required": required}
