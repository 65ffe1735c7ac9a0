"""The fast way from canonical form to a report, for data in which nothing is out of the ordinary.

Most reports give every prescribed figure as a number or null and every text as a text. For these, one straight-line
function per edition, generated from its classes, builds the report. Whatever else it meets it refuses, and the strict
and explaining way of :mod:`gov_disclosure.report.conversion` takes over; both give the same report.

The objects are made as instances of a mutable *twin* of each class, its subclass, and then change to the class itself.
That costs less than half of a frozen class's ``__init__``, which has to go round its own ``__setattr__``.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any, get_args

import attrs

from .cells import UNKNOWN, Kind
from .editions import EDITIONS, Edition
from .form import RowMeta, SectionMeta, absent_row, declared, is_row, meta
from .model import LISTS, Prose, Report


class Irregular(Exception):  # noqa: N818 - a hand-over, not an error
    """The data is not of the regular kind; the strict way has to look at it."""


def from_mapping(data: Any) -> tuple[Report, int]:
    """A report from a mapping of the regular kind, and how many keys the mapping has in all.

    Raises:
        Irregular: Anything is unusual.
    """
    try:
        return _builder(EDITIONS[data["edition"]], True)(data)
    except (KeyError, TypeError, AttributeError) as unusual:
        raise Irregular from unusual


def from_struct(decoded: Any, edition: Edition) -> tuple[Report, int]:
    """A report from what msgspec has decoded (see :mod:`gov_disclosure.report.shapes`), and how many keys it had.

    Raises:
        Irregular: Anything is unusual.
    """
    return _builder(edition, False)(decoded)


_twins: dict[type[Any], Any] = {}
# Both `__setattr__` and `__delattr__`: only where neither is written in Python does Python set a slot directly.
_MUTABLE = {"__slots__": ()} | {name: getattr(object, name) for name in ("__init__", "__setattr__", "__delattr__")}


def _twin(cls: type[Any]) -> Any:
    """The class `cls`, but that its instances begin empty and can be changed; there is one for each class."""
    if cls not in _twins:
        _twins[cls] = type(cls.__name__, (cls,), dict(_MUTABLE))
    return _twins[cls]


# The generated function -------------------------------------------------------------------------------------------

Builder = Callable[[Any], tuple[Report, int]]


@cache
def _builder(edition: Edition, raw: bool) -> Builder:
    """The function that makes a report of the edition and counts its keys.

    Args:
        edition: The edition.
        raw: Whether it makes it from mappings at which nobody has looked; else from what msgspec has typed.
    """
    writer = _Writer(raw)
    writer.report(edition)
    code = compile("\n".join(writer.lines), f"<builder of edition {edition.key}, {raw=}>", "exec")
    exec(code, writer.names)  # noqa: S102 - our own source, made of the field names of our own classes
    made: Builder = writer.names["build"]
    return made


class _Writer:
    """Writes the lines of the function, and keeps the names that they use.

    The function takes the keys that are not there from those that could be: most reports have all of them.
    """

    def __init__(self, raw: bool) -> None:
        self.raw = raw
        self.depth = 1
        self.lines = ["def build(found):"]
        self.names: dict[str, Any] = {"UNKNOWN": UNKNOWN, "Decimal": Decimal, "Irregular": Irregular}
        self.names |= {"require": _require, "require_amount": _require_amount}

    def add(self, *lines: str) -> None:
        """Append lines at the present depth."""
        self.lines += [" " * self.depth + line for line in lines]

    def name(self, value: Any = None) -> str:
        """A name by which the lines can call `value`, or a new one for a variable."""
        name = f"k{len(self.names)}"
        self.names[name] = value
        return name

    def given(self, source: str, name: str, default: str = "UNKNOWN") -> str:
        """What `source` has under a key that need not be there; msgspec has put the default there itself."""
        return f"{source}.get({name!r}, {default})" if self.raw else f"{source}.{name}"

    def report(self, edition: Edition) -> None:
        """The whole function."""
        sections = {f.name: getattr(edition, f.name, Prose) for f in attrs.fields(Report) if _is_section(f)}
        plain = [f.name for f in attrs.fields(Report) if f.name not in (*sections, *LISTS, "locations")]
        self.add(f"keys = {len(plain) + sum(map(_keys, sections.values()))}", f"report = {self.name(_twin(Report))}()")
        if self.raw:
            self.add("counts, texts = [], []", "if 'locations' in found: raise Irregular")
        for name in plain:
            self.text("found", "report", name, "counts" if name == "year" else "texts")
        for name, cls in sections.items():
            self.group("found", "report", name, cls, "UNKNOWN")
        for name in LISTS:
            self.entries(name)
        if self.raw:
            self.add("require(counts, texts)")
        self.add("report.locations = {}", f"report.__class__ = {self.name(Report)}", "return report, keys")

    def text(self, source: str, target: str, name: str, kind: str = "texts") -> None:
        """A text, or the year."""
        self.add(f"value = {target}.{name} = {self.given(source, name)}", "if value is UNKNOWN: keys -= 1")
        if self.raw:
            self.add(f"else: {kind}.append(value)")

    def entries(self, name: str) -> None:
        """A list of small objects, all of whose keys are given."""
        cls = LISTS[name]
        nothing = "UNKNOWN" if attrs.fields_dict(Report)[name].default is UNKNOWN else "()"
        self.add(f"entries = {self.given('found', name)}")
        self.add(f"if entries is UNKNOWN: report.{name} = {nothing}", "else:")
        if self.raw:
            self.add(" if type(entries) is not list: raise Irregular")
        self.add(" made = []", " for cells in entries:")
        self.depth += 2
        self.cells(cls)
        if self.raw:
            self.look_at_entry(cls)
        self.add(f"row.__class__ = {self.name(cls)}", "made.append(row)")
        self.depth -= 2
        self.add(f" report.{name} = tuple(made)", f" keys += 1 + {len(attrs.fields(cls))} * len(made)")

    def look_at_entry(self, cls: type[Any]) -> None:
        """See to it that an entry is what its class declares."""
        for name, (kind, optional) in declared(cls).items():
            choices = get_args(kind)  # of a Literal
            if choices:
                self.add(f"if row.{name} not in {(*choices, None)}: raise Irregular")
            self.add(f"{'counts' if int in (kind, *map(type, choices)) else 'texts'}.append(row.{name})")
            if not optional:
                self.add(f"if row.{name} is None: raise Irregular")

    def group(self, source: str, target: str, name: str, cls: type[Any], unknown: str) -> None:
        """A section or a group of rows."""
        found, made = self.name(), self.name()
        self.add(f"{found} = {self.given(source, name, unknown)}", f"if {found} is {unknown}:")
        self.add(f" {target}.{name} = {self.name(cls())}", f" keys -= {_keys(cls)}", "else:")
        self.depth += 1
        self.add(f"{made} = {target}.{name} = {self.name(_twin(cls))}()")
        for f in attrs.fields(cls):
            below = type(f.default)
            if not isinstance(meta(f), RowMeta):
                self.text(found, made, f.name)
            elif is_row(below):
                self.row(found, made, f.name, below, self.name(f.default))
            else:
                self.group(found, made, f.name, below, self.name(f.default))
        self.add(f"{made}.__class__ = {self.name(cls)}")
        self.depth -= 1

    def row(self, source: str, target: str, name: str, cls: type[Any], unknown: str) -> None:
        """A row: absent, unknown or whole."""
        amounts = [f.name for f in attrs.fields(cls) if meta(f).kind is Kind.AMOUNT]
        counts = [f.name for f in attrs.fields(cls) if f.name not in amounts]
        self.add(f"cells = {self.given(source, name, unknown)}", "if cells is None:")
        self.add(f" {target}.{name} = {self.name(absent_row(cls))}", f" keys -= {_keys(cls) - 1}")
        self.add(f"elif cells is {unknown}:", f" {target}.{name} = cells", f" keys -= {_keys(cls)}", "else:")
        self.depth += 1
        self.cells(cls)
        self.add(f"{target}.{name} = row")
        if self.raw:
            self.add(f"counts += [{', '.join(f'row.{c}' for c in counts)}]" if amounts else "counts += cells.values()")
        for column in amounts:
            self.add(f"if type(row.{column}) is int: row.{column} = Decimal(row.{column})")
            self.add(f"elif row.{column} is not None: require_amount(row.{column})")
        self.add(f"row.__class__ = {self.name(cls)}")
        self.depth -= 1

    def cells(self, cls: type[Any]) -> None:
        """A row, or an entry of a list, that has everything."""
        names = [f.name for f in attrs.fields(cls)]
        if self.raw:
            self.add(f"if len(cells) != {len(names)}: raise Irregular")
        self.add(f"row = {self.name(_twin(cls))}()")
        self.add(*(f"row.{name} = cells[{name!r}]" if self.raw else f"row.{name} = cells.{name}" for name in names))


def _is_section(f: attrs.Attribute[Any]) -> bool:
    return isinstance(meta(f), SectionMeta)


def _keys(cls: type[Any]) -> int:
    """How many keys a section, a group of rows or a row has when it is whole: its own and all below it."""
    return 1 + sum(_keys(type(f.default)) if isinstance(meta(f), RowMeta) else 1 for f in attrs.fields(cls))


# What regular data is ---------------------------------------------------------------------------------------------

_COUNTS = {int, type(None)}
_TEXTS = {str, type(None)}


def _require(counts: list[Any], texts: list[Any]) -> None:
    """All types at once: two sets are faster than two hundred comparisons."""
    if not (_COUNTS.issuperset(map(type, counts)) and _TEXTS.issuperset(map(type, texts))):
        raise Irregular


def _require_amount(amount: Any) -> None:
    """An amount that is no whole number."""
    if type(amount) is not Decimal or not amount.is_finite() or abs(amount.adjusted()) > 99:
        raise Irregular
