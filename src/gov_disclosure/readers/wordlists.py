"""Automatic numbering of a Word file, resolved to what Word shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice

from attrs import define, field, frozen

from .numerals import numeral
from .wordml import VAL, Element, child, integer, switch, value, w
from .wordtext import LOOKS, PLAIN, Look, look_of

_LEVELS = 9
_LONGEST = 100
"""A number has no longer text around it; one that has could be made to fill the memory."""
_NUMBERING, _STYLE = w("numPr"), w("pStyle")
_PLACE = re.compile(r"%([1-9])")


@frozen
class Level:
    """How the numbers of one level of a list look and count.

    Attributes:
        form: The name of the way in which the number is written.
        text: What is shown, with ``%1`` for the number of the first level.
        start: The first number.
        restart: After a number of which level (from 1) or a higher one it starts again; None for any higher one.
        legal: Whether the numbers of the higher levels are written in digits here.
        gap: Whether something separates the number from the text.
        style: The paragraph style that means this level.
    """

    form: str = "decimal"
    text: str = ""
    start: int = 0
    restart: int | None = None
    legal: bool = False
    gap: bool = True
    style: str | None = None


@frozen
class _Reference:
    """A list and a level in it, as a paragraph or a style names them."""

    number: str | None
    level: int | None


_NOWHERE = _Reference(None, None)


@define
class Styles:
    """The styles of a Word file, as far as they decide about numbers and hidden text."""

    _elements: Mapping[str, Element] = field(factory=dict)
    _default: str | None = None
    _chains: dict[str, list[str]] = field(factory=dict)
    _references: dict[str | None, tuple[_Reference, str | None]] = field(factory=dict)

    @classmethod
    def of(cls, root: Element | None) -> Styles:
        """The styles in the styles part; none if there is no such part."""
        elements: dict[str, Element] = {}
        default = None
        for style in () if root is None else root.iterchildren(w("style")):
            name = style.get(w("styleId"))
            elements.setdefault(name, style)
            if style.get(w("type")) == "paragraph" and style.get(w("default")) in {"1", "true", "on"}:
                default = name
        return cls(elements, default)

    def chain(self, name: str | None) -> list[str]:
        """A style and those that it is based on, nearest first; the default style where no style is named."""
        name = self._default if name is None else name
        if name is None:
            return []
        if name not in self._chains:
            chain: dict[str, None] = {}
            following: str | None = name
            while following is not None and following in self._elements and following not in chain:
                chain[following] = None
                following = value(self._elements[following], w("basedOn"))
                if len(chain) > _LEVELS * _LEVELS:  # nobody nests styles so deeply
                    break
            self._chains[name] = list(chain)
        return self._chains[name]

    def look(self, name: str | None) -> Look:
        """How text in a style is shown; of the styles that it is based on each property's nearest counts."""
        own: dict[str, Element] = {}
        for style in reversed(self.chain(name)):
            properties = child(self._elements[style], w("rPr"))
            for found in () if properties is None else properties.iterchildren(*LOOKS):
                own[found.tag] = found
        return look_of(own) if own else PLAIN

    def reference(self, name: str | None) -> tuple[_Reference, str | None]:
        """The list that a style puts its paragraphs into, and the style that says so."""
        if name not in self._references:
            self._references[name] = self._reference(name)
        return self._references[name]

    def _reference(self, name: str | None) -> tuple[_Reference, str | None]:
        for style in self.chain(name):
            properties = child(self._elements[style], w("pPr"))
            numbering = child(properties, w("numPr"))
            if numbering is not None and value(numbering, w("numId")) is not None:
                return _reference(numbering), style
        return _NOWHERE, None


def _reference(numbering: Element | None) -> _Reference:
    if numbering is None:
        return _NOWHERE
    level = value(numbering, w("ilvl"))
    return _Reference(value(numbering, w("numId")), None if level is None else min(max(integer(level), 0), _LEVELS - 1))


@frozen
class _List:
    """A list: its levels, the counter it shares with others of the same make, and the levels that begin anew in it.

    A level begins anew when it is first used, and is then taken out.
    """

    counter: str
    levels: Mapping[int, Level]
    starts: dict[int, int]


