"""In how many articles each term was met."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable

from tuinews.store.slices import marks, slices

_MOST_REMEMBERED = 200_000
"""Terms whose frequency is kept in memory: some 30 MB."""
MARKERS = "^~=!+*"
"""What may stand before a term and is no part of it, see ``related.terms``."""


class TermCounts:
    """Document frequencies: read once, counted in memory, written many at a time.

    Written with each article they would take longer than its full-text index. What is counted and not yet
    written when the program dies is lost: some frequencies are then a little low, which no one will notice.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._written: dict[str, int] = {}
        self._counted: Counter[str] = Counter()

    @property
    def unwritten(self) -> int:
        """How many terms wait to be written."""
        return len(self._counted)

    def count(self, terms: Iterable[str]) -> None:
        """Add to the frequencies: each term as often as it is given."""
        self._counted.update(terms)

    def frequencies(self, terms: Iterable[str]) -> dict[str, int]:
        """Return in how many articles each term was met; those never met are left out."""
        wanted = set(terms)
        if len(self._written) > _MOST_REMEMBERED:
            self._written.clear()
        for some in slices(sorted(term for term in wanted if term not in self._written)):
            statement = f"SELECT term, df FROM terms WHERE term IN ({marks(some)})"  # noqa: S608 - marks only
            self._written.update(dict.fromkeys(some, 0))
            self._written.update(self._db.execute(statement, some).fetchall())
        written, counted = self._written, self._counted
        found = {term: written[term] + counted.get(term, 0) for term in wanted}
        return {term: df for term, df in found.items() if df}

    def write(self, most: int) -> list[str]:
        """Write ``most`` of what was counted, inside a transaction; return it for ``written``."""
        some = sorted(self._counted)[:most]
        self._db.executemany(
            "INSERT INTO terms (term, df) VALUES (?, ?) "
            "ON CONFLICT (term) DO UPDATE SET df = df + excluded.df",
            [(term, self._counted[term]) for term in some],
        )
        return some

    def written(self, terms: Iterable[str]) -> None:
        """The transaction that wrote these has succeeded."""
        for term in terms:
            df = self._counted.pop(term)
            if term in self._written:
                self._written[term] += df
