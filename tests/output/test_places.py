"""A place in words: what the form of the file has, and no more."""

import pytest

import gov_disclosure as gd
from gov_disclosure.output.places import cell_name, in_words


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (gd.Place(), ""),
        (gd.Place(line=85), "line 85"),
        (gd.Place(line=85, table=2, row=4, column=10), "line 85"),
        (gd.Place(table=2, row=4, column=10), "table 2, row 4, column 10"),
        (gd.Place(page=3, table=2, row=4), "page 3, table 2, row 4"),
        (gd.Place(page=3), "page 3"),
        (gd.Place(sheet="年度报告", table=1, row=12, column=2), "年度报告!B12"),
    ],
)
def test_a_place_is_said_as_far_as_it_is_known(place, words):
    """A line names a place by itself; else page, table, row and column; in a spreadsheet sheet and cell."""
    assert in_words(place, "en") == words


def test_a_place_is_said_in_chinese():
    """Chinese has measure words around the numbers."""
    assert in_words(gd.Place(page=3, table=2, row=4, column=10), "zh") == "第3页 表格2 第4行 第10列"


@pytest.mark.parametrize(("row", "column", "name"), [(12, 2, "B12"), (1, 26, "Z1"), (3, 27, "AA3"), (1, 703, "AAA1")])
def test_a_cell_is_called_as_a_spreadsheet_calls_it(row, column, name):
    """Letters for the column, a number for the row."""
    assert cell_name(row, column) == name
