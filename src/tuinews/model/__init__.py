"""What every room talks about: sources, entries as read, articles as kept, headlines as listed.

Frozen values without behaviour; this package imports nothing of ours. What the interface starts with is here;
the rest is in its modules, by the same names, and loaded when it is first asked for.

A *stamp* is a moment as ISO 8601 text: ``2021-09-07T13:24:05Z`` (UTC, whole seconds) or, where the publisher
gave a day and no time, ``2021-09-07``, which is never shifted by zone.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from tuinews.model.documents import Changes as Changes
    from tuinews.model.documents import Enclosure as Enclosure
    from tuinews.model.documents import Entry as Entry
    from tuinews.model.documents import Feed as Feed
    from tuinews.model.documents import FetchState as FetchState
    from tuinews.model.documents import Known as Known
    from tuinews.model.documents import Outcome as Outcome
    from tuinews.model.documents import Page as Page
    from tuinews.model.documents import Prepared as Prepared
    from tuinews.model.documents import Relevant as Relevant
    from tuinews.model.documents import Revision as Revision
    from tuinews.model.documents import Status as Status
    from tuinews.model.sources import NO_SELECTORS as NO_SELECTORS
    from tuinews.model.sources import Selectors as Selectors
    from tuinews.model.sources import Source as Source
    from tuinews.model.stories import Edition as Edition
    from tuinews.model.stories import Story as Story
    from tuinews.model.stories import Telling as Telling
    from tuinews.model.stories import Told as Told

_LATER = {
    **dict.fromkeys(("NO_SELECTORS", "Selectors", "Source"), "sources"),
    **dict.fromkeys(
        (
            *("Changes", "Enclosure", "Entry", "Feed", "FetchState", "Known"),
            *("Outcome", "Page", "Prepared", "Relevant", "Revision", "Status"),
        ),
        "documents",
    ),
    **dict.fromkeys(("Edition", "Story", "Telling", "Told"), "stories"),
}
"""What is loaded when it is first asked for, and where it is."""


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415 (7 ms of the interface's start)

    return getattr(import_module(f"tuinews.model.{_LATER[name]}"), name)


class Key(NamedTuple):
    """Where an article stands in any list: newest first means descending by this."""

    sort: int
    """Unix seconds."""
    id: int


class Headline(NamedTuple):
    """One row of a list; made without touching any body."""

    id: int
    sort: int
    title: str
    source: str
    source_title: str
    category: str
    published: str | None
    read: bool
    starred: bool
    tellings: int = 0
    """Other articles of the same story; not counted for the rows of a folded list."""
    url: str | None = None
    revised: bool = False
    """Its publisher has changed it since it came."""
    story: int | None = None
    folded: frozenset[int] = frozenset()
    """Other articles of its story that a folded list holds in this row."""
    folded_unread: frozenset[int] = frozenset()
    """Those of them that are unread."""
    inside: bool = False
    """It stands under the row of its story, which was opened."""

    @property
    def key(self) -> Key:
        return Key(self.sort, self.id)

    @property
    def when(self) -> str | int:
        """Whose short time a list shows: as the publisher stated it, else as it is sorted."""
        return self.published or self.sort


class Body(StrEnum):
    """Which text of an article is meant, where there are two."""

    SHOWN = "shown"
    FEED = "feed"
    PAGE = "page"
    """Its own page's; the feed's where the page gave none."""


class PageState(NamedTuple):
    """What came of asking an article's own page for the whole of it."""

    fetched: str
    """When it was last asked, a stamp."""
    found: bool
    """It gave a body."""
    shown: bool
    """What is shown of the article is this body, and not the one its feed gave."""
    error: str | None
    """Why there is none, or why it is not whole: a sentence for a person."""


