"""Which of the articles that share terms with this one are nearest to it, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import hypot

from tuinews.model import Related
from tuinews.related.reasons import Evidence, nothing, why
from tuinews.related.terms import plain, weights
from tuinews.text.words import forms

ASKED = 24
"""Terms that the full-text index is asked for, at most."""
NEAR = 0.06
"""Likeness under which two articles have nothing to do with each other,"""
_PLAINLY_NEAR = 0.12
_WORDS = 3
"""and under which they have not unless they share so many words: of two or a number anything may come."""
SAME_STORY = 0.45
"""Likeness from which two articles tell the same story, where they are near in time."""
SAME_STORY_DAYS = 4
"""As far apart as two articles of a story may be that were not grouped when they arrived."""
FADING = 0.3
"""Likeness is divided by the days between two articles, and one, to this power."""

# How candidates are put in order, tuned as docs/related.md tells.
_LINKED = 0.2
"""What a link between two articles, or to the same page, adds to their likeness. Not tuned: no labelled
news has links.
"""
_TOGETHER = 0.05
"""What it adds that two articles were grouped as one story."""
_SAME_SOURCE = 0.5
"""What the likeness to an article of the same source counts for: a source seldom tells a story twice."""
_AMONG = 60
"""So many of the candidates, the likest, are looked at among each other."""
_CROWD = 0.2
_CROWD_SIZE = 5
"""What is taken from a candidate's likeness: this share of its mean likeness to the nearest so many. What is
near to everything, such as a roundup of the day, says little by being near. (Hubness: Radovanović et al.
2010; the remedy follows Conneau et al. 2018.)
"""
_THROUGH_FIRST = 0.7
"""What likeness to the first of them counts for in those that follow."""

_DAY = 86400


@dataclass(frozen=True, slots=True)
class Candidate:
    """What ranking needs to know of an article: of the one that is open, or of one found for it."""

    id: int
    title: str
    source: str
    source_title: str
    sort: int
    """Unix seconds."""
    published: str | None
    terms: tuple[str, ...]
    """As ``terms.title_terms`` gave them."""
    story: int | None = None
    read: bool = False


def fts_query(terms: Sequence[str]) -> str:
    """Return the FTS5 MATCH string for articles that have any of the first ASKED terms; empty without terms.

    ``terms``: as ``terms.telling`` orders them.
    """
    return " OR ".join(form for term in terms[:ASKED] for form in forms(plain(term)))


def weigh(terms: Sequence[str], df: Mapping[str, int], total: int) -> dict[str, float]:
    """Return the share of each term (without marker) in what an article is about: a vector of length 1.

    ``df``: in how many of ``total`` articles each term is, those in none left out.
    """
    weighed = weights(terms, df, total)
    length = hypot(*weighed.values())
    return {term: one / length for term, one in weighed.items()} if length else {}


def likeness(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the cosine of two vectors of ``weigh``: 0, nothing shared, to 1, the same terms."""
    if len(other) < len(one):
        one, other = other, one
    return sum([share * other[term] for term, share in one.items() if term in other])


def rank(
    article: Candidate,
    candidates: Iterable[Candidate],
    df: Mapping[str, int],
    total: int,
    limit: int = 8,
    *,
    linked: Container[int] = (),
    evidence: Callable[[Sequence[int]], Mapping[int, Evidence]] = nothing,
) -> tuple[Related, ...]:
    """Return the candidates nearest to an article, best first.

    ``df``: in how many of ``total`` articles each term (without marker) of any of them is. Time counts by the
    distance between two articles, not by their age: what stands beside an old article is of its time.

    ``linked``: candidates that a link has to do with. ``evidence`` is asked once, for those that are shown.
    """
    mine = weigh(article.terms, df, total)
    others = [
        _Other(article, one, mine, weigh(one.terms, df, total), linked=one.id in linked)
        for one in candidates
        if one.id != article.id
    ]
    others.sort(key=lambda other: (-other.weight, -other.candidate.sort, -other.candidate.id))
    shown = [other for other in _in_order(others) if other.is_near(mine)]
    known = evidence([other.candidate.id for other in shown[:limit]]) if shown else {}
    beside = known.get(article.id, Evidence(article.title))
    return tuple(other.shown(beside, known, mine) for other in shown[:limit])


class _Other:
    """A candidate beside the article."""

    __slots__ = ("alike", "candidate", "linked", "same_story", "terms", "time", "weight")

    def __init__(
        self,
        article: Candidate,
        candidate: Candidate,
        mine: Mapping[str, float],
        terms: Mapping[str, float],
        *,
        linked: bool,
    ) -> None:
        self.candidate = candidate
        self.terms = terms
        self.linked = linked
        self.alike = likeness(mine, terms)
        days = abs(article.sort - candidate.sort) / _DAY
        self.time = float((1 + days) ** -FADING)
        if article.story is not None and candidate.story is not None:
            self.same_story = article.story == candidate.story
        else:
            # One term, be it ever so rare, makes no story: a place, a name.
            several = len(mine.keys() & terms.keys()) > 1
            self.same_story = self.alike >= SAME_STORY and days <= SAME_STORY_DAYS and several
        near = self.alike + (_LINKED if linked else 0.0)
        same_source = article.source != "" and article.source == candidate.source
        self.weight = near * self.time * (_SAME_SOURCE if same_source else 1.0)
        if self.same_story:
            self.weight += _TOGETHER

    def is_near(self, mine: Mapping[str, float]) -> bool:
        """Whether it has to do with the article whose terms are ``mine``."""
        near = self.alike * self.time  # what is a month away needs three times as much in common
        if self.same_story or self.linked or near >= _PLAINLY_NEAR:
            return True
        shared = (term for term in mine if term in self.terms and not term.isdecimal())
        return near >= NEAR and len(list(shared)) >= _WORDS

    def shown(self, beside: Evidence, known: Mapping[int, Evidence], mine: Mapping[str, float]) -> Related:
        one = self.candidate
        together = {term: share * self.terms[term] for term, share in mine.items() if term in self.terms}
        shared = sorted(together, key=together.__getitem__, reverse=True)
        return Related(
            id=one.id,
            title=one.title,
            source_title=one.source_title,
            published=one.published,
            sort=one.sort,
            score=round(min(1.0, self.alike * self.time), 3),
            same_story=self.same_story,
            why=why(shared, beside, known.get(one.id, Evidence(one.title))),
            read=one.read,
        )


def _in_order(others: Sequence[_Other]) -> list[_Other]:
    """Return the candidates, of which the heaviest come first, in the order to show them in."""
    some = others[:_AMONG]
    if not some:
        return []
    having: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, other in enumerate(some):
        for term, share in other.terms.items():
            having[term].append((at, share))
    scores, among = [], []
    for at, other in enumerate(some):
        row = [0.0] * len(some)
        for term, share in other.terms.items():
            for one, theirs in having[term]:
                row[one] += share * theirs
        row[at] = other.weight
        among.append(row)
        scores.append(other.weight - _CROWD * sum(nlargest(_CROWD_SIZE, row)) / _CROWD_SIZE)
    first = max(range(len(some)), key=scores.__getitem__)
    pull = _THROUGH_FIRST * some[first].weight
    rest = [at for at in range(len(some)) if at != first]
    rest.sort(key=lambda at: scores[at] + pull * among[first][at], reverse=True)
    return [some[at] for at in (first, *rest)] + list(others[_AMONG:])
