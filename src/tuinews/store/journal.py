# ruff: noqa: S608 - statements are put together from our own words; every value is a parameter
"""What the user says of articles, and taking it back."""

from __future__ import annotations

import sqlite3
import struct
import zlib
from collections.abc import Iterable

from tuinews.model import Mark
from tuinews.store.place import SPAN_BITS

LENGTH = 200
"""Acts that can be taken back; older ones are forgotten."""
MANY = 1_000
"""Articles of one act from which on they are marked and counted all at once."""

_COLUMN = {
    Mark.READ: ("read", 1),
    Mark.UNREAD: ("read", 0),
    Mark.STAR: ("starred", 1),
    Mark.UNSTAR: ("starred", 0),
}
_TAKEN_BACK = {
    Mark.READ: "Unread again",
    Mark.UNREAD: "Read again",
    Mark.STAR: "No longer starred",
    Mark.UNSTAR: "Starred again",
}


def mark(db: sqlite3.Connection, ids: Iterable[int], mark: Mark, now: int) -> int:
    """Mark articles, inside a transaction; return how many that changed, which undo can take back."""
    column, value = _COLUMN[mark]
    changed = _set(db, ids, column, value)
    if changed:
        db.execute(
            "INSERT INTO journal (mark, at, count, articles) VALUES (?, ?, ?, ?)",
            (mark.value, now, len(changed), _packed(changed)),
        )
        db.execute("DELETE FROM journal WHERE id <= (SELECT max(id) FROM journal) - ?", (LENGTH,))
    return len(changed)


def opened(db: sqlite3.Connection, id: int) -> None:
    """Count a view of an article and mark it read, inside a transaction; this is not an act to take back."""
    db.execute("UPDATE articles SET read = 1, views = views + 1 WHERE id = ?", (id,))


def undo(db: sqlite3.Connection) -> str | None:
    """Take back the latest act, inside a transaction; return a sentence about it, None where there is none.

    Only what the act changed is changed back, and only where it is still as the act left it.
    """
    row = db.execute("SELECT id, mark, articles FROM journal ORDER BY id DESC LIMIT 1").fetchone()
    if row is None:
        return None
    entry, said, packed = row
    db.execute("DELETE FROM journal WHERE id = ?", (entry,))
    act = Mark(said)
    column, value = _COLUMN[act]
    count = len(_set(db, _unpacked(packed), column, 1 - value))
    return f"{_TAKEN_BACK[act]}: {count:,} article{'' if count == 1 else 's'}."


def _set(db: sqlite3.Connection, ids: Iterable[int], column: str, value: int) -> list[int]:
    """Set a mark and return the articles that did not have it."""
    ids = list(dict.fromkeys(ids))
    if len(ids) > MANY:
        return _set_many(db, ids, column, value)
    statement = f"UPDATE articles SET {column} = ? WHERE id = ? AND {column} <> ?"
    return [id for id in ids if db.execute(statement, (value, id, value)).rowcount]


def _set_many(db: sqlite3.Connection, ids: list[int], column: str, value: int) -> list[int]:
    """The same for very many: set by one statement, counted by two, where the triggers would run for each."""
    db.execute("CREATE TEMP TABLE IF NOT EXISTS chosen (id INTEGER PRIMARY KEY)")
    db.executemany("INSERT INTO chosen (id) VALUES (?)", ((id,) for id in ids))
    lacking = (
        f"SELECT a.id FROM chosen CROSS JOIN articles AS a ON a.id = chosen.id WHERE a.{column} <> {value}"
    )
    changed = [id for (id,) in db.execute(lacking)]
    if column == "read":
        for counting in (_COUNT_TOTALS, _COUNT_SPANS):
            db.execute(counting, (value, 1 - 2 * value))
        db.execute("INSERT INTO counted_at_once (yes) VALUES (1)")
    db.execute(f"UPDATE articles SET {column} = {value} WHERE id IN ({lacking})")
    db.execute("DELETE FROM counted_at_once")
    db.execute("DELETE FROM chosen")
    return changed


_LACKING = "FROM chosen CROSS JOIN articles AS a ON a.id = chosen.id WHERE a.read <> ?"
_COUNT_TOTALS = f"""
    WITH lacking (category, source, starred) AS (SELECT a.category, a.source, a.starred {_LACKING})
    INSERT INTO totals (kind, key, total, unread)
    SELECT kind, key, 0, ? * count(*) FROM (
        SELECT 0 AS kind, 0 AS key FROM lacking UNION ALL SELECT 1, category FROM lacking
        UNION ALL SELECT 2, source FROM lacking UNION ALL SELECT 3, 0 FROM lacking WHERE starred = 1
    ) WHERE 1 GROUP BY kind, key
    ON CONFLICT (kind, key) DO UPDATE SET unread = unread + excluded.unread"""
_COUNT_SPANS = f"""
    WITH lacking (category, source, span) AS (SELECT a.category, a.source, a.place >> {SPAN_BITS} {_LACKING})
    INSERT INTO spans (kind, key, span, total, unread)
    SELECT kind, key, span, 0, ? * count(*) FROM (
        SELECT 0 AS kind, 0 AS key, span FROM lacking UNION ALL SELECT 1, category, span FROM lacking
        UNION ALL SELECT 2, source, span FROM lacking
    ) WHERE 1 GROUP BY kind, key, span
    ON CONFLICT (kind, key, span) DO UPDATE SET unread = unread + excluded.unread"""


def _packed(ids: list[int]) -> bytes:
    return zlib.compress(struct.pack(f"<{len(ids)}I", *sorted(ids)))


def _unpacked(packed: bytes) -> tuple[int, ...]:
    data = zlib.decompress(packed)
    return struct.unpack(f"<{len(data) // 4}I", data)
