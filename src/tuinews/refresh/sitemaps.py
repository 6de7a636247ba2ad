"""An index of sitemaps: the few that are worth it are fetched, and read as one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tuinews.fetch.answer import Fetched, FetchError, Wanted
from tuinews.fetch.client import Client
from tuinews.model import Feed, Source
from tuinews.sources import sitemap
from tuinews.sources.parse import NotAFeed
from tuinews.text.addresses import host


async def with_parts(fetched: Fetched, source: Source, client: Client) -> Fetched:
    """The answer with the sitemaps it names, where it is an index of them; otherwise as it is.

    That an index is unchanged says nothing of its sitemaps: its validators are left out, so that it is always
    sent whole. Leave to reach a private host holds for the source's own host alone. Raises FetchError where
    none of them can be fetched.
    """
    named = sitemap.parts(fetched.body, url=fetched.url, content_type=fetched.content_type)
    if not named:
        return fetched
    parts: list[Fetched] = []
    trouble: FetchError | None = None
    for part in named:
        private = source.private and host(part.url) == host(source.url)
        try:
            parts.append(await client.fetch(Wanted(part.url, private=private)))
        except FetchError as error:
            trouble = trouble or error
    if trouble is not None and not parts:
        raise trouble
    return replace(fetched, etag=None, last_modified=None, parts=tuple(parts))


def read_parts(parts: tuple[Fetched, ...], read: Callable[[Fetched], Feed]) -> Feed:
    """The parts of an index as one feed. Raises NotAFeed where none of them can be read."""
    feeds: list[Feed] = []
    why: NotAFeed | None = None
    for part in parts:
        try:
            feeds.append(read(part))
        except NotAFeed as error:
            why = why or error
    if why is not None and not feeds:
        raise why
    return sitemap.merged(feeds)
