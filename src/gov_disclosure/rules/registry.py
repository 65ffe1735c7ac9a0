"""Where rules live: the built-in ones, those of the running program, and those of installed plugins."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import Any

from attrs import define, field

from ..findings import Failure
from .model import Rule

GROUP = "gov_disclosure.rules"
"""The entry point group by which installed plugins are found."""
PREFIX = "GD"
"""The prefix of the built-in rules."""
OWN = "gov-disclosure"
"""What the built-in rules are called where a plugin would be named."""
BUILT_IN = ("reading", "structure", "contents", "cells", "totals", "prose", "series", "groups")
"""The modules of this package that state the built-in rules, a family each."""


@define
class _Ledger:
    """The rules decorated in this process.

    Attributes:
        rules: The rules by code.
        functions: Module and qualified name of each rule's function, by code.
        changes: How often something was stated.
    """

    rules: dict[str, Rule] = field(factory=dict)
    functions: dict[str, tuple[str, str]] = field(factory=dict)
    changes: int = 0

    def state(self, rule: Rule, function: Callable[..., Any]) -> None:
        identity = (function.__module__, function.__qualname__)
        if self.functions.get(rule.code, identity) != identity:
            where = ".".join(self.functions[rule.code])
            raise ValueError(f"{rule.code} is already the code of {where}; a code has one meaning")
        self.rules[rule.code] = rule
        self.functions[rule.code] = identity
        self.changes += 1


_built_in = _Ledger()
_program = _Ledger()
_open = [_program]
"""Where a rule that is decorated now is stated: the last ledger."""


def state(rule: Rule, function: Callable[..., Any]) -> None:
    """Take note of a decorated rule; the same function defined again (a notebook cell run twice) replaces itself.

    Raises:
        ValueError: Another function has the code, or the prefix is that of the built-in rules.
    """
    built_in = function.__module__.startswith(f"{__package__}.")
    if rule.prefix == PREFIX and not built_in:
        raise ValueError(f"{rule.code}: the prefix {PREFIX} is that of the built-in rules; take another one")
    (_built_in if built_in else _open[-1]).state(rule, function)


@cache
def built_in_rules() -> dict[str, Rule]:
    """The built-in rules by code, in the order of their codes."""
    for name in BUILT_IN:
        importlib.import_module(f".{name}", __package__)
    return dict(sorted(_built_in.rules.items()))


@define(eq=False)
class Registry:
    """A set of rules: the built-in ones, those decorated in the running program, and those of plugins.

    Args:
        plugins: The plugins to load, by name; None for all that are installed, an empty list for none.

    Attributes:
        added: Rules that were added to this registry alone.
    """

    plugins: Iterable[str] | None = None
    added: dict[str, Rule] = field(factory=dict, init=False)
    _loaded: dict[str, tuple[Rule, ...]] | None = field(default=None, init=False)
    _failures: list[Failure] = field(factory=list, init=False)

    def add(self, rule: Rule) -> None:
        """Add a rule to this registry alone, in place of any other of the same code."""
        self.added[rule.code] = rule

    @property
    def failures(self) -> tuple[Failure, ...]:
        """The plugins that could not be loaded, and why."""
        self._plugins()
        return tuple(self._failures)

    @property
    def version(self) -> tuple[Any, ...]:
        """Changes whenever the rules have changed."""
        return _program.changes, *self.added.values()

    def __iter__(self) -> Iterator[Rule]:
        """All rules, the built-in ones first, in the order of their codes."""
        return iter(sorted(self._rules().values(), key=lambda rule: (rule.prefix != PREFIX, rule.code)))

    def __getitem__(self, code: str) -> Rule:
        """The rule with a code; KeyError if there is none."""
        return self._rules()[code]

    def plugin_of(self, rule: Rule) -> str:
        """The name of the plugin that states a rule; the module for a rule that belongs to none."""
        if rule.prefix == PREFIX:
            return OWN
        return next((name for name, rules in self._plugins().items() if rule in rules), rule.module)

    def _rules(self) -> dict[str, Rule]:
        plugins = {rule.code: rule for rules in self._plugins().values() for rule in rules}
        return built_in_rules() | plugins | _program.rules | self.added

    def _plugins(self) -> dict[str, tuple[Rule, ...]]:
        """The rules of each plugin, found at the first use."""
        if self._loaded is None:
            self._loaded = {}
            owners = {PREFIX: OWN}
            wanted = None if self.plugins is None else set(self.plugins)
            if wanted is None or wanted:
                for point in sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value)):
                    if wanted is None or point.name in wanted:
                        self._load(point, owners, self._loaded)
                for name in sorted((wanted or set()) - self._loaded.keys() - {f.plugin for f in self._failures}):
                    self._failures.append(Failure(name, None, "no such plugin is installed"))
        return self._loaded

    def _load(self, point: EntryPoint, owners: dict[str, str], loaded: dict[str, tuple[Rule, ...]]) -> None:
        """Load one plugin; whatever goes wrong is its failure alone."""
        try:
            rules = _rules_of(point)
            _claim(point.name, rules, owners)
        except Exception as error:  # noqa: BLE001 - a plugin may raise anything, and must not take the run down
            self._failures.append(Failure(point.name, None, f"{type(error).__name__}: {error}"))
        else:
            loaded[point.name] = rules


# Plugins ----------------------------------------------------------------------------------------------------------


@cache
def _rules_of(point: EntryPoint) -> tuple[Rule, ...]:
    """The rules of a plugin: a module's decorated ones, or what its ``register(registry)`` adds.

    A plugin is loaded once in a process, because its module is imported once.
    """
    with _stated_apart() as ledger:
        target = point.load()
        if isinstance(target, ModuleType):
            earlier = [rule for rule in _program.rules.values() if rule.module == target.__name__]
            for rule in earlier:  # the program has imported the module itself
                del _program.rules[rule.code]
            return (*earlier, *ledger.rules.values())
        collected = Registry(plugins=[])
        target(collected)
        return (*ledger.rules.values(), *collected.added.values())


@contextmanager
def _stated_apart() -> Iterator[_Ledger]:
    """A ledger of its own for the rules that are stated meanwhile."""
    _open.append(_Ledger())
    try:
        yield _open[-1]
    finally:
        _open.pop()


def _claim(name: str, rules: tuple[Rule, ...], owners: dict[str, str]) -> None:
    """Give a plugin the prefix of its first code; refuse one that is taken."""
    if not rules:
        raise ValueError("the plugin states no rule")
    prefix = rules[0].prefix
    if owners.get(prefix, name) != name:
        raise ValueError(f"the prefix {prefix} of {rules[0].code} is that of {owners[prefix]}")
    if strays := [rule.code for rule in rules if rule.prefix != prefix]:
        raise ValueError(f"the plugin's prefix is {prefix}, but it also states {', '.join(strays)}")
    owners[prefix] = name


@cache
def default_registry() -> Registry:
    """The registry used unless another is given."""
    return Registry()
