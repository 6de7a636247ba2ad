"""Sitemaps (https://www.sitemaps.org/protocol.html), news sitemaps and indexes of sitemaps -> ``Feed``.

A news sitemap states headlines and dates. A plain one has neither: its newest addresses count, and a headline
is made from the words of the address. XML is read as for feeds: what stands before the root element, and with
it every entity, never reaches the parser.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, ParseError, fromstring

from tuinews.model import Entry, Feed
from tuinews.sources import permalinks, pieces
from tuinews.sources.charset import decode
from tuinews.sources.errors import NoArticles, NotAFeed
from tuinews.sources.repair import mend
from tuinews.text.addresses import absolute, canonical, host, is_private_host
from tuinews.text.clean import one_line, title_text
from tuinews.text.dates import parse_stamp

NEWEST = 100
"""Addresses taken from plain sitemaps."""
MOST_NEWS = 1000
"""Articles taken from news sitemaps; the protocol allows one no more."""
MOST_PARTS = 4
"""Sitemaps of an index that are worth fetching."""

_UNPACKED = 20 * 2**20
"""Bytes of a packed sitemap that are read."""
_LOOK = 131072
"""Characters in which the root element is looked for."""
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]{0,63}:)?(?:urlset|sitemapindex)(?=[\s/>])", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_NEWS = re.compile(r"news|latest|recent|aktuell|nachrichten|noticias|actualite", re.IGNORECASE)
_NO_NEWS = re.compile(r"image|video|author|categor|tag|page|product|topic|section|static", re.IGNORECASE)
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_.-]?(0[1-9]|1[0-2])(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


class Part(NamedTuple):
    """A sitemap that an index names."""

    url: str
    changed: str
    """When it was last changed, as far as the index or its address says: the beginning of a stamp."""


class _Stated(NamedTuple):
    entry: Entry
    is_news: bool
    publication: str


def read(body: bytes, *, url: str, content_type: str | None, timezone: str = "") -> Feed:
    """The articles in a sitemap, the newest first.

    Raises NotAFeed where ``body`` is no sitemap; NoArticles where there are none in it, as in an index.
    """
    root = _root(body, url, content_type)
    if _name(root) == "sitemapindex":
        raise NoArticles(f"{url} is an index of sitemaps, and names none on its own site that could be read.")
    stated = [one for element in root if _name(element) == "url" and (one := _read(element, url, timezone))]
    news = [one for one in stated if one.is_news]
    entries = _newest([one.entry for one in news or stated], MOST_NEWS if news else NEWEST)
    if not entries:
        raise NoArticles(f"{url} is a sitemap, but it names no articles.")
    publications = {one.publication for one in news if one.publication}
    return Feed(
        title=publications.pop() if len(publications) == 1 else "",
        entries=entries,
        site=absolute("/", url),
        format="newssitemap" if news else "sitemap",
    )


def parts(body: bytes, *, url: str, content_type: str | None) -> tuple[Part, ...]:
    """The sitemaps of an index that are worth fetching for news, the likeliest first; empty where ``body`` is
    no index.

    At most MOST_PARTS, on the index's own site (its host, or another of the same domain), none on a private
    host other than the index's own. Those that by their name hold news come first, then the newest.
    """
    try:
        root = _root(body, url, content_type)
    except NotAFeed:
        return ()
    if _name(root) != "sitemapindex":
        return ()
    named: dict[str, Part] = {}
    for element in root:
        if _name(element) != "sitemap":
            continue
        address = absolute(_child(element, "loc"), url)
        if address and address != url and _same_site(host(address), host(url)):
            changed = parse_stamp(_child(element, "lastmod")) or _month(address)
            named.setdefault(address, Part(address, changed))
    ranked = sorted(named.values(), key=lambda part: part.changed, reverse=True)
    return tuple(sorted(ranked, key=lambda part: _rank(part.url))[:MOST_PARTS])


def merged(feeds: Sequence[Feed]) -> Feed:
    """The sitemaps of one index as one: where any states news, only those that do."""
    news = [feed for feed in feeds if feed.format == "newssitemap"]
    counted = news or list(feeds)
    entries: dict[str, Entry] = {}
    for feed in counted:
        for entry in feed.entries:
            entries.setdefault(canonical(entry.url or "") or "", entry)
    titles = {feed.title for feed in counted if feed.title}
    return replace(
        counted[0],
        title=titles.pop() if len(titles) == 1 else "",
        entries=_newest(entries.values(), MOST_NEWS if news else NEWEST),
    )


def _root(body: bytes, url: str, content_type: str | None) -> Element:
    body = _unpacked(body, url)
    text = decode(body, content_type).text
    if not text.strip("\ufeff\0 \t\r\n"):
        raise NotAFeed(f"{url} is empty: the server sent no sitemap.")
    head = _COMMENT.sub(lambda comment: " " * len(comment[0]), text[:_LOOK])
    start = _ROOT.search(head)
    if start is None:
        raise NotAFeed(f"{url} is no sitemap: it has no <urlset> or <sitemapindex>.")
    text = text[start.start() :]
    try:
        # Without a document type there are no entities.
        return fromstring(text.encode("utf-8", "replace"))  # noqa: S314
    except ParseError:
        pass
    try:
        return fromstring(mend(text))  # noqa: S314 (see above)
    except ParseError as error:
        raise NotAFeed(
            f"{url} is a sitemap that is broken or cut off ({error}): it cannot be read."
        ) from error


def _unpacked(body: bytes, url: str) -> bytes:
    """What a file packed with gzip holds, packed once more or not; other bodies as they are."""
    for _ in range(2):
        if not body.startswith(b"\x1f\x8b"):
            return body
        unpacker = zlib.decompressobj(wbits=31)
        try:
            body = unpacker.decompress(body, _UNPACKED)
        except zlib.error as error:
            raise NotAFeed(f"{url} is packed with gzip and broken: it cannot be unpacked.") from error
        if unpacker.unconsumed_tail:
            raise NotAFeed(f"{url} is larger than {_UNPACKED >> 20} MB unpacked; it was not read.")
    return body


def _read(element: Element, base: str, timezone: str) -> _Stated | None:
    url = absolute(_child(element, "loc"), base)
    if url is None:
        return None
    news = next((child for child in element if _name(child) == "news"), None)
    changed = parse_stamp(_child(element, "lastmod"), timezone)
    picture = next((_child(child, "loc") for child in element if _name(child) == "image"), "")
    image = absolute(picture, base) if picture else None
    title = title_text(_child(news, "title")) if news is not None else ""
    if news is None or not title:
        title = _headline(url)
        published = permalinks.date_in(url) or changed
        updated = changed if changed and published and changed[:10] > published[:10] else None
        return (
            _Stated(Entry(None, url, title, published=published, updated=updated, image=image), False, "")
            if title
            else None
        )
    publication = next((child for child in news if _name(child) == "publication"), None)
    language = _child(publication, "language") if publication is not None else ""
    published = parse_stamp(_child(news, "publication_date"), timezone) or changed
    entry = Entry(
        guid=None,
        url=url,
        title=title,
        published=published,
        labels=pieces.labels(_child(news, "keywords").split(",")),
        language=pieces.language(language),
        image=image,
    )
    return _Stated(entry, True, one_line(_child(publication, "name")) if publication is not None else "")


def _headline(url: str) -> str:
    """A headline from the words of an address; empty where there are none, or it is no article's."""
    judged = permalinks.judge(url, absolute("/", url) or url)
    if judged is None or judged.weight < 0:
        return ""
    words = title_text(permalinks.words_of(url))
    return words[:1].upper() + words[1:]


