"""When an article's own page is asked for the whole of it."""

from __future__ import annotations

from datetime import datetime

from tuinews.model import Article, Body
from tuinews.store import Store
from tuinews.text.addresses import is_web
from tuinews.text.teaser import is_wanted

_AGAIN = 6 * 3600
"""Seconds after which a page that could not be had is asked again by itself."""


def is_due(store: Store, article: Article, now: int) -> bool:
    """Whether opening ``article`` should ask its page; ``now``: Unix seconds."""
    if not article.url or not is_web(article.url):
        return False
    page = article.page
    if page is not None:
        failed = not page.found and now - datetime.fromisoformat(page.fetched).timestamp() > _AGAIN
        if not (article.page_is_outdated or failed):
            return False
    source = store.source(article.source)
    own = article if page is None else store.article(article.id, Body.FEED)
    return own is not None and is_wanted(own, "auto" if source is None else source.full_text)
