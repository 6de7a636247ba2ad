"""What grouping the articles that came late asks of the library: of their days, never of all of it."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence
from typing import NamedTuple

from tuinews.model.stories import Regrouped
from tuinews.store.likeness import Grouped, grouped, regroup
from tuinews.store.place import place
from tuinews.store.slices import marks

_GROUPED = "SELECT a.id, a.place, a.source, a.story, c.terms FROM articles AS a"
_TERMS = "CROSS JOIN contents AS c ON c.article = a.id"


class Late(NamedTuple):
    """What tells an article that came late: it has an id above ``after``, is listed under a time before
    ``before`` (Unix seconds), and stands alone.
    """

    after: int
    before: int


class LateArticles:
    """The articles that came late, and those of their days, as a connection sees them."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def highest(self) -> int:
        """Return the highest id there is, 0 where there is no article."""
        (id,) = self._db.execute("SELECT max(id) FROM articles").fetchone()
        return id or 0

    def places(self, late: Late) -> array[int]:
        """Return the places of those that came late, ascending. Of what came later than ``late.after``
        everything is looked at, in the order of ids.
        """
        rows = self._db.execute(
            "SELECT place FROM articles NOT INDEXED WHERE id > ? AND place < ? AND story IS NULL",
            (late.after, place(late.before, 0)),
        )
        return array("q", sorted(at for (at,) in rows))

    def those(self, ids: Sequence[int]) -> list[Grouped]:
        """Return these articles, of which there are few, as far as there are any."""
        rows = self._db.execute(f"{_GROUPED} NOT INDEXED {_TERMS} WHERE a.id IN ({marks(ids)})", ids)
        return list(map(grouped, rows))

    def others(self, above: int, upto: int, late: Late, limit: int) -> list[Grouped]:
        """Return the first ``limit`` articles with places above one and up to another that did not come
        late.
        """
        rows = self._db.execute(
            f"{_GROUPED} INDEXED BY articles_newest {_TERMS} WHERE a.place > ? AND a.place <= ? "
            "AND (a.id <= ? OR a.place >= ? OR a.story IS NOT NULL) ORDER BY a.place LIMIT ?",
            (above, upto, late.after, place(late.before, 0), limit),
        )
        return list(map(grouped, rows))

    def kept(self, lowest: int, highest: int, upto: int, limit: int) -> tuple[int, int]:
        """Return how many articles with ids up to ``upto`` lie from one place to another, counting the newest
        ``limit`` of them, and the lowest place among these. By the index alone.
        """
        count, least = self._db.execute(
            "SELECT count(*), min(place) FROM (SELECT place FROM articles INDEXED BY articles_newest "
            "WHERE place >= ? AND place <= ? AND id <= ? ORDER BY place DESC LIMIT ?)",
            (lowest, highest, upto, limit),
        ).fetchone()
        return count, highest if least is None else least

    def regroup(self, regrouped: Regrouped) -> None:
        """Let articles tell other stories, inside ``Store.transaction()``."""
        regroup(self._db, regrouped)
