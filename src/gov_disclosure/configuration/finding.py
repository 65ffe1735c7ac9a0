"""Which file configures the checking of a path."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import frozen

from ..i18n import Message, msg
from .problems import ConfigurationError

OWN = "gov-disclosure.toml"
PYPROJECT = "pyproject.toml"
TABLE = "gov-disclosure"


@frozen
class Source:
    """A file that configures.

    Attributes:
        path: The file.
        text: What stands in it.
        data: Our part of it.
        above: The keys of the table in which our part stands: ``("tool", "gov-disclosure")``, or none.
    """

    path: Path
    text: str
    data: Any
    above: tuple[str, ...]


def find(path: str | os.PathLike[str]) -> Source | None:
    """The configuration nearest above a file, or in or above a folder.

    ``gov-disclosure.toml`` wins over a ``pyproject.toml`` beside it; one without our table does not count.

    Raises:
        ConfigurationError: A file that may configure cannot be read.
    """
    start = Path(os.path.abspath(path))  # noqa: PTH100 - `..` is to go, links are to stay
    for folder in (start, *start.parents):
        for name in (OWN, PYPROJECT):
            candidate = folder / name
            # Unlike Path.is_file this says no where a folder may not be looked into.
            if os.path.isfile(candidate) and (found := _ours(candidate)) is not None:  # noqa: PTH113 - see above
                return found
    return None


def open_named(path: Path) -> Source:
    """A configuration given by name.

    Raises:
        ConfigurationError: There is none in it, or it cannot be read.
    """
    found = _ours(path)
    if found is None:
        raise ConfigurationError.of(path, msg("there is no table [tool.{table}] in this file", table=TABLE))
    return found


def _ours(path: Path) -> Source | None:
    text, data = _parsed(path)
    tool = data.get("tool")
    if isinstance(tool, Mapping):
        if TABLE in tool:
            _require_alone(path, text, data)
            return Source(path, text, tool[TABLE], ("tool", TABLE))
        near = difflib.get_close_matches(TABLE, map(str, tool), 1, 0.85)
        if near:
            problem = msg("unknown key {key!r}; did you mean {near!r}?", key=near[0], near=TABLE)
            raise ConfigurationError.of(path, problem, key=f"tool.{near[0]}", text_of_file=text)
    return None if path.name == PYPROJECT else Source(path, text, data, ())


def _require_alone(path: Path, text: str, data: Mapping[str, Any]) -> None:
    """Refuse a file of our own that sets keys both in our table and outside: one of them would be passed over.

    Raises:
        ConfigurationError: It does.
    """
    strays = [] if path.name == PYPROJECT else sorted(data.keys() - {"tool"})
    if strays:
        problem = msg("stands outside of [tool.{table}], in which this file has its settings", table=TABLE)
        raise ConfigurationError.of(path, problem, key=strays[0], text_of_file=text)


def _parsed(path: Path) -> tuple[str, dict[str, Any]]:
    """The text of a file and what it says as TOML."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        reason = msg("the file cannot be opened: {reason}", reason=error.strerror or error)
        raise ConfigurationError.of(path, reason) from None
    except UnicodeDecodeError as error:
        raise ConfigurationError.of(path, msg("the file is not in UTF-8"), line=_line(error)) from None
    try:
        return text, tomllib.loads(text.replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        problem, line = _syntax(str(error))
        raise ConfigurationError.of(path, problem, line=line or text.rstrip().count("\n") + 1) from None


def _line(error: UnicodeDecodeError) -> int:
    return error.object[: error.start].count(b"\n") + 1


def _syntax(error: str) -> tuple[Message, int | None]:
    """What tomllib says, in our words and with the line by itself."""
    reason, _, where = error.partition(" (at line ")
    line = where.partition(",")[0]
    return msg("this is no TOML: {reason}", reason=reason), int(line) if line.isdecimal() else None
