"""The hand that marks: seen at once, written behind."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from queue import Queue

import pytest

from tuinews.library import Library, Marks, marks
from tuinews.model import Headline, Mark, Scope, View
from tuinews.settings.paths import Paths, ensure, resolve
from tuinews.store import Store, StoreError

made = import_module("support.articles")
NOW: int = made.NOW
Told = Queue[tuple[str | None, str | None]]


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = resolve(str(tmp_path))
    ensure(paths)
    return paths


@pytest.fixture
def store(paths: Paths) -> Iterator[Store]:
    """The engine's hand, by which the tests hold the lock."""
    store = Store.open(paths.database)
    store.sync_sources([made.source("gazette"), made.source("courier", "Science")], ["World", "Science"])
    made.keep(store, "gazette", *(made.prepared(f"{n}") for n in range(3)))
    made.keep(store, "courier", *(made.prepared(f"{n}") for n in range(2)))
    yield store
    store.close()


@pytest.fixture
def library(paths: Paths, store: Store) -> Iterator[Library]:
    library = Library.open(paths)
    yield library
    library.close()


@pytest.fixture
def told() -> Told:
    """What was told through ``on_done``."""
    return Queue()


@pytest.fixture
def hand(paths: Paths, store: Store, told: Told) -> Iterator[Marks]:
    hand = Marks(paths, on_done=lambda result, error: told.put((result, error)), now=lambda: NOW)
    yield hand
    hand.close()


def read(rows: list[Headline]) -> set[int]:
    return {row.id for row in rows if row.read}


def test_a_mark_is_seen_at_once_and_written_when_it_can_be(
    library: Library, store: Store, hand: Marks
) -> None:
    with store.transaction():
        hand.mark([1, 2], Mark.READ)
        hand.mark([2], Mark.STAR)
        hand.opened(3)
        hand.mark([1], Mark.UNREAD)
        rows = hand.overlay(library.page(View()))
        assert read(library.page(View())) == set()
        assert read(rows) == {2, 3}
        assert [row.id for row in rows if row.starred] == [2]
        assert not hand.flush(0)
    assert hand.flush(20)
    assert read(library.page(View())) == {2, 3}
    assert library.article(3).views == 1  # type: ignore[union-attr]


def test_what_was_just_written_does_not_flicker(library: Library, hand: Marks) -> None:
    before = library.page(View())
    hand.mark([1], Mark.READ)
    assert hand.flush(20)
    assert read(hand.overlay(before)) == {1}


@pytest.mark.parametrize(
    ("view", "seen"),
    [
        (View(), {1, 2, 3, 4, 5}),
        (View(ceiling=4), {1, 2, 3, 4}),
        (View(Scope.CATEGORY, "Science"), {4, 5}),
        (View(Scope.SOURCE, "gazette", ceiling=2), {1, 2}),
        (View(Scope.STARRED), set()),
        (View(Scope.SEARCH, "0"), {1}),
    ],
)
def test_marking_a_view_is_seen_at_once(
    library: Library, store: Store, hand: Marks, view: View, seen: set[int]
) -> None:
    with store.transaction():
        hand.mark_view(view, shown=[1] if view.scope is Scope.SEARCH else ())
        assert read(hand.overlay(library.page(View()))) == seen
    assert hand.flush(20)


def test_undo_takes_back_what_is_not_even_written(
    library: Library, store: Store, hand: Marks, told: Told
) -> None:
    with store.transaction():
        hand.mark([1], Mark.READ)
        hand.mark([2], Mark.READ)
        hand.undo()
        assert read(hand.overlay(library.page(View()))) == {1}
        hand.undo()
        assert read(hand.overlay(library.page(View()))) == set()
    hand.undo()
    assert hand.flush(20)
    assert read(library.page(View())) == set()
    said = [told.get(timeout=20) for _ in range(5)]
    assert [one for one in said if one[0]] == [
        ("Unread again: 1 article.", None),
        ("Unread again: 1 article.", None),
        ("Nothing to undo.", None),
    ]


def test_acts_are_told_with_what_there_is_to_say(hand: Marks, told: Told) -> None:
    hand.mark_view(View(Scope.CATEGORY, "World"))
    hand.remember("tab", "World")
    assert told.get(timeout=20) == ("Marked read: 3 articles.", None)
    assert told.get(timeout=20) == (None, None)


def test_what_fails_is_told_once_kept_and_tried_again(
    library: Library, hand: Marks, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marks, "_TURN", 0.01)
    attempts: list[int] = []
    may = threading.Event()
    write = Store.mark

    def full(store: Store, ids: list[int], mark: Mark, now: int) -> int:
        attempts.append(1)
        if not may.is_set():
            if len(attempts) == 3:
                may.set()
            raise StoreError("The disk is full.")
        return write(store, ids, mark, now)

    monkeypatch.setattr(Store, "mark", full)
    hand.mark([1], Mark.READ)
    assert told.get(timeout=20) == (None, "The disk is full.")
    assert read(hand.overlay(library.page(View()))) == {1}
    assert told.get(timeout=20) == (None, None)
    assert read(library.page(View())) == {1}
    assert len(attempts) == 4


def test_a_mistake_of_ours_does_not_stop_the_marks_that_follow(
    library: Library, hand: Marks, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mistaken(store: Store, id: int) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr(Store, "opened", mistaken)
    hand.opened(1)
    hand.mark([2], Mark.READ)
    assert hand.flush(20)
    assert read(library.page(View())) == {2}
    assert "oops" in str(told.get(timeout=20)[1])


def test_a_listener_that_has_gone_does_not_stop_the_marks(library: Library, hand: Marks) -> None:
    def gone(result: str | None, error: str | None) -> None:
        raise RuntimeError("the application is closed")

    hand.on_done = gone
    hand.mark_view(View(Scope.CATEGORY, "World"))
    hand.mark([4], Mark.READ)
    assert hand.flush(20)
    assert read(library.page(View())) == {1, 2, 3, 4}


def test_closing_writes_what_is_left(paths: Paths, library: Library) -> None:
    hand = Marks(paths)
    for id in range(1, 6):
        hand.mark([id], Mark.READ)
    hand.close()
    assert read(library.page(View())) == {1, 2, 3, 4, 5}


def test_closing_says_what_could_not_be_written(
    paths: Paths, store: Store, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marks, "_TURN", 0.01)
    hand = Marks(paths, on_done=lambda result, error: told.put((result, error)))
    with store.transaction():
        hand.mark([1], Mark.READ)
        hand.close(timeout=0.05)
    assert told.get(timeout=20) == (None, f"1 mark could not be written to {paths.database}: lost.")


def test_a_place_that_could_not_be_kept_is_not_called_a_lost_mark(
    paths: Paths, store: Store, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marks, "_TURN", 0.01)
    hand = Marks(paths, on_done=lambda result, error: told.put((result, error)))
    with store.transaction():
        hand.remember("browse", "{}")
        hand.close(timeout=0.05)
    assert told.empty()


def test_a_hand_that_did_nothing_leaves_no_thread(paths: Paths) -> None:
    before = threading.active_count()
    Marks(paths).close()
    assert threading.active_count() == before
