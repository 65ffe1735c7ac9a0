"""Write the manifest of the pre-commit hook: ``python tools/hooks.py``.

Which files the hook is given follows from the kinds of files that can be read, so that no new kind is forgotten.
"""

from __future__ import annotations

from pathlib import Path

from gov_disclosure.readers import FILE_TYPES

MANIFEST = Path(__file__).parents[1] / ".pre-commit-hooks.yaml"


def manifest() -> str:
    """The text of the manifest."""
    suffixes = "|".join(sorted(suffix.removeprefix(".") for suffix in FILE_TYPES))
    return f"""\
# Written by tools/hooks.py.
- id: gov-disclosure
  name: gov-disclosure
  description: Check annual reports on open government information (政府信息公开工作年度报告); pass over other files
  entry: gov-disclosure check --skip-other
  language: python
  files: (?i)\\.({suffixes})$
  require_serial: true
  additional_dependencies: [".[readers]"]
"""


if __name__ == "__main__":
    MANIFEST.write_text(manifest(), "utf-8")
