"""A sentence as a row of words, numbers and stops."""

from __future__ import annotations

import re
from functools import cache, cached_property

from attrs import define, frozen

from .numerals import Mention, mentions
from .sentences import Sentence
from .vocabulary import Sort, by_first_characters

_YEARS = r"(?P<year>(?:19|20)[0-9]{2}|二[〇零○][〇零一二三四五六七八九○]{2})年?"
_DATE = re.compile(
    r"(?:自|从)?(?:20[0-9]{2}年)?1月1日起?[至到—~-]+(?:20[0-9]{2}年)?12月31日?(?:止|底|期间)?"
    r"|(?:截至|截止)?(?:20[0-9]{2}年)?12月(?:31日|底|末)"
)
_YEAR = re.compile(rf"{_YEARS}(?:(?<=年)|(?![0-9]))度?(?:[底末]|全年|年底)?")
_MONTHS = re.compile(
    r"(?:截至|截止)?(?:20[0-9]{2}年)?[0-9]{1,2}(?:月份?)?[至到—~-]+[0-9]{1,2}月份?"
    r"|(?:截至|截止)?[0-9]{1,2}月(?:[0-9]{1,2}日|份|底|末|初|中旬)?|第?[一二三四1-4]季度|前[一二三]季度"
    r"|(?:近[一二三四五两0-9]|(?:过去|连续)[二三四五两0-9])年(?:来)?|(?:[二三四五六七八九十两]|[0-9]{1,2})年来|[0-9]{1,2}个?工作日"
)
_RANGE_OF_YEARS = re.compile(r"20[0-9]{2}年?[至到—~-]+20[0-9]{2}年度?")
_CENTRAL = ("总局", "总署")
"""What bodies of the centre call themselves."""
_OFFICE = re.compile("办公[室厅]|办(?![理结毕件事复])")
_OF_A_TOWN = re.compile("全?(?:镇|乡|街|办事处)")
_ORGAN_END = re.compile(
    r"(?:局|委员会|委|厅|办|处|科|院|中心|大队|支队|所|村|社区|公司|学校|医院|管委会|开发区|分局|镇|乡|街道|集团|站|..[省市县区州旗])$"
)


@define(eq=False)  # not frozen: there are many, and making a frozen one takes three times as long
class Token:
    """A word, a number or a stop.

    Attributes:
        sort: What it does.
        value: What it stands for; for an unknown word the word itself.
        start: Where it begins in the plain sentence.
        end: Where it ends.
        mention: The number, for a number.
        depth: How many brackets it stands in.
    """

    sort: Sort
    value: str
    start: int
    end: int
    mention: Mention | None = None
    depth: int = 0


@frozen(eq=False)
class Body:
    """The reporting body, as far as sentences name it.

    Attributes:
        issuer: Its name; empty if not known.
        year: The reported year; None if not known.
        place: The last character of its place, as its prose says 我区 or 本县; for a body without a name.
    """

    issuer: str = ""
    year: int | None = None
    place: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The names by which a sentence can mean the body itself, the longest first."""
        return _names(self.issuer)

    @cached_property
    def has_towns(self) -> bool:
        """Whether towns and sub-districts are others than the body itself."""
        return re.search("[镇乡]|街道", self.issuer) is None

    @property
    def level(self) -> str:
        """省, 市, 县, 区, 州 or 旗 for a government; empty for any other body, and where it is not known."""
        if not self.issuer:
            return self.place
        found = re.search(r"([省市县区州旗])(?:人民)?政府(?:办公[室厅])?$|([省市县区州旗])$", self.issuer)
        return (found[1] or found[2]) if found else ""


@cache
def _names(issuer: str) -> tuple[str, ...]:
    """An issuer's name and its shorter forms: 临水市教育局, 市教育局; 青山县人民政府, 青山县."""
    if not issuer:
        return ()
    found = [issuer]
    place = re.sub("(?:人民)?政府(?:办公[室厅])?$|办事处$", "", issuer)
    if len(place) > 2:
        found.append(place)
    department = re.search(r"[省市县区州旗](?=[^省市县区州旗]+$)", place if place != issuer else "") or re.search(
        r"[省市县区州旗](?=[^省市县区州旗]{2,}(?:局|委员会|厅|办公室|中心|委)$)", issuer
    )
    if department and place == issuer:
        found += [issuer[department.start() :], issuer[department.end() :]]
    if issuer.endswith(("办公室", "办公厅")):
        short = issuer.replace("人民政府", "政府")
        level = re.search(r"[省市县区州旗](?:人民)?政府办公[室厅]$", issuer)
        found += [short, issuer[level.start() :], short[level.start() :]] if level else []
    central = {name for office in _CENTRAL if issuer.endswith(office) for name in (office, f"{office}机关")}
    return tuple(sorted({name for name in found if len(name) > 2} | central, key=len, reverse=True))


