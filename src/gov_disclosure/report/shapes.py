"""What msgspec decodes regular reports into.

msgspec knows nothing of the states of a cell, and fills its own structs three times as fast as classes of attrs; so
each class of a report has a struct of the same fields, typed as regular data is: figures are numbers or null, texts are
texts or null. What is not given has the same default as in the class.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

import attrs

from .cells import UNKNOWN, Kind
from .editions import Edition
from .form import ColumnMeta, RowMeta, SectionMeta, declared, is_row, meta
from .model import LISTS, Prose, Report


@cache
def decoder(edition: Edition) -> Any:
    """The msgspec decoder of the edition's regular reports; it refuses unknown keys."""
    from msgspec.json import Decoder

    fields: list[Any] = [("edition", str), ("year", int | None, UNKNOWN)]
    for f in attrs.fields(Report):
        kind: Any = str | None
        if isinstance(meta(f), SectionMeta):
            kind = _shape(getattr(edition, f.name, Prose))
        elif f.name in LISTS:
            kind = tuple[_entry(LISTS[f.name]), ...]  # type: ignore[misc]  # a class made at run time
        if f.name not in ("edition", "year", "locations"):
            fields.append((f.name, kind, UNKNOWN))
    return Decoder(_struct("Report", fields), float_hook=Decimal)


def _shape(cls: type[Any]) -> Any:
    """The struct of a section, a group of rows or a row; a row has either all of its cells or none."""
    fields: list[Any] = []
    for f in attrs.fields(cls):
        m = meta(f)
        if isinstance(m, ColumnMeta):
            # Not `Decimal`: msgspec would take a number in quotes for one.
            fields.append((f.name, Any if m.kind is Kind.AMOUNT else int | None))
        elif isinstance(m, RowMeta):
            below = type(f.default)
            fields.append((f.name, _shape(below) | None if is_row(below) else _shape(below), f.default))
        else:
            fields.append((f.name, str | None, UNKNOWN))
    return _struct(cls.__name__, fields)


def _entry(cls: type[Any]) -> Any:
    """The struct of an entry of a list, all of whose keys are given."""
    stated = declared(cls).items()
    return _struct(cls.__name__, [(name, kind | None if optional else kind) for name, (kind, optional) in stated])


def _struct(name: str, fields: list[Any]) -> Any:
    from msgspec import defstruct

    # Nothing that is decoded can refer to itself, so the garbage collector need not look at it.
    return defstruct(name, fields, forbid_unknown_fields=True, gc=False)
