"""No document of any parser's suite breaks ours, takes it long, or loses an item."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from support.other_parsers import ADDRESS, suite
from tuinews.sources.parse import NotAFeed, parse_document

pytestmark = pytest.mark.corpus


_ITEMS = ("item", "entry")
_PARENTS = ("rss", "channel", "feed", "rdf", "items")


def stated_items(body: bytes) -> int | None:
    """How many items a well-formed document states, those left out that hold nothing; None of others."""
    try:
        root = ElementTree.fromstring(body)
    except (ElementTree.ParseError, LookupError, ValueError):
        return None

    def name(element: ElementTree.Element) -> str:
        return element.tag.rpartition("}")[2].lower()

    inside = [
        child
        for parent in root.iter()
        if name(parent) in _PARENTS
        for child in parent
        if name(child) in _ITEMS and (len(child) or child.attrib)
    ]
    return len(inside) + (name(root) in _ITEMS)


@pytest.mark.parametrize(
    ("name", "feeds", "compared", "refused"),
    [
        ("feedparser", 1407, 1209, 1),
        ("feedvalidator", 1108, 1094, 18),
        ("gofeed", 343, 332, 1),
        ("newsboat", 12, 12, 0),
        ("newsraft", 2, 0, 0),
        ("picofeed", 22, 21, 0),
        ("reader", 8, 4, 0),
        ("rome", 124, 123, 1),
        ("simplepie", 4, 3, 1),
    ],
)
def test_no_document_breaks_the_reader_takes_long_or_loses_an_item(
    corpus: Path, name: str, feeds: int, compared: int, refused: int
) -> None:
    counts: Counter[str] = Counter()
    with suite(corpus, name) as archive:
        for file in archive.namelist():
            if file == "EXPECT.jsonl" or (name == "gofeed" and file.endswith(".json")):
                continue
            body = archive.read(file)
            start = time.process_time()
            try:
                read = parse_document(body, url=ADDRESS, content_type="application/xml")
            except NotAFeed as refusal:
                read = None
                assert "too broken" not in str(refusal), file  # noqa: PT017 - either is right
            assert time.process_time() - start < 1, file
            stated = stated_items(body)
            counts["feeds" if read else "refused"] += 1
            if read is None:
                assert not stated, file
            elif stated is not None:
                counts["compared"] += 1
                assert len(read.entries) == stated, file
    assert (counts["feeds"], counts["compared"], counts["refused"]) == (feeds, compared, refused)
