"""Stories as the engine keeps them: grouped as articles come, over several refreshes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from support import articles as made
from support.feed_server import FeedServer, http_date
from support.home import NOW, Home
from tuinews.refresh.ahead import Ahead
from tuinews.related.stories import Grouper
from tuinews.store import Store

BRIDGE = ("Wrenbridge half open", "Wrenbridge half open since dawn.")
TRAFFIC = ("Saltmarrow traffic stuck", "Saltmarrow traffic stuck since dawn.")
BOTH = ("Wrenbridge half open, Saltmarrow traffic stuck", "Stuck half open since dawn.")
MOTHS = ("Moth count doubles in hedges", "Forty moths were counted twice.")


def feed(name: str, *told: tuple[str, str]) -> bytes:
    items = "".join(
        f"<item><title>{title}</title><guid>{name}{number}</guid><description>{text}</description>"
        f"<pubDate>{http_date(NOW - 3600 - number)}</pubDate></item>"
        for number, (title, text) in enumerate(told)
    )
    return f"<rss version='2.0'><channel><title>{name}</title>{items}</channel></rss>".encode()


def stories(home: Home) -> dict[str, set[int | None]]:
    with home.store() as store:
        found: dict[str, set[int | None]] = {}
        for title, story in store._db.execute("SELECT title, story FROM articles"):
            found.setdefault(title, set()).add(story)
        return found


def test_stories_go_on_from_refresh_to_refresh_and_become_one_when_that_is_told(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    home = Home(tmp_path / "home")
    for paper in range(12):
        home.follow(f"paper{paper}", feed_server.url(f"/{paper}"))
        feed_server.serve(f"/{paper}", feed(f"p{paper}", *((BRIDGE, TRAFFIC, MOTHS) if paper < 1 else ())))
    for paper in range(1, 6):
        feed_server.serve(f"/{paper}", feed(f"p{paper}", BRIDGE if paper < 4 else TRAFFIC))
    home.refresh(force=True)
    first = stories(home)
    assert len(first[BRIDGE[0]]) == len(first[TRAFFIC[0]]) == 1
    assert first[BRIDGE[0]] != first[TRAFFIC[0]]
    assert first[MOTHS[0]] == {None}
    # Later, and in another process, others tell both.
    for paper in range(6, 12):
        feed_server.serve(f"/{paper}", feed(f"p{paper}", BOTH))
    home.now += 7200
    home.refresh(force=True)
    then = stories(home)
    assert then[BRIDGE[0]] == then[TRAFFIC[0]] == then[BOTH[0]]
    assert then[BOTH[0]] in (first[BRIDGE[0]], first[TRAFFIC[0]])
    assert then[MOTHS[0]] == {None}


def test_an_article_that_comes_alone_tells_no_story(tmp_path: Path, feed_server: FeedServer) -> None:
    home = Home(tmp_path / "home")
    home.follow("paper", feed_server.serve("/feed", feed("p", BRIDGE, MOTHS)))
    home.refresh()
    assert stories(home) == {BRIDGE[0]: {None}, MOTHS[0]: {None}}


def test_others_can_write_while_stories_are_looked_for(
    tmp_path: Path, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(tmp_path / "home")
    home.follow("paper", feed_server.serve("/feed", feed("p", BRIDGE, TRAFFIC, MOTHS)))
    grouped: list[int] = []
    add = Grouper.add

    def add_beside_another(self: Grouper, id: int, sort: int, source: int, terms: Sequence[str]) -> None:
        other = Store.open(home.paths.database, patience=0)
        other.remember("written", str(id))
        other.close()
        grouped.append(id)
        add(self, id, sort, source, terms)

    monkeypatch.setattr(Grouper, "add", add_beside_another)
    home.refresh()
    assert grouped == [1, 2, 3]
    with home.store() as store:
        assert store.recall("written") == "3"
        assert [id for (id,) in store._db.execute("SELECT id FROM articles ORDER BY id")] == grouped


def test_an_article_is_never_written_with_the_story_of_another() -> None:
    ahead = Ahead(Grouper(), 1, 7, [made.prepared("a"), made.prepared("b")], NOW)
    ahead.add(7, NOW, 1, ())
    with pytest.raises(ValueError, match="article 8 was written as 9"):
        ahead.add(9, NOW, 1, ())