def _newest(entries: Iterable[Entry], most: int) -> tuple[Entry, ...]:
    """The newest of the entries, those without a date last; otherwise in their order."""
    return tuple(
        sorted(entries, key=lambda entry: entry.updated or entry.published or "", reverse=True)[:most]
    )


def _name(element: Element) -> str:
    """An element's name whatever its namespace: many misspell those."""
    return element.tag.rpartition("}")[2].lower()


def _child(element: Element, name: str) -> str:
    return next(((child.text or "").strip() for child in element if _name(child) == name), "")


def _rank(url: str) -> int:
    """0 for a sitemap that by its name holds news, 2 for one of other things."""
    path = urlsplit(url).path
    if _NEWS.search(path):
        return 0
    return 2 if _NO_NEWS.search(path) else 1


def _month(url: str) -> str:
    path = urlsplit(url).path
    if month := _MONTH.search(path):
        return f"{month[1]}-{month[2]}"
    year = _YEAR.search(path)
    return year[1] if year else ""


def _same_site(other: str, own: str) -> bool:
    """Whether an index on the host ``own`` may speak of a sitemap on ``other``."""
    if other == own:
        return True
    if is_private_host(other) or not (domain := _domain(own)):
        return False
    return other == domain or other.endswith(f".{domain}")


def _domain(name: str) -> str:
    """The domain somebody registered, guessed: two labels, three where it ends like ``co.uk``."""
    labels = name.split(".")
    if len(labels) < 2 or labels[-1].isdigit() or ":" in name:
        return ""
    short = len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return ".".join(labels[-3:] if short else labels[-2:])
