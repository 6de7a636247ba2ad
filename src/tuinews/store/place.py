"""The place of an article: one integer that orders all lists, see schema/0001.sql."""

from __future__ import annotations

from tuinews.model import Key

ID_BITS = 28
MOST_ARTICLES = 1 << ID_BITS
SPAN_BITS = ID_BITS + 16
"""Places are counted by spans of 2^16 seconds."""
_FARTHEST = 1 << 34
"""Seconds from 1970, either way: the years 1425 to 2514. What lies beyond is listed there."""


def place(sort: int, id: int) -> int:
    """Return the place of article ``id`` listed under ``sort`` (Unix seconds)."""
    return (max(-_FARTHEST, min(_FARTHEST, sort)) << ID_BITS) | id


def key(at: int) -> Key:
    """Return what a place is made of."""
    return Key(at >> ID_BITS, at & (MOST_ARTICLES - 1))
