"""Folded lists against the same reckoned the slow way: nothing unread is out of reach or of the counts."""

from __future__ import annotations

import random
from collections.abc import Iterator
from importlib import import_module

import pytest

from store.test_store_pages import COUNT, VIEWS, everything, expected, fill
from tuinews.model import Headline, Mark, Scope, View
from tuinews.store import Store, folding

made = import_module("support.articles")
FOLDED = [view._replace(fold=True) for view in VIEWS]
NOBODY: frozenset[int] = frozenset()


def tell_stories(store: Store, rng: random.Random) -> None:
    """Stories of one article to many, over all sources and times; half of the articles are in none."""
    told = rng.sample(range(1, COUNT + 1), COUNT // 2)
    with store.transaction():
        store.set_stories((id, told[rng.randrange(rng.choice((3, 40)))]) for id in told)


@pytest.fixture(scope="module", params=range(1), ids="library {}".format)
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    rng = random.Random(request.param)
    store = Store.open(tmp_path_factory.mktemp("folding") / "library.db")
    fill(store, rng)
    tell_stories(store, rng)
    yield store
    store.close()


def folded(store: Store, view: View, keep: frozenset[int] = NOBODY) -> list[tuple[Headline, list[Headline]]]:
    """The rows of a view with what each holds: the newest of a story and its other articles, newest first."""
    rows: dict[object, list[Headline]] = {}
    for row in expected(store, view, keep):
        rows.setdefault(row.id if row.story is None else f"story {row.story}", []).append(row)
    return [(head, inside) for head, *inside in rows.values()]


def as_listed(store: Store, view: View, keep: frozenset[int] = NOBODY) -> list[Headline]:
    return [
        head._replace(
            tellings=0,
            folded=frozenset(row.id for row in inside),
            folded_unread=frozenset(row.id for row in inside if not row.read),
        )
        for head, inside in folded(store, view, keep)
    ]


@pytest.mark.parametrize("view", FOLDED, ids=str)
def test_pages_one_after_the_other_are_the_whole_folded_list(filled: Store, view: View) -> None:
    rows: list[Headline] = []
    while page := filled.listing.page(view, after=rows[-1].key if rows else None, limit=17):
        rows += page
    assert rows == as_listed(filled, view)


@pytest.mark.parametrize("view", FOLDED, ids=str)
def test_pages_backwards_are_the_whole_folded_list(filled: Store, view: View) -> None:
    rows = filled.listing.last_page(view, 17, ())
    while rows and (page := filled.listing.page(view, before=rows[0].key, limit=17)):
        rows = page + rows
    assert rows == as_listed(filled, view)


@pytest.mark.parametrize("view", [view for view in FOLDED if view.unread and view.name != "is:read"], ids=str)
def test_articles_kept_stay_in_their_folds(filled: Store, view: View) -> None:
    keep = frozenset(range(1, COUNT, 3))
    listed = as_listed(filled, view, keep)
    rows: list[Headline] = []
    while page := filled.listing.page(view, after=rows[-1].key if rows else None, limit=13, keep=keep):
        rows += page
    assert rows == listed
    assert filled.listing.last_page(view, 13, keep) == listed[-13:]


@pytest.mark.parametrize("view", FOLDED, ids=str)
def test_the_rows_and_what_they_hold_are_the_articles_of_the_view_each_once(
    filled: Store, view: View
) -> None:
    held: list[int] = []
    for head, inside in folded(filled, view):
        rows = filled.listing.inside(view, head, ())
        assert rows == [row._replace(tellings=0, inside=True) for row in inside]
        held += [head.id, *(row.id for row in rows)]
    assert sorted(held) == sorted(row.id for row in expected(filled, view))


@pytest.mark.parametrize("view", FOLDED, ids=str)
def test_counts_are_of_articles_folded_or_not(filled: Store, view: View) -> None:
    plain = view._replace(fold=False)
    assert filled.counts.totals(view) == filled.counts.totals(plain)
    assert filled.counts.waiting(view) == filled.counts.waiting(plain)
    for row in expected(filled, view)[::19]:
        assert filled.counts.rank(view, row.key, ()) == filled.counts.rank(plain, row.key, ())
    rows = filled.listing.page(view, limit=COUNT)
    unread = sum(not row.read for row in rows) + sum(len(row.folded_unread) for row in rows)
    assert unread == sum(not row.read for row in expected(filled, view))


@pytest.mark.parametrize("looked_at", [folding.LOOKED_AT, 3])
@pytest.mark.parametrize("view", FOLDED, ids=str)
def test_the_next_unread_row_is_the_nearest_that_holds_an_unread_article(
    filled: Store, view: View, looked_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folding, "LOOKED_AT", looked_at)
    rows = as_listed(filled, view)
    holding = [row for row in rows if not row.read or row.folded_unread]
    for at in everything(filled)[::13]:
        below = [row for row in holding if row.key < at.key]
        above = [row for row in holding if row.key > at.key]
        assert filled.listing.next_unread(view, at.key, 1) == (below[0] if below else None)
        assert filled.listing.next_unread(view, at.key, -1) == (above[-1] if above else None)
    assert filled.listing.next_unread(view, None, 1) == (holding[0] if holding else None)
    assert filled.listing.next_unread(view, None, -1) == (holding[-1] if holding else None)


@pytest.mark.parametrize("view", FOLDED, ids=str)
def test_every_unread_article_is_reached_by_going_from_unread_row_to_unread_row(
    filled: Store, view: View
) -> None:
    reached: set[int] = set()
    row = filled.listing.next_unread(view, None, 1)
    while row is not None:
        reached |= row.folded_unread | (NOBODY if row.read else {row.id})
        row = filled.listing.next_unread(view, row.key, 1)
    assert reached == {one.id for one in expected(filled, view) if not one.read}


def test_marking_a_folded_view_marks_what_its_rows_hold(filled: Store) -> None:
    view = View(Scope.CATEGORY, "World", fold=True)
    unread = {row.id for row in expected(filled, view) if not row.read}
    assert filled.mark_view(view, made.NOW) == len(unread)
    assert all(row.read and not row.folded_unread for row in filled.listing.page(view, limit=COUNT))
    filled.undo()
    assert {row.id for row in expected(filled, view) if not row.read} == unread


def test_a_story_whose_newest_article_is_read_is_unread_while_an_older_one_is(store: Store) -> None:
    store.sync_sources([made.source("gazette")], ["World"])
    older, newer = made.keep(store, "gazette", made.prepared("Storm nears"), made.prepared("Storm is here"))
    with store.transaction():
        store.set_stories([(older, older), (newer, older)])
    store.mark([newer], Mark.READ, made.NOW)
    (row,) = store.listing.page(View(fold=True))
    assert (row.id, row.read, row.folded, row.folded_unread) == (
        newer,
        True,
        frozenset({older}),
        frozenset({older}),
    )
    (row,) = store.listing.page(View(unread=True, fold=True))
    assert (row.id, row.folded) == (older, NOBODY)
    (row,) = store.listing.page(View(unread=True, fold=True), keep=[newer])
    assert (row.id, row.folded_unread) == (newer, frozenset({older}))
