"""An index of sitemaps: the few that are worth it are fetched, and read as one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

from tuinews.fetch.answer import Fetched, FetchError, Wanted
from tuinews.fetch.client import Client
from tuinews.model import Feed
from tuinews.sources import sitemap
from tuinews.sources.parse import NotAFeed


async def with_parts(fetched: Fetched, request: Wanted, client: Client) -> Fetched:
    """The answer with the sitemaps it names, where it is an index of them; otherwise as it is.

    That an index is unchanged says nothing of its sitemaps: its validators are left out, so that it is always
    sent whole. ``request`` is what it answers: leave to reach a private host holds for that host alone, and
    secrets for that origin. Raises FetchError where none of them can be fetched.
    """
    named = sitemap.parts(fetched.body, url=fetched.url, content_type=fetched.content_type)
    if not named:
        return fetched
    parts: list[Fetched] = []
    trouble: FetchError | None = None
    for part in named:
        try:
            parts.append(await client.fetch(_like(request, part.url)))
        except FetchError as error:
            trouble = trouble or error
            if error.status is None:
                break  # the host is slow or away: the others would only take as long
    if trouble is not None and not parts:
        raise trouble
    return replace(
        fetched,
        etag=None,
        last_modified=None,
        parts=tuple(parts),
        requests=fetched.requests + sum(part.requests for part in parts),
        received=fetched.received + sum(part.received for part in parts),
    )


def _like(request: Wanted, url: str) -> Wanted:
    """The same request for another address, with what may go there."""
    here, there = urlsplit(request.url), urlsplit(url)
    home = (here.scheme, here.netloc) == (there.scheme, there.netloc)
    return Wanted(
        url,
        private=request.private and here.hostname == there.hostname,
        user_agent=request.user_agent,
        headers=request.headers if home else (),
        authorization=request.authorization if home else "",
    )


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
