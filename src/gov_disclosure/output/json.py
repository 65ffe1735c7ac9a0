"""``check --format json``: everything that is known about a run."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs

from ..findings import Failure, Finding, Number, Unevaluated
from ..i18n import Language
from ..report.cells import State
from ..report.model import Place
from .numbers import dumps
from .result import CheckedFile, CheckedGroup, CheckedSeries, Result, Stale

SCHEMA = 1
"""Version of this format; it changes when a key changes its meaning or goes."""


def render(result: Result, lang: Language) -> str:
    """The result as JSON text."""
    return dumps(as_data(result, lang)) + "\n"


def as_data(result: Result, lang: Language) -> dict[str, Any]:
    """The result as plain data."""
    from .. import __version__

    return {
        "schema": SCHEMA,
        "tool": f"gov-disclosure {__version__}",
        "reports": [_file(file, lang) for file in result.files],
        "series": [_series(series, lang) for series in result.series],
        "groups": [_group(group, lang) for group in result.groups],
        "failures": [_failure(failure, lang) for failure in result.failures],
        "summary": attrs.asdict(result.summary),
        **({} if result.stale is None else {"stale": [_stale(stale) for stale in result.stale]}),
    }


def _failure(failure: Failure, lang: Language) -> dict[str, Any]:
    return {"plugin": failure.plugin, "code": failure.code, "error": failure.render(lang)}


def _stale(stale: Stale) -> dict[str, Any]:
    return {"baseline": stale.baseline, **attrs.asdict(stale.entry)}


def _file(file: CheckedFile, lang: Language) -> dict[str, Any]:
    report = file.about
    return {
        "path": file.path,
        "issuer": None if report is None else _known(report.issuer),
        "year": None if report is None else _known(report.year),
        "edition": None if report is None else report.edition,
        "findings": [_finding(finding, lang) for finding in file.findings],
        "unevaluated": [_unevaluated(entry, lang) for entry in file.findings.unevaluated],
    }


def _series(series: CheckedSeries, lang: Language) -> dict[str, Any]:
    findings = [
        _finding(finding, lang) | {"path": series.shown_in(finding), "year": finding.year}
        for finding in series.findings
    ]
    return {
        "issuer": series.issuer,
        "names": list(series.names),
        "paths": list(series.paths),
        "findings": findings,
        "unevaluated": [_unevaluated(entry, lang) for entry in series.findings.unevaluated],
    }


def _group(group: CheckedGroup, lang: Language) -> dict[str, Any]:
    return {
        "whole": group.whole.path,
        "parts": [part.path for part in group.parts],
        "findings": [_finding(finding, lang) for finding in group.findings],
        "unevaluated": [_unevaluated(entry, lang) for entry in group.findings.unevaluated],
    }


def _finding(finding: Finding, lang: Language) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "origin": finding.origin,
        "message": finding.render(lang),
        "cells": list(finding.cells),
        "expected": _number(finding.expected),
        "actual": _number(finding.actual),
        "location": _place(finding.location),
        "places": {cell: _place(place) for cell, place in finding.places.items()},
        "hint": finding.hint,
        "root": finding.root,
        "fingerprint": finding.fingerprint,
    }


def _unevaluated(entry: Unevaluated, lang: Language) -> dict[str, Any]:
    return {"code": entry.code, "cells": list(entry.cells), "why": entry.text.render(lang)}


def _place(place: Place) -> dict[str, Any]:
    return attrs.asdict(place)


def _known(value: Any) -> Any:
    return None if isinstance(value, State) else value


def _number(value: Number | None) -> Number | None:
    return int(value) if isinstance(value, Decimal) and value == value.to_integral_value() else value
