"""What the engine makes of a source: the document as read, its entries made ready, what they change."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that belongs to an article, such as a podcast's sound."""

    url: str
    type: str | None = None
    length: int | None = None
    """Bytes as stated by the publisher."""
    duration: int | None = None
    """Seconds it plays, as stated by the publisher."""


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
class Page:
    """A web page read as one article."""

    url: str
    """Where it was read: the address after redirects."""
    entry: Entry
    """Its facts and its body; ``html`` is None where the page holds no article."""
    obstacle: str = ""
    """Why this is not the whole article, a sentence for a person; empty where it is."""


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
    update_every: int | None = None
    """Seconds between two updates, as stated (``sy:updatePeriod`` and ``sy:updateFrequency``)."""
    skip_hours: tuple[int, ...] = ()
    """Hours, 0 to 23 UTC, in which the publisher does not want to be asked (RSS ``skipHours``)."""
    skip_days: tuple[int, ...] = ()
    """Days likewise, Monday 0 (RSS ``skipDays``)."""
    repaired: bool = False
    """The document was not well-formed and was read forgivingly."""


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
    identities: tuple[int, ...] = ()
    """See ``store.identities``; where there is none they are worked out when they are needed."""
    address: int | None = None
    """Hash of its canonical address, see ``store.identities``."""
    links: tuple[int, ...] = ()
    """Hashes of the addresses that its text links to."""


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
    vanished: tuple[int, ...] = ()
    """Articles that its publisher took out of the document, see ``refresh.vanishing``."""
    order: tuple[int | None, ...] = ()
    """The articles of the document in its order, None for each that is new."""

    def __bool__(self) -> bool:
        return bool(self.new or self.changed)


@dataclass(frozen=True, slots=True)
class Revision:
    """What an article said before its publisher changed it."""

    until: str
    """When it was seen to say something else, a stamp."""
    title: str
    updated: str | None
    """As the publisher dated what is kept here."""
    summary: str | None
    text: str
    html: str | None
    of_page: bool = False
    """Its own page said it, and not its feed."""


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
    next_why: str | None = None
    """Why ``next_fetch`` lies where it lies, for a person: ``your interval``."""
    moved_times: int = 0
    """Answers in a row that led to ``moved_to`` for good."""
    http_status: int | None = None
    """Of the last answer."""
    size: int | None = None
    """Bytes of the last whole answer, as sent."""
    requests: int = 0
    unmodified: int = 0
    """Of these, answered with 304."""
    received: int = 0
    """Bytes, as sent."""
    saved: int = 0
    """Bytes that a 304 did not send again."""
    wishes: str | None = None
    """What the publisher asks and how it publishes, as ``fetch.wishes`` packs it; kept where an answer does
    not tell.
    """


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
