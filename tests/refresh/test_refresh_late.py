"""Articles that came late: an article is grouped with those of its own days, whatever the newest is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from support.feed_server import FeedServer, http_date
from support.home import NOW, Home
from tuinews.refresh import keep, stories
from tuinews.refresh.stories import stretches
from tuinews.related.stories import Grouper
from tuinews.related.window import SECONDS

DAY = 86_400
LONG_AGO = NOW - 100 * DAY
BRIDGE = ("Wrenbridge half open", "Wrenbridge half open since dawn.")
MOTHS = ("Moth count doubles in hedges", "Forty moths were counted twice.")
TODAY = ("Gull Museum gets its herring back", "The herring was found in a hat.")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def serve(home: Home, feed_server: FeedServer) -> Serve:
    return Serve(home, feed_server)


class Serve:
    """Papers, each with what it told when."""

    def __init__(self, home: Home, server: FeedServer) -> None:
        self._home = home
        self._server = server

    def __call__(self, paper: str, *told: tuple[tuple[str, str], int]) -> None:
        items = "".join(
            f"<item><title>{title}</title><guid>{paper}{at}{title}</guid><description>{text}</description>"
            f"<pubDate>{http_date(at)}</pubDate></item>"
            for (title, text), at in told
        )
        feed = f"<rss version='2.0'><channel><title>{paper}</title>{items}</channel></rss>".encode()
        self._home.follow(paper, self._server.serve(f"/{paper}", feed))


def together(home: Home) -> set[frozenset[tuple[str, int]]]:
    """The stories, each by paper and days ago of its tellings."""
    found: dict[int, set[tuple[str, int]]] = {}
    with home.store() as store:
        rows = store._db.execute(
            "SELECT a.story, s.id, a.place >> 28 FROM articles AS a JOIN sources AS s ON s.key = a.source "
            "WHERE a.story IS NOT NULL"
        )
        for story, paper, sort in rows:
            found.setdefault(story, set()).add((paper, (NOW - sort) // DAY))
    return {frozenset(told) for told in found.values()}


@pytest.mark.parametrize("order", [("one", "two", "three"), ("three", "two", "one")])
def test_back_numbers_are_grouped_with_those_of_their_days_in_any_order_of_arrival(
    home: Home, serve: Serve, order: Sequence[str]
) -> None:
    told = {
        "one": [(TODAY, NOW - 60), (BRIDGE, LONG_AGO), (MOTHS, LONG_AGO)],
        "two": [(BRIDGE, LONG_AGO + DAY)],
        "three": [(BRIDGE, LONG_AGO - 3 * SECONDS), (BRIDGE, NOW - 60)],
    }
    for paper in order:
        serve(paper, *told[paper])
        home.refresh(paper)
    assert together(home) == {frozenset({("one", 100), ("two", 99)})}


def test_an_article_that_comes_late_finds_what_is_kept_of_the_days_before_and_after_it(
    home: Home, serve: Serve
) -> None:
    serve("before", (BRIDGE, LONG_AGO - SECONDS))
    serve("after", (BRIDGE, LONG_AGO + SECONDS))
    serve("beyond", (BRIDGE, LONG_AGO + SECONDS + 1), (TODAY, NOW - 60))
    home.refresh()
    assert together(home) == {frozenset({("after", 96), ("beyond", 95)})}
    serve("late", (BRIDGE, LONG_AGO))
    home.now += 7200
    home.refresh()
    (story,) = together(home)
    assert {("before", 104), ("late", 100), ("after", 96)} <= story


def test_what_is_grouped_stays_grouped_where_something_else_comes_late(home: Home, serve: Serve) -> None:
    serve("one", (BRIDGE, LONG_AGO))
    serve("two", (BRIDGE, LONG_AGO))
    home.refresh()
    first = together(home)
    assert first == {frozenset({("one", 100), ("two", 100)})}
    serve("three", (MOTHS, LONG_AGO))
    home.refresh()
    assert together(home) == first


def test_late_articles_of_a_refresh_that_was_broken_off_are_grouped_by_the_next(
    home: Home, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    serve("one", (BRIDGE, LONG_AGO))
    serve("two", (BRIDGE, LONG_AGO))
    with monkeypatch.context() as broken:
        broken.setattr(keep, "group_late", stop)
        with pytest.raises(KeyboardInterrupt):
            home.refresh()
    assert together(home) == set()
    home.now += 7200
    home.refresh(force=True)
    assert together(home) == {frozenset({("one", 100), ("two", 100)})}


def test_a_library_that_was_never_grouped_so_is_left_as_it_is(home: Home, serve: Serve) -> None:
    serve("one", (BRIDGE, LONG_AGO))
    home.refresh()
    with home.store() as store, store.transaction():
        store._db.execute("DELETE FROM places")
    home.now += 7200
    home.refresh(force=True)
    with home.store() as store:
        assert store.recall("grouped") is None
    serve("two", (BRIDGE, LONG_AGO))
    home.refresh()
    with home.store() as store:
        assert store.recall("grouped") == "2"
    assert together(home) == {frozenset({("one", 100), ("two", 100)})}


def test_of_what_is_kept_the_newest_of_those_days_are_looked_at_up_to_a_bound(
    home: Home, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stories, "MOST_KEPT", 2)
    serve("kept", (BRIDGE, LONG_AGO), (MOTHS, LONG_AGO + 60), (TODAY, LONG_AGO + 120))
    home.refresh()
    serve("late", (BRIDGE, LONG_AGO), (MOTHS, LONG_AGO), (TODAY, LONG_AGO))
    serve("third", (BRIDGE, LONG_AGO))
    home.refresh()
    with home.store() as store:
        rows = store._db.execute(
            "SELECT a.title, group_concat(s.id) FROM (SELECT * FROM articles ORDER BY id) AS a "
            "JOIN sources AS s ON s.key = a.source WHERE a.story IS NOT NULL GROUP BY a.story"
        )
        found = {title: set(papers.split(",")) for title, papers in rows}
    # What is beyond the bound is not found; what came now finds each other all the same.
    assert found == {MOTHS[0]: {"kept", "late"}, TODAY[0]: {"kept", "late"}, BRIDGE[0]: {"late", "third"}}


def test_what_lies_between_late_articles_that_are_far_apart_is_not_read(
    home: Home, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve("kept", *((MOTHS, NOW - days * DAY) for days in range(20, 80)))
    home.refresh()
    remembered: list[int] = []
    taken = Grouper.remember

    def counted(self: Grouper, id: int, sort: int, *rest: object) -> None:
        remembered.append((NOW - sort) // DAY)
        taken(self, id, sort, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Grouper, "remember", counted)
    serve("late", (BRIDGE, NOW - 70 * DAY), (BRIDGE, NOW - 30 * DAY))
    home.refresh()
    assert remembered == [*range(74, 65, -1), *range(34, 25, -1)]


def test_stretches_are_parted_where_neighbourhoods_do_not_meet() -> None:
    far = 2 * SECONDS
    assert list(stretches([5])) == [(5, 5)]
    assert list(stretches([5, 5 + far, 5 + 2 * far])) == [(5, 5 + 2 * far)]
    assert list(stretches([5, 6, 7 + far, 9 + far])) == [(5, 6), (7 + far, 9 + far)]
