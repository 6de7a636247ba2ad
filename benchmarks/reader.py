"""The reader on made-up articles of several sizes, against Textual's Markdown widget in the same run.

    python benchmarks/reader.py [BYTES ...] [--markdown-up-to BYTES]

Of 5,000, 50,000, 200,000 and 1,000,000 bytes unless others are given; the last without Markdown, which takes
minutes for it. Both show the same article on a pseudo terminal of 120x40, in an app of their own
(reader_app.py): opened, that is from the key to the last byte of the first screen; pages turned; resized in
the middle; the longest stall of the event loop while it is opened, read to its end and set anew. Times are
medians, bytes are exact.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from make_article import article
from terminal import Terminal
from tuinews.text.blocks import parse
from tuinews.text.highlight import load
from tuinews.text.html import sanitise
from tuinews.text.lines import set_lines

APP = str(Path(__file__).with_name("reader_app.py"))
OPENED = 5
PAGES = 20
PATIENCE = 120
"""Seconds: Markdown shows nothing of a long article for a while."""


class Seen(NamedTuple):
    """What one widget did with one article; seconds and bytes."""

    opened: float
    first_bytes: int
    page: float
    page_bytes: float
    resized: float
    opening_stall: float
    stall: float


def set_whole(html: str) -> float:
    """Seconds to read and set all lines."""
    began = time.perf_counter()
    sum(1 for _ in set_lines(parse(html), 76, load))
    return time.perf_counter() - began


def stall(terminal: Terminal) -> float:
    """The longest stall since this was asked last, in seconds."""
    terminal.seen = b""
    terminal.type("s")
    found = None
    while found is None:
        terminal.read(30)
        found = re.search(rb"stall (\d+\.\d) ms", terminal.seen)
    return float(found[1]) / 1000


def show(kind: str, file: Path, quiet: float) -> Seen:
    """Open, read and resize; ``quiet``: seconds of silence after which the screen is finished."""
    opened: list[float] = []
    for turn in range(OPENED if kind == "ours" else 1):
        with Terminal([sys.executable, APP, kind, str(file)], {}) as terminal:
            terminal.until(b"ready")
            terminal.settle(0.3)
            first = terminal.press("o", quiet, PATIENCE)
            opened.append(first.seconds)
            terminal.settle(0.5)
            if turn:
                terminal.leave("x")
                continue
            opening = stall(terminal)
            terminal.settle(0.1)
            pages = list(takewhile(lambda page: page.bytes, (terminal.press(" ") for _ in range(PAGES))))
            terminal.press("G", quiet)
            terminal.press("g", quiet)
            for _ in pages[::2]:
                terminal.press(" ")
            resized = statistics.median(
                terminal.resize(columns, 40, quiet, PATIENCE).seconds for columns in (70, 100, 60)
            )
            terminal.settle(0.5)
            longest = max(opening, stall(terminal))
            terminal.leave("x")
        seen = Seen(
            0,
            first.bytes,
            statistics.median(page.seconds for page in pages),
            statistics.mean(page.bytes for page in pages),
            resized,
            opening,
            longest,
        )
    return seen._replace(opened=statistics.median(opened))


def measure(size: int, folder: Path, *, markdown: bool) -> None:
    """Measure one size and print."""
    made = article(size)
    html = sanitise(made.html, None)
    ours, theirs = folder / "article.html", folder / "article.md"
    ours.write_text(html, encoding="utf-8")
    theirs.write_text(made.markdown, encoding="utf-8")
    whole = statistics.median(set_whole(html) for _ in range(3))
    print(f"{size:,} bytes; all lines set in {whole * 1000:.0f} ms")
    seen = show("ours", ours, 0.05)
    other = show("markdown", theirs, 2.0) if markdown else None

    def line(name: str, value: float, reference: float | None, unit: str) -> None:
        factor = 1000 if unit == "ms" else 1
        text = f"  {name:<34} {value * factor:>9.1f} {unit:<6}"
        if reference is not None:
            text += f" Markdown {reference * factor:>10.1f}   ratio {value / reference:.4f}"
        print(text)

    line("opened and painted", seen.opened, other and other.opened, "ms")
    line("bytes of the first screen", seen.first_bytes, other and other.first_bytes, "")
    line("a page turned", seen.page, other and other.page, "ms")
    line("bytes of a page turned", seen.page_bytes, other and other.page_bytes, "")
    line("resized in the middle", seen.resized, other and other.resized, "ms")
    line("longest stall, opening", seen.opening_stall, other and other.opening_stall, "ms")
    line("longest stall, all", seen.stall, other and other.stall, "ms")


def main(arguments: Sequence[str]) -> None:
    """Measure each size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("bytes", nargs="*", type=int, default=[5_000, 50_000, 200_000, 1_000_000])
    parser.add_argument("--markdown-up-to", type=int, default=200_000)
    given = parser.parse_args(arguments)
    load("python")
    with tempfile.TemporaryDirectory() as folder:
        for size in given.bytes:
            measure(size, Path(folder), markdown=size <= given.markdown_up_to)


if __name__ == "__main__":
    main(sys.argv[1:])
