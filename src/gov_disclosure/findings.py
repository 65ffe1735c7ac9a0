"""What a check has to say: findings, in two languages, and what could not be checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, TypeAlias, overload

import attrs
from attrs import field, frozen

from .i18n import DEFAULT_LANGUAGE, LANGUAGES, Language, Literally, Renderable
from .report.model import Place

Origin: TypeAlias = Literal["report", "reading"]
Number: TypeAlias = int | Decimal


class Severity(Enum):
    """How grave a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """2 for an error, 1 for a warning, 0 for an info."""
        return {Severity.ERROR: 2, Severity.WARNING: 1, Severity.INFO: 0}[self]

    def reaches(self, threshold: Severity) -> bool:
        """Whether this is at least as grave as `threshold`."""
        return self.rank >= threshold.rank


@frozen
class Problem:
    """What a rule yields: that something does not hold, and where.

    Attributes:
        cells: The addresses it is about; for a sum the parts first and the total last.
        text: What is wrong.
        expected: What should stand there, if the rule knows.
        actual: What stands there, if it is a number.
        at: The address at which the problem is shown; the last of `cells` unless given.
        quote: A text of the report that the problem is about.
        origin: Whose fault it can be: the report's, or the reading's.
        severity: How grave it is, where that depends on the case; None for the rule's own severity.
        tentative: Whether it rests on what is only supposed. Such a finding is never an error, whatever is configured.
    """

    cells: tuple[str, ...]
    text: Renderable
    expected: Number | None = None
    actual: Number | None = None
    at: str | None = None
    quote: str = ""
    origin: Origin = "report"
    severity: Severity | None = None
    tentative: bool = False


@frozen
class Finding:
    """Something in a report that does not hold.

    Attributes:
        code: The rule's code: ``GD301``.
        name: The rule's name: ``row-total``.
        severity: How grave it is.
        problem: What the rule said.
        location: Where it is shown in the file.
        places: Where each of `cells` stands, by address, as far as known.
        scope: What names the report across its versions: issuer and year, or the relative path of a report that states
            neither.
        root: The fingerprint of the finding that this one follows from, or None.
        hint: The smallest change that would mend it, or None.
        year: In a series, the year of the report in which it is shown, and to which `cells` without a year and
            `location` belong; None for a finding about one report or a group.
    """

    code: str
    name: str
    severity: Severity
    problem: Problem
    location: Place
    places: Mapping[str, Place] = field(hash=False)
    scope: str
    root: str | None = None
    hint: Mapping[str, Any] | None = field(default=None, hash=False)
    year: int | None = None

    @property
    def cells(self) -> tuple[str, ...]:
        """The addresses it is about; for a sum the parts first and the total last."""
        return self.problem.cells

    @property
    def expected(self) -> Number | None:
        """The sum of the parts, or what else should stand there."""
        return self.problem.expected

    @property
    def actual(self) -> Number | None:
        """The stated total, or what else stands there."""
        return self.problem.actual

    @property
    def origin(self) -> Origin:
        """``"report"`` or ``"reading"``."""
        return self.problem.origin

    @property
    def fingerprint(self) -> str:
        """What names it across versions of the report, made of `scope`, code, cells and quoted text, never of lines."""
        return fingerprint(self.scope, self.code, self.cells, self.problem.quote)

    @property
    def message(self) -> str:
        """What is wrong, in Chinese."""
        return self.render(DEFAULT_LANGUAGE)

    def render(self, lang: Language) -> str:
        """What is wrong, in `lang`."""
        return self.problem.text.render(lang)


@frozen
class Unevaluated:
    """Something that a rule could not check.

    Attributes:
        code: The rule's code.
        cells: The addresses it would have been about.
        text: Why not.
    """

    code: str
    cells: tuple[str, ...]
    text: Renderable

    @property
    def why(self) -> str:
        """Why not, in Chinese."""
        return self.text.render(DEFAULT_LANGUAGE)


@frozen
class Failure:
    """A rule or a plugin that failed: its fault, never the report's.

    Attributes:
        plugin: The plugin's name, or the module of a rule that belongs to none.
        code: The rule's code; None if the plugin could not be loaded at all.
        error: What went wrong, in English.
        text: The same in words of our own, which there are in each language; None for what foreign code said.
    """

    plugin: str
    code: str | None
    error: str
    text: Renderable | None = attrs.field(default=None, eq=False, repr=False)

    @classmethod
    def saying(cls, plugin: str, text: Renderable) -> Failure:
        """The failure of a plugin as a whole, in words of our own."""
        return cls(plugin, None, text.render("en"), text)

    def render(self, lang: Language) -> str:
        """What went wrong, in `lang` where there is a translation."""
        return self.error if self.text is None else self.text.render(lang)


@frozen
class Findings(Sequence[Finding]):
    """The findings of a report in document order, what was not evaluated, and the rules that failed."""

    items: tuple[Finding, ...] = ()
    unevaluated: tuple[Unevaluated, ...] = ()
    failures: tuple[Failure, ...] = ()

    @overload
    def __getitem__(self, index: int) -> Finding: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Finding, ...]: ...
    def __getitem__(self, index: int | slice) -> Finding | tuple[Finding, ...]:
        """One finding, or several."""
        return self.items[index]

    def __len__(self) -> int:
        """How many findings there are."""
        return len(self.items)

    def __iter__(self) -> Iterator[Finding]:
        """The findings in document order."""
        return iter(self.items)

    def at_least(self, severity: Severity) -> Findings:
        """The findings that are at least as grave as `severity`."""
        return attrs.evolve(self, items=tuple(f for f in self.items if f.severity.reaches(severity)))

    def settled(self) -> Findings:
        """The same with every text rendered in every language, so that none holds on to the report."""
        items = (attrs.evolve(f, problem=attrs.evolve(f.problem, text=_settled(f.problem.text))) for f in self.items)
        unevaluated = (attrs.evolve(entry, text=_settled(entry.text)) for entry in self.unevaluated)
        return attrs.evolve(self, items=tuple(items), unevaluated=tuple(unevaluated))


def _settled(text: Renderable) -> Literally:
    return Literally({lang: text.render(lang) for lang in LANGUAGES})


@frozen
class FileRule:
    """A rule that is answered while a file is read, before there is a report."""

    code: str
    name: str
    severity: Severity = Severity.ERROR


UNREADABLE_FILE = FileRule("GD001", "unreadable-file")
NO_TEXT_LAYER = FileRule("GD004", "no-text-layer")
UNREADABLE = frozenset({UNREADABLE_FILE.code, NO_TEXT_LAYER.code})
"""The codes of files that could not be read; nothing removes them from a run's result."""


def fingerprint(scope: str, code: str, cells: Sequence[str], quote: str = "") -> str:
    """The name of a finding across versions of a report.

    Args:
        scope: Issuer and year, or the relative path of a report that names neither.
        code: The rule's code.
        cells: The addresses it is about.
        quote: The quoted text, if any.
    """
    import hashlib  # which loads a library that a check does not need

    parts = "\x1f".join([scope, code, *cells, quote])
    return hashlib.sha256(parts.encode(errors="surrogatepass")).hexdigest()[:16]  # paths may hold any bytes
