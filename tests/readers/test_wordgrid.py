"""Tables of a Word file: merged cells, layout tables, tables within tables."""

from wordxml import cell, package, paragraph, row, run, table, text

import gov_disclosure as gd
from gov_disclosure.readers.document import Grid
from gov_disclosure.readers.docx import read_docx
from gov_disclosure.readers.files import Source


def blocks(body):
    """The blocks of a Word file with a body."""
    return read_docx(Source(package(body), "report.docx")).blocks


def grid(*rows):
    """The texts of a table's places, row by row; a place that another cell takes up is None."""
    (found,) = blocks(table(*rows))
    return [[None if place.merged else place.text for place in row] for row in found.rows]


def test_columns_left_out_before_and_after_a_row_are_blank():
    """A row that begins further right has blank places before it."""
    assert grid(
        row(*[cell(text(word)) for word in "abc"]),
        row(cell(text("d")), properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
    ) == [["a", "b", "c"], ["", "d", ""]]


def test_a_merge_in_the_old_manner_is_one():
    """Old files mark every merged cell of a row."""
    start = cell(text("a")).replace("<w:tcPr>", '<w:tcPr><w:hMerge w:val="restart"/>')
    on = cell(text("")).replace("<w:tcPr>", "<w:tcPr><w:hMerge/>")
    assert grid(row(start, on, cell(text("b")))) == [["a", None, "b"]]


def test_a_cell_that_goes_on_with_nothing_is_a_cell():
    """A mark of going on where no cell begins above is an error of whatever wrote the file; its text is shown."""
    assert grid(row(cell(text("a")), cell(text("b"), merge="continue"))) == [["a", "b"]]
    assert grid(row(*[cell(text("1"))] * 2), row(cell(text("2")), cell(text("3"), merge="continue"))) == [
        ["1", "1"],
        ["2", "3"],
    ]
    rows = (
        row(*[cell(text("a"), merge="restart")] * 2),
        row(cell(text("b"), 2)),
        row(*[cell(text("5"), merge="continue")] * 2),
    )
    assert grid(*rows)[2] == ["5", "5"]
    assert grid(
        row(cell(text("a"), 2), cell(text("b"))),
        row(cell(text("5"), merge="continue"), *[cell(text("c"))] * 2),
    ) == [["a", None, "b"], ["5", "c", "c"]]


def test_a_table_that_lays_out_the_page_is_opened():
    """Paragraphs and tables in the cells of a layout table are read as if it were not there."""
    inner = table(*[row(cell(text("a")), cell(text(str(n)))) for n in range(4)])
    found = blocks(table(row(cell(text("导航")), cell(text("一、总体情况") + inner + text("尾")))))
    assert [block.text if not isinstance(block, Grid) else len(block.rows) for block in found] == [
        "导航",
        "一、总体情况",
        4,
        "尾",
    ]
    assert found[2].rows[3][1].place == gd.Place(table=1, row=4, column=2, text="3")


def test_a_small_table_in_a_cell_is_the_text_of_the_cell():
    """A figure in a table of one cell is the figure of its cell; several stay apart, so that they are no figure."""
    rest = [row(*[cell(text("x"))] * 2)] * 3
    one, two = table(row(cell(text("5")))), table(row(cell(text("5")), cell(text("6"))))
    assert grid(row(cell(text("a")), cell(one)), *rest)[0] == ["a", "5"]
    assert grid(row(cell(text("a")), cell(two)), *rest)[0] == ["a", "5 | 6"]


def test_a_row_that_is_hidden_with_all_its_text_is_not_there():
    """A hidden row has no place in the table; one whose text is shown has."""
    hidden = cell(paragraph(run("7", "<w:vanish/>")))
    shown = row(cell(text("a")), cell(text("b")))
    assert grid(shown, row(hidden, hidden, properties="<w:hidden/>")) == [["a", "b"]]
    assert grid(shown, row(hidden, cell(text("5")), properties="<w:hidden/>")) == [["a", "b"], ["", "5"]]
