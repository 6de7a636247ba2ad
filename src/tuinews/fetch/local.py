"""Documents that need no request: files of this machine, and what commands print."""

from __future__ import annotations

import asyncio
import os
import stat
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from tuinews.fetch import trouble
from tuinews.fetch.answer import Fetched, FetchError
from tuinews.text.clean import one_line


def read_local(url: str, private: bool, limit: int) -> Fetched:
    """The file a ``file:`` address names, of at most ``limit`` bytes; only one that the user typed
    (``private``).

    Raises FetchError.
    """
    where = trouble.shown(url)
    if not private:
        raise FetchError(
            f"{where} is a file of this machine, and it was not you who typed that address; "
            "if it is right, write `private = true` beside the source in sources.toml"
        )
    try:
        path = Path(url2pathname(urlsplit(url).path))
        # Not to wait for the other end of a pipe.
        with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise FetchError(f"{where} is no file; check the path")
            body = file.read(limit + 1)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        what = f"{where} cannot be read ({why.lower()}); check the path"
        raise FetchError(f"{what} or remove the source", once=what) from error
    if len(body) > limit:
        raise FetchError(f"{where} is larger than {limit / 2**20:.3g} MB; it was not read")
    return Fetched(url, 200, body)


async def run_command(command: Sequence[str], given: bytes, deadline: float, limit: int) -> bytes:
    """What a command prints, ``given`` on its standard input: at most ``limit`` bytes within ``deadline``
    seconds.

    Raises FetchError.
    """
    name = one_line(" ".join(command))[:100]
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        raise FetchError(f"the command {name} cannot be run ({error}); check it in sources.toml") from error
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        async with asyncio.timeout(deadline):
            feeding = asyncio.create_task(_feed(process.stdin, given))
            try:
                body = await _at_most(process.stdout, limit)
            finally:
                feeding.cancel()
            status = await process.wait()
    except TimeoutError as error:
        raise FetchError(
            f"the command {name} did not end within {trouble.duration(round(deadline))}; it was stopped"
        ) from error
    finally:
        if process.returncode is None:
            _stop(process)
            await process.wait()
    if body is None:
        raise FetchError(f"the command {name} prints more than {limit / 2**20:.3g} MB; it was stopped")
    if status:
        raise FetchError(f"the command {name} failed with status {status}; try it in a shell")
    return body


async def _feed(stdin: asyncio.StreamWriter, body: bytes) -> None:
    try:
        stdin.write(body)
        await stdin.drain()
    except (BrokenPipeError, ConnectionResetError):
        pass  # it does not want all of it
    finally:
        stdin.close()


async def _at_most(stdout: asyncio.StreamReader, limit: int) -> bytes | None:
    """All of it, None where that is more than ``limit`` bytes."""
    parts: list[bytes] = []
    size = 0
    while piece := await stdout.read(1 << 16):
        size += len(piece)
        if size > limit:
            return None
        parts.append(piece)
    return b"".join(parts)


def _stop(process: asyncio.subprocess.Process) -> None:
    """End a command and what it has started; it leads a group of its own."""
    try:
        os.killpg(process.pid, 9)
    except (OSError, AttributeError):
        process.kill()
