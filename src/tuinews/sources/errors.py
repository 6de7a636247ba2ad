"""What reading a document can fail with."""

from __future__ import annotations

from tuinews.model import TuinewsError


class NotAFeed(TuinewsError):
    """The body is no feed; the text says what it looks like instead."""


class NoArticles(NotAFeed):
    """The body is a page or a sitemap in which no articles were found; the text says so, and what to do."""
