"""Writing a file of the user's: whole or not at all, and only one program at a time."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from tuinews.settings.problems import SettingsError, reason, remedy

if sys.platform != "win32":
    import fcntl


def write_atomic(path: Path, data: bytes) -> None:
    """Put ``data`` in the place of the file: whoever reads it finds the old or the new, also after a crash.

    A symbolic link stays one (what it points to is replaced), an existing file keeps its mode, a new one gets
    what the umask allows, a missing folder is made. Raises SettingsError, naming file and reason; the file is
    then as it was.
    """
    target = Path(os.path.realpath(path))
    beside = target.with_name(f".{target.name}.{os.urandom(4).hex()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write_new(beside, data, _mode(target))
            beside.replace(target)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
    except OSError as error:
        raise _refused(path, error) from error


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold off other programs of ours that want to change the same file (``flock`` on its folder).

    Raises SettingsError where the folder can be neither opened nor made.
    """
    folder = Path(os.path.realpath(path)).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = _lock(folder)
    except OSError as error:
        raise _refused(path, error) from error
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _refused(path: Path, error: OSError) -> SettingsError:
    return SettingsError(
        f"{path} cannot be written: {reason(error)}. It is as it was before. {remedy(error)}"
    )


def _lock(folder: Path) -> int | None:
    if sys.platform == "win32":  # no such locks there; a file is still written whole or not at all
        return None
    handle = os.open(folder, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    return handle


def _mode(target: Path) -> int | None:
    with contextlib.suppress(FileNotFoundError):
        return stat.S_IMODE(target.stat().st_mode)
    return None


def _write_new(path: Path, data: bytes, mode: int | None) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with os.fdopen(handle, "wb") as file:
        if mode is not None and hasattr(os, "fchmod"):
            os.fchmod(handle, mode)
        file.write(data)
        file.flush()
        os.fsync(handle)


def _sync_folder(folder: Path) -> None:
    """Make the rename itself survive a power cut; some file systems refuse, and the text is safe anyway."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
