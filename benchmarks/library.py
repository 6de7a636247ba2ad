"""What the interface asks of the library, at several sizes: milliseconds, and times a bare keyset page.

    python benchmarks/library.py [ARTICLES | HOME ...]        default: 10000 100000

The reference is a page of 100 rows of one small table in SQLite, by its index, in the same run. HOME is a
folder that make_library.py made before; marks made in it are taken back.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from make_library import build
from tuinews.library import Library
from tuinews.model import Mark, Scope, View
from tuinews.settings.paths import resolve

ROUNDS = 25


def timed(ask: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median milliseconds of a call, warm."""
    ask()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        ask()
        times.append(time.perf_counter() - began)
    return statistics.median(times) * 1000


def reference() -> float:
    """Milliseconds of a page of 100 of 100,000 rows of a small table."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE article (id INTEGER PRIMARY KEY, sort INTEGER, title TEXT, read INTEGER)")
    rows = ((number, number * 600, f"The headline number {number}", 0) for number in range(100_000))
    db.executemany("INSERT INTO article VALUES (?, ?, ?, ?)", rows)
    db.execute("CREATE INDEX newest ON article (sort)")
    page = "SELECT * FROM article WHERE sort < 30000000 ORDER BY sort DESC LIMIT 100"
    found = timed(lambda: db.execute(page).fetchall(), 200)
    db.close()
    return found


def measure(home: Path, bare: float) -> None:
    """Print a table about the library in ``home``."""
    paths = resolve(str(home))
    library = Library.open(paths)
    count, _ = library.totals(View())
    print(f"\n{count:,} articles, {paths.database.stat().st_size / 1e6:,.0f} MB; reference {bare:.3f} ms\n")

    def row(name: str, ask: Callable[[], object], rounds: int = ROUNDS) -> None:
        spent = timed(ask, rounds)
        print(f"  {name:42} {spent:9.3f} ms {spent / bare:9.1f} x")

    def start() -> None:
        fresh = Library.open(paths)
        fresh.page(View())
        fresh.tabs()
        fresh.close()

    row("open, first page and tabs", start)
    row("tabs", library.tabs)
    oldest = library.last_page(View())[0]
    ceiling = library.ceiling() - min(5000, count // 2)
    for name, view in (
        ("All", View()),
        ("a category", View(Scope.CATEGORY, "World")),
        ("a category's unread", View(Scope.CATEGORY, "World", unread=True)),
        ("Unread", View(unread=True)),
        ("Starred", View(Scope.STARRED)),
        ("a source", View(Scope.SOURCE, "made-up-7")),
        ("All, 5000 waiting", View(ceiling=ceiling)),
    ):
        after = library.page(view)[-1].key
        row(f"page of 100, {name}", partial(library.page, view))
        row(f"  after a key, {name}", partial(library.page, view, after=after))
        row(f"  before a key, {name}", partial(library.page, view, before=oldest.key))
        row(f"  rank of the oldest, {name}", partial(library.rank, view, oldest.key))
        row(f"  totals, {name}", partial(library.totals, view))
        row(f"  next unread, {name}", partial(library.next_unread, view, after))
    row("waiting, 5000 of All", lambda: library.waiting(View(ceiling=ceiling)))
    row("an article, whole", lambda: library.article(oldest.id))
    row("related", lambda: library.related(library.page(View(), limit=1)[0].id))
    row("related, an old article", lambda: library.related(oldest.id))
    row("more from the source", lambda: library.more_from_source(oldest.id))
    stories(library, home, row)
    for query in (
        *("the", "the of", '"the of"', "的", "ban", "the -of", "-the", "is:unread the", "is:read"),
        *("is:starred the", "category:World the", "source:made-up-7 the", "source:made-up-5 the", "zzzz"),
    ):
        row(f"search, newest first: {query}", partial(library.page, View(Scope.SEARCH, query)))
    row("  totals of a search: the", lambda: library.totals(View(Scope.SEARCH, "the")))
    row("  rank in a search: the", lambda: library.rank(View(Scope.SEARCH, "the"), oldest.key))
    row("search, best first: the", lambda: library.search("the"), 5)

    def mark() -> None:
        if library.mark([oldest.id], Mark.STAR):
            library.undo()

    row("star, written and taken back", mark)
    began = time.perf_counter()
    changed = library.mark_view(View())
    marked = time.perf_counter()
    library.undo()
    undone = time.perf_counter()
    print(f"  {f'mark all read: {changed:,}':42} {(marked - began) * 1000:9.0f} ms")
    print(f"  {'undo that':42} {(undone - marked) * 1000:9.0f} ms")
    library.close()


def stories(library: Library, home: Path, row: Callable[..., None]) -> None:
    """Measure stories and the edition; the place where one left is put back."""
    (newest,) = library.stories(limit=1)
    row("a story, whole", lambda: library.story(newest.id))
    row("copies of an article", lambda: library.copies(newest.lead))
    row("20 stories", library.stories)
    left = library.recall("left")
    command = [sys.executable, "-m", "tuinews", "--home", str(home), "brief"]
    for since in (2_000, 20_000):
        library.remember("left", json.dumps({"ceiling": library.ceiling() - since, "at": 0}))
        row(f"edition, {since:,} came since", library.edition)
        row("  tuinews brief, the whole command", partial(run, command), 5)
    row("  python -c pass", partial(run, [sys.executable, "-c", "pass"]), 5)
    library.remember("left", left or "")


def run(command: list[str]) -> None:
    """Run a command and let its output go."""
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)


def main(given: list[str]) -> None:
    """Measure every size or home that was given."""
    bare = reference()
    for one in given:
        if not one.isdigit():
            measure(Path(one), bare)
            continue
        with tempfile.TemporaryDirectory() as folder:
            began = time.perf_counter()
            build(folder, int(one))
            print(f"\nmade {int(one):,} articles in {time.perf_counter() - began:.1f} s")
            measure(Path(folder), bare)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("wanted", metavar="ARTICLES|HOME", nargs="*", default=["10000", "100000"])
    main(parser.parse_args().wanted)
