"""PDF: tables by their ruled lines, over page breaks too, and paragraphs put together again from lines."""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from attrs import evolve

from ..findings import NO_TEXT_LAYER
from ..i18n import msg
from ..report.model import Place
from .document import Block, Document, Paragraph, numbered
from .errors import unreadable
from .files import Source
from .lines import TextLine, joined, paragraphs, text_lines
from .marks import UNDEFINED, Sheet, upright
from .pagetables import Table, fill, grid, opened
from .ruling import NEAR, Frame, align, frames, without_page_frames

Item: TypeAlias = TextLine | Table
"""A line of prose, or a table as far as it stands on one page."""

_MARGIN = 0.12
"""Page numbers and running headers stand in this part of a page's height."""
_NUMBER = r"(?:[0-9０-９]{1,3}|[ivxⅰ-ⅻ]{1,5})"
_PAGE_NUMBER = re.compile(
    rf"[\s\-—–－_~·•|/]*(?:第|page)?\s*{_NUMBER}\s*页?(?:[\s,，、/／]*(?:共|of|/|／)\s*{_NUMBER}\s*页?)?[\s\-—–－_~·•|/]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[0-9０-９]+")
_MOST_UNDEFINED = 0.3
_USUAL = 0.4
"""A running header may differ on even and odd pages, and be left out on the first."""
_MARGIN_LINES = 2
_PROSE = re.compile(r"[。；，、]$")
_LINES_BETWEEN = 3
"""So many lines between two tables may be headers and footers that were not recognised."""


def read_pdf(source: Source) -> Document:
    """The paragraphs and grids of a PDF.

    Raises:
        ReadError: It cannot be read, is protected by a password, holds more than a limit allows, or (GD004) has no
            text.
    """
    sheets = [upright(sheet) for sheet in _sheets(source)]
    if not any(sheet.has_text for sheet in sheets):
        text = msg("the PDF holds pictures of pages, no text: ask for the file from which it was made (Word, WPS)")
        raise unreadable(source.path, text, rule=NO_TEXT_LAYER)
    _check_characters(source, sheets)
    without_page_frames(sheets)
    ruled = [_frames(source, sheet) for sheet in sheets]
    align(ruled)
    pages = _without_margins([(sheet, _items(sheet, found)) for sheet, found in zip(sheets, ruled, strict=True)])
    blocks = _blocks(pages)
    pictures = tuple(sheet.number for sheet in sheets if sheet.is_picture)
    return evolve(numbered(blocks), unread=pictures)


def _sheets(source: Source) -> list[Sheet]:
    """The pages as drawn; whatever the library makes of a broken file, it is a file that cannot be read."""
    try:
        from . import pdfpages
    except ModuleNotFoundError:
        raise source.needs("pdf") from None
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    try:
        return list(pdfpages.sheets(source))
    except pdfpages.TooMuchError as error:
        raise source.exceeds(error.what, error.limit) from None
    except pdfpages.LOCKED:
        raise source.unreadable(msg("the PDF is protected by a password: save it without one")) from None
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - the library raises anything when a file is broken
        text = msg("the PDF is damaged: open it in a PDF viewer and save or print it anew as a PDF")
        raise source.unreadable(text) from None


def _check_characters(source: Source, sheets: Sequence[Sheet]) -> None:
    """Refuse a file whose fonts do not say which characters they draw."""
    counts = Counter(char.text == UNDEFINED for sheet in sheets for char in sheet.chars)
    if counts[True] > _MOST_UNDEFINED * counts.total():
        text = msg(
            "the PDF does not say which characters it shows: ask for the file from which it was made (Word, WPS)"
        )
        raise source.unreadable(text)


# Pages ------------------------------------------------------------------------------------------------------------


def _frames(source: Source, sheet: Sheet) -> list[Frame]:
    found = frames(sheet, source.limits.cells)
    if found is None:
        raise source.exceeds(msg("cells"), source.limits.cells)
    return found


