"""What is remembered of a source after an answer. Pure: what was known and what came in, a FetchState out."""

from __future__ import annotations

from dataclasses import replace

from tuinews.fetch import schedule
from tuinews.fetch.wishes import unpacked
from tuinews.model import MOVED, FetchState, Status
from tuinews.refresh.messages import Document, Job, Trouble

_MISSING = {404, 410}


def answered(
    job: Job, document: Document, status: Status, *, started: int, now: int, every: int
) -> FetchState:
    """After a document, or the word that it is unchanged.

    ``started`` is when the refresh began: the next time is counted from there, so that rounds stay rounds.
    ``every`` is the user's rhythm in minutes. Title, site and language may be None: the store keeps what it
    has.
    """
    before = job.state
    unmodified = document.status == 304
    # A document that was not read again says nothing of its wishes: those it had stand.
    wishes = before.wishes if document.wishes is None else document.wishes
    moved_to, moved_times = _moved(job, document)
    following = schedule.next_fetch(
        job.source.id,
        started,
        interval=job.source.interval,
        every=every,
        wishes=unpacked(wishes),
        max_age=document.max_age,
    )
    return FetchState(
        etag=document.etag,
        last_modified=document.last_modified,
        body_hash=document.body_hash,
        url=document.url,
        moved_to=moved_to,
        moved_times=moved_times,
        last_fetch=now,
        next_fetch=following.at,
        next_why=following.why,
        status=status,
        title=document.title,
        site=document.site,
        language=document.language,
        http_status=document.status,
        size=before.size if unmodified else document.received or None,
        requests=before.requests + document.requests,
        unmodified=before.unmodified + unmodified,
        received=before.received + document.received,
        saved=before.saved + (before.size or 0 if unmodified else 0),
        wishes=wishes,
    )


def troubled(job: Job, trouble: Trouble, *, started: int, now: int, every: int) -> FetchState:
    """After an answer that brought nothing, for a source that was asked.

    A host that asks for a pause has not failed. What is gone for good (410) has no next time. An address the
    source had moved to and that is no longer there is forgotten: the user's own is asked again.
    """
    before = job.state
    state = replace(
        before,
        last_fetch=now,
        wait_until=None,
        error=trouble.error,
        http_status=trouble.status,
        requests=before.requests + trouble.requests,
        received=before.received + trouble.received,
    )
    if trouble.retry_after is not None:
        following = _next(job, started, every, retry_after=trouble.retry_after)
        return replace(
            state,
            status=Status.WAITING,
            wait_until=started + trouble.retry_after,
            next_fetch=following.at,
            next_why=following.why,
        )
    state = replace(state, status=Status.FAILED, failures=before.failures + 1)
    if trouble.unreadable:
        # Whatever the host would call unchanged now, it is not the document that was kept.
        state = replace(state, etag=None, last_modified=None)
    if job.moved and trouble.status in _MISSING:
        state = replace(state, moved_to=None, moved_times=0)
    elif trouble.status == schedule.GONE:
        return replace(
            state,
            next_fetch=None,
            next_why="it is gone",
            error=f"{trouble.error}; until then it is asked only with `tuinews refresh {job.source.id}`",
        )
    following = _next(job, started, every, failures=state.failures)
    return replace(state, next_fetch=following.at, next_why=following.why)


def _next(
    job: Job, started: int, every: int, *, failures: int = 0, retry_after: int | None = None
) -> schedule.Next:
    return schedule.next_fetch(
        job.source.id,
        started,
        interval=job.source.interval,
        every=every,
        wishes=unpacked(job.state.wishes),
        failures=failures,
        retry_after=retry_after,
    )


def _moved(job: Job, document: Document) -> tuple[str | None, int]:
    """Where the source has moved for good, and how often in a row that was said.

    Where the new address is asked already and has moved on itself, the count goes on behind MOVED until that
    has held as long: then the newer address takes its place.
    """
    before, to = job.state, document.moved_to
    if not job.moved:
        if to is None:
            return None, 0
        return to, before.moved_times + 1 if before.moved_to == to else 1
    if to is None:
        return before.moved_to, MOVED
    times = before.moved_times + 1 if before.url == document.url else MOVED + 1
    return (to, MOVED) if times >= 2 * MOVED else (before.moved_to, times)
