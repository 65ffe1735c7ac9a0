"""From a neutral document to a report: the only part of reading that knows the form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from itertools import pairwise
from typing import Any, cast

from attrs import define, evolve, field, fields, frozen

from ..report.cells import clean
from ..report.editions import EDITIONS, IN_FORCE, Edition, edition_for_year
from ..report.form import RowMeta, is_row, meta
from ..report.layout import Layout, Row, layout
from ..report.model import Note, Place, Prose, Report
from ..report.titles import Title
from .body import Body, find_body
from .columns import header_row
from .cuts import rejoined, respelled
from .document import Block, Document, Grid, GridCell, LazyPlaces, Paragraph, texts_of
from .headings import Heading, find_headings, parted
from .loose import loosened
from .pages import healed
from .placing import Placer
from .plans import known, remember, shape_of
from .rows import (
    LONGEST_LABEL,
    TableRow,
    find_spelled_out,
    forms_of,
    is_header_word,
    last_label,
    spelled_rows,
    split_row,
)


def assemble(document: Document) -> Report:
    """The report that a document holds.

    Args:
        document: What a reader found.

    Returns:
        A report with all six sections, with every row about which something could be decided, and with what could not
        be read in ``unread`` and ``notes``. What the document lacks is None or ABSENT, also where it holds no report.
    """
    body = find_body(evolve(document, blocks=rejoined(healed(parted(loosened(document.blocks))))), _is_of_form)
    blocks, headings, title = body.blocks, body.headings, body.title
    edition, notes = _edition(blocks, title)
    tables = _Tables(layout(edition.key))
    used = tables.read(blocks, headings) | body.aside
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
        notes=(
            *document.notes,
            *notes,
            *_unread_pages(document, sections),
            *(note for placer in tables.placers.values() for note in placer.notes),
        ),
        locations=_locations(body, tables),
    )


def _unread_pages(document: Document, sections: dict[str, Any]) -> list[Note]:
    """That what was not found may stand on a page without text."""
    missing = [key for key, section in sections.items() if section.heading is None]
    return [Note("uncertain-reading", key, f"p. {page}") for page in document.unread for key in missing or sections]


def shows_form(document: Document) -> bool:
    """Whether a document holds anything of a report: a prescribed heading, or a row label of table two or three."""
    blocks = parted(loosened(document.blocks))
    if find_headings(blocks)[0]:
        return True
    forms = [form for edition in EDITIONS for form in forms_of(edition).values() if not form.across]
    return any(form.owns_row(text) for text in _texts_of(blocks) for form in forms)


def _is_of_form(grid: Grid) -> bool:
    """Whether a grid holds a label of a prescribed table, of any edition."""
    forms = [form for edition in EDITIONS for form in forms_of(edition).values()]
    return any(form.owns(text) for row in grid.rows for text in texts_of(row) if text for form in forms)


# The edition ------------------------------------------------------------------------------------------------------


def _edition(blocks: Sequence[Block], title: Title | None) -> tuple[Edition, list[Note]]:
    """The edition by table two's column labels; failing these by the year, failing that the one in force.

    It is the one with most of its labels in the document, and of several the one with fewest that are not.
    """
    texts = _texts_of(blocks)
    scores: dict[str, tuple[int, int]] = {}
    for key in EDITIONS:
        columns = forms_of(key)["proactive_disclosure"].columns
        found = set().union(*map(columns.exact, texts))
        if found:
            scores[key] = len(found), -len(columns.targets - found)
    best = [key for key, score in scores.items() if score == max(scores.values())]
    if len(best) == 1:
        return EDITIONS[best[0]], []
    by_year = edition_for_year(title.year) if title and title.year else None
    edition = by_year or IN_FORCE
    return edition, [Note("uncertain-edition", "edition", edition.key)]


def _texts_of(blocks: Sequence[Block]) -> set[str]:
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    texts = {paragraph.text for paragraph in paragraphs}
    texts |= {a.text + b.text for a, b in pairwise(paragraphs) if not b.spaced and len(b.text) <= LONGEST_LABEL}
    for block in blocks:
        if isinstance(block, Grid):
            texts.update(*map(texts_of, block.rows))
    return texts


# The tables -------------------------------------------------------------------------------------------------------


@frozen
class _Spelled:
    """A table that was spelled out: its blocks, and what stands in them."""

    blocks: Sequence[int]
    cells: Sequence[GridCell]


@define
class _Tables:
    """The prescribed tables of a document."""

    layout: Layout
    placers: dict[str, Placer] = field(init=False)
    _before: tuple[str | None, str] = (None, "")

    def __attrs_post_init__(self) -> None:
        self.placers = {key: Placer(form) for key, form in forms_of(self.layout.edition.key).items()}

    def read(self, blocks: Sequence[Block], headings: Sequence[Heading]) -> set[int]:
        """Place the rows of all tables; the indexes of the blocks that belong to tables."""
        used: set[int] = set()
        starts = {heading.index: heading.section for heading in headings}
        section: str | None = None
        run: list[int] = []
        steps: list[tuple[int, str | None] | _Spelled] = []
        for index, block in enumerate([*blocks, None]):
            if isinstance(block, Paragraph) and index not in starts:
                run.append(index)
                continue
            for spelled in self._spelled_out(blocks, run):
                steps.append(spelled)
                used.update(spelled.blocks)
            run = []
            section = starts.get(index, section)
            if isinstance(block, Grid):
                steps.append((index, section))
        return used | self._place(blocks, steps)

    def _place(self, blocks: Sequence[Block], steps: Sequence[tuple[int, str | None] | _Spelled]) -> set[int]:
        """Place what was found; the indexes of the grids that hold something of the form."""
        numbered = [step for step in steps if isinstance(step, tuple)]
        grids = [cast("Grid", blocks[index]) for index, _ in numbered]
        shape = None
        if len(grids) == len(steps):
            sections = [section for _, section in numbered]
            shape = shape_of(self.layout, grids, sections)
            if (plans := known(shape)) is not None:
                for key, placer in self.placers.items():
                    placer.follow(plans[0][key], grids)
                return {numbered[at][0] for at in plans[1]}
        used: set[int] = set()
        for step in steps:
            if isinstance(step, _Spelled):
                self._spelled(step)
            elif self._grid(cast("Grid", blocks[step[0]]), step[1]):
                used.add(step[0])
        for placer in self.placers.values():
            placer.finish()
        if shape is not None:
            found = {key: plan for key, placer in self.placers.items() if (plan := placer.plan(grids))}
            if len(found) == len(self.placers):
                remember(shape, found, frozenset(at for at, (index, _) in enumerate(numbered) if index in used))
        return used

    def _grid(self, grid: Grid, section: str | None) -> bool:
        """Place a grid's rows; False if it holds nothing of the form."""
        current = section if section in self.placers else None
        if current and self._before[0] == section and not self.placers[self._before[1]].form.across:
            current = self._before[1]  # the rest of a table whose own heading is missing
        found = False
        for index, cells in enumerate(map(tuple, grid.rows)):
            owner = self._owner([cell.text for cell in cells])
            found = found or owner is not None
            current = owner or current
            if current is None:
                continue
            placer = self.placers[current]
            row = split_row(cells, placer.form)
            if grid.guessed:
                row = evolve(row, figures=tuple(c for c in row.figures if clean(c.text)), marked=False)
            if index in grid.doubtful:
                placer.doubt(row)
            elif row.figures:
                placer.row(row)
            else:
                placer.header([] if grid.guessed else header_row(cells))
        if current is not None:
            self._before = section, current
        return found

    def _owner(self, texts: Sequence[str]) -> str | None:
        """The table whose labels a row holds, if it holds more of one than of any other."""
        votes = Counter(
            key for text in texts if clean(text) for key, placer in self.placers.items() if placer.form.owns(text)
        )
        ranked = votes.most_common(2)
        return ranked[0][0] if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]) else None

    def _spelled_out(self, blocks: Sequence[Block], run: Sequence[int]) -> Iterator[_Spelled]:
        """The tables that were spelled out, one cell a paragraph."""
        paragraphs = [block for i in run if isinstance(block := blocks[i], Paragraph)]
        for first, last, cells in find_spelled_out(paragraphs, self._is_label, self._resembles_label):
            yield _Spelled(run[first:last], cells)

    def _spelled(self, spelled: _Spelled) -> None:
        """Place the rows of a table that was spelled out."""
        current: str | None = None
        for (labels, figures), doubtful in respelled(list(spelled_rows(spelled.cells))):
            current = self._owner([cell.text for cell in labels]) or current
            if current is not None and (labels or figures):
                self._spelled_row(self.placers[current], labels, figures, doubtful=doubtful)

    @staticmethod
    def _spelled_row(
        placer: Placer, labels: tuple[GridCell, ...], figures: tuple[GridCell, ...], *, doubtful: bool
    ) -> None:
        start = 0 if placer.form.across else last_label(labels, placer.form.rows)
        start = min(start, len(labels) - 1) if doubtful else start  # the rest of a label names no column
        header = labels if placer.form.across else labels[:start]
        if any(placer.form.columns.match(cell.text) for cell in header):
            placer.header(header_row(header))
        row = TableRow(labels, figures, marked=False)
        place = placer.doubt if doubtful else placer.row
        place(row)

    def _resembles_label(self, text: str) -> bool:
        return any(placer.form.knows(text) for placer in self.placers.values())

    def _is_label(self, text: str) -> bool:
        return is_header_word(text) or any(placer.form.owns(text) for placer in self.placers.values())

    def rows(self, key: str) -> dict[str, Any]:
        """The rows of a table by address; a row not found is absent, or unknown if it may be among the unread."""
        placer = self.placers[key]
        rows = {row.address: self._row(row, placer) for row in placer.form.table.rows}
        return rows | self._unused(placer)

    def _row(self, row: Row, placer: Placer) -> Any:
        if row.cells[0] in placer.values:
            return row.cls(*map(placer.values.__getitem__, row.cells))
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


