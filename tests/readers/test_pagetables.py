"""Characters and lines on a page become tables: every character in its cell."""

from gov_disclosure.readers.lines import TextLine
from gov_disclosure.readers.marks import DOWNWARDS, UNDEFINED, UPRIGHT, UPWARDS, Char, Rule, Sheet, upright
from gov_disclosure.readers.pagetables import Table, fill, grid, opened
from gov_disclosure.readers.ruling import align, frames, without_page_frames

SIZE = 10.0


def word(text, x, top, width=SIZE, turn=UPRIGHT, piece=0, size=SIZE):
    """Characters next to each other, in one piece."""
    return [
        Char(char, x + i * width, top, x + (i + 1) * width, top + size, size, turn, "F", piece)
        for i, char in enumerate(text)
    ]


def ruled(xs, ys):
    """The lines of a table with all its cells."""
    return [Rule(y, xs[0], xs[-1]) for y in ys], [Rule(x, ys[0], ys[-1]) for x in xs]


def texts(sheet):
    """The texts of a page's only table."""
    found = frames(sheet, 10_000)
    assert found is not None
    (table,) = fill(sheet, found)[0]
    return [[cell.text for cell in row] for row in grid([table]).rows]


def sheet(chars, xs=(50, 150, 200, 250), ys=(50, 70, 90)):
    """A page with a table."""
    return Sheet(1, 595, 842, chars, *ruled(xs, ys))


def test_white_space_after_a_figure_does_not_carry_it_over_a_line():
    """A padded figure stays in its cell, though the white space is drawn over the next one."""
    chars = [*word("规章", 55, 55), *word("0\u3000\u3000\u3000", 185, 55, 9), *word("7", 225, 55)]
    assert texts(sheet(chars))[0] == ["规章", "0", "7"]


def test_a_figure_drawn_over_a_line_is_one_figure():
    """Digits that do not fit into their cell are not shared out among two."""
    assert texts(sheet(word("14722", 162, 55, 9)))[0] == ["", "14722", ""]


def test_figures_that_leave_no_room_between_them_are_two():
    """Each piece of text is one cell's, though it goes over a line right up to the next."""
    chars = [*word("14722", 157, 55, 9, piece=1), *word("65", 202, 55, 9, piece=2)]
    assert texts(sheet(chars))[0] == ["", "14722", "65"]
    chars = [*word("147", 162, 55, 15, piece=1), *word("65", 207, 55, 9, piece=2)]
    assert texts(sheet(chars))[0] == ["", "147", "65"]


def test_figures_drawn_over_each_other_are_not_read():
    """Of two figures that were drawn over each other no other figure is made."""
    chars = [*word("1472", 155, 55, 9, piece=1), *word("65", 165, 55, 9, piece=2)]
    assert texts(sheet(chars))[0][1].startswith(UNDEFINED)


def test_a_figure_that_may_be_another_cell_s_is_not_read():
    """What is much wider than its cell, or is drawn digit by digit over a line, may as well be two figures."""
    unknown = ["", UNDEFINED * 10, ""]
    assert texts(sheet(word("1234567890", 175 - 47, 55, 9.5)))[0] == unknown
    assert texts(sheet(word("\u3000\u300012", 172, 55, 12)))[0] == ["", "", UNDEFINED * 2]
    by_digits = [c._replace(piece=i) for i, c in enumerate(word("123456", 172, 55, 9.5))]
    assert texts(sheet(by_digits))[0] == ["", "", UNDEFINED * 6]


def test_a_figure_drawn_out_of_the_table_is_whole():
    """Digits beyond the last line belong to the figure."""
    assert texts(sheet(word("123456", 205, 55, 9)))[0] == ["", "", "123456"]


def test_a_watermark_is_no_text_of_the_cells_over_which_it_is_drawn():
    """Characters that are much larger than most and do not fit into the cells are left out."""
    chars = [*word("规章", 55, 55), *word("3", 165, 55), *word("公开", 160, 45, 40, size=40, piece=3)]
    assert texts(sheet(chars))[0] == ["规章", "3", ""]


def test_figures_far_apart_are_not_one():
    """A wide gap in a cell is no white space inside of a number."""
    assert texts(sheet([*word("1", 52, 55, 5), *word("2", 100, 55, 5)]))[0][0] == "1\t2"


def test_a_rest_without_outer_lines_has_the_columns_of_the_table():
    """A label over all rows of a page, in a table without a border, is a cell of its own, ruled or not."""
    first = sheet([*word("三", 55, 55), *word("7", 165, 55), *word("8", 205, 55)])
    rest = sheet([*word("本", 55, 55), *word("1", 165, 55), *word("2", 205, 55)])
    rest.down = [Rule(150, 50, 90), Rule(200, 50, 90), Rule(250, 50, 90)]
    rest.across = [Rule(y, 150, 250) for y in (50, 70, 90)]
    rest.number = 2
    found = [frames(page, 10_000) or [] for page in (first, rest)]
    align(found)
    parts = [fill(page, ruled_)[0][0] for page, ruled_ in zip((first, rest), found, strict=True)]
    assert [[cell.text for cell in row] for row in grid(parts).rows] == [
        ["三", "7", "8"],
        ["", "", ""],
        ["本", "1", "2"],
        ["", "", ""],
    ]


def framed(number):
    """A page with a table right beside a rectangle around the page's text."""
    page = sheet([*word("规章", 55, 455), *word("7", 165, 455), *word("3", 120, 20)], ys=(450, 470, 490))
    page.number = number
    page.across += [Rule(10, 49, 300), Rule(830, 49, 300)]
    page.down += [Rule(49, 10, 830), Rule(300, 10, 830)]
    return page


