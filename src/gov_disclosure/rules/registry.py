"""Where rules live: the built-in ones, those of the running program, and those of installed plugins."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType, ModuleType
from typing import Any

from attrs import define, field

from ..findings import Failure
from ..i18n import Listed, Message, msg
from .isolation import described
from .model import CODE_OR_PREFIX, Rule

GROUP = "gov_disclosure.rules"
"""The entry point group by which installed plugins are found."""
PREFIX = "GD"
"""The prefix of the built-in rules."""
OWN = "gov-disclosure"
"""What the built-in rules are called where a plugin would be named."""
BUILT_IN = ("reading", "structure", "contents", "cells", "totals", "prose", "series", "groups")
"""The modules of this package that state the built-in rules, a family each."""


class Refused(ValueError):  # noqa: N818 - what became of the plugin
    """A plugin that may not state what it states."""

    def __init__(self, text: Message) -> None:
        super().__init__(text.render("en"))
        self.text = text


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
            text = msg("{code} is already the code of {where}; a code has one meaning", code=rule.code, where=where)
            raise Refused(text)
        self.rules[rule.code] = rule
        self.functions[rule.code] = identity
        self.changes += 1


_built_in = _Ledger()
_program = _Ledger()
_early = _Ledger()
"""Rules of plugins that are not loaded yet: another plugin has imported them."""
_open = [_program]
"""Where a rule that is decorated now is stated: the last ledger."""


def state(rule: Rule, function: Callable[..., Any]) -> None:
    """Take note of a decorated rule; the same function defined again (a notebook cell run twice) replaces itself.

    Raises:
        ValueError: Another function has the code, or the prefix is that of the built-in rules.
    """
    built_in = function.__module__.startswith(f"{__package__}.")
    if rule.prefix == PREFIX and not built_in:
        text = msg("{code}: the prefix {prefix} is that of the built-in rules; take another one", code=rule.code,
                   prefix=PREFIX)  # fmt: skip
        raise Refused(text)
    (_built_in if built_in else _open[-1]).state(rule, function)


@cache
def built_in_rules() -> dict[str, Rule]:
    """The built-in rules by code, in the order of their codes."""
    for name in BUILT_IN:
        importlib.import_module(f".{name}", __package__)
    return dict(sorted(_built_in.rules.items()))


def _names(given: Iterable[str]) -> frozenset[str]:
    if isinstance(given, str):
        raise TypeError("plugins are given as a list of names, not as a single text")
    return frozenset(given)


def _names_or_none(given: Iterable[str] | None) -> frozenset[str] | None:
    return None if given is None else _names(given)


@define(eq=False)
class Registry:
    """A set of rules: the built-in ones, those decorated in the running program, and those of plugins.

    Args:
        plugins: The plugins to load, by name; None for all that are installed, an empty list for none.
        require: Plugins that have to be there; one that is not installed is a failure.
        disable: Plugins not to load.

    Attributes:
        added: Rules that were added to this registry alone.
    """

    plugins: frozenset[str] | None = field(default=None, converter=_names_or_none)
    require: frozenset[str] = field(default=(), converter=_names, kw_only=True)
    disable: frozenset[str] = field(default=(), converter=_names, kw_only=True)
    added: dict[str, Rule] = field(factory=dict, init=False)
    _loaded: dict[str, tuple[Rule, ...]] | None = field(default=None, init=False)
    _failures: list[Failure] = field(factory=list, init=False)

    def add(self, rule: Rule | Callable[..., Any]) -> None:
        """Add a rule to this registry alone, in place of any other of the same code.

        Args:
            rule: The rule, or the function that states it.

        Raises:
            TypeError: It is neither.
        """
        stated = rule if isinstance(rule, Rule) else _stated_by(rule)
        self.added[stated.code] = stated

    @property
    def failures(self) -> tuple[Failure, ...]:
        """The plugins that could not be loaded, and why."""
        self._plugins()
        return tuple(self._failures)

    @property
    def loaded(self) -> Mapping[str, tuple[Rule, ...]]:
        """The rules of each plugin that could be loaded, by its name."""
        return MappingProxyType(self._plugins())

    @property
    def version(self) -> tuple[Any, ...]:
        """Changes whenever the rules have changed."""
        return _program.changes, *self.added.values()

    def __iter__(self) -> Iterator[Rule]:
        """All rules, the built-in ones first, in the order of their codes."""
        return iter(sorted(self._rules().values(), key=lambda rule: (rule.prefix != PREFIX, rule.code)))

    def __contains__(self, rule: object) -> bool:
        """Whether it is one of the rules, or the code of one."""
        known = self._rules()
        return rule in known if isinstance(rule, str) else rule in known.values()

    def __len__(self) -> int:
        """How many rules there are."""
        return len(self._rules())

    def __getitem__(self, code: str) -> Rule:
        """The rule with a code; KeyError if there is none."""
        return self._rules()[code]

    def plugin_of(self, rule: Rule) -> str:
        """The name of the plugin that states a rule; the module for a rule that belongs to none."""
        if rule.prefix == PREFIX:
            return OWN
        return next((name for name, rules in self._plugins().items() if rule in rules), rule.module)

    def may_know(self, code: str) -> bool:
        """Whether a code, or the beginning of one, may be that of a rule.

        It is if a rule has it. If not, it may still be that of a plugin which failed or was not to be loaded: of those
        nobody knows the codes, but that they have a prefix of their own.
        """
        rules = self._rules()
        if any(known.startswith(code) for known in rules):
            return True
        letters = CODE_OR_PREFIX.fullmatch(code)
        taken = letters is None or letters[1] in {rule.prefix for rule in rules.values()}
        return not taken and bool(self.failures or self.disable or self.plugins is not None)

    def _rules(self) -> dict[str, Rule]:
        plugins = {rule.code: rule for rules in self._plugins().values() for rule in rules}
        return built_in_rules() | plugins | _program.rules | self.added

    def _plugins(self) -> dict[str, tuple[Rule, ...]]:
        """The rules of each plugin, found at the first use."""
        if self._loaded is None:
            self._loaded = {}
            owners = {PREFIX: OWN}
            if self.plugins is None or self.plugins or self.require:
                for point in self._points():
                    self._load(point, owners, self._loaded)
            wanted = set(self.plugins or ()) | set(self.require)
            for name in sorted(wanted - self._loaded.keys() - {f.plugin for f in self._failures}):
                self._failures.append(Failure.saying(name, msg("no such plugin is installed")))
        return self._loaded

    def _points(self) -> Iterator[EntryPoint]:
        """The entry points of the plugins to load, by name."""
        try:
            points = installed()
        except Exception as error:  # noqa: BLE001 - what is installed is broken
            self._failures.append(Failure(GROUP, None, described(error)))
            return
        for point in points:
            if point.name in self.disable:
                continue
            if self.plugins is None or point.name in self.plugins or point.name in self.require:
                yield point

    def _load(self, point: EntryPoint, owners: dict[str, str], loaded: dict[str, tuple[Rule, ...]]) -> None:
        """Load one plugin; whatever goes wrong is its failure alone."""
        if point.name in loaded:
            text = msg("there is another plugin of this name; {module} is left out", module=point.value)
            self._failures.append(Failure.saying(point.name, text))
            return
        try:
            rules = _rules_of(point)
            _claim(point.name, rules, owners)
        except Refused as refused:
            self._failures.append(Failure.saying(point.name, refused.text))
        except KeyboardInterrupt:  # the user's
            raise
        except BaseException as error:  # noqa: BLE001 - SystemExit and what test runners raise to skip, too
            self._failures.append(Failure(point.name, None, described(error)))
        else:
            loaded[point.name] = rules


# Plugins ----------------------------------------------------------------------------------------------------------


def installed() -> list[EntryPoint]:
    """The entry points of all installed plugins, sorted by name; the same one is listed once."""
    found = {(point.name, point.value): point for point in entry_points(group=GROUP)}
    return [found[key] for key in sorted(found)]


@cache
def _rules_of(point: EntryPoint) -> tuple[Rule, ...]:
    """The rules of a plugin: a module's decorated ones, or what its ``register(registry)`` adds.

    A plugin is loaded once in a process, because its module is imported once.
    """
    collected = Registry(plugins=[])
    # What a plugin prints is no part of any output.
    with _stated_apart() as ledger, redirect_stdout(sys.stderr):
        target = point.load()
        if isinstance(target, ModuleType):
            _take_back(target, ledger)
        else:
            target(collected)
    modules = [other.module for other in installed()]
    own: dict[str, Rule] = {}
    for rule in ledger.rules.values():
        home = max((module for module in modules if _is_in(rule.module, module)), key=len, default=point.module)
        (own if home == point.module else _early.rules)[rule.code] = rule
    return tuple((own | collected.added).values())


def _take_back(module: ModuleType, ledger: _Ledger) -> None:
    """Move the rules of a plugin that were stated before it was loaded, by the program or by another plugin."""
    for earlier in (_program, _early):
        for rule in [*earlier.rules.values()]:
            if _is_in(rule.module, module.__name__) or rule.check in vars(module).values():
                ledger.rules[rule.code] = earlier.rules.pop(rule.code)


def _is_in(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


@contextmanager
def _stated_apart() -> Iterator[_Ledger]:
    """A ledger of its own for the rules that are stated meanwhile."""
    _open.append(_Ledger())
    try:
        yield _open[-1]
    finally:
        _open.pop()


def _stated_by(function: Any) -> Rule:
    """The rule that a decorated function states."""
    for ledger in (*reversed(_open), _early, _built_in):
        for rule in ledger.rules.values():
            if rule.check is function:
                return rule
    raise TypeError(f"{function!r} is neither a rule nor a function decorated as one")


def _claim(name: str, rules: tuple[Rule, ...], owners: dict[str, str]) -> None:
    """Give a plugin the prefix of its first code; refuse one that is taken."""
    if not rules:
        raise Refused(msg("it states no rule"))
    prefix = rules[0].prefix
    if prefix in owners:
        text = msg("the prefix {prefix} of {code} is that of {owner}", prefix=prefix, code=rules[0].code,
                   owner=owners[prefix])  # fmt: skip
        raise Refused(text)
    if strays := tuple(rule.code for rule in rules if rule.prefix != prefix):
        raise Refused(msg("its prefix is {prefix}, but it also states {codes}", prefix=prefix, codes=Listed(strays)))
    owners[prefix] = name


@cache
def default_registry() -> Registry:
    """The registry used unless another is given."""
    return Registry()
