"""Web pages: HTML as published, as saved by a browser, as exported by Word, and XHTML."""

from __future__ import annotations

import re
from codecs import utf_8_decode
from typing import TYPE_CHECKING, Any

from attrs import evolve

from ..i18n import Listed, msg
from ..report.model import Note, Place
from .document import Document, Grid, Paragraph
from .files import Source, decode, signature
from .flow import Flow, names_furniture
from .webbytes import without_menus, without_styles

if TYPE_CHECKING:
    from lxml.etree import _Element

# What is inside a line. Without these tags the text of most cells and paragraphs is in one piece.
_INLINE = (
    *("a", "abbr", "b", "bdo", "big", "cite", "code", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "nobr"),
    *("q", "samp", "small", "span", "strong", "tt", "u", "var", "wbr", "o:p", "form"),
)
_HIDDEN = "//*[@hidden or contains(@style, 'isplay') or contains(@style, 'isibility') or contains(@style, 'ISPLAY')]"
_HIDES = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_GONE = "{hidden}gone"
"""What an element is renamed to that is to be taken out; no page can have one of this name."""
_META_TITLES = {"articletitle", "og:title", "title", "dc.title", "citation_title"}
_SEPARATORS = re.compile(r"\s*[-_|–—>»·/]+\s*|\s{2,}")
_MEMORY_ERRORS = 2_048
"""How deep libxml2 follows nested elements before it gives up, without saying so unless asked."""
_SHORTEST_PAGE = 300
_MOST_FRAMES = 3
_QUOTED = 20
_SMALL = 1_000_000
_TAGS_PER_CELL = 10
_TAGS = re.compile(r"^[^<>]*>|<[^>]*>?")
_LAST_TAG = re.compile(rb"</html\s*>", re.IGNORECASE)
# Patterns, since they find a word among many bytes in two thirds of the time that the bytes' own search takes.
_END = re.compile(rb"</html")
_MAY_HIDE = (re.compile(rb"display"), re.compile(rb"hidden"))
_BEGINS_CELL = (b"<td", b"<th")
_ENDS_ROW = (b"</tr", b"</table", b"</body", b"</html")
_FILES = re.compile(
    rb"""<a\s[^>]{0,300}href\s?=\s?["']?([^"'\s>]{1,300}\.(?:pdf|docx?|wps|ofd|xlsx?|et|zip|rar))["'\s>]""",
    re.IGNORECASE,
)
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_PIECE = 16_384
_MISFITS = 10
"""A text is in an encoding if at most one in so many of its characters beyond ASCII does not fit."""


def read_html(source: Source) -> Document:
    """The paragraphs and tables of a web page.

    Raises:
        ReadError: It is no web page, nested too deeply, has too large tables, or shows another page in a frame.
    """
    if _is_archive(source.data):
        from .mhtml import read_mhtml

        return read_mhtml(source)
    return parse_page(source)


def _is_archive(data: bytes) -> bool:
    head = data[:2_000].lstrip().lower()
    return not head.startswith(b"<") and b"mime-version:" in head and b"content-type:" in head


def parse_page(source: Source, *, lines: bool = True, alone: bool = True) -> Document:
    """The paragraphs and tables of a page.

    Args:
        source: The page.
        lines: Whether its lines are those of the file that was given.
        alone: Whether the pages that it shows in frames are not at hand.

    Raises:
        ReadError: As `read_html`.
    """
    data, notes = as_utf8(source)
    shown = without_menus(data, names_furniture)
    lower = shown.lower()
    root = _tree(shown, lower, source)
    if root is None:
        return Document((), notes=notes)
    titles = tuple(Paragraph(title, Place()) for title in _titles(root))
    frames = list(root.iter("frame", "iframe", "embed", "object"))
    _prepare(root, lower)
    flow = Flow(source, lines=lines)
    try:
        flow.read(root)
    except RecursionError:  # the caller's own calls count, too
        raise source.exceeds(msg("nested elements"), source.limits.depth) from None
    if not flow.tables:
        if alone:
            _refuse_frames(frames, flow, source)
        notes += tuple(Note("uncertain-reading", "", address) for address in _elsewhere(frames, data))
    document = evolve(flow.document(), titles=titles, notes=notes)
    return _with_doubt(document) if _ends_in_row(lower) else document


def _ends_in_row(lower: bytes) -> bool:
    """Whether a page was cut off within a row of a table."""
    return max(map(lower.rfind, _BEGINS_CELL)) > max(map(lower.rfind, _ENDS_ROW))


def _with_doubt(document: Document) -> Document:
    """The document with its last row in doubt: the last figure may be half of one."""
    blocks = document.blocks
    for at in reversed(range(len(blocks))):
        grid = blocks[at]
        if isinstance(grid, Grid):
            grid = evolve(grid, doubtful=grid.doubtful | {len(grid.rows) - 1})
            return evolve(document, blocks=(*blocks[:at], grid, *blocks[at + 1 :]))
    return document


def _check_size(data: bytes, source: Source) -> None:
    """Refuse a page of which the parser would make too much, before it does.

    Raises:
        ReadError: It has more tags than any report.
    """
    if len(data) > _SMALL and data.count(b"<") > _TAGS_PER_CELL * source.limits.cells:
        raise source.exceeds(msg("tags"), _TAGS_PER_CELL * source.limits.cells)


# Bytes ------------------------------------------------------------------------------------------------------------


