"""GD201 to GD206: what stands in the cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache

from attrs import field, frozen

from ..findings import Problem, Severity
from ..i18n import Language, Listed, msg
from ..report.cells import Annotated, Cell, Kind, Unreadable
from ..report.form import Source, unknown_row
from ..report.layout import Column, Row, layout
from ..report.model import NotEvaluated, Report
from .deduction import determined
from .model import problem, rule
from .naming import Named, listed, named
from .reading import FORM
from .survey import Survey, Trait

LEGISLATION_LAW = Source(
    "《中华人民共和国立法法》第九十一条、第九十三条",
    "Legislation Law of the People's Republic of China, Art. 91 and 93",
)


def _cells(report: Report) -> Iterator[tuple[str, Row, Column, Cell]]:
    """Every cell of a report with its address, row and column."""
    form = layout(report.edition)
    for (address, (row, column)), cell in zip(form.cells.items(), form.values(report), strict=True):
        yield address, row, column, cell


@rule(
    "GD201",
    "negative-count",
    Severity.ERROR,
    source=FORM,
    holds="no count or amount is negative (the signed `change` columns excepted)",
    bad={"proactive_disclosure": {"licensing": {"decisions": -3}}},
    good={"proactive_disclosure": {"licensing": {"decisions": 3}}},
    when=[Trait.NEGATIVE],
)
def negative_count(report: Report) -> Iterator[Problem]:
    """A number of applications, documents or decisions cannot be less than none. A minus sign is most often a slip of
    the hand, or a correction of last year's figure, which belongs in the prose."""
    for address, _, column, cell in _cells(report):
        number = cell.number if isinstance(cell, Annotated) else cell
        if column.meta.kind is not Kind.CHANGE and isinstance(number, int | Decimal) and number < 0:
            text = msg("{cell} is negative: {actual}", cell=named(report, address), actual=number)
            yield problem(address, text, actual=number)


@rule(
    "GD202",
    "fractional-count",
    Severity.ERROR,
    source=FORM,
    holds="counts are whole",
    bad={"proactive_disclosure": {"licensing": {"decisions": "3.7"}}},
    good={"proactive_disclosure": {"licensing": {"decisions": 37}}},
    when=[Trait.UNREADABLE],
)
def fractional_count(report: Report) -> Iterator[Problem]:
    """A count has no fraction. Where one stands, a point was typed for a thousands separator, or an amount of money
    went into a column of counts."""
    for address, _, _, cell in _cells(report):
        if isinstance(cell, Unreadable) and cell.is_decimal:
            text = msg("{cell} is not a whole number: {text}", cell=named(report, address), text=cell.text)
            yield problem(address, text, quote=cell.text)


@rule(
    "GD203",
    "not-a-number",
    Severity.ERROR,
    source=FORM,
    holds="the cell holds a number (a decimal count: GD202 alone); a run of cells is one finding",
    bad={"proactive_disclosure": {"licensing": {"decisions": "/"}}},
    good={"proactive_disclosure": {"licensing": {"decisions": 0}}},
    when=[Trait.UNREADABLE],
)
def not_a_number(report: Report) -> Iterator[Problem]:
    """The form asks for a number in every cell; where there was nothing to count, for 0. A slash, a dash, 无 or a
    figure in another unit cannot be added up by whoever consolidates the reports."""
    for run in _runs(report, _is_no_number):
        texts = dict.fromkeys(cell.text for a in run if isinstance(cell := report[a], Unreadable))
        quoted = Listed(tuple(f"“{text}”" for text in texts))
        text = msg("no number in {cells}: {text}", cells=listed(report, run), text=quoted)
        yield problem(run, text, at=run[0], quote=" ".join(texts))


def _is_no_number(cell: Cell) -> bool:
    return isinstance(cell, Unreadable) and not cell.is_decimal


def _runs(report: Report, chosen: Callable[[Cell], bool]) -> Iterator[tuple[str, ...]]:
    """The cells of each row that are chosen, as far as they follow each other."""
    run: list[str] = []
    last: Row | None = None
    for address, row, _, cell in _cells(report):
        if run and (row is not last or not chosen(cell)):
            yield tuple(run)
            run = []
        last = row
        if chosen(cell):
            run.append(address)
    if run:
        yield tuple(run)


# Blank cells ------------------------------------------------------------------------------------------------------


