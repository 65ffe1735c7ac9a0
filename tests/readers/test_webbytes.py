"""What is left out of a page's bytes before they are parsed is nothing that is read."""

import re

import htmlforms
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import gov_disclosure as gd
from gov_disclosure.readers import webbytes
from gov_disclosure.readers.files import Source
from gov_disclosure.readers.flow import names_furniture
from gov_disclosure.readers.html import read_html
from gov_disclosure.readers.webbytes import without_menus, without_styles

PAGE = htmlforms.write(gd.read(htmlforms.EXAMPLE)).decode()
LINKS = "".join(f"<li><a href='/c/{i}.html' title='栏目{i}'>栏目{i}</a></li>\n" for i in range(9))
MENU = f"<div class='nav'><ul>{LINKS}</ul></div>"
PIECES = [
    *(
        "<li>甲</li>",
        "<a href='/'>乙</a>",
        '<a href="/">丙</a>',
        "<a href=/>丁</a>",
        "<ul>",
        "</ul>",
        "<div>",
        "</div>",
        "<p>戊",
    ),
    *(
        "</p>",
        "<span>",
        "</span>",
        "己",
        "\r\n",
        "'",
        '"',
        "<a href='",
        "'>",
        '">',
        "<a title='a>b'>",
        "-->",
        "<!--",
        "<b>庚",
    ),
    *(
        "<h2>辛</h2>",
        "<table><tr><td>1</td></tr></table>",
        "<td>",
        "</td>",
        "<div class='nav'>",
        '<div id="footer">',
        "<?",
    ),
    *(
        "<script>",
        "</script>",
        "<pre>",
        "</pre>",
        "<textarea>",
        "<div class='nav' title='x>'>",
        "<li><a",
        "</div",
        "&amp;",
    ),
]


def read(page):
    """The document in a page, with all that its cells know."""
    document = read_html(Source(page.encode(), "page.html"))
    return document, [[tuple(row) for row in block.rows] for block in document.blocks if hasattr(block, "rows")]


def cut(page):
    """A page without its menus, however small it is."""
    return without_menus(page.encode(), names_furniture).decode()


@pytest.fixture(autouse=True)
def _any_size(monkeypatch):
    monkeypatch.setattr(webbytes, "_LARGE", 0)


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.lists(st.sampled_from(PIECES), max_size=3), st.booleans())
@settings(max_examples=300, deadline=None)
def test_a_menu_that_is_left_out_was_not_read(pieces, before, closed):
    """Whatever a menu is made of and stands in, a page is read alike with it and without."""
    menu = f"{''.join(before)}<div class='nav'>{''.join(pieces)}{'</div>' * closed}"
    page = PAGE.replace("<body>", f"<body>{menu}", 1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(webbytes, "_LARGE", len(page) * 9)
        whole = read(page)
    assert read(page) == whole


@pytest.mark.parametrize("tag", ["div class='nav'", 'div id="menu" title="x"', "DIV\nCLASS='top nav'"])
def test_a_menu_is_left_out(tag):
    """Of a menu only its lines are left."""
    links = LINKS.replace("'", '"') if '"' in tag else LINKS
    page = f"<body><{tag}><div><ul>{links}</ul></div></div><p>甲</p>"
    lines = "\n" * links.count("\n")
    assert cut(page) == f"<body><{tag}>{lines}</div><p>甲</p>"


@pytest.mark.parametrize(
    "page",
    [
        f"<body><div class='text'>{LINKS}</div>",
        f"<body><table><tr><td>{MENU}</table>",
        f"<body><pre>{MENU}</pre>",
        f"<body><p title='{MENU}",
        f"<body><a href='x>{MENU}",
        f"<body><? {MENU}",
        MENU,
        "<body><div class='nav'><table><tr><td>1</table></div>",
        "<body><div class='nav'><h1>甲</h1></div>",
        "<body><div class='nav'><li>甲",
        "<body><!-- <div class='nav'>--><li>甲</div>",
        "<body><div class='nav'><a href='x>甲</a></div><p title=''>",
        "<body><div class='nav'><a href=\"x\">甲</a></div>",
        "<body><div class='nav'><a href=x</div>",
    ],
)
def test_what_may_be_read_stays(page):
    """A division that is no menu, or may be something else, stays as it is."""
    assert cut(page) == page


def test_small_pages_stay(monkeypatch):
    """To look for menus pays on large pages only."""
    monkeypatch.setattr(webbytes, "_LARGE", len(PAGE) * 9)
    assert cut(PAGE) == PAGE


def test_of_two_styles_the_first_counts():
    """A browser takes an attribute that is given twice as it is given first, in a page full of styles too."""
    twice = "<p style='color:red' style='display:none'>甲</p>"
    page = PAGE.replace("</h1>", "</h1>" + twice + "<b style='color:red'></b>" * 200, 1)
    assert "甲" in [getattr(block, "text", "") for block in read(page)[0].blocks]


def test_styles_that_are_not_in_utf8_do_not_make_a_page_another():
    """A page in GBK with Chinese words in its styles is read as what it is."""
    page = re.sub("<td", '<td style="font-family:宋体"', PAGE)
    for encoding in ("gbk", "utf-8"):
        found = gd.readers.read_source(Source(page.encode(encoding), "page.html"), skip_other=False)
        assert found == gd.readers.read_source(Source(PAGE.encode(), "page.html"), skip_other=False)
    assert b"style" in without_styles(page.encode("gbk")).replace(b"style='text-indent", b"")
