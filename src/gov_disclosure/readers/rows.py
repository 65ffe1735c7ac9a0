"""From blocks to rows of tables: which cells are labels, and which are figures.

A grid gives its rows itself. Where every cell is a paragraph of its own, a run of labels and figures is a table that
was spelled out; there the labels tell where a row begins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache

from attrs import evolve, frozen

from ..report.cells import clean
from ..report.editions import EDITIONS
from ..report.form import ColumnMeta, Label
from ..report.layout import Layout, Row, Table, layout
from ..report.model import Place
from ..report.tables import HEADER_WORDS, ITEM, SUBTOTALS
from .document import GridCell, Paragraph
from .labels import NEAR, Matcher, fold, words

COMMON_LABELS = {"其他", *SUBTOTALS}
"""Labels that do not tell which table they belong to."""

FILLERS = {"/", "\\", "-", "—", "——", "–", "*", "…", "无", "没有", "暂无", "未发生", "不涉及", "不适用"}
"""What is written in a figure's place instead of one, folded."""

_FIGURE = re.compile(r"[+\-\u2212]?[0-9](?![0-9]*[.、](?![0-9]))[0-9,.]*(?:$|[件条个项次宗起份元十百千万亿%(\[{〔【])")
_PAGE_NUMBER = re.compile(r"[-—–·~]*第?[0-9]{1,3}(?:页?[/共,]+第?[0-9]{1,3})?页?[-—–·~]*")
_SEPARATORS = ",.，．"
_SENTENCE = re.compile(r"[。；;！？]")
_LONGEST_FRAGMENT = 20
LONGEST_LABEL = 60
_LEAST_LABELS = 3
_LEAST_FIGURES = 3
_LONGEST_JOIN = 24


@lru_cache(4096)
def is_figure(text: str) -> bool:
    """Whether a text stands in a figure's place: a number, with words or not, or what is written instead."""
    shown = fold(text)
    return shown in FILLERS or _FIGURE.match(shown) is not None


@lru_cache(4096)
def is_page_number(text: str) -> bool:
    """Whether a text may be nothing but a page's number; a plain one may be a figure, too."""
    return _PAGE_NUMBER.fullmatch(fold(text)) is not None


def goes_on(above: str, below: str) -> bool:
    """Whether a line may be the rest of the cell whose last line stands above it.

    No label goes on with a figure, and a figure goes on with a remark. Of two figures the lower may be a page's number,
    or one that stands there twice, unless one of them is none by itself: ``6,7`` and ``05``.
    """
    if not is_figure(below):
        return not is_figure(above) or is_figure(above + below)
    return is_figure(above) and (above[-1] in _SEPARATORS or _is_rest(below))


def _is_rest(figure: str) -> bool:
    shown = fold(figure)
    return shown[0] in _SEPARATORS or (shown[0] == "0" and shown[1:2].isdigit())


class TableForm:
    """A prescribed table with the means to recognise its labels.

    Attributes:
        table: The table.
        across: Whether its rows are printed side by side, in one line of figures.
        rows: Recognises row labels.
        groups: Recognises the labels of groups of rows.
        columns: Recognises column headings.
        owns: Whether a text is, word for word, a label of the table; 其他 and 总计 are any table's.
        over: Recognises the headings over several columns.
    """

    def __init__(self, table: Table) -> None:
        self.table = table
        self.across = all(row.meta.across for row in table.rows)
        columns = {(c.key, c.meta.label): None for row in table.rows for c in row.columns}
        headings = {label: None for row in table.rows for c in row.columns if (label := c.meta.group)}
        groups_across = {label: None for row in table.rows if (label := row.meta.group)}
        headings |= groups_across
        groups = {(address, meta.label): None for row in table.rows for address, meta in row.groups}
        self.rows: Matcher[Row] = Matcher(((row, row.meta.label) for row in table.rows), groups_across)
        self.columns: Matcher[str] = Matcher(columns)
        self.over: Matcher[str] = Matcher((label.zh, label) for label in headings)
        self.groups: Matcher[str] = Matcher(groups)
        self._matchers = (self.rows, self.columns, self.over, self.groups)
        self.owns = lru_cache(4096)(self._owns)

    def column(self, key: str) -> ColumnMeta:
        """What the form says of a column."""
        return next(c.meta for row in self.table.rows for c in row.columns if c.key == key)

    def _owns(self, text: str) -> bool:
        return words(text) not in COMMON_LABELS and any(matcher.exact(text) for matcher in self._matchers)

    def owns_row(self, text: str) -> bool:
        """Whether a text is, word for word, the label of one of its rows."""
        return words(text) not in COMMON_LABELS and bool(self.rows.exact(text))

    def knows(self, text: str) -> bool:
        """Whether a text is a label of the table, word for word or damaged."""
        return any(matcher.match(text) for matcher in self._matchers)


