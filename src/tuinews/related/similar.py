"""Which of the articles that share terms with this one are nearest to it, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import hypot

from tuinews.model import Related
from tuinews.related.reasons import why
from tuinews.related.terms import plain, weights
from tuinews.text.words import spaced

ASKED = 16
"""Terms that the full-text index is asked for, at most."""
NEAR = 0.06
"""Score under which two articles have nothing to do with each other."""
SAME_STORY = 0.40
"""Score from which two articles tell the same story, where they are near in time."""
SAME_STORY_DAYS = 4
"""As far apart as two articles of a story may be that were not grouped when they arrived."""
HALF_LIFE_DAYS = 60
"""Days between two articles that halve the score."""

_DAY = 86400


@dataclass(frozen=True, slots=True)
class Candidate:
    """What ranking needs to know of an article: of the one that is open, or of one found for it."""

    id: int
    title: str
    source_title: str
    sort: int
    """Unix seconds."""
    published: str | None
    terms: tuple[str, ...]
    """As ``terms.title_terms`` gave them."""
    story: int | None = None
    read: bool = False
    text: str = ""
    """The beginning of it, where at hand: for spelling words as they are written."""


def fts_query(terms: Sequence[str]) -> str:
    """Return the FTS5 MATCH string for articles that have any of the first ASKED terms; empty without terms.

    ``terms``: as ``terms.telling`` orders them.

    Each term is a quoted phrase, so that nothing in it is syntax, and spaced as what is indexed.
    """
    return " OR ".join(f'"{" ".join(spaced(plain(term)).split())}"' for term in terms[:ASKED])


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
    article: Candidate, candidates: Iterable[Candidate], df: Mapping[str, int], total: int, limit: int = 8
) -> tuple[Related, ...]:
    """Return the candidates nearest to an article: those of its story first, then others, each best first.

    ``df``: in how many of ``total`` articles each term (without marker) of any of them is. Time counts by the
    distance between two articles, not by their age: what stands beside an old article is of its time.
    """
    mine = weigh(article.terms, df, total)
    near: list[tuple[bool, float, Candidate, dict[str, float]]] = []
    for other in candidates:
        days = abs(article.sort - other.sort) / _DAY
        theirs = weigh(other.terms, df, total)
        score = likeness(mine, theirs) * 0.5 ** (days / HALF_LIFE_DAYS)
        if article.story is not None and other.story is not None:
            same = article.story == other.story
        else:
            # One term, be it ever so rare, makes no story: a place, a name.
            same = score >= SAME_STORY and days <= SAME_STORY_DAYS and len(mine.keys() & theirs.keys()) > 1
        if other.id != article.id and (same or score >= NEAR):
            near.append((same, score, other, theirs))
    near.sort(key=lambda one: (not one[0], -one[1], -one[2].sort, -one[2].id))
    related = []
    for same, score, other, theirs in near[:limit]:
        together = {term: share * theirs[term] for term, share in mine.items() if term in theirs}
        shared = sorted(together, key=together.__getitem__, reverse=True)
        related.append(
            Related(
                id=other.id,
                title=other.title,
                source_title=other.source_title,
                published=other.published,
                sort=other.sort,
                score=round(min(1.0, score), 3),
                same_story=same,
                why=why(shared, (article.title, other.title, article.text)),
                read=other.read,
            )
        )
    return tuple(related)
