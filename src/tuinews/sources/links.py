"""The links of a page, each weighed by its text, its address and its place. No rule here names a site."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import islice

from tuinews.sources import headlines, permalinks
from tuinews.sources.htmltree import HEADINGS, INLINE, UNSEEN, Node, blocks, names_of, text_of
from tuinews.sources.item import read_date
from tuinews.text.addresses import absolute, canonical

MOST_LINKS = 5000
"""Links of a page that are looked at."""
_LONGEST_ADDRESS = 4000
_MOST_INSIDE = 200
"""Elements of a link that are looked at."""
_NEAR = 6
"""Levels above a link in which its heading is looked for."""
_MOST_SHARE = 0.5
"""An element with more than this share of the page's links is no furniture, whatever it is called."""
_MOST_LINES = 6
"""Lines of a card."""
_MOST_BEFORE = 20
_MOST_LEVELS = 4
_SENTENCE = 6
"""Words before a link that make it a part of their sentence."""

# Names of what stands around articles on a page, and of what stands beside a list of them.
_FURNITURE_WORDS = """
    nav navigation navbar navi menu submenu topmenu menubar foot footer breadcrumb breadcrumbs crumb
    crumbs pager pagination paging pages pagenavi paginator share sharing social addthis tags
    tagcloud tagged keywords toolbar login signin comments commentlist byline author authors avatar
    language languages lang skip copyright legal masthead topbar cookie cookies consent subscribe
    newsletter weather quicklinks sitemap
"""
FURNITURE = frozenset(_FURNITURE_WORDS.split())
_ASIDE_WORDS = """
    aside sidebar sidebars widget widgets popular mostread mostpopular trending related recommend
    recommended recommendations ranking hot complementary promo sponsored advert ads ad partner
    partners seealso meistgelesen
"""
_ASIDE = frozenset(_ASIDE_WORDS.split())
_MOST = frozenset({"read", "viewed", "popular", "shared", "commented"})
_TITLES = frozenset({"title", "headline", "heading", "titel", "titre", "titulo", "titolo", "subject", "hed"})
_ROWS = frozenset({"odd", "even", "first", "last", "alt", "active", "current", "new", "sticky", "featured"})
"""Classes that number rows or mark one of them."""
_OTHER_RELATIONS = frozenset({"next", "prev", "author", "tag", "search", "license", "home", "help"})


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
    """The form of its address."""
    weight: float
    """Above 0 it looks like an article's."""
    lesser: bool
    """It is left out where there is a list without it: it stands in a sidebar, among what is most read, or
    leads to a film.
    """


@dataclass(slots=True)
class _Places:
    """What is known of the elements above links, each worked out once."""

    total: int
    """Links of the page."""
    links: dict[Node, int] = field(default_factory=lambda: defaultdict(int))
    """How many links an element holds."""
    address: dict[Node, str | None] = field(default_factory=dict)
    """The one address its links lead to; None where they lead to several."""
    _kinds: dict[Node, str] = field(default_factory=dict)
    _headings: dict[Node, list[str]] = field(default_factory=dict)

    def kind(self, node: Node) -> str:
        """``furniture``, ``aside`` or, empty, nothing in particular."""
        found = self._kinds.get(node)
        if found is None:
            found = self._kinds[node] = self._judge(node)
        return found

    def headings(self, node: Node) -> list[str]:
        """The first two headlines in an element."""
        found = self._headings.get(node)
        if found is None:
            texts = (headlines.as_headline(text_of(heading)) for heading in node.iter(*HEADINGS))
            found = self._headings[node] = list(islice(filter(None, texts), 2))
        return found

    def _judge(self, node: Node) -> str:
        if node.tag in ("body", "html") or self.links[node] > _MOST_SHARE * self.total:
            return ""
        names = names_of(node)
        if node.tag in ("nav", "footer") or names & FURNITURE:
            return "furniture"
        if node.tag == "aside" or names & _ASIDE or ("most" in names and names & _MOST):
            return "aside"
        return ""


