"""An item of a list page -> what it says of its article: date, summary, picture."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from tuinews.sources.headlines import length
from tuinews.sources.htmltree import UNSEEN, Node, blocks, names_of, text_of
from tuinews.text.addresses import absolute
from tuinews.text.dates import parse_stamp

_DATE_NAMES = frozenset(
    [
        "date",
        "time",
        "datetime",
        "published",
        "pubdate",
        "pubtime",
        "posted",
        "timestamp",
        "datum",
        "zeit",
        "uhrzeit",
        "fecha",
        "data",
        "dateline",
        "created",
    ]
)
_LONGEST_DATE = 60
_DATE_LIKE = re.compile(r"\d\D+\d")
_MOST_NODES = 400
"""Elements of an item that are looked at."""
_LONGEST_SUMMARY = 1000
_SHORTEST_SUMMARY = 5
"""Words."""
_PICTURES = ("data-src", "data-original", "data-lazy-src", "src")
_NO_PICTURE = re.compile(
    r"\A(?:data:|about:)|(?:spacer|blank|pixel|placeholder|transparent)[\w.-]*\Z", re.IGNORECASE
)
_NUMBER = re.compile(r"\d{1,5}")


def date_of(item: Node, anchors: Collection[Node], timezone: str) -> str | None:
    """The stamp of the first date in an item, outside its headlines; None where it shows none."""
    nodes = list(_nodes(item))
    for node in nodes:
        if node.tag == "time" or node.get("itemprop") in ("datePublished", "dateCreated"):
            for text in (node.get("datetime"), node.get("content"), text_of(node)):
                if text and (stamp := read_date(text, timezone)):
                    return stamp
    for node in nodes:
        if names_of(node) & _DATE_NAMES and (stamp := read_date(text_of(node), timezone)):
            return stamp
    within = set(anchors)
    for node in nodes:
        if node not in within and (stamp := read_date(node.text or "", timezone)):
            return stamp
        if node is not item and (stamp := read_date(node.tail or "", timezone)):
            return stamp
    return None


def read_date(text: str, timezone: str) -> str | None:
    """The stamp of a short text that is a date, alone or with a few words around it."""
    text = " ".join(text.split()).strip("[]()（）【】|·•,-– ")
    if len(text) > _LONGEST_DATE or not _DATE_LIKE.search(text):
        return None
    return parse_stamp(text, timezone)


def summary_of(item: Node, anchors: Collection[Node], title: str) -> str | None:
    """The longest text of an item that is neither headline nor date nor link; None where it has none."""
    headings = set(anchors)

    def is_other(node: Node) -> bool:
        if node.tag in ("time", "h1", "h2", "h3", "button", "figcaption") or names_of(node) & _DATE_NAMES:
            return True
        return node in headings and text_of(node) in ("", title)

    best = ""
    for block in blocks(item, is_other):
        text = block.replace(title, "", 1).strip(" -–—:|·") if title in block else block
        if length(text) >= _SHORTEST_SUMMARY and len(text) > len(best):
            best = text
    return best[:_LONGEST_SUMMARY] or None


def picture_of(item: Node, base: str) -> str | None:
    """The address of an item's first picture that is none of layout."""
    for node in _nodes(item):
        if node.tag != "img":
            continue
        width = _NUMBER.match(node.get("width", "").strip())
        if width and int(width[0]) < 50:
            continue
        stated = [node.get(name, "") for name in _PICTURES]
        stated.append(node.get("srcset", "").split(",")[0].strip().partition(" ")[0])
        for address in stated:
            if address and not _NO_PICTURE.search(address) and (found := absolute(address, base)):
                return found
    return None


def _nodes(item: Node) -> Iterator[Node]:
    for number, node in enumerate(item.iter()):
        if number >= _MOST_NODES:
            return
        if isinstance(node.tag, str) and node.tag not in UNSEEN:
            yield node
