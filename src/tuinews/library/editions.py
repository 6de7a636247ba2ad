"""The edition: what came since one left, and what of it most tell."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from tuinews.library.stories import MOST_COMPARED, copied, telling
from tuinews.model.stories import Edition, Told
from tuinews.related import editions
from tuinews.related.editions import Arrived, Counted
from tuinews.related.publishers import publisher
from tuinews.store.times import stamp

if TYPE_CHECKING:
    from tuinews.store import Store
    from tuinews.store.stories import Member

PLACE = "left"
"""The place that remembers when one left: JSON, ``{"ceiling": highest id listed, "at": Unix seconds}``."""
FIRST_TIME = 86_400
"""Seconds that an edition reaches back where one never left."""
BACK = 4 * 86_400
"""Seconds: what was issued so long before one left, or before that day, is a back number and no news."""
_MOST_TEXTS = 400
"""Texts that are compared to tell copies, those of the stories first that most tell: some 50 ms."""
_LATEST = 253_402_300_799
"""The last second of the year 9999."""


def edition(store: Store, limit: int, now: int) -> Edition:
    """Return the edition with ``limit`` stories at most; ``now``: Unix seconds.

    Back numbers are counted among the articles that came, and tell nothing, except in a first edition that
    would have nothing else to tell. What is counted does not depend
    on ``limit``. Copies are looked for in those stories first that most publishers tell, until _MOST_TEXTS
    were compared; what is beyond that is counted, but not told.
    """
    left = _left(store.recall(PLACE))
    ceiling = left[0] if left else store.stories.arrived_before(now - FIRST_TIME)
    count, arrivals = store.stories.arrivals(ceiling)
    oldest = (left[1] if left else now - FIRST_TIME) - BACK
    arrived = [Arrived(row.story, row.id, row.sort, publisher(row.url, row.source)) for row in arrivals]
    found = _find(store, [one for one in arrived if one.sort >= oldest])
    if left is None and not found.told:
        found = _find(store, arrived)
    issued = {row.id: row.published or row.sort for row in arrivals}
    sorts = {row.id: row.sort for row in arrivals}
    shown = [_told(store, one, issued, found) for one in found.told[:limit]]
    # Among equals by the time that is shown, which need not be that of the latest telling.
    shown.sort(key=lambda one: (-one.publishers, -sorts.get(one.lead, 0)))
    return Edition(
        since=stamp(left[1]) if left else None, articles=count, stories=found.stories, told=tuple(shown)
    )


class _Found(NamedTuple):
    """What news tells."""

    new: frozenset[int]
    """The articles that it was looked for in."""
    told: list[Counted]
    """The stories, those first that most publishers tell, as far as copies were looked for in them."""
    stories: int
    """How many there are, the others too."""
    compared: dict[int, list[Member]]
    """Their tellings, those of before too."""
    repeated: dict[int, int]
    """Copies among them, and of what."""


def _find(store: Store, news: Sequence[Arrived]) -> _Found:
    counted = editions.told_since(news)
    compared, repeated = _compared(store, counted)
    told = editions.told_since((one for one in news if one.story in compared), repeated)
    stories = len(counted) - (len(compared) - len(told))
    return _Found(frozenset(one.id for one in news), told, stories, compared, repeated)


def _left(kept: str | None) -> tuple[int, int] | None:
    """The highest id that was listed when one left, and when that was; None where that is not known."""
    try:
        place = json.loads(kept or "")
        return max(0, int(place["ceiling"])), min(_LATEST, max(0, int(place["at"])))
    except (ValueError, TypeError, KeyError, OverflowError):
        return None


def _compared(store: Store, counted: Iterable[Counted]) -> tuple[dict[int, list[Member]], dict[int, int]]:
    """The tellings of the first of the stories, and which of them are copies."""
    compared: dict[int, list[Member]] = {}
    repeated: dict[int, int] = {}
    texts = 0
    for one in counted:
        if texts >= _MOST_TEXTS:
            break
        members = store.stories.members(one.story, MOST_COMPARED)
        if members:  # a refresh may have taken them out of the story meanwhile
            compared[one.story] = members
            texts += len(members)
            repeated.update(copied(members))
    return compared, repeated


def _told(store: Store, one: Counted, issued: Mapping[int, str | int], found: _Found) -> Told:
    """A story as the edition tells it: by the article nearest to all that are new, and what they say."""
    members, new, repeated = found.compared[one.story], found.new, found.repeated
    old = [telling(member) for member in members if member.id not in new]
    since = [telling(member) for member in members if member.id in new]
    shown = since or old  # what came since may be of long ago, and not among the newest that were compared
    nearest = editions.nearest(shown, repeated, newer=True)
    lead = next(one for one in shown if one.id == nearest)
    own = [one for one in since if repeated.get(one.id, one.id) in new]
    return Told(
        story=one.story,
        title=lead.title,
        lead=lead.id,
        when=issued.get(lead.id, one.newest[0]),
        publishers=one.publishers,
        why=f"{one.publishers} sources",
        news=editions.news(own, old, store.document_frequency, store.article_count(), lead) if old else "",
        unread=store.stories.unread(one.story),
    )
