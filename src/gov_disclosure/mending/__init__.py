"""The smallest mend: the fewest figures whose change makes every sum hold (Fellegi and Holt, 1976).

``docs/method.md`` explains the method. The steps: :mod:`.system` turns a report's sums into equations, :mod:`.exact`
decides exactly whether changing certain cells can make them hold, :mod:`.search` finds the smallest sets of up to three
figures, :mod:`.solver` those of more, and :mod:`.slips` puts first what looks most like a slip.
"""

from .applying import mended
from .hints import hinted
from .model import Change, Changes, Mend, Part, SolverMissing, WeightError
from .repairing import DEFAULT_LIMIT, DEFAULT_TIME, repair

__all__ = [
    "DEFAULT_LIMIT",
    "DEFAULT_TIME",
    "Change",
    "Changes",
    "Mend",
    "Part",
    "SolverMissing",
    "WeightError",
    "hinted",
    "mended",
    "repair",
]
