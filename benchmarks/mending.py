"""How fast reports are mended.

    python benchmarks/mending.py

Needs the extra ``repair``. Reports with a single wrong figure, one for each cell of table three; then reports with
more and more wrong figures, for which the time, the share that is proven to be smallest and the share in which the
true figures are listed are printed.
"""

from __future__ import annotations

import platform
import random
import statistics
import time

from corpus import texts

import gov_disclosure as gd
from gov_disclosure.report.layout import layout
from gov_disclosure.report.model import Report
from gov_disclosure.rules import identities

ROUNDS = 5
REPORTS = 10
CELLS = tuple(
    cell
    for cell in layout("2021").addresses
    if cell.startswith("requests.") and any(cell in identity.cells for identity in identities("2021", divided=True))
)


def spoilt(report: Report, cells: list[str], chance: random.Random) -> Report:
    """The report with other figures in some cells."""
    changes = [gd.Change(cell, report[cell], report[cell] + chance.randrange(1, 500)) for cell in cells]
    return gd.mended(report, changes)


def sound_reports() -> list[Report]:
    """The benchmark's reports whose sums hold."""
    reports = (gd.loads(text) for text in texts(300))
    return [report for report in reports if not gd.check(report, select=["GD3", "GD204"])]


def single(reports: list[Report], chance: random.Random) -> None:
    """Print how many reports with one wrong figure are mended in a second."""
    wrong = [spoilt(chance.choice(reports), [cell], chance) for cell in CELLS]
    gd.repair(wrong[0])
    rates = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for report in wrong:
            gd.repair(report)
        rates.append(len(wrong) / (time.perf_counter() - began))
    rate = statistics.median(rates)
    print(f"one wrong figure: {rate:,.0f} reports a second, {1000 / rate:.2f} ms each (target: 200)")


def several(reports: list[Report], count: int, chance: random.Random) -> None:
    """Print how long reports with `count` wrong figures take."""
    seconds: list[float] = []
    proven = listed = 0
    for _ in range(REPORTS):
        report = chance.choice(reports)
        cells = chance.sample(CELLS, count)
        wrong = spoilt(report, cells, chance)
        began = time.perf_counter()
        mend = gd.repair(wrong)
        seconds.append(time.perf_counter() - began)
        proven += mend.proven
        listed += any(gd.mended(wrong, changes) == report for changes in mend.all)
    print(
        f"{count:2} wrong figures: {1000 * statistics.median(seconds):,.1f} ms "
        f"(at most {1000 * max(seconds):,.1f} ms), "
        f"proven {proven} of {REPORTS}, true figures listed {listed} of {REPORTS}"
    )


def main() -> None:
    """Measure and print."""
    chance = random.Random(2021)  # noqa: S311 - not for secrets
    reports = sound_reports()
    print(f"Python {platform.python_version()}, {len(reports)} reports")
    single(reports, chance)
    for count in (2, 3, 4, 5, 6, 8, 10):
        several(reports, count, chance)


if __name__ == "__main__":
    main()