def _items(sheet: Sheet, found: Sequence[Frame]) -> list[Item]:
    """The lines and tables of a page, from above."""
    tables, outside = fill(sheet, found)
    items: list[Item] = [item for table in tables for item in opened(table)]
    items += text_lines(outside, sheet.number)
    return sorted(items, key=lambda item: item.top)


Pages: TypeAlias = list[tuple[Sheet, list[Item]]]


def _without_margins(pages: Pages) -> list[list[Item]]:
    """What stands on each page without page numbers, and without the lines that most pages have at the same place."""
    margins = [_margin_lines(sheet, items) for sheet, items in pages]
    shown = Counter(key for lines in margins for key in set(map(_key, lines)))
    usual = {key for key, count in shown.items() if count >= max(2, _USUAL * len(pages))}
    return [
        [item for item in items if item not in lines or not _is_margin(item, usual)]
        for (_, items), lines in zip(pages, margins, strict=True)
    ]


def _margin_lines(sheet: Sheet, items: Sequence[Item]) -> list[TextLine]:
    """The first and last lines of a page that stand near its edge."""
    edge = _MARGIN * sheet.height
    head = [item for item in items[:_MARGIN_LINES] if isinstance(item, TextLine) and item.top < edge]
    foot = [item for item in items[-_MARGIN_LINES:] if isinstance(item, TextLine)]
    return [*head, *(item for item in foot if item.bottom > sheet.height - edge)]


def _key(line: TextLine) -> tuple[str, int]:
    return _DIGITS.sub("0", line.text), round(line.top / 2)


def _is_margin(item: Item, usual: set[tuple[str, int]]) -> bool:
    if not isinstance(item, TextLine):
        return False
    return _PAGE_NUMBER.fullmatch(item.text) is not None or (_key(item) in usual and not _PROSE.search(item.text))


# Blocks -----------------------------------------------------------------------------------------------------------


def _blocks(pages: Sequence[Sequence[Item]]) -> list[Block]:
    """The blocks of all pages in order, what a page break parted put together."""
    items = list(_without_boxes([item for page in pages for item in page]))
    lines = [item for item in items if isinstance(item, TextLine)]
    edges = (min(line.x0 for line in lines), max(line.x1 for line in lines)) if lines else (0.0, 0.0)
    blocks: list[Block] = []
    at = 0
    while at < len(items):
        end = at + 1
        while end < len(items) and _belongs(items[end - 1], items[end]):
            end += 1
        run = items[at:end]
        tables = [item for item in run if isinstance(item, Table)]
        if tables:
            blocks.append(grid(tables, before=_before(items, at)))
        else:
            several = paragraphs([item for item in run if isinstance(item, TextLine)], *edges)
            blocks += [Paragraph(joined(several_lines), Place(page=several_lines[0].page)) for several_lines in several]
        at = end
    return blocks


def _before(items: Sequence[Item], at: int) -> Table | None:
    """The table above on the page before that may go on here, though lines stand between."""
    index = at - 1
    while index >= 0 and at - index <= _LINES_BETWEEN and isinstance(items[index], TextLine):
        index -= 1
    before = items[index] if index >= 0 else None
    return before if isinstance(before, Table) and before.page + 1 == items[at].page else None


def _without_boxes(items: Sequence[Item]) -> Iterator[Item]:
    """The items, and instead of a box around text its lines; at a page's end a box may be a table's first row."""
    for before, item, after in zip([None, *items], items, [*items[1:], None], strict=False):
        alone = not (before and _belongs(before, item)) and not (after and _belongs(item, after))
        if isinstance(item, Table) and len(item.cells) == 1 and alone:
            yield from item.lines(item.cells.pop())
        else:
            yield item


def _belongs(last: Item, item: Item) -> bool:
    """Whether two items that follow each other are lines, or a table and its part on the next page."""
    if isinstance(last, TextLine) or isinstance(item, TextLine):
        return isinstance(last, TextLine) and isinstance(item, TextLine)
    if item.page != last.page + 1 or last.frame.guessed or item.frame.guessed:
        return False
    left, right = last.frame.xs[0] - item.frame.xs[0], last.frame.xs[-1] - item.frame.xs[-1]
    return abs(left - right) <= 2 * NEAR
