"""Run rules over several reports: those of one body year by year, or a whole and its parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import attrs
from attrs import evolve, frozen

# One run of rules is like another; only what becomes of a problem differs here.
from .bodies import Names, NamesOfOneBody, are_similar, can_compare, normalised
from .checking import Plan, Run, address_of, is_uncertain, location_of, prefixes, scope_of
from .findings import Finding, Findings, Problem, Severity, Unevaluated
from .i18n import Language, Renderable, msg
from .report.layout import layout
from .report.model import Place, Report
from .rules.consolidation import Parts
from .rules.model import Rule, Subject
from .rules.naming import in_year, year_and_address
from .rules.registry import Registry, default_registry
from .rules.years import differing_cells, is_open


def check_series(
    reports: Iterable[Report],
    *,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    registry: Registry | None = None,
    names: Names | None = None,
) -> Findings:
    """Check the reports of one body against each other, year by year (GD501 to GD505).

    Whose reports they are is the caller's affair. But where two of them bear different names, and `names` does not
    say that both are one body's, an error that needs both of them is only a warning, and says so.

    Args:
        reports: The reports in any order. One on the same year with the same figures as another is the same report in
            another form, and is checked once.
        select: Prefixes of the codes to check; all unless given.
        ignore: Prefixes of the codes to leave out.
        registry: The rules; the default registry unless given.
        names: Names of one body: lists of names, or by a body's main name its other ones.

    Returns:
        The findings by year and in document order. A finding is shown in the report on :attr:`Finding.year`; a cell of
        another year is written ``2022:requests.carried_out.total``. A report without a year takes no part, and is
        listed as not evaluated.

    Raises:
        ValueError: `names` says of a name that it is two bodies'.
    """
    given = list(reports)
    plan = _plan(registry, lambda known: chosen(known, "series", select, ignore), given)
    return _SeriesRun(given, plan, NamesOfOneBody(names)).result()


def check_group(  # noqa: PLR0913 - each says one thing about the group
    whole: Report,
    parts: Iterable[Report],
    *,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    registry: Registry | None = None,
    names: Names | None = None,
    expected_parts: Iterable[str] = (),
    unread: Iterable[str] = (),
    path: str | None = None,
) -> Findings:
    """Check a consolidated report against the reports of which it is made (GD601 and GD602).

    Args:
        whole: The consolidated report.
        parts: The reports that are its parts. One of the same body and year with the same figures as another, or as
            the whole, is the same report in another form, and counts once.
        select: Prefixes of the codes to check; all unless given.
        ignore: Prefixes of the codes to leave out.
        registry: The rules; the default registry unless given.
        names: Names of one body: lists of names, or by a body's main name its other ones.
        expected_parts: The names of the bodies that should be among the parts.
        unread: The paths of parts that could not be read.
        path: The whole's relative path, which names the findings if it states neither issuer nor year.

    Returns:
        The findings in the order of the whole's tables; their cells and places are the whole's.

    Raises:
        ValueError: `names` says of a name that it is two bodies'.
    """
    given = once_each(whole, list(parts))
    missing = missing_names([part.issuer for part in given], expected_parts, NamesOfOneBody(names))
    plan = _plan(registry, lambda known: chosen(known, "group", select, ignore), [whole, *given])
    return _GroupRun(whole, Parts(given, missing=missing, unread=unread), plan).result(path)


def chosen(
    registry: Registry, of: Subject, select: Iterable[str] | None, ignore: Iterable[str] | None
) -> tuple[Rule, ...]:
    """The rules of a kind that are selected."""
    wanted, unwanted = prefixes(select, ("",)), prefixes(ignore, ())
    return tuple(
        rule
        for rule in registry
        if rule.of == of and rule.code.startswith(wanted) and not (unwanted and rule.code.startswith(unwanted))
    )


def _plan(registry: Registry | None, rules: Callable[[Registry], Iterable[Rule]], reports: Sequence[Report]) -> Plan:
    """What to ask about several reports: the rules that apply to the edition of any of them."""
    known = registry if registry is not None else default_registry()
    asked = tuple(rule for rule in rules(known) if any(rule.applies_to(report.edition) for report in reports))
    return Plan(registry=known, failures=known.failures, always=asked, sometimes=(), alone=(), sums={})


# The same report in several forms ---------------------------------------------------------------------------------


def are_same(one: Report, other: Report) -> bool:
    """Whether two reports of one body on one year are the same report in two forms: no figure known in both differs."""
    return not differing_cells(one, other)


def forms(reports: Sequence[Report]) -> list[list[int]]:
    """The numbers of the given reports on one year, those of the same report together.

    Returns:
        The same report's forms with the one that is best known last: there most of its cells could be read.
    """
    found: list[list[int]] = []
    for i in sorted(range(len(reports)), key=lambda i: (_unknown_cells(reports[i]), -i)):
        same = next((each for each in found if all(are_same(reports[j], reports[i]) for j in each)), None)
        if same is None:
            found.append([i])
        else:
            same.append(i)
    return [same[::-1] for same in sorted(found, key=min)]


def _unknown_cells(report: Report) -> int:
    form = layout(report.edition)
    return sum(map(is_open, form.values(report)))


def in_order(reports: Sequence[Report]) -> list[list[int]]:
    """The numbers of the reports of a series by year, a list for each report of its forms; those without a year not."""
    years: dict[int, list[int]] = {}
    for i, report in enumerate(reports):
        if isinstance(report.year, int):
            years.setdefault(report.year, []).append(i)
    return [
        [members[i] for i in same]
        for _, members in sorted(years.items())
        for same in forms([reports[i] for i in members])
    ]


def once_each(whole: Report, parts: Sequence[Report]) -> list[Report]:
    """The parts without further forms of the same report, and of the whole; a part of which no body is known stays.

    A single part stays, too: it is compared even if it says what the whole says.
    """
    bodies: dict[object, list[int]] = {}
    for i, part in enumerate(parts):
        bodies.setdefault(_body_and_year(part) or i, []).append(i)
    kept = {members[same[-1]] for members in bodies.values() for same in forms([parts[i] for i in members])}
    found = [part for i, part in enumerate(parts) if i in kept]
    known = _body_and_year(whole)
    others = [part for part in found if known is None or _body_and_year(part) != known or not are_same(whole, part)]
    return others or found


def _body_and_year(report: Report) -> tuple[str, int] | None:
    """Whose report it is and on which year, or None if it does not say."""
    if isinstance(report.issuer, str) and isinstance(report.year, int):
        return normalised(report.issuer), report.year
    return None


def missing_names(found: Sequence[object], expected: Iterable[str], names: NamesOfOneBody) -> list[str]:
    """The expected names that none of the found ones is; a similar name will do if one alone is, and no other's."""
    wanted = {names.key(name): name for name in expected}
    issuers = {names.key(issuer): issuer for issuer in found if isinstance(issuer, str)}
    missing = [name for key, name in wanted.items() if key not in issuers]
    if not missing or not can_compare():
        return missing
    free = [issuer for key, issuer in issuers.items() if key not in wanted]
    return [name for name in missing if sum(are_similar(name, issuer) for issuer in free) != 1]


