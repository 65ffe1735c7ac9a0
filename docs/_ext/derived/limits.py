"""The limits within which a file is read, with their defaults."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from gov_disclosure.cli.workers import Budget
from gov_disclosure.readers.limits import Limits

from .contracts import described
from .markdown import code, table

_CLASSES: dict[str, type[Any]] = {"files": Limits, "processes": Budget}


def _rows(cls: type[Any]) -> Iterator[tuple[str, str, str]]:
    texts = described(cls)
    for field in attrs.fields(cls):
        yield code(field.name), f"{field.default:,}", texts[field.name]


def markdown(which: str) -> str:
    """The limits of ``files``, or those of ``processes``: name, default, and what each is about."""
    return table(("name", "default", "what"), _rows(_CLASSES[which]))
