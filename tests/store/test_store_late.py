"""What grouping the articles that came late asks of the store."""

from __future__ import annotations

import time
from importlib import import_module

from tuinews.model.stories import Regrouped
from tuinews.store import Store
from tuinews.store.late import Late
from tuinews.store.place import place

made = import_module("support.articles")
NOW: int = made.NOW
HOUR = 3600
LATE = Late(after=0, before=NOW - HOUR)


def keep(store: Store, **hours: int) -> list[int]:
    """Keep articles by name, each published so many hours before NOW."""
    store.sync_sources([made.source("gazette")], ["World"])
    return list(
        made.keep(
            store,
            "gazette",
            *(
                made.prepared(name, published=stamp(NOW - ago * HOUR), terms=("storm", name))
                for name, ago in hours.items()
            ),
        )
    )


def stamp(at: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))


def test_late_is_what_came_after_what_was_looked_at_is_older_and_stands_alone(store: Store) -> None:
    assert store.late.highest() == 0
    before, alone, older, told, fresh = keep(store, before=9, alone=5, older=7, told=6, fresh=0)
    assert store.late.highest() == fresh
    with store.transaction():
        store.set_stories([(told, told)])
    assert list(store.late.places(LATE._replace(after=before))) == [
        place(NOW - 7 * HOUR, older),
        place(NOW - 5 * HOUR, alone),
    ]


def test_the_others_are_all_that_did_not_come_late_the_earliest_first(store: Store) -> None:
    before, late, told, fresh = keep(store, before=9, late=7, told=6, fresh=0)
    with store.transaction():
        store.set_stories([(told, told)])
    known = LATE._replace(after=before)

    def others(above: int, upto: int, limit: int = 10) -> list[int]:
        return [one.id for one in store.late.others(above, upto, known, limit)]

    assert others(0, place(NOW + 1, 0)) == [before, told, fresh]
    assert others(0, place(NOW + 1, 0), limit=2) == [before, told]
    assert others(place(NOW - 9 * HOUR, before), place(NOW, 0)) == [told]
    (one,) = store.late.those([late, 999])
    assert one == (late, NOW - 7 * HOUR, 1, None, ("storm", "late"))


def test_kept_articles_are_counted_from_the_newest_down(store: Store) -> None:
    ids = keep(store, first=9, second=8, third=7, fourth=6)
    lowest, highest = place(NOW - 8 * HOUR, 0), place(NOW, 0)
    assert store.late.kept(lowest, highest, ids[3], 9) == (3, place(NOW - 8 * HOUR, ids[1]))
    assert store.late.kept(lowest, highest, ids[3], 2) == (2, place(NOW - 7 * HOUR, ids[2]))
    assert store.late.kept(lowest, highest, ids[2], 9) == (2, place(NOW - 8 * HOUR, ids[1]))
    assert store.late.kept(highest, highest, ids[3], 9) == (0, highest)


def test_stories_that_became_one_are_one_and_an_article_tells_what_it_was_found_to_tell(store: Store) -> None:
    ids = keep(store, first=9, second=8, third=7, fourth=6)
    with store.transaction():
        store.set_stories([(ids[0], 7), (ids[1], 7), (ids[2], 8)])
        store.late.regroup(Regrouped({ids[2]: None, ids[3]: 9}, {7: 9}))
    assert [one.story for one in store.alike(ids)] == [9, 9, None, 9]
