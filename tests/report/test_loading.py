"""JSON text: where its problems stand, and what JSON allows and a report does not."""

import json
from unittest import mock

import pytest

import gov_disclosure as gd
from gov_disclosure.report import loading


@pytest.fixture(params=[True, False], ids=["with msgspec", "without msgspec"], autouse=True)
def _either_way(request):
    """Every test runs with and without msgspec."""
    with mock.patch.object(loading, "msgspec", loading.msgspec if request.param else None):
        yield


def problems(text):
    """Path, line and column of each problem."""
    with pytest.raises(gd.StructureError) as error:
        gd.loads(text)
    return {(problem.path, problem.line, problem.column) for problem in error.value.problems}


def row(**figures):
    """A whole row of table four."""
    return dict.fromkeys(["upheld", "corrected", "other", "pending", "total"], 0) | figures


def test_text_and_bytes_are_the_same():
    """UTF-8 bytes, with or without a byte order mark, read as the text does."""
    text = json.dumps({"edition": "2021", "title": "某县", "disputes": {"reconsideration": row()}}, ensure_ascii=False)
    assert gd.loads(text) == gd.loads(text.encode()) == gd.loads(b"\xef\xbb\xbf" + text.encode())


def test_bytes_that_are_no_utf_8_are_refused():
    """Bytes in another encoding are an error that names the line."""
    assert {(path, line) for path, line, _ in problems(b'{\n"title": "\xff"}')} == {("", 2)}


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("", 1, 1), ("{", 1, 2), ('{"a": 1,}', 1, 9), ('{"edition": "2021"\n "year": 3}', 2, 2), ("{} {}", 1, 4)],
)
def test_what_is_no_json_names_its_place(text, line, column):
    """A syntax error is one problem, with its line and column."""
    assert problems(text) == {("", line, column)}


def test_every_problem_has_its_line_and_column():
    """Each problem stands where its value stands in the text."""
    text = '{"edition": "2021", "disputes": {"reconsideration":\n  {"upheld": "12",\n   "corected": 0}}, "year": true}'
    assert problems(text) == {
        ("disputes.reconsideration.upheld", 2, 14),
        ("disputes.reconsideration.corected", 3, 16),
        ("year", 3, 29),
    }


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ('{"edition": "2021", "year": 2021, "year": 2021}', "year"),
        ('{"edition": "2021", "year": 2021, "\\u0079ear": 2021}', "year"),
        ('{"edition": "2021", "requests": {}, "requests": {}}', "requests"),
        ('{"edition": "2021", "edition": "2021"}', "edition"),
        (
            '{"edition": "2021", "title": "a:b", "requests": {"received": {"total": 1, "total": 1}}}',
            "requests.received.total",
        ),
        ('{"edition": "2021", "requests": {"carried_in": null, "carried_in": null}}', "requests.carried_in"),
        (
            '{"edition": "2021", "notes": [{"kind": "foreign-row", "about": "", "text": "", "text": ""}]}',
            "notes.0.text",
        ),
    ],
)
def test_a_key_that_stands_twice_is_refused(text, path):
    """No value quietly replaces an earlier one, even if both are the same."""
    assert {found for found, _, _ in problems(text)} == {path}


@pytest.mark.parametrize(
    "number", ["NaN", "Infinity", "-Infinity", "1e400", "1E2", "1.0", "-0.0", "1" * 5000, "1e99999999"]
)
def test_a_number_that_is_no_count_is_refused(number):
    """What JSON, or Python's reading of it, allows beyond whole numbers is an error at its place."""
    text = f'{{"edition": "2021", "disputes": {{"reconsideration": {{"total": {number}}}}}}}'
    assert {path for path, _, _ in problems(text)} == {"disputes.reconsideration.total"}


def test_minus_zero_is_zero():
    """-0 is a whole number."""
    text = '{"edition": "2021", "disputes": {"reconsideration": {"total": -0}}}'
    assert gd.loads(text).disputes.reconsideration.total == 0


