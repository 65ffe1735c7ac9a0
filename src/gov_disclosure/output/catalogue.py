"""A rule as documentation: as data, and as a page."""

from __future__ import annotations

from typing import Any

from ..i18n import Language, msg
from ..rules.model import Rule
from .numbers import dumps


def as_data(rule: Rule, lang: Language) -> dict[str, Any]:
    """Everything that a rule says of itself."""
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
    }


def page(rule: Rule, lang: Language) -> str:
    """A rule's page as Markdown."""
    parts = [f"# {rule.code} {rule.name} ({rule.severity.value})", rule.statement(lang), rule.reason(lang)]
    if rule.source is not None:
        parts.append(msg("Source: {source}", source=_source(rule, lang)).render(lang))
    for title, example in ((msg("Breaks the rule:"), rule.bad), (msg("Does not:"), rule.good)):
        if example:
            shown = example if isinstance(example, str) else dumps(example, indent=None)
            parts += [title.render(lang), f"```\n{shown}\n```"]
    return "\n\n".join(parts) + "\n"


def _source(rule: Rule, lang: Language) -> str | None:
    if rule.source is None:
        return None
    return rule.source.en if lang == "en" else rule.source.zh
