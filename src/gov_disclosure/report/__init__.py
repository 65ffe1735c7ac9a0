"""What a report is: the form stated once, the cells' states, addresses, and the canonical form."""

from __future__ import annotations

from .layout import layout
from .model import Report

__all__ = ["Report", "addresses", "label"]


def addresses(edition: str) -> tuple[str, ...]:
    """The addresses of the cells that an edition prescribes, in the order of the form.

    Args:
        edition: ``"2021"`` or ``"2019"``.

    Raises:
        KeyError: There is no such edition.
    """
    return layout(edition).addresses


def label(address: str, lang: str = "zh", *, edition: str | None = None) -> str:
    """What the form prints for an address.

    Args:
        address: A section, a row, a cell, or a column of a table (``requests.enterprise``).
        lang: ``"zh"`` or ``"en"``.
        edition: The edition; unless given, the first that has the address, the one in force before older ones.

    Raises:
        KeyError: There is no such address.
        ValueError: There is no such language.
    """
    from ..i18n import require_language
    from .editions import EDITIONS

    require_language(lang)
    tried = [edition] if edition is not None else list(EDITIONS)
    for key in tried:
        try:
            return layout(key).label(address, lang)
        except KeyError:
            if key == tried[-1]:
                raise
    raise KeyError(address)
