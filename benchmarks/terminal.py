"""A program on a pseudo terminal, measured from outside: bytes sent, when, and memory taken."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self


@dataclass(frozen=True, slots=True)
class Answer:
    """What came after a key."""

    bytes: int
    seconds: float
    """From the key to the last byte of what it changed; 0 where nothing came."""


class Terminal:
    """A program of ``columns`` x ``rows``; use it in a ``with`` statement."""

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], columns: int = 120, rows: int = 40
    ) -> None:
        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            wanted = {"TERM": "xterm-256color", "COLORTERM": "truecolor", **env}
            # As an installed program starts: its byte code was compiled once.
            inherited = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
            os.execvpe(command[0], list(command), {**inherited, **wanted})
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.seen = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)

    def read(self, seconds: float) -> bytes:
        """What comes within so many seconds; returns with the first piece."""
        if not select.select([self.fd], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self.fd, 1 << 20)
        except OSError:
            return b""
        self.seen += data
        return data

    def until(self, marker: bytes, seconds: float = 30) -> float:
        """Seconds from the start of the program until ``marker`` was sent; raises TimeoutError."""
        deadline = time.perf_counter() + seconds
        while marker not in self.seen:
            left = deadline - time.perf_counter()
            if left <= 0:
                raise TimeoutError(
                    f"{marker!r} was not sent in {seconds} s; at the end: {self.seen[-300:]!r}"
                )
            self.read(left)
        return self.elapsed()

    def elapsed(self) -> float:
        """Seconds since the program was started."""
        return time.perf_counter() - self.started

    def type(self, keys: str) -> None:
        """Press keys without waiting."""
        os.write(self.fd, keys.encode())

    def settle(self, quiet: float = 0.5) -> int:
        """Read until nothing came for ``quiet`` seconds; the bytes that came."""
        count = 0
        while data := self.read(quiet):
            count += len(data)
        return count

    def press(self, keys: str | bytes, quiet: float = 0.05, patience: float = 1.0) -> Answer:
        """Press keys and wait until what they changed is painted; ``patience``: seconds to the first byte."""
        data = keys.encode() if isinstance(keys, str) else keys
        start = last = time.perf_counter()
        os.write(self.fd, data)
        count = 0
        wait = patience
        while piece := self.read(wait):
            count += len(piece)
            last = time.perf_counter()
            wait = quiet
        return Answer(count, last - start if count else 0.0)

    def resize(self, columns: int, rows: int, quiet: float = 0.05, patience: float = 1.0) -> Answer:
        """Make the terminal another size and wait until the program is painted for it, as in ``press``."""
        start = last = time.perf_counter()
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        count = 0
        wait = patience
        while piece := self.read(wait):
            count += len(piece)
            last = time.perf_counter()
            wait = quiet
        return Answer(count, last - start if count else 0.0)

    def memory(self) -> tuple[float, float]:
        """Resident and private MiB of the program itself, children not counted."""
        text = Path(f"/proc/{self.pid}/smaps_rollup").read_text()
        fields = {line.split(":")[0]: int(line.split()[1]) for line in text.splitlines()[1:]}
        private = fields.get("Private_Dirty", 0) + fields.get("Private_Clean", 0)
        return fields.get("Rss", 0) / 1024, private / 1024

    def leave(self, keys: str = "Q", seconds: float = 10) -> int:
        """Press the key that leaves; the exit status."""
        os.write(self.fd, keys.encode())
        deadline = time.perf_counter() + seconds
        while time.perf_counter() < deadline:
            self.read(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.pid = 0
                return os.waitstatus_to_exitcode(status)
        raise TimeoutError(f"The program did not leave within {seconds} s of {keys!r}.")
