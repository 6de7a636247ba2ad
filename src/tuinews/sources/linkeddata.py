"""What a page says of its articles in data for machines: JSON-LD lists and articles (https://schema.org)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from tuinews.sources.htmltree import Node
from tuinews.text.addresses import absolute, canonical
from tuinews.text.clean import plain, title_text
from tuinews.text.dates import parse_stamp

_LONGEST = 1_000_000
"""Characters of one script that are read."""
_MOST = 500
_LISTS = (
    "itemListElement",
    "blogPost",
    "blogPosts",
    "hasPart",
    "mainEntity",
    "@graph",
    "item",
    "mainEntityOfPage",
)
_ARTICLES = ("article", "posting", "report")
"""What the types of articles end in: NewsArticle, BlogPosting, Report."""


class Stated(NamedTuple):
    """An article as a page's data states it."""

    url: str
    title: str = ""
    published: str | None = None
    summary: str | None = None
    image: str | None = None


def articles(root: Node, base: str) -> dict[str, Stated]:
    """The articles a page lists in its data, in their order, by canonical address.

    Where it states only one, none: that is the page itself.
    """
    found: dict[str, Stated] = {}
    for script in root.iter("script"):
        if "ld+json" not in script.get("type", "").lower():
            continue
        text = (script.text or "").strip()
        if not text or len(text) > _LONGEST:
            continue
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for one in _articles(data, base):
            address = canonical(one.url)
            if address and len(found) < _MOST:
                found.setdefault(address, one)
    return found if len(found) > 1 else {}


def _articles(data: Any, base: str) -> Iterator[Stated]:
    waiting: list[tuple[Any, bool]] = [(data, False)]
    for _ in range(20 * _MOST):
        if not waiting:
            return
        value, listed = waiting.pop()
        if isinstance(value, list):
            waiting.extend((one, listed) for one in reversed(value))
        elif isinstance(value, str) and listed:
            if url := absolute(value, base):
                yield Stated(url)
        elif isinstance(value, dict):
            kinds = _kinds(value)
            if "breadcrumblist" in kinds:
                continue
            is_item = any(kind.endswith(_ARTICLES) for kind in kinds) or (listed and "listitem" in kinds)
            if (listed or is_item) and (one := _stated(value, base)):
                yield one
                continue
            is_list = "itemlist" in kinds
            waiting.extend(
                (value[key], is_list or key.startswith("blogPost"))
                for key in reversed(_LISTS)
                if key in value
            )


def _kinds(value: dict[str, Any]) -> list[str]:
    stated = value.get("@type")
    return [
        kind.lower() for kind in (stated if isinstance(stated, list) else [stated]) if isinstance(kind, str)
    ]


def _stated(value: dict[str, Any], base: str) -> Stated | None:
    inner = value.get("item")
    if isinstance(inner, dict):
        value = {**value, **inner}
    address = value.get("url") or value.get("@id") or (inner if isinstance(inner, str) else "")
    if isinstance(value.get("mainEntityOfPage"), str):
        address = address or value["mainEntityOfPage"]
    url = absolute(address, base) if isinstance(address, str) and address else None
    if url is None or "#" in url.rpartition("/")[2]:
        return None
    return Stated(
        url,
        title_text(_text(value, "headline") or _text(value, "name")),
        parse_stamp(_text(value, "datePublished")),
        plain(title_text(_text(value, "description"))) or None,
        _picture(value.get("image"), base),
    )


def _text(value: dict[str, Any], key: str) -> str:
    text = value.get(key)
    return text.encode("utf-8", "replace").decode() if isinstance(text, str) else ""


def _picture(value: Any, base: str) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("url")
    return absolute(value, base) if isinstance(value, str) and value else None
