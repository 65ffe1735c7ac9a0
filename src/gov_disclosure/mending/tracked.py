"""A mend as tracked changes in a Word file: who opens it sees each figure struck out and the new one beside it.

Only the text part of the file is touched; everything else is copied byte by byte.
"""

from __future__ import annotations

import copy
import datetime as dt
import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, TypeAlias

from ..i18n import msg
from ..readers.limits import DEFAULT
from ..report.cells import clean
from ..report.model import Place, Report
from .errors import WriteError
from .model import Change, Changes

AUTHOR = "gov-disclosure"

Element: TypeAlias = Any
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ORDINARY = _WORD.encode()
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_OFF = {"0", "false", "off", "none"}
_OFFICE_DOCUMENT = "/officeDocument"
_DAMAGES = (zipfile.BadZipFile, zlib.error, KeyError, EOFError, NotImplementedError, RuntimeError)


def _w(name: str) -> str:
    return f"{{{_WORD}}}{name}"


_WRAPPERS = {_w(name) for name in ("ins", "moveTo", "sdt", "sdtContent", "customXml", "smartTag")}


def tracked(data: bytes, report: Report, changes: Changes) -> bytes:
    """The Word file with the changes as tracked ones.

    Args:
        data: The file.
        report: The report as it was read from the file; its places tell where the figures stand.
        changes: The changes to make.

    Raises:
        WriteError: A figure's place is not known, something else stands there, the file is damaged or too large, or
            lxml is not installed.
    """
    try:
        from lxml import etree
    except ImportError:
        needed = msg('writing Word files needs an extra: pip install "gov-disclosure[{extra}]"', extra="docx")
        raise WriteError(needed) from None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(entry.file_size for entry in package.infolist()) > DEFAULT.unpacked_bytes:
                raise WriteError(msg("the file is too large to be copied"))
            return _changed(package, report, changes, etree)
    except (*_DAMAGES, etree.LxmlError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise WriteError(msg("the Word file is damaged ({reason})", reason=reason)) from None


def _changed(package: zipfile.ZipFile, report: Report, changes: Changes, etree: Any) -> bytes:
    """The package with the changes in its text part."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    name = _main_part(package, etree.fromstring(package.read("_rels/.rels"), parser))
    text = package.read(name)
    strict = _STRICT in text
    root = etree.fromstring(text.replace(_STRICT, _ORDINARY), parser)
    body = root.find(_w("body"))
    if body is None:
        raise WriteError(msg("the Word file is damaged: it has no text part"))
    tables = _Tables(body)
    pen = _Pen(root, etree)
    for change in changes:
        pen.replace(tables.cell(report, change), str(change.after))
    text = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return _packed(package, name, text.replace(_ORDINARY, _STRICT) if strict else text)


def _main_part(package: zipfile.ZipFile, relationships: Element) -> str:
    """The name of the part that holds the text."""
    for entry in relationships:
        if str(entry.get("Type")).endswith(_OFFICE_DOCUMENT):
            name = posixpath.normpath(posixpath.join("/", str(entry.get("Target")))).lstrip("/")
            if name in package.namelist():
                return name
    raise WriteError(msg("the Word file is damaged: it has no text part"))


def _packed(package: zipfile.ZipFile, name: str, text: bytes) -> bytes:
    """The package with one part replaced."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as copied:
        for entry in package.infolist():
            copied.writestr(entry, text if entry.filename == name else package.read(entry))
    return content.getvalue()


# Finding the cell -------------------------------------------------------------------------------------------------


class _Tables:
    """The tables of a document in order, those left out that only lay out the page."""

    def __init__(self, body: Element) -> None:
        self._tables = list(_tables(body))

    def cell(self, report: Report, change: Change) -> Element:
        """The cell in which a figure stands."""
        place = report.locations.get(change.cell)
        if place is None or place.table is None or place.row is None or place.column is None:
            raise WriteError(msg("it is not known where {cell} stands in the file", cell=change.cell))
        found = self._at(place)
        if found is None or clean(place.text or "") not in clean(shown(found)):
            raise WriteError(msg("{cell} is not found in the file where it was read", cell=change.cell))
        return found

    def _at(self, place: Place) -> Element | None:
        table, row, column = place.table or 0, place.row or 0, place.column or 0
        if not 0 < table <= len(self._tables):
            return None
        rows = [r for r in _below(self._tables[table - 1], "tr") if r.find(f"{_w('trPr')}/{_w('del')}") is None]
        return _cell_of(rows[row - 1], column) if 0 < row <= len(rows) else None


def _tables(container: Element) -> Iterator[Element]:
    for table in _below(container, "tbl"):
        if _is_frame(table):
            for row in _below(table, "tr"):
                for cell in _below(row, "tc"):
                    yield from _tables(cell)
        elif next(_below(table, "tr"), None) is not None:
            yield table


def _is_frame(table: Element) -> bool:
    """Whether a table only lays out the page: it has one column, or more cells in tables within it than filled ones."""
    rows = [list(_below(row, "tc")) for row in _below(table, "tr")]
    cells = [cell for row in rows for cell in row]
    if all(len(row) == 1 for row in rows):
        return True
    inner = sum(_size(below) for cell in cells for below in _below(cell, "tbl"))
    own = sum(1 for cell in cells if any(shown(paragraph).strip() for paragraph in _below(cell, "p")))
    return inner > own


def _size(table: Element) -> int:
    """How many cells a table has that is one: of several rows and columns."""
    rows = [list(_below(row, "tc")) for row in _below(table, "tr")]
    nested = sum(_size(below) for row in rows for cell in row for below in _below(cell, "tbl"))
    whole = len(rows) > 1 and any(len(row) > 1 for row in rows)
    return nested + (sum(map(len, rows)) if whole else 0)


def _below(container: Element, name: str) -> Iterator[Element]:
    """The children of a kind, those in content controls and insertions too."""
    for element in container:
        if element.tag == _w(name):
            yield element
        elif element.tag in _WRAPPERS:
            yield from _below(element, name)


def _cell_of(row: Element, column: int) -> Element | None:
    """The cell of a row that covers a column of the grid."""
    at = _number(row.find(f"{_w('trPr')}/{_w('gridBefore')}"), 0)
    for cell in _below(row, "tc"):
        if cell.find(f"{_w('tcPr')}/{_w('cellDel')}") is not None:
            continue
        at += max(_number(cell.find(f"{_w('tcPr')}/{_w('gridSpan')}"), 1), 1)
        if at >= column:
            return cell
    return None


def _number(element: Element | None, default: int) -> int:
    text = "" if element is None else element.get(_w("val"), "")
    return int(text) if text.isascii() and text.isdigit() else default


def shown(element: Element) -> str:
    """The text that an element shows; the paragraphs of a cell on lines of their own."""
    paragraphs = list(_below(element, "p")) or [element]
    return "\n".join("".join(text.text or "" for text in _texts(paragraph)) for paragraph in paragraphs)


def _texts(paragraph: Element) -> Iterator[Element]:
    """The texts of a paragraph that are neither deleted nor hidden."""
    for text in paragraph.iter(_w("t")):
        gone = next(text.iterancestors(_w("del"), _w("moveFrom")), None) is not None
        hidden = text.getparent().find(f"{_w('rPr')}/{_w('vanish')}")
        if not gone and (hidden is None or hidden.get(_w("val"), "true").lower() in _OFF):
            yield text


# Changing it ------------------------------------------------------------------------------------------------------


class _Pen:
    """Strikes out and inserts, with the author's name."""

    def __init__(self, root: Element, etree: Any) -> None:
        self._etree = etree
        marked = (
            element.get(_w("id"), "") for element in root.iter(_w("ins"), _w("del"), _w("moveFrom"), _w("moveTo"))
        )
        self._id = max((int(text) for text in marked if text.isascii() and text.isdigit()), default=0)
        self._date = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def replace(self, cell: Element, figure: str) -> None:
        """Strike out what a cell shows and insert a figure after it."""
        runs = list(dict.fromkeys(next(text.iterancestors(_w("r"))) for p in _below(cell, "p") for text in _texts(p)))
        properties = None
        for run in runs:
            properties = run.find(_w("rPr")) if properties is None else properties
            self._strike_out(run)
        inserted = self._mark("ins")
        run = self._etree.SubElement(inserted, _w("r"))
        if properties is not None:
            run.append(copy.deepcopy(properties))
        self._etree.SubElement(run, _w("t")).text = figure
        if runs:
            after = _outermost(runs[-1])
            after.addnext(inserted)
        else:
            self._paragraph(cell).append(inserted)

    def _strike_out(self, run: Element) -> None:
        struck = self._mark("del")
        run.addprevious(struck)
        struck.append(run)
        for text in list(run.iter(_w("t"))):
            text.tag = _w("delText")
            text.set(_SPACE, "preserve")

    def _mark(self, name: str) -> Element:
        self._id += 1
        mark = self._etree.Element(_w(name), nsmap={"w": _WORD})
        for key, value in (("id", str(self._id)), ("author", AUTHOR), ("date", self._date)):
            mark.set(_w(key), value)
        return mark

    def _paragraph(self, cell: Element) -> Element:
        """The first paragraph of a cell; every cell has one."""
        found = next(_below(cell, "p"), None)
        return self._etree.SubElement(cell, _w("p")) if found is None else found


def _outermost(run: Element) -> Element:
    """The child of a paragraph in which a run stands: an insertion within an insertion is not allowed."""
    element = run
    while element.getparent().tag != _w("p"):
        element = element.getparent()
    return element
