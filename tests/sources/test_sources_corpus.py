"""Feeds as servers sent them, other parsers' suites and hostile documents are all read as they should be."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tuinews.model import Entry, Feed
from tuinews.sources.parse import NotAFeed, parse_document
from tuinews.text.addresses import absolute, canonical
from tuinews.text.clean import title_text
from tuinews.text.dates import parse_stamp

pytestmark = pytest.mark.corpus

URL = "https://feed.example/dir/feed.xml"
NOT_FEEDS = {
    "feed-rs__xml__xml_sample_2.xml.gz": "<catalog>",
    "miniflux__xml__testdata__iso88591.xml.gz": "<note>",
    "node-feedparser__compressed.xml.gz": "gzip",
    "rsparser__ScriptingNews.json.gz": "JSON of another kind",
    "rsparser__allthis-partial.json.gz": "cut off",
    "rss-parser-js__unrecognized.rss.gz": "Document Moved",
}
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def lines(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.decode().splitlines()]


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts(part)


def read_or_refused(body: bytes, content_type: str) -> Feed | NotAFeed:
    try:
        return parse_document(body, url=URL, content_type=content_type)
    except NotAFeed as refusal:
        return refusal


@cache
def real_feeds(corpus: Path) -> dict[str, Feed | NotAFeed]:
    """What is read of every body, by the names of the index."""
    read: dict[str, Feed | NotAFeed] = {}
    for fact in lines((corpus / "feeds/real/index.jsonl").read_bytes()):
        body = gzip.decompress((corpus / "feeds" / fact["file"]).read_bytes())
        charset = f"; charset={fact['serve_charset']}" if fact.get("serve_charset") else ""
        read[fact["file"]] = read_or_refused(body, "application/xml" + charset)
    return read


@pytest.fixture
def feeds(corpus: Path) -> dict[str, Feed | NotAFeed]:
    return real_feeds(corpus)


class TestReal:
    def test_bodies_that_are_no_feeds_are_refused_and_no_others(
        self, feeds: dict[str, Feed | NotAFeed]
    ) -> None:
        refused = {Path(name).name: str(it) for name, it in feeds.items() if isinstance(it, NotAFeed)}
        assert refused.keys() == NOT_FEEDS.keys()
        for name, what in NOT_FEEDS.items():
            assert what in refused[name]

    def test_every_item_of_the_reference_is_read(
        self, corpus: Path, feeds: dict[str, Feed | NotAFeed]
    ) -> None:
        compared = 0
        for fact in lines(gzip.decompress((corpus / "feeds/real/reference.jsonl.gz").read_bytes())):
            feed, items = feeds[fact["file"]], fact["items"]
            if isinstance(feed, NotAFeed):
                assert items == []
                continue
            name = fact["file"]
            assert len(feed.entries) == len(items), name
            assert [entry.title for entry in feed.entries] == [
                title_text(item["title"] or "") for item in items
            ]
            dates = [parse_stamp(item["date"], "") if item["date"] else None for item in items]
            assert [entry.published for entry in feed.entries] == dates, name
            for entry, item in zip(feed.entries, items, strict=True):
                assert is_link(entry, feed, item["link"], item["guid"]), (name, item["link"], entry.url)
            compared += len(items)
        assert compared > 7000

    def test_nothing_read_holds_control_characters(self, feeds: dict[str, Feed | NotAFeed]) -> None:
        for name, feed in feeds.items():
            if isinstance(feed, Feed):
                for entry in feed.entries:
                    shown = (entry.title, entry.author, entry.origin, entry.labels, entry.guid, entry.url)
                    assert not any(CONTROL.search(text) for text in texts(shown)), name


def is_link(entry: Entry, feed: Feed, link: str | None, guid: str | None) -> bool:
    """Whether the entry has the address stated, made absolute; without one its guid may serve."""
    if not link:
        return entry.url is None or entry.url == absolute(guid or "", None)
    bases = (None, URL, feed.site)
    resolved = {canonical(address) for base in bases if (address := absolute(link, base))}
    # An xml:base may have moved the host: the path still tells.
    return (
        (entry.url is not None and canonical(entry.url) in resolved)
        or (entry.url or "").endswith(link)
        or not resolved
    )
