"""``extract``: a report in canonical form, as JSON, YAML or CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ..report.cells import Annotated, State, Unreadable
from ..report.conversion import unstructure
from ..report.layout import layout
from ..report.model import Report
from .numbers import dumps

CSV_HEADER = ("address", "label", "state", "value", "text")
CSV_PLACE = ("page", "sheet", "table", "row", "column", "line")
"""The further columns of a CSV with places."""


def as_data(report: Report, *, locations: bool = False) -> dict[str, Any]:
    """A report's canonical form with what a reader always writes: ``unread`` and ``notes``, even where empty."""
    data = unstructure(report, locations=locations)
    tail = {"unread": data.pop("unread", []), "notes": data.pop("notes", [])}
    places = {"locations": data.pop("locations")} if locations else {}
    return data | tail | places


def to_json(report: Report, *, locations: bool = False) -> str:
    """A report as JSON text."""
    return dumps(as_data(report, locations=locations)) + "\n"


def to_yaml(report: Report, *, locations: bool = False) -> str:
    """A report as YAML text.

    Raises:
        ImportError: The yaml extra is not installed.
    """
    from ruamel.yaml import YAML

    yaml = YAML(typ="safe", pure=True)
    yaml.allow_unicode = True
    yaml.default_flow_style = False
    yaml.width = 2**16  # a paragraph is one line: folding would put spaces into Chinese text
    yaml.representer.sort_base_mapping_type_on_output = False
    yaml.representer.add_representer(
        Decimal, lambda dumper, n: dumper.represent_scalar("tag:yaml.org,2002:float", f"{n:f}")
    )
    stream = io.StringIO()
    yaml.dump(as_data(report, locations=locations), stream)
    return stream.getvalue()


def to_csv(report: Report, *, locations: bool = False) -> str:
    """A report as CSV, one cell a line: its address, label, state, number and text.

    After the figures follow, in the state ``text``, the other values of the canonical form: title, headings, prose,
    what was unread. Nothing is changed for programs that take a text beginning with ``=`` for a formula.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    form = layout(report.edition)
    places = CSV_PLACE if locations else ()
    writer.writerow([*CSV_HEADER, *places])
    figures = (
        (address, form.label(address), *_csv_cell(cell))
        for address, cell in zip(form.cells, form.values(report), strict=True)
    )
    for line in (*figures, *_csv_texts(report)):
        place = report.locations.get(line[0].removesuffix(".heading"))
        writer.writerow([*line, *(getattr(place, name, None) for name in places)])
    return stream.getvalue()


def _csv_texts(report: Report) -> Iterator[tuple[str, str, str, str, str]]:
    """The lines for what is no figure."""
    waiting: list[tuple[str, Any]] = list(as_data(report).items())
    form = layout(report.edition)
    skipped = {*form.cells, *form.rows}
    while waiting:
        address, value = waiting.pop(0)
        if address in skipped:
            continue
        if value and isinstance(value, dict | list):
            below = value.items() if isinstance(value, dict) else enumerate(value)
            waiting[:0] = [(f"{address}.{key}", inner) for key, inner in below]
        else:
            yield address, "", "blank" if value is None else "text", "", str(value or "")


def _csv_cell(cell: Any) -> tuple[str, Any, str]:
    """State, number and text of a cell."""
    match cell:
        case None:
            return "blank", "", ""
        case State():
            return cell.value, "", ""
        case Annotated(text=text, number=number):
            return "annotated", number, text
        case Unreadable(text=text):
            return "unreadable", "", text
    return "number", cell, ""
