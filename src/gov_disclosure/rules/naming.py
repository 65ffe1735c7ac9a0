"""How a message names a place of the form, in either language."""

from __future__ import annotations

from attrs import frozen

from ..i18n import Language, Listed
from ..report.layout import layout
from ..report.model import Report


@frozen
class Named:
    """The label of an address, as the form of `edition` prints it."""

    address: str
    edition: str
    short: bool = False

    def render(self, lang: Language) -> str:
        """The label in `lang`."""
        return layout(self.edition).label(self.address, lang, short=self.short)


def named(report: Report, address: str) -> Named:
    """An address by its full label."""
    return Named(address, report.edition)


def listed(report: Report, addresses: tuple[str, ...]) -> Listed:
    """Several addresses by their labels."""
    return Listed(tuple(Named(address, report.edition) for address in addresses))
