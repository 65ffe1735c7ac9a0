"""How much of what sentences claim is found, measured over more than six thousand of them, and printed.

The sentences of ``sentences/developed`` were at hand while the reader of prose was written. Those of
``sentences/held_out`` were written afterwards, in other words. Those of ``sentences/figured`` bring their own figures
along, and those of ``sentences/varied`` go with bodies of every kind; both were written to measure it on sentences that it
had not seen, and it was mended on their account.
"""

import itertools
import pathlib
from collections import Counter

import pytest
from prosefigures import read_figures, report_with
from prosereports import REPORTS

import gov_disclosure as gd

FOLDER = pathlib.Path(__file__).with_name("sentences")
SETS = ("developed", "held_out", "varied", "figured")
KINDS_ASKED_FOR = 20


def sentences(name, file):
    """The sentences of a file: the section, the report that each goes with, and the sentence."""
    section = ""
    lines = [line for line in (FOLDER / name / file).read_text("utf8").splitlines() if line and line[0] != "#"]
    for line, following in itertools.pairwise([*lines, ""]):
        if line.startswith("["):
            section = line.strip("[]")
        elif name != "figured":
            report, _, sentence = line.partition(": ")
            yield section, REPORTS[report], sentence.replace("⏎", "\n")
        elif line[0] != " ":
            body, _, figures = following.strip().partition(":")
            issuer, year = body.split()
            tables = bool(figures) or file == "true.txt"
            yield section, report_with(read_figures(figures), issuer, int(year), tables=tables), line.replace("⏎", "\n")


def findings(report, sentence):
    """What the rules about prose say where a report's section one is a sentence."""
    found = gd.check(gd.structure(report | {"overview": {"text": sentence}}), select=["GD4"])
    assert not found.failures
    return found


def squeezed(text):
    """A text without white space."""
    return "".join(text.split())


def test_the_reports_are_sound():
    """The tables that the sentences go with hold, so that a finding can only be the sentence's."""
    for report in REPORTS.values():
        assert not gd.check(gd.structure(report), select=["GD2", "GD3", "GD4"]).items


@pytest.mark.parametrize("name", SETS)
def test_false_claims_are_found(record_property, name):
    """Of false claims of at least twenty kinds nine in ten are found, under the right code, and quoted."""
    stated: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for section, report, sentence in sentences(name, "false.txt"):
        code, kind = section.split()
        said = [finding for finding in findings(report, sentence) if finding.code == code]
        stated[kind] += 1
        found[kind] += bool(said)
        for finding in said:
            assert squeezed(finding.problem.quote) in squeezed(sentence)
            assert finding.problem.at == "overview"
    share = 100 * found.total() / stated.total()
    kinds = "; ".join(f"{kind} {found[kind]}/{stated[kind]}" for kind in stated)
    record_property("measured", f"prose, {name}: {found.total()} of {stated.total()} false claims, {share:.1f} %")
    record_property("measured", f"prose, {name}, by kind: {kinds}")
    assert len(stated) >= KINDS_ASKED_FOR
    assert share >= 90
    assert min(found[kind] / stated[kind] for kind in stated) >= 0.5


@pytest.mark.parametrize("name", SETS)
def test_truthful_prose_has_no_finding(record_property, name):
    """On truthful sentences, the traps among them, there is no finding at all."""
    truthful = list(sentences(name, "true.txt"))
    alarms = [sentence for _, report, sentence in truthful if findings(report, sentence)]
    record_property("measured", f"prose, {name}: {len(alarms)} false alarms on {len(truthful)} truthful sentences")
    assert alarms == []


@pytest.mark.parametrize("name", SETS[:3])
def test_neighbours_do_not_make_truthful_prose_false(name):
    """Truthful sentences stay so when they stand together, as they do in a report."""
    together: dict[tuple[str, int], list[str]] = {}
    for _, report, sentence in sentences(name, "true.txt"):
        together.setdefault((report["issuer"], report["year"]), []).append(sentence)
    reports = {(report["issuer"], report["year"]): report for report in REPORTS.values()}
    alarms = [
        f.problem.quote for body, several in together.items() for f in findings(reports[body], "\n".join(several))
    ]
    assert alarms == []


def test_other_topics_beside_them_do_not_make_truthful_sentences_false():
    """Truthful sentences stay so between sentences about hotlines, proposals and publications."""
    truthful = list(sentences("figured", "true.txt"))
    others = itertools.cycle(sentence for section, _, sentence in truthful if section == "other-topics")
    for _, report, sentence in truthful:
        assert not findings(report, f"{next(others)}{sentence}\n{next(others)}").items