class Article(NamedTuple):
    """An article as kept on this machine, whole."""

    id: int
    sort: int
    title: str
    url: str | None
    source: str
    source_title: str
    category: str
    labels: tuple[str, ...]
    author: str | None
    editors: tuple[str, ...]
    origin: str | None
    published: str | None
    updated: str | None
    fetched: str
    summary: str | None
    language: str | None
    words: int
    image: str | None
    comments_url: str | None
    comments_count: int | None
    read: bool
    starred: bool
    views: int
    page_views: int | None
    revised: str | None
    """When we last saw the publisher change it."""
    story: int | None
    html: str | None
    text: str
    enclosures: tuple[Enclosure, ...] = ()
    relevant: tuple[Relevant, ...] = ()
    vanished: str | None = None
    """When we saw that its publisher had taken it out of the feed."""
    page: PageState | None = None
    """None: its own page was not asked for yet."""

    @property
    def key(self) -> Key:
        return Key(self.sort, self.id)

    @property
    def page_is_outdated(self) -> bool:
        """Whether its publisher changed it in the feed after its own page was asked."""
        return self.page is not None and self.revised is not None and self.revised > self.page.fetched


class Related(NamedTuple):
    """One article near another, and why."""

    id: int
    title: str
    source_title: str
    published: str | None
    sort: int
    score: float
    """0 to 1."""
    same_story: bool
    why: str
    """Such as ``shares: Lufthansa, bailout``."""
    read: bool = False

    @property
    def when(self) -> str | int:
        """Whose short time a list shows: as the publisher stated it, else as it is sorted."""
        return self.published or self.sort


WEEKS = 8
"""Weeks that a source's rhythm looks back."""


class PastTrouble(NamedTuple):
    """What went wrong with a source, once or several times in a row. Times are stamps."""

    first: str
    last: str
    times: int
    http_status: int | None
    error: str


class SourceState(NamedTuple):
    """A source and what is known of it: a row of the Sources screen and of ``sources --json``."""

    source: Source
    title: str
    """The user's name for it, else the feed's own, else its host."""
    site: str | None
    unread: int
    total: int
    last_fetch: str | None
    next_fetch: str | None
    status: str | None
    error: str | None
    failures: int
    moved_to: str | None = None
    """Where it is asked, since it has moved there for good."""
    next_why: str | None = None
    """Why ``next_fetch`` lies where it lies, in a few words for a person."""
    http_status: int | None = None
    """Of the last answer."""
    etag: str | None = None
    last_modified: str | None = None
    requests: int = 0
    unmodified: int = 0
    """Of these, answered with 304."""
    received: int = 0
    """Bytes, as sent."""
    saved: int = 0
    """Bytes that were not sent again."""
    rhythm: tuple[int, ...] = ()
    """Articles in each of the last WEEKS weeks, the present one last. It and what follows are there only
    where they were asked for: ``Library.sources_in_full``.
    """
    weekly: float = 0.0
    """Articles a week over this time, or since the first article where that is later."""
    troubles: tuple[PastTrouble, ...] = ()
    """What went wrong, the latest first."""


class Mark(StrEnum):
    """What a user can say about an article."""

    READ = "read"
    UNREAD = "unread"
    STAR = "star"
    UNSTAR = "unstar"


class Scope(StrEnum):
    """What a view is a view of."""

    ALL = "all"
    CATEGORY = "category"
    SOURCE = "source"
    STARRED = "starred"
    SEARCH = "search"


class View(NamedTuple):
    """A list of articles, newest first: a tab, a source, or the answer to a query."""

    scope: Scope = Scope.ALL
    name: str = ""
    """The category, the source's id, or the query's text."""
    unread: bool = False
    """Unread articles only."""
    ceiling: int | None = None
    """No article with a higher id: what arrived later waits until it is asked for."""
    fold: bool = False
    """A story is one row: its newest article in this view holds the others. Counts are of articles all the
    same.
    """


class Tab(NamedTuple):
    """A tab and its counts."""

    view: View
    title: str
    unread: int
    total: int


MOVED = 3
"""Answers in a row that lead elsewhere for good, before that address is asked instead."""


class TuinewsError(Exception):
    """The base of our errors; its text is a sentence for a person: what, where, what to do."""