# Series -----------------------------------------------------------------------------------------------------------


class _SeriesRun(Run):
    """The checking of one body's reports."""

    __slots__ = ("names", "reports", "shown")

    def __init__(self, given: Sequence[Report], plan: Plan, names: NamesOfOneBody) -> None:
        self.reports = [given[same[-1]] for same in in_order(given)]
        self.shown = {report.year: report for report in self.reports if isinstance(report.year, int)}
        self.names = names
        super().__init__(plan, self.reports[-1] if self.reports else Report())
        without = sum(not isinstance(report.year, int) for report in given)
        if without and plan.always:
            text = msg("no year is known of {count} of the reports, which take no part", count=without)
            self.unevaluated.append(Unevaluated(plan.always[0].code, (), text))

    def result(self) -> Findings:
        """Ask all rules."""
        for rule in self.plan.always if self.reports else ():
            self.ask([rule], list(self.reports))  # a list of its own, so that no rule spoils another's
        found = [self._shown(rule, said) for rule, said in self.said]
        found.sort(key=lambda f: (f.year or 0, self._order(f), f.code, f.cells, f.problem.quote))
        return Findings(tuple(found), tuple(self.unevaluated), self.failures)

    def _order(self, finding: Finding) -> int:
        order = layout(self.shown[finding.year or 0].edition).order
        at = address_of(finding.problem)
        return order.get(at, order.get(at.partition(".")[0], -1))

    def _shown(self, rule: Rule, said: Problem) -> Finding:
        """A problem as a finding of the report on the year at which it is shown."""
        latest = max(self.shown)
        asked, at = year_and_address(address_of(said))
        year = asked if asked in self.shown else latest
        cells = [(in_which or year, address) for in_which, address in map(year_and_address, said.cells)]
        own = tuple(address if in_which == year else in_year(in_which, address) for in_which, address in cells)
        said = evolve(said, cells=own, at=at if said.at is not None else None)
        if any(self._cell_is_uncertain(in_which, address) for in_which, address in cells):
            said = evolve(said, origin="reading")
        severity = said.severity or rule.severity
        doubt = self._doubt({year, *(in_which for in_which, _ in cells)})
        if doubt is not None:
            said = evolve(said, text=_Conditional(said.text, *doubt), tentative=True)
            severity = Severity.WARNING if severity is Severity.ERROR else severity
        return Finding(
            code=rule.code,
            name=rule.name,
            severity=severity,
            problem=said,
            location=location_of(address_of(said), self.shown[year].locations),
            places=self._places(own, cells),
            scope=scope_of(self.shown[year], None),
            year=year,
        )

    def _places(self, own: Sequence[str], cells: Sequence[tuple[int, str]]) -> dict[str, Place]:
        """Where the cells stand, each in the report on its year."""
        found: dict[str, Place] = {}
        for name, (year, address) in zip(own, cells, strict=True):
            report = self.shown.get(year)
            if report is not None and address in report.locations:
                found[name] = report.locations[address]
        return found

    def _cell_is_uncertain(self, year: int, address: str) -> bool:
        report = self.shown.get(year)
        return report is not None and bool(report.notes) and is_uncertain(report, Problem((address,), msg("")))

    def _doubt(self, years: set[int]) -> tuple[str, str] | None:
        """Two names of which it is only supposed that they are one body's, among the reports on some years."""
        issuers = [self.shown[year].issuer for year in sorted(years & self.shown.keys())]
        first, *others = [issuer for issuer in issuers if isinstance(issuer, str)] or [""]
        other = next((name for name in others if not self.names.are_one(first, name)), None)
        return None if other is None else (first, other)


@frozen
class _Conditional:
    """A message that rests on two names being one body's."""

    text: Renderable
    one: str
    other: str

    def render(self, lang: Language) -> str:
        """The message in `lang`, and what it rests on."""
        return msg("{text} (if {one} and {other} are one body)", **attrs.asdict(self, recurse=False)).render(lang)


# Groups -----------------------------------------------------------------------------------------------------------


class _GroupRun(Run):
    """The checking of a whole and its parts."""

    __slots__ = ("parts",)

    def __init__(self, whole: Report, parts: Parts, plan: Plan) -> None:
        super().__init__(plan, whole)
        self.parts = parts

    def result(self, path: str | None) -> Findings:
        """Ask all rules."""
        for rule in self.plan.always:
            self.ask([rule], self.report, self.parts.copy())
        found = self.findings(path)
        return evolve(found, items=tuple(map(self._reading, found.items)))

    def _reading(self, finding: Finding) -> Finding:
        """A finding with the origin that it has if a part's reading was uncertain, too."""
        uncertain = any(part.notes and is_uncertain(part, finding.problem) for part in self.parts)
        return evolve(finding, problem=evolve(finding.problem, origin="reading")) if uncertain else finding