def find_links(root: Node, base: str, page: str, known: frozenset[str]) -> list[Link]:
    """The page's links in their order, without those that can lead to no article.

    ``base`` is what its addresses refer to, ``page`` its own address; ``known`` are canonical addresses of
    which the page itself says that they are articles.
    """
    anchors: list[tuple[Node, str, list[Node]]] = []
    for anchor in islice(root.iter("a"), MOST_LINKS):
        href = anchor.get("href", "").strip()
        if href and href[0] != "#" and len(href) <= _LONGEST_ADDRESS and (url := absolute(href, base)):
            anchors.append((anchor, permalinks.bare(url), list(anchor.iterancestors())))
    places = _Places(len(anchors))
    for _, url, above in anchors:
        for node in above:
            places.links[node] += 1
            if places.address.setdefault(node, url) != url:
                places.address[node] = None
    own = canonical(page)
    links = []
    for anchor, url, above in anchors:
        address = canonical(url)
        judged = permalinks.judge(url, page)
        if address is None or address == own or (judged is None and address not in known):
            continue
        if any(node.tag in UNSEEN for node in above):
            continue
        if _OTHER_RELATIONS.intersection(anchor.get("rel", "").lower().split()):
            continue
        title = headline_of(anchor) or _heading_near(above, places)
        link = Link(anchor, url, address, title, _make(anchor, above), "", 0.0, False)
        link.weight = headlines.weight(title) + _form(anchor, above)
        if judged is not None:
            link.shape, link.lesser = judged.shape, judged.is_film
            link.weight += judged.weight
        if address in known:
            link.weight += 3.0
        kinds = {places.kind(node) for node in above}
        if "furniture" in kinds:
            link.weight -= 3.5
        if "aside" in kinds:
            link.lesser = True
        links.append(link)
    return links


def headline_of(anchor: Node) -> str:
    """The headline a link shows; empty where it shows none."""
    inside = list(islice(anchor.iterdescendants(), _MOST_INSIDE))
    titles = [node for node in inside if node.tag in HEADINGS]
    titles += [node for node in inside if isinstance(node.tag, str) and names_of(node) & _TITLES]
    shown = (headlines.as_headline(text_of(node)) for node in titles[:5])
    title = next(filter(None, shown), "") or _headline_among(
        blocks(anchor, most=_MOST_INSIDE) if inside else [text_of(anchor)]
    )
    stated = headlines.as_headline(anchor.get("title", ""))
    # Where the page cuts a headline, its tooltip has the whole.
    if title.endswith(("…", "...")) and stated.startswith(title.rstrip("….")[:10]):
        return stated
    return title or stated or headlines.as_headline(anchor.get("aria-label", ""))


def _headline_among(lines: list[str]) -> str:
    """Which of a card's lines is its headline: the first, or the second behind a word above it."""
    texts = [
        text
        for line in lines[:_MOST_LINES]
        if not read_date(line, "") and (text := headlines.as_headline(line))
    ]
    if len(texts) < 2:
        return texts[0] if texts else ""
    above = 1 if len(texts) == 2 else 2
    return texts[1] if headlines.length(texts[0]) <= above else texts[0]


def _heading_near(above: list[Node], places: _Places) -> str:
    """The one heading of the smallest element that has any, where all its links lead to one address."""
    for node in above[:_NEAR]:
        if places.address.get(node) is None or node.tag in ("body", "html"):
            return ""
        if titles := places.headings(node):
            return titles[0] if len(titles) == 1 else ""
    return ""


def _form(anchor: Node, above: list[Node]) -> float:
    """What the elements around and inside a link say."""
    weight = 0.0
    if any(node.tag in HEADINGS for node in above[:3]) or next(anchor.iter(*HEADINGS), None) is not None:
        weight += 1.5
    elif any(names_of(node) & _TITLES for node in (anchor, *above[:3])):
        weight += 1.0
    if "bookmark" in anchor.get("rel", "").lower() or anchor.get("itemprop") == "url":
        weight += 0.5
    if any(node.tag in ("article", "li", "tr", "dt", "dd") for node in above[:5]):
        weight += 0.5
    if names_of(anchor) & FURNITURE:
        weight -= 2.0
    if _is_in_sentence(anchor):
        weight -= 3.0
    return weight


def _is_in_sentence(anchor: Node) -> bool:
    """Whether words of the same block stand before a link: then it is a part of their sentence."""
    words = 0.0
    node = anchor
    for _ in range(_MOST_LEVELS):
        if node is None or node.tag not in INLINE:
            break
        for before in islice(node.itersiblings(preceding=True), _MOST_BEFORE):
            words += _words(before.tail)
            if before.tag not in INLINE or before.tag in ("a", "br"):
                return words >= _SENTENCE
            words += _words(text_of(before))
        node = node.getparent()
        words += _words(node.text) if node is not None else 0.0
    return words >= _SENTENCE


def _words(text: str | None) -> float:
    line = headlines.as_headline(text or "")
    return headlines.length(line) if line else 0.0


def _make(anchor: Node, above: list[Node]) -> str:
    """The path of elements, with the classes of the nearest; what only numbers rows does not count."""
    parts = []
    for depth, node in enumerate([anchor, *above[:8]]):
        name = node.tag
        if depth < 4:
            classes = (word for word in node.get("class", "").split() if not any(map(str.isdigit, word)))
            name += "." + next((word for word in classes if word not in _ROWS), "")
        parts.append(name)
    return "/".join(parts)
