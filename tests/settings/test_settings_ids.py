"""Ids: short, readable, each once."""

from __future__ import annotations

import re

import pytest

from tuinews.settings.ids import Ids, new_id, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BBC World", "bbc-world"),
        ("  L'Équipe — à la une ", "lequipe-a-la-une"),
        ("https://feeds.example.co.uk/news/world/rss.xml", "example-co-uk-news-world"),
        ("https://www.example.com/", "example"),
        ("https://example.org/feed?format=xml", "example"),
        ("http://rss.com/", "rss-com"),
        ("exec:~/bin/weather --today", "bin-weather-today"),
        ("新华网", "source"),
        ("", "source"),
        ("../../etc/passwd", "etc-passwd"),
        ("https://[::1", "https-1"),
        ("LWN: the feed", "lwn-the-feed"),
    ],
)
def test_an_id_is_made_of_the_words_of_title_or_address(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize("text", ["x" * 5000, "word " * 900, "https://h.example/" + "a/" * 3000])
def test_an_id_is_short_and_plain(text: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(text))
    assert len(slug(text)) <= 40


def test_an_id_in_use_gets_a_number() -> None:
    assert new_id("News", ["news", "news-2"]) == "news-3"


def test_no_id_is_given_twice_whatever_is_taken() -> None:
    ids = Ids(["news-3", "news-4"])

    given = [ids.take("News") for _ in range(2000)]

    assert given[:4] == ["news", "news-2", "news-5", "news-6"]
    assert len(set(given)) == 2000
