"""What the elements of a page are marked with: microdata, ``rel="author"``, ``time`` (HTML, 4.5.14)."""

from __future__ import annotations

from tuinews.sources import pieces
from tuinews.sources.article.stated_facts import StatedFacts
from tuinews.sources.htmltree import Node, text_of
from tuinews.text.addresses import absolute, is_web
from tuinews.text.clean import one_line
from tuinews.text.dates import parse_stamp

_MOST = 2000
"""Elements that are looked at."""
_MOST_PEOPLE = 20
_LONGEST_NAME = 100
_ADDRESSES = ("content", "src", "data-src", "href")
_ARTICLES = ("article", "posting", "report", "review", "recipe", "howto", "webpage", "creativework")
"""What the types of things end in whose picture is the article's; the author has one, too."""


def read_microdata(root: Node, timezone: str) -> StatedFacts:
    """The facts that elements of the page itself are marked with."""
    facts = StatedFacts()
    dated: str | None = None
    for node in root.xpath("//*[@itemprop or @rel='author' or @pubdate or @datetime]")[:_MOST]:
        for prop in node.get("itemprop", "").split():
            _take(facts, prop, node, timezone)
        if node.get("rel") == "author" and node.tag == "a" and not facts.authors:
            facts.authors += _person(node)
        if node.tag == "time":
            if node.get("pubdate") is not None:
                facts.published = facts.published or _date(node, timezone)
            elif dated is None:
                dated = _date(node, timezone)
    facts.published = facts.published or dated
    return facts


def marked_image(root: Node, base: str) -> str | None:
    """The address of the picture that the article is marked with.

    To be called before the tree is tidied: ``meta`` and ``link`` elements may state it.
    """
    for node in root.xpath("//*[@itemprop]")[:_MOST]:
        if "image" not in node.get("itemprop").split():
            continue
        scope = next((one for one in node.iterancestors("*") if one.get("itemscope") is not None), None)
        if scope is not None and not scope.get("itemtype", "").lower().endswith(_ARTICLES):
            continue
        for one in (node, *node.iterdescendants("*")):
            if one is node or not {"url", "contentUrl"}.isdisjoint(one.get("itemprop", "").split()):
                stated = filter(None, (one.get(name, "").strip() for name in _ADDRESSES))
                if address := next(filter(None, (absolute(said, base) for said in stated)), None):
                    return address
    return None


def _take(facts: StatedFacts, prop: str, node: Node, timezone: str) -> None:
    text = one_line(node.get("content") or text_of(node))
    if prop == "headline" and not facts.titles and text:
        facts.titles = [text]
    elif prop == "author" and len(facts.authors) < _MOST_PEOPLE:
        facts.authors += _person(node)
    elif prop == "editor" and len(facts.editors) < _MOST_PEOPLE:
        facts.editors += _person(node)
    elif prop in ("datePublished", "dateCreated"):
        facts.published = facts.published or _date(node, timezone)
    elif prop == "dateModified":
        facts.updated = facts.updated or _date(node, timezone)
    elif prop == "commentCount" and facts.comments_count is None:
        facts.comments_count = pieces.whole_number(text)


def _date(node: Node, timezone: str) -> str | None:
    for text in (node.get("datetime"), node.get("content"), node.get("title"), text_of(node)):
        if text and (stamp := parse_stamp(text, timezone)):
            return stamp
    return None


def _person(node: Node) -> list[str]:
    inner = next((one for one in node.iter("*") if "name" in one.get("itemprop", "").split()), None)
    chosen = node if inner is None else inner
    name = one_line(chosen.get("content") or text_of(chosen))
    return [name] if name and len(name) < _LONGEST_NAME and not is_web(name) else []
