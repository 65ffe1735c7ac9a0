"""What is wrong with a configuration: everything at once, each with its file, line and key."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from attrs import frozen

from ..i18n import DEFAULT_LANGUAGE, Language, Renderable

_ONE = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
_KEYS = rf"(?P<keys>{_ONE}(?:\s*\.\s*{_ONE})*)"
_HEADER = re.compile(rf"\[\[?\s*{_KEYS}\s*\]\]?\s*(?:#.*)?$")
_PAIR = re.compile(rf"\s*{_KEYS}\s*=")
_PART = re.compile(_ONE)


@frozen
class ConfigurationProblem:
    """One problem of a configuration.

    Attributes:
        file: The file, or the option of the command line.
        key: Where in it: ``severity.GD301``; empty for the whole.
        text: What is wrong.
        line: The line, from 1, as far as known.
    """

    file: str
    key: str
    text: Renderable
    line: int | None = None

    @property
    def message(self) -> str:
        """What is wrong, in the default language."""
        return self.text.render(DEFAULT_LANGUAGE)

    def render(self, lang: Language) -> str:
        """File, line, key and problem in one line."""
        where = [self.file, *([str(self.line)] if self.line is not None else [])]
        return ": ".join([":".join(where), *([self.key] if self.key else []), self.text.render(lang)])


class ConfigurationError(ValueError):
    """A configuration that cannot be used.

    Attributes:
        problems: All that is wrong, in the order of the file.
    """

    def __init__(self, problems: Iterable[ConfigurationProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.render("en"))

    @classmethod
    def of(
        cls, path: Path, text: Renderable, *, key: str = "", line: int | None = None, text_of_file: str = ""
    ) -> ConfigurationError:
        """The error of one problem; its line is looked up by the key where the text of the file is given."""
        if line is None and key and text_of_file:
            line = lines(text_of_file).get(tuple(key.split(".")))
        return cls([ConfigurationProblem(shown(path), key, text, line)])

    def render(self, lang: Language) -> str:
        """All problems, one a line."""
        return "\n".join(problem.render(lang) for problem in self.problems)


def shown(path: Path) -> str:
    """A path as messages show it: from the current folder where it lies below it."""
    here = Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def lines(text: str) -> dict[tuple[str, ...], int]:
    """The line of each table and key of a TOML file, from 1; keys of inline tables and elements are not among them."""
    found: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = _parts(header["keys"])
            keys = table
        elif pair := _PAIR.match(line):
            keys = (*table, *_parts(pair["keys"]))
        else:
            continue
        for length in range(1, len(keys) + 1):
            found.setdefault(keys[:length], number)
    return found


def line_of(text: str, path: tuple[str, ...], quoted: str = "") -> int | None:
    """The line at which a value stands.

    Args:
        text: The file.
        path: The keys that lead to it, indices of lists left out.
        quoted: A text that stands in it, to find its line in a value that goes over several.

    Returns:
        The line of the nearest key above, or of the text within its value; None if no key is there.
    """
    known = lines(text)
    while path and path not in known:
        quoted = quoted or path[-1]
        path = path[:-1]
    if not path:
        return None
    first = known[path]
    end = min((line for keys, line in known.items() if line > first and keys[: len(path)] != path), default=None)
    for number, line in enumerate(text.splitlines()[first - 1 : end and end - 1], first):
        if quoted and quoted in line:
            return number
    return first


def _parts(keys: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(keys))
