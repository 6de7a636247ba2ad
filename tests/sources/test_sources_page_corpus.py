"""Captured section pages give their articles; captured articles are seldom taken for lists."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from tuinews.sources.parse import NotAFeed, parse_document
from tuinews.sources.permalinks import bare
from tuinews.text.addresses import absolute, canonical

pytestmark = pytest.mark.corpus

HOME = "https://page.example/"


def pages(corpus: Path, kind: str) -> Iterator[tuple[dict[str, Any], bytes]]:
    with gzip.open(corpus / "pages" / "index.jsonl.gz", "rt") as lines:
        for line in lines:
            page = json.loads(line)
            if page["kind"] == kind:
                yield page, gzip.decompress((corpus / "pages" / page["file"]).read_bytes())


def found(page: dict[str, Any], body: bytes) -> list[str]:
    try:
        feed = parse_document(body, url=page["url"] or HOME, content_type=None, kind="page")
    except NotAFeed:
        return []
    return [entry.url or "" for entry in feed.entries]


def same(url: str) -> str:
    """An address for comparing. The pages' own hosts are not known: only path and query count."""
    return (canonical(bare(absolute(url, HOME) or "")) or "").partition("/")[2]


def f1(got: set[str], wanted: set[str]) -> float:
    return 2 * len(got & wanted) / (len(got) + len(wanted)) if got else 0.0


def test_section_pages_give_their_articles(corpus: Path) -> None:
    scores = {}
    for page, body in pages(corpus, "section"):
        wanted = {same(link["href"]) for link in page["gold"]["links"]}
        scores[page["file"]] = f1(set(map(same, found(page, body))), wanted)
    assert len(scores) == 5
    assert sum(scores.values()) / len(scores) >= 0.85, scores
    assert min(scores.values()) >= 0.6, scores


def test_nine_articles_of_ten_are_not_taken_for_lists(corpus: Path) -> None:
    counts = [len(found(page, body)) for page, body in islice(pages(corpus, "article"), 0, None, 4)]
    assert len(counts) > 150
    assert counts.count(0) / len(counts) >= 0.9


@pytest.mark.parametrize(
    "name", ["big_table", "binary", "cookie_wall", "empty", "entities_flood", "images", "long_pre",
             "meta_refresh_base", "nested_divs", "nested_inline", "no_article"]
)  # fmt: skip
def test_hostile_pages_are_no_lists(corpus: Path, name: str) -> None:
    body = (corpus / "hostile" / f"html_{name}.html").read_bytes()
    assert found({"url": None}, body) == []
