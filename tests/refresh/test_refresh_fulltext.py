"""Whole articles, from their own pages: when they are asked for, what is kept, and what nobody is told."""

from __future__ import annotations

import re

import pytest

from support.feed_server import FeedServer, answer, rss
from support.home import Home
from tuinews.model import Article, Body, Mark
from tuinews.query import parse
from tuinews.refresh import fulltext
from tuinews.refresh.fulltext import fetch_whole
from tuinews.refresh.messages import Trouble
from tuinews.settings.config import Config, FullText

LONG = " ".join(f"Sentence {number} of the whole story stands only on this page." for number in range(60))


def page(title: str, words: str = LONG) -> bytes:
    """A page with one article."""
    paragraphs = "".join(f"<p>{title}: {part}.</p>" for part in words.split(". "))
    return (
        f"<!doctype html><html><head><title>{title}</title>"
        f'<meta name="author" content="Ann Example"></head>'
        f"<body><nav><a href='/'>Home</a></nav><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    ).encode()


@pytest.fixture
def followed(home: Home, feed_server: FeedServer) -> Home:
    """A home that has fetched a feed of three teasers, each with a page."""
    follow(home, feed_server, "paper", "Cranes", "Dunes", "Ferries")
    feed_server.asked.clear()
    return home


def follow(home: Home, server: FeedServer, id: str, *titles: str, **fields: str) -> None:
    """Follow and fetch a feed whose articles link to pages of the server."""
    url = server.serve(f"/{id}", rss(*titles, link=server.url(f"/{id}-pages")))
    for number, title in enumerate(titles):
        server.serve(f"/{id}-pages/{number}", page(title), content_type="text/html")
    home.follow(id, url, **fields)
    assert home.refresh(id)[id].new == len(titles)


def kept(home: Home, id: int, body: Body = Body.SHOWN) -> Article:
    with home.store() as store:
        article = store.article(id, body)
    assert article is not None
    return article


def fetch(home: Home, *ids: int, config: Config | None = None) -> None:
    fetch_whole(home.paths, config or home.config, ids, lambda: home.now)


def found(home: Home, query: str) -> list[int]:
    """What a search finds, in an index that must be sound."""
    with home.store() as store:
        store._db.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
        return sorted(store.listing.matching(parse(query), 50))


def ahead(number: int) -> Config:
    return Config(full_text=FullText(ahead=number))


def test_a_refresh_asks_no_page_unless_the_settings_say_so(followed: Home, feed_server: FeedServer) -> None:
    followed.refresh(force=True)
    assert feed_server.paths == ["/paper"]


def test_the_whole_of_an_article_is_kept_beside_what_its_feed_gave(followed: Home) -> None:
    fetch(followed, 1)
    article = kept(followed, 1)
    assert article.page is not None
    assert (article.page.found, article.page.shown, article.page.error) == (True, True, None)
    assert "Sentence 59 of the whole story" in article.text
    assert article.words > 300
    assert article.html is not None
    assert "<p>" in article.html
    assert kept(followed, 1, Body.FEED).text == "About Cranes."
    assert kept(followed, 2).page is None


def test_what_the_feed_does_not_state_comes_from_the_page_and_nothing_is_overwritten(followed: Home) -> None:
    before = kept(followed, 1)
    fetch(followed, 1)
    after = kept(followed, 1)
    assert before.author is None
    assert after.author == "Ann Example"
    assert (after.title, after.published, after.sort) == (before.title, before.published, before.sort)


def test_an_update_that_is_not_later_than_the_issue_is_neither_kept_nor_shown(
    home: Home, feed_server: FeedServer
) -> None:
    follow(home, feed_server, "paper", "Cranes", "Dunes")
    issued = kept(home, 1).published
    assert issued is not None
    for path, updated in (
        ("/paper-pages/0", "2001-02-03T04:05:06Z"),
        ("/paper-pages/1", "2026-02-03T04:05:06Z"),
    ):
        stated = (
            '<head><meta property="article:published_time" content="2001-01-01T00:00:00Z">'
            f'<meta property="article:modified_time" content="{updated}">'
        )
        body = page("Cranes").replace(b"<head>", stated.encode())
        feed_server.serve(path, body, content_type="text/html")
    fetch(home, 1, 2)
    assert kept(home, 1).updated is None
    assert kept(home, 2).updated == "2026-02-03T04:05:06Z"


def test_a_whole_article_is_searched_whole(followed: Home) -> None:
    assert found(followed, '"Sentence 59"') == []
    fetch(followed, 1, 3)
    assert found(followed, '"Sentence 59"') == [1, 3]
    assert found(followed, "Dunes") == [2]


def test_either_text_can_be_shown_and_the_choice_stays(followed: Home) -> None:
    fetch(followed, 1)
    with followed.store() as store:
        store.show_page(1, shown=False)
    assert kept(followed, 1).text == "About Cranes."
    assert kept(followed, 1, Body.PAGE).words > 300
    assert found(followed, '"Sentence 59"') == [1]
    with followed.store() as store:
        store.show_page(1, shown=True)
        store.show_page(2, shown=True)  # nothing was had of its page
    assert kept(followed, 1).words > 300
    assert kept(followed, 2).text == "About Dunes."


def test_a_page_that_cannot_be_had_leaves_the_teaser_and_says_why_and_is_tried_again(
    followed: Home, feed_server: FeedServer
) -> None:
    good = page("Cranes")
    feed_server.serve("/paper-pages/0", b"", status=500)
    fetch(followed, 1)
    article = kept(followed, 1)
    assert article.page is not None
    assert not article.page.found
    assert "500" in (article.page.error or "")
    assert article.text == "About Cranes."

    feed_server.serve("/paper-pages/0", good, content_type="text/html")
    fetch(followed, 1)
    assert kept(followed, 1).words > 300

    feed_server.serve("/paper-pages/0", b"", status=404)
    fetch(followed, 1)
    article = kept(followed, 1)
    assert article.page is not None
    assert article.page.found, "what was had stays"
    assert "404" in (article.page.error or "")
    assert article.words > 300


def test_a_publishers_change_leaves_the_page_that_was_had(followed: Home, feed_server: FeedServer) -> None:
    fetch(followed, 1)
    changed = rss("Cranes", "Dunes", "Ferries", link=feed_server.url("/paper-pages"))
    feed_server.serve("/paper", changed.replace(b"About Cranes.", b"Cranes have flown."))
    followed.now += 3600
    assert followed.refresh(force=True)["paper"].changed == 1
    article = kept(followed, 1)
    assert article.words > 300
    assert article.revised is not None
    assert article.page is not None
    assert article.revised > article.page.fetched
    assert kept(followed, 1, Body.FEED).text == "Cranes have flown."
    assert found(followed, '"Sentence 59"') == [1]


def test_a_page_is_asked_as_a_page(followed: Home, feed_server: FeedServer) -> None:
    fetch(followed, 1)
    (asked,) = feed_server.asked
    assert asked.headers["accept"].startswith("text/html")
    assert asked.headers["user-agent"].startswith("tuinews/")
    assert not {"cookie", "referer", "if-none-match"} & set(asked.headers)


def test_an_article_without_an_address_is_passed_over(home: Home, feed_server: FeedServer) -> None:
    feed = (
        rss("Nowhere")
        .replace(b"<link>https://paper.example/0</link>", b"")
        .replace(b"<guid>", b"<guid isPermaLink='false'>")
    )
    home.follow("paper", feed_server.serve("/paper", feed))
    home.refresh()
    feed_server.asked.clear()
    fetch(home, 1, 99)
    assert feed_server.paths == []
    assert kept(home, 1).page is None


# Whom the user trusts with what


def test_what_its_source_may_be_told_its_own_origin_may_be_told_too(
    home: Home, feed_server: FeedServer
) -> None:
    secrets = {
        "user": "ann",
        "password": "secret",
        "headers": (("Cookie", "reader=1"),),
        "user_agent": "Mine/1",
    }
    follow(home, feed_server, "paper", "Cranes", **secrets)  # type: ignore[arg-type]
    feed_server.asked.clear()
    fetch(home, 1)
    (asked,) = feed_server.asked
    assert asked.headers["cookie"] == "reader=1"
    assert asked.headers["authorization"].startswith("Basic ")
    assert asked.headers["user-agent"] == "Mine/1"


def test_no_other_origin_is_told_any_of_it(home: Home) -> None:
    with FeedServer() as other, FeedServer() as own:
        other.serve("/pages/0", page("Cranes"), content_type="text/html")
        # The same host, so that it may be reached, but another port: another origin.
        url = own.serve("/paper", rss("Cranes", link=other.url("/pages")))
        home.follow("paper", url, user="ann", password="secret", headers=(("Cookie", "reader=1"),))
        home.refresh()
        fetch(home, 1)
        (asked,) = other.asked
        assert not {"cookie", "authorization"} & set(asked.headers)


def test_an_address_out_of_a_feed_reaches_no_private_host_but_that_of_its_own_source(home: Home) -> None:
    with FeedServer(addresses=("127.0.0.1", "127.0.0.2")) as server:
        url = server.serve("/paper", rss("Cranes", link=server.url("/pages", "127.0.0.2")))
        server.serve("/pages/0", page("Cranes"), content_type="text/html")
        home.follow("paper", url)
        home.refresh()
        server.asked.clear()
        fetch(home, 1)
        assert server.asked == []
        article = kept(home, 1)
        assert article.page is not None
        assert "private" in (article.page.error or "")


# Ahead


def test_as_many_are_fetched_ahead_as_the_settings_allow_the_newest_first(
    followed: Home, feed_server: FeedServer
) -> None:
    followed.refresh(config=ahead(2))
    assert sorted(feed_server.paths) == ["/paper-pages/1", "/paper-pages/2"]
    followed.refresh(config=ahead(2))
    assert sorted(feed_server.paths) == ["/paper-pages/0", "/paper-pages/1", "/paper-pages/2"]
    followed.refresh(config=ahead(2))
    assert len(feed_server.paths) == 3
    assert all(kept(followed, id).words > 300 for id in (1, 2, 3))


def test_what_was_read_is_not_fetched_and_what_is_starred_comes_first(
    followed: Home, feed_server: FeedServer
) -> None:
    with followed.store() as store:
        store.mark([3], Mark.READ, followed.now)
        store.mark([1], Mark.STAR, followed.now)
    followed.refresh(config=ahead(1))
    assert feed_server.paths == ["/paper-pages/0"]
    followed.refresh(config=ahead(10))
    assert feed_server.paths == ["/paper-pages/0", "/paper-pages/1"]


def test_the_sources_that_are_read_most_come_first(followed: Home, feed_server: FeedServer) -> None:
    follow(followed, feed_server, "later", "Gulls", "Herons")
    with followed.store() as store:
        store.opened(1)
    feed_server.asked.clear()
    followed.refresh(config=ahead(2))
    assert sorted(feed_server.paths) == ["/paper-pages/1", "/paper-pages/2"]


def test_a_source_may_forbid_it_or_ask_for_every_article(home: Home, feed_server: FeedServer) -> None:
    follow(home, feed_server, "shy", "Cranes", full_text="never")
    whole = rss("Dunes", link=feed_server.url("/whole-pages")).replace(
        b"About Dunes.", f"&lt;p&gt;{LONG}&lt;/p&gt;".encode()
    )
    home.follow("whole", feed_server.serve("/whole", whole))
    home.refresh("whole")
    feed_server.asked.clear()
    home.refresh(config=ahead(10))
    assert feed_server.paths == []

    text = home.paths.sources.read_text()
    home.paths.sources.write_text(text + 'full_text = "always"\n')
    feed_server.serve("/whole-pages/0", page("Dunes"), content_type="text/html")
    home.refresh(config=ahead(10))
    assert "/whole-pages/0" in feed_server.paths
    assert not [path for path in feed_server.paths if path.startswith("/shy-pages")]
    article = kept(home, 2)
    assert article.page is not None
    assert article.page.shown


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (
            "<p>Sentence 0 of the whole story stands here.</p><p>Subscribe to continue reading.</p>",
            "subscription",
        ),
        ("<p>We and our partners use cookies. We value your privacy.</p><p>Accept all</p>", "consent"),
        ("<p>Please enable JavaScript to see this page.</p><script></script><script></script>", "script"),
        ("<p>Sentence 0 of the whole story stands here.</p>", "gives less than the feed"),
        (
            "<p>Nobody wanted any of those seven green umbrellas, so we kept them all.</p>" * 90,
            "something else",
        ),
    ],
)
def test_a_good_text_of_the_feed_stays_where_the_page_has_a_wall_and_the_reason_is_kept(
    home: Home, feed_server: FeedServer, body: str, reason: str
) -> None:
    feed = rss("Dunes move on", link=feed_server.url("/pages"))
    feed = feed.replace(b"About Dunes move on.", f"&lt;p&gt;{LONG}&lt;/p&gt;".encode())
    home.follow("paper", feed_server.serve("/paper", feed), full_text="always")
    home.refresh()
    html = f"<html><head><title>Dunes move on</title></head><body><article>{body}</article></body></html>"
    feed_server.serve("/pages/0", html.encode(), content_type="text/html")
    fetch(home, 1)
    article = kept(home, 1)
    assert article.text == LONG
    assert article.page is not None
    assert not article.page.shown
    assert reason in (article.page.error or "")


