"""Which articles tell the same story: grouped as they arrive, in memory."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log, sqrt
from typing import TypeAlias

from tuinews.related.terms import ADDEND, EMPHASIS, MARKERS, rarity

WINDOW = 4 * 86400
"""Seconds between two articles that can tell the same story."""
ALIKE = 0.25
"""Mean likeness to a story's articles from which an article joins it."""
_COMMON = 60
"""A term that more articles have finds none: it would cost more than it tells."""
_MEASURED = 28
"""Terms of an article, the most promising, that are compared."""
_FAR = 0.3
"""An article less like this one than this share of ``ALIKE`` counts as not like it at all."""
_UNSEEN = 200
"""Articles thought to have gone before without any of its terms, so that rare is rare from the first on."""
_FIRST_SWEEP = 64
_GROWTH = 4
"""By how many times what is in memory may grow until it is swept: each sweep looks at all of it."""


_Measured: TypeAlias = "tuple[array[int], int, float, float]"
"""A term of an article: the articles that have it, where it stood in this one, its rarity, and its weight."""


def _square(measured: Iterable[_Measured]) -> float:
    return sum([weight * weight for _, _, _, weight in measured])


class Grouper:
    """The articles of the last days by their terms.

    An article joins the story to whose articles it is most like in the mean, where that is enough. A story is
    known by the id of its first article. The same articles in the same order give the same stories.
    """

    def __init__(self, window: int = WINDOW, alike: float = ALIKE) -> None:
        """``window``: seconds; ``alike``: from 0, whatever shares two terms, to 1, what shares all."""
        self._window = window
        self._alike = alike
        self._newest = 0
        self._sweep_at = _FIRST_SWEEP
        # By number, in order of arrival.
        self._ids = array("q")
        self._sorts = array("q")
        self._stories = array("q")
        self._squares = array("d")
        """Length of an article's vector, squared."""
        self._known: set[int] = set()
        self._tellings: Counter[int] = Counter()
        # Term -> articles that have it: number * 4 + place, so that 20,000 articles take some 20 MB.
        self._having: dict[str, array[int]] = {}

    def __len__(self) -> int:
        """How many articles are in memory."""
        return len(self._ids)

    def remember(self, id: int, sort: int, story: int | None, terms: Sequence[str]) -> None:
        """Take in an article that was grouped before, as it was grouped."""
        if self._is_wanted(id, sort):
            self._keep(id, sort, story, self._measured(terms))

    def add(self, id: int, sort: int, terms: Sequence[str]) -> int | None:
        """Take an article in and return the story that it joins; None: so far it stands alone, or is too old.

        ``sort``: Unix seconds. ``terms`` as ``terms.title_terms`` gave them.
        """
        if not self._is_wanted(id, sort):
            return None
        measured = self._measured(terms)
        story = self._nearest(sort, measured)
        self._keep(id, sort, story, measured)
        return story

    def _is_wanted(self, id: int, sort: int) -> bool:
        self._newest = max(self._newest, sort)
        return id not in self._known and sort >= self._newest - self._window

    def _measured(self, terms: Sequence[str]) -> list[_Measured]:
        if len(self._ids) >= self._sweep_at:
            self._sweep()
        # Every article comes through here: parted() and rarity() are written out.
        most = log(2 + _UNSEEN + len(self._ids)) + ADDEND
        known = self._having
        measured = []
        for term in terms[:_MEASURED]:
            place = MARKERS.find(term[0]) + 1
            word = term[1:] if place else term
            having = known.get(word)
            if having is None:
                having = known[word] = array("q")
            rare = most - log(2 + len(having))
            measured.append((having, place, rare, EMPHASIS[place] * rare))
        return measured

    def _nearest(self, sort: int, measured: Sequence[_Measured]) -> int | None:
        # What is shared with whom. One term, be it ever so rare, makes no story: a place, a name.
        once: dict[int, float] = {}
        products: dict[int, float] = {}
        for having, _, rare, weight in measured:
            if 0 < len(having) <= _COMMON:
                share = weight * rare
                shares = [share * emphasis for emphasis in EMPHASIS]
                for one in having:
                    number = one >> 2
                    if number in products:
                        products[number] += shares[one & 3]
                    elif number in once:
                        products[number] = once[number] + shares[one & 3]
                    else:
                        once[number] = shares[one & 3]
        square = _square(measured)
        # Vectors are about equally long: what is far from near enough is left out without being measured.
        least = _FAR * self._alike * square
        sorts, stories, window = self._sorts, self._stories, self._window
        likenesses: dict[int, float] = {}
        for number in [number for number, product in products.items() if product >= least]:
            if abs(sorts[number] - sort) <= window:
                story = stories[number]
                likeness = products[number] / sqrt(square * self._squares[number])
                likenesses[story] = likenesses.get(story, 0.0) + likeness
        best, nearest = self._alike, None
        for story, likeness in likenesses.items():
            mean = likeness / self._tellings[story]
            if mean >= best:
                best, nearest = mean, story
        return nearest

    def _keep(self, id: int, sort: int, story: int | None, measured: Sequence[_Measured]) -> None:
        number = len(self._ids)
        for having, at, _, _ in measured:
            having.append(number * 4 + at)
        story = id if story is None else story
        self._ids.append(id)
        self._sorts.append(sort)
        self._stories.append(story)
        self._squares.append(_square(measured))
        self._known.add(id)
        self._tellings[story] += 1

    def _sweep(self) -> None:
        """Let go of what is older than the window, and measure the rest by what is now known of the terms."""
        oldest = self._newest - self._window
        kept = [number for number, sort in enumerate(self._sorts) if sort >= oldest]
        if len(kept) < len(self._sorts):
            self._keep_only(kept)
        squares = array("d", bytes(8 * len(kept)))
        for having in self._having.values():
            rare = rarity(len(having), _UNSEEN + len(kept))
            shares = [(rare * emphasis) ** 2 for emphasis in EMPHASIS]
            for one in having:
                squares[one >> 2] += shares[one & 3]
        self._squares = squares
        self._sweep_at = max(_FIRST_SWEEP, _GROWTH * len(kept))

    def _keep_only(self, kept: Sequence[int]) -> None:
        """Forget all other articles, and number these anew."""
        number = {old: new for new, old in enumerate(kept)}
        self._ids = array("q", [self._ids[old] for old in kept])
        self._sorts = array("q", [self._sorts[old] for old in kept])
        self._stories = array("q", [self._stories[old] for old in kept])
        self._known = set(self._ids)
        self._tellings = Counter(self._stories)
        for word, having in list(self._having.items()):
            still = array("q", [number[one >> 2] * 4 + (one & 3) for one in having if one >> 2 in number])
            if still:
                self._having[word] = still
            else:
                del self._having[word]
