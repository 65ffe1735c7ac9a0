"""Codes, addresses and words that a configuration names: whether they exist, and which is nearest if not."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import cache, lru_cache

from ..i18n import Message, msg
from ..report.editions import EDITIONS
from ..report.layout import layout
from ..rules.registry import Registry, default_registry


class Named(ValueError):  # noqa: N818 - one of the problems that a ConfigurationError holds
    """A value that does not fit its place, raised while structuring and reported with its key."""

    def __init__(self, text: Message) -> None:
        super().__init__(text.render("en"))
        self.text = text


_registry = lru_cache(64)(Registry)


def registry_of(disable: tuple[str, ...] = (), require: tuple[str, ...] = (), *, plugins: bool = True) -> Registry:
    """The rules where some plugins are not to be loaded, or have to be there.

    Args:
        disable: Names of plugins not to load.
        require: Names of plugins that have to be there.
        plugins: Whether any plugin may be loaded; if not, none is required either.
    """
    if not plugins:
        return _registry(plugins=())
    return _registry(disable=disable, require=require) if disable or require else default_registry()


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is most like one that is not, or None."""
    folded = {one.casefold(): one for one in known}
    near = difflib.get_close_matches(name.casefold(), folded, 1, 0.5)
    return folded[near[0]] if near else None


def unknown(what: Message, name: str, known: Iterable[str]) -> Message:
    """That a name is not known, with the nearest one that is, or with all."""
    candidates = list(known)
    near = nearest(name, candidates)
    if near is not None:
        return msg("{problem}; did you mean {near}?", problem=what, near=near)
    return msg("{problem}; known are {known}", problem=what, known=", ".join(candidates))


def require_code(prefix: str, registry: Registry) -> None:
    """Refuse a selection that no rule matches: it would look like a check that found nothing.

    Raises:
        Named: No rule has a code that begins so, and no plugin that is not loaded may have one.
    """
    if prefix and registry.may_know(prefix):
        return
    problem = msg("no rule has a code that begins with {prefix!r}", prefix=prefix)
    rules = list(registry)
    by_name = next((rule.code for rule in rules if rule.name == prefix.strip().casefold()), None)
    near = by_name or nearest(prefix, (rule.code for rule in rules))
    raise Named(problem if near is None else msg("{problem}; did you mean {near}?", problem=problem, near=near))


def require_address(address: str) -> None:
    """Refuse an address that no edition has.

    Raises:
        Named: There is none.
    """
    known = {known for edition in EDITIONS for known in _covered(edition)}
    if address not in known:
        raise Named(unknown(msg("no edition has the address {address!r}", address=address), address, sorted(known)))


def cells_below(addresses: Iterable[str], edition: str) -> frozenset[str]:
    """The cells of an edition that some addresses cover; an address of another edition covers none."""
    covered = _covered(edition)
    return frozenset(cell for address in addresses for cell in covered.get(address, ()))


@cache
def _covered(edition: str) -> dict[str, tuple[str, ...]]:
    """The cells below every address of an edition: tables, groups, rows, cells, and the columns of the tables."""
    found: dict[str, list[str]] = {}
    for cell in layout(edition).cells:
        keys = cell.split(".")
        for length in range(1, len(keys) + 1):
            found.setdefault(".".join(keys[:length]), []).append(cell)
        found.setdefault(f"{keys[0]}.{keys[-1]}", []).append(cell)
    return {address: tuple(cells) for address, cells in found.items()}
