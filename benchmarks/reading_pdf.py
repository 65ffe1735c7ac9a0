"""How fast a PDF is read, against pdfplumber finding the tables and words of all its pages.

    python benchmarks/reading_pdf.py [ROUNDS]

Needs the extras ``tests`` and ``pdf``. Both read the same bytes; every round runs both, and the ratio is the median of
the rounds' ratios.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pdfplumber

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))
import pdfforms

from gov_disclosure.readers import read_source
from gov_disclosure.readers.files import Source

TARGET = 1.3


def with_pdfplumber(data: bytes) -> None:
    """The cells of every table and the words of every page."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            for table in page.find_tables():
                table.extract()
            page.extract_words()


def with_gov_disclosure(data: bytes) -> None:
    """The report."""
    read_source(Source(data, "report.pdf"), skip_other=False)


def _seconds(engine: Callable[[bytes], None], data: bytes) -> float:
    started = time.process_time()
    engine(data)
    return time.process_time() - started


def pdf_ratio(rounds: int = 9, data: bytes | None = None) -> float:
    """How many times as long ``gov_disclosure`` takes as the library.

    Args:
        rounds: How often both read it.
        data: A PDF; one made by the tests' writer unless given.
    """
    data = data or pdfforms.full_sample()
    for engine in (with_pdfplumber, with_gov_disclosure):
        engine(data)
    return statistics.median(
        _seconds(with_gov_disclosure, data) / _seconds(with_pdfplumber, data) for _ in range(rounds)
    )


if __name__ == "__main__":
    print(f"pdfplumber {version('pdfplumber')}, pdfminer.six {version('pdfminer.six')}")
    print(f"pdf: {pdf_ratio(int(sys.argv[1]) if len(sys.argv) > 1 else 9):.2f} (target at most {TARGET})")
