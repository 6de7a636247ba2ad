"""RSS, RDF and Atom -> ``Feed``: what a document states, cleaned, made absolute and put in its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import ParseError

from tuinews.model import Enclosure, Entry, Feed, Relevant
from tuinews.sources import pieces, rhythm, wellformed
from tuinews.sources.errors import NotAFeed
from tuinews.sources.pieces import NO_BODY, Body
from tuinews.sources.repair import mend
from tuinews.sources.stated import StatedFeed, StatedItem, StatedLink, StatedMedia, StatedText
from tuinews.text.addresses import absolute, host, is_web
from tuinews.text.clean import one_line, title_text
from tuinews.text.dates import parse_stamp

_PAGE_TYPES = frozenset({"", "text/html", "application/xhtml+xml"})
_PICTURE_NAME = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:\Z|\?)", re.IGNORECASE)
# Control characters that mean windows-1252, and references to them: HTML reads &#146; as an apostrophe, XML
# does not.
_C1 = re.compile("[\x80-\x9f]")
_C1_BYTES = re.compile(rb"\xc2[\x80-\x9f]")  # seven times faster to look for
_C1_REFERENCE = re.compile(r"&#(?:(1[2-5][0-9])|[xX](0{0,4}[89][0-9a-fA-F]));")
_SHORT = 1000
"""Characters: a description that is the whole body is a summary as well where it is not longer."""


@dataclass(frozen=True, slots=True)
class _Document:
    """What entries inherit from their document."""

    url: str
    timezone: str
    is_atom: bool
    title: str
    site: str | None
    language: str | None
    author: str | None
    host: str
    """Of its site, else of itself."""

    def link_base(self, item: StatedItem) -> str:
        """What relative links of an item refer to: ``xml:base``, else in Atom the document (RFC 4287), in RSS
        the channel's link."""
        stated = absolute(item.base, self.url) if item.base else None
        return stated or (self.url if self.is_atom else self.site or self.url)

    def html_base(self, text: StatedText, address: str | None) -> str:
        """What relative addresses in an item's HTML refer to.

        ``xml:base`` where stated. Else the item's own page, where it lies on the feed's host: HTML written
        for a page is right there; an item that points elsewhere was written at the feed's site.
        """
        stated = absolute(text.base, self.url) if text.base else None
        if stated:
            return stated
        home = self.site or self.url
        return address if address and host(address) == self.host else home


def read(root: str, *, prolog: str, lossy: bool, url: str, timezone: str) -> Feed:
    """The feed that begins with the root element ``root``; ``prolog`` is what stood before it.

    ``lossy`` says that bytes were lost in decoding. Raises NotAFeed where the document is beyond reading.
    """
    stated, repaired = _stated(root, prolog, url)
    if not stated.version:
        raise NotAFeed(f"{url} is XML, but has no element that belongs to a feed.")
    base = absolute(stated.base, url) if stated.base else None
    site = _address(stated.links, base or url)
    document = _Document(
        url=url,
        timezone=timezone,
        is_atom=stated.is_atom,
        title=_title(stated.title),
        site=site,
        language=pieces.language(stated.language),
        author=pieces.people(stated.authors) if stated.is_atom else None,
        host=host(site or url),
    )
    return Feed(
        title=document.title,
        entries=tuple(_entry(item, document) for item in stated.items),
        site=site,
        language=document.language,
        description=_title(stated.description) or None,
        format=stated.version,
        ttl=pieces.whole_number(stated.ttl) or None,
        update_every=rhythm.update_every(stated.update_period, stated.update_frequency),
        skip_hours=rhythm.hours(stated.skip_hours),
        skip_days=rhythm.days(stated.skip_days),
        repaired=repaired or lossy,
    )