def tokens(sentence: Sentence, body: Body) -> list[Token]:
    """The tokens of a sentence, in order; every character belongs to one."""
    text = sentence.plain
    special = _special(text, body)
    found: list[Token] = []
    at = depth = unknown = 0
    while at < len(text):
        token = special.get(at) or _word(text, at)
        if token is None:
            at += 1
            continue
        if token.sort is Sort.SELF and body.has_towns and _OF_A_TOWN.match(token.value):
            token.sort, token.value = Sort.ORGAN, "place"
        if unknown < at:
            found.append(_unknown(text, unknown, at, depth))
        if token.sort is Sort.STOP and token.value == "）":
            depth = max(depth - 1, 0)
        token.depth = depth
        found.append(token)
        if token.sort is Sort.STOP and token.value == "（":
            depth += 1
        at = unknown = token.end
    if unknown < at:
        found.append(_unknown(text, unknown, at, depth))
    return found


def _word(text: str, at: int) -> Token | None:
    """The longest known word that begins at a place."""
    words = by_first_characters()
    for word, sort, value in words.get(text[at : at + 2], ()):
        if text.startswith(word, at):
            return Token(sort, value, at, at + len(word))
    for word, sort, value in words.get(text[at], ()):
        return Token(sort, value, at, at + len(word))
    return None


def _unknown(text: str, start: int, end: int, depth: int) -> Token:
    word = text[start:end]
    sort = Sort.ORGAN if _ORGAN_END.search(word) else Sort.SPAN if word[-1] in "月周日" else Sort.UNKNOWN
    return Token(sort, word, start, end, None, depth)


def _special(text: str, body: Body) -> dict[int, Token]:
    """Dates, the issuer's own name, and numbers, by where they begin."""
    found: dict[int, Token] = {}
    taken: list[tuple[int, int]] = []

    def add(token: Token) -> None:
        if not any(start < token.end and token.start < end for start, end in taken):
            found[token.start] = token
            taken.append((token.start, token.end))

    for name in body.names:
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if not _OFFICE.match(text, end):
                add(Token(Sort.SELF, name, at, end))
            at = text.find(name, end)
    if "月" in text or "年" in text or "工作日" in text or "季度" in text:
        _times(text, body, add)
    for mention in mentions(text):
        sort = Sort.PERCENT if mention.unit == "%" else Sort.COUNT
        add(Token(sort, mention.unit, mention.start, mention.end, mention))
    return found


def _times(text: str, body: Body, add) -> None:  # type: ignore[no-untyped-def]
    for match in _DATE.finditer(text):
        years = {int(y) for y in re.findall("20[0-9]{2}", match[0])}
        own = body.year is None or not years or years == {body.year}
        add(Token(Sort.THIS if own else Sort.SPAN, match[0], match.start(), match.end()))
    for match in _RANGE_OF_YEARS.finditer(text):
        add(Token(Sort.SPAN, match[0], match.start(), match.end()))
    for match in _MONTHS.finditer(text):
        sort = Sort.VETO if match[0].endswith("工作日") else Sort.SPAN
        add(Token(sort, match[0], match.start(), match.end()))
    for match in _YEAR.finditer(text):
        if match[0] == match["year"] and not match[0].endswith("年"):
            continue
        year = _year(match["year"])
        known = body.year
        sort = Sort.THIS if known is None or year == known else Sort.LAST if year < known else Sort.NEXT
        add(Token(sort, match[0], match.start(), match.end()))


def _year(text: str) -> int:
    digits = "".join("0123456789"["〇一二三四五六七八九".index(c)] if c in "〇一二三四五六七八九" else c for c in
                     text.replace("零", "〇").replace("○", "〇"))  # fmt: skip
    return int(digits)
