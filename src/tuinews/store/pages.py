"""Whole articles, as their own pages have them, beside what the feeds gave.

Nothing that a feed states is overwritten: what a page states besides is kept in the page's own row, and an
article is put together from both when it is opened.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from tuinews.model import Page
from tuinews.store import revisions
from tuinews.store.index import move
from tuinews.store.storable import storable

_FACTS = (
    "author", "editors", "origin", "published", "updated", "summary", "labels", "language", "image",
    "comments_url", "comments_count", "relevant", "page_views",
)  # fmt: skip
"""Of ``model.Entry``: what an article gets from its page where its feed does not state it."""
_WHOLE = 2
"""A text so many times as long as a beginning is the whole of it."""
_TURNS = 5000
"""The newest articles that tell which sources somebody reads."""


def keep(db: sqlite3.Connection, article: int, page: Page, words: int, *, shown: bool, now: int) -> None:
    """Keep what a page gave, inside a transaction; the index follows.

    What it gave before is a revision, where it gives another text now. Where something stands in the way now
    and it gives less, what was had of it stays.
    """
    entry = page.entry
    had = db.execute(
        "SELECT text, error, revised FROM pages WHERE article = ? AND html IS NOT NULL", (article,)
    )
    text, error, revised = had.fetchone() or (None, None, None)
    if text is not None:
        less = not shown or len(entry.text) < len(text)
        if entry.html is None or (page.obstacle and less):
            keep_failure(db, article, page.obstacle, now)
            return
        # What was but a beginning has not changed where the whole has come.
        grew = error is not None and len(entry.text) > _WHOLE * len(text)
        if shown and not grew and text.split() != entry.text.split():
            revisions.keep(db, article, now, of_page=True)
            revised = now
    facts = {
        name: value for name, value in asdict(entry).items() if name in _FACTS and value not in (None, ())
    }
    values = (now, shown, page.obstacle or None, _packed(facts), words, entry.text, entry.html, revised)
    with move(db, article):
        db.execute(
            "INSERT OR REPLACE INTO pages (article, fetched, shown, error, facts, words, text, html, "
            "revised) SELECT id, ?, ?, ?, ?, ?, ?, ?, ? FROM articles WHERE id = ?",
            (*map(storable, values), article),
        )


def keep_failure(db: sqlite3.Connection, article: int, error: str, now: int) -> None:
    """Remember that a page could not be had, and why; what was had of it before stays."""
    db.execute(
        "INSERT OR IGNORE INTO pages (article, fetched, shown, words, text) "
        "SELECT id, 0, 0, 0, '' FROM articles WHERE id = ?",
        (article,),
    )
    db.execute("UPDATE pages SET fetched = ?, error = ? WHERE article = ?", (now, storable(error), article))


def show(db: sqlite3.Connection, article: int, *, shown: bool) -> None:
    """Show the page's body, where there is one, or what the feed gave."""
    db.execute("UPDATE pages SET shown = ? WHERE article = ? AND html IS NOT NULL", (int(shown), article))


def unfetched(db: sqlite3.Connection, sources: Iterable[str], most: int) -> list[tuple[int, str]]:
    """Return id and source of unread articles with an address whose pages were not asked for yet.

    Of the ``most`` newest unread ones, those of ``sources``, the likeliest to be read first: starred ones,
    then those of the sources of which the largest share is read, then the newest.
    """
    wanted = set(sources)
    rows = db.execute(
        "SELECT a.id, s.id, a.starred FROM articles AS a INDEXED BY unread_newest "
        "CROSS JOIN sources AS s ON s.key = a.source "
        "WHERE a.read = 0 AND a.url IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM pages WHERE article = a.id) ORDER BY a.place DESC LIMIT ?",
        (most,),
    ).fetchall()
    share = dict(
        db.execute(
            "SELECT s.id, avg(n.views > 0) FROM (SELECT source, views FROM articles INDEXED BY "
            "articles_newest ORDER BY place DESC LIMIT ?) AS n CROSS JOIN sources AS s ON s.key = n.source "
            "GROUP BY n.source",
            (_TURNS,),
        )
    )
    rows = [row for row in rows if row[1] in wanted]
    rows.sort(key=lambda row: (row[2], share.get(row[1], 0.0)), reverse=True)
    return [(id, source) for id, source, _ in rows]


def _packed(facts: dict[str, Any]) -> str | None:
    return json.dumps(facts, ensure_ascii=False) if facts else None
