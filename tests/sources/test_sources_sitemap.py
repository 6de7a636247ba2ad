"""News sitemaps, plain ones and indexes of them give articles, and nothing that hurts."""

from __future__ import annotations

import gzip

import pytest

from tuinews.model import Entry, Feed
from tuinews.sources import sitemap
from tuinews.sources.parse import NoArticles, NotAFeed, parse_document

URL = "https://www.paper.test/sitemap.xml"
OPEN = (
    '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">'
)


def read(body: bytes | str, url: str = URL) -> Feed:
    data = body.encode() if isinstance(body, str) else body
    return parse_document(data, url=url, content_type="application/xml", kind="sitemap")


def urlset(*urls: str) -> str:
    return f"{OPEN}{''.join(f'<url>{url}</url>' for url in urls)}</urlset>"


def news(number: int, title: str, date: str = "2026-11-23T06:00:00+01:00", more: str = "") -> str:
    return (
        f"<loc>https://www.paper.test/a/{number}</loc><news:news><news:publication>"
        f"<news:name>The Paper</news:name><news:language>en</news:language></news:publication>"
        f"<news:publication_date>{date}</news:publication_date><news:title>{title}</news:title>{more}</news:news>"
    )


def index(*parts: tuple[str, str]) -> bytes:
    rows = "".join(
        f"<sitemap><loc>{url}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</sitemap>"
        for url, day in parts
    )
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>'.encode()


def named(body: bytes, url: str = URL) -> list[str]:
    return [part.url for part in sitemap.parts(body, url=url, content_type=None)]


class TestNews:
    def test_headline_date_labels_language_and_picture(self) -> None:
        more = "<news:keywords>Sea, Storm, sea</news:keywords>"
        picture = "<image:image><image:loc>/p.jpg</image:loc></image:image>"
        feed = read(urlset(news(1, "Storm &amp; sea", more=more) + picture))
        assert feed.title == "The Paper"
        assert (feed.site, feed.format) == ("https://www.paper.test/", "newssitemap")
        assert feed.entries == (
            Entry(
                guid=None,
                url="https://www.paper.test/a/1",
                title="Storm & sea",
                published="2026-11-23T05:00:00Z",
                labels=("Sea", "Storm"),
                language="en",
                image="https://www.paper.test/p.jpg",
            ),
        )

    def test_the_newest_come_first(self) -> None:
        days = (("Old", "2026-11-20"), ("New", "2026-11-23"), ("Mid", "2026-11-22"))
        feed = read(urlset(*(news(number, *day) for number, day in enumerate(days))))
        assert [entry.title for entry in feed.entries] == ["New", "Mid", "Old"]

    def test_addresses_without_news_are_left_out_where_others_have_it(self) -> None:
        feed = read(urlset("<loc>https://www.paper.test/all-about-us</loc>", news(1, "Storm")))
        assert [entry.title for entry in feed.entries] == ["Storm"]

    def test_titles_are_one_clean_line(self) -> None:
        feed = read(urlset(news(1, "A\n<![CDATA[<b>storm</b>]]> \u202e&#27;[2J&#x9b;0m")))
        assert feed.entries[0].title.isprintable()
        assert feed.entries[0].title.startswith("A storm")

    def test_a_misspelt_namespace_and_no_prefix_are_forgiven(self) -> None:
        body = (
            urlset(news(1, "Storm"))
            .replace("sitemap-news/0.9", "sitemap-news/0.9/x")
            .replace("schemas/", "s/")
        )
        assert read(body).entries[0].title == "Storm"

    def test_broken_xml_is_mended(self) -> None:
        body = urlset(news(1, "Storm & sea"), news(2, "Second")).removesuffix("</urlset>")
        assert {entry.title for entry in read(body).entries} == {"Storm & sea", "Second"}


class TestPlain:
    def test_headlines_are_made_of_addresses(self) -> None:
        feed = read(
            urlset(
                "<loc>https://www.paper.test/world/storm-hits-the-coast.html</loc><lastmod>2026-11-20</lastmod>",
                "<loc>https://www.paper.test/2026/11/23/a-new-bridge</loc><lastmod>2026-11-24T10:00:00Z</lastmod>",
            )
        )
        assert [(entry.title, entry.published, entry.updated) for entry in feed.entries] == [
            ("A new bridge", "2026-11-23", "2026-11-24T10:00:00Z"),
            ("Storm hits the coast", "2026-11-20", None),
        ]

    def test_the_newest_hundred_count(self) -> None:
        rows = (
            f"<loc>https://www.paper.test/a/story-number-{n}</loc>"
            f"<lastmod>2026-01-01T00:{n // 60:02}:{n % 60:02}Z</lastmod>"
            for n in range(300)
        )
        entries = read(urlset(*rows)).entries
        assert len(entries) == 100
        assert (entries[0].title, entries[-1].title) == ("Story number 299", "Story number 200")

    def test_what_is_no_article_by_its_address_is_left_out(self) -> None:
        others = ("", "/", "/tag/storms-of-all-kinds", "/about", "/news/page/4", "/logo.png")
        rows = [f"<loc>https://www.paper.test{path}</loc>" for path in others]
        feed = read(
            urlset(*rows, "<loc>https://www.paper.test/storm-hits-coast</loc>", "<loc>ftp://x/a-b-c-d</loc>")
        )
        assert [entry.title for entry in feed.entries] == ["Storm hits coast"]

    def test_a_packed_file_is_unpacked_once_and_twice(self) -> None:
        body = urlset(news(1, "Storm")).encode()
        assert read(gzip.compress(body)).entries[0].title == "Storm"
        assert read(gzip.compress(gzip.compress(body))).entries[0].title == "Storm"


