"""How numbers in prose are read."""

from decimal import Decimal

import pytest

from gov_disclosure.rules.claims.numerals import mentions, read_chinese


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("零", 0),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("九十五", 95),
        ("一百", 100),
        ("一百零三", 103),
        ("一百三", 130),
        ("一百三十八", 138),
        ("一千二百", 1200),
        ("一千零五", 1005),
        ("两千三", 2300),
        ("一万二千", 12000),
        ("十二万三千四百五十六", 123456),
        ("二〇二三", 2023),
        ("一二", 12),
        ("三四五", 345),
        ("", None),
        ("件", None),
        ("两三", None),
    ],
)
def test_chinese_numerals(words, number):
    """Chinese numerals are read as people write them; what is no number is none."""
    assert read_chinese(words) == number


@pytest.mark.parametrize(
    ("text", "value", "step", "unit"),
    [
        ("收到21件", "21", "1", "件"),
        ("收到1,191件", "1191", "1", "件"),
        ("收到十二件", "12", "1", "件"),
        ("收到两件", "2", "1", "件"),
        ("办理18.64万件", "186400", "100", "件"),
        ("收费2318.46万元", "2318.46", "0.01", "万元"),
        ("收费6.13亿元", "61300", "100", "万元"),
        ("收费380元", "0.0380", "0.0001", "万元"),
        ("占44.05%", "44.05", "0.01", "%"),
        ("占百分之五十六", "56", "1", "%"),
        ("占百分之五十六点二", "56.2", "0.1", "%"),
        ("均为0", "0", "1", ""),
        ("部分公开67，", "67", "1", ""),
        ("为零。", "0", "1", ""),
    ],
)
def test_a_number_with_its_unit(text, value, step, unit):
    """A number is read with its unit and with one unit of its last printed digit."""
    [found] = mentions(text)
    assert (found.value, found.step, found.unit) == (Decimal(value), Decimal(step), unit)
    assert not found.vague


@pytest.mark.parametrize("text", ["约20件", "近百件", "20余件", "二十多件", "超过30件"])
def test_a_rough_number_is_vague(text):
    """约, 近, 余 and 多 make a number a rough one."""
    assert [found.vague for found in mentions(text)] == [True]


@pytest.mark.parametrize(
    "text", ["第12条", "每件", "2023年", "〔2021〕30号", "一是加强领导", "两微一端", "三审三校", "“三项制度”"]
)
def test_what_counts_nothing_is_no_number(text):
    """Ordinals, years, reference numbers and set phrases are not taken for counts."""
    assert mentions(text) == []


def test_several_numbers_come_in_order():
    """All numbers of a sentence are found, a percentage in words only once."""
    assert [found.unit for found in mentions("收到85件，占百分之五，上年3件，占4%")] == ["件", "%", "件", "%"]
