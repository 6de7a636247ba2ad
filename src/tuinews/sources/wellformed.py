"""Well-formed RSS, RDF and Atom -> what they state, by the standard library's C reader of XML.

Nearly every feed comes this way: a tenth of feedparser's time, and no guess where the document is clear.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from html import escape
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, fromstring

from tuinews.sources.stated import StatedFeed, StatedItem, StatedLink, StatedMedia, StatedText

_XML = "{http://www.w3.org/XML/1998/namespace}"
_BASE = _XML + "base"
_LANGUAGE = _XML + "lang"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_REPLIES = "{http://purl.org/syndication/thread/1.0}count"

# Keys are lower case and without a last slash, for those who misspell them.
_PREFIXES = {
    "": "",
    "http://www.w3.org/2005/atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0": "",
    "http://purl.org/rss/1.0/modules/rss091#": "",
    "http://my.netscape.com/rdf/simple/0.9": "",
    "http://channel.netscape.com/rdf/simple/0.9": "",
    "http://blogs.law.harvard.edu/tech/rss": "",
    "http://cyber.law.harvard.edu/rss": "",
    "http://purl.org/rss/1.0/modules/content": "content:",
    "http://purl.org/dc/elements/1.0": "dc:",
    "http://purl.org/dc/elements/1.1": "dc:",
    "http://purl.org/dc/terms": "dcterms:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://www.google.com/schemas/play-podcasts/1.0": "itunes:",
    "http://search.yahoo.com/mrss": "media:",
    "http://purl.org/rss/1.0/modules/slash": "slash:",
    "http://purl.org/rss/1.0/modules/syndication": "sy:",
    "http://purl.org/syndication/thread/1.0": "thr:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/1999/xhtml": "xhtml:",
}
_HTML_TYPES = frozenset({"html", "text/html", "xhtml", "application/xhtml+xml"})
_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "source", "track", "wbr"})
# "jane@example.org (Jane Doe)", "Jane Doe <jane@example.org>", "jane@example.org"
_MAILBOX = re.compile(r"[\s(<]{0,3}(?:mailto:)?[^\s()<>@]{1,200}@[^\s()<>@]{1,200}[\s)>]{0,3}")

_DEEPEST = 3
"""Levels of channels in channels or media in media that are followed: more mean nothing."""


class _Names(dict[str, str]):
    """Names of elements as this module writes them, ``dc:creator``, by ElementTree's ``{namespace}name``."""

    def __init__(self, own: str) -> None:
        """``own`` is the root's namespace, which needs no prefix even where nobody knows it."""
        super().__init__()
        self._own = own

    def __missing__(self, tag: str) -> str:
        namespace, _, name = tag[1:].rpartition("}") if tag[:1] == "{" else ("", "", tag)
        known = namespace.lower().rstrip("/")
        # RSS has more misspelt namespaces than right ones.
        is_own = namespace == self._own or ("rss" in known and "module" not in known)
        prefix = _PREFIXES.get(known, "" if is_own else "?:")
        self[tag] = prefix + name.lower()
        return self[tag]


def read(data: bytes) -> StatedFeed:
    """What the document states. Raises ``xml.etree.ElementTree.ParseError`` where it is not well-formed.

    ``data`` is UTF-8 and has no document type declaration, so that there are no entities to expand.
    """
    root = fromstring(data)  # noqa: S314 (see above: what makes XML dangerous is cut off)
    names = _Names(root.tag[1:].partition("}")[0] if root.tag[:1] == "{" else "")
    feed = StatedFeed(version=_version(root, names), base=_base(root), language=root.get(_LANGUAGE, ""))
    if names[root.tag] == "entry":
        feed.items.extend(_items(root, feed.base, feed.is_atom, names))
    else:
        _read_feed(root, feed, feed.base, names)
        if not feed.items:
            for element in _hidden_items(root, names):
                feed.items.extend(_items(element, feed.base, feed.is_atom, names))
    return feed


def _version(root: Element, names: _Names) -> str:
    """The format, named as feedparser names it; empty for RDF that is about something else."""
    kind = names[root.tag]
    if kind in ("feed", "entry"):
        return "atom03" if "purl.org/atom" in root.tag or root.get("version") == "0.3" else "atom10"
    if kind == "rdf:rdf":
        if not any(names[child.tag] in ("channel", "item", "image", "textinput") for child in root):
            return ""
        return "rss10" if any("purl.org/rss/1.0/" in child.tag for child in root) else "rss090"
    stated = root.get("version", "")
    return {"0.91": "rss091", "0.92": "rss092", "0.93": "rss093", "0.94": "rss094"}.get(
        stated, "rss20" if stated.startswith("2") else "rss"
    )


