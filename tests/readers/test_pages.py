"""Rows on both sides of a page break: put together where the form shows that they are one, and doubted otherwise."""

import math

import pytest

from gov_disclosure.readers.document import Grid, GridCell, PageBreak, Paragraph
from gov_disclosure.readers.pages import healed
from gov_disclosure.report.model import Place

HEADER = "信息内容|自然人|商业企业|总计"
ABOVE = "二、上年结转政府信息公开申请数量|5|6|11"
BELOW = "（一）予以公开|1|2|3"
FULL, EMPTY = 0.0, math.inf


def cells(text, page, row):
    """A row of cells; one that begins with ~ is the continuation of a merged one."""
    return tuple(
        GridCell(part.removeprefix("~"), Place(page=page, row=row, column=column), merged=part.startswith("~"))
        for column, part in enumerate(text.split("|"), 1)
    )


def healed_rows(above, below, *, room=EMPTY, spans=None):
    """The texts of the rows of a table of two pages after healing, and which of them are doubtful."""
    rows = [cells(text, 1, i) for i, text in enumerate(above)] + [cells(text, 2, i) for i, text in enumerate(below)]
    plain = tuple((i, i + 1) for i in range(len(rows[0])))
    page_break = PageBreak(len(above), plain, (spans or plain,) * len(below), (room,) * len(plain))
    (grid,) = healed([Grid(tuple(rows), Place(page=1), breaks=(page_break,))])
    assert isinstance(grid, Grid)
    assert [row[0].place.row for row in grid.rows] == list(range(1, len(grid.rows) + 1))
    texts = ["|".join(cell.text.replace("\n", "") for cell in row) for row in grid.rows]
    return texts, sorted(grid.doubtful)


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        ("二、上年结转政府信|5|6|11", "息公开申请数量|||"),
        ("二、上年结转政府信|5|6|1", "息公开申请数量|||1"),
        ("二、上年结转政府信|||", "息公开申请数量|5|6|11"),
        ("二、上年结转政府信|5||", "息公开申请数量||6|11"),
        ("二、上年结转政府信息公开申请数量|||", "|5|6|11"),
        ("二、上年结转政府信息公开申请数量|5||", "||6|11"),
        ("二、上年结转政府信息公开申请数量|5|6|1", "|||1"),
        ("|||", "二、上年结转政府信息公开申请数量|5|6|11"),
        ("|5||", "二、上年结转政府信息公开申请数量||6|11"),
    ],
)
@pytest.mark.parametrize("repeated", [[], [HEADER]], ids=["bare", "repeated-header"])
def test_the_parts_of_a_row_are_put_together(upper, lower, repeated):
    """Whatever of a label and of figures stands on either page, the row is whole again."""
    first = "一、本年新收政府信息公开申请数量|7|8|15"
    rows, doubtful = healed_rows([HEADER, first, upper], [*repeated, lower, BELOW])
    assert rows == [HEADER, first, ABOVE, BELOW]
    assert doubtful == []


def test_figures_cut_in_every_column_are_joined_only_where_they_fill_their_cells():
    """117 and 6 are 1176 where a further digit had no room, and doubtful where it had."""
    upper, lower = "二、上年结转政府信息公开申请数量|117|117|117", "|6|7|8"
    rows, doubtful = healed_rows([HEADER, upper], [lower, BELOW], room=FULL)
    assert rows[1] == "二、上年结转政府信息公开申请数量|1176|1177|1178"
    assert doubtful == []
    rows, doubtful = healed_rows([HEADER, upper], [lower, BELOW], room=3.0)
    assert rows[1:3] == [upper, lower]
    assert doubtful == [1, 2]


def test_a_row_without_a_label_is_doubtful_where_a_row_of_the_form_is_missing():
    """Between the rows above and below another one would have to stand: it may be the one without a label."""
    rows, doubtful = healed_rows([HEADER, ABOVE], ["|1||", "（三）不予公开|0|0|0", "2.重复申请|1|2|3"])
    assert rows[1:3] == [ABOVE, "|1||"]
    assert doubtful == [1, 2]


