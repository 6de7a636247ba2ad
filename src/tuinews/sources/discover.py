"""A web page -> the feeds it names (https://www.rssboard.org/rss-autodiscovery; HTML, 4.6.7.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from tuinews.sources.elements import Element, linking_elements, page_text
from tuinews.text.addresses import absolute, host
from tuinews.text.clean import one_line, title_text

_FEED_TYPE = re.compile(r"(?:application|text)/(?:x[.-])?(?:(?:rss|atom|rdf)(?:\+xml)?|feed\+json)")
# Too wide to say "feed" by themselves: WordPress names its whole interface as application/json.
_WIDE_TYPES = frozenset({"application/json", "application/xml", "text/xml"})
_FEED_NAME = re.compile(r"feed|rss|atom", re.IGNORECASE)

# What an address of a feed ends in, where nothing but the address tells.
_FEED_PATH = re.compile(
    r"/(?:(?:feed|rss|rss2|atom|index|full|news|all|blog)[\w-]{0,20}\.(?:xml|rss|rdf|atom)|[\w.%-]{1,80}\.(?:rss|atom|rdf)"
    r"|(?:feed|rss|atom)\.(?:json|php|aspx?)|feeds?|rss2?|atom|rdf)/?",
    re.IGNORECASE,
)
_FEED_QUERY = re.compile(
    r"(?:\A|&)(?:feed=(?:rss2?|atom|rdf|feed|json)|(?:format|type|alt|output|view)=(?:rss|atom|feed)\w{0,3})"
    r"(?:&|\Z)",
    re.IGNORECASE,
)
# "RSS", "Our RSS feed", "Atom 1.0", "RSS 订阅"; but not a headline with the word in it.
_FEED_TEXT = re.compile(
    r"(?:\S{1,20} )?(?:rss|atom|rdf)(?:(?<=rss)\S{0,8}|[ -](?:feeds?|[012]\.[0-9]{1,2}|\S{1,12}))?"
    r"|(?:atom|rss)(?: ?[/|&+] ?)(?:atom|rss)",
    re.IGNORECASE,
)
_ALT = re.compile(r"<img\s[^<>]{0,1000}?\balt\s*=\s*[\"']([^\"'>]{1,60})[\"']", re.IGNORECASE)
# Buttons of other readers hold the address they would follow.
_ADDRESS_INSIDE = re.compile(r"https?(?::|%3a)/?/?", re.IGNORECASE)
_FEED_HOST = re.compile(r"(?:feeds?|rss)\d{0,2}\.")

# Not "commentary": that is a section of a newspaper.
_COMMENTS = re.compile(
    r"\bcomment(?:s|i|aires?)?\b|kommentar|coment[aá]rios?\b|комментари|评论|コメント", re.IGNORECASE
)
_VERSION = re.compile(r"[012]?\.[0-9]{1,2}\b")
_FORMAT = re.compile(
    r"(?:\b|_)(?:(?:rss|atom|rdf|json|xml|feeds?)[0-9]?|index)(?:\b|_)|[012]?\.[0-9]{1,2}\b|[^\w.]+|\.",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^>]*(?:>|\Z)")
_PAGE = re.compile(
    r"<!doctype\s+html\b|<(?:html|head|body|title|meta|link|div|p|a|table)(?=[\s>])", re.IGNORECASE
)
_PASSWORD = re.compile(r"<input\s[^<>]{0,1000}?\btype\s*=\s*[\"']?password", re.IGNORECASE)

# RFC 8288, 3: `<address>; name=value; name="value", <address> …`
_HEADER_LINK = re.compile(
    r"<([^<>]{1,2000})>((?:\s*+;\s*+[\w*-]{1,40}+\s*+(?:=\s*+(?:\"[^\"]*+\"|[^\s;,\"]*+))?)*+)"
)
_HEADER_VALUE = re.compile(r";\s*+([\w*-]{1,40}+)\s*+=\s*+(?:\"([^\"]*+)\"|([^\s;,\"]*+))")


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page names."""

    url: str
    title: str
    """As the page calls it; may be empty."""
    type: str
    """The media type stated, such as ``application/rss+xml``; may be empty."""


def find_feeds(html: bytes | str, base: str) -> list[FeedLink]:
    """The feeds a page names in ``link`` elements, in its order, each address once; ``base`` is the page's
    own address.
    """
    return _once(
        FeedLink(element.url, one_line(element.values.get("title", "")), _type(element.values))
        for element in linking_elements(page_text(html), base)
        if element.name == "link" and _names_feed(element.values)
    )


def find_feeds_in_header(field: str, base: str) -> list[FeedLink]:
    """The same of an HTTP ``Link`` field (RFC 8288)."""
    feeds: list[FeedLink] = []
    for link in _HEADER_LINK.finditer(field):
        values: dict[str, str] = {"href": link[1]}
        for name, quoted, bare in _HEADER_VALUE.findall(link[2]):
            values.setdefault(name.lower(), quoted or bare)
        url = absolute(link[1], base)
        if url is not None and _names_feed(values):
            feeds.append(FeedLink(url, one_line(values.get("title", "")), _type(values)))
    return _once(feeds)