def as_utf8(source: Source) -> tuple[bytes, tuple[Note, ...]]:
    """The page's bytes as UTF-8, without styles that nobody reads, and a note if some of them fit no encoding.

    What the page declares is often wrong, so what fits decides: UTF-8, UTF-16 or GB18030 (which includes GBK). Where
    nearly all of a page fits but not every byte, each of those bytes becomes U+FFFD: no character is lost unseen, and a
    figure with one in it is no figure.

    Raises:
        ReadError: It is another kind of file, in no known encoding, or has more tags than any report.
    """
    data, notes = source.data, tuple[Note, ...]()
    refuse_other(source)
    if b"\x00" not in data:
        _check_size(data, source)
        plain = without_styles(data)
        if _is_utf8(plain):
            return plain, ()
    if data.startswith(_WIDE) or data.count(b"\x00") * _MISFITS > len(data):
        data = decode(source).encode("utf-8", "replace")
    else:
        data, notes = _repaired(source)
    _check_size(data, source)
    return without_styles(data), notes


def _is_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8; seen piece by piece, since to make room for a whole text takes longer than to look."""
    pieces = memoryview(data)
    done, end = 0, len(data)
    try:
        while done < end:
            done += utf_8_decode(pieces[done : done + _PIECE], "strict", done + _PIECE >= end)[1]
    except UnicodeDecodeError:
        return False
    return True


def refuse_other(source: Source) -> None:
    """Say so if the file is something else under the name of a web page.

    Raises:
        ReadError: It is.
    """
    what = signature(source.data)
    if what is not None:
        text = msg("the name says web page, but it is {what}: give it the right suffix", what=msg(what))
        raise source.unreadable(text)


def _repaired(source: Source) -> tuple[bytes, tuple[Note, ...]]:
    """Of UTF-8 and GB18030 the one that fits, or nearly does."""
    for encoding in ("utf-8", "gb18030"):
        text = source.data.decode(encoding, "replace").replace("\x00", "\ufffd")
        bad = text.count("\ufffd")
        if bad * _MISFITS <= len(text) - len(text.encode("ascii", "ignore")):
            return text.encode("utf-8", "replace"), _doubts(text)
    return decode(source).encode("utf-8", "replace"), ()


def _doubts(text: str) -> tuple[Note, ...]:
    """A note that quotes the first place in which something could not be decoded."""
    at = text.find("\ufffd")
    if at < 0:
        return ()
    around = _TAGS.sub(" ", text[max(at - _QUOTED, 0) : at + _QUOTED])
    return (Note("uncertain-reading", "", " ".join(around.split())),)


# The tree ---------------------------------------------------------------------------------------------------------


def _tree(data: bytes, lower: bytes, source: Source) -> _Element | None:
    """The page's elements; nothing is fetched, and no entities but HTML's own are known."""
    try:
        from lxml import etree
    except ModuleNotFoundError:
        raise source.needs("html") from None
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(_in_one(data, lower), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        root = None
    last = parser.error_log.last_error
    if last is not None and "xcessive depth" in (last.message or ""):
        raise source.exceeds(msg("nested elements"), _MEMORY_ERRORS)
    return root


def _in_one(data: bytes, lower: bytes) -> bytes:
    """A page without the end tag after which the parser stops, where more follows: pages are put together of files."""
    end = _END.search(lower)
    if end is None or not _LAST_TAG.sub(b"", data[end.start() :]).strip():
        return data
    return _LAST_TAG.sub(b"", data)


def _titles(root: _Element) -> list[str]:
    """What the page itself says is its title; the name of the site and the menu's path are told apart."""
    named = [meta for meta in root.iter("meta") if _name(meta).lower() in _META_TITLES]
    found = [meta.get("content") or "" for meta in named]
    for title in root.iter("title"):
        whole = "".join(title.itertext())
        found += [whole, *_SEPARATORS.split(whole.strip())]
        break
    return [text for title in found if (text := " ".join(title.split()))]


def _name(meta: _Element) -> str:
    return meta.get("name") or meta.get("property") or ""


def _prepare(root: _Element, lower: bytes) -> None:
    """Take out what is hidden, and the tags that only dress text up."""
    from lxml import etree

    if any(word.search(lower) for word in _MAY_HIDE):
        for element in _hidden(root):
            element.tag = _GONE
        etree.strip_elements(root, _GONE, with_tail=False)
    etree.strip_tags(root, *_INLINE)


def _hidden(root: _Element) -> list[_Element]:
    """The elements that are not shown; not those with most of the page's cells, which a script will show."""
    marked: list[Any] = root.xpath(_HIDDEN)
    hidden = [e for e in marked if e.get("hidden") is not None or _HIDES.search(e.get("style") or "")]
    cells = {cell for element in hidden for cell in element.iter("td", "th")}
    if 2 * len(cells) > sum(1 for _ in root.iter("td", "th")):
        return [element for element in hidden if next(element.iter("td", "th"), None) is None]
    return hidden


def _addresses(frames: list[_Element]) -> list[str]:
    return [address for frame in frames if (address := frame.get("src") or frame.get("data"))]


def _elsewhere(frames: list[_Element], data: bytes) -> list[str]:
    """Where the tables may stand that a page without any lacks: in what it shows in frames, and in files beside it."""
    files = [address.decode("utf-8", "replace") for address in _FILES.findall(data)]
    return list(dict.fromkeys(_addresses(frames) + files))[:_MOST_FRAMES]


def _refuse_frames(frames: list[_Element], flow: Flow, source: Source) -> None:
    """A page that shows nothing but another page is no report; its reader must be given the other one.

    Raises:
        ReadError: It is such a page.
    """
    shown = _addresses(frames)
    if shown and flow.length < _SHORTEST_PAGE:
        addresses = Listed(tuple(shown[:_MOST_FRAMES]))
        text = msg("the page only shows another one in a frame: open {address} and save that page", address=addresses)
        raise source.unreadable(text)
