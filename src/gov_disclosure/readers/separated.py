"""CSV files: the figures as ``extract --format csv`` writes them, or a sheet saved as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import attrs

from ..i18n import msg
from ..report.cells import ABSENT, UNKNOWN, Annotated, Cell, Kind, State, Unreadable, read_cell
from ..report.conversion import structure
from ..report.editions import EDITIONS, IN_FORCE
from ..report.layout import layout
from ..report.model import Place, Report
from .document import Document, Grid, GridCell, numbered
from .files import Source, decode

_ADDRESS, _STATE, _VALUE, _TEXT = "address", "state", "value", "text"
Lines = list[tuple[int, list[str]]]


def read_csv(source: Source) -> Document | Report:
    """The report whose figures a CSV lists by address, or the grid that it is.

    Raises:
        ReadError: It is no text, exceeds a limit, or lists something that is no figure of a report.
    """
    lines = list(_lines(source))
    header = [name.strip() for name in lines[0][1]] if lines else []
    if _ADDRESS in header and _STATE in header:
        return _listed(source, header, lines[1:])
    rows = tuple(
        tuple(GridCell(text, Place(line=line, row=number, column=column, text=text.strip()))
              for column, text in enumerate(cells, 1))
        for number, (line, cells) in enumerate(lines, 1)
        if any(text.strip() for text in cells)
    )  # fmt: skip
    return numbered([Grid(rows, Place(line=1), loose=True)] if rows else [])


def _lines(source: Source) -> Iterator[tuple[int, list[str]]]:
    """The rows, each with the line on which it begins."""
    text = decode(source)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    line, cells = 1, 0
    try:
        for row in reader:
            cells += len(row)
            if len(row) > source.limits.columns:
                raise source.exceeds(msg("columns"), source.limits.columns)
            if cells > source.limits.cells:
                raise source.exceeds(msg("cells"), source.limits.cells)
            yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise source.unreadable(msg("not valid CSV: {reason}", reason=str(error)), line=line) from None


def _delimiter(text: str) -> str:
    """What separates the cells: what the first line has most of."""
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


# Figures by address -----------------------------------------------------------------------------------------------


def _listed(source: Source, header: list[str], lines: Lines) -> Report:
    """The report whose cells are listed, one a line."""
    entries: dict[str, tuple[int, dict[str, str]]] = {}
    for line, row in lines:
        entry = dict(zip(header, (text.strip() for text in row), strict=False))
        address = entry.get(_ADDRESS, "")
        if address in entries:
            raise source.unreadable(msg("the address {address} appears twice", address=address), line=line)
        if address:
            entries[address] = line, entry
    edition = max(EDITIONS, key=lambda key: (len(entries.keys() & layout(key).cells.keys()), key == IN_FORCE.key))
    form = layout(edition)
    for address, (line, _) in entries.items():
        if address not in form.cells:
            text = msg("edition {edition} has no address {address}", edition=edition, address=address)
            raise source.unreadable(text, line=line)
    values = {
        address: _value(source, line, entry, form.cells[address][1].meta.kind)
        for address, (line, entry) in entries.items()
    }
    report = structure(_canonical(edition, values))
    return attrs.evolve(report, locations={address: _place(entry, line) for address, (line, entry) in entries.items()})


def _value(source: Source, line: int, entry: dict[str, str], kind: Kind) -> Cell:
    """What stands in a listed cell."""
    state = entry.get(_STATE, "")
    if state == "blank":
        return None
    if state in {State.UNKNOWN.value, State.ABSENT.value}:
        return State(state)
    shown = entry.get(_TEXT if state in {"annotated", "unreadable"} else _VALUE, "")
    cell = read_cell(shown, kind)
    if _state_of(cell) != state:
        text = msg("{address}: “{text}” is not {state}", address=entry[_ADDRESS], text=shown, state=state)
        raise source.unreadable(text, line=line)
    return cell


def _state_of(cell: Cell) -> str:
    if isinstance(cell, Annotated):
        return "annotated"
    return "unreadable" if isinstance(cell, Unreadable) else "number" if isinstance(cell, int | Decimal) else "blank"


def _canonical(edition: str, values: dict[str, Cell]) -> dict[str, Any]:
    """The canonical form of a report that consists of these cells."""
    data: dict[str, Any] = {"edition": edition}
    for row in layout(edition).rows.values():
        listed = {cell: values[cell] for cell in row.cells if values.get(cell, UNKNOWN) is not UNKNOWN}
        if not listed:
            continue
        *path, key = row.address.split(".")
        holder = data
        for name in path:
            holder = holder.setdefault(name, {})
        absent = all(value is ABSENT for value in listed.values())
        holder[key] = None if absent else {cell.rpartition(".")[2]: _plain(value) for cell, value in listed.items()}
    return data


def _plain(cell: Cell) -> Any:
    return cell.text if isinstance(cell, Annotated | Unreadable) else None if cell is ABSENT else cell


def _place(entry: dict[str, str], line: int) -> Place:
    """Where a figure stood in the file it came from, if that is listed; else where it stands in this one."""
    names = [f.name for f in attrs.fields(Place) if f.name not in {"text", "sheet"}]
    numbers = {name: int(entry[name]) for name in names if entry.get(name, "").isdecimal()}
    if not numbers:
        return Place(line=line)
    return Place(sheet=entry.get("sheet") or None, text=entry.get(_TEXT) or entry.get(_VALUE) or None, **numbers)
