"""The interface on a pseudo terminal of 120x40: start, keys, bytes, memory, at several sizes of the library.

    python benchmarks/interface.py [ARTICLES|HOME ...]        default: 0 10000 100000

A home is one with a library made before, by make_library.py.

The start is measured against the smallest Textual app in the same run, in pairs; times are medians (99th
percentiles behind the slash), bytes are exact.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from make_library import build
from terminal import Answer, Terminal
from tuinews.library import Library
from tuinews.model import View
from tuinews.settings.paths import resolve

STARTS = 7
STEPS = 120
BARE = [sys.executable, str(Path(__file__).parent / "bare_app.py")]


def program(home: Path) -> tuple[list[str], dict[str, str]]:
    """The command and its environment: no engine, so that only the interface is measured; the list first."""
    config = home / "config" / "config.toml"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text("[refresh]\nauto = false\n[full_text]\non_open = false\n[edition]\non_open = false\n")
    return [str(Path(sys.executable).with_name("tuinews"))], {"TUINEWS_HOME": str(home)}


def bare_start() -> float:
    """Seconds until the bare app is painted."""
    with Terminal(BARE, {}) as terminal:
        seconds = terminal.until(b"painted")
        terminal.settle(0.1)
        terminal.leave("x")
    return seconds


def start(home: Path, titles: Sequence[str]) -> float:
    """Seconds until the first headline is painted and a ``j`` that was sent at once is answered."""
    command, env = program(home)
    with Terminal(command, env) as terminal:
        terminal.type("j")
        if titles:
            terminal.until(titles[0][:12].encode())
            # The cursor's row is painted in one piece: its mark, then the second headline.
            answered = re.compile("▌[^\x1b]*".encode() + re.escape(titles[1][:12].encode()))
            while not answered.search(terminal.seen):
                terminal.read(5)
            seconds = terminal.elapsed()
        else:
            seconds = terminal.until(b"newest first")
        terminal.settle(0.1)
        terminal.press("g")  # the place is kept, and the next start is to be the same
        terminal.leave()
    return seconds


def times(answers: Sequence[Answer]) -> str:
    """Median and 99th percentile in milliseconds."""
    seconds = sorted(answer.seconds * 1000 for answer in answers if answer.bytes)
    if not seconds:
        return "-"
    slow = seconds[min(len(seconds) - 1, int(len(seconds) * 0.99))]
    return f"{statistics.median(seconds):.1f} / {slow:.1f} ms"


def show(name: str, answers: Sequence[Answer]) -> None:
    """One line: mean and most bytes, and the times."""
    sizes = [answer.bytes for answer in answers]
    print(f"  {name:<28} {statistics.mean(sizes):>8.0f} bytes (most {max(sizes)})   {times(answers)}")


def keys(home: Path, titles: Sequence[str]) -> None:
    """Keys, bytes and memory of one running interface."""
    command, env = program(home)
    with Terminal(command, env) as terminal:
        terminal.until(b"newest first")
        terminal.settle(0.6)
        print(f"  {'idle second':<28} {terminal.settle(1.0):>8} bytes")
        if titles:
            walk(terminal)
        terminal.press("1")
        terminal.press("g")  # as above
        resident, private = terminal.memory()
        print(f"  {'memory':<28} {resident:>8.1f} MiB resident, {private:.1f} private")
        terminal.leave()


def walk(terminal: Terminal) -> None:
    """The keys of a morning's reading."""
    show("step inside the screen", [terminal.press("j", quiet=0.02) for _ in range(20)])
    print(f"  {'sidebar follows':<28} {terminal.settle(0.5):>8} bytes")
    terminal.press("g")
    terminal.settle(0.5)
    show(f"held j, {STEPS} steps", [terminal.press("j", quiet=0.015) for _ in range(STEPS)])
    terminal.settle(0.5)
    show("page in the list", [terminal.press(" ", quiet=0.02) for _ in range(30)])
    terminal.settle(0.5)
    show("tab", [terminal.press("]", quiet=0.02) for _ in range(10)])
    terminal.press("1")
    terminal.settle(0.5)
    show("first article opened", [terminal.press("\r", quiet=0.06)])
    terminal.settle(0.5)
    show("next article", [terminal.press("J", quiet=0.03) for _ in range(40)])
    print(f"  {'sidebar follows there':<28} {terminal.settle(0.5):>8} bytes")
    show("page in the article", [terminal.press(" ", quiet=0.03) for _ in range(10)])
    terminal.press("q")
    terminal.settle(0.5)
    terminal.press("/")
    show("search, a letter (80 ms rest)", [terminal.press(letter, quiet=0.25) for letter in "harbour"])
    terminal.press("\x1b")
    terminal.settle(0.5)


def measure(home: Path) -> None:
    """Measure one home and print."""
    library = Library.open(resolve(str(home)))
    titles = [row.title for row in library.page(View(), limit=2)]
    print(f"{library.totals(View())[0]:,} articles")
    library.close()
    start(home, titles)
    pairs = [(bare_start(), start(home, titles)) for _ in range(STARTS)]
    ratio = statistics.median(ours / bare for bare, ours in pairs)
    ours = statistics.median(ours for _, ours in pairs)
    bare = statistics.median(bare for bare, _ in pairs)
    both = f"{ours * 1000:.0f} / {bare * 1000:.0f} ms"
    print(f"  {'start, j answered':<28} {ratio:>8.2f} times the bare app ({both})")
    keys(home, titles)


def main(wanted: Sequence[str]) -> None:
    """Measure each size, or home."""
    bare_start()
    for one in wanted:
        if not one.isdecimal():
            measure(Path(one))
            continue
        with tempfile.TemporaryDirectory() as folder:
            build(Path(folder), int(one))
            measure(Path(folder))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("wanted", metavar="ARTICLES|HOME", nargs="*", default=["0", "10000", "100000"])
    main(parser.parse_args().wanted)
