"""A page's tree -> where its articles stand, by structure alone.

Links of one make (the same path of elements, the same form of address) answer for each other: what a link is
shows best in its like. The dates in its items tell a list from a menu.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from tuinews.sources import headlines
from tuinews.sources.htmltree import HEADINGS, INLINE, Node, names_of
from tuinews.sources.item import date_of
from tuinews.sources.links import FURNITURE, Link, find_links

_ENOUGH = 1.75
"""What an article's link weighs at least, its like counted in."""
_FEW = 3
"""Links of a make that can tell something of it."""
_DATED = 3.5
"""What dates in their items add to the links of a make."""
_MOST_DATED = 0.6
"""The share of items that must have a date."""
_SAME = 3
"""Addresses with the same text that make it a label,"""
_LONGEST_LABEL = 5
"""if it has no more words than this."""
_LONE = HEADINGS | INLINE | {"dt"}
_FOLLOWING = INLINE | {"p", "div", "dd", "br", "blockquote", "img", "figure"}
_MOST_FOLLOWERS = 6


class Found(NamedTuple):
    """An article of the page."""

    url: str
    title: str
    anchors: tuple[Node, ...]
    """All links to it, in the page's order."""
    item: tuple[Node, ...]
    """The largest element that holds this article and no other; where its headline stands by itself among
    others, what follows it as well.
    """


def find_articles(root: Node, base: str, page: str, known: Iterable[str] = ()) -> list[Found]:
    """The articles of the page, in its order, each address once.

    ``base`` is what its addresses refer to, ``page`` its own address; ``known`` are canonical addresses of
    which the page itself says in another way that they are articles.
    """
    links = find_links(root, base, page, frozenset(known))
    chosen = _chosen(links)
    main = {link.canonical for link in chosen if not link.lesser}
    if main:
        chosen = [link for link in chosen if not link.lesser or link.canonical in main]
    return _found(chosen, links)


def _chosen(links: list[Link]) -> list[Link]:
    """The links that lead to articles."""
    labels = _labels(links)
    titled = [link for link in links if link.title and link.title not in labels]
    _weigh_dates(titled)
    by_make = _means(titled, lambda link: link.make)
    by_shape = _means(titled, lambda link: link.shape)
    return [
        link
        for link in titled
        if 0.3 * link.weight + 0.4 * by_make[link.make] + 0.3 * by_shape[link.shape] >= _ENOUGH
    ]


def _labels(links: list[Link]) -> frozenset[str]:
    """Short texts that lead to several addresses: "View the latest post" is no headline."""
    leads: dict[str, set[str]] = defaultdict(set)
    for link in links:
        leads[link.title].add(link.canonical)
    return frozenset(
        text
        for text, addresses in leads.items()
        if len(addresses) >= _SAME and headlines.length(text) <= _LONGEST_LABEL
    )


def _weigh_dates(links: list[Link]) -> None:
    """Add what the dates say: most items of a list have one, and its headlines are the best links in them."""
    makes: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        makes[link.make].append(link)
    means = _means(links, lambda link: link.make)
    items: dict[str, dict[Node, list[Node]]] = {}
    best: dict[Node, float] = {}
    for make, alike in makes.items():
        if len({link.canonical for link in alike}) >= _FEW:
            owners = _owners(alike)
            items[make] = defaultdict(list)
            for link in alike:
                items[make][_item(link, owners)].append(link.anchor)
            for item in items[make]:
                best[item] = max(means[make], best.get(item, means[make]))
    for make, holders in items.items():
        leading = [item for item in holders if means[make] == best[item]]
        dated = sum(date_of([item], holders[item], "") is not None for item in leading)
        if dated >= _FEW and dated >= _MOST_DATED * len(holders):
            for link in makes[make]:
                link.weight += _DATED


def _means(links: list[Link], key: Callable[[Link], str]) -> dict[str, float]:
    """The mean weight of the links of a kind; of few alike, somewhat less."""
    kinds: dict[str, dict[str, float]] = defaultdict(dict)
    for link in links:
        kind = kinds[key(link)]
        kind[link.canonical] = max(link.weight, kind.get(link.canonical, link.weight))
    return {
        name: sum(kind.values()) / len(kind) - (0.5 if len(kind) < _FEW else 0.0)
        for name, kind in kinds.items()
    }


def _found(chosen: list[Link], links: list[Link]) -> list[Found]:
    """The chosen links by article."""
    owners = _owners(chosen)
    articles: dict[str, list[Link]] = {}
    for link in chosen:
        articles.setdefault(link.canonical, []).append(link)
    anchors: dict[str, list[Node]] = defaultdict(list)
    for link in links:
        anchors[link.canonical].append(link.anchor)
    found = []
    for address, same in articles.items():
        item = _item(max(same, key=lambda link: (link.weight, len(link.title))), owners)
        title = max((link.title for link in same), key=len)
        found.append(Found(same[0].url, title, tuple(anchors[address]), (item, *_followers(item, owners))))
    return found


def _owners(links: Sequence[Link]) -> dict[Node, str | None]:
    """For the elements that hold some of the links: the one address they lead to, None for several."""
    owners: dict[Node, str | None] = {}
    for link in links:
        for node in (link.anchor, *link.anchor.iterancestors()):
            if owners.setdefault(node, link.canonical) != link.canonical:
                owners[node] = None
    return owners


def _item(link: Link, owners: dict[Node, str | None]) -> Node:
    """The largest element that holds this link's address and no other."""
    item = link.anchor
    for node in link.anchor.iterancestors():
        if owners.get(node) != link.canonical or node.tag in ("body", "html"):
            break
        item = node
    return item


def _followers(item: Node, owners: dict[Node, str | None]) -> list[Node]:
    """What stands behind an item and belongs to it: a ``dd`` behind its ``dt``, paragraphs behind a heading.

    Only where the item is nothing but its headline.
    """
    if item.tag not in _LONE:
        return []
    followers: list[Node] = []
    for node in item.itersiblings():
        if len(followers) == _MOST_FOLLOWERS or node.tag not in _FOLLOWING or node in owners:
            break
        if node.tag == item.tag or names_of(node) & FURNITURE or next(node.iter("a"), None) is not None:
            break
        followers.append(node)
    return followers
