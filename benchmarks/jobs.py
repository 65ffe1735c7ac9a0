"""How much faster two processes read and check many files than one, measured in one run.

    python benchmarks/jobs.py [ROUNDS]

200 workbooks, all different; every round reads them all with one process and with two, and both have to find the same.
Run it where two cores are free.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import openpyxl
from corpus import texts

import gov_disclosure as gd
from gov_disclosure.cli.look import Look
from gov_disclosure.cli.running import look_at_all
from gov_disclosure.cli.sources import Candidate
from gov_disclosure.cli.workers import Budget
from gov_disclosure.configuration.run import Configurations
from gov_disclosure.readers.limits import Limits
from gov_disclosure.report.layout import layout

FILES = 200
SETTINGS = Configurations(given={"select": ("GD0", "GD1", "GD2", "GD3")}, plugins=False)
LOOK = Look(SETTINGS, limits=Limits(), skip_other=False)


def write(report: gd.Report, path: Path) -> None:
    """A report's tables as a workbook, labels and figures in a row each."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([report.title])
    form = layout(report.edition)
    for row in form.rows.values():
        if row.prescribed and not row.meta.across:
            sheet.append(["信息内容", *(column.meta.label.zh for column in row.columns)])
            sheet.append([row.meta.label.zh, *(str(report[cell]) for cell in row.cells)])
    book.save(path)


def run(files: Sequence[Candidate], jobs: int) -> tuple[float, list[int]]:
    """Seconds that it takes, and how many findings each file has."""
    started = time.perf_counter()
    looked = look_at_all(files, LOOK, jobs=jobs, budget=Budget())
    return time.perf_counter() - started, [len(file.findings) for file in looked.files]


def main(rounds: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for number, text in zip(range(FILES), texts(), strict=False):
            path = Path(folder) / f"{number}.xlsx"
            write(gd.loads(text), path)
            files.append(Candidate(str(path)))
        ratios = []
        for _ in range(rounds):
            (alone, found), (together, again) = run(files, 1), run(files, 2)
            if found != again:
                raise SystemExit("one process and two do not find the same")
            ratios.append(alone / together)
            print(f"one process {alone:.2f} s, two {together:.2f} s: {alone / together:.2f}")
    print(f"two processes against one: {statistics.median(ratios):.2f} times (target 1.7)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
