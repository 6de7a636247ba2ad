"""What makes an edition: which stories most tell, which telling stands for a story, what is new in it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from tuinews.related.similar import weigh
from tuinews.related.spelling import spelled
from tuinews.related.terms import IN_BOTH, IN_TITLE, parted, rarity
from tuinews.text.words import UNSPACED, stem, words

MOST_MEASURED = 30
"""Tellings, the newest, among which the nearest to all others is looked for."""
_SEVERAL = 4
"""Tellings whose newer half speaks for them."""
_NEWS = 3
"""Words that say what is new, at most."""
_COMMON = 200
"""What one of so many articles has is too common to be news."""
_FEW = 20
"""Articles that may have a word, however few there are."""


class Arrived(NamedTuple):
    """A telling that came since."""

    story: int
    id: int
    sort: int
    """Unix seconds."""
    publisher: str


class Counted(NamedTuple):
    """A story and who told it since."""

    story: int
    publishers: int
    newest: tuple[int, int]
    """Time (Unix seconds) and id of its latest telling."""


class Telling(NamedTuple):
    """A telling as it is compared with the others of its story."""

    id: int
    title: str
    terms: tuple[str, ...]
    """As ``terms.title_terms`` gave them."""
    text: str = ""
    read: bool = False


def told_since(arrived: Iterable[Arrived], copied: Collection[int] = ()) -> list[Counted]:
    """Return the stories that two or more publishers told, in the order of an edition: those that most tell
    first, among equals the freshest.

    ``copied``: articles that only repeat an earlier text; their publishers do not count for them.
    """
    stories: dict[int, list[Arrived]] = defaultdict(list)
    for one in arrived:
        stories[one.story].append(one)
    counted = [
        Counted(
            story,
            len({one.publisher for one in tellings if one.id not in copied}),
            max((one.sort, one.id) for one in tellings),
        )
        for story, tellings in stories.items()
    ]
    return sorted((one for one in counted if one.publishers > 1), key=_order)


def _order(one: Counted) -> tuple[int, int, int]:
    sort, id = one.newest
    return -one.publishers, -sort, -id


def nearest(tellings: Sequence[Telling], copied: Collection[int] = (), *, newer: bool = False) -> int:
    """Return the id of the telling that is nearest to all others, by the terms that they share.

    Of the newest MOST_MEASURED, with ``newer`` of the newer half of several; ``tellings`` are given the
    earliest first, and not empty. Among equals an unread one, then one that is no copy, then the earliest.
    """
    vectors = {one.id: weigh(one.terms, {}, 0) for one in tellings[-MOST_MEASURED:]}
    together: defaultdict[str, float] = defaultdict(float)
    for vector in vectors.values():
        for term, share in vector.items():
            together[term] += share

    def order(one: Telling) -> tuple[float, bool, bool]:
        # A vector's product with itself is 1 for each: it does not change their order.
        near = sum(share * together[term] for term, share in vectors[one.id].items())
        return -round(near / len(vectors), 3), one.read, one.id in copied

    measured = tellings[-MOST_MEASURED:]
    half = len(measured) // 2 if newer and len(measured) >= _SEVERAL else 0
    return min(measured[half:], key=order).id


def news(
    new: Sequence[Telling],
    old: Sequence[Telling],
    frequencies: Callable[[Collection[str]], Mapping[str, int]],
    total: int,
    beside: Telling | None = None,
) -> str:
    """Return what new tellings tell that no old one did, in words of their headlines: ``new: price, Spohr``;
    empty where there is nothing. What the headline of ``beside`` says is left out if there is more to say.

    A word counts where its text bears it out, or another of the new tellings has it: what a headline has for
    itself is how it says a thing, not what. First comes what many of the new tellings have and few other
    articles; ``frequencies`` says in how many of ``total`` articles terms are.
    """
    told: Counter[str] = Counter()
    meant: set[str] = set()
    borne: set[str] = set()
    for one in new:
        places = dict(map(parted, one.terms))
        told.update(places.keys())
        meant.update(term for term, place in places.items() if place >= IN_TITLE and _tells(term))
        borne.update(term for term, place in places.items() if place >= IN_BOTH)
    candidates = [term for term in meant if term in borne or told[term] > 1]
    if not candidates:
        return ""
    unheard = list(_unheard(candidates, _said(old)))
    if beside is not None:
        shown = {term for term, place in map(parted, beside.terms) if place >= IN_TITLE}
        unheard = [term for term in unheard if term not in shown] or unheard
    df = frequencies(unheard)
    common = max(_FEW, total // _COMMON)
    weights = {
        term: told[term] * rarity(df.get(term, 0), total) for term in unheard if df.get(term, 0) <= common
    }
    first = sorted(weights, key=lambda term: (-weights[term], term))
    written = spelled(first[: 2 * _NEWS], [one.title for one in new])
    return f"new: {', '.join(written[:_NEWS])}" if written else ""


def _tells(term: str) -> bool:
    """Whether a term says something on its own: no bare number, no two letters."""
    return not term.isdecimal() and (len(term) > 2 or term >= UNSPACED)


def _said(tellings: Iterable[Telling]) -> set[str]:
    """All words of some tellings, and pairs of neighbouring characters."""
    said: set[str] = set()
    for one in tellings:
        found = words(f"{one.title}\n{one.text}")
        said.update(map(stem, found))
        if not one.text.isascii():
            said.update(first + second for first, second in pairwise(found) if len(first) == len(second) == 1)
        said.update(term for term, _ in map(parted, one.terms))
    return said


def _unheard(terms: Iterable[str], known: Collection[str]) -> Iterator[str]:
    """Yield the terms that were not said before, not even with another ending: ``prices`` after ``price``."""
    beginnings: dict[int, set[str]] = {}
    for term in terms:
        length = len(term)
        if length > 4 and term < UNSPACED:
            length = max(4, length - 3)
        if length not in beginnings:
            beginnings[length] = {word[:length] for word in known}
        if term not in known and (length == len(term) or term[:length] not in beginnings[length]):
            yield term
