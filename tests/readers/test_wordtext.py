"""Of a Word file the text is read that Word shows, and nothing that it does not show."""

import pytest
from wordxml import cell, control, deleted, inserted, package, paragraph, result, row, run, table, text, text_box

from gov_disclosure.readers.docx import read_docx
from gov_disclosure.readers.files import Source


def blocks(body, **parts):
    """The blocks of a Word file with a body."""
    return read_docx(Source(package(body, **parts), "report.docx")).blocks


def lines(body, **parts):
    """The texts of the paragraphs of a body."""
    return [block.text for block in blocks(body, **parts)]


def grid(*rows):
    """The texts of a table's places, row by row; a place that another cell takes up is None."""
    (found,) = blocks(table(*rows))
    return [[None if place.merged else place.text for place in row] for row in found.rows]


def of(content):
    """The text of a paragraph with some content."""
    return lines(paragraph(content))


def test_deleted_text_is_not_there_and_inserted_text_is():
    """Of tracked changes the new text is shown, wherever it was moved to."""
    moved = '<w:moveFrom w:id="0">{}</w:moveFrom><w:moveTo w:id="1">{}</w:moveTo>'
    assert of(run("共") + deleted(run("7", kind="delText")) + inserted(run("12")) + run("件")) == ["共12件"]
    assert of(moved.format(run("旧"), run("新"))) == ["新"]
    assert lines(inserted(text("一"))) == ["一"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs():
    """Where only the mark is deleted, one paragraph goes on with the next, as it will when the change is accepted."""
    gone = '<w:rPr><w:del w:id="0"/></w:rPr>'
    assert lines(paragraph(run("一、总体"), gone) + text("情况", "正文")) == ["一、总体情况", "正文"]
    assert lines(paragraph(run("末"), gone)) == ["末"]


def test_deleted_rows_and_cells_are_not_there():
    """A row or a cell that is deleted as a tracked change does not count."""
    gone = cell(text("x")).replace("<w:tcPr>", '<w:tcPr><w:cellDel w:id="0"/>')
    properties = '<w:del w:id="0"/>'
    assert grid(row(cell(text("a")), gone, cell(text("b"))), row(cell(text("c")), cell(text("d")))) == [
        ["a", "b"],
        ["c", "d"],
    ]
    assert grid(row(*[cell(text("1"))] * 2), row(*[cell(text("2"))] * 2, properties=properties)) == [["1", "1"]]


def test_hidden_text_is_not_there():
    """Text hidden by itself or by its style is not read; what a run shows in a hidden style is."""
    assert of(run("5") + run("7", "<w:vanish/>") + run("7", '<w:rStyle w:val="h"/>')) == ["5"]
    assert of(run("5", '<w:vanish w:val="0"/><w:rStyle w:val="h"/>')) == ["5"]
    hidden = '<w:style w:type="paragraph" w:styleId="p"><w:rPr><w:vanish/></w:rPr></w:style>'
    based = '<w:style w:type="paragraph" w:styleId="q"><w:basedOn w:val="p"/></w:style>'
    body = paragraph(run("x"), '<w:pStyle w:val="q"/>') + text("y")
    assert lines(body, styles=hidden + based) == ["y"]


def test_text_that_is_struck_out_is_not_there():
    """A figure struck out by hand is none, by itself or by its style, unless a run says that it is not struck out."""
    assert of(run("382", "<w:strike/>") + run("48") + run("7", "<w:dstrike/>")) == ["48"]
    struck = '<w:style w:type="character" w:styleId="s"><w:rPr><w:strike/></w:rPr></w:style>'
    body = paragraph(run("7", '<w:rStyle w:val="s"/>') + run("5", '<w:rStyle w:val="s"/><w:strike w:val="0"/>'))
    assert lines(body, styles=struck) == ["5"]


@pytest.mark.parametrize("raised", ['<w:vertAlign w:val="superscript"/>', '<w:rStyle w:val="m"/>'])
def test_what_is_raised_beside_other_text_is_in_brackets(raised):
    """The mark of a note is no digit of the figure; a figure that is raised as a whole is a figure."""
    style = (
        '<w:style w:type="character" w:styleId="m"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="n"><w:basedOn w:val="m"/></w:style>'
    )

    def shown(content):
        return lines(paragraph(content), styles=style)

    assert shown(run("12") + run("1", raised)) == ["12[1]"]
    assert shown(run("1", raised) + run("12")) == ["[1]12"]
    assert shown(run("12", raised) + run("3", raised) + run(" ")) == ["123"]
    assert shown(run("12") + run("1", '<w:rStyle w:val="n"/>')) == ["12[1]"]
    assert shown(run("12") + run("3", '<w:rStyle w:val="m"/><w:vertAlign w:val="baseline"/>')) == ["123"]


def test_of_a_field_the_result_is_shown():
    """Instructions are not read, nor what stands in them; a field without a result shows nothing."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    nested = result(run("12"), "IF ").replace("<w:instrText", f"{result(run('9'))}<w:instrText", 1)
    assert of(run("共") + result(run("12")) + run("件")) == ["共12件"]
    assert of(nested) == ["12"]
    assert of(mark.format("begin") + run("PAGE", kind="instrText") + mark.format("end") + run("x")) == ["x"]
    assert of(mark.format("begin") + run("never ended")) == ["never ended"]
    assert of(f'<w:fldSimple w:instr="PAGE">{run("3")}</w:fldSimple>') == ["3"]


def test_a_text_box_is_read_once():
    """What stands in a text box is there once, though the file has it in a new and an old form."""
    assert lines(paragraph(run("a") + text_box(text("标题")))) == ["a", "标题"]
    old = text_box(text("old")).replace('Requires="wps"', 'Requires="later"')
    assert lines(paragraph(old)) == ["old"]


def test_a_text_box_in_a_cell_belongs_to_the_cell():
    """A figure typed into a text box over its cell is the cell's."""
    assert grid(row(cell(text("a")), cell(paragraph(text_box(text("5")))))) == [["a", "5"]]


def test_content_controls_are_read_and_their_prompts_are_not():
    """What was filled in is there, around runs, paragraphs, cells and rows; a prompt to fill in is a blank."""
    assert of(control(run("5"))) == ["5"]
    assert lines(control(text("a") + control(text("b")))) == ["a", "b"]
    prompt = control(run("单击此处输入文字。"), "<w:showingPlcHdr/>")
    assert grid(control(row(control(cell(text("1"))), cell(paragraph(prompt))))) == [["1", ""]]


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("<w:r><w:noBreakHyphen/><w:t>3</w:t></w:r>", "-3"),
        ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a\tb"),
        ('<w:r><w:sym w:font="Symbol" w:char="F035"/></w:r>', "5"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F035"/></w:r>', "\uf035"),
        ('<w:r><w:sym w:font="Symbol" w:char="x"/><w:t>y</w:t></w:r>', "y"),
        ("<w:r><w:t>5</w:t><w:softHyphen/><w:lastRenderedPageBreak/><w:t>6</w:t></w:r>", "56"),
        ('<w:r><w:t>5</w:t><w:footnoteReference w:id="1"/></w:r>', "5"),
        ('<w:hyperlink r:id="x"><w:r><w:t>链接</w:t></w:r></w:hyperlink>', "链接"),
        ("<w:r><w:ruby><w:rt>", None),
        ('<w:r><w:br w:type="page"/><w:t>x</w:t></w:r>', "x"),
        ("<w:smartTag><w:r><w:t>2023</w:t></w:r></w:smartTag>", "2023"),
        ("<!-- note --><w:r><w:t>x</w:t></w:r>", "x"),
    ],
)
def test_special_characters_are_what_word_shows(content, shown):
    """Characters that are elements in the file are read as the characters that Word shows."""
    if shown is None:
        reading, base = f"<w:rt>{run('guī')}</w:rt>", f"<w:rubyBase>{run('规')}</w:rubyBase>"
        content, shown = f"<w:r><w:ruby><w:rubyPr/>{reading}{base}</w:ruby></w:r>", "规"
    assert of(content) == [shown]


