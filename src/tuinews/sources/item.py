"""An item of a list page -> what it says of its article: date, summary, picture."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from tuinews.sources.headlines import as_headline, length
from tuinews.sources.htmltree import HEADINGS, UNSEEN, Node, blocks, names_of, text_of
from tuinews.text.addresses import absolute
from tuinews.text.clean import one_line
from tuinews.text.dates import parse_stamp

_DATE_WORDS = """
    date time datetime published pubdate pubtime posted timestamp created dateline datum zeit uhrzeit fecha
    data
"""
_DATE_NAMES = frozenset(_DATE_WORDS.split())
_LONGEST_DATE = 60
_HEAD = re.compile(r"\s[-–—|:]\s|[.;:]\s|\s\s")
_DATE_LIKE = re.compile(r"\d\D+\d")
_LONGEST_DATELINE = 12
"""Words: "Posted on 12 November 2026 by Ann in World" is no summary."""
_MOST_NODES = 400
"""Elements of an item that are looked at."""
_MOST_PIECES = 1000
_LONGEST_SUMMARY = 1000
_SHORTEST_SUMMARY = 5
"""Words."""
_PICTURES = ("data-src", "data-original", "data-lazy-src", "src")
_NO_PICTURE = re.compile(
    r"\A(?:data:|about:)|(?:spacer|blank|pixel|placeholder|transparent)[\w.-]*\Z", re.IGNORECASE
)
_NUMBER = re.compile(r"\d{1,5}")


def date_of(item: Sequence[Node], anchors: Collection[Node], timezone: str) -> str | None:
    """The stamp of the first date in an item, outside its headlines; None where it shows none.

    ``item`` are the elements that make it up, in their order, here and below.
    """
    nodes = list(_nodes(item))
    for node in nodes:
        if node.tag == "time" or node.get("itemprop") in ("datePublished", "dateCreated"):
            for text in (node.get("datetime"), node.get("content"), text_of(node)):
                if text and (stamp := read_date(text, timezone)):
                    return stamp
    for node in nodes:
        if names_of(node) & _DATE_NAMES and (stamp := read_date(text_of(node), timezone)):
            return stamp
    within = {anchor for anchor in anchors if as_headline(text_of(anchor))}
    for node in nodes:
        if node not in within and (stamp := read_date(node.text or "", timezone)):
            return stamp
        if stamp := read_date(node.tail or "", timezone):
            return stamp
    return None


def read_date(text: str, timezone: str) -> str | None:
    """The stamp of a short text that is a date, or of the date that a text begins with."""
    text = _HEAD.sub("  ", text.strip(" \t\r\n[]()（）【】|·•,-–"))
    if len(text) > _LONGEST_DATE:
        text = text.partition("  ")[0]
    text = " ".join(text.split())
    if len(text) > _LONGEST_DATE or not _DATE_LIKE.search(text):
        return None
    return parse_stamp(text, timezone)


def summary_of(item: Sequence[Node], anchors: Collection[Node], title: str) -> str | None:
    """The longest text of an item that is neither headline nor date; None where it has none."""
    links = set(anchors)

    def is_other(node: Node) -> bool:
        if node.tag in ("time", "h1", "h2", "h3", "button", "figcaption") or names_of(node) & _DATE_NAMES:
            return True
        # A link around a whole card holds the summary too.
        return node in links and next(node.iterdescendants("p", "div", *HEADINGS), None) is None

    def is_other_or_link(node: Node) -> bool:
        return is_other(node) or (node.tag == "a" and node not in links)

    best = ""
    for part in item:
        if is_other(part):
            continue
        # Names and labels that are links make no summary, but may stand in one.
        texts = [*blocks(part, is_other_or_link, most=_MOST_PIECES), one_line(part.tail or "")]
        if all(length(text) < _SHORTEST_SUMMARY for text in texts):
            continue
        for block in [*blocks(part, is_other, most=_MOST_PIECES), one_line(part.tail or "")]:
            text = block.replace(title, "", 1).strip(" -–—:|·") if title in block else block
            if read_date(text, "") and length(text) <= _LONGEST_DATELINE:
                continue
            if length(text) >= _SHORTEST_SUMMARY and len(text) > len(best):
                best = text
    return best[:_LONGEST_SUMMARY] or None


def picture_of(item: Sequence[Node], base: str) -> str | None:
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


def _nodes(item: Sequence[Node]) -> Iterator[Node]:
    for number, node in enumerate(node for part in item for node in part.iter()):
        if number >= _MOST_NODES:
            return
        if isinstance(node.tag, str) and node.tag not in UNSEEN:
            yield node
