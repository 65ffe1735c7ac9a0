"""Numbers as prose writes them: 1,191件, １２件, 十二件, 两件, 18.64万件, 44.05%."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from attrs import frozen

COUNTERS = ("件次", "件", "条", "次", "起", "宗", "份", "个", "项", "例", "部")
"""The units in which prose counts what the tables count; rules alone are counted in 部."""
_OTHER_UNITS = (
    "人次",
    "场次",
    "场",
    "篇",
    "期",
    "名",
    "人",
    "家",
    "张",
    "本",
    "册",
    "户",
    "批",
    "种",
    "部次",
    "封",
    "卷",
    "字",
    "页",
    "台",
    "天",
)
_MONEY = ("亿元", "万元", "元")

_CHINESE = "〇零一二两三四五六七八九十百千万"
_ARABIC = r"(?:[0-9]{1,3}(?:[,，][0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_MENTION = re.compile(
    rf"(?<![0-9.,第每〔\[])(?P<before>约|近|逾|超过|超|不足|大约|将近|接近)?"
    rf"(?:(?P<digits>{_ARABIC})(?P<scale>[万亿])?|(?P<words>(?<![{_CHINESE}])[{_CHINESE}]+))"
    rf"(?P<after>余|多|来)?"
    rf"(?P<unit>{'|'.join((*_MONEY, *sorted((*COUNTERS, *_OTHER_UNITS), key=len, reverse=True)))}|%)"
    r"(?!(?<=[两二三四]项)(?:合计|共|总计|占|相加|之和)|(?<=部)[门委])"  # 两项合计, 3部门
)
_PERCENT_IN_WORDS = re.compile(rf"百分之(?P<words>[{_CHINESE}]+)(?:点(?P<fraction>[{_CHINESE}]+))?")
_BARE = re.compile(rf"(?<![0-9.,第每〔\[])(?P<digits>{_ARABIC}|零)(?=[，。；、）！]|$)")

_QUOTED = re.compile("“[^”]{1,12}”")
"""What is called by a name in quotation marks, whose numerals count nothing: “三项制度”."""

_VALUES = {"〇": 0, "零": 0, "一": 1, "二": 2, "两": 2} | {c: n for n, c in enumerate("三四五六七八九", 3)}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10_000, "亿": 100_000_000}


@frozen
class Mention:
    """A number in a sentence.

    Attributes:
        value: The number, in the unit's own terms (money in 万元).
        step: One unit of its last printed digit.
        unit: The counter, ``%``, ``万元``, or empty for a bare number.
        start: Where it begins in the sentence.
        end: Where what belongs to it ends.
        vague: Whether words such as 约 or 余 make it a rough one.
    """

    value: Decimal
    step: Decimal
    unit: str
    start: int
    end: int
    vague: bool = False

    @property
    def is_count(self) -> bool:
        """Whether it can count what the tables count."""
        return self.unit in COUNTERS or not self.unit


def slack_of(numbers: Iterable[Mention]) -> Decimal:
    """By how much numbers of which some are printed in 万 may miss their sum."""
    return sum((number.step for number in numbers if number.step > 1), Decimal(0))


def read_chinese(words: str) -> int | None:
    """The whole number that Chinese numerals spell: 一百零三, 十二, 两, 二〇二三; None if they spell none."""
    if not words or any(c not in _CHINESE for c in words):
        return None
    if len(words) > 1 and all(c in _VALUES for c in words):
        return int("".join(str(_VALUES[c]) for c in words)) if "两" not in words else None
    total = section = digit = 0
    last = 0
    for c in words:
        if c in _VALUES:
            if digit:
                return None
            digit = _VALUES[c]
        elif c == "万":
            total, section, digit, last = (section + digit) * 10_000, 0, 0, 10_000
        else:
            place = _PLACES[c]
            section += (digit or 1) * place
            digit, last = 0, place
    if digit and last > 10 and words[-2] in _PLACES | {"万": 0}:
        digit *= last // 10  # 一百三 is 130
    return total + section + digit


def mentions(text: str) -> list[Mention]:
    """The numbers with a unit in a sentence, and the bare ones that end a clause, in order."""
    found: dict[int, Mention] = {}
    quoted = [match.span() for match in _QUOTED.finditer(text)] if "“" in text else []
    for match in _MENTION.finditer(text):
        mention = _mention(match)
        of_a_name = match["words"] is not None and any(a < match.start() < b for a, b in quoted)
        if mention is not None and not of_a_name:
            found[mention.start] = mention
    if "百分之" in text:
        for match in _PERCENT_IN_WORDS.finditer(text):
            percent = _percent(match)
            if percent is not None:
                found = {at: one for at, one in found.items() if not percent.start <= at < percent.end}
                found[percent.start] = percent
    taken = [(one.start, one.end) for one in found.values()]
    for match in _BARE.finditer(text):
        if not any(start <= match.start() < end for start, end in taken):
            value = Decimal(0) if match["digits"] == "零" else _decimal(match["digits"])
            found[match.start()] = Mention(value, Decimal(1), "", match.start(), match.end())
    return [found[at] for at in sorted(found)]


def _mention(match: re.Match[str]) -> Mention | None:
    digits, words, unit = match["digits"], match["words"], match["unit"]
    if digits is None:
        spelt = read_chinese(words)
        if spelt is None:
            return None
        value, step = Decimal(spelt), Decimal(1)
    else:
        value = _decimal(digits)
        step = Decimal(1).scaleb(int(value.as_tuple().exponent))
        factor = _SCALES.get(match["scale"] or "", 1)
        value, step = value * factor, step * factor
    if unit in _MONEY:
        factor_of_money = {"亿元": Decimal(10_000), "万元": Decimal(1), "元": Decimal("0.0001")}[unit]
        value, step, unit = value * factor_of_money, step * factor_of_money, "万元"
    vague = bool(match["before"] or match["after"])
    return Mention(value, step, unit, match.start(), match.end(), vague)


def _percent(match: re.Match[str]) -> Mention | None:
    whole = read_chinese(match["words"])
    if whole is None:
        return None
    fraction = "".join(str(_VALUES.get(c, "")) for c in match["fraction"] or "")
    value = Decimal(f"{whole}.{fraction}") if fraction else Decimal(whole)
    return Mention(value, Decimal(1).scaleb(-len(fraction)), "%", match.start(), match.end())


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", "").replace("，", ""))
