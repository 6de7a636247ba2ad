"""How well related articles and stories are found, on labelled news, beside plain TF-IDF in the same run.

``TUINEWS_CORPUS=folder python benchmarks/related.py [--tune] [--curve] [--errors] [SET…]``

Everything goes through the functions that the product uses, over an FTS5 table in memory that is asked as the
store asks its own. Labels are never input. Reported are the stories whose name hashes odd; ``--tune`` shows
the even ones, on which the constants were chosen. Stories are grouped one by one in the order of time, where
there is one; TF-IDF is grouped all at once, at the threshold that is best for it.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from labelled import (
    Grouped,
    Labelled,
    TfIdf,
    agreement,
    auc,
    bcubed,
    in_batch,
    is_reported,
    read,
    read_pairs,
    retrieval,
    seconds,
)
from tuinews.model import Related
from tuinews.related.similar import Candidate, fts_query, rank
from tuinews.related.stories import ALIKE, Grouper
from tuinews.related.terms import plain, telling, title_terms
from tuinews.text.words import spaced

CANDIDATES = 100
"""Found by full text and ranked anew, as in the library."""
PRECISE = 0.90
THRESHOLDS = (0.16, 0.18, 0.20, 0.22, 0.24, 0.26, 0.28, 0.30, 0.32, 0.34, 0.36, 0.40)
BATCH_THRESHOLDS = tuple(step / 50 for step in range(8, 31))
WORST = 10


class Shelf:
    """A library in memory: what the engine does to an article as it arrives, what the sidebar does later."""

    def __init__(self, articles: Sequence[Labelled]) -> None:
        self.articles = articles
        self.sorts = seconds(articles)
        self.df: Counter[str] = Counter()
        self._db = sqlite3.connect(":memory:")
        self._db.execute(
            "CREATE VIRTUAL TABLE search USING fts5 (title, body, tokenize = 'unicode61 remove_diacritics 2')"
        )
        started = time.process_time()
        self.terms = [title_terms(one.title, None, one.text) for one in articles]
        self.prepare_ms = _each(started, len(articles))
        for terms in self.terms:
            self.df.update(map(plain, terms))
        self._db.executemany(
            "INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)",
            [(row, spaced(one.title), spaced(one.text)) for row, one in enumerate(articles)],
        )
        names: dict[str, int] = {}
        self.sources = [
            -row if one.source is None else names.setdefault(one.source, len(names) + 1)
            for row, one in enumerate(articles)
        ]
        self.found: dict[int, int] = {}
        self.grouped_ms = 0.0
        self.stories: dict[int, int] = {}
        self.told: dict[int, list[int]] = {}

    def candidate(self, row: int) -> Candidate:
        """Return an article as the library hands it over."""
        one = self.articles[row]
        return Candidate(
            row,
            one.title,
            str(self.sources[row]),
            one.source or "",
            self.sorts[row],
            None,
            self.terms[row],
            self.stories.get(row),
        )

    def group(self) -> None:
        """Group the articles as they arrive, before anything is asked."""
        order = sorted(range(len(self.articles)), key=lambda row: (self.sorts[row], row))
        self.found, self.grouped_ms = self.grouped(order)
        self.stories = {row: story for row, story in self.found.items() if story >= 0}
        self.told = defaultdict(list)
        for row, story in self.stories.items():
            self.told[story].append(row)

    def related(self, row: int, limit: int) -> tuple[Related, ...]:
        """Return what the sidebar would show."""
        match = fts_query(telling(self.terms[row], self.df, len(self.articles)))
        hits = self._db.execute(
            "SELECT rowid FROM search WHERE search MATCH ? ORDER BY bm25(search, 4.0, 1.0) LIMIT ?",
            (match or '""', CANDIDATES),
        ).fetchall()
        together = self.told.get(self.stories.get(row, -1), [])[-limit - 1 :]
        found = dict.fromkeys([*together, *(hit for (hit,) in hits)])
        others = [self.candidate(hit) for hit in found if hit != row]
        return rank(self.candidate(row), others, self.df, len(self.articles), limit)

    def grouped(self, order: Sequence[int], alike: float = ALIKE) -> tuple[dict[int, int], float]:
        """Return the story of each article as the engine groups them, and CPU milliseconds an article."""
        grouper = Grouper(alike=alike)
        found: dict[int, int] = {}
        started = time.process_time()
        for row in order:
            grouper.add(row, self.sorts[row], self.sources[row], self.terms[row])
            for changed, story in grouper.changes().articles.items():
                found[changed] = -changed - 1 if story is None else story
        cost = _each(started, len(order))
        return {row: found.get(row, -row - 1) for row in order}, cost


def _each(started: float, count: int) -> float:
    return (time.process_time() - started) / count * 1000


def pairs(folder: Path) -> tuple[float, float]:
    """Return the AUC of the product and of TF-IDF over the pairs that people judged."""
    articles = read(folder / "tgcontest-pairs-docs.jsonl.gz")
    shelf, reference = Shelf(articles), TfIdf(articles)
    rows = {one.name: row for row, one in enumerate(articles)}
    mine, theirs = [], []
    for one, other, is_same in read_pairs(folder / "tgcontest-pairs.jsonl.gz"):
        a, b = rows[one], rows[other]
        hits = rank(shelf.candidate(a), [shelf.candidate(b)], shelf.df, len(articles))
        mine.append((hits[0].score if hits else 0.0, is_same))
        theirs.append((reference.likeness(a, b), is_same))
    return auc(mine), auc(theirs)


def best(marks: Mapping[float, Grouped]) -> tuple[float, Grouped]:
    """Return the threshold of the best F1 among those of the wanted precision, and its marks."""
    precise = {at: mark for at, mark in marks.items() if mark.precision >= PRECISE}
    at = max(precise or marks, key=lambda at: marks[at].f1)
    return at, marks[at]


def report(name: str, articles: Sequence[Labelled], given: argparse.Namespace) -> None:
    """Print what a set gives."""
    shelf, reference = Shelf(articles), TfIdf(articles)
    shelf.group()
    asked = [row for row, one in enumerate(articles) if is_reported(one.story, given.tune)]
    started = time.process_time()
    related = {row: shelf.related(row, 5) for row in asked}
    each = _each(started, len(asked))
    mine = retrieval(articles, {row: [hit.id for hit in hits] for row, hits in related.items()}, given.tune)
    nearest = [dict(reference.nearest(row)) for row in range(len(articles))]
    theirs = retrieval(articles, {row: list(nearest[row]) for row in asked}, given.tune)
    print(f"\n{name}: {len(articles)} articles")
    print(f"  related   P@1 {mine.first:.3f}  R@5 {mine.recall:.3f}", end="")
    print(f"   TF-IDF {theirs.first:.3f}  {theirs.recall:.3f}", end="")
    print(f"   difference {mine.first - theirs.first:+.3f}  {mine.recall - theirs.recall:+.3f}")
    print(f"  cost      ms of CPU: terms {shelf.prepare_ms:.3f} an article, ranking {each:.1f} a question")
    order = sorted(range(len(articles)), key=lambda row: (shelf.sorts[row], row))
    gold = {row: one.story for row, one in enumerate(articles)}
    found, cost = shelf.found, shelf.grouped_ms
    marks = {ALIKE: bcubed(found, gold, asked)}
    if given.curve:
        marks |= {at: bcubed(shelf.grouped(order, at)[0], gold, asked) for at in THRESHOLDS}
    batch = {at: bcubed(in_batch(nearest, at), gold, asked) for at in BATCH_THRESHOLDS}
    at, mark = best(batch)
    print("  stories   precision recall F1  pure")
    print(f"            {marks[ALIKE]}   one by one, at {ALIKE:.2f}: what the product does")
    if given.curve:
        print(f"            {best(marks)[1]}   one by one, at {best(marks)[0]:.2f}, the best of the curve")
    print(f"            {mark}   TF-IDF all at once, at {at:.2f}, the best for it")
    mixed = order[:]
    random.Random(1).shuffle(mixed)
    print(f"            {agreement(found, shelf.grouped(mixed)[0]):.3f}   agreement with another order")
    print(f"            {cost:.3f} ms of CPU an article")
    for at in sorted(marks) if given.curve else ():
        print(f"              {at:.2f}: {marks[at]}")
    if given.errors:
        errors(articles, related, mine.wrong, found, gold)


def errors(
    articles: Sequence[Labelled],
    related: Mapping[int, Sequence[Related]],
    wrong: Sequence[tuple[int, int]],
    found: Mapping[int, int],
    gold: Mapping[int, str],
) -> None:
    """Print the worst of each kind."""

    def title(row: int) -> str:
        return repr((articles[row].title or articles[row].text)[:70])

    print("  first hits that were wrong, the surest of them")
    for row, hit in sorted(wrong, key=lambda one: -related[one[0]][0].score)[:WORST]:
        print(f"    {related[row][0].score:.2f} {title(row)} -> {title(hit)}")
    stories: dict[int, list[int]] = defaultdict(list)
    truth: dict[str, list[int]] = defaultdict(list)
    for row, story in found.items():
        stories[story].append(row)
        truth[gold[row]].append(row)
    print("  stories that are several, the largest of them")
    mixed = [its for its in stories.values() if len({gold[row] for row in its}) > 1]
    for its in sorted(mixed, key=len, reverse=True)[:WORST]:
        firsts = {gold[row]: row for row in reversed(its)}
        print(
            f"    {len(its)} articles of {len(firsts)}: {' | '.join(map(title, list(firsts.values())[:3]))}"
        )
    print("  stories that stayed in pieces, the most of them")
    parts = {told: {found[row]: row for row in reversed(its)} for told, its in truth.items()}
    for told, pieces in sorted(parts.items(), key=lambda one: -len(one[1]))[:WORST]:
        some = " | ".join(map(title, list(pieces.values())[:3]))
        print(f"    {len(truth[told])} articles in {len(pieces)}: {some}")


def costs(folder: Path) -> None:
    """Print what grouping costs among so many articles at once, of all sets mixed. Only the last days are in
    memory, so that it is the same in a library of any size.
    """
    files = ("neus.jsonl.gz", "tgcontest-silver.jsonl.gz", "ecbplus.jsonl.gz")
    articles = [one for file in files for one in read(folder / file)]
    random.Random(2).shuffle(articles)
    terms = [title_terms(one.title, None, one.text) for one in articles]
    print("\ngrouping: ms of CPU an article")
    for count in (1000, 4000, len(articles)):
        grouper = Grouper()
        started = time.process_time()
        for row in range(count):
            grouper.add(row, 0, row % 300, terms[row])
            grouper.changes()
        print(f"  {count:>6,} in the last days: {_each(started, count):.3f}")


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "sets", nargs="*", metavar="SET", help="neus, ecbplus, tgcontest-en, tgcontest-ru, pairs, cost"
    )
    parser.add_argument("--tune", action="store_true", help="the even half of the stories")
    parser.add_argument("--curve", action="store_true", help="the curve of stories against the threshold")
    parser.add_argument("--errors", action="store_true", help="the worst errors of each kind")
    given = parser.parse_args()
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
        if not given.sets or name in given.sets:
            report(name, load(), given)
    if not given.sets or "pairs" in given.sets:
        mine, theirs = pairs(folder)
        print(f"\npairs: AUC {mine:.3f}   TF-IDF {theirs:.3f}   ratio {mine / theirs:.3f}")
    if not given.sets or "cost" in given.sets:
        costs(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
