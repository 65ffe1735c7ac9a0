"""``check --format concise``: one line a finding, as editors and build logs expect."""

from __future__ import annotations

from ..findings import Finding
from ..i18n import Language
from .lines import on_one_line
from .places import in_words
from .result import Result


def render(result: Result, lang: Language) -> str:
    """``path:line: CODE name: message`` for each finding."""
    return "".join(f"{line(file.path, finding, lang)}\n" for file, finding in result)


def line(path: str, finding: Finding, lang: Language) -> str:
    """One finding in one line; what stands in no line of the file is put on the first."""
    first, *others = finding.render(lang).splitlines()
    message = " ".join((first, "; ".join(others))).strip()
    if finding.location.line is None and (where := in_words(finding.location, lang)):
        message += f" ({where})"
    return on_one_line(f"{path}:{finding.location.line or 1}: {finding.code} {finding.name}: {message}")
