"""What SQLite says, as sentences for a person."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tuinews.model import TuinewsError


class StoreError(TuinewsError):
    """The library cannot be read or written; the text says which file, why and what to do."""


class StoreUnusable(StoreError):
    """Nothing at all can be written: no room, no permission, a disk or file that is damaged."""


class StoreLocked(StoreError):
    """Another program kept the library to itself for longer than we wait; trying again later may work."""


def sentence(error: sqlite3.Error | OSError, path: Path) -> StoreError:
    """Return ``error`` of SQLite or the system as a StoreError about the library at ``path``."""
    text = str(error).lower()
    if "locked" in text or "busy" in text:
        return StoreLocked(
            f"The library {path} is kept busy by another program. Try again when that has finished."
        )
    if "disk is full" in text or "no space" in text or "quota" in text:
        return StoreUnusable(
            f"The disk that holds the library {path} is full: nothing more can be kept. "
            "Make room and try again; what was kept before is safe."
        )
    if "not a database" in text:
        return StoreUnusable(
            f"The file {path} is not a library of tuinews, nor any SQLite database. Move it away, "
            "or choose another folder with --home or TUINEWS_HOME."
        )
    if "readonly" in text or "read-only" in text or "permission denied" in text:
        return StoreUnusable(
            f"The library {path} cannot be written: the file or its folder is read-only. "
            "Change its permissions, or choose another folder with --home or TUINEWS_HOME."
        )
    if "unable to open" in text:
        return StoreUnusable(
            f"The library {path} cannot be opened. Check that its folder exists and may be read and "
            "written, or choose another folder with --home or TUINEWS_HOME."
        )
    if "malformed" in text or "corrupt" in text:
        return StoreUnusable(
            f"The library {path} is damaged ({error}). Put a backup in its place, or move it away "
            "to begin a new one; your sources are kept in sources.toml."
        )
    if "i/o error" in text:
        # Also what SQLite says of a file that may not grow, by RLIMIT_FSIZE or the file system's own bound.
        return StoreUnusable(
            f"The library {path} cannot be used: the system fails to read or write there ({error}). "
            "Check that its disk has room and is in order, then try again."
        )
    if "no such module: fts5" in text:
        return StoreError(NO_FTS5)
    return StoreError(f"The library {path} cannot be used: {error}.")


NO_FTS5 = (
    "This Python's SQLite comes without FTS5, its full-text search, which tuinews needs. "
    "Use a Python whose SQLite has it, such as those of python.org, Debian, Fedora or Homebrew."
)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise what SQLite raises inside as StoreError about the library at ``path``."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise sentence(error, path) from error
