"""Run rules over a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from operator import attrgetter
from typing import Any

import attrs
from attrs import frozen

from .findings import Failure, Finding, Findings, Problem, Unevaluated, fingerprint
from .report.cells import UNKNOWN
from .report.layout import layout, sections
from .report.model import NotEvaluated, Place, Report, number_of
from .rules.cells import blank_blocks
from .rules.deduction import determined
from .rules.identities import form_used, identities
from .rules.model import Rule
from .rules.reading import lacks_everything
from .rules.registry import Registry, default_registry
from .rules.survey import Trait, survey
from .rules.totals import not_evaluated

NOWHERE = Place()
_PRESCRIBED = tuple(section.label.printed for section in sections().values())
_headings = attrgetter(*(f"{key}.heading" for key in sections()))


def check(
    report: Report,
    *,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    registry: Registry | None = None,
    path: str | None = None,
) -> Findings:
    """Check a report against the rules that are about one report.

    Args:
        report: The report; nothing in it is repaired first.
        select: Prefixes of the codes to check (``"GD3"``); all unless given.
        ignore: Prefixes of the codes to leave out.
        registry: The rules; the default registry unless given.
        path: The report's relative path, which names its findings if it states neither issuer nor year.

    Returns:
        The findings in document order, what was not evaluated, and the rules that failed.
    """
    rules = registry if registry is not None else default_registry()
    plan = _plan(rules, rules.version, report.edition, _prefixes(select, ("",)), _prefixes(ignore, ()))
    return plan.run(report, path)


def _prefixes(given: Iterable[str] | None, otherwise: tuple[str, ...]) -> tuple[str, ...]:
    if isinstance(given, str):
        raise TypeError("select and ignore take a list of code prefixes, not a single text")
    return otherwise if given is None else tuple(given)


@lru_cache(64)
def _plan(
    registry: Registry, _version: object, edition: str, select: tuple[str, ...], ignore: tuple[str, ...]
) -> _Plan:
    chosen = [
        rule
        for rule in registry
        if rule.of == "report" and rule.applies_to(edition) and rule.code.startswith(select)
        if not (ignore and rule.code.startswith(ignore))
    ]
    sums = {rule.code: rule for rule in chosen if rule.of_identity}
    return _Plan(registry, tuple(rule for rule in chosen if not rule.of_identity), sums)


@frozen(eq=False)
class _Plan:
    """What has to be done for the reports of one edition.

    Attributes:
        registry: The rules' registry.
        rules: The rules that look at the report.
        sums: The rules that explain broken identities, by code.
    """

    registry: Registry
    rules: tuple[Rule, ...]
    sums: Mapping[str, Rule]

    def run(self, report: Report, path: str | None) -> Findings:
        """Check one report."""
        run = _Run(self.registry, report, path)
        found = survey(report)
        traits = found.traits | _traits_of_text(report)
        if Trait.HEADINGS in traits and lacks_everything(report):
            run.ask([rule for rule in self.rules if rule.name == "not-a-report"], traits)
            return run.findings()
        run.ask(self.rules, traits)
        for identity in found.broken:
            if identity.code in self.sums:
                run.call(self.sums[identity.code], report, identity)
        for identity, in_the_way in found.open:
            if identity.code in self.sums:
                run.leave_open(identity.code, not_evaluated(report, identity, in_the_way))
        return run.findings()


def _traits_of_text(report: Report) -> frozenset[Trait]:
    """What occurs outside the cells."""
    headings = _headings(report)
    regular = headings == _PRESCRIBED and (
        report.outline is not UNKNOWN and tuple([entry.text for entry in report.outline]) == _PRESCRIBED
    )
    traits = set() if regular else {Trait.HEADINGS}
    if report.notes or report.unread:
        traits.add(Trait.NOTED)
    return frozenset(traits)


class _Run:
    """The checking of one report: what the rules said so far."""

    def __init__(self, registry: Registry, report: Report, path: str | None) -> None:
        self.registry = registry
        self.report = report
        self.scope = _scope(report, path)
        self.said: list[tuple[Rule, Problem]] = []
        self.unevaluated: list[Unevaluated] = []
        self.failures: list[Failure] = list(registry.failures)

    def ask(self, rules: Iterable[Rule], traits: frozenset[Trait]) -> None:
        """Run the rules that have something to say where `traits` occur."""
        for rule in rules:
            if rule.when is None or not rule.when.isdisjoint(traits) or rule.name == "not-a-report":
                self.call(rule, self.report)

    def call(self, rule: Rule, *subjects: Any) -> None:
        """Run one rule; if it fails, that is the rule's fault and nobody else's."""
        try:
            for said in rule.check(*subjects):
                if isinstance(said, NotEvaluated):
                    self.leave_open(rule.code, said)
                elif isinstance(said, Problem):
                    self.said.append((rule, said))
                else:
                    self.fail(rule, TypeError(f"a rule yields problems, not {said!r}"))
        except NotEvaluated as reason:
            self.leave_open(rule.code, reason)
        except Exception as error:  # noqa: BLE001 - a rule may raise anything, and must not take the others down
            self.fail(rule, error)

    def fail(self, rule: Rule, error: Exception) -> None:
        """Take note of a rule that failed."""
        self.failures.append(Failure(self.registry.plugin_of(rule), rule.code, f"{type(error).__name__}: {error}"))

    def leave_open(self, code: str, reason: NotEvaluated) -> None:
        """Take note of something that could not be checked."""
        self.unevaluated.append(Unevaluated(code, reason.cells, reason.text))

    def findings(self) -> Findings:
        """What was said, in document order."""
        if self.said:
            order = layout(self.report.edition).order
            self.said.sort(key=lambda said: (_order(said[1], order), said[0].code, said[1].cells, said[1].quote))
        self.unevaluated.sort(key=lambda left: (left.code, left.cells))
        roots = _Roots(self.report, self.scope)
        items = tuple(self._finding(rule, said, roots) for rule, said in self.said)
        return Findings(items, tuple(self.unevaluated), tuple(self.failures))

    def _finding(self, rule: Rule, said: Problem, roots: _Roots) -> Finding:
        places = self.report.locations
        if self.report.notes and _is_uncertain(self.report, said):
            said = attrs.evolve(said, origin="reading")
        return Finding(
            code=rule.code,
            name=rule.name,
            severity=rule.severity,
            problem=said,
            location=_location(_at(said), places),
            places={cell: places[cell] for cell in said.cells if cell in places},
            fingerprint=fingerprint(self.scope, rule.code, said.cells, said.quote),
            root=roots.of(said) if rule.of_identity else None,
        )


def _scope(report: Report, path: str | None) -> str:
    """What names a report across its versions."""
    if isinstance(report.issuer, str) or isinstance(report.year, int):
        return f"{report.issuer} {report.year}"
    return path or ""


def _at(said: Problem) -> str:
    return said.at or (said.cells[-1] if said.cells else "")


def _order(said: Problem, order: Mapping[str, int]) -> int:
    at = _at(said)
    return order.get(at, order.get(at.partition(".")[0], -1))


def _location(at: str, places: Mapping[str, Place]) -> Place:
    """Where an address stands; if it does not stand anywhere, what it belongs to."""
    while at and at not in places:
        at = at.rpartition(".")[0]
    return places[at] if at else NOWHERE


def _is_uncertain(report: Report, said: Problem) -> bool:
    """Whether a problem rests on a reading of which the reader was not sure."""
    about = [note.about for note in report.notes if note.kind == "uncertain-reading"]
    return any(address == a or address.startswith(f"{a}.") for a in about for address in (*said.cells, said.at or ""))


class _Roots:
    """Which broken sums follow from a blank cell: those that hold once blanks take their determined values."""

    def __init__(self, report: Report, scope: str) -> None:
        self._report = report
        self._scope = scope
        self._known: Mapping[str, Any] | None = None
        self._blocks: list[tuple[str, ...]] = []

    def of(self, said: Problem) -> str | None:
        """The fingerprint of the GD204 that a broken sum follows from, or None."""
        if all(self._report[cell] is not None for cell in said.cells):
            return None
        if self._known is None:
            self._known = determined(self._report)
            self._blocks = blank_blocks(self._report)
        filled = [cell for cell in said.cells if cell in self._known]
        if not filled or not self._holds(said):
            return None
        block = next((block for block in self._blocks if filled[0] in block), ())
        return fingerprint(self._scope, "GD204", block) if block else None

    def _holds(self, said: Problem) -> bool:
        divided, _ = form_used(self._report)
        known = self._known or {}
        for identity in identities(self._report.edition, divided=divided):
            if identity.totals[0] == said.at and set(said.cells) <= set(identity.cells):
                sums = [
                    sum(known.get(cell, 0) or number_of(self._report[cell], cell) for cell in side)
                    for side in (identity.parts, identity.totals)
                ]
                if sums[0] == sums[1]:
                    return True
        return False
