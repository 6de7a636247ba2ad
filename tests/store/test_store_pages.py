"""Lists and counts against the same reckoned the slow way, on a library of random articles."""

from __future__ import annotations

import random
from collections.abc import Iterator
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest

from tuinews.model import Changes, Headline, Key, Mark, Scope, Tab, View
from tuinews.store import Store, journal

made = import_module("support.articles")
NOW: int = made.NOW
COUNT = 260
CEILING = 200
SOURCES = {"gazette": "World", "courier": "World", "herald": "Science", "blog": ""}
SCOPES = (
    View(),
    View(Scope.CATEGORY, "World"),
    View(Scope.CATEGORY, "Science"),
    View(Scope.CATEGORY, "Empty"),
    View(Scope.CATEGORY, "Nowhere"),
    View(Scope.SOURCE, "gazette"),
    View(Scope.SOURCE, "blog"),
    View(Scope.SOURCE, "nobody"),
    View(Scope.STARRED),
    View(Scope.SEARCH, "even"),
    View(Scope.SEARCH, "-even"),
    View(Scope.SEARCH, "source:gazette"),
    View(Scope.SEARCH, "source:gazette source:blog even"),
    View(Scope.SEARCH, "category:World is:starred"),
    View(Scope.SEARCH, "category:World category:Science -source:courier"),
    View(Scope.SEARCH, "is:starred even"),
    View(Scope.SEARCH, "-is:starred -even"),
    View(Scope.SEARCH, "is:read"),
    View(Scope.SEARCH, "is:unread even"),
    View(Scope.SEARCH, "nothing"),
    View(Scope.SEARCH, ""),
)
VIEWS = [
    View(one.scope, one.name, unread, ceiling)
    for one in SCOPES
    for unread in (False, True)
    for ceiling in (None, CEILING)
]


