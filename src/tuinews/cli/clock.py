"""The time of this machine: the only place of the command line that asks for it."""

from __future__ import annotations

import time
from datetime import UTC, datetime


def now() -> int:
    """Unix seconds."""
    return int(time.time())


def stamp(seconds: int) -> str:
    """Unix seconds as a stamp (see ``model``)."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
