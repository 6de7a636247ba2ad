"""What goes to standard output and standard error, and how it looks there."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO, TextIOWrapper
from typing import Any, TextIO

BOLD = "1"
DIM = "2"
ITALIC = "3"
UNDERLINE = "4"
STRIKE = "9"
ACCENT = "36"
GREEN = "32"
RED = "31"

_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

JSON = dict[str, Any]

INTERRUPTED = 130
"""Exit status after ^C: 128 and the number of SIGINT."""
GONE = 141
"""Exit status where the reader of the output went away: 128 and the number of SIGPIPE."""


def safe(text: str) -> str:
    """``text`` without what a terminal would obey: controls (tab and newline stay), bidi overrides."""
    return _UNSAFE.sub("", text)


def _forgiving(stream: TextIO) -> None:
    """Let ``stream`` write a question mark for what its encoding has no character for."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="replace")


def _discard(stream: TextIO) -> None:
    """Lead what ``stream`` still holds to nowhere, so that leaving the program does not fail over it."""
    try:
        target = stream.fileno()
    except (OSError, ValueError):
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, target)
    os.close(nowhere)


class Output:
    """Both streams of one run, with what is known of the terminal behind them."""

    def __init__(self, env: Mapping[str, str] = os.environ) -> None:
        # A stream that the caller closed is None.
        self.out: TextIO = sys.stdout or StringIO()
        self.err: TextIO = sys.stderr or StringIO()
        for stream in (self.out, self.err):
            _forgiving(stream)
        self._env = env
        self.live = self.err.isatty() and env.get("TERM") != "dumb"
        """Standard error is a terminal, where a line may be written over."""
        self.colour = self.out.isatty() and not env.get("NO_COLOR") and env.get("TERM") != "dumb"

    @property
    def interactive(self) -> bool:
        """A person can be shown the interface here."""
        return bool(sys.stdin and sys.stdin.isatty() and self.out.isatty())

    @property
    def can_ask(self) -> bool:
        """A person sees what is said on standard error and can answer it."""
        return bool(sys.stdin and sys.stdin.isatty() and self.err.isatty())

    @property
    def columns(self) -> int:
        """Cells of a line: the terminal's, or $COLUMNS, else 80."""
        stated = self._env.get("COLUMNS", "")
        if stated.isascii() and stated.isdecimal() and int(stated[:9]):
            return max(20, int(stated[:9]))
        for stream in (self.out, self.err):
            try:
                return max(20, os.get_terminal_size(stream.fileno()).columns or 80)
            except (OSError, ValueError):
                continue
        return 80

    @property
    def fixed(self) -> bool:
        """Lines have to fit ``columns``: there is a terminal, or $COLUMNS says so. A pipe gets them whole."""
        return self.out.isatty() or bool(self._env.get("COLUMNS"))

    def say(self, text: str = "") -> None:
        """A line, or several, on standard output."""
        self.out.write(f"{text}\n")

    def note(self, text: str) -> None:
        """A message on standard error."""
        self.err.write(f"{safe(text)}\n")
        self.err.flush()

    def ask(self, question: str) -> str:
        """The line a person types as an answer, without white space around it; empty where none comes."""
        self.flush()
        self.err.write(safe(question))
        self.err.flush()
        return sys.stdin.readline().strip()

    def style(self, text: str, *codes: str) -> str:
        """``text`` in the looks of ``codes`` where colour is on, else as it is."""
        if not (self.colour and codes and text):
            return text
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m"

    def _json(self, value: object, indent: int | None = None) -> str:
        import json  # noqa: PLC0415 (people do without)

        plain = (getattr(self.out, "encoding", None) or "ascii").lower().replace("-", "") != "utf8"
        return json.dumps(value, ensure_ascii=plain, indent=indent)

    def document(self, value: JSON | Sequence[JSON]) -> None:
        """One JSON document."""
        self.say(self._json(value, indent=1))

    def array(self, values: Iterable[JSON]) -> None:
        """One JSON document, an array, written as its elements come."""
        start, end = "[", "[]\n"
        for value in values:
            self.out.write(f"{start}\n{self._json(value)}")
            start, end = ",", "\n]\n"
        self.out.write(end)

    def json_line(self, value: JSON) -> None:
        """One line of JSON Lines, sent off at once."""
        self.say(self._json(value))
        self.out.flush()

    def progress(self, text: str) -> None:
        """Show ``text`` as the one line of progress in place of the last; only on a terminal."""
        if self.live:
            from tuinews.text.width import fit  # noqa: PLC0415

            self.err.write(f"\r\x1b[K{fit(safe(text), self.columns - 1)}")
            self.err.flush()

    def progress_done(self) -> None:
        """Take the line of progress away."""
        if self.live:
            self.err.write("\r\x1b[K")
            self.err.flush()

    def flush(self) -> None:
        self.out.flush()

    def finish(self, status: int) -> int:
        """Send off what was said; the exit status, which is ``status`` if that worked."""
        try:
            self.flush()
        except BrokenPipeError:
            self.abandon()
            return GONE
        except OSError as error:
            self.abandon()
            self.note(f"The output could not be written: {error.strerror or error}.")
            return 1
        return status

    def abandon(self) -> None:
        """Write no more: who read standard output is gone, or it cannot be written."""
        _discard(self.out)
