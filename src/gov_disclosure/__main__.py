"""``gov-disclosure`` and ``python -m gov_disclosure``."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line and return the exit status, also where the user breaks it off before it is loaded."""
    try:
        from .cli import main as run

        return run()
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
