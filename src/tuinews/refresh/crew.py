"""The engine's children: started, heard, and replaced when they die."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess

from tuinews.refresh.messages import Job, Limits, Message, Reading, Trouble
from tuinews.text.addresses import host

CHILDREN = 2
BATCH = 20
"""Sources that are handed over at a time."""

_LINGER = 0.025
"""Seconds to wait for more sources to hand over together: a transaction has a price of its own."""
_QUIET = 0.2
"""Seconds without a word from any child that are worth using for something else."""
_DYING = 1.0
"""Seconds a child that has closed its end of the pipe has to end by itself, so that its status is its own."""
LONGEST_READING = 120.0
"""Seconds after which a child that still parses one document is given up."""
_SELDOM = (20_000, 50, 100)
"""When to look for garbage in cycles: documents are large trees that live shortly, and looking through them
takes a tenth of the time.
"""
_MEMORY = 2 * 2**30
"""Bytes of address space a child may take, where the system can hold it to that."""
_PIPE = 2**20
"""Bytes a child may be ahead of its parent, where that can be set."""


@dataclass(slots=True)
class _Child:
    process: BaseProcess
    results: Connection
    jobs: dict[str, Job]
    """What it has still to do, by source."""
    done: int = 0
    reading: str | None = None
    since: float = 0.0


class Crew:
    """Children that together do all jobs, each host's jobs in one child.

    As a context manager: at its end every child is gone.
    """

    def __init__(self, jobs: Sequence[Job], limits: Limits) -> None:
        shares = divided(jobs, CHILDREN)
        self._limits = replace(limits, parallel=max(1, limits.parallel // max(1, len(shares))))
        self._context, self._forks = _context()
        self._children: list[_Child] = []
        self._thresholds = gc.get_threshold()
        gc.collect()
        gc.freeze()
        gc.set_threshold(*_SELDOM)
        for share in shares:
            self._start(share)

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        for child in self._children:
            child.process.kill()
            child.process.join()
            child.process.close()
            child.results.close()
        self._children.clear()
        gc.unfreeze()
        gc.set_threshold(*self._thresholds)

    def messages(self, idle: Callable[[], bool]) -> Iterator[list[Message]]:
        """What the children bring, some sources at a time, until all jobs are done; never a ``Reading``.

        ``idle`` is called again and again while nobody says anything for a while; it returns whether there is
        more to do. Not before the first word: until then the children want all processors.
        """
        heard = False
        while self._children:
            batch = self._listen(_QUIET)
            if not batch and self._children:
                batch = self._listen(0 if heard and idle() else LONGEST_READING)
            heard = heard or bool(batch)
            until = time.monotonic() + _LINGER
            while batch and self._children and len(batch) < BATCH:
                left = until - time.monotonic()
                if left <= 0:
                    break
                batch += self._listen(left)
            if batch:
                yield batch

    def _listen(self, seconds: float) -> list[Message]:
        """One message of each child that has something to say within so many seconds."""
        heard: list[Message] = []
        ready = wait([child.results for child in self._children], seconds)
        for child in [child for child in self._children if child.results in ready]:
            try:
                said = child.results.recv_bytes()
            except (EOFError, OSError):
                heard += self._bury(child)
                continue
            message: Message = pickle.loads(said)  # noqa: S301 - our own child
            if isinstance(message, Reading):
                child.reading, child.since = message.source, time.monotonic()
                continue
            child.reading = None
            child.done += 1
            child.jobs.pop(message.source, None)
            heard.append(message)
        for child in self._children:
            if child.reading is not None and time.monotonic() - child.since > LONGEST_READING:
                child.process.kill()
        return heard

    def _bury(self, child: _Child) -> list[Message]:
        """What a child that has ended leaves: its culprit fails, a new child gets the rest."""
        self._children.remove(child)
        child.process.join(_DYING)
        child.process.kill()
        child.process.join()
        status = child.process.exitcode
        child.process.close()
        child.results.close()
        blamed: list[str] = []
        if child.reading is not None:
            blamed = [child.reading]
        elif not child.done:
            blamed = list(child.jobs)
        for source in blamed:
            child.jobs.pop(source, None)
        if child.jobs:
            self._start(list(child.jobs.values()))
        how = f"by signal {-status}" if status is not None and status < 0 else f"with status {status}"
        why = f"the process that read it ended {how}; the other sources went on"
        return [Trouble(source, why) for source in blamed]

    def _start(self, jobs: Sequence[Job]) -> None:
        results, end = self._context.Pipe(duplex=False)
        _widen(end)
        inherited = [child.results for child in self._children] + [results] if self._forks else []
        process = self._context.Process(  # type: ignore[attr-defined]
            target=_live, args=(list(jobs), self._limits, end, inherited), daemon=True
        )
        process.start()
        end.close()
        self._children.append(_Child(process, results, {job.source.id: job for job in jobs}))


def divided(jobs: Iterable[Job], shares: int) -> list[list[Job]]:
    """Jobs in at most so many shares of about one size; the jobs of a host stay together and in order."""
    hosts: dict[str, list[Job]] = {}
    for job in jobs:
        hosts.setdefault(host(job.url), []).append(job)
    result: list[list[Job]] = [[] for _ in range(shares)]
    for together in sorted(hosts.values(), key=len, reverse=True):
        min(result, key=len).extend(together)
    return [share for share in result if share]


def _context() -> tuple[BaseContext, bool]:
    """How to start children here, and whether they are copies of this very process."""
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn"), False
    if threading.active_count() == 1:
        import tuinews.refresh.worker  # noqa: PLC0415, F401 - once, for the children of now and later

        return multiprocessing.get_context("fork"), True
    # Copying a process that has threads may copy a lock that one of them holds, for good.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tuinews.refresh.worker"])
    return context, False


def _live(jobs: list[Job], limits: Limits, results: Connection, inherited: list[Connection]) -> None:
    """The life of a child."""
    # Ctrl-C reaches the whole group of processes; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for connection in inherited:
        connection.close()
    # A child that is no copy of its parent has no log; its tracebacks must not go to standard error instead.
    logging.getLogger("tuinews").addHandler(logging.NullHandler())
    _bound_memory()
    if hasattr(os, "nice"):
        # The parent, which alone writes, is what a refresh waits for: on two cores it shall have one.
        os.nice(5)
    gc.set_threshold(*_SELDOM)  # a child that is no copy of its parent has its own
    asyncio.run(_work(jobs, limits, results))


async def _work(jobs: list[Job], limits: Limits, results: Connection) -> None:
    from tuinews.refresh.worker import work  # noqa: PLC0415 - 200 ms that the parent of spawned children saves

    def send(message: Message) -> None:
        try:
            results.send_bytes(pickle.dumps(message, pickle.HIGHEST_PROTOCOL))
        except BrokenPipeError:  # nobody hears us any more; there is nothing to clean up
            os._exit(1)

    watch = asyncio.create_task(_end_with_parent())
    try:
        await work(jobs, limits, send)
    finally:
        watch.cancel()


async def _end_with_parent() -> None:
    """End this process soon after its parent."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    while parent.is_alive():
        await asyncio.sleep(1)
    os._exit(1)


def _bound_memory() -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not on Windows

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        limit = _MEMORY if most == resource.RLIM_INFINITY else min(_MEMORY, most)
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))


def _widen(end: Connection) -> None:
    with contextlib.suppress(ImportError, OSError, AttributeError):
        import fcntl  # noqa: PLC0415 - not on Windows

        fcntl.fcntl(end.fileno(), fcntl.F_SETPIPE_SZ, _PIPE)
