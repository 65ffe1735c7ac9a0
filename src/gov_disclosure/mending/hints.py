"""The mend as a hint at each finding about a sum, and which findings come from the same slip."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from ..findings import Finding, Findings
from ..report.model import Report
from ..rules.identities import Identity, form_used, identities
from ..rules.registry import Registry
from .model import Mend, Part, SolverMissing
from .repairing import repair

HINT_TIME = 2.0


def hinted(
    report: Report,
    findings: Findings,
    *,
    weights: Mapping[str, float] | None = None,
    time_limit: float = HINT_TIME,
    registry: Registry | None = None,
) -> Findings:
    """The findings of a report, with the smallest mend at those about sums.

    Args:
        report: The report.
        findings: What :func:`gov_disclosure.check` found in it.
        weights: As for :func:`gov_disclosure.repair`.
        time_limit: Seconds after which to go without the hints that are not certain yet.
        registry: The rules that a mend must not break; the default registry unless given.

    Returns:
        The same findings. One of GD301 to GD304 has a hint ``{"changes": [...], "unique": ...}`` with the changes that
        mend all sums that hang together with its own, unless no mend is proven to be smallest; and the fingerprint of
        its root if it only follows from the same slip as another one. Nothing is said to follow from a slip where
        several mends are equally small.

    Raises:
        ValueError: As :func:`gov_disclosure.repair`.
    """
    try:
        return with_hints(report, findings, weights=weights, time_limit=time_limit, registry=registry)
    except SolverMissing:
        return findings


def with_hints(
    report: Report,
    findings: Findings,
    *,
    weights: Mapping[str, float] | None = None,
    time_limit: float = HINT_TIME,
    registry: Registry | None = None,
) -> Findings:
    """The same as :func:`hinted`, for those who want to know why there are no hints.

    Raises:
        ValueError: As :func:`gov_disclosure.repair`.
        SolverMissing: So many figures are wrong that the solver is needed, and it is not installed.
    """
    broken = _broken(report, findings)
    if not broken:
        return findings
    mend = repair(report, weights=weights, time_limit=time_limit, registry=registry)
    roots = _roots(findings, broken, mend)
    items = tuple(
        _hinted(finding, broken[n], mend, roots.get(n)) if n in broken else finding
        for n, finding in enumerate(findings)
    )
    return attrs.evolve(findings, items=items)


def _broken(report: Report, findings: Findings) -> dict[int, Identity]:
    """The sum that each finding is about, by the finding's place."""
    stated = {
        (identity.code, identity.totals[0]): identity
        for identity in identities(report.edition, divided=form_used(report)[0])
    }
    found: dict[int, Identity] = {}
    for n, finding in enumerate(findings):
        identity = stated.get((finding.code, finding.problem.at or ""))
        if identity is not None and set(finding.cells) <= set(identity.cells):
            found[n] = identity
    return found


def _hinted(finding: Finding, identity: Identity, mend: Mend, root: str | None) -> Finding:
    part = _part_of(identity, mend)
    if part is None or not (part.mends and part.proven):
        return finding
    hint: dict[str, Any] = {"changes": [change.as_data() for change in part.mends[0]], "unique": part.unique}
    return attrs.evolve(finding, hint=hint, root=finding.root or root)


def _part_of(identity: Identity, mend: Mend) -> Part | None:
    return next((part for part in mend.parts if identity.totals[0] in part.cells), None)


def _roots(findings: Findings, broken: Mapping[int, Identity], mend: Mend) -> dict[int, str]:
    """The root of each finding that follows from the same slips as an earlier one, row sums coming first."""
    roots: dict[int, str] = {}
    explained: dict[str, str] = {}
    for n in sorted(broken, key=lambda n: (findings[n].code, n)):
        part = _part_of(broken[n], mend)
        if part is None or not part.unique:
            continue
        slips = [change.cell for change in part.mends[0] if change.cell in broken[n].cells]
        known = [explained[cell] for cell in slips if cell in explained]
        if slips and len(known) == len(slips):
            roots[n] = known[0]
        for cell in slips:
            explained.setdefault(cell, findings[n].fingerprint)
    return roots
