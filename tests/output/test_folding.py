"""How text is folded to lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from gov_disclosure.output.folding import folded


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("总计应为13 → 31，请核对", 12, ["总计应为", "13 → 31，请", "核对"]),
        ("各类申请人合计为 31，“总计”栏", 20, ["各类申请人合计为", "31，“总计”栏"]),
        ("自然人（合计为 37）", 17, ["自然人（合计为", "37）"]),
        ("共十二件，已办结", 8, ["共十二", "件，已办", "结"]),
        ("the total says 13, not 31", 14, ["the total says", "13, not 31"]),
        ("says “未收到申请” here", 12, ["says “未收到", "申请” here"]),
        ("a" * 25, 10, ["a" * 10, "a" * 10, "a" * 5]),
        ("  indented text", 12, ["  indented", "text"]),
        ("one\n\ntwo", 10, ["one", "", "two"]),
        ("", 10, []),
    ],
)
def test_lines_end_between_words(text, width, lines):
    """No line ends within a figure or before a comma; Chinese is folded between characters, English between words."""
    assert folded(text, width) == lines


@given(st.text(st.sampled_from("总计一件3,. →=（）“”，。a b-"), max_size=60), st.integers(10, 40))
def test_nothing_is_lost_and_nothing_is_too_wide(text, width):
    """Every character but spaces is in some line, in order, and no line is wider than asked."""
    lines = folded(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in lines)