def _read_feed(element: Element, feed: StatedFeed, base: str, names: _Names, depth: int = 0) -> None:
    """Reads a ``feed``, ``rss``, ``RDF`` or ``channel``; in RDF items stand beside the channel."""
    for child in element:
        match names[child.tag]:
            case "item" | "entry":
                feed.items.extend(_items(child, base, feed.is_atom, names))
            case "channel" if depth < _DEEPEST:
                feed.language = child.get(_LANGUAGE) or feed.language
                _read_feed(child, feed, _joined(base, _base(child)), names, depth + 1)
            case "items" if depth < _DEEPEST:
                # A list of addresses in RSS 1.0; elsewhere some wrap their items in it.
                _read_feed(child, feed, base, names, depth + 1)
            case "title" | "dc:title":
                feed.title = feed.title or _text(child, base, feed.is_atom, names)
            case "link":
                feed.links.append(_link(child))
            case (
                "description"
                | "subtitle"
                | "tagline"
                | "dc:description"
                | "itunes:summary"
                | "itunes:subtitle"
                | "abstract"
            ):
                feed.description = feed.description or _text(child, base, feed.is_atom, names)
            case "language" | "dc:language":
                feed.language = _plain(child) or feed.language
            case "ttl":
                feed.ttl = _plain(child)
            case "sy:updateperiod":
                feed.update_period = _plain(child)
            case "sy:updatefrequency":
                feed.update_frequency = _plain(child)
            case "skiphours":
                feed.skip_hours = [_plain(hour) for hour in child]
            case "skipdays":
                feed.skip_days = [_plain(day) for day in child]
            case "author" if feed.is_atom:
                feed.authors.extend(_people(child, names))


def _hidden_items(root: Element, names: _Names) -> Iterator[Element]:
    """Items wherever they stand: inside an element that somebody forgot to close, for one."""
    waiting = list(reversed(root))
    while waiting:
        element = waiting.pop()
        if names[element.tag] in ("item", "entry"):
            yield element
        else:
            waiting.extend(reversed(element))


def _items(element: Element, base: str, is_atom: bool, names: _Names) -> Iterator[StatedItem]:
    """The item, and after it those that stand inside it by mistake."""
    waiting = [element]
    while waiting:
        element = waiting.pop()
        # An element without anything in it is no article.
        if len(element) or element.attrib:
            yield _item(element, base, is_atom, names)
        waiting.extend(child for child in reversed(element) if names[child.tag] in ("item", "entry"))


def _item(element: Element, base: str, is_atom: bool, names: _Names) -> StatedItem:
    item = StatedItem(
        base=_joined(base, _base(element)),
        language=element.get(_LANGUAGE, ""),
        id=element.get(_ABOUT, ""),
    )
    for name, value in element.items():
        # The Channel Definition Format writes these as attributes.
        if name.lower() == "href":
            item.links.append(StatedLink(value))
        elif name.lower() == "lastmod":
            item.updated = value
    for child in element:
        name = names[child.tag]
        match name:
            case "title":
                item.title = item.title or _text(child, item.base, is_atom, names)
            case "dc:title":
                item.heading = item.heading or _markup(child)
            case "link":
                link = _link(child)
                link.href = _joined(_base(child), link.href)
                item.links.append(link)
            case "guid" | "id":
                item.id = _markup(child)
                flags = {key.lower(): value for key, value in child.items()}
                item.id_is_address = flags.get("ispermalink", "true").strip().lower() == "true"
            case "pubdate" | "published" | "issued" | "dcterms:issued":
                item.published = _plain(child) or item.published
            case "dc:date":
                item.dated = _plain(child) or item.dated
            case "created" | "dcterms:created":
                item.created = _plain(child) or item.created
            case "updated" | "modified" | "dcterms:modified":
                item.updated = _plain(child) or item.updated
            case "description" | "summary" | "dc:description" | "abstract" if item.description is None:
                item.description = _text(child, item.base, is_atom, names)
            case (
                "content"
                | "content:encoded"
                | "fullitem"
                | "body"
                | "xhtml:body"
                | "xhtml:div"
                | "summary"
                | "description"
            ):
                text = _text(child, item.base, is_atom and name == "content", names)
                if text:
                    item.contents.append(text)
            case "itunes:summary" | "itunes:subtitle" | "itunes:description":
                item.blurbs.append(_markup(child))
            case "author" | "dc:creator" | "dc:author" | "itunes:author":
                item.authors.extend(_people(child, names))
            case "category" | "dc:subject":
                item.labels.append(child.get("label") or child.get("term") or _plain(child))
            case "itunes:category":
                # A narrower category stands inside the wider one.
                item.labels.extend(part.get("text") or _plain(part) for part in child.iter(child.tag))
            case "categories":
                item.labels.extend(map(_plain, child))
            case "keywords" | "itunes:keywords" | "tags":
                item.labels.extend(_plain(child).split(","))
            case "source":
                _read_source(child, item, is_atom, names)
            case "dc:source":
                item.source_title = item.source_title or _plain(child)
            case "language" | "dc:language":
                item.language = _plain(child) or item.language
            case "comments":
                item.comments = _plain(child)
            case "slash:comments" | "thr:total":
                item.comments_count = item.comments_count or _plain(child)
            case "enclosure":
                item.links.append(
                    StatedLink(
                        child.get("url") or child.get("href") or "",
                        "enclosure",
                        child.get("type", ""),
                        length=child.get("length", ""),
                    )
                )
            case "itunes:duration":
                item.duration = item.duration or _plain(child)
            case "itunes:image" | "image":
                item.picture = (
                    child.get("href") or child.get("url") or _child(child, "url", names) or _plain(child)
                )
            case _ if name.startswith("media:"):
                _read_media(child, item, names, depth=0)
    return item


