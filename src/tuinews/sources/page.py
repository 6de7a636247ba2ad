"""A list page without a feed -> ``Feed``: the articles it lists, found by structure or by selectors.

The page's own order is kept, each address comes once. An article's date is what stands beside its headline,
else the day in its address; where there is neither it has none, and the time it was first seen stands for it.
"""

from __future__ import annotations

from tuinews.model import Entry, Feed, Selectors
from tuinews.sources import linkeddata, pieces, selected
from tuinews.sources.errors import NoArticles
from tuinews.sources.headlines import length
from tuinews.sources.htmltree import Node, base_address, blocks, parse_html, text_of
from tuinews.sources.item import date_of, picture_of, summary_of
from tuinews.sources.linkeddata import Stated
from tuinews.sources.listing import Found, find_articles
from tuinews.sources.permalinks import date_in
from tuinews.text.addresses import canonical
from tuinews.text.clean import title_text

MOST_ARTICLES = 500
"""Articles taken from one page."""
FEWEST = 3
"""Articles that make a list: fewer are what stands beside an article."""

_SENTENCE = 15
"""Words of a block that is running text."""
_TEXT = 170
"""Words of running text outside its items that make a page an article itself,"""
_TEXT_AN_ITEM = 14
"""and how many of them for each item."""


def read(text: str, *, url: str, timezone: str, selectors: Selectors | None = None) -> Feed:
    """The articles of the page in ``text``, which came from ``url``. Raises NoArticles where it has none."""
    root = parse_html(text)
    if root is None:
        raise NoArticles(f"{url} is a page without content: no list of articles was found there.")
    base = base_address(root, url)
    if selectors and any(selectors):
        entries = selected.entries(root, base, url, timezone, selectors)
    else:
        entries = _by_structure(root, base, url, timezone)
    title = _title(root)
    if not entries:
        named = f' titled "{title[:80]}"' if title else ""
        raise NoArticles(
            f"{url} is a web page{named}: no list of articles was found on it. If it has one, say where with "
            "`selectors` in sources.toml."
        )
    return Feed(
        title=title,
        entries=tuple(entries[:MOST_ARTICLES]),
        site=url,
        language=pieces.language(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")),
        description=_description(root),
        format="page",
    )


def _by_structure(root: Node, base: str, url: str, timezone: str) -> list[Entry]:
    stated = linkeddata.articles(root, base)
    found = find_articles(root, base, url, stated)
    entries = [_entry(article, base, timezone, stated) for article in found]
    seen = {canonical(article.url) for article in found}
    if not found:
        # A page made by script may say in data alone what it will show.
        entries = [
            Entry(None, one.url, one.title, published=one.published, summary=one.summary, image=one.image)
            for address, one in stated.items()
            if one.title and address not in seen
        ]
    if len(entries) < FEWEST or _is_article(root, found):
        return []
    return entries


def _is_article(root: Node, found: list[Found]) -> bool:
    """Whether the page is an article itself, and what was found stands beside it: most of its text is in no
    item.
    """
    items = {article.item for article in found}
    own = sum(words for block in blocks(root, items.__contains__) if (words := length(block)) >= _SENTENCE)
    says_so = any(
        meta.get("property") == "og:type" and meta.get("content", "").lower() == "article"
        for meta in root.iter("meta")
    )
    share = 0.5 if says_so else 1.0
    return own >= share * max(_TEXT, _TEXT_AN_ITEM * len(found))


def _entry(article: Found, base: str, timezone: str, stated: dict[str, Stated]) -> Entry:
    known = stated.get(canonical(article.url) or "", Stated(article.url))
    item, anchors = article.item, article.anchors
    return Entry(
        guid=None,
        url=article.url,
        title=title_text(article.title),
        published=known.published or date_of(item, anchors, timezone) or date_in(article.url),
        summary=known.summary or summary_of(item, anchors, article.title),
        image=known.image or picture_of(item, base),
    )


def _title(root: Node) -> str:
    """The page's name: as it calls itself when it is passed on, else its title element."""
    for meta in root.iter("meta"):
        if meta.get("property") == "og:title" and (title := title_text(meta.get("content", ""))):
            return title
    element = next(root.iter("title"), None)
    return text_of(element) if element is not None else ""


def _description(root: Node) -> str | None:
    for meta in root.iter("meta"):
        if meta.get("name", "").lower() == "description":
            return title_text(meta.get("content", "")) or None
    return None
