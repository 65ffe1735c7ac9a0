"""What is wrong with data that should be a report: every problem at once, each with its path."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

import attrs
from attrs import frozen

from ..i18n import DEFAULT_LANGUAGE, Language, Message, msg

T = TypeVar("T")

_LONGEST_SHOWN = 40
_MOST_NAMED = 20


@frozen
class StructureProblem:
    """One problem in the data.

    Attributes:
        path: Where, in the data's own keys: ``requests.received.total``, ``notes.0.kind``; empty for the whole.
        problem: What is wrong, in either language.
        line: Line in the file, from 1; None for data that was not read from text.
        column: Column in that line, from 1.
    """

    path: str
    problem: Message
    line: int | None = None
    column: int | None = None

    @property
    def message(self) -> str:
        """What is wrong, in the default language."""
        return self.problem.render(DEFAULT_LANGUAGE)

    def render(self, lang: Language) -> str:
        """Place and problem in one line."""
        where = f"{self.line}:{self.column}: " if self.line is not None else ""
        return f"{where}{self.path + ': ' if self.path else ''}{self.problem.render(lang)}"


class StructureError(ValueError):
    """Data that is no report in canonical form.

    Attributes:
        problems: All that is wrong, in the order of the data.
    """

    def __init__(self, problems: Iterable[StructureProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.render("en") for problem in self.problems))

    def located(self, positions: Mapping[str, tuple[int, int]]) -> StructureError:
        """The same with lines and columns, and in their order; a path without a place takes its parent's."""
        located = []
        for problem in self.problems:
            line, column = nearest(problem.path, positions, (1, 1))
            located.append(attrs.evolve(problem, line=line, column=column))
        return StructureError(sorted(located, key=lambda problem: (problem.line, problem.column)))


def nearest(path: str, found: Mapping[str, T], otherwise: T) -> T:
    """What is found for a path, or for the nearest thing around it."""
    while path and path not in found:
        path = path.rpartition(".")[0]
    return found.get(path, otherwise)


class Misfit(ValueError):  # noqa: N818 - one of the problems that a StructureError holds
    """A value that does not fit its place, raised while structuring and reported with its path."""

    def __init__(self, problem: Message) -> None:
        super().__init__(problem.render("en"))
        self.problem = problem


def unknown_key(key: Any, known: Iterable[str]) -> Message:
    """The problem of a key that does not exist, naming the nearest one that does."""
    candidates = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(str(key).casefold(), candidates, 1, 0.5)
    if near:
        return msg("unknown key {key!r}; did you mean {near!r}?", key=key, near=candidates[near[0]])
    if len(candidates) > _MOST_NAMED:
        return msg("unknown key {key!r}", key=key)
    return msg("unknown key {key!r}; known are {known}", key=key, known=", ".join(sorted(candidates.values())))


def expected(what: str, value: Any) -> Message:
    """The problem of a value of another kind."""
    return msg("expected {what}, found {found}", what=msg(what), found=shown(value))


def shown(value: Any) -> str:
    """A value much as JSON shows it, cut short."""
    if isinstance(value, Mapping):
        return "{…}" if value else "{}"
    if isinstance(value, list | tuple):
        return "[…]" if value else "[]"
    if value is None or isinstance(value, bool | float):
        return json.dumps(value)
    text = str(value) if isinstance(value, Decimal) else repr(value)
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 3] + "..."


def in_order(problems: Iterable[StructureProblem], data: Any) -> list[StructureProblem]:
    """Problems in the order in which plain data has what they are about."""
    known: dict[int, dict[str, tuple[int, Any]]] = {}

    def rank(problem: StructureProblem) -> list[int]:
        found: list[int] = []
        at = data
        for key in problem.path.split("."):
            if id(at) not in known:
                known[id(at)] = {str(name): (i, value) for i, (name, value) in enumerate(_entries(at))}
            if key not in known[id(at)]:
                break
            place, at = known[id(at)][key]
            found.append(place)
        return found

    return sorted(problems, key=rank)


def _entries(data: Any) -> Iterable[tuple[Any, Any]]:
    if isinstance(data, Mapping):
        return data.items()
    return enumerate(data) if isinstance(data, list | tuple) else ()
