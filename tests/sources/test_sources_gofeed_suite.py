"""What gofeed reads of its own suite is read by us, too, in the facts that we keep."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from support.other_parsers import (
    ADDRESS,
    same_address,
    same_body,
    same_language,
    same_moment,
    same_text,
    suite,
)
from tuinews.model import Entry, Feed
from tuinews.sources.parse import NotAFeed, parse_document

pytestmark = pytest.mark.corpus


def of_gofeed_feed(feed: Feed, expected: dict[str, Any]) -> Iterator[tuple[str, bool | None]]:
    """Every fact of gofeed's reading, and whether ours agrees; None where our model has no such fact."""
    for fact, value in expected.items():
        match fact, value:
            case "title", _:
                yield fact, same_text(feed.title, value)
            case "description" | "subtitle", _:
                yield "description", same_text(feed.description, value)
            case ("link" | "home_page_url", address) | ("links", [{"rel": "alternate", "href": address}, *_]):
                yield "link", same_address(feed.site, address)
            case "language", _:
                yield fact, same_language(feed.language, value)
            case "items" | "entries", _:
                yield "number of items", len(feed.entries) == len(value)
                for entry, item in zip(feed.entries, value, strict=False):
                    for name, agreed in of_gofeed_item(entry, item):
                        yield f"item.{name}", agreed
            case _:
                yield fact, None


def of_gofeed_item(entry: Entry, expected: dict[str, Any]) -> Iterator[tuple[str, bool | None]]:
    """The same for an item."""
    for fact, value in expected.items():
        match fact, value:
            case "title", _:
                yield fact, same_text(entry.title, value)
            case ("description" | "summary" | "content" | "content_html", str(text)) | (
                "content",
                {"value": text},
            ):
                yield "text", same_body(entry, text)
            case ("link" | "url", address) | ("links", [{"rel": "alternate", "href": address}, *_]):
                yield "link", same_address(entry.url, address)
            case ("guid" | "id", str(guid)) | ("guid", {"value": guid}):
                yield "guid", entry.guid == guid
            case "publishedParsed" | "date_published", _:
                yield "published", same_moment(entry, value)
            case "updatedParsed" | "date_modified", _:
                yield "updated", same_moment(entry, value)
            case "authors", _:
                names = [person.get("name") or person.get("email") for person in value]
                yield "authors", same_text(entry.author, ", ".join(filter(None, names)))
            case "author", str():
                yield "authors", same_text(entry.author, value)
            case "categories" | "tags", _:
                stated = [label if isinstance(label, str) else gofeed_label(label) for label in value]
                labels = [label for label in stated if label]
                yield (
                    "categories",
                    all(map(same_text, entry.labels, labels)) and len(entry.labels) == len(labels),
                )
            case "content_text", _:
                yield "body told twice", None
            case "attachments", _:
                ours = [(file.url, file.type) for file in entry.enclosures]
                yield "enclosures", ours == [(file["url"], file.get("mime_type")) for file in value]
            case "enclosures", _:
                files = [(file.url, file.type, file.length) for file in entry.enclosures]
                yield (
                    fact,
                    files
                    == [
                        (file["url"], file.get("type"), int(file.get("length", 0)) or None) for file in value
                    ],
                )
            case "source", {"title": title}:
                yield "source", same_text(entry.origin, title)
            case "image", {"url": address}:
                yield fact, same_address(entry.image, address)
            case _:
                yield fact, None


def gofeed_label(label: dict[str, str]) -> str:
    return label.get("label") or label.get("value") or label.get("term") or ""


DIFFERENT = {
    "parser/atom/entry_id_xml_base.xml": "ids stay as they are written",
    "parser/atom/issue_275_extensions_and_source.xml": "a body that is JSON is no text",
    "translator/rss/feed_item_image_-_rss_channel_item_description.xml": "it is in the body",
}
"""What is read otherwise, and why."""

NOT_OURS = (
    "author", "authors", "categories", "cloud", "contributors", "copyright", "dcExt", "expired", "extensions",
    "favicon", "feedLink", "feedType", "feedVersion", "feed_url", "generator", "icon", "id", "image",
    "itunesExt", "lastBuildDate", "lastBuildDateParsed", "links", "managingEditor", "next_url", "published",
    "publishedParsed", "rating", "rights", "skipDays", "skipHours", "textInput", "updated", "updatedParsed",
    "user_comment", "version", "webMaster", "item.author", "item.banner_image", "item.body told twice",
    "item.content", "item.contributors", "item.custom", "item.dcExt", "item.enclosure", "item.extensions",
    "item.external_url", "item.image", "item.itunesExt", "item.links", "item.published", "item.rights",
    "item.source", "item.updated",
)  # fmt: skip
"""What our model keeps of no feed, and what gofeed says twice, under two names: it is compared once."""


def test_its_readings_are_ours_in_the_facts_we_keep(corpus: Path) -> None:
    met: Counter[str] = Counter()
    apart: Counter[str] = Counter()
    missed: dict[str, list[str]] = {}
    refused = []
    with suite(corpus, "gofeed") as archive:
        names = set(archive.namelist())
        for name in sorted(names):
            stem = name.removesuffix(".json")
            document = stem.removesuffix("_expected") + (".json" if stem.endswith("_expected") else ".xml")
            if not name.endswith(".json") or document not in names:
                continue
            try:
                feed = parse_document(archive.read(document), url=ADDRESS, content_type="application/xml")
            except NotAFeed:
                refused.append(document)
                continue
            for fact, agreed in of_gofeed_feed(feed, json.loads(archive.read(name))):
                if agreed is None:
                    apart[fact] += 1
                elif agreed:
                    met[fact] += 1
                else:
                    missed.setdefault(document, []).append(fact)
    assert missed.keys() == DIFFERENT.keys()
    assert all(len(facts) == 1 for facts in missed.values())
    assert refused == ["parser/rss/version_rdf_10.xml"], "RDF that holds nothing"
    assert met == {
        "number of items": 342,
        "title": 33,
        "link": 11,
        "description": 25,
        "language": 7,
        "item.title": 35,
        "item.link": 10,
        "item.guid": 8,
        "item.published": 8,
        "item.updated": 8,
        "item.authors": 22,
        "item.categories": 11,
        "item.enclosures": 7,
        "item.text": 48,
        "item.source": 6,
        "item.image": 4,
    }
    assert apart.keys() == set(NOT_OURS)
    assert apart.total() == 686
