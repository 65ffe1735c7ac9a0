"""The configurations of a run: each file has the one nearest above it, unless one is given by name."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import define, field

from ..i18n import msg
from .configured import Configuration, origin_of, unconfigured
from .finding import Source, find, open_named
from .names import registry_of
from .problems import ConfigurationError, ConfigurationProblem
from .settings import key_of

if TYPE_CHECKING:
    from .loading import Loaded


@define(eq=False)
class Configurations:
    """The configurations of a run.

    Attributes:
        file: The configuration given with ``--config``; None to look for one above each file.
        given: What the command line says instead, by name of the field of the settings; it wins.
        plugins: Whether plugins may be loaded at all.
    """

    file: Path | None = None
    given: Mapping[str, Any] = field(factory=dict)
    plugins: bool = True
    _found: dict[Path | None, Configuration] = field(factory=dict, init=False)
    _of: dict[Path, Configuration] = field(factory=dict, init=False)

    def of(self, path: str) -> Configuration:
        """The configuration that applies to a file, or in a folder.

        Raises:
            ConfigurationError: It cannot be used.
        """
        where = Path(os.path.abspath(path))  # noqa: PTH100 - `..` is to go, links are to stay
        folder = where if os.path.isdir(where) else where.parent  # noqa: PTH112 - raises nothing where one may not look
        if folder not in self._of:
            self._of[folder] = self._load(folder)
        return self._of[folder]

    def of_all(self, paths: Iterable[str]) -> Configuration:
        """The configuration of a run as a whole, for its language and such: that of the folder with all its files.

        Raises:
            ConfigurationError: It cannot be used.
        """
        absolute = [os.path.abspath(path) for path in paths] or [os.getcwd()]  # noqa: PTH100, PTH109 - as `of` does
        try:
            return self.of(os.path.commonpath(absolute))
        except ValueError:  # files on several drives have no folder in common
            return self.of(absolute[0])

    def prepare(self, paths: Iterable[str]) -> None:
        """Load the configurations of all files, so that none fails later.

        Raises:
            ConfigurationError: With the problems of every configuration that cannot be used.
        """
        problems: list[ConfigurationProblem] = []
        for path in paths:
            try:
                self.of(path)
            except ConfigurationError as error:
                problems += (problem for problem in error.problems if problem not in problems)
        if problems:
            raise ConfigurationError(problems)

    def __reduce__(self) -> tuple[Any, ...]:
        # Another process finds and loads for itself: functions of plugins do not travel.
        return Configurations, (self.file, self.given, self.plugins)

    def _load(self, folder: Path) -> Configuration:
        source = open_named(self.file) if self.file is not None else find(folder)
        path = None if source is None else source.path
        if path not in self._found:
            self._found[path] = self._configuration(None if source is None else self._loaded(source))
        return self._found[path]

    def _loaded(self, source: Source) -> Loaded:
        from .loading import load  # with cattrs, which a run without a configuration does not need

        return load(source, plugins=self.plugins)

    def _configuration(self, loaded: Loaded | None) -> Configuration:
        found = unconfigured(registry_of(plugins=self.plugins))
        if loaded is not None and loaded.path is not None:
            # As with other tools, a file given by name speaks of paths as whoever gives it does.
            root = loaded.path.parent if self.file is None else Path.cwd()
            origins = {key: origin_of(loaded.path, line) for key, line in loaded.lines.items()}
            found = Configuration(loaded.settings, loaded.registry, root, loaded.path, origins)
        self._require_known(found)
        return found.overridden(self.given, Path.cwd())

    def _require_known(self, found: Configuration) -> None:
        """Refuse codes on the command line that no rule has."""
        codes = {key_of(name): list(self.given[name]) for name in ("select", "ignore") if self.given.get(name)}
        if not codes:
            return
        from .loading import structure

        _, problems = structure(codes, found.registry)
        if problems:
            raise ConfigurationError(ConfigurationProblem(f"--{path[0]}", "", text) for path, text in problems)


def baseline_to_write(configuration: Configuration) -> Path:
    """The baseline that a run is to write.

    Raises:
        ConfigurationError: None is named.
    """
    if configuration.baseline is None:
        text = msg("say which file: --baseline FILE, or baseline in the configuration")
        raise ConfigurationError([ConfigurationProblem("--update-baseline", "", text)])
    return configuration.baseline
