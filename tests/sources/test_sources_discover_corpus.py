"""Feeds that captured pages name are found, and no others."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest

from tuinews.sources.discover import find_feeds, find_plain_links
from tuinews.sources.known_sites import known_feeds_in
from tuinews.sources.parse import parse_document
from tuinews.text.addresses import absolute

pytestmark = pytest.mark.corpus

ANYWHERE = "https://page.example/"
# The list of links was made by a regular expression; an oEmbed document describes one page (oembed.com).
NOT_A_FEED = "https://www.tumblr.com/oembed/1.0?url="


def test_every_feed_that_a_page_names_is_found(corpus: Path) -> None:
    pages = 0
    missed = []
    for line in gzip.decompress((corpus / "pages/index.jsonl.gz").read_bytes()).splitlines():
        page = json.loads(line)
        named = page["gold"].get("feed_links")
        if not named:
            continue
        pages += 1
        base = page["url"] or ANYWHERE
        found = find_feeds(gzip.decompress((corpus / "pages" / page["file"]).read_bytes()), base)
        addresses = {link.url for link in found}
        missed += [href for href in named if absolute(href, base) not in addresses]
    assert pages >= 14
    assert [href for href in missed if not href.startswith(NOT_A_FEED)] == []
    assert len(missed) <= 1


def test_every_page_of_the_autodiscovery_suite_leads_to_its_feed_alone(corpus: Path) -> None:
    with zipfile.ZipFile(corpus / "pages/feed-autodiscovery.zip") as suite:
        pages = [name for name in suite.namelist() if Path(name).stem.startswith("html4-")]
        pages = [name for name in pages if name.endswith(".html")]
        for name in pages:
            base = f"https://suite.example/tests/client/autodiscovery/{Path(name).name}"
            (link,) = find_feeds(suite.read(name), base)
            feed = name.replace(".html", ".xml")
            assert link.url.endswith(f"/tests/client/autodiscovery/{Path(feed).name}"), name
            body = suite.read(feed)
            assert parse_document(body, url=link.url, content_type=link.type).title
    assert len(pages) >= 30


def test_a_captured_youtube_page_has_its_channel_in_its_text_too(corpus: Path) -> None:
    page = gzip.decompress((corpus / "pages/rsparser/YouTubeTheVolvoRocks.html.gz").read_bytes())
    (named,) = find_feeds(page, ANYWHERE)
    (known,) = known_feeds_in(page.decode(), "https://www.youtube.com/user/TheVolvoRocks")
    assert known.url == named.url


def test_of_hundreds_of_pages_few_links_are_taken_for_feeds(corpus: Path) -> None:
    taken = {}
    for line in gzip.decompress((corpus / "pages/index.jsonl.gz").read_bytes()).splitlines():
        page = json.loads(line)
        if page["kind"] == "article" and page["file"].startswith("article-extraction-benchmark/"):
            body = gzip.decompress((corpus / "pages" / page["file"]).read_bytes())
            taken[page["file"]] = find_plain_links(body, page["url"] or ANYWHERE)
    assert len(taken) > 100
    assert sum(map(len, taken.values())) / len(taken) < 1
    assert max(map(len, taken.values())) < 30
