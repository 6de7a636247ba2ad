"""How sources are doing: what went wrong with each, and how often it publishes."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from tuinews.model import WEEKS, FetchState, PastTrouble
from tuinews.store.place import ID_BITS, SPAN_BITS
from tuinews.store.times import stamp

TROUBLES_KEPT = 20
"""Of a source: the latest."""
_WEEK = 7 * 86_400
_SPAN = 1 << (SPAN_BITS - ID_BITS)
"""Seconds of a span; an article counts for the week in which the middle of its span lies."""


def remember_trouble(db: sqlite3.Connection, source: int, state: FetchState) -> None:
    """Write down that a source failed; the same trouble as the last time only counts once more."""
    at, error = state.last_fetch or 0, state.error or ""
    latest = db.execute(
        "SELECT first, status, error FROM troubles WHERE source = ? ORDER BY first DESC LIMIT 1", (source,)
    ).fetchone()
    if latest and state.failures > 1 and latest[1:] == (state.http_status, error):
        db.execute(
            "UPDATE troubles SET last = max(last, ?), times = times + 1 WHERE source = ? AND first = ?",
            (at, source, latest[0]),
        )
        return
    if latest:  # two in one second, or a clock that was set back
        at = max(at, latest[0] + 1)
    db.execute(
        "INSERT INTO troubles (source, first, last, times, status, error) VALUES (?, ?, ?, 1, ?, ?)",
        (source, at, at, state.http_status, error),
    )
    db.execute(
        "DELETE FROM troubles WHERE source = ? AND first <= ("
        "SELECT first FROM troubles WHERE source = ? ORDER BY first DESC LIMIT 1 OFFSET ?)",
        (source, source, TROUBLES_KEPT),
    )


def troubles(db: sqlite3.Connection) -> dict[str, tuple[PastTrouble, ...]]:
    """Return what went wrong with each followed source, the latest first; at most TROUBLES_KEPT of each."""
    found: dict[str, list[PastTrouble]] = {}
    rows = db.execute(
        "SELECT s.id, t.first, t.last, t.times, t.status, t.error FROM troubles AS t "
        "JOIN sources AS s ON s.key = t.source WHERE s.followed = 1 ORDER BY t.source DESC, t.first DESC"
    )
    for id, first, last, *rest in rows:
        found.setdefault(id, []).append(PastTrouble(stamp(first), stamp(last), *rest))
    return {id: tuple(some) for id, some in found.items()}


def rhythms(db: sqlite3.Connection, now: int) -> dict[str, tuple[int, ...]]:
    """Return how many articles each followed source had in each of the last WEEKS weeks, the present last.

    From the counts by span, of this time alone; a source without an article in it is left out. ``now``: Unix
    seconds.
    """
    found: dict[str, list[int]] = {}
    rows = db.execute(
        # CROSS: for each source the spans of these weeks, and never all that there are.
        "SELECT s.id, (? - p.span * ? - ?) / ?, p.total FROM sources AS s CROSS JOIN spans AS p "
        "ON p.kind = 2 AND p.key = s.key AND p.span > ? AND p.span <= ? WHERE s.followed = 1",
        (now, _SPAN, _SPAN // 2, _WEEK, (now - WEEKS * _WEEK) // _SPAN, now // _SPAN),
    )
    for id, ago, total in rows:
        weeks = found.setdefault(id, [0] * WEEKS)
        weeks[WEEKS - 1 - min(ago, WEEKS - 1)] += total
    return {id: tuple(weeks) for id, weeks in found.items()}


def weekly(rhythm: Sequence[int], total: int) -> float:
    """Return the articles a week. ``total``: all the source ever had.

    Where all of them lie in these weeks, the weeks before the first do not count: what a feed lists on the
    first day is often only some days old.
    """
    there = sum(rhythm)
    if not there:
        return 0.0
    silent = next(at for at, count in enumerate(rhythm) if count) if there >= total else 0
    return there / (len(rhythm) - silent)
