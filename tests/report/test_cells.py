"""How the text of a cell is read: as a number, as a number with words, as nothing, or as no number."""

from decimal import Decimal

import pytest

from gov_disclosure.report.cells import Annotated, Kind, Unreadable, clean, read_cell


def count(text, **options):
    """The text read as a count."""
    return read_cell(text, Kind.COUNT, "件", **options)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("749", 749),
        ("\u3000 \u00a0 12\u3000", 12),
        ("１２３４", 1234),
        ("1,808,595", 1808595),
        ("１，２００", 1200),
        ("6,7\n05", 6705),
        ("117\r\n6", 1176),
        ("117\u3000\n\u30006", 1176),
        ("+3", 3),
        ("＋3", 3),
        ("-3", -3),
        ("－3", -3),
        ("−3", -3),
    ],
)
def test_a_number_is_read_however_it_is_written(text, number):
    """Full-width digits, white space, separators in groups of three, line breaks and signs are read as the number."""
    found = count(text)
    assert found == number
    assert type(found) is int


@pytest.mark.parametrize("text", ["", " ", "\u3000\u00a0", "\n", "\t \n"])
def test_white_space_alone_is_blank(text):
    """A cell in which there is nothing to see is blank."""
    assert count(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("22（其中修订16件）", 22),
        ("0件", 0),
        ("3 件", 3),
        ("１２件", 12),
        ("1,200（含上年）", 1200),
        ("5(2)", 5),
        ("2次", 2),
    ],
)
def test_a_number_with_words_keeps_both(text, number):
    """After the number may follow a bracket or a counter; the whole text is kept."""
    assert count(text) == Annotated(text, number)


def test_an_annotated_text_is_trimmed_and_on_one_line():
    """What is quoted of a cell has neither outer white space nor line breaks."""
    assert count("\u3000 22（其中\n修订16件）\u00a0") == Annotated("22（其中修订16件）", 22)


@pytest.mark.parametrize(
    "text",
    ["/", "－", "—", "——", "无", "不涉及", "不适用", "3.7", "1.2万", "3万", "2亿", "5百", "三", "①", "12²", "1,20", "12,00", "007",
     "1 2/3", "-", "380元", "5%", "约5", "22（万件）", "3（百）"],
)  # fmt: skip
def test_what_is_no_number_stays_text(text):
    """A multiplier, another unit, a wrong separator or words in a figure's place are no number."""
    assert count(text) == Unreadable(text)


@pytest.mark.parametrize(
    ("text", "number"), [("1 234", 1234), ("1, 234", 1234), ("1\u30000", 10), ("12 345 678", 12345678)]
)
def test_spaces_in_what_is_one_cell_are_dropped(text, number):
    """Where the cell's borders are known, spaces between digits do not matter."""
    assert count(text, one_cell=True) == number
    assert isinstance(count(text), Unreadable)


@pytest.mark.parametrize("text", ["1 234件", "1 234 （其中2 3件）", "１\u3000２３４件"])
def test_an_annotated_number_says_the_same_when_it_is_read_again(text):
    """Spaces dropped from the number are not in its text either, which canonical JSON holds."""
    found = count(text, one_cell=True)
    assert isinstance(found, Annotated)
    assert found.number == 1234
    assert count(found.text) == found


@pytest.mark.parametrize("text", ["1\t2", "1.\t2", "1 \t 2"])
def test_a_tab_in_a_cell_keeps_two_figures_apart(text):
    """What a tab separates is not one number, whether a count or an amount."""
    assert isinstance(count(text, one_cell=True), Unreadable)
    assert isinstance(read_cell(text, Kind.AMOUNT, one_cell=True), Unreadable)


@pytest.mark.parametrize("text", ["0 0", "0 12", "1 05", "00", "0 0 0"])
def test_a_superfluous_zero_may_be_two_cells(text):
    """Spaces are kept where a part or the whole would begin with a superfluous 0."""
    assert isinstance(count(text, one_cell=True), Unreadable)


@pytest.mark.parametrize(
    ("text", "amount"),
    [("59237.2449", "59237.2449"), ("1,234.50", "1234.50"), ("0", "0"), ("７７３０．２８", "7730.28")],
)
def test_an_amount_is_a_decimal(text, amount):
    """Money is read exactly, as a decimal."""
    found = read_cell(text, Kind.AMOUNT, "万元")
    assert found == Decimal(amount)
    assert isinstance(found, Decimal)


def test_an_amount_may_have_the_unit_of_its_column_alone():
    """The unit that the column prescribes is an annotation; another one would change the number."""
    assert read_cell("12.5万元", Kind.AMOUNT, "万元") == Annotated("12.5万元", Decimal("12.5"))
    assert read_cell("380元", Kind.AMOUNT, "万元") == Unreadable("380元")
    assert read_cell("12万", Kind.AMOUNT, "万元") == Unreadable("12万")


def test_an_amount_without_a_prescribed_unit_may_name_yuan():
    """采购总金额 of edition 2019 prescribes no unit."""
    assert read_cell("251000元", Kind.AMOUNT, None) == Annotated("251000元", Decimal(251000))
    assert read_cell("25.1万元", Kind.AMOUNT, None) == Unreadable("25.1万元")


def test_a_change_has_a_sign():
    """本年增/减 goes up and down."""
    assert read_cell("-4", Kind.CHANGE, "项") == -4
    assert read_cell("+4项", Kind.CHANGE, "项") == Annotated("+4项", 4)


def test_a_whole_number_is_exact_up_to_its_limit():
    """4,300 digits are read exactly; more are no number."""
    assert count("9" * 4300) == 10**4300 - 1
    assert isinstance(count("9" * 4301), Unreadable)


@pytest.mark.parametrize("text", ["3.7", "1,234.5", "０.5", "-0.5"])
def test_a_decimal_in_a_count_is_known_as_one(text):
    """Of a decimal count only the fraction is out of place."""
    found = count(text)
    assert isinstance(found, Unreadable)
    assert found.is_decimal


@pytest.mark.parametrize("text", ["/", "1.2万", "3.", ".5", "1.2.3"])
def test_other_text_is_no_decimal(text):
    """A multiplier, a slash or half a number is not a decimal count."""
    found = count(text)
    assert isinstance(found, Unreadable)
    assert not found.is_decimal


def test_what_is_quoted_is_trimmed():
    """Line breaks within a text join without a space, outer white space goes."""
    assert clean(" \u3000不涉\n及\u00a0") == "不涉及"
