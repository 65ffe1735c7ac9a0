"""Which files of a run are compared with each other: the years of a body, and a whole with its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from attrs import evolve, frozen

from ..bodies import Body, Names, can_compare, match, normalised
from ..comparing import are_same, check_group, check_series, chosen, in_order, once_each
from ..findings import Failure, Findings, Unevaluated
from ..i18n import msg
from ..report.model import Report
from ..rules.model import Subject
from ..rules.reading import lacks_everything
from ..rules.registry import Registry, default_registry
from .result import CheckedFile, CheckedGroup, CheckedSeries, Result


@frozen
class Choice:
    """Which rules are asked; see :func:`gov_disclosure.check`.

    Attributes:
        select: Prefixes of the codes to check; all unless given.
        ignore: Prefixes of the codes to leave out.
        registry: The rules; the default registry unless given.
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    registry: Registry | None = None

    def first(self, of: Subject) -> str | None:
        """The code of the first rule of a kind that is asked, or None if none is."""
        registry = self.registry if self.registry is not None else default_registry()
        return next((rule.code for rule in chosen(registry, of, self.select, self.ignore)), None)

    @property
    def options(self) -> dict[str, Any]:
        """The choice as arguments of a check."""
        return {"select": self.select, "ignore": self.ignore, "registry": self.registry}


EVERYTHING = Choice()


# Series -----------------------------------------------------------------------------------------------------------


def with_series(result: Result, names: Names | None = None, choice: Choice = EVERYTHING) -> Result:
    """A result with the years of every body compared that has several reports in it.

    Args:
        result: What was found in the files, in any order of years and bodies.
        names: Names of one body; see :data:`gov_disclosure.bodies.Names`.
        choice: The rules to ask.

    Returns:
        The result with its series. A report that takes no part, because no body or no year is known or because it is
        not certain whose it is, has that among what was not evaluated; a result with fewer than two reports stays as
        it is.

    Raises:
        ValueError: `names` says of a name that it is two bodies'.
    """
    code = choice.first("series")
    known = [(file, report) for file in result.files if (report := file.report) is not None]
    if code is None or len(known) < 2:
        return result
    matching = match([report for _, report in known], names, are_same=are_same)
    series = tuple(_checked(body, known, names, choice) for body in matching.bodies if len(body.members) > 1)
    doubts = {known[i][0].path: Unevaluated(code, (), why) for i, why in matching.doubts.items()}
    files = tuple(_with(file, doubts[file.path]) if file.path in doubts else file for file in result.files)
    remarks = result.remarks
    if len(matching.bodies) > 1 and not can_compare():
        remarks += (_ONLY_EQUAL_NAMES,)
    failures = _all_failures(result.failures, [each.findings for each in series])
    return evolve(result, files=files, series=series, remarks=remarks, failures=failures)


_ONLY_EQUAL_NAMES = msg(
    "reports were taken for one body's only where the names are equal; "
    'to compare similar names, too: pip install "gov-disclosure[{extra}]"',
    extra="series",
)


def _checked(
    body: Body, known: Sequence[tuple[CheckedFile, Report]], names: Names | None, choice: Choice
) -> CheckedSeries:
    """The reports of a body by year, compared."""
    members = [known[i] for i in body.members]
    order = in_order([report for _, report in members])
    files = tuple(members[i][0] for same in order for i in same)
    findings = check_series([members[i][1] for same in order for i in same], names=names, **choice.options)
    differing = len(set(map(normalised, body.names))) > 1
    forms = tuple(members[i][0].path for same in order for i in same[:-1])
    return CheckedSeries(body.issuer, files, findings, body.names if differing else (), forms)


def _with(file: CheckedFile, entry: Unevaluated) -> CheckedFile:
    """A file with something more that was not evaluated."""
    return evolve(file, findings=evolve(file.findings, unevaluated=(*file.findings.unevaluated, entry)))


# Groups -----------------------------------------------------------------------------------------------------------


def with_group(
    result: Result,
    whole: str,
    names: Names | None = None,
    choice: Choice = EVERYTHING,
    *,
    expected_parts: Iterable[str] = (),
) -> Result:
    """A result with a consolidated report compared with all others, which are its parts.

    Args:
        result: What was found in the files: the whole, and its parts.
        whole: The path of the consolidated report, as it stands in the result.
        names: Names of one body; see :data:`gov_disclosure.bodies.Names`.
        choice: The rules to ask.
        expected_parts: The names of the bodies that should be among the parts.

    Returns:
        The result with the group; as it was if the whole could not be read, which its own finding says.

    Raises:
        KeyError: There is no such file in the result.
    """
    consolidated = next((file for file in result.files if file.path == whole), None)
    if consolidated is None:
        raise KeyError(f"{whole} is not among the files of the result")
    report = consolidated.report
    if report is None or choice.first("group") is None:
        return result
    others = [file for file in result.files if file is not consolidated]
    found = [(file.path, part) for file in others if (part := file.report) is not None]
    known = [(path, part) for path, part in found if not lacks_everything(part)]
    compared = once_each(report, [part for _, part in known])
    read = {path for path, _ in known}
    findings = check_group(
        report,
        compared,
        names=names,
        expected_parts=expected_parts,
        unread=[file.path for file in others if file.path not in read],
        path=whole,
        **choice.options,
    )
    forms = tuple(path for path, part in known if all(part is not other for other in compared))
    group = CheckedGroup(consolidated, tuple(others), findings, forms)
    failures = _all_failures(result.failures, [findings])
    return evolve(result, groups=(*result.groups, group), failures=failures)


def _all_failures(known: Iterable[Failure], more: Iterable[Findings]) -> tuple[Failure, ...]:
    """The failures, each once."""
    found = dict.fromkeys(known)
    for findings in more:
        found |= dict.fromkeys(findings.failures)
    return tuple(found)
