"""Web pages: what is written as one is read back, however the page is made, and never wrongly."""

import random
import re

import htmlforms
import printing
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import gov_disclosure as gd
from gov_disclosure.readers.assembly import assemble
from gov_disclosure.readers.errors import ReadError
from gov_disclosure.readers.files import Source
from gov_disclosure.readers.html import read_html
from gov_disclosure.readers.limits import DEFAULT, Limits
from gov_disclosure.readers.mhtml import read_mhtml
from gov_disclosure.report.layout import layout
from gov_disclosure.testing import any_reports, reports

FULL = reports(annotated=True, blanks=True)
EXAMPLE = gd.read(htmlforms.EXAMPLE)
PAGE = htmlforms.write(EXAMPLE).decode()


def read(page, limits=DEFAULT):
    """The report in a page."""
    data = page.encode() if isinstance(page, str) else page
    return assemble(read_html(Source(data, "page.html", limits)))


def refusal(page, limits=DEFAULT):
    """Why a page is not read."""
    with pytest.raises(ReadError) as caught:
        read(page, limits)
    assert caught.value.finding.code == "GD001"
    return caught.value.finding.render("en")


def differing(report, found):
    """The addresses at which two reports differ, with what stands there."""
    assert found.edition == report.edition
    return {a: (report[a], found[a]) for a in layout(report.edition).cells if report[a] != found[a]}


def number(cell):
    """The figure in a cell, or None if there is none."""
    if isinstance(cell, gd.Annotated):
        return cell.number
    return cell if not isinstance(cell, gd.Unreadable) and cell not in (None, gd.ABSENT, gd.UNKNOWN) else None


def wrong(report, found):
    """The addresses at which a figure is read that does not stand there."""
    known = layout(report.edition).cells
    return {
        address: found[address]
        for address in layout(found.edition).cells
        if number(found[address]) is not None
        and (address not in known or number(found[address]) != number(report[address]))
    }


def missing(report, found):
    """The addresses of figures that were not read."""
    known = layout(found.edition).cells
    there = [address for address in layout(report.edition).cells if number(report[address]) is not None]
    return [address for address in there if address not in known or number(found[address]) is None]


def between(page, before, inserted):
    """A page with something inserted before the first place of a text."""
    assert before in page
    return page.replace(before, inserted + before, 1)


# Back and forth -----------------------------------------------------------------------------------------------------


@given(FULL, htmlforms.pages())
@settings(max_examples=40)
def test_a_faithful_report_is_read_back_whole(report, page):
    """However the page is made, all figures, headings and prose are read, and nothing of what stands around them."""
    found = read(htmlforms.write(report, page=page))
    assert differing(report, found) == {}
    assert found == report


@given(FULL, printing.deviations(), htmlforms.pages(), st.booleans())
@settings(max_examples=60)
def test_any_mix_of_deviations_gives_the_figures_back(report, how, page, undivided):
    """Neither what reports do to labels and figures nor what pages do to tables keeps any figure from being read."""
    report = printing.undivided(report) if undivided else report
    found = read(htmlforms.write(report, how, page))
    assert differing(report, found) == {}
    assert found.unread == ()
    assert (found.issuer, found.year) == (report.issuer, report.year)
    assert (found.preamble, found.other_matters.text) == (report.preamble, report.other_matters.text)


@given(any_reports(), printing.deviations(), htmlforms.pages())
@settings(max_examples=30)
def test_no_figure_is_ever_read_wrongly(report, how, page):
    """Whatever a report says, a figure that is read is the one that stands there, and what is not read is reported."""
    written = evolve(report, title=EXAMPLE.title, preamble="", **_with_headings(report))
    found = read(htmlforms.write(written, how, page))
    assert wrong(written, found) == {}
    codes = {finding.code for finding in gd.check(found)}
    assert not missing(written, found) or codes & {"GD003", "GD106", "GD107", "GD204"}


def _with_headings(report):
    keys = layout(report.edition).sections
    return {key: evolve(report[key], heading=EXAMPLE[key].heading, text="") for key in keys}


