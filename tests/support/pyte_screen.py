"""The program on a pseudo terminal, seen through a terminal emulator."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyte

from terminal import Terminal


class SeenTerminal(Terminal):
    """A terminal whose screen can be read."""

    def __init__(
        self,
        arguments: list[str],
        env: Mapping[str, str],
        columns: int = 120,
        rows: int = 40,
        before: Sequence[str] = (),
    ) -> None:
        """``before``: a program, with its arguments, that starts ours."""
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        super().__init__([*before, sys.executable, "-m", "tuinews", *arguments], env, columns, rows)

    def read(self, seconds: float) -> bytes:
        data = super().read(seconds)
        self._stream.feed(data)
        return data

    @property
    def lines(self) -> list[str]:
        """What stands on the screen."""
        # Not screen.display, which fails where half of a wide character was painted over.
        columns, rows = range(self.screen.columns), range(self.screen.lines)
        buffer = self.screen.buffer
        return ["".join(buffer[y][x].data for x in columns).rstrip() for y in rows]

    @property
    def text(self) -> str:
        """The same as one text."""
        return "\n".join(self.lines)

    def wait(self, condition: str | Callable[[], bool], seconds: float = 30) -> None:
        """Read until a text stands on the screen, or a condition holds; fails with the screen otherwise."""
        holds = condition if callable(condition) else lambda: condition in self.text
        deadline = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < deadline, f"not within {seconds} s: {condition}\n{self.text}"
            self.read(0.05)

    def do(self, keys: str, condition: str | Callable[[], bool]) -> None:
        """Press keys and wait for what they should bring."""
        self.type(keys)
        self.wait(condition)

    def restored(self) -> bool:
        """Whether the terminal was given back as it was: main screen, cursor, no mouse, no paste brackets."""
        tail = self.seen[-600:]
        return all(code in tail for code in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?2004l"))


def clean_env(home: Path, **more: str) -> dict[str, str]:
    """An environment that keeps the machine's own settings out."""
    return {
        "TUINEWS_HOME": str(home / "home"),
        "HOME": str(home),
        "TMPDIR": str(home),
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "NO_PROXY": "*",
        "SSH_CONNECTION": "127.0.0.1 1 127.0.0.1 2",
        **more,
    }
