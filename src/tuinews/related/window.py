"""The articles of some days by their terms, in memory: which of them are like another."""

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
LEAST = 0.1
"""Likeness under which two articles count as not alike."""

_SAME_SOURCE = 0.8
"""What the likeness of two articles of one source counts for: a source seldom tells a story twice."""
_MEASURED = 28
"""Terms of an article, those that say most by where they stood, that are compared."""
_FINDING = 40
"""Of the articles that have a term the newest so many are found by it."""
_COMPARED = 8
"""Of the articles that are found, so many that share most are compared by all their terms."""
_MENTIONED = 8
"""And of the others so many are known by name."""
_HOT = 4
"""Terms that are asked where the rarer ones find nothing."""
_UNSEEN = 3000
"""Articles thought to have gone before without any of its terms, so that rare is rare from the first on."""
_FIRST_SWEEP = 64
_GROWTH = 2
"""By how many times what is in memory may grow until it is swept: each sweep looks at all of it."""

# A term and where it stands in an article are kept as one number.
_SHIFT = 3
_PLACE = 7
_PLACE_OF = {marker: at for at, marker in enumerate(MARKERS, 1)}
_SQUARES = [emphasis**2 for emphasis in EMPHASIS]


class Window:
    """The articles of some days: of the ``DAYS`` before the newest that was added, and what is remembered of
    the days after it. What is older is over, and let go in time.
    """

    def __init__(self, seconds: int = SECONDS) -> None:
        self._seconds = seconds
        self._newest = 0
        """Time of the newest article that was added."""
        self._ahead = 0
        """Time of the newest that was only remembered, which ends no day."""
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
        self._cut: dict[int, list[int]] = {}
        """Ids of those that were not compared to all that share their terms, and of some that are left."""
        # Terms, by number.
        self._known: dict[str, int] = {}
        self._having: list[array[int]] = []
        """The numbers of the articles that have a term."""

    def __len__(self) -> int:
        """How many articles are in memory."""
        return len(self._ids)

    def __contains__(self, id: int) -> bool:
        return id in self._numbers

    def is_over(self, id: int) -> bool:
        """Whether an article is older than the window, or was let go."""
        number = self._numbers.get(id)
        return number is None or self._sorts[number] < self._newest - self._seconds

    def is_long(self, ids: Iterable[int]) -> bool:
        """Whether some articles, none of them over, lie further apart than what can tell the same story."""
        if self._ahead <= self._newest:
            return False
        sorts = [self._sorts[self._numbers[id]] for id in ids]
        return max(sorts) - min(sorts) > self._seconds

    def add(self, id: int, sort: int, source: int, terms: Sequence[str], *, find: bool = True) -> bool:
        """Take an article in; return whether that was done: not one that is known already, or too old.

        ``sort``: Unix seconds. ``terms`` as ``terms.title_terms`` gave them. With ``find`` it is looked at
        once which others it is like; else it is remembered, and that is looked at when it is asked.
        """
        if find:
            self._newest = max(self._newest, sort)
        else:
            self._ahead = max(self._ahead, sort)
        if id in self or sort < self._newest - self._seconds:
            return False
        if len(self._ids) >= self._sweep_at:
            self._sweep()
        number = len(self._ids)
        having, known, logs, most = self._having, self._known, self._logs, self._most()
        kept = array("I")
        mine: dict[int, float] = {}
        sharing: list[int] = []
        hot: list[array[int]] = []
        square = 0.0
        # Every new article comes through here: what ``near`` does later for others is done in the same turn.
        for term in terms[:_MEASURED]:
            place = _PLACE_OF.get(term[0], 0)
            word = term[1:] if place else term
            at = known.get(word)
            if at is None:
                at = known[word] = len(having)
                having.append(array("I"))
            articles = having[at]
            count = len(articles)
            tells = most - logs[count + 1]
            weight = EMPHASIS[place] * tells
            square += weight * weight
            mine[at] = weight * tells
            if count > _FINDING:
                hot.append(articles)
            else:
                sharing += articles
            articles.append(number)
            kept.append(at << _SHIFT | place)
        self._ids.append(id)
        self._sorts.append(sort)
        self._sources.append(source)
        self._squares.append(square)
        self._terms.append(kept)
        self._numbers[id] = number
        if find:
            self._find(number, mine, sharing, hot)
        return True

    def near(self, id: int) -> Mapping[int, float]:
        """Return the articles that are like one in the window, and how much: from LEAST, to 1, the same.

        Where very many share its terms those that share most; see ``compare``.
        """
        if id not in self._near:
            number = self._numbers[id]
            having = [self._having[one >> _SHIFT] for one in self._terms[number]]
            sharing = [other for articles in having if len(articles) <= _FINDING for other in articles]
            hot = [articles for articles in having if len(articles) > _FINDING]
            self._find(number, self._weights(number), sharing, hot)
        return self._near[id]

    def mentioned(self, id: int) -> Sequence[int]:
        """Return further articles that an article may be like, where there were too many to compare it to
        all: the likeliest first.
        """
        return self._cut.get(id, ())

    def compare(self, id: int, others: Iterable[int]) -> None:
        """Find out how like an article is to these others, if there were too many to compare it to all."""
        if id in self._cut:
            number, near = self._numbers[id], self.near(id)
            numbers = [self._numbers[other] for other in others if other not in near and other != id]
            self._measure(number, self._weights(number), numbers)

    def _most(self) -> float:
        """What a term would say that no article has."""
        count = _UNSEEN + len(self._ids)
        while len(self._logs) <= count:
            self._logs.append(log(1 + len(self._logs)))
        return self._logs[count] + ADDEND

    def _weights(self, number: int) -> dict[int, float]:
        """What each term (by number) of an article says in it and of it."""
        most, logs = self._most(), self._logs
        weights = {}
        for one in self._terms[number]:
            tells = most - logs[len(self._having[one >> _SHIFT])]
            weights[one >> _SHIFT] = EMPHASIS[one & _PLACE] * tells * tells
        return weights

    def _find(
        self, number: int, mine: Mapping[int, float], sharing: Iterable[int], hot: list[array[int]]
    ) -> None:
        """Take down which articles one is like. ``sharing``: those that have its rarer terms, once for each.
        ``hot``: those that have its other terms.
        """
        some = self._several(sharing, number)
        if not some and hot:
            # Of what very many tell the rare words are no longer rare.
            hot.sort(key=len)
            newest = [other for articles in hot[:_HOT] for other in articles[-_FINDING:]]
            some = self._several(newest, number)
        id = self._ids[number]
        self._near[id] = {}
        if len(some) > _COMPARED:
            sort = self._sorts[number]
            near = (other for other in some if abs(self._sorts[other] - sort) <= self._seconds)
            likeliest = nlargest(_COMPARED + _MENTIONED, near, key=some.__getitem__)
            self._cut[id] = [self._ids[other] for other in likeliest[_COMPARED:]]
            self._measure(number, mine, likeliest[:_COMPARED])
        else:
            self._measure(number, mine, some)

    @staticmethod
    def _several(sharing: Iterable[int], number: int) -> dict[int, int]:
        """The articles, by number, that share two terms or more, and how many. One, be it ever so rare, makes
        no story: a place, a name.
        """
        counts = Counter(sharing)
        return {other: count for other, count in counts.items() if count > 1 and other != number}

    def _measure(self, number: int, mine: Mapping[int, float], others: Iterable[int]) -> None:
        """Take down how like an article is to these others, which are given by their numbers, too."""
        ids, sorts, sources = self._ids, self._sorts, self._sources
        near, sort, source = self._near[ids[number]], sorts[number], sources[number]
        square, emphasis, shift, place = self._squares[number], EMPHASIS, _SHIFT, _PLACE
        for other in others:
            if abs(sorts[other] - sort) > self._seconds:
                continue
            terms = self._terms[other]
            product = sum(
                [mine[its >> shift] * emphasis[its & place] for its in terms if its >> shift in mine]
            )
            alike = product / sqrt(square * self._squares[other])
            if sources[other] == source:
                alike *= _SAME_SOURCE
            if alike >= LEAST:
                alike = min(1.0, alike)
                near[ids[other]] = alike
                theirs = self._near.get(ids[other])
                if theirs is not None:
                    theirs[ids[number]] = alike

    def _sweep(self) -> None:
        """Let go of what is older than the window, and measure the rest by what is now known of the terms."""
        oldest = self._newest - self._seconds
        kept = [number for number, sort in enumerate(self._sorts) if sort >= oldest]
        if len(kept) < len(self._sorts):
            self._keep_only(kept)
        most, logs = self._most(), self._logs
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
        self._cut = {
            id: [other for other in some if other in self] for id, some in self._cut.items() if id in self
        }
