"""The text of a paragraph of a Word file as Word shows it: what is deleted, hidden or an instruction is not there.

Nor is what is struck out, as on a page. What is raised beside other text, as the mark of a note, is put into brackets:
``12`` with a raised ``1`` is not 121.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, ClassVar, Generic, TypeVar

from attrs import define, field, frozen

from .wordml import COMPATIBILITY, MATH, VAL, Element, child, is_on, switch, w

T = TypeVar("T")

CONTROL = w("sdt")
CHOICE = f"{{{COMPATIBILITY}}}AlternateContent"
UNSEEN = {
    w(name)
    for name in (
        *("pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "rubyPr"),
        *("del", "moveFrom", "delText", "instrText", "delInstrText", "rt", "sectPr"),
    )
}
"""What is not shown: properties, deleted text, instructions, the readings over characters."""

_UNDERSTOOD = "http://schemas.microsoft.com/"
_RUN_PROPERTIES, _STYLE, _RAISED = w("rPr"), w("rStyle"), w("vertAlign")
_VANISH, _STRUCK, _OFF_THE_LINE = w("vanish"), {w("strike"), w("dstrike")}, {"superscript", "subscript"}
LOOKS = (_VANISH, *_STRUCK, _RAISED)
"""The properties that decide how text is shown."""
_TEXT_BOX = w("txbxContent")
_SYMBOL_DIGITS = range(0xF020, 0xF040)
_SYMBOL_OFFSET = 0xF000


def filled_in(control: Element) -> Element:
    """The content of a content control; nothing if it only shows what should be filled in."""
    properties = child(control, w("sdtPr"))
    content = child(control, w("sdtContent"))
    return () if content is None or switch(properties, w("showingPlcHdr")) else content


def chosen(choice: Element) -> Element:
    """Of content in a new and an old form, the one that Word shows."""
    for element in choice:
        required = (element.get("Requires") or "").split()
        if required and all((element.nsmap.get(name) or "").startswith(_UNDERSTOOD) for name in required):
            return element
    fallback = child(choice, f"{{{COMPATIBILITY}}}Fallback")
    return () if fallback is None else fallback


@frozen
class Look:
    """How text is shown, as far as it matters for what it says.

    Attributes:
        hidden: Whether it is hidden.
        struck: Whether it is struck out.
        raised: Whether it stands above or below the line.
    """

    hidden: bool = False
    struck: bool = False
    raised: bool = False


PLAIN = Look()


def look_of(own: Mapping[str, Element], style: Look = PLAIN) -> Look:
    """How text is shown.

    Args:
        own: Its own properties by name.
        style: How it is shown where they say nothing.
    """
    return Look(
        is_on(own[_VANISH]) if _VANISH in own else style.hidden,
        any(map(is_on, (own[name] for name in _STRUCK if name in own))) if own.keys() & _STRUCK else style.struck,
        own[_RAISED].get(VAL) in _OFF_THE_LINE if _RAISED in own else style.raised,
    )


class _Raised(str):
    """Text that stands above or below the line."""

    __slots__ = ()


@define
class Line(Generic[T]):
    """A paragraph's text in the making.

    Attributes:
        read_box: Gives what stands in a text box.
        look: Tells how text in a style is shown.
        parts: The pieces of text found so far.
        boxes: What was found in text boxes.
    """

    read_box: Callable[[Element], list[T]]
    look: Callable[[str | None], Look]
    parts: list[str] = field(factory=list)
    boxes: list[T] = field(factory=list)
    _fields: list[int | None] = field(factory=list)
    _hidden: bool = False
    _raised: bool = False
    _has_raised: bool = False

    @property
    def text(self) -> str:
        """The text found so far."""
        if self._has_raised and any(part.strip() for part in self.parts if not isinstance(part, _Raised)):
            return "".join(f"[{part}]" if isinstance(part, _Raised) else part for part in self.parts)
        return "".join(self.parts)

    def add(self, parent: Element, *, hidden: bool = False) -> None:
        """Add what is shown of an element's content.

        Args:
            parent: A paragraph, or part of one.
            hidden: Whether its text is hidden unless a run says otherwise.
        """
        around, self._hidden = self._hidden, hidden
        for element in parent:
            tag = element.tag
            handle = self._HANDLERS.get(tag)
            if handle is not None:
                handle(self, element)
            elif tag not in UNSEEN and isinstance(tag, str):
                self.add(element, hidden=hidden)
        self._hidden = around

    def _run(self, element: Element) -> None:
        properties = child(element, _RUN_PROPERTIES)
        if properties is None or not len(properties):
            self.add(element, hidden=self._hidden)
            return
        look = self._look_of(properties)
        self._raised = look.raised
        self.add(element, hidden=look.hidden or look.struck)
        self._raised = False

    def _look_of(self, properties: Element) -> Look:
        """How a run is shown: what it says itself goes before its style."""
        style, own = PLAIN, dict[str, Element]()
        for found in properties.iterchildren(_STYLE, *LOOKS):
            own[found.tag] = found
        if not own:
            return Look(self._hidden) if self._hidden else PLAIN
        if _STYLE in own:
            style = self.look(own[_STYLE].get(VAL))
        return look_of(own, Look(self._hidden or style.hidden, style.struck, style.raised))

    def _text(self, element: Element) -> None:
        text = element.text
        if text and "\n" in text:  # in the file's own text a line break is a space
            text = text.replace("\n", " ")
        self._show(text)

    def _show(self, text: str | None) -> None:
        if text and not self._hidden:
            self._has_raised = self._has_raised or self._raised
            self.parts.append(_Raised(text) if self._raised else text)

    def _control(self, element: Element) -> None:
        self.add(filled_in(element), hidden=self._hidden)

    def _choice(self, element: Element) -> None:
        self.add(chosen(element), hidden=self._hidden)

    def _picture(self, element: Element) -> None:
        for box in _boxes(element):
            self.boxes += self.read_box(box)

    def _field(self, element: Element) -> None:
        """Take note of a field's mark: what stands between its beginning and its result is an instruction."""
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            self._fields.append(len(self.parts))
        elif kind in {"separate", "end"} and self._fields:
            begun = self._fields.pop()
            if begun is not None:
                del self.parts[begun:]
            if kind == "separate":
                self._fields.append(None)

    def _tab(self, _: Element) -> None:
        self._show("\t")

    def _hyphen(self, _: Element) -> None:
        self._show("-")

    def _break(self, element: Element) -> None:
        if element.get(w("type")) in {None, "textWrapping"}:
            self._show("\n")

    def _symbol(self, element: Element) -> None:
        self._show(_character(element.get(w("font")), element.get(w("char"))))

    _HANDLERS: ClassVar[dict[str, Callable[[Any, Element], None]]] = {
        w("r"): _run,
        w("t"): _text,
        f"{{{MATH}}}t": _text,
        CONTROL: _control,
        CHOICE: _choice,
        **dict.fromkeys((w("drawing"), w("pict"), w("object")), _picture),
        w("fldChar"): _field,
        **dict.fromkeys((w("tab"), w("ptab")), _tab),
        w("noBreakHyphen"): _hyphen,
        **dict.fromkeys((w("br"), w("cr")), _break),
        w("sym"): _symbol,
    }


def _boxes(picture: Element) -> Iterator[Element]:
    """The text boxes in a picture, without those in others and in the old form of the same picture."""
    for element in picture:
        if element.tag == _TEXT_BOX:
            yield element
        elif isinstance(element.tag, str):
            yield from _boxes(chosen(element) if element.tag == CHOICE else element)


def _character(font: str | None, code: str | None) -> str:
    """A character of a symbol font. The font Symbol has the usual digits and signs, others have pictures."""
    try:
        point = int(code or "", 16)
    except ValueError:
        return ""
    if font == "Symbol" and point in _SYMBOL_DIGITS:
        point -= _SYMBOL_OFFSET
    return chr(point) if 0 < point < 0xD800 or 0xE000 <= point < 0x110000 else ""
