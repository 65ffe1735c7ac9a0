"""What all tests share: how many examples are drawn, what this machine cannot run, and what is printed at the end."""

import os
import shutil

import pytest
from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "default",
    max_examples=50,
    deadline=None,
    # Explaining a failure draws hundreds of further reports, for a line of text that a traceback says better.
    phases=[phase for phase in Phase if phase is not Phase.explain],
    # A report has two hundred figures, and a loaded machine may take its time to draw them.
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("ci", settings.get_profile("default"), derandomize=True, print_blob=True)
settings.register_profile("thorough", settings.get_profile("default"), max_examples=1000)
# Where a failure stops others the examples are always the same ones; another profile with --hypothesis-profile.
settings.load_profile("ci" if os.environ.get("CI") else "default")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests that need LibreOffice where it is not installed."""
    if shutil.which("soffice") or shutil.which("libreoffice"):
        return
    left_out = [item for item in items if item.get_closest_marker("soffice")]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


def pytest_terminal_summary(terminalreporter):
    """Print what tests have measured, ``record_property("measured", "...")``, and which were left out."""
    reports = [report for several in terminalreporter.stats.values() for report in several]
    lines = {
        text: None
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, text in report.user_properties
        if name == "measured"
    }
    if lines:
        terminalreporter.section("measured")
        for line in lines:
            terminalreporter.write_line(line)
    if not (shutil.which("soffice") or shutil.which("libreoffice")):
        terminalreporter.write_line("left out: the tests that need LibreOffice, which is not installed (no soffice)")
