"""Word files (.docx, .docm), as Word and WPS save them, strict ones too."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import Any

from attrs import frozen

from ..i18n import msg
from .document import Document
from .files import Source
from .packages import Package, open_package, ordinary
from .wordbody import Walker
from .wordgrid import Blocks
from .wordlists import Numbering, Styles
from .wordml import Element, w

_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_WANTED = {"styles": "styles+xml", "numbering": "numbering+xml"}
_MAIN = "document.main+xml"


def read_docx(source: Source) -> Document:
    """The paragraphs and tables of a Word file.

    Raises:
        ReadError: It is none, damaged, protected, exceeds a limit, or python-docx is not installed.
    """
    body, numbering = _open(source)
    try:
        items = Walker(source, numbering).items(body)
        return Document(tuple(Blocks(source).of(items)))
    except RecursionError:
        raise source.exceeds(msg("levels of nesting"), source.limits.depth) from None


def _open(source: Source) -> tuple[Element, Numbering]:
    """The body of a Word file, with what is needed to number its paragraphs."""
    try:
        import docx
        from lxml import etree
    except ModuleNotFoundError:
        raise source.needs("docx") from None
    try:
        found = docx.Document(io.BytesIO(_essence(open_package(source), etree)))
        parts = {name: _part(found, name) for name in _WANTED}
    except (etree.LxmlError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        text = msg("the Word file is damaged ({reason}): open it with Word or WPS and save it again", reason=reason)
        raise source.unreadable(text) from None
    body = found.element.find(w("body"))
    if body is None:
        raise source.unreadable(msg("the Word file is damaged: it has no text part"))
    return body, Numbering(Styles.of(parts["styles"]), parts["numbering"])


def _part(document: Any, name: str) -> Element | None:
    """The root of a part beside the text; None if there is none."""
    related = (r.target_part for r in document.part.rels.values() if r.reltype == _RELATIONSHIPS + name)
    part = next(related, None)
    return None if part is None else part.element


# The parts that matter --------------------------------------------------------------------------------------------


@frozen
class _Target:
    """A part that another one refers to: what for, and its name."""

    kind: str
    name: str


def _essence(package: Package, etree: Any) -> bytes:
    """The text, the styles and the lists of a Word file, as a Word file of their own.

    Pictures, embedded files, macros and whatever lies outside are left behind, and a strict file becomes an ordinary
    one, the only kind that python-docx opens.
    """
    main = next((t.name for t in _targets(package, "", etree) if t.kind == "officeDocument"), None)
    if main is None:
        raise package.source.unreadable(msg("this is no Word file, although its name says so"))
    parts = {"document": main}
    for target in _targets(package, main, etree):
        if target.kind in _WANTED and target.name in package:
            parts.setdefault(target.kind, target.name)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for kind, name in parts.items():
            archive.writestr(f"word/{kind}.xml", ordinary(package.read_xml(name)))
        archive.writestr("[Content_Types].xml", _content_types(parts))
        archive.writestr("_rels/.rels", _relationships({"officeDocument": "word/document.xml"}))
        beside = {kind: f"{kind}.xml" for kind in parts if kind != "document"}
        archive.writestr("word/_rels/document.xml.rels", _relationships(beside))
    return content.getvalue()


def _targets(package: Package, name: str, etree: Any) -> list[_Target]:
    """The parts of the package that one of them refers to, or the package itself."""
    folder, file = posixpath.split(name)
    listing = posixpath.join(folder, "_rels", f"{file}.rels")
    if listing not in package:
        return []
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(ordinary(package.read_xml(listing)), parser)
    return [
        _Target(str(entry.get("Type")).rpartition("/")[2], posixpath.normpath(posixpath.join("/", folder, target)))
        for entry in root
        if isinstance(entry.tag, str) and (target := entry.get("Target")) and entry.get("TargetMode") != "External"
    ]


def _content_types(kinds: dict[str, str]) -> str:
    overrides = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPE}{_WANTED.get(kind, _MAIN)}"/>' for kind in kinds
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relationships(targets: dict[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="r{kind}" Type="{_RELATIONSHIPS}{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'
    )
