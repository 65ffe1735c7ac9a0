"""Rows that a page break cut in two, in files without pages."""

import io
import re

import docx
import openpyxl
import pytest
import textforms
from hypothesis import given
from hypothesis import strategies as st
from printing import FAITHFUL, Printed, printed, table_lines

import gov_disclosure as gd
from gov_disclosure.readers.assembly import assemble
from gov_disclosure.readers.text import parse_text
from gov_disclosure.report.layout import layout
from gov_disclosure.testing import reports

MARKED = [form for form in textforms.FORMS if form != "spelled-out"]
HEADER = """三、收到和处理政府信息公开申请情况
 | 自然人 | 法人或其他组织 |||||  总计 |
 |  | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |  |
"""
ABOVE = "一、本年新收政府 | 117 | 0 | 0 | 0 | 0 | 0 | 117 |\n"
NEXT = "二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"
RECEIVED = "requests.received"


def read(text):
    """The report in a text."""
    return assemble(parse_text(text))


def row(report, address=RECEIVED):
    """The figures of a row."""
    return [report[cell] for cell in layout(report.edition).rows[address].cells]


@pytest.mark.parametrize(
    "between", ["\n", "\n- 3 -\n\n", "\n3\n\n", "\n第3页\n\n"], ids=["", "dashes", "plain", "words"]
)
def test_a_cut_row_is_put_together(between):
    """The rest of a label and the rest of a figure in a table of their own, whatever number the page has."""
    text = HEADER + ABOVE + between + "信息公开申请数量 | 6 |  |  |  |  |  | 6 |\n" + NEXT
    report = read(text)
    assert row(report) == [1176, 0, 0, 0, 0, 0, 1176]
    assert row(report, "requests.carried_in") == [1, 0, 0, 0, 0, 0, 1]
    assert report.unread == ()


def test_a_cut_row_is_put_together_under_a_header_that_is_given_again():
    """The rest may stand under the header."""
    text = HEADER + ABOVE + "\n" + HEADER.partition("\n")[2] + "信息公开申请数量 | 6 |  |  |  |  |  | 6 |\n" + NEXT
    assert row(read(text)) == [1176, 0, 0, 0, 0, 0, 1176]


def test_a_cut_figure_is_put_together_where_the_label_is_whole():
    """A row without a label after a table's end, where no row is missing, is the rest of the one above."""
    above = "一、本年新收政府信息公开申请数量 | 117 | 0 | 0 | 0 | 0 | 0 | 117 |\n"
    assert row(read(HEADER + above + "\n | 6 |  |  |  |  |  | 6 |\n" + NEXT)) == [1176, 0, 0, 0, 0, 0, 1176]


def test_a_row_without_a_label_amid_a_table_leaves_both_open():
    """Nothing parts the two rows as a page would, so the lower may be a row of its own."""
    above = "一、本年新收政府信息公开申请数量 | 117 | 0 | 0 | 0 | 0 | 0 | 117 |\n"
    report = read(HEADER + above + " | 6 |  |  |  |  |  | 6 |\n" + NEXT)
    assert row(report) == [gd.UNKNOWN] * 7
    assert len(report.unread) == 2


def test_two_whole_rows_of_figures_are_not_one():
    """With a figure in every column twice, the remark in brackets is another row's label, or the row was cut: open."""
    text = """二、主动公开政府信息情况
信息内容 | 本年处理决定数量 |
行政许可 | 5 |
（含变更） | 3 |
行政处罚 | 7 |
"""
    report = read(text)
    assert report.proactive_disclosure.licensing.decisions is gd.UNKNOWN
    assert report.proactive_disclosure.penalties.decisions == 7
    assert [row.text for row in report.unread] == ["行政许可 5", "（含变更） 3"]


def test_the_rest_of_a_label_over_several_rows_is_no_label_of_the_row():
    """Where the label at the side was cut with the row, the figures below still belong to the row above."""
    text = (
        HEADER.replace("\n |", "\n |  |")
        + "三、本年度 | （一）予以公开 | 56 | 0 | 0 | 0 | 0 | 0 | 56 |\n\n"
        + "办理结果 |  | 382 |  |  |  |  |  | 382 |\n"
        + " | （二）部分公开 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |\n"
    )
    assert row(read(text), "requests.outcomes.granted") == [56382, 0, 0, 0, 0, 0, 56382]


