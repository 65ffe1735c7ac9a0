"""Sheets, in which title, prose and tables stand in one grid: which rows are paragraphs and which are tables.

A row with more than one text is a table's, unless it is a heading with a remark beside it, as the unit. A row with a
single text, perhaps given again in each place of a merged cell, is one if the text is a label of the form: the row of a
table whose figures are all blank, or a heading over several columns; otherwise it is a paragraph. A section's heading
may be given as the name of its sheet alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from ..report.cells import clean
from ..report.editions import EDITIONS
from ..report.model import Place
from .document import Block, Grid, GridCell, LazyRow, Paragraph, texts_of
from .headings import section_of
from .rows import LONGEST_LABEL, forms_of, is_figure, is_header_word


def loosened(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with every loose grid replaced by its paragraphs and tables."""
    return tuple(part for block in blocks for part in (_parts(block) if _is_loose(block) else (block,)))


def _is_loose(block: Block) -> bool:
    return isinstance(block, Grid) and block.loose


def _parts(block: Block) -> Iterator[Block]:
    if not isinstance(block, Grid):
        return
    yield from _heading(block)
    table: list[Sequence[GridCell]] = []
    for row in block.rows:
        texts = texts_of(row)
        filled: dict[str, int] = {}
        for at, text in enumerate(texts):
            if text and clean(text):
                filled.setdefault(text, at)
        if not _stands_alone(list(filled)):
            table.append(row)
            continue
        if table:
            yield _table(block, table)
            table = []
        yield from (Paragraph(text.strip(), _place(row, at)) for text, at in filled.items())
    if table:
        yield _table(block, table)


def _stands_alone(texts: Sequence[str]) -> bool:
    """Whether the texts of a row are no table's: a single one, or a heading with a remark beside it."""
    if len(texts) == 1:
        return not _is_label(texts[0])
    return bool(texts) and section_of(texts[0]) is not None and not any(map(_is_label, texts[1:]))


def _heading(block: Grid) -> Iterator[Paragraph]:
    """The name of a sheet, if it is the heading of a section that the sheet itself does not give."""
    name = block.place.sheet or ""
    section = section_of(name)
    if section and not any(section_of(text) == section for row in block.rows for text in texts_of(row)):
        yield Paragraph(name.strip(), block.place)


def _table(block: Grid, rows: list[Sequence[GridCell]]) -> Grid:
    return Grid(tuple(rows), evolve(block.place, row=_place(rows[0], 0).row))


def _place(row: Sequence[GridCell], at: int) -> Place:
    """Where a cell stands, without making all those of its row."""
    return row.place(at) if isinstance(row, LazyRow) else row[at].place


def _is_label(text: str) -> bool:
    """Whether a text that stands alone in its row belongs to a table all the same."""
    if is_figure(text) or is_header_word(text):
        return True
    return len(text) <= LONGEST_LABEL and any(
        form.knows(text) for edition in EDITIONS for form in forms_of(edition).values()
    )
