"""Which stories new articles tell: those of today as they come, those of other days when all have come."""

from __future__ import annotations

import time
from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tuinews.model.stories import Regrouped
from tuinews.related.stories import Grouper
from tuinews.related.window import SECONDS
from tuinews.store import GAP, Store
from tuinews.store.late import Late
from tuinews.store.place import key, place
from tuinews.store.slices import slices

FRESH = 86_400
"""Seconds: an article that is older when a refresh begins came late."""
MOST_KEPT = 20_000
"""Of the articles that were kept before, and lie near to what came late, the newest so many are looked at."""
_PLACE = "grouped"
"""The place that remembers up to which id articles were grouped: what comes after it may have been left, by a
refresh that was broken off.
"""
_AT_ONCE = 100
_LONGEST = 0.03
"""Seconds that a transaction goes on; others should not wait for it."""


class Fresh:
    """Groups articles as they come (``store.writing.Grouping``), among the last days; one that came late is
    left to ``group_late``.
    """

    def __init__(self, store: Store, started: int) -> None:
        self._oldest = started - FRESH
        self._grouper = Grouper()
        for id, sort, source, story, terms in sorted(store.story_window(started - SECONDS)):
            self._grouper.remember(id, sort, source, story, terms)

    def add(self, id: int, sort: int, source: int, terms: Sequence[str]) -> None:
        """Take in a new article."""
        if sort >= self._oldest:
            self._grouper.add(id, sort, source, terms)

    def changes(self) -> Regrouped:
        """Return what became of articles and stories since this was last asked."""
        return self._grouper.changes()


def begin(store: Store) -> None:
    """Remember, before anything comes, what is grouped already: of a library of an earlier version all."""
    if store.recall(_PLACE) is None:
        store.remember(_PLACE, str(store.late.highest()))


def group_late(store: Store, started: int) -> None:
    """Group the articles that came late, in the order of time: each with what came or is kept within SECONDS
    before and after it. ``started``: when the refresh began, Unix seconds.

    Memory holds the articles of some days only. Raises StoreError.
    """
    highest, after = str(store.late.highest()), store.recall(_PLACE)
    if after is None or after == highest:
        return
    late = Late(int(after), started - FRESH)
    places = store.late.places(late)
    if places:
        steps = _grouped(store, late, places)
        while _some(store, steps):
            time.sleep(GAP)
    store.remember(_PLACE, highest)


def _some(store: Store, steps: Iterator[None]) -> bool:
    """Take steps in one transaction; return whether there may be more."""
    with store.transaction():
        end = time.monotonic() + _LONGEST
        for _ in steps:
            if time.monotonic() > end:
                return True
    return False


def _grouped(store: Store, late: Late, places: array[int]) -> Iterator[None]:
    """Group the articles at these places, a step of bounded size at a time, inside transactions."""
    grouper = Grouper()
    taken = _oldest_kept(store, late, places)
    for some in slices(places):
        for one in sorted(store.late.those([key(at).id for at in some]), key=lambda one: (one.sort, one.id)):
            taken = max(taken, place(one.sort - SECONDS, 0))
            upto = place(one.sort + SECONDS + 1, 0)
            while others := store.late.others(taken, upto, late, _AT_ONCE):
                for other in others:
                    grouper.remember(*other)
                taken = place(others[-1].sort, others[-1].id)
                yield
            taken = max(taken, upto)
            grouper.add(one.id, one.sort, one.source, one.terms)
            store.late.regroup(grouper.changes())
            yield


def _oldest_kept(store: Store, late: Late, places: array[int]) -> int:
    """The place from which on kept articles are looked at: not more than MOST_KEPT."""
    left = MOST_KEPT
    for first, last in reversed(list(stretches([key(at).sort for at in places]))):
        lowest, highest = place(first - SECONDS, 0), place(last + SECONDS + 1, 0)
        count, lowest = store.late.kept(lowest, highest, late.after, left)
        left -= count
        if left == 0:
            return lowest - 1
    return place(key(places[0]).sort - SECONDS, 0)


def stretches(sorts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of the times whose neighbourhoods meet, so that no two that follow
    each other are more than 2 * SECONDS apart, the earliest first; ``sorts`` ascend, and are not empty.
    """
    first = sorts[0]
    for one, other in pairwise(sorts):
        if other - one > 2 * SECONDS:
            yield first, one
            first = other
    yield first, sorts[-1]
