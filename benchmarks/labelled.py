"""Labelled news, the marks that are given on it, and the textbook to compare with: plain TF-IDF."""

from __future__ import annotations

import gzip
import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest
from math import log, sqrt
from pathlib import Path

from tuinews.related.linkage import average_linkage
from tuinews.text.words import words

NEIGHBOURS = 60
ALIKE_AT_ALL = 0.05


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article of the corpus. ``name`` and ``story`` are never input."""

    name: str
    language: str
    title: str
    text: str
    date: str
    source: str | None
    story: str


def read(path: Path, language: str | None = None, limit: int | None = None) -> list[Labelled]:
    """Return the articles of a file, those without a story each in one of its own."""
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if language in {None, row["lang"]}:
                title, text, date = (row[name] or "" for name in ("title", "text", "date"))
                found.append(
                    Labelled(
                        row["id"], row["lang"], title, text, date, row["source"], row["story"] or row["id"]
                    )
                )
    return found[:limit]


def read_pairs(path: Path) -> list[tuple[str, str, bool]]:
    """Return pairs of names, and whether people said that they tell the same story."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        return [(row["a"], row["b"], row["same_story"]) for row in rows]


def seconds(articles: Sequence[Labelled]) -> list[int]:
    """Return the time of each article; where some are not dated, time is to tell nothing: 0."""
    if not all(one.date for one in articles):
        return [0] * len(articles)
    return [int(datetime.fromisoformat(one.date.replace("Z", "+00:00")).timestamp()) for one in articles]


def is_reported(story: str, tune: bool) -> bool:
    """Return whether a story is of the half that is looked at: the odd one, or the one that is tuned on."""
    return zlib.crc32(story.encode()) % 2 == (0 if tune else 1)


class TfIdf:
    """The textbook: cosine of tf * idf over all words of title and text."""

    def __init__(self, articles: Sequence[Labelled]) -> None:
        counts = [
            Counter(word for word in words(f"{one.title}\n{one.text}") if len(word) > 1) for one in articles
        ]
        df = Counter(word for count in counts for word in count)
        total = len(articles)
        self.vectors: list[dict[str, float]] = []
        for count in counts:
            vector = {word: n * (log((1 + total) / (1 + df[word])) + 1) for word, n in count.items()}
            length = sqrt(sum(share * share for share in vector.values())) or 1.0
            self.vectors.append({word: share / length for word, share in vector.items()})
        # To be quick: the nearest by rarer words are compared by all words.
        self._having: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for row, vector in enumerate(self.vectors):
            for word, share in vector.items():
                if df[word] <= total / 12:
                    self._having[word].append((row, share))

    def likeness(self, one: int, other: int) -> float:
        """Return the cosine of two articles."""
        mine, theirs = self.vectors[one], self.vectors[other]
        return sum(share * theirs[word] for word, share in mine.items() if word in theirs)

    def nearest(self, row: int) -> list[tuple[int, float]]:
        """Return the nearest articles and their cosines, best first."""
        products: dict[int, float] = defaultdict(float)
        for word, share in self.vectors[row].items():
            for other, theirs in self._having.get(word, ()):
                products[other] += share * theirs
        products.pop(row, None)
        some = nlargest(NEIGHBOURS, products, key=products.__getitem__)
        return sorted(((other, self.likeness(row, other)) for other in some), key=lambda hit: -hit[1])


def in_batch(nearest: Sequence[Mapping[int, float]], least: float) -> dict[int, int]:
    """Return the story of each article when all are grouped at once, by average linkage."""
    rows = range(len(nearest))
    near = [{other: alike for other, alike in some.items() if alike >= ALIKE_AT_ALL} for some in nearest]
    clusters = average_linkage(rows, dict(enumerate(near)), least)
    return {row: min(cluster) for cluster in clusters for row in cluster}


@dataclass(frozen=True, slots=True)
class Retrieved:
    """How well related articles are found."""

    first: float
    """P@1: how often the first hit tells the same story."""
    recall: float
    """R@5: the share of an article's mates, of five at most, among the first five."""
    wrong: list[tuple[int, int]]
    """Article and first hit, where that is wrong."""


def retrieval(articles: Sequence[Labelled], hits: Mapping[int, Sequence[int]], tune: bool) -> Retrieved:
    """Return the marks over the articles that have a mate, and are asked for in ``hits``."""
    tellings: dict[str, set[int]] = defaultdict(set)
    for row, one in enumerate(articles):
        tellings[one.story].add(row)
    first = recall = asked = 0.0
    wrong = []
    for row, found in hits.items():
        mates = tellings[articles[row].story] - {row}
        if not mates or not is_reported(articles[row].story, tune):
            continue
        asked += 1
        first += found[:1] != [] and found[0] in mates
        recall += len(mates.intersection(found[:5])) / min(5, len(mates))
        if found and found[0] not in mates:
            wrong.append((row, found[0]))
    return Retrieved(first / asked, recall / asked, wrong)


@dataclass(frozen=True, slots=True)
class Grouped:
    """How well stories are found: B-cubed (Bagga and Baldwin 1998)."""

    precision: float
    recall: float
    pure: float
    """Share of the stories of two and more articles that are all of one story."""

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)

    def __str__(self) -> str:
        return f"{self.precision:.3f} {self.recall:.3f} {self.f1:.3f}  {self.pure:.2f}"


def bcubed(found: Mapping[int, int], gold: Mapping[int, str], rows: Iterable[int]) -> Grouped:
    """Return the marks over some articles."""
    stories: dict[int, set[int]] = defaultdict(set)
    truth: dict[str, set[int]] = defaultdict(set)
    for row, story in found.items():
        stories[story].add(row)
        truth[gold[row]].add(row)
    precision = recall = count = 0.0
    seen = set()
    for row in rows:
        mine, right = stories[found[row]], truth[gold[row]]
        both = len(mine & right)
        precision += both / len(mine)
        recall += both / len(right)
        count += 1
        seen.add(found[row])
    told = [{gold[row] for row in stories[story]} for story in seen if len(stories[story]) > 1]
    pure = sum(len(one) == 1 for one in told) / max(1, len(told))
    return Grouped(precision / count, recall / count, pure)


def agreement(one: Mapping[int, int], other: Mapping[int, int]) -> float:
    """Return how far two ways of grouping agree: the B-cubed F1 of one against the other."""
    return bcubed(one, {row: str(story) for row, story in other.items()}, one).f1


def auc(scores: Sequence[tuple[float, bool]]) -> float:
    """Return the chance that a pair of one story scores above a pair of two."""
    same = [score for score, is_same in scores if is_same]
    other = [score for score, is_same in scores if not is_same]
    return sum((a > b) + (a == b) / 2 for a in same for b in other) / (len(same) * len(other))
