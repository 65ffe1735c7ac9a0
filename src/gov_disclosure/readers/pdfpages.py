"""The pages of a PDF, drawn within limits.

pdfplumber reads PDFs with pdfminer; here pdfminer's parser, interpreter and device are used directly, because only so
can be limited what a file unpacks, draws and nests, and because a page's characters and lines are all that is wanted.
Scripts, attachments, forms and links are never looked at.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any

from attrs import define
from pdfminer.ascii85 import ascii85decode, asciihexdecode
from pdfminer.layout import LTChar
from pdfminer.lzw import LZWDecoder
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import (
    LITERALS_ASCII85_DECODE,
    LITERALS_ASCIIHEX_DECODE,
    LITERALS_FLATE_DECODE,
    LITERALS_LZW_DECODE,
    LITERALS_RUNLENGTH_DECODE,
    PDFObjRef,
    PDFStream,
    dict_value,
    list_value,
    resolve1,
    stream_value,
)
from pdfminer.psparser import LIT
from pdfminer.utils import apply_matrix_pt

from ..i18n import Message, msg
from .files import Source
from .marks import DOWNWARDS, SLANTED, UNDEFINED, UPRIGHT, UPSIDE_DOWN, UPWARDS, Char, Rule, Sheet

THIN = 3.0
"""A filled area no wider than this is a line."""
_STRAIGHT = 1.0
_DEEPEST_FORM = 20
_LONGEST_RANGE = 65_536
_WIDEST_PREDICTOR = 1_000_000
_PAGE, _PAGES = LIT("Page"), LIT("Pages")
_RANGES = re.compile(rb"<([0-9A-Fa-f]{1,16})>\s*<([0-9A-Fa-f]{1,16})>")
_MOST_RANGES = 200_000


LOCKED = (PDFEncryptionError, PDFPasswordIncorrect)
"""What is raised for a file that opens with a password only."""


class TooMuchError(Exception):
    """A file holds more than a limit allows.

    Attributes:
        what: Of what.
        limit: The limit.
    """

    def __init__(self, what: Message, limit: int) -> None:
        super().__init__()
        self.what = what
        self.limit = limit


class DamagedError(Exception):
    """A part of the file is damaged, so that what it draws is not known."""


@define
class Budget:
    """What may still be unpacked and drawn."""

    source: Source
    unpacked: int = 0
    drawn: int = 0
    marks: int = 0

    def unpack(self, size: int) -> None:
        """Count bytes that were unpacked."""
        self.unpacked += size
        limit = self.source.limits.unpacked_bytes
        if self.unpacked > limit:
            raise TooMuchError(msg("bytes when unpacked"), limit)

    def draw(self, size: int) -> None:
        """Count bytes of drawing instructions."""
        self.drawn += size
        limit = self.source.limits.drawing_bytes
        if self.drawn > limit:
            raise TooMuchError(msg("bytes of drawing instructions"), limit)

    def mark(self) -> None:
        """Count a character or a line."""
        self.marks += 1
        limit = self.source.limits.drawn
        if self.marks > limit:
            raise TooMuchError(msg("characters and lines"), limit)


# Unpacking --------------------------------------------------------------------------------------------------------


class _Stream(PDFStream):
    """A stream that is not unpacked beyond the budget."""

    budget: Budget

    def decode(self) -> None:
        data = self.rawdata or b""
        if self.decipher and self.objid is not None and self.genno is not None:
            data = self.decipher(self.objid, self.genno, data, self.attrs)
        for name, params in self.get_filters():
            if name in LITERALS_FLATE_DECODE:
                data = self._inflated(data)
            elif name in LITERALS_LZW_DECODE:
                for part in LZWDecoder(BytesIO(data)).run():
                    self.budget.unpack(len(part))
            elif name in LITERALS_RUNLENGTH_DECODE:
                self.budget.unpack(64 * len(data))
            elif name in LITERALS_ASCII85_DECODE:
                data = ascii85decode(data)
            elif name in LITERALS_ASCIIHEX_DECODE:
                data = asciihexdecode(data)
            self._check_predictor(params)
        super().decode()
        self.budget.unpack(len(self.data or b""))
        _check_ranges(self.data or b"")

    def _inflated(self, data: bytes) -> bytes:
        """What a compressed stream unpacks to; the checksum at its end may be missing, anything else may not."""
        left = self.budget.source.limits.unpacked_bytes - self.budget.unpacked
        found, ended = _inflate(data, left + 1)
        if len(found) > left:
            self.budget.unpack(len(found))
        if not ended:
            found, ended = _inflate(data[2:], left + 1, -zlib.MAX_WBITS)
        if not ended:
            raise DamagedError
        return found

    @staticmethod
    def _check_predictor(params: Any) -> None:
        if isinstance(params, dict):
            numbers = [resolve1(params.get(key, 1)) for key in ("Columns", "Colors", "BitsPerComponent")]
            if any(isinstance(number, int) and number > _WIDEST_PREDICTOR for number in numbers):
                raise DamagedError


def _inflate(data: bytes, most: int, bits: int = zlib.MAX_WBITS) -> tuple[bytes, bool]:
    """What compressed data unpack to, up to a limit, and whether they are complete."""
    unpacker = zlib.decompressobj(bits)
    try:
        found = unpacker.decompress(data, most)
    except zlib.error:
        raise DamagedError from None
    return found, unpacker.eof


def _check_ranges(data: bytes) -> None:
    """A font's table of characters must not stand for more of them than a font can have."""
    if b"begincmap" not in data and b"range" not in data:
        return
    total = 0
    for first, last in _RANGES.findall(data):
        span = int(last, 16) - int(first, 16)
        if len(first) == len(last) <= 8 and span > 0:
            total += span
            if span > _LONGEST_RANGE * 256 or total > _MOST_RANGES * 256:
                raise DamagedError


