"""How a command comes to its configuration: options of the command line, and the files above what it is about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import click
from click.core import ParameterSource

from ..i18n import Language, msg

if TYPE_CHECKING:
    from ..configuration.configured import Configuration
    from ..configuration.run import Configurations
    from ..output.result import Result

config = click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Configuration; without it the nearest pyproject.toml or gov-disclosure.toml above each file.",
)
baseline = click.option(
    "--baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File of accepted findings, which are not shown.",
)
update_baseline = click.option("--update-baseline", is_flag=True, help="Accept all that is found now.")
reason = click.option("--reason", default="", help="With --update-baseline: why what is new is accepted.")


def configurations(file: Path | None, *, plugins: bool = True, **given: Any) -> Configurations:
    """The configurations of the command that is running.

    Args:
        file: What ``--config`` says.
        plugins: Whether plugins may be loaded at all.
        given: Options that say what the configuration can say, too, by their name; they win, unless they are defaults.
    """
    from ..configuration.run import Configurations
    from ..findings import Severity

    source = click.get_current_context().get_parameter_source
    said = {name: value for name, value in given.items() if source(name) is not ParameterSource.DEFAULT}
    if "fail_on" in said:
        said["fail_on"] = Severity(said["fail_on"])
    if "baseline" in said:
        said["baseline"] = str(said["baseline"])
    return Configurations(file, said, plugins)


def compared(result: Result, configuration: Configuration, whole: str | None) -> Result:
    """A result with its reports compared with each other as a configuration says.

    Args:
        result: What was found in the files.
        configuration: The configuration of the run as a whole.
        whole: The path of the consolidated report of which the others are parts; None to compare years.

    Raises:
        ClickException: The whole is no report, but a folder, an archive or another file.
    """
    from ..output.comparison import Choice, with_group, with_series

    settings = configuration.settings
    if whole is not None and all(file.path != whole for file in result.files):
        text = msg("--whole names one file that holds a report; {path} is none", path=whole)
        raise click.ClickException(text.render(settings.lang))
    choice = Choice(settings.select, settings.ignore or None, configuration.registry)
    names = settings.same_body or None
    found = with_group(result, whole, names, choice) if whole is not None else with_series(result, names, choice)

    def applied(one: Any) -> Any:
        return attrs.evolve(one, findings=configuration.apply(one.findings, one.shown_in))

    return attrs.evolve(found, series=tuple(map(applied, found.series)), groups=tuple(map(applied, found.groups)))


@contextmanager
def reported(lang: Language) -> Iterator[None]:
    """Turns a configuration that cannot be used into an error of the command.

    Raises:
        ClickException: With all problems; the exit status is 2.
    """
    from ..configuration.problems import ConfigurationError

    try:
        yield
    except ConfigurationError as error:
        raise click.ClickException(error.render(lang)) from None
