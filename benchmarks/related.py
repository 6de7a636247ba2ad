"""How well related articles and stories are found, on labelled news, beside plain TF-IDF in the same run.

``TUINEWS_CORPUS=folder python benchmarks/related.py [--tune] [--stories] [SET…]``

Everything goes through the functions that the product uses, over an FTS5 table in memory that is asked as the
store asks its own. Labels are never input. Reported are the stories whose name hashes odd; ``--tune`` shows
the even ones, on which the constants were chosen.

P@1: how often the first hit tells the same story. R@5: the share of an article's mates, of five at most,
among the first five. Over articles that have a mate; all others of the set are there to be mistaken for one.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sqlite3
import sys
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import log, sqrt
from pathlib import Path

from tuinews.model import Related
from tuinews.related.similar import Candidate, fts_query, rank
from tuinews.related.stories import ALIKE, Grouper
from tuinews.related.terms import plain, telling, title_terms
from tuinews.text.words import spaced, words

CANDIDATES = 60
"""Found by full text and ranked anew, as in the library."""
NEIGHBOURS = 60
THRESHOLDS = (0.14, 0.18, 0.20, 0.22, 0.24, 0.28, 0.34, 0.40)


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article of the corpus."""

    name: str
    language: str
    title: str
    text: str
    date: str
    story: str


def read(path: Path, language: str | None = None, limit: int | None = None) -> list[Labelled]:
    """Return the articles of a file, those without a story each in one of its own."""
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if language in {None, row["lang"]}:
                found.append(
                    Labelled(
                        row["id"],
                        row["lang"],
                        row["title"] or "",
                        row["text"] or "",
                        row["date"] or "",
                        row["story"] or row["id"],
                    )
                )
    return found[:limit]


def is_reported(story: str, tune: bool) -> bool:
    """Return whether a story is of the half that is looked at."""
    return zlib.crc32(story.encode()) % 2 == (0 if tune else 1)


class Shelf:
    """A library in memory: what the engine does to an article as it arrives, what the sidebar does later."""

    def __init__(self, articles: Sequence[Labelled]) -> None:
        self.articles = articles
        self.df: Counter[str] = Counter()
        self._db = sqlite3.connect(":memory:")
        self._db.execute(
            "CREATE VIRTUAL TABLE search USING fts5 (title, body, tokenize = 'unicode61 remove_diacritics 2')"
        )
        started = time.process_time()
        self.terms = [title_terms(one.title, None, one.text, one.language) for one in articles]
        self.prepare_ms = _each(started, articles)
        for terms in self.terms:
            self.df.update(map(plain, terms))
        self._db.executemany(
            "INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)",
            [(row, spaced(one.title), spaced(one.text)) for row, one in enumerate(articles)],
        )

    def candidate(self, row: int) -> Candidate:
        """Return an article as the library hands it over; few are dated, so time is to tell nothing."""
        return Candidate(row, self.articles[row].title, "", 0, None, self.terms[row])

    def related(self, row: int, limit: int) -> tuple[Related, ...]:
        """Return what the sidebar would show."""
        match = fts_query(telling(self.terms[row], self.df, len(self.articles)))
        hits = self._db.execute(
            "SELECT rowid FROM search WHERE search MATCH ? ORDER BY bm25(search, 4.0, 1.0) LIMIT ?",
            (match or '""', CANDIDATES),
        ).fetchall()
        others = [self.candidate(hit) for (hit,) in hits if hit != row]
        return rank(self.candidate(row), others, self.df, len(self.articles), limit)


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


def _each(started: float, articles: Sequence[Labelled]) -> float:
    return (time.process_time() - started) / len(articles) * 1000


def retrieval(
    articles: Sequence[Labelled], find: Callable[[int], Sequence[int]], tune: bool
) -> tuple[float, float, list[tuple[int, int]]]:
    """Return P@1, R@5, and the first hits that were wrong: pairs of article and hit."""
    tellings: dict[str, set[int]] = defaultdict(set)
    for row, one in enumerate(articles):
        tellings[one.story].add(row)
    first = recall = asked = 0.0
    wrong = []
    for row, one in enumerate(articles):
        mates = tellings[one.story] - {row}
        if not mates or not is_reported(one.story, tune):
            continue
        hits = list(find(row))[:5]
        asked += 1
        first += hits[:1] != [] and hits[0] in mates
        recall += len(mates.intersection(hits)) / min(5, len(mates))
        if hits and hits[0] not in mates:
            wrong.append((row, hits[0]))
    return first / asked, recall / asked, wrong


def bcubed(
    found: Mapping[int, int], gold: Mapping[int, str], rows: Iterable[int]
) -> tuple[float, float, float]:
    """Return B-cubed precision, recall and F1 over some articles (Bagga and Baldwin 1998)."""
    stories: dict[int, set[int]] = defaultdict(set)
    truth: dict[str, set[int]] = defaultdict(set)
    for row, story in found.items():
        stories[story].add(row)
        truth[gold[row]].add(row)
    precision = recall = count = 0.0
    for row in rows:
        mine, right = stories[found[row]], truth[gold[row]]
        both = len(mine & right)
        precision += both / len(mine)
        recall += both / len(right)
        count += 1
    precision, recall = precision / count, recall / count
    return precision, recall, 2 * precision * recall / (precision + recall)


def grouped(shelf: Shelf, order: Sequence[int], alike: float) -> tuple[dict[int, int], float]:
    """Return the story of each article as the engine groups them, and CPU milliseconds an article."""
    grouper = Grouper(alike=alike)
    started = time.process_time()
    joined = {row: grouper.add(row, 0, shelf.terms[row]) for row in order}
    cost = _each(started, shelf.articles)
    return {row: row if story is None else story for row, story in joined.items()}, cost


