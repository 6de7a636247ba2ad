"""Which sources a refresh asks, and what is said of the others. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from tuinews.fetch import schedule
from tuinews.fetch.trouble import duration
from tuinews.model import FetchState, Outcome, Source, Status
from tuinews.refresh.messages import Job
from tuinews.settings.private_hosts import waits_for_leave


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
    for source in followed:
        if chosen is not None and source.id not in chosen:
            continue
        job = Job(source, states.get(source.id, FetchState()))
        why = _why_not(source, job.state, now, named=chosen is not None, force=force)
        if why is None:
            jobs.append(job)
        elif why:
            waiting.append(Outcome(source.id, Status.WAITING, error=why))
    return Plan(tuple(jobs), tuple(waiting))


def _why_not(source: Source, state: FetchState, now: int, *, named: bool, force: bool) -> str | None:
    """Why a source is not asked, None where it is; empty where nobody expects to hear of it."""
    if source.paused:
        if not named:
            return ""
        reason = f" ({source.paused_why.rstrip('.')})" if source.paused_why else ""
        if waits_for_leave(source):
            return f"it is paused{reason}; `tuinews add` with its address permits its host"
        return f"it is paused{reason}; take `paused` out of its table in sources.toml to follow it"
    if schedule.told_to_wait(state, now):
        left = (state.wait_until or now) - now
        return f"its host asked to be left alone for another {duration(left)}" if named or force else ""
    if force:
        return None
    if named:
        if schedule.spared(state, now):
            return f"it was asked {duration(now - (state.last_fetch or now))} ago"
        return None
    return None if schedule.due(state, now) else ""
