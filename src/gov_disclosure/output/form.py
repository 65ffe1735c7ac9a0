"""The prescribed tables as the form prints them: labels, column headings and empty cells, merged as they are there."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from attrs import frozen

from ..report.form import Label
from ..report.layout import Row, Table
from ..report.tables import ITEM

BALANCE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
APPLICANTS = "申请人情况"


@frozen
class Box:
    """A cell of a printed table.

    Attributes:
        text: What is printed in it; empty for a figure.
        across: How many columns it takes.
        down: How many rows it takes.
        figure: The address of the figure that belongs there, or empty.
    """

    text: str
    across: int = 1
    down: int = 1
    figure: str = ""


Line = list[Box]


def printed(table: Table) -> list[Line]:
    """The rows of a table, each with the cells that begin in it."""
    rows = [row for row in table.rows if row.prescribed]
    if rows[0].meta.across:
        return list(_side_by_side(rows))
    return list(_by_item(rows) if rows[0].meta.item else _below_each_other(rows))


def width(lines: list[Line]) -> int:
    """How many columns a printed table has: as many as its first row takes."""
    return sum(box.across for box in lines[0])


def _figures(row: Row, columns: int) -> Iterator[Box]:
    """The figures of a row; the last one takes what is left of the columns."""
    *first, last = row.cells
    yield from (Box("", figure=cell) for cell in first)
    yield Box("", columns - len(first), figure=last)


def _by_item(rows: list[Row]) -> Iterator[Line]:
    """Table two: a part for each item of Article 20."""
    columns = max(len(row.columns) for row in rows)
    for item, several in itertools.groupby(rows, lambda row: row.meta.item):
        of_item = list(several)
        yield [Box(ITEM.format(item), columns + 1)]
        *heads, last = (column.meta.label.zh for column in of_item[0].columns)
        yield [Box("信息内容"), *map(Box, heads), Box(last, columns - len(heads))]
        for row in of_item:
            yield [Box(row.meta.label.zh), *_figures(row, columns)]


def _below_each_other(rows: list[Row]) -> Iterator[Line]:
    """Table three: a heading of three rows, and labels in as many columns as there are groups around a row."""
    chains = [_labels(row) for row in rows]
    depth = max(map(len, chains))
    columns = rows[0].columns
    yield [Box(BALANCE, depth, 3), Box(APPLICANTS, len(columns))]
    upper: Line = []
    lower: Line = []
    for group, several in itertools.groupby(columns, lambda column: column.meta.group):
        heads = [column.meta.label.zh for column in several]
        upper += [Box(head, 1, 2) for head in heads] if group is None else [Box(group.zh, len(heads))]
        lower += [] if group is None else map(Box, heads)
    yield upper
    yield lower
    for number, (row, chain) in enumerate(zip(rows, chains, strict=True)):
        line: Line = []
        for level, label in enumerate(chain):
            same = [other[: level + 1] == chain[: level + 1] for other in chains]
            if level == len(chain) - 1:
                line.append(Box(label.printed, depth - level))
            elif same.index(True) == number:
                line.append(Box(label.printed, 1, sum(same)))
        yield [*line, *_figures(row, len(columns))]


def _labels(row: Row) -> tuple[Label, ...]:
    """The labels before a row, outermost first; an undivided row has that of its group."""
    groups = [meta.label for _, meta in row.groups]
    return (*(groups[:-1] if row.meta.undivided else groups), row.meta.label)


def _side_by_side(rows: list[Row]) -> Iterator[Line]:
    """Table four: groups of columns, of which some have a heading in common, and one row of figures."""
    lines: tuple[Line, Line, Line] = ([], [], [])
    for group, several in itertools.groupby(rows, lambda row: row.meta.group):
        of_group = list(several)
        names = [Box(row.meta.label.zh, len(row.columns)) for row in of_group]
        heads = [column.meta.label.zh for row in of_group for column in row.columns]
        if group is None:
            lines[0].extend(names)
            lines[1].extend(Box(head, 1, 2) for head in heads)
        else:
            lines[0].append(Box(group.zh, len(heads)))
            lines[1].extend(names)
            lines[2].extend(map(Box, heads))
    yield from lines
    yield [Box("", figure=cell) for row in rows for cell in row.cells]