class _Parser(PDFParser):
    """A parser all of whose streams know the budget."""

    def __init__(self, budget: Budget) -> None:
        super().__init__(BytesIO(budget.source.data))
        self.budget = budget

    def push(self, *objs: Any) -> None:
        for _, found in objs:
            if type(found) is PDFStream:
                found.__class__ = _Stream
                found.budget = self.budget
        super().push(*objs)


class _Resources(PDFResourceManager):
    """Fonts whose tables of widths do not stand for more characters than a font can have."""

    def get_font(self, objid: object, spec: Any) -> Any:
        for key in ("W", "W2"):
            widths = resolve1(spec.get(key)) if hasattr(spec, "get") else None
            if isinstance(widths, list):
                numbers = [n for n in map(resolve1, widths) if isinstance(n, int | float)]
                if any(abs(n) > 10 * _LONGEST_RANGE for n in numbers):
                    raise DamagedError
        return super().get_font(objid, spec)


# Drawing ----------------------------------------------------------------------------------------------------------


class _Interpreter(PDFPageInterpreter):
    """An interpreter that draws within the budget."""

    budget: Budget
    depth = 0

    def subinterp(self) -> PDFPageInterpreter:
        inner = super().subinterp()
        inner.__class__ = _Interpreter
        inner.budget = self.budget
        inner.depth = self.depth + 1
        if self.depth >= _DEEPEST_FORM:
            raise TooMuchError(msg("drawings within each other"), _DEEPEST_FORM)
        return inner

    def execute(self, streams: Sequence[object]) -> None:
        for stream in streams:
            self.budget.draw(len(stream_value(stream).get_data()) + 100)
        super().execute(streams)


