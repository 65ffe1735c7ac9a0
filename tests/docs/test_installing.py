"""Pages that install the package are followed to the letter, in environments of their own."""

import packages
import pages
import pytest

TUTORIAL = pages.ROOT / "docs/tutorial.md"


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    """A folder from which pip takes this version of the package."""
    folder = tmp_path_factory.mktemp("wheels")
    packages.wheels(folder, [pages.ROOT])
    return folder


@pytest.mark.parametrize("name", pages.INSTALLING)
def test_the_page_is_true(name, tmp_path, wheels):
    """Whoever follows the page to the letter gets what it shows, and at the end of the tutorial a rule of their own."""
    hidden = {"PYTHONPATH": "", "PIP_QUIET": "3", "PIP_FIND_LINKS": str(wheels), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    wrong = [step.wrong for step in pages.follow(pages.ROOT / name, tmp_path, **hidden) if step.wrong]
    assert not wrong, "\n\n".join(wrong)


def test_the_report_of_the_tutorial_is_the_example():
    """The report that the tutorial prints is the example that other pages use."""
    (report,) = (block for block in pages.blocks_of(TUTORIAL.read_text("utf-8")) if block.name == "report.txt")
    assert report.content + "\n" == (pages.ROOT / "examples/county-2023.txt").read_text("utf-8")
