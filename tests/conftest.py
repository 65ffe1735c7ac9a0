"""What all tests share: how many examples Hypothesis draws, and that what was measured is printed."""

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
settings.load_profile("default")  # another one with --hypothesis-profile


def pytest_terminal_summary(terminalreporter):
    """Print what tests have measured: ``record_property("measured", "...")``."""
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