@rule(
    "GD204",
    "blank-cell",
    Severity.WARNING,
    source=FORM,
    holds="the cell is filled; one finding for each largest block of blank cells, with the values that single "
    "identities with non-negativity, applied repeatedly, determine. How a blank counts is a setting",
    bad={"proactive_disclosure": {"licensing": {"decisions": None}}},
    good={"proactive_disclosure": {"licensing": {"decisions": 0}}},
    when=[Trait.BLANK],
    given="survey",
)
def blank_cell(report: Report, found: Survey) -> Iterator[Problem]:
    """Where there was nothing to count, the form asks for 0: a blank may mean none, or not known, or forgotten. In the
    sums a blank counts as 0; where the sums leave only one possibility, the finding names it."""
    for block in blank_blocks(report, found):
        yield Problem(block, _Blank(report, block), at=block[0])


def blank_blocks(report: Report, found: Survey) -> tuple[tuple[str, ...], ...]:
    """The largest blocks of blank cells that touch each other in a table; columns that it lacks are not blank."""
    blank = found.blank
    if report.notes:
        lacking = missing_columns(report)
        addresses = layout(report.edition).all_addresses
        blank = tuple(i for i in blank if addresses[i] not in lacking)
    return _blocks(report.edition, blank, found.gone)


@lru_cache(256)
def _blocks(edition: str, blank: tuple[int, ...], gone: tuple[int, ...]) -> tuple[tuple[str, ...], ...]:
    """The blocks that blank cells make where others are gone; many reports leave the same cells blank."""
    form = layout(edition)
    there = set(form.all_addresses).difference(form.all_addresses[i] for i in gone)
    beside = _beside(edition, tuple(row.address for row in form.rows.values() if not there.isdisjoint(row.cells)))
    order = form.order.__getitem__
    cells = [form.all_addresses[i] for i in blank]
    left = set(cells)
    blocks: list[tuple[str, ...]] = []
    for first in cells:
        if first in left:
            left.remove(first)
            block = [first]
            for cell in block:  # which grows on the way
                near = left & beside[cell]
                left -= near
                block += near
            blocks.append(tuple(sorted(block, key=order)))
    return tuple(blocks)


