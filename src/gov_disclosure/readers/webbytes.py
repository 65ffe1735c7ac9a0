"""What is left out of a web page's bytes before they are parsed: styles that hide nothing, and menus.

Of a page that Word wrote the styles are the most part, of many others the menus. Only what cannot change anything that
is read is left out, and lines stay where they are; where that is not certain, the page stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable

# Styles -----------------------------------------------------------------------------------------------------------

# A pattern, since it finds a word among many bytes in two thirds of the time that the bytes' own search takes.
_STYLE = re.compile(rb"""( style=(?:'[^']*'|"[^"]*"))""")
_MATTERS = re.compile(rb"display|visibility|list-style", re.IGNORECASE)
_AMID_TAG = re.compile(rb"<[A-Za-z][^<>]*")
_AFTER_ATTRIBUTE = {b" ", b">", b"/", b"\r", b"\n"}
_FEW_STYLES = 100


def without_styles(data: bytes) -> bytes:
    """A page without the styles that say nothing of what is shown.

    Args:
        data: The page, in UTF-8 or any encoding that goes on from ASCII, without null bytes.
    """
    parts = _STYLE.split(data)
    if len(parts) < _FEW_STYLES:
        return data
    styles = set(parts[1::2])
    before = {part[part.rfind(b"<") :] for part in set(parts[:-1:2])}
    after = {part[:1] for part in set(parts[2::2])}
    if not after <= _AFTER_ATTRIBUTE or not all(map(_AMID_TAG.fullmatch, before)) or not all(map(_is_style, styles)):
        return data
    left = {style: style if _MATTERS.search(style) else b"\n" * style.count(b"\n") for style in styles}
    parts[1::2] = map(left.__getitem__, parts[1::2])
    return b"".join(parts)


def _is_style(style: bytes) -> bool:
    """Whether what looks like a style is one, and no part of the page's text; nor are its bytes in doubt."""
    try:
        style.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"<" not in style and b">" not in style


# Menus ------------------------------------------------------------------------------------------------------------

_LARGE = 50_000
_BODY = re.compile(rb"<body[\s>]", re.IGNORECASE)
_NEXT = re.compile(
    rb"""<(?:div((?:\s+[a-z-]+=(?:'[^'"<>&]*'|"[^'"<>&]*"))+)\s*>|(?:table|pre|title|textarea|xmp|plaintext|listing)\b)""",
    re.IGNORECASE,
)
"""A division that may be a menu; or what makes another thing of one that comes later, as it may stand in it."""
_ATTRIBUTE = re.compile(rb"""([a-z-]+)=['"]([^'"]*)""", re.IGNORECASE)
_LISTED = re.compile(
    rb"(?:[^<]*</?(?:li|a|ul|span|p|br|img|i|b|em|strong|ol|dl|dt|dd|font|h[3-6])(?=[\s>/]))*", re.IGNORECASE
)
"""Tags that stand in menus; none of them ends a division, or goes on after its end.

The group is not possessive, which up to Python 3.11.4 makes it end too early."""
_DIVISION = re.compile(rb"[^<]*<(/?)div(?=[\s>])", re.IGNORECASE)
_OPEN_VALUE = re.compile(rb"""=\s*+(?:'[^'<>]*+(?!')|"[^"<>]*+(?!"))""")
"""The beginning of a value that does not end within its tag."""
_ENDS_COMMENT = re.compile(rb"--!?>")


def without_menus(data: bytes, names_menu: Callable[[str], bool]) -> bytes:
    """A large page whose menus above its first table are empty.

    Args:
        data: The page in UTF-8.
        names_menu: Whether an element with this class or id is a menu, if no table or main heading is in it.
    """
    body = _BODY.search(data) if len(data) > _LARGE else None
    if body is None:
        return data
    parts: list[bytes] = []
    done, at, seen = 0, body.start(), body.start()
    while (found := _NEXT.search(data, at)) and found[1]:
        start = found.end()
        if _OPEN_VALUE.search(data, seen, start):
            break  # it may go on up to here
        at = seen = start
        if _is_menu(found[1], names_menu):
            end, at = _end_of_menu(data, start)
            if end and _is_apart(data, found.start(), start, end):
                lines = data[start:end].translate(None, _ALL_BUT_LINE_BREAKS)
                parts += [data[done:start], lines]
                done = seen = end
    return b"".join([*parts, data[done:]])


_ALL_BUT_LINE_BREAKS = bytes(code for code in range(256) if code not in b"\r\n")


def _is_menu(attributes: bytes, names_menu: Callable[[str], bool]) -> bool:
    values: dict[bytes, bytes] = {}
    for name, value in _ATTRIBUTE.findall(attributes):
        values.setdefault(name.lower(), value)
    return any(names_menu(values.get(name, b"").decode("utf-8", "replace")) for name in (b"class", b"id"))


def _end_of_menu(data: bytes, start: int) -> tuple[int, int]:
    """Where a division ends, 0 if more than a menu stands in it; and how far the page was looked through."""
    depth, at = 1, start
    while True:
        listed = _LISTED.match(data, at)
        at = listed.end() if listed else at
        division = _DIVISION.match(data, at)
        if division is None:
            return 0, at
        depth += -1 if division[1] else 1
        if not depth:
            return division.start(1) - 1, division.end()
        at = division.end()


def _is_apart(data: bytes, opening: int, start: int, end: int) -> bool:
    """Whether a division begins and ends where it seems to, whatever it may stand in: a comment, a value, a script."""
    tag, menu = data[opening:start], data[start:end]
    return (
        data.rfind(b">", 0, opening) > data.rfind(b"<", 0, opening)  # else it may stand in a tag
        and (b"'" in tag) != (b'"' in tag)
        and (b'"' if b"'" in tag else b"'") not in menu  # else it may begin or end a value around it
        and menu.rfind(b">") >= menu.rfind(b"<")
        and not _OPEN_VALUE.search(menu)
        and not _ENDS_COMMENT.search(menu)
    )