def _stated(root: str, prolog: str, url: str) -> tuple[StatedFeed, bool]:
    """What the document states, and whether it had to be repaired for that."""
    root = _C1_REFERENCE.sub(_from_reference, root)
    data = root.encode("utf-8", "replace")
    if _C1_BYTES.search(data):
        root = _C1.sub(lambda character: _from_windows(ord(character[0])), root)
        data = root.encode("utf-8", "replace")
    try:
        return wellformed.read(data), False
    except ParseError:
        data = mend(root, prolog)
    try:
        return wellformed.read(data), True
    except ParseError:
        # 75 ms, for the few documents that are beyond mending.
        from tuinews.sources import loose  # noqa: PLC0415
    try:
        return loose.read(data), True
    except Exception as error:  # feedparser meets input that nobody foresaw
        raise NotAFeed(f"{url} looks like a feed, but is too broken to be read.") from error


def _from_reference(reference: re.Match[str]) -> str:
    code = int(reference[1]) if reference[1] else int(reference[2], 16)
    return _from_windows(code) if 0x80 <= code <= 0x9F else reference[0]


def _from_windows(code: int) -> str:
    """The character that a control character of C1 was in windows-1252."""
    return bytes((code,)).decode("cp1252", "ignore")


def _entry(item: StatedItem, document: _Document) -> Entry:
    base = document.link_base(item)
    guid = pieces.identifier(item.id)
    address = _address(item.links, base)
    if address is None and guid and item.id_is_address and is_web(guid):
        address = absolute(guid, base)
    body, summary = _texts(item, document, address)
    published, updated = _dates(item, document.timezone)
    comments_url, comments_count = _comments(item, base)
    return Entry(
        guid=guid,
        url=address,
        title=_title(item.title) or title_text(item.heading),
        # RFC 4287, 4.2.1: an entry's authors are its own, else its source's, else its feed's.
        author=pieces.people(item.authors) or pieces.people(item.source_authors) or document.author,
        origin=_origin(item, document),
        published=published,
        updated=updated,
        summary=summary,
        html=body.html,
        text=body.text,
        labels=pieces.labels(item.labels),
        language=_language(item) or document.language,
        image=_image(item, base),
        comments_url=comments_url,
        comments_count=comments_count,
        enclosures=_enclosures(item, base),
        relevant=_relevant(item.links, base),
    )


def _title(stated: StatedText | None) -> str:
    if stated is None:
        return ""
    return title_text(stated.value) if stated.is_html else one_line(stated.value)


def _address(links: Sequence[StatedLink], base: str) -> str | None:
    """The page a feed or item speaks of: its first alternate link to a page, else its first to anything."""
    alternates = [link for link in links if link.rel == "alternate" and link.href]
    alternates.sort(key=lambda link: link.type not in _PAGE_TYPES)
    return next((address for link in alternates if (address := absolute(link.href, base))), None)


def _origin(item: StatedItem, document: _Document) -> str | None:
    """Who first published it: ``source`` or ``dc:source``, by title, else by host."""
    for stated in (item.source_title, item.source_url):
        name = title_text(stated)
        if is_web(name):
            name = host(name)
        if name:
            return name if name != document.title else None
    return None


def _dates(item: StatedItem, timezone: str) -> tuple[str | None, str | None]:
    """Time of issue and time of update. A lone date is the time of issue, whatever its name."""
    updated = parse_stamp(item.updated, timezone) if item.updated else None
    for stated in (item.published, item.dated, item.created):
        issued = parse_stamp(stated, timezone) if stated else None
        if issued:
            return issued, updated if updated and updated > issued else None
    return updated, None


