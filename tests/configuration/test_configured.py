"""What settings do to the checking of a file."""

import attrs
import pytest

import gov_disclosure as gd
from gov_disclosure.configuration.configured import Configuration
from gov_disclosure.configuration.settings import Settings
from gov_disclosure.findings import NO_TEXT_LAYER, UNREADABLE_FILE, Findings, Severity
from gov_disclosure.i18n import msg
from gov_disclosure.readers.errors import unreadable
from gov_disclosure.report.layout import layout
from gov_disclosure.rules.registry import Registry

COLUMNS = [column.key for column in layout("2021").rows["requests.received"].columns]
REGISTRY = Registry(plugins=[])


@pytest.fixture
def configured(tmp_path):
    """The configuration of a folder with some settings."""
    return lambda **settings: Configuration(Settings(**settings), REGISTRY, tmp_path)


def received(*figures):
    """A report of one row of table three."""
    return gd.structure({"edition": "2021", "requests": {"received": dict(zip(COLUMNS, figures, strict=True))}})


WRONG = received(1, 0, 0, 0, 0, -1, 5)
"""A row with a wrong total and a negative figure."""


def codes(findings):
    """Code and severity of each finding."""
    return [(finding.code, finding.severity.value) for finding in findings]


def test_without_settings_nothing_changes(configured, tmp_path):
    """The default configuration finds what `gd.check` finds, and names a file as its folder does."""
    assert configured().check(WRONG, str(tmp_path / "a.txt")) == gd.check(WRONG, registry=REGISTRY, path="a.txt")


def test_codes_are_selected_and_ignored(configured):
    """Prefixes choose what is checked; what is ignored is not counted as unevaluated either."""
    assert codes(configured(select=("GD3",)).check(WRONG, "a.txt")) == [("GD301", "error")]
    findings = configured(ignore=("GD3",)).check(WRONG, "a.txt")
    assert codes(findings) == [("GD201", "error")]
    assert not [entry for entry in findings.unevaluated if entry.code.startswith("GD3")]


def test_to_select_nothing_is_to_select_all(configured):
    """An empty list of codes to check chooses none away: a check of nothing would look like one that found nothing."""
    settings = configured(select=())
    assert settings.settings.select is None
    assert codes(settings.check(WRONG, "a.txt")) == codes(configured().check(WRONG, "a.txt"))


def test_the_longest_prefix_gives_the_severity(configured):
    """A severity for a family holds but for the codes that have one of their own."""
    settings = {"severity": {"GD": Severity.INFO, "GD30": Severity.WARNING, "GD301": Severity.ERROR}}
    assert sorted(codes(configured(**settings).check(WRONG, "a.txt"))) == [("GD201", "info"), ("GD301", "error")]


def test_files_have_ignores_of_their_own(configured, tmp_path):
    """A pattern leaves codes out in the files that it matches, seen from the configuration's folder."""
    configuration = configured(per_file_ignores={"old/*.txt": ("GD3",), "*.json": ("GD2",)})
    for path, expected in (("old/a.txt", {"GD201"}), ("old/a.json", {"GD301"}), ("new/old/a.txt", {"GD201", "GD301"})):
        assert {f.code for f in configuration.check(WRONG, str(tmp_path / path))} == expected


@pytest.mark.parametrize("rule", [UNREADABLE_FILE, NO_TEXT_LAYER])
def test_that_a_file_cannot_be_read_is_always_said(configured, rule):
    """Neither ignoring nor selecting removes GD001 and GD004, and no severity changes them."""
    said = Findings((unreadable("a.pdf", msg("the file is empty"), rule=rule).finding,))
    configuration = configured(
        select=("GD3",), ignore=("GD",), severity={"GD": Severity.INFO}, per_file_ignores={"*": ("GD0",)}
    )
    assert configuration.apply(said, lambda _: "a.pdf") == said


def test_other_findings_are_chosen_and_graded_too(configured):
    """What was not found by `check`, such as findings about a series, is shown as the settings say."""
    findings = gd.check(WRONG, registry=REGISTRY)
    applied = configured(ignore=("GD2",), severity={"GD301": Severity.INFO}).apply(findings, lambda _: "a.json")
    assert codes(applied) == [("GD301", "info")]
    assert applied.unevaluated == findings.unevaluated


# Blanks -----------------------------------------------------------------------------------------------------------


def test_a_block_of_blanks_that_count_as_zero_is_no_finding(configured):
    """Where all the blank cells of a block lie in the named columns nothing is said, and the sums count them as 0."""
    report = received(3, None, None, 0, 0, 0, 3)
    assert codes(gd.check(report)) == [("GD204", "warning")]
    assert not configured(blank_is_zero=("requests.enterprise", "requests.research_institute")).check(report, "a")


def test_a_mixed_block_shrinks(configured):
    """The blank cells that are not named are still a finding, and only they."""
    findings = configured(blank_is_zero=("requests.enterprise",)).check(received(3, None, None, 0, 0, 0, 3), "a")
    assert [finding.cells for finding in findings] == [("requests.received.research_institute",)]


def test_blanks_are_named_by_table_row_or_cell(configured):
    """A table, a row or a single cell names its blank cells as well as a column does."""
    report = received(3, None, 0, 0, 0, 0, 3)
    for address in ("requests", "requests.received", "requests.received.enterprise"):
        assert not configured(blank_is_zero=(address,)).check(report, "a")
    assert codes(configured(blank_is_zero=("requests.carried_in",)).check(report, "a")) == [("GD204", "warning")]


def test_a_blank_total_that_counts_as_zero_is_compared(configured):
    """A blank counts as 0 in full: a blank total beside figures is a wrong total."""
    report = received(3, 0, 0, 0, 0, 0, None)
    assert [f.code for f in gd.check(report)] == ["GD204"]
    findings = configured(blank_is_zero=("requests.total",)).check(report, "a")
    assert [(f.code, f.expected, f.actual) for f in findings] == [("GD301", 3, 0)]


def test_nothing_but_a_blank_counts_as_zero(configured):
    """Unknown, absent, unreadable and annotated cells stay what they are, and so does the report."""
    report = gd.structure({"edition": "2021", "requests": {"received": {"enterprise": "/"}, "carried_in": None}})
    counted = configured(blank_is_zero=("requests",)).counted(report)
    assert counted == report
    assert gd.unstructure(received(3, None, 0, 0, 0, 0, 3))["requests"]["received"]["enterprise"] is None


def test_an_address_of_the_other_edition_does_no_harm(configured):
    """Names of an edition that the report is not in cover nothing."""
    report = received(3, None, 0, 0, 0, 0, 3)
    configuration = configured(blank_is_zero=("proactive_disclosure.licensing.prior_items",))
    assert codes(configuration.check(report, "a")) == [("GD204", "warning")]


def test_what_overrides_is_said(configured, tmp_path):
    """A value from the command line wins, and is said to come from there."""
    configuration = configured(ignore=("GD3",), fail_on=Severity.WARNING).overridden({"ignore": ("GD2",)}, tmp_path)
    assert configuration.settings.ignore == ("GD2",)
    assert configuration.settings.fail_on is Severity.WARNING
    assert (configuration.origin("ignore"), configuration.origin("fail-on")) == ("--ignore", None)


def test_every_setting_can_be_overridden(configured, tmp_path):
    """Overriding with a configuration's own values gives the same settings."""
    configuration = configured(ignore=("GD3",))
    given = attrs.asdict(configuration.settings, recurse=False)
    assert configuration.overridden({k: v for k, v in given.items() if v is not None}, tmp_path).settings == (
        configuration.settings
    )
