"""Structuring with cattrs, strictly: nothing is coerced, no key is passed over, all problems are found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias, get_args, get_origin

import attrs
from cattrs import (
    AttributeValidationNote,
    BaseValidationError,
    Converter,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)
from cattrs.cols import list_structure_factory
from cattrs.gen import make_dict_structure_fn, override

from ..i18n import N_, Message, Renderable, msg
from .names import Named, unknown
from .settings import key_of

Hook: TypeAlias = Callable[[Any, Any], Any]
Path: TypeAlias = tuple[str, ...]
"""The keys that lead to a value, an index for an element of a list."""


def strict_converter(*classes: type[Any]) -> Converter:
    """A converter for classes whose keys are the names of their fields with hyphens."""
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    converter.register_structure_hook(str, lambda value, _: text(value))
    converter.register_structure_hook(int, lambda value, _: _whole(value))
    converter.register_structure_hook_factory(_is_made_of(tuple), _list_reader(converter))
    converter.register_structure_hook_factory(_is_made_of(Mapping), _table_reader(converter))
    converter.register_structure_hook_factory(lambda t: t in classes, lambda t: _object(_reader(t, converter)))
    return converter


def _reader(cls: type[Any], converter: Converter) -> Hook:
    names: dict[str, Any] = {f.name: override(rename=key_of(f.name)) for f in attrs.fields(cls)}
    made: Hook = make_dict_structure_fn(cls, converter, **names)
    return made


def _object(read: Hook) -> Hook:
    """Refuses what is no table, or lacks a key that it needs."""

    def checked(value: Any, t: Any) -> Any:
        if not isinstance(value, Mapping):
            raise Named(expected(N_("a table"), value))
        for f in attrs.fields(t):
            if f.default is attrs.NOTHING and key_of(f.name) not in value:
                raise Named(msg("the key {key!r} is missing", key=key_of(f.name)))
        return read(dict(value), t)

    return checked


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise Named(expected(N_("a whole number"), value))
    return value


def _is_made_of(origin: Any) -> Callable[[Any], bool]:
    return lambda t: bool(get_origin(t) is origin)


def _list_reader(converter: Converter) -> Callable[[Any], Hook]:
    """Refuses a text where a list belongs, before cattrs takes it for a list of letters."""

    def factory(t: Any) -> Hook:
        listed: Any = list.__class_getitem__(get_args(t)[0])
        read = list_structure_factory(listed, converter)

        def checked(value: Any, _: Any) -> Any:
            if not isinstance(value, list | tuple):
                raise Named(expected(N_("a list"), value))
            return tuple(read(list(value), t))

        return checked

    return factory


def _table_reader(converter: Converter) -> Callable[[Any], Hook]:
    def factory(t: Any) -> Hook:
        read = converter.get_structure_hook(dict.__class_getitem__(get_args(t)))

        def checked(value: Any, _: Any) -> Any:
            if not isinstance(value, Mapping):
                raise Named(expected(N_("a table"), value))
            return read(dict(value), t)

        return checked

    return factory


def text(value: Any) -> str:
    """A text, and nothing else."""
    if not isinstance(value, str):
        raise Named(expected(N_("a text"), value))
    return value


def one_of(known: Iterable[str], value: Any) -> Any:
    """One of the words that are known."""
    names = list(known)
    if value not in names:
        raise Named(unknown(msg("unknown value {found}", found=_shown(value)), str(value), names))
    return value


def expected(what: str, value: Any) -> Message:
    """The problem of a value of the wrong kind."""
    return msg("expected {what}, found {found}", what=msg(what), found=_shown(value))


def _shown(value: Any) -> str:
    """A value as TOML says it, cut short."""
    text = str(value).lower() if isinstance(value, bool) else repr(value)
    return text if len(text) <= 40 else text[:37] + "..."


# Problems ---------------------------------------------------------------------------------------------------------


def problems_of(error: BaseException, path: Path) -> Iterator[tuple[Path, Renderable]]:
    """Cattrs' tree of errors as a list with the keys that lead to each."""
    if isinstance(error, BaseValidationError):
        for inner in error.exceptions:
            yield from problems_of(inner, _below(path, inner))
    elif isinstance(error, ForbiddenExtraKeysError):
        for key in sorted(error.extra_fields):
            known = [key_of(f.name) for f in attrs.fields(error.cl)]
            yield (*path, key), unknown(msg("unknown key {key!r}", key=key), key, known)
    elif isinstance(error, Named):
        yield path, error.text
    else:
        raise error  # not the file's fault: a bug of ours is never reported as one


def _below(path: Path, error: BaseException) -> Path:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            return (*path, key_of(note.name))
        if isinstance(note, IterableValidationNote):
            return (*path, str(note.index))
    return path
