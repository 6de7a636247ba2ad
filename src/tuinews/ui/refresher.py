"""The engine's listener: starts ``tuinews refresh --json`` as a process of its own and follows its lines."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

LINE_LIMIT = 1 << 20
"""Bytes a line of the engine may have."""


@dataclass(slots=True)
class Round:
    """What one refresh has brought so far."""

    done: int = 0
    new: int = 0
    changed: int = 0
    """Articles that their publishers changed."""
    answered: int = 0
    waiting: int = 0
    """Sources that were asked a moment ago, or have told us to wait."""
    offline: bool = False
    failed: dict[str, str] = field(default_factory=dict)
    """Source id and what went wrong, a sentence."""
    error: str = ""
    """Why the whole round failed; empty if it did not."""

    @property
    def unreachable(self) -> bool:
        """Whether nothing at all could be reached."""
        return self.offline and not self.answered and not self.failed

    def summary(self, paused: int = 0) -> str:
        """What a round that somebody asked for has brought, in a sentence.

        ``paused``: how many of the sources meant are paused; the engine says of them that they wait.
        """
        spared = self.waiting - min(paused, self.waiting)
        if not self.answered and not self.failed:
            asked = "less than two minutes ago, or"
            if not paused:
                return f"Nobody was asked. All were asked {asked} have told us to wait."
            others = f"other was asked {asked} has" if spared == 1 else f"others were asked {asked} have"
            some = "1 source is" if paused == 1 else f"{paused:,} sources are"
            return f"Nobody was asked: {some} paused, the {others} told us to wait."
        news = f"{self.new:,} new article{'' if self.new == 1 else 's'}" if self.new else "Nothing new"
        counts = ((len(self.failed), "failed"), (spared, "waiting"), (paused, "paused"))
        parts = [f"{count:,} {word}" for count, word in counts if count]
        source = f"{self.answered:,} source{'' if self.answered == 1 else 's'}"
        return f"{'; '.join([f'{news} from {source}', *parts])}."


class Refresher:
    """Runs one round at a time; everybody else reads :attr:`round`.

    ``changed`` is called on the event loop at most every 300 ms while a round runs, and once at its end.
    """

    def __init__(self, changed: Callable[[bool], None]) -> None:
        self._changed = changed
        self._process: asyncio.subprocess.Process | None = None
        self.running = False
        self.round = Round()

    async def run(self, sources: Sequence[str] = ()) -> Round:
        """Refresh these sources, or what is due; returns when the engine ended."""
        if self.running:
            return self.round
        self.running, self.round = True, Round()
        self._changed(False)
        try:
            await self._follow([*program(), "refresh", "--json", "--idle", *sources])
        except OSError as error:
            self.round.error = f"The engine could not be started: {error.strerror or error}."
        finally:
            self._process = None
            self.running = False
            self._changed(True)
        return self.round

    async def _follow(self, command: list[str]) -> None:
        self._process = process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            limit=LINE_LIMIT,
        )
        assert process.stdout is not None
        assert process.stderr is not None
        said = asyncio.create_task(process.stderr.read(1 << 16))
        loop = asyncio.get_running_loop()
        told = loop.time()
        async for line in process.stdout:
            self._take(line)
            if loop.time() - told > 0.3:
                told = loop.time()
                self._changed(False)
        status = await process.wait()
        message = (await said).decode("utf-8", "replace").strip()
        if status not in (0, -signal.SIGINT, 130):
            self.round.error = message.splitlines()[-1] if message else "The engine ended without a word."

    def _take(self, line: bytes) -> None:
        try:
            outcome = json.loads(line)
            source, status = str(outcome["source"]), outcome["status"]
        except (ValueError, KeyError, TypeError):
            return
        self.round.done += 1
        self.round.new += int(outcome.get("new") or 0)
        self.round.changed += int(outcome.get("changed") or 0)
        if status in ("stored", "unchanged"):
            self.round.answered += 1
        elif status == "waiting":
            self.round.waiting += 1
        elif status == "failed":
            self.round.failed[source] = str(outcome.get("error") or "failed")
        elif status == "offline":
            self.round.offline = True

    def cancel(self) -> bool:
        """Ask the engine to stop; False if none runs."""
        if self._process is None or self._process.returncode is not None:
            return False
        self._process.send_signal(signal.SIGINT)
        return True


def program() -> list[str]:
    """This program, as an argument list for a child."""
    return [sys.executable, "-m", "tuinews"]


async def ask(*arguments: str) -> tuple[int, str, str]:
    """Run a command of ours and return its status, output and messages; cancelled, it is ended."""
    process = await asyncio.create_subprocess_exec(
        *program(),
        *arguments,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        out, err = await process.communicate()
    except asyncio.CancelledError:
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGINT)
        raise
    return process.returncode or 0, out.decode("utf-8", "replace"), err.decode("utf-8", "replace")