def test_only_the_sources_that_were_named_and_those_that_answer_are_thought_of(
    followed: Home, feed_server: FeedServer
) -> None:
    follow(followed, feed_server, "later", "Gulls")
    follow(followed, feed_server, "ill", "Herons")
    feed_server.serve("/ill", b"", status=500)
    followed.now += 7200
    followed.refresh("ill", config=ahead(10))
    followed.now += 7200
    feed_server.asked.clear()
    followed.refresh("later", config=ahead(10))
    assert [path for path in feed_server.paths if "pages" in path] == ["/later-pages/0"]
    followed.refresh(config=ahead(10))
    assert "/ill-pages/0" not in feed_server.paths


def test_no_host_is_asked_for_many_pages_at_once(home: Home, feed_server: FeedServer) -> None:
    follow(home, feed_server, "paper", *(f"Title {number}" for number in range(9)))
    feed_server.asked.clear()
    home.refresh(config=ahead(100))
    assert len(feed_server.paths) == 5


def test_a_page_ahead_that_cannot_be_reached_is_nobodys_failure(
    followed: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    unreached = [Trouble("1", "no way leads there", unreachable=True)]
    monkeypatch.setattr(fulltext, "_messages", lambda jobs, bounds: iter(unreached))
    followed.refresh(config=ahead(5))
    assert kept(followed, 1).page is None
    fetch(followed, 1)
    article = kept(followed, 1)
    assert article.page is not None
    assert article.page.error == "no way leads there"


def test_what_is_said_of_a_page_is_not_what_is_said_of_a_source(
    followed: Home, feed_server: FeedServer
) -> None:
    for status in (404, 410, 503):
        feed_server.serve("/paper-pages/0", b"", status=status)
        fetch(followed, 1)
        article = kept(followed, 1)
        assert article.page is not None
        assert str(status) in (article.page.error or "")
        assert not re.search("source|asked again", article.page.error or "")


def test_a_hostile_page_costs_its_own_article_only(followed: Home, feed_server: FeedServer) -> None:
    config = replace_limit(followed.config, 1)
    feed_server.at("/paper-pages/0", answer(200, b"<p>" + b"x" * (2 * 2**20), {"Content-Type": "text/html"}))
    deep = b"<div>" * 100_000 + b"Cranes" + b"</div>" * 100_000
    feed_server.serve("/paper-pages/1", deep, content_type="text/html")
    fetch(followed, 1, 2, 3, config=config)
    first, third = kept(followed, 1), kept(followed, 3)
    assert first.page is not None
    assert "1 MB" in (first.page.error or "")
    assert kept(followed, 2).page is not None
    assert third.words > 300


def replace_limit(config: Config, megabytes: int) -> Config:
    return config._replace(refresh=config.refresh._replace(max_body_mb=megabytes))
