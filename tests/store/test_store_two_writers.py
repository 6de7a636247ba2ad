"""Engine and interface write at the same time; readers see whole transactions."""

from __future__ import annotations

import subprocess
import sys
import threading
from importlib import import_module
from pathlib import Path

from tuinews.model import Changes, Mark, View
from tuinews.store import Store

made = import_module("support.articles")
NOW: int = made.NOW

_MARKING = """
import sys
from pathlib import Path
from tuinews.model import Mark
from tuinews.store import Store
store = Store.open(Path(sys.argv[1]))
print("ready", flush=True)
for number in range(1, 101):
    store.mark([number], Mark.READ, 0)
store.close()
"""


def test_two_processes_write_and_neither_is_turned_away(store: Store, path: Path) -> None:
    store.sync_sources([made.source("a")], ["World"])
    made.keep(store, "a", *(made.prepared(f"{n}") for n in range(100)))
    with subprocess.Popen(
        [sys.executable, "-c", _MARKING, str(path)], stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
        for n in range(100):
            made.keep(store, "a", made.prepared(f"more {n}", "words " * 50))
        assert other.wait(60) == 0
    assert store.counts.totals(View()) == (200, 100)


def test_a_mark_waits_for_a_transaction_to_end(store: Store, path: Path) -> None:
    store.sync_sources([made.source("a")], ["World"])
    made.keep(store, "a", made.prepared("x"))
    began = threading.Event()
    marked: list[int] = []

    def mark() -> None:
        other = Store.open(path)
        began.set()
        marked.append(other.mark([1], Mark.READ, NOW))
        other.close()

    thread = threading.Thread(target=mark)
    with store.transaction():
        thread.start()
        assert began.wait(10)
        store.apply("a", Changes(new=(made.prepared("y"),)), None, NOW)
        assert marked == []
    thread.join(10)
    assert marked == [1]


def test_readers_see_whole_transactions_and_do_not_wait(store: Store, path: Path) -> None:
    store.sync_sources([made.source("a")], ["World"])
    reader = Store.open(path, writing=False, patience=0)
    with store.transaction():
        store.apply("a", Changes(new=(made.prepared("x"), made.prepared("y"))), None, NOW)
        assert reader.counts.totals(View()) == (0, 0)
        assert reader.listing.page(View()) == []
    assert reader.counts.totals(View()) == (2, 2)
    assert [row.title for row in reader.listing.page(View())] == ["y", "x"]
    reader.close()


def test_the_index_is_merged_when_there_is_time(store: Store) -> None:
    store.sync_sources([made.source("a")], ["World"])
    store.write_much()
    for n in range(20):
        made.keep(store, "a", made.prepared(f"storm {n}"))
    segments = "SELECT count(DISTINCT segid) FROM search_idx"
    assert store._db.execute(segments).fetchone() == (20,)
    assert store.merge_index(60)
    assert store._db.execute(segments).fetchone()[0] < 20
    store.tidy()
    assert len(store.alike(store.sharing('"storm"', None, 50))) == 20
