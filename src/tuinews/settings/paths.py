"""Where the program's files live."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from tuinews.settings.problems import SettingsError, reason

__all__ = ["Paths", "SettingsError", "ensure", "resolve"]


class Paths(NamedTuple):
    """The files and folders of one home; none of them need exist."""

    config: Path
    sources: Path
    keys: Path
    database: Path
    cache: Path
    """A folder; whatever is in it may be deleted at any time."""
    log: Path


def resolve(home: str | None = None, env: Mapping[str, str] = os.environ) -> Paths:
    """Where the files of this user live.

    ``home`` (``--home``) comes first, then ``TUINEWS_HOME`` in ``env``: everything lies under that folder.
    Else the folders are those of the platform (on Linux the XDG base directories, as the process has them).
    """
    chosen = home or env.get("TUINEWS_HOME")
    if chosen:
        root = Path(chosen).expanduser().absolute()
        config, data, cache, state = root / "config", root / "data", root / "cache", root / "state"
    else:
        import platformdirs  # noqa: PLC0415 (not needed by a start with a home of its own)

        here = platformdirs.PlatformDirs("tuinews", appauthor=False)
        config, data = here.user_config_path, here.user_data_path
        cache, state = here.user_cache_path, here.user_state_path
    return Paths(
        config=config / "config.toml",
        sources=config / "sources.toml",
        keys=config / "keys.toml",
        database=data / "library.db",
        cache=cache,
        log=state / "tuinews.log",
    )


def ensure(paths: Paths) -> None:
    """Make the folders that are missing.

    Raises SettingsError, naming the folder and the reason, where one cannot be made.
    """
    for folder in (paths.config.parent, paths.database.parent, paths.cache, paths.log.parent):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SettingsError(
                f"The folder {folder} cannot be made: {reason(error)}. "
                "Repair that, or name another place with --home or TUINEWS_HOME."
            ) from error