def test_a_caption_between_the_parts_of_a_row_leaves_both_open():
    """A row without a label under a caption may be the rest of the last one above it."""
    above = "一、本年新收政府信息公开申请数量 | 117 | 0 | 0 | 0 | 0 | 0 | 117 |\n"
    report = read(HEADER + above + "\n统计表\n\n | 6 |  |  |  |  |  | 6 |\n" + NEXT)
    assert row(report) == [gd.UNKNOWN] * 7
    assert row(report, "requests.carried_in") == [1, 0, 0, 0, 0, 0, 1]
    assert len(report.unread) == 2


def test_a_number_and_the_words_of_its_label_on_two_pages_are_one_label():
    """The number under a heading is not a remark on the label of the row above."""
    header = "\n".join("  |" + line for line in HEADER.splitlines()[1:])
    text = (
        f"{HEADER.splitlines()[0]}\n{header}\n{NEXT.replace('数量 |', '数量 | |')}"
        "三、本年度办理结果 | （一） | 42 | 31 | 15 | 17 | 2 | 57 | 42 |\n\n"
        " | 予以公开 |  |  |  |  | 80 |  | 1 |\n"
    )
    assert row(read(text), "requests.outcomes.granted") == [42, 31, 15, 17, 280, 57, 421]


def test_figures_between_a_page_number_and_a_label_leave_the_row_above_open():
    """One cell a paragraph, they may be what did not fit on the page before."""
    lines = [
        cell
        for line in (HEADER.splitlines()[1:], [ABOVE.replace("政府", "政府信息公开申请数量"), NEXT])
        for cell in line
    ]
    text = "\n\n".join([HEADER.splitlines()[0], *"\n".join(lines).replace("|", "\n").split()])
    report = read(text.replace("二、", "3/9\n\n6\n\n6\n\n二、"))
    assert row(report) == [gd.UNKNOWN] * 7
    assert row(report, "requests.carried_in") == [1, 0, 0, 0, 0, 0, 1]
    assert len(report.unread) == 2


def cells(line):
    """The cells between bars."""
    return [cell.strip() for cell in line.rstrip("|\n ").split("|")]


ROWS = [*map(cells, HEADER.splitlines()[1:]), cells(ABOVE)]
REST = [["信息公开申请数量", "6", "", "", "", "", "", "6"], cells(NEXT)]


def test_a_cut_row_of_a_sheet_is_put_together(tmp_path):
    """A blank row of the sheet is where the page ended, and a label's rest may stand in its row alone."""
    for rest, received in ((REST[0], 1176), (REST[0][:1], 117)):
        book = openpyxl.Workbook()
        book.active.append(["三、收到和处理政府信息公开申请情况"])
        for line in [*ROWS, [], rest, REST[1]]:
            book.active.append([cell or None for cell in line])
        book.save(tmp_path / "报告.xlsx")
        report = gd.read(tmp_path / "报告.xlsx")
        assert row(report) == [received, 0, 0, 0, 0, 0, received]
        assert report.unread == ()


def test_a_cut_row_of_a_word_file_is_put_together(tmp_path):
    """Two tables, of which the second begins with the rest of the first one's last row."""
    file = docx.Document()
    file.add_paragraph("三、收到和处理政府信息公开申请情况")
    for lines in (ROWS, REST):
        table = file.add_table(len(lines), 8)
        for at, line in enumerate(lines):
            for column, text in enumerate(line):
                table.cell(at, column).text = text
        file.add_paragraph("- 3 -")
    data = io.BytesIO()
    file.save(data)
    (tmp_path / "报告.docx").write_bytes(data.getvalue())
    assert row(gd.read(tmp_path / "报告.docx")) == [1176, 0, 0, 0, 0, 0, 1176]


@st.composite
def cut_rows(draw):
    """A report, and the rows of its table three in two parts, of which the second begins with the rest of a row."""
    report = draw(reports())
    table = next(table for table in layout(report.edition).tables if table.key == "requests")
    rows = [printed(report, line, FAITHFUL) for line in table_lines(report, table)]
    at = draw(st.sampled_from([i for i, cells in enumerate(rows) if any(c.figure for c in cells)]))
    upper, rest = [], []
    for cell in rows[at]:
        text = cell.text or ""
        half = draw(st.integers(1, len(text))) if cell.figure and text else len(text)
        if len(text) > 4 and not cell.figure and not re.search("[、）)]", text[1:3] + text[3:][:1]):
            half = draw(st.integers(2, len(text) - 1))
        upper.append(Printed(cell.text and text[:half], cell.span, cell.figure))
        rest.append(Printed(text[half:], cell.span, cell.figure))
    return report, [*rows[:at], upper], [rest, *rows[at + 1 :]]


