"""Tables that are ruled only between their rows: where white space parts their columns.

A line is put where no row with figures has text, and left out in each row whose text goes over it, as headings over
several columns do. Whether the columns so found are the form's is seen when the figures are placed.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from attrs import frozen

from .marks import Char, Rule

_CROSSED = 0.3
"""How many of a table's rows may have text over a line between two columns, as labels of groups leave out a column."""
_APART = 0.25
"""Characters that are further apart than this, in sizes, are not one text."""
_LONG = 60
_MOST_TEXTS = 2_000
"""A page with more texts holds no table of a report."""
_HEADING = re.compile(r"[一二三四五六七八九十]+、|第[一二三四五六七八九十]+部分|[0-9]+、")


@frozen
class Band:
    """What stands between two lines across.

    Attributes:
        top: The upper line.
        bottom: The lower one.
        chars: The characters from left to right.
        texts: From where to where there is text, and the text, from left to right.
    """

    top: float
    bottom: float
    chars: Sequence[Char]
    texts: Sequence[tuple[float, float, str]]

    @property
    def has_figures(self) -> bool:
        """Whether it is a row with figures after its label."""
        return any(any(map(str.isdigit, text)) for _, _, text in self.texts[1:])

    @property
    def is_prose(self) -> bool:
        """Whether it is a heading or a paragraph between two tables, or nothing."""
        text = "".join(char.text for char in self.chars)
        return len(self.texts) < 2 and (not text or len(text) > _LONG or _HEADING.match(text) is not None)


def ruled_by_gaps(rules: Sequence[Rule], chars: Sequence[Char]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The tables between lines across that no lines down meet.

    Args:
        rules: The lines, from above.
        chars: The characters that are in no other table.

    Yields:
        The lines across, and the lines down that stand for the white space between columns.
    """
    bands = list(_bands(sorted({rule.at for rule in rules}), chars))
    for is_prose, several in groupby(bands, key=lambda band: band.is_prose):
        rows = list(several)
        if is_prose or not any(row.has_figures for row in rows):
            continue
        across = [rule for rule in rules if rows[0].top <= rule.at <= rows[-1].bottom]
        edges = min(rule.start for rule in across), max(rule.end for rule in across)
        columns = list(_columns([row for row in rows if row.has_figures]))
        down = [Rule(at, rows[0].top, rows[-1].bottom) for at in edges]
        down += [Rule(at, row.top, row.bottom) for at in columns for row in rows if not _is_crossed(at, row)]
        yield across, down


def _bands(lines: Sequence[float], chars: Sequence[Char]) -> Iterator[Band]:
    seen = sorted((char for char in chars if not char.text.isspace()), key=lambda char: char.middle)
    middles = [char.middle for char in seen]
    for top, bottom in pairwise(lines):
        inside = sorted(seen[bisect(middles, top) : bisect(middles, bottom)], key=lambda char: char.x0)
        texts: list[tuple[float, float, str]] = []
        for char in inside:
            if texts and char.x0 - texts[-1][1] < _APART * char.size:
                left, right, text = texts[-1]
                texts[-1] = left, max(right, char.x1), text + char.text
            else:
                texts.append((char.x0, char.x1, char.text))
        yield Band(top, bottom, inside, texts)


def _columns(rows: Sequence[Band]) -> Iterator[float]:
    """The middle of each gap that most rows have, between two places where more of them have text."""
    texts = [text for row in rows for text in row.texts]
    if len(texts) > _MOST_TEXTS:
        return
    edges = sorted({edge for start, end, _ in texts for edge in (start, end)})
    parts = [
        (sum(1 for start, end, _ in texts if start <= low and high <= end), low, high) for low, high in pairwise(edges)
    ]
    for is_gap, several in groupby(parts, key=lambda part: part[0] <= _CROSSED * len(rows)):
        if is_gap:
            gap = list(several)
            fewest = min(part[0] for part in gap)
            low, high = max(((low, high) for count, low, high in gap if count == fewest), key=lambda g: g[1] - g[0])
            yield (low + high) / 2


def _is_crossed(at: float, row: Band) -> bool:
    return any(start < at < end for start, end, _ in row.texts)
