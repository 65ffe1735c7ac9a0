"""Small tables of figures, as ``check --format text`` draws them beside a finding, and tables without a frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen
from rich import box
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from ..i18n import Language, msg
from ..report.cells import Annotated, Cell, State, Unreadable
from .lines import visible

_MARK = "►"
_PLAIN_MARK = ">"
MOST_ROWS = 12
"""How many rows are drawn of a table that has more."""


def mark_for(console: Console) -> str:
    """What marks a wrong figure on a console."""
    return _PLAIN_MARK if console.legacy_windows or "utf" not in console.encoding.lower() else _MARK


def empty_table() -> Table:
    """A table without columns."""
    return Table(box=box.SQUARE, show_edge=True, pad_edge=False, padding=(0, 0), safe_box=True)


def figure(cell: Cell, wrong: bool, mark: str) -> Text:
    """What stands in a cell."""
    match cell:
        case None:
            text = ""
        case State():
            text = "?" if cell is State.UNKNOWN else "-"
        case Annotated(text=text) | Unreadable(text=text):
            pass
        case _:
            text = f"{cell}"
    text = visible(text)
    return Text(f"{mark}{text}" if wrong else text, style="bold red" if wrong else "")


def beside(headings: Iterable[str], rows: Mapping[str, Sequence[Text]], lang: Language) -> Table:
    """Figures side by side: a row for each label, a column for each heading; long tables are cut."""
    table = empty_table()
    table.add_column("", overflow="fold")
    for heading in headings:
        table.add_column(heading, justify="right", overflow="fold")
    for label, figures in list(rows.items())[:MOST_ROWS]:
        table.add_row(label, *figures)
    if len(rows) > MOST_ROWS:
        table.add_row(Text(msg("{count} more", count=len(rows) - MOST_ROWS).render(lang), style="dim"))
    return table


@frozen
class Trimmed:
    """What is shown without the spaces with which a table that has no frame fills up its lines."""

    shown: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in console.render_lines(self.shown, options, pad=False):
            while line and not line[-1].text.strip():
                line.pop()
            yield from line[:-1]
            for last in line[-1:]:
                yield Segment(last.text.rstrip(), last.style)
            yield Segment.line()
