"""The JSON Schema of the canonical form, held against what is really written."""

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

import gov_disclosure as gd
from gov_disclosure.output.canonical import as_data
from gov_disclosure.report.schema import json_schema
from gov_disclosure.testing import any_reports

SCHEMA = json_schema()


def test_the_schema_is_one():
    """The schema is valid in its own dialect."""
    Draft202012Validator.check_schema(SCHEMA)


@given(any_reports())
def test_what_is_written_fits_the_schema(report):
    """Every report in canonical form fits, with its locations too."""
    data = {key: value for key, value in as_data(report, locations=True).items() if value is not gd.UNKNOWN}
    assert list(Draft202012Validator(SCHEMA).iter_errors(data)) == []


@pytest.mark.parametrize(
    "data",
    [
        {"Requests": {}},
        {"requests": {"received": {"total": True}}},
        {"requests": {"received": {"total": 3.7}}},
        {"requests": {"received": []}},
        {"edition": "2021", "proactive_disclosure": {"licensing": {"prior_items": 1}}},
        {"year": "2021"},
        {"outline": [{"text": "一、总体情况", "section": "nonsense"}]},
        {"unread": [{"text": "", "table": 5}]},
        {"notes": [{"kind": "nonsense", "about": "", "text": ""}]},
        {"unread": [{"table": 3}]},
    ],
)
def test_what_is_refused_does_not_fit_the_schema(data):
    """What `structure` refuses for its shape the schema refuses, too."""
    assert list(Draft202012Validator(SCHEMA).iter_errors(data))
    with pytest.raises(gd.StructureError):
        gd.structure(data)
