"""What every command is given: where the files are, the streams, and the library and settings on request."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from tuinews.cli.output import Output
from tuinews.model import TuinewsError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from tuinews.library import Library
    from tuinews.settings.config import Config
    from tuinews.settings.paths import Paths


class UsageError(TuinewsError):
    """The command was not given as it is meant: exit status 2."""


class Context:
    """One run of one command."""

    def __init__(self, output: Output, home: str | None = None) -> None:
        self.output = output
        self.home = home
        self._told: set[str] = set()

    @cached_property
    def paths(self) -> Paths:
        """Where the files of this run are."""
        from tuinews.settings.paths import resolve  # noqa: PLC0415

        return resolve(self.home)

    @cached_property
    def config(self) -> Config:
        """The settings; what is wrong with them is said once."""
        from tuinews.settings.config import load_config  # noqa: PLC0415

        config, problems = load_config(self.paths.config)
        self.tell(problems)
        return config

    def tell(self, problems: Iterable[object]) -> None:
        """Say what is wrong, each thing once; the program goes on."""
        for problem in map(str, problems):
            if problem not in self._told:
                self._told.add(problem)
                self.output.note(problem)

    def ensure_home(self) -> None:
        """Make the folders; raises SettingsError, but where there is a library to read without them."""
        from tuinews.settings.paths import ensure  # noqa: PLC0415
        from tuinews.settings.problems import SettingsError  # noqa: PLC0415

        try:
            ensure(self.paths)
        except SettingsError:
            if not self.paths.database.exists():
                raise

    @contextmanager
    def library(self, *, reading: bool = False) -> Iterator[Library]:
        """The library, in step with ``sources.toml``; raises TuinewsError.

        For a command that only reads, that it cannot be written is said behind what is kept.
        """
        from tuinews.library import Library  # noqa: PLC0415

        self.ensure_home()
        library = Library.open(self.paths)
        try:
            out_of_step: list[TuinewsError] = []
            try:
                self.tell(library.reload_sources())
            except TuinewsError as error:
                if not reading:
                    raise
                out_of_step.append(error)
            yield library
            self.tell(out_of_step)
        finally:
            library.close()


class Action(NamedTuple):
    """A command: how its arguments are declared and what it does."""

    configure: Callable[[ArgumentParser], None]
    run: Callable[[Namespace, Context], int]
