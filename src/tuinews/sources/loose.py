"""Broken RSS, RDF and Atom -> what they state, by feedparser's loose reader.

Only what could not be mended comes here, so that feedparser, ten times as slow, is seldom even imported.
It is asked neither to clean HTML nor to resolve addresses: that is done once, and by us.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import feedparser

from tuinews.sources.stated import StatedFeed, StatedItem, StatedLink, StatedMedia, StatedText

# feedparser files these under description and title, where a picture's caption hides the article's own.
_CAPTIONS = re.compile(rb"(</?)(media|itunes):(description|title|summary|subtitle)\b[^>]*?(/?>)")
_CAPTION_NAMES = {
    b"description": b"caption",
    b"title": b"heading",
    b"summary": b"blurb",
    b"subtitle": b"blurb",
}
_MOST = 4_000_000
"""Bytes: at 20 us an element, a hostile document of this size takes half a minute."""
_HEADERS = {"content-type": "application/xml; charset=utf-8"}

# FeedParserDict guesses and warns on the keys it does not have; the plain dictionary below it does not.
_get = dict.get


def read(data: bytes) -> StatedFeed:
    """What a document of UTF-8 states, as far as it can be told.

    Raises whatever feedparser raises on input that nobody foresaw.
    """
    data = _CAPTIONS.sub(
        lambda tag: b"%s%s:%s%s" % (tag[1], tag[2], _CAPTION_NAMES[tag[3]], tag[4]), data[:_MOST]
    )
    result = feedparser.parse(
        io.BytesIO(data), response_headers=_HEADERS, sanitize_html=False, resolve_relative_uris=False
    )
    stated = result["feed"]
    return StatedFeed(
        version=result["version"],
        language=_string(stated, "language"),
        title=_text(_get(stated, "title_detail")),
        description=_text({"value": _string(stated, "subtitle") or _string(stated, "itunes_blurb")}),
        links=[_link(link) for link in _get(stated, "links", ())],
        ttl=_string(stated, "ttl"),
        update_period=_string(stated, "sy_updateperiod"),
        update_frequency=_string(stated, "sy_updatefrequency"),
        authors=list(_people(stated)),
        items=[_item(item) for item in result["entries"] if item],
    )


def _item(item: Any) -> StatedItem:
    title = _text(_get(item, "title_detail"))
    contents = [text for text in map(_text, _get(item, "content", ())) if text]
    description = _text({**_get(item, "summary_detail", {}), "value": _string(item, "summary")})
    # feedparser repeats the content as the summary of an entry without one.
    if description and any(text.value == description.value for text in contents):
        description = None
    source = _get(item, "source", {})
    return StatedItem(
        base=title.base if title else "",
        language=_string(item, "language"),
        id=_string(item, "id"),
        id_is_address=bool(_get(item, "guidislink", True)),
        title=title,
        heading=_string(item, "media_heading"),
        links=[_link(link) for link in _get(item, "links", ())],
        published=_string(item, "published"),
        created=_string(item, "created"),
        updated=_string(item, "updated"),
        contents=contents,
        description=description,
        blurbs=[_string(item, "itunes_blurb")] if _string(item, "itunes_blurb") else [],
        caption=_string(item, "media_caption"),
        authors=list(_people(item)),
        source_title=_string(source, "title") or _string(item, "dc_source"),
        source_url=_string(source, "href"),
        source_authors=list(_people(source)),
        labels=[_string(tag, "label") or _string(tag, "term") for tag in _get(item, "tags", ())],
        comments=_string(item, "comments"),
        comments_count=_string(item, "slash_comments") or _string(item, "thr_total"),
        media=[_media(media) for media in _get(item, "media_content", ())],
        thumbnails=[_media(media) for media in _get(item, "media_thumbnail", ())],
        picture=_string(_get(item, "image", {}), "href"),
        duration=_string(item, "itunes_duration"),
    )


def _string(values: Any, key: str) -> str:
    value = _get(values, key)
    return value if isinstance(value, str) else ""


def _text(stated: Any) -> StatedText | None:
    if not stated or not _string(stated, "value"):
        return None
    kind = _string(stated, "type") or "text/html"
    if not (kind.startswith("text/") or kind.endswith("xml")):
        return None
    return StatedText(
        stated["value"], kind != "text/plain", _string(stated, "base"), _string(stated, "language")
    )


def _link(stated: Any) -> StatedLink:
    return StatedLink(
        href=_string(stated, "href"),
        rel=_string(stated, "rel"),
        type=_string(stated, "type"),
        title=_string(stated, "title"),
        length=_string(stated, "length"),
        count=_string(stated, "thr:count"),
    )


def _media(stated: Any) -> StatedMedia:
    return StatedMedia(
        url=_string(stated, "url"),
        type=_string(stated, "type"),
        medium=_string(stated, "medium"),
        width=_string(stated, "width"),
        length=_string(stated, "filesize"),
    )


def _people(stated: Any) -> Iterator[str]:
    for person in _get(stated, "authors", ()):
        name = _string(person, "name") or _string(person, "email")
        if name:
            yield name
