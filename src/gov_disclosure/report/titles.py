"""What a title says: the body that reports and the reported year."""

from __future__ import annotations

import re

from attrs import frozen

PHRASE = "政府信息公开工作年度报告"
"""The words that a title prescribes."""

_DIGITS = {digit: str(value) for value, digits in enumerate(("〇零○Ｏ", *"一二三四五六七八九")) for digit in digits}
_FOLD = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)} | str.maketrans(
    "(〔[［【)〕]］】", "（（（（（）））））", "《》"
)
_NUMBER = rf"(?:19|20)[0-9]{{2}}|二[{''.join(_DIGITS)}]{{3}}"
_YEAR = re.compile(
    rf"（(?P<bracketed>{_NUMBER})(?:年度?)?）|(?P<plain>{_NUMBER})(?:年度?(?![0-9一二三四五六七八九十]+月)|(?=政府信息公开))"
)
_WORDS = "政府信息公开(?:工作)?(?:情况)?的?(?:年度)?(?:工作)?(?:情况)?的?(?:报告|年?报)"
_TITLE = re.compile(rf"(?:关于)?(?P<issuer>.*?)(?:关于)?的?(?P<words>{_WORDS})")
_SPACE = re.compile(r"[\s\u200b-\u200d\u2060\ufeff]+")
_PUNCTUATION = re.compile(r"[。；！？，]")
_DATE = re.compile(r"（[^（）]*[月日]）$")
_SHARED = "政府"
"""The last word of 人民政府, which the name of a body may share with the words that follow it."""
_ENDS = ("人民政府", "人民政府办公室", "人民政府办公厅", "街道办事处", "管理委员会")
_SHORT_ENDS = "局委办院会处所"


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

    @property
    def begins_amid_name(self) -> bool:
        """Whether the body's name can be but the end of one, which began on the line before."""
        name = self.issuer
        if name is None:
            return False
        return any(end.endswith(name) for end in _ENDS) or (len(name) < 3 and name[-1] in _SHORT_ENDS)


def parse_title(text: str) -> Title | None:
    """Read a title: ``<issuer><year>年…``, ``<year>年<issuer>…``, ``…（<year>年）``, ``年度``, 二〇二三年.

    White space does not matter, nor where the year stands.

    Args:
        text: One line, or the lines of a title that goes over several.

    Returns:
        None if the text is no title of such a report.
    """
    shown = "".join(text.splitlines()).strip()
    packed = _DATE.sub("", _SPACE.sub("", shown).translate(_FOLD))
    if _PUNCTUATION.search(packed):
        return None
    year = _YEAR.search(packed)
    found = _TITLE.fullmatch(packed[: year.start()] + packed[year.end() :] if year else packed)
    if found is None or (year is None and not found["words"].endswith("报告")):
        return None
    issuer = found["issuer"] + (_SHARED if found["issuer"].endswith("人民") else "")
    return Title(shown, issuer or None, _value(year) if year else None)


def _value(year: re.Match[str]) -> int:
    return int("".join(_DIGITS.get(digit, digit) for digit in year["bracketed"] or year["plain"]))
