"""Run rules over a report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

import attrs
from attrs import field, frozen

from .findings import Failure, Finding, Findings, Problem, Unevaluated, fingerprint
from .report.layout import layout
from .report.model import NotEvaluated, Place, Report, number_of
from .report.ordering import document_order
from .report.replacing import replaced
from .rules.cells import blank_blocks
from .rules.deduction import determined
from .rules.identities import form_used, identities
from .rules.isolation import heard
from .rules.model import Rule
from .rules.reading import lacks_everything
from .rules.registry import OWN, Registry, default_registry
from .rules.survey import CLEAN, Survey, Trait, survey
from .rules.totals import unevaluated
from .rules.wording import Question, questions_about, traits_of_text

NOWHERE = Place()
_NOTHING = Findings()


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
    plan = _plan(rules, rules.version, report.edition, prefixes(select, ("",)), prefixes(ignore, ()))
    return plan.run(report, path)


def prefixes(given: Iterable[str] | None, otherwise: tuple[str, ...]) -> tuple[str, ...]:
    """The prefixes of codes that were given, or those that count where none were."""
    if isinstance(given, str):
        raise TypeError("select and ignore take a list of code prefixes, not a single text")
    return otherwise if given is None else tuple(given)


_MOST_KNOWN = 1000
"""For how many sets of traits a plan remembers the rules to ask."""


@lru_cache(64)
def _plan(registry: Registry, _version: object, edition: str, select: tuple[str, ...], ignore: tuple[str, ...]) -> Plan:
    chosen = [
        rule
        for rule in registry
        if rule.of == "report" and rule.applies_to(edition) and rule.code.startswith(select)
        if not (ignore and rule.code.startswith(ignore))
    ]
    plain = [rule for rule in chosen if rule.given != "sum"]
    own = [rule for rule in plain if registry.plugin_of(rule) == OWN]
    return Plan(
        registry=registry,
        failures=registry.failures,
        always=tuple(rule for rule in own if rule.when is None),
        sometimes=tuple(rule for rule in own if rule.when),
        alone=tuple(rule for rule in plain if rule.name == "not-a-report"),
        sums={rule.code: rule for rule in chosen if rule.given == "sum"},
        foreign=tuple(rule for rule in plain if rule not in own),
        questions=questions_about({Trait.HEADINGS}.union(*(rule.when for rule in plain if rule.when))),
    )


@frozen(eq=False)
class Plan:
    """What has to be done for the reports of one edition.

    Attributes:
        registry: The rules' registry.
        failures: The plugins that could not be loaded.
        always: The built-in rules that look at every report.
        sometimes: The built-in rules that have something to say only where certain traits occur.
        alone: The rule that speaks alone where there is nothing of a report.
        sums: The rules that explain broken identities, by code.
        foreign: The rules of plugins and of the running program.
        questions: What is asked of a report's texts, because one of the rules waits for the answer.
    """

    registry: Registry
    failures: tuple[Failure, ...]
    always: tuple[Rule, ...]
    sometimes: tuple[Rule, ...]
    alone: tuple[Rule, ...]
    sums: Mapping[str, Rule]
    foreign: tuple[Rule, ...] = ()
    questions: tuple[Question, ...] = ()
    _known: dict[frozenset[Trait], tuple[Rule, ...]] = field(factory=dict, init=False)

    def _own(self, traits: frozenset[Trait]) -> tuple[Rule, ...]:
        """The built-in rules to ask; most reports have the traits of another one."""
        rules = self._known.get(traits)
        if rules is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            rules = self._known[traits] = (*self.always, *_concerned(self.sometimes, traits))
        return rules

    def _asked(self, rules: Iterable[Rule], report: Report, found: Survey) -> Iterator[tuple[Rule, tuple[Any, ...]]]:
        """Rules, and those that explain the broken sums, each with what it is given."""
        for rule in rules:
            yield rule, (report, found) if rule.given else (report,)
        for broken in found.broken:
            if broken.code in self.sums:
                yield self.sums[broken.code], (report, broken)

    def run(self, report: Report, path: str | None) -> Findings:
        """Check one report."""
        found = survey(report)
        traits = _traits(report, found, self.questions)
        if not (traits or found.broken or self.always or self.foreign or self.failures):
            return _NOTHING  # a report in order: nobody has anything to say
        run = Run(self, report, found)
        if Trait.HEADINGS in traits and lacks_everything(report):
            run.ask(self.alone, report)
            return run.findings(path)
        if (rules := self._own(traits)) or found.broken:
            run.ask_together([*self._asked(rules, report, found)])
        if self.foreign:
            run.ask(_concerned(self.foreign, traits), report)
        if found.open:
            run.unevaluated += unevaluated(report, found, self.sums)
        return run.findings(path)


def _concerned(rules: Iterable[Rule], traits: frozenset[Trait]) -> list[Rule]:
    """The rules that may have something to say where these traits occur."""
    return [rule for rule in rules if rule.when is None or not rule.when.isdisjoint(traits)]


def _traits(report: Report, found: Survey, questions: tuple[Question, ...]) -> frozenset[Trait]:
    """What occurs in a report, in its cells and elsewhere."""
    try:
        return found.traits.union(traits_of_text(report, questions))
    except Exception:  # noqa: BLE001 - the rule that cannot do with such a report is to say so
        return frozenset(Trait)


class Run:
    """The checking of one report: what the rules said so far."""

    __slots__ = ("failures", "found", "plan", "report", "said", "unevaluated")

    def __init__(self, plan: Plan, report: Report, found: Survey = CLEAN) -> None:
        self.plan = plan
        self.report = report
        self.found = found
        self.said: list[tuple[Rule, Problem]] = []
        self.unevaluated: list[Unevaluated] = []
        self.failures = plan.failures

    def ask(self, rules: Iterable[Rule], *subjects: Any) -> None:
        """Run rules; if one fails, that is its fault and nobody else's."""
        for rule in rules:
            said, error = heard(rule, subjects)
            for one in said:
                self.take(rule, one)
            if error is not None:
                self.fail(rule, error)

    def ask_together(self, asked: list[tuple[Rule, tuple[Any, ...]]]) -> None:
        """Run rules that hardly ever fail, all in one go, each with its subjects."""
        try:
            said = [(rule, one) for rule, subjects in asked for one in rule.check(*subjects)]
        except Exception:  # noqa: BLE001 - asked one by one, the rule that raised it is found
            for rule, subjects in asked:
                self.ask((rule,), *subjects)
        else:
            for rule, one in said:
                self.take(rule, one)

    def take(self, rule: Rule, said: Any) -> None:
        """Take note of one thing that a rule said."""
        if isinstance(said, Problem):
            self.said.append((rule, said))
        elif isinstance(said, NotEvaluated):
            self.unevaluated.append(Unevaluated(rule.code, said.cells, said.text))
        else:
            self.fail(rule, f"a rule yields problems, not {said!r}")

    def fail(self, rule: Rule, error: str) -> None:
        """Take note of a rule that failed."""
        self.failures += (Failure(self.plan.registry.plugin_of(rule), rule.code, error),)

    def findings(self, path: str | None) -> Findings:
        """What was said, in document order."""
        if not (self.said or self.unevaluated or self.failures):
            return _NOTHING
        items: tuple[Finding, ...] = ()
        if self.said:
            if len(self.said) > 1:
                rank = document_order(self.report)
                self.said.sort(key=lambda said: (rank(address_of(said[1])), said[0].code, said[1].cells, said[1].quote))
            scope = scope_of(self.report, path)
            roots = _Roots(self.report, self.found, scope) if self.found.blank else None
            items = tuple([self._finding(rule, said, scope, roots) for rule, said in self.said])
        if len(self.unevaluated) > 1:
            order = layout(self.report.edition).order
            self.unevaluated.sort(key=lambda left: (left.code, order.get(left.cells[-1], -1) if left.cells else -2))
        return Findings(items, tuple(self.unevaluated), self.failures)

    def _finding(self, rule: Rule, said: Problem, scope: str, roots: _Roots | None) -> Finding:
        places = self.report.locations
        if self.report.notes and is_uncertain(self.report, said):
            said = attrs.evolve(said, origin="reading")
        return Finding(
            code=rule.code,
            name=rule.name,
            severity=said.severity or rule.severity,
            problem=said,
            location=location_of(address_of(said), places),
            places={cell: places[cell] for cell in said.cells if cell in places} if places else {},
            scope=scope,
            root=roots.of(rule, said) if roots and (rule.given == "sum" or rule in self.plan.foreign) else None,
        )


