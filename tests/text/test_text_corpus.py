"""The text room on what is really out there."""

from __future__ import annotations

import gzip
import itertools
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.shown import BODY, TITLE, body_of, check_article, check_line_of_text, decoded
from tuinews.text.addresses import absolute, canonical, is_private_host
from tuinews.text.blocks import document_text, parse
from tuinews.text.dates import parse_stamp
from tuinews.text.html import html_text, sanitise

pytestmark = pytest.mark.corpus


def test_bodies_and_titles_of_real_feeds(corpus: Path) -> None:
    articles = 0
    for path in sorted((corpus / "feeds" / "real").glob("*.gz"))[::4]:
        feed = body_of(path)
        for title in itertools.islice(TITLE.finditer(feed), 60):
            check_line_of_text(decoded(title[1]))
        for body in itertools.islice(BODY.finditer(feed), 12):
            check_article(decoded(body[2]))
            articles += 1
    assert articles > 500


def test_no_letter_of_an_article_is_lost(corpus: Path) -> None:
    for path in sorted((corpus / "feeds" / "real").glob("*.gz"))[::9]:
        for body in itertools.islice(BODY.finditer(body_of(path)), 8):
            clean = sanitise(decoded(body[2]), "https://example.org/a/")
            letters = [char for char in html_text(clean) if char.isalpha() and char.isascii()]
            set_ones = [char for char in document_text(parse(clean)) if char.isalpha() and char.isascii()]
            assert len(set_ones) >= 0.98 * len(letters)


def test_every_dated_item_of_real_feeds_has_a_stamp(corpus: Path) -> None:
    with gzip.open(corpus / "feeds" / "real" / "reference.jsonl.gz", "rt", encoding="utf-8") as lines:
        dates = [item.get("date") or "" for line in lines for item in json.loads(line)["items"]]
    given = [text for text in dates if text.strip() and " 0001 " not in text]
    assert len(given) > 7000
    assert [text for text in given if not parse_stamp(text)] == []


def test_whole_pages(corpus: Path) -> None:
    pages = sorted((corpus / "pages").glob("*/*.html.gz"))
    for path in pages[:: max(1, len(pages) // 30)]:
        began = time.perf_counter()
        check_article(body_of(path), (76,))
        assert time.perf_counter() - began < 10


def test_naughty_strings(corpus: Path) -> None:
    def strings(value: object) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | dict):
            for part in value.values() if isinstance(value, dict) else value:
                yield from strings(part)

    found = list(
        strings(json.loads((corpus / "hostile" / "naughty-strings.json").read_text(encoding="utf-8")))
    )
    assert len(found) >= 350
    for text in found:
        check_line_of_text(text)
        check_article(text)
        parse_stamp(text)
        absolute(text, "https://example.org/")
        canonical(text)
        is_private_host(text)
