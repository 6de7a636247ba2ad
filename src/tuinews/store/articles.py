"""An article whole, as the reader opens it: what its feed gave, and what its own page adds."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from tuinews.model import Article, Body, PageState
from tuinews.store.place import key
from tuinews.store.times import stamp, stamp_or_none
from tuinews.text.dates import later_update

_SELECT = """
    SELECT a.place, a.title, a.url, s.id, s.title, n.name, a.published, a.read, a.starred, a.views, a.story,
           c.fetched, c.revised, c.updated, c.language, c.words, c.author, c.editors, c.origin, c.labels,
           c.image, c.comments_url, c.comments_count, c.page_views,
           c.enclosures, c.relevant, c.summary, c.text, c.html,
           (SELECT v.at FROM vanished AS v WHERE v.article = a.id),
           p.fetched, p.shown, p.error, p.facts, p.words, p.text, p.html, p.revised
    FROM articles AS a CROSS JOIN contents AS c ON c.article = a.id
        CROSS JOIN sources AS s ON s.key = a.source CROSS JOIN categories AS n ON n.key = a.category
        LEFT JOIN pages AS p ON p.article = a.id
    WHERE a.id = ?"""


def article(db: sqlite3.Connection, id: int, body: Body = Body.SHOWN) -> Article | None:
    """Return an article with one of its bodies, or None."""
    from tuinews.model import Enclosure, Relevant  # noqa: PLC0415 (not before the first paint)

    row = db.execute(_SELECT, (id,)).fetchone()
    if row is None:
        return None
    (
        at, title, url, source, source_title, category, published, read, starred, views, story,
        fetched, revised, updated, language, words, author, editors, origin, labels, image,
        comments_url, comments_count, page_views, enclosures, relevant, summary, text, html, vanished,
        page_fetched, page_shown, page_error, page_facts, page_words, page_text, page_html, page_revised,
    ) = row  # fmt: skip
    article = Article(
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
        revised=stamp_or_none(max(filter(None, (revised, page_revised)), default=None)),
        story=story,
        html=html,
        text=text,
        enclosures=tuple(Enclosure(**one) for one in _list(enclosures)),
        relevant=tuple(Relevant(**one) for one in _list(relevant)),
        vanished=stamp_or_none(vanished),
    )
    if page_fetched is None:
        return _without_early_update(article)
    state = PageState(stamp(page_fetched), page_html is not None, bool(page_shown), page_error)
    if state.found and (state.shown if body is Body.SHOWN else body is Body.PAGE):
        article = article._replace(words=page_words, text=page_text, html=page_html)
    stated = json.loads(page_facts) if page_facts else {}
    return _without_early_update(_with_facts(article._replace(page=state), stated))


def _with_facts(article: Article, stated: dict[str, Any]) -> Article:
    """The article with what its page states where its feed does not; of visits the page's count is newer."""
    from tuinews.model import Relevant  # noqa: PLC0415

    for name in ("editors", "labels"):
        stated[name] = tuple(stated.get(name, ()))
    stated["relevant"] = tuple(Relevant(**one) for one in stated.get("relevant", ()))
    missing = {name: value for name, value in stated.items() if getattr(article, name) in (None, ())}
    if "page_views" in stated:
        missing["page_views"] = stated["page_views"]
    return article._replace(**missing)


def _without_early_update(article: Article) -> Article:
    """The article without a time of update that is not later than its issue: one is the feed's, the other may
    be the page's.
    """
    return article._replace(updated=later_update(article.published, article.updated))


def _list(text: str | None) -> list[Any]:
    found: list[Any] = json.loads(text) if text else []
    return found