@pytest.mark.parametrize("form", textforms.FORMS)
@given(data=st.data())
def test_wherever_a_row_is_cut_no_figure_is_read_wrong(form, data):
    """Half a figure is never taken for the figure: it is put together, or the row is quoted as unread."""
    report, upper, lower = data.draw(cut_rows())
    write = textforms.FORMS[form]
    found = read("\n".join(["三、收到和处理政府信息公开申请情况", *write(upper), *write(lower)]))
    differing = {
        address
        for address in gd.addresses(report.edition)
        if address.startswith("requests.") and found[address] not in (report[address], gd.UNKNOWN)
    }
    if found.unread:
        differing = {address for address in differing if found[address] not in (None, gd.ABSENT)}
    assert differing == set()


# Text ---------------------------------------------------------------------------------------------------------------


def test_a_spelled_out_label_that_was_cut_is_put_together():
    """One cell a paragraph, the rest of a label stands before the next row's."""
    columns = ["自然人", "法人或其他组织", "总计", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    paragraphs = [*columns, "一、本年新收政府", *"2000002", "- 3 -", "信息公开申请数量"]
    paragraphs += ["二、上年结转政府信息公开申请数量", *"1000001", "四、结转下年度继续办理", *"3000003"]
    report = read("三、收到和处理政府信息公开申请情况\n\n" + "\n\n".join(paragraphs))
    assert row(report) == [2, 0, 0, 0, 0, 0, 2]
    assert row(report, "requests.carried_in") == [1, 0, 0, 0, 0, 0, 1]
    assert report.unread == ()


@pytest.mark.parametrize("again", [False, True], ids=["", "header"])
def test_a_spelled_out_figure_that_was_cut_leaves_the_row_open(again):
    """One cell a paragraph, nothing tells of which figure the rest is; the other rows are read, also below a header."""
    columns = ["自然人", "法人或其他组织", "总计", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    paragraphs = [*columns, "一、本年新收政府", *"2000002", *(columns if again else []), "信息公开申请数量", "6"]
    paragraphs += ["二、上年结转政府信息公开申请数量", *"1000001", "四、结转下年度继续办理", *"3000003"]
    report = read("三、收到和处理政府信息公开申请情况\n\n" + "\n\n".join(paragraphs))
    assert row(report) == [gd.UNKNOWN] * 7
    assert row(report, "requests.carried_in") == [1, 0, 0, 0, 0, 0, 1]


def test_a_long_label_over_two_lines_is_one_cell():
    """The further line of a label may be long, in indented cells and where a cell is a paragraph."""
    long = "2.申请人逾期未按收费通知要\n求缴纳费用、行政机关不再处理其政府信息公开申请"
    columns = ["自然人", "法人或其他组织", "总计", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    fee = "requests.outcomes.otherwise.fee_unpaid"
    paragraphs = [
        *columns,
        "（六）其他处理",
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        *"1000001",
    ]
    paragraphs += [long, *"2000002", "3.其他", *"3000003"]
    heading = "三、收到和处理政府信息公开申请情况\n\n"
    assert row(read(heading + "\n\n".join(paragraphs)), fee) == [2, 0, 0, 0, 0, 0, 2]
    lines = HEADER.replace(" |  | 商", "商").splitlines()[1:]
    indented = "\n\n".join("\n".join("\t" + cell for cell in cells(line)) for line in lines)
    indented += f"\n\n\t（六）其他处理\n\t{long}\n" + "\n".join("\t" + n for n in "2000002") + "\n\n"
    assert row(read(heading + indented), fee) == [2, 0, 0, 0, 0, 0, 2]


def test_a_spelled_out_minus_sign_of_mathematics_is_a_figure():
    """−7 stands in a figure's place like -7 and －7."""
    cells = "信息内容 上一年项目数量 本年增/减 处理决定数量 行政处罚 1 −7 950 行政强制 0 0 2".replace(" ", "\n\n")
    report = read("某市2019年政府信息公开工作年度报告\n\n二、主动公开政府信息情况\n\n" + cells)
    assert row(report, "proactive_disclosure.penalties") == [1, -7, 950]


def test_a_line_behind_two_tabs_is_prose():
    """Only in a table is a line with several tabs before its text a row with blank cells."""
    report = read(
        "某县2023年政府信息公开工作年度报告\n\t\t一、总体情况\n\t\t主动公开。\n\t\t二、主动公开政府信息情况\n"
    )
    assert [entry.section for entry in report.outline] == ["overview", "proactive_disclosure"]
    assert report.overview.text == "主动公开。"
