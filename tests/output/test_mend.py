"""A mend, and a hint, in words."""

import pathlib

import gov_disclosure as gd
from gov_disclosure.mending import hinted
from gov_disclosure.output.mend import hint_in_words, summary, sums

EXAMPLE = pathlib.Path(__file__).parents[2] / "examples" / "county-2021.txt"
GROUP = {"upheld": 1, "corrected": None, "other": 3, "pending": 4, "total": "15件"}


def hints(report):
    """The hints at findings about sums, in English."""
    findings = hinted(report, gd.check(report, select=["GD3"]))
    return [hint_in_words(finding.hint or {}, report.edition, "en") for finding in findings]


def test_a_hint_says_what_to_change():
    """Each cell is named with what stands there and what should; where it is the only mend it is called the smallest."""
    held, total = "Not available › Not held by this organ", "Total of outcomes"
    changes = "; ".join(f"Outcomes of the year › {row} › Natural persons: 0 → 2" for row in (held, total))
    assert hints(gd.read(EXAMPLE)) == [f"smallest mend: {changes}"] * 3


def test_a_hint_that_is_not_the_only_one_says_so():
    """Where several mends are equally small, the hint is one of them."""
    (text,) = hints(gd.structure({"edition": "2021", "disputes": {"reconsideration": GROUP | {"corrected": 2}}}))
    assert text.startswith("one of several equally small mends: ")


def test_a_blank_and_an_annotated_figure_are_shown_as_they_stand():
    """A blank has no figure to show, and words beside a figure are quoted."""
    (text,) = hints(gd.structure({"edition": "2021", "disputes": {"reconsideration": GROUP}}))
    assert text == "smallest mend: Administrative reconsideration › Corrected: (blank) → 7"
    report = gd.structure({"edition": "2021", "disputes": {"reconsideration": GROUP | {"corrected": 20}}})
    trusted = {f"disputes.reconsideration.{name}": 9 for name in ("upheld", "corrected", "other", "pending")}
    (finding,) = hinted(report, gd.check(report, select=["GD3"]), weights=trusted)
    assert hint_in_words(finding.hint or {}, "2021", "en").endswith("Total: 15件 → 28")


def test_the_sums_are_shown_before_and_after():
    """Each broken sum is named with its two sides, and what both are after the changes."""
    report = gd.read(EXAMPLE)
    assert set(sums(report, gd.repair(report).changes, "en")) == {
        "GD301 Outcomes of the year › Not available › Not held by this organ: 0 ≠ 2, then 2 = 2",
        "GD301 Outcomes of the year › Total of outcomes: 0 ≠ 2, then 2 = 2",
        "GD303 the column Natural persons: 2 ≠ 0, then 2 = 2",
    }


def test_the_summary_says_how_certain_the_mend_is():
    """One mend, several, none needed: each has its sentence."""
    several = gd.structure({"edition": "2021", "disputes": {"reconsideration": GROUP | {"corrected": 2}}})
    assert summary(gd.repair(gd.read(EXAMPLE))).render("en").startswith("The smallest mend; no other is as small.")
    assert summary(gd.repair(several)).render("en").startswith("5 mends are equally small")
    assert summary(gd.Mend()).render("en").endswith("there is nothing to mend.")
