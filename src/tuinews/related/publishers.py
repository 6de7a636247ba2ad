"""Who publishes an article, so that one house counts once, however many feeds it has."""

from __future__ import annotations

import re

_HOST = re.compile(r"[a-z][a-z0-9+.-]*://(?:[^/?#@]*@)?([^/?#:@]+)", re.IGNORECASE)
# What houses put before their names: for phones, for feeds, for a country or a language (uk.gazette.example).
_ENTRANCE = re.compile(
    r"(?:(?:www?\d?|m|mobile|amp|edition|feeds?|rss|news|beta|touch|international|[a-z]{2})\.)"
    r"(?=(?:[^.]+\.)+[^.]+$)"
)
_SUFFIX = re.compile(r"(?:[a-z]{2,3}|info|name)\.[a-z]{2}")
"""What stands below no name of its own: ``co.uk``, ``com.au``, ``org.cn``."""
_SHARED = frozenset(
    (
        *("feedproxy.google.com", "feeds.feedburner.com", "news.google.com", "google.com", "bing.com"),
        *("youtube.com", "youtu.be", "medium.com", "reddit.com", "old.reddit.com", "t.me", "telegra.ph"),
        *("twitter.com", "x.com", "facebook.com", "instagram.com", "vk.com"),
    )
)
"""Hosts that lead elsewhere, or on which everybody publishes: their names say nothing of who it was."""


def publisher(url: str | None, source: str) -> str:
    """Return a name for who publishes an article: the host of its address without what stands before the
    name of the house (``www.``, ``m.``, ``edition.``, ``uk.``), else the id of its source.
    """
    found = _HOST.match(url) if url else None
    if found is None:
        return source
    host = found[1].lower().rstrip(".")
    if host in _SHARED or host.removeprefix("www.") in _SHARED:
        return source
    while entrance := _ENTRANCE.match(host):
        rest = host[entrance.end() :]
        if _SUFFIX.fullmatch(rest):
            break
        host = rest
    return host