@given(FULL, htmlforms.pages())
@settings(max_examples=20)
def test_every_figure_knows_its_place(report, page):
    """Table, row, column, line and text of each figure are those of the page, merged cells spread out."""
    data = htmlforms.write(report, page=evolve(page, frame="div", around=False, parted=False))
    lines = data.decode(page.encoding).splitlines()
    found = read(data)
    tables = [t for t in layout(report.edition).tables if any(report[r.address] != r.absent for r in t.rows)]
    for number_, table in enumerate(tables, 1):
        for address, (row, column) in htmlforms.places(report, table).items():
            place = found.locations[address]
            assert (place.table, place.row, place.column) == (number_, row, column)
            assert place.text == printing.figure_text(report[address], printing.FAITHFUL)
            assert lines[place.line - 1].startswith("<td")


@given(reports(), st.integers(0, 10**6))
@settings(max_examples=30)
def test_a_lost_cell_gives_no_wrong_figure_unseen(report, seed):
    """A page from which an end tag, a label or a row's beginning is lost has its figures right, or not at all."""
    page = htmlforms.write(report).decode()
    tags = [i for i in range(len(page)) if page.startswith(("</td>", "</tr>", "<tr>", "</table>", "</p>"), i)]
    at = random.Random(seed).choice(tags)  # noqa: S311 - the same place again for the same seed
    found = read(page[:at] + page[page.index(">", at) + 1 :])
    assert wrong(report, found) == {}


# Around the report --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "foot",
    [
        "<p>【打印】【关闭】</p>",
        "<p>上一篇：没有了</p><p>下一篇：某县2022年政府信息公开工作年度报告</p>",
        "<div class='footer'><p>版权所有：某县人民政府　某ICP备12345678号</p></div>",
        "<table><tr><td>主办：某县人民政府办公室</td><td>网站标识码：0000000001</td></tr></table>",
        "<p>扫一扫在手机打开当前页</p><ul><li><a href='x'>相关的一篇文章</a></li></ul>",
    ],
)
def test_a_foot_does_not_fill_an_empty_section(foot):
    """Section six is empty although buttons, links and the foot of the page follow its heading."""
    page = evolve(htmlforms.PLAIN, around=False, frame="body")
    empty = evolve(EXAMPLE, other_matters=evolve(EXAMPLE.other_matters, text=""))
    found = read(between(htmlforms.write(empty, page=page).decode(), "</body>", foot))
    assert found.other_matters.text == ""
    assert "GD105" in {finding.code for finding in gd.check(found)}


@pytest.mark.parametrize("line", ["承办政府信息公开培训3期", "打印、复印费用：0元", "主办的会议", "附件：统计表.xlsx"])
def test_what_only_resembles_a_foot_is_prose(line):
    """A line of section six that begins with the word of a button or of a foot is text of the report."""
    page = evolve(htmlforms.PLAIN, around=False)
    written = evolve(EXAMPLE, other_matters=evolve(EXAMPLE.other_matters, text=line))
    assert read(htmlforms.write(written, page=page)).other_matters.text == line


@pytest.mark.parametrize(
    "line",
    [
        "发布时间：2024-01-20 10:20　来源：某县人民政府办公室　浏览次数：12",
        "【字体：大 中 小】　打印　关闭",
        "您现在的位置：首页 > 政府信息公开 > 年报",
        "索引号：000000/2024-1",
    ],
)
def test_what_a_page_says_of_itself_is_no_preamble(line):
    """Dates, paths and buttons between the title and the report's first words are left out."""
    found = read(between(PAGE, "<p style='text-indent:2em'>", f"<p>{line}</p>"))
    assert found.preamble == EXAMPLE.preamble


def test_other_reports_in_a_list_do_not_give_the_title():
    """The title is the nearest above the report, not that of another year in a menu."""
    menu = "<div><ul><li>某县2019年政府信息公开工作年度报告</li><li>某县2018年政府信息公开工作年度报告</li></ul></div>"
    assert read(between(PAGE, "<div id='zoom'>", menu)).title == EXAMPLE.title


