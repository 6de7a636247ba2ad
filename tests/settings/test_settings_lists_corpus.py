"""The lists that people share, and the ones made to do harm: every feed comes in, no harm does."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tuinews.model import Source
from tuinews.settings.opml import read_opml, write_opml
from tuinews.settings.source_table import same_address
from tuinews.settings.sources_file import add_sources, load_sources

pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def corpus() -> Path:
    place = os.environ.get("TUINEWS_CORPUS")
    if not place:
        pytest.skip("TUINEWS_CORPUS names no folder: the lists are not here")
    return Path(place)


def expected(corpus: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(corpus / "opml" / "expected.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def shown(source: Source) -> str:
    return "".join([source.title, source.category, *source.tags, source.url, source.paused_why])


def test_every_list_gives_every_feed_that_it_names(corpus: Path) -> None:
    files = 0
    for list_ in expected(corpus):
        files += 1
        sources = read_opml((corpus / "opml" / list_["file"]).read_bytes())
        found = {same_address(source.url) for source in sources}
        named = {same_address(feed["url"].strip()) for feed in list_["feeds"]}
        assert named <= found, list_["file"]
        assert len(sources) == len(found)
    assert files == 123


def test_titles_are_those_of_the_list(corpus: Path) -> None:
    for list_ in expected(corpus):
        sources = read_opml((corpus / "opml" / list_["file"]).read_bytes())
        titles: dict[str, set[str]] = {}
        for feed in list_["feeds"]:
            titles.setdefault(same_address(feed["url"].strip()), set()).add(
                " ".join((feed.get("title") or "").split())
            )
        for source in sources:
            stated = titles.get(same_address(source.url), set())
            assert not any(stated) or source.title in stated, (list_["file"], source)


def test_every_list_comes_back_the_same_from_an_export(corpus: Path) -> None:
    for list_ in expected(corpus):
        sources = read_opml((corpus / "opml" / list_["file"]).read_bytes())
        again = {same_address(source.url): source for source in read_opml(write_opml(sources))}
        assert again == {same_address(source.url): source for source in sources}, list_["file"]


def test_all_lists_together_are_imported_once(corpus: Path, tmp_path: Path) -> None:
    path = tmp_path / "sources.toml"
    sources = [
        source
        for list_ in expected(corpus)
        for source in read_opml((corpus / "opml" / list_["file"]).read_bytes())
    ]

    added = add_sources(path, sources)

    document = load_sources(path)
    assert document.problems == ()
    assert document.sources == tuple(added)
    assert {same_address(source.url) for source in sources} == {same_address(source.url) for source in added}
    assert add_sources(path, sources) == []
