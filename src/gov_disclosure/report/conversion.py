"""Between a report and its canonical form of plain dicts, strictly and with all problems at once.

`cattrs` walks the classes; what it would let pass (3.7 as 3, true as 1, unknown keys) is refused by the hooks here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any, get_args

import attrs
from cattrs import AttributeValidationNote, ClassValidationError, Converter, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from ..i18n import msg
from .cells import MAX_DIGITS, Annotated, Cell, Kind, State, Unreadable, read_cell
from .editions import EDITIONS, IN_FORCE, Edition, edition_for_year
from .form import ColumnMeta, RowMeta, SectionMeta, absent_row, declared, meta
from .layout import layout
from .model import Note, OutlineEntry, Place, Prose, Report, UnreadRow
from .places import can_have_place, place_names
from .problems import Misfit, StructureError, StructureProblem, expected, in_order, shown, unknown_key

Hook = Callable[[Any, Any], Any]


def structure(data: Any) -> Report:
    """Make a report from plain data in canonical form.

    Args:
        data: A mapping as ``json.loads`` gives it; every key is optional. Decimals may be ``Decimal`` or ``float``.

    Returns:
        The report. A key that is not there is UNKNOWN; ``null`` says that the document lacks it.

    Raises:
        StructureError: With all problems, in the order of the data, each with its path in the data's own keys.
    """
    problems: list[StructureProblem] = []
    if not isinstance(data, Mapping):
        raise StructureError([StructureProblem("", expected("an object", data))])
    edition, note = _edition(data, problems)
    try:
        report: Report = _converter(edition)[0]({**data, "edition": edition.key}, Report)
    except ClassValidationError as group:
        problems += _flatten(group, "")
    else:
        if not problems:
            return report if note is None else attrs.evolve(report, notes=(*report.notes, note))
    raise StructureError(in_order(problems, data))


def unstructure(report: Report, *, locations: bool = False) -> dict[str, Any]:
    """The canonical form of a report as plain data; what is unknown is left out.

    Args:
        report: Any report that can exist.
        locations: Whether to add the place of every figure under ``locations``.

    Raises:
        ValueError: A cell holds what no document can say, such as ``Unreadable("12")``.
    """
    data: dict[str, Any] = _converter(EDITIONS[report.edition])[1](report)
    data = {"edition": report.edition, **data}
    if locations:
        data["locations"] = {
            address: attrs.asdict(place, filter=lambda _, value: value is not None)
            for address, place in report.locations.items()
        }
    return data


# The edition ------------------------------------------------------------------------------------------------------


def _edition(data: Mapping[str, Any], problems: list[StructureProblem]) -> tuple[Edition, Note | None]:
    """The edition that the data states or, failing that, shows; a note where it had to be supposed."""
    stated = data.get("edition")
    if stated is not None:
        if isinstance(stated, str) and stated in EDITIONS:
            return EDITIONS[stated], None
        known = ", ".join(sorted(EDITIONS))
        problems.append(
            StructureProblem("edition", msg("unknown edition {found!r}; known are {known}", found=stated, known=known))
        )
    shown = _edition_of_keys(data.get("proactive_disclosure"))
    if shown is not None:
        return shown, None
    year = data.get("year")
    by_year = edition_for_year(year) if isinstance(year, int) else None
    edition = by_year or IN_FORCE
    return edition, Note("uncertain-edition", "edition", edition.key)


def _edition_of_keys(table: Any) -> Edition | None:
    """The only edition that has most of the keys of table two."""
    if not isinstance(table, Mapping):
        return None
    present = {str(row) for row in table} | {
        f"{row}.{column}" for row, cells in table.items() if isinstance(cells, Mapping) for column in cells
    }
    scores = {}
    for edition in EDITIONS.values():
        known = {address.partition(".")[2] for address in (*layout(edition.key).rows, *layout(edition.key).cells)}
        scores[edition.key] = len(present & known)
    best = [key for key, score in scores.items() if score == max(scores.values())]
    return EDITIONS[best[0]] if len(best) == 1 else None


# The converter of an edition --------------------------------------------------------------------------------------


@cache
def _converter(edition: Edition) -> tuple[Hook, Callable[[Any], dict[str, Any]]]:
    """The structuring and the unstructuring function for reports of one edition."""
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    converter.register_structure_hook_func(lambda t: t is Cell, lambda value, _: value)
    converter.register_structure_hook(str, _text)
    for cls in (OutlineEntry, UnreadRow, Note, Place):
        converter.register_structure_hook(cls, _object(_reader(cls, converter, _plain(cls))))
    reading, writing = {}, {}
    for field in attrs.fields(Report):
        m = meta(field)
        if isinstance(m, SectionMeta):
            section: type[Any] = getattr(edition, field.name, Prose)
            reading[field.name] = override(struct_hook=_group_reader(section, converter))
            writing[field.name] = override(unstruct_hook=_group_writer(section, converter))
    reading |= {
        "edition": override(struct_hook=lambda value, _: value),
        "year": override(struct_hook=_optional(_whole)),
        **{name: override(struct_hook=_optional(_text)) for name in ("title", "issuer", "preamble")},
        "outline": override(struct_hook=_list_reader(OutlineEntry, converter)),
        "unread": override(struct_hook=_list_reader(UnreadRow, converter)),
        "notes": override(struct_hook=_list_reader(Note, converter)),
        "locations": override(struct_hook=_places_reader(converter, edition)),
    }
    writing |= {"edition": override(omit=True), "locations": override(omit=True)}
    writing["outline"] = override(unstruct_hook=_optional_list)
    for name in ("unread", "notes"):
        writing[name] = override(unstruct_hook=_optional_list)
    return _reader(Report, converter, reading), _writer(Report, converter, writing)


def _reader(cls: type[Any], converter: Converter, hooks: dict[str, Any]) -> Hook:
    """The structuring function that cattrs makes of a class with hooks for its fields."""
    made: Hook = make_dict_structure_fn(cls, converter, **hooks)
    return made


def _writer(cls: type[Any], converter: Converter, hooks: dict[str, Any]) -> Callable[[Any], Any]:
    """The unstructuring function that cattrs makes of a class with hooks for its fields; defaults are left out."""
    made: Callable[[Any], Any] = make_dict_unstructure_fn(cls, converter, _cattrs_omit_if_default=True, **hooks)
    return made


def _plain(cls: type[Any]) -> dict[str, Any]:
    """Strict readers for the fields of a small class: texts, whole numbers, what has a limited choice."""
    found: dict[str, Any] = {}
    for name, (kind, optional) in declared(cls).items():
        base: Hook = _choice(get_args(kind)) if get_args(kind) else _whole if kind is int else _text
        found[name] = override(struct_hook=_optional(base) if optional else base)
    return found


def _group_reader(cls: type[Any], converter: Converter) -> Hook:
    """Reads a section, a group of rows or a row; ``null`` says that the document does not have it."""
    hooks: dict[str, Any] = {}
    for field in attrs.fields(cls):
        m = meta(field)
        if isinstance(m, ColumnMeta):
            hooks[field.name] = override(struct_hook=_cell_reader(m.kind, m.unit))
        elif isinstance(m, RowMeta):
            hooks[field.name] = override(struct_hook=_group_reader(type(field.default), converter))
        else:
            hooks[field.name] = override(struct_hook=_optional(_text))
    read = _object(_reader(cls, converter, hooks))
    lacking = _lacking(cls)
    return lambda value, t: lacking if value is None else read(value, t)


def _lacking(cls: type[Any]) -> Any:
    """What a document says that does not have the section, group or row `cls`."""
    values = {}
    for field in attrs.fields(cls):
        m = meta(field)
        if isinstance(m, ColumnMeta):
            return absent_row(cls)
        values[field.name] = _lacking(type(field.default)) if isinstance(m, RowMeta) else None
    return cls(**values)


def _object(read: Hook) -> Hook:
    """Refuses what is no mapping before `read` sees it."""

    def checked(value: Any, t: Any) -> Any:
        if not isinstance(value, Mapping):
            raise Misfit(expected("an object", value))
        return read(value, t)

    return checked


def _list_reader(cls: type[Any], converter: Converter) -> Hook:
    def read(value: Any, _: Any) -> Any:
        if value is None:
            return ()
        if not isinstance(value, list | tuple):
            raise Misfit(expected("a list", value))
        return converter.structure(list(value), tuple[cls, ...])  # type: ignore[valid-type]  # made at run time

    return read


def _places_reader(converter: Converter, edition: Edition) -> Hook:
    """Reads the places of what a report has: the addresses of its edition, and what else a file says."""

    def read(value: Any, _: Any) -> dict[str, Place]:
        if not isinstance(value, Mapping):
            raise Misfit(expected("an object", value))
        found: dict[str, Place] = {}
        errors: list[Exception] = []
        for name, place in value.items():
            try:
                known = checked(str(name))
                found[known] = converter.structure(place, Place)
            except (Misfit, ClassValidationError) as error:
                error.add_note(AttributeValidationNote("", str(name), Place))
                errors.append(error)
        if errors:
            raise ClassValidationError("locations", errors, Report)
        return found

    def checked(name: str) -> str:
        if not can_have_place(name, edition.key):
            raise Misfit(unknown_key(name, place_names(edition.key)))
        return name

    return read


def _optional(read: Hook) -> Hook:
    return lambda value, t: None if value is None else read(value, t)


def _text(value: Any, _: Any) -> str:
    if not isinstance(value, str):
        raise Misfit(expected("a text", value))
    return value


def _whole(value: Any, _: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise Misfit(expected("a whole number", value))
    return _count(value)


def _choice(known: tuple[Any, ...]) -> Hook:
    def read(value: Any, t: Any) -> Any:
        given = (_whole if isinstance(known[0], int) else _text)(value, t)
        if given not in known:
            raise Misfit(unknown_key(given, map(str, known)))
        return given

    return read


# Cells ------------------------------------------------------------------------------------------------------------


_TOO_LONG = 10**MAX_DIGITS


def _cell_reader(kind: Kind, unit: str | None) -> Hook:
    def read(value: Any, _: Any) -> Cell:
        if value is None:
            return None
        if isinstance(value, str):
            return _cell_of_text(value, kind, unit)
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            raise Misfit(expected("a number, a text or null", value))
        return _amount(value) if kind is Kind.AMOUNT else _count(value)

    return read


def _cell_of_text(text: str, kind: Kind, unit: str | None) -> Cell:
    """An annotated or unreadable cell; a text that is just a number should have been one."""
    cell = read_cell(text, kind, unit)
    if isinstance(cell, int | Decimal):
        raise Misfit(msg("a plain number in quotes: write {number} instead of {text!r}", number=cell, text=text))
    return cell


def _count(value: float | Decimal) -> int:
    if (isinstance(value, Decimal) and value.adjusted() >= MAX_DIGITS) or (
        isinstance(value, int) and abs(value) >= _TOO_LONG
    ):
        raise Misfit(msg("a number of more than {limit} digits", limit=MAX_DIGITS))
    if isinstance(value, int):
        return value
    raise Misfit(msg("expected a whole number, found {found}", found=shown(value)))


def _amount(value: float | Decimal) -> Decimal:
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        raise Misfit(msg("expected a number, found {found}", found=str(number)))
    if abs(number.adjusted()) >= MAX_DIGITS:
        raise Misfit(msg("a number of more than {limit} digits", limit=MAX_DIGITS))
    return number


def _group_writer(cls: type[Any], converter: Converter) -> Callable[[Any], Any]:
    hooks: dict[str, Any] = {}
    columns = [m for field in attrs.fields(cls) if isinstance(m := meta(field), ColumnMeta)]
    for field in attrs.fields(cls):
        m = meta(field)
        if isinstance(m, ColumnMeta):
            hooks[field.name] = override(unstruct_hook=_cell_writer(m.kind, m.unit))
        elif isinstance(m, RowMeta):
            hooks[field.name] = override(unstruct_hook=_group_writer(type(field.default), converter))
    write = _writer(cls, converter, hooks)
    if not columns:
        return write
    absent = _lacking(cls)
    return lambda value: None if value == absent else write(value)


def _cell_writer(kind: Kind, unit: str | None) -> Callable[[Any], Any]:
    def write(value: Cell) -> Any:
        match value:
            case Decimal():
                return _plain_number(value)
            case Annotated(text=text) | Unreadable(text=text):
                if read_cell(text, kind, unit) != value:
                    raise ValueError(
                        f"no document can say {value!r}: its text reads as {read_cell(text, kind, unit)!r}"
                    )
                return text
            case State.ABSENT:
                raise ValueError("a row is absent as a whole or not at all")
        return value

    return write


def _plain_number(value: Decimal) -> int | float | Decimal:
    """``int`` where integral, else the ``float`` with the same digits, else the ``Decimal`` itself."""
    if value == value.to_integral_value():
        return int(value)
    return float(value) if Decimal(repr(float(value))) == value else value


def _optional_list(value: Any) -> list[dict[str, Any]]:
    return [attrs.asdict(entry) for entry in value]


# Problems ---------------------------------------------------------------------------------------------------------


def _flatten(error: BaseException, path: str) -> Iterator[StructureProblem]:
    """Cattrs' tree of errors as a list with paths."""
    from cattrs.errors import BaseValidationError, ForbiddenExtraKeysError

    if isinstance(error, BaseValidationError):
        for inner in error.exceptions:
            yield from _flatten(inner, _below(path, inner))
    elif isinstance(error, ForbiddenExtraKeysError):
        known = [field.name for field in attrs.fields(error.cl)]
        for key in sorted(error.extra_fields, key=str):
            yield StructureProblem(_joined(path, str(key)), unknown_key(key, known))
    elif isinstance(error, Misfit):
        yield StructureProblem(path, error.problem)
    elif isinstance(error, KeyError) and path.rpartition(".")[2] == error.args[0]:
        yield StructureProblem(path.rpartition(".")[0], msg("the key {key!r} is missing", key=error.args[0]))
    else:
        # Not the data's fault: a bug of ours is never reported as one.
        raise error


def _below(path: str, error: BaseException) -> str:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return _joined(path, note.name)
        if isinstance(note, IterableValidationNote):
            return _joined(path, str(note.index))
    return path


def _joined(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
