"""Rows of table three as data, with the columns that the form states."""

from typing import Any

from attrs import fields_dict

from gov_disclosure.report.tables import Applicants

COLUMNS = tuple(fields_dict(Applicants))
*APPLICANTS, TOTAL = COLUMNS


def row(**figures: Any) -> dict[str, Any]:
    """A row of table three that is zero but for the figures given."""
    return dict.fromkeys(COLUMNS, 0) | figures
