"""The prescribed form of an edition: every row and column with its label and its address."""

from __future__ import annotations

from collections.abc import Iterator

from gov_disclosure.report.layout import Column, Row, Table, layout, sections

from .markdown import code, table

_ROWS = ("row", "address")
_COLUMNS = ("column", "key", "unit")


def headings() -> str:
    """The six sections."""
    found = sections().items()
    return table(("section", "key"), ((_both(m.label.printed, m.label.en), code(key)) for key, m in found))


def rows(edition: str, key: str) -> str:
    """The rows and the columns of one table of an edition."""
    return "\n\n".join(_parts(edition, layout(edition).table(key)))


def _parts(edition: str, one: Table) -> Iterator[str]:
    """The rows of a table, and its columns: once for all rows that have the same ones."""
    yield table(_ROWS, _rows(edition, one))
    by_columns: dict[tuple[Column, ...], list[Row]] = {}
    for row in one.rows:
        by_columns.setdefault(row.columns, []).append(row)
    for columns, found in by_columns.items():
        if len(by_columns) > 1:
            yield f"Columns of {', '.join(code(row.address.rpartition('.')[2]) for row in found)}:"
        yield table(_COLUMNS, map(_column, columns))


def _rows(edition: str, one: Table) -> Iterator[tuple[str, str]]:
    """Each row, and each group before its first row."""
    form = layout(edition)
    groups: set[str] = set()
    for row in one.rows:
        for address, group in row.groups:
            if address not in groups:
                groups.add(address)
                yield f"**{group.label.printed}** {group.label.en}", code(address)
        zh, en = (form.label(row.address, lang, short=not row.meta.across) for lang in ("zh", "en"))
        yield _both(zh, en), code(row.address)


def _column(column: Column) -> tuple[str, str, str]:
    label, group = column.meta.label, column.meta.group
    printed = f"{group.printed}·{label.printed}" if group else label.printed
    return _both(printed, label.en), code(column.key), column.meta.unit or ""


def _both(zh: str, en: str) -> str:
    return f"{zh} — {en}"
