"""How fast reports are loaded and checked, as ratios measured side by side in one run.

    python benchmarks/speed.py [ROUNDS]

Needs the extra ``tests`` (msgspec and pydantic). All engines see the same 1,500 texts, one by one, and have to find
the same reports. Every round runs every engine once; a ratio is the median of the rounds' ratios, so that a machine
that is slower for a while does not matter.
"""

from __future__ import annotations

import gc
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import pydantic
from corpus import texts

import gov_disclosure as gd
from gov_disclosure.report import loading
from gov_disclosure.report.form import ColumnMeta, RowMeta, meta
from gov_disclosure.report.model import Report
from gov_disclosure.rules import identities
from gov_disclosure.rules.survey import broken_identities

SELECT = ["GD0", "GD1", "GD2", "GD3"]
TEXTS = list(texts())
REPORTS = [gd.loads(text) for text in TEXTS]
IDENTITIES = identities("2021", divided=True)


# pydantic ---------------------------------------------------------------------------------------------------------


def _model(cls: type[Any], name: str) -> Any:
    """A strict pydantic model of a class of the form."""
    import attrs

    fields: dict[str, Any] = {}
    for f in attrs.fields(cls):
        m = meta(f)
        if isinstance(m, ColumnMeta):
            fields[f.name] = (int | None, ...)
        elif isinstance(m, RowMeta):
            optional = m.undivided
            below = _model(type(f.default), f"{name}_{f.name}")
            fields[f.name] = (below | None, None) if optional else (below, ...)
        else:
            fields[f.name] = (str | None, None)
    return pydantic.create_model(name, __config__=pydantic.ConfigDict(strict=True, extra="forbid"), **fields)


class _Entry(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(strict=True, extra="forbid")
    text: str
    section: str | None


def _report_model() -> type[pydantic.BaseModel]:
    empty = Report()
    fields: dict[str, Any] = {
        key: (_model(type(getattr(empty, key)), key), ...)
        for key in ("overview", "proactive_disclosure", "requests", "disputes", "problems", "other_matters")
    }
    base: Any = pydantic.create_model(
        "Base",
        __config__=pydantic.ConfigDict(strict=True, extra="forbid"),
        edition=(str, ...),
        title=(str, ...),
        issuer=(str, ...),
        year=(int, ...),
        preamble=(str, ...),
        outline=(list[_Entry], ...),
        **fields,
    )

    class Checked(base):  # type: ignore[misc]
        @pydantic.model_validator(mode="after")
        def totals(self) -> Any:
            if _broken_by_hand(self):
                raise ValueError("a total is wrong")
            return self

    return Checked


def _broken_by_hand(report: Any) -> bool:
    """The totals as one writes them by hand for a model: row by row and column by column."""
    requests, outcomes = report.requests, report.requests.outcomes
    parts = [outcomes.granted, outcomes.partly_granted]
    for group, names in _GROUPS.items():
        rows = getattr(outcomes, group)
        parts += [getattr(rows, name) for name in names]
    broken = False
    for row in (requests.received, requests.carried_in, *parts, outcomes.total, requests.carried_out):
        broken |= sum(getattr(row, column) or 0 for column in _APPLICANTS) != (row.total or 0)
    for column in (*_APPLICANTS, "total"):
        total = getattr(outcomes.total, column) or 0
        broken |= sum(getattr(row, column) or 0 for row in parts) != total
        received = (getattr(requests.received, column) or 0) + (getattr(requests.carried_in, column) or 0)
        broken |= received != total + (getattr(requests.carried_out, column) or 0)
    disputes = report.disputes
    for row in (disputes.reconsideration, disputes.litigation_direct, disputes.litigation_after_reconsideration):
        broken |= (row.upheld or 0) + (row.corrected or 0) + (row.other or 0) + (row.pending or 0) != (row.total or 0)
    return broken


_APPLICANTS = tuple(cell.rpartition(".")[2] for cell in IDENTITIES[0].parts)
_GROUPS: dict[str, list[str]] = {}
for _cell in next(i for i in IDENTITIES if i.code == "GD302").parts:
    _path = _cell.split(".")
    if len(_path) == 5:  # requests.outcomes.<group>.<row>.<column>
        _GROUPS.setdefault(_path[2], []).append(_path[3])


def with_pydantic() -> list[bool]:
    """Which texts pydantic refuses."""
    refused = []
    for text in TEXTS:
        try:
            MODEL.model_validate_json(text)
        except pydantic.ValidationError:
            refused.append(True)
        else:
            refused.append(False)
    return refused


MODEL = _report_model()


# ours -------------------------------------------------------------------------------------------------------------


def with_gov_disclosure() -> list[bool]:
    """Which texts have an error."""
    error = gd.Severity.ERROR
    return [any(f.severity is error for f in gd.check(gd.loads(text), select=SELECT)) for text in TEXTS]


def without_msgspec() -> list[bool]:
    """The same with the standard library's parser."""
    installed, loading.msgspec = loading.msgspec, None
    try:
        return with_gov_disclosure()
    finally:
        loading.msgspec = installed


# the identities alone ---------------------------------------------------------------------------------------------


def generated() -> list[bool]:
    """Which reports have a broken sum, by the generated function."""
    return [bool(broken_identities(report)) for report in REPORTS]


_PATHS = [
    ([cell.split(".") for cell in identity.parts], [cell.split(".") for cell in identity.totals])
    for identity in IDENTITIES
]


def nested_getattr() -> list[bool]:
    """The same, each cell followed attribute by attribute."""
    found = []
    for report in REPORTS:
        broken = False
        for parts, totals in _PATHS:
            sums = []
            for side in (parts, totals):
                total = 0
                for path in side:
                    value: Any = report
                    for name in path:
                        value = getattr(value, name)
                    total += value or 0
                sums.append(total)
            broken |= sums[0] != sums[1]
        found.append(broken)
    return found


# import time ------------------------------------------------------------------------------------------------------


def import_time(statement: str) -> float:
    """Seconds that a fresh interpreter takes for a statement, less those for none."""

    def once(code: str) -> float:
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603 - our own interpreter
        return time.perf_counter() - started

    return statistics.median(once(statement) - once("pass") for _ in range(9))


def first_check() -> float:
    """Seconds that the first check takes in a fresh interpreter: imports, discovery, generated code."""
    code = (
        "import gov_disclosure as gd, time; t = time.perf_counter();"
        'gd.check(gd.loads(\'{"edition": "2021"}\')); print(time.perf_counter() - t)'
    )
    runs = [subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True) for _ in range(5)]  # noqa: S603
    return statistics.median(float(run.stdout) for run in runs)