@lru_cache(64)
def _beside(edition: str, rows: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """The cells to the left, to the right, above and below each cell of a document with these rows."""
    form = layout(edition)
    found: dict[str, frozenset[str]] = {}
    for row, above, below in zip(rows, ("", *rows), (*rows[1:], ""), strict=False):
        cells = form.rows[row].cells
        for at, column in enumerate(form.rows[row].columns):
            near = (
                f"{other}.{column.key}" for other in (above, below) if form.rows[row].table == other.partition(".")[0]
            )
            others = (*cells[max(at - 1, 0) : at], *cells[at + 1 : at + 2], *near)
            found[cells[at]] = frozenset(cell for cell in others if cell in form.cells)
    return found


def missing_columns(report: Report) -> dict[str, str]:
    """The cells of the columns that the document lacks, and the address by which the reader's note calls each."""
    return {
        address: note.about
        for note in report.notes
        if note.kind == "missing-column"
        for address in layout(report.edition).cells
        if address == note.about or _column_of(address) == note.about
    }


def _column_of(address: str) -> str:
    """The column of a cell in all of its table: ``requests.enterprise``."""
    return f"{address.partition('.')[0]}.{address.rpartition('.')[2]}"


@frozen(eq=False)
class _Blank:
    """Names a block of blank cells, and says what the sums determine for them; found only when the message is shown."""

    report: Report = field(repr=False)
    cells: tuple[str, ...]

    def render(self, lang: Language) -> str:
        """The block and the figures in `lang`."""
        return self._block(lang) + self._figures(lang)

    def _block(self, lang: Language) -> str:
        """One cell by its label; a block by its rows and columns."""
        edition = self.report.edition
        first = Named(self.cells[0], edition)
        if len(self.cells) == 1:
            return msg("{cell} is blank", cell=first).render(lang)
        last = Named(self.cells[-1], edition)
        return msg(
            "{count} cells are blank, from {first} to {last}", count=len(self.cells), first=first, last=last
        ).render(lang)

    def _figures(self, lang: Language) -> str:
        """The figures that are determined, or nothing if none is."""
        known = determined(self.report)
        values = {cell: known[cell] for cell in self.cells if cell in known}
        if not values:
            return ""
        if not any(values.values()):
            text = msg("; the sums leave only 0 for {count} of them", count=len(values))
            if len(values) == len(self.cells):
                text = msg("; the sums leave only 0")
            return text.render(lang)
        figures = [
            f"{Named(cell, self.report.edition, short=True).render(lang)} = {n}" for cell, n in values.items() if n
        ]
        if len(self.cells) == 1:
            figures = [str(n) for n in values.values()]  # the finding has named the cell
        zeros = len(values) - len(figures)
        text = msg("; the sums leave only {figures}", figures=("、" if lang == "zh" else ", ").join(figures))
        more = msg(" and 0 for {count} more", count=zeros) if zeros else msg("")
        return text.render(lang) + more.render(lang)


# Annotated figures, rule-making -------------------------------------------------------------------------------------


@rule(
    "GD205",
    "annotated-number",
    Severity.WARNING,
    source=FORM,
    holds="the cell holds only the number",
    bad={"proactive_disclosure": {"licensing": {"decisions": "22（其中变更16件）"}}},
    good={"proactive_disclosure": {"licensing": {"decisions": 22}}},
    when=[Trait.ANNOTATED],
)
def annotated_number(report: Report) -> Iterator[Problem]:
    """A cell is read by programs that expect a number. What has to be added, such as how many of the documents were
    revisions, belongs in the prose of the section or in section six; the column's heading says the unit."""
    for address, _, _, cell in _cells(report):
        if isinstance(cell, Annotated):
            text = msg("{cell} holds words beside the number {actual}: {text}", cell=named(report, address),
                       actual=cell.number, text=f"“{cell.text}”")  # fmt: skip
            yield problem(address, text, actual=cell.number, quote=cell.text)


RULES_ROW = "proactive_disclosure.government_rules"
_OFFICE = re.compile(r"(?:办公厅|办公室)$")
_GOVERNMENT = re.compile(r"(?:人民政府|政府)$")
_BELOW_CITY = re.compile(r"(?:县|旗|(?<!自治)(?<!行政)区|乡|镇|街道办事处|街道)$")
_DEPARTMENT = re.compile(r"^[^省市县区旗州盟]{1,15}[省市县区旗州盟].+(?:局|厅|委员会)$")
_NATIONAL = re.compile(r"^(?:国家|中国|中华人民共和国|国务院)")


@lru_cache(1024)
def cannot_make_rules(issuer: str) -> bool | None:
    """Whether a body's name proves that it cannot make 规章; None where the name does not tell."""
    name = _OFFICE.sub("", issuer)
    if _NATIONAL.match(name):
        return None
    if _DEPARTMENT.match(name):
        return True
    return True if _BELOW_CITY.search(_GOVERNMENT.sub("", name)) else None


@rule(
    "GD206",
    "rule-making-power",
    Severity.WARNING,
    source=LEGISLATION_LAW,
    holds="a body that cannot make 规章 reports none. Only where the name proves it: after dropping 办公厅/办公室 "
    "it ends in 县, 自治县, 旗, 区 of a city (not 自治区), 乡, 镇, 街道办事处 (with or without 人民政府), or is a "
    "place's name + 局/厅/委员会; 市, 国家…, ministries and unknown names: not evaluated",
    bad={
        "issuer": "某县人民政府",
        "edition": "2021",
        "proactive_disclosure": {"government_rules": {"issued": 2}},
    },
    good={
        "issuer": "某县人民政府",
        "edition": "2021",
        "proactive_disclosure": {"government_rules": {"issued": 0}},
    },
    when=[Trait.RULES],
)
def rule_making_power(report: Report) -> Iterator[Problem | NotEvaluated]:
    """Only ministries, provincial governments and the governments of cities with districts and autonomous prefectures
    make 规章. Whoever else reports some has most often counted 规范性文件 in the wrong row."""
    row = getattr(report.proactive_disclosure, "government_rules", None)
    if row is None:
        return
    if row is unknown_row(type(row)):
        yield NotEvaluated((RULES_ROW,), msg("{cell} is unknown", cell=named(report, RULES_ROW)))
        return
    counts = {name: number for name in row.__slots__ if (number := _number(getattr(row, name))) > 0}
    if not counts:
        return
    if not isinstance(report.issuer, str) or cannot_make_rules(report.issuer) is None:
        yield NotEvaluated((RULES_ROW,), msg("the name does not tell whether the body can make 规章"))
        return
    stated = tuple(f"{RULES_ROW}.{name}" for name in counts)
    figures = listed(report, stated)
    text = msg("{issuer} cannot make 规章, but reports some: {cells}", issuer=report.issuer, cells=figures)
    yield problem(stated, text, at=stated[0], expected=0, actual=next(iter(counts.values())))


def makes_no_rules(report: Report) -> bool:
    """Whether the row of 规章 has nothing but zeros, or the form has no such row."""
    row = getattr(report.proactive_disclosure, "government_rules", None)
    figures = [] if row is None else [getattr(row, name) for name in row.__slots__]
    return not any(figures)


def _number(cell: Cell) -> int | Decimal:
    match cell:
        case int() | Decimal():
            return cell
        case Annotated(number=number):
            return number
    return 0
