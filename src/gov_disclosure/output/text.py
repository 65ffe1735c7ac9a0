"""``check --format text``: for people. The spoilt row is drawn as a small table with the wrong figure marked."""

from __future__ import annotations

from collections import Counter

from rich import box
from rich.cells import chop_cells
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..findings import Finding, Severity
from ..i18n import Language, msg
from ..report.cells import Annotated, Cell, State, Unreadable
from ..report.layout import Column, Row, layout
from ..report.model import Report
from .result import CheckedFile, Result

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_SEVERITIES = {
    Severity.ERROR: msg("error"),
    Severity.WARNING: msg("warning"),
    Severity.INFO: msg("note"),
}
_MARK = "►"
_PLAIN_MARK = ">"
_MOST_ROWS = 12
_INDENT = 2


def write(result: Result, lang: Language, console: Console) -> None:
    """Write the result for people to a console of any width, with colour where it has some."""
    for file in result.files:
        console.print(_header(file), soft_wrap=True)
        for finding in file.findings:
            console.print(Padding(_finding(file, finding, lang, console), (0, 0, 1, _INDENT)))
        if file.findings.unevaluated:
            console.print(Padding(_unevaluated(file, lang), (0, 0, 1, _INDENT)))
    console.print(_summary(result, lang))


def _header(file: CheckedFile) -> Text:
    text = Text(file.path, style="bold")
    report = file.report
    if report is not None:
        known = [str(value) for value in (report.issuer, report.year) if isinstance(value, str | int)]
        text.append("  " + " ".join([*known, f"({report.edition})"]), style="not bold dim")
    return text


def _finding(file: CheckedFile, finding: Finding, lang: Language, console: Console) -> RenderableType:
    severity = _SEVERITIES[finding.severity].render(lang)
    head = Text.assemble((severity, _STYLES[finding.severity]), " ", (finding.code, "bold"), " ", (finding.name, "dim"))
    if finding.location.line is not None:
        head.append("  " + msg("line {line}", line=finding.location.line).render(lang), style="dim")
    parts: list[RenderableType] = [head, _folded(finding.render(lang), lang, console)]
    if finding.origin == "reading":
        parts.append(Text(msg("(this may be the reading's fault: look at the file)").render(lang), style="dim"))
    drawn = _drawing(file.report, finding, lang, console) if file.report is not None else None
    return Group(*parts, *([drawn] if drawn is not None else []))


def _folded(text: str, lang: Language, console: Console) -> Text:
    """A text folded to the console: Chinese anywhere, because its words are not separated by spaces."""
    if lang != "zh":
        return Text(text)
    return Text("\n".join(piece for line in text.splitlines() for piece in chop_cells(line, console.width - _INDENT)))


# The drawing ------------------------------------------------------------------------------------------------------


def _drawing(report: Report | None, finding: Finding, lang: Language, console: Console) -> Table | None:
    """The row of the finding, or for a sum down a column its rows."""
    form = layout(report.edition) if report is not None else None
    if report is None or form is None:
        return None
    cells = [cell for cell in finding.cells if cell in form.cells]
    rows = list(dict.fromkeys(form.cells[cell][0] for cell in cells))
    wrong = set(_wrong(finding))
    mark = _PLAIN_MARK if console.legacy_windows or "utf" not in console.encoding.lower() else _MARK
    if len(rows) == 1:
        return _across(report, rows[0], wrong, lang, mark)
    if len(rows) > 1 and len({form.cells[cell][1].key for cell in cells}) == 1:
        return _down(report, cells, wrong, lang, mark)
    return None


def _wrong(finding: Finding) -> tuple[str, ...]:
    """The cells to mark: of a sum the stated totals, otherwise all."""
    if finding.expected is None or not finding.problem.at:
        return finding.cells
    return finding.cells[finding.cells.index(finding.problem.at) :] if finding.problem.at in finding.cells else ()


def _table() -> Table:
    return Table(box=box.SQUARE, show_edge=True, pad_edge=False, padding=(0, 0), safe_box=True)


def _across(report: Report, row: Row, wrong: set[str], lang: Language, mark: str) -> Table:
    """A row under its column headings."""
    table = _table()
    for column in row.columns:
        table.add_column(_heading(column, lang), justify="right", overflow="fold")
    shown = [_figure(report[cell], cell in wrong, mark) for cell in row.cells]
    table.add_row(*shown)
    return table


def _heading(column: Column, lang: Language) -> str:
    label = column.meta.label
    return (label.en if lang == "en" else label.zh).partition("（")[0].partition(" (")[0]


def _down(report: Report, cells: list[str], wrong: set[str], lang: Language, mark: str) -> Table:
    """The cells of a column beside their rows' labels; parts that are 0 are left out where there are many."""
    form = layout(report.edition)
    shown = [cell for cell in cells if len(cells) <= _MOST_ROWS or cell in wrong or report[cell]]
    table = _table()
    table.add_column("", overflow="fold")
    table.add_column(_heading(form.cells[cells[0]][1], lang), justify="right")
    for cell in shown:
        table.add_row(form.label(cell.rpartition(".")[0], lang, short=True), _figure(report[cell], cell in wrong, mark))
    if len(shown) < len(cells):
        table.add_row(
            Text(msg("{count} more", count=len(cells) - len(shown)).render(lang), style="dim"),
            Text("0", style="dim"),
        )
    return table


def _figure(cell: Cell, wrong: bool, mark: str) -> Text:
    match cell:
        case None:
            text = ""
        case State():
            text = "?" if cell is State.UNKNOWN else "-"
        case Annotated(text=text) | Unreadable(text=text):
            pass
        case _:
            text = f"{cell}"
    return Text(f"{mark}{text}" if wrong else text, style="bold red" if wrong else "")


# The rest ---------------------------------------------------------------------------------------------------------


def _unevaluated(file: CheckedFile, lang: Language) -> Text:
    """How much could not be checked: silence must not look like a check."""
    counts = Counter((entry.code, entry.text.render(lang)) for entry in file.findings.unevaluated)
    lines = [
        msg("not evaluated: {count}", count=len(file.findings.unevaluated)).render(lang),
        *(f"  {code}{f' ×{count}' if count > 1 else ''}: {why}" for (code, why), count in counts.items()),
    ]
    return Text("\n".join(lines), style="dim")


def _summary(result: Result, lang: Language) -> Text:
    s = result.summary
    counts = (
        (s.reports, msg("reports: {count}", count=s.reports)),
        (s.errors, msg("errors: {count}", count=s.errors)),
        (s.warnings, msg("warnings: {count}", count=s.warnings)),
        (s.infos, msg("notes: {count}", count=s.infos)),
        (s.unevaluated, msg("not evaluated: {count}", count=s.unevaluated)),
        (s.unreadable, msg("could not be read: {count}", count=s.unreadable)),
        (s.skipped, msg("skipped: {count}", count=s.skipped)),
    )
    always = 4
    shown = [message.render(lang) for i, (count, message) in enumerate(counts) if count or i < always]
    return Text(("，" if lang == "zh" else ", ").join(shown), style="bold")
