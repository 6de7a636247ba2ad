"""Marks, and taking them back."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from tuinews.model import Mark, Scope, View
from tuinews.store import Store, journal

made = import_module("support.articles")
NOW: int = made.NOW


@pytest.fixture(autouse=True)
def _filled(store: Store) -> None:
    store.sync_sources([made.source("gazette"), made.source("courier", "Science")], ["World", "Science"])
    made.keep(store, "gazette", *(made.prepared(f"{n}") for n in range(6)))
    made.keep(store, "courier", *(made.prepared(f"{n}") for n in range(4)))


def marks(store: Store) -> dict[int, tuple[bool, bool]]:
    return {row.id: (row.read, row.starred) for row in store.listing.page(View())}


def read(store: Store) -> set[int]:
    return {id for id, (read, _) in marks(store).items() if read}


def test_only_what_changes_counts(store: Store) -> None:
    assert store.mark([1, 2, 2, 99], Mark.READ, NOW) == 2
    assert store.mark([2, 3], Mark.READ, NOW) == 1
    assert store.mark([1], Mark.READ, NOW) == 0
    assert store.mark([], Mark.STAR, NOW) == 0
    assert read(store) == {1, 2, 3}


@pytest.mark.parametrize(
    ("mark", "sentence"),
    [
        (Mark.READ, "Unread again: 2 articles."),
        (Mark.UNREAD, "Read again: 1 article."),
        (Mark.STAR, "No longer starred: 2 articles."),
        (Mark.UNSTAR, "Starred again: 1 article."),
    ],
)
def test_undo_says_what_it_took_back(store: Store, mark: Mark, sentence: str) -> None:
    store.mark([3], Mark.READ, NOW)
    store.mark([3], Mark.STAR, NOW)
    before = marks(store)
    store.mark([1, 2, 3], mark, NOW)
    assert store.undo() == sentence
    assert marks(store) == before


def test_undo_goes_back_act_by_act(store: Store) -> None:
    states = [marks(store)]
    for ids, mark in (([1, 2], Mark.READ), ([2], Mark.UNREAD), ([2], Mark.STAR), ([2, 5], Mark.READ)):
        store.mark(ids, mark, NOW)
        states.append(marks(store))
    for state in reversed(states[:-1]):
        assert store.undo() is not None
        assert marks(store) == state
    assert store.undo() is None


def test_an_act_that_changed_nothing_is_not_taken_back(store: Store) -> None:
    store.mark([1], Mark.READ, NOW)
    store.mark([1], Mark.READ, NOW)
    assert store.undo() == "Unread again: 1 article."
    assert store.undo() is None


def test_mark_view_marks_what_the_view_held(store: Store) -> None:
    store.mark([2], Mark.READ, NOW)
    assert store.mark_view(View(Scope.CATEGORY, "World", ceiling=4), NOW) == 3
    assert read(store) == {1, 2, 3, 4}
    assert store.undo() == "Unread again: 3 articles."
    assert read(store) == {2}
    assert store.mark_view(View(Scope.SOURCE, "courier"), NOW) == 4
    assert store.mark_view(View(Scope.SEARCH, "5"), NOW) == 1
    assert read(store) == {2, 6, 7, 8, 9, 10}


def test_undo_leaves_alone_what_was_opened_in_between(store: Store) -> None:
    store.mark([1, 2], Mark.READ, NOW)
    store.opened(3)
    store.opened(1)
    assert store.undo() == "Unread again: 2 articles."
    assert read(store) == {3}


def test_undo_leaves_alone_what_is_no_longer_as_the_act_left_it(store: Store) -> None:
    store.mark([1, 2], Mark.READ, NOW)
    store.mark([1, 2], Mark.UNREAD, NOW)
    store.opened(1)
    assert store.undo() == "Read again: 1 article."
    assert read(store) == {1, 2}


def test_opening_counts_a_view_and_marks_read(store: Store) -> None:
    store.opened(1)
    store.opened(1)
    article = store.article(1)
    assert article is not None
    assert (article.views, article.read) == (2, True)
    assert store.undo() is None


def test_undo_outlives_the_program(store: Store, path: Path) -> None:
    store.mark([1, 10], Mark.STAR, NOW)
    store.close()
    again = Store.open(path)
    assert again.undo() == "No longer starred: 2 articles."
    again.close()


def test_the_journal_has_an_end(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "LENGTH", 3)
    for id in range(1, 6):
        store.mark([id], Mark.READ, NOW)
    taken_back = 0
    while store.undo():
        taken_back += 1
    assert taken_back == 3
    assert read(store) == {1, 2}


def test_a_mark_on_everything_is_one_act(store: Store) -> None:
    made.keep(store, "courier", *(made.prepared(f"more {n}") for n in range(1200)))
    assert store.mark_view(View(), NOW) == 1210
    assert store.undo() == "Unread again: 1,210 articles."
    assert read(store) == set()


def test_small_places_are_remembered(store: Store) -> None:
    assert store.recall("tab") is None
    store.remember("tab", "World")
    store.remember("tab", "科学")
    assert store.recall("tab") == "科学"
