"""Who publishes an article: one house, one name."""

from __future__ import annotations

import pytest

from tuinews.related.publishers import publisher


@pytest.mark.parametrize(
    "url",
    [
        "https://gazette.example/storm",
        "https://www.gazette.example/storm",
        "http://WWW.Gazette.Example:8080/storm?from=rss#top",
        "https://user:word@www.gazette.example/storm",
        "https://m.gazette.example/storm",
        "https://amp.gazette.example/storm",
        "https://edition.gazette.example/storm",
        "https://uk.gazette.example/storm",
        "https://www.news.gazette.example/storm",
        "https://feeds.gazette.example",
    ],
)
def test_whatever_stands_before_its_name_a_house_is_one_publisher(url: str) -> None:
    assert publisher(url, "a-source") == "gazette.example"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.bbc.co.uk/news", "bbc.co.uk"),
        ("https://hp.co.uk/news", "hp.co.uk"),
        ("https://news.com.au/storm", "news.com.au"),
        ("https://ap.example/storm", "ap.example"),
        ("https://annes-blog.blogs.example/", "annes-blog.blogs.example"),
        ("https://127.0.0.1:8000/feed/1", "127.0.0.1"),
        ("https://новости.example/1", "новости.example"),
    ],
)
def test_a_name_of_its_own_stays_whole(url: str, name: str) -> None:
    assert publisher(url, "a-source") == name


@pytest.mark.parametrize(
    "url", [None, "", "storm", "https://news.google.com/x", "https://www.youtube.com/watch?v=1", "tag:x,1"]
)
def test_where_the_address_does_not_tell_it_is_the_source(url: str | None) -> None:
    assert publisher(url, "a-source") == "a-source"