class TestRefusals:
    @pytest.mark.parametrize(
        ("body", "what"),
        [
            (b"", "is empty"),
            (b"<html><body>Sign in</body></html>", "is no sitemap"),
            (b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "is no sitemap"),
            (gzip.compress(b"x", mtime=0)[:12], "is no sitemap|cannot be unpacked|is empty"),
            (b"\x1f\x8b\x08broken", "cannot be unpacked"),
            (gzip.compress(bytes(21 << 20)), "larger than 20 MB"),
        ],
    )
    def test_what_is_no_sitemap_is_named(self, body: bytes, what: str) -> None:
        with pytest.raises(NotAFeed, match=what):
            read(body)

    @pytest.mark.parametrize(
        "body", [urlset(), urlset("<loc>https://www.paper.test/</loc>"), index().decode()]
    )
    def test_one_without_articles_says_so(self, body: str) -> None:
        with pytest.raises(NoArticles):
            read(body)

    def test_entities_reach_no_parser(self) -> None:
        bomb = '<!DOCTYPE u [<!ENTITY b "aaaaaaaaaa"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
        body = urlset(news(1, "Storm &b;&c;")).replace("<urlset", f"{bomb}<urlset", 1)
        assert read(body).entries[0].title == "Storm &b;&c;"

    def test_endless_nesting_is_read_or_refused(self) -> None:
        with pytest.raises(NotAFeed):
            read(OPEN + "<url>" * 100_000)


class TestIndex:
    def test_names_that_hold_news_come_first_then_the_newest(self) -> None:
        body = index(
            ("https://www.paper.test/sitemap-2024.xml", "2024-12-31"),
            ("https://www.paper.test/sitemap-tags.xml", "2026-11-24"),
            ("https://www.paper.test/sitemap-2026-10.xml", ""),
            ("https://www.paper.test/sitemap-2026-11.xml", ""),
            ("https://www.paper.test/news.xml.gz", ""),
            ("https://www.paper.test/posts-1.xml", "2026-11-20T05:00:00Z"),
        )
        assert named(body) == [
            "https://www.paper.test/news.xml.gz",
            "https://www.paper.test/posts-1.xml",
            "https://www.paper.test/sitemap-2026-11.xml",
            "https://www.paper.test/sitemap-2026-10.xml",
        ]

    @pytest.mark.parametrize(
        ("url", "allowed"),
        [
            ("https://www.paper.test/b.xml", True),
            ("https://paper.test/b.xml", True),
            ("https://maps.paper.test/b.xml", True),
            ("http://www.paper.test:8080/b.xml", True),
            ("https://other.test/b.xml", False),
            ("https://evilpaper.test/b.xml", False),
            ("http://127.0.0.1/b.xml", False),
            ("http://localhost/b.xml", False),
            ("http://10.0.0.1/b.xml", False),
            ("file:///etc/passwd", False),
            (URL, False),
        ],
    )
    def test_only_sitemaps_of_the_same_site_are_named(self, url: str, allowed: bool) -> None:
        assert named(index((url, ""))) == [url] * allowed

    def test_a_domain_under_a_country_is_not_the_whole_country(self) -> None:
        body = index(("https://other.co.uk/b.xml", ""), ("https://news.paper.co.uk/b.xml", ""))
        assert named(body, "https://www.paper.co.uk/i.xml") == ["https://news.paper.co.uk/b.xml"]

    def test_a_sitemap_and_a_page_name_none(self) -> None:
        assert named(urlset(news(1, "Storm")).encode()) == []
        assert named(b"<html></html>") == []

    def test_parts_become_one_feed_in_which_news_goes_before_plain_addresses(self) -> None:
        first = read(urlset(news(1, "One", "2026-11-20"), news(2, "Two", "2026-11-22")))
        second = read(urlset(news(2, "Two", "2026-11-22"), news(3, "Three", "2026-11-21")))
        plain = read(urlset("<loc>https://www.paper.test/storm-hits-coast</loc>"))
        merged = sitemap.merged([plain, first, second])
        assert [entry.title for entry in merged.entries] == ["Two", "Three", "One"]
        assert (merged.title, merged.format) == ("The Paper", "newssitemap")