def scope_of(report: Report, path: str | None) -> str:
    """What names a report across its versions."""
    known = isinstance(report.issuer, str), isinstance(report.year, int)
    if all(known) or (any(known) and not path):  # half of it is what other reports have, too
        return f"{report.issuer} {report.year}"
    return path or ""


def address_of(said: Problem) -> str:
    """The address at which a problem is shown; empty if it is about the report as a whole."""
    return said.at or (said.cells[-1] if said.cells else "")


def location_of(at: str, places: Mapping[str, Place]) -> Place:
    """Where an address stands: a row where its first cell does; if it stands nowhere, where what it belongs to does."""
    if not places:
        return NOWHERE
    if at and at not in places:
        at = next((address for address in places if address.startswith(f"{at}.")), at)
    while at and at not in places:
        at = at.rpartition(".")[0]
    return places[at] if at else NOWHERE


def is_uncertain(report: Report, said: Problem) -> bool:
    """Whether a problem rests on a reading of which the reader was not sure."""
    about = [note.about for note in report.notes if note.kind == "uncertain-reading"]
    if "" in about:  # the whole of it
        return True
    return any(address == a or address.startswith(f"{a}.") for a in about for address in (*said.cells, said.at or ""))


class _Roots:
    """Which findings follow from a blank cell: those that are gone once blanks take their determined values."""

    def __init__(self, report: Report, found: Survey, scope: str) -> None:
        self._report = report
        self._found = found
        self._scope = scope
        self._known: Mapping[str, Any] | None = None
        self._blocks: tuple[tuple[str, ...], ...] = ()

    def of(self, rule: Rule, said: Problem) -> str | None:
        """The fingerprint of the GD204 that a finding about blank cells follows from, or None."""
        of_form = layout(self._report.edition).cells
        if all(self._report[cell] is not None for cell in said.cells if cell in of_form):
            return None
        if self._known is None:
            self._known = determined(self._report)
            self._blocks = blank_blocks(self._report, self._found)
        filled = [cell for cell in said.cells if cell in self._known]
        if not filled or not (self._holds(said) if rule.given == "sum" else self._is_gone(rule, said)):
            return None
        block = next((block for block in self._blocks if filled[0] in block), ())
        return fingerprint(self._scope, "GD204", block) if block else None

    def _is_gone(self, rule: Rule, said: Problem) -> bool:
        again, error = heard(rule, (replaced(self._report, self._known or {}),))
        return error is None and not any(isinstance(one, Problem) and one.cells == said.cells for one in again)

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
