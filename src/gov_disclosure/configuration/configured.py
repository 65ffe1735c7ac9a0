"""What settings do to the checking of one file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import attrs
from attrs import define, field

from ..checking import check
from ..findings import UNREADABLE, Finding, Findings, Severity
from ..report.model import Report
from ..report.replacing import replaced
from ..rules.model import Rule
from ..rules.registry import Registry
from .globs import matches, relative
from .names import cells_below
from .problems import shown
from .settings import DEFAULTS, Settings, key_of


@define(eq=False, slots=False)
class Configuration:
    """The settings that apply in a folder, and where each comes from.

    Attributes:
        settings: The settings.
        registry: The rules, without those of plugins that are not to be loaded.
        root: The folder from which paths and patterns in the settings start.
        path: The file that sets them; None if there is none.
        origins: Where each key's value comes from: ``pyproject.toml:12`` or ``--select``; a default is not among them.
    """

    settings: Settings
    registry: Registry
    root: Path
    path: Path | None = None
    origins: Mapping[str, str] = field(factory=dict)

    def check(self, report: Report, path: str) -> Findings:
        """Check a report as the settings say.

        Args:
            report: The report.
            path: Its path as it was given.

        Returns:
            What is to be shown; a rule that is ignored has not run.
        """
        select = self.settings.select
        findings = check(
            self.counted(report),
            select=select,
            ignore=self.ignored(path) or None,
            registry=self.registry,
            path=relative(path, self.root),
        )
        return self._graded(findings)

    def counted(self, report: Report) -> Report:
        """The report with 0 in the blank cells that count as 0 without a warning."""
        cells = cells_below(self.settings.blank_is_zero, report.edition)
        return replaced(report, {cell: 0 for cell in sorted(cells) if report[cell] is None})

    def weights(self, edition: str) -> dict[str, float]:
        """What figures of an edition count in the smallest mend, by address; those of other editions are left out."""
        return {address: weight for address, weight in self.settings.weights.items() if cells_below([address], edition)}

    def apply(self, findings: Findings, shown_in: Callable[[Finding], str]) -> Findings:
        """What is to be shown of findings about a series or a group, with the severity that they have here.

        Args:
            findings: Findings that :meth:`check` has not made.
            shown_in: The path of the file in which a finding is shown; what is left out in it is left out.
        """
        items = tuple(finding for finding in findings if self.selects(finding.code, shown_in(finding)))
        return self._graded(attrs.evolve(findings, items=items))

    def selects(self, code: str, path: str | None = None) -> bool:
        """Whether a code is checked, in a file or at all. That a file cannot be read is always said."""
        if code in UNREADABLE:
            return True
        return code.startswith(tuple(self.settings.select or ("",))) and not code.startswith(self.ignored(path))

    def rules(self, path: str | None = None) -> list[Rule]:
        """The rules that are checked, in a file or at all."""
        return [rule for rule in self.registry if self.selects(rule.code, path)]

    def ignored(self, path: str | None = None) -> tuple[str, ...]:
        """The codes and prefixes that are left out, in a file or in all."""
        found = dict.fromkeys(self.settings.ignore)
        if path is not None:
            inside = relative(path, self.root)
            for pattern, codes in self.settings.per_file_ignores.items():
                if matches(pattern, inside):
                    found |= dict.fromkeys(codes)
        return tuple(found)

    def severity_of(self, code: str, otherwise: Severity) -> Severity:
        """How grave a finding is here: as the longest prefix says that matches its code.

        Args:
            code: Its code.
            otherwise: How grave it is if nothing is said.
        """
        if code in UNREADABLE:
            return otherwise
        said = [prefix for prefix in self.settings.severity if code.startswith(prefix)]
        return self.settings.severity[max(said, key=len)] if said else otherwise

    @cached_property
    def baseline(self) -> Path | None:
        """The file of accepted findings."""
        return None if self.settings.baseline is None else self.root / self.settings.baseline

    def origin(self, key: str) -> str | None:
        """Where the value of a key comes from; None for a default."""
        return self.origins.get(key)

    def overridden(self, given: Mapping[str, Any], root: Path) -> Configuration:
        """The same with what the command line says.

        Args:
            given: Values by name of the field.
            root: The folder from which paths among them start.
        """
        if not given:
            return self
        if "baseline" in given:
            given = {**given, "baseline": str(root / given["baseline"])}
        origins = {**self.origins, **{key_of(name): f"--{key_of(name)}" for name in given}}
        return Configuration(attrs.evolve(self.settings, **given), self.registry, self.root, self.path, origins)

    def _graded(self, findings: Findings) -> Findings:
        """Findings with the severity that they have here."""
        if not self.settings.severity:
            return findings
        return attrs.evolve(findings, items=tuple(map(self._grade, findings.items)))

    def _grade(self, finding: Finding) -> Finding:
        severity = self.severity_of(finding.code, finding.severity)
        if finding.problem.tentative and severity is Severity.ERROR:
            severity = Severity.WARNING
        return attrs.evolve(finding, severity=severity)


def unconfigured(registry: Registry) -> Configuration:
    """The configuration where there is no file."""
    return Configuration(DEFAULTS, registry, Path.cwd())


def origin_of(path: Path, line: int | None) -> str:
    """File and line as they are shown."""
    return f"{shown(path)}:{line}" if line is not None else shown(path)
