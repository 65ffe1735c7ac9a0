"""Cells over several columns and rows of a web page's table: which places of a row they take."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Taken: TypeAlias = tuple[int, int, int]
"""What a cell takes of the rows below it: the first column, the one after the last, and the last row."""
_NO_MORE = (sys.maxsize, 0, 0)


def layout_of(
    count: int, spans: Mapping[int, tuple[int, int]], taken: Sequence[Taken]
) -> tuple[list[tuple[int, int]], int, int, list[Taken]]:
    """How a row is laid out.

    Args:
        count: How many cells there are.
        spans: How many columns and rows those take that do not take one of each, in order.
        taken: What cells above take of it, in order.

    Returns:
        The gaps: which columns are taken by a cell above or to the left, and how many. The column after the last place,
        and that in which the last cell begins. What the row's cells take, each with its number of rows.
    """
    gaps: list[tuple[int, int]] = []
    deep: list[Taken] = []
    column = index = 0
    last = -1
    above = iter((*taken, _NO_MORE))
    start, stop, _ = next(above)
    for wide in (*spans, count):
        while True:
            while start <= column:
                if stop > column:
                    gaps.append((column, stop - column))
                    column = stop
                start, stop, _ = next(above)
            run = min(wide - index, start - column)
            if not run:
                break
            index += run
            column += run
            last = column - 1
        if wide < count:
            across, down = spans[wide]
            if across > 1:
                gaps.append((column + 1, across - 1))
            if down != 1:
                deep.append((column, column + across, down))
            last = column
            index += 1
            column += across
    return gaps, column, last, deep


class RowLayout:
    """Which places a row's cells take.

    Args:
        count: How many cells there are.
        gaps: As `layout_of` found them.
        end: The column after the last place that counts.

    Attributes:
        length: How many places there are.
        merged: Those that merged cells take.
    """

    def __init__(self, count: int, gaps: Sequence[tuple[int, int]], end: int) -> None:
        self.length = end
        texts, lines = list(range(count)), list(range(count))
        merged: set[int] = set()
        for column, width in gaps:
            places = range(column, min(column + width, end))
            texts[column:column] = [-1] * len(places)
            lines[column:column] = [lines[max(column - 1, 0)] if lines else -1] * len(places)
            merged.update(places)
        self.merged = frozenset(merged)
        self._texts, self._lines = texts, lines

    def spread(self, texts: list[str], lines: list[int | None]) -> tuple[list[str], list[int | None]]:
        """A row's texts and lines with room for the places that merged cells take."""
        texts.append("")
        lines.append(None)
        return [texts[at] for at in self._texts], [lines[at] for at in self._lines]
