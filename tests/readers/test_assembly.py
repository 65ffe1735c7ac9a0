"""What the reader notices beside the figures."""

import pathlib
import re

import pytest
from attrs import evolve

import gov_disclosure as gd
from gov_disclosure.readers.assembly import assemble
from gov_disclosure.readers.document import Document, Grid, GridCell, Paragraph
from gov_disclosure.readers.text import parse_text
from gov_disclosure.report.model import Place

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


# Figures that stand elsewhere than they seem ----------------------------------------------------------------------

TABLE_THREE = """三、收到和处理政府信息公开申请情况
\t自然人\t法人或其他组织\t\t\t\t\t总计
\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他\t
一、本年新收政府信息公开申请数量\t11\t12\t13\t14\t15\t16\t81
"""
TABLE_FOUR = """四、政府信息公开行政复议、行政诉讼情况
行政复议\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t
\t\t\t\t\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t
结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计
11\t12\t13\t14\t15\t21\t22\t23\t24\t25\t31\t32\t33\t34\t35
"""
RIGHT_FOUR = [*range(11, 16), *range(21, 26), *range(31, 36)]


def read(text):
    """The report in a text."""
    return assemble(parse_text(text))


def figures(report, table):
    """The figures read of a table, without the cells that have none."""
    cells = (report[address] for address in gd.addresses("2021") if address.startswith(f"{table}."))
    return [cell for cell in cells if type(cell) is int]


def test_a_damaged_heading_moves_no_figure():
    """A column whose heading cannot be read is unknown, not lacking; those beside it keep their figures."""
    report = read(TABLE_THREE.replace("商业企业", "商"))
    assert figures(report, "requests") == [11, 13, 14, 15, 16, 81]
    assert report.requests.received.enterprise is gd.UNKNOWN
    assert [row.text for row in report.unread] == ["商"]
    assert "GD301" not in {finding.code for finding in gd.check(report)}


def test_a_foreign_column_moves_no_figure():
    """A column with a heading in each row of the header, none of them the form's, is one column."""
    lines = [line.split("\t") for line in TABLE_THREE.splitlines()]
    for line, cell in zip(lines[1:], ["备注", "同比", "99"], strict=True):
        line.insert(2, cell)
    assert figures(read("\n".join(map("\t".join, lines))), "requests") == [11, 12, 13, 14, 15, 16, 81]


def test_a_foreign_column_after_a_header_of_one_row_is_in_its_place():
    """Where one row names all columns, their order is that of the row."""
    text = """三、收到和处理政府信息公开申请情况
项目 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 | 备注 |
一、本年新收政府信息公开申请数量 | 11 | 12 | 13 | 14 | 15 | 16 | 81 | 99 |
"""
    assert figures(read(text), "requests") == [11, 12, 13, 14, 15, 16, 81]


def test_a_foreign_heading_where_a_header_was_spelled_out_leaves_it_open():
    """One cell a paragraph, a strange heading between two rows of the header may belong to either."""
    cells = (
        "自然人 法人或其他组织 总计 商 科研机构 社会公益组织 法律服务机构 其他 一、本年新收政府信息公开申请数量 11 12 13 14 15 16 81 "
        "二、上年结转政府信息公开申请数量 11 12 13 14 15 16 81 四、结转下年度继续办理 11 12 13 14 15 16 81"
    )
    report = read("三、收到和处理政府信息公开申请情况\n\n" + "\n\n".join(cells.split()))
    assert figures(report, "requests") == []
    assert len(report.unread) == 3


def test_a_figure_under_no_heading_leaves_its_row_open():
    """A figure between the columns that the header names may be one of theirs."""
    text = """二、主动公开政府信息情况
信息内容 | 本年制发件数 |  | 本年废止件数 | 现行有效件数 |
规章 | 11 | 12 | 13 | |
"""
    report = read(text)
    assert figures(report, "proactive_disclosure") == []
    assert len(report.unread) == 1


def rows_of_three(*labels):
    """Table three with rows of these labels, of the figures 1 to 7, 2 to 8 and so on, and what is read of it."""
    lines = ["\t".join([label, *(str(first + at) for at in range(7))]) for first, label in enumerate(labels, 1)]
    return read(TABLE_THREE + "\n".join(lines) + "\n")


@pytest.mark.parametrize("label", ["（七）总", "七）总计", "（七总计", "（七）计"])
def test_a_short_label_is_known_by_its_number(label):
    """Where half of a short label or a bracket of its number is lost, number and rest tell which row it is."""
    report = rows_of_three("（六）其他理", label)
    assert report.unread == ()
    assert report.requests.outcomes.otherwise.undivided.total == 7
    assert report.requests.outcomes.total.total == 8