def fill(store: Store, rng: random.Random) -> None:
    """Articles of which many share a second, before and after 1970, some read, some starred."""
    store.sync_sources(
        [made.source(id, category) for id, category in SOURCES.items()], ["World", "Empty", "Science"]
    )
    for id in range(1, COUNT + 1):
        day = rng.choice(("2025-11-20", "2025-11-21T10:00:00Z", "2025-10-01", "1969-12-31T23:00:00Z", None))
        item = made.prepared("even" if id % 2 == 0 else "odd", published=day)
        made.keep(store, rng.choice(list(SOURCES)), item)
    store.mark(rng.sample(range(1, COUNT + 1), COUNT // 2), Mark.READ, NOW)
    store.mark(rng.sample(range(1, COUNT + 1), COUNT // 6), Mark.STAR, NOW)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store.open(tmp_path_factory.mktemp("pages") / "library.db")
    fill(store, random.Random(1))
    yield store
    store.close()


def everything(store: Store) -> list[Headline]:
    return sorted(store.listing.headlines(range(1, COUNT + 1)), key=lambda row: row.key, reverse=True)


def in_scope(view: View, row: Headline) -> bool:
    if view.ceiling is not None and row.id > view.ceiling:
        return False
    even = row.id % 2 == 0
    match view.scope:
        case Scope.ALL:
            return True
        case Scope.CATEGORY:
            return row.category == view.name
        case Scope.SOURCE:
            return row.source == view.name
        case Scope.STARRED:
            return row.starred
        case Scope.SEARCH:
            return {
                "even": even,
                "-even": not even,
                "source:gazette": row.source == "gazette",
                "source:gazette source:blog even": even and row.source in {"gazette", "blog"},
                "category:World is:starred": row.category == "World" and row.starred,
                "category:World category:Science -source:courier": row.category != ""
                and row.source != "courier",
                "is:starred even": row.starred and even,
                "-is:starred -even": not row.starred and not even,
                "is:read": row.read,
                "is:unread even": even and (view.unread or not row.read),
                "nothing": False,
                "": False,
            }[view.name]


def expected(store: Store, view: View, keep: frozenset[int] = frozenset()) -> list[Headline]:
    rows = [row for row in everything(store) if in_scope(view, row)]
    if view.unread:
        rows = [row for row in rows if not row.read or row.id in keep]
    return rows


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_pages_one_after_the_other_are_the_whole_view(filled: Store, view: View) -> None:
    rows: list[Headline] = []
    while page := filled.listing.page(view, after=rows[-1].key if rows else None, limit=33):
        rows += page
    assert rows == expected(filled, view)


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_pages_backwards_are_the_whole_view(filled: Store, view: View) -> None:
    rows = filled.listing.last_page(view, 33, ())
    while rows and (page := filled.listing.page(view, before=rows[0].key, limit=33)):
        rows = page + rows
    assert rows == expected(filled, view)


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_ranks_and_totals_count_what_the_pages_show(filled: Store, view: View) -> None:
    rows = expected(filled, view)
    for number, row in list(enumerate(rows))[::11]:
        assert filled.counts.rank(view, row.key, ()) == number
    assert filled.counts.rank(view, Key(-(1 << 33), 0), ()) == len(rows)
    total, unread = filled.counts.totals(view)
    scope = expected(
        filled, View(view.scope, view.name, view.unread and view.scope is Scope.SEARCH, view.ceiling)
    )
    assert (total, unread) == (len(scope), sum(not row.read for row in scope))


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_next_unread_skips_what_is_read(filled: Store, view: View) -> None:
    rows = expected(filled, view)
    for row in everything(filled)[::17]:
        below = [one for one in rows if one.key < row.key and not one.read]
        above = [one for one in rows if one.key > row.key and not one.read]
        assert filled.listing.next_unread(view, row.key, 1) == (below[0] if below else None)
        assert filled.listing.next_unread(view, row.key, -1) == (above[-1] if above else None)
    unread = [one for one in rows if not one.read]
    assert filled.listing.next_unread(view, None, 1) == (unread[0] if unread else None)
    assert filled.listing.next_unread(view, None, -1) == (unread[-1] if unread else None)


@pytest.mark.parametrize("view", [view for view in VIEWS if view.unread and view.name != "is:read"], ids=str)
def test_articles_kept_stay_in_a_view_of_unread_ones(filled: Store, view: View) -> None:
    keep = frozenset(range(1, COUNT, 3))
    rows = expected(filled, view, keep)
    pages: list[Headline] = []
    while page := filled.listing.page(view, after=pages[-1].key if pages else None, limit=20, keep=keep):
        pages += page
    assert pages == rows
    assert filled.listing.last_page(view, 20, keep) == rows[-20:]
    for number, row in list(enumerate(rows))[::13]:
        assert filled.counts.rank(view, row.key, keep) == number
        assert (
            filled.listing.page(view, before=row.key, limit=5, keep=keep) == rows[max(0, number - 5) : number]
        )


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_what_waits_is_what_came_after_the_ceiling(filled: Store, view: View) -> None:
    beyond = [
        row
        for row in everything(filled)
        if row.id > CEILING and in_scope(View(view.scope, view.name), row) and not (view.unread and row.read)
    ]
    waits = 0 if view.ceiling is None or view.scope is Scope.SEARCH else len(beyond)
    assert filled.counts.waiting(view) == waits


def test_articles_of_the_same_second_are_listed_by_arrival(filled: Store) -> None:
    rows = filled.listing.page(View(), limit=COUNT)
    assert any(one.sort == two.sort for one, two in pairwise(rows))
    assert all(one.key > two.key for one, two in pairwise(rows))


def test_tabs_are_all_the_categories_in_their_order_unread_and_starred(filled: Store) -> None:
    def counted(view: View, title: str) -> Tab:
        rows = expected(filled, view)
        return Tab(view, title, sum(not row.read for row in rows), len(rows))

    assert filled.counts.tabs() == [
        counted(View(), "All"),
        counted(View(Scope.CATEGORY, "World"), "World"),
        Tab(View(Scope.CATEGORY, "Empty"), "Empty", 0, 0),
        counted(View(Scope.CATEGORY, "Science"), "Science"),
        counted(View(unread=True), "Unread"),
        counted(View(Scope.STARRED), "Starred"),
    ]


def test_more_from_a_source_are_its_newest_others(filled: Store) -> None:
    of_source = expected(filled, View(Scope.SOURCE, "gazette"))
    assert filled.listing.more_from_source(of_source[1].id, 3) == [of_source[0], *of_source[2:4]]
    assert filled.listing.more_from_source(COUNT + 1, 3) == []


def test_an_empty_library_has_tabs_and_no_rows(path: Path) -> None:
    store = Store.open(path)
    assert [(tab.title, tab.unread, tab.total) for tab in store.counts.tabs()] == [
        ("All", 0, 0),
        ("Unread", 0, 0),
        ("Starred", 0, 0),
    ]
    assert store.listing.page(View()) == []
    assert store.counts.ceiling() == 0
    assert store.counts.rank(View(), Key(NOW, 1), ()) == 0
    store.close()


@pytest.mark.parametrize("many", [10, 1000])
@pytest.mark.parametrize("seed", range(3))
def test_counts_never_drift(path: Path, seed: int, many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "MANY", many)
    rng = random.Random(seed)
    store = Store.open(path)
    fill(store, rng)
    for _ in range(60):
        some = rng.sample(range(1, COUNT + 1), rng.randint(1, 40))
        match rng.randrange(6):
            case 0:
                store.mark(some, rng.choice(list(Mark)), NOW)
            case 1:
                store.undo()
            case 2:
                store.opened(some[0])
            case 3:
                store.mark_view(rng.choice(VIEWS), NOW)
            case 4:
                moved = [made.source(id, rng.choice(("World", "Science", "Sport", ""))) for id in SOURCES]
                store.sync_sources(moved[: rng.randint(1, 4)], ["Sport", "World"])
            case _:
                item = made.prepared("even", published=rng.choice(("2025-11-20", "2025-01-01", "1960-01-01")))
                with store.transaction():
                    store.apply("gazette", Changes(changed=tuple((id, item) for id in some[:5])), None, NOW)
    db = store._db
    counted_as = ("0, 0", "1, category", "2, source")
    articles = " UNION ALL ".join(f"SELECT {kind}, place, read FROM articles" for kind in counted_as)
    starred = "SELECT 3, 0, place, read FROM articles WHERE starred = 1"
    count = "count(*), sum(1 - read) FROM"
    rows = "WITH a (kind, key, place, read) AS"
    spans = f"{rows} ({articles}) SELECT kind, key, place >> 44, {count} a GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
    totals = (
        f"{rows} ({articles} UNION ALL {starred}) SELECT kind, key, {count} a GROUP BY 1, 2 ORDER BY 1, 2"
    )
    counted = db.execute("SELECT * FROM totals WHERE total <> 0 OR unread <> 0 ORDER BY 1, 2").fetchall()
    assert counted == db.execute(totals).fetchall()
    counted = db.execute("SELECT * FROM spans WHERE total <> 0 OR unread <> 0 ORDER BY 1, 2, 3").fetchall()
    assert counted == db.execute(spans).fetchall()
    with store.transaction():
        db.execute("DELETE FROM contents")
        db.execute("DELETE FROM identities")
        db.execute("DELETE FROM articles")
    assert db.execute("SELECT count(*) FROM spans WHERE total <> 0 OR unread <> 0").fetchone() == (0,)
    assert db.execute("SELECT count(*) FROM totals WHERE total <> 0 OR unread <> 0").fetchone() == (0,)
    store.close()
