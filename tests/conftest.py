"""What all tests share: how many examples Hypothesis draws."""

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
