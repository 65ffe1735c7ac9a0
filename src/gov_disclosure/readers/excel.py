"""Excel workbooks: .xlsx and .xlsm.

A sheet does not say where its tables are: title, prose and tables stand in the same grid. Each sheet becomes one loose
grid, in which a row with a single text may be a paragraph; :mod:`gov_disclosure.readers.loose` tells them apart.
"""

from __future__ import annotations

import io
import re
from typing import Any

from ..i18n import msg
from ..report.model import Place
from .document import Block, Document, Grid, LazyRow
from .files import Source
from .packages import Package, is_strict, open_package

NOT_CALCULATED = "（未计算 not calculated）"
"""What follows a formula of which the file does not hold the result."""
_CELL = re.compile(rb"<(?:\w+:)?c[ >/]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']([A-Za-z0-9:$]+)")
_ESCAPED = re.compile("_x00[01][0-9A-Fa-f]_")
"""How a workbook writes a control character, mostly the one that ends a line elsewhere."""
_PERCENTS = {9, 10}
"""The numbers of the built-in formats with a percent sign."""
_BOOK = "xl/workbook.xml"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")


def read_excel(source: Source) -> Document:
    """The sheets of a workbook, hidden ones only if no other has content; macros are ignored.

    Hidden rows and columns are read like others: a row of the form may be folded away because nothing happened in it.

    Returns:
        A loose grid for each sheet. Row and column of a place are those of the sheet; so is its name.

    Raises:
        ReadError: It is no workbook, is protected by a password, exceeds a limit, or openpyxl is not installed.
    """
    try:
        import openpyxl
    except ImportError:
        raise source.needs("excel") from None
    package = open_package(source)
    has_formulas = _looked_over(package)
    is_ordinary = _BOOK not in package or not is_strict(package.read(_BOOK))
    data = source.data if is_ordinary else package.as_ordinary()
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        formulas = openpyxl.load_workbook(io.BytesIO(data)) if has_formulas else None
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - the library raises whatever a damaged file makes it stumble over
        reason = f"{type(error).__name__}: {error}"
        raise source.unreadable(msg("the workbook cannot be read: {reason}", reason=reason)) from None
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    blocks = _blocks(shown, formulas, source) or _blocks(book.worksheets, formulas, source)
    return Document(blocks)


def _looked_over(package: Package) -> bool:
    """Whether there are formulas in a workbook that is no larger than it may be."""
    limits = package.source.limits
    cells, formulas = 0, False
    for name in package.names:
        if not name.endswith((".xml", ".rels")):
            continue
        xml = package.read_xml(name)
        if _SHEET.fullmatch(name):
            cells += len(_CELL.findall(xml)) + sum(map(_area, _MERGED.findall(xml)))
            formulas = formulas or _FORMULA.search(xml) is not None
    if cells > limits.cells:
        raise package.source.exceeds(msg("cells"), limits.cells)
    return formulas


def _area(reference: bytes) -> int:
    """How many places a merged cell takes; the library makes an object for each."""
    from openpyxl.utils.cell import range_boundaries

    try:
        left, top, right, bottom = range_boundaries(reference.decode())
        return int(right - left + 1) * int(bottom - top + 1)
    except (ValueError, TypeError):
        return 1  # not a reference; the library will say so


def _blocks(sheets: list[Any], formulas: Any, source: Source) -> tuple[Block, ...]:
    grids: list[Block] = []
    for sheet in sheets:
        grid = _grid(sheet, None if formulas is None else formulas[sheet.title], len(grids) + 1, source)
        grids += [] if grid is None else [grid]
    return tuple(grids)


def _grid(sheet: Any, formulas: Any, number: int, source: Source) -> Grid | None:
    """A sheet's used cells as a grid; rows without any are left out."""
    rows: dict[int, dict[int, str]] = {}
    has_percents = _has_percents(sheet.parent)
    for (row, column), cell in sheet._cells.items():  # noqa: SLF001 - iter_rows visits a billion cells if one stands in the last corner
        value = cell.value
        if value is None and formulas is not None:
            formula = formulas._cells.get((row, column))  # noqa: SLF001 - likewise
            if formula is not None and formula.data_type == "f":
                value = f"{_formula_text(formula.value)}{NOT_CALCULATED}"
        if has_percents and isinstance(value, int | float) and "%" in cell.number_format:
            value = f"{_text(value * 100.0)}%"
        if value is not None and (text := _text(value).strip()):
            rows.setdefault(row, {})[column] = text
    if not rows:
        return None
    merged = _merged(sheet)
    width = max(max(row) for row in rows.values())
    width = max([width, *(max(columns) for row, columns in merged.items() if row in rows)])
    if width > source.limits.columns:
        raise source.exceeds(msg("columns"), source.limits.columns)
    if width * len(rows) > source.limits.cells:
        raise source.exceeds(msg("cells"), source.limits.cells)
    table = []
    for row in sorted(rows):
        texts = [rows[row].get(column, "") for column in range(1, width + 1)]
        continued = frozenset(column - 1 for column in merged.get(row, ()))
        table.append(LazyRow(texts, None, number, row, continued, sheet.title))
    return Grid(tuple(table), Place(sheet=sheet.title, table=number, row=min(rows)), loose=True)


def _merged(sheet: Any) -> dict[int, set[int]]:
    """The columns of the continuations of merged cells, by row."""
    found: dict[int, set[int]] = {}
    for area in sheet.merged_cells.ranges:
        for row in range(area.min_row, area.max_row + 1):
            columns = found.setdefault(row, set())
            columns.update(range(area.min_col + (row == area.min_row), area.max_col + 1))
    return {row: columns for row, columns in found.items() if columns}


def _has_percents(book: Any) -> bool:
    """Whether any cell may show a hundred times its value; the format of every single cell takes long to look up."""
    own = any("%" in form for form in book._number_formats)  # noqa: SLF001 - the formats are nowhere else
    return own or any(style.numFmtId in _PERCENTS for style in book._cell_styles)  # noqa: SLF001 - likewise


def _formula_text(value: Any) -> str:
    return str(getattr(value, "text", value))  # an array formula is an object


def _text(value: Any) -> str:
    """What a cell shows; a number has the fifteen digits that Excel itself keeps."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        shown = f"{value:.15g}"
        return _written_out(shown) if "e" in shown else shown
    text = str(value)
    return _ESCAPED.sub(" ", text) if "_x00" in text else text


def _written_out(shown: str) -> str:
    from decimal import Decimal

    return f"{Decimal(shown):f}"
