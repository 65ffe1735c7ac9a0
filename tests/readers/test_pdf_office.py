"""What LibreOffice makes of Word files is read: its pages end in headers, rows and figures wherever they happen to."""

import random

import officeforms
import printing
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

import gov_disclosure as gd
from gov_disclosure.readers import read_source
from gov_disclosure.readers.files import Source
from gov_disclosure.report.layout import layout
from gov_disclosure.testing import changed, reports

FILES = 8
NO_OFFICE = "LibreOffice is not installed: PDFs made by it were not read"


def drawn():
    """Some reports, always the same."""
    found = []

    @seed(7)
    @settings(
        max_examples=FILES,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        deadline=None,
    )
    @given(reports())
    def draw(report):
        found.append(report)

    draw()
    return found[:FILES]


def variants():
    """Reports with long figures, each with its deviations and its pages."""
    chance = random.Random(7)  # noqa: S311 - the same files each time
    for index, report in enumerate(drawn()):
        figures = {
            a: chance.randrange(10 ** chance.choice([1, 2, 5]))
            for a in layout(report.edition).addresses
            if a.startswith("requests")
        }
        how = printing.Deviations(space="\n" if index % 2 else "", thousands=index % 3 == 1, half_width=index % 3 == 2)
        pages = officeforms.Pages(
            font=chance.choice([9, 10.5, 11]),
            prose=chance.randrange(40),
            repeated=index % 4 == 3,
            align=chance.choice(["top", "center"]),
            number=chance.choice([None, "- {} -", "第 {} 页"]),
            vertical=chance.choice(["", "btLr", "letters"]),
        )
        yield changed(report, figures), how, pages


def test_what_libreoffice_makes_of_word_files_is_read_right(capsys: pytest.CaptureFixture[str]):
    """Every figure is right, whatever the size of the print and the length of the prose."""
    if officeforms.soffice() is None:
        with capsys.disabled():
            print(f"\n{NO_OFFICE}")  # noqa: T201 - what is left out has to be seen
        return
    several = list(variants())
    for (report, how, pages), data in zip(
        several, officeforms.as_pdfs([officeforms.write(*variant) for variant in several]), strict=True
    ):
        found = read_source(Source(data, "report.pdf"), skip_other=False)
        assert found is not None
        cells = layout(report.edition).cells
        assert {a: (report[a], found[a]) for a in cells if report[a] != found[a]} == {}, (how, pages)
        assert (found.title, found.issuer, found.year) == (report.title, report.issuer, report.year)
        assert not {f.code for f in gd.check(found, select=["GD10", "GD0"])} - {"GD103", "GD104"}
