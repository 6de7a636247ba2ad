"""A page names its feeds, and only feeds, in link elements."""

from __future__ import annotations

import pytest

from tuinews.sources.discover import (
    FeedLink,
    asks_to_sign_in,
    find_feeds,
    find_feeds_in_header,
    find_plain_links,
    is_page,
    without_comments,
    without_other_formats,
)

PAGE = "https://site.test/dir/page"
RSS = "application/rss+xml"
ATOM = "application/atom+xml"


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
        '<link rel="alternate" href="/feed.xml">',
        '<a rel="alternate" type="application/rss+xml" href="/f">RSS</a>',
    ],
)
def test_what_is_no_feed_is_left_out(html: str) -> None:
    assert addresses(html) == []


@pytest.mark.parametrize(
    "html", ["<link " * 50_000, '<link a="' * 50_000, "<link " + " " * 300_000, "<!--" * 50_000]
)
def test_half_written_pages_end(html: str) -> None:
    assert addresses(html) == []


def test_of_two_attributes_with_one_name_the_first_counts() -> None:
    assert addresses('<link rel=alternate type="application/rss+xml" href="/one" href="/two">') == [
        "https://site.test/one"
    ]


@pytest.mark.parametrize("kind", ["application/rss", "text/rss+xml", "application/x-atom+xml", "text/xml"])
def test_types_that_are_not_quite_right_are_understood(kind: str) -> None:
    assert addresses(f'<link rel=alternate type="{kind}" href=/feed>') == ["https://site.test/feed"]


# In the header


def test_feeds_named_in_the_link_field_are_found() -> None:
    field = (
        '<https://site.test/wp-json/>; rel="https://api.w.org/", </style.css>; rel=preload; as=style,'
        ' </feed?a=1,2>; rel="alternate"; type="application/rss+xml"; title="News, and more",'
        " <atom.xml>;rel=alternate;type=application/atom+xml,"
        ' <https://site.test/wp-json/wp/v2/pages/5>; rel="alternate"; type="application/json"'
    )
    assert find_feeds_in_header(field, PAGE) == [
        FeedLink("https://site.test/feed?a=1,2", "News, and more", RSS),
        FeedLink("https://site.test/dir/atom.xml", "", ATOM),
    ]


@pytest.mark.parametrize(
    "field", ["", "<", "<>; rel=alternate", "<a" * 50_000, "<a>" + ";a" * 50_000, "<a>;a" + " " * 50_000]
)
def test_a_link_field_without_feeds_names_none(field: str) -> None:
    assert find_feeds_in_header(field, PAGE) == []


# Plain links


@pytest.mark.parametrize(
    ("html", "title", "url"),
    [
        ("<a href=/feed>Subscribe</a>", "Subscribe", "https://site.test/feed"),
        (
            "<a class=x href='/all/rss.xml#top'><b>All</b> news</a>",
            "All news",
            "https://site.test/all/rss.xml",
        ),
        ("<a href='/?feed=rss2'>here</a>", "here", "https://site.test/?feed=rss2"),
        ("<a href='/backend.php'>RSS</a>", "RSS", "https://site.test/backend.php"),
        ("<a href='/x.php'><img src=i.png alt='RSS feed'></a>", "RSS feed", "https://site.test/x.php"),
        ("<a href='/x.php' title='Our RSS feed'><i></i></a>", "Our RSS feed", "https://site.test/x.php"),
        ("<a href='/x'>RSS订阅</a>", "RSS订阅", "https://site.test/x"),
        ("<a href='/x' type='application/atom+xml'>All</a>", "All", "https://site.test/x"),
        ("<a href='https://feeds.paper.example/feed'>All</a>", "All", "https://feeds.paper.example/feed"),
        ("<link rel=alternate href='/feed.xml'>", "", "https://site.test/feed.xml"),
    ],
)
def test_links_that_plainly_are_feeds_are_found(html: str, title: str, url: str) -> None:
    assert [(link.title, link.url) for link in find_plain_links(html, PAGE)] == [(title, url)]


