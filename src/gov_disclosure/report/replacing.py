"""A report with something else in some places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from .model import Report


def replaced(report: Report, values: Mapping[str, Any]) -> Report:
    """A report with something else at some addresses.

    Args:
        report: The report, which stays as it is.
        values: What is to stand at each address: a cell, a row or a section.

    Returns:
        The new report; the same one if there is nothing to replace.
    """
    for address, value in values.items():
        report = _evolved(report, address, value)
    return report


def _evolved(holder: Any, path: str, value: Any) -> Any:
    key, _, below = path.partition(".")
    inner = _evolved(getattr(holder, key), below, value) if below else value
    return attrs.evolve(holder, **{key: inner})
