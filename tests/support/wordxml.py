"""The XML of Word files, piece by piece, and the archive around it: what python-docx does not write."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
}
STRICT = {
    NAMESPACES["w"]: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    NAMESPACES["r"]: "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."

# The file ---------------------------------------------------------------------------------------------------------


def package(
    body: str,
    *,
    strict: bool = False,
    numbering: str | None = None,
    styles: str | None = None,
    method: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """A Word file with a body, given as XML, and with styles and lists."""
    parts = {
        "word/document.xml": f"<w:document {DECLARED}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": f"<w:styles {DECLARED}>{_STYLES if styles is None else styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {DECLARED}>{_LISTS if numbering is None else numbering}</w:numbering>",
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _relationships({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": _relationships({"styles": "styles.xml", "numbering": "numbering.xml"}),
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, part in parts.items():
            xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + part
            for ordinary, other in STRICT.items() if strict else ():
                xml = xml.replace(ordinary, other)
            archive.writestr(name, xml)
    return content.getvalue()


def repacked(data: bytes, **changes: bytes | str | None) -> bytes:
    """A Word file with parts replaced, added or left out; in a name ``__`` may stand for a slash, ``_`` for a dot."""
    plain = {name: name if "." in name else name.replace("__", "/").replace("_", ".") for name in changes}
    named = {plain[name]: content for name, content in changes.items()}
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in (*old.namelist(), *(name for name in named if name not in old.namelist())):
            content = named.get(name, b"") if name in named else old.read(name)
            if content is not None:
                new.writestr(name, content)
    return made.getvalue()


def _relationships(targets: dict[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="{kind}" Type="{NAMESPACES["r"]}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'
    )


_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_TYPE}numbering+xml"/></Types>'
)
_STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="numbered"/><w:basedOn w:val="1"/>'
    '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="3"><w:name w:val="numbered, too"/><w:basedOn w:val="2"/></w:style>'
    '<w:style w:type="character" w:styleId="h"><w:name w:val="hidden"/><w:rPr><w:vanish/></w:rPr></w:style>'
)


def level(number: int, form: str, text: str, more: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*makes: str, overrides: str = "") -> str:
    """Lists 1, 2 and so on, each of the make with its number; `overrides` stand in the last."""
    made = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{levels}</w:abstractNum>' for n, levels in enumerate(makes, 1)
    )
    return made + "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/>{overrides if n == len(makes) else ""}</w:num>'
        for n in range(1, len(makes) + 1)
    )


_LISTS = lists(
    level(0, "chineseCounting", "%1、", '<w:suff w:val="nothing"/>'),
    level(0, "japaneseCounting", "%1、", '<w:pStyle w:val="2"/>') + level(1, "decimal", "%1.%2"),
)

# The body ---------------------------------------------------------------------------------------------------------


def run(text: str, properties: str = "", *, kind: str = "t") -> str:
    """A run; line breaks and tabs are elements."""
    pieces = [f'<w:{kind} xml:space="preserve">{escape(line)}</w:{kind}>' if line else "" for line in text.split("\n")]
    return f"<w:r><w:rPr>{properties}</w:rPr>{'<w:br/>'.join(pieces)}</w:r>"


def paragraph(content: str, properties: str = "") -> str:
    """A paragraph of runs, given as XML."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def text(*lines: str) -> str:
    """Plain paragraphs."""
    return "".join(paragraph(run(line)) for line in lines)


def cell(content: str, span: int = 1, merge: str = "") -> str:
    """A cell of paragraphs, given as XML; `merge` is ``restart`` or ``continue``."""
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    down = {"": "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}[merge]
    return f"<w:tc><w:tcPr>{wide}{down}</w:tcPr>{content}</w:tc>"


def table(*rows: str, columns: int = 0) -> str:
    """A table of rows, given as XML."""
    grid = '<w:gridCol w:w="900"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """A row of cells, given as XML."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def control(content: str, properties: str = "") -> str:
    """A content control around anything."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def deleted(content: str) -> str:
    """Runs that are deleted as a tracked change."""
    return f'<w:del w:id="0" w:author="a">{content}</w:del>'


def inserted(content: str) -> str:
    """Runs that are inserted as a tracked change."""
    return f'<w:ins w:id="0" w:author="a">{content}</w:ins>'


def result(content: str, instruction: str = "=SUM(LEFT)") -> str:
    """Runs that are the result of a field."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    told = run(instruction, kind="instrText")
    return f"{mark.format('begin')}{told}{mark.format('separate')}{content}{mark.format('end')}"


def text_box(content: str) -> str:
    """A run with a text box in the new and in the old form, as Word writes it."""
    box = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
