"""Addresses: the rows and columns of an edition, derived by walking its classes."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from operator import attrgetter
from typing import Any

import attrs
from attrs import field, frozen

from .cells import Cell, State
from .editions import EDITIONS, Edition
from .form import ColumnMeta, Label, RowMeta, SectionMeta, absent_row, meta
from .model import Report


@frozen
class Column:
    """A column of a row: its key and what the form says of it."""

    key: str
    meta: ColumnMeta


@frozen(eq=False)
class Row:
    """A row of figures.

    Attributes:
        address: ``requests.outcomes.granted``.
        table: Key of the section that holds it.
        meta: What the form says of it.
        columns: Its columns, in order.
        groups: What the form says of the groups around it, outermost first.
        prescribed: Whether the edition prescribes the row (a row of the form of 其他处理 not used is known only).
        cls: The class of the row.
        cells: The addresses of its cells.
        absent: The row of a document that does not have it.
    """

    address: str
    table: str
    meta: RowMeta
    columns: tuple[Column, ...]
    groups: tuple[tuple[str, RowMeta], ...]
    prescribed: bool
    cls: type[Any]
    cells: tuple[str, ...] = field(init=False)
    absent: Any = field(init=False)

    @cells.default
    def _cells(self) -> tuple[str, ...]:
        return tuple(f"{self.address}.{column.key}" for column in self.columns)

    @absent.default
    def _absent(self) -> Any:
        return absent_row(self.cls)


@frozen(eq=False)
class Table:
    """A prescribed table: the section's key, its number on the form (2 to 4), its rows and its label."""

    key: str
    number: int
    rows: tuple[Row, ...]
    label: Label


@frozen(eq=False)
class Layout:
    """The form of one edition, flattened.

    Attributes:
        edition: The edition.
        sections: The six sections' keys and what the form says of them, in order.
        tables: The three tables, in order.
        rows: Their rows by address, in the order of the form.
        cells: Row and column of every cell by address, in the order of the form.
        all_addresses: The addresses of all cells, those of rows not prescribed too.
        order: The place of every address (section, group, row, cell) in the document.
        values: Gives every cell of a report of this edition, in the order of `cells`.
    """

    edition: Edition
    sections: dict[str, SectionMeta]
    tables: tuple[Table, ...]
    rows: dict[str, Row]
    cells: dict[str, tuple[Row, Column]]
    order: dict[str, int]
    values: Callable[[Report], tuple[Cell, ...]]
    _getters: dict[str, Callable[[Report], Any]] = field(factory=dict, init=False)
    _spans: tuple[tuple[str, int, int], ...] = field(init=False)
    all_addresses: tuple[str, ...] = field(init=False)

    @all_addresses.default
    def _all_addresses(self) -> tuple[str, ...]:
        return tuple(self.cells)

    @_spans.default
    def _spans_of_rows(self) -> tuple[tuple[str, int, int], ...]:
        ends = list(itertools.accumulate(len(row.cells) for row in self.rows.values()))
        return tuple((address, first, end) for address, first, end in zip(self.rows, [0, *ends], ends, strict=False))

    @property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of the prescribed cells, in the order of the form."""
        return tuple(address for address, (row, _) in self.cells.items() if row.prescribed)

    def rows_there(self, values: tuple[Cell, ...]) -> tuple[str, ...]:
        """The addresses of the rows that a report has, as far as is known, from the report's `values`."""
        there = [
            address
            for address, first, end in self._spans
            if type(values[first]) is not State or any(type(cell) is not State for cell in values[first:end])
        ]
        return tuple(there)

    def table(self, key: str) -> Table:
        """The table of the section `key`."""
        return next(table for table in self.tables if table.key == key)

    def get(self, report: Report, address: str) -> Any:
        """What stands at `address` in a report of this edition; KeyError names the nearest address."""
        getter = self._getters.get(address)
        if getter is None:
            if address not in self.order:
                near = difflib.get_close_matches(address, self.order, 1, 0.5)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                raise KeyError(f"edition {self.edition.key} has no address {address!r}{hint}")
            getter = self._getters[address] = attrgetter(address)
        return getter(report)

    def label(self, address: str, lang: str = "zh", *, short: bool = False) -> str:
        """What the form prints for an address (a section, a row, a cell or ``<table>.<column>``).

        Args:
            address: The address.
            lang: ``"zh"`` or ``"en"``.
            short: Whether to leave out the groups around the row.

        Raises:
            KeyError: There is no such address.
        """
        if address in self.cells:
            row, column = self.cells[address]
            return f"{self._row_label(row, lang, short)}{_joint(lang)}{_words(column.meta.label, lang)}"
        if address in self.rows:
            return self._row_label(self.rows[address], lang, short)
        if address in self.sections:
            return _words(self.sections[address].label, lang)
        table, _, key = address.partition(".")
        for row in self.rows.values():
            for group, group_meta in row.groups:
                if group == address:
                    return _words(group_meta.label, lang)
            for column in row.columns:
                if (row.table, column.key) == (table, key):
                    return _words(column.meta.label, lang)
        raise KeyError(f"edition {self.edition.key} has no address {address!r}")

    def _row_label(self, row: Row, lang: str, short: bool) -> str:
        # The undivided row has the label of its group.
        labels = [group.label for _, group in (row.groups[:-1] if row.meta.undivided else row.groups)]
        if row.meta.group is not None:
            labels.append(row.meta.group)
        chain = [row.meta.label] if short else [*labels, row.meta.label]
        return _joint(lang).join(_words(label, lang) for label in chain)


