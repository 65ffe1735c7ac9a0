"""``check --format text``: for people. The spoilt row is drawn as a small table with the wrong figure marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from attrs import frozen
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from ..findings import Finding, Findings, Severity
from ..i18n import Language, Listed, msg
from ..report.layout import Column, Row, layout
from ..report.model import Report
from . import sidebyside
from .drawing import MOST_ROWS, empty_table, figure, mark_for
from .folding import folded
from .lines import on_one_line, visible
from .mend import hint_in_words
from .places import in_words
from .result import CheckedFile, CheckedGroup, CheckedSeries, Result

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
SEVERITIES = {
    Severity.ERROR: msg("error"),
    Severity.WARNING: msg("warning"),
    Severity.INFO: msg("note"),
}
_INDENT = 2


def write(result: Result, lang: Language, console: Console) -> None:
    """Write the result for people to a console of any width, with colour where it has some."""
    for file in result.files:
        console.print(_header(file), soft_wrap=True)
        edition = file.about.edition if file.about is not None else None
        told: list[Any] = []
        for finding in file.findings:
            drawn = _drawing(file.report, finding, lang, console)
            hint = None if edition is None else _hint(finding, told, edition, lang)
            console.print(_Indented(_finding(finding, drawn, lang, console, hint=hint)))
        _write_unevaluated(file.findings, lang, console, edition)
    for series in result.series:
        _write_series(series, lang, console)
    for group in result.groups:
        _write_group(group, lang, console)
    console.print(_summary(result, lang))


def _write_unevaluated(findings: Findings, lang: Language, console: Console, edition: str | None = None) -> None:
    if findings.unevaluated:
        console.print(_Indented(_unevaluated(findings, lang, console, edition)))


@frozen
class _Indented:
    """What is shown, indented and with an empty line after it; no line is filled up with spaces."""

    shown: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in console.render_lines(self.shown, options.update_width(options.max_width - _INDENT), pad=False):
            yield Segment(" " * _INDENT)
            yield from line
            yield Segment.line()
        yield Segment.line()


def _write_series(series: CheckedSeries, lang: Language, console: Console) -> None:
    """The years of a body: its files, and what comparing them found."""
    title = msg("{issuer}: year by year", issuer=series.issuer).render(lang)
    lines = [
        f"{file.about.year}  {_called(file, series.forms, lang)}" for file in series.files if file.about is not None
    ]
    if series.names:
        lines.append(msg("taken for one body: {names}", names=Listed(series.names)).render(lang))
    console.print(_titled(title, lines), soft_wrap=True)
    for finding in series.findings:
        drawn = sidebyside.by_year(series, finding, lang, console)
        shown = _finding(finding, drawn, lang, console, series.shown_in(finding))
        console.print(_Indented(shown))
    _write_unevaluated(series.findings, lang, console)


def _write_group(group: CheckedGroup, lang: Language, console: Console) -> None:
    """A consolidated report, and what comparing it with its parts found."""
    title = msg("{whole}: compared with the sum of its parts", whole=group.whole.path).render(lang)
    console.print(_titled(title, [_called(part, group.forms, lang) for part in group.parts]), soft_wrap=True)
    sides = sidebyside.sides_of(group)
    for finding in group.findings:
        drawn = sidebyside.with_sums(sides, finding, lang, console)
        shown = _finding(finding, drawn, lang, console, group.whole.path)
        console.print(_Indented(shown))
    _write_unevaluated(group.findings, lang, console)


def _called(file: CheckedFile, forms: Sequence[str], lang: Language) -> str:
    """A file's path, and whether it holds the same report as another one, which was compared in its stead."""
    return f"{file.path}  {msg('(the same report in another form)').render(lang)}" if file.path in forms else file.path


def _titled(title: str, lines: Iterable[str]) -> Text:
    text = Text(on_one_line(title), style="bold")
    for line in lines:
        text.append(f"\n{' ' * _INDENT}{on_one_line(line)}", style="not bold dim")
    return text


def _header(file: CheckedFile) -> Text:
    text = Text(on_one_line(file.path), style="bold")
    report = file.about
    if report is not None:
        known = [str(value) for value in (report.issuer, report.year) if isinstance(value, str | int)]
        text.append(visible("  " + " ".join([*known, f"({report.edition})"])), style="not bold dim")
    return text


