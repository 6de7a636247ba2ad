"""When a source is asked again. Pure: everything comes in as an argument."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import NamedTuple

from tuinews.fetch.trouble import duration
from tuinews.fetch.wishes import Wishes
from tuinews.model import FetchState

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR

CEILING = DAY
"""No source is left alone for longer, whatever it says and however often it failed."""
SPARED = 2 * MINUTE
"""A source asked within this time is not asked again because of a key press."""
SLEEP = 3 * DAY
"""Nor longer than this where it names the hours and days on which it publishes nothing: a weekend."""
FRESH_AT_MOST = HOUR
"""Cache-Control is written for browsers and often by carelessness: believed up to here. RSS ``ttl`` means
feeds.
"""
_PER_GAP = 2
"""Requests in the time that usually lies between two publications."""
_PER_SILENCE = 20
"""Requests in a time as long as the present silence: a source that may come back at any time is asked less
and less often, but never less than daily.
"""
EARLY = MINUTE
"""What falls due this soon is asked at once, so that a job every 15 minutes does not skip every other
round.
"""
GONE = 410
NO_WISHES = Wishes()
_THURSDAY = 3
"""The day of the week, Monday 0, with which Unix time begins."""


class Next(NamedTuple):
    """When a source is asked again, and why then."""

    at: int
    """Unix seconds."""
    why: str
    """For a person, in a few words: ``your interval``."""


class _Wait(NamedTuple):
    seconds: int
    why: str


def next_fetch(
    source: str,
    now: int,
    *,
    interval: int | None = None,
    every: int = 15,
    wishes: Wishes = NO_WISHES,
    max_age: int | None = None,
    failures: int = 0,
    retry_after: int | None = None,
) -> Next:
    """The moment before which a source need not be asked again.

    ``interval`` (minutes, the user's own for this source) overrules what the publisher wishes: ``wishes``
    and ``max_age`` (seconds, Cache-Control or Expires). ``every`` (minutes) is the user's rhythm for all
    sources. ``failures`` in a row double the time, spread by up to a quarter so that sources that failed
    together do not come back together. ``retry_after`` (seconds) is never undercut. At most CEILING ahead,
    unless the user's own interval is longer or the publisher sleeps (SLEEP).
    """
    if interval is not None:
        wait, why = interval * MINUTE, "your interval"
    else:
        waits = [_Wait(every * MINUTE, "your usual rhythm"), *_wished(wishes, max_age, now)]
        wait, why = max(waits, key=lambda one: one.seconds)
        wait = min(wait, CEILING)
    if failures:
        most = max(wait, CEILING)
        backoff = min((interval or every) * MINUTE << min(failures - 1, 16), most)
        backoff = min(backoff + backoff * _spread(source, failures) // 1024, most)
        if backoff >= wait:
            wait, why = backoff, f"failed {_times(failures)}"
    if retry_after is not None and min(retry_after, CEILING) >= wait:
        wait, why = min(retry_after, CEILING), "Retry-After"
    if interval is None and not failures and retry_after is None:
        return _awake(Next(now + wait, why), wishes)
    return Next(now + wait, why)


def _wished(wishes: Wishes, max_age: int | None, now: int) -> Iterator[_Wait]:
    """How long the publisher would have us wait, and how long its habits make it worth while to wait."""
    yield _Wait(wishes.ttl, "its ttl")
    yield _Wait(wishes.period, "its updatePeriod")
    yield _Wait(min(max_age or 0, FRESH_AT_MOST), "Cache-Control")
    usual = duration(_rounded(wishes.gap)).removeprefix("1 ")
    yield _Wait(wishes.gap // _PER_GAP, f"publishes about every {usual}")
    if wishes.newest:
        silence = now - wishes.newest
        yield _Wait(silence // _PER_SILENCE, f"silent for {duration(_rounded(silence))}")


def _awake(planned: Next, wishes: Wishes) -> Next:
    """The first moment from there on in which the publisher does not sleep; lists that leave none for as
    long as SLEEP are not believed.
    """
    moment, why = planned
    end = moment + SLEEP
    while moment <= end:
        hour, day = moment % DAY // HOUR, (moment // DAY + _THURSDAY) % 7
        if day in wishes.skip_days:
            moment, why = (moment // DAY + 1) * DAY, "its skipDays"
        elif hour in wishes.skip_hours:
            moment, why = (moment // HOUR + 1) * HOUR, "its skipHours"
        else:
            return Next(moment, why)
    return planned


def _rounded(seconds: int) -> int:
    """A length of time that is about right, with one unit."""
    for unit in (DAY, HOUR, MINUTE):
        if seconds >= unit:
            return round(seconds / unit) * unit
    return max(seconds, 0)


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"


def gone(state: FetchState) -> bool:
    """Whether the publisher has said that the source is gone for good (410): it is asked by name only."""
    return state.http_status == GONE and state.next_fetch is None


def told_to_wait(state: FetchState, now: int) -> bool:
    """Whether the host has asked not to be asked yet; not even force overrules that."""
    return state.wait_until is not None and now < state.wait_until <= now + CEILING


def due(state: FetchState, now: int) -> bool:
    """Whether a source's time has come. A time that lies absurdly far ahead (the clock was wrong) counts as
    come. What is gone is never due.
    """
    if told_to_wait(state, now) or gone(state):
        return False
    return state.next_fetch is None or state.next_fetch <= now + EARLY or _clock_was_wrong(state, now)


def spared(state: FetchState, now: int) -> bool:
    """Whether a source was asked so recently that a key press does not ask it again."""
    return state.last_fetch is not None and 0 <= now - state.last_fetch < SPARED


def _clock_was_wrong(state: FetchState, now: int) -> bool:
    return state.last_fetch is not None and state.last_fetch > now + HOUR


def _spread(source: str, failures: int) -> int:
    """0 to 255, the same for the same source and count: spread needs no chance, only difference."""
    return zlib.crc32(f"{source} {failures}".encode()) & 0xFF
