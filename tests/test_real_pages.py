"""Captured pages, from their bytes to the lines on the screen: every one opens in the reader."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest

from tuinews.cli.read import unkept_article
from tuinews.sources.article import read_article
from tuinews.text.blocks import parse
from tuinews.text.clean import visible
from tuinews.text.dates import age
from tuinews.text.lines import Line, line_text
from tuinews.text.width import cell_width
from tuinews.ui.page import PageLinks, body_lines, end_lines, page_lines, top_lines

pytestmark = pytest.mark.corpus

BATCHES = 12
WIDTHS = (40, 76, 120)
NOW = 1_795_500_000


def pages(corpus: Path) -> list[dict[str, Any]]:
    with gzip.open(corpus / "pages" / "index.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def lines_of(body: bytes, url: str, width: int) -> Iterator[Line]:
    """The whole page as the reader sets it."""
    article = unkept_article(read_article(body, url=url))
    document = parse(article.html or "")
    links = PageLinks(document)
    yield from top_lines(article, width, UTC, 1, links)
    yield from filter(None, body_lines(article, document, width))
    yield from page_lines(article, width, "F")
    yield from end_lines(article, None, width, lambda moment: age(moment, NOW, UTC), links)


def wrong(lines: Sequence[Line], width: int) -> list[str]:
    """Lines that are too wide, or hold what a terminal would obey."""
    texts = [line_text(line) for line in lines]
    return [text for text in texts if cell_width(text) > width or visible(text) != text]


@pytest.mark.parametrize("batch", range(BATCHES))
def test_every_captured_page_opens_in_the_reader(batch: int, corpus: Path) -> None:
    some = pages(corpus)[batch::BATCHES]
    assert len(some) > 40
    for number, page in enumerate(some):
        body = gzip.decompress((corpus / "pages" / page["file"]).read_bytes())
        width = WIDTHS[number % len(WIDTHS)]
        lines = list(lines_of(body, page["url"] or "https://paper.example/", width))
        assert lines, page["file"]
        assert wrong(lines, width) == [], page["file"]
