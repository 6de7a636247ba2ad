"""The articles of the last days by their terms, in memory: which of them are like another."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from heapq import nlargest
from math import log, sqrt

from tuinews.related.terms import ADDEND, EMPHASIS, MARKERS

DAYS = 4
SECONDS = DAYS * 86400
"""Between two articles that can tell the same story."""
LEAST = 0.16
"""Likeness under which two articles count as not alike."""

_SAME_SOURCE = 0.8
"""What the likeness of two articles of one source counts for: a source seldom tells a story twice."""
_MEASURED = 32
"""Terms of an article, those that say most by where they stood, that are compared."""
FINDING = 60
"""Of the articles that have a term the newest so many are found by it."""
_COMPARED = 10
"""Of the articles that are found, so many that share most are compared by all their terms."""
_HOT = 4
"""Terms that are asked where the rarer ones find nothing."""
_UNSEEN = 3000
"""Articles thought to have gone before without any of its terms, so that rare is rare from the first on."""
_FIRST_SWEEP = 64
_GROWTH = 2
"""By how many times what is in memory may grow until it is swept: each sweep looks at all of it."""

# A term, or an article, and the place where the one stands in the other are kept as one number.
_SHIFT = 3
_PLACE = 7
_PLACE_OF = {marker: at for at, marker in enumerate(MARKERS, 1)}
_SQUARES = [emphasis**2 for emphasis in EMPHASIS]


class Window:
    """The articles of the last days. What is older than ``DAYS`` before the newest is let go in time."""

    def __init__(self, seconds: int = SECONDS) -> None:
        self._seconds = seconds
        self._newest = 0
        self._sweep_at = _FIRST_SWEEP
        # By number, in order of arrival; all that is kept of an article is packed: 20,000 take some 20 MB.
        self._ids = array("q")
        self._sorts = array("q")
        self._sources = array("q")
        self._squares = array("d")
        """Length of an article's vector, squared."""
        self._terms: list[array[int]] = []
        """Terms of an article: number << _SHIFT | place."""
        self._numbers: dict[int, int] = {}
        """Id of an article -> its number."""
        self._near: dict[int, dict[int, float]] = {}
        """Ids of those whose neighbours were looked for -> them, by id, and how alike they are."""
        self._logs = [0.0]
        """log(1 + n), for n from 0 on."""
        self._cut: set[int] = set()
        """Ids of those that were not compared to all that share their terms."""
        # Terms, by number.
        self._known: dict[str, int] = {}
        self._having: list[array[int]] = []
        """The numbers of the articles that have a term."""

    def __len__(self) -> int:
        """How many articles are in memory."""
        return len(self._ids)

    def __contains__(self, id: int) -> bool:
        return id in self._numbers

    def add(self, id: int, sort: int, source: int, terms: Sequence[str]) -> bool:
        """Take an article in; return whether that was done: not one that is known already, or too old.

        ``sort``: Unix seconds. ``terms`` as ``terms.title_terms`` gave them.
        """
        self._newest = max(self._newest, sort)
        if id in self or sort < self._newest - self._seconds:
            return False
        if len(self._ids) >= self._sweep_at:
            self._sweep()
        number = len(self._ids)
        kept = array("I")
        having, known, square = self._having, self._known, 0.0
        logs, most = self._logs, self._most()
        for term in terms[:_MEASURED]:
            place = _PLACE_OF.get(term[0], 0)
            word = term[1:] if place else term
            at = known.get(word)
            if at is None:
                at = known[word] = len(having)
                having.append(array("I"))
            articles = having[at]
            rare = most - logs[len(articles) + 1]
            square += _SQUARES[place] * rare * rare
            articles.append(number)
            kept.append(at << _SHIFT | place)
        self._ids.append(id)
        self._sorts.append(sort)
        self._sources.append(source)
        self._squares.append(square)
        self._terms.append(kept)
        self._numbers[id] = number
        return True

    def near(self, id: int) -> Mapping[int, float]:
        """Return the articles that are like one in the window, and how much: from LEAST, to 1, the same.

        Where very many share its terms those that share most; see ``compare``.
        """
        found = self._near.get(id)
        if found is None:
            number = self._numbers[id]
            some, all_of_them = self._sharing(number)
            found = self._near[id] = {}
            if not all_of_them:
                self._cut.add(id)
            self._measure(id, some)
        return found

    def compare(self, id: int, others: Iterable[int]) -> None:
        """Find out how like an article is to these others, if there were too many to compare it to all."""
        if id in self._cut:
            near = self.near(id)
            self._measure(id, [self._numbers[other] for other in others if other not in near and other != id])

    def _most(self) -> float:
        """What a term would say that no article has."""
        count = _UNSEEN + len(self._ids)
        while len(self._logs) <= count:
            self._logs.append(log(1 + len(self._logs)))
        return self._logs[count] + ADDEND

    def _sharing(self, number: int) -> tuple[list[int], bool]:
        """The articles, by number, that share most of the rarer terms, and two at least; and whether these
        are all of them. One term, be it ever so rare, makes no story: a place, a name.
        """
        having = [self._having[one >> _SHIFT] for one in self._terms[number]]
        some = self._counted(number, [articles for articles in having if len(articles) <= FINDING])
        if not some:
            # Of what very many tell the rare words are no longer rare.
            hot = sorted((articles for articles in having if len(articles) > FINDING), key=len)
            some = self._counted(number, [articles[-FINDING:] for articles in hot[:_HOT]])
        if len(some) <= _COMPARED:
            return list(some), True
        return nlargest(_COMPARED, some, key=some.__getitem__), False

    def _counted(self, number: int, having: Iterable[array[int]]) -> dict[int, int]:
        numbers: list[int] = []
        for articles in having:
            numbers += articles
        sorts, seconds, sort = self._sorts, self._seconds, self._sorts[number]
        return {
            other: count
            for other, count in Counter(numbers).items()
            if count > 1 and other != number and abs(sorts[other] - sort) <= seconds
        }

    def _measure(self, id: int, others: Iterable[int]) -> None:
        """Take down how like an article is to these others, which are given by their numbers."""
        number, near = self._numbers[id], self._near[id]
        most, logs = self._most(), self._logs
        mine: dict[int, float] = {}
        for one in self._terms[number]:
            tells = most - logs[len(self._having[one >> _SHIFT])]
            mine[one >> _SHIFT] = EMPHASIS[one & _PLACE] * tells * tells
        square, source = self._squares[number], self._sources[number]
        for other in others:
            terms = self._terms[other]
            product = sum(
                [mine[its >> _SHIFT] * EMPHASIS[its & _PLACE] for its in terms if its >> _SHIFT in mine]
            )
            alike = product / sqrt(square * self._squares[other])
            if self._sources[other] == source:
                alike *= _SAME_SOURCE
            if alike >= LEAST:
                their_id = self._ids[other]
                near[their_id] = min(1.0, alike)
                if their_id in self._near:
                    self._near[their_id][id] = near[their_id]

    def _sweep(self) -> None:
        """Let go of what is older than the window, and measure the rest by what is now known of the terms."""
        oldest = self._newest - self._seconds
        kept = [number for number, sort in enumerate(self._sorts) if sort >= oldest]
        if len(kept) < len(self._sorts):
            self._keep_only(kept)
        most, logs = self._logs[_UNSEEN + len(kept)] + ADDEND, self._logs
        squares = array("d")
        for terms in self._terms:
            square = 0.0
            for one in terms:
                tells = most - logs[len(self._having[one >> _SHIFT])]
                square += _SQUARES[one & _PLACE] * tells * tells
            squares.append(square)
        self._squares = squares
        self._sweep_at = max(_FIRST_SWEEP, _GROWTH * len(kept))

    def _keep_only(self, kept: Sequence[int]) -> None:
        """Forget all other articles and the terms that only they had, and number these anew."""
        words = list(self._known)
        self._known, self._having = {}, []
        anew: dict[int, int] = {}
        terms = []
        for number, old in enumerate(kept):
            its = array("I")
            for one in self._terms[old]:
                at = anew.get(one >> _SHIFT)
                if at is None:
                    at = anew[one >> _SHIFT] = self._known[words[one >> _SHIFT]] = len(self._having)
                    self._having.append(array("I"))
                self._having[at].append(number)
                its.append(at << _SHIFT | one & _PLACE)
            terms.append(its)
        self._terms = terms
        self._ids = array("q", [self._ids[old] for old in kept])
        self._sorts = array("q", [self._sorts[old] for old in kept])
        self._sources = array("q", [self._sources[old] for old in kept])
        self._numbers = {id: number for number, id in enumerate(self._ids)}
        self._near = {
            id: {other: alike for other, alike in near.items() if other in self._numbers}
            for id, near in self._near.items()
            if id in self._numbers
        }
        self._cut &= self._numbers.keys()
