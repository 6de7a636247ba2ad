"""The full-text index follows its articles: what it was told of one is what it must be told to forget it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

Texts: TypeAlias = "tuple[int, str, str, str]"
"""Place, title, body and facts, as the view ``searchable`` has them."""

INSERT = "INSERT INTO search (rowid, title, body, facts) VALUES (?, ?, ?, ?)"
DELETE = "INSERT INTO search (search, rowid, title, body, facts) VALUES ('delete', ?, ?, ?, ?)"


def texts(db: sqlite3.Connection, article: int) -> Texts | None:
    """Return what the index holds of an article, as it is kept now; None where it is not there."""
    row: Texts | None = db.execute(
        "SELECT v.place, v.title, v.body, v.facts FROM searchable AS v "
        "WHERE v.place = (SELECT place FROM articles WHERE id = ?)",
        (article,),
    ).fetchone()
    return row


@contextmanager
def move(db: sqlite3.Connection, article: int) -> Iterator[None]:
    """Change inside what is searched of an article: the index follows at the end."""
    before = texts(db, article)
    yield
    after = texts(db, article)
    if before != after:
        if before is not None:
            db.execute(DELETE, before)
        if after is not None:
            db.execute(INSERT, after)
