"""The articles of a list page where the user's CSS selectors say they stand."""

from __future__ import annotations

import cssselect
from lxml import etree

from tuinews.model import Entry, Selectors
from tuinews.sources import permalinks
from tuinews.sources.errors import NoArticles
from tuinews.sources.htmltree import Node, text_of
from tuinews.sources.item import date_of, picture_of, read_date, summary_of
from tuinews.sources.listing import headline_of
from tuinews.text.addresses import absolute, canonical
from tuinews.text.clean import one_line, plain

_MOST_ITEMS = 2000


def entries(root: Node, base: str, page: str, timezone: str, selectors: Selectors) -> list[Entry]:
    """One entry for each item with a link, in the page's order, each address once.

    ``item`` selects the items; without it what ``link`` or ``title`` select are items themselves. What no
    selector names is read from the item as its structure tells. Raises NoArticles where a selector is wrong
    or selects nothing.
    """
    name = "item" if selectors.item else "link" if selectors.link else "title" if selectors.title else ""
    if not name:
        raise NoArticles(
            f"The selectors for {page} name neither item, title nor link: say at least where the items are, "
            'such as selectors = { item = "li.article" } in sources.toml.'
        )
    items = _select(root, name, getattr(selectors, name), page)
    if not items:
        raise NoArticles(
            f'On the page {page} nothing is selected by {name} = "{getattr(selectors, name)}"; the page may '
            "have changed: correct the selectors in sources.toml."
        )
    found: dict[str, Entry] = {}
    for item in items[:_MOST_ITEMS]:
        entry = _entry(item, base, page, timezone, selectors)
        address = canonical(entry.url) if entry and entry.url else None
        if entry and address and address not in found:
            found[address] = entry
    if not found:
        raise NoArticles(
            f'On the page {page} {name} = "{getattr(selectors, name)}" selects {len(items)} elements, but '
            "none with a link and a headline: correct the selectors in sources.toml."
        )
    return list(found.values())


def _entry(item: Node, base: str, page: str, timezone: str, selectors: Selectors) -> Entry | None:
    anchors = [node for node in _inside(item, "link", selectors.link, page, "a") if node.get("href")]
    titles = _inside(item, "title", selectors.title, page)
    anchors = anchors or [node for title in titles for node in _links_around(title)] or _links_around(item)
    urls = ((anchor, absolute(anchor.get("href"), base)) for anchor in anchors)
    links = [(anchor, url) for anchor, url in urls if url]
    if not links:
        return None
    named = next(((anchor, url) for anchor, url in links if headline_of(anchor)), links[0])
    title = next(filter(None, map(text_of, titles)), "") or headline_of(named[0]) or text_of(named[0])
    if not title:
        return None
    url = permalinks.bare(named[1])
    around = [anchor for anchor, _ in links]
    dates = _inside(item, "date", selectors.date, page)
    if selectors.summary:
        texts = map(text_of, _inside(item, "summary", selectors.summary, page))
        summary = plain(" ".join(filter(None, texts))) or None
    else:
        summary = summary_of(item, around, title)
    if selectors.date:
        published = next(filter(None, (_date(node, timezone) for node in dates)), None)
    else:
        published = date_of(item, around, timezone) or permalinks.date_in(url)
    return Entry(
        guid=None,
        url=url,
        title=title,
        published=published,
        summary=summary,
        image=picture_of(item, base),
    )


def _date(node: Node, timezone: str) -> str | None:
    for text in (node.get("datetime"), node.get("content"), text_of(node)):
        if text and (stamp := read_date(text, timezone)):
            return stamp
    return None


def _links_around(node: Node) -> list[Node]:
    """The links in an element, or the one it stands in."""
    inside = list(node.iter("a"))
    return inside or [above for above in node.iterancestors("a") if above.get("href")][:1]


def _inside(item: Node, name: str, selector: str, page: str, otherwise: str = "") -> list[Node]:
    """What a selector names in an item, the item itself too; without a selector elements of one kind."""
    if selector:
        return _select(item, name, selector, page)
    return list(item.iter(otherwise)) if otherwise else []


def _select(node: Node, name: str, selector: str, page: str) -> list[Node]:
    try:
        path = cssselect.HTMLTranslator().css_to_xpath(selector, prefix="descendant-or-self::")
        found = node.xpath(path)
    except (cssselect.SelectorError, etree.XPathError) as error:
        raise NoArticles(
            f'The selector {name} = "{selector}" for {page} is no CSS selector that can be used '
            f"({one_line(str(error)).rstrip('.')}): correct it in sources.toml."
        ) from error
    return list(found) if isinstance(found, list) else []
