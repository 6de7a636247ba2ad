"""What the interface says of sources that are paused, by the user's own keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tuinews.library.paused import Paused, PausedWays, about_paused, count_paused
from tuinews.model import SourceState
from tuinews.ui.keys import said


def about(paused: Paused, keys: Mapping[str, tuple[str, ...]]) -> str:
    """How many of some sources are paused, why, and what to do; nothing where none is."""
    sources, pause = said(keys, "sources"), said(keys, "pause-source")
    permit = f"In {sources}, {pause} twice permits one; `tuinews import --private FILE` permits a list"
    return about_paused(paused, PausedWays(show=f"{sources} shows", permit=permit))


def about_states(states: Sequence[SourceState], keys: Mapping[str, tuple[str, ...]]) -> str:
    """The same of sources that are followed."""
    return about(count_paused([state.source for state in states]), keys)
