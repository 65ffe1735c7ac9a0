"""Excel workbooks: .xlsx and .xlsm.

A sheet does not say where its tables are: title, prose and tables stand in the same grid. Each sheet becomes one loose
grid, in which a row with a single text may be a paragraph; :mod:`gov_disclosure.readers.loose` tells them apart.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import Any

from ..i18n import msg
from ..report.model import Place
from .document import Block, Document, Grid, LazyRow
from .errors import ReadError
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
        import openpyxl  # noqa: F401 - whether it is there at all
    except ModuleNotFoundError:
        raise source.needs("excel") from None
    package = open_package(source)
    has_formulas = _looked_over(package)
    is_ordinary = _BOOK not in package or not is_strict(package.read(_BOOK))
    data = source.data if is_ordinary else package.as_ordinary()
    try:
        book = _Book(source, data, has_formulas=has_formulas)
        return Document(book.blocks(hidden=False) or book.blocks(hidden=True))
    except (MemoryError, ReadError):
        raise
    except Exception as error:  # noqa: BLE001 - the library raises whatever a damaged file makes it stumble over
        reason = f"{type(error).__name__}: {error}"
        raise source.unreadable(msg("the workbook cannot be read: {reason}", reason=reason)) from None


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
    """How many places a merged cell takes."""
    from openpyxl.utils.cell import range_boundaries

    try:
        left, top, right, bottom = range_boundaries(reference.decode())
        return int(right - left + 1) * int(bottom - top + 1)
    except (ValueError, TypeError):
        return 1  # not a reference; the library will say so


class _Book:
    """A workbook that is read with the library's own steps, but only those that lead to what the cells show.

    Of each cell the library would otherwise make an object with its borders and fonts, and read pictures and comments.
    """

    def __init__(self, source: Source, data: bytes, *, has_formulas: bool) -> None:
        from openpyxl.reader.excel import ExcelReader, apply_stylesheet

        self._source = source
        self._has_formulas = has_formulas
        self._reader = reader = ExcelReader(io.BytesIO(data), keep_links=False)
        reader.read_manifest()
        reader.read_strings()
        reader.read_workbook()
        apply_stylesheet(reader.archive, reader.wb)  # which formats are those of dates
        self._percents = _percents(reader.wb)
        self._sheets = [
            (sheet.name, sheet.state == "visible", rel.target)
            for sheet, rel in reader.parser.find_sheets()
            if rel.target in reader.valid_files and "chartsheet" not in rel.Type
        ]

    def blocks(self, *, hidden: bool) -> tuple[Block, ...]:
        """A grid for each sheet with something in it, hidden sheets too if wanted."""
        grids: list[Block] = []
        for title, is_shown, path in self._sheets:
            if is_shown or hidden:
                grid = self._grid(title, path, len(grids) + 1)
                grids += [] if grid is None else [grid]
        return tuple(grids)

    def _parsed(self, path: str, *, data_only: bool) -> tuple[dict[tuple[int, int], Any], list[Any]]:
        """The cells of a sheet by row and column, and its merged areas."""
        from openpyxl.worksheet._reader import WorkSheetParser

        book = self._reader.wb
        formats = book._date_formats, book._timedelta_formats  # noqa: SLF001 - what the library's own sheets ask for
        with self._reader.archive.open(path) as part:
            parser = WorkSheetParser(part, self._reader.shared_strings, data_only, book.epoch, *formats)
            cells = {(cell["row"], cell["column"]): cell for _, row in parser.parse() for cell in row}
        return cells, [] if parser.merged_cells is None else parser.merged_cells.mergeCell

    def _grid(self, title: str, path: str, number: int) -> Grid | None:
        """A sheet's used cells as a grid; rows without any are left out."""
        cells, areas = self._parsed(path, data_only=True)
        formulas = self._parsed(path, data_only=False)[0] if self._has_formulas else {}
        merged = _merged(areas)
        rows: dict[int, dict[int, str]] = {}
        for (row, column), cell in cells.items():
            value = cell["value"]
            if value is None and (formula := formulas.get((row, column))) and formula["data_type"] == "f":
                value = f"{_formula_text(formula['value'])}{NOT_CALCULATED}"
            if cell["style_id"] in self._percents and isinstance(value, int | float):
                value = f"{_text(value * 100.0)}%"
            if value is not None and (text := _text(value).strip()) and column not in merged.get(row, ()):
                rows.setdefault(row, {})[column] = text
        if not rows:
            return None
        width = max(max(row) for row in rows.values())
        width = max([width, *(max(columns) for row, columns in merged.items() if row in rows)])
        self._check(width, len(rows))
        table = []
        for row in sorted(rows):
            texts = [rows[row].get(column, "") for column in range(1, width + 1)]
            continued = frozenset(column - 1 for column in merged.get(row, ()))
            table.append(LazyRow(texts, None, number, row, continued, title))
        return Grid(tuple(table), Place(sheet=title, table=number, row=min(rows)), loose=True)

    def _check(self, width: int, height: int) -> None:
        limits = self._source.limits
        if width > limits.columns:
            raise self._source.exceeds(msg("columns"), limits.columns)
        if width * height > limits.cells:
            raise self._source.exceeds(msg("cells"), limits.cells)


def _merged(areas: Iterable[Any]) -> dict[int, set[int]]:
    """The columns of the continuations of merged cells, by row; what is written there is not shown."""
    found: dict[int, set[int]] = {}
    for area in areas:
        for row in range(area.min_row, area.max_row + 1):
            columns = found.setdefault(row, set())
            columns.update(range(area.min_col + (row == area.min_row), area.max_col + 1))
    return {row: columns for row, columns in found.items() if columns}


def _percents(book: Any) -> set[int]:
    """The styles of cells that show a hundred times their value."""
    own = {164 + at for at, form in enumerate(book._number_formats) if "%" in form}  # noqa: SLF001 - the formats are nowhere else
    return {at for at, style in enumerate(book._cell_styles) if style.numFmtId in _PERCENTS | own}  # noqa: SLF001 - likewise


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
