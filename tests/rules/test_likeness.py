"""How much one text is another text again."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gov_disclosure.rules.likeness import likeness, words_of

TEXTS = st.text("甲乙丙丁", max_size=12)


def test_figures_years_and_punctuation_are_no_words():
    """What changes from year to year in a copied text is left aside."""
    assert words_of("2023年，公开 １２０ 条（十二件）。") == words_of("二〇二二年公开三百条 (5件)") == "年公开条件"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("", "", 1), ("甲", "", 0), ("甲乙丙丁", "甲乙丙丁", 1), ("甲乙丙丁", "甲丙丁乙", 0.75), ("甲乙", "丙丁", 0)],
)
def test_likeness_counts_what_is_the_same_in_the_same_order(one, other, expected):
    """All is the same: 1; nothing is: 0; order matters."""
    assert likeness(one, other) == expected


@given(TEXTS, TEXTS)
def test_likeness_is_that_of_the_longest_common_subsequence(one, other):
    """The fast way of finding the longest common subsequence finds what trying all of them finds."""
    parts = ("".join(part) for length in range(len(one), -1, -1) for part in itertools.combinations(one, length))
    longest = next(part for part in parts if is_in(part, other))
    expected = 2 * len(longest) / (len(one) + len(other)) if one or other else 1
    assert likeness(one, other) == likeness(other, one) == expected


def is_in(part, text):
    """Whether the characters of `part` occur in a text in their order."""
    rest = iter(text)
    return all(char in rest for char in part)
