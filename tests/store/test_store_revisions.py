"""What articles said before, and which were taken back."""

from __future__ import annotations

from importlib import import_module

from tuinews.model import Changes, Entry, Page, View
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
    assert [(a.title, a.until, b.title, b.until) for a, b in store.changes(id)] == [
        ("Old", old.until, "New", "")
    ]
    article = store.article(id)
    assert article is not None
    assert (article.title, article.text, article.revised) == ("New", "New text.", old.until)


def whole(store: Store, id: int, text: str, now: int, obstacle: str = "", *, shown: bool = True) -> None:
    entry = Entry(None, None, "Page", html=f"<p>{text}</p>" if text else None, text=text)
    page = Page("https://gazette.example/1", entry, obstacle)
    store.keep_page(id, page, len(text.split()), shown=shown, now=now)


def test_what_a_page_said_before_is_kept_and_its_article_is_changed(store: Store) -> None:
    store.sync_sources([made.source()], [])
    (id,) = made.keep(store, "gazette", made.prepared("Title", "Teaser."))
    whole(store, id, "All that was said.", NOW + 60)
    whole(store, id, "All  that was\nsaid.", NOW + 120)
    article = store.article(id)
    assert article is not None
    assert (store.revisions(id), article.revised) == ((), None), "white space is no change"
    whole(store, id, "All that is said.", NOW + 180)
    article = store.article(id)
    assert article is not None
    assert (article.text, article.revised) == ("All that is said.", "2025-11-24T16:03:00Z")
    assert not article.page_is_outdated
    (old,) = store.revisions(id)
    assert (old.text, old.until, old.of_page) == ("All  that was\nsaid.", article.revised, True)
    assert [(a.text, b.text) for a, b in store.changes(id)] == [(old.text, "All that is said.")]
    whole(store, id, "All that is said.", NOW + 240)
    article = store.article(id)
    assert article is not None
    assert article.revised == "2025-11-24T16:03:00Z", "it is when it changed, not when it was asked"
    assert [row.revised for row in store.listing.headlines([id])] == [True]


def test_changes_of_feed_and_page_are_told_in_the_order_in_which_they_were_seen(store: Store) -> None:
    store.sync_sources([made.source()], [])
    (id,) = made.keep(store, "gazette", made.prepared("Title", "Feed 1."))
    whole(store, id, "Page 1.", NOW)
    whole(store, id, "Page 2.", NOW + 60)
    change(store, id, "Title", "Feed 2.", NOW + 120)
    whole(store, id, "Page 3.", NOW + 180)
    change(store, id, "Title", "Feed 3.", NOW + 240)
    assert [(a.text, b.text) for a, b in store.changes(id)] == [
        *(("Page 1.", "Page 2."), ("Feed 1.", "Feed 2."), ("Page 2.", "Page 3."), ("Feed 2.", "Feed 3.")),
    ]
    article = store.article(id)
    assert article is not None
    assert article.page_is_outdated


def test_nothing_that_was_had_of_a_page_is_lost_to_a_wall(store: Store) -> None:
    store.sync_sources([made.source()], [])
    (id,) = made.keep(store, "gazette", made.prepared("Title", "Teaser."))
    long, beginning = "Whole. " * 50, "Whole. Whole."
    whole(store, id, long, NOW)
    for text, obstacle, shown in (
        ("", "A wall.", False),
        (beginning, "It asks.", True),
        (long * 2, "No.", False),
    ):
        whole(store, id, text, NOW + 60, obstacle, shown=shown)
        article = store.article(id)
        assert article is not None
        assert article.page is not None
        assert (article.text, article.page.error, article.revised) == (long, obstacle, None)
    assert store.revisions(id) == ()


def test_a_beginning_that_becomes_the_whole_is_no_change_of_the_publishers(store: Store) -> None:
    store.sync_sources([made.source()], [])
    (id,) = made.keep(store, "gazette", made.prepared("Title", "Teaser."))
    whole(store, id, "The beginning.", NOW, "It asks for a subscription.")
    whole(store, id, "The beginning. " + "And more. " * 9, NOW + 60)
    article = store.article(id)
    assert article is not None
    assert article.page is not None
    assert (article.page.error, article.revised, store.revisions(id)) == (None, None, ())


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
