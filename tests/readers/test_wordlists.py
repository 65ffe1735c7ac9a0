"""Automatic numbering is resolved to what Word shows: 一、 and not 1、."""

import pytest
from wordxml import level, lists, package, paragraph, run

from gov_disclosure.readers.docx import read_docx
from gov_disclosure.readers.files import Source


def blocks(data):
    """The blocks of a Word file."""
    return read_docx(Source(data, "report.docx")).blocks


def lines(body, **parts):
    """The texts of the paragraphs of a body."""
    return [block.text for block in blocks(package(body, **parts))]


def numbered(*items, properties='<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'):
    """Paragraphs in a list: the level, the number of the list, and the text."""
    return "".join(paragraph(run(words), properties.format(at, number)) for at, number, words in items)


@pytest.mark.parametrize(
    ("form", "shape", "shown"),
    [
        ("chineseCounting", "%1、", ["一、甲", "二、甲"]),
        ("chineseCountingThousand", "第%1部分", ["第一部分 甲", "第二部分 甲"]),
        ("japaneseCounting", "（%1）", ["（一）甲", "（二）甲"]),
        ("decimal", "%1、", ["1、甲", "2、甲"]),
        ("decimalFullWidth", "%1．", ["１．甲", "２．甲"]),
        ("ideographTraditional", "%1、", ["甲、甲", "乙、甲"]),
        ("decimalEnclosedCircle", "%1", ["① 甲", "② 甲"]),
        ("upperRoman", "%1.", ["I.甲", "II.甲"]),
        ("lowerLetter", "%1)", ["a)甲", "b)甲"]),
        ("bullet", "\uf06c", ["甲", "甲"]),
        ("none", "注：", ["注：甲", "注：甲"]),
    ],
)
def test_a_list_is_numbered_as_word_shows_it(form, shape, shown):
    """The numbers of a list stand before its paragraphs, in the way that the list says."""
    assert lines(numbered((0, 1, "甲"), (0, 1, "甲")), numbering=lists(level(0, form, shape))) == shown


def test_nothing_separates_a_number_that_says_so():
    """第一部分 and the text are one word where the list says that nothing stands between them."""
    made = lists(level(0, "chineseCounting", "第%1部分", '<w:suff w:val="nothing"/>'))
    assert lines(numbered((0, 1, "甲")), numbering=made) == ["第一部分甲"]


def test_levels_count_below_each_other():
    """A lower level begins again below each number above it, and may show the numbers above."""
    make = level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2.", "<w:isLgl/>")
    body = numbered((0, 1, "a"), (1, 1, "b"), (1, 1, "c"), (0, 1, "d"), (1, 1, "e"))
    assert lines(body, numbering=lists(make)) == ["一、a", "1.1.b", "1.2.c", "二、d", "2.1.e"]


def test_a_level_that_does_not_restart_goes_on():
    """A level counts on below the next number above it if the list says so."""
    make = level(0, "chineseCounting", "%1、") + level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')
    body = numbered((0, 1, "a"), (1, 1, "b"), (0, 1, "c"), (1, 1, "d"))
    assert lines(body, numbering=lists(make)) == ["一、a", "1.b", "二、c", "2.d"]


def test_lists_of_one_make_share_their_count_unless_one_begins_anew():
    """Word goes on counting over lists of the same make; one with a start of its own begins there."""
    make = level(0, "decimal", "%1.")
    more = '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    anew = more.replace('"2"', '"3"').replace(
        "</w:num>", '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = numbered((0, 1, "a"), (0, 2, "b"), (0, 3, "c"), (0, 3, "d"))
    assert lines(body, numbering=lists(make) + more + anew) == ["1.a", "2.b", "5.c", "6.d"]


def test_each_level_begins_anew_when_it_is_first_used():
    """A list that begins anew at its first level does so there, even if a lower level comes before."""
    make = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2.")
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    anew = f'<w:num w:numId="2"><w:abstractNumId w:val="1"/>{start}</w:num>'
    body = numbered((0, 1, "a"), (1, 2, "b"), (0, 2, "c"), (1, 1, "d"), (0, 1, "e"))
    assert lines(body, numbering=lists(make) + anew) == ["1.a", "1.1.b", "5.c", "5.1.d", "6.e"]


def test_a_list_may_change_a_level_and_a_paragraph_may_leave_its_list():
    """A level that a list gives anew is used; the list 0 is none; a paragraph of an unknown list has no number."""
    changed_level = f'<w:lvlOverride w:ilvl="0">{level(0, "chineseCounting", "（%1）")}</w:lvlOverride>'
    made = lists(level(0, "decimal", "%1."), overrides=changed_level)
    style = '<w:style w:type="paragraph" w:styleId="s"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    left = paragraph(run("b"), '<w:pStyle w:val="s"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    body = paragraph(run("a"), '<w:pStyle w:val="s"/>') + left + numbered((0, 9, "c"))
    assert lines(body, numbering=made, styles=style) == ["（一）a", "b", "c"]


def test_a_list_may_be_made_by_a_style():
    """A list that refers to a list style is numbered as the list of that style."""
    linked = '<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="L"/></w:abstractNum>'
    refers = '<w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num>'
    style = '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    made = lists(level(0, "chineseCounting", "%1、")) + linked + refers
    assert lines(numbered((0, 7, "a")), numbering=made, styles=style) == ["一、a"]


def test_a_number_in_a_form_of_its_own_is_read_in_the_form_for_other_programs():
    """A format that only new versions know has another beside it."""
    make = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt '
        'w:val="custom" w:format="001"/></mc:Choice><mc:Fallback><w:numFmt w:val="chineseCounting"/></mc:Fallback>'
        '</mc:AlternateContent><w:lvlText w:val="%1、"/></w:lvl>'
    )
    assert lines(numbered((0, 1, "a")), numbering=lists(make)) == ["一、a"]