def test_keys_are_case_sensitive():
    """A key in the wrong case is unknown, and the right one is named."""
    with pytest.raises(gd.StructureError, match="'requests'"):
        gd.loads('{"edition": "2021", "Requests": {}}')


@pytest.mark.parametrize("amount", ["12345678901234567.89", "0.1", "12.50", "7"])
def test_an_amount_keeps_all_its_digits(amount):
    """No amount goes through a binary fraction on its way in."""
    fees = {"proactive_disclosure": {"administrative_fees": {"amount": "@"}}}
    text = json.dumps({"edition": "2021", **fees}).replace('"@"', amount)
    assert str(gd.loads(text)["proactive_disclosure.administrative_fees.amount"]) == amount


def test_colons_in_texts_hide_no_unknown_key():
    """A text full of colons reads as it stands, and an unknown key beside it is still found."""
    document = {"edition": "2021", "title": "a::b", "preamble": '"c": {"d": 1}', "problems": {"text": ":" * 99}}
    assert gd.loads(json.dumps(document)) == gd.structure(document)
    assert {path for path, _, _ in problems(json.dumps(document | {"extra": 1}))} == {"extra"}


def test_a_key_can_be_written_with_escapes():
    """``\\u0079ear`` is the key ``year``."""
    assert gd.loads('{"edition": "2021", "\\u0079ear": 2021}').year == 2021


def test_deep_nesting_is_refused():
    """Ten thousand brackets are an error, not a crash."""
    assert problems('{"edition": "2021", "notes": ' + "[" * 10_000 + "]" * 10_000 + "}")


WHOLE_ROW = row()
ODD = [
    {"edition": None},
    {"edition": "1999"},
    {"year": True},
    {"year": 2021.0},
    {"title": 3},
    {"overview": []},
    {"overview": None},
    {"overview": {"heading": 3}},
    {"requests": {"received": []}},
    {"requests": {"received": {}}},
    {"requests": {"outcomes": None}},
    {"disputes": {"reconsideration": WHOLE_ROW | {"total": True}}},
    {"disputes": {"reconsideration": WHOLE_ROW | {"total": 1.0}}},
    {"disputes": {"reconsideration": WHOLE_ROW | {"total": [1]}}},
    {"disputes": {"reconsideration": WHOLE_ROW | {"total": 10**40}}},
    {"proactive_disclosure": {"administrative_fees": {"amount": "3.7"}}},
    {"proactive_disclosure": {"administrative_fees": {"amount": True}}},
    {"proactive_disclosure": {"administrative_fees": {"amount": []}}},
    {"proactive_disclosure": {"administrative_fees": {"amount": 10**4200}}},
    {"unread": {}},
    {"unread": ""},
    {"unread": [None]},
    {"unread": [{"text": 3, "table": 3}]},
    {"unread": [{"text": None, "table": 3}]},
    {"unread": [{"text": "", "table": "3"}]},
    {"unread": [{"text": ""}]},
    {"outline": None},
    {"outline": [{"text": "", "section": 3}]},
    {"outline": [{"text": None, "section": None}]},
    {"notes": [{"kind": "other", "about": "", "text": ""}]},
    {"notes": [{"kind": ["foreign-row"], "about": "", "text": ""}]},
    {"notes": [{"kind": "foreign-row", "about": 1, "text": ""}]},
    {"locations": {}},
    {"locations": None},
    {"locations": {"requests.received.total": {"line": 3}}},
]


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: json.dumps(odd)[:60])
def test_the_fast_way_takes_nothing_that_the_strict_way_refuses(odd):
    """Whatever is odd about a document, its text is taken or refused as the document itself is."""
    document = {"edition": "2021"} | odd
    assert outcome(gd.loads, json.dumps(document)) == outcome(gd.structure, document)


def outcome(read, data):
    """The report and its places, or the paths of the problems."""
    try:
        report = read(data)
    except gd.StructureError as error:
        return {problem.path for problem in error.problems}
    return report, report.locations