@pytest.mark.parametrize(
    "html",
    [
        "<a href=/feedback>Feedback</a>",
        "<a href=/2024/how-rss-works>How RSS works today</a>",
        "<a href=/feeding-birds.html>Feeding birds</a>",
        "<a href=/atomic-energy>Atomic energy</a>",
        "<a href='https://reader.example/add?url=https%3A%2F%2Fsite.test%2Ffeed'>RSS</a>",
        "<a href='https://reader.example/feed/https://site.test/feed'>RSS</a>",
        "<a href='https://elsewhere.example/feed'>A friend</a>",
        "<a href='#rss'>RSS</a>",
        "<a href='/dir/page#feed'>RSS</a>",
        "<a href='javascript:void(0)'>RSS</a>",
        "<a href='mailto:a@site.test'>RSS</a>",
        "<!-- <a href=/feed>RSS</a> -->",
        "<link rel=alternate type=text/html href='/feed'>",
        "<link rel=alternate hreflang=de href='/de/'>",
    ],
)
def test_other_links_are_left_out(html: str) -> None:
    assert find_plain_links(html, PAGE) == []


@pytest.mark.parametrize("html", ["<a href=/rss>" * 40_000, "<a href=/x><img " * 40_000, "<a a" * 100_000])
def test_pages_full_of_links_end(html: str) -> None:
    assert len(find_plain_links(html, PAGE)) <= 1


# Which of them


def test_feeds_of_comments_are_left_out_where_there_is_another() -> None:
    news = FeedLink("https://site.test/feed", "Site » Feed", RSS)
    comments = FeedLink("https://site.test/comments/feed", "Site » Kommentar-Feed", RSS)
    commentary = FeedLink("https://site.test/commentary", "Commentary", RSS)
    assert without_comments([comments, news, commentary]) == [news, commentary]
    assert without_comments([comments]) == [comments]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("/feed", "Paper RSS Feed", RSS), ("/feed/atom", "Paper Atom Feed", ATOM)),
        (("/posts", "Paper - Atom", ATOM), ("/posts?alt=rss", "Paper - RSS", RSS)),
        (("/index.xml", "", RSS), ("/atom.xml", "", ATOM)),
        (("/rss/news", "RSS", RSS), ("/atom/news", "Atom 1.0", ATOM)),
        (("/feed", "RSS 2.0", RSS), ("/feed/rss", "RSS .92", "text/xml")),
        (("/feed.xml", "Paper", RSS), ("/feed.json", "Paper (JSON)", "application/feed+json")),
    ],
)
def test_one_feed_in_several_formats_counts_once(
    first: tuple[str, str, str], second: tuple[str, str, str]
) -> None:
    links = [FeedLink(f"https://site.test{path}", title, kind) for path, title, kind in (first, second)]
    assert without_other_formats(links) == links[:1]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("/world", "World", RSS), ("/sport", "Sport", ATOM)),
        (("/world", "", RSS), ("/sport", "", ATOM)),
        (("/one", "Paper", RSS), ("/two", "Paper", RSS)),
        (("/feed", "Paper 2", RSS), ("/feed/atom", "Paper 3", ATOM)),
    ],
)
def test_feeds_that_differ_by_more_than_their_format_all_count(
    first: tuple[str, str, str], second: tuple[str, str, str]
) -> None:
    links = [FeedLink(f"https://site.test{path}", title, kind) for path, title, kind in (first, second)]
    assert without_other_formats(links) == links


def test_a_page_with_a_box_for_a_password_asks_to_sign_in() -> None:
    assert asks_to_sign_in(b"<form><input name=p type='password'></form>")
    assert not asks_to_sign_in("<form><input type=text name=password></form>")
    assert not asks_to_sign_in("<input " * 100_000)


def test_a_page_is_told_from_other_documents() -> None:
    assert is_page(b"<!DOCTYPE html><p>Hello")
    assert is_page("<head><title>A</title></head>")
    assert not is_page(b"<?xml version='1.0'?><urlset><url/></urlset>")
    assert not is_page(b"\x89PNG\r\n\x1a\n")
