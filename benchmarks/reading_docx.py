"""How fast Word files are read: `gd.read` against opening the file with python-docx and walking every cell once.

    python benchmarks/reading_docx.py [ROUNDS]

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

import docx

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

import docxforms
from docxforms import Shape

import gov_disclosure as gd

ROUNDS = 15
SHAPES = {
    "merged cells marked": Shape(),
    "merged cells written out": Shape(merged="empty"),
    "merged cells given once": Shape(merged="once"),
}


def docx_ratio(rounds: int = ROUNDS) -> dict[str, float]:
    """For each way of building the tables: our time as a multiple of python-docx's."""
    ratios = {}
    for name, shape in SHAPES.items():
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "report.docx")
            path.write_bytes(docxforms.write(gd.read(docxforms.EXAMPLE), shape=shape).data)
            measured = [(_seconds(gd.read, path), _seconds(bare, path)) for _ in range(rounds + 1)]
        ratios[name] = statistics.median(ours / theirs for ours, theirs in measured[1:])
    return ratios


def bare(path: Path) -> int:
    """The number of characters in all cells, by python-docx."""
    return sum(len(cell.text) for table in docx.Document(str(path)).tables for row in table.rows for cell in row.cells)


def _seconds(work: Callable[[Path], object], path: Path) -> float:
    started = time.process_time()
    work(path)
    return time.process_time() - started


if __name__ == "__main__":
    for shape, ratio in docx_ratio(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS).items():
        print(f"docx, {shape}: {ratio:.2f} times python-docx")
