"""JSON text with exact decimals."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

_MARK = "\ue000decimal:"
_MARKED = re.compile(f'"{_MARK}([^"]*)"')


def dumps(data: Any, *, indent: int | None = 1) -> str:
    """JSON text; a ``Decimal`` is written with all its digits, as a JSON number."""
    text = json.dumps(data, ensure_ascii=False, indent=indent, default=_marked)
    return _MARKED.sub(r"\1", text)


def _marked(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{_MARK}{value:f}"
    raise TypeError(f"{type(value).__name__} is no JSON value")
