"""Sources without a feed, from sources.toml over the network into the library: list pages and sitemaps."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.feed_server import FeedServer, Talk
from support.home import Home
from tuinews.model import Selectors, Status, View
from tuinews.settings.sources_file import update_source

NAVIGATION = '<nav><a href="/">Home</a><a href="/about-the-club">About the club and its people</a></nav>'
PAGER = '<p class="pages"><a href="/news?page=2">Next page of the news</a></p>'


def page(*titles: str, extra: str = "") -> bytes:
    """A list page with an article for each headline."""
    rows = "".join(
        f"<li><a href='/news/{'-'.join(title.lower().split())}'>{title}</a><span>2025-01-0{number}</span>"
        for number, title in enumerate(titles, start=1)
    )
    return (
        f"<html><head><title>Club news</title></head><body>{NAVIGATION}<ul>{rows}</ul>{PAGER}{extra}</body>"
    ).encode()


FIRST = ("The hut is open", "A path is closed", "Soup at noon again")


def news(*titles: str, path: str = "/a") -> bytes:
    """A news sitemap with an article for each headline."""
    rows = "".join(
        f"<url><loc>https://paper.example{path}/{number}</loc><n:news><n:title>{title}</n:title>"
        f"<n:publication_date>2025-01-0{number}</n:publication_date></n:news></url>"
        for number, title in enumerate(titles, start=1)
    )
    return f'<urlset xmlns="s" xmlns:n="news">{rows}</urlset>'.encode()


def index(*urls: str) -> bytes:
    """An index of sitemaps."""
    rows = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f'<sitemapindex xmlns="s">{rows}</sitemapindex>'.encode()


class TestListPages:
    def test_new_then_unchanged_then_more_and_what_vanishes_is_kept(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        home.follow("club", feed_server.feed("/news", page(*FIRST), etag='"1"'), kind="page")
        first = home.refresh()["club"]
        assert (first.status, first.new, first.total) == (Status.STORED, 3, 3)
        assert home.titles("club") == list(FIRST)
        assert (home.state("club").title, home.state("club").site) == (
            "Club news",
            feed_server.url("/news"),
        )
        assert home.refresh(force=True)["club"].status is Status.UNCHANGED
        feed_server.feed("/news", page(*FIRST, extra="<!-- 11:00 -->"), etag='"2"')
        again = home.refresh(force=True)["club"]
        assert (again.status, again.new, again.changed) == (Status.UNCHANGED, 0, 0)
        feed_server.feed("/news", page("Lamp found in attic", *FIRST[:2]), etag='"3"')
        more = home.refresh(force=True)["club"]
        assert (more.new, more.changed, more.total) == (1, 0, 3)
        assert home.titles("club") == [*FIRST, "Lamp found in attic"]
        assert [asked.headers.get("if-none-match") for asked in feed_server.asked] == [
            None,
            '"1"',
            '"1"',
            '"2"',
        ]

    def test_an_article_without_a_date_stands_at_the_time_it_was_first_seen(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        body = page(*FIRST).replace(b"<span>2025-01-01</span>", b"")
        home.follow("club", feed_server.serve("/news", body), kind="page")
        home.refresh()
        with home.store() as store:
            rows = store.listing.page(View())
        assert (rows[0].title, rows[0].sort, rows[0].published) == ("The hut is open", home.now, None)
        assert [row.title for row in rows[1:]] == ["Soup at noon again", "A path is closed"]

    def test_a_page_that_lists_nothing_fails_in_words_and_loses_nothing(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        home.follow("club", feed_server.serve("/news", page(*FIRST)), kind="page")
        home.refresh()
        feed_server.serve("/news", b"<html><title>Log in</title><body>Who are you?</body></html>")
        failed = home.refresh(force=True)["club"]
        assert failed.status is Status.FAILED
        assert 'a web page titled "Log in": no list of articles was found' in (failed.error or "")
        assert home.titles("club") == list(FIRST)

    def test_selectors_overrule_the_structure_and_a_change_of_them_reads_the_page_anew(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        extra = '<div class="box"><a href="/box">In the box</a></div>'
        home.follow("club", feed_server.feed("/news", page(*FIRST, extra=extra), etag='"1"'), kind="page")
        home.refresh()
        update_source(home.paths.sources, "club", selectors=Selectors(item="div.box"))
        changed = home.refresh(force=True)["club"]
        assert (changed.status, changed.new, changed.total) == (Status.STORED, 1, 1)
        assert home.titles("club") == [*FIRST, "In the box"]
        assert [asked.headers.get("if-none-match") for asked in feed_server.asked] == [None, None]
        update_source(home.paths.sources, "club", selectors=Selectors(item="div.bax"))
        failed = home.refresh(force=True)["club"]
        assert 'nothing is selected by item = "div.bax"' in (failed.error or "")

    def test_a_page_is_read_by_children_of_the_engine_like_any_feed(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        home.follow("club", feed_server.serve("/news", page(*FIRST)), kind="page")
        assert home.refresh_apart()["club"]["new"] == 3

    @pytest.mark.corpus
    def test_the_list_page_this_program_began_with(
        self, home: Home, feed_server: FeedServer, corpus: Path
    ) -> None:
        captured = corpus.parent / "seed" / "section.html"
        if not captured.is_file():
            pytest.skip("that page is not beside the corpus")
        home.follow("site", feed_server.serve("/dangjian/", captured.read_bytes()), kind="page")
        assert home.refresh()["site"].new == 4
        with home.store() as store:
            rows = store._db.execute("SELECT url FROM articles ORDER BY id").fetchall()
        assert [url for (url,) in rows] == [feed_server.url(f"/dangjian/{n}.html") for n in (1, 2, 3, 4)]


class TestSitemaps:
    def test_a_news_sitemap_is_stored_and_its_validators_are_honoured(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        home.follow("map", feed_server.feed("/news.xml", news("One", "Two"), etag='"1"'), kind="sitemap")
        assert home.refresh()["map"].new == 2
        assert home.titles("map") == ["Two", "One"]
        assert home.refresh(force=True)["map"].status is Status.UNCHANGED
        assert feed_server.asked[1].headers["if-none-match"] == '"1"'

    def test_an_index_is_followed_every_time_and_its_sitemaps_are_one_source(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        one = feed_server.serve("/news-1.xml", news("One"))
        two = feed_server.serve("/news-2.xml", news("Two", path="/b"))
        home.follow("map", feed_server.feed("/index.xml", index(one, two), etag='"1"'), kind="sitemap")
        first = home.refresh()["map"]
        assert (first.status, first.new, first.total) == (Status.STORED, 2, 2)
        assert home.state("map").etag is None
        assert home.refresh(force=True)["map"].status is Status.UNCHANGED
        feed_server.serve("/news-2.xml", news("Two", "Three", path="/b"))
        third = home.refresh(force=True)["map"]
        assert (third.status, third.new, third.total) == (Status.STORED, 1, 3)
        assert feed_server.paths == ["/index.xml", "/news-1.xml", "/news-2.xml"] * 3
        assert all("if-none-match" not in asked.headers for asked in feed_server.asked)

    def test_few_sitemaps_of_an_index_are_fetched_and_none_of_another_site(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        own = [feed_server.serve(f"/news-{n}.xml", news(f"Title {n}", path=f"/{n}")) for n in range(9)]
        others = ["http://127.0.0.2/x.xml", "http://10.0.0.1/x.xml", "https://elsewhere.example/x.xml"]
        home.follow("map", feed_server.serve("/index.xml", index(*others, *own)), kind="sitemap")
        assert home.refresh()["map"].new == 4
        assert feed_server.paths == ["/index.xml", *(f"/news-{n}.xml" for n in range(4))]

    def test_a_sitemap_that_fails_costs_only_itself(self, home: Home, feed_server: FeedServer) -> None:
        good = feed_server.serve("/good.xml", news("One"))
        login = feed_server.serve("/login.xml", b"<html>Log in</html>")
        missing = feed_server.url("/missing.xml")
        home.follow("map", feed_server.serve("/index.xml", index(missing, login, good)), kind="sitemap")
        assert home.refresh()["map"].new == 1
        home.follow("bad", feed_server.serve("/bad.xml", index(missing)), kind="sitemap")
        failed = home.refresh("bad")["bad"]
        assert failed.status is Status.FAILED
        assert "/missing.xml" in (failed.error or "")
        home.follow("none", feed_server.serve("/none.xml", index(login)), kind="sitemap")
        assert "/login.xml is no sitemap" in (home.refresh("none")["none"].error or "")

    def test_a_host_that_goes_away_is_not_asked_for_the_rest(
        self, home: Home, feed_server: FeedServer
    ) -> None:
        async def reset(talk: Talk) -> None:
            talk.reset()

        urls = [feed_server.at(f"/news-{number}.xml", reset) for number in range(3)]
        home.follow("map", feed_server.serve("/index.xml", index(*urls)), kind="sitemap")
        assert home.refresh()["map"].status is Status.FAILED
        assert feed_server.paths == ["/index.xml", "/news-0.xml"]

    def test_leave_to_reach_a_private_host_does_not_pass_to_another(
        self, home: Home, two_addresses: FeedServer
    ) -> None:
        other = two_addresses.url("/news.xml", "127.0.0.2")
        two_addresses.serve("/news.xml", news("One"))
        home.follow("map", two_addresses.serve("/index.xml", index(other)), kind="sitemap")
        assert home.refresh()["map"].status is Status.FAILED
        assert two_addresses.paths == ["/index.xml"]

    def test_an_index_in_an_index_is_not_followed(self, home: Home, feed_server: FeedServer) -> None:
        inner = feed_server.serve("/inner.xml", index(feed_server.url("/news.xml")))
        home.follow("map", feed_server.serve("/index.xml", index(inner)), kind="sitemap")
        assert home.refresh()["map"].status is Status.FAILED
        assert feed_server.paths == ["/index.xml", "/inner.xml"]
