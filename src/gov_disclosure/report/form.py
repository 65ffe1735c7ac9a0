"""How the attrs classes of the form carry what the form prescribes.

The classes in :mod:`gov_disclosure.report.tables` are the only statement of the form. Each of their fields is made by
one of the functions here, which put the printed label, the unit and the role of the field into its metadata. All
else (addresses, label matching, identities, JSON Schema, documentation) is derived by walking the fields.
"""

from __future__ import annotations

from collections.abc import Callable
from types import NoneType
from typing import Any, Literal, TypeAlias, get_args, get_type_hints

from attrs import Attribute, Factory, field, fields, frozen

from .cells import ABSENT, UNKNOWN, Kind

Role: TypeAlias = Literal["part", "total", ""]
Balance: TypeAlias = Literal["in", "out", ""]

_KEY = "gov_disclosure"
_CHOICES = "gov_disclosure.choices"


@frozen
class Label:
    """What the form prints beside or above a field.

    Attributes:
        zh: The prescribed wording, without its number.
        en: The English term.
        number: The printed number: ``一、``, ``（三）``, ``1.``, or empty.
        aliases: Other wordings seen in published reports.
    """

    zh: str
    en: str
    number: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def printed(self) -> str:
        """Number and wording as the form prints them."""
        return self.number + self.zh


@frozen
class Source:
    """Where a rule or a part of the form is laid down: the document in Chinese and its English description."""

    zh: str
    en: str


@frozen
class ColumnMeta:
    """A figure's column.

    Attributes:
        label: The column heading.
        kind: What is counted.
        unit: The unit that the form prescribes, or None.
        role: Whether the column is a part or the total of its row.
        group: The heading over several columns, or None.
    """

    label: Label
    kind: Kind
    unit: str | None
    role: Role
    group: Label | None


@frozen
class RowMeta:
    """A row of figures, or a group of such rows.

    Attributes:
        label: The row label.
        role: Whether the row is a part or the total of its table's outcomes.
        balance: On which side of the form's printed balance the row stands.
        undivided: Whether the row stands for all the rows of its group together.
        item: The item of Article 20 that the row reports on, or empty.
        across: Whether the row is printed as a group of columns, all such rows in one line of figures.
        group: The heading printed over several such rows, or None.
    """

    label: Label
    role: Role = ""
    balance: Balance = ""
    undivided: bool = False
    item: str = ""
    across: bool = False
    group: Label | None = None


@frozen
class SectionMeta:
    """A section of the report: its heading and its official source."""

    label: Label
    source: Source


Meta: TypeAlias = ColumnMeta | RowMeta | SectionMeta


def meta(attribute: Attribute[Any]) -> Any:
    """The form's metadata of a field, or None for a field that is not part of the form (``heading``, ``text``)."""
    return attribute.metadata.get(_KEY)


def is_row(cls: type[Any]) -> bool:
    """Whether a class is a row of figures, rather than a group of rows."""
    return any(isinstance(meta(f), ColumnMeta) for f in fields(cls))


def column(
    zh: str,
    en: str,
    *,
    kind: Kind = Kind.COUNT,
    unit: str | None = "件",
    role: Role = "",
    group: Label | None = None,
    aliases: tuple[str, ...] = (),
) -> Any:
    """A field for the figure in one column."""
    return field(default=UNKNOWN, metadata={_KEY: ColumnMeta(Label(zh, en, aliases=aliases), kind, unit, role, group)})


def one_of(choices: Callable[[], tuple[Any, ...]]) -> Any:
    """A field of a small class that holds one of the values that `choices` derives from the form, or None."""

    def refuse(_: Any, attribute: Attribute[Any], value: Any) -> None:
        if value is not None and value not in choices():
            raise ValueError(f"{attribute.name} is one of {choices()} or None, not {value!r}")

    return field(default=None, metadata={_CHOICES: choices}, validator=refuse)


def declared(cls: type[Any]) -> dict[str, tuple[Any, bool]]:
    """The type of each field of a small class without its None, and whether None may stand there.

    The type of a field with a limited choice of values is a ``Literal`` of them.
    """
    found: dict[str, tuple[Any, bool]] = {}
    choices = {f.name: f.metadata[_CHOICES]() for f in fields(cls) if _CHOICES in f.metadata}
    for name, hint in get_type_hints(cls).items():
        options = (
            [option for option in get_args(hint) if option is not NoneType] if NoneType in get_args(hint) else [hint]
        )
        kind = Literal[choices[name]] if name in choices else options[0]
        found[name] = kind, NoneType in get_args(hint)
    return found


_absent: dict[type[Any], Any] = {}
_unknown: dict[type[Any], Any] = {}


def absent_row(cls: type[Any]) -> Any:
    """The row of a document that does not have it; there is one for each class."""
    if cls not in _absent:
        _absent[cls] = cls(*[ABSENT] * len(fields(cls)))
    return _absent[cls]


def unknown_row(cls: type[Any]) -> Any:
    """The row, or the group of rows, of which nothing is known; there is one for each class."""
    if cls not in _unknown:
        _unknown[cls] = cls()
    return _unknown[cls]


def row(  # noqa: PLR0913 - a parameter for each thing the form prescribes
    cls: type,
    zh: str,
    en: str,
    *,
    number: str = "",
    role: Role = "",
    balance: Balance = "",
    undivided: bool = False,
    item: str = "",
    across: bool = False,
    group: Label | None = None,
    aliases: tuple[str, ...] = (),
) -> Any:
    """A field for a row of figures, or for a group of rows, whose class is `cls`."""
    label = Label(zh, en, number, aliases)
    # One shared default is safe: every class of the form is immutable.
    return field(
        default=unknown_row(cls), metadata={_KEY: RowMeta(label, role, balance, undivided, item, across, group)}
    )


def section(default: Any, number: str, zh: str, en: str, *, source: Source, aliases: tuple[str, ...] = ()) -> Any:
    """A field for a section of the report; `default` makes the section of which nothing is known."""
    return field(
        default=Factory(default, takes_self=True),
        metadata={_KEY: SectionMeta(Label(zh, en, number, aliases), source)},
    )
