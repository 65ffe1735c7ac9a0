"""What is wrong with data that should be a report: every problem at once, each with its path."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any

import attrs
from attrs import frozen

from ..i18n import DEFAULT_LANGUAGE, Language, Message, msg


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

    def located(self, positions: dict[str, tuple[int, int]]) -> StructureError:
        """The same with lines and columns, found by path; a path without a place takes its parent's."""
        return StructureError(_located(problem, positions) for problem in self.problems)


def _located(problem: StructureProblem, positions: dict[str, tuple[int, int]]) -> StructureProblem:
    path = problem.path
    while path and path not in positions:
        path = path.rpartition(".")[0]
    line, column = positions.get(path, (1, 1))
    return attrs.evolve(problem, line=line, column=column)


class Misfit(ValueError):  # noqa: N818 - one of the problems that a StructureError holds
    """A value that does not fit its place, raised while structuring and reported with its path."""

    def __init__(self, problem: Message, key: str = "") -> None:
        super().__init__(problem.render("en"))
        self.problem = problem
        self.key = key


def unknown_key(key: Any, known: Iterable[str]) -> Message:
    """The problem of a key that does not exist, naming the nearest one that does."""
    candidates = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(str(key).casefold(), candidates, 1, 0.5)
    if near:
        return msg("unknown key {key!r}; did you mean {near!r}?", key=key, near=candidates[near[0]])
    return msg("unknown key {key!r}; known are {known}", key=key, known=", ".join(sorted(candidates.values())))