def test_the_name_of_the_site_is_no_title():
    """Where only the page's own title names the report, the name of the site and of the column are left out."""
    plain = evolve(htmlforms.PLAIN, title="head")
    found = read(htmlforms.write(EXAMPLE, page=plain))
    assert (found.title, found.issuer, found.year) == (EXAMPLE.title, EXAMPLE.issuer, EXAMPLE.year)


def test_headings_in_a_menu_are_no_headings():
    """Links with the words of headings beside the report do not count."""
    menu = "<div><p><a href='#1'>总体情况</a></p><p><a href='#2'>其他需要报告的事项</a></p></div>"
    assert read(between(PAGE, "<div id='zoom'>", menu)).outline == EXAMPLE.outline


def test_a_title_beside_links_to_other_reports_is_the_title():
    """Of several titles outside the report's own part, those that stand in one list are links."""
    menu = "<ul><li>某县2019年政府信息公开工作年度报告</li><li>某县2018年政府信息公开工作年度报告</li></ul>"
    page = htmlforms.write(EXAMPLE, page=evolve(htmlforms.PLAIN, title="none")).decode()
    found = read(between(page, "<div id='zoom'>", f"<h1>{EXAMPLE.title}</h1><div>{menu}</div>"))
    assert (found.title, found.issuer, found.year) == (EXAMPLE.title, EXAMPLE.issuer, EXAMPLE.year)
    assert read(between(page, "<div id='zoom'>", f"<div>{menu}</div>")).title is None


def test_what_the_page_says_is_its_title_goes_before_a_link():
    """The page's own title is right where a line above the report names another year."""
    page = htmlforms.write(EXAMPLE, page=evolve(htmlforms.PLAIN, title="meta")).decode()
    found = read(between(page, "<div id='zoom'>", "<p>某县2019年政府信息公开工作年度报告</p>"))
    assert (found.issuer, found.year) == (EXAMPLE.issuer, EXAMPLE.year)


@pytest.mark.parametrize(
    "shown", ["<a href='a.pdf'>附件</a>", "<iframe src=a.pdf></iframe>", "<embed src='a.pdf'>", "<object data='a.pdf'>"]
)
def test_a_page_that_only_links_to_the_report_is_none(shown):
    """A page with a title and an attachment holds nothing of a report, and the finding names the attachment."""
    menu = "<p>栏目</p>" * 200
    (finding,) = gd.check(read(f"<html><body>{menu}<h1>某县2023年政府信息公开工作年度报告</h1>{shown}</body></html>"))
    assert finding.code == "GD002"
    assert "a.pdf" in finding.render("en")


@pytest.mark.parametrize(
    "page",
    [
        "<html><frameset cols='20%,80%'><frame src='report.htm'></frameset></html>",
        "<html><body><h1>年度报告</h1><iframe src='report.htm'></iframe></body></html>",
    ],
)
def test_a_frame_says_which_page_to_open(page):
    """A page that shows another one in a frame is refused, and the other is named."""
    assert "open report.htm" in refusal(page)


# Cells --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("<td><font>1</font><b>2</b></td>", 12),
        ("<td><p>6,7</p><p>05</p></td>", 6705),
        ("<td>1<br>2</td>", 12),
        ("<td>&nbsp;&#12288;7&nbsp;</td>", 7),
        ("<td><del>9</del>8</td>", 8),
        ("<td><span style='DISPLAY: none'>9</span>8</td>", 8),
        ("<td>8<!-- 9 --><script>9</script></td>", 8),
        ("<td><table><tr><td>8</td></tr></table></td>", 8),
        ("<td><input type='text' value='8'></td>", 8),
        ("<th>8</th>", 8),
        ("<td>&nbsp;</td>", None),
        ("<td>8<sup>①</sup></td>", gd.Annotated("8[①]", 8)),
        ("<td><table><tr><td>8</td><td>9</td></tr></table></td>", gd.Unreadable("8 | 9")),
        ("<td>1\ufffd2</td>", gd.Unreadable("1\ufffd2")),
    ],
)
def test_a_cell_is_read_as_it_is_shown(cell, value):
    """What a cell shows is one figure; what is not shown, or is a remark, is no part of it."""
    label = "一、本年新收政府信息公开申请数量</td>\n"
    start = PAGE.index(label) + len(label)
    end = PAGE.index("\n", start)
    found = read(PAGE[:start] + cell + PAGE[end:])
    assert found["requests.received.natural_person"] == value
    assert found["requests.received.total"] == EXAMPLE["requests.received.total"]


