"""From a neutral document to a report: the only part of reading that knows the form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from attrs import define, evolve, field, fields

from ..report.cells import clean
from ..report.editions import EDITIONS, IN_FORCE, Edition, edition_for_year
from ..report.layout import Layout, Row, layout
from ..report.model import Note, Place, Prose, Report
from ..report.titles import Title
from .columns import header_row
from .document import Block, Document, Grid, GridCell, Paragraph
from .headings import Heading, find_headings, find_title
from .loose import loosened
from .placing import Placer
from .rows import TableRow, find_spelled_out, forms_of, is_header_word, last_label, spelled_rows, split_row


def assemble(document: Document) -> Report:
    """The report that a document holds.

    Args:
        document: What a reader found.

    Returns:
        A report with all six sections, with every row about which something could be decided, and with what could not
        be read in ``unread`` and ``notes``. What the document lacks is None or ABSENT, also where it holds no report.
    """
    blocks = loosened(document.blocks)
    headings, contents = find_headings(blocks)
    first = headings[0].index if headings else len(blocks)
    title, taken = find_title(blocks, first)
    edition, notes = _edition(blocks, title)
    tables = _Tables(layout(edition.key))
    used = tables.read(blocks, headings) | contents | taken
    texts = _texts(blocks, headings, used)
    form = tables.layout
    sections: dict[str, Any] = {}
    for key in form.sections:
        heading = next((h.text for h in headings if h.section == key), None)
        text = texts.get(key, "") if heading is not None else None
        rows = tables.rows(key) if key in tables.placers else {}
        cls = getattr(edition, key, Prose)
        sections[key] = _filled(cls, rows, key, heading=heading, text=text)
    return Report(
        edition=edition.key,
        title=title.text if title else None,
        issuer=title.issuer if title else None,
        year=title.year if title else None,
        preamble=texts.get("", ""),
        **sections,
        outline=tuple(heading.entry for heading in headings),
        unread=tuple(row for placer in tables.placers.values() for row, _ in placer.unread),
        notes=(*notes, *(note for placer in tables.placers.values() for note in placer.notes)),
        locations=_locations(blocks, headings, taken, tables),
    )


def shows_form(document: Document) -> bool:
    """Whether a document holds anything of a report: a prescribed heading, or a row label of table two or three."""
    blocks = loosened(document.blocks)
    if find_headings(blocks)[0]:
        return True
    forms = [form for edition in EDITIONS for form in forms_of(edition).values() if not form.across]
    return any(form.owns_row(text) for text in _texts_of(blocks) for form in forms)


# The edition ------------------------------------------------------------------------------------------------------


def _edition(blocks: Sequence[Block], title: Title | None) -> tuple[Edition, list[Note]]:
    """The edition by table two's column labels; failing these by the year, failing that the one in force.

    It is the one with most of its labels in the document, and of several the one with fewest that are not.
    """
    texts = set(_texts_of(blocks))
    scores: dict[str, tuple[int, int]] = {}
    for key in EDITIONS:
        columns = forms_of(key)["proactive_disclosure"].columns
        found = {label for text in texts for label in columns.exact(text)}
        if found:
            scores[key] = len(found), -len(columns.targets - found)
    best = [key for key, score in scores.items() if score == max(scores.values())]
    if len(best) == 1:
        return EDITIONS[best[0]], []
    by_year = edition_for_year(title.year) if title and title.year else None
    edition = by_year or IN_FORCE
    return edition, [Note("uncertain-edition", "edition", edition.key)]


def _texts_of(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (cell.text for row in block.rows for cell in row)


# The tables -------------------------------------------------------------------------------------------------------


@define
class _Tables:
    """The prescribed tables of a document."""

    layout: Layout
    placers: dict[str, Placer] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.placers = {key: Placer(form) for key, form in forms_of(self.layout.edition.key).items()}

    def read(self, blocks: Sequence[Block], headings: Sequence[Heading]) -> set[int]:
        """Place the rows of all tables; the indexes of the blocks that belong to tables."""
        used: set[int] = set()
        starts = {heading.index: heading.section for heading in headings}
        section: str | None = None
        run: list[int] = []
        for index, block in enumerate([*blocks, None]):
            if isinstance(block, Paragraph) and index not in starts:
                run.append(index)
                continue
            used |= self._spelled_out(blocks, run)
            run = []
            section = starts.get(index, section)
            if isinstance(block, Grid) and self._grid(block, section):
                used.add(index)
        for placer in self.placers.values():
            placer.finish()
        return used

    def _grid(self, grid: Grid, section: str | None) -> bool:
        """Place a grid's rows; False if it holds nothing of the form."""
        current = section if section in self.placers else None
        found = False
        for cells in grid.rows:
            owner = self._owner([cell.text for cell in cells])
            found = found or owner is not None
            current = owner or current
            if current is None:
                continue
            placer = self.placers[current]
            row = split_row(cells, placer.form)
            if row.figures:
                placer.row(row)
            else:
                placer.header(header_row(cells))
        return found

    def _owner(self, texts: Sequence[str]) -> str | None:
        """The table whose labels a row holds, if it holds more of one than of any other."""
        votes = Counter(
            key for text in texts if clean(text) for key, placer in self.placers.items() if placer.form.owns(text)
        )
        ranked = votes.most_common(2)
        return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]) else None

    def _spelled_out(self, blocks: Sequence[Block], run: Sequence[int]) -> set[int]:
        """Place the rows of tables that were spelled out, one cell a paragraph."""
        paragraphs = [block for i in run if isinstance(block := blocks[i], Paragraph)]
        used: set[int] = set()
        current: str | None = None
        for first, last, cells in find_spelled_out(paragraphs, self._is_label, self._resembles_label):
            used.update(run[first:last])
            for labels, figures in spelled_rows(cells):
                current = self._owner([cell.text for cell in labels]) or current
                if current is not None and (labels or figures):
                    self._spelled_row(self.placers[current], labels, figures)
        return used

    @staticmethod
    def _spelled_row(placer: Placer, labels: tuple[GridCell, ...], figures: tuple[GridCell, ...]) -> None:
        start = 0 if placer.form.across else last_label(labels, placer.form.rows)
        header = labels if placer.form.across else labels[:start]
        if any(placer.form.columns.match(cell.text) for cell in header):
            placer.header(header_row(header))
        placer.row(TableRow(labels, figures, marked=False))

    def _resembles_label(self, text: str) -> bool:
        return any(placer.form.rows.match(text) for placer in self.placers.values())

    def _is_label(self, text: str) -> bool:
        return is_header_word(text) or any(placer.form.owns(text) for placer in self.placers.values())

    def rows(self, key: str) -> dict[str, Any]:
        """The rows of a table by address; a row not found is absent, or unknown if it may be among the unread."""
        placer = self.placers[key]
        rows = {row.address: self._row(row, placer) for row in placer.form.table.rows}
        return rows | self._unused(placer)

    def _row(self, row: Row, placer: Placer) -> Any:
        if row.cells[0] in placer.values:
            return row.cls(*(placer.values[cell] for cell in row.cells))
        return row.cls() if placer.unread else row.absent

    @staticmethod
    def _unused(placer: Placer) -> dict[str, Any]:
        """Of 其他处理 as one row and as three, the form not used is absent, never unknown."""
        found = {row.address for row in placer.form.table.rows if row.cells[0] in placer.values}
        unused: dict[str, Any] = {}
        for whole in (row for row in placer.form.table.rows if row.meta.undivided):
            parts = [row for row in placer.form.table.rows if row.groups == whole.groups and row is not whole]
            divided = found & {part.address for part in parts}
            heading_only = all(placer.values.get(cell) is None for cell in whole.cells)
            if divided and (whole.address not in found or heading_only):
                unused[whole.address] = whole.absent
            elif (whole.address in found and not divided) or (not divided and whole.prescribed):
                unused |= {part.address: part.absent for part in parts}
            elif not divided:
                unused[whole.address] = whole.absent
        return unused


