"""What the engine's parent and its children say to each other, and how it travels."""

from __future__ import annotations

import copyreg
import operator
from dataclasses import dataclass, fields
from typing import Any

from tuinews.model import Enclosure, Entry, FetchState, Prepared, Relevant, Source


@dataclass(frozen=True, slots=True)
class Job:
    """One source to be asked."""

    source: Source
    state: FetchState


@dataclass(frozen=True, slots=True)
class Limits:
    """How children go about their requests; the fields are those of ``fetch.client.Client``."""

    user_agent: str
    parallel: int
    per_host: int
    deadline: float
    max_body: int
    proxy: str
    spacing: float = 1.0


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
    ttl: int | None = None
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


Message = Reading | Document | Trouble


def _travels_as_tuple(kind: type[Any]) -> None:
    """Let values of a dataclass be pickled as their constructor's arguments.

    What dataclasses with slots do by themselves takes 20 times as long, and the parent, which alone reads
    all of it, is the one process that cannot be multiplied.
    """
    values = operator.attrgetter(*(field.name for field in fields(kind)))
    copyreg.pickle(kind, lambda value: (kind, values(value)))


for _kind in (Entry, Prepared, Enclosure, Relevant, Document, Trouble):
    _travels_as_tuple(_kind)
