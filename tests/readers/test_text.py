"""Plain text: which line goes on with the cell above, and which is a page's number."""

import pytest

import gov_disclosure as gd
from gov_disclosure.readers.assembly import assemble
from gov_disclosure.readers.text import parse_text
from gov_disclosure.report.layout import layout

INDENTED = """三、收到和处理政府信息公开申请情况

\t
\t自然人
\t法人或其他组织
\t总计

\t
\t
\t商业企业
\t科研机构
\t社会公益组织
\t法律服务机构
\t其他
\t

\t一、本年新收政府信息公开申请数量
\t11
\t12
\t13
\t14
\t15
\t16
\t81

\t二、上年结转政府信息公开申请数量
\t21
\t22
\t23
\t24
\t25
\t26
\t141

"""
SPELLED = "\n\n".join(INDENTED.replace("\t", "").split()) + "\n"
SECOND = [21, 22, 23, 24, 25, 26, 141]


def read(text):
    """The report in a text."""
    return assemble(parse_text(text))


def row(report, name="received"):
    """The figures of a row of table three."""
    return [report[cell] for cell in layout("2021").rows[f"requests.{name}"].cells]


@pytest.mark.parametrize("number", ["- 3 -", "第3页", "3/9"])
def test_a_page_number_under_a_figure_is_no_part_of_it(number):
    """A line that can only be a page's number is passed over, wherever in a row of indented cells it stands."""
    report = read(INDENTED.replace("\t13\n", f"\t13\n{number}\n"))
    assert row(report) == [11, 12, 13, 14, 15, 16, 81]
    assert report.unread == ()


@pytest.mark.parametrize("above", ["13", ""], ids=["figure", "blank"])
def test_a_plain_number_under_a_cell_leaves_the_row_open(above):
    """A short number on a line of its own is a page's, or the rest of the figure: the row is quoted, not guessed."""
    report = read(INDENTED.replace("\t13\n", f"\t{above}\n3\n"))
    assert row(report) == [gd.UNKNOWN] * 7
    assert row(report, "carried_in") == SECOND
    assert len(report.unread) == 1


@pytest.mark.parametrize(("lines", "figure"), [("6,7\n05", 6705), ("1234\n5678", 12345678), ("13\n,800", 13800)])
def test_a_figure_over_two_lines_of_a_cell_is_one(lines, figure):
    """What is too long for a page's number, or no number by itself, is the rest of the figure above."""
    assert row(read(INDENTED.replace("\t13\n", f"\t{lines}\n")))[2] == figure


def test_words_under_a_figure_belong_to_it():
    """A remark on a line of its own annotates the figure."""
    remark = "22\n（其中\n网上3件）"
    for text in (INDENTED.replace("\t13\n", f"\t{remark}\n"), SPELLED.replace("13\n", f"{remark}\n", 1)):
        assert row(read(text))[2] == gd.Annotated("22（其中网上3件）", 22)


@pytest.mark.parametrize("lines", ["13\n13", "13\n3", "3\n13"])
def test_two_figures_without_an_empty_line_are_two(lines):
    """One cell a paragraph, a page's number beside a figure makes the count wrong, and no figure of both."""
    report = read(SPELLED.replace("\n13\n", f"\n{lines}\n"))
    assert row(report) == [gd.UNKNOWN] * 7
    assert row(report, "carried_in") == SECOND


def test_a_figure_under_a_label_is_no_part_of_it():
    """One cell a paragraph, a missing empty line between label and figure loses neither."""
    assert row(read(SPELLED.replace("数量\n\n11", "数量\n11"))) == [11, 12, 13, 14, 15, 16, 81]


def test_the_edition_is_decided_by_labels_over_two_lines():
    """A part of a label on a line of its own, which is another edition's label, does not decide."""
    text = (
        "二、主动公开政府信息情况\n\n信息内容\n\n本年制发\n件数\n\n本年废止\n件数\n\n现行有效\n件数\n\n规章\n\n1\n\n2\n\n3\n\n"
        "信息内容\n\n本年\n处理决定数量\n\n行政许可\n\n4\n"
    )
    report = read(text)
    assert report.edition == "2021"
    assert [
        report[f"proactive_disclosure.{cell}"] for cell in ("government_rules.in_force", "licensing.decisions")
    ] == [3, 4]


def test_places_of_a_merged_cell_that_are_written_out_move_no_figure():
    """Bars, with blank cells for the other places of a merged label and none for those below it."""
    text = """三、收到和处理政府信息公开申请情况
（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和） |  |  | 申请人情况 |  |  |  |  |  |  |
自然人 | 法人或其他组织 |  |  |  |  | 总计 |
商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |
一、本年新收政府信息公开申请数量 |  |  | 11 | 12 | 13 | 14 | 15 | 16 |  |
三、本年度办理结果 | （一）予以公开 |  |  | 22 | 23 | 24 | 25 | 26 |  |
"""
    report = read(text)
    assert row(report) == [11, 12, 13, 14, 15, 16, None]
    assert row(report, "outcomes.granted") == [None, 22, 23, 24, 25, 26, None]


@pytest.mark.parametrize("end", [3, 4], ids=["half", "whole"])
def test_a_file_that_ends_within_a_row_of_a_table_leaves_it_open(tmp_path, end):
    """Without the end of its line, a file's last figure may be half of one."""
    path = tmp_path / "报告.txt"
    path.write_text(INDENTED.rstrip("1234567890\n") + "1417"[:end], "utf8")
    report = gd.read(path)
    assert row(report) == [11, 12, 13, 14, 15, 16, 81]
    assert row(report, "carried_in") == [gd.UNKNOWN] * 7