def test_a_frame_around_pages_is_not_a_table_s():
    """A rectangle that stands at the same place on several pages is left out, though it touches the table."""
    pages = [framed(1), framed(2)]
    without_page_frames(pages)
    for page in pages:
        assert texts(page) == [["规章", "7", ""], ["", "", ""]]
    assert len(pages[0].down) == 4


def test_a_table_that_fills_pages_keeps_its_columns():
    """An outline that looks like a frame around pages is not needed."""
    pages = [sheet([*word("规章", 55, 55), *word("7", 165, 55)], ys=(50, 100, 700)) for _ in range(2)]
    without_page_frames(pages)
    for page in pages:
        assert texts(page) == [["规章", "7", ""], ["", "", ""]]


def test_a_header_that_fills_pages_keeps_its_last_line():
    """A part of a table that stands at the same place on several pages is no frame around them."""
    pages = [sheet([*word("规章", 55, 55), *word("7", 165, 655)], ys=(50, 100, 600)) for _ in range(2)]
    for page in pages:
        page.across.append(Rule(700, 50, 250))
        page.down += [Rule(x, 600, 700) for x in (50, 150, 200, 250)]
    without_page_frames(pages)
    for page in pages:
        assert texts(page) == [["规章", "", ""], ["", "", ""], ["", "7", ""]]


def test_figures_without_a_line_between_them_are_two():
    """Where one row lacks the line that others have, figures under two columns are not run together."""
    page = sheet([*word("规章", 55, 55), *word("1", 170, 55, 5), *word("2", 220, 55, 5)])
    page.down = [Rule(50, 50, 90), Rule(150, 50, 90), Rule(200, 70, 90), Rule(250, 50, 90)]
    assert texts(page)[0] == ["规章", "1", "2"]


def test_a_character_drawn_twice_is_there_once():
    """Bold print made by drawing twice does not double a figure; equal digits next to each other stay."""
    shifted = [char._replace(x0=char.x0 + 0.4, x1=char.x1 + 0.4) for char in word("11", 160, 55, 5)]
    assert texts(sheet([*word("11", 160, 55, 5), *shifted]))[0] == ["", "11", ""]


def test_turned_labels_are_read_along_their_line():
    """A label that runs upwards or downwards has its characters in order."""
    up = [Char(c, 60, 200 - 10 * i, 70, 210 - 10 * i, SIZE, UPWARDS, "F") for i, c in enumerate("办理结果")]
    down = [Char(c, 60, 160 + 10 * i, 70, 170 + 10 * i, SIZE, DOWNWARDS, "F") for i, c in enumerate("办理结果")]
    for chars in (up, down):
        assert texts(sheet(chars, ys=(50, 150, 250)))[1][0] == "办理结果"


def test_a_page_that_lies_on_its_side_is_turned_upright():
    """A wide table printed along the paper's long side is read like any other."""
    page = sheet([*word("规章", 55, 55), *word("12", 160, 55, 5)])
    lying = Sheet(
        1,
        page.height,
        page.width,
        [c._replace(x0=c.top, x1=c.bottom, top=595 - c.x1, bottom=595 - c.x0, turn=UPWARDS) for c in page.chars],
        [Rule(595 - rule.at, rule.start, rule.end) for rule in page.down],
        [Rule(rule.at, 595 - rule.end, 595 - rule.start) for rule in page.across],
    )
    assert texts(upright(lying))[0] == ["规章", "12", ""]


def test_prose_in_the_frame_of_a_table_is_not_of_the_table():
    """A page frame whose sides are the table's makes cells of the text above and below."""
    long = "本机关及时公开各类信息。"
    page = sheet([*word(long, 55, 55), *word("规章", 55, 105), *word("7", 165, 105), *word(long, 55, 125)])
    page.across = [Rule(y, 50, 250) for y in (50, 100, 120, 200)]
    page.down = [Rule(50, 50, 200), Rule(150, 100, 120), Rule(250, 50, 200)]
    found = frames(page, 10_000)
    assert found is not None
    (table,) = fill(page, found)[0]
    before, middle, after = opened(table)
    assert isinstance(before, TextLine)
    assert isinstance(middle, Table)
    assert isinstance(after, TextLine)
    assert (before.text, after.text) == (long, long)
    assert [cell.text for cell in grid([middle]).rows[0]] == ["规章", "7"]


def test_figures_below_each_other_in_a_guessed_cell_are_not_read():
    """Where nothing is ruled between columns they may be two rows' figures; a label of two lines is one label."""
    page = sheet([*word("规", 55, 55), *word("章", 55, 68), *word("7", 165, 55), *word("8", 165, 68)], ys=(50, 90))
    page.down = []
    assert texts(page) == [["规\n章", f"{UNDEFINED}7\n8"]]


def test_a_figure_over_two_columns_of_one_cell_is_not_shared_out():
    """Where no line parts two columns, figures are cells of their own only if each stands in one column."""
    across, down = ruled((50, 150, 200, 250), (50, 70, 90))
    down[2] = Rule(200, 50, 70)  # parts the columns in the first row alone
    above = [*word("名称", 55, 55), *word("甲", 160, 55), *word("乙", 210, 55), *word("规章", 55, 75)]

    def second_row(x):
        return texts(Sheet(1, 595, 842, [*above, *word("198", x, 75), *word("7", 235, 75)], across, down))[1]

    assert second_row(170) == ["规章", "198", "7"]
    assert second_row(186) == ["规章", "198\t7", ""]
