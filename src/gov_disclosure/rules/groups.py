"""GD601 and GD602: whether a consolidated report is the sum of its parts.

A rule of a group is given the whole and the list of its parts; addresses are those of the whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from attrs import evolve

from ..findings import Number, Problem, Severity
from ..i18n import Listed, Message, Renderable, msg
from ..report.layout import Row, Table, layout
from ..report.model import REGULATIONS, NotEvaluated, Report
from .consolidation import Consolidation, Parts, Reason, is_of_another_year
from .model import problem, rule
from .naming import Named, listed, named
from .reading import FORM, lacks_everything

_MOST_NAMED = 3
_MOST_TRIED = 50


def _example(**figures: int) -> dict[str, Any]:
    return {"proactive_disclosure": {key: {"decisions": n} for key, n in figures.items()}}


@rule(
    "GD601",
    "parts-sum",
    Severity.WARNING,
    of="group",
    source=FORM,
    holds="a consolidated report = the sum of its parts, of which the message says how many were given",
    bad={"whole": _example(licensing=12), "parts": [_example(licensing=7), _example(licensing=4)]},
    good={"whole": _example(licensing=11), "parts": [_example(licensing=7), _example(licensing=4)]},
)
def parts_sum(whole: Report, parts: Sequence[Report]) -> Iterator[Problem | NotEvaluated]:
    """Every figure of a consolidated report is the sum of the figures of the bodies that it is made of. A published
    consolidation may leave bodies out, or include some that were not given here, so a difference is a question and not
    an error. Where one part, or a pair of parts, has exactly the figures that are missing or too many, it is named;
    else a part of which a figure looks mistyped for one that would make the sum right."""
    sides = Consolidation(whole, parts)
    if not sides.parts:
        yield NotEvaluated((), msg("no part on the year of the whole was given"))
        return
    for table in layout(whole.edition).tables:
        for rows, reasons in _by_reason(sides, table.rows):
            yield _difference(sides, table, rows, reasons)
    yield from _not_compared(sides)


def _by_reason(sides: Consolidation, rows: Sequence[Row]) -> Iterator[tuple[list[Row], list[Reason]]]:
    """The rows that differ: those that the same part would explain together, the others one by one.

    A part that was left out changes most rows of a table, and one finding says it better than twenty. Rows are put
    together only if they are most of those that differ: fewer may fit by chance, where there are many small parts.
    """
    compared = {row: [cell for cell in row.cells if cell in sides.stated] for row in rows}
    differing = {row: cells for row, cells in compared.items() if any(cell in sides.differences for cell in cells)}
    reasons = {row: sides.reasons(cells) for row, cells in differing.items()}
    lot, shared = _largest_lot(sides, differing, reasons)
    if lot:
        yield lot, shared
    for row, cells in differing.items():
        if row not in lot:
            yield [row], _shortest(reasons[row] or sides.reasons([c for c in cells if c in sides.differences]))


def _largest_lot(
    sides: Consolidation, rows: Mapping[Row, Sequence[str]], reasons: Mapping[Row, Sequence[Reason]]
) -> tuple[list[Row], list[Reason]]:
    """The rows that are explained by the same parts, and these reasons; none if they are not most of the rows."""
    frequent = Counter(reason for each in reasons.values() for reason in each).most_common(_MOST_TRIED)
    lots = {
        reason: frozenset(row for row, cells in rows.items() if sides.explains(reason, cells)) for reason, _ in frequent
    }
    most = max(map(len, lots.values()), default=0)
    if most < 2 or most * 2 <= len(rows):
        return [], []
    best = _shortest([reason for reason, lot in lots.items() if len(lot) == most])
    if not best:
        return [], []
    lot = lots[best[0]]
    return [row for row in rows if row in lot], [reason for reason in best if lots[reason] == lot]


def _shortest(reasons: Sequence[Reason]) -> list[Reason]:
    """The reasons that need the fewest parts; none if these are many pairs, which fit by chance."""
    fewest = min((len(reason.parts) for reason in reasons), default=0)
    found = [reason for reason in reasons if len(reason.parts) == fewest]
    return [] if fewest > 1 and len(found) > _MOST_NAMED else found


def _difference(sides: Consolidation, table: Table, rows: Sequence[Row], reasons: Sequence[Reason]) -> Problem:
    """A finding about the cells that differ in some rows."""
    wrong = [cell for row in rows for cell in row.cells if cell in sides.differences]
    last, count = wrong[-1], len(sides.parts)
    explained = _explained(sides, reasons) if reasons else _mistyped(sides, wrong)
    if len(rows) == 1:
        text = msg(
            "{row} is not the sum of the {count} parts given: {figures}{reasons}",
            row=named(sides.whole, rows[0].address), count=count, figures=_figures(sides, wrong), reasons=explained,
        )  # fmt: skip
    else:
        text = msg(
            "{table}: {number} figures in {rows} rows are not the sums of the {count} parts given{reasons}",
            table=named(sides.whole, table.key), number=len(wrong), rows=len(rows), count=count, reasons=explained,
        )  # fmt: skip
    said = problem(wrong, text, expected=sides.sum_of(last), actual=sides.stated[last])
    return evolve(said, tentative=True)  # that these are all the parts is only supposed


def _figures(sides: Consolidation, wrong: Sequence[str]) -> Listed:
    """The figures of a row that differ, beside the sums."""
    return Listed(tuple(
        msg(
            "{column} {actual} instead of {expected}",
            column=Named(f"{cell.partition('.')[0]}.{cell.rpartition('.')[2]}", sides.whole.edition),
            actual=_plain(sides.stated[cell]),
            expected=_plain(sides.sum_of(cell)),
        )
        for cell in wrong
    ))  # fmt: skip


def _plain(number: Number) -> str:
    return f"{number:f}" if not isinstance(number, int) else f"{number}"


def _explained(sides: Consolidation, reasons: Sequence[Reason]) -> Message:
    """What would explain the difference."""
    texts: list[Renderable] = []
    for twice in (False, True):
        found = [reason for reason in reasons if reason.twice is twice]
        names = Listed(tuple(_names(sides, reason) for reason in found[:_MOST_NAMED]))
        if not found:
            continue
        texts.append(msg("counted twice: {names}", names=names) if twice else msg("left out: {names}", names=names))
        if len(found) > _MOST_NAMED:
            texts.append(msg("{count} more", count=len(found) - _MOST_NAMED))
    return msg("; that would follow from parts {reasons}", reasons=Listed(tuple(texts))) if texts else msg("")


def _mistyped(sides: Consolidation, wrong: Sequence[str]) -> Message:
    """Which parts may have a figure mistyped; nothing if they are many, which fit by chance."""
    found = sides.mistyped(wrong)
    if not 0 < len(found) <= _MOST_NAMED:
        return msg("")
    names = Listed(tuple(
        msg("{part} ({stated} for {meant})", part=part_name(sides.parts, one.part), stated=one.stated, meant=one.meant)
        for one in found
    ))  # fmt: skip
    return msg("; that would follow from a slip in a part: {names}", names=names)


def _names(sides: Consolidation, reason: Reason) -> Message | str:
    """The parts of a reason."""
    first, *others = (part_name(sides.parts, i) for i in reason.parts)
    return msg("{part} together with {other}", part=first, other=others[0]) if others else first


def part_name(parts: Sequence[Report], index: int) -> Any:
    """What a part is called: its issuer, or its number where the title names none."""
    issuer = parts[index].issuer
    return issuer if isinstance(issuer, str) else msg("part no. {number}", number=index + 1)


def _not_compared(sides: Consolidation) -> Iterator[NotEvaluated]:
    """What could not be compared, and why."""
    if sides.unknown:
        why = msg("figures not known: {cells}", cells=_brief(sides.whole, tuple(sides.unknown)))
        lacking = sorted({i for parts in sides.unknown.values() for i in parts})
        if lacking:
            names = Listed(tuple(part_name(sides.parts, i) for i in lacking))
            why = msg("{why}; not known of: {parts}", why=why, parts=names)
        yield NotEvaluated(tuple(sides.unknown), why)
    if sides.blank:
        yield NotEvaluated(tuple(sides.blank), msg("a whole side is blank or absent"))


def _brief(whole: Report, cells: tuple[str, ...]) -> Renderable:
    """Cells by their rows, or their number where there are many."""
    rows = {cell.rpartition(".")[0] for cell in cells}
    return listed(whole, cells) if len(rows) <= _MOST_NAMED else msg("{count} figures", count=len(cells))


@rule(
    "GD602",
    "missing-part",
    Severity.INFO,
    of="group",
    source=REGULATIONS,
    holds="every part named is there",
    bad={
        "whole": _example(licensing=7) | {"year": 2023},
        "parts": [
            _example(licensing=7) | {"year": 2023, "issuer": "某县财政局"},
            _example(licensing=2) | {"year": 2022, "issuer": "某县教育局"},
        ],
    },
    good={
        "whole": _example(licensing=9) | {"year": 2023},
        "parts": [
            _example(licensing=7) | {"year": 2023, "issuer": "某县财政局"},
            _example(licensing=2) | {"year": 2023, "issuer": "某县教育局"},
        ],
    },
)
def missing_part(whole: Report, parts: Sequence[Report]) -> Iterator[Problem]:
    """A consolidation can only be compared with the parts that are there. A part that is missing, cannot be read or is
    on another year explains a difference of the sums before anything else does: get it, and check again."""
    if isinstance(parts, Parts):
        for name in parts.missing:
            yield problem((), msg("the part {name} was not given", name=name), quote=name)
        for path in parts.unread:
            yield problem((), msg("the part {name} could not be read", name=path), quote=path)
    for i, part in enumerate(parts):
        name = part_name(parts, i)
        if lacks_everything(part):
            yield problem((), msg("the part {name} could not be read", name=name), quote=f"{i}")
        elif is_of_another_year(whole, part):
            text = msg(
                "the part {name} is on {other}, not on {year}, and was left out",
                name=name, other=part.year, year=whole.year,
            )  # fmt: skip
            yield problem((), text, quote=f"{part.issuer} {part.year}")