# the run ----------------------------------------------------------------------------------------------------------


def timed(engine: Callable[[], list[bool]]) -> tuple[float, list[bool]]:
    """Seconds of processor time, and what the engine found."""
    started = time.process_time()
    found = engine()
    return time.process_time() - started, found


def main(rounds: int) -> None:
    """Measure and print."""
    gc.collect()
    gc.freeze()  # the reports kept for the identities alone must not slow the streaming engines' garbage collection
    engines = (with_pydantic, without_msgspec, with_gov_disclosure, nested_getattr, generated)
    times: dict[str, list[float]] = {engine.__name__: [] for engine in engines}
    for _ in range(rounds):
        results = {engine.__name__: timed(engine) for engine in engines}
        if len({tuple(found) for _, found in results.values()}) > 1:
            raise SystemExit("the engines do not find the same reports")
        for name, (seconds, _) in results.items():
            times[name].append(seconds)
    print(f"Python {platform.python_version()}, {platform.machine()}, {rounds} rounds of {len(TEXTS)} reports")
    print(", ".join(f"{name} {version(name)}" for name in ("attrs", "cattrs", "msgspec", "pydantic")))
    for name, taken in times.items():
        print(f"{name:22} {len(TEXTS) / statistics.median(taken):10,.0f} reports/s")
    for slower, faster, target in (
        ("with_pydantic", "without_msgspec", 0.75),
        ("with_pydantic", "with_gov_disclosure", 1.5),
        ("nested_getattr", "generated", 3.0),
    ):
        ratio = statistics.median(a / b for a, b in zip(times[slower], times[faster], strict=True))
        print(f"{faster} against {slower}: {ratio:.2f} (target {target})")
    ours, theirs = import_time("import gov_disclosure"), import_time("import attrs, cattrs")
    print(f"import gov_disclosure: {ours * 1000:.0f} ms, import attrs, cattrs: {theirs * 1000:.0f} ms", end=": ")
    print(f"{ours / theirs:.2f} (target at most 1.5)")
    print(f"first check: {first_check() * 1000:.0f} ms")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
