"""Reports for tests: consistent ones, and ones with a known fault.

For the tests of whoever builds on this package, and for its own. Needs the extra ``testing`` (Hypothesis).

>>> from hypothesis import given
>>> import gov_disclosure as gd
>>> from gov_disclosure.testing import reports
>>> @given(reports("2021"))
... def test_my_rule_is_content_with_a_consistent_report(report):
...     assert not gd.check(report, select=["XN"])
"""

from __future__ import annotations

from ..report.replacing import replaced as changed
from .faults import FAULTS, Faulty, faulty_reports, found_errors
from .several import groups, series
from .strategies import any_reports, reports

__all__ = [
    "FAULTS",
    "Faulty",
    "any_reports",
    "changed",
    "faulty_reports",
    "found_errors",
    "groups",
    "reports",
    "series",
]
