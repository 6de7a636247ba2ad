"""Which sources a refresh asks, and what is said of the others. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from tuinews.fetch import schedule
from tuinews.fetch.trouble import duration
from tuinews.model import FetchState, Outcome, Source, Status
from tuinews.refresh.messages import Job
from tuinews.text.addresses import host


class Plan(NamedTuple):
    """What is to be done."""

    jobs: tuple[Job, ...]
    waiting: tuple[Outcome, ...]
    """Sources that were meant but are not asked now, and why."""


def plan(
    followed: Iterable[Source],
    states: Mapping[str, FetchState],
    now: int,
    *,
    chosen: Collection[str] | None = None,
    force: bool = False,
) -> Plan:
    """What to ask: what is due, or, with ``force``, everything, of the ``chosen`` (source ids; None: of
    all).

    Chosen sources are asked due or not, but not twice within two minutes unless by force. Nobody who told
    us to wait is asked. Paused sources are left out; the chosen ones among them are reported.
    """
    jobs: list[Job] = []
    waiting: list[Outcome] = []
    followed = tuple(followed)
    resting = _resting(followed, states, now)
    for source in followed:
        if chosen is not None and source.id not in chosen:
            continue
        job = Job(source, states.get(source.id, FetchState()))
        rest = resting.get(host(job.url), now) - now if resting else 0
        why = _why_not(source, job.state, now, rest, named=chosen is not None, force=force)
        if why is None:
            jobs.append(job)
        elif why:
            waiting.append(Outcome(source.id, Status.WAITING, error=why))
    return Plan(tuple(jobs), tuple(waiting))


def _resting(followed: Iterable[Source], states: Mapping[str, FetchState], now: int) -> dict[str, int]:
    """Until when hosts are left alone that called one source's requests too many (429), and said for how
    long. After an hour the others are tried again: it may be about that one source.
    """
    until: dict[str, int] = {}
    for source in followed:
        state = states.get(source.id)
        if state is None or state.http_status != schedule.TOO_MANY or not schedule.told_to_wait(state, now):
            continue
        end = min(state.wait_until or now, (state.last_fetch or now) + schedule.HOUR)
        name = host(Job(source, state).url)
        until[name] = max(end, until.get(name, now))
    return until


def _why_not(
    source: Source, state: FetchState, now: int, rest: int, *, named: bool, force: bool
) -> str | None:
    """Why a source is not asked, None where it is; empty where nobody expects to hear of it. ``rest`` is for
    how many seconds its host is to be left alone.
    """
    if source.paused:
        if not named:
            return ""
        reason = f" ({source.paused_why.rstrip('.')})" if source.paused_why else ""
        return f"it is paused{reason}; take `paused` out of its table in sources.toml to follow it"
    left = (state.wait_until or now) - now if schedule.told_to_wait(state, now) else rest
    if left > 0:
        return f"its host asked to be left alone for another {duration(left)}" if named or force else ""
    if force:
        return None
    if named:
        if schedule.spared(state, now):
            return f"it was asked {duration(now - (state.last_fetch or now))} ago"
        return None
    return None if schedule.due(state, now) else ""