def forms_of(edition: str) -> dict[str, TableForm]:
    """The tables of an edition by key."""
    return _forms_of(layout(edition))


@cache
def _forms_of(form: Layout) -> dict[str, TableForm]:
    return {table.key: TableForm(table) for table in form.tables}


@frozen
class TableRow:
    """A row of a table as the document gives it.

    Attributes:
        labels: The cells with text before the figures.
        figures: The cells in the figures' places.
        marked: Whether cells are marked off, so that a blank one is seen.
        cells: All cells as given; empty where the row was spelled out.
    """

    labels: tuple[GridCell, ...]
    figures: tuple[GridCell, ...]
    marked: bool = True
    cells: tuple[GridCell, ...] = ()

    @property
    def quoted(self) -> str:
        """The row's text."""
        return " ".join(text for cell in (*self.labels, *self.figures) if (text := clean(cell.text)))

    @property
    def place(self) -> Place:
        """Where the row begins."""
        return (self.labels or self.figures)[0].place


@lru_cache(4096)
def is_header_word(text: str) -> bool:
    """Whether a header cell names no column."""
    folded = words(text).lstrip("(")
    if any(folded.startswith(words(word)) for word in HEADER_WORDS):
        return True
    return len(folded) <= LONGEST_LABEL and _header_words().similarity(text) >= NEAR


@cache
def _header_words() -> Matcher[str]:
    """What header cells read that name no column, whole."""
    items = {row.meta.item for key in EDITIONS for row in layout(key).rows.values() if row.meta.item}
    return Matcher((text, Label(text, "")) for text in (*HEADER_WORDS, *map(ITEM.format, items)))


# Grids ------------------------------------------------------------------------------------------------------------


def split_row(cells: tuple[GridCell, ...], form: TableForm) -> TableRow:
    """A grid's row: labels up to the last one of the form, figures after it; a header has labels only."""
    texts = [cell.text for cell in cells]
    if form.across:
        start = _first_figure(texts) if any(map(is_figure, texts)) else len(texts) if any(map(clean, texts)) else 0
        return TableRow(tuple(filter(_has_text, cells[:start])), cells[start:], cells=cells)
    if not any(is_figure(text) for text in texts) and _is_header(texts, form):
        return TableRow(tuple(filter(_has_text, cells)), (), cells=cells)
    matches = [i for i, text in enumerate(texts) if clean(text) and not is_figure(text) and form.rows.match(text)]
    start = matches[-1] + 1 if matches else _first_figure(texts)
    while matches and start < len(cells) and cells[start].merged:  # the label goes on
        start += 1
    return TableRow(tuple(filter(_has_text, cells[:start])), cells[start:], cells=cells)


def _has_text(cell: GridCell) -> bool:
    return bool(clean(cell.text))


def _is_header(texts: list[str], form: TableForm) -> bool:
    """Whether a row names columns: more than one of them, for a label may be given in several cells."""
    named = {words(text) for text in texts if form.columns.exact(text) or form.over.exact(text)}
    if len(named) > 1:
        return True
    ends = len(texts) > 1 and clean(texts[-1])  # else it may be a row with blank figures beside a heading given again
    return any(map(is_header_word, texts)) and bool(ends or not any(map(form.rows.exact, texts)))


def _first_figure(texts: list[str]) -> int:
    """Where the figures begin in a row without a label of the form; at its end if it has none.

    Blank cells before the first figure belong to the figures, unless text stands after them.
    """
    first = next((i for i, text in enumerate(texts) if is_figure(text)), len(texts))
    return max(
        (i + 1 for i, text in enumerate(texts[:first]) if clean(text)),
        default=0 if first < len(texts) else first,
    )


# Spelled-out tables -----------------------------------------------------------------------------------------------


