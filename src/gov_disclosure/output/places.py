"""Where something stands in a file, in words."""

from __future__ import annotations

from ..i18n import Language, msg
from ..report.model import Place


def in_words(place: Place, lang: Language) -> str:
    """A place in words: ``line 85``, ``page 3, table 2, row 4, column 10``, ``年度报告!B12``; empty if none is known.

    Args:
        place: The place.
        lang: The language.
    """
    if place.sheet is not None and place.row is not None and place.column is not None:
        return f"{place.sheet}!{cell_name(place.row, place.column)}"
    parts = []
    if place.page is not None:
        parts.append(msg("page {page}", page=place.page))
    if place.line is not None:
        parts.append(msg("line {line}", line=place.line))
    elif place.table is not None:
        parts.append(msg("table {table}", table=place.table))
        if place.row is not None:
            parts.append(msg("row {row}", row=place.row))
        if place.column is not None:
            parts.append(msg("column {column}", column=place.column))
    return (" " if lang == "zh" else ", ").join(part.render(lang) for part in parts)


def cell_name(row: int, column: int) -> str:
    """The name by which a spreadsheet calls a cell: ``B12``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