def _filled(cls: Any, rows: dict[str, Any], address: str, **texts: str | None) -> Any:
    """An instance of a section or a group with its rows."""
    values: dict[str, Any] = dict(texts)
    for name, below, group in _holders(cls, address):
        if below in rows:
            values[name] = rows[below]
        elif group is not None:
            values[name] = _filled(group, rows, below)
    return cls(**values)


@cache
def _holders(cls: Any, address: str) -> list[tuple[str, str, Any]]:
    """What may hold figures in a section or a group: each name, its address, and its class if it is a group of rows."""
    return [
        (f.name, f"{address}.{f.name}", None if is_row(type(f.default)) else type(f.default))
        for f in fields(cls)
        if isinstance(meta(f), RowMeta)
    ]


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
                text for row in block.rows if (text := " ".join(filter(None, map(clean, texts_of(row)))))
            )
    return {key: "\n".join(texts) for key, texts in found.items()}


def _locations(body: Body, tables: _Tables) -> LazyPlaces:
    """Where the title, the headings, the figures and the unread rows stand."""
    placers = tables.placers.values()
    title, headings = body.title_place, body.headings
    unread = [place for placer in placers for _, place in placer.unread]
    return LazyPlaces(partial(_places, title, headings, [placer.where for placer in placers], unread))


def _places(
    title: Place | None,
    headings: Sequence[Heading],
    figures: Sequence[Callable[[], dict[str, Place]]],
    unread: Sequence[Place],
) -> dict[str, Place]:
    places: dict[str, Place] = {}
    if title is not None:
        places["title"] = title
    for index, heading in enumerate(headings):  # one that stands there again has a place of its own
        name = f"outline.{index}" if heading.section in places else heading.section
        places[name] = evolve(heading.place, text=heading.text)
    for where in figures:
        places |= where()
    return places | {f"unread.{i}": place for i, place in enumerate(unread)}