@define
class Numbering:
    """Counts the numbered paragraphs of a document, which must be asked about in reading order."""

    styles: Styles
    _root: Element | None = None
    _elements: dict[str, dict[str | None, Element]] = field(factory=dict)
    _lists: dict[str, _List | None] = field(factory=dict)
    _levels: dict[str, dict[int, Level]] = field(factory=dict)
    _counters: dict[str, list[int | None]] = field(factory=dict)

    def prefix(self, properties: Element | None, text: str) -> str:
        """The number before a paragraph, and what separates it from the text.

        Args:
            properties: The paragraph's properties.
            text: The paragraph's text. A figure is kept apart from the number before it.
        """
        if self._root is None:
            return ""
        shown = self._next(properties)
        if shown is None or not (number := shown[0]):
            return ""
        if text.lstrip()[:1].isdigit():
            return number + "\t"
        return number + " " if shown[1].gap and number[-1].isalnum() else number

    def _next(self, properties: Element | None) -> tuple[str, Level] | None:
        """The number of the next paragraph with these properties, and its level."""
        found = self._place(properties)
        if found is None:
            return None
        this, at = found
        counters = self._counters.setdefault(this.counter, [None] * _LEVELS)
        level = this.levels.get(at, Level())
        anew = this.starts.pop(at, None)
        current = counters[at] if anew is None else anew - 1
        counters[at] = level.start if current is None else current + 1
        for below in range(at + 1, _LEVELS):
            restart = this.levels.get(below, Level()).restart
            if restart is None or at < restart:
                counters[below] = None
        return _PLACE.sub(lambda found: self._numeral(this, level, counters, int(found[1]) - 1), level.text), level

    @staticmethod
    def _numeral(this: _List, level: Level, counters: list[int | None], at: int) -> str:
        other = this.levels.get(at, Level())
        count = counters[at]
        shown = other.start - 1 if count is None else count  # Word shows 0.1 where nothing stands above
        decimal = level.legal and other.form not in {"none", "bullet"}
        return numeral(max(shown, 0), "decimal" if decimal else other.form)

    def _place(self, properties: Element | None) -> tuple[_List, int] | None:
        """The list and the level of a paragraph, by itself or by its style."""
        own = _reference(child(properties, _NUMBERING))
        style = value(properties, _STYLE)
        inherited, named = (None, None) if own.number is not None else self.styles.reference(style)
        number = own.number if inherited is None else inherited.number
        this = None if number is None else self._list(number)
        if this is None:
            return None
        level = own.level
        if level is None and inherited is not None:
            meant = [at for at, entry in this.levels.items() if entry.style and entry.style in {style, named}]
            level = meant[0] if meant else inherited.level
        return this, level or 0

    def _list(self, number: str) -> _List | None:
        """A list by its number."""
        if number not in self._lists:
            self._lists[number] = self._read(number)
        return self._lists[number]

    def _read(self, number: str) -> _List | None:
        element = None if number == "0" else self._named("num", number)
        abstract = self._abstract(value(element, w("abstractNumId")))
        if element is None or abstract is None:
            return None
        make = str(abstract.get(w("abstractNumId")))
        if make not in self._levels:
            self._levels[make] = dict(map(_level, islice(abstract.iterchildren(w("lvl")), _LEVELS)))
        levels = dict(self._levels[make])
        starts: dict[int, int] = {}
        for override in islice(element.iterchildren(w("lvlOverride")), _LEVELS):
            at = integer(override.get(w("ilvl")))
            if (lvl := child(override, w("lvl"))) is not None:
                levels[at] = _level(lvl)[1]
            if (start := value(override, w("startOverride"))) is not None and 0 <= at < _LEVELS:
                starts[at] = integer(start, 1)
        return _List(make, levels, starts)

    def _abstract(self, name: str | None, *, link: bool = True) -> Element | None:
        """The make of a list; one may refer to a style, which names a list of the proper make."""
        found = self._named("abstractNum", name)
        style = value(found, w("numStyleLink"))
        if style is None or not link:
            return found
        reference, _ = self.styles.reference(style)
        element = self._named("num", reference.number)
        linked = self._abstract(value(element, w("abstractNumId")), link=False)
        return found if linked is None else linked

    def _named(self, kind: str, name: str | None) -> Element | None:
        """The list, or the make of lists, of a name."""
        if kind not in self._elements:
            every = () if self._root is None else reversed(list(self._root.iterchildren(w(kind))))
            self._elements[kind] = {element.get(w(f"{kind}Id")): element for element in every}
        return None if name is None else self._elements[kind].get(name)


def _level(element: Element) -> tuple[int, Level]:
    """A level of a list and its index; its format may stand inside a choice between an old and a new one."""
    formats = [found.get(VAL) or "" for found in element.iter(w("numFmt"))]
    form = next((name for name in formats if name != "custom"), "decimal")
    restart = value(element, w("lvlRestart"))
    hidden = switch(child(element, w("rPr")), w("vanish"))
    level = Level(
        form=form,
        text="" if hidden or form == "bullet" else (value(element, w("lvlText")) or "")[:_LONGEST],
        start=integer(value(element, w("start")), 0),
        restart=None if restart is None else integer(restart),
        legal=switch(element, w("isLgl")) is True,
        gap=value(element, w("suff")) != "nothing",
        style=value(element, w("pStyle")),
    )
    return integer(element.get(w("ilvl"))), level
