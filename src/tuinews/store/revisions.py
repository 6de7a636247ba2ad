"""What articles said before their publishers changed them."""

from __future__ import annotations

import sqlite3

from tuinews.model import Revision
from tuinews.store.times import stamp

MOST = 20
"""Revisions of an article that are kept: its first and the latest. A live report has hundreds."""


def keep(db: sqlite3.Connection, article: int, now: int) -> None:
    """Keep what an article says, inside a transaction, before it says something else."""
    db.execute(
        "INSERT INTO revisions (article, until, title, updated, summary, text, html) "
        "SELECT a.id, ?, a.title, c.updated, c.summary, c.text, c.html "
        "FROM articles AS a JOIN contents AS c ON c.article = a.id WHERE a.id = ?",
        (now, article),
    )
    db.execute(
        "DELETE FROM revisions WHERE id = (SELECT id FROM revisions WHERE article = ?1 ORDER BY until, id "
        "LIMIT 1 OFFSET 1) AND (SELECT count(*) FROM revisions WHERE article = ?1) > ?2",
        (article, MOST),
    )


def revisions(db: sqlite3.Connection, article: int) -> tuple[Revision, ...]:
    """Return what an article said before, oldest first."""
    rows = db.execute(
        "SELECT until, title, updated, summary, text, html FROM revisions WHERE article = ? "
        "ORDER BY until, id",
        (article,),
    )
    return tuple(Revision(stamp(until), *rest) for until, *rest in rows)


def tellings(db: sqlite3.Connection, article: int) -> tuple[Revision, ...]:
    """Return the same, and last what its feed says now, whose ``until`` is empty."""
    rows = db.execute(
        "SELECT a.title, c.updated, c.summary, c.text, c.html "
        "FROM articles AS a JOIN contents AS c ON c.article = a.id WHERE a.id = ?",
        (article,),
    )
    return (*revisions(db, article), *(Revision("", *row) for row in rows))
