"""``python -m gov_disclosure``."""

import sys

try:
    from .cli import main

    sys.exit(main())
except KeyboardInterrupt:  # while the modules are loaded; later, `main` says so itself
    sys.exit(130)
