# ruff: noqa: S608 - statements are put together from our own words; every value is a parameter
"""Which articles the last document of a source held, and which its publisher took out."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable, Sequence

from tuinews.store.slices import marks, slices


def listed(db: sqlite3.Connection, source: int) -> tuple[int, ...]:
    """Return the articles of the last document, in its order."""
    (packed,) = db.execute("SELECT listed FROM sources WHERE key = ?", (source,)).fetchone()
    return struct.unpack(f"<{len(packed) // 4}I", packed) if packed else ()


def set_listed(
    db: sqlite3.Connection, source: int, ids: Sequence[int], vanished: Iterable[int], now: int
) -> None:
    """Remember them, inside a transaction; what had vanished and is there again has not vanished."""
    packed = struct.pack(f"<{len(ids)}I", *ids)
    db.execute("UPDATE sources SET listed = ? WHERE key = ?", (packed, source))
    for some in slices(ids):
        db.execute(f"DELETE FROM vanished WHERE article IN ({marks(some)})", some)
    db.executemany(
        "INSERT OR IGNORE INTO vanished (article, at) VALUES (?, ?)", [(id, now) for id in vanished]
    )
