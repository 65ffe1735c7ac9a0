"""Which lines are the title and the headings of the six sections."""

import pytest

import gov_disclosure as gd
from gov_disclosure.readers.assembly import assemble
from gov_disclosure.readers.text import parse_text
from gov_disclosure.report.layout import sections

NUMBERS = "一二三四五六"
STYLES = ["{chinese}、", "{arabic}、", "{arabic}.", "第{chinese}部分　", "（{chinese}）", ""]
ASPECTS = ["主动公开政府信息情况", "依申请公开政府信息情况", "政府信息管理情况", "平台建设情况", "监督保障情况"]


def read(text):
    """The report in a text."""
    return assemble(parse_text(text))


def numbered(style, number):
    """A number as a heading has it."""
    return style.format(chinese=NUMBERS[number], arabic=number + 1)


@pytest.mark.parametrize("aspects", [style for style in STYLES if style])
@pytest.mark.parametrize("headings", STYLES)
def test_the_aspects_of_section_one_are_no_headings(headings, aspects):
    """However sections and aspects are numbered, an aspect under the words of a heading is no section."""
    lines = []
    for number, section in enumerate(sections().values()):
        lines += [numbered(headings, number) + section.label.zh, "本年度工作有序。"]
        if not number and headings != aspects:
            for at, aspect in enumerate(ASPECTS):
                lines += [numbered(aspects, at) + aspect, "全年公开信息若干条。"]
    assert [entry.section for entry in read("\n".join(lines)).outline] == list(sections())


@pytest.mark.parametrize(
    "lines",
    [
        "某县人民政\n府2023年政府信息公开工作年度报告",
        "某县\n人民政府2023年政府信息公开工作年度报告",
        "某县人民政府\n政府信息公开工作年度报告\n（2023年度）",
        "政府信息公开年报\n某县人民政府2023年政府信息公开工作年度报告",
        "某县人民政府\n关于2023年度政府信息公开工作的报告",
        "某县人民政府2023年政府信息公开年报\n（2024年1月20日）",
    ],
)
def test_a_title_over_several_lines_is_found(lines):
    """The title begins where the body's name does, and ends where the words or the year do."""
    report = read(f"{lines}\n本报告依照条例编制。\n一、总体情况\n本年度工作有序。\n")
    assert (report.issuer, report.year) == ("某县人民政府", 2023)


def test_a_table_of_contents_may_name_a_section_that_is_missing():
    """Headings without text between them, most of which come again, are no sections."""
    headings = [numbered("{chinese}、", at) + section.label.zh for at, section in enumerate(sections().values())]
    there = [line for at, heading in enumerate(headings) if at != 2 for line in (heading, "本年度工作有序。")]
    report = read("\n".join(["目录", *headings, *there]))
    assert [entry.section for entry in report.outline] == [key for key in sections() if key != "requests"]
    assert report.requests.heading is None


@pytest.mark.parametrize("between", ["：", ":", "。", "\n"])
def test_text_on_a_heading_s_line_is_the_section_s(between):
    """A numbered heading with its text behind a colon, a stop or a line break opens its section, and is worded right."""
    report = read(f"一、总体情况\n\n工作有序。\n\n六、其他需要报告的事项{between}全年没有收取信息处理费。\n")
    assert report.other_matters.heading == f"六、其他需要报告的事项{between}".strip()
    assert report.other_matters.text == "全年没有收取信息处理费。"
    assert not [finding for finding in gd.check(report, select=["GD103"]) if finding.cells == ("other_matters",)]


def test_a_sentence_about_a_section_opens_none():
    """Other words than a heading's before the colon are prose, and stay as they are."""
    line = "二、主动公开政府信息情况良好：全年公开百条。"
    report = read(f"一、总体情况\n\n{line}\n")
    assert [entry.section for entry in report.outline] == ["overview"]
    assert report.overview.text == line