class _Device(PDFTextDevice):
    """Takes down characters and straight lines."""

    def __init__(self, resources: PDFResourceManager, budget: Budget, sheet: Sheet) -> None:
        super().__init__(resources)
        self.budget = budget
        self.sheet = sheet
        self.piece = 0
        self.shown: set[int] = set()

    def render_string(self, *drawing: Any) -> None:
        self.piece += 1
        super().render_string(*drawing)

    def render_char(
        self, matrix: Any, font: Any, fontsize: float, scaling: float, rise: float, cid: int, *colours: Any
    ) -> float:
        self.budget.mark()
        try:
            text = str(font.to_unichr(cid)).translate(_RADICALS)
        except PDFUnicodeNotDefined:
            text = UNDEFINED
        width, shift = font.char_width(cid), font.char_disp(cid)
        item = LTChar(matrix, font, fontsize, scaling, rise, text, width, shift, *colours)
        x0, y0, x1, y1 = item.bbox
        height = self.sheet.height
        box = (x0, height - y1, x1, height - y0)
        turn = _turn(*matrix[:4])
        size = item.size if turn in (UPRIGHT, UPSIDE_DOWN) else min(x1 - x0, y1 - y0) or item.size
        self.sheet.chars.append(Char(text, *box, size, turn, str(item.fontname), self.piece))
        if 0 <= x0 + x1 <= 2 * self.sheet.width and 0 <= y0 + y1 <= 2 * height:
            self.shown.add(self.piece)
        return float(item.adv)

    def paint_path(self, *drawing: Any) -> None:
        _, stroke, _, _, path = drawing
        points: list[tuple[float, float] | None] = []
        for operator, *numbers in path:
            self.budget.mark()
            if operator == "m":
                self._outline(points, stroke=stroke)
                points = []
            if operator == "h":
                points.append(points[0] if points else None)
                continue
            if operator not in "ml":
                points.append(None)  # no straight line leads to the end of a curve
            points.append(apply_matrix_pt(self.ctm, (float(numbers[-2]), float(numbers[-1]))))
        self._outline(points, stroke=stroke)

    def _outline(self, points: list[tuple[float, float] | None], *, stroke: bool) -> None:
        """The lines of an outline that is stroked; a filled area is a line if it is thin, and else a background."""
        known = [point for point in points if point is not None]
        if len(known) < 2:
            return
        xs, ys = [x for x, _ in known], [y for _, y in known]
        if max(xs) - min(xs) <= THIN or max(ys) - min(ys) <= THIN:
            self._line(min(xs), min(ys), max(xs), max(ys))
        elif stroke:
            for start, end in pairwise(points):
                if start is not None and end is not None:
                    self._line(*start, *end)

    def _line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        height = self.sheet.height
        wide, high = abs(x1 - x0), abs(y1 - y0)
        if high <= THIN and wide > max(high, _STRAIGHT):
            self.sheet.across.append(Rule(height - (y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif wide <= THIN and high > max(wide, _STRAIGHT):
            self.sheet.down.append(Rule((x0 + x1) / 2, height - max(y0, y1), height - min(y0, y1)))
        elif wide <= THIN and high <= THIN:  # a dot of a dotted line, whichever way it runs
            self.sheet.across.append(Rule(height - (y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            self.sheet.down.append(Rule((x0 + x1) / 2, height - max(y0, y1), height - min(y0, y1)))

    def render_image(self, *_: Any) -> None:
        a, b, c, d = self.ctm[:4]  # a picture is drawn in the unit square
        self.sheet.pictures += abs(a * d - b * c)

    def begin_figure(self, name: str, bbox: Any, matrix: Any) -> None:
        """A form's own characters and lines are taken down like the page's."""

    def end_figure(self, name: str) -> None:
        """Nothing is left to do."""


# Some programs say of a character that is a radical too that it is the radical.
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | {
    ord(radical): char
    for radical, char in zip(
        "⺟⺠⺬⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "母民示虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
}


def _turn(a: float, b: float, c: float, d: float) -> int:
    """How a text runs whose matrix begins so."""
    if abs(b) <= abs(a) / 8 and abs(c) <= abs(d) / 2:
        return UPRIGHT if a > 0 else UPSIDE_DOWN
    if abs(a) <= abs(b) / 8 and abs(d) <= abs(c) / 2:
        return UPWARDS if b > 0 else DOWNWARDS
    return SLANTED


# Pages ------------------------------------------------------------------------------------------------------------


def sheets(source: Source) -> Iterator[Sheet]:
    """The pages of a PDF.

    Raises:
        TooMuchError: It exceeds a limit.
        DamagedError: What a page draws is not known.
        Exception: Whatever pdfminer raises when it does not understand a file.
    """
    budget = Budget(source)
    document = PDFDocument(_Parser(budget), password="")
    resources = _Resources()
    for number, page in enumerate(_pages(document, source.limits.pages), 1):
        x0, y0, x1, y1 = page.mediabox
        wide, high = (y1 - y0, x1 - x0) if page.rotate in (90, 270) else (x1 - x0, y1 - y0)
        sheet = Sheet(number, abs(wide), abs(high))
        device = _Device(resources, budget, sheet)
        interpreter = _Interpreter(resources, device)
        interpreter.budget = budget
        interpreter.process_page(page)
        sheet.chars = [char for char in sheet.chars if char.piece in device.shown]  # a figure is not read in part
        yield sheet


def _pages(document: PDFDocument, limit: int) -> Iterator[PDFPage]:
    """The pages in order; a page or a branch of the tree that comes again is passed over."""
    inherited = {k: v for k, v in document.catalog.items() if k in PDFPage.INHERITABLE_ATTRS}
    waiting: list[tuple[Any, dict[str, Any]]] = [(document.catalog.get("Pages"), inherited)]
    seen: set[int] = set()
    count = visited = 0
    while waiting:
        found, inherited = waiting.pop()
        visited += 1
        if visited > 10 * limit:
            raise TooMuchError(msg("pages"), limit)
        if isinstance(found, PDFObjRef):
            if found.objid in seen:
                continue
            seen.add(found.objid)
        node = inherited | dict_value(found)
        below = {k: v for k, v in node.items() if k in PDFPage.INHERITABLE_ATTRS}
        kind = node.get("Type", node.get("type"))
        if "Kids" in node and kind is not _PAGE:
            kids = list_value(node["Kids"])
            waiting += [(kid, below) for kid in reversed(kids[: 10 * limit + 1])]
        elif kind is _PAGE or "Contents" in node:
            count += 1
            if count > limit:
                raise TooMuchError(msg("pages"), limit)
            yield PDFPage(document, count, node, None)


__all__ = ["LOCKED", "DamagedError", "TooMuchError", "sheets"]
