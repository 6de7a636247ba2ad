"""A page's tree -> where its articles stand, by structure alone: no rule here names a site.

Every link with a headline is weighed by its text, its address and its place. Links of one make (the same
path of elements, the same form of address) answer for each other: what a link is shows best in its like.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from tuinews.sources import headlines, permalinks
from tuinews.sources.htmltree import HEADINGS, INLINE, UNSEEN, Node, names_of, text_of
from tuinews.text.addresses import absolute, canonical

MOST_LINKS = 5000
"""Links of a page that are looked at."""
_ENOUGH = 1.75
"""What an article's link weighs at least, its like counted in."""
_MOST_SHARE = 0.5
"""An element with more than this share of the page's links is no furniture, whatever it is called."""
_TITLE_NAMES = frozenset(
    {"title", "headline", "heading", "titel", "titre", "titulo", "titolo", "subject", "hed"}
)

_MOST_SIBLINGS = 20
_SENTENCE = 4
"""Words before a link that make it a part of their sentence."""

# Names of what stands around articles on a page.
_FURNITURE_WORDS = """
    nav navigation navbar navi menu submenu topmenu menubar foot footer breadcrumb breadcrumbs crumb
    crumbs pager pagination paging pages pagenavi paginator share sharing social addthis tags
    tagcloud tagged keywords toolbar login signin comments commentlist byline author authors avatar
    language languages lang skip copyright legal masthead topbar cookie cookies consent subscribe
    newsletter weather quicklinks sitemap
"""
_FURNITURE = frozenset(_FURNITURE_WORDS.split())
_ASIDE_WORDS = """
    aside sidebar sidebars widget widgets popular mostread mostpopular trending related recommend
    recommended recommendations ranking hot complementary promo sponsored advert ads ad partner
    partners seealso
"""
_ASIDE = frozenset(_ASIDE_WORDS.split())
_OTHER_RELATIONS = frozenset({"next", "prev", "author", "tag", "search", "license", "home", "help"})
_MOST = frozenset({"read", "viewed", "popular", "shared", "commented", "gelesen", "lus", "leidas", "letti"})


@dataclass(slots=True)
class Link:
    """A link that may lead to an article."""

    anchor: Node
    url: str
    canonical: str
    title: str
    """Its headline; empty where it only has a picture or a label."""
    make: str
    """The path of elements it stands in."""
    shape: str
    weight: float
    lesser: bool
    """It stands beside the list: in a sidebar, among what is most read."""


class Found(NamedTuple):
    """An article of the page."""

    url: str
    title: str
    anchors: tuple[Node, ...]
    """All links to it that have the same item, in the page's order."""
    item: Node
    """The largest element that holds this article and no other."""


@dataclass(slots=True)
class _Places:
    """What the elements above links are, each worked out once."""

    links: dict[Node, int] = field(default_factory=lambda: defaultdict(int))
    """How many links it holds."""
    address: dict[Node, str | None] = field(default_factory=dict)
    """The one address its links lead to; None where they lead to several."""
    total: int = 0
    _kinds: dict[Node, str] = field(default_factory=dict)

    def kind(self, node: Node) -> str:
        """``furniture``, ``aside`` or nothing in particular."""
        found = self._kinds.get(node)
        if found is None:
            found = self._kinds[node] = self._judge(node)
        return found

    def _judge(self, node: Node) -> str:
        tag = node.tag
        if tag in ("body", "html") or self.links[node] > _MOST_SHARE * self.total:
            return ""
        names = names_of(node)
        if tag in ("nav", "footer") or names & _FURNITURE:
            return "furniture"
        if tag == "aside" or names & _ASIDE or ("most" in names and names & _MOST) or "meistgelesen" in names:
            return "aside"
        return ""


def find_articles(root: Node, base: str, page: str, known: Iterable[str] = ()) -> list[Found]:
    """The articles of the page, in its order, each address once.

    ``base`` is what its addresses refer to, ``page`` its own address; ``known`` are canonical addresses that
    the page itself names as its articles in another way.
    """
    links = _links(root, base, page, frozenset(known))
    chosen = _chosen(links)
    main = {link.canonical for link in chosen if not link.lesser}
    if main:
        chosen = [link for link in chosen if not link.lesser or link.canonical in main]
    return _items(chosen, links)


def _links(root: Node, base: str, page: str, known: frozenset[str]) -> list[Link]:
    anchors: list[tuple[Node, str, list[Node]]] = []
    for anchor in root.iter("a"):
        if len(anchors) >= MOST_LINKS:
            break
        href = anchor.get("href", "").strip()
        if not href or href[0] == "#":
            continue
        if url := absolute(href, base):
            anchors.append((anchor, permalinks.bare(url), list(anchor.iterancestors())))
    places = _Places(total=len(anchors))
    for _, url, above in anchors:
        for node in above:
            places.links[node] += 1
            if places.address.setdefault(node, url) != url:
                places.address[node] = None
    own = canonical(page)
    links = []
    for anchor, url, above in anchors:
        if any(node.tag in UNSEEN for node in above):
            continue
        address = canonical(url)
        if address is None or address == own:
            continue
        judged = permalinks.judge(url, page)
        if judged is None and address not in known:
            continue
        if _OTHER_RELATIONS.intersection(anchor.get("rel", "").lower().split()):
            continue
        weight, lesser, title = _weigh(anchor, above, places)
        links.append(
            Link(
                anchor=anchor,
                url=url,
                canonical=address,
                title=title,
                make=_make(anchor, above),
                shape=judged.shape if judged else "",
                weight=weight + (judged.weight if judged else 0.0) + (3.0 if address in known else 0.0),
                lesser=lesser,
            )
        )
    return links


