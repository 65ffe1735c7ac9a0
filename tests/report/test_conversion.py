"""The canonical form: what is accepted, what is refused and how, and what comes back."""

import json
import math
import re
from decimal import Decimal

import pytest

import gov_disclosure as gd
from gov_disclosure.report.layout import layout
from gov_disclosure.report.model import OutlineEntry
from gov_disclosure.testing import changed

AMOUNT = "proactive_disclosure.administrative_fees.amount"


def nested(address, value):
    """A document that holds a value at one address."""
    document = value
    for key in reversed(address.split(".")):
        document = {key: document}
    return {"edition": "2021", **document}


def problems(document):
    """The path and the English text of each problem."""
    with pytest.raises(gd.StructureError) as error:
        gd.structure(document)
    return {problem.path: problem.problem.render("en") for problem in error.value.problems}


# States -----------------------------------------------------------------------------------------------------------


def test_every_state_has_its_own_form():
    """Number, annotated, blank, absent, unreadable and unknown are told apart."""
    report = gd.structure(
        {
            "edition": "2021",
            "requests": {
                "received": {
                    "natural_person": 2,
                    "enterprise": "22（其中修订16件）",
                    "research_institute": None,
                    "total": "/",
                },
                "carried_in": None,
            },
        }
    )
    received = report.requests.received
    assert received.natural_person == 2
    assert received.enterprise == gd.Annotated("22（其中修订16件）", 22)
    assert received.research_institute is None
    assert received.total == gd.Unreadable("/")
    assert received.other_org is gd.UNKNOWN
    assert report.requests.carried_in == layout("2021").rows["requests.carried_in"].absent
    assert report.requests.carried_out.total is gd.UNKNOWN


def test_what_is_unknown_has_no_key():
    """Of a report of which nothing is known only the edition is written."""
    assert gd.unstructure(gd.structure({"edition": "2019"})) == {"edition": "2019"}


def test_an_empty_text_is_blank():
    """An empty string in a figure's place is a blank cell."""
    assert gd.structure(nested("requests.received.total", ""))["requests.received.total"] is None


def test_a_text_is_quoted_trimmed():
    """White space around a text in a figure's place does not matter."""
    report = gd.structure(nested("requests.received.total", " \u3000不涉\n及 "))
    assert report["requests.received.total"] == gd.Unreadable("不涉及")


def test_a_table_that_is_null_is_missing():
    """``null`` for a table says that the document lacks it."""
    report = gd.structure({"edition": "2021", "disputes": None})
    assert all(report[row.address] == row.absent for row in layout("2021").table("disputes").rows)


def test_a_row_cannot_be_absent_in_part():
    """No document can lack a cell of a row that it has."""
    report = changed(gd.structure({"edition": "2021"}), {"requests.received.total": gd.ABSENT})
    with pytest.raises(ValueError, match="as a whole"):
        gd.unstructure(report)


@pytest.mark.parametrize("cell", [gd.Unreadable("12"), gd.Annotated("13件", 12), gd.Annotated("无", 0)])
def test_a_cell_that_no_document_can_hold_is_refused(cell):
    """A text that reads as something else than what it is said to be is not written."""
    report = changed(gd.structure({"edition": "2021"}), {"requests.received.total": cell})
    with pytest.raises(ValueError, match="no document"):
        gd.unstructure(report)


# Strictness -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        True,
        False,
        3.7,
        3.0,
        math.nan,
        math.inf,
        Decimal("3.5"),
        Decimal(3),
        [],
        {},
        [1],
        "12",
        "１２",
        "1,200",
        " 3 ",
        "-3",
    ],
)
def test_what_is_no_whole_number_is_refused_in_a_count(value):
    """A count is a whole number; a number in quotes is one that somebody forgot to convert."""
    assert set(problems(nested("requests.received.total", value))) == {"requests.received.total"}


@pytest.mark.parametrize("value", [True, math.nan, math.inf, -math.inf, Decimal("NaN"), [], {}, "12.5", "12"])
def test_what_is_no_number_is_refused_in_an_amount(value):
    """An amount is a finite number."""
    assert set(problems(nested(AMOUNT, value))) == {AMOUNT}


@pytest.mark.parametrize(
    ("path", "value"),
    [("year", "2021"), ("year", 2021.0), ("year", True), ("title", 3), ("preamble", []), ("overview", "text"),
     ("overview.text", 1), ("requests.received", []), ("requests", [1]), ("outline", {}), ("notes", 1)],
)  # fmt: skip
def test_every_place_takes_its_own_kind_of_value(path, value):
    """A text, a year, a row or a list of another type is refused with its path."""
    assert set(problems(nested(path, value))) == {path}


@pytest.mark.parametrize("document", [None, [], "{}", 3, True])
def test_a_document_is_an_object(document):
    """Anything but an object is no report."""
    assert set(problems(document)) == {""}


