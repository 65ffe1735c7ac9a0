"""Addresses and labels, derived from the classes of the form."""

from typing import Any

import attrs
import pytest

import gov_disclosure as gd
from gov_disclosure.report.editions import EDITIONS
from gov_disclosure.report.form import meta
from gov_disclosure.report.layout import layout, sections
from gov_disclosure.report.model import Report

SIX = ["overview", "proactive_disclosure", "requests", "disputes", "problems", "other_matters"]


def test_there_are_six_sections_in_order():
    """The sections are numbered 一 to 六, each with its key."""
    assert list(sections()) == SIX
    assert [section.label.number for section in sections().values()] == [f"{n}、" for n in "一二三四五六"]


@pytest.mark.parametrize(
    ("edition", "cells"),
    [("2021", 7 * (4 + 2 + 8 + 3 + 5 + 3) + 15 + 10), ("2019", 7 * (4 + 2 + 8 + 3 + 5 + 1) + 15 + 22)],
)
def test_an_edition_prescribes_its_cells(edition, cells):
    """The number of prescribed cells is that of the printed form, and every address is given once."""
    found = gd.addresses(edition)
    assert len(found) == len(set(found)) == cells
    assert all(address.split(".")[0] in SIX for address in found)


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_address_leads_to_a_cell(edition):
    """An address is the path of attributes to the cell, in the order of the form."""
    report = Report(edition=edition)
    for address in layout(edition).cells:
        holder: Any = report
        for key in address.split("."):
            holder = getattr(holder, key)
        assert report[address] is holder is gd.UNKNOWN


@pytest.mark.parametrize(("edition", "whole"), [("2021", False), ("2019", True)])
def test_other_treatment_is_prescribed_in_one_form(edition, whole):
    """其他处理 is one row in edition 2019 and three since; the other form is known, but not prescribed."""
    rows = {a: row for a, row in layout(edition).rows.items() if a.startswith("requests.outcomes.otherwise.")}
    assert {a.rpartition(".")[2]: row.prescribed for a, row in rows.items()} == {
        "not_corrected": not whole,
        "fee_unpaid": not whole,
        "other": not whole,
        "undivided": whole,
    }


def test_an_unknown_address_names_the_nearest():
    """A misspelt address is a KeyError that says what was meant."""
    with pytest.raises(KeyError, match=r"requests\.received\.total"):
        Report()["requests.recieved.total"]


@pytest.mark.parametrize("call", [gd.addresses, layout])
def test_an_unknown_edition_is_a_key_error(call):
    """There is no layout of an edition that does not exist."""
    with pytest.raises(KeyError):
        call("2018")


@pytest.mark.parametrize(
    ("address", "zh", "en"),
    [
        ("requests", "三、收到和处理政府信息公开申请情况", "Requests received and handled"),
        ("requests.enterprise", "商业企业", "Enterprises"),
        ("requests.received.total", "一、本年新收政府信息公开申请数量·总计", "Received this year › Total"),
        ("requests.outcomes.refused", "（三）不予公开", "Refused"),
    ],
)
def test_an_address_has_a_label_in_both_languages(address, zh, en):
    """Sections, groups, rows, columns and cells are called as the form prints them."""
    assert gd.label(address) == gd.label(address, "zh") == zh
    assert gd.label(address, "en") == en


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_everything_has_a_label(edition, lang):
    """No address of an edition is without a name."""
    assert all(gd.label(address, lang, edition=edition) for address in layout(edition).order)


def test_an_address_of_no_edition_has_no_label():
    """What is nowhere on the form is a KeyError."""
    with pytest.raises(KeyError):
        gd.label("requests.nobody")


def test_a_language_that_is_not_spoken_is_refused():
    """Neither labels nor messages come in another language than was asked for."""
    with pytest.raises(ValueError, match="no language 'fr'; known are zh, en"):
        gd.label("requests.received", "fr")
    (finding,) = gd.check(gd.structure({"requests": {"received": {"total": "/"}}}), select=["GD203"])
    with pytest.raises(ValueError, match="no language 'fr'"):
        finding.render("fr")  # type: ignore[arg-type]  # what a type checker sees, a notebook does not


def test_every_figure_states_what_the_form_prints():
    """Every field of a table carries its label, but for the two texts of the section."""
    waiting = [getattr(edition, key) for edition in EDITIONS.values() for key in SIX if hasattr(edition, key)]
    while waiting:
        for field in attrs.fields(waiting.pop()):
            if field.name in ("heading", "text"):
                assert meta(field) is None
                continue
            assert meta(field).label.zh
            assert meta(field).label.en
            if attrs.has(type(field.default)):
                waiting.append(type(field.default))
