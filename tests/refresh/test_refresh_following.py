"""The way from a typed address to what can be followed there: its order, and the requests it costs."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.feed_server import FeedServer, rss
from tuinews.model import TuinewsError
from tuinews.refresh import following
from tuinews.refresh.subscribe import follow
from tuinews.settings.config import Config
from tuinews.sources.discover import FeedLink
from tuinews.sources.known_sites import well_known_addresses

USUAL = ["/feed", "/rss", "/feed.xml", "/index.xml", "/atom.xml", "/rss.xml", "/feed.json", "/?feed=rss2"]


def page(body: str = "Hello", head: str = "", title: str = "A paper") -> bytes:
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()
    )


def link(href: str, title: str = "", kind: str = "rss") -> str:
    return f'<link rel="alternate" type="application/{kind}+xml" href="{href}" title="{title}">'


def known(*feeds: str) -> list[FeedLink]:
    return [FeedLink(feed, f"Feed {number}", "") for number, feed in enumerate(feeds)]


class TestKnownSites:
    def test_the_feed_is_asked_for_and_the_page_is_not(
        self, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        feed = feed_server.serve("/r/news/.rss", rss("One"))
        monkeypatch.setattr(following, "known_feeds", lambda url: known(feed))
        found = follow(feed_server.url("/r/news"), Config())
        assert (found.url, found.kind, found.private) == (feed, "feed", True)
        assert feed_server.paths == ["/r/news/.rss"]

    def test_several_feeds_are_offered_without_a_request(
        self, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        feeds = [feed_server.url(path) for path in ("/a/releases.atom", "/a/tags.atom")]
        monkeypatch.setattr(following, "known_feeds", lambda url: known(*feeds))
        found = follow(feed_server.url("/a"), Config())
        assert [(one.url, one.title, one.kind) for one in found.choices] == [
            (feeds[0], "Feed 0", "feed"),
            (feeds[1], "Feed 1", "feed"),
        ]
        assert feed_server.asked == []

    def test_where_that_feed_is_gone_the_page_is_looked_at(
        self, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        url = feed_server.serve("/c/x", page(head=link("/other")))
        feed_server.serve("/other", rss("One"))
        monkeypatch.setattr(following, "known_feeds", lambda _: known(feed_server.url("/gone")))
        assert follow(url, Config()).url == feed_server.url("/other")
        assert feed_server.paths == ["/gone", "/c/x", "/other"]

    def test_a_redirect_to_a_known_site_is_recognised(
        self, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        feed = feed_server.serve("/feed-of-it", rss("One"))
        channel = feed_server.serve("/channel", page())
        short = feed_server.redirect("/short", "/channel")
        monkeypatch.setattr(following, "known_feeds", lambda url: known(feed) if url == channel else [])
        assert follow(short, Config()).url == feed
        assert feed_server.paths == ["/short", "/channel", "/feed-of-it"]

    def test_an_account_is_the_page_of_its_host(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[str] = []

        def nothing(url: str) -> list[FeedLink]:
            asked.append(url)
            raise TuinewsError("seen")

        monkeypatch.setattr(following, "known_feeds", nothing)
        with pytest.raises(TuinewsError, match="seen"):
            follow("@the.paper@social.example", Config())
        assert asked == ["https://social.example/@the.paper"]


class TestPages:
    def test_link_elements_come_before_plain_links_and_usual_places(self, feed_server: FeedServer) -> None:
        for path in ("/named", "/rss", "/feed"):
            feed_server.serve(path, rss("One"))
        url = feed_server.serve("/", page("<a href=/rss>RSS</a>", link("/named")))
        assert follow(url, Config()).url == feed_server.url("/named")
        assert feed_server.paths == ["/", "/named"]

    def test_the_link_field_of_the_answer_counts_like_link_elements(self, feed_server: FeedServer) -> None:
        feed = feed_server.serve("/named", rss("One"))
        field = '</named>; rel="alternate"; type="application/rss+xml"'
        assert follow(feed_server.serve("/", page(), link=field), Config()).url == feed

    def test_a_feed_in_several_formats_is_followed_in_the_first(self, feed_server: FeedServer) -> None:
        feed_server.serve("/feed", rss("One"))
        head = link("/feed", "Paper RSS") + link("/atom", "Paper Atom", "atom") + link("/comments/feed")
        assert follow(feed_server.serve("/", page(head=head)), Config()).url == feed_server.url("/feed")
        assert feed_server.paths == ["/", "/feed"]

    def test_where_that_format_is_gone_the_next_is_tried(self, feed_server: FeedServer) -> None:
        atom = feed_server.serve("/atom", rss("One"))
        head = link("/feed", "Paper RSS") + link("/atom", "Paper Atom", "atom")
        assert follow(feed_server.serve("/", page(head=head)), Config()).url == atom
        assert feed_server.paths == ["/", "/feed", "/atom"]

    def test_where_there_is_a_choice_every_format_is_in_it(self, feed_server: FeedServer) -> None:
        head = link("/feed", "Paper RSS") + link("/atom", "Paper Atom", "atom") + link("/sport", "Sport")
        found = follow(feed_server.serve("/", page(head=head)), Config())
        assert [one.url for one in found.choices] == [
            feed_server.url(at) for at in ("/feed", "/atom", "/sport")
        ]
        assert feed_server.paths == ["/"]

    def test_a_plain_link_is_followed_where_no_element_names_a_feed(self, feed_server: FeedServer) -> None:
        feed = feed_server.serve("/backend.php", rss("One"))
        assert follow(feed_server.serve("/", page("<a href=/backend.php>RSS</a>")), Config()).url == feed
        assert feed_server.paths == ["/", "/backend.php"]

    def test_a_page_that_lists_feeds_is_followed_once(self, feed_server: FeedServer) -> None:
        feed_server.serve("/rss", page("<a href=/world.rss>World</a> <a href=/sport.rss>Sport</a>"))
        found = follow(feed_server.serve("/", page("<a href=/rss>RSS</a>")), Config())
        assert [(one.url, one.title) for one in found.choices] == [
            (feed_server.url("/world.rss"), "World"),
            (feed_server.url("/sport.rss"), "Sport"),
        ]
        assert feed_server.paths == ["/", "/rss"]

    def test_pages_that_name_each_other_are_not_followed_for_ever(self, feed_server: FeedServer) -> None:
        feed_server.serve("/rss", page("<a href=/atom>Atom</a>"))
        feed_server.serve("/atom", page("<a href=/rss>RSS</a>"))
        with pytest.raises(TuinewsError, match="what it names cannot be followed"):
            follow(feed_server.serve("/", page("<a href=/rss>RSS</a>")), Config())
        assert feed_server.paths == ["/", "/rss", "/atom"]

    def test_of_a_feed_that_is_gone_that_is_said_and_nothing_guessed(self, feed_server: FeedServer) -> None:
        feed_server.serve("/feed", rss("One"))
        with pytest.raises(TuinewsError, match="what it names cannot be followed: the server says 410 Gone"):
            follow(feed_server.serve("/", page(head=link(feed_server.serve("/old", b"", 410)))), Config())
        assert feed_server.paths == ["/", "/old"]

    def test_a_server_in_trouble_is_not_asked_on(self, feed_server: FeedServer) -> None:
        feed_server.serve("/busy", b"", 503)
        with pytest.raises(TuinewsError, match="503"):
            follow(feed_server.serve("/", page("<a href=/rss>RSS</a>", link("/busy"))), Config())
        assert feed_server.paths == ["/", "/busy"]

    def test_choices_on_other_private_hosts_are_left_out(self, two_addresses: FeedServer) -> None:
        feed = two_addresses.serve("/world", rss("One"))
        head = link("/world", "World") + link(two_addresses.url("/feed", "127.0.0.2"), "Router")
        found = follow(two_addresses.serve("/", page(head=head)), Config())
        assert (found.url, found.choices) == (feed, ())

    def test_plain_links_to_other_private_hosts_are_not_followed(self, two_addresses: FeedServer) -> None:
        other = two_addresses.url("/feed", "127.0.0.2")
        with pytest.raises(TuinewsError, match="in a private network"):
            follow(two_addresses.serve("/", page(f"<a href={other}>RSS</a>")), Config())
        assert [asked.address for asked in two_addresses.asked] == ["127.0.0.1"]


class TestUsualPlaces:
    def test_they_are_tried_in_order_until_one_is_a_feed(self, feed_server: FeedServer) -> None:
        feed_server.serve("/rss", page(title="Not found"))
        feed = feed_server.serve("/feed.xml", rss("One"))
        found = follow(feed_server.serve("/", page()), Config())
        assert (found.url, found.private) == (feed, True)
        assert feed_server.paths == ["/", *USUAL[:3]]

    def test_they_are_eight_and_then_it_is_said_what_was_done(self, feed_server: FeedServer) -> None:
        with pytest.raises(TuinewsError, match="names no feed; none is at the usual places, and"):
            follow(feed_server.serve("/", page()), Config())
        assert feed_server.paths == ["/", *USUAL]

    def test_they_are_those_of_the_folder_too(self, feed_server: FeedServer) -> None:
        feed = feed_server.serve("/blog/index.xml", rss("One"))
        assert follow(feed_server.serve("/blog/", page()), Config()).url == feed
        assert feed_server.paths == ["/blog/", "/blog/feed", "/blog/index.xml"]

    def test_a_page_of_mastodon_s_form_is_tried_as_one_first(self, feed_server: FeedServer) -> None:
        feed = feed_server.serve("/@me.rss", rss("One"))
        assert follow(feed_server.serve("/@me", page()), Config()).url == feed
        assert feed_server.paths == ["/@me", "/@me.rss"]

    @pytest.mark.parametrize("status", [429, 503, 500])
    def test_a_server_that_wants_peace_gets_it(self, status: int, feed_server: FeedServer) -> None:
        feed_server.serve("/rss", b"", status)
        with pytest.raises(TuinewsError, match="names no feed"):
            follow(feed_server.serve("/", page()), Config())
        assert feed_server.paths == ["/", "/feed", "/rss"]

    def test_a_connection_that_breaks_ends_them(self, feed_server: FeedServer) -> None:
        feed_server.at("/feed", b"")
        with pytest.raises(TuinewsError, match="names no feed"):
            follow(feed_server.serve("/", page()), Config())
        assert feed_server.paths == ["/", "/feed"]

    def test_only_the_typed_host_is_asked(self, two_addresses: FeedServer) -> None:
        with pytest.raises(TuinewsError):
            follow(two_addresses.serve("/", page()), Config())
        assert {asked.address for asked in two_addresses.asked} == {"127.0.0.1"}
        assert len(two_addresses.asked) == 1 + len(well_known_addresses(two_addresses.url("/")))

    @pytest.mark.parametrize("body", [b"%PDF-1.7", b"\x89PNG\r\n", b"just words", b""])
    def test_they_are_not_tried_for_what_is_no_page(self, body: bytes, feed_server: FeedServer) -> None:
        with pytest.raises(TuinewsError):
            follow(feed_server.serve("/it", body), Config())
        assert feed_server.paths == ["/it"]

    def test_they_are_not_tried_where_the_address_fails(self, feed_server: FeedServer) -> None:
        with pytest.raises(TuinewsError, match="404"):
            follow(feed_server.url("/typo"), Config())
        assert feed_server.paths == ["/typo"]


def test_a_page_that_wants_a_password_is_named_as_that(feed_server: FeedServer) -> None:
    form = "<form method=post><input name=user><input type=password name=word></form>"
    with pytest.raises(TuinewsError, match=r"/ is a web page titled \"Sign in\".* asks for a password"):
        follow(feed_server.serve("/", page(form, title="Sign in")), Config())


LIST = "".join(
    f"<article><h2><a href=/2025/01/0{day}/harbour-story-{day}>The harbour story of day {day}</a></h2>"
    f"<time datetime=2025-01-0{day}>{day} January 2025</time><p>What happened in the harbour.</p></article>"
    for day in range(1, 7)
)
"""The body of a page with six articles."""
SITEMAP = (
    b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    b'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
    b"<url><loc>https://paper.example/1</loc><news:news><news:publication_date>2025-01-01</news:publication_date>"
    b"<news:title>One</news:title></news:news></url></urlset>"
)


class TestThePageItself:
    def test_it_is_proposed_last_with_the_articles_it_would_give(self, feed_server: FeedServer) -> None:
        url = feed_server.serve("/", page(LIST))
        found = follow(url, Config())
        assert (found.url, found.document, found.private) == (url, None, True)
        (choice,) = found.choices
        assert (choice.url, choice.kind, choice.title) == (url, "page", "A paper")
        assert [entry.title for entry in choice.entries] == [
            f"The harbour story of day {day}" for day in range(1, 7)
        ]
        assert choice.entries[0].url == feed_server.url("/2025/01/01/harbour-story-1")
        assert (choice.entries[0].published or "")[:10] == "2025-01-01"
        assert feed_server.paths == ["/", *USUAL]

    def test_it_is_not_where_it_names_a_feed(self, feed_server: FeedServer) -> None:
        feed = feed_server.serve("/feed", rss("One"))
        assert follow(feed_server.serve("/", page(LIST, link("/feed"))), Config()).url == feed

    def test_it_is_where_that_feed_is_gone(self, feed_server: FeedServer) -> None:
        (choice,) = follow(feed_server.serve("/", page(LIST, link("/gone"))), Config()).choices
        assert choice.kind == "page"
        assert feed_server.paths == ["/", "/gone"]

    def test_it_is_not_where_only_a_feed_will_do(self, feed_server: FeedServer) -> None:
        url = feed_server.serve("/", page(LIST))
        with pytest.raises(TuinewsError, match="names no feed"):
            follow(url, Config(), "feed")

    def test_it_is_read_at_once_where_it_is_asked_for(self, feed_server: FeedServer) -> None:
        url = feed_server.serve("/", page(LIST, link("/feed")))
        found = follow(url, Config(), "page")
        assert (found.url, found.kind, found.private, found.choices) == (url, "page", True, ())
        assert found.document is not None
        assert len(found.document.prepared or ()) == 6
        assert feed_server.paths == ["/"]

    def test_without_a_list_of_articles_it_cannot_be_followed(self, feed_server: FeedServer) -> None:
        with pytest.raises(TuinewsError):
            follow(feed_server.serve("/", page()), Config(), "page")
        assert feed_server.paths == ["/"]

    def test_a_file_is_proposed_too(self, tmp_path: Path) -> None:
        body = LIST.replace("href=/", "href=https://paper.example/")
        (tmp_path / "list.html").write_bytes(page(body))
        found = follow(str(tmp_path / "list.html"), Config())
        (choice,) = found.choices
        assert (choice.url, choice.kind, found.private) == ((tmp_path / "list.html").as_uri(), "page", True)
        for kind in ("feed", "sitemap"):
            with pytest.raises(TuinewsError, match=r"list\.html"):
                follow(str(tmp_path / "list.html"), Config(), kind)

    def test_an_index_of_sitemaps_is_read_with_them(self, feed_server: FeedServer) -> None:
        feed_server.serve(
            "/news.xml", SITEMAP.replace(b"https://paper.example", feed_server.url("").encode())
        )
        url = feed_server.serve(
            "/sitemap.xml",
            f"<sitemapindex><sitemap><loc>{feed_server.url('/news.xml')}</loc></sitemap></sitemapindex>".encode(),
        )
        (choice,) = follow(url, Config()).choices
        assert [entry.title for entry in choice.entries] == ["One"]
        assert follow(url, Config(), "sitemap").kind == "sitemap"
        assert feed_server.paths == ["/sitemap.xml", "/news.xml"] * 2

    def test_a_sitemap_is_proposed_as_one(self, feed_server: FeedServer) -> None:
        url = feed_server.serve("/sitemap.xml", SITEMAP)
        (choice,) = follow(url, Config()).choices
        assert (choice.url, choice.kind, [entry.title for entry in choice.entries]) == (
            url,
            "sitemap",
            ["One"],
        )
        assert feed_server.paths == ["/sitemap.xml"]
        found = follow(url, Config(), "sitemap")
        assert (found.kind, found.private, found.choices) == ("sitemap", True, ())
        with pytest.raises(TuinewsError, match="sitemap"):
            follow(url, Config(), "feed")