@pytest.mark.parametrize("label", ["（七）其他总计数据", "（八）总", "总", "3.属于商业秘密"])
def test_a_number_alone_is_no_label(label):
    """A row with a label's number and other words, or with half of its words and another number, is not guessed."""
    report = rows_of_three(label)
    assert figures(report, "requests") == [11, 12, 13, 14, 15, 16, 81]
    assert {finding.code for finding in gd.check(report)} & {"GD003", "GD108"}


def test_damaged_headings_at_the_beginning_of_a_table_that_was_spelled_out_belong_to_it():
    """Whatever stands there with characters lost, also above the rows of an item, is no other column."""
    cells = TABLE_FOUR.replace("行政复议", "行政议").replace("行政诉讼", "政诉讼").replace("维持", "维").split()
    text = "\n\n".join([*cells, "第十条第（五）项", "信息容", "本年处理决定数量", "行政许可", "9"])
    report = read(text)
    assert figures(report, "disputes") == RIGHT_FOUR
    assert report.proactive_disclosure.licensing.decisions == 9


def test_a_damaged_label_is_not_the_rest_of_the_one_above():
    """Two labels of which the second has lost its first character are two."""
    report = read(
        "二、主动公开政府信息情况\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t1\t2\t3\n范性文件\t4\t5\t6\n"
    )
    assert figures(report, "proactive_disclosure") == [1, 2, 3, 4, 5, 6]


def test_a_damaged_heading_of_the_labels_moves_no_figure():
    """What stands over the labels is no column, whatever it reads."""
    text = """二、主动公开政府信息情况
容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |
规章 | 11 | 12 | 13 |
"""
    assert figures(read(text), "proactive_disclosure") == [11, 12, 13]


def test_a_figure_that_ran_into_its_label_leaves_the_row_open():
    """The row is one cell short because its first figure is not in a cell of its own, so nothing is placed."""
    report = read(TABLE_THREE.replace("数量\t11", "数量11"))
    assert figures(report, "requests") == []
    assert len(report.unread) == 1


def test_a_figure_before_its_label_leaves_the_row_open():
    """The row is one cell short because a figure stands among the labels."""
    row = "一、本年新收政府信息公开申请数量\t11"
    report = read(TABLE_THREE.replace(row, "11\t一、本年新收政府信息公开申请数量"))
    assert figures(report, "requests") == []
    assert len(report.unread) == 1


def test_table_four_is_read():
    """The line of figures goes to the groups and columns that the header names."""
    assert figures(read(TABLE_FOUR), "disputes") == RIGHT_FOUR


@pytest.mark.parametrize("joined", ["行政诉讼（{}）", "行政诉讼 {}", "行政诉讼－{}", "行政诉讼—{}", "行政诉讼：{}"])
def test_headings_of_two_rows_that_name_a_group_and_its_part_in_one_cell_are_read(joined):
    """Over two rows, 行政诉讼 stands in one cell with the kind of action."""
    groups = ["行政复议", joined.format("未经复议直接起诉"), joined.format("复议后起诉")]
    title, *_, results, line = TABLE_FOUR.splitlines()
    report = read("\n".join([title, ("\t" * 5).join(groups) + "\t" * 4, results, line, ""]))
    assert figures(report, "disputes") == RIGHT_FOUR
    assert not report.unread


def test_a_column_that_one_group_lacks_is_not_taken_from_the_next():
    """The second group has no 结果维持; that of the third stays there."""
    lines = [line.split("\t") for line in TABLE_FOUR.splitlines()]
    for line in lines[1:]:
        del line[5 if line[5] != "未经复议直接起诉" and line[5] != "行政诉讼" else 6]
    report = read("\n".join(map("\t".join, lines)))
    assert figures(report, "disputes") == [n for n in RIGHT_FOUR if n != 21]
    assert report.disputes.litigation_direct.upheld is None


def test_groups_in_another_order_are_left_open():
    """Where the header's rows name the groups in an order of their own, no figure is placed."""
    lines = TABLE_FOUR.splitlines()
    report = read("\n".join([lines[0], lines[2], lines[1], *lines[3:]]))
    assert figures(report, "disputes") == []
    assert len(report.unread) == 1


def test_a_foreign_line_of_figures_is_not_table_four():
    """A labelled row of a few figures before the table's own is quoted, and the table is read."""
    report = read(TABLE_FOUR.replace("\n11\t", "\n小计\t98\t99\n11\t"))
    assert figures(report, "disputes") == RIGHT_FOUR
    assert [row.text for row in report.unread] == ["小计 98 99"]


