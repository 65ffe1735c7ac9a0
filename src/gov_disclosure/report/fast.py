"""The fast way from canonical form to a report, for data in which nothing is out of the ordinary.

Most reports give every prescribed figure as a number or null and every text as a text. For these, one straight-line
function per edition, generated from its classes, builds the report. Whatever else it meets it refuses, and the strict
and explaining way of :mod:`gov_disclosure.report.conversion` takes over; both give the same report.

The objects are made as instances of a mutable *twin* of each class, with the same slots, and then change their class.
That costs less than half of a frozen class's ``__init__``, which has to go round its own ``__setattr__``, and it lets
msgspec, which knows nothing of the states of a cell, decode into the twins directly.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any

import attrs

from .cells import UNKNOWN, Kind
from .editions import EDITIONS, Edition
from .form import ColumnMeta, RowMeta, SectionMeta, absent_row, declared, meta
from .model import Note, OutlineEntry, Prose, Report, UnreadRow

LISTS: dict[str, type[Any]] = {"outline": OutlineEntry, "unread": UnreadRow, "notes": Note}


class Irregular(Exception):  # noqa: N818 - a hand-over, not an error
    """The data is not of the regular kind; the strict way has to look at it."""


def from_mapping(data: Any) -> tuple[Report, int]:
    """A report from a mapping of the regular kind, and how many keys the mapping has in all.

    Raises:
        Irregular: Anything is unusual.
    """
    try:
        edition = EDITIONS[data["edition"]]
        return _builder(edition, "mapping")(document(edition)(**data))
    except (KeyError, TypeError, AttributeError) as unusual:
        raise Irregular from unusual


def from_document(decoded: Any, edition: Edition) -> tuple[Report, int]:
    """A report from a :func:`document` that msgspec has decoded, and how many keys it had.

    Raises:
        Irregular: Anything is unusual.
    """
    try:
        return _builder(edition, "document")(decoded)
    except (TypeError, AttributeError) as unusual:
        raise Irregular from unusual


# Twins ------------------------------------------------------------------------------------------------------------


_twins: dict[type[Any], Any] = {}


def twin(cls: type[Any]) -> Any:
    """The twin of a class; there is one."""
    if cls not in _twins:
        _twins[cls] = _new_twin(cls)
    return _twins[cls]


def _new_twin(cls: type[Any]) -> Any:
    """A mutable class with the slots of `cls`, annotated with what regular data holds there.

    Cells are required, so that a row has either all of its cells or none.
    """
    fields: dict[str, Any] = {}
    hints: dict[str, Any] = {}
    for f in attrs.fields(cls):
        m = meta(f)
        if isinstance(m, ColumnMeta):
            fields[f.name] = attrs.field()
            hints[f.name] = int | Decimal | None if m.kind is Kind.AMOUNT else int | None
        elif isinstance(m, RowMeta):
            fields[f.name] = attrs.field(default=f.default)
            hints[f.name] = twin(type(f.default)) | None
        elif cls in LISTS.values():
            kind, optional = declared(cls)[f.name]
            base = kind if kind is int else str
            fields[f.name] = attrs.field()
            hints[f.name] = base | None if optional else base
        else:
            fields[f.name] = attrs.field(default=UNKNOWN)
            hints[f.name] = str | None
    return _made(cls.__name__, fields, hints)


@cache
def document(edition: Edition) -> type[Any]:
    """The class that a whole report of the edition is before it becomes a :class:`Report`."""
    fields: dict[str, Any] = {}
    hints: dict[str, Any] = {}
    for f in attrs.fields(Report):
        if f.name == "locations":
            continue  # a report with places is for the strict way
        fields[f.name] = attrs.field(default=UNKNOWN)
        hints[f.name] = str | None
        if isinstance(meta(f), SectionMeta):
            hints[f.name] = twin(getattr(edition, f.name, Prose))
        elif f.name in LISTS:
            entry = twin(LISTS[f.name])
            hints[f.name] = tuple[entry, ...]  # type: ignore[valid-type]  # a class made at run time
    return _made("Document", fields, hints | {"edition": str, "year": int | None})


def _made(name: str, fields: dict[str, Any], hints: dict[str, Any]) -> type[Any]:
    cls: type[Any] = attrs.make_class(name, fields, slots=True, weakref_slot=False, eq=False)
    cls.__annotations__ = hints
    return cls


# The generated function -------------------------------------------------------------------------------------------

Builder = Callable[[Any], tuple[Report, int]]


@cache
def _builder(edition: Edition, source: str) -> Builder:
    """The function that turns a :func:`document` into a report of the edition and counts its keys.

    Args:
        edition: The edition.
        source: ``"document"`` if msgspec has decoded and typed what is below; ``"mapping"`` if the sections are still
            mappings and nothing has been looked at.
    """
    writer = _Writer(raw=source == "mapping")
    writer.report(edition)
    code = compile("\n".join(writer.lines), f"<builder of edition {edition.key} from a {source}>", "exec")
    exec(code, writer.names)  # noqa: S102 - our own source, made of the field names of our own classes
    made: Builder = writer.names["build"]
    return made


class _Writer:
    """Writes the lines of the function, and keeps the names that they use."""

    def __init__(self, *, raw: bool) -> None:
        self.raw = raw
        self.depth = 1
        self.lines = ["def build(document):"]
        self.names: dict[str, Any] = {"UNKNOWN": UNKNOWN, "Decimal": Decimal, "Report": Report}
        self.names |= {"require": _require, "entries": _entries, "new": object.__new__}

    def add(self, *lines: str) -> None:
        """Append lines at the present depth."""
        self.lines += [" " * self.depth + line for line in lines]

    def name(self, value: Any) -> str:
        """A name by which the lines can call `value`."""
        name = f"k{len(self.names)}"
        self.names[name] = value
        return name

    def report(self, edition: Edition) -> None:
        """The whole function."""
        self.add("used, counts, amounts, texts = 0, [], [], []")
        names = [f.name for f in attrs.fields(Report) if f.name != "locations"]
        for f in attrs.fields(Report):
            if isinstance(meta(f), SectionMeta):
                self.group("document", f.name, getattr(edition, f.name, Prose), "UNKNOWN")
            elif f.name in LISTS:
                self.entries(f.name, "UNKNOWN" if f.default is UNKNOWN else "()")
            elif f.name in names:
                self.text("document", f.name, "counts" if f.name == "year" else "texts")
        self.add("require(counts, amounts, texts)")
        self.add(f"return Report({', '.join('document.' + name for name in names)}), used")

    def text(self, holder: str, name: str, kind: str = "texts") -> None:
        """A text, or the year."""
        self.add(f"if {holder}.{name} is not UNKNOWN:", " used += 1")
        if self.raw:
            self.add(f" {kind}.append({holder}.{name})")

    def entries(self, name: str, nothing: str) -> None:
        """A list of small objects."""
        cls = LISTS[name]
        self.add(f"if document.{name} is UNKNOWN:", f" document.{name} = {nothing}", "else:")
        arguments = f"document.{name}, {self.name(cls)}, {self.name(twin(cls)) if self.raw else None}, texts"
        self.add(f" document.{name} = entries({arguments})")
        self.add(f" used += 1 + {len(attrs.fields(cls))} * len(document.{name})")

    def group(self, holder: str, name: str, cls: type[Any], unknown: str) -> None:
        """A section or a group of rows."""
        local = self.name(None)
        self.add(f"{local} = {holder}.{name}", f"if {local} is {unknown}:")
        self.add(f" {holder}.{name} = {self.name(cls())}", "else:")
        self.depth += 1
        if self.raw:
            self.add(f"{local} = {holder}.{name} = {self.name(twin(cls))}(**{local})")
        self.add("used += 1")
        for f in attrs.fields(cls):
            below = type(f.default)
            if not isinstance(meta(f), RowMeta):
                self.text(local, f.name)
            elif any(isinstance(meta(c), ColumnMeta) for c in attrs.fields(below)):
                self.row(local, f.name, below, f.default)
            else:
                self.group(local, f.name, below, self.name(f.default))
        self.add(f"{local}.__class__ = {self.name(cls)}")
        self.depth -= 1

    def row(self, holder: str, name: str, cls: type[Any], unknown: Any) -> None:
        """A row: absent, unknown or whole."""
        columns = attrs.fields(cls)
        absent = absent_row(cls)
        self.add(
            f"row = {holder}.{name}",
            "if row is None:",
            f" {holder}.{name} = {self.name(absent)}",
            " used += 1",
        )
        self.add(f"elif row is not {self.name(unknown)}:")
        self.depth += 1
        amounts = [f.name for f in columns if meta(f).kind is Kind.AMOUNT]
        counted = [f.name for f in columns if f.name not in amounts]
        if self.raw:
            # Not `twin(**row)`: taking the cells one by one is twice as fast as passing them by keyword.
            self.add(
                f"if len(row) != {len(columns)}: raise KeyError",
                f"cells, row = row, new({self.name(twin(cls))})",
            )
            self.add(*(f"row.{f.name} = cells[{f.name!r}]" for f in columns), f"{holder}.{name} = row")
            self.add(*[f"counts.append(cells[{c!r}])" for c in counted] if amounts else ["counts += cells.values()"])
        for column in amounts:
            self.add(f"amounts.append(row.{column})")
            self.add(f"if type(row.{column}) is int: row.{column} = Decimal(row.{column})")
        self.add(f"row.__class__ = {self.name(cls)}", f"used += {1 + len(columns)}")
        self.depth -= 1


def _entries(found: Any, cls: type[Any], make: Callable[..., Any] | None, texts: list[Any]) -> tuple[Any, ...]:
    """The entries of a list as instances of `cls`; `make` makes their twins where they are still mappings."""
    if make is not None:
        texts += [value for entry in found for value in entry.values() if type(value) is not int]
        found = [make(**entry) for entry in found]
    for entry in found:
        entry.__class__ = cls
    return tuple(found)


_COUNTS = {int, type(None)}
_TEXTS = {str, type(None)}
_AMOUNTS = {int, Decimal, type(None)}


def _require(counts: list[Any], amounts: list[Any], texts: list[Any]) -> None:
    """All types at once: three sets are faster than two hundred comparisons."""
    regular = (
        _COUNTS.issuperset(map(type, counts))
        and _TEXTS.issuperset(map(type, texts))
        and _AMOUNTS.issuperset(map(type, amounts))
        and not any(isinstance(amount, Decimal) and abs(amount.adjusted()) > 99 for amount in amounts)
        and all(amount.is_finite() for amount in amounts if isinstance(amount, Decimal))
    )
    if not regular:
        raise Irregular
