"""Which articles a publisher took back, told from those that merely made room for newer ones. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

LONGEST = 1_000
"""Items of a document that are remembered for this; of longer ones nothing is said."""


def vanished(
    before: Sequence[int], order: Sequence[int | None], published: Mapping[int, str | None]
) -> tuple[int, ...]:
    """The articles that the last document held, and that this one lacks although it holds older ones.

    ``before`` and ``order`` are the articles of both documents in their order (None: new); ``published`` are
    the dates of those that are still there, for telling which end is the old one. Nothing is said to have
    vanished where what is left stands in another order (the document is sorted by something else than time),
    or where more than half is gone (it was put together anew).
    """
    places = {id: place for place, id in enumerate(order) if id is not None}
    left = [places[id] for id in before if id in places]
    if not left or left != sorted(left):
        return ()
    newest_first = list(reversed(before)) if _is_oldest_first(before, published) else list(before)
    oldest_left = max(index for index, id in enumerate(newest_first) if id in places)
    missing = tuple(id for id in newest_first[:oldest_left] if id not in places)
    return missing if 2 * len(missing) <= len(before) else ()


def _is_oldest_first(ids: Sequence[int], published: Mapping[int, str | None]) -> bool:
    dates = [date for id in ids if (date := published.get(id))]
    return len(dates) > 1 and dates[0] < dates[-1]