def test_empty_rows_do_not_stand_for_table_four():
    """A row of one empty cell between the rows of a table changes nothing in it."""
    found = read(PAGE.replace("</tr>\n<tr>\n<td>0</td>", "</tr><tr><td>&nbsp;</td></tr>\n<tr>\n<td>0</td>"))
    assert differing(EXAMPLE, found) == {}


def test_a_table_of_one_cell_in_each_cell_is_no_layout():
    """An editor that wraps the text of every cell in a table of its own keeps the rows of the table."""
    page = htmlforms.write(EXAMPLE, page=evolve(htmlforms.PLAIN, around=False)).decode()
    wrapped = re.sub(r"(<td[^>]*>)(.*?)</td>", r"\1<table><tr><td>\2</td></tr></table></td>", page)
    assert differing(EXAMPLE, read(wrapped)) == {}
    assert read(wrapped).locations["requests.received.total"].table == 2


@given(reports(), st.integers(0, 10**6), htmlforms.pages())
@settings(max_examples=40)
def test_a_page_cut_off_anywhere_gives_no_wrong_figure(report, at, page):
    """Half a figure at the end of a page that was cut off is none."""
    data = htmlforms.write(report, page=evolve(page, encoding="utf-8"))
    assert wrong(report, read(data[: at % len(data)] or b"<p>")) == {}


def test_unclosed_elements_do_not_run_cells_together():
    """A cell in which an element is left open ends where the next one begins."""
    found = read(PAGE.replace("<td>", "<td><div>").replace("</td>", ""))
    assert differing(EXAMPLE, found) == {}


def test_text_between_cells_does_not_move_the_figures():
    """Where a cell's tag is damaged its figure is still in its place."""
    found = read(PAGE.replace("<td>2</td>", "<td\ufffd>2</td\ufffd>"))
    assert wrong(EXAMPLE, found) == {}


@pytest.mark.parametrize("span", ["1000000000", "1001", "99999999999999999999999999"])
def test_a_cell_is_no_wider_than_its_table(span):
    """A cell said to go on beyond the last column ends with it."""
    assert differing(EXAMPLE, read(PAGE.replace("colspan='4'", f"colspan='{span}'"))) == {}


@pytest.mark.parametrize("span", ["0", "1000000000"])
def test_a_cell_is_no_higher_than_its_table(span):
    """A cell said to go on beyond the last row, or to the end, ends with the table."""
    page = PAGE.replace("rowspan=3>（本列", f"rowspan={span}>（本列", 1)
    assert read(page)["requests.received.total"] in (EXAMPLE["requests.received.total"], gd.UNKNOWN)
    assert wrong(EXAMPLE, read(page)) == {}


@pytest.mark.parametrize("span", ["0", "-3", "", "x", "1.5"])
def test_what_is_no_span_is_one(span):
    """A cell takes one place if what is said of it makes no sense."""
    assert differing(EXAMPLE, read(PAGE.replace("<td>", f"<td colspan='{span}'>"))) == {}


def test_words_list_numbers_and_conditional_comments():
    """Numbers that a browser or Word shows before a heading are part of it."""
    words = (
        "<p class=MsoNormal><![if !supportLists]><span>一、<span style='font:7.0pt'>&nbsp;&nbsp; </span></span><![endif]>"
        "总体情况<o:p></o:p></p><ol style='list-style-type: cjk-ideographic' start=2><li>主动公开政府信息情况</ol>"
        "<ol start='3'><li>收到和处理政府信息公开申请情况</li></ol><!--[if gte mso 9]><xml>9</xml><![endif]-->"
    )
    outline = [entry.text for entry in read(f"<html><body>{words}</body></html>").outline]
    assert [text.replace("\u00a0", "").replace(" ", "") for text in outline] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "3.收到和处理政府信息公开申请情况",
    ]


