"""A web page -> the feeds it names in ``link`` elements (https://www.rssboard.org/rss-autodiscovery)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from tuinews.sources.charset import decode
from tuinews.text.addresses import absolute
from tuinews.text.clean import one_line

_LOOK = 1_000_000
"""Characters of a page in which link elements are looked for."""
_SILENT = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template|textarea)\b.*?(?:</\1|\Z)", re.DOTALL | re.IGNORECASE
)
# Up to the next element, so that a page of half-written ones costs no more than its length.
_ELEMENT = re.compile(r"<(link|base)\s([^<]{0,4000})", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"[\s/]*+([^\s=>\"'/]{1,64})(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++)))?")

_FEED_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/x.atom+xml",
        "application/x-atom+xml",
    }
)
# Too wide to say "feed" by themselves: WordPress names its whole interface as application/json.
_WIDE_TYPES = frozenset({"application/json", "application/xml", "text/xml", ""})
_FEED_NAME = re.compile(r"feed|rss|atom", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page names."""

    url: str
    title: str
    """As the page calls it; may be empty."""
    type: str
    """The media type stated, such as ``application/rss+xml``; may be empty."""


def find_feeds(html: bytes | str, base: str) -> list[FeedLink]:
    """The feeds a page names, in its order, each address once; ``base`` is the page's own address."""
    page = html if isinstance(html, str) else decode(html).text
    page = _SILENT.sub("", page[:_LOOK])
    feeds: dict[str, FeedLink] = {}
    based = False
    for element in _ELEMENT.finditer(page):
        values = dict(_attributes(element[2]))
        href = values.get("href", "")
        if not href:
            continue
        if element[1].lower() == "base":
            # Only the first counts (HTML, 4.2.3).
            base, based = (base if based else absolute(href, base) or base), True
        elif _names_feed(values):
            address = absolute(href, base)
            if address and address not in feeds:
                feeds[address] = FeedLink(address, one_line(values.get("title", "")), _type(values))
    return list(feeds.values())


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    """Names and values up to the end of the element."""
    at = 0
    while found := _ATTRIBUTE.match(text, at):
        name, *values = found.groups("")
        yield name.lower(), unescape("".join(values))
        at = found.end()


def _names_feed(values: dict[str, str]) -> bool:
    relations = values.get("rel", "").lower().split()
    kind = _type(values)
    if "stylesheet" in relations:
        return False
    if "feed" in relations:
        return kind in _FEED_TYPES or kind in _WIDE_TYPES or kind == "text/html"
    if "alternate" not in relations:
        return False
    return kind in _FEED_TYPES or (
        kind != "" and kind in _WIDE_TYPES and bool(_FEED_NAME.search(values["href"]))
    )


def _type(values: dict[str, str]) -> str:
    return one_line(values.get("type", "")).partition(";")[0].strip().lower()
