"""Mutated files: whatever is in a file, it is read, or refused with a finding that says why, in little time.

More than what runs here: ``FUZZ_ROUNDS=10000 pytest tests/test_fuzz.py -n auto --no-cov``; another first seed with
``FUZZ_SEED``.
"""

import os
import pathlib
import time
from collections.abc import Callable

import docxforms
import excelforms
import htmlforms
import mutations
import pdfforms
import pytest
import textforms

import gov_disclosure as gd
from gov_disclosure.output.canonical import to_csv, to_json
from gov_disclosure.readers import FILE_TYPES, read_source
from gov_disclosure.readers.files import Source

ROUNDS = int(os.environ.get("FUZZ_ROUNDS", "60"))
FIRST_SEED = int(os.environ.get("FUZZ_SEED", "0"))
LONGEST = 10
"""Seconds that a file may take at the most, as on the command line; a good one takes a few hundredths."""


def _report() -> gd.Report:
    return gd.read(pathlib.Path(__file__).parents[1] / "examples" / "county-2021.txt")


SAMPLES: dict[str, Callable[[], bytes]] = {
    ".txt": lambda: textforms.write(_report(), "barred").encode(),
    ".json": lambda: to_json(_report()).encode(),
    ".yaml": lambda: to_json(_report()).encode(),
    ".csv": lambda: to_csv(_report()).encode(),
    ".docx": docxforms.sample,
    ".xlsx": excelforms.sample,
    ".html": htmlforms.sample,
    ".mhtml": lambda: htmlforms.archive(htmlforms.sample()),
    ".pdf": pdfforms.sample,
}
"""A good file of each kind, by suffix."""


def outcome(source):
    """The report in a file, and the finding that refuses it: one of them."""
    try:
        return read_source(source, skip_other=False), None
    except gd.ReadError as refused:
        return None, refused.finding


@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize("suffix", SAMPLES)
def test_nothing_but_a_report_or_a_reason_comes_out(suffix, part):
    """A mutated file is read and checked, or refused with GD001 or GD004; nothing else comes out, and none hangs."""
    good = SAMPLES[suffix]()
    for seed in range(FIRST_SEED + part * ROUNDS, FIRST_SEED + (part + 1) * ROUNDS):
        source = Source(mutations.mutated(good, seed), f"seed-{seed}{suffix}")
        started = time.process_time()
        report, refusal = outcome(source)
        if refusal is not None:
            assert refusal.code in {"GD001", "GD004"}, seed
            assert refusal.render("en"), seed
        else:
            assert gd.check(report).failures == (), seed
        assert time.process_time() - started < LONGEST, seed


def test_every_kind_of_file_is_fuzzed():
    """No reader is left out: what several suffixes share is fuzzed once, what LibreOffice turns into .docx as that."""
    through_libreoffice = FILE_TYPES[".doc"].reader
    readers = {kind.reader for kind in FILE_TYPES.values()} - {through_libreoffice}
    assert {FILE_TYPES[suffix].reader for suffix in SAMPLES} == readers