def test_preformatted_text_is_read_as_text():
    """A report pasted into a page as text has its tables, and the page's lines."""
    text = htmlforms.EXAMPLE.read_text("utf8")
    found = read(f"<html>\n<body>\n<pre>{text}</pre></body></html>")
    assert differing(EXAMPLE, found) == {}
    lines = [r.locations["requests.received.total"].line or 0 for r in (EXAMPLE, found)]
    assert lines[1] == lines[0] + 2


def test_what_follows_the_end_of_a_page_is_read_too():
    """A page put together of several files, each with its own end, is read whole."""
    head = "<html><head><title>x</title></head><body><div>某县人民政府门户网站</div></body></html>\n"
    assert differing(EXAMPLE, read(head + PAGE)) == {}


def test_a_report_that_only_a_script_shows_is_read():
    """Hidden elements are left out, but not if they hold the page's tables."""
    page = PAGE.replace("<div id='zoom'>", "<div id='zoom' style='display:none'>")
    assert differing(EXAMPLE, read(page)) == {}


def test_a_control_character_after_something_hidden_is_read():
    """What follows a hidden element stays, whatever characters are in it."""
    page = between(PAGE, "<div id='zoom'>", "<p>甲<span style='display:none'>乙</span>\u000c丙\u0001</p>")
    assert differing(EXAMPLE, read(page)) == {}


@pytest.mark.parametrize("style", ["color:red", "color:red;\nfont-size:12pt", "display:none", "color:red'<b x='"])
def test_styles_by_the_hundred_change_nothing(style):
    """A page full of styles is read as one with few, lines too; those that hide their elements still do."""
    few = PAGE.replace("</h1>", f"</h1><p style='{style}'>隐</p>", 1)
    many = few.replace("</h1>", "</h1>" + f"<b style='{style}'></b>" * 200, 1)
    found = read(many)
    assert found == read(few)
    lines = [place.line for place in found.locations.values()]
    more = 200 * style.count("\n")
    title = read(few).locations["title"].line
    assert lines == [p.line if p.line == title else p.line + more for p in read(few).locations.values()]


def test_what_only_looks_like_a_style_is_text():
    """Words of the page that read as a style are not lost."""
    words = "".join(f"<p>甲{i} style='color:red' 乙</p>" for i in range(200))
    assert "甲7 style='color:red' 乙" in read(between(PAGE, "<p style='text-indent:2em'>", words)).preamble


# Bytes --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize("bad", [b"\xff", b"\x80", b"\xc3", b"\x00"])
def test_a_bad_byte_costs_no_figure_and_is_noted(encoding, bad):
    """A byte that fits no encoding leaves everything else as it is, and what is found may be due to it."""
    data = PAGE.encode(encoding)
    at = data.index("总体情况".encode(encoding))
    found = read(data[:at] + bad + data[at:])
    assert wrong(EXAMPLE, found) == {}
    assert [note.kind for note in found.notes] == ["uncertain-reading"]
    assert {finding.origin for finding in gd.check(found)} <= {"reading"}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_bad_byte_in_a_figure_makes_it_no_figure(encoding):
    """A figure with a byte in it that fits no encoding is not a number."""
    data = PAGE.encode(encoding).replace(b"<td>2</td>", b"<td>2\xff1</td>", 1)
    found = read(data)
    assert gd.Unreadable("2\ufffd1") in [found[address] for address in layout(found.edition).cells]


def test_utf_16_without_a_mark_is_read():
    """A page in UTF-16 is recognised by its bytes."""
    for encoding in ("utf-16-le", "utf-16-be"):
        assert differing(EXAMPLE, read(PAGE.encode(encoding))) == {}


