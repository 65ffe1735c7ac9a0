"""What a rule is."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, TypeAlias, TypeVar, get_args

from attrs import frozen

from ..findings import Number, Origin, Problem, Severity
from ..i18n import Language, Literally, Renderable, Wording, said, translate
from ..report.editions import EDITIONS
from ..report.form import Source
from ..report.model import NotEvaluated
from .survey import Trait

Subject: TypeAlias = Literal["report", "series", "group"]
Given: TypeAlias = Literal["", "survey", "sum"]
Check: TypeAlias = Callable[..., Iterable[Problem | NotEvaluated]]
Example: TypeAlias = Mapping[str, Any] | Sequence[Mapping[str, Any]] | str
"""A report in canonical form, or the text of a file; for a series a list of reports in canonical form; for a group
``{"whole": …, "parts": […]}``."""
F = TypeVar("F", bound=Callable[..., Any])

CODE = re.compile(r"([A-Z]{2,})([0-9]{3,})")
CODE_OR_PREFIX = re.compile(r"([A-Z]+)[0-9]*")
NAME = re.compile(r"[a-z]+(-[a-z]+)*")


@frozen(eq=False)
class Rule:
    """Something that must hold.

    Attributes:
        code: Letters and digits, never reused: ``GD301``. The letters are the prefix of whoever states the rule.
        name: A short name in lower case: ``row-total``.
        severity: How grave it is if it does not hold.
        check: Yields a problem for each thing that does not hold, and a :class:`NotEvaluated` for each that could not
            be checked.
        of: What it is about: one report, a series of one body's reports, or a group of a whole and its parts.
        editions: Keys of the editions that it applies to; empty for all. A rule about several reports is asked if any
            of them is of such an edition.
        holds: When it holds, in one sentence.
        why: One paragraph: why it matters.
        source: Where it is laid down.
        bad: An example that breaks it.
        good: An example that does not.
        when: What has to occur in a report for the rule to have anything to say; None if anything may.
        given: What `check` is given after the report: nothing, the ``"survey"`` of its cells, or one ``"sum"`` that
            does not hold, which it explains.
        module: The module that states it.
    """

    code: str
    name: str
    severity: Severity
    check: Check
    of: Subject = "report"
    editions: tuple[str, ...] = ()
    holds: Wording = ""
    why: Wording = ""
    source: Source | None = None
    bad: Example | None = None
    good: Example | None = None
    when: frozenset[Trait] | None = None
    given: Given = ""
    module: str = ""

    def __attrs_post_init__(self) -> None:
        """Refuse a rule that would never be asked, or could not be explained."""
        if not CODE.fullmatch(str(self.code)):
            raise ValueError(
                f"a rule's code is two or more capital letters and three or more digits, not {self.code!r}"
            )
        if not NAME.fullmatch(str(self.name)):
            raise ValueError(f"a rule's name is lower-case words joined by hyphens, not {self.name!r}")
        _require_known("subject", [self.of], get_args(Subject))
        _require_known("editions", self.editions, EDITIONS)
        _require_known("traits", self.when or (), tuple(Trait))
        if not isinstance(self.source, Source | None):
            raise TypeError(f"a rule's source is a Source, not {self.source!r}")
        for text in (self.holds, self.why):
            if not _is_said(text):
                raise TypeError(f"a rule's texts are texts, or one for each language, not {text!r}")
        for example in (self.bad, self.good):
            if not isinstance(example, str | Mapping | Sequence | None):
                raise TypeError(f"a rule's example is a report in canonical form or a text, not {example!r}")

    @property
    def prefix(self) -> str:
        """The letters of the code."""
        found = CODE.fullmatch(self.code)
        return found[1] if found else ""

    def statement(self, lang: Language) -> str:
        """When the rule holds, in `lang`."""
        return _in(lang, self.holds)

    def reason(self, lang: Language) -> str:
        """Why it matters, in `lang`."""
        return _in(lang, self.why)

    def applies_to(self, edition: str) -> bool:
        """Whether the rule is about reports of an edition."""
        return not self.editions or edition in self.editions


def _require_known(what: str, given: Iterable[Any], known: Iterable[Any]) -> None:
    for one in given:
        if one not in known:
            names = ", ".join(str(name) for name in known)
            raise ValueError(f"a rule's {what}: {one!r} is none of {names}")


def _is_said(text: Any) -> bool:
    texts = text.values() if isinstance(text, Mapping) else [text]
    return all(isinstance(one, str) for one in texts)


def _in(lang: Language, text: Wording) -> str:
    if isinstance(text, str):
        return translate(text, lang)
    return Literally(text).render(lang) if text else ""


def _source(given: Source | Wording | None) -> Source | None:
    """Where a rule is laid down, in both languages."""
    return Source(_in("zh", given), _in("en", given)) if isinstance(given, str | Mapping) else given


def rule(  # noqa: PLR0913 - a parameter for each thing that makes a rule
    code: str,
    name: str,
    severity: Severity | str = Severity.ERROR,
    *,
    of: Subject = "report",
    editions: Iterable[str] = (),
    holds: Wording = "",
    why: Wording = "",
    source: Source | Wording | None = None,
    bad: Example | None = None,
    good: Example | None = None,
    when: Iterable[Trait] | None = None,
    given: Given = "",
) -> Callable[[F], F]:
    """State a rule: decorate a function that yields a :func:`problem` for everything that does not hold.

    Args:
        code: Letters of your own and digits, such as ``"XN001"``; ``GD`` is taken.
        name: Lower-case words joined by hyphens.
        severity: ``"error"``, ``"warning"`` or ``"info"``.
        of: What the function is given: a ``"report"``; a ``"series"``, the list of one body's reports ordered by year,
            whose addresses begin with a year (``"2023:requests.received.total"``); or a ``"group"``, a whole and the
            list of its parts.
        editions: Keys of the editions that it applies to; all unless given.
        holds: When it holds, in one sentence, or one for each language; the first line of the docstring unless given.
        why: Why it matters, in one paragraph, or one for each language; the docstring unless given.
        source: Where it is laid down: a text, or one for each language.
        bad: An example that breaks it (:data:`Example`), as documentation and test.
        good: One that does not.
        when: For speed: what has to occur in a report for the rule to have anything to say.
        given: For the built-in rules about cells: what the function is given after the report.

    Returns:
        The decorator; it gives the function back unchanged, so that it can still be called.

    Raises:
        ValueError: The code, the name or the severity is not well formed, `of` or an edition is not known, or the code
            is another rule's.
        TypeError: A text, an example or the source is something else.
    """
    from .registry import state

    def decorate(function: F) -> F:
        if not hasattr(function, "__qualname__"):
            raise TypeError(f"a rule is a function, not {function!r}")
        written = inspect.getdoc(function) or ""
        stated = Rule(
            code=code,
            name=name,
            severity=Severity(severity),
            check=function,
            of=of,
            editions=tuple(editions),
            holds=holds or written.partition("\n")[0],
            why=why or " ".join(written.split()),
            source=_source(source),
            bad=bad,
            good=good,
            when=None if when is None else frozenset(when),
            given=given,
            module=function.__module__,
        )
        state(stated, function)
        return function

    return decorate


def problem(  # noqa: PLR0913 - a parameter for each thing that a problem says
    cells: str | Iterable[str],
    text: Wording | Renderable,
    *,
    expected: Number | None = None,
    actual: Number | None = None,
    at: str | None = None,
    quote: str = "",
    origin: Origin = "report",
    severity: Severity | str | None = None,
) -> Problem:
    """What a rule yields for something that does not hold.

    Args:
        cells: The address or addresses it is about; for a sum the parts first and the total last.
        text: What is wrong: one text, or one for each language (``{"zh": …, "en": …}``).
        expected: What should stand there.
        actual: What stands there.
        at: The address at which it is shown; the last of `cells` unless given.
        quote: The sentence or heading that it is about.
        origin: ``"reading"`` if the fault may be the reader's.
        severity: How grave it is, where that depends on the case; the rule's own severity unless given.
    """
    found = (cells,) if isinstance(cells, str) else tuple(cells)
    grave = None if severity is None else Severity(severity)
    return Problem(found, said(text), expected, actual, at, quote, origin, grave)
