"""Stories as they are shown: who tells them, since when, and the edition that is made of them."""

from __future__ import annotations

from typing import NamedTuple

from tuinews.model import Headline


class Regrouped(NamedTuple):
    """What became of articles and stories when others came."""

    articles: dict[int, int | None]
    """Those whose story is another, and which; None: they stand alone."""
    stories: dict[int, int]
    """Those that are no more, and which they became a part of."""


class Telling(NamedTuple):
    """One article of a story, as its timeline shows it."""

    headline: Headline
    copy_of: int | None = None
    """The earliest article of the story whose text this one repeats, as copies of a wire report do."""
    retitled: str | None = None
    """The headline that its publisher gave it first, where that is another than now."""
    is_new: bool = False
    """It came after the story was last looked at."""


class Story(NamedTuple):
    """Articles that tell the same event."""

    id: int
    title: str
    """The headline of the telling that is nearest to all others."""
    lead: int
    """The article that bears it."""
    first: str
    """Stamp of the earliest time of issue."""
    last: str
    """Stamp of the latest."""
    sources: tuple[str, ...]
    """Ids of the sources that tell it, the first to tell it first."""
    publishers: int
    """How many tell it independently: each publisher counts once, and who only repeats another's text not
    at all.
    """
    tellings: tuple[Telling, ...]
    """By time of issue, the earliest first."""


class Told(NamedTuple):
    """A line of the edition: a story of which something came since one left."""

    story: int
    title: str
    lead: int
    """The article to open."""
    when: str | int
    """Time of issue of that article, as ``Headline.when``."""
    publishers: int
    """How many told it independently since then."""
    why: str
    """The reason it stands here: ``9 sources``."""
    news: str
    """What is new in a story that was there before: ``new: price, Spohr``; empty for a new one."""
    unread: int
    """How many of its tellings are unread."""


class Edition(NamedTuple):
    """What came since one left, and what of it most tell."""

    since: str | None
    """Stamp of when one left; None: one was never here, and it reaches back a day."""
    articles: int
    stories: int
    """Stories that two or more publishers told."""
    told: tuple[Told, ...]
    """Those that most independent sources tell first, the freshest first among equals."""
