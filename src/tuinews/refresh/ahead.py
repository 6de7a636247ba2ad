"""Stories found before the transaction that writes their articles begins.

Finding them takes about as long as writing. So other writers wait half as long, or a transaction holds twice
as many articles, and its share of the index is cheaper.
"""

from __future__ import annotations

from collections.abc import Sequence

from tuinews.model import Prepared
from tuinews.model.stories import Regrouped
from tuinews.store.writing import Grouping
from tuinews.text.dates import sort_key


class Ahead:
    """What grouping says of new articles of one source that are about to be written: stands in its place
    when they are (``store.writing.Grouping``).
    """

    def __init__(
        self, grouping: Grouping, source: int, first: int, items: Sequence[Prepared], now: int
    ) -> None:
        """``source``: its key. ``first``: the id that the first of the articles will have. ``now``: Unix
        seconds, at which they must be written.
        """
        self.now = now
        self._next = first
        for id, item in enumerate(items, first):
            grouping.add(id, sort_key(item.entry.published, now), source, item.terms)
        self._changes = grouping.changes()

    def add(self, id: int, sort: int, source: int, terms: Sequence[str]) -> None:  # noqa: ARG002 - told before
        """Raise ValueError where an article has got another id than it was grouped by."""
        if id != self._next:
            raise ValueError(f"article {self._next} was written as {id}")
        self._next += 1

    def changes(self) -> Regrouped:
        """Return what came of it."""
        return self._changes