def find_plain_links(html: bytes | str, base: str) -> list[FeedLink]:
    """Links of a page that plainly are meant for feed readers, though no ``link`` element says so: by their
    type, by what they are called or by how their address ends. One may lead to a page that lists feeds.
    """
    return _once(
        FeedLink(element.url.partition("#")[0], _called(element), _type(element.values))
        for element in linking_elements(page_text(html), base)
        if _looks_like_feed(element, base)
    )


def without_comments(feeds: Sequence[FeedLink]) -> list[FeedLink]:
    """The feeds without those of comments, unless there are no others."""
    news = [feed for feed in feeds if not _COMMENTS.search(f"{feed.title} {feed.url}")]
    return news or list(feeds)


def without_other_formats(feeds: Sequence[FeedLink]) -> list[FeedLink]:
    """The feeds, of one that is there as RSS, Atom and JSON only the one named first.

    Two are the same where their formats differ and their titles do only by the format's name; where they
    have no titles, their addresses.
    """
    kept: dict[str, set[str]] = {}
    result = []
    for feed in feeds:
        kind = _format(feed)
        formats = kept.setdefault(_without_format(feed), set())
        if not formats or kind in formats:
            result.append(feed)
        formats.add(kind)
    return result


def is_page(body: bytes | str) -> bool:
    """Whether a body is a web page at all, and not a picture or a sitemap."""
    return bool(_PAGE.search(page_text(body), 0, 20_000))


def asks_to_sign_in(html: bytes | str) -> bool:
    """Whether there is a box for a password on the page."""
    return bool(_PASSWORD.search(page_text(html)))


def _once(feeds: Iterable[FeedLink]) -> list[FeedLink]:
    found: dict[str, FeedLink] = {}
    for feed in feeds:
        found.setdefault(feed.url, feed)
    return list(found.values())


def _names_feed(values: dict[str, str]) -> bool:
    relations = values.get("rel", "").lower().split()
    kind = _type(values)
    if "stylesheet" in relations:
        return False
    if "feed" in relations:
        return bool(_FEED_TYPE.fullmatch(kind)) or kind in _WIDE_TYPES or kind in {"", "text/html"}
    if "alternate" not in relations:
        return False
    return bool(_FEED_TYPE.fullmatch(kind)) or (
        kind in _WIDE_TYPES and bool(_FEED_NAME.search(values["href"]))
    )


def _looks_like_feed(element: Element, base: str) -> bool:
    if element.url.partition("#")[0] == base.partition("#")[0]:
        return False
    if element.name == "link":
        # One that states no type; one with another is no feed.
        relations = element.values.get("rel", "").lower().split()
        return "alternate" in relations and not _type(element.values) and _ends_like_feed(element.url)
    if _FEED_TYPE.fullmatch(_type(element.values)):
        return True
    there = host(element.url)
    if there != host(base) and _ADDRESS_INSIDE.search(element.url.partition("://")[2]):
        return False
    if _FEED_TEXT.fullmatch(_called(element)):
        return True
    known_place = _FEED_HOST.match(there) or there.removeprefix("www.") == host(base).removeprefix("www.")
    return bool(known_place) and _ends_like_feed(element.url)


def _ends_like_feed(url: str) -> bool:
    parts = urlsplit(url)
    start = parts.path.rstrip("/").rfind("/")
    return bool(_FEED_PATH.fullmatch(parts.path[start:]) or _FEED_QUERY.search(parts.query))


def _called(element: Element) -> str:
    """What a link is called: its text, else what is said of it or of the picture in it."""
    picture = _ALT.search(element.inner)
    names = (
        _TAG.sub(" ", element.inner),
        element.values.get("aria-label", ""),
        element.values.get("title", ""),
        picture[1] if picture else "",
    )
    return next((called for name in names if (called := title_text(name)[:100])), "")


def _type(values: dict[str, str]) -> str:
    return one_line(values.get("type", "")).partition(";")[0].strip().lower()


def _format(feed: FeedLink) -> str:
    """``rss``, ``atom`` or ``json``, by the type stated, else by the address, with the version its title
    states; may be empty.
    """
    version = _VERSION.search(feed.title)
    names = ("atom", "json", "rss", "rdf")
    found = (name for text in (feed.type, feed.url.lower()) for name in names if name in text)
    return next(found, "") + (version[0] if version else "")


def _without_format(feed: FeedLink) -> str:
    title = _FORMAT.sub(" ", feed.title).casefold().split()
    if title:
        return "title " + " ".join(title)
    parts = urlsplit(feed.url)
    return " ".join(
        ["address", host(feed.url), *_FORMAT.sub(" ", unquote(f"{parts.path} {parts.query}")).split()]
    )
