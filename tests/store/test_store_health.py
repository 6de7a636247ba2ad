"""What is remembered of how sources are doing."""

from __future__ import annotations

from importlib import import_module

import pytest

from store.test_store_plans import plans
from tuinews.model import WEEKS, FetchState, Source, Status
from tuinews.store import Store
from tuinews.store.health import weekly
from tuinews.store.times import stamp

made = import_module("support.articles")
NOW: int = made.NOW
WEEK = 7 * 86_400


@pytest.fixture(autouse=True)
def _followed(store: Store) -> None:
    store.sync_sources([made.source("a"), made.source("b")], [])


def fail(store: Store, at: int, failures: int, error: str = "no answer", status: int | None = None) -> None:
    state = FetchState(
        last_fetch=at, status=Status.FAILED, failures=failures, error=error, http_status=status
    )
    made.keep(store, "a", state=state)


def told(store: Store) -> list[tuple[str, int]]:
    return [(trouble.error, trouble.times) for trouble in store.troubles().get("a", ())]


def test_the_same_trouble_several_times_in_a_row_is_one_line(store: Store) -> None:
    for turn in range(3):
        fail(store, NOW + turn * 60, turn + 1, "it says 500", 500)
    (trouble,) = store.troubles()["a"]
    assert trouble == ("2025-11-24T16:00:00Z", "2025-11-24T16:02:00Z", 3, 500, "it says 500")
    assert list(store.troubles()) == ["a"]


def test_another_trouble_or_another_status_is_another_line_the_latest_first(store: Store) -> None:
    fail(store, NOW, 1)
    fail(store, NOW + 60, 2, "it says 500", 500)
    fail(store, NOW + 120, 3, "it says 500", 503)
    fail(store, NOW + 180, 4)
    assert told(store) == [("no answer", 1), ("it says 500", 1), ("it says 500", 1), ("no answer", 1)]


def test_the_same_trouble_after_an_answer_is_another_line(store: Store) -> None:
    fail(store, NOW, 1)
    made.keep(store, "a", state=FetchState(last_fetch=NOW + 60, status=Status.UNCHANGED))
    fail(store, NOW + 120, 1)
    assert told(store) == [("no answer", 1), ("no answer", 1)]


@pytest.mark.parametrize("status", [Status.WAITING, Status.OFFLINE, Status.STORED, Status.UNCHANGED])
def test_only_failures_are_written_down(store: Store, status: Status) -> None:
    made.keep(store, "a", state=FetchState(last_fetch=NOW, status=status, error="wait an hour"))
    assert store.troubles() == {}


def test_the_latest_twenty_are_kept(store: Store) -> None:
    for turn in range(30):
        fail(store, NOW + turn * 60, turn + 1, f"error {turn}")
    assert told(store) == [(f"error {turn}", 1) for turn in range(29, 9, -1)]


def test_two_troubles_in_one_second_and_a_clock_set_back_lose_none(store: Store) -> None:
    fail(store, NOW, 1, "first")
    fail(store, NOW, 2, "second")
    fail(store, NOW - 3600, 3, "third")
    assert told(store) == [("third", 1), ("second", 1), ("first", 1)]


def test_a_rhythm_counts_the_articles_of_each_week_the_present_one_last(store: Store) -> None:
    def written(days: float) -> object:
        return made.prepared(f"{days}", published=stamp(NOW - round(days * 86_400)))

    made.keep(store, "a", *(written(days) for days in (0, 0.1, 3, 10, 11, 53, 80, 400)))
    assert store.rhythms(NOW) == {"a": (1, 0, 0, 0, 0, 0, 2, 3)}


def test_what_is_followed_no_longer_has_no_rhythm(store: Store) -> None:
    made.keep(store, "a", made.prepared("x"))
    store.sync_sources([], [])
    assert store.rhythms(NOW) == {}


@pytest.mark.parametrize(
    ("rhythm", "total", "expected"),
    [
        ((0,) * WEEKS, 0, 0.0),
        ((0,) * WEEKS, 5, 0.0),
        ((1, 0, 0, 0, 0, 0, 2, 5), 30, 1.0),  # older ones are there: all the weeks count
        ((0, 0, 0, 0, 0, 0, 2, 6), 30, 1.0),
        ((0, 0, 0, 0, 0, 0, 2, 6), 8, 4.0),  # nothing is older: the weeks before the first do not count
        ((0, 0, 0, 0, 0, 0, 0, 20), 20, 20.0),
    ],
)
def test_articles_a_week(rhythm: tuple[int, ...], total: int, expected: float) -> None:
    assert weekly(rhythm, total) == expected


def test_a_rhythm_reads_the_spans_of_its_weeks_and_no_others(store: Store) -> None:
    found = plans(store, lambda: store.rhythms(NOW))
    search = "SEARCH p USING PRIMARY KEY (kind=? AND key=? AND span>? AND span<?)"
    assert any(search in plan for plan in found)


def test_the_history_needs_no_sorting(store: Store) -> None:
    assert all("TEMP B-TREE" not in plan for plan in plans(store, store.troubles))


def test_a_state_says_how_its_source_was_asked(store: Store) -> None:
    state = FetchState(
        etag="e",
        last_modified="m",
        next_why="its ttl",
        http_status=304,
        requests=41,
        unmodified=33,
        received=5,
        saved=7,
    )
    made.keep(store, "a", state=state)
    shown = store.source_states()[0]
    assert (shown.next_why, shown.http_status, shown.etag, shown.last_modified) == ("its ttl", 304, "e", "m")
    assert (shown.requests, shown.unmodified, shown.received, shown.saved) == (41, 33, 5, 7)


def test_a_source_given_again_keeps_its_history(store: Store) -> None:
    fail(store, NOW, 1)
    store.sync_sources([Source("a", "https://elsewhere.example/")], [])
    assert told(store) == [("no answer", 1)]