@pytest.mark.parametrize("first", [b"%PDF-1.7 ", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x89PNG"])
def test_another_file_under_the_name_of_a_page_says_what_it_is(first):
    """A PDF or Word file named .html is refused with what it is."""
    assert "the name says web page" in refusal(first + b"\x00" * 100)


# Web archives -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_web_archive_holds_its_page(encoding):
    """The page in a web archive is read, under either name."""
    data = htmlforms.archive(PAGE.encode(encoding))
    for reader in (read_mhtml, read_html):
        assert differing(EXAMPLE, assemble(reader(Source(data, "page.mhtml")))) == {}


def test_of_the_pages_in_an_archive_the_one_with_the_tables_is_read():
    """The report may stand in a frame of the page that was saved, beside frames with buttons."""
    frames = [b"<html><body><p>\xe5\x88\x86\xe4\xba\xab</p></body></html>", htmlforms.write(EXAMPLE), b"<p>x</p>"]
    outer = b"<html><body><h1>x</h1><iframe src='cid:frame-1'></iframe></body></html>"
    parts = [b"--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + p for p in [outer, *frames]]
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
    data = head + b"\r\n".join([*parts, b"--b--\r\n"])
    assert differing(EXAMPLE, assemble(read_mhtml(Source(data, "page.mhtml")))) == {}


def test_a_page_under_the_name_of_an_archive_is_read():
    """A plain page named .mht is read as what it is."""
    assert differing(EXAMPLE, assemble(read_mhtml(Source(PAGE.encode(), "page.mht")))) == {}


@pytest.mark.parametrize("data", [b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx", b"nothing", b"\x00\x01\x02"])
def test_an_archive_without_a_page_says_so(data):
    """An archive that holds no page is refused with what to do."""
    with pytest.raises(ReadError, match="save the page again"):
        read_mhtml(Source(data, "page.mhtml"))


# Hostile pages ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "inserted",
    [
        "<div>" * 100_000,
        "<div>" * 250,
        "<table><tr><td>" * 5_000,
        "<table><tr><td>" * 190,
        "<table><tr>" + "<td>1" * 10_000 + "</table>",
        "<table>" + "<tr><td colspan=1000>1<td>2<td colspan=1000>3" * 3 + "</table>",
        "<table>" + "<tr><td rowspan=65000 colspan=900>1<td>2" * 400 + "</table>",
        "<table>" + "<tr><td>1<td>2" * 120_000 + "</table>",
    ],
)
def test_too_much_of_anything_is_refused(inserted):
    """Deep nesting and huge tables end in a reason."""
    assert "too large" in refusal(between(PAGE, "<div id='zoom'>", inserted))


@pytest.mark.parametrize(
    "page",
    [
        "<" * 1_000_000,
        "&" * 1_000_000,
        "<td " * 100_000,
        "<b><p>" * 30_000,
        "<table><tr><td>1<td>" + "<sup></sup>" * 50_000,
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><p>&b;&b;',
        "<font>" * 1_500 + "<p>x",
        "<!--",
        "<table></table><table><tr></tr></table><tr><td>",
        "<title>",
    ],
)
def test_odd_pages_are_read_or_refused(page):
    """No page ends in anything but a report or a reason."""
    read(page)


def test_no_file_is_ever_fetched(tmp_path):
    """External entities are not known."""
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密")
    page = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]>' + between(PAGE, "</body>", "<p>&a;</p>")
    assert "秘密" not in str(read(page))


@pytest.mark.parametrize("limits", [Limits(cells=50), Limits(columns=3), Limits(depth=3)])
def test_limits_are_kept(limits):
    """Cells, columns and depth are limited as wanted."""
    assert "too large" in refusal(PAGE, limits)


def test_a_limit_beyond_what_python_can_follow_is_none():
    """However deep a page may be nested by its limits, it ends in a reason."""
    assert "too large" in refusal(between(PAGE, "<div id='zoom'>", "<div>" * 1_500), Limits(depth=10**6))
