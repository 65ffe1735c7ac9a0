"""Small packages that tests build, and fresh environments into which they install them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[2]

_PROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "{name}"
version = "1.0"

[project.entry-points."gov_disclosure.rules"]
{plugin} = "{name}"

[tool.hatch.build.targets.wheel]
include = ["{name}.py"]
"""


def clean_environment() -> dict[str, str]:
    """The environment variables without those that would let a process see more than its own environment."""
    hidden = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "COLUMNS"}
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in hidden and not name.startswith("COV_") and not name.startswith("COVERAGE_")
    }
    return {**kept, "PYTHONUTF8": "1"}


def run(*command: object, cwd: Path | None = None, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run a program outside of this environment, and show what it says if it fails."""
    done = subprocess.run(
        [*map(str, command)], cwd=cwd, env=clean_environment(), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0 or not check, f"{command}\n{done.stdout}\n{done.stderr}"
    return done


def package(folder: Path, plugin: str, source: str) -> Path:
    """A plugin as a package of one module.

    Args:
        folder: Where to put it.
        plugin: The plugin's name.
        source: The text of its module.

    Returns:
        The folder of the package.
    """
    name = f"plugin_{plugin}"
    home = folder / name
    home.mkdir(parents=True)
    (home / "pyproject.toml").write_text(_PROJECT.format(name=name, plugin=plugin), "utf-8")
    (home / f"{name}.py").write_text(source, "utf-8")
    return home


def wheels(folder: Path, sources: Iterable[Path]) -> list[Path]:
    """Build packages with what is installed here, without another environment for each."""
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", folder, *sources)
    return sorted(folder.glob("*.whl"))


def environment(folder: Path, *requirements: object) -> Path:
    """A fresh environment with packages in it.

    Returns:
        The folder of its programs.
    """
    run(sys.executable, "-m", "venv", folder)
    programs = folder / ("Scripts" if sys.platform == "win32" else "bin")
    run(programs / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", *requirements)
    return programs
