"""The pages of the rules: what ``gov-disclosure explain`` prints, a file each, and an overview."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gov_disclosure.i18n import LANGUAGES, Language
from gov_disclosure.output.catalogue import page
from gov_disclosure.output.text import SEVERITIES
from gov_disclosure.rules.model import Rule
from gov_disclosure.rules.registry import Registry

from .markdown import row

FOLDERS: dict[Language, str] = {"en": "rules", "zh": "zh/rules"}
"""Where the pages stand, below the site's root; nothing else stands there."""

_FAMILIES = {
    "GD0": ("The file", "文件"),
    "GD1": ("The six sections and the form", "六个部分与格式"),
    "GD2": ("Single cells", "单元格"),
    "GD3": ("Sums", "合计与勾稽关系"),
    "GD4": ("What the text says", "文字表述"),
    "GD5": ("The reports of one body over the years", "同一单位历年报告"),
    "GD6": ("A report and those of its parts", "汇总报告与分报告"),
}
_INTRODUCTION = {
    "en": (
        "Rules",
        "All that is checked. `gov-disclosure rules` prints this table, `gov-disclosure explain CODE` a rule's page.",
        ("code", "name", "severity", "holds when"),
    ),
    "zh": (
        "规则",
        "全部核对项目。`gov-disclosure rules` 显示本表，`gov-disclosure explain 代码` 显示一条规则的说明。",
        ("代码", "名称", "级别", "要求"),
    ),
}


def write(root: Path) -> None:
    """Write the pages of all built-in rules in each language; those of rules that are no more go.

    A page that has not changed is left alone, so that Sphinx does not read it again.
    """
    for lang in LANGUAGES:
        folder = root / FOLDERS[lang]
        folder.mkdir(parents=True, exist_ok=True)
        pages = dict(_pages(lang))
        for other in set(folder.glob("*.md")) - {folder / name for name in pages}:
            other.unlink()
        for name, text in pages.items():
            if not (folder / name).exists() or (folder / name).read_text("utf-8") != text:
                (folder / name).write_text(text, "utf-8")


def _pages(lang: Language) -> Iterator[tuple[str, str]]:
    """The names of the files, and what is in them."""
    registry = Registry(plugins=[])
    rules = list(registry)
    yield "index.md", _overview(rules, lang)
    for rule in rules:
        yield f"{rule.code}.md", page(rule, lang, registry)


def _overview(rules: list[Rule], lang: Language) -> str:
    title, text, head = _INTRODUCTION[lang]
    parts = [f"# {title}", text]
    for prefix, titles in _FAMILIES.items():
        found = [rule for rule in rules if rule.code.startswith(prefix)]
        if found:
            parts += [f"## {titles[LANGUAGES.index(lang) ^ 1]}", _table(found, head, lang)]
    names = "\n".join(rule.code for rule in rules)
    parts.append(f"```{{toctree}}\n:hidden:\n\n{names}\n```")
    return "\n\n".join(parts) + "\n"


def _table(rules: list[Rule], head: tuple[str, ...], lang: Language) -> str:
    lines = [row(head), row(["---"] * len(head))]
    for rule in rules:
        severity = SEVERITIES[rule.severity].render(lang)
        lines.append(row((f"[{rule.code}]({rule.code}.md)", rule.name, severity, rule.statement(lang))))
    return "\n".join(lines)