def _weigh(anchor: Node, above: list[Node], places: _Places) -> tuple[float, bool, str]:
    """What a link's text and place say, whether it stands beside the list, and its headline."""
    title = headline_of(anchor) or _heading_near(above, places)
    weight = headlines.weight(title)
    if any(node.tag in HEADINGS for node in above[:3]) or any(
        True for _ in anchor.iterdescendants(*HEADINGS)
    ):
        weight += 1.5
    if "bookmark" in anchor.get("rel", "").lower() or anchor.get("itemprop") == "url":
        weight += 0.5
    names = names_of(anchor)
    if names & _FURNITURE:
        weight -= 2.0
    if _in_running_text(anchor):
        weight -= 3.0
    lesser = False
    for depth, node in enumerate(above):
        if depth < 5 and node.tag in ("article", "li", "tr", "dt", "dd"):
            weight += 0.5
            break
    for node in above:
        kind = places.kind(node)
        if kind == "furniture":
            weight -= 3.5
            break
        if kind == "aside":
            lesser = True
    return weight, lesser, title


def _in_running_text(anchor: Node) -> bool:
    """Whether words of the same block stand before a link: then it is a part of a sentence, no headline."""
    words = 0
    node = anchor
    while node is not None and node.tag in INLINE:
        for number, before in enumerate(node.itersiblings(preceding=True)):
            if number >= _MOST_SIBLINGS or before.tag not in INLINE or before.tag == "a":
                break
            words += _words(text_of(before)) + _words(before.tail)
        else:
            node = node.getparent()
            if node is not None:
                words += _words(node.text)
            continue
        return words >= _SENTENCE
    return words >= _SENTENCE


def _words(text: str | None) -> float:
    line = headlines.as_headline(text or "")
    return headlines.length(line) if line else 0.0


def _heading_near(above: list[Node], places: _Places) -> str:
    """The one heading of the smallest element that has any, where all its links lead to one address."""
    for node in above[:6]:
        if places.address.get(node) is None or node.tag in ("body", "html"):
            return ""
        headings = [
            title for heading in node.iter(*HEADINGS) if (title := headlines.as_headline(text_of(heading)))
        ]
        if headings:
            return headings[0] if len(headings) == 1 else ""
    return ""


def headline_of(anchor: Node) -> str:
    """The headline a link shows; empty where it shows none."""
    inside = [node for node in anchor.iterdescendants(*HEADINGS) if text_of(node)]
    if not inside:
        inside = [
            node
            for node in anchor.iterdescendants()
            if isinstance(node.tag, str) and names_of(node) & _TITLE_NAMES and text_of(node)
        ]
    for node in inside[:3]:
        if title := headlines.as_headline(text_of(node)):
            return title
    title = headlines.as_headline(text_of(anchor))
    stated = headlines.as_headline(anchor.get("title", ""))
    # Where the page cuts a headline, its tooltip has the whole.
    if title and stated and title.endswith(("…", "...")) and stated.startswith(title.rstrip("….")[:10]):
        return stated
    return title or stated or headlines.as_headline(anchor.get("aria-label", ""))


def _make(anchor: Node, above: list[Node]) -> str:
    """The path of elements, with the classes of the nearest; what only numbers rows does not count."""
    parts = []
    for depth, node in enumerate([anchor, *above[:8]]):
        name = node.tag
        if depth < 4:
            classes = [word for word in node.get("class", "").split() if not any(map(str.isdigit, word))]
            name += "." + next((word for word in classes if word not in _ROWS), "") if classes else ""
        parts.append(name)
    return "/".join(parts)


_ROWS = frozenset({"odd", "even", "first", "last", "alt", "active", "current", "new", "sticky", "featured"})


def _chosen(links: list[Link]) -> list[Link]:
    """The links that lead to articles."""
    titled = [link for link in links if link.title]
    by_make = _means(titled, lambda link: link.make)
    by_shape = _means(titled, lambda link: link.shape)
    chosen = []
    for link in titled:
        alike = by_make[link.make]
        shaped = by_shape[link.shape]
        total = 0.4 * link.weight + 0.3 * alike + 0.3 * shaped
        if total >= _ENOUGH:
            chosen.append(link)
    return chosen


def _means(links: list[Link], key: Callable[[Link], str]) -> dict[str, float]:
    """The mean weight of links of a kind; a kind of one or two tells less than its own weight."""
    groups: dict[str, dict[str, float]] = defaultdict(dict)
    for link in links:
        group = groups[key(link)]
        group[link.canonical] = max(link.weight, group.get(link.canonical, link.weight))
    return {
        name: sum(group.values()) / len(group) - (0.5 if len(group) < 3 else 0.0)
        for name, group in groups.items()
    }


def _items(chosen: list[Link], links: list[Link]) -> list[Found]:
    """The chosen links by article, each with the element that is its item."""
    addresses: dict[Node, str | None] = {}
    for link in chosen:
        for node in link.anchor.iterancestors():
            if addresses.setdefault(node, link.canonical) != link.canonical:
                addresses[node] = None
    articles: dict[str, list[Link]] = {}
    for link in chosen:
        articles.setdefault(link.canonical, []).append(link)
    others: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        if link.canonical in articles:
            others[link.canonical].append(link)
    found = []
    for address, same in articles.items():
        best = max(same, key=lambda link: (link.weight, len(link.title)))
        item = best.anchor
        for node in best.anchor.iterancestors():
            if addresses.get(node) != address or node.tag in ("body", "html"):
                break
            item = node
        title = max((link.title for link in same), key=lambda text: min(len(text), 200))
        inside = tuple(link.anchor for link in others[address])
        found.append(Found(same[0].url, title, inside, item))
    return found
