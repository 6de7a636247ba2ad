"""Any list of sources: read, and brought into ``sources.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from tuinews.model import Source
from tuinews.settings.incoming import decode
from tuinews.settings.newsboat import lines_left_out, read_urls
from tuinews.settings.opml import read_opml
from tuinews.settings.private_hosts import is_private, leave_for, pause_private
from tuinews.settings.problems import SettingsError
from tuinews.settings.source_table import same_address
from tuinews.settings.sources_file import add_sources, load_sources, update_sources

_LOOKED_AT = 4096
"""Characters at the beginning of a file by which its kind is told."""

_OPML = re.compile(r"<(?:opml|outline)\b", re.IGNORECASE)


class Imported(NamedTuple):
    """What became of a list."""

    followed: tuple[Source, ...]
    """The sources of the list as they stand now."""
    added: tuple[Source, ...]
    """Those that were not followed before."""
    permitted: tuple[Source, ...] = ()
    """Those that were not asked because of their host, and are from now on."""


def read_list(data: bytes, name: str) -> list[Source]:
    """The sources of an OPML file or a newsboat ``urls`` file, by what is in it; ``name`` is for messages.

    The list may be empty. Raises SettingsError where the file is something else: a feed, a web page, JSON.
    """
    text = decode(data)
    start = text[:_LOOKED_AT].lstrip("\ufeff \t\n").lower()
    if _OPML.search(text):
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


def left_out(data: bytes) -> Mapping[str, int]:
    """How many lines of a newsboat ``urls`` file name no source, by what they are; other lists: nothing."""
    text = decode(data)
    return {} if _OPML.search(text) else lines_left_out(text)


def bring_in(path: Path, sources: Iterable[Source], *, private: bool) -> Imported:
    """Follow what a list names, in ``sources.toml`` at ``path``.

    What is followed already is left as it is, but ``private`` gives leave for every private host of the list,
    also where a source was kept paused for the want of it. Raises as ``add_sources``.
    """
    listed = pause_private(sources, private)
    added = add_sources(path, listed)
    permitted = give_leave(path, listed) if private else []
    addresses = {same_address(source.url) for source in listed}
    followed = [one for one in load_sources(path).sources if same_address(one.url) in addresses]
    return Imported(tuple(followed), tuple(added), tuple(permitted))


def give_leave(path: Path, sources: Iterable[Source]) -> list[Source]:
    """Permit the private hosts of the followed sources with these addresses; returns those that are asked
    from now on and were not because of it. Raises as ``add_sources``.
    """
    wanted = {same_address(source.url) for source in sources if is_private(source)}
    if not wanted:
        return []
    changes: dict[str, Mapping[str, object]] = {
        source.id: leave_for(source)
        for source in load_sources(path).sources
        if not source.private and same_address(source.url) in wanted
    }
    done = update_sources(path, changes)
    return [one.after for one in done if one.after and not one.after.paused]


def _no_list(name: str, kind: str) -> SettingsError:
    return SettingsError(
        f"The file {name} is {kind}, not a list of feeds: give an OPML file or a newsboat urls file."
    )
