"""Numbers of lists as Word writes them."""

import pytest

from gov_disclosure.readers.numerals import FORMATS, numeral


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 11, "十一"),
        ("chineseCounting", 20, "二十"),
        ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"),
        ("chineseCountingThousand", 2003, "二千零三"),
        ("chineseCounting", 0, "〇"),
        ("chineseCounting", 12_345, "一二三四五"),
        ("ideographDigital", 10, "一〇"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographTraditional", 11, "甲"),
        ("ideographZodiac", 12, "亥"),
        ("ideographTraditional", 0, "0"),
        ("upperLetter", 27, "AA"),
        ("lowerLetter", 2, "b"),
        ("upperLetter", 0, "0"),
        ("upperRoman", 2024, "MMXXIV"),
        ("lowerRoman", 4, "iv"),
        ("upperRoman", 0, "0"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "21"),
        ("decimalZero", 7, "07"),
        ("numberInDash", 3, "- 3 -"),
        ("decimalFullWidth", 12, "１２"),
        ("none", 5, ""),
        ("unheardOf", 5, "5"),
    ],
)
def test_a_number_is_written_in_its_form(form, value, shown):
    """Each way of writing numbers is Word's; one that is not known is written in digits."""
    assert numeral(value, form) == shown


@pytest.mark.parametrize("form", FORMATS)
def test_no_number_is_too_large_or_too_small(form):
    """Whatever a file says, something is written, and not at length."""
    for value in (-1, 0, 1, 9_999, 10_000, 10**9):
        assert len(numeral(value, form)) < 50