def _texts(item: StatedItem, document: _Document, address: str | None) -> tuple[Body, str | None]:
    """Body and summary. RSS has no rule which of its texts is which: there the longest is the body."""
    descriptions = [item.description] if item.description else []
    blurbs = [StatedText(blurb, is_html=True) for blurb in item.blurbs if blurb]
    captions = [StatedText(item.caption, is_html=False)] if item.caption else []
    candidates = item.contents if document.is_atom and item.contents else item.contents + descriptions
    full = max(candidates or blurbs or captions, key=lambda text: len(text.value), default=None)
    if full is None:
        return NO_BODY, None
    body = _body(full, document, address)
    shorter = [text for text in descriptions + item.contents + blurbs if text.value != full.value]
    if shorter:
        summary = _body(shorter[0], document, address).text
        return body, summary if 0 < len(summary) <= max(_SHORT, len(body.text)) else None
    # A lone short description is both.
    return body, body.text if full not in item.contents and 0 < len(body.text) <= _SHORT else None


def _body(text: StatedText, document: _Document, address: str | None) -> Body:
    if text.is_html:
        return pieces.body_from_html(text.value, document.html_base(text, address))
    return pieces.body_from_text(text.value)


def _language(item: StatedItem) -> str | None:
    texts = [*item.contents, *filter(None, (item.description, item.title))]
    stated = (item.language, *(text.language for text in texts))
    return next((tag for language in stated if (tag := pieces.language(language))), None)


def _comments(item: StatedItem, base: str) -> tuple[str | None, int | None]:
    """Where the comments are and how many: ``comments``, ``slash:comments``, Atom threading (RFC 4685)."""
    address = absolute(item.comments, base) if item.comments else None
    count = pieces.whole_number(item.comments_count)
    for link in item.links:
        if link.rel == "replies":
            if address is None and link.href and link.type in _PAGE_TYPES:
                address = absolute(link.href, base)
            if count is None:
                count = pieces.whole_number(link.count)
    return address, count


def _image(item: StatedItem, base: str) -> str | None:
    """The lead picture: the widest of ``media:content``, then of ``media:thumbnail``, iTunes', a file's."""
    pictures = sorted((media for media in item.media if _is_picture(media)), key=_width, reverse=True)
    pictures += sorted(item.thumbnails, key=_width, reverse=True)
    files = [StatedMedia(link.href, link.type) for link in item.links if link.rel == "enclosure"]
    addresses = [
        *(picture.url for picture in pictures),
        item.picture,
        *(file.url for file in files if _is_picture(file)),
    ]
    return next((address for url in addresses if url and (address := absolute(url, base))), None)


def _is_picture(media: StatedMedia) -> bool:
    stated = media.medium or media.type
    return stated.lower().startswith("image") if stated else bool(_PICTURE_NAME.search(media.url))


def _width(media: StatedMedia) -> int:
    return pieces.whole_number(media.width) or 0


def _enclosures(item: StatedItem, base: str) -> tuple[Enclosure, ...]:
    """Files that belong to the item, and sound and film of ``media:content``; each address once.

    ``itunes:duration`` is that of the episode, which is the first file that plays.
    """
    stated = [(link.href, link.type, link.length, "") for link in item.links if link.rel == "enclosure"]
    stated += [
        (media.url, media.type, media.length, media.duration)
        for media in item.media
        if not _is_picture(media)
    ]
    episode = pieces.seconds(item.duration)
    files: dict[str, Enclosure] = {}
    for url, kind, length, duration in stated[: pieces.MOST_PARTS]:
        address = absolute(url, base) if url else None
        if address and address not in files:
            size = pieces.whole_number(length) or None
            plays = pieces.seconds(duration)
            if plays is None and kind.startswith(("audio/", "video/")):
                plays, episode = episode, None
            files[address] = Enclosure(address, one_line(kind) or None, size, plays)
    return tuple(files.values())


def _relevant(links: Sequence[StatedLink], base: str) -> tuple[Relevant, ...]:
    """Pages the publisher names beside the item: links with ``rel="related"`` (RFC 4287, 4.2.7.2)."""
    related = [link for link in links if link.rel == "related" and link.href][: pieces.MOST_PARTS]
    found = [(link.title, address) for link in related if (address := absolute(link.href, base))]
    return tuple(Relevant(title_text(title) or host(address), address) for title, address in found)
