"""Pages that install the package are followed to the letter, in environments of their own."""

import shutil

import packages
import pages
import pytest

TUTORIAL = pages.ROOT / "docs/tutorial.md"
SOURCES = ("src", "examples", "README.md", "LICENSE", "pyproject.toml", "hatch_build.py")


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    """A folder from which pip takes this version of the package."""
    folder = tmp_path_factory.mktemp("wheels")
    packages.wheels(folder, [pages.ROOT])
    return folder


def followed(path, folder, **environment):
    """What is not as a page says."""
    hidden = {"PYTHONPATH": "", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    with pages.Reader(folder, {**hidden, **environment}, imported=False) as reader:
        steps = list(reader.follow(pages.blocks_of(path.read_text("utf-8"))))
    return "\n\n".join(step.wrong for step in steps if step.wrong)


def test_the_tutorial_is_true(tmp_path, wheels):
    """Whoever follows the tutorial to the letter in an empty folder gets what it shows, and an own rule in the end."""
    assert not followed(TUTORIAL, tmp_path, PIP_FIND_LINKS=str(wheels))


def test_the_report_of_the_tutorial_is_the_example():
    """The report that the tutorial prints is the example that other pages use."""
    (report,) = (block for block in pages.blocks_of(TUTORIAL.read_text("utf-8")) if block.name == "report.txt")
    assert report.content + "\n" == (pages.ROOT / "examples/county-2023.txt").read_text("utf-8")


def test_the_first_page_is_true(tmp_path):
    """Whoever has the repository and follows its first page gets what it shows."""
    for name in SOURCES:
        source = pages.ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / name)
    assert not followed(pages.ROOT / "README.md", tmp_path)
