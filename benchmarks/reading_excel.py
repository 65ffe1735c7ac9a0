"""How fast workbooks are read: `gd.read` against opening the file with openpyxl and reading every cell.

    python benchmarks/reading_excel.py [ROUNDS]

The file is written by the writer of the tests. Every round reads it both ways; the ratio is the median of the rounds'
ratios, so that a machine that is slower for a while does not matter.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

import excelforms
from excelforms import Sheets

import gov_disclosure as gd

EXAMPLE = Path(__file__).parents[1] / "examples" / "county-2021.txt"
ROUNDS = 15
LAYOUTS = {"one sheet, merged": Sheets(), "a sheet a table, written out": Sheets(a_table_each=True, merged=False)}


def excel_ratio(rounds: int = ROUNDS) -> dict[str, float]:
    """For each layout of the workbook: our time as a multiple of openpyxl's."""
    report = gd.read(EXAMPLE)
    ratios = {}
    for name, laid in LAYOUTS.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "report.xlsx")
            path.write_bytes(excelforms.write(report, laid=laid))
            measured = [(_seconds(gd.read, path), _seconds(bare, path)) for _ in range(rounds + 1)]
        ratios[name] = statistics.median(ours / theirs for ours, theirs in measured[1:])
    return ratios


def bare(path: Path) -> int:
    """The number of cells with something in them, by openpyxl."""
    book = openpyxl.load_workbook(path, data_only=True)
    return sum(cell is not None for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)


def _seconds(work: Callable[[Path], object], path: Path) -> float:
    started = time.process_time()
    work(path)
    return time.process_time() - started


if __name__ == "__main__":
    for laid, found in excel_ratio(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS).items():
        print(f"xlsx, {laid}: {found:.2f} times openpyxl")
