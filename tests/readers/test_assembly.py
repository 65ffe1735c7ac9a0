"""What the reader notices beside the figures."""

import pathlib
import re

import gov_disclosure as gd
from gov_disclosure.readers.assembly import assemble
from gov_disclosure.readers.text import parse_text

EXAMPLE = pathlib.Path(__file__).parents[2] / "examples" / "county-2021.txt"


def test_a_table_without_a_header_is_an_uncertain_reading():
    """Figures read by the form's own columns, because the table names none, are noted, and so are findings on them."""
    text = EXAMPLE.read_text("utf8")
    cut = re.sub(r"\n\t（本列数据的勾稽关系.*?(?=\n\t一、本年新收)", "", text, flags=re.DOTALL)
    report = assemble(parse_text(cut))
    assert report["requests.received.total"] == 2
    assert [(note.kind, note.about) for note in report.notes] == [("uncertain-reading", "requests")]
    findings = gd.check(report, select=["GD3"])
    assert findings
    assert {finding.origin for finding in findings} == {"reading"}


def test_a_table_with_its_header_is_not():
    """Where the columns are named nothing is noted, and a wrong sum is the report's."""
    report = gd.read(EXAMPLE)
    assert report.notes == ()
    assert {finding.origin for finding in gd.check(report, select=["GD3"])} == {"report"}
