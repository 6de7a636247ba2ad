"""On real news: an article in a story belongs there, and the nearest article mostly tells the same story."""

from __future__ import annotations

import gzip
import json
import os
import zlib
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from tuinews.related.similar import Candidate, rank
from tuinews.related.stories import Grouper
from tuinews.related.terms import plain, title_terms

pytestmark = pytest.mark.corpus


def articles(name: str, language: str) -> list[dict[str, str | None]]:
    corpus = os.environ.get("TUINEWS_CORPUS")
    if not corpus:
        pytest.skip("TUINEWS_CORPUS is not set: no labelled news to judge by")
    with gzip.open(Path(corpus) / "stories" / name, "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    return [one for one in found if one["lang"] == language]


def arrived(found: list[dict[str, str | None]]) -> tuple[list[tuple[str, ...]], Counter[str]]:
    df: Counter[str] = Counter()
    terms = []
    for one in found:
        terms.append(title_terms(one["title"] or "", None, one["text"] or ""))
        df.update(map(plain, terms[-1]))
    return terms, df


def test_nine_of_ten_in_a_story_belong_together() -> None:
    found = sorted(articles("tgcontest-silver.jsonl.gz", "en"), key=lambda one: one["date"] or "")
    terms, _ = arrived(found)
    grouper = Grouper()
    stories: dict[int, int] = {}
    for id, one in enumerate(found):
        grouper.add(id, 0, zlib.crc32((one["source"] or "").encode()), terms[id])
        for changed, story in grouper.changes().articles.items():
            stories[changed] = -changed if story is None else story
    together: dict[int, list[str | None]] = defaultdict(list)
    for id, one in enumerate(found):
        together[stories.get(id, -id)].append(one["story"])
    # B-cubed precision: over the articles, the share of its story that tells the same as it does.
    right = sum(times**2 / len(story) for story in together.values() for times in Counter(story).values())
    assert right / len(found) >= 0.9
    assert len(together) < 0.8 * len(found)


def test_the_nearest_article_mostly_tells_the_same_story() -> None:
    found = articles("ecbplus.jsonl.gz", "en")
    terms, df = arrived(found)
    candidates = [
        Candidate(id, one["title"] or "", "", "", 0, None, terms[id]) for id, one in enumerate(found)
    ]
    asked = candidates[::6]
    right = 0
    for article in asked:
        nearest = rank(article, candidates, df, len(found), 1)
        right += bool(nearest) and found[nearest[0].id]["story"] == found[article.id]["story"]
    assert right / len(asked) >= 0.95
