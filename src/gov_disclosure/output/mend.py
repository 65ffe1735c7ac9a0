"""``repair``: a mend for people and as JSON."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any

from ..i18n import Language, Message, msg
from ..mending import Change, Changes, Mend, mended
from ..mending.slips import reading
from ..report.layout import layout
from ..report.model import Place, Report
from ..rules.identities import Identity
from ..rules.naming import Named
from ..rules.survey import survey
from .folding import folded
from .lines import on_one_line, visible
from .numbers import dumps
from .places import in_words

_MOST_DIGITS = 40
_SHOWN_DIGITS = 12
_MOST_SHOWN = 19
_LOG_WIDTH = 100
_APART = "    "
_NOWHERE = Place()


def as_data(path: str, mend: Mend) -> dict[str, Any]:
    """A mend as plain data. What is out of the ordinary has keys of its own, which are left out otherwise."""
    data: dict[str, Any] = {
        "path": path,
        "changes": _data(mend.changes),
        "alternatives": [_data(changes) for changes in mend.alternatives],
        "unique": mend.unique,
    }
    if mend.more:
        data["more"] = True
    if not mend.proven:
        data |= {"proven": False, "at_least": mend.bound}
    if mend.impossible:
        data["impossible"] = True
    return data


def to_json(path: str, mend: Mend) -> str:
    """A mend as JSON text."""
    return dumps(as_data(path, mend)) + "\n"


def _data(changes: Changes) -> list[dict[str, Any]]:
    return [change.as_data() for change in changes]


# For people -------------------------------------------------------------------------------------------------------


def to_text(path: str, report: Report, mend: Mend, lang: Language, width: int = 80) -> str:
    """A mend in words, for a console of a certain width."""
    lines = [on_one_line(path), *_fold(summary(mend).render(lang), 2, width)]
    if mend.changes:
        lines += ["", *_steps(report, mend.changes, lang, width)]
        lines += ["", *_fold(msg("Then these sums hold:").render(lang), 2, width)]
        for line in sums(report, mend.changes, lang):
            lines += _fold(line, 4, width)
    if mend.alternatives:
        lines += ["", *_fold(msg("Equally small:").render(lang), 2, width)]
        for number, changes in enumerate(mend.alternatives[:_MOST_SHOWN], 2):
            lines += _alternative(report, number, changes, lang, width)
        if (rest := len(mend.alternatives) - _MOST_SHOWN) > 0:
            text = msg("{count} others; --format json lists them all", count=rest)
            lines += _fold(text.render(lang), 4, width)
    left = len(survey(report).open)
    if left:
        lines += ["", *_fold(msg("Sums that could not be evaluated: {count}", count=left).render(lang), 2, width)]
    return "\n".join(lines) + "\n"


def hint_in_words(hint: Mapping[str, Any], edition: str, lang: Language) -> str:
    """A finding's hint in a line: ``smallest mend: … 0 → 2``.

    Args:
        hint: The hint, as :func:`gov_disclosure.mending.hinted` gives it.
        edition: Key of the report's edition.
        lang: The language.
    """
    label = layout(edition).label
    colon, joint = ("：", "；") if lang == "zh" else (": ", "; ")
    changes = joint.join(f"{label(c['cell'], lang)}{colon}{_hinted(c, lang)}" for c in hint["changes"])
    text = msg("smallest mend: {changes}", changes=changes)
    if not hint["unique"]:
        text = msg("one of several equally small mends: {changes}", changes=changes)
    return text.render(lang)


def _hinted(change: Mapping[str, Any], lang: Language) -> str:
    before = change["from"]
    shown = msg("(blank)").render(lang) if before is None else before if isinstance(before, str) else _short(before)
    return f"{shown} → {_short(change['to'])}"


def log(path: str, target: str, report: Report, changes: Changes, lang: Language) -> str:
    """What was changed in a copy of a file, and why."""
    lines = [msg("{target}: a copy of {path} with these changes", target=target, path=path).render(lang), ""]
    lines += _steps(report, changes, lang, _LOG_WIDTH)
    lines += ["", "  " + msg("Then these sums hold:").render(lang)]
    lines += [f"    {line}" for line in sums(report, changes, lang)]
    return "\n".join(lines) + "\n"


def summary(mend: Mend) -> Message:
    """What kind of mend it is, in a sentence or two."""
    if mend.impossible:
        return msg("No mend exists: figures that must not be touched, or rows that are not there, stand in the way.")
    if not mend.found:
        return msg("No mend was found in the time given; at least {bound} figures are wrong.", bound=mend.bound)
    if not mend.changes:
        return msg("Every sum that could be evaluated holds; there is nothing to mend.")
    filled = sum(change.before is None for change in mend.changes)
    size = msg(
        "Figures to change: {changed}; blanks to fill: {filled}.", changed=len(mend.changes) - filled, filled=filled
    )
    return msg("{certainty} {size}", certainty=_certainty(mend), size=size)


def _certainty(mend: Mend) -> Message:
    if not mend.proven:
        return msg(
            "The best mend found in the time given. At least {bound} figures are wrong; it is not proven that these "
            "are the fewest.",
            bound=mend.bound,
        )
    if mend.unique:
        return msg("The smallest mend; no other is as small.")
    if mend.more:
        return msg("More than {number} mends are equally small; the likeliest slip comes first.", number=len(mend.all))
    return msg("{number} mends are equally small; the likeliest slip comes first.", number=len(mend.all))


def _steps(report: Report, changes: Changes, lang: Language, width: int) -> Iterator[str]:
    """Each change with its cell, its place and what it looks like."""
    number = 0
    for slip, several in reading(changes, report).slips:
        for change in several:
            number += 1
            label = layout(report.edition).label(change.cell, lang)
            yield from _fold(f"{number}. {label}", 4, width)
            place = in_words(report.locations.get(change.cell, _NOWHERE), lang)
            said = (_figures(change, lang), place, slip.text.render(lang))
            yield from _fold(_APART.join(filter(None, said)), 7, width)


def _figures(change: Change, lang: Language) -> str:
    return _hinted(change.as_data(), lang)


def _short(number: Any) -> str:
    """A number with all its digits, or the first and the last of very many."""
    if abs(number) < 10**_MOST_DIGITS:
        return str(number)
    digits = int(abs(int(number)).bit_length() * math.log10(2)) + 1
    digits -= abs(number) < 10 ** (digits - 1)  # the estimate may be one too many
    sign, size = "-" if number < 0 else "", abs(int(number))
    return f"{sign}{size // 10 ** (digits - _SHOWN_DIGITS)}…{size % 10**_SHOWN_DIGITS:0{_SHOWN_DIGITS}}"


def _alternative(report: Report, number: int, changes: Changes, lang: Language, width: int) -> Iterator[str]:
    """One of the other mends with its number, a line a change."""
    colon = "：" if lang == "zh" else ": "
    head = f"    [{number}] "
    for change in changes:
        label = layout(report.edition).label(change.cell, lang)
        first, *rest = _fold(f"{label}{colon}{_figures(change, lang)}", len(head), width)
        yield head + first.strip()
        yield from rest
        head = " " * len(head)


def sums(report: Report, changes: Changes, lang: Language) -> Iterator[str]:
    """The broken sums, before and after the changes, a line each."""
    after = mended(report, changes)
    for broken in survey(report).broken:
        text = msg(
            "{code} {place}: {parts} ≠ {totals}, then {after} = {after}",
            code=broken.code,
            place=_named(report, broken.identity),
            parts=_short(broken.expected),
            totals=_short(broken.actual),
            after=_short(sum(after.number(cell) for cell in broken.identity.parts)),
        )
        yield text.render(lang)


def _named(report: Report, identity: Identity) -> Message | Named:
    """The row, or the column, that a sum is about."""
    rows = {cell.rpartition(".")[0] for cell in identity.cells}
    if len(rows) == 1:
        return Named(rows.pop(), report.edition)
    table, key = identity.totals[0].partition(".")[0], identity.totals[0].rpartition(".")[2]
    return msg("the column {column}", column=Named(f"{table}.{key}", report.edition))


def _fold(text: str, indent: int, width: int) -> list[str]:
    """A text folded to the width, and indented."""
    return [" " * indent + piece for piece in folded(visible(text), max(width - indent, 20))]
