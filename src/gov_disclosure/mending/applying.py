"""A report with changed figures, and whether the change breaks anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..checking import check
from ..findings import Severity
from ..report.cells import MAX_DIGITS
from ..report.model import Report
from ..report.replacing import replaced
from ..rules.registry import Registry
from .model import Change

_TOO_LONG = 10**MAX_DIGITS


def mended(report: Report, changes: Iterable[Change]) -> Report:
    """The report with the changes made; the one given stays as it is.

    Args:
        report: Any report.
        changes: Changes of cells of the report's edition, as :func:`gov_disclosure.repair` proposes them.

    Raises:
        AttributeError: The report's edition has no such cell.
    """
    return replaced(report, {change.cell: change.after for change in changes})


class Guard:
    """Knows which errors a report had from the start, and refuses a mend that adds one.

    The sums are left aside: they are what a mend is about. Rules that look at several reports cannot be asked.
    """

    def __init__(self, report: Report, registry: Registry) -> None:
        self._report = report
        self._registry = registry
        self._codes = tuple(
            rule.code
            for rule in registry
            if rule.severity is Severity.ERROR and rule.of == "report" and rule.given != "sum"
        )
        self._before = self._errors(report)

    def accepts(self, figures: Mapping[str, int]) -> bool:
        """Whether a report can hold these figures, and every error with them was there before."""
        return (
            max(figures.values(), default=0) < _TOO_LONG
            and self._errors(replaced(self._report, figures)) <= self._before
        )

    def _errors(self, report: Report) -> set[tuple[str, tuple[str, ...], str]]:
        found = check(report, select=self._codes, registry=self._registry)
        return {(finding.code, finding.cells, finding.problem.quote) for finding in found}
