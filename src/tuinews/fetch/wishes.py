"""What a publisher asks of those who fetch, and how often it publishes. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from tuinews.model import Feed
from tuinews.text.dates import sort_key

_NEWEST = 12
"""Publications that a rhythm is measured on."""
_FEWEST = 4
"""Publications without which there is no rhythm to speak of."""
_TOGETHER = 600
"""Seconds within which articles count as one publication."""
_LATEST = 2**62
"""Beyond every date: what lies in the future is told later, when there is a present to compare with."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """Remembered from the last document that was read; zero or empty where nothing was said."""

    ttl: int = 0
    """Seconds to wait between requests (RSS ``ttl``)."""
    period: int = 0
    """Seconds between two updates, as the document states them (``sy:updatePeriod``, RSS 1.0 Syndication)."""
    skip_hours: tuple[int, ...] = ()
    """Hours of the day, UTC, in which not to ask (RSS ``skipHours``)."""
    skip_days: tuple[int, ...] = ()
    """Days on which not to ask, Monday 0, UTC (RSS ``skipDays``)."""
    gap: int = 0
    """Seconds that usually lie between two publications, as measured; 0 where that cannot be told."""
    newest: int = 0
    """The moment of the newest article, Unix seconds; may lie in the future."""

    def packed(self) -> str:
        """As text, for the store."""
        said = {name: value for name, value in asdict(self).items() if value}
        return json.dumps(said, separators=(",", ":"))


def unpacked(text: str | None) -> Wishes:
    """What ``packed`` wrote."""
    if not text:
        return Wishes()
    said: dict[str, Any] = json.loads(text)
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in said.items()
    }
    return Wishes(**values)


def wishes_of(feed: Feed) -> Wishes:
    """What a document says, and what its dates show."""
    stamps = [stamp for entry in feed.entries if (stamp := entry.published or entry.updated)]
    moments = sorted({sort_key(stamp, _LATEST) for stamp in stamps}, reverse=True)
    return Wishes(
        ttl=(feed.ttl or 0) * 60,
        period=feed.update_every or 0,
        skip_hours=feed.skip_hours,
        skip_days=feed.skip_days,
        gap=usual_gap(moments),
        newest=moments[0] if moments else 0,
    )


def usual_gap(moments: Iterable[int]) -> int:
    """The median of seconds between the newest publications; ``moments`` in Unix seconds, in any order.

    Articles of the same ten minutes are one publication. 0 where there are too few to tell.
    """
    publications: list[int] = []
    for moment in sorted(moments, reverse=True):
        if not publications or publications[-1] - moment >= _TOGETHER:
            publications.append(moment)
        if len(publications) == _NEWEST:
            break
    if len(publications) < _FEWEST:
        return 0
    return int(median(later - earlier for later, earlier in pairwise(publications)))
