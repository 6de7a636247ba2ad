"""Feeds as servers sent them, other parsers' suites and hostile documents are all read as they should be."""

from __future__ import annotations

import gzip
import json
import re
import time
from collections.abc import Iterator
from dataclasses import astuple
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


class TestHostile:
    def test_every_document_keeps_its_rules(self, corpus: Path) -> None:
        for case in lines((corpus / "hostile/index.jsonl").read_bytes()):
            if case["file"].endswith((".opml", ".jsonl")) or case["file"] in (
                "gz_truncated.gz",
                "deflate_raw.bin",
            ):
                continue  # not the body of a feed, or not what a reader of feeds unpacks
            self.check(case, (corpus / "hostile" / case["file"]).read_bytes())

    def check(self, case: dict[str, Any], body: bytes) -> None:
        name, rules = case["file"], case["expect"]
        if name == "xml_many_items.xml.gz":
            body = gzip.decompress(body)
        start = time.process_time()
        feed = read_or_refused(body, case["serve"].partition(";")[0])
        if isinstance(feed, NotAFeed):
            assert name.startswith(("html_", "enc_html", "gz_nested", "json_top", "json_wrong")), str(feed)
            assert case.get("text", "") in str(feed)
            return
        limits = [float(rule.partition(":")[2]) for rule in rules if rule.startswith("bounded-time:")]
        assert time.process_time() - start < min([*limits, 30]), name
        everything = list(texts(tuple(astuple(feed))))
        "".join(everything).encode("utf-8")
        titles = [entry.title for entry in feed.entries]
        assert not any(CONTROL.search(title) or "\u2028" in title for title in titles), name
        assert not any(CONTROL.sub("", text) != text for text in everything if "\n" not in text), name
        if "n-items-kept" in rules and name != "xml_truncated.xml":
            assert len(titles) == case["n_items"], name
        elif "n_items" in case:
            assert len(titles) >= case["n_items"], name
        if "text-equals" in rules:
            assert any(case["text"] in title for title in titles), name
        if "no-local-file" in rules:
            assert not any("root:" in text for text in everything), name
        if "no-bidi-override" in rules:
            assert not any(re.search("[\u202a-\u202e\u2066-\u2069]", text) for text in everything), name
        for seen in case.get("visible", ()):
            assert any(seen in text for text in everything), (name, seen)

    def test_every_naughty_string_is_a_title(self, corpus: Path) -> None:
        strings = json.loads((corpus / "hostile/naughty-strings.json").read_text("utf-8"))
        items = [
            {"id": str(number), "title": text, "content_text": text} for number, text in enumerate(strings)
        ]
        body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()
        feed = parse_document(body, url=URL, content_type=None)
        assert len(feed.entries) == len(strings)
        assert not any(CONTROL.search(entry.title) for entry in feed.entries)
