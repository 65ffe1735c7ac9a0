"""Where the sentences of a section begin and end, and what they are once typography is set aside."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from operator import attrgetter

from attrs import frozen

from ...report.model import Report

SECTIONS = ("overview", "problems", "other_matters")
"""The sections whose prose is read."""
_END = "。！？!?"
_STOPS = _END + ".．"
_HEADING = re.compile(
    r"\s*(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]+[，、部]"
    r"|[（(]?[0-9]{1,2}[）)、.．](?![0-9])|[①-⑳])"
)
_BREAKS = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_MARKS = re.compile(rf"[{_END}（(）)\n\r\v\f\x85\u2028\u2029]|(?<=[\u4e00-\u9fff）)%％])[.．](?![0-9A-Za-z.．])")
_COMMAS = re.compile("[，,；;]")
_SPACED = re.compile("(?<=[0-9０-９])[ \t\u3000\u00a0]+(?=[0-9０-９])")
APART = "｜"
"""Stands where white space keeps two numbers apart, as in a row of a table that was taken for prose."""
_POINT = re.compile("(?P<stop>^|[，：；。（])?[①-⑳]")
"""The number of a point in a sentence: nothing behind a stop, and a stop elsewhere."""
_SPACE = re.compile(r"[\s\u3000\u00a0\u200b\u200c\u200d\u2060\ufeff]+")
_FOLD = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), 0xFF05, 0xFF0E)}
_FOLD |= str.maketrans(
    {"(": "（", ")": "）", ";": "；", ":": "：", "!": "！", "?": "？", "﹪": "%", "〔": "（", "〕": "）"}
)
_COMMA = re.compile(r",(?![0-9]{3}(?![0-9]))|(?<![0-9]),")
_STOP = re.compile(r"(?<![0-9])\.|\.(?![0-9])")
_TITLE = re.compile(r"《[^》]{0,80}》")
_LEVELS = re.compile("(?<=[市县区州镇乡村])（[市县区州旗镇乡街道社区、]{1,6}）")
"""What else bodies of a level are called: 县（市、区）, 乡镇（街道）."""
_UNIT_END = re.compile(r"[件条次起宗份个项例%元]\s*$")


_texts = attrgetter(*(f"{key}.text" for key in SECTIONS))
_NUMBER = re.compile(  # it begins with one class of characters, for which a search is quick
    r"[0-9０-９〇零一二两三四五六七八九十百千万](?:\s*[万亿余多])?\s*(?:[件条次起宗份个项例篇场期]|分之|亿元|万元"
    r"|(?<=[0-9０-９零])(?:\s*[名人家部张本册户批种%％元，。；、）),;]|$))"
)
_NONE = re.compile("[未没无零]|不存在")
_OWN_TERMS = re.compile(
    "申请|复议|诉讼|规章|规范性|行政许可|行政处罚|行政强制|事业性收费|结转|依申请|予公开|分公开|以公开|无法提供|予处理|他处理"
)


def says_something(text: str) -> bool:
    """Whether a text may state a number, or that there was none of one of the tables' own terms."""
    if _NUMBER.search(text):
        return True
    return _NONE.search(text) is not None and _OWN_TERMS.search(text) is not None


def may_claim(report: Report) -> bool:
    """Whether the prose of a report may state a number, or that there was none: a first look that costs little."""
    for text in _texts(report):  # noqa: SIM110 - `any` over a generator takes twice as long
        if isinstance(text, str) and says_something(text):
            return True
    return False


@frozen
class Sentence:
    """A sentence of a section of prose.

    Attributes:
        section: Key of the section: ``overview``.
        at: Where it begins in the section's text.
        text: The sentence as written, trimmed, line breaks removed.
        plain: The same with full-width digits folded, white space dropped and punctuation unified; empty for a
            sentence that is not worth reading.
        heading: Whether it stands like a heading, so that it names what follows.
    """

    section: str
    at: int
    text: str
    plain: str
    heading: bool = False


def sentences(section: str, text: str, is_worth_reading: Callable[[str], object]) -> Iterator[Sentence]:
    """The sentences of a text, in order. A line break ends a sentence only where a new paragraph begins.

    Args:
        section: Key of the section.
        text: The section's text.
        is_worth_reading: Whether a sentence is to be given its plain form, too.
    """
    for start, end in _spans(text):
        raw = text[start:end]
        shown = raw.strip()
        if len(shown.split()) > 1:
            shown = _SPACE.sub(" ", _BREAKS.sub("", shown))
        if shown:
            lead = len(raw) - len(raw.lstrip())
            heading = len(shown) <= 30 and _HEADING.match(shown) is not None and not _COMMAS.search(shown)
            yield Sentence(section, start + lead, shown, plain(raw) if is_worth_reading(shown) else "", heading)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = depth = 0
    for match in _MARKS.finditer(text):
        at, found = match.start(), match[0]
        if found in "（(":
            depth += 1
        elif found in "）)":
            depth = max(depth - 1, 0)
        elif found in _STOPS:
            if depth and text.find("）", at, at + 60) >= 0:
                continue
            yield start, match.end()
            start, depth = match.end(), 0
        elif _ends_paragraph(text[start:at], text[match.end() :]):
            yield start, at
            start, depth = match.end(), 0
    if start < len(text):
        yield start, len(text)


def _ends_paragraph(before: str, after: str) -> bool:
    """Whether a line break ends a paragraph rather than a line."""
    line = after.lstrip(" \t\u3000\u00a0")
    if not before.strip() or not line or line[0] in "\r\n" or _HEADING.match(line):
        return True
    if after[:1] in "\u3000\t" or after.startswith("  "):
        return True
    last = _BREAKS.split(before)[-1].strip()
    return before.rstrip()[-1] in "：:；;" or (bool(_HEADING.match(before)) and len(last) <= 20)


def plain(text: str) -> str:
    """A sentence with typography set aside: what the claims are read from."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for i, line in enumerate(lines[:-1]):
        if _UNIT_END.search(line) and len(line) < 25:
            lines[i] = line + "，"  # a line of its own, not a wrapped one
    folded = _SPACE.sub("", _SPACED.sub(APART, "".join(lines))).translate(_FOLD)
    if "," in folded:
        folded = _COMMA.sub("，", folded)
    if "." in folded:
        folded = _STOP.sub("。", folded)
    folded = _POINT.sub(lambda match: "，" if match["stop"] is None else match["stop"], folded)
    if "（" in folded:
        folded = _LEVELS.sub("", folded)
    return _TITLE.sub("", folded) if "《" in folded else folded
