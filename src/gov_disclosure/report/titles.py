"""What a title says: the body that reports and the reported year."""

from __future__ import annotations

import re

from attrs import frozen

PHRASE = "政府信息公开工作年度报告"
"""The words that a title prescribes."""

_DIGITS = {digit: str(value) for value, digits in enumerate(("〇零○Ｏ", *"一二三四五六七八九")) for digit in digits}
_YEAR = rf"(?P<year>(?:19|20)[0-9]{{2}}|[二][{''.join(_DIGITS)}]{{3}})(?:年度|年|(?=政府信息公开))"
_WORDS = r"政府信息公开(?:工作)?(?:年度)?(?:工作)?报告"
_TITLE = re.compile(rf"(?P<before>.*?){_YEAR}(?P<after>.*?)的?(?P<words>{_WORDS})")
_YEAR_LAST = re.compile(rf"(?P<before>.*?)(?P<after>)(?P<words>{_WORDS})[(（]{_YEAR}[)）]")
_BARE = re.compile(rf"(?P<before>.*?)(?P<words>{_WORDS})")
_PUNCTUATION = re.compile(r"[。；！？]")


@frozen
class Title:
    """What a title says.

    Attributes:
        text: The title on one line.
        issuer: The body, or None.
        year: The year, or None.
    """

    text: str
    issuer: str | None
    year: int | None


def parse_title(text: str) -> Title | None:
    """Read a title: ``<issuer><year>年…``, ``<year>年<issuer>…``, ``…（<year>年）``, ``年度``, 二〇二三年.

    White space does not matter.

    Args:
        text: One line, or the lines of a title that goes over several.

    Returns:
        None if the text is no title of such a report.
    """
    shown = "".join(text.splitlines()).strip()
    packed = re.sub(r"\s+", "", shown).translate({code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)})
    if _PUNCTUATION.search(packed):
        return None
    if (found := _TITLE.fullmatch(packed) or _YEAR_LAST.fullmatch(packed)) is not None:
        year = int("".join(_DIGITS.get(digit, digit) for digit in found["year"]))
        return Title(shown, (found["before"] + found["after"]) or None, year)
    if (found := _BARE.fullmatch(packed)) is not None:
        return Title(shown, found["before"] or None, None)
    return None
