"""A body that may be a feed of any kind -> ``Feed``, or a sentence on what it is instead."""

from __future__ import annotations

import re

from tuinews.model import Feed, Selectors
from tuinews.sources import feed, jsonfeed
from tuinews.sources.charset import decode
from tuinews.sources.errors import NoArticles, NotAFeed
from tuinews.text.clean import title_text

__all__ = ["NoArticles", "NotAFeed", "parse_document"]

_XML_DECLARATION = re.compile(r"<\?xml\b[^>]{0,500}>")
# RSS, Atom, RDF (RSS 0.90 and 1.0), a channel or Atom entry by itself, whatever their prefix.
_ROOT = re.compile(
    r"<(?:[A-Za-z_][\w.-]{0,63}:)?(?:(?:rss|feed|rdf|channel)(?=[\s>])|entry(?=\s[^>]{0,1000}atom))",
    re.IGNORECASE,
)
_NAMED_ROOT = re.compile(
    r"<[\w.:-]{1,80}\s[^>]{0,4000}?\b(?:xmlns[\w:.-]{0,64}\s*=|version\s*=\s*[\"'][012]\.)", re.IGNORECASE
)
_OTHER_ROOT = re.compile(r"<([A-Za-z_][\w.:-]{0,63})(?=[\s/>])")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_HTML = re.compile(r"<!doctype\s+html\b|<(?:html|head|body)(?=[\s>])", re.IGNORECASE)
_HTML_TITLE = re.compile(r"<title\b[^>]{0,500}>(.{0,2000}?)</title", re.IGNORECASE | re.DOTALL)
_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")

_LOOK = 131072
"""Characters in which a root element is looked for: behind warnings, comments, style sheets and entities."""

_SIGNATURES = (
    (b"\x1f\x8b", "data compressed with gzip"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"ID3", "a sound"),
)
_XML_KINDS = {
    "opml": "a list of feeds (OPML), which can be imported",
    "urlset": "a sitemap",
    "sitemapindex": "a list of sitemaps",
    "svg": "a picture",
    "opensearchdescription": "the description of a search engine",
}


def parse_document(
    body: bytes,
    *,
    url: str,
    content_type: str | None,
    timezone: str = "",
    kind: str = "feed",
    selectors: Selectors | None = None,
) -> Feed:
    """What a source of this ``kind`` (see ``model.Source``) says in ``body``.

    A feed: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1. A page: the articles it lists,
    found by its structure or by the ``selectors`` where they are given. A sitemap: see ``sitemap``; an index
    of sitemaps has no articles of its own.

    ``url`` is where the body came from, the last base for relative addresses; ``content_type`` the HTTP
    header as sent, of which only the charset is believed; ``timezone`` an IANA name in which times without a
    zone are read, empty for UTC. Items keep the document's order, and none is dropped or merged.

    Raises NotAFeed with a sentence saying what the body looks like; NoArticles, which is one too, where a
    page or a sitemap has no articles.
    """
    if kind == "sitemap":
        from tuinews.sources import sitemap  # noqa: PLC0415 (few sources are one)

        return sitemap.read(body, url=url, content_type=content_type, timezone=timezone)
    for signature, name in _SIGNATURES:
        if body.startswith(signature):
            raise NotAFeed(f"{url} is {name}, not a {kind}.")
    decoded = decode(body, content_type)
    text = decoded.text.lstrip("\ufeff\0 \t\r\n\f\v")
    if not text:
        raise NotAFeed(f"{url} is empty: the server sent no {kind}.")
    if kind == "page":
        if text[0] in "{[" or (_find_root(text) is not None and not _HTML.search(text, 0, 1000)):
            raise NotAFeed(f"{url} is {_looks_like(text)}, not a page.")
        from tuinews.sources import page  # noqa: PLC0415 (lxml: 30 ms, and few sources are pages)

        return page.read(text, url=url, timezone=timezone, selectors=selectors)
    if text[0] in "{[":
        return jsonfeed.read(text, url=url, timezone=timezone)
    found = _find_root(text)
    if found is None:
        raise NotAFeed(f"{url} is {_looks_like(text)}, not a feed.")
    return feed.read(text[found:], prolog=text[:found], lossy=decoded.lossy, url=url, timezone=timezone)


def _find_root(text: str) -> int | None:
    """Where the feed's root element begins."""
    head = text[:_LOOK]
    # Comments are blanked, not cut out, so that positions stay.
    head = _COMMENT.sub(lambda comment: " " * len(comment[0]), head)
    root = _ROOT.search(head)
    if root is None:
        return None
    first = _OTHER_ROOT.search(head)
    if first is None or first.start() == root.start():
        return root.start()
    # Before it stands a server's warning, or a page that wraps a feed; but not every <feed> in a page is one.
    if _XML_DECLARATION.search(head, first.end(), root.start()) or _NAMED_ROOT.match(head, root.start()):
        return root.start()
    return None


def _looks_like(text: str) -> str:
    head = _COMMENT.sub("", text[:_LOOK])
    if _HTML.search(head):
        title = _HTML_TITLE.search(head)
        named = title_text(title[1])[:80] if title else ""
        return f'a web page titled "{named}"' if named else "a web page without a title"
    root = _OTHER_ROOT.search(head)
    if root and head.lstrip().startswith("<"):
        name = root[1]
        return _XML_KINDS.get(name.rpartition(":")[2].lower(), f"XML whose root element is <{name}>")
    start = title_text(head[:200])[:40]
    return f'text that begins "{start}"' if start and not _BINARY.search(head, 0, 200) else "binary data"
