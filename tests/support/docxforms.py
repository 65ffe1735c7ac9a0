"""Writes a report as a Word file, in the many ways in which Word files are built.

The XML is written directly: what matters here (tracked changes, content controls, text boxes, lists) is what
python-docx does not write, and any mix of it has to be made quickly.
"""

from __future__ import annotations

import io
import pathlib
import random
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from attrs import define, evolve, field, fields, frozen
from hypothesis import strategies as st
from printing import FAITHFUL, Deviations, Printed, Rows, heading_text, printed, table_lines, title_lines
from wordxml import (
    cell,
    control,
    deleted,
    inserted,
    package,
    paragraph,
    repacked,
    result,
    row,
    run,
    table,
    text,
    text_box,
)

import gov_disclosure as gd
from gov_disclosure.report.layout import Layout, layout
from gov_disclosure.report.model import Report

EXAMPLE = pathlib.Path(__file__).parents[2] / "examples" / "county-2021.txt"
_WRONG = "777"
"""A figure that the file holds and Word does not show."""
_VERTICAL = "三、本年度办理结果"


@frozen
class Shape:
    """How a Word file is built; by default as plainly as possible.

    Attributes:
        merged: How merged cells are given: ``marked`` as such, ``once``, ``empty`` or ``repeated`` beside and below
            the first.
        headings: ``typed``, in a heading ``style``, numbered by a ``list``, or by the list of a ``style-list``.
        pieces: Words and figures are split over several runs.
        controls: Headings, rows, cells and runs stand in content controls.
        tracked: Figures were replaced, and rows and paragraphs deleted, as tracked changes.
        hidden: Hidden text stands beside every figure.
        fields: Figures are results of fields.
        breaks: Labels go over two paragraphs of their cell.
        vertical: 三、本年度办理结果 is split letter by letter.
        boxed: The title stands in a text box, in a new and an old form.
        frame: ``page``: all stands in a table of one cell; ``menu``: in one beside a menu, below other data.
        four: Table two is a table for each item.
        soft: A heading and the text below it are one paragraph with line breaks.
        strict: The file is strict OOXML.
    """

    merged: str = "marked"
    headings: str = "typed"
    pieces: bool = False
    controls: bool = False
    tracked: bool = False
    hidden: bool = False
    fields: bool = False
    breaks: bool = False
    vertical: bool = False
    boxed: bool = False
    frame: str = ""
    four: bool = False
    soft: bool = False
    strict: bool = False


PLAIN = Shape()
_CHOICES: dict[str, tuple[str, ...]] = {
    "merged": ("marked", "once", "empty"),
    "headings": ("typed", "style", "list", "style-list"),
    "frame": ("", "page", "menu"),
}


def shapes(**given: Any) -> st.SearchStrategy[Shape]:
    """Any way of building a file; what is `given` is so."""
    drawn = {f.name: st.sampled_from(_CHOICES.get(f.name, (False, True))) for f in fields(Shape)}
    return st.builds(Shape, **drawn | {name: st.just(value) for name, value in given.items()})


@define
class Written:
    """A Word file, and where its figures stand.

    Attributes:
        data: The file.
        places: Table, row and column of each figure, by address.
    """

    data: bytes
    places: dict[str, tuple[int, int, int]]


def write(report: Report, how: Deviations = FAITHFUL, shape: Shape = PLAIN) -> Written:
    """A whole report as a Word file.

    Args:
        report: A report with title, headings and prose.
        how: The deviations in what it says.
        shape: How the file is built.
    """
    writer = _Writer(report, how, shape)
    return Written(package(writer.body(), strict=shape.strict), writer.places)


def sample() -> bytes:
    """One file with a bit of everything, for fuzzing."""
    chosen: dict[str, Any] = {f.name: _CHOICES[f.name][-1] if f.name in _CHOICES else True for f in fields(Shape)}
    return write(gd.read(EXAMPLE), FAITHFUL, Shape(**chosen | {"merged": "marked"})).data


