"""One engine at a time for a library."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tuinews.model import TuinewsError


class AlreadyRunning(TuinewsError):
    """Another engine is at work on this library."""


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the engine's lock in the folder of the library; the system lets go of it when the process ends.

    Raises AlreadyRunning at once where another process holds it, TuinewsError where the folder cannot be
    written.
    """
    path = folder / "refresh.lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = path.open("a")
    except OSError as error:
        raise TuinewsError(
            f"Nothing can be refreshed: {path} cannot be written ({(error.strerror or str(error)).lower()}). "
            "Make room, change the permissions of its folder, or choose another with --home or TUINEWS_HOME."
        ) from error
    with file:
        if not _take(file):
            raise AlreadyRunning("Another refresh is running on this library. Wait until it has finished.")
        yield


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[str]) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(file: IO[str]) -> bool:
        # A POSIX lock, not flock(): the engine's children must not hold it when their parent is gone.
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
