"""What the examples of several rules are made of."""

from __future__ import annotations

from typing import Any

from attrs import fields

from ..report.tables import Applicants

_ZEROS = dict.fromkeys((column.name for column in fields(Applicants)), 0)


def applicants(**figures: int | None) -> dict[str, Any]:
    """A row of table three in canonical form: the figures given, by column, and 0 in every other column."""
    return _ZEROS | figures
