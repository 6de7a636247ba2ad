"""What is said of sources that are paused, the same wherever it is said. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tuinews.model import Source
from tuinews.settings.private_hosts import waits_for_leave


class PausedWays(NamedTuple):
    """What can be done about it."""

    show: str
    """What shows the reasons, as ``S shows``."""
    permit: str
    """How a private host is permitted: the rest of a sentence without its full stop."""


class Paused(NamedTuple):
    """How many of some sources are paused."""

    of: int
    paused: int
    waiting: int
    """Of the paused ones, those that wait for the user's leave because of their host."""


def count_paused(sources: Sequence[Source]) -> Paused:
    """How many of these sources are paused."""
    paused = [source for source in sources if source.paused]
    return Paused(len(sources), len(paused), sum(map(waits_for_leave, paused)))


def about_paused(found: Paused, ways: PausedWays) -> str:
    """How many of some sources are paused, why, and what to do about it; nothing where none is."""
    of, paused, waiting = found
    if not paused:
        return ""
    verb = "is" if paused == 1 else "are"
    all_ = "The source is" if of == 1 else f"All {of:,} sources are"
    who = f"{all_ if paused == of else f'{paused:,} of {of:,} sources {verb}'} paused"
    if not waiting:
        return f"{who}; {ways.show} why."
    hosts = "its host is" if waiting == 1 else "their hosts are"
    why = f"{hosts} this machine or on a private network. {ways.permit}."
    return f"{who}: {why}" if waiting == paused else f"{who}, {waiting:,} because {why}"