def _joint(lang: str) -> str:
    return " › " if lang == "en" else "·"


def _words(label: Label, lang: str) -> str:
    return label.en if lang == "en" else label.printed


def layout(edition: str) -> Layout:
    """The layout of an edition, given by key.

    Raises:
        KeyError: There is no such edition.
    """
    return _layout(EDITIONS[edition])


def sections() -> dict[str, SectionMeta]:
    """The six sections by key, in order."""
    return {f.name: m for f in attrs.fields(Report) if isinstance(m := meta(f), SectionMeta)}


@cache
def _layout(edition: Edition) -> Layout:
    found = sections()
    tables = tuple(
        Table(key, number, tuple(_rows(getattr(edition, key), key, key, (), edition)), section.label)
        for number, (key, section) in enumerate(found.items(), 1)
        if hasattr(edition, key)
    )
    rows = {row.address: row for table in tables for row in table.rows}
    cells = {f"{row.address}.{column.key}": (row, column) for row in rows.values() for column in row.columns}
    return Layout(edition, found, tables, rows, cells, _order(found, rows), _getter(edition.key, rows))


def _rows(
    cls: type[Any], address: str, table: str, groups: tuple[tuple[str, RowMeta], ...], edition: Edition
) -> Iterator[Row]:
    """The rows below a table or a group, depth first in the order of the form."""
    fields = attrs.fields(cls)
    has_choice = any(isinstance(m := meta(f), RowMeta) and m.undivided for f in fields)
    for f in fields:
        m = meta(f)
        if not isinstance(m, RowMeta):
            continue
        here, below = f"{address}.{f.name}", type(f.default)
        columns = tuple(Column(c.name, meta(c)) for c in attrs.fields(below) if isinstance(meta(c), ColumnMeta))
        if columns:
            prescribed = not has_choice or m.undivided == edition.undivided_otherwise
            yield Row(here, table, m, columns, groups, prescribed, below)
        else:
            yield from _rows(below, here, table, (*groups, (here, m)), edition)


def _getter(edition: str, rows: Mapping[str, Row]) -> Callable[[Report], tuple[Cell, ...]]:
    """A straight-line function, generated from the addresses; it is three times as fast as following each of them."""
    lines, names = loads_of(rows.values())
    source = ["def values(report):", *lines, f" return ({', '.join(names.values())},)"]
    namespace: dict[str, Any] = {}
    exec(compile("\n".join(source), f"<values of edition {edition}>", "exec"), namespace)  # noqa: S102 - made of names
    made: Callable[[Report], tuple[Cell, ...]] = namespace["values"]
    return made


def loads_of(rows: Iterable[Row]) -> tuple[list[str], dict[str, str]]:
    """Lines of Python that load all cells of `rows` from ``report`` into local variables.

    Returns:
        The lines, indented by a space, and the name of the variable for each address.
    """
    lines: list[str] = []
    holders: dict[str, str] = {"": "report"}
    names: dict[str, str] = {}
    for row in rows:
        parent = ""
        for key in row.address.split("."):
            path = f"{parent}.{key}"
            if path not in holders:
                holders[path] = f"h{len(holders)}"
                lines.append(f" {holders[path]} = {holders[parent]}.{key}")
            parent = path
        for address, column in zip(row.cells, row.columns, strict=True):
            names[address] = f"c{len(names)}"
            lines.append(f" {names[address]} = {holders[parent]}.{column.key}")
    return lines, names


def _order(found: Iterable[str], rows: Mapping[str, Row]) -> dict[str, int]:
    addresses: dict[str, None] = {}
    for key in found:
        addresses[key] = None
        for row in (row for row in rows.values() if row.table == key):
            addresses.update(dict.fromkeys((*(group for group, _ in row.groups), row.address, *row.cells)))
    return {address: place for place, address in enumerate(addresses)}
