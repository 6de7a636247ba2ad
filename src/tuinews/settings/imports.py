"""Any list of sources, and what becomes of the addresses in it that lead to this machine's own network."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from tuinews.model import Source
from tuinews.settings.incoming import decode
from tuinews.settings.newsboat import read_urls
from tuinews.settings.opml import read_opml
from tuinews.settings.problems import SettingsError
from tuinews.text.addresses import host, is_private_host, is_web

_LOOKED_AT = 4096
"""Characters at the beginning of a file by which its kind is told."""


def read_list(data: bytes, name: str) -> list[Source]:
    """The sources of an OPML file or a newsboat ``urls`` file, by what is in it; ``name`` is for messages.

    The list may be empty. Raises SettingsError where the file is something else: a feed, a web page, JSON.
    """
    text = decode(data)
    start = text[:_LOOKED_AT].lstrip("\ufeff \t\n").lower()
    if re.search(r"<(?:opml|outline)\b", text, re.IGNORECASE):
        return read_opml(data)
    if re.search(r"<(?:rss|feed|rdf:rdf)\b", start):
        raise SettingsError(
            f"The file {name} is a feed, not a list of feeds. Follow it with: tuinews add ADDRESS"
        )
    if start.startswith("<"):
        kind = "a web page" if re.search(r"<(?:!doctype html|html)\b", start) else "XML of another kind"
        raise _no_list(name, kind)
    if start.startswith(("{", "[")):
        raise _no_list(name, "JSON")
    if "\0" in start:
        raise _no_list(name, "a binary file")
    sources = read_urls(text)
    if not sources and start:
        raise _no_list(name, "a text without addresses")
    return sources


def pause_private(sources: Iterable[Source], allow: bool) -> list[Source]:
    """The sources, with those on this machine or a private network paused, or if ``allow`` permitted."""
    return [_judged(source, allow) for source in sources]


def _judged(source: Source, allow: bool) -> Source:
    where = host(source.url) if is_web(source.url) else ""
    if not where or not is_private_host(where):
        return source
    if allow:
        return replace(source, private=True)
    why = source.paused_why or (
        f"Its host {where} is this machine or on a private network. "
        "Import with --private to permit such hosts, or set private = true and take paused out."
    )
    return replace(source, paused=True, paused_why=why)


def _no_list(name: str, kind: str) -> SettingsError:
    return SettingsError(
        f"The file {name} is {kind}, not a list of feeds: give an OPML file or a newsboat urls file."
    )