def _read_media(element: Element, item: StatedItem, names: _Names, depth: int) -> None:
    """Media RSS (https://www.rssboard.org/media-rss): a group holds contents, a content its own texts."""
    match names[element.tag]:
        case "media:content":
            item.media.append(_media(element))
        case "media:thumbnail":
            item.thumbnails.append(_media(element))
        case "media:title":
            item.heading = item.heading or _plain(element)
        case "media:description":
            item.caption = item.caption or _plain(element)
        case "media:keywords":
            item.labels.extend(_plain(element).split(","))
        case "media:category":
            item.labels.append(element.get("label") or _plain(element))
    if depth < _DEEPEST:
        for child in element:
            _read_media(child, item, names, depth + 1)


def _media(element: Element) -> StatedMedia:
    return StatedMedia(
        url=element.get("url") or _plain(element),
        type=element.get("type", ""),
        medium=element.get("medium", ""),
        width=element.get("width", ""),
        length=element.get("fileSize", ""),
        duration=element.get("duration", ""),
    )


def _read_source(element: Element, item: StatedItem, is_atom: bool, names: _Names) -> None:
    """RSS names the source in its text and attribute, Atom copies the other feed's own elements."""
    item.source_url = element.get("url") or item.source_url
    item.source_title = _plain(element) or item.source_title
    for child in element:
        match names[child.tag]:
            case "title":
                title = _text(child, "", is_atom, names)
                item.source_title = title.value if title else item.source_title
            case "link" if child.get("rel", "alternate") == "alternate":
                item.source_url = child.get("href") or item.source_url
            case "author":
                item.source_authors.extend(_people(child, names))


def _link(element: Element) -> StatedLink:
    return StatedLink(
        href=(element.get("href") or element.text or "").strip(),
        rel=element.get("rel", "alternate").lower(),
        type=element.get("type", "").lower(),
        title=element.get("title", ""),
        length=element.get("length", ""),
        count=element.get(_REPLIES, ""),
    )


def _people(element: Element, names: _Names) -> Iterator[str]:
    """Names; a mail address only where there is no name."""
    name = _child(element, "name", names) or _child(element, "email", names) or _plain(element)
    if name:
        # Only a name beside an address stands in brackets that are not its own.
        yield (_MAILBOX.sub(" ", name).strip(" \t\n()<>,") if "@" in name else name) or name


def _child(element: Element, name: str, names: _Names) -> str:
    """The text of the first child of that name, whatever its namespace."""
    for child in element:
        if names[child.tag].rpartition(":")[2] == name:
            return _plain(child)
    return ""


def _plain(element: Element) -> str:
    return (element.text or "").strip()


def _base(element: Element) -> str:
    """``xml:base``; some write HTML's name for it."""
    return element.get(_BASE) or element.get("base") or ""


def _joined(base: str, address: str) -> str:
    if not address or not base:
        return address or base
    try:
        return urljoin(base, address)
    except ValueError:
        return address


def _text(element: Element, base: str, is_atom: bool, names: _Names) -> StatedText | None:
    """A text construct; None where it is empty or no text. RSS texts may always be HTML."""
    kind = element.get("type", "text" if is_atom else "html").strip().lower()
    # What has no type of text is written in base64: RFC 4287, 4.1.3.3.
    is_packed = (
        kind not in _HTML_TYPES and "/" in kind and not kind.startswith("text/") and kind[-3:] != "xml"
    )
    value = _markup(element)
    if is_packed or element.get("mode") == "base64":
        value = _from_base64(value)
    if not value:
        return None
    is_html = len(element) > 0 or not is_atom or is_packed or kind in ("html", "text/html")
    own = _joined(base, _base(element))
    if len(element) == 1 and names[element[0].tag] == "xhtml:div":
        own = _joined(own, _base(element[0]))
    return StatedText(value, is_html, own, element.get(_LANGUAGE, ""))


def _from_base64(value: str) -> str:
    """The text written so; empty where it is something else."""
    try:
        return b64decode("".join(value.split()), validate=True).decode("utf-8").strip()
    except ValueError:
        return ""


def _markup(element: Element) -> str:
    """The text of an element; where it holds elements, as HTML."""
    if len(element) == 0:
        return _plain(element)
    pieces: list[str] = [escape(element.text or "", quote=False)]
    # A list of what is still to be written, not a recursion: documents may be nested without end.
    waiting: list[Element | str] = list(reversed(element))
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            pieces.append(node)
            continue
        name = node.tag.rpartition("}")[2]
        attributes = "".join(f' {key.rpartition("}")[2]}="{escape(value)}"' for key, value in node.items())
        pieces.append(f"<{name}{attributes}>{escape(node.text or '', quote=False)}")
        waiting.append(("" if name in _VOID else f"</{name}>") + escape(node.tail or "", quote=False))
        waiting.extend(reversed(node))
    return "".join(pieces).strip()
