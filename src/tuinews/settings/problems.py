"""What is wrong in the user's files, said so that a person can repair it."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from tuinews.model import TuinewsError
from tuinews.text.clean import one_line

_SHOWN = 40
"""Characters of a wrong value that a message repeats."""

_REASONS = {
    errno.EACCES: "permission is denied",
    errno.EPERM: "permission is denied",
    errno.EROFS: "the disk is read-only",
    errno.ENOSPC: "the disk is full",
    errno.EFBIG: "a limit on the size of files is reached",
    errno.EDQUOT: "your quota of disk space is used up",
    errno.ENOENT: "the folder or file does not exist",
    errno.ENOTDIR: "a part of the path is a file, not a folder",
    errno.EISDIR: "it is a folder, not a file",
    errno.EEXIST: "something of that name is in the way",
    errno.ELOOP: "its symbolic links lead in a circle",
}


_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NO_LEAVE = (errno.EACCES, errno.EPERM, errno.EROFS)


class SettingsError(TuinewsError):
    """A file of the user's cannot be read, understood or written."""


class Problem(NamedTuple):
    """One thing wrong in a file; the program went on without it. ``str()`` is the line to show."""

    file: Path
    key: str
    """Where in the file: ``refresh.every_minutes``, ``source 3``; empty means the file as a whole."""
    message: str
    """A whole sentence that names the key and says what was expected."""
    line: int | None = None
    """Counted from 1, where it is known."""

    def __str__(self) -> str:
        place = f"{self.file}, line {self.line}" if self.line else str(self.file)
        return one_line(f"{place}: {self.message}")


def reason(error: OSError) -> str:
    """Why the system refused, as the end of a sentence: ``the disk is full``."""
    return _REASONS.get(error.errno or 0) or (error.strerror or str(error) or type(error).__name__).lower()


def remedy(error: OSError) -> str:
    """What to do about a refusal to write, as a sentence."""
    if error.errno in _NO_ROOM:
        return "Make room and try again."
    if error.errno in _NO_LEAVE:
        return "Change its permissions or its folder's, or name another place with --home or TUINEWS_HOME."
    return "Repair that and try again."


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, by its letters regardless of case; None if none is near."""
    import difflib  # noqa: PLC0415 (2 ms, and most files are right)

    folded = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else None


def suggest(word: str, known: Iterable[str]) -> str:
    """A sentence that names the nearest known word, or where none is near, all of them."""
    names = list(known)
    near = nearest(word, names)
    return f"The nearest is {near}." if near else f"There are: {', '.join(names)}."


def shown(value: object) -> str:
    """A wrong value as a message repeats it: its kind and the beginning of its text, on one line."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"the number {value}"
        case str():
            text = one_line(value)
            return f'the text "{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"}"'
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "a date or time"
