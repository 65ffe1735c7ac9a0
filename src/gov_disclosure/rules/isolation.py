"""What a rule says, whatever a rule does: a bug in one is its own failure, never bad data and never another's loss."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, TypeAlias, get_args

import attrs

from ..findings import Origin, Problem, Severity
from ..i18n import LANGUAGES, Literally, Renderable
from ..report.model import NotEvaluated
from .model import Rule

Said: TypeAlias = Problem | NotEvaluated

MOST = 10_000
"""A rule that says more about one report has most likely no end: a report has some two hundred cells."""
_OURS = f"{__package__}."


class Nonsense(TypeError):  # noqa: N818 - says what the rule did, which is the error
    """A rule says something else than problems."""


def heard(rule: Rule, subjects: tuple[Any, ...]) -> tuple[list[Said], str | None]:
    """Ask a rule.

    Args:
        rule: The rule; what a built-in one says is taken as it is, what any other says is looked at first.
        subjects: What the rule is given.

    Returns:
        What it said, as far as it got, and how it failed; None if it did not.
    """
    said: list[Said] = []
    try:
        if rule.module.startswith(_OURS):
            said += rule.check(*subjects)
        else:
            for one in _each(rule, subjects):
                said.append(_sound(one))
    except NotEvaluated as reason:
        said.append(reason)
    except KeyboardInterrupt:  # the user's
        raise
    except BaseException as error:  # noqa: BLE001 - whatever else foreign code raises is its own failure
        return said, described(error)
    return said, None


def described(error: BaseException) -> str:
    """An error in one line: its kind and what it says."""
    try:
        text = " ".join(str(error).split())
    except Exception:  # noqa: BLE001 - an exception's own text may be broken, too
        text = ""
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _each(rule: Rule, subjects: tuple[Any, ...]) -> Iterator[Any]:
    """What a foreign rule yields or raises, or the members of what it returns."""
    try:
        said: Any = rule.check(*subjects)
        if said is None or isinstance(said, str | bytes | Problem) or not isinstance(said, Iterable):
            raise Nonsense(f"a rule yields problems, or returns a list of them, and not {_shown(said)}")
        for count, one in enumerate(said):
            if count == MOST:
                raise Nonsense(f"the rule has more than {MOST} things to say about one report")
            yield one
    except NotEvaluated as reason:
        yield reason


def _sound(said: Any) -> Said:
    """What a rule said, if every part of it is what it should be.

    Messages are rendered here, where a mistake in one is still known to be the rule's.

    Raises:
        Nonsense: It is something else than a problem, or a part is.
    """
    if isinstance(said, NotEvaluated):
        return NotEvaluated(_addresses(said.cells), _text(said.text))
    if not isinstance(said, Problem):
        raise Nonsense(f"a rule yields problems, not {_shown(said)}")
    for name in ("expected", "actual"):
        _require_number(name, getattr(said, name))
    if not isinstance(said.at, str | None):
        raise Nonsense(f"a problem's at is an address, not {_shown(said.at)}")
    if not isinstance(said.quote, str):
        raise Nonsense(f"a problem's quote is a text, not {_shown(said.quote)}")
    if said.origin not in get_args(Origin):
        raise Nonsense(f"a problem's origin is one of {get_args(Origin)}, not {_shown(said.origin)}")
    if not isinstance(said.severity, Severity | None):
        raise Nonsense(f"a problem's severity is a Severity, not {_shown(said.severity)}")
    return attrs.evolve(said, cells=_addresses(said.cells), text=_text(said.text))


def _addresses(cells: Any) -> tuple[str, ...]:
    found = (cells,) if isinstance(cells, str) else cells
    if not isinstance(found, tuple | list) or not all(isinstance(cell, str) for cell in found):
        raise Nonsense(f"a problem's cells are addresses, not {_shown(cells)}")
    return tuple(found)


def _require_number(name: str, value: Any) -> None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return
    if not isinstance(value, Decimal) or not value.is_finite():
        raise Nonsense(f"a problem's {name} is an int or a Decimal, not {_shown(value)}")


def _text(text: Any) -> Literally:
    """A message that certainly can be shown."""
    if isinstance(text, str):
        text = Literally(dict.fromkeys(LANGUAGES, text))
    if not isinstance(text, Renderable):
        raise Nonsense(f"a problem's text is a text, or one for each language, not {_shown(text)}")
    texts: dict[Any, Any] = {lang: text.render(lang) for lang in LANGUAGES}
    for one in texts.values():
        if not isinstance(one, str) or not one.strip():
            raise Nonsense(f"a problem's text is a text, or one for each language, not {_shown(one)}")
        one.encode()  # half a surrogate pair can be shown nowhere
    return Literally(texts)


def _shown(value: Any) -> str:
    try:
        text = repr(value)
    except Exception:  # noqa: BLE001 - what is nonsense need not be able to say so
        text = f"an object of the class {type(value).__name__}"
    return text if len(text) <= 80 else f"{text[:77]}..."
