"""JSON Feed 1.0 and 1.1 are read with every fact they carry, and no wrong type does harm."""

from __future__ import annotations

import json
from typing import Any

from tuinews.model import Enclosure, Feed, Relevant
from tuinews.sources.parse import parse_document

VERSION = "https://jsonfeed.org/version/1.1"
FIELDS = (
    *("url", "title", "content_html", "content_text", "summary", "date_published"),
    *("tags", "authors", "author", "attachments", "image", "language"),
)


def parsed(document: dict[str, Any]) -> Feed:
    return parse_document(json.dumps(document).encode(), url="https://j.test/feed.json", content_type=None)


def test_a_whole_feed_keeps_every_fact() -> None:
    feed = parsed(
        {
            "version": VERSION,
            "title": "J &amp; J",
            "home_page_url": "https://j.test/",
            "description": "About",
            "language": "en-us",
            "authors": [{"name": "Owner"}],
            "items": [
                {
                    "id": 7,
                    "url": "/7",
                    "external_url": "https://other.test/page",
                    "title": "Seven",
                    "content_html": "<p>Body <a href='x'>x</a></p>",
                    "summary": "Short",
                    "image": "/i.png",
                    "date_published": "2021-09-07T15:24:05+02:00",
                    "date_modified": "2021-09-08",
                    "authors": [{"name": "Ann"}, {"url": "https://x.test"}, {"name": "Bob"}],
                    "tags": ["one", "One", "two"],
                    "language": "de",
                    "attachments": [
                        {
                            "url": "a.mp3",
                            "mime_type": "audio/mpeg",
                            "size_in_bytes": 12,
                            "duration_in_seconds": 90.4,
                        }
                    ],
                },
                {"id": "8", "external_url": "https://other.test/8", "content_text": "a < b\n\nc"},
            ],
        }
    )
    assert (feed.title, feed.site, feed.description) == ("J & J", "https://j.test/", "About")
    assert (feed.language, feed.format) == ("en-US", "json11")
    seven, eight = feed.entries
    assert (seven.guid, seven.url, seven.title) == ("7", "https://j.test/7", "Seven")
    assert (seven.author, seven.labels, seven.language) == ("Ann, Bob", ("one", "two"), "de")
    assert (seven.published, seven.updated) == ("2021-09-07T13:24:05Z", "2021-09-08")
    assert (seven.text, seven.summary, seven.image) == ("Body x", "Short", "https://j.test/i.png")
    assert seven.html is not None
    assert "https://j.test/x" in seven.html
    assert seven.enclosures == (Enclosure("https://j.test/a.mp3", "audio/mpeg", 12, 90),)
    assert seven.relevant == (Relevant("other.test", "https://other.test/page"),)
    assert (eight.url, eight.author, eight.title) == ("https://other.test/8", "Owner", "")
    assert (eight.html, eight.text) == ("<p>a &lt; b</p><p>c</p>", "a < b\nc")


def test_version_1_0_names_one_author() -> None:
    feed = parsed(
        {"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "author": {"name": "Ann"}}]}
    )
    assert (feed.format, feed.entries[0].author) == ("json10", "Ann")


def test_a_feed_that_forgot_its_version_is_known_by_its_items() -> None:
    assert len(parsed({"items": [{"id": "1", "content_text": "x"}]}).entries) == 1


def test_wrong_types_count_as_missing() -> None:
    wrong: list[Any] = [None, 5, "text", [], {}, {"a": 1}, True, 1e308]
    for value in wrong:
        item = dict.fromkeys(FIELDS, value)
        feed = parsed(
            {"version": VERSION, "title": value, "authors": value, "items": [{"id": "1", **item}, value]}
        )
        assert feed.entries[0].guid == "1"


def test_half_a_surrogate_pair_can_be_stored() -> None:
    body = (
        b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "\\ud800", "title": "a\\udfffb"}]}'
    )
    feed = parse_document(body, url="https://j.test/", content_type=None)
    repr(feed).encode("utf-8")
    assert str(feed.entries[0].title).encode("utf-8")


def test_numbers_that_are_no_sizes_are_left_out() -> None:
    files = [
        {"url": f"https://j.test/{n}", "size_in_bytes": size}
        for n, size in enumerate([-1, "x", 10**30, True])
    ]
    feed = parsed({"version": VERSION, "items": [{"id": "1", "attachments": files}]})
    assert [file.length for file in feed.entries[0].enclosures] == [None] * 4