def _finding(
    finding: Finding,
    drawn: Table | None,
    lang: Language,
    console: Console,
    path: str | None = None,
    hint: str | None = None,
) -> RenderableType:
    """A finding with its drawing and its hint in words; `path` where it is not the file's under which it is shown."""
    severity = SEVERITIES[finding.severity].render(lang)
    head = Text.assemble((severity, STYLES[finding.severity]), " ", (finding.code, "bold"), " ", (finding.name, "dim"))
    if path is not None:
        head.append(f"  {on_one_line(path)}", style="dim")
    if where := in_words(finding.location, lang):
        head.append(f"  {where}", style="dim")
    parts: list[RenderableType] = [head, _folded(finding.render(lang), console)]
    if finding.origin == "reading":
        parts.append(Text(msg("(this may be the reading's fault: look at the file)").render(lang), style="dim"))
    if drawn is not None:
        parts.append(drawn)
    if finding.root is not None:
        parts.append(Text(msg("(this follows from another finding)").render(lang), style="dim"))
    elif hint is not None:
        shown = _folded(hint, console)
        shown.stylize("green")
        parts.append(shown)
    return Group(*parts)


def _hint(finding: Finding, told: list[Any], edition: str, lang: Language) -> str | None:
    """The mend of a finding in words, unless it was told already: many findings may have one long mend."""
    if finding.hint is None or finding.root is not None:
        return None
    if finding.hint in told:
        return msg("mend: the same as above").render(lang)
    told.append(finding.hint)
    return hint_in_words(finding.hint, edition, lang)


def _folded(text: str, console: Console) -> Text:
    """A text folded to the console."""
    return Text("\n".join(folded(visible(text), console.width - _INDENT)))


# The drawing ------------------------------------------------------------------------------------------------------


def _drawing(report: Report | None, finding: Finding, lang: Language, console: Console) -> Table | None:
    """The row of the finding, or for a sum down a column its rows."""
    if report is None:
        return None
    form = layout(report.edition)
    cells = [cell for cell in finding.cells if cell in form.cells]
    rows = list(dict.fromkeys(form.cells[cell][0] for cell in cells))
    wrong = set(_wrong(finding))
    mark = mark_for(console)
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


def _across(report: Report, row: Row, wrong: set[str], lang: Language, mark: str) -> Table:
    """A row under its column headings."""
    table = empty_table()
    for column in row.columns:
        table.add_column(_heading(column, lang), justify="right", overflow="fold")
    shown = [figure(report[cell], cell in wrong, mark) for cell in row.cells]
    table.add_row(*shown)
    return table


def _heading(column: Column, lang: Language) -> str:
    label = column.meta.label
    return (label.en if lang == "en" else label.zh).partition("（")[0].partition(" (")[0]


def _down(report: Report, cells: list[str], wrong: set[str], lang: Language, mark: str) -> Table:
    """The cells of a column beside their rows' labels; parts that are 0 are left out where there are many."""
    form = layout(report.edition)
    shown = [cell for cell in cells if len(cells) <= MOST_ROWS or cell in wrong or report[cell]]
    table = empty_table()
    table.add_column("", overflow="fold")
    table.add_column(_heading(form.cells[cells[0]][1], lang), justify="right")
    for cell in shown:
        table.add_row(form.label(cell.rpartition(".")[0], lang, short=True), figure(report[cell], cell in wrong, mark))
    if len(shown) < len(cells):
        table.add_row(
            Text(msg("{count} more", count=len(cells) - len(shown)).render(lang), style="dim"),
            Text("0", style="dim"),
        )
    return table


# The rest ---------------------------------------------------------------------------------------------------------


def _unevaluated(findings: Findings, lang: Language, console: Console, edition: str | None) -> Text:
    """How much could not be checked: silence must not look like a check."""
    about: dict[tuple[str, str], list[str]] = {}
    for entry in findings.unevaluated:
        about.setdefault((entry.code, entry.text.render(lang)), []).append(_sum(entry.cells, edition, lang))
    text = Text(msg("not evaluated: {count}", count=len(findings.unevaluated)).render(lang), style="dim")
    for (code, why), sums in about.items():
        line = f"{code}{f' ×{len(sums)}' if len(sums) > 1 else ''}: {why}"
        if any(sums):
            line = msg("{line} ({sums})", line=line, sums=Listed(tuple(filter(None, sums)))).render(lang)
        for piece in folded(visible(line), console.width - 2 * _INDENT):
            text.append(f"\n{' ' * _INDENT}{piece}")
    return text


def _sum(cells: Sequence[str], edition: str | None, lang: Language) -> str:
    """The row or the column that a sum is about; empty for what is no sum."""
    form = layout(edition) if edition is not None else None
    if form is None or len(cells) == 1 or not all(cell in form.cells for cell in cells):
        return ""
    rows = {cell.rpartition(".")[0] for cell in cells}
    columns = {f"{cell.partition('.')[0]}.{cell.rpartition('.')[2]}" for cell in cells}
    return next((form.label(names.pop(), lang) for names in (rows, columns) if len(names) == 1), "")


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