def test_two_lines_of_figures_that_differ_are_both_left_open():
    """Table four has one line of figures; nobody can tell which of two is meant."""
    report = read(TABLE_FOUR + "\t".join("123456789012345") + "\n")
    assert figures(report, "disputes") == []
    assert len(report.unread) == 2


def test_a_cell_with_a_tab_does_not_go_on_with_the_one_above():
    """Two cells that were joined in one line are no further line of the cell above."""
    text = "三、收到和处理政府信息公开申请情况\n\n\t一、本年新收政府信息公开申请数量\n\t11\n\t12\t\t13\n\n"
    assert set(figures(read(text), "requests")) <= {11}


def test_a_group_without_the_labels_of_its_rows_is_left_open():
    """（六）其他处理 with figures, and rows without a label below it: the first may be its first part."""
    rows = [["（六）其他处理", *"1234567"], ["", *"2345678"], ["", *"3456789"]]
    report = read(TABLE_THREE + "\n".join(map("\t".join, rows)))
    assert figures(report, "requests") == [11, 12, 13, 14, 15, 16, 81]
    assert report.requests.outcomes.otherwise.undivided.total in (gd.UNKNOWN, gd.ABSENT)
    assert len(report.unread) == 3


def test_an_undivided_row_that_could_not_be_placed_does_no_harm():
    """Below a row that was not placed for its count of cells, a row without a label is only quoted."""
    rows = [["（六）其他处理", *"123456789"], ["", *"2345678"]]
    report = read(TABLE_THREE + "\n".join(map("\t".join, rows)))
    assert figures(report, "requests") == [11, 12, 13, 14, 15, 16, 81]
    assert len(report.unread) == 2


