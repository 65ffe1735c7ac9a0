"""How a word processor writes the numbers of its lists: 一, 十一, （甲）, Ⅳ, ①."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = {
    1000: "M", 900: "CM", 500: "D", 400: "CD", 100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV",
    1: "I",
}  # fmt: skip


def _counting(value: int, digits: str = _DIGITS, units: str = "十百千", zero: str = "零") -> str:
    """一百零五; ten is 十, without a one before it. Beyond the thousands the digits one by one."""
    if not 0 < value < 10_000:
        return _digital(value, digits)
    text = ""
    for place in range(3, -1, -1):
        digit = value // 10**place % 10
        if digit:
            text += digits[digit] + (units[place - 1] if place else "")
        elif text and not text.endswith(zero):
            text += zero
    text = text.rstrip(zero)
    return text[1:] if 10 <= value < 20 and digits is _DIGITS else text


def _digital(value: int, digits: str = _DIGITS) -> str:
    return "".join(digits[int(digit)] for digit in str(max(value, 0)))


def _cycle(values: str) -> Callable[[int], str]:
    return lambda value: values[(value - 1) % len(values)] if value > 0 else str(value)


def _letters(value: int) -> str:
    """A to Z, then AA, BB and so on, as Word goes on."""
    letter, times = (value - 1) % 26, (value - 1) // 26 + 1
    return chr(ord("A") + letter) * times if 0 < value <= 780 else str(value)


def _roman(value: int) -> str:
    if not 0 < value < 4000:
        return str(value)
    text = ""
    for size, digits in _ROMAN.items():
        text += digits * (value // size)
        value %= size
    return text


def _enclosed(first: str, count: int) -> Callable[[int], str]:
    return lambda value: chr(ord(first) + value - 1) if 0 < value <= count else str(value)


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": lambda value: str(value).translate({ord("0") + d: ord("０") + d for d in range(10)}),
    "decimalFullWidth2": lambda value: str(value).translate({ord("0") + d: ord("０") + d for d in range(10)}),
    "decimalEnclosedCircle": _enclosed("①", 20),
    "decimalEnclosedCircleChinese": _enclosed("①", 20),
    "decimalEnclosedParen": _enclosed("⑴", 20),
    "decimalEnclosedFullstop": _enclosed("⒈", 20),
    "numberInDash": lambda value: f"- {value} -",
    "upperLetter": _letters,
    "lowerLetter": lambda value: _letters(value).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "ideographDigital": _digital,
    "japaneseDigitalTenThousand": _digital,
    "taiwaneseDigital": _digital,
    "chineseLegalSimplified": lambda value: _counting(value, _LEGAL, "拾佰仟"),
    "japaneseLegal": lambda value: _counting(value, _LEGAL_TRADITIONAL, "拾佰仟"),
    "ideographLegalTraditional": lambda value: _counting(value, _LEGAL_TRADITIONAL, "拾佰仟"),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographEnclosedCircle": _enclosed("㊀", 10),
    "none": lambda _: "",
    "bullet": lambda _: "",
}
"""The ways of writing a number, by their names in a Word file. One that is not here is written as ``decimal``."""


def numeral(value: int, form: str) -> str:
    """A number as a list writes it.

    Args:
        value: The number.
        form: The name of the way, as ``chineseCounting``.
    """
    return FORMATS.get(form, str)(value)
