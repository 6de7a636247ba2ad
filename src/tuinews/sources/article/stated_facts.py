"""What a page states of its article, whichever way it states it."""

from __future__ import annotations

from dataclasses import dataclass, field, fields

from tuinews.model import Relevant


@dataclass(slots=True)
class StatedFacts:
    """The facts of one kind of evidence, as stated: cleaned and absolute, empty where it says nothing."""

    titles: list[str] = field(default_factory=list)
    """Headlines, the more trusted ones first."""
    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    origin: str = ""
    publisher: str = ""
    """The name of the site, or of who runs it."""
    published: str | None = None
    """A stamp, like ``updated``."""
    updated: str | None = None
    summary: str = ""
    body: str = ""
    """The article's text, plain."""
    labels: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    """Words for search engines: labels of last resort."""
    language: str | None = None
    image: str | None = None
    views: int | None = None
    comments_url: str | None = None
    comments_count: int | None = None
    is_free: bool | None = None
    """What it states about having to pay (``isAccessibleForFree``)."""
    relevant: list[Relevant] = field(default_factory=list)

    def add(self, other: StatedFacts) -> None:
        """Take from another what is not stated here."""
        for one in fields(self):
            if getattr(self, one.name) in ("", None, []):
                setattr(self, one.name, getattr(other, one.name))
