"""Articles into the library and out of it."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

import pytest

from tuinews.model import (
    Article,
    Changes,
    Enclosure,
    FetchState,
    Key,
    Known,
    Mark,
    Relevant,
    Scope,
    View,
)
from tuinews.model.stories import Regrouped
from tuinews.store import Store, StoreError

made = import_module("support.articles")
NOW: int = made.NOW


@pytest.fixture(autouse=True)
def _followed(store: Store) -> None:
    store.sync_sources(
        [made.source("gazette"), made.source("courier", "Science", title="The Courier")], ["World", "Science"]
    )


def found(store: Store, query: str) -> list[str]:
    return [row.title for row in store.listing.page(View(Scope.SEARCH, query))]


def test_every_fact_of_an_article_comes_back(store: Store) -> None:
    item = made.prepared(
        "Storm closes ports",
        "All ports are closed.",
        guid="tag:1",
        url="https://gazette.example/1?utm_source=feed",
        canonical="gazette.example/1",
        author="Ann Example",
        editors=("Ed One", "Ed Two"),
        origin="Agency",
        published="2025-11-24T12:00:00Z",
        updated="2025-11-24T13:00:00Z",
        summary="Ships wait.",
        html="<p>All ports are closed.</p>",
        labels=("Weather", "Sea, and ports"),
        language="en",
        image="https://gazette.example/1.jpg",
        comments_url="https://gazette.example/1/talk",
        comments_count=0,
        enclosures=(
            Enclosure("https://gazette.example/1.mp3", "audio/mpeg", 5),
            Enclosure("https://x.example/"),
        ),
        relevant=(Relevant("Another storm", "https://gazette.example/0", "2025-11-20"),),
        page_views=7,
        terms=("!storm", "=ports"),
    )
    (id,) = made.keep(store, "gazette", item)
    assert store.article(id) == Article(
        id=id,
        sort=1_763_985_600,
        title="Storm closes ports",
        url="https://gazette.example/1?utm_source=feed",
        source="gazette",
        source_title="gazette.example",
        category="World",
        labels=("Weather", "Sea, and ports"),
        author="Ann Example",
        editors=("Ed One", "Ed Two"),
        origin="Agency",
        published="2025-11-24T12:00:00Z",
        updated="2025-11-24T13:00:00Z",
        fetched="2025-11-24T16:00:00Z",
        summary="Ships wait.",
        language="en",
        words=4,
        image="https://gazette.example/1.jpg",
        comments_url="https://gazette.example/1/talk",
        comments_count=0,
        read=False,
        starred=False,
        views=0,
        page_views=7,
        revised=None,
        story=None,
        html="<p>All ports are closed.</p>",
        text="All ports are closed.",
        enclosures=item.entry.enclosures,
        relevant=item.entry.relevant,
    )


def test_what_is_unknown_stays_unknown(store: Store) -> None:
    (id,) = made.keep(store, "gazette", made.prepared(""))
    article = store.article(id)
    assert article is not None
    assert (article.author, article.comments_count, article.html, article.published) == (
        None,
        None,
        None,
        None,
    )
    assert article.sort == NOW
    assert store.article(id + 1) is None


def test_ids_rise_and_come_back_in_the_order_of_the_document(store: Store) -> None:
    first = made.keep(store, "gazette", *(made.prepared(str(n)) for n in range(3)))
    second = made.keep(store, "courier", made.prepared("x"))
    assert [*first, *second] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("published", "sort"),
    [
        (None, NOW),
        ("2030-01-01T00:00:00Z", NOW),
        ("2025-11-24", NOW),
        ("2025-11-23", NOW - NOW % 86400 - 86400),
        ("1969-07-20T20:17:40Z", -14182940),
        ("0001-01-01", -(1 << 34)),
    ],
)
def test_articles_are_sorted_by_time_of_issue_or_first_seen(
    store: Store, published: str | None, sort: int
) -> None:
    (id,) = made.keep(store, "gazette", made.prepared("x", published=published))
    (row,) = store.listing.headlines([id])
    assert row.key == Key(sort, id)
    assert row.published == published


def test_known_are_those_that_share_guid_address_or_title(store: Store) -> None:
    by_guid, by_address, by_title, _ = made.keep(
        store,
        "gazette",
        made.prepared("a", guid="1", canonical="x/1", digest="d1"),
        made.prepared("b", guid="2", canonical="x/2"),
        made.prepared("c", guid="3", canonical="x/3"),
        made.prepared("d", guid="4", canonical="x/4"),
    )
    made.keep(store, "courier", made.prepared("c", guid="1", canonical="x/2"))
    asked = [
        made.prepared("new title", guid="1"),
        made.prepared("", canonical="x/2"),
        made.prepared("c", guid="9", canonical="x/9"),
    ]
    known = store.known("gazette", asked)
    assert [one.id for one in known] == [by_guid, by_address, by_title]
    assert known[0] == Known(by_guid, "1", "x/1", "a", None, "d1")
    assert store.known("gazette", []) == []


def test_known_finds_every_item_of_a_long_document(store: Store) -> None:
    items = [made.prepared(f"title {n}", guid=f"guid {n}", canonical=f"x/{n}") for n in range(700)]
    ids = made.keep(store, "gazette", *items)
    assert [one.id for one in store.known("gazette", items)] == ids


def test_a_guid_is_no_title(store: Store) -> None:
    made.keep(store, "gazette", made.prepared("1", guid="2"))
    assert store.known("gazette", [made.prepared("2", guid="1")]) == []


def test_a_changed_article_says_what_it_now_says(store: Store) -> None:
    (id,) = made.keep(
        store,
        "gazette",
        made.prepared("Old headline", "old words", guid="1", published="2025-11-24T12:00:00Z"),
    )
    store.mark([id], Mark.READ, NOW)
    store.mark([id], Mark.STAR, NOW)
    now_says = made.prepared(
        "New headline", "other words", guid="1", published="2025-11-24T13:00:00Z", author="Ann"
    )
    with store.transaction():
        assert store.apply("gazette", Changes(changed=((id, now_says),)), None, NOW + 600) == []
    article = store.article(id)
    assert article is not None
    assert (article.title, article.text, article.author) == ("New headline", "other words", "Ann")
    assert (article.fetched, article.revised) == ("2025-11-24T16:00:00Z", "2025-11-24T16:10:00Z")
    assert (article.read, article.starred) == (True, True)
    assert article.sort == 1_763_989_200
    assert found(store, "old") == []
    assert found(store, "other") == ["New headline"]
    assert [one.id for one in store.known("gazette", [made.prepared("New headline")])] == [id]
    assert store.known("gazette", [made.prepared("Old headline")]) == []


def test_a_changed_article_without_date_keeps_its_place(store: Store) -> None:
    (id,) = made.keep(store, "gazette", made.prepared("a"))
    with store.transaction():
        store.apply("gazette", Changes(changed=((id, made.prepared("b")),)), None, NOW + 9999)
    assert store.listing.headlines([id])[0].sort == NOW


def test_the_index_agrees_with_the_articles(store: Store) -> None:
    ids = made.keep(
        store,
        "gazette",
        *(
            made.prepared(f"標題 {n}", f"text {n} 多地推进", summary=f"text {n}", labels=("x",), author="A")
            for n in range(30)
        ),
    )
    changed = tuple(
        (id, made.prepared(f"{id}", "new", published=f"2025-11-{id % 20 + 1:02}")) for id in ids[::3]
    )
    with store.transaction():
        store.apply("gazette", Changes(changed=changed), None, NOW)
    store.merge_index()
    with store.transaction():
        store._db.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")


def test_the_index_can_be_rebuilt_from_the_articles(store: Store) -> None:
    made.keep(store, "gazette", made.prepared("Storm", "多地推进"), made.prepared("Calm"))
    with store.transaction():
        store._db.execute("INSERT INTO search (search) VALUES ('rebuild')")
    assert found(store, "地推") == ["Storm"]


def test_nothing_of_a_failed_transaction_stays(store: Store) -> None:
    def fail() -> None:
        with store.transaction():
            store.apply(
                "gazette", Changes(new=(made.prepared("x", terms=("x",)),)), FetchState(etag="1"), NOW
            )
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert store.article_count() == 0
    assert store.fetch_states(["gazette"])["gazette"] == FetchState()
    assert store.document_frequency(["x"]) == {}
    made.keep(store, "gazette", made.prepared("y"))
    assert found(store, "x") == []
    assert found(store, "y") == ["y"]


def test_writing_outside_of_a_transaction_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="outside of a transaction"):
        store.apply("gazette", Changes(), None, NOW)


def test_an_unknown_source_is_named(store: Store) -> None:
    with store.transaction(), pytest.raises(StoreError, match="knows no source 'nobody'"):
        store.apply("nobody", Changes(), None, NOW)


def test_a_full_disk_is_said_and_what_was_kept_stays(store: Store) -> None:
    made.keep(store, "gazette", made.prepared("kept"))
    pages = store._db.execute("PRAGMA page_count").fetchone()[0]
    store._db.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(StoreError, match="is full: nothing more can be kept"):
        made.keep(store, "gazette", *(made.prepared(f"{n}", "x" * 4000) for n in range(50)))
    assert [row.title for row in store.listing.page(View())] == ["kept"]
    store._db.execute("PRAGMA max_page_count = 1000000")
    made.keep(store, "gazette", made.prepared("more"))
    assert store.article_count() == 2


def test_numbers_and_characters_that_sqlite_cannot_hold_are_made_to_fit(store: Store) -> None:
    item = made.prepared("half \ud800", "\0 \udfff", comments_count=2**80, page_views=-(2**90), guid="\ud800")
    (id,) = made.keep(store, "gazette", item)
    article = store.article(id)
    assert article is not None
    assert (article.title, article.text) == ("half ?", "\0 ?")
    assert (article.comments_count, article.page_views) == (2**63 - 1, -(2**63) + 1)
    assert len(store.known("gazette", [item])) == 1


# Terms and stories


def test_terms_are_counted_without_their_markers(store: Store) -> None:
    made.keep(
        store,
        "gazette",
        made.prepared("a", terms=("!storm", "=port", "storm")),
        made.prepared("b", terms=("^storm",)),
    )
    made.keep(store, "courier", made.prepared("c", terms=("port", "司法")))
    assert store.document_frequency(["storm", "port", "司法", "none"]) == {"storm": 2, "port": 2, "司法": 1}


class Grouping:
    """Says what it is told to say."""

    def __init__(self, *answers: Regrouped) -> None:
        self.asked: list[tuple[int, int, int, tuple[str, ...]]] = []
        self._answers = list(answers)

    def add(self, id: int, sort: int, source: int, terms: Sequence[str]) -> None:
        self.asked.append((id, sort, source, tuple(terms)))

    def changes(self) -> Regrouped:
        return self._answers.pop(0)


def test_each_new_article_is_grouped_as_it_is_kept(store: Store) -> None:
    grouping = Grouping(Regrouped({1: 1, 2: 1}, {}))
    with store.transaction():
        items = (made.prepared("a", terms=("!storm", "ship")), made.prepared("b", terms=("ship",)))
        ids = store.apply("gazette", Changes(new=items), None, NOW, grouping=grouping)
    assert [(sort, terms) for _, sort, _, terms in grouping.asked] == [
        (NOW, ("!storm", "ship")),
        (NOW, ("ship",)),
    ]
    assert [id for id, *_ in grouping.asked] == ids
    assert len({source for _, _, source, _ in grouping.asked}) == 1
    assert [(one.story, one.terms) for one in store.alike(ids)] == [(1, ("!storm", "ship")), (1, ("ship",))]


def test_what_new_articles_change_in_older_stories_is_kept_with_them(store: Store) -> None:
    ids = made.keep(store, "gazette", *(made.prepared(str(number)) for number in range(6)))
    with store.transaction():
        store.set_stories([(ids[0], 1), (ids[1], 1), (ids[2], 3), (ids[3], 3), (ids[4], 3)])
    # The story 1 becomes a part of 3, and one article of 3 stands alone from now on.
    grouping = Grouping(Regrouped({ids[4]: None, 7: 3}, {1: 3}))
    with store.transaction():
        (new,) = store.apply("gazette", Changes(new=(made.prepared("x"),)), None, NOW, grouping=grouping)
    assert [one.story for one in store.alike([*ids, new])] == [3, 3, 3, 3, None, None, 3]


def test_the_story_window_yields_what_is_recent_oldest_first(store: Store) -> None:
    ids = made.keep(
        store,
        "gazette",
        made.prepared("new", published="2025-11-24T10:00:00Z", terms=("a", "b")),
        made.prepared("old", published="2025-11-20T10:00:00Z"),
        made.prepared("older today", published="2025-11-24T08:00:00Z"),
    )
    with store.transaction():
        store.set_stories([(ids[2], ids[0])])
    window = list(store.story_window(NOW - 86400))
    assert window == [
        (ids[2], NOW - 8 * 3600, 1, ids[0], ()),
        (ids[0], NOW - 6 * 3600, 1, None, ("a", "b")),
    ]


def test_headlines_count_the_others_that_tell_their_story(store: Store) -> None:
    ids = made.keep(store, "gazette", *(made.prepared(f"{n}") for n in range(4)))
    with store.transaction():
        store.set_stories((id, ids[0]) for id in ids[:3])
    assert [row.tellings for row in store.listing.headlines(ids)] == [2, 2, 2, 0]
    assert store.same_story(ids[0], 5) == [ids[2], ids[1]]
    assert store.same_story(ids[3], 5) == []


def test_articles_that_share_words_are_sought_near_in_time(store: Store) -> None:
    near, far, other = made.keep(
        store,
        "gazette",
        made.prepared("Storm near", published="2025-11-20"),
        made.prepared("Storm far", published="2024-01-01"),
        made.prepared("Calm", published="2025-11-20"),
    )
    assert store.sharing('"storm"', NOW, 10) == [near]
    assert store.sharing('"storm"', NOW - 700 * 86400, 10) == [far]
    assert sorted(store.sharing('"storm" OR "calm"', None, 10)) == [near, far, other]


def test_a_source_that_is_gone_keeps_its_articles(store: Store) -> None:
    (id,) = made.keep(store, "gazette", made.prepared("x"))
    store.sync_sources([made.source("courier", "Science")], ["Science"])
    assert [row.id for row in store.listing.page(View())] == [id]
    assert store.listing.headlines([id])[0].category == "World"
