"""Placing by a plan that is remembered gives what placing without one gives."""

import copy
import pickle

import htmlforms
import printing
import textforms
from hypothesis import given, settings
from hypothesis import strategies as st

import gov_disclosure as gd
from gov_disclosure.readers import plans
from gov_disclosure.readers.assembly import assemble
from gov_disclosure.readers.files import Source
from gov_disclosure.readers.html import read_html
from gov_disclosure.readers.text import parse_text
from gov_disclosure.testing import any_reports, changed, reports


def both_ways(documents):
    """Each document's report with whatever is remembered of the ones before, and without."""
    plans.forget()
    after_others = [assemble(document) for document in documents]
    alone = []
    for document in documents:
        plans.forget()
        alone.append(assemble(document))
    return after_others, alone


def same(reports_):
    """Reports with what their equality leaves out."""
    return [(report, dict(report.locations)) for report in reports_]


@given(st.lists(reports("2021", blanks=True, annotated=True) | any_reports("2021"), min_size=2, max_size=4), st.data())
@settings(max_examples=30)
def test_pages_one_after_another_are_read_as_each_alone(several, data):
    """What was remembered of other pages changes nothing in a page's figures, places, notes or unread rows."""
    page, how = data.draw(htmlforms.pages()), data.draw(printing.deviations())
    documents = [read_html(Source(htmlforms.write(report, how, page), "page.html")) for report in several]
    after_others, alone = both_ways(documents)
    assert same(after_others) == same(alone)


@given(st.lists(reports("2021", blanks=True), min_size=2, max_size=4), st.sampled_from(sorted(textforms.FORMS)))
@settings(max_examples=30)
def test_texts_one_after_another_are_read_as_each_alone(several, form):
    """The same for texts, whose cells do not know their columns."""
    after_others, alone = both_ways([parse_text(textforms.write(report, form)) for report in several])
    assert same(after_others) == same(alone)


def test_a_plan_is_followed():
    """A second document of the same shape is placed by the plan of the first."""
    report = gd.read(htmlforms.EXAMPLE)
    plans.forget()
    address = "requests.received.natural_person"
    pages = [htmlforms.write(report), htmlforms.write(changed(report, {address: 4711}))]
    documents = [read_html(Source(page, "page.html")) for page in pages]
    assert assemble(documents[0])[address] == report[address]
    remembered = dict(plans._plans)
    assert len(remembered) == 1
    assert assemble(documents[1])[address] == 4711
    assert plans._plans == remembered


def test_there_are_never_too_many_plans(monkeypatch):
    """Plans do not fill the memory."""
    monkeypatch.setattr(plans, "_MOST", 2)
    for at in range(5):
        plans.remember((at,), {}, frozenset())
    assert len(plans._plans) <= 2
    plans.forget()


def test_places_are_made_when_they_are_asked_for(tmp_path):
    """A report's places are a mapping like any other: equal, copied and pickled as a dictionary is."""
    path = tmp_path / "page.html"
    path.write_bytes(htmlforms.write(gd.read(htmlforms.EXAMPLE)))
    first, again = gd.read(path), gd.read(path)
    sent = pickle.loads(pickle.dumps(again))  # noqa: S301 - what was just written
    assert type(sent.locations) is dict
    assert sent.locations == first.locations == again.locations == copy.deepcopy(first.locations)
    assert len(first.locations) == len(dict(first.locations)) > 100
    assert first.locations["requests.received.total"].table == 3