def test_a_line_break_ends_a_line_but_not_a_cell():
    """A heading on a line of its own in a paragraph is a heading; in a cell both lines are the cell's."""
    found = blocks(paragraph(run("一、总体情况\n本年度")))
    assert [(block.text, block.spaced) for block in found] == [("一、总体情况", True), ("本年度", False)]
    assert grid(row(cell(paragraph(run("6,7\n05"))), cell(text("社会", "组织")))) == [["6,7\n05", "社会\n组织"]]


def test_runs_and_choices_between_paragraphs_are_read():
    """A run that stands outside a paragraph is not lost, nor are paragraphs that are given in two forms."""
    choice = (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{text("new")}</mc:Choice>'
        f"<mc:Fallback>{text('old')}</mc:Fallback></mc:AlternateContent>"
    )
    assert lines(choice + run("bare")) == ["new", "bare"]
    assert lines(choice.replace('"wps"', '"unknown"')) == ["old"]
    assert lines(choice.replace('"wps"', '"unknown"').replace("mc:Fallback", "mc:Other")) == []


def test_a_line_break_in_the_file_is_a_space():
    """A program that breaks the lines of the file itself breaks no line of the text."""
    assert of("<w:r><w:t>政府\n信息</w:t></w:r>") == ["政府 信息"]


def test_a_formula_is_read():
    """A figure that was typed as a formula is a figure."""
    assert of(
        "<m:oMath xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'><m:r><m:t>5</m:t></m:r></m:oMath>"
    ) == ["5"]
