"""What a child of the engine does: fetch, parse and prepare the sources it was given."""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import blake2b

from tuinews.fetch import trouble
from tuinews.fetch.answer import Fetched, FetchError, NotAsked, Wanted
from tuinews.fetch.client import Client
from tuinews.fetch.local import read_local, run_command
from tuinews.fetch.wishes import wishes_of
from tuinews.model import Feed, Source, TuinewsError
from tuinews.refresh.messages import ARTICLE, Document, Job, Limits, Message, Reading, Trouble, Whole
from tuinews.refresh.prepare import prepare
from tuinews.refresh.sitemaps import read_parts, with_parts
from tuinews.sources.parse import parse_document
from tuinews.text.addresses import host, is_web
from tuinews.text.clean import one_line
from tuinews.text.words import count_words

_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE)
_LONG = 0.1
"""Seconds of parsing after which the requests under way get the time back."""

log = logging.getLogger("tuinews.refresh")


async def work(jobs: Iterable[Job], limits: Limits, send: Callable[[Message], None]) -> None:
    """Do all jobs; every one of them ends in one Document or Trouble that is sent."""
    client = client_for(limits)
    async with asyncio.TaskGroup() as group:
        for job in jobs:
            group.create_task(_one(job, client, limits, send))


def client_for(limits: Limits) -> Client:
    """A client that keeps to the limits."""
    return Client(
        user_agent=limits.user_agent,
        parallel=limits.parallel,
        per_host=limits.per_host,
        deadline=limits.deadline,
        max_body=limits.max_body,
        proxy=limits.proxy,
        spacing=limits.spacing,
        now=lambda: time.time() + limits.ahead,
    )


async def _one(job: Job, client: Client, limits: Limits, send: Callable[[Message], None]) -> None:
    try:
        fetched = await fetch_job(job, client, limits)
    except FetchError as error:
        send(
            Trouble(
                job.source.id,
                error.once if job.source.kind == ARTICLE else str(error),
                error.status,
                error.retry_after,
                error.unreachable,
                not_asked=isinstance(error, NotAsked),
                doubtful=error.doubtful,
                requests=error.requests,
            )
        )
        return
    except MemoryError:
        send(Trouble(job.source.id, f"{trouble.shown(job.url)} takes more memory to fetch than is allowed"))
        return
    except Exception as error:
        log.exception("fetching %s", job.source.id)
        send(Trouble(job.source.id, _surprise("fetched", error)))
        return
    started = time.monotonic()
    send(read_document(job, fetched, send))
    spent = time.monotonic() - started
    if spent > _LONG:
        client.forgive(spent)


async def fetch_job(job: Job, client: Client, limits: Limits) -> Fetched:
    """What the source of a job answers. Raises FetchError."""
    source = job.source
    if source.command:
        # newsboat's filter: lines name the address whose document the command is given; exec: lines name
        # none.
        given = b""
        if is_web(source.url):
            given = (await client.fetch(wanted(job))).body
        elif source.url.startswith("file:"):
            given = read_local(source.url, source.private, limits.max_body).body
        body = await run_command(source.command, given, limits.deadline, limits.max_body)
        return Fetched(source.url, 200, body)
    if source.url.startswith("file:"):
        return read_local(source.url, source.private, limits.max_body)
    request = wanted(job)
    fetched = await client.fetch(request)
    return await with_parts(fetched, request, client) if source.kind == "sitemap" else fetched


def wanted(job: Job) -> Wanted:
    """The request that a job wants made.

    Leave to reach a private host, and secrets, hold for the host that the user typed: they do not move. The
    validators are those of the body that was kept; a command's own output is never compared with them, and
    what was read in another way (its selectors were changed, say) is asked for whole.
    """
    source, state = job.source, job.state
    kept = (state.body_hash or "").startswith(_way(source)) and not source.command
    home = not job.moved or host(job.url) == host(source.url)
    return Wanted(
        job.url,
        private=source.private and home,
        etag=state.etag if kept else None,
        last_modified=state.last_modified if kept else None,
        validators_for=state.url,
        user_agent=source.user_agent,
        headers=source.headers if home else (),
        authorization=job.authorization if home else "",
        page=source.kind == ARTICLE,
    )


