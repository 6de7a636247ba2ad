"""The engine: many feeds with new articles, the same again unchanged, back numbers, and feeds far away.

    python benchmarks/refresh.py [--feeds 1000] [--items 20] [--articles 100000] [--home DIR]

Each measurement is the whole command ``tuinews refresh --all --json`` from its start to its end, on a
library that holds ``--articles`` already (``--home``: one made before by make_library.py; it is copied).
CPU is that of the command and its children, memory the sum of what they alone hold (PSS), from a run of its
own because looking costs time. The reference, in the same run, is the least that can be done in one
process: bare asyncio connections to the same addresses and feedparser; nothing is kept.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from make_library import build
from many_feeds import PORT, address, url
from tuinews.model import Source
from tuinews.settings.paths import resolve
from tuinews.settings.sources_file import add_sources

HERE = Path(__file__).parent
APART = 300
"""Seconds between two articles of a feed."""
BACK = 2 * 365 * 86_400
"""Seconds over which the articles of an import of back numbers are spread."""


class Run(NamedTuple):
    """What one command took."""

    wall: float
    cpu: float
    statuses: dict[str, int]
    new: int
    peak: float = 0.0
    """MiB; 0 where nobody looked."""


@contextmanager
def feeds(count: int, items: int, delay: float = 0.0, apart: int = APART) -> Iterator[None]:
    """So many feeds, served by a process of its own."""
    arguments = map(str, (count, items, delay, apart))
    command = [sys.executable, str(HERE / "many_feeds.py"), *arguments]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        assert server.stdin is not None
        server.stdout.readline()
        try:
            yield
        finally:
            server.stdin.close()


def make_home(home: Path, base: Path | None, count: int) -> Path:
    """A home that follows so many feeds, with the library of ``base``."""
    if home.exists():
        shutil.rmtree(home)
    if base is not None:
        shutil.copytree(base / "data", home / "data")
    paths = resolve(str(home))
    paths.sources.parent.mkdir(parents=True)
    add_sources(
        paths.sources, [Source(f"f{n}", url(n), title=f"Feed {n}", private=True) for n in range(count)]
    )
    return home


def refresh(home: Path, *, look: bool = False) -> Run:
    """The whole command."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    command = [sys.executable, "-m", "tuinews", "--home", str(home), "refresh", "--all", "--json"]
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(command, stdout=out)
        peak = 0.0
        while look and process.poll() is None:
            peak = max(peak, held(process.pid))
            time.sleep(0.05)
        status = process.wait()
        wall = time.perf_counter() - started
        if status:
            sys.exit(f"the refresh ended with status {status}")
        out.seek(0)
        lines = [json.loads(line) for line in out]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    statuses: dict[str, int] = {}
    for line in lines:
        statuses[line["status"]] = statuses.get(line["status"], 0) + 1
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, cpu, statuses, sum(line["new"] for line in lines), peak)


def held(pid: int) -> float:
    """MiB that a process and its children hold, what they share counted once."""
    total = 0.0
    for each in (pid, *children(pid)):
        try:
            lines = Path(f"/proc/{each}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    return total


def children(pid: int) -> list[int]:
    """The children of a process."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


async def bare_fetch(number: int, places: asyncio.Semaphore, *, conditional: bool) -> bytes:
    """The least there is to asking for a feed."""
    async with places:
        reader, writer = await asyncio.open_connection(address(number), PORT)
        same = 'If-None-Match: "1"\r\n' if conditional else ""
        writer.write(f"GET /feed HTTP/1.1\r\nHost: {address(number)}:{PORT}\r\n{same}\r\n".encode())
        data = await reader.read(-1)
        writer.close()
    head, _, packed = data.partition(b"\r\n\r\n")
    return zlib.decompress(packed, 31) if b"gzip" in head else b""


def reference(count: int, *, conditional: bool = False) -> float:
    """Seconds that the least there is takes, as a process of its own."""
    command = [
        sys.executable,
        __file__,
        "--reference",
        str(count),
        *(["--conditional"] if conditional else []),
    ]
    started = time.perf_counter()
    subprocess.run(command, check=True)
    return time.perf_counter() - started


def run_reference(count: int, *, conditional: bool) -> None:
    """Fetch and parse all feeds."""
    import feedparser

    async def fetch_all() -> None:
        places = asyncio.Semaphore(128)
        fetches = [bare_fetch(number, places, conditional=conditional) for number in range(count)]
        for fetch in asyncio.as_completed(fetches):
            found = await fetch
            if found:
                feedparser.parse(found)

    asyncio.run(fetch_all())


def show(name: str, run: Run, bare: float) -> None:
    """One line of the table."""
    statuses = ", ".join(f"{many} {status}" for status, many in sorted(run.statuses.items()))
    print(
        f"{name:<34} {run.wall:6.2f} s  {run.cpu:6.2f} s CPU  {bare:6.2f} s reference  "
        f"ratio {run.wall / bare:5.2f}   {statuses}, {run.new} new"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--feeds", type=int, default=1000)
    parser.add_argument("--items", type=int, default=20)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--home", type=Path, help="a home with a library made before")
    parser.add_argument("--reference", type=int, metavar="FEEDS", help=argparse.SUPPRESS)
    parser.add_argument("--conditional", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.reference:
        run_reference(given.reference, conditional=given.conditional)
        return
    with tempfile.TemporaryDirectory(prefix="tuinews-refresh-") as folder:
        base = given.home
        if base is None and given.articles:
            base = Path(folder) / "base"
            build(base, given.articles)
        home = Path(folder) / "home"
        with feeds(given.feeds, given.items):
            make_home(home, base, given.feeds)
            show(f"{given.feeds} feeds x {given.items} new", refresh(home), reference(given.feeds))
            show(f"{given.feeds} unchanged", refresh(home), reference(given.feeds, conditional=True))
            make_home(home, base, given.feeds)
            print(f"{'memory, new':<34} {refresh(home, look=True).peak:6.0f} MiB at most")
        with feeds(given.feeds, given.items, apart=BACK // given.items):
            for name, kept in (("into the library", base), ("into an empty library", None)):
                make_home(home, kept, given.feeds)
                show(f"two years of back numbers {name}", refresh(home), reference(given.feeds))
                make_home(home, kept, given.feeds)
                print(f"{'memory':<34} {refresh(home, look=True).peak:6.0f} MiB at most")
        with feeds(300, given.items, delay=0.15):
            make_home(home, base, 300)
            show(f"300 feeds x {given.items} new, 150 ms away", refresh(home), reference(300))
            show("300 unchanged, 150 ms away", refresh(home), reference(300, conditional=True))
    print(f"on {os.cpu_count()} cores, Python {sys.version.split()[0]}")


if __name__ == "__main__":
    main()