def _filled(cls: type[Any], rows: dict[str, Any], address: str, **texts: str | None) -> Any:
    """An instance of a section or a group with its rows."""
    values: dict[str, Any] = dict(texts)
    for f in fields(cls):
        below = f"{address}.{f.name}"
        if below in rows:
            values[f.name] = rows[below]
        elif any(row.startswith(below + ".") for row in rows):
            values[f.name] = _filled(type(f.default), rows, below)
    return cls(**values)


# The prose --------------------------------------------------------------------------------------------------------


def _texts(blocks: Sequence[Block], headings: Sequence[Heading], used: set[int]) -> dict[str, str]:
    """The text of each section, and before the first heading that of the preamble, under an empty key."""
    starts = {heading.index: heading.section for heading in headings}
    found: dict[str, list[str]] = {}
    section = ""
    for index, block in enumerate(blocks):
        section = starts.get(index, section)
        if index in starts or index in used:
            continue
        if isinstance(block, Paragraph):
            if not is_header_word(block.text):  # a table's row of one cell, where rows are lines
                found.setdefault(section, []).append(block.text)
        else:
            found.setdefault(section, []).extend(
                text for row in block.rows if (text := " ".join(filter(None, (clean(cell.text) for cell in row))))
            )
    return {key: "\n".join(texts) for key, texts in found.items()}


def _locations(
    blocks: Sequence[Block], headings: Sequence[Heading], title: set[int], tables: _Tables
) -> dict[str, Place]:
    """Where the title, the headings, the figures and the unread rows stand."""
    places: dict[str, Place] = {}
    if title:
        places["title"] = blocks[min(title)].place
    for heading in headings:
        places.setdefault(heading.section, evolve(heading.place, text=heading.text))
    for placer in tables.placers.values():
        places |= placer.places
    unread = [place for placer in tables.placers.values() for _, place in placer.unread]
    return places | {f"unread.{i}": place for i, place in enumerate(unread)}
