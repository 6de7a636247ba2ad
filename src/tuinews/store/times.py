"""Unix seconds as stamps, see ``model``."""

from __future__ import annotations

import time


def stamp(at: int) -> str:
    """Return a moment as ISO 8601 in UTC."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))


def stamp_or_none(at: int | None) -> str | None:
    """Return a moment as ISO 8601 in UTC, or None."""
    return None if at is None else stamp(at)
