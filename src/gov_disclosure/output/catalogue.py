"""A rule as documentation: as data, as a line of the catalogue, and as a page.

The page that ``gov-disclosure explain`` prints is the one that the site shows.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..checking import check
from ..findings import Findings
from ..i18n import Language, msg
from ..mending import hinted
from ..readers import read
from ..readers.errors import ReadError
from ..rules.model import Rule
from ..rules.registry import OWN, Registry
from . import text
from .comparison import Choice, with_group, with_series
from .drawing import Trimmed
from .numbers import dumps
from .result import CheckedFile, Result

BODY = "某县人民政府"
"""The body of examples of several years that name none."""
WIDTH = 80
"""The width in which pages show what the command line prints."""
_SUBJECTS = {
    "report": msg("one report"),
    "series": msg("the reports of one body over the years"),
    "group": msg("a report and those of its parts"),
}


def as_data(rule: Rule, lang: Language, registry: Registry | None = None) -> dict[str, Any]:
    """Everything that a rule says of itself.

    Args:
        rule: The rule.
        lang: The language of its texts.
        registry: Where it comes from, to name the plugin that states it.
    """
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "of": rule.of,
        "editions": list(rule.editions),
        "holds": rule.statement(lang),
        "why": rule.reason(lang),
        "source": _source(rule, lang),
        "bad": rule.bad,
        "good": rule.good,
        "plugin": None if registry is None else _plugin(rule, registry),
    }


def write(rules: Iterable[Rule], registry: Registry, lang: Language, console: Console) -> None:
    """Write the catalogue as a table that fits the console."""
    table = Table(box=box.SIMPLE, pad_edge=False)
    for title in (msg("code"), msg("name"), msg("severity")):
        table.add_column(title.render(lang), no_wrap=True)
    table.add_column(msg("holds when").render(lang), overflow="fold", ratio=1)
    for rule in rules:
        plugin = _plugin(rule, registry)
        holds = rule.statement(lang) + (f" [{plugin}]" if plugin else "")
        severity = Text(text.SEVERITIES[rule.severity].render(lang), style=text.STYLES[rule.severity])
        table.add_row(Text(rule.code, style="bold"), rule.name, severity, Text(holds))
    console.print(Trimmed(table))


def _plugin(rule: Rule, registry: Registry) -> str | None:
    """The name of the plugin or the module that states a rule; None for a built-in one."""
    name = registry.plugin_of(rule)
    return None if name == OWN else name


def _source(rule: Rule, lang: Language) -> str | None:
    if rule.source is None:
        return None
    return rule.source.en if lang == "en" else rule.source.zh


# Pages ------------------------------------------------------------------------------------------------------------


def page(rule: Rule, lang: Language, registry: Registry | None = None) -> str:
    """A rule's page as Markdown.

    Args:
        rule: The rule.
        lang: The language of the page.
        registry: The rules among which its examples are checked; itself alone unless given.

    Returns:
        When it holds, why, where it is laid down, and its examples with what ``gov-disclosure check`` prints for them.
    """
    alone = registry or _alone(rule)
    holds, why = rule.statement(lang), rule.reason(lang)
    parts = [f"# {rule.code} {rule.name}", holds, _facts(rule, lang, alone), "" if why == holds else why]
    for title, key, example in ((msg("Breaks the rule"), "bad", rule.bad), (msg("Holds"), "good", rule.good)):
        if example is not None:
            parts += [f"## {title.render(lang)}", *_example(rule, key, example, lang, alone)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _alone(rule: Rule) -> Registry:
    registry = Registry(plugins=[])
    registry.add(rule)
    return registry


def _facts(rule: Rule, lang: Language, registry: Registry) -> str:
    """Severity, subject, editions, source and origin, an item each."""
    facts = [msg("Severity: {severity}", severity=text.SEVERITIES[rule.severity])]
    if rule.of != "report":
        facts.append(msg("About: {subject}", subject=_SUBJECTS[rule.of]))
    if rule.editions:
        facts.append(msg("Editions: {editions}", editions=", ".join(rule.editions)))
    if rule.source is not None:
        facts.append(msg("Source: {source}", source=_source(rule, lang)))
    if plugin := _plugin(rule, registry):
        facts.append(msg("Plugin: {plugin}", plugin=plugin))
    return "\n".join(f"- {fact.render(lang)}" for fact in facts)


def _example(rule: Rule, key: str, example: Any, lang: Language, registry: Registry) -> Iterator[str]:
    """The files of an example and what the command line prints for them."""
    files = example_files(key, example)
    for name, content in files.items():
        kind = "json" if name.endswith(".json") else "text"
        yield f"`{name}`:\n\n{_fenced(content.rstrip(), kind)}"
    whole = f"--whole {next(iter(files))} " if rule.of == "group" else ""
    names = list(files)[1:] if whole else list(files)
    command = f"gov-disclosure check --lang {lang} --select {rule.code} {whole}{' '.join(names)}"
    yield _fenced(f"$ {command}\n{output_of(rule, files, lang, registry)}", "console")


def _fenced(content: str, kind: str) -> str:
    return f"```{kind}\n{content}\n```"


def example_files(key: str, example: Any) -> dict[str, str]:
    """An example of a rule as files that the command line can check.

    Args:
        key: ``bad`` or ``good``, the name of the file.
        example: What the rule states: a text, a report in canonical form, or several.

    Returns:
        The contents of the files by name.
    """
    if isinstance(example, str):
        return {f"{key}.txt": example}
    if isinstance(example, Mapping) and "whole" in example:
        parts = {f"{key}-part-{number}.json": one for number, one in enumerate(example["parts"], 1)}
        reports = {f"{key}-whole.json": example["whole"], **parts}
    elif isinstance(example, Mapping):
        reports = {f"{key}.json": example}
    else:
        # Years are compared only of a body that is known.
        reports = {f"{key}-{number}.json": {"issuer": BODY, **one} for number, one in enumerate(example, 1)}
    return {name: rows(report) + "\n" for name, report in reports.items()}


def rows(data: Any, depth: int = 0) -> str:
    """Data as JSON text with a line for each row of figures."""
    if not isinstance(data, Mapping) or not any(isinstance(value, Mapping) for value in data.values()):
        return dumps(data, indent=None)
    space = "  " * (depth + 1)
    entries = (f"{space}{dumps(key, indent=None)}: {rows(value, depth + 1)}" for key, value in data.items())
    return "{\n" + ",\n".join(entries) + "\n" + "  " * depth + "}"


def output_of(rule: Rule, files: Mapping[str, str], lang: Language, registry: Registry) -> str:
    """What ``gov-disclosure check`` prints for the files of an example, in a console without colours.

    Args:
        rule: The rule; no other is checked.
        files: Their contents by name.
        lang: The language of the messages.
        registry: Where the rule lives.
    """
    stream = io.StringIO()
    console = Console(file=stream, width=WIDTH, highlight=False, force_terminal=False, color_system=None)
    with TemporaryDirectory() as folder:
        checked = [_checked(Path(folder, name), content, rule, registry) for name, content in files.items()]
    failed = dict.fromkeys(failure for file in checked for failure in file.findings.failures)
    result = Result(tuple(checked), failures=tuple(failed))
    choice = Choice(select=(rule.code,), registry=registry)
    if rule.of == "group":
        result = attrs.evolve(result, files=result.files[1:] + result.files[:1])  # the command looks at the whole last
        result = with_group(result, next(iter(files)), choice=choice)
    elif rule.of == "series":
        result = with_series(result, choice=choice)
    text.write(result, lang, console)
    failures = [failure.render(lang) for failure in result.failures]
    return "\n".join([*(line.rstrip() for line in stream.getvalue().splitlines()), *failures]).strip()


def _checked(path: Path, content: str, rule: Rule, registry: Registry) -> CheckedFile:
    """One file of an example, read and checked; an example of a plugin may be anything."""
    path.write_text(content, "utf-8")
    try:
        report = read(path)
    except ReadError as error:
        return CheckedFile(path.name, None, Findings((error.finding,)))
    findings = check(report, select=[rule.code], registry=registry, path=path.name)
    return CheckedFile(path.name, report, hinted(report, findings, registry=registry))
