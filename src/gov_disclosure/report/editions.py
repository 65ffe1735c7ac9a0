"""The editions of the prescribed format: which form was in force when, and where it is laid down."""

from __future__ import annotations

from typing import Any

from attrs import frozen

from .form import Source
from .tables import Disputes, ProactiveDisclosure2019, ProactiveDisclosure2021, Requests


@frozen(eq=False)
class Edition:
    """One edition of the format.

    Attributes:
        key: The name used everywhere: ``"2021"``.
        first_year: The first reported year for which it is in force.
        last_year: The last such year, or None while it is in force.
        source: The document that prescribes it.
        proactive_disclosure: The class of table two.
        requests: The class of table three.
        disputes: The class of table four.
        undivided_otherwise: Whether （六）其他处理 is prescribed as one row rather than as three.
    """

    key: str
    first_year: int
    last_year: int | None
    source: Source
    proactive_disclosure: type[Any]
    requests: type[Any] = Requests
    disputes: type[Any] = Disputes
    undivided_otherwise: bool = False

    def covers(self, year: int) -> bool:
        """Whether the edition is the one in force for reports on `year`."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)


EDITION_2021 = Edition(
    key="2021",
    first_year=2021,
    last_year=None,
    source=Source(
        "国办公开办函〔2021〕30号",
        "General Office of the State Council, 国办公开办函〔2021〕30号 (2021-09-26)",
    ),
    proactive_disclosure=ProactiveDisclosure2021,
)
EDITION_2019 = Edition(
    key="2019",
    first_year=2019,
    last_year=2020,
    source=Source("国办公开办函〔2019〕60号", "General Office of the State Council, 国办公开办函〔2019〕60号 (trial)"),
    proactive_disclosure=ProactiveDisclosure2019,
    undivided_otherwise=True,
)

EDITIONS: dict[str, Edition] = {}
"""The known editions by key, the latest first."""


def register_edition(edition: Edition) -> None:
    """Make an edition known; everything else is derived from its classes."""
    known = [*EDITIONS.values(), edition]
    EDITIONS.clear()
    EDITIONS.update({e.key: e for e in sorted(known, key=lambda e: -e.first_year)})


register_edition(EDITION_2021)
register_edition(EDITION_2019)

IN_FORCE = EDITION_2021


def edition_for_year(year: int) -> Edition | None:
    """The latest edition that is in force for reports on `year`; None before the first one."""
    for edition in EDITIONS.values():
        if edition.covers(year):
            return edition
    return None
