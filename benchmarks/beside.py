"""Keys of the interface while 1000 feeds bring 20,000 new articles, beside the same keys before and after it.

    python benchmarks/beside.py [--articles 100000] [--home DIR] [--feeds 1000]

The engine runs as the interface starts it (``refresh --json --idle``) on the library that is open on a pseudo
terminal of 120x40. Times are median / 99th percentile from the key to the last byte of what it changed; the
longest is the longest that a key waited, and so bounds every stall of the interface's event loop.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from interface import program, times
from make_library import build
from refresh import feeds, make_home
from terminal import Answer, Terminal

STEPS = 60


def moved(terminal: Terminal, more: Callable[[int], bool]) -> list[Answer]:
    """Steps down and up the list, until ``more`` says that it is enough."""
    answers: list[Answer] = []
    while more(len(answers)):
        key = "j" if len(answers) // 20 % 2 == 0 else "k"
        answers.append(terminal.press(key, quiet=0.015))
    return answers


def opened(terminal: Terminal, more: Callable[[int], bool]) -> list[Answer]:
    """The next article in the reader, again and again."""
    answers: list[Answer] = []
    while more(len(answers)):
        answers.append(terminal.press("J", quiet=0.03))
    return answers


def show(name: str, answers: list[Answer]) -> None:
    """One line."""
    longest = max(answer.seconds for answer in answers) * 1000
    print(f"  {name:<34} {len(answers):>5} keys   {times(answers)}   longest {longest:.1f} ms")


def measure(home: Path) -> None:
    """Before, beside and after a refresh."""
    command, env = program(home)
    with Terminal(command, env) as terminal:
        terminal.until(b"newest first")
        terminal.settle(0.6)
        show("steps in the list, alone", moved(terminal, lambda count: count < STEPS))
        engine = [
            sys.executable,
            "-m",
            "tuinews",
            "--home",
            str(home),
            "refresh",
            "--all",
            "--json",
            "--idle",
        ]
        with subprocess.Popen(engine, stdout=subprocess.DEVNULL) as running:
            show("steps beside the refresh", moved(terminal, lambda _: running.poll() is None))
        terminal.settle(0.5)
        terminal.press("\r", quiet=0.1)
        terminal.settle(0.5)
        show("next article, alone", opened(terminal, lambda count: count < STEPS))
        terminal.press("q")
        terminal.leave()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--home", type=Path, help="a home with a library made before")
    parser.add_argument("--feeds", type=int, default=1000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tuinews-beside-") as folder:
        base = given.home
        if base is None:
            base = Path(folder) / "base"
            build(base, given.articles)
        with feeds(given.feeds, 20):
            measure(make_home(Path(folder) / "home", base, given.feeds))


if __name__ == "__main__":
    main()
