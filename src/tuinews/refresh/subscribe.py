"""From what a user typed to a feed: the address of one, of a page that names some, or a file."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from tuinews.fetch.answer import Fetched, FetchError, PrivateHost, Wanted
from tuinews.fetch.client import Client
from tuinews.fetch.local import read_local
from tuinews.model import FetchState, Outcome, Source, TuinewsError
from tuinews.refresh.keep import Keeper
from tuinews.refresh.lock import only_one
from tuinews.refresh.messages import Document, Job
from tuinews.refresh.pipeline import followed_sources, limits
from tuinews.refresh.worker import client_for, parsed
from tuinews.settings.config import Config
from tuinews.settings.paths import Paths
from tuinews.sources.discover import FeedLink, find_feeds
from tuinews.sources.parse import NotAFeed
from tuinews.store import Store
from tuinews.text.addresses import host, is_web
from tuinews.text.clean import one_line

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HOST = re.compile(r"(?:[^\s/:?#@.]+\.)+[^\s/:?#@.]+(?::\d+)?(?:[/?#]|\Z)|localhost(?::\d+)?(?:[/?#]|\Z)")
_COMMENTS = re.compile(r"comment", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """What an address led to: a feed, or several of which the user must choose."""

    url: str
    """The feed's address; with ``choices`` the page's."""
    private: bool = False
    """Whether ``Source.private`` must be set: the host is on this machine or in a private network, or it is
    a file.
    """
    document: Document | None = None
    """The feed as read; None where there is a choice."""
    choices: tuple[FeedLink, ...] = ()

    @property
    def title(self) -> str:
        """What the feed calls itself; may be empty."""
        return (self.document.title if self.document else None) or ""


def follow(typed: str, config: Config) -> Found:
    """The feed that an address or a file name leads to, following a page to the feed it names.

    What the user typed may lie on this machine or in a private network, what a page names only on the same
    host. Raises TuinewsError where no feed is found.
    """
    return asyncio.run(_follow(typed.strip(), config))


def keep_first(
    paths: Paths,
    config: Config,
    source: Source,
    found: Found,
    now: Callable[[], int] = lambda: int(time.time()),
) -> Outcome:
    """Store the document that ``follow`` has read, for the source that was added for it (with its id).

    Raises AlreadyRunning where a refresh is at work, which will fetch it soon, and StoreError.
    """
    if found.document is None:
        raise TypeError("there is nothing to keep before the user has chosen")
    outcomes: list[Outcome] = []
    with only_one(paths.database.parent), closing(Store.open(paths.database)) as store:
        followed_sources(paths, store)
        state = store.fetch_states([source.id]).get(source.id, FetchState())
        keeper = Keeper(
            store,
            {source.id: Job(source, state)},
            every=config.refresh.every_minutes,
            report=outcomes.append,
            now=now,
        )
        keeper.keep([replace(found.document, source=source.id)])
    return outcomes[0]


async def _follow(typed: str, config: Config) -> Found:
    path = _file(typed)
    if path is not None:
        address = path.absolute().as_uri()
        fetched = read_local(address, True, config.refresh.max_body_mb * 2**20)
        return Found(address, True, parsed(Source("", address), fetched))
    client = client_for(limits(config))
    *others, last = _addresses(typed)
    for address in others:
        try:
            return await _follow_web(address, client)
        except FetchError as error:
            if error.status is not None or error.unreachable:
                raise
    return await _follow_web(last, client)


def _file(typed: str) -> Path | None:
    """The file that was typed, if it was one: a path that exists, or a ``file:`` address."""
    if typed.lower().startswith("file:"):
        return Path(url2pathname(urlsplit(typed).path))
    if _SCHEME.match(typed):
        return None
    try:
        path = Path(typed).expanduser()
        return path if typed and path.exists() else None
    except (OSError, ValueError, RuntimeError):
        return None


def _addresses(typed: str) -> list[str]:
    """The addresses to try. Raises TuinewsError where what was typed is none."""
    address = typed.removeprefix("feed:") if typed.startswith("feed:http") else typed
    if address.startswith("feed://"):
        address = f"http{address[4:]}"
    if is_web(address):
        return [address]
    if _HOST.match(address):
        return [f"https://{address}", f"http://{address}"]
    raise TuinewsError(
        f'"{one_line(typed)[:100]}" is neither a web address nor a file on this machine. '
        "An address looks like https://example.org/feed."
    )


async def _follow_web(address: str, client: Client) -> Found:
    private, fetched = await _fetch(address, client, may_be_private=True)
    try:
        return Found(_lasting(address, fetched), private, parsed(Source("", address), fetched))
    except NotAFeed as error:
        links = _worth_following(find_feeds(fetched.body, fetched.url))
        if not links:
            raise TuinewsError(
                f"{str(error).rstrip('.')}, and it names no feed. Look there for a link called RSS, "
                "Atom or Feed, and add where that leads."
            ) from error
    if len(links) > 1:
        return Found(fetched.url, private, choices=tuple(links))
    feed = links[0].url
    private, fetched = await _fetch(feed, client, may_be_private=private and host(feed) == host(fetched.url))
    return Found(_lasting(feed, fetched), private, parsed(Source("", feed), fetched))


async def _fetch(address: str, client: Client, *, may_be_private: bool) -> tuple[bool, Fetched]:
    """What is there, and whether leave to reach a private host was needed."""
    try:
        return False, await client.fetch(Wanted(address))
    except PrivateHost:
        if not may_be_private:
            raise
    return True, await client.fetch(Wanted(address, private=True))


def _lasting(address: str, fetched: Fetched) -> str:
    """The address to follow: where it moved for good, unless it holds a name and password."""
    return address if fetched.moved_to is None or "@" in address else fetched.moved_to


def _worth_following(links: list[FeedLink]) -> list[FeedLink]:
    """What a page offers, without feeds of comments where there is another."""
    news = [link for link in links if not _COMMENTS.search(f"{link.title} {link.url}")]
    return news or links
