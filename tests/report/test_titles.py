"""What a title says, in the forms in which titles are written."""

import pytest

from gov_disclosure.report.titles import parse_title

WORDS = "政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("text", "issuer", "year"),
    [
        (f"青山县人民政府2023年{WORDS}", "青山县人民政府", 2023),
        (f"2023年青山县人民政府{WORDS}", "青山县人民政府", 2023),
        (f"青山县人民政府2023年度{WORDS}", "青山县人民政府", 2023),
        (f"青山县人民政府二〇二三年{WORDS}", "青山县人民政府", 2023),
        (f"青山县人民政府二○二三年度{WORDS}", "青山县人民政府", 2023),
        (f"青山县人民政府２０２３年{WORDS}", "青山县人民政府", 2023),
        (f"青山县人民政府 2023 年 {WORDS}", "青山县人民政府", 2023),
        (f"青山县\u3000财政局\u00a02023年{WORDS}", "青山县财政局", 2023),
        ("青山县人民政府办公室2023年政府信息\n公开工作年度报告", "青山县人民政府办公室", 2023),
        (f"青山县人民政府\n2023年{WORDS}", "青山县人民政府", 2023),
        ("青山县人民政府2023年政府信息公开年度报告", "青山县人民政府", 2023),
        (f"青山县人民政府\n{WORDS}\n（2023年）", "青山县人民政府", 2023),
        (f"青山县人民政府{WORDS}（二〇二三年度）", "青山县人民政府", 2023),
        (f"青山县人民政府2023{WORDS}", "青山县人民政府", 2023),
        ("青山县人民政府政府信息公开工作2023年度报告", "青山县人民政府", 2023),
        ("青山县人民政府政府信息公开2023年年度报告", "青山县人民政府", 2023),
        ("青山县人民政府关于2023年度政府信息公开工作的报告", "青山县人民政府", 2023),
        ("关于青山县水务局2023年度政府信息公开工作情况的报告", "青山县水务局", 2023),
        ("关于2023年度政府信息公开工作的报告", None, 2023),
        (f"青山县人民政府{WORDS}〔2023〕", "青山县人民政府", 2023),
        (f"青山县人民政府（2023年度）{WORDS}", "青山县人民政府", 2023),
        (f"青山县人民政府{WORDS}2023年", "青山县人民政府", 2023),
        (f"《青山县人民政府2023年{WORDS}》", "青山县人民政府", 2023),
        (f"青山县人民政府2023年{WORDS}（2024年1月20日）", "青山县人民政府", 2023),
        ("青山县人民政府2023年政府信息公开年报", "青山县人民政府", 2023),
        ("青山县人民政府信息公开工作年度报告（2023年）", "青山县人民政府", 2023),
        (f"青山县人民政府2023年{WORDS}".replace("信息", "\u200b信息"), "青山县人民政府", 2023),
        (f"2023年{WORDS}", None, 2023),
        (f"青山县人民政府{WORDS}", "青山县人民政府", None),
        (WORDS, None, None),
    ],
)
def test_issuer_and_year_are_found(text, issuer, year):
    """Body and year are found in either order, in any script, over one line or two."""
    title = parse_title(text)
    assert title is not None
    assert (title.issuer, title.year) == (issuer, year)


def test_the_title_is_shown_on_one_line():
    """What is quoted is the title as written, its lines joined."""
    title = parse_title("青山县人民政府2023年政府信息\n公开工作年度报告\n")
    assert title is not None
    assert title.text == f"青山县人民政府2023年{WORDS}"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "一、总体情况",
        "青山县人民政府2023年工作报告",
        f"根据要求，现公布2023年{WORDS}。",
        f"2023年{WORDS}已公布；请查阅",
        f"{WORDS}目录",
        f"根据要求，现公布2023年{WORDS}",
        "政府信息公开年报",
    ],
)
def test_other_lines_are_no_title(text):
    """A sentence, a heading or another report's title is none."""
    assert parse_title(text) is None