def grouped_plainly(
    neighbours: Sequence[Mapping[int, float]], order: Sequence[int], alike: float
) -> dict[int, int]:
    """The same by TF-IDF: an article joins the story that is nearest in the mean."""
    found: dict[int, int] = {}
    tellings: Counter[int] = Counter()
    for row in order:
        likenesses: dict[int, float] = defaultdict(float)
        for other, cosine in neighbours[row].items():
            if other in found:
                likenesses[found[other]] += cosine
        means = {story: likeness / tellings[story] for story, likeness in likenesses.items()}
        best = max(means, key=means.__getitem__, default=row)
        found[row] = best if means.get(best, 0.0) >= alike else row
        tellings[found[row]] += 1
    return found


def auc(scores: Sequence[tuple[float, bool]]) -> float:
    """Return the chance that a pair of one story scores above a pair of two."""
    same = [score for score, is_same in scores if is_same]
    other = [score for score, is_same in scores if not is_same]
    return sum((a > b) + (a == b) / 2 for a in same for b in other) / (len(same) * len(other))


def pairs(folder: Path) -> tuple[float, float]:
    """Return the AUC of the product and of TF-IDF over the pairs that people judged."""
    articles = read(folder / "tgcontest-pairs-docs.jsonl.gz")
    shelf, reference = Shelf(articles), TfIdf(articles)
    rows = {one.name: row for row, one in enumerate(articles)}
    mine, theirs = [], []
    with gzip.open(folder / "tgcontest-pairs.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            pair = json.loads(line)
            a, b = rows[pair["a"]], rows[pair["b"]]
            hits = rank(shelf.candidate(a), [shelf.candidate(b)], shelf.df, len(articles))
            mine.append((hits[0].score if hits else 0.0, pair["same_story"]))
            theirs.append((reference.likeness(a, b), pair["same_story"]))
    return auc(mine), auc(theirs)


def report(name: str, articles: Sequence[Labelled], tune: bool, stories: bool) -> None:
    """Print what a set gives."""
    shelf, reference = Shelf(articles), TfIdf(articles)
    started = time.process_time()
    p1, r5, wrong = retrieval(articles, lambda row: [hit.id for hit in shelf.related(row, 5)], tune)
    asked = (time.process_time() - started) * 1000
    started = time.process_time()
    nearest = [dict(reference.nearest(row)) for row in range(len(articles))]
    plain_cost = _each(started, articles)
    ref_p1, ref_r5, _ = retrieval(articles, lambda row: list(nearest[row]), tune)
    print(f"\n{name}: {len(articles)} articles")
    print(f"  related   P@1 {p1:.3f}  R@5 {r5:.3f}   TF-IDF {ref_p1:.3f}  {ref_r5:.3f}", end="")
    print(
        f"   difference {p1 - ref_p1:+.3f}  {r5 - ref_r5:+.3f}   ratio {p1 / ref_p1:.3f}  {r5 / ref_r5:.3f}"
    )
    print(f"  cost      ms of CPU an article: terms {shelf.prepare_ms:.3f}", end="")
    print(f"; {asked:.0f} ms for all queries asked")
    order = sorted(range(len(articles)), key=lambda row: (articles[row].date, row))
    gold = {row: one.story for row, one in enumerate(articles)}
    rows = [row for row, story in gold.items() if is_reported(story, tune)]
    print("  stories   threshold: precision recall F1 | TF-IDF at the same threshold")
    for alike in THRESHOLDS if stories else (ALIKE,):
        found, cost = grouped(shelf, order, alike)
        mine = " ".join(f"{figure:.3f}" for figure in bcubed(found, gold, rows))
        plainly = grouped_plainly(nearest, order, alike)
        theirs = " ".join(f"{figure:.3f}" for figure in bcubed(plainly, gold, rows))
        print(f"            {alike:.2f}: {mine} | {theirs}   {cost:.3f} ms of CPU an article", end="")
        print(f", {cost / plain_cost:.3f} of asking TF-IDF for its neighbours")
    print("  the first hits that were wrong (every so many)")
    for row, hit in wrong[:: max(1, len(wrong) // 10)][:10]:
        print(f"            {articles[row].title[:70]!r} -> {articles[hit].title[:70]!r}")


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "sets", nargs="*", metavar="SET", help="neus, ecbplus, tgcontest-en, tgcontest-ru, pairs"
    )
    parser.add_argument("--tune", action="store_true", help="the even half of the stories")
    parser.add_argument("--stories", action="store_true", help="the curve of stories against the threshold")
    options = parser.parse_args()
    corpus = os.environ.get("TUINEWS_CORPUS")
    if not corpus:
        print("Set TUINEWS_CORPUS to the folder of the corpus.", file=sys.stderr)
        return 2
    folder = Path(corpus) / "stories"
    sets: dict[str, Callable[[], list[Labelled]]] = {
        "neus": lambda: read(folder / "neus.jsonl.gz", limit=4000),
        "ecbplus": lambda: read(folder / "ecbplus.jsonl.gz"),
        "tgcontest-en": lambda: read(folder / "tgcontest-silver.jsonl.gz", "en"),
        "tgcontest-ru": lambda: read(folder / "tgcontest-silver.jsonl.gz", "ru"),
    }
    for name, load in sets.items():
        if not options.sets or name in options.sets:
            report(name, load(), options.tune, options.stories)
    if not options.sets or "pairs" in options.sets:
        mine, theirs = pairs(folder)
        print(f"\npairs: AUC {mine:.3f}   TF-IDF {theirs:.3f}   ratio {mine / theirs:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
