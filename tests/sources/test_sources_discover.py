"""A page names its feeds, and only feeds, in link elements."""

from __future__ import annotations

import pytest

from tuinews.sources.discover import FeedLink, find_feeds

PAGE = "https://site.test/dir/page"


def addresses(html: str) -> list[str]:
    return [feed.url for feed in find_feeds(html, PAGE)]


def test_feeds_come_in_the_page_s_order_with_title_and_type() -> None:
    html = """<html><head><link rel="stylesheet" href="style.css">
      <LINK REL='Alternate home' TYPE="application/rss+xml" TITLE="News > All &amp; more" HREF="feed.xml"/>
      <link rel=alternate type=application/atom+xml href=/atom>
      <link rel="alternate" type="application/feed+json; charset=utf-8" href="https://other.test/feed.json"></head>"""
    assert find_feeds(html, PAGE) == [
        FeedLink("https://site.test/dir/feed.xml", "News > All & more", "application/rss+xml"),
        FeedLink("https://site.test/atom", "", "application/atom+xml"),
        FeedLink("https://other.test/feed.json", "", "application/feed+json"),
    ]


def test_the_first_base_element_counts() -> None:
    html = (
        '<base href="https://base.test/x/"><base href="https://no.test/">'
        '<link rel="alternate" type="application/rss+xml" href="feed">'
    )
    assert addresses(html) == ["https://base.test/x/feed"]


def test_an_address_comes_once() -> None:
    assert addresses('<link rel="alternate" type="application/rss+xml" href="/f">' * 3) == [
        "https://site.test/f"
    ]


def test_bytes_are_read_in_their_own_encoding() -> None:
    html = '<meta charset="gbk"><link rel="alternate" type="application/rss+xml" title="新闻" href="/f">'
    assert find_feeds(html.encode("gbk"), PAGE)[0].title == "新闻"


@pytest.mark.parametrize(
    "html",
    [
        '<!-- <link rel="alternate" type="application/rss+xml" href="/f"> -->',
        '<script>"<link rel=alternate type=application/rss+xml href=/f>"</script>',
        '<link rel="alternate" hreflang="de" href="/de/">',
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/5">',
        '<link rel="alternate" type="application/json+oembed" href="/oembed?feed=1">',
        '<link rel="stylesheet alternate" type="text/css" href="/feed.css">',
        '<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">',
        '<link rel="alternate" type="application/rss+xml">',
    ],
)
def test_what_is_no_feed_is_left_out(html: str) -> None:
    assert addresses(html) == []


@pytest.mark.parametrize(
    "html", ["<link " * 50_000, '<link a="' * 50_000, "<link " + " " * 300_000, "<!--" * 50_000]
)
def test_half_written_pages_end(html: str) -> None:
    assert addresses(html) == []
