"""``template``: an empty report in canonical form, with every prescribed heading, row and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..report.layout import Layout, layout
from ..report.titles import PHRASE
from .numbers import dumps

INDENT = "  "


def empty(edition: str, *, issuer: str | None = None, year: int | None = None, zeros: bool = False) -> dict[str, Any]:
    """An empty report as plain data.

    Args:
        edition: Key of the edition.
        issuer: The body that reports.
        year: The reported year.
        zeros: Whether figures are 0; otherwise they are blank.

    Returns:
        Title, headings, the three tables with all that the edition prescribes, and texts without a word in them.

    Raises:
        KeyError: There is no such edition.
    """
    form = layout(edition)
    data: dict[str, Any] = {"edition": edition, "title": _title(issuer, year), "issuer": issuer, "year": year}
    for key, section in form.sections.items():
        data[key] = {"heading": section.label.printed, "text": ""}
    for address in form.addresses:
        *path, column = address.split(".")
        row = data
        for key in path:
            row = row.setdefault(key, {})
        row[column] = 0 if zeros else None
    data["outline"] = [{"text": section.label.printed, "section": key} for key, section in form.sections.items()]
    return data


def _title(issuer: str | None, year: int | None) -> str | None:
    """The title, as far as it can be said: without a year there is none."""
    return None if year is None else f"{issuer or ''}{year}年{PHRASE}"


def to_json(data: Mapping[str, Any]) -> str:
    """An empty report as JSON text, a line for each row of figures."""
    from .catalogue import rows

    return rows(data) + "\n"


def to_yaml(data: Mapping[str, Any], lang: str) -> str:
    """An empty report as YAML text, with the label of everything beside it.

    Args:
        data: What :func:`empty` has made.
        lang: The language of the labels; the form prints the Chinese ones.
    """
    return "\n".join(_yaml(data, "", layout(data["edition"]), lang)) + "\n"


def _yaml(data: Mapping[str, Any], path: str, form: Layout, lang: str) -> Iterator[str]:
    space = INDENT * (path.count(".") + 1 if path else 0)
    for key, value in data.items():
        address = f"{path}.{key}" if path else key
        if isinstance(value, Mapping):
            yield f"{space}{key}:{_remark(form, address, lang)}"
            yield from _yaml(value, address, form, lang)
        elif isinstance(value, list):
            yield f"{space}{key}:"
            yield from (f"{space}{INDENT}- {dumps(entry, indent=None)}" for entry in value)
        else:
            shown = "" if value is None else f" {dumps(value, indent=None)}"
            yield f"{space}{key}:{shown}{_remark(form, address, lang)}"


def _remark(form: Layout, address: str, lang: str) -> str:
    """The label of a group, a row or a column as a comment; a section has its heading."""
    if address in form.cells:
        return f"  # {_column(form, address, lang)}"
    if address in form.sections or "." not in address:
        return ""
    try:
        return f"  # {form.label(address, lang, short=True)}"
    except KeyError:  # a heading or a text
        return ""


def _column(form: Layout, address: str, lang: str) -> str:
    _, column = form.cells[address]
    return column.meta.label.en if lang == "en" else column.meta.label.printed
