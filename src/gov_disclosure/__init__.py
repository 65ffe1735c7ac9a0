"""Read, type and check China's government information disclosure annual reports (政府信息公开工作年度报告).

>>> import gov_disclosure as gd
>>> report = gd.structure({"requests": {"received": {"natural_person": 2, "total": 2}}})
>>> report.requests.received.total
2

Everything is imported at its first use, so that ``import gov_disclosure`` costs next to nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .checking import check
    from .comparing import check_group, check_series
    from .findings import Failure, Finding, Findings, Problem, Severity, Unevaluated
    from .mending import Change, Mend, SolverMissing, mended, repair
    from .readers import read
    from .readers.errors import ReadError
    from .report import addresses, label
    from .report.cells import ABSENT, UNKNOWN, Annotated, Unreadable
    from .report.conversion import structure, unstructure
    from .report.loading import loads
    from .report.model import Note, NotEvaluated, OutlineEntry, Place, Report, UnreadRow
    from .report.problems import StructureError, StructureProblem
    from .rules.model import Rule, problem, rule
    from .rules.registry import Registry

    __version__: str

_HOMES = {
    "checking": ("check",),
    "comparing": ("check_group", "check_series"),
    "findings": ("Failure", "Finding", "Findings", "Problem", "Severity", "Unevaluated"),
    "mending": ("Change", "Mend", "SolverMissing", "mended", "repair"),
    "readers": ("read",),
    "readers.errors": ("ReadError",),
    "report": ("addresses", "label"),
    "report.cells": ("ABSENT", "UNKNOWN", "Annotated", "Unreadable"),
    "report.conversion": ("structure", "unstructure"),
    "report.loading": ("loads",),
    "report.model": ("NotEvaluated", "Note", "OutlineEntry", "Place", "Report", "UnreadRow"),
    "report.problems": ("StructureError", "StructureProblem"),
    "rules.model": ("Rule", "problem", "rule"),
    "rules.registry": ("Registry",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "ABSENT",
    "UNKNOWN",
    "Annotated",
    "Change",
    "Failure",
    "Finding",
    "Findings",
    "Mend",
    "NotEvaluated",
    "Note",
    "OutlineEntry",
    "Place",
    "Problem",
    "ReadError",
    "Registry",
    "Report",
    "Rule",
    "Severity",
    "SolverMissing",
    "StructureError",
    "StructureProblem",
    "Unevaluated",
    "UnreadRow",
    "Unreadable",
    "__version__",
    "addresses",
    "check",
    "check_group",
    "check_series",
    "label",
    "loads",
    "mended",
    "problem",
    "read",
    "repair",
    "rule",
    "structure",
    "unstructure",
]


def _looked_up(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("gov-disclosure")
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f".{_HOME_OF[name]}", __name__), name)
    globals()[name] = value
    return value


if not TYPE_CHECKING:  # where a type checker sees it, it takes every misspelt name for one of any type
    __getattr__ = _looked_up


def __dir__() -> list[str]:
    return sorted(__all__)
