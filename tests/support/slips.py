"""Reports whose sums hold, and reports in which somebody has slipped."""

from __future__ import annotations

import random
from typing import Any

from gov_disclosure.report.layout import Row, layout
from gov_disclosure.report.model import Report
from gov_disclosure.testing import changed

Figures = dict[str, Any]


def chance_of(seed: int) -> random.Random:
    """Figures drawn always the same."""
    return random.Random(seed)  # noqa: S311 - not for secrets


def sound(chance: random.Random, edition: str = "2021", *, divided: bool | None = None) -> Report:
    """A report in which every sum holds: many zeros, some small figures, few large ones.

    Args:
        chance: Where the figures come from.
        edition: Key of the edition.
        divided: Whether 其他处理 stands in three rows rather than in one; the edition's own form unless given.
    """
    form = layout(edition)
    own = not form.edition.undivided_otherwise
    rows = [row for row in form.rows.values() if row.prescribed or divided not in {None, own}]
    if divided not in {None, own}:
        rows = [row for row in rows if ".otherwise." not in row.address or row.meta.undivided is not divided]
    figures: Figures = {cell: _figure(chance) for row in rows for cell in row.cells}
    table = [row for row in rows if row.table == "requests"]
    for column in (column.key for column in table[0].columns if column.meta.role == "part"):
        _balance(figures, table, column, chance)
    for row in rows:
        _add_up(figures, row)
    values = {row.address: row.cls(*(figures[cell] for cell in row.cells)) for row in rows}
    return changed(Report(edition=edition), {row.address: row.absent for row in form.rows.values()} | values)


def _figure(chance: random.Random) -> int:
    return chance.choice((0, 0, 0, 0, chance.randrange(1, 10), chance.randrange(1, 100), chance.randrange(1, 3000)))


def _balance(figures: Figures, table: list[Row], column: str, chance: random.Random) -> None:
    """Make the outcomes of a column add up, and what comes in what goes out."""
    at = {row.address: f"{row.address}.{column}" for row in table}
    total = next(row for row in table if row.meta.role == "total")
    figures[at[total.address]] = sum(figures[at[row.address]] for row in table if row.meta.role == "part")
    goes = sum(figures[at[row.address]] for row in table if row.meta.balance == "out")
    first, second = (row for row in table if row.meta.balance == "in")
    figures[at[second.address]] = chance.randint(0, min(goes, 50))
    figures[at[first.address]] = goes - figures[at[second.address]]


def _add_up(figures: Figures, row: Row) -> None:
    cells = list(zip(row.cells, row.columns, strict=True))
    for cell, column in cells:
        if column.meta.role == "total":
            figures[cell] = sum(figures[c] for c, other in cells if other.meta.role == "part")


def summed(report: Report, table: str = "requests") -> list[str]:
    """The addresses of the cells of a table that take part in its sums."""
    from gov_disclosure.rules.identities import form_used, identities

    stated = identities(report.edition, divided=form_used(report)[0])
    used = {cell for identity in stated for cell in identity.cells}
    return [cell for cell in layout(report.edition).cells if cell in used and cell.startswith(f"{table}.")]


def other_figure(chance: random.Random, figure: int) -> int:
    """A random figure that is not `figure`."""
    other = chance.choice((chance.randrange(0, 10), chance.randrange(0, 3000)))
    return other if other != figure else figure + 1


def beside(report: Report, cell: str, *, rows: bool) -> str | None:
    """The cell to the right, or with `rows` the one below, in the table as the report has it; None at the edge."""
    form = layout(report.edition)
    row, column = form.cells[cell]
    if not rows:
        at = row.cells.index(cell)
        return row.cells[at + 1] if at + 1 < len(row.cells) else None
    there = [form.rows[a] for a in form.rows_there(form.values(report)) if form.rows[a].table == row.table]
    at = there.index(row)
    return f"{there[at + 1].address}.{column.key}" if at + 1 < len(there) else None


def as_figures(changes: Any) -> dict[str, int]:
    """A mend as the figure for each cell."""
    return {change.cell: change.after for change in changes}
