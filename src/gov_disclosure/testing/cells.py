"""Strategies for what stands in single cells, and a way to change the cells of a report."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from ..report.cells import UNKNOWN, Annotated, Cell, Kind, Unreadable
from ..report.form import ColumnMeta

COUNTS = st.one_of(st.integers(0, 9), st.integers(0, 99_999))
"""Counts as reports have them: mostly few, sometimes many."""

_CHANGES = st.integers(-99, 99)
_AMOUNTS = st.integers(0, 10**9).map(lambda yuan: Decimal(yuan).scaleb(-4))
_NO_NUMBERS = ("/", "－", "—", "无", "不涉及", "不适用", "1.2万", "3亿")
_WORDS = ("（其中修订16件）", "(含上年结转)", "〔见附件〕")


def numbers(column: ColumnMeta) -> st.SearchStrategy[int | Decimal]:
    """The numbers that may stand in a column: counts, changes with a sign, or amounts."""
    if column.kind is Kind.AMOUNT:
        return _AMOUNTS
    return _CHANGES if column.kind is Kind.CHANGE else COUNTS


def with_words(number: int | Decimal, column: ColumnMeta) -> st.SearchStrategy[Annotated]:
    """A number with words that a reader leaves aside: a remark in brackets, or the column's own unit."""
    unit = (column.unit or "元") if column.kind is Kind.AMOUNT else "件"
    shown = f"{number:f}" if isinstance(number, Decimal) else str(number)
    return st.sampled_from((*_WORDS, unit)).map(lambda words: Annotated(shown + words, number))


def unreadable() -> st.SearchStrategy[Unreadable]:
    """Text in a figure's place that is no number in any column."""
    return st.sampled_from(_NO_NUMBERS).map(Unreadable)


def any_cell(column: ColumnMeta) -> st.SearchStrategy[Cell]:
    """A cell in any state but ABSENT, which is the state of a whole row."""
    plain = numbers(column)
    noted = plain.flatmap(lambda number: with_words(number, column))
    return st.one_of(plain, noted, st.none(), unreadable(), st.just(UNKNOWN))