def mutations(data: bytes, seed: int) -> Iterator[bytes]:
    """A Word file spoilt in one way after the other, without end, always the same ones for a seed.

    Spoilt are the bytes of the archive, or the XML in it, so that what unpacks the file and what reads it both have to
    bear it.
    """
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    while True:
        if chance.random() < 0.3:
            yield _spoilt(data, chance)
        else:
            name = chance.choice(list(parts))
            spoil = chance.choice((_spoilt, _respelt, _respelt))
            yield repacked(data, **{name: spoil(parts[name], chance)})


def _spoilt(data: bytes, chance: random.Random) -> bytes:
    """Bytes of which some are changed, left out, doubled or moved."""
    for _ in range(chance.randint(1, 8)):
        at, length = chance.randrange(len(data) + 1), chance.choice((1, 4, 60, 900))
        some = chance.choice((b"", bytes([chance.randrange(256)]), data[at : at + length] * 2, b"\0" * length))
        data = data[:at] + some + data[at + chance.choice((0, 1, length)) :]
    return data


def _respelt(data: bytes, chance: random.Random) -> bytes:
    """XML in which elements change their names and attributes their values, so that it stays well-formed."""
    words = sorted(set(re.findall(rb"<(w:\w+)", data)))
    for _ in range(chance.randint(1, 5)):
        if words and chance.random() < 0.6:
            old, new = chance.choice(words), chance.choice(words)
            data = re.sub(rb"(</?)" + old + rb"(?=[ />])", rb"\1" + new, data, count=chance.choice((0, 2)))
        else:
            value = chance.choice((b"0", b"-1", b"99999999999", b"x", b"", b"%1%2%9"))
            data = re.sub(rb'(w:val=)"[^"]*"', rb'\1"' + value + b'"', data, count=chance.choice((0, 1, 9)))
    return data


# The body ---------------------------------------------------------------------------------------------------------


