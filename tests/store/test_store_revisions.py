"""What articles said before, and which were taken back."""

from __future__ import annotations

from importlib import import_module

from tuinews.model import Changes, View
from tuinews.store import Store, revisions

made = import_module("support.articles")
NOW: int = made.NOW


def change(store: Store, id: int, title: str, text: str, now: int) -> None:
    with store.transaction():
        store.apply("gazette", Changes(changed=((id, made.prepared(title, text)),)), None, now)


def test_a_changed_article_keeps_what_it_said_and_until_when(store: Store) -> None:
    store.sync_sources([made.source()], [])
    (id,) = made.keep(store, "gazette", made.prepared("Old", "Old text.", summary="Short."))
    assert store.revisions(id) == ()
    change(store, id, "New", "New text.", NOW + 60)
    (old,) = store.revisions(id)
    assert (old.title, old.text, old.summary) == ("Old", "Old text.", "Short.")
    assert old.until == "2025-11-24T16:01:00Z"
    assert [(one.title, one.until) for one in store.tellings(id)] == [("Old", old.until), ("New", "")]
    article = store.article(id)
    assert article is not None
    assert (article.title, article.text, article.revised) == ("New", "New text.", old.until)


def test_a_row_of_a_list_tells_that_its_article_was_changed(store: Store) -> None:
    store.sync_sources([made.source()], [])
    same, changed = made.keep(store, "gazette", made.prepared("Same"), made.prepared("Old"))
    change(store, changed, "New", "New text.", NOW + 60)
    assert {row.id: row.revised for row in store.listing.page(View())} == {same: False, changed: True}
    assert [row.revised for row in store.listing.headlines([changed, same])] == [True, False]


def test_of_many_revisions_the_first_and_the_latest_stay(store: Store) -> None:
    store.sync_sources([made.source()], [])
    (id,) = made.keep(store, "gazette", made.prepared("0"))
    for number in range(1, 31):
        change(store, id, str(number), "", NOW + number)
    titles = [old.title for old in store.revisions(id)]
    assert titles == ["0", *map(str, range(30 - revisions.MOST + 1, 30))]


def test_what_vanished_is_told_until_it_is_listed_again(store: Store) -> None:
    store.sync_sources([made.source()], [])
    ids = made.keep(store, "gazette", made.prepared("a"), made.prepared("b"))
    with store.transaction():
        store.set_listed("gazette", ids[::-1], [], NOW)
    assert store.listed("gazette") == tuple(ids[::-1])
    with store.transaction():
        store.set_listed("gazette", ids[:1], ids[1:], NOW)
    article = store.article(ids[1])
    assert article is not None
    assert article.vanished == "2025-11-24T16:00:00Z"
    with store.transaction():
        store.set_listed("gazette", ids, [], NOW + 60)
    article = store.article(ids[1])
    assert article is not None
    assert article.vanished is None
