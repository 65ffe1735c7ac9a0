"""How rules and plugins that failed are said on standard error."""

from __future__ import annotations

from collections.abc import Iterable

import click

from ..findings import Failure
from ..i18n import Language, Message, msg
from ..output.result import FAILED, OK


def failed(failures: Iterable[Failure], lang: Language) -> int:
    """Say each failure in a line of its own.

    Returns:
        The exit status: 3, or 0 if nothing failed.
    """
    status = OK
    for failure in failures:
        click.echo(_said(failure).render(lang), err=True)
        status = FAILED
    return status


def _said(failure: Failure) -> Message:
    if failure.code is None:
        return msg("plugin {plugin} failed: {error}", plugin=failure.plugin, error=failure)
    return msg("rule {code} of {plugin} failed: {error}", code=failure.code, plugin=failure.plugin, error=failure)
