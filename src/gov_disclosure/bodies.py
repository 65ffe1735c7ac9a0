"""Which reports are of one body.

Names vary from report to report: 洪泽区人民政府 and 淮安市洪泽区人民政府 are one body, but there are four 鼓楼区. So
names that are the same are one body; names that are similar are one body only if nothing else among the reports could
be meant, and that is said; and whoever knows better says so with `names`.

Similar names need the extra ``series`` (rapidfuzz). Without it only equal names are one body.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from attrs import field, frozen

from .i18n import Listed, Message, msg
from .report.model import Report

Names: TypeAlias = Mapping[str, Iterable[str]] | Iterable[Iterable[str]]
"""Names of one body: a list of lists of names, or by a body's main name its other ones. A name that stands there is
that body's and no other's, however similar another name may be; so a body with a single name is told apart."""

ALIKE = 85
"""From how many hundredths on the names of two departments of one place are similar."""

_SPACE = re.compile(r"\s+")
_OFFICE = re.compile(r"(?<=.)(?:办公厅|办公室)$")
_GOVERNMENT = re.compile(r"(?<=.)(?:人民政府|政府)$")
_END_OF_PLACE = re.compile("省|市|州|盟|县|(?<!社)区|旗|(?<!城)乡|镇|街道")
_AND = frozenset("和与及、")
_LONGEST_PLACE = 14
_TELLING = frozenset("0123456789一二三四五六七八九十东南西北中上下前后左右新老旧大小甲乙丙丁")
"""Characters that tell names apart: 第一中学 and 第二中学 are not one body."""


def normalised(name: str) -> str:
    """A name as it is compared: without white space, full-width ASCII as ASCII."""
    return _SPACE.sub("", name).translate({code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)})


class NamesOfOneBody:
    """What `names` says: which names are one body's.

    Raises:
        ValueError: A name is said to be that of two bodies.
    """

    def __init__(self, names: Names | None = None) -> None:
        self._main: dict[str, str] = {}
        pairs = names.items() if isinstance(names, Mapping) else ((None, each) for each in names or ())
        for main, others in pairs:
            if isinstance(others, str):
                raise TypeError("names takes lists of names, not a single text")
            known = [*([main] if main is not None else []), *others]
            for name in known:
                if self._main.setdefault(normalised(name), known[0]) != known[0]:
                    raise ValueError(f"{name} is said to be {self._main[normalised(name)]} and {known[0]}")

    def main_name(self, name: str) -> str | None:
        """The first name of the body that a name is said to be; None if nothing is said of it."""
        return self._main.get(normalised(name))

    def key(self, name: str) -> str:
        """What equal names of one body have in common."""
        return normalised(self.main_name(name) or name)

    def are_one(self, one: str, other: str) -> bool:
        """Whether two names are certainly one body's."""
        return self.key(one) == self.key(other)


# Similar names ----------------------------------------------------------------------------------------------------


def can_compare() -> bool:
    """Whether similar names can be looked for: the extra ``series`` is installed."""
    try:
        import rapidfuzz  # noqa: F401 - only whether it is there
    except ImportError:
        return False
    return True


def core(name: str) -> str:
    """A name without 办公室 and 人民政府: what says whose it is."""
    return _GOVERNMENT.sub("", _OFFICE.sub("", normalised(name)))


def are_similar(one: str, other: str) -> bool:
    """Whether two names could be one body's.

    They could be if they differ only by 办公厅, 办公室, 人民政府 or 政府 at the end or by the places above at the
    beginning (淮安市洪泽区财政局 and 洪泽区财政局), or if they are departments of one place whose names are alike
    to 85 in 100 and differ in no figure or direction (自然资源和规划局 and 自然资源与规划局).

    Raises:
        ImportError: The extra ``series`` is not installed.
    """
    return bool(list(_links([one, other])))


