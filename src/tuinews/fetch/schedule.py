"""When a source is asked again. Pure: everything comes in as an argument."""

from __future__ import annotations

import zlib

from tuinews.model import FetchState

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR

CEILING = DAY
"""No source is left alone for longer, whatever it says and however often it failed."""
SPARED = 2 * MINUTE
"""A source asked within this time is not asked again because of a key press."""
FRESH_AT_MOST = HOUR
"""Cache-Control is written for browsers and often by carelessness: believed up to here. RSS ``ttl`` means
feeds.
"""
EARLY = MINUTE
"""What falls due this soon is asked at once, so that a job every 15 minutes does not skip every other
round.
"""


def next_fetch(
    source: str,
    now: int,
    *,
    interval: int | None = None,
    every: int = 15,
    ttl: int | None = None,
    max_age: int | None = None,
    failures: int = 0,
    retry_after: int | None = None,
    gone: bool = False,
) -> int:
    """The moment (Unix seconds) before which a source need not be asked again.

    ``interval`` (minutes, the user's own for this source) overrules what the publisher wishes: ``ttl``
    (minutes, RSS) and ``max_age`` (seconds, Cache-Control). ``every`` (minutes) is the user's rhythm for
    all sources. ``failures`` in a row double the time, spread by up to a quarter so that sources that
    failed together do not come back together. ``retry_after`` (seconds) is never undercut. ``gone`` (410)
    waits the longest. At most CEILING ahead, unless the user's own interval is longer.
    """
    if interval is not None:
        base = interval * MINUTE
    else:
        base = max(every * MINUTE, (ttl or 0) * MINUTE, min(max_age or 0, FRESH_AT_MOST))
        base = min(base, CEILING)
    wait = base
    if gone:
        wait = max(base, CEILING)
    elif failures:
        wait = min(base << min(failures - 1, 16), max(base, CEILING))
        wait = min(wait + wait * _spread(source, failures) // 1024, max(base, CEILING))
    if retry_after is not None:
        wait = max(wait, min(retry_after, CEILING))
    return now + wait


def told_to_wait(state: FetchState, now: int) -> bool:
    """Whether the host has asked not to be asked yet; not even force overrules that."""
    return state.wait_until is not None and now < state.wait_until <= now + CEILING


def due(state: FetchState, now: int) -> bool:
    """Whether a source's time has come. A time that lies absurdly far ahead (the clock was wrong) counts as
    come.
    """
    if told_to_wait(state, now):
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
