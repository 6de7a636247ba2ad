"""The hostile documents of the corpus, served as they say, through the whole engine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support.feed_server import FeedServer
from support.home import Home
from tuinews.model import Status


@pytest.mark.corpus
def test_every_hostile_document_ends_in_articles_or_words(
    home: Home, feed_server: FeedServer, corpus: Path
) -> None:
    expected: dict[str, tuple[int, ...]] = {}
    for line in (corpus / "hostile/index.jsonl").read_text().splitlines():
        said = json.loads(line)
        file, (type, *encodings) = said["file"], said["serve"].split("; ")
        if type == "application/x-ndjson" or file.startswith("opml"):
            continue
        headers = {"content_type": type} | ({"content_encoding": encodings[0]} if encodings else {})
        body = (corpus / "hostile" / file).read_bytes()
        id = f"h{len(expected)}"
        home.follow(id, feed_server.serve(f"/{file}", body, **headers))
        items = said.get("n_items")
        # Its third item is cut off, and may or may not be shown.
        also = (items + 1,) if file == "xml_truncated.xml" else ()
        expected[id] = () if items is None else (items, *also)
    outcomes = home.refresh()
    assert set(outcomes) == set(expected)
    for id, outcome in outcomes.items():
        if outcome.status is Status.FAILED:
            assert outcome.error
            assert outcome.error.isprintable()
        if expected[id]:
            assert outcome.new == outcome.total
            assert outcome.total in expected[id]
    again = home.refresh(force=True)
    assert sum(outcome.new + outcome.changed for outcome in again.values()) == 0
    assert {asked.headers["host"].partition(":")[0] for asked in feed_server.asked} == {"127.0.0.1"}
