"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/) -> ``Feed``.

A field of the wrong type counts as missing; an item that is empty or no object counts for nothing.
"""

from __future__ import annotations

import json
from typing import Any

from tuinews.model import Enclosure, Entry, Feed, Relevant
from tuinews.sources import pieces
from tuinews.sources.errors import NotAFeed
from tuinews.sources.pieces import NO_BODY, Body
from tuinews.text.addresses import absolute, host
from tuinews.text.clean import one_line, plain, title_text
from tuinews.text.dates import parse_stamp

_Values = dict[str, Any]


def read(text: str, *, url: str, timezone: str) -> Feed:
    """The feed in a JSON document. Raises NotAFeed where it is broken, or JSON of another kind."""
    try:
        document = json.loads(text, strict=False)
    except RecursionError as error:
        raise NotAFeed(f"{url} is JSON nested too deeply to be a feed.") from error
    except ValueError as error:
        raise NotAFeed(
            f"{url} begins like JSON, but is broken or cut off ({error}): no feed can be read."
        ) from error
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        raise NotAFeed(f"{url} is JSON of another kind, not a JSON Feed: it has no list of items.")
    items = [item for item in document["items"] if isinstance(item, dict) and item]
    version = _string(document, "version")
    if "jsonfeed.org" not in version and not any(_is_item(item) for item in items):
        raise NotAFeed(f"{url} is JSON of another kind, not a JSON Feed: it does not name its version.")
    site = absolute(_string(document, "home_page_url"), url) if _string(document, "home_page_url") else None
    base = site or url
    authors = _authors(document)
    language = pieces.language(_string(document, "language"))
    return Feed(
        title=title_text(_string(document, "title")),
        entries=tuple(_entry(item, base, timezone, authors, language) for item in items),
        site=site,
        language=language,
        description=one_line(_string(document, "description")) or None,
        format="json10" if version.rstrip("/").endswith("version/1") else "json11",
    )


def _entry(item: _Values, base: str, timezone: str, authors: str | None, language: str | None) -> Entry:
    own = _address(item, "url", base)
    external = _address(item, "external_url", base)
    published = parse_stamp(_string(item, "date_published"), timezone)
    updated = parse_stamp(_string(item, "date_modified"), timezone)
    body = _body(item, own or base)
    issued = published or updated
    return Entry(
        guid=_identifier(item),
        url=own or external,
        title=title_text(_string(item, "title")),
        author=_authors(item) or authors,
        published=issued,
        updated=updated if updated and issued and updated > issued else None,
        summary=plain(_string(item, "summary")) or None,
        html=body.html,
        text=body.text,
        labels=pieces.labels(tag for tag in _list(item, "tags") if isinstance(tag, str)),
        language=pieces.language(_string(item, "language")) or language,
        image=_address(item, "image", base) or _address(item, "banner_image", base),
        enclosures=_enclosures(item, base),
        relevant=(Relevant(host(external), external),) if own and external and external != own else (),
    )


def _is_item(item: _Values) -> bool:
    """Whether an object reads like an item of a feed that forgot to say what it is."""
    return bool(_string(item, "content_html") or _string(item, "content_text")) or (
        bool(_string(item, "url")) and bool(_string(item, "title"))
    )


def _body(item: _Values, base: str) -> Body:
    html = _string(item, "content_html")
    if html.strip():
        return pieces.body_from_html(html, base)
    text = _string(item, "content_text")
    return pieces.body_from_text(text) if text.strip() else NO_BODY


def _authors(values: _Values) -> str | None:
    """``authors`` of version 1.1, else ``author`` of 1.0."""
    stated = [*_list(values, "authors"), values.get("author")]
    return pieces.people(_string(author, "name") for author in stated if isinstance(author, dict))


def _enclosures(item: _Values, base: str) -> tuple[Enclosure, ...]:
    files: dict[str, Enclosure] = {}
    for file in _list(item, "attachments")[: pieces.MOST_PARTS]:
        address = _address(file, "url", base) if isinstance(file, dict) else None
        if address and address not in files:
            size = pieces.whole_number(file.get("size_in_bytes"))
            seconds = pieces.seconds(file.get("duration_in_seconds"))
            kind = one_line(_string(file, "mime_type")) or None
            files[address] = Enclosure(address, kind, size or None, seconds)
    return tuple(files.values())


def _identifier(item: _Values) -> str | None:
    """The id; some write a number without quotes."""
    stated = item.get("id")
    is_number = isinstance(stated, int | float) and not isinstance(stated, bool)
    return pieces.identifier(str(stated) if is_number else _string(item, "id"))


def _address(values: _Values, key: str, base: str) -> str | None:
    stated = _string(values, key)
    return absolute(stated, base) if stated else None


def _string(values: _Values, key: str) -> str:
    """A text; empty where it is none."""
    value = values.get(key)
    # A lone half of a surrogate pair is legal in JSON and in no text.
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _list(values: _Values, key: str) -> list[Any]:
    value = values.get(key)
    return value if isinstance(value, list) else []
