# ruff: noqa: S608 - statements are put together from our own words; every value is a parameter
"""What showing stories and the edition asks of the library. Bounded, whatever the library's size."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tuinews.store.place import key
from tuinews.store.slices import marks, slices

MOST_SINCE = 20_000
"""The newest of so many articles are looked at, however many came."""
MOST_SHOWN = 200
"""Tellings of a story that are shown, the newest."""
MOST_WALKED = 20_000
"""Articles, or hits, that are walked, newest first, to find stories."""
READ = 2_500
"""Characters of a text that are read to compare it."""

# Of the texts the one that a reader would rather be shown: the longer one; where there is none, the summary.
_MEMBER = f"""a.id, a.title, a.read, c.terms, substr(CASE WHEN length(p.text) > length(c.text) THEN p.text
    WHEN c.text <> '' THEN c.text ELSE coalesce(c.summary, '') END, 1, {READ})"""
_CONTENTS = "CROSS JOIN contents AS c ON c.article = a.id LEFT JOIN pages AS p ON p.article = a.id"


class Arrival(NamedTuple):
    """An article that came lately and tells a story."""

    story: int
    id: int
    sort: int
    published: str | None
    url: str | None
    source: str
    """Its id."""


class Member(NamedTuple):
    """A telling, with what comparing it to the others of its story needs."""

    id: int
    title: str
    read: bool
    terms: tuple[str, ...]
    """As ``related.terms.title_terms`` gave them."""
    text: str
    """The beginning of it, READ characters at most."""


class Stories:
    """The stories that a connection sees."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    # What came since

    def arrived_before(self, at: int) -> int:
        """Return the highest id that was first seen before ``at`` (Unix seconds), or that of MOST_SINCE
        articles ago, if that is higher. Ids are given as articles come, so that it is found by halving.
        """
        high = self._highest()
        low = max(0, high - MOST_SINCE)
        while low < high:
            middle = (low + high + 1) // 2
            row = self._db.execute("SELECT fetched FROM contents WHERE article = ?", (middle,)).fetchone()
            if row is None or row[0] < at:
                low = middle
            else:
                high = middle - 1
        return low

    def arrivals(self, ceiling: int) -> tuple[int, list[Arrival]]:
        """Return how many articles have a higher id, and those of the newest MOST_SINCE of them that tell a
        story, in the order in which they came. No id is left out, and no article is ever deleted.
        """
        highest = self._highest()
        rows = self._db.execute(
            "SELECT a.story, a.id, a.place, a.published, a.url, s.id FROM articles AS a NOT INDEXED "
            "CROSS JOIN sources AS s ON s.key = a.source WHERE a.id > ? AND a.story IS NOT NULL "
            "ORDER BY a.id",
            (max(ceiling, highest - MOST_SINCE),),
        )
        found = [Arrival(story, id, key(at).sort, *rest) for story, id, at, *rest in rows]
        return max(0, highest - ceiling), found

    def _highest(self) -> int:
        highest: int | None = self._db.execute("SELECT max(id) FROM articles").fetchone()[0]
        return highest or 0

    def unread(self, story: int) -> int:
        """Return how many of a story's newest MOST_SHOWN tellings are unread."""
        (count,) = self._db.execute(
            "SELECT count(*) FROM (SELECT t.read FROM articles AS t INDEXED BY articles_of_story "
            "WHERE t.story = ? ORDER BY t.place DESC LIMIT ?) WHERE read = 0",
            (story, MOST_SHOWN),
        ).fetchone()
        return int(count)

    # One story

    def tellings(self, story: int) -> list[int]:
        """Return the newest MOST_SHOWN articles of a story, by time of issue, the earliest first."""
        rows = self._db.execute(
            "SELECT t.id FROM articles AS t INDEXED BY articles_of_story "
            "WHERE t.story = ? ORDER BY t.place DESC LIMIT ?",
            (story, MOST_SHOWN),
        )
        return [id for (id,) in rows][::-1]

    def members(self, story: int, limit: int) -> list[Member]:
        """Return the newest tellings of a story with their texts, by time of issue, the earliest first."""
        rows = self._db.execute(
            f"SELECT {_MEMBER} FROM articles AS a INDEXED BY articles_of_story {_CONTENTS} "
            "WHERE a.story = ? ORDER BY a.place DESC LIMIT ?",
            (story, limit),
        )
        return [_member(row) for row in rows][::-1]

    def member(self, id: int) -> tuple[Member, int | None] | None:
        """Return an article as a telling, and the story that it tells."""
        row = self._db.execute(
            f"SELECT {_MEMBER}, a.story FROM articles AS a {_CONTENTS} WHERE a.id = ?", (id,)
        ).fetchone()
        return None if row is None else (_member(row[:-1]), row[-1])

    def first_titles(self, ids: Iterable[int]) -> dict[int, str]:
        """Return the headlines that articles bore first, of those that were changed."""
        found: dict[int, str] = {}
        for some in slices(list(ids)):
            rows = self._db.execute(
                "SELECT r.article, r.title FROM revisions AS r INDEXED BY revisions_of_article "
                f"WHERE r.article IN ({marks(some)}) ORDER BY r.article, r.until DESC, r.id DESC",
                some,
            )
            found.update(rows)  # the earliest comes last
        return found

    def looked(self, story: int) -> int | None:
        """Return the highest id there was when a story was last looked at; None: it never was."""
        row = self._db.execute("SELECT ceiling FROM looked WHERE story = ?", (story,)).fetchone()
        return None if row is None else row[0]

    def look_at(self, story: int) -> None:
        """Remember, inside a transaction, that a story was looked at."""
        self._db.execute(
            "INSERT OR REPLACE INTO looked (story, ceiling) SELECT ?, coalesce(max(id), 0) FROM articles",
            (story,),
        )

    # Many stories

    def newest(self) -> Iterator[int]:
        """Yield the stories of two or more articles, those with the newest article first, found among the
        newest MOST_WALKED articles.
        """
        rows = self._db.execute(
            "SELECT story FROM (SELECT story FROM articles INDEXED BY articles_newest "
            "ORDER BY place DESC LIMIT ?) WHERE story IS NOT NULL",
            (MOST_WALKED,),
        )
        yield from self._told_twice(story for (story,) in rows)

    def told_by(self, ids: Sequence[int]) -> Iterator[int]:
        """Yield the stories of two or more articles that these articles tell, in their order."""
        yield from self._told_twice(self._stories_of(ids))

    def _stories_of(self, ids: Sequence[int]) -> Iterator[int]:
        for some in slices(ids):
            rows = self._db.execute(
                f"SELECT id, story FROM articles WHERE id IN ({marks(some)}) AND story IS NOT NULL", some
            )
            found: dict[int, int] = dict(rows.fetchall())
            yield from (found[id] for id in some if id in found)

    def _told_twice(self, stories: Iterable[int]) -> Iterator[int]:
        seen: set[int] = set()
        for story in stories:
            if story not in seen:
                seen.add(story)
                if self._is_told_twice(story):
                    yield story

    def _is_told_twice(self, story: int) -> bool:
        found = self._db.execute(
            "SELECT 1 FROM articles AS t INDEXED BY articles_of_story WHERE t.story = ? LIMIT 1 OFFSET 1",
            (story,),
        )
        return found.fetchone() is not None


def _member(row: tuple[int, str, int, str | None, str]) -> Member:
    id, title, read, terms, text = row
    return Member(id, title, bool(read), tuple(terms.split()) if terms else (), text)
