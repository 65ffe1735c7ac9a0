"""Where rules live: the built-in ones, those of the running program, and those of installed plugins."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from attrs import define, field, frozen

from ..findings import Failure
from .model import Rule

GROUP = "gov_disclosure.rules"
"""The entry point group by which installed plugins are found."""
PREFIX = "GD"
"""The prefix of the built-in rules."""
BUILT_IN = ("reading", "structure", "cells", "totals")
"""The modules of this package that state the built-in rules, a family each."""


@frozen(eq=False)
class _Stated:
    rule: Rule
    function: Callable[..., Any]

    @property
    def identity(self) -> tuple[str, str]:
        """Names the function: the same one defined again replaces itself."""
        return self.function.__module__, self.function.__qualname__


_stated: dict[str, _Stated] = {}
"""Every rule decorated in this process, by code."""
_changes = 0


def state(rule: Rule, function: Callable[..., Any]) -> None:
    """Take note of a decorated rule; the same function defined again replaces itself.

    Raises:
        ValueError: Another function has the code, or the prefix is that of the built-in rules.
    """
    global _changes
    stated = _Stated(rule, function)
    if rule.prefix == PREFIX and not rule.module.startswith(__package__):
        raise ValueError(f"{rule.code}: the prefix {PREFIX} is that of the built-in rules; take another one")
    earlier = _stated.get(rule.code)
    if earlier is not None and earlier.identity != stated.identity:
        where = ".".join(earlier.identity)
        raise ValueError(f"{rule.code} is already the code of {where}; a code has one meaning")
    _stated[rule.code] = stated
    _changes += 1


@cache
def built_in() -> tuple[Rule, ...]:
    """The built-in rules in the order of their codes."""
    for name in BUILT_IN:
        importlib.import_module(f".{name}", __package__)
    return tuple(rule for _, rule in sorted((c, s.rule) for c, s in _stated.items()) if rule.prefix == PREFIX)


@define(eq=False)
class Registry:
    """A set of rules.

    Args:
        plugins: The plugins to load, by name; None for all that are installed, an empty list for none.
        rules: Further rules.

    Attributes:
        failures: The plugins that could not be loaded, and why.
    """

    plugins: Iterable[str] | None = None
    _own: dict[str, Rule] = field(factory=dict, init=False)
    _loaded: dict[str, tuple[Rule, ...]] | None = field(default=None, init=False)
    _failures: list[Failure] = field(factory=list, init=False)

    def add(self, rule: Rule) -> None:
        """Add a rule, or replace the one of the same code that was added before."""
        self._own[rule.code] = rule

    @property
    def failures(self) -> tuple[Failure, ...]:
        """The plugins that could not be loaded, and why."""
        self._discovered()
        return tuple(self._failures)

    @property
    def version(self) -> tuple[int, int]:
        """Changes whenever the rules may have changed."""
        return _changes, len(self._own)

    def __iter__(self) -> Iterator[Rule]:
        """All rules in the order of their codes."""
        return iter(sorted(self._rules().values(), key=lambda rule: (rule.prefix != PREFIX, rule.code)))

    def __getitem__(self, code: str) -> Rule:
        """The rule with a code; KeyError if there is none."""
        return self._rules()[code]

    def plugin_of(self, rule: Rule) -> str:
        """The name of the plugin that states a rule; the module for a rule that belongs to none."""
        for name, rules in self._discovered().items():
            if rule in rules:
                return name
        return rule.module

    def _rules(self) -> dict[str, Rule]:
        rules = {rule.code: rule for rule in built_in()}
        plugins = [rule for loaded in self._discovered().values() for rule in loaded]
        owned = {rule.module for rule in _of_plugins.values()}
        rules |= {code: s.rule for code, s in _stated.items() if s.rule.module not in owned or s.rule in plugins}
        return rules | {rule.code: rule for rule in plugins} | self._own

    # Plugins --------------------------------------------------------------------------------------------------------

    def _discovered(self) -> dict[str, tuple[Rule, ...]]:
        """The rules of each plugin, found at the first use."""
        if self._loaded is None:
            self._loaded = {}
            owners = {PREFIX: "gov-disclosure"}
            wanted = None if self.plugins is None else set(self.plugins)
            for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
                if wanted is None or point.name in wanted:
                    self._load(point, owners)
        return self._loaded

    def _load(self, point: EntryPoint, owners: dict[str, str]) -> None:
        """Load one plugin; whatever goes wrong is its failure alone."""
        try:
            rules = _rules_of(point)
            _claim(point.name, rules, owners)
        except Exception as error:  # noqa: BLE001 - a plugin may raise anything, and must not take the run down
            self._failures.append(Failure(point.name, None, _explained(error)))
            for code, stated in list(_stated.items()):
                if stated.rule.module.partition(".")[0] == point.module.partition(".")[0]:
                    del _stated[code]
            return
        for rule in rules:
            _of_plugins[rule.code] = rule
        if self._loaded is not None:
            self._loaded[point.name] = rules


_of_plugins: dict[str, Rule] = {}


def _rules_of(point: EntryPoint) -> tuple[Rule, ...]:
    """The rules of a plugin: a module's decorated ones, or what ``register(registry)`` adds."""
    target = point.load()
    if callable(target) and not hasattr(target, "__path__"):
        collector = Registry(plugins=[])
        target(collector)
        return tuple(collector._own.values())
    return tuple(stated.rule for stated in _stated.values() if stated.rule.module == target.__name__)


def _claim(name: str, rules: tuple[Rule, ...], owners: dict[str, str]) -> None:
    """Give a plugin the prefix of its first code; refuse one that is taken."""
    if not rules:
        raise ValueError("the plugin states no rule")
    prefix = rules[0].prefix
    if owners.get(prefix, name) != name:
        raise ValueError(f"the prefix {prefix} is that of {owners[prefix]}")
    if strays := [rule.code for rule in rules if rule.prefix != prefix]:
        raise ValueError(f"the plugin's prefix is {prefix}, but it also states {', '.join(strays)}")
    owners[prefix] = name


def _explained(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"


@cache
def default_registry() -> Registry:
    """The registry used unless another is given: built-in rules, the program's own, and installed plugins'."""
    return Registry()