def test_a_damaged_label_in_a_figures_place_leaves_the_row_open():
    """Behind the label of its group, a label into which a figure ran is no first figure of the group's own row."""
    cells = ["（六）其他处理", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请1", *"234567"]
    report = read(TABLE_THREE + "\t".join(cells))
    assert figures(report, "requests") == [11, 12, 13, 14, 15, 16, 81]
    assert len(report.unread) == 1


def test_a_group_with_the_figures_of_its_first_row_is_left_open():
    """（六）其他处理 with figures, below it the second and third part but not the first: it may be the first."""
    parts = ["2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "3.其他"]
    rows = [["（六）其他处理", *"1234567"], [parts[0], *"2345678"], [parts[1], *"3456789"]]
    report = read(TABLE_THREE + "\n".join(map("\t".join, rows)))
    assert figures(report, "requests") == [11, 12, 13, 14, 15, 16, 81, *range(2, 9), *range(3, 10)]
    assert [row.text for row in report.unread] == ["（六）其他处理 1 2 3 4 5 6 7"]


def test_the_beginning_of_a_label_is_no_figure():
    """Behind the label of its group, what begins with a label's number is the label of a row that was cut short."""
    report = read(TABLE_THREE + "（六）其他处理\t1.申请人无\n")
    assert figures(report, "requests") == [11, 12, 13, 14, 15, 16, 81]
    assert len(report.unread) == 1


def test_a_line_of_one_bar_is_no_table():
    """A bar alone marks no cell."""
    assert read("一、总体情况\n |\n本年度主动公开信息三百条。").overview.text == "本年度主动公开信息三百条。"


# Merged cells ------------------------------------------------------------------------------------------------------

TABLE_TWO = """二、主动公开政府信息情况
第二十条第（一）项\t信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t11\t12\t13
行政规范性文件\t21\t22\t23
"""


def table(rows, number=1):
    """A table of marked cells; ``^`` goes on with the cell before it."""
    cells = [
        tuple(GridCell("" if text == "^" else text, Place(table=number, row=at), text == "^") for text in row)
        for at, row in enumerate(rows, 1)
    ]
    return Grid(tuple(cells), Place(table=number))


def grid(*rows):
    """The report in a table."""
    return assemble(Document((table(rows),)))


def test_a_merged_label_given_once_moves_no_figure():
    """Below an item's name that is not given again, a whole row begins one column further left."""
    assert figures(read(TABLE_TWO), "proactive_disclosure") == [11, 12, 13, 21, 22, 23]


def test_a_row_that_lacks_a_label_and_a_figure_is_left_open():
    """Where a row is narrower by more than its labels, nothing says which figure it lacks."""
    report = read(TABLE_TWO.replace("\t22\t", "\t"))
    assert figures(report, "proactive_disclosure") == [11, 12, 13]
    assert [row.text for row in report.unread] == ["行政规范性文件 21 23"]


def test_a_last_cell_that_fills_the_row_up_moves_no_figure():
    """A word processor makes a short row's last cell as wide as the rest: its figures are not under their headings."""
    header = ["第二十条第（一）项", "信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
    report = grid(header, ["规章", "", "12", "13", "^"], ["行政规范性文件", "21", "22", "23", "^"])
    assert figures(report, "proactive_disclosure") == [21, 22, 23]
    assert [row.text for row in report.unread] == ["规章 12 13"]


def test_borders_that_were_dragged_move_no_figure():
    """A row whose borders are not those of the header has one cell for each column, in their order."""
    report = grid(
        ["信息内容", "^", "本年制发件数", "^", "本年废止件数", "现行有效件数"], ["规章", "11", "^", "12", "^", "13"]
    )
    assert figures(report, "proactive_disclosure") == [11, 12, 13]


def test_an_item_named_beside_each_row_does_not_make_a_blank_row_a_header():
    """A row with blank figures is there, whatever is written out beside its label."""
    item = "第二十条第（五）项"
    report = grid([item, "信息内容", "本年处理决定数量"], [item, "行政许可", ""])
    assert report["proactive_disclosure.licensing.decisions"] is None
    assert not [f for f in gd.check(report, select=["GD107"]) if "proactive_disclosure.licensing" in f.cells]


def test_the_name_of_a_group_given_again_does_not_end_a_smaller_one():
    """On the next page the label over most rows is given again; 其他 still belongs to 其他处理 above it."""
    header = ["", "", "自然人", "总计"]
    rows = [["三、本年度办理结果", "（六）其他处理", "", ""], ["三、本年度办理结果", "3.其他", "4", "5"]]
    assert grid(header, *rows)["requests.outcomes.otherwise.other.total"] == 5


def test_an_empty_row_above_the_figures_is_not_their_row():
    """Of the row that was deleted as a tracked change an empty one may be left."""
    at = TABLE_FOUR.rindex("11\t12")
    assert figures(read(TABLE_FOUR[:at] + "\t" * 14 + "\n" + TABLE_FOUR[at:]), "disputes") == RIGHT_FOUR
    blank = [["", *[""] * 14]]
    rows = [line.split("\t") for line in TABLE_FOUR.splitlines()[1:]]
    assert figures(grid(*rows[:-1], *blank, rows[-1]), "disputes") == RIGHT_FOUR


# Tables that go on in another -----------------------------------------------------------------------------------------

LEGAL_PERSONS = ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
WIDE = ["（本列数据的勾稽关系）", "^", "^", "自然人", "^", *LEGAL_PERSONS, "总计"]
SEVEN = ["1", "2", "3", "4", "5", "6", "21"]
NARROW = ["四、结转下年度继续办理", "^", *SEVEN]


def test_a_table_that_goes_on_with_other_borders_keeps_its_columns():
    """Below a page's end, in a table of its own, the borders are others, but there is one cell for each column."""
    above = table([WIDE, ["一、本年新收政府信息公开申请数量", "^", "^", "1", "^", *SEVEN[1:]]])
    report = assemble(Document((above, table([NARROW], 2))))
    assert figures(report, "requests") == [1, 2, 3, 4, 5, 6, 21] * 2
    blank = [*NARROW[:1], "", "", *NARROW[2:8]]
    report = assemble(Document((above, table([blank], 2))))
    assert figures(report, "requests") == [1, 2, 3, 4, 5, 6, 21]
    assert len(report.unread) == 1


def test_a_table_whose_heading_is_missing_goes_on_in_the_next():
    """Where table three stands in section two, its rest below the page's end is no row of table two."""
    heading = Paragraph("二、主动公开政府信息情况", Place())
    two = table([["信息内容", "本年处理决定数量"], ["行政许可", "5"]])
    three = table([["", *WIDE[3:4], *WIDE[5:]], ["（六）其他处理", *SEVEN]], 2)
    rest = table([["（七）总计", *SEVEN]], 3)
    report = assemble(Document((heading, two, three, Paragraph("- 3 -", Place()), rest)))
    assert report.requests.outcomes.total.total == 21
    assert report.unread == ()


def test_a_blank_row_that_may_have_been_cut_leaves_the_columns_as_they_are():
    """Nothing is doubtful about the header of the rows after it."""
    grid = next(
        b for b in parse_text("|信息内容|本年处理决定数量|\n||  |\n|行政许可|7|\n").blocks if isinstance(b, Grid)
    )
    report = assemble(Document((evolve(grid, doubtful=frozenset({1})),)))
    assert report.proactive_disclosure.licensing.decisions == 7
