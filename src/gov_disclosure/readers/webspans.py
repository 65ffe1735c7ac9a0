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


def spread(texts: list[str], lines: list[int | None], gaps: Sequence[tuple[int, int]], end: int) -> frozenset[int]:
    """Make room in a row's texts and lines for the places that merged cells take, up to a column; those places."""
    merged: set[int] = set()
    for column, width in gaps:
        places = range(column, min(column + width, end))
        texts[column:column] = [""] * len(places)
        lines[column:column] = [lines[max(column - 1, 0)] if lines else None] * len(places)
        merged.update(places)
    return frozenset(merged)
