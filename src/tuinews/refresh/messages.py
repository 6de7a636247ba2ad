"""What the engine's parent and its children say to each other, and how it travels."""

from __future__ import annotations

import copyreg
import operator
from dataclasses import dataclass, field, fields
from typing import Any

from tuinews.model import MOVED, Enclosure, Entry, FetchState, Page, Prepared, Relevant, Source


@dataclass(frozen=True, slots=True)
class Job:
    """One source to be asked."""

    source: Source
    state: FetchState
    authorization: str = field(default="", repr=False)
    """The Authorization field it is asked with; empty where there is none."""

    @property
    def moved(self) -> bool:
        """Whether it is asked where it has moved for good, as it said MOVED times in a row."""
        return self.state.moved_to is not None and self.state.moved_times >= MOVED

    @property
    def url(self) -> str:
        """The address to ask."""
        return self.state.moved_to if self.moved and self.state.moved_to else self.source.url


@dataclass(frozen=True, slots=True)
class Limits:
    """How children go about their requests; most fields are those of ``fetch.client.Client``."""

    user_agent: str
    parallel: int
    per_host: int
    deadline: float
    max_body: int
    proxy: str
    spacing: float = 1.0
    ahead: int = 0
    """Seconds by which the clock of this refresh is ahead of the machine's."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A child begins to parse this source: if it dies now, this is why."""

    source: str


@dataclass(frozen=True, slots=True)
class Document:
    """What a source answered: a document as read, or (``prepared`` is None) that it is unchanged."""

    source: str
    url: str
    prepared: tuple[Prepared, ...] | None = None
    body_hash: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None
    max_age: int | None = None
    wishes: str | None = None
    """As ``fetch.wishes`` packs them; None where the document was not read again."""
    status: int | None = None
    """The HTTP status, where a host answered."""
    requests: int = 0
    received: int = 0
    """Bytes, as sent."""
    title: str | None = None
    site: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a source gave nothing."""

    source: str
    error: str
    status: int | None = None
    retry_after: int | None = None
    unreachable: bool = False
    not_asked: bool = False
    doubtful: bool = False
    """As in ``fetch.answer.FetchError``."""
    unreadable: bool = False
    """A document came, but nothing could be made of it."""
    requests: int = 0
    received: int = 0


@dataclass(frozen=True, slots=True)
class Whole:
    """What an article's own page gave."""

    source: str
    page: Page
    words: int
    """Of its body."""


Message = Reading | Document | Whole | Trouble

ARTICLE = "article"
"""The kind of a source that is one article's own page: never of ``sources.toml``."""


def _travels_as_tuple(kind: type[Any]) -> None:
    """Let values of a dataclass be pickled as their constructor's arguments.

    What dataclasses with slots do by themselves takes 20 times as long, and the parent, which alone reads
    all of it, is the one process that cannot be multiplied.
    """
    values = operator.attrgetter(*(field.name for field in fields(kind)))
    copyreg.pickle(kind, lambda value: (kind, values(value)))


for _kind in (Entry, Prepared, Enclosure, Relevant, Document, Page, Whole, Trouble):
    _travels_as_tuple(_kind)
