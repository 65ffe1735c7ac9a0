"""Rows of a prescribed table put in their places, or reported.

A row is placed only if its label says which one it is and its figures can be told apart: in marked cells a short
row's last cells are blank, in one cell a paragraph a wrong count leaves the row unplaced. A guess is never made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from attrs import define, field

from ..report.cells import UNKNOWN, Cell, Kind, clean, read_cell
from ..report.layout import Column, Row
from ..report.model import Note, Place, UnreadRow
from .choosing import cells_of, filled, without_labels
from .columns import HeaderRow, Slot, find_columns, has_gap, prescribed
from .document import Grid, GridCell
from .labels import FOREIGN, fold, split_number, words
from .plans import Plan, planned, reader
from .rows import TableForm, TableRow, is_figure, last_label
from .spread import Spread


@define
class Placer:
    """What one table of a document says, as far as it was read.

    Attributes:
        form: The table, with the means to recognise its labels.
        values: The cells that could be placed, by address.
        places: Where they stand.
        where: Gives the same, perhaps not before it is called.
        unread: The rows that could not be placed, and where they stand.
        notes: What else was noticed.
    """

    form: TableForm
    values: dict[str, Cell] = field(factory=dict)
    places: dict[str, Place] = field(factory=dict)
    unread: list[tuple[UnreadRow, Place]] = field(factory=list)
    notes: list[Note] = field(factory=list)
    where: Callable[[], dict[str, Place]] = dict
    _header: list[HeaderRow] = field(factory=list)
    _header_is_clear: bool = True
    _written_out: bool = False
    _slots: list[Slot] | None = field(factory=list)
    _header_table: int | None = None
    _is_apart: bool = False
    _group: str | None = None
    _cells_of: dict[str, tuple[GridCell, Kind, str | None]] = field(factory=dict)
    _depends_on_figures: bool = False
    _found: dict[str, TableRow] = field(factory=dict)
    _last: Row | None = None
    _spread: Spread = field(factory=Spread)

    def header(self, cells: HeaderRow) -> None:
        """Take note of a row without figures; a header may go over several."""
        self._header.append(cells)

    def row(self, row: TableRow) -> None:
        """Place a row with figures, or keep it as unread."""
        if self.form.across and self._is_empty(row):
            return
        self._settle(row)
        if self.form.across:
            self._place_line(row)
            return
        for label in self._labels_without_figures(row):
            self._keep(clean(label.text), label.place)
        found = self._identify(row)
        if found is None:
            if not row.labels and self._last is not None and self._last.meta.undivided:
                self._withdraw(self._last.address, self._last.cells)  # it may have been the first of its parts
            self._place_none(row)
        elif (
            cells := self._cells(
                row, self._slots_of(found), len(found.columns), len(found.groups) - found.meta.undivided
            )
        ) is None or self._hides_label(row):
            self._keep(row.quoted, row.place)
        elif found.address in self._found:
            self._twice(found, cells, row)
        else:
            self._place(found, cells, row)
        self._last = found if found is not None and found.address in self._found else None

    def doubt(self, row: TableRow) -> None:
        """Keep a row as unread that may be one row with another; if it is the header's, the columns are unclear."""
        if row.figures:
            self._settle(row)
            self._keep(row.quoted, row.place)
        elif row.labels:
            self._header_is_clear = False

    def finish(self) -> None:
        """Take back what later rows made doubtful; give every place its column on the grid with merges spread out."""
        for whole in [row for row in self.form.table.rows if row.meta.undivided and row.address in self._found]:
            first, *others = [
                row.address in self._found
                for row in self.form.table.rows
                if row.groups == whole.groups and row is not whole
            ]
            if any(others) and not first and any(self.values[cell] is not None for cell in whole.cells):
                self._withdraw(whole.address, whole.cells)  # it may be the first of its parts
        self.places = {address: self._spread.place(address, place) for address, place in self.places.items()}
        self.where = self.places.copy

    def plan(self, grids: Sequence[Grid]) -> Plan | None:
        """How the figures were found in grids; None if anything was unclear, or depends on what the figures are."""
        if self.unread or self._depends_on_figures:
            return None
        cells = planned(grids, self._cells_of, self.places)
        constants = {address: value for address, value in self.values.items() if address not in self._cells_of}
        return None if cells is None else Plan(cells, constants, tuple(self.notes))

    def follow(self, plan: Plan, grids: Sequence[Grid]) -> None:
        """Take the figures of grids of the plan's shape."""
        self.values = plan.figures(grids)
        self.where = partial(plan.places, plan.rows_of(grids))
        self.notes = list(plan.notes)

    # Which row ------------------------------------------------------------------------------------------------------

    def _settle(self, row: TableRow) -> None:
        """Make columns of the header rows noted since the last row of figures."""
        self._written_out = any(map(has_gap, self._header)) if self._header else self._written_out
        slots = find_columns(self._header, self.form) if self._header and self._header_is_clear else []
        if not self._header_is_clear:
            slots, self._header_is_clear = None, True
        if slots is None or any(slot.key for slot in slots) or (self._header and not any(self._header)):
            self._slots, self._header_table = slots, row.place.table
        self._is_apart = row.place.table != self._header_table
        self._header = []

    def _labels_without_figures(self, row: TableRow) -> list[GridCell]:
        """Labels of other rows before this one's, in a table where blank cells leave no trace."""
        if row.marked:
            return []
        before = row.labels[: last_label(row.labels, self.form.rows)]
        lost = [c for c in before if self.form.rows.exact(c.text) and not self.form.columns.exact(c.text)]
        return [cell for cell in lost if not self.form.groups.match(cell.text)]

    def _identify(self, row: TableRow) -> Row | None:
        """The row of the form that the labels name."""
        start = last_label(row.labels, self.form.rows)
        for cell in row.labels:
            groups = self.form.groups.match(cell.text)
            if groups and not f"{self._group}.".startswith(f"{groups[0]}."):  # a heading given again ends none in it
                self._group = groups[0]
        label = "".join(cell.text for cell in row.labels[start:])
        candidates = [c for c in self.form.rows.match(label) if self._fits(c, label)] if label else []
        if len(candidates) != 1:
            return None
        if candidates[0].groups:
            self._group = candidates[0].groups[-1][0]
        return candidates[0]

    def _hides_label(self, row: TableRow) -> bool:
        """Whether a figure's place holds a damaged label, so that the row may be another one."""
        odd = [text for cell in row.figures if (text := clean(cell.text)) and not is_figure(text)]
        return any(split_number(fold(text))[0] or self.form.rows.similarity(text) >= FOREIGN for text in odd)

    def _fits(self, row: Row, label: str) -> bool:
        """Whether a row can be meant here; 其他 says nothing outside its group."""
        if len(words(label)) > 2 or not row.groups:
            return True
        innermost = row.groups[-1][0]
        return self._group is not None and self._group.startswith(innermost)

    def _place_none(self, row: TableRow) -> None:
        """A row that is none of the form's: its own, or damaged; words without a figure are neither."""
        if not any(is_figure(cell.text) for cell in row.figures):
            return
        if self._is_foreign(row):
            self._depends_on_figures = True  # which are quoted
            self.notes.append(Note("foreign-row", self._group or self.form.table.key, row.quoted))
        else:
            self._keep(row.quoted, row.place)

    def _is_foreign(self, row: TableRow) -> bool:
        """Whether the label is legible and clearly none of the form's."""
        if not row.labels or self._slots is None or len(filled(row.figures)) > max(len(self._slots), 1):
            return False
        label = row.labels[-1].text
        known = bool(self.form.rows.exact(label) or self.form.groups.exact(label))
        return len(words(label)) > 1 and (known or self.form.rows.similarity(label) < FOREIGN)

    # Which cell -----------------------------------------------------------------------------------------------------

    def _slots_of(self, row: Row) -> list[Slot] | None:
        """The columns that the header names for a row; those of the form where no header was seen; None if unclear."""
        if self._slots is None:
            return None
        keys = {column.key for column in row.columns}
        slots = [slot for slot in self._slots if slot.key is None or slot.key in keys]
        return slots if any(slot.key for slot in slots) else self._prescribed([row])

    def _prescribed(self, rows: Sequence[Row]) -> list[Slot]:
        """The form's own columns, for rows above which none is named; that they are supposed is noted."""
        note = Note("uncertain-reading", self.form.table.key, self.form.table.label.zh)
        if note not in self.notes:
            self.notes.append(note)
        return list(prescribed(rows, across=self.form.across))

    def _cells(
        self, row: TableRow, slots: list[Slot] | None, columns: int, depth: int = 0
    ) -> dict[str, GridCell] | None:
        """The cell of each column that the document has, by the slot's key; None if header or count leave it open."""
        if slots is None:
            return None
        slots = without_labels(row, slots)
        if any(slot.span > 1 for slot in slots):
            self._depends_on_figures = True  # whether they are given again
        return cells_of(row, slots, columns, depth, written_out=self._written_out, is_apart=self._is_apart)

    # Placing --------------------------------------------------------------------------------------------------------

    def _place(self, found: Row, cells: Mapping[str, GridCell], row: TableRow) -> None:
        self._found[found.address] = row
        slots = self._slots_of(found) or []
        self._spread.widen(row, len(slots))
        strange = [slot for slot in without_labels(row, slots) if not slot.key]
        for column in found.columns:
            if column.key in cells:
                self._read(f"{found.address}.{column.key}", cells[column.key], column, row)
            elif strange:
                self._may_lack(found, column, row, strange)
            else:
                self._lacks(found, column, f"{found.table}.{column.key}")

    def _is_empty(self, row: TableRow) -> bool:
        """Whether a row is empty and has too few cells to be a line of blank figures."""
        return sum(not cell.merged for cell in row.cells) < len(self.form.table.rows) and not filled(row.figures)

    def _place_line(self, row: TableRow) -> None:
        """Place the one line of figures of a table whose rows stand side by side."""
        table = self.form.table
        supposed = self._slots == []
        slots = self._prescribed(table.rows) if supposed else self._slots
        cells = self._cells(row, slots, sum(len(found.columns) for found in table.rows))
        short = slots is not None and len(filled(row.figures)) < len(slots)
        placed = table.key in self._found
        if (placed or cells is None) and not any(is_figure(cell.text) for cell in row.figures):
            return
        if cells is None or (short and (supposed or row.labels)):
            self._keep(row.quoted, row.place)
            return
        if placed and filled(self._found[table.key].figures):  # else an empty row stands above the figures
            self._second_line(cells, row, whole=not short)
            return
        self._found[table.key] = row
        self._spread.widen(row, len(slots or ()))
        for found in table.rows:
            if not any(address in cells for address in found.cells):
                continue  # the whole group is missing
            for address, column in zip(found.cells, found.columns, strict=True):
                if address in cells:
                    self._read(address, cells[address], column, row)
                else:
                    self._lacks(found, column, address)

    def _read(self, address: str, cell: GridCell, column: Column, row: TableRow) -> None:
        meta = column.meta
        if row.marked:
            self.values[address] = reader(meta.kind, meta.unit)(cell.text)
        else:
            self.values[address] = read_cell(cell.text, meta.kind, meta.unit)
        self.places[address] = cell.place
        self._cells_of[address] = cell, meta.kind, meta.unit
        for index, figure in enumerate(row.figures):
            if figure is cell:
                self._spread.note(address, index)

    def _lacks(self, row: Row, column: Column, about: str) -> None:
        """A column that the document does not have is blank, and a note says so."""
        self.values[f"{row.address}.{column.key}"] = None
        if any(other.table == row.table and other.cls is not row.cls for other in self.form.table.rows):
            about = f"{row.address}.{column.key}"  # the table's rows do not all have the same columns
        note = Note("missing-column", about, column.meta.label.zh)
        if note not in self.notes:
            self.notes.append(note)

    def _may_lack(self, found: Row, column: Column, row: TableRow, strange: list[Slot]) -> None:
        """A column that the header does not name beside one that is not the form's, which may be it: not guessed."""
        self.values[f"{found.address}.{column.key}"] = UNKNOWN
        for slot in strange:
            if slot.text not in (unread.text for unread, _ in self.unread):
                self._keep(slot.text, row.place)

    def _twice(self, found: Row, cells: Mapping[str, GridCell], row: TableRow) -> None:
        """A second row with the same label is not placed; if it says something else, neither is the first."""
        self._keep(row.quoted, row.place)
        kinds = {column.key: column.meta for column in found.columns}
        again = {
            key: read_cell(cell.text, kinds[key].kind, kinds[key].unit, one_cell=row.marked)
            for key, cell in cells.items()
        }
        if all(self.values[f"{found.address}.{key}"] in (value, UNKNOWN) for key, value in again.items()):
            return
        self._withdraw(found.address, found.cells)

    def _withdraw(self, address: str, cells: Sequence[str]) -> None:
        """Take back what was placed: the line is kept as unread, and its cells are unknown."""
        first = self._found[address]
        self._keep(first.quoted, first.place)
        for cell in cells:
            self.values[cell] = UNKNOWN
            self.places.pop(cell, None)

    def _second_line(self, cells: Mapping[str, GridCell], row: TableRow, *, whole: bool) -> None:
        """A second line of figures is not placed; if it is whole and says something else, neither is the first."""
        self._keep(row.quoted, row.place)
        again = {address: read_cell(cell.text, one_cell=row.marked) for address, cell in cells.items()}
        if not whole or all(self.values[address] in (value, UNKNOWN) for address, value in again.items()):
            return
        self._withdraw(self.form.table.key, list(self.values))

    def _keep(self, text: str, place: Place) -> None:
        self.unread.append((UnreadRow(text, self.form.table.number), place))
