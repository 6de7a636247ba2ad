"""The mirror of sources.toml, and what is remembered of each source."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest

from tuinews.model import Changes, FetchState, Mark, Scope, Selectors, Source, SourceState, View
from tuinews.store import Store, StoreError, mirror

made = import_module("support.articles")
NOW: int = made.NOW
EVERYTHING = Source(
    id="all",
    url="https://all.example/feed",
    title="All of it",
    category="World",
    tags=("a", "b c"),
    kind="page",
    paused=True,
    paused_why="Why not.",
    interval=30,
    timezone="Asia/Tokyo",
    private=True,
    command=("curl", "-s", "x"),
    selectors=Selectors(item="li.story", date="span.date"),
)


def tabs(store: Store) -> dict[str, tuple[int, int]]:
    return {tab.title: (tab.unread, tab.total) for tab in store.counts.tabs()}


def test_sources_come_back_as_they_are_in_their_order(store: Store) -> None:
    sources = [made.source("b"), EVERYTHING, made.source("a", "")]
    store.sync_sources(sources, ["World"])
    assert store.followed() == tuple(sources)
    store.sync_sources(sources[::-1], ["World"])
    assert store.followed() == tuple(sources[::-1])


def test_categories_keep_the_order_given_and_others_follow(store: Store) -> None:
    store.sync_sources([made.source("a", "Sport"), made.source("b", "World")], ["World", "Culture"])
    assert store.categories() == ("World", "Culture", "Sport")
    store.sync_sources([made.source("a", "Sport")], ["Sport"])
    assert store.categories() == ("Sport",)


def test_a_source_taken_out_keeps_its_articles_and_comes_back(store: Store) -> None:
    store.sync_sources([made.source("a"), made.source("b", "Sport")], ["World", "Sport"])
    made.keep(store, "b", made.prepared("x"), state=FetchState(etag="1"))
    store.sync_sources([made.source("a")], ["World"])
    assert [source.id for source in store.followed()] == ["a"]
    assert [state.source.id for state in store.source_states()] == ["a"]
    assert [row.title for row in store.listing.page(View())] == ["x"]
    assert [row.title for row in store.listing.page(View(Scope.SOURCE, "b"))] == ["x"]
    assert "Sport" not in tabs(store)
    store.sync_sources([made.source("a"), made.source("b", "Sport")], ["World", "Sport"])
    assert tabs(store)["Sport"] == (1, 1)
    assert store.fetch_states(["b"])["b"].etag == "1"


def test_the_shown_title_is_the_users_then_the_feeds_then_the_host(store: Store) -> None:
    def shown() -> str:
        return store.source_states()[0].title

    source = made.source("a", url="https://www.paper.example:8080/feed")
    store.sync_sources([source], [])
    assert shown() == "paper.example"
    made.keep(store, "a", made.prepared("x"), state=FetchState(title="The Paper"))
    assert shown() == "The Paper"
    assert store.listing.page(View())[0].source_title == "The Paper"
    store.sync_sources([replace(source, title="Mine")], [])
    assert shown() == "Mine"
    made.keep(store, "a", state=FetchState(title="The New Paper"))
    assert shown() == "Mine"
    store.sync_sources([source], [])
    assert shown() == "The New Paper"


def test_what_is_remembered_of_a_source_comes_back(store: Store) -> None:
    store.sync_sources([made.source("a"), made.source("b")], [])
    state = FetchState(
        etag='"x"',
        last_modified="Mon, 24 Nov 2025 16:00:00 GMT",
        body_hash="abc",
        url="https://a.example/feed",
        moved_to="https://new.example/feed",
        last_fetch=NOW,
        next_fetch=NOW + 900,
        wait_until=NOW + 60,
        status="failed",
        error="The host does not answer.",
        failures=3,
        title="A",
        site="https://a.example/",
        language="en",
    )
    made.keep(store, "a", state=state)
    assert store.fetch_states(["a", "b", "nobody"]) == {"a": state, "b": FetchState()}


def test_a_failure_does_not_forget_what_the_feed_said_of_itself(store: Store) -> None:
    store.sync_sources([made.source("a")], [])
    made.keep(store, "a", state=FetchState(etag="1", title="A", site="https://a.example/", language="en"))
    made.keep(store, "a", state=FetchState(status="failed", failures=1))
    assert store.fetch_states(["a"])["a"] == FetchState(
        status="failed", failures=1, title="A", site="https://a.example/", language="en"
    )


def test_states_say_what_is_known_and_how_many(store: Store) -> None:
    source = made.source("a")
    store.sync_sources([source, made.source("b")], ["World"])
    state = FetchState(last_fetch=NOW, next_fetch=NOW + 60, status="stored", site="https://a.example/")
    made.keep(store, "a", made.prepared("x"), made.prepared("y"), state=state)
    store.mark([1], Mark.READ, NOW)
    first, second = store.source_states()
    assert first == SourceState(
        source,
        "a.example",
        "https://a.example/",
        1,
        2,
        "2025-11-24T16:00:00Z",
        "2025-11-24T16:01:00Z",
        "stored",
        None,
        0,
    )
    assert (second.total, second.last_fetch, second.status) == (0, None, None)


def test_a_move_that_held_is_told(store: Store) -> None:
    store.sync_sources([made.source("a")], [])
    for times, told in ((2, None), (3, "https://new.example/"), (5, "https://new.example/")):
        made.keep(store, "a", state=FetchState(moved_to="https://new.example/", moved_times=times))
        assert store.source_states()[0].moved_to == told


# What is not kept


def test_secrets_are_not_kept(store: Store) -> None:
    source = replace(
        made.source("a", url="https://me:hunter2@a.example/feed"),
        user="me",
        password="hunter2",
        headers=(("X-Key", "hunter2"),),
        password_command=("pass", "paper"),
    )
    store.sync_sources([source], [])
    (kept,) = store.followed()
    assert kept == replace(source, url="https://a.example/feed", password="", headers=())
    assert "hunter2" not in "\n".join(store._db.iterdump())


# What a change of sources.toml makes due

ASKED = FetchState(
    etag="1",
    url="https://a.example/feed",
    moved_to="https://b.example/",
    moved_times=3,
    last_fetch=NOW,
    next_fetch=NOW + 900,
    next_why="your usual rhythm",
    wait_until=NOW + 60,
    status="failed",
    error="why",
    failures=3,
    http_status=410,
    wishes="{}",
)


def changed(store: Store, **fields: Any) -> FetchState:
    source = made.source("a", url="https://a.example/feed")
    store.sync_sources([source], [])
    made.keep(store, "a", state=ASKED)
    store.sync_sources([replace(source, **fields)], [])
    return store.fetch_states(["a"])["a"]


def test_under_another_address_nothing_of_the_old_one_counts(store: Store) -> None:
    assert changed(store, url="https://c.example/") == FetchState(
        etag="1", url="https://a.example/feed", last_fetch=NOW
    )


@pytest.mark.parametrize(
    "fields", [{"interval": 5}, {"user": "me"}, {"password_command": ("pass",)}, {"timezone": "Asia/Tokyo"}]
)
def test_what_is_asked_otherwise_is_due_at_once(store: Store, fields: dict[str, Any]) -> None:
    assert changed(store, **fields) == replace(ASKED, next_fetch=None, next_why=None)


@pytest.mark.parametrize("fields", [{}, {"title": "Mine"}, {"category": "World"}, {"paused": True}])
def test_another_name_or_place_makes_nothing_due(store: Store, fields: dict[str, Any]) -> None:
    assert changed(store, **fields) == ASKED


# A source that changes its category takes its articles along


def test_articles_follow_their_source_into_its_category(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mirror, "MOVED_AT_ONCE", 10)
    store.sync_sources([made.source("a"), made.source("b")], ["World", "Sport"])
    made.keep(store, "a", *(made.prepared(f"{n}", published=f"2025-11-{n % 20 + 1:02}") for n in range(35)))
    made.keep(store, "b", made.prepared("stays"))
    store.mark(range(1, 11), Mark.READ, NOW)
    store.sync_sources([made.source("a", "Sport"), made.source("b")], ["World", "Sport"])
    assert tabs(store) == {
        "All": (26, 36),
        "World": (1, 1),
        "Sport": (25, 35),
        "Unread": (26, 26),
        "Starred": (0, 0),
    }
    assert len(store.listing.page(View(Scope.CATEGORY, "Sport"))) == 35


def test_a_move_that_was_cut_short_is_finished_next_time(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mirror, "MOVED_AT_ONCE", 10)
    store.sync_sources([made.source("a")], ["World", "Sport"])
    made.keep(store, "a", *(made.prepared(f"{n}") for n in range(35)))
    file_some = mirror.file_some
    calls = []

    def killed(*given: object) -> int | None:
        calls.append(given)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return file_some(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(mirror, "file_some", killed)
    with pytest.raises(KeyboardInterrupt):
        store.sync_sources([made.source("a", "Sport")], ["World", "Sport"])
    assert tabs(store)["Sport"] == (20, 20)
    made.keep(store, "a", made.prepared("arrives meanwhile"))
    monkeypatch.setattr(mirror, "file_some", file_some)
    store.sync_sources([made.source("a", "Sport")], ["World", "Sport"])
    assert tabs(store)["Sport"] == (36, 36)
    assert tabs(store)["World"] == (0, 0)


def test_nothing_is_written_where_nothing_changed(store: Store) -> None:
    sources = [made.source(f"s{n}") for n in range(20)]
    store.sync_sources(sources, ["World"])
    before = store._db.total_changes
    store.sync_sources(sources, ["World"])
    assert store._db.total_changes == before


def test_an_unknown_source_takes_no_articles(store: Store) -> None:
    with pytest.raises(StoreError, match="knows no source 'a'"), store.transaction():
        store.apply("a", Changes(), None, NOW)