def read_document(job: Job, fetched: Fetched, send: Callable[[Message], None]) -> Document | Whole | Trouble:
    """What an answer says. Parsing is announced first; a body whose hash is known is not parsed."""
    source, state = job.source, job.state
    if fetched.status == 304:
        return replace(
            _unread(source, fetched, state.body_hash),
            etag=fetched.etag or state.etag,
            last_modified=fetched.last_modified or state.last_modified,
        )
    body_hash = _body_hash(source, fetched)
    if body_hash == state.body_hash:
        return _unread(source, fetched, body_hash)
    send(Reading(source.id))
    try:
        return whole(source, fetched) if source.kind == ARTICLE else parsed(source, fetched)
    except TuinewsError as error:
        why = str(error)
    except MemoryError:
        why = f"{trouble.shown(fetched.url)} takes more memory to read than is allowed"
    except Exception as error:
        log.exception("reading %s", source.id)
        why = _surprise("read", error)
    return Trouble(
        source.id,
        why,
        fetched.status if fetched.requests else None,
        unreadable=True,
        requests=fetched.requests,
        received=fetched.received,
    )


def parsed(source: Source, fetched: Fetched) -> Document:
    """The document in a fetched body, ready to be kept. Raises NotAFeed, and whatever a hostile document
    provokes.
    """

    def read(part: Fetched) -> Feed:
        return parse_document(
            part.body,
            url=part.url,
            content_type=part.content_type,
            timezone=source.timezone,
            kind=source.kind,
            selectors=source.selectors,
        )

    feed = read_parts(fetched.parts, read) if fetched.parts else read(fetched)
    return replace(
        _unread(source, fetched, _body_hash(source, fetched)),
        prepared=tuple(prepare(feed)),
        wishes=wishes_of(feed).packed(),
        title=feed.title or None,
        site=feed.site,
        language=feed.language,
    )


def whole(source: Source, fetched: Fetched) -> Whole:
    """The article that a fetched page is. Raises TuinewsError for a feed, and what hostile pages provoke."""
    if _FEED.search(fetched.body, 0, 2000) and _is_feed(fetched):
        raise TuinewsError(f"{trouble.shown(fetched.url)} is a feed and no article; `tuinews add` follows it")
    # Only who fetches whole articles pays for what finds them.
    from tuinews.sources.article import read_article  # noqa: PLC0415

    page = read_article(
        fetched.body, url=fetched.url, content_type=fetched.content_type or "", timezone=source.timezone
    )
    return Whole(source.id, page, count_words(page.entry.text))


def _is_feed(fetched: Fetched) -> bool:
    try:
        parse_document(fetched.body, url=fetched.url, content_type=fetched.content_type)
    except TuinewsError:
        return False
    return True


def _unread(source: Source, fetched: Fetched, body_hash: str | None) -> Document:
    """An answer as its headers describe it."""
    return Document(
        source.id,
        fetched.url,
        body_hash=body_hash,
        etag=fetched.etag,
        last_modified=fetched.last_modified,
        moved_to=fetched.moved_to,
        max_age=fetched.max_age,
        status=fetched.status if fetched.requests else None,
        requests=fetched.requests,
        received=fetched.received,
    )


def _body_hash(source: Source, fetched: Fetched) -> str:
    """Changes with the bytes, and with what else decides how they are read: charset, base address, and, at
    its beginning, the way the source is read.
    """
    hashed = blake2b(digest_size=16)
    for part in (fetched, *fetched.parts):
        hashed.update(f"{part.content_type}\0{part.url}\0{len(part.body)}\0".encode("utf-8", "replace"))
        hashed.update(part.body)
    return _way(source) + hashed.hexdigest()


def _way(source: Source) -> str:
    """Changes with the settings that decide how the bytes of a source are read."""
    settings = "\0".join((source.kind, source.timezone, *source.selectors))
    return blake2b(settings.encode("utf-8", "replace"), digest_size=4).hexdigest()


def _surprise(done: str, error: Exception) -> str:
    return (
        f"it could not be {done} ({type(error).__name__}: {one_line(str(error))[:100]}); please report this"
    )
