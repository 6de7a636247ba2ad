# ruff: noqa: S608 - statements are put together from our own words; every value is a parameter
"""What is remembered of each source between two requests."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import fields
from operator import attrgetter

from tuinews.model import FetchState, Status
from tuinews.store.health import remember_trouble
from tuinews.store.mirror import retitle

_STATE = tuple(field.name for field in fields(FetchState))
_COLUMNS = tuple("feed_title" if name == "title" else name for name in _STATE)
_LEARNED = ("feed_title", "site", "language")
"""Kept where a request did not tell them."""
_ASSIGNMENTS = ", ".join(
    f"{column} = coalesce(?, {column})" if column in _LEARNED else f"{column} = ?" for column in _COLUMNS
)
_values = attrgetter(*_STATE)


def fetch_states(db: sqlite3.Connection, ids: Iterable[str]) -> dict[str, FetchState]:
    """Return what is remembered of those of the sources that the library knows."""
    wanted = set(ids)
    rows = db.execute(f"SELECT id, {', '.join(_COLUMNS)} FROM sources")
    return {row[0]: FetchState(*row[1:]) for row in rows if row[0] in wanted}


def set_fetch_state(db: sqlite3.Connection, source: int, state: FetchState) -> None:
    """Remember ``state``; title, site and language stay where it has none."""
    db.execute(f"UPDATE sources SET {_ASSIGNMENTS} WHERE key = ?", (*_values(state), source))
    if state.status == Status.FAILED:
        remember_trouble(db, source, state)
    if state.title:
        retitle(db, source, state.title)
