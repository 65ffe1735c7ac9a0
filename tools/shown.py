"""Bring what the pages of the documentation show up to date: ``python tools/shown.py [PAGE…]``.

Runs the code blocks of each page as the tests do, and writes what was printed where the page shows something else. Look
at the difference before you commit it: it is what users will notice. A page that installs the package takes it from
where pip finds it; ``PIP_FIND_LINKS`` names a folder of wheels.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests/support"))

import pages


def renewed(path: Path) -> str:
    """The text of a page, with what its blocks print."""
    lines = path.read_text("utf-8").splitlines()
    blocks = pages.blocks_of("\n".join(lines))
    with tempfile.TemporaryDirectory() as folder:
        steps = pages.follow(path, Path(folder))
    answers = {block.line: block.answer for block in blocks if block.answer}
    for step in reversed(steps):
        if step.wrong is None:
            continue
        if step.shown is None:
            print(f"{path}: {step.wrong}", file=sys.stderr)
            continue
        answer = answers.get(step.line)
        first = answer.line - 1 if answer else step.line + step.what.count("\n")
        count = len(step.shown.splitlines())
        lines[first : first + count] = pages.tidy(step.printed).splitlines()
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    for given in [Path(name).resolve() for name in sys.argv[1:]] or pages.pages():
        given.write_text(renewed(given), "utf-8")
