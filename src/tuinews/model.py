"""What every room talks about: sources, entries as read, articles as kept, headlines as listed.

Frozen values without behaviour; this module imports nothing of ours.

A *stamp* is a moment as ISO 8601 text: ``2021-09-07T13:24:05Z`` (UTC, whole seconds) or, where the publisher
gave a day and no time, ``2021-09-07``, which is never shifted by zone.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Source:
    """A source as the user follows it: one table of ``sources.toml``."""

    id: str
    """Short, readable, stable: articles belong to it even when address or title change."""
    url: str
    title: str = ""
    """The user's own name for it; empty means: the title the feed gives itself."""
    category: str = ""
    """The tab it is in; empty means: in All only."""
    tags: tuple[str, ...] = ()
    kind: str = "feed"
    paused: bool = False
    paused_why: str = ""
    """A sentence for a person, where the program paused it."""
    interval: int | None = None
    """Minutes between two requests; None leaves it to the schedule."""
    timezone: str = ""
    """IANA name in which times without a zone are read; empty means UTC."""
    private: bool = False
    """The user typed or allowed this address although its host is loopback, link-local or private."""
    command: tuple[str, ...] = ()
    """Argument list whose standard output is the feed; kept from an import, run only when enabled."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that belongs to an article, such as a podcast's sound."""

    url: str
    type: str | None = None
    length: int | None = None
    """Bytes as stated by the publisher."""


@dataclass(frozen=True, slots=True)
class Relevant:
    """An article that the publisher itself lists beside this one."""

    title: str
    url: str
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as a document of a source states it: cleaned, absolute, not yet kept."""

    guid: str | None
    url: str | None
    title: str
    """One line of text, no markup, no control characters; may be empty."""
    author: str | None = None
    editors: tuple[str, ...] = ()
    origin: str | None = None
    """Who first published it, where it is not the source itself."""
    published: str | None = None
    updated: str | None = None
    summary: str | None = None
    """Plain text."""
    html: str | None = None
    """The body: sanitised HTML with absolute addresses."""
    text: str = ""
    """The body as plain text: what search and likeness read."""
    labels: tuple[str, ...] = ()
    language: str | None = None
    image: str | None = None
    comments_url: str | None = None
    comments_count: int | None = None
    enclosures: tuple[Enclosure, ...] = ()
    relevant: tuple[Relevant, ...] = ()
    page_views: int | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A whole document of a source, as read."""

    title: str
    entries: tuple[Entry, ...]
    site: str | None = None
    language: str | None = None
    description: str | None = None
    format: str = ""
    """Such as ``rss20``, ``atom10``, ``json11``."""
    ttl: int | None = None
    """Minutes the publisher asks to wait between requests (RSS ``ttl``)."""
    repaired: bool = False
    """The document was not well-formed and was read forgivingly."""


class Key(NamedTuple):
    """Where an article stands in any list: newest first means descending by this."""

    sort: int
    """Unix seconds."""
    id: int


@dataclass(frozen=True, slots=True)
class Headline:
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
    """Other articles of the same story."""
    url: str | None = None

    @property
    def key(self) -> Key:
        return Key(self.sort, self.id)


@dataclass(frozen=True, slots=True)
class Article:
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

    @property
    def key(self) -> Key:
        return Key(self.sort, self.id)


@dataclass(frozen=True, slots=True)
class Related:
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


class Status(StrEnum):
    """What came of one source in one refresh."""

    STORED = "stored"
    UNCHANGED = "unchanged"
    WAITING = "waiting"
    FAILED = "failed"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One source's line in the report of a refresh."""

    source: str
    status: Status
    new: int = 0
    changed: int = 0
    total: int = 0
    """Items in the document as fetched."""
    error: str | None = None


@dataclass(frozen=True, slots=True)
class SourceState:
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


@dataclass(frozen=True, slots=True)
class View:
    """A list of articles, newest first: a tab, a source, or the answer to a query."""

    scope: Scope = Scope.ALL
    name: str = ""
    """The category, the source's id, or the query's text."""
    unread: bool = False
    """Unread articles only."""
    ceiling: int | None = None
    """No article with a higher id: what arrived later waits until it is asked for."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab and its counts."""

    view: View
    title: str
    unread: int
    total: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """An entry made ready to be kept, by the engine's children, so that the writer only writes."""

    entry: Entry
    canonical: str | None
    """The address without trackers, scheme and other noise: for telling items apart, never for opening."""
    digest: str
    """Hash of what a reader would see change: headline, summary, body."""
    words: int
    terms: tuple[str, ...] = ()
    """Folded words of headline and summary that may tell the event, see ``related.terms``."""


@dataclass(frozen=True, slots=True)
class Known:
    """What deciding needs to know of an article already kept."""

    id: int
    guid: str | None
    canonical: str | None
    title: str
    published: str | None
    digest: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What one document changes in the store."""

    new: tuple[Prepared, ...] = ()
    changed: tuple[tuple[int, Prepared], ...] = ()
    """Article id and what it now says."""

    def __bool__(self) -> bool:
        return bool(self.new or self.changed)


@dataclass(frozen=True, slots=True)
class FetchState:
    """What is remembered of a source between two requests. Times are Unix seconds."""

    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    url: str | None = None
    """The address the validators belong to."""
    moved_to: str | None = None
    """Where the host has said, by 301 or 308, that the source now lives."""
    last_fetch: int | None = None
    next_fetch: int | None = None
    """Not asked before, unless by force."""
    wait_until: int | None = None
    """The host told us to wait (Retry-After); not even force asks before."""
    status: str | None = None
    error: str | None = None
    failures: int = 0
    """In a row."""
    title: str | None = None
    site: str | None = None
    language: str | None = None


class TuinewsError(Exception):
    """The base of our errors; its text is a sentence for a person: what, where, what to do."""