def test_all_problems_are_reported_at_once():
    """No problem hides another, wherever they stand."""
    document = {
        "edition": "2021",
        "year": "2021",
        "titel": "…",
        "requests": {"received": {"total": "12", "totl": 1, "enterprise": True}, "outcomes": {"granted": 3}},
        "disputes": {"reconsideration": {"upheld": 1.5}},
        "notes": [{"kind": "missing-colum", "about": "", "text": ""}],
    }
    assert set(problems(document)) == {
        "year",
        "titel",
        "requests.received.total",
        "requests.received.totl",
        "requests.received.enterprise",
        "requests.outcomes.granted",
        "disputes.reconsideration.upheld",
        "notes.0.kind",
    }


@pytest.mark.parametrize(
    ("path", "near"),
    [("requests.received.totl", "total"), ("requests.received.Total", "total"), ("REQUESTS", "requests"),
     ("requests.carriedIn", "carried_in"), ("proactive_disclosure.administrative_fee", "administrative_fees")],
)  # fmt: skip
def test_an_unknown_key_names_the_nearest(path, near):
    """A key that is misspelt, or in the wrong case, is refused with the one that was meant."""
    assert repr(near) in problems(nested(path, {}))[path]


@pytest.mark.parametrize("edition", ["2020", "", 2021, [], {}, True])
def test_an_unknown_edition_is_refused(edition):
    """An edition that there is not is an error beside all others, and those that there are are named."""
    found = problems({"edition": edition, "year": "2021"})
    assert set(found) == {"edition", "year"}
    assert "2019" in found["edition"]
    assert "2021" in found["edition"]


def test_a_number_that_is_too_long_is_refused():
    """Whole numbers are exact up to 4,300 digits; longer ones are an error."""
    assert gd.structure(nested("requests.received.total", 10**4299))["requests.received.total"] == 10**4299
    assert set(problems(nested("requests.received.total", 10**4300))) == {"requests.received.total"}


# Amounts ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "back"),
    [(0, 0), (12, 12), (12.5, 12.5), (0.1, 0.1), (12.0, 12), (Decimal("12.50"), 12.5), (Decimal("0.1"), 0.1),
     (Decimal("12345678901234567.89"), Decimal("12345678901234567.89"))],
)  # fmt: skip
def test_an_amount_comes_back_in_its_simplest_form(given, back):
    """An amount is a ``Decimal``; it goes out as ``int``, else ``float`` where that has its digits, else ``Decimal``."""
    report = gd.structure(nested(AMOUNT, given))
    assert isinstance(report[AMOUNT], Decimal)
    found = gd.unstructure(report)["proactive_disclosure"]["administrative_fees"]["amount"]
    assert (found, type(found)) == (back, type(back))
    assert gd.structure(gd.unstructure(report)) == report


def test_a_float_amount_has_the_digits_it_shows():
    """0.1 is a tenth, not the binary fraction next to it."""
    assert gd.structure(nested(AMOUNT, 0.1))[AMOUNT] == Decimal("0.1")


# The edition ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "edition"),
    [
        ({"government_rules": {"issued": 0}}, "2021"),
        ({"government_rules": {"made": 0}}, "2019"),
        ({"central_procurement": {}}, "2019"),
    ],
)
def test_the_keys_of_table_two_tell_the_edition(table, edition):
    """Without a stated edition the keys that are there decide."""
    report = gd.structure({"year": 2010, "proactive_disclosure": table})
    assert report.edition == edition
    assert report.notes == ()


@pytest.mark.parametrize(
    ("year", "edition"), [(2019, "2019"), (2020, "2019"), (2021, "2021"), (2024, "2021"), (None, "2021")]
)
def test_the_year_tells_the_edition_with_a_note(year, edition):
    """Without table two's keys the year decides, failing that the edition in force; a note says that it was supposed."""
    report = gd.structure({"year": year})
    assert report.edition == edition
    assert [note.kind for note in report.notes] == ["uncertain-edition"]


def test_the_rows_of_otherwise_never_tell_the_edition():
    """Both editions know the four rows of 其他处理."""
    report = gd.structure({"requests": {"outcomes": {"otherwise": {"undivided": {"total": 1}}}}})
    assert report.edition == "2021"


# Places -----------------------------------------------------------------------------------------------------------


def test_locations_are_written_on_request():
    """The place of a figure goes out with ``locations`` and comes back."""
    report = gd.structure({"edition": "2021", "locations": {"requests.received.total": {"line": 3, "text": "2"}}})
    assert report.locations["requests.received.total"] == gd.Place(line=3, text="2")
    assert "locations" not in gd.unstructure(report)
    written = gd.unstructure(report, locations=True)
    assert written["locations"] == {"requests.received.total": {"line": 3, "text": "2"}}
    assert gd.structure(written).locations == report.locations


