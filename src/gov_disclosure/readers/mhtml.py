"""Web archives (.mhtml, .mht): a page and what belongs to it in one file, as a browser or Word saves it."""

from __future__ import annotations

from attrs import evolve

from ..i18n import msg
from .document import Document, Grid
from .files import Source


def read_mhtml(source: Source) -> Document:
    """The paragraphs and tables of the page in a web archive.

    Of several pages (the frames of the one that was saved, and what is shown beside it) it is the one with most in its
    tables.

    Raises:
        ReadError: There is no page in it, or it cannot be read.
    """
    from .html import parse_page, refuse_other

    if source.data.lstrip()[:1] == b"<":  # a page under the name of an archive
        return parse_page(source)
    refuse_other(source)
    pages = _pages(source)
    if not pages:
        raise source.unreadable(msg("there is no page in this web archive; save the page again as HTML"))
    alone = len(pages) == 1
    return max((parse_page(evolve(source, data=page), lines=False, alone=alone) for page in pages), key=_cells)


def _cells(document: Document) -> int:
    return sum(len(row) for block in document.blocks if isinstance(block, Grid) for row in block.rows)


def _pages(source: Source) -> list[bytes]:
    """The archive's pages that hold something."""
    import email

    try:
        parts = [part for part in email.message_from_bytes(source.data).walk() if not part.is_multipart()]
        if len(parts) > source.limits.members:
            raise source.exceeds(msg("parts"), source.limits.members)
        pages = (part.get_payload(decode=True) for part in parts if part.get_content_type() in _PAGES)
        return [page for page in pages if isinstance(page, bytes) and page.strip()]
    except (RecursionError, ValueError, LookupError) as error:
        text = msg("the web archive is damaged ({reason}); save the page again as HTML", reason=type(error).__name__)
        raise source.unreadable(text) from None


_PAGES = ("text/html", "application/xhtml+xml")
