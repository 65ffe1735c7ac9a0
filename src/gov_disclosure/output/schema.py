"""The JSON Schema of what ``check --format json`` writes, derived from the classes that it is made of."""

from __future__ import annotations

from typing import Any, get_args

from ..baseline import Accepted
from ..findings import Origin, Severity
from ..report.editions import EDITIONS
from ..report.form import declared
from ..report.model import Place
from ..report.schema import head
from .json import SCHEMA
from .result import Summary

_TYPES: dict[Any, str] = {int: "integer", str: "string"}
_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_NUMBER = {"type": ["number", "null"]}


def _or_null(kind: str) -> dict[str, Any]:
    return {"type": [kind, "null"]}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _object(*, optional: dict[str, Any] | None = None, **properties: Any) -> dict[str, Any]:
    """An object whose keys are all there, those aside that are optional, and that has no others."""
    return {
        "type": "object",
        "properties": properties | (optional or {}),
        "required": list(properties),
        "additionalProperties": False,
    }


_REF_FINDING = {"$ref": "#/$defs/finding"}
_REF_PLACE = {"$ref": "#/$defs/place"}
_UNEVALUATED = _list(_object(code=_TEXT, cells=_TEXTS, why=_TEXT))


def check_schema() -> dict[str, Any]:
    """The schema of the output of ``gov-disclosure check --format json``."""
    return {
        **head("check", SCHEMA),
        "title": "gov-disclosure check --format json",
        **_object(
            schema={"const": SCHEMA},
            tool={"type": "string", "pattern": "^gov-disclosure "},
            reports=_list(_report()),
            series=_list(_series()),
            groups=_list(_object(whole=_TEXT, parts=_TEXTS, findings=_list(_REF_FINDING), unevaluated=_UNEVALUATED)),
            failures=_list(_object(plugin=_TEXT, code=_or_null("string"), error=_TEXT)),
            summary=_of_class(Summary),
            optional={"stale": _list(_stale())},
        ),
        "$defs": {
            "finding": _object(**_finding()),
            "finding-in-series": _object(**_finding(), path=_TEXT, year=_or_null("integer")),
            "place": _of_class(Place),
        },
    }


def _series() -> dict[str, Any]:
    findings = _list({"$ref": "#/$defs/finding-in-series"})
    return _object(issuer=_TEXT, names=_TEXTS, paths=_TEXTS, findings=findings, unevaluated=_UNEVALUATED)


def _report() -> dict[str, Any]:
    return _object(
        path=_TEXT,
        issuer=_or_null("string"),
        year=_or_null("integer"),
        edition={"enum": [*EDITIONS, None]},
        findings=_list(_REF_FINDING),
        unevaluated=_UNEVALUATED,
    )


def _finding() -> dict[str, Any]:
    change = _object(cell=_TEXT, to=_NUMBER, **{"from": {}})
    return {
        "code": {"type": "string", "pattern": "^[A-Z]{2,}[0-9]{3,}$"},
        "name": _TEXT,
        "severity": {"enum": [severity.value for severity in Severity]},
        "origin": {"enum": list(get_args(Origin))},
        "message": {"type": "string", "minLength": 1},
        "cells": _TEXTS,
        "expected": _NUMBER,
        "actual": _NUMBER,
        "location": _REF_PLACE,
        "places": {"type": "object", "additionalProperties": _REF_PLACE},
        "hint": {"anyOf": [{"type": "null"}, _object(changes=_list(change), unique={"type": "boolean"})]},
        "root": _or_null("string"),
        "fingerprint": {"type": "string", "pattern": "^[0-9a-f]+$"},
    }


def _stale() -> dict[str, Any]:
    """An accepted finding that occurs no longer: its entry in the baseline, and the baseline."""
    entry = _of_class(Accepted)
    return _object(baseline=_TEXT, **entry["properties"])


def _of_class(cls: type[Any]) -> dict[str, Any]:
    """A small class of texts, whole numbers and lists of texts; every field is written."""
    properties: dict[str, Any] = {}
    for name, (kind, optional) in declared(cls).items():
        if kind in _TYPES:
            properties[name] = _or_null(_TYPES[kind]) if optional else {"type": _TYPES[kind]}
        else:
            properties[name] = _TEXTS
    return _object(**properties)