def find_spelled_out(
    paragraphs: Sequence[Paragraph], is_label: Callable[[str], bool], resembles_label: Callable[[str], bool]
) -> Iterator[tuple[int, int, list[GridCell]]]:
    """The tables among paragraphs, one cell a paragraph.

    Args:
        paragraphs: Paragraphs that follow each other.
        is_label: Whether a text is a label of the form.
        resembles_label: Whether a text may be a damaged or broken one.

    Yields:
        The first paragraph, the one after the last, and the cells.
    """
    if sum(1 for paragraph in paragraphs if _begins_figure(paragraph.text)) < _LEAST_FIGURES:
        return
    start = 0
    while start < len(paragraphs):
        end = start
        while end < len(paragraphs) and (
            _can_be_cell(paragraphs[end].text, is_label, resembles_label)
            or any(is_label(text) or resembles_label(text) for text in _over_lines(paragraphs, end))
        ):
            end += 1
        pieces = _pieces(paragraphs[start:end])
        texts = ["\n".join(p.text for p in piece) for piece in pieces]
        labels = [i for i in range(len(texts)) if is_label(texts[i]) or is_label("".join(texts[i : i + 2]))]
        figures = [i for i, text in enumerate(texts) if is_figure(text)]
        if len(labels) >= _LEAST_LABELS and len(figures) >= _LEAST_FIGURES:
            first, last = labels[0], max(labels[-1], figures[-1]) + 1
            while first and resembles_label(texts[first - 1]):
                first -= 1
            cells = [GridCell(text, evolve(p[0].place, text=text)) for p, text in zip(pieces, texts, strict=True)]
            offset = start + sum(map(len, pieces[:first]))
            yield offset, offset + sum(map(len, pieces[first:last])), cells[first:last]
        start = end + 1


def _begins_figure(text: str) -> bool:
    """Whether a paragraph is a figure, or the sign of one that goes on in the next."""
    return is_figure(text) or len(text) == 1


def _can_be_cell(text: str, is_label: Callable[[str], bool], resembles_label: Callable[[str], bool]) -> bool:
    if is_figure(text) or is_label(text):
        return True
    short = len(text) <= _LONGEST_FRAGMENT or (len(text) <= LONGEST_LABEL and resembles_label(text))
    return short and not _SENTENCE.search(text)


def _over_lines(paragraphs: Sequence[Paragraph], at: int) -> Iterator[str]:
    """A paragraph together with the one before it or after it, where one line may go on in the next."""
    for first in (at - 1, at):
        pair = paragraphs[max(first, 0) : first + 2]
        if len(pair) == 2 and not pair[1].spaced and sum(len(p.text) for p in pair) <= LONGEST_LABEL:
            yield "".join(p.text for p in pair)


def _pieces(run: Sequence[Paragraph]) -> list[list[Paragraph]]:
    """The paragraphs of each cell. Where empty lines separate cells, a line without one goes on with the cell above."""
    spaced = sum(1 for p in run if p.spaced) * 2 > len(run)
    pieces: list[list[Paragraph]] = []
    for paragraph in run:
        if spaced and not paragraph.spaced and pieces and goes_on(pieces[-1][-1].text, paragraph.text):
            pieces[-1].append(paragraph)
        else:
            pieces.append([paragraph])
    return pieces


def spelled_rows(cells: Sequence[GridCell]) -> Iterator[tuple[tuple[GridCell, ...], tuple[GridCell, ...]]]:
    """The labels and the figures of each row, as they follow each other; the first labels include the header."""
    labels: list[GridCell] = []
    figures: list[GridCell] = []
    for cell in cells:
        if is_figure(cell.text):
            figures.append(cell)
            continue
        if figures:
            yield tuple(labels), tuple(figures)
            labels, figures = [], []
        labels.append(cell)
    yield tuple(labels), tuple(figures)


def last_label(labels: Sequence[GridCell], rows: Matcher[Row]) -> int:
    """Where the last row label begins among labels; a label may be broken over several cells.

    Returns:
        The index of its first cell; ``len(labels)`` if the last cells are no row label.
    """
    for match in (rows.exact, rows.match):
        for start in range(len(labels) - 1, max(-1, len(labels) - _LONGEST_JOIN), -1):
            if match("".join(cell.text for cell in labels[start:])):
                return start
    return len(labels)
