# ruff: noqa: S608 - statements are put together from our own words; every value is a parameter
"""Which articles link to which, and to the same pages."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from tuinews.store.slices import marks

INSERT = "INSERT OR IGNORE INTO links (hash, article, own) VALUES (?, ?, ?)"
MOST_LINKED = 12
"""A page that more articles link to says nothing of any of them."""


class Linked(NamedTuple):
    """An article that has something to do with an address."""

    hash: int
    article: int
    own: bool
    """It is the article's own address, and not one that it links to."""


def linked(db: sqlite3.Connection, hashes: Sequence[int], but: int) -> list[Linked]:
    """Return the articles other than ``but`` that have one of these addresses, or link to it."""
    rows = db.execute(
        f"SELECT hash, article, own FROM links WHERE hash IN ({marks(hashes)}) AND article <> ? "
        "ORDER BY hash, article DESC LIMIT ?",
        (*hashes, but, len(hashes) * 10 * MOST_LINKED),
    )
    found: dict[int, list[Linked]] = {}
    for hash, article, own in rows:
        found.setdefault(hash, []).append(Linked(hash, article, bool(own)))
    return [one for some in found.values() if len(some) <= MOST_LINKED for one in some]
