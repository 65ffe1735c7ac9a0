"""The tables as the form prints them."""

import pytest

from gov_disclosure.output.form import printed, width
from gov_disclosure.report.layout import layout

TABLES = [(edition, table) for edition in ("2019", "2021") for table in layout(edition).tables]


@pytest.mark.parametrize(("edition", "table"), TABLES, ids=lambda value: getattr(value, "key", value))
def test_every_prescribed_figure_has_one_place(edition, table):
    """Each cell that the edition prescribes is printed once, in the order of the form."""
    figures = [box.figure for line in printed(table) for box in line if box.figure]
    assert figures == [cell for row in table.rows if row.prescribed for cell in row.cells]


@pytest.mark.parametrize(("edition", "table"), TABLES, ids=lambda value: getattr(value, "key", value))
def test_the_cells_fill_the_table_without_a_gap(edition, table):
    """Cells and what they take to the right and below cover every place of the grid once."""
    lines = printed(table)
    assert sum(box.across * box.down for line in lines for box in line) == width(lines) * len(lines)


def test_table_three_groups_its_rows_and_columns():
    """Labels of groups stand once, over the columns and beside the rows that they are of."""
    lines = printed(layout("2021").table("requests"))
    assert [(box.text, box.across, box.down) for box in lines[1]] == [
        ("自然人", 1, 2),
        ("法人或其他组织", 5, 1),
        ("总计", 1, 2),
    ]
    boxes = {box.text: box for line in lines for box in line}
    assert boxes["三、本年度办理结果"].down == 22
    assert boxes["（三）不予公开"].down == 8
    assert boxes["四、结转下年度继续办理"].across == 3


def test_table_four_has_one_row_of_figures():
    """The groups of table four stand side by side."""
    lines = printed(layout("2021").table("disputes"))
    assert [(box.text, box.across) for box in lines[0]] == [("行政复议", 5), ("行政诉讼", 10)]
    assert len(lines) == 4
    assert len(lines[-1]) == 15
