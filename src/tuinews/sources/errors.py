"""What reading a document can fail with."""

from __future__ import annotations

from tuinews.model import TuinewsError


class NotAFeed(TuinewsError):
    """The body is no feed; the text says what it looks like instead."""
