"""From what a user typed, an address or a file, to what can be followed, and its first articles kept."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from tuinews.fetch.answer import FetchError
from tuinews.fetch.local import read_local
from tuinews.model import FetchState, Outcome, Source, TuinewsError
from tuinews.refresh.following import Found, follow_file, follow_web
from tuinews.refresh.keep import Keeper
from tuinews.refresh.limits import limits
from tuinews.refresh.lock import only_one
from tuinews.refresh.messages import Job
from tuinews.refresh.pipeline import followed_sources
from tuinews.refresh.worker import client_for
from tuinews.settings.config import Config
from tuinews.settings.paths import Paths
from tuinews.store import Store
from tuinews.text.addresses import is_web
from tuinews.text.clean import one_line

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_HOST = re.compile(r"(?:[^\s/:?#@.]+\.)+[^\s/:?#@.]+(?::\d+)?(?:[/?#]|\Z)|localhost(?::\d+)?(?:[/?#]|\Z)")
_ACCOUNT = re.compile(r"@([\w.-]+)@((?:[\w-]+\.)+[\w-]+)")
"""An account as Mastodon writes it."""


def follow(typed: str, config: Config, kind: str = "") -> Found:
    """What an address or a file name leads to; a page is followed to its feeds.

    ``kind``: ``page`` or ``sitemap`` reads it as that, ``feed`` never proposes the page itself, empty does
    where there is no feed. What the user typed may lie on this machine or in a private network, what a page
    names only on the same host. Raises TuinewsError where nothing is found.
    """
    try:
        return _follow(typed.strip(), config, kind)
    except FetchError as error:
        raise TuinewsError(error.once) from error


def _follow(typed: str, config: Config, kind: str) -> Found:
    path = _file(typed)
    if path is not None:
        address = path.absolute().as_uri()
        fetched = read_local(address, True, config.refresh.max_body_mb * 2**20)
        return follow_file(address, fetched, kind)
    return asyncio.run(follow_web(addresses(typed), client_for(limits(config)), kind))


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
        keeper.finish()
    return outcomes[0]


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


def addresses(typed: str) -> list[str]:
    """The addresses to try. Raises TuinewsError where what was typed is none."""
    address = typed.removeprefix("feed:") if typed.startswith("feed:http") else typed
    if address.startswith("feed://"):
        address = f"http{address[4:]}"
    if is_web(address):
        return [address]
    if account := _ACCOUNT.fullmatch(address):
        return [f"https://{account[2]}/@{account[1]}"]
    if _HOST.match(address):
        return [f"https://{address}", f"http://{address}"]
    raise TuinewsError(
        f'"{one_line(typed)[:100]}" is neither a web address nor a file on this machine. '
        "An address looks like https://example.org/feed."
    )