# What has a limited choice ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "path", "text"),
    [
        ({"outline": [{"text": "", "section": "overvew"}]}, "outline.0.section", "did you mean 'overview'"),
        ({"outline": [{"text": "", "section": 1}]}, "outline.0.section", "expected a text"),
        ({"unread": [{"text": "", "table": 5}]}, "unread.0.table", "known are 2, 3, 4"),
        ({"unread": [{"text": "", "table": 2.0}]}, "unread.0.table", "expected a whole number"),
        ({"notes": [{"kind": "missing-colum", "about": "", "text": ""}]}, "notes.0.kind", "'missing-column'"),
        ({"notes": [{"kind": [], "about": "", "text": ""}]}, "notes.0.kind", "expected a text"),
    ],
)
@pytest.mark.parametrize("read", [gd.structure, lambda document: gd.loads(json.dumps(document))])
def test_what_the_form_does_not_have_is_refused(read, document, path, text):
    """Sections, tables and kinds of notes are those that there are; another one is refused, and the nearest named."""
    with pytest.raises(gd.StructureError) as error:
        read({"edition": "2021", **document})
    (problem,) = error.value.problems
    assert problem.path == path
    assert text in problem.problem.render("en")


def test_a_heading_of_no_section_opens_none():
    """``null`` for the section of a heading, or for the table of a row, is what is not known."""
    report = gd.structure({"outline": [{"text": "附件", "section": None}], "unread": [{"text": "1 2", "table": None}]})
    assert report.outline == (OutlineEntry("附件", None),)
    assert report.unread[0].table is None
    assert gd.check(report, select=["GD1"]).failures == ()


def test_no_report_has_a_heading_of_a_section_that_does_not_exist():
    """Not even one that a program builds."""
    with pytest.raises(ValueError, match="section is one of"):
        OutlineEntry("一、", "overvew")


@pytest.mark.parametrize("name", ["requests.recieved.total", "requests.received.totl", "unred.0"])
def test_the_place_of_something_that_no_report_has_is_refused(name):
    """A key of ``locations`` that is no address, and no entry of a list either, is an error that names the nearest."""
    with pytest.raises(gd.StructureError) as error:
        gd.structure({"locations": {name: {"line": "1"}, "title": {"line": 1}}})
    (problem,) = error.value.problems
    assert problem.path == f"locations.{name}"
    assert "did you mean" in problem.problem.render("en")


def test_everything_that_a_canonical_file_says_can_have_a_place():
    """Headings, texts, the entries of lists and the row that stands for three have places, too."""
    names = ["title", "overview.text", "outline.0.text", "unread.1", "notes.0.kind", "requests.outcomes.otherwise"]
    places = {name: {"line": 1} for name in names}
    assert gd.structure({"edition": "2021", "locations": places}).locations.keys() == places.keys()


# The problems -----------------------------------------------------------------------------------------------------


def test_problems_stand_in_the_order_of_the_data():
    """Whatever the order of the form is, problems come as whoever mends the data meets them."""
    with pytest.raises(gd.StructureError) as error:
        gd.structure({"year": "x", "requests": {"z": 1, "received": {"total": 3.7, "enterprise": True}}, "title": 5})
    paths = ["year", "requests.z", "requests.received.total", "requests.received.enterprise", "title"]
    assert [problem.path for problem in error.value.problems] == paths


def test_all_that_is_wrong_with_an_entry_is_said():
    """Several keys that are missing and one that is misspelt are three problems."""
    with pytest.raises(gd.StructureError) as error:
        gd.structure({"notes": [{"knd": "foreign-row", "about": ""}]})
    said = sorted(problem.render("en") for problem in error.value.problems)
    assert said == [
        "notes.0.knd: unknown key 'knd'; did you mean 'kind'?",
        "notes.0: the key 'kind' is missing",
        "notes.0: the key 'text' is missing",
    ]


@pytest.mark.parametrize("sign", ["", "-"])
def test_a_sign_is_no_digit(sign):
    """A whole number is exact up to 4,300 digits, a negative one too; one more is refused, in the year as in a cell."""
    text = '{"edition": "2019", "proactive_disclosure": {"licensing": {"change": %s}}}'
    report = gd.loads(text % f"{sign}{'1' * 4300}")
    assert report["proactive_disclosure.licensing.change"] == int(f"{sign}{'1' * 4300}")
    for document in (text % f"{sign}{'1' * 4301}", f'{{"year": {sign}{"1" * 5000}}}'):
        with pytest.raises(gd.StructureError, match="more than 4300 digits"):
            gd.loads(document)


def test_a_wrong_value_is_shown_briefly_and_as_json_has_it():
    """A container that was put in a figure's place is not written out, whatever is in it."""
    holding_itself: list[object] = []
    holding_itself += [holding_itself] * 1000
    for value, shown in ((holding_itself, "[…]"), ({"a": 1}, "{…}"), (float("nan"), "NaN"), ([], "[]")):
        with pytest.raises(gd.StructureError, match=rf"expected .*, found {re.escape(shown)}"):
            gd.structure({"requests": {"received": {"total": value}}})
