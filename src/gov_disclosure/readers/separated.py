"""CSV files: the figures as ``extract --format csv`` writes them, or a sheet saved as CSV."""

from __future__ import annotations

import csv
import io
import re
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
from ..report.problems import StructureError
from .canonical import misfit
from .document import Document, Grid, GridCell, numbered
from .files import Source, decode

_ADDRESS, _STATE, _VALUE, _TEXT = "address", "state", "value", "text"
_DIGITS = 9
_WHOLE = re.compile(r"^(\s*-?[0-9]+)\.0+(?=\s*$)")
"""A whole number as programs write it that hold it as a fraction."""
_LISTS = ("outline", "unread", "notes")
_NUMBERS = {"year", "table"}
"""What is a number without being a figure."""
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
        tuple(GridCell(_WHOLE.sub(r"\1", text), Place(line=line, row=number, column=column, text=text.strip()))
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
        entry = dict(zip(header, row, strict=False))
        address = entry.get(_ADDRESS, "").strip()
        if address in entries:
            raise source.unreadable(msg("the address {address} appears twice", address=address), line=line)
        if address:
            entries[address] = line, entry
    edition = _edition(entries)
    form = layout(edition)
    data: dict[str, Any] = {"edition": edition}
    for address, (line, entry) in entries.items():
        if address not in form.cells:
            _put(data, address, _said(source, line, edition, entry))
    values = {
        address: _value(source, line, entry, form.cells[address][1].meta.kind)
        for address, (line, entry) in entries.items()
        if address in form.cells
    }
    try:
        report = structure(_lists(_canonical(edition, values, data)))
    except StructureError as error:
        paths = [f"{problem.path}." for problem in error.problems]
        lines_of = (line for path in paths for address, (line, _) in entries.items() if f"{address}.".startswith(path))
        raise misfit(source, error, next(lines_of, None)) from None
    return attrs.evolve(report, locations=_places(entries, values))


def _places(entries: dict[str, tuple[int, dict[str, str]]], values: dict[str, Cell]) -> dict[str, Place]:
    """Where title, headings and figures stood in the file they came from, as far as that is listed."""
    places = {}
    for address, (line, entry) in entries.items():
        is_heading = address == "title" or address.endswith(".heading")
        if (is_heading or address in values) and (place := _place(entry, line)) is not None:
            places[address.removesuffix(".heading")] = place
    return places


def _edition(entries: dict[str, tuple[int, dict[str, str]]]) -> str:
    """The edition that the list names, or has most of the addresses of."""
    named = entries["edition"][1].get(_TEXT, "") if "edition" in entries else ""
    if named in EDITIONS:
        return named
    return max(EDITIONS, key=lambda key: (len(entries.keys() & layout(key).cells.keys()), key == IN_FORCE.key))


def _said(source: Source, line: int, edition: str, entry: dict[str, str]) -> Any:
    """What stands in a line that is no figure's."""
    address, state, text = entry[_ADDRESS].strip(), entry.get(_STATE, "").strip(), entry.get(_TEXT, "")
    if state not in (_TEXT, "blank"):
        problem = msg("edition {edition} has no address {address}", edition=edition, address=address)
        raise source.unreadable(problem, line=line)
    if address in _LISTS:
        return {}
    if state == "blank":
        return None
    number = _number(text) if address.rpartition(".")[2] in _NUMBERS else None
    return text if number is None else number


def _number(text: str) -> int | None:
    """A number that counts lines or years; None if it cannot be one."""
    shown = text.strip()
    return int(shown) if shown.isdecimal() and len(shown) <= _DIGITS else None


def _put(data: dict[str, Any], address: str, value: Any) -> None:
    """Put a value at its address; where something else stands already, beside it, which makes an unknown key."""
    *path, key = address.split(".")
    holder = data
    for at, name in enumerate(path):
        below = holder.get(name)
        if below is None:
            below = holder[name] = {}
        elif not isinstance(below, dict):
            holder[".".join((*path[at:], key))] = value
            return
        holder = below
    holder[key if holder.get(key) is None else address] = value


def _lists(data: dict[str, Any]) -> dict[str, Any]:
    """The canonical form with lists for what is numbered."""
    return data | {key: list(data[key].values()) for key in _LISTS if isinstance(data.get(key), dict)}


def _value(source: Source, line: int, entry: dict[str, str], kind: Kind) -> Cell:
    """What stands in a listed cell."""
    state = entry.get(_STATE, "").strip()
    if state == "blank":
        return None
    if state in {State.UNKNOWN.value, State.ABSENT.value}:
        return State(state)
    shown = entry.get(_TEXT if state in {"annotated", "unreadable"} else _VALUE, "").strip()
    cell = read_cell(shown, kind)
    if _state_of(cell) != state:
        text = msg("{address}: “{text}” is not {state}", address=entry[_ADDRESS].strip(), text=shown, state=state)
        raise source.unreadable(text, line=line)
    return cell


def _state_of(cell: Cell) -> str:
    if isinstance(cell, Annotated):
        return "annotated"
    return "unreadable" if isinstance(cell, Unreadable) else "number" if isinstance(cell, int | Decimal) else "blank"


def _canonical(edition: str, values: dict[str, Cell], data: dict[str, Any]) -> dict[str, Any]:
    """The canonical form of a report that consists of these cells, beside what else it says."""
    for row in layout(edition).rows.values():
        listed = {cell: values[cell] for cell in row.cells if values.get(cell, UNKNOWN) is not UNKNOWN}
        if not listed:
            continue
        absent = all(value is ABSENT for value in listed.values())
        row_of = {cell.rpartition(".")[2]: _plain(value) for cell, value in listed.items()}
        _put(data, row.address, None if absent else row_of)
    return data


def _plain(cell: Cell) -> Any:
    return cell.text if isinstance(cell, Annotated | Unreadable) else None if cell is ABSENT else cell


def _place(entry: dict[str, str], line: int) -> Place | None:
    """Where something stood in the file it came from; if this one lists no places, where it stands in this one."""
    names = [f.name for f in attrs.fields(Place) if f.name not in {"text", "sheet"}]
    numbers = {name: number for name in names if (number := _number(entry.get(name, ""))) is not None}
    if not numbers:
        return None if names[0] in entry else Place(line=line)
    return Place(sheet=entry.get("sheet") or None, text=entry.get(_TEXT) or entry.get(_VALUE) or None, **numbers)
