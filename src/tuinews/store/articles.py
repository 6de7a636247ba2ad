"""An article whole, as the reader opens it."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from tuinews.model import Article
from tuinews.store.place import key
from tuinews.store.times import stamp, stamp_or_none

_SELECT = """
    SELECT a.place, a.title, a.url, s.id, s.title, n.name, a.published, a.read, a.starred, a.views, a.story,
           c.fetched, c.revised, c.updated, c.language, c.words, c.author, c.editors, c.origin, c.labels,
           c.image, c.comments_url, c.comments_count, c.page_views,
           c.enclosures, c.relevant, c.summary, c.text, c.html,
           (SELECT v.at FROM vanished AS v WHERE v.article = a.id)
    FROM articles AS a CROSS JOIN contents AS c ON c.article = a.id
        CROSS JOIN sources AS s ON s.key = a.source CROSS JOIN categories AS n ON n.key = a.category
    WHERE a.id = ?"""


def article(db: sqlite3.Connection, id: int) -> Article | None:
    """Return an article, or None."""
    from tuinews.model import Enclosure, Relevant  # noqa: PLC0415 (not before the first paint)

    row = db.execute(_SELECT, (id,)).fetchone()
    if row is None:
        return None
    (
        at, title, url, source, source_title, category, published, read, starred, views, story,
        fetched, revised, updated, language, words, author, editors, origin, labels, image,
        comments_url, comments_count, page_views, enclosures, relevant, summary, text, html, vanished,
    ) = row  # fmt: skip
    return Article(
        id=id,
        sort=key(at).sort,
        title=title,
        url=url,
        source=source,
        source_title=source_title,
        category=category,
        labels=tuple(_list(labels)),
        author=author,
        editors=tuple(_list(editors)),
        origin=origin,
        published=published,
        updated=updated,
        fetched=stamp(fetched),
        summary=summary,
        language=language,
        words=words,
        image=image,
        comments_url=comments_url,
        comments_count=comments_count,
        read=bool(read),
        starred=bool(starred),
        views=views,
        page_views=page_views,
        revised=stamp_or_none(revised),
        story=story,
        html=html,
        text=text,
        enclosures=tuple(Enclosure(**one) for one in _list(enclosures)),
        relevant=tuple(Relevant(**one) for one in _list(relevant)),
        vanished=stamp_or_none(vanished),
    )


def _list(text: str | None) -> list[Any]:
    found: list[Any] = json.loads(text) if text else []
    return found