@define
class _Writer:
    """Writes one report.

    Attributes:
        places: Table, row and column of each figure, by address.
    """

    report: Report
    how: Deviations
    shape: Shape
    places: dict[str, tuple[int, int, int]] = field(factory=dict)
    _tables: int = 0
    _above: dict[int, str] = field(factory=dict)

    def body(self) -> str:
        """The body as XML."""
        if self.shape.frame == "menu":
            self._tables = 1  # the table of other data comes first
        title = title_lines(self.report, self.how)
        lines = "".join(paragraph(self._runs(line)) for line in title)
        parts = [paragraph(text_box(lines)) if self.shape.boxed else lines]
        form = layout(self.report.edition)
        headings = [
            (key, heading_text(str(self.report[key].heading), n, self.how)) for n, key in enumerate(form.sections, 1)
        ]
        if self.how.contents:
            parts.append(text("目录", *(heading for _, heading in headings)))
        parts.append(text(str(self.report.preamble)))
        for key, heading in headings:
            parts.append(self._section(key, heading, form))
        return self._framed("".join(parts))

    def _framed(self, body: str) -> str:
        if self.shape.frame == "page":
            return table(row(cell(body)))
        if self.shape.frame == "menu":
            data = table(row(*map(cell, map(text, ("索引号", "000014349/2024-00001", "发布机构", "办公室")))))
            return data + table(row(cell(text("首页", "政务公开", "年度报告")), cell(body)))
        return body

    def _section(self, key: str, heading: str, form: Layout) -> str:
        prose = str(self.report[key].text or "").splitlines()
        parts = []
        if self.shape.soft and prose and self.shape.headings == "typed":
            parts.append(paragraph(self._runs("\n".join([heading, *prose]))))
        else:
            parts += [self._heading(heading), text(*prose)]
        tables = {table.key: table for table in form.tables}
        if key in tables and (lines := table_lines(self.report, tables[key])):
            rows = [printed(self.report, line, self.how) for line in lines]
            for some in _items(rows) if self.shape.four and tables[key].rows[0].meta.item else [rows]:
                parts += [self._table(some), text("")]  # tables without a paragraph between them become one
        return "".join(parts)

    def _heading(self, heading: str) -> str:
        if self.shape.tracked:
            before = deleted(run(f"{heading}（修改前）", kind="delText"))
            gone = paragraph(before, '<w:rPr><w:del w:id="0" w:author="a"/></w:rPr>')
        else:
            gone = ""
        words = heading.partition("、")[2]
        style = self.shape.headings
        if self.how.arabic or style in {"typed", "style"}:
            made = paragraph(self._runs(heading), '<w:pStyle w:val="1"/>' if style == "style" else "")
        elif style == "list":
            made = paragraph(self._runs(words), '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        else:
            made = paragraph(self._runs(words), '<w:pStyle w:val="3"/>')
        return gone + (control(made) if self.shape.controls else made)

    # Tables ---------------------------------------------------------------------------------------------------------

    def _table(self, rows: Rows) -> str:
        self._tables += 1
        width = max(sum(cell.span for cell in row) for row in rows)
        made = []
        for number, cells in enumerate(rows):
            below = rows[number + 1] if number + 1 < len(rows) else []
            made.append(self._row(cells, below, width, number + 1))
            if self.shape.tracked:
                made.append(row(*(cell(text(_WRONG)) for _ in cells), properties='<w:del w:id="0" w:author="a"/>'))
        return table(*made, columns=width)

    def _row(self, cells: list[Printed], below: list[Printed], width: int, number: int) -> str:
        continued = {at for at, other in _positions(below) if other.text is None}
        made: list[str] = []
        column = 1
        above, self._above = self._above, {}
        missing = width - sum(cell.span for cell in cells)
        for at, (position, shown) in enumerate(_positions(cells)):
            span = shown.span + (missing if at == len(cells) - 1 else 0)
            if shown.figure:
                self.places[shown.figure] = (self._tables, number, column)
            if self.shape.merged == "marked":
                merge = "continue" if shown.text is None else "restart" if position in continued else ""
                made.append(self._cell(shown, span, merge))
                column += span
            elif self.shape.merged == "repeated":
                again = evolve(shown, text=above.get(position, "") if shown.text is None else shown.text)
                self._above[position] = again.text or ""
                made += [self._cell(again, 1, "")] * span
                column += span
            else:
                beside = shown.span - 1 if self.shape.merged == "empty" else 0
                made += [self._cell(shown, 1, ""), *[cell(text(""))] * beside]
                column += 1 + beside
        return control(row(*made)) if self.shape.controls else row(*made)

    def _cell(self, shown: Printed, span: int, merge: str) -> str:
        content = self._figure(shown.text or "") if shown.figure else self._label(shown.text or "")
        made = cell(content, span, merge)
        return control(made) if self.shape.controls and shown.figure else made

    def _figure(self, shown: str) -> str:
        runs = self._runs(shown) if shown else ""
        if self.shape.fields and shown:
            runs = result(runs)
        if self.shape.tracked and shown:
            runs = deleted(run(_WRONG, kind="delText")) + inserted(runs)
        if self.shape.hidden:
            runs = run(_WRONG, "<w:vanish/>") + runs + run(_WRONG, '<w:rStyle w:val="h"/>')
        if self.shape.controls and shown:
            runs = control(runs)
        return paragraph(runs)

    def _label(self, shown: str) -> str:
        words = shown.replace("\n", "")
        if self.shape.vertical and words == _VERTICAL:
            return text(*words)
        if self.shape.breaks and len(words) > 3:
            return text(words[:2], words[2:])
        return paragraph(self._runs(shown))

    def _runs(self, shown: str) -> str:
        if not self.shape.pieces:
            return run(shown)
        return "<w:proofErr/>".join(run(letter) if letter != "\n" else "<w:r><w:br/></w:r>" for letter in shown)


def _positions(cells: list[Printed]) -> list[tuple[int, Printed]]:
    """Each cell with the column in which it begins."""
    found, at = [], 0
    for shown in cells:
        found.append((at, shown))
        at += shown.span
    return found


def _items(rows: Rows) -> list[Rows]:
    """Table two in a table for each item of Article 20."""
    found: list[Rows] = []
    for cells in rows:
        if len(cells) == 1 or not found:
            found.append([])
        found[-1].append(cells)
    return found
