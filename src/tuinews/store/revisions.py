"""What articles said before their publishers changed them: in their feeds, and on their own pages."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from itertools import pairwise
from typing import Any

from tuinews.model import Revision
from tuinews.store.times import stamp

MOST = 20
"""Revisions of an article that are kept, of its feed and of its page: the first and the latest. A live report
has hundreds."""
_FEED = (
    "0, a.title, c.updated, c.summary, c.text, c.html "
    "FROM articles AS a JOIN contents AS c ON c.article = a.id"
)
_PAGE = "1, a.title, NULL, NULL, p.text, p.html FROM articles AS a JOIN pages AS p ON p.article = a.id"


def keep(db: sqlite3.Connection, article: int, now: int, *, of_page: bool = False) -> None:
    """Keep what an article says, or its page, inside a transaction, before it says something else."""
    db.execute(
        "INSERT INTO revisions (article, until, of_page, title, updated, summary, text, html) "
        f"SELECT a.id, ?, {_PAGE if of_page else _FEED} WHERE a.id = ?",
        (now, article),
    )
    db.execute(
        "DELETE FROM revisions WHERE id = (SELECT id FROM revisions WHERE article = ?1 AND of_page = ?3 "
        "ORDER BY until, id LIMIT 1 OFFSET 1) "
        "AND (SELECT count(*) FROM revisions WHERE article = ?1 AND of_page = ?3) > ?2",
        (article, MOST, int(of_page)),
    )


def revisions(db: sqlite3.Connection, article: int) -> tuple[Revision, ...]:
    """Return what an article said before, oldest first."""
    rows = db.execute(
        "SELECT until, of_page, title, updated, summary, text, html FROM revisions WHERE article = ? "
        "ORDER BY until, id",
        (article,),
    )
    return tuple(_revision(stamp(until), *said) for until, *said in rows)


def changes(db: sqlite3.Connection, article: int) -> tuple[tuple[Revision, Revision], ...]:
    """Return what became what, in the feed and on the page, oldest first; what holds now has no ``until``."""
    said = revisions(db, article)
    steps: list[tuple[Revision, Revision]] = []
    for of_page in (False, True):
        told = [one for one in said if one.of_page == of_page]
        now = db.execute(f"SELECT {_PAGE if of_page else _FEED} WHERE a.id = ?", (article,)).fetchone()
        if told and now is not None:
            steps += pairwise((*told, _revision("", *now)))
    return tuple(sorted(steps, key=lambda step: step[0].until))


def _revision(until: str, of_page: int, *said: Any) -> Revision:
    return replace(Revision(until, *said), of_page=bool(of_page))
