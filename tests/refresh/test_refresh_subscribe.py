"""From what a user typed to a feed."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.feed_server import FeedServer, rss
from support.home import Home
from tuinews.model import Source, TuinewsError
from tuinews.refresh.subscribe import follow, keep_first
from tuinews.settings.config import Config


def page(*links: str) -> bytes:
    return f"<html><head><title>A paper</title>{''.join(links)}</head><body>Hello</body></html>".encode()


def link(href: str, title: str = "") -> str:
    return f'<link rel="alternate" type="application/rss+xml" href="{href}" title="{title}">'


def test_the_address_of_a_feed_leads_to_it(feed_server: FeedServer) -> None:
    url = feed_server.serve("/feed", rss("One", "Two", channel="The Paper"))
    found = follow(f"  {url}\n", Config())
    assert (found.url, found.title, found.private, found.choices) == (url, "The Paper", True, ())
    assert found.document is not None
    assert [one.entry.title for one in found.document.prepared or ()] == ["One", "Two"]


def test_a_page_is_followed_to_the_feed_it_names(feed_server: FeedServer) -> None:
    feed = feed_server.serve("/feed.xml", rss("One"))
    links = link("feed.xml", "News"), link("comments.xml", "Comments on News")
    found = follow(feed_server.serve("/", page(*links), content_type="text/html"), Config())
    assert found.url == feed
    assert feed_server.paths[-1] == "/feed.xml"


def test_of_several_feeds_the_user_chooses(feed_server: FeedServer) -> None:
    url = feed_server.serve("/", page(link("/world", "World"), link("/sport", "Sport")))
    found = follow(url, Config())
    assert [choice.title for choice in found.choices] == ["World", "Sport"]
    assert (found.document, found.url) == (None, url)
    assert "/world" not in feed_server.paths


def test_an_address_that_moved_for_good_is_followed_where_it_is_now(feed_server: FeedServer) -> None:
    new = feed_server.serve("/new", rss("One"))
    assert follow(feed_server.redirect("/old", "/new", 301), Config()).url == new
    old = feed_server.redirect("/today", "/new", 302)
    assert follow(old, Config()).url == old


def test_what_is_no_feed_and_names_none_is_said_so(feed_server: FeedServer) -> None:
    with pytest.raises(TuinewsError, match='a web page titled "A paper", not a feed, and it names no feed'):
        follow(feed_server.serve("/", page()), Config())
    with pytest.raises(TuinewsError, match="404 Not Found"):
        follow(feed_server.url("/none"), Config())


@pytest.mark.parametrize(
    "typed", ["", "what is this", "ftp://paper.example/feed", "javascript:alert(1)", "/no/such"]
)
def test_what_is_no_address_is_said_so(typed: str) -> None:
    with pytest.raises(TuinewsError, match="neither a web address nor a file"):
        follow(typed, Config())


def test_a_feed_on_another_private_host_is_not_followed(two_addresses: FeedServer) -> None:
    two_addresses.serve("/feed", rss("One"))
    url = two_addresses.serve("/", page(link(two_addresses.url("/feed", "127.0.0.2"))))
    with pytest.raises(TuinewsError, match=r"127\.0\.0\.2 is on this machine"):
        follow(url, Config())
    assert [asked.address for asked in two_addresses.asked] == ["127.0.0.1"]


def test_a_file_leads_to_the_feed_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "my feed.xml").write_bytes(rss("One", channel="Mine"))
    monkeypatch.chdir(tmp_path)
    for typed in ("my feed.xml", str(tmp_path / "my feed.xml"), (tmp_path / "my feed.xml").as_uri()):
        found = follow(typed, Config())
        assert (found.url, found.private, found.title) == (
            (tmp_path / "my feed.xml").as_uri(),
            True,
            "Mine",
        )
    with pytest.raises(TuinewsError, match="cannot be read"):
        follow((tmp_path / "none.xml").as_uri(), Config())
    (tmp_path / "page.html").write_bytes(page(link("https://paper.example/feed")))
    with pytest.raises(TuinewsError, match="not a feed"):
        follow("page.html", Config())


def test_what_was_read_is_kept_without_asking_again(home: Home, feed_server: FeedServer) -> None:
    url = feed_server.feed("/feed", rss("One", "Two"), etag='"1"')
    found = follow(url, Config())
    home.follow("a", url)
    outcome = keep_first(home.paths, Config(), Source("a", url, private=True), found, lambda: home.now)
    assert (outcome.source, outcome.new) == ("a", 2)
    assert feed_server.paths == ["/feed"]
    assert home.titles("a") == ["One", "Two"]
    assert home.refresh() == {}, "it is not due yet"
    assert home.refresh(force=True)["a"].new == 0
    assert feed_server.asked[-1].headers["if-none-match"] == '"1"'
