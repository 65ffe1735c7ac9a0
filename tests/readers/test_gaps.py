"""Tables that are ruled only between rows: white space parts their columns."""

from gov_disclosure.readers.gaps import ruled_by_gaps
from gov_disclosure.readers.marks import Char, Rule

SIZE = 10.0


def word(text, x, top):
    """Characters next to each other."""
    return [Char(c, x + i * SIZE, top, x + i * SIZE + SIZE, top + SIZE, SIZE, 0, "F") for i, c in enumerate(text)]


def columns(*rows):
    """Between which heights lines down are put, by their x, for rows of 20 points of texts by their x."""
    rules = [Rule(20.0 * number, 0, 300) for number in range(len(rows) + 1)]
    chars = [
        char for number, row in enumerate(rows) for x, text in row.items() for char in word(text, x, 20 * number + 5)
    ]
    return [
        sorted((rule.at, rule.start, rule.end) for rule in down if 0 < rule.at < 300)
        for _, down in ruled_by_gaps(rules, chars)
    ]


def test_a_line_stands_in_the_gap_that_all_rows_have():
    """It is in the middle between the widest texts on both sides."""
    assert columns({10: "规章", 100: "1"}, {10: "规范性文件", 110: "2"}) == [[(80, 0, 20), (80, 20, 40)]]


def test_a_text_over_several_columns_is_not_cut():
    """Where a heading goes over the gap no line is put."""
    rows = [{10: "规章", 100: "1"}, {10: "规范性文件", 100: "2"}]
    assert columns({10: "第二十条第（一）项的内容"}, *rows) == [[(80, 20, 40), (80, 40, 60)]]


def test_a_few_labels_over_a_gap_do_not_close_it():
    """Most rows decide where columns are."""
    rows = [{10: "甲", 60: "乙", 100: str(number)} for number in range(3)]
    found = columns(*rows, {10: "总计总计总计", 100: "4"})
    assert [at for at, start, _ in found[0] if start == 60] == [85]
    assert [at for at, start, _ in found[0] if start == 0] == [40, 85]


def test_a_heading_between_two_tables_parts_them():
    """Each table has columns of its own."""
    table = {10: "规章", 100: "1"}
    other = {10: "总计", 50: "2"}
    assert [len(found) for found in columns(table, {10: "三、收到和处理情况"}, other)] == [1, 1]


def test_lines_around_prose_make_no_table():
    """A line at the head and one at the foot of a page, or under a heading, part no columns."""
    assert columns({10: "一、总体情况"}, {10: "本机关在2023年公开信息"}, {}) == []
