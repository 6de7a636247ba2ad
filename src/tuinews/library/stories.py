"""Stories, whole: their timeline, who tells them, and which tellings are copies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from tuinews.model import Story
from tuinews.model.stories import Telling
from tuinews.related import copies, editions
from tuinews.related.publishers import publisher
from tuinews.store.stories import MOST_WALKED
from tuinews.store.times import stamp

if TYPE_CHECKING:
    from tuinews.model import Headline
    from tuinews.store import Store
    from tuinews.store.stories import Member

MOST_COMPARED = 60
"""Tellings of a story, the newest, whose texts are compared. What is not compared counts as no copy."""


def story(store: Store, id: int) -> Story | None:
    """Return a story; None where no article tells it.

    A refresh may write between two looks at it: what came or went meanwhile is in one and not in the other.
    """
    rows = store.listing.headlines(store.stories.tellings(id))
    compared = store.stories.members(id, MOST_COMPARED)
    if not rows or not compared:
        return None
    repeated = copied(compared)
    lead = editions.nearest([telling(one) for one in compared], repeated)
    titles = store.stories.first_titles(row.id for row in rows if row.revised)
    seen = store.stories.looked(id)
    return Story(
        id=id,
        title=next(one.title for one in compared if one.id == lead),
        lead=lead,
        first=_issued(rows[0]),
        last=_issued(rows[-1]),
        sources=tuple(dict.fromkeys(row.source for row in rows)),
        publishers=len({publisher(row.url, row.source) for row in rows if row.id not in repeated}),
        tellings=tuple(
            Telling(
                headline=row,
                copy_of=repeated.get(row.id),
                retitled=_other(titles.get(row.id), row.title),
                is_new=seen is not None and row.id > seen,
            )
            for row in rows
        ),
    )


def stories(store: Store, query: str | None, limit: int) -> list[Story]:
    """Return the newest stories of two or more articles, newest first; with a query, those with an article
    that it finds.
    """
    ids = store.stories.newest() if query is None else _found(store, query)
    whole = [one for one in (story(store, id) for id in islice(ids, limit)) if one is not None]
    whole.sort(key=lambda one: one.tellings[-1].headline.key, reverse=True)
    return whole


def _found(store: Store, query: str) -> Iterator[int]:
    from tuinews.query import parse  # noqa: PLC0415 (for queries only)

    return store.stories.told_by(store.listing.matching(parse(query), MOST_WALKED))


def same_text(store: Store, id: int) -> tuple[int, ...]:
    """Return the other tellings of an article's story that say nothing beyond it, the earliest first."""
    one, told = store.stories.member(id) or (None, None)
    if one is None or told is None:
        return ()
    others = [other for other in store.stories.members(told, MOST_COMPARED) if other.id != id]
    return tuple(copies.repeating(_text(one), map(_text, others)))


def copied(members: Sequence[Member]) -> Mapping[int, int]:
    """Return those of a story's tellings that are copies, and of which."""
    return copies.copies(map(_text, members))


def telling(one: Member) -> editions.Telling:
    """Return a telling as it is compared by its terms."""
    return editions.Telling(one.id, one.title, one.terms, one.text, one.read)


def _text(one: Member) -> copies.Text:
    return copies.Text(one.id, one.title, one.text)


def _issued(row: Headline) -> str:
    return row.published or stamp(row.sort)


def _other(first: str | None, now: str) -> str | None:
    """The first headline, where it is another: not for a space or a capital letter."""
    if first is None or "".join(first.split()).casefold() == "".join(now.split()).casefold():
        return None
    return first