def test_a_row_below_a_label_over_several_rows_is_a_row_of_its_own():
    """The blank beginning of a row belongs to the label that goes over its group, and its own label is whole."""
    above = "（三）不予公开|1.属于国家秘密|1|2"
    rows, doubtful = healed_rows(["信息内容||自然人|总计", above], ["~|2.其他法律行政法规禁止公开|3|4"])
    assert rows[1:] == [above, "|2.其他法律行政法规禁止公开|3|4"]
    assert doubtful == []


@pytest.mark.parametrize("again", ["", "三、本年度办理结果"])
def test_merged_cells_that_are_written_out_do_not_make_one_row_of_two(again):
    """Whether the places of a merged cell are blank or say its text again, a labelled row begins a row."""
    header = "信息内容|||自然人|总计"
    above = f"{again}|（七）总计|{again and '（七）总计'}|16|16"
    below = f"四、结转下年度继续办理|{again and '四、结转下年度继续办理'}||7|8"
    rows, doubtful = healed_rows([header, above], [below])
    assert rows == [header, above, below]
    above, below = "二、上年结转政府信息公开申请数量|||89|89", "三、本年度办理结果|（一）予以公开||9|9"
    assert healed_rows([header, above], [below]) == ([header, above, below], [])
    assert doubtful == []


def test_a_label_over_several_rows_is_whole_where_it_began():
    """The rest of a group's label goes back to its beginning, though the row below is another one."""
    above = ["信息内容||自然人|总计", "（三）不予|1.属于国家秘密|1|2", "~|2.其他法律行政法规禁止公开|3|4"]
    rows, doubtful = healed_rows(above, ["公开|3.危及“三安全一稳定”|5|6"])
    assert rows[1:] == [
        "（三）不予公开|1.属于国家秘密|1|2",
        "|2.其他法律行政法规禁止公开|3|4",
        "|3.危及“三安全一稳定”|5|6",
    ]
    assert doubtful == []


def test_a_damaged_label_is_put_together_too():
    """A label of which characters are lost is nearer to the form's when it is whole."""
    rows, doubtful = healed_rows([HEADER, "2.其他|1|2|3"], ["法律行政止公开|||", "3.危及“三安全一稳定”|0|0|0"])
    assert rows[1] == "2.其他法律行政止公开|1|2|3"
    assert doubtful == []


def test_cells_with_other_sides_are_no_rest():
    """A row whose cells are divided otherwise is another row."""
    spans = ((0, 1), (1, 4), (1, 4), (1, 4))
    rows, doubtful = healed_rows([HEADER, ABOVE], ["（一）予以公开|1|~|~"], spans=spans)
    assert rows == [HEADER, ABOVE, "（一）予以公开|1||"]
    assert doubtful == []


def test_a_header_cut_between_its_lines_is_whole():
    """Headings go on on the next page as labels do."""
    rows, doubtful = healed_rows(["信息|自然|商业|总"], ["内容|人|企业|计", ABOVE])
    assert rows == [HEADER, ABOVE]
    assert doubtful == []


def test_a_header_at_a_page_s_end_is_no_label_of_the_figures_below():
    """Figures under headings are not added to them."""
    for header in (HEADER, "|自然人|商业企业|总计", "~|~|商业企业|其他"):
        for below in (ABOVE, "二、上年结转政府信息公开申请数量|5||"):
            rows, doubtful = healed_rows([header], [below])
            assert rows == [header.replace("~", ""), below]
            assert doubtful == []


def test_a_rest_after_other_lines_makes_both_parts_doubtful():
    """Where a line stands between, as an unusual footer does, a row that may go on is not read by half."""
    plain = tuple((i, i + 1) for i in range(4))
    page_break = PageBreak(0, plain, (plain, plain), (EMPTY,) * 4)
    above = Grid((cells(HEADER, 1, 1), cells("二、上年结转政府信息公开申请数量|5|6|1", 1, 2)), Place(page=1))
    below = Grid((cells("|||1", 2, 1), cells(BELOW, 2, 2)), Place(page=2), breaks=(page_break,))
    first, _, second = healed([above, Paragraph("某种页脚", Place(page=1)), below])
    assert isinstance(first, Grid)
    assert isinstance(second, Grid)
    assert (first.doubtful, second.doubtful) == (frozenset({1}), frozenset({0}))