def _links(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The pairs of similar names among many."""
    by_core: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_core[core(name)].append(name)
    for each, same in by_core.items():
        yield from ((one, other) for i, one in enumerate(same) for other in same[:i])
        for ending in _without_places(each):
            yield from ((one, other) for one in same for other in by_core.get(ending, ()))
    yield from _alike(by_core)


def _ends_of_places(name: str) -> list[int]:
    """Where the places end with which a name begins: 3 and 6 in 淮安市洪泽区财政局."""
    ends = [0]
    for found in _END_OF_PLACE.finditer(name):
        end = found.end()
        if any(2 <= end - start <= _LONGEST_PLACE for start in ends[-_LONGEST_PLACE:]) and not _is_town(
            name, ends, end
        ):
            ends.append(end)
    return ends[1:]


def _is_town(name: str, ends: Sequence[int], end: int) -> bool:
    """Whether 市 is that of the word 城市, which follows a place or a conjunction or begins a name."""
    return name[end - 2 : end] == "城市" and (end - 2 in ends[-_LONGEST_PLACE:] or name[end - 3 : end - 2] in _AND)


def _without_places(name: str) -> Iterator[str]:
    """The endings of a core that are left when places at its beginning are dropped."""
    return (name[end:] for end in _ends_of_places(name) if len(name) - end >= 2)


def _alike(by_core: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """The pairs of departments of one place whose names are nearly the same."""
    from rapidfuzz.fuzz import ratio

    near: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for each in by_core:
        start = max(_ends_of_places(each), default=0)
        if start < len(each):
            near[each[:start], each[start : start + 2]].append((each[start:], each))
    for departments in near.values():
        for i, (rest, one) in enumerate(departments):
            for other_rest, other in departments[:i]:
                if ratio(rest, other_rest) >= ALIKE and not _TELLING & (set(rest) ^ set(other_rest)):
                    yield from ((a, b) for a in by_core[one] for b in by_core[other])


# The bodies of a run ----------------------------------------------------------------------------------------------


@frozen
class Body:
    """The reports of one body.

    Attributes:
        issuer: The name to show.
        names: All names under which it occurs, as written.
        members: Which of the given reports are its.
    """

    issuer: str
    names: tuple[str, ...]
    members: tuple[int, ...]


@frozen
class Matching:
    """Which of the given reports are of one body.

    Attributes:
        bodies: The bodies, in the order in which they first occur.
        doubts: Why a report takes no part, or was not joined with those of a similar name, by its number.
    """

    bodies: tuple[Body, ...]
    doubts: Mapping[int, Message] = field(factory=dict)


def match(
    reports: Sequence[Report], names: Names | None = None, *, are_same: Callable[[Report, Report], bool]
) -> Matching:
    """Sort reports by the bodies whose they are.

    Similar names are joined only if each of them is similar to all others, and no two of them have a report on the
    same year with different figures: such names are most likely two bodies'.

    Args:
        reports: The reports, in any order.
        names: What is known of names.
        are_same: Whether two reports on one year have the same figures.

    Raises:
        ValueError: `names` says of a name that it is two bodies'.
    """
    known = NamesOfOneBody(names)
    doubts = {i: why for i, report in enumerate(reports) if (why := _missing(report)) is not None}
    groups: dict[str, list[int]] = defaultdict(list)
    for i, report in enumerate(reports):
        if i not in doubts:
            groups[known.key(str(report.issuer))].append(i)
    free = [key for key, members in groups.items() if known.main_name(str(reports[members[0]].issuer)) is None]
    for joined in _components(free) if can_compare() else ():
        members = [i for key in joined.names for i in groups[key]]
        doubt = joined.doubt or _clash(joined, groups, reports, are_same)
        if doubt is None:
            groups[joined.names[0]] = sorted(members)
            for key in joined.names[1:]:
                del groups[key]
        elif len({reports[i].year for i in members}) > 1:
            doubts |= dict.fromkeys(members, doubt)
    bodies = sorted((_body(members, reports, known) for members in groups.values()), key=lambda body: min(body.members))
    return Matching(tuple(bodies), doubts)


def _missing(report: Report) -> Message | None:
    """Why a report can be put in no series."""
    if not isinstance(report.issuer, str) or not normalised(report.issuer):
        return msg("no body is known, so the report is compared with no other year")
    if not isinstance(report.year, int):
        return msg("no year is known, so the report is compared with no other year")
    return None


def _body(members: Sequence[int], reports: Sequence[Report], known: NamesOfOneBody) -> Body:
    latest = max(members, key=lambda i: (reports[i].year, i))
    names = tuple(dict.fromkeys(str(reports[i].issuer) for i in members))
    return Body(known.main_name(str(reports[latest].issuer)) or str(reports[latest].issuer), names, tuple(members))


@frozen
class _Joined:
    """Names that are linked by being similar; `doubt` says why they may not be one body's."""

    names: tuple[str, ...]
    doubt: Message | None


def _components(names: Sequence[str]) -> Iterator[_Joined]:
    """The names that are linked to each other."""
    links: dict[str, set[str]] = defaultdict(set)
    for one, other in _links(names):
        links[one].add(other)
        links[other].add(one)
    seen: set[str] = set()
    for name in names:
        if name not in links or name in seen:
            continue
        found = [name]
        for each in found:  # grows while it is walked
            found += sorted(links[each] - set(found))
        seen |= set(found)
        doubt = None
        if any(len(links[each]) < len(found) - 1 for each in found):
            doubt = msg("of the similar names {names} it is not certain which are one body's", names=Listed((*found,)))
        yield _Joined(tuple(found), doubt)


def _clash(
    joined: _Joined,
    groups: Mapping[str, Sequence[int]],
    reports: Sequence[Report],
    are_same: Callable[[Report, Report], bool],
) -> Message | None:
    """Says which names have different reports on the same year."""
    seen: dict[object, tuple[str, int]] = {}
    for name in joined.names:
        for i in groups[name]:
            other, j = seen.setdefault(reports[i].year, (name, i))
            if other != name and not are_same(reports[i], reports[j]):
                return msg(
                    "the similar names {names} are not taken for one body's: there are different reports on {year}",
                    names=Listed((other, name)),
                    year=reports[i].year,
                )
    return None
