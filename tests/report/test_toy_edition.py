"""A further edition is a statement of its form and nothing else: all the rest follows from it."""

import json
from typing import Any

import attrs
import pytest
import textforms
from hypothesis import given
from hypothesis import strategies as st

import gov_disclosure as gd
from gov_disclosure.readers.assembly import assemble
from gov_disclosure.readers.text import parse_text
from gov_disclosure.report.cells import UNKNOWN, Cell
from gov_disclosure.report.editions import EDITION_2021, EDITIONS, Edition, register_edition
from gov_disclosure.report.form import ColumnMeta, RowMeta, column, meta, row
from gov_disclosure.report.layout import layout
from gov_disclosure.report.tables import ProactiveDisclosure2021, Requests
from gov_disclosure.testing import any_reports, changed, faulty_reports, found_errors, groups, reports

LEFT_OUT = "legal_service_org"


_made: dict[Any, Any] = {}


def narrowed(cls: Any) -> Any:
    """The class of a table, a group or a row with one column fewer."""
    if cls in _made:
        return _made[cls]
    fields: dict[str, Any] = {}
    for field in attrs.fields(cls):
        default = field.default
        if isinstance(meta(field), RowMeta):
            default = narrowed(type(default))()
        if not (isinstance(meta(field), ColumnMeta) and field.name == LEFT_OUT):
            fields[field.name] = attrs.field(default=default, metadata=field.metadata)
    _made[cls] = attrs.make_class(f"Narrow{cls.__name__}", fields, frozen=True, slots=True, weakref_slot=False)
    return _made[cls]


@attrs.frozen(weakref_slot=False)
class Rulings:
    """A row with a column of its own."""

    rulings: Cell = column("本年裁决数量", "Rulings this year")


@attrs.frozen(weakref_slot=False)
class WithRulings(ProactiveDisclosure2021):
    """Table two with one row more."""

    adjudication: Rulings = row(Rulings, "行政裁决", "Administrative adjudication", item="（九）")


TOY = Edition(
    key="toy",
    first_year=2017,
    last_year=2018,
    source=EDITION_2021.source,
    proactive_disclosure=WithRulings,
    requests=narrowed(Requests),
)


@pytest.fixture(autouse=True, scope="module")
def _registered():
    """The toy edition is known while the tests of this file run."""
    register_edition(TOY)
    yield
    del EDITIONS[TOY.key]


def test_the_addresses_follow_from_the_classes():
    """One row more and one column fewer are one address more and one fewer in each row of table three."""
    toy, known = set(gd.addresses("toy")), set(gd.addresses("2021"))
    assert toy - known == {"proactive_disclosure.adjudication.rulings"}
    assert known - toy == {address for address in known if address.endswith(f".{LEFT_OUT}")}
    assert gd.label("proactive_disclosure.adjudication") == "行政裁决"


@pytest.mark.parametrize("form", textforms.FORMS)
@given(data=st.data())
def test_a_report_is_read_from_text(form, data):
    """A report of the edition is read back whole, and its labels tell the edition."""
    report = data.draw(reports("toy"))
    assert assemble(parse_text(textforms.write(report, form))) == report


@given(reports("toy"))
def test_a_consistent_report_has_no_finding(report):
    """The sums are those of the edition's own rows and columns."""
    assert list(gd.check(report)) == []


@given(faulty_reports("toy"))
def test_a_fault_gives_exactly_its_errors(faulty):
    """Every fault has the errors that it causes in the edition's own form."""
    assert found_errors(gd.check(faulty.report)) == faulty.expected


def test_a_sum_has_one_part_fewer():
    """A row of table three adds up over the columns that the edition has."""
    address = "requests.received"
    cells = layout("toy").rows[address].cells
    report = changed(gd.structure({"edition": "toy"}), dict.fromkeys(cells, 1))
    (finding,) = gd.check(report, select=["GD301"])
    assert finding.cells == cells
    assert (finding.expected, finding.actual) == (len(cells) - 1, 1)


@given(groups("toy", max_size=2))
def test_a_sum_of_parts_holds(group):
    """A whole is compared with its parts in the edition's own rows and columns."""
    findings = gd.check_group(*group)
    assert (findings.items, findings.unevaluated, findings.failures) == ((), (), ())


def test_years_of_two_editions_are_compared_where_both_have_the_column():
    """A column that one of two years does not have is listed; the others are compared."""
    cells = {edition: layout(edition).rows["requests.carried_in"].cells for edition in ("toy", "2021")}
    reports_given = [
        changed(
            gd.structure({"edition": edition, "year": year}),
            dict.fromkeys(cells[edition], i) | {a.replace("carried_in", "carried_out"): i for a in cells[edition]},
        )
        for i, (year, edition) in enumerate(((2018, "toy"), (2019, "2021"), (2020, "toy")))
    ]
    findings = gd.check_series(reports_given)
    assert findings.failures == ()
    common = [cell for cell in cells["2021"] if not cell.endswith(LEFT_OUT)]
    assert [f.cells[-1] for f in findings if f.code == "GD501"] == common * 2
    assert (f"2019:requests.carried_in.{LEFT_OUT}",) in [left.cells for left in findings.unevaluated]


@given(any_reports("toy"))
def test_a_report_survives_its_canonical_form(report):
    """``structure``, ``unstructure`` and ``loads`` know the edition."""
    document = gd.unstructure(report)
    assert gd.structure(document) == gd.loads(json.dumps(document)) == report


def test_a_key_of_another_edition_is_unknown():
    """The column that the edition does not have is refused there, and is still accepted elsewhere."""
    document = {"requests": {"received": {LEFT_OUT: 1}}}
    with pytest.raises(gd.StructureError, match=LEFT_OUT):
        gd.structure({"edition": "toy", **document})
    assert gd.structure({"edition": "2021", **document}).requests.received.legal_service_org == 1


def test_nothing_is_known_of_an_empty_report():
    """A new report of the edition has the edition's own classes."""
    report = gd.Report(edition="toy")
    assert type(report.proactive_disclosure) is WithRulings
    assert all(report[address] is UNKNOWN for address in gd.addresses("toy"))


def test_reports_of_a_further_edition_are_read_fast_too():
    """Also for classes that inherit from others the fast way in has nothing to hand over."""
    from gov_disclosure.report import fast, loading

    report = changed(gd.Report(edition=TOY.key), {"proactive_disclosure.adjudication": Rulings(3)})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "_strictly", fast.from_mapping)  # which refuses a text
        assert gd.loads(json.dumps(gd.unstructure(report))) == report


@given(st.data())
def test_a_wrong_figure_of_the_edition_is_mended(data):
    """The sums of the edition are those that a mend makes hold: a single wrong figure is found."""
    report = data.draw(reports("toy"))
    cell = data.draw(st.sampled_from([address for address in gd.addresses("toy") if address.startswith("requests.")]))
    mend = gd.repair(changed(report, {cell: report[cell] + data.draw(st.integers(1, 99))}))
    assert mend.unique
    assert gd.mended(report, mend.changes) == report
