"""``python -m gov_disclosure``."""

import sys

from .cli import main

sys.exit(main())
