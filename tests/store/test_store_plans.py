"""No read walks more than it shows: every statement's plan, whatever the library's size."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

import pytest

from tuinews.model import Key, Mark, Scope, View
from tuinews.query import parse
from tuinews.store import Store
from tuinews.store.folding import Folds
from tuinews.store.late import Late
from tuinews.store.selection import select
from tuinews.store.walking import Stretch, scan_sql

made = import_module("support.articles")
NOW: int = made.NOW
KEY = Key(NOW, 3)


@pytest.fixture(autouse=True)
def _filled(store: Store) -> None:
    store.sync_sources([made.source("gazette"), made.source("courier", "Science")], ["World", "Science"])
    ids = made.keep(store, "gazette", *(made.prepared(f"storm {n}", terms=("storm",)) for n in range(6)))
    store.mark(ids[:2], Mark.STAR, NOW)
    with store.transaction():
        store.set_stories((id, ids[0]) for id in ids[:3])


def plans(store: Store, ask: Callable[[], object]) -> list[str]:
    """The plan of each statement that ``ask`` runs, a line a step."""
    statements: list[str] = []
    store._db.set_trace_callback(statements.append)
    try:
        ask()
    finally:
        store._db.set_trace_callback(None)
    # What FTS5 asks of its own tables begins with a comment.
    asked = [one for one in statements if not one.startswith("--")]
    assert asked
    return [
        "\n".join(row[3] for row in store._db.execute(f"EXPLAIN QUERY PLAN {one}"))
        for one in asked
        if one[:6] == "SELECT"
    ]


def assert_bounded(plan: str) -> None:
    assert "USE TEMP B-TREE" not in plan, plan
    for step in plan.splitlines():
        whole = (
            step.startswith("SCAN")
            and "INDEX" not in step
            and "SUBQUERY" not in step
            and "(subquery" not in step
        )
        assert not whole or step.split()[1] in {"search", "categories"}, plan


VIEWS = {
    "articles_newest": View(),
    "unread_newest": View(unread=True),
    "articles_of_category": View(Scope.CATEGORY, "World"),
    "unread_of_category": View(Scope.CATEGORY, "World", unread=True),
    "articles_of_source": View(Scope.SOURCE, "gazette"),
    "unread_of_source": View(Scope.SOURCE, "gazette", unread=True),
    "starred_newest": View(Scope.STARRED),
    "read_newest": View(Scope.SEARCH, "is:read"),
}


@pytest.mark.parametrize(("index", "view"), VIEWS.items(), ids=list(VIEWS))
@pytest.mark.parametrize(
    ("stretch", "bound"),
    [
        (Stretch(limit=100), ""),
        (Stretch(over=5, limit=100), "place<?"),
        (Stretch(under=5, limit=100, upwards=True), "place>?"),
    ],
    ids=["top", "after", "before"],
)
def test_a_page_is_a_stretch_of_its_index(
    store: Store, index: str, view: View, stretch: Stretch, bound: str
) -> None:
    (scan,) = select(store._db, view).scans
    sql, parameters = scan_sql(scan, stretch)
    plan = "\n".join(row[3] for row in store._db.execute(f"EXPLAIN QUERY PLAN {sql}", parameters))
    first = plan.splitlines()[0]
    assert f" a USING INDEX {index}" in first
    assert bound in first
    assert "articles_of_story (story=?)" in plan
    assert_bounded(plan)


@pytest.mark.parametrize("keep", [(), (1, 2)], ids=["", "keeping"])
@pytest.mark.parametrize(("index", "view"), VIEWS.items(), ids=list(VIEWS))
def test_a_folded_page_is_the_same_stretch_and_a_stretch_of_each_story(
    store: Store, index: str, view: View, keep: tuple[int, ...]
) -> None:
    folds = Folds(select(store._db, view._replace(ceiling=4)), keep)
    (scan,) = folds.selection.scans
    sql, parameters = scan_sql(scan, Stretch(over=5, limit=100), folds.rows)
    plan = "\n".join(row[3] for row in store._db.execute(f"EXPLAIN QUERY PLAN {sql}", parameters))
    first = plan.splitlines()[0]
    assert f" a USING INDEX {index}" in first
    assert "place<?" in first
    assert "INDEX articles_of_story (story=? AND place>?)" in plan
    assert "INDEX articles_of_story (story=? AND place<?)" in plan
    assert_bounded(plan)


@pytest.mark.parametrize(
    "query", ["storm", "storm -calm", "-calm", "storm is:unread", "storm category:World", "storms"]
)
def test_hits_come_from_the_full_text_index_newest_first(store: Store, query: str) -> None:
    (scan,) = select(store._db, View(Scope.SEARCH, query)).scans
    sql, parameters = scan_sql(scan, Stretch(over=5, limit=100))
    plan = [row[3] for row in store._db.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)]
    assert plan[0].startswith("SCAN search VIRTUAL TABLE")
    assert "USE TEMP B-TREE FOR ORDER BY" not in plan
    assert "SEARCH a USING INTEGER PRIMARY KEY (rowid=?)" in plan


@pytest.mark.parametrize(
    "view",
    [*VIEWS.values(), View(ceiling=3), View(Scope.CATEGORY, "World", True, 3)],
    ids=str,
)
@pytest.mark.parametrize("fold", [False, True], ids=["", "folded"])
def test_everything_the_interface_asks_of_a_view_is_bounded(store: Store, view: View, fold: bool) -> None:
    view = view._replace(fold=fold)
    (row,) = store.listing.headlines([1])

    def ask() -> None:
        store.listing.page(view, after=KEY, keep=[1, 2])
        store.listing.page(view, before=KEY)
        store.listing.last_page(view, 100, ())
        store.listing.next_unread(view, KEY, 1)
        store.listing.next_unread(view, None, -1)
        store.listing.inside(view, row, [1, 2])
        store.counts.totals(view)
        store.counts.rank(view, KEY, [1, 2])
        store.counts.waiting(view)

    for plan in plans(store, ask):
        assert_bounded(plan)


def test_single_rows_counts_and_places_are_bounded(store: Store) -> None:
    def ask() -> None:
        store.counts.tabs()
        store.counts.ceiling()
        store.listing.headlines([1, 2])
        store.listing.more_from_source(1, 3)
        store.article(1)
        store.same_story(1, 8)
        store.alike([1, 2])
        store.document_frequency(["storm"])
        store.recall("tab")
        store.known("gazette", [made.prepared("storm 1")])

    for plan in plans(store, ask):
        tabs = "ORDER BY" in plan and "categories" in plan
        if not tabs and "SCAN totals" not in plan and "SCAN categories" not in plan:
            assert_bounded(plan)


def test_what_stories_and_the_edition_ask_is_bounded(store: Store) -> None:
    def ask() -> None:
        store.stories.tellings(1)
        store.stories.members(1, 60)
        store.stories.member(1)
        store.stories.arrived_before(NOW)
        store.stories.arrivals(1)
        store.stories.unread(1)
        store.stories.looked(1)
        list(store.stories.newest())
        list(store.stories.told_by([1, 2]))

    for plan in plans(store, ask):
        assert_bounded(plan)


def test_arrivals_are_found_by_id(store: Store) -> None:
    found = plans(store, lambda: store.stories.arrivals(3))
    assert any("SEARCH a USING INTEGER PRIMARY KEY (rowid>?)" in plan for plan in found)


def test_the_tellings_of_a_story_come_in_the_order_of_its_index(store: Store) -> None:
    for ask in (
        lambda: store.stories.tellings(1),
        lambda: store.stories.members(1, 60),
        lambda: store.stories.unread(1),
    ):
        (plan,) = plans(store, ask)
        assert "articles_of_story (story=?)" in plan
        assert_bounded(plan)


def test_first_headlines_are_found_by_the_index_of_revisions(store: Store) -> None:
    (plan,) = plans(store, lambda: store.stories.first_titles([1, 2, 3]))
    assert "SEARCH r USING INDEX revisions_of_article (article=?)" in plan


def test_row_numbers_count_spans_and_one_stretch_of_an_index(store: Store) -> None:
    found = plans(store, lambda: store.counts.rank(View(Scope.CATEGORY, "World", unread=True), KEY, ()))
    assert any("SEARCH spans USING PRIMARY KEY (kind=? AND key=? AND span>?)" in plan for plan in found)
    assert any(
        "SEARCH a USING COVERING INDEX unread_of_category (category=? AND place>? AND place<?)" in plan
        for plan in found
    )


def test_what_waits_is_found_by_id(store: Store) -> None:
    found = plans(store, lambda: store.counts.waiting(View(Scope.CATEGORY, "World", ceiling=3)))
    assert any("SEARCH a USING INTEGER PRIMARY KEY (rowid>?)" in plan for plan in found)


def test_best_matches_are_scored_in_one_scan_of_the_index(store: Store) -> None:
    found = plans(store, lambda: store.listing.best(parse("storm"), 10))
    scored = [plan for plan in found if "USE TEMP B-TREE FOR ORDER BY" in plan]
    assert [plan.splitlines()[0].split(" INDEX")[0] for plan in scored] == ["SCAN search VIRTUAL TABLE"]
    for plan in set(found) - set(scored):
        assert_bounded(plan)


def test_late_articles_and_those_of_their_days_are_stretches_of_an_index(store: Store) -> None:
    late = Late(after=2, before=NOW)

    def ask() -> None:
        store.late.highest()
        store.late.places(late)
        store.late.others(1, 9, late, 100)
        store.late.those([1, 2])
        store.late.kept(1, 9, 4, 100)

    highest, places, others, those, kept = plans(store, ask)
    assert highest == "SEARCH articles"
    assert places == "SEARCH articles USING INTEGER PRIMARY KEY (rowid>?)"
    assert "SEARCH a USING INDEX articles_newest (place>? AND place<?)" in others
    assert "SEARCH a USING INTEGER PRIMARY KEY (rowid=?)" in those
    assert "SEARCH articles USING COVERING INDEX articles_newest (place>? AND place<?)" in kept
    for plan in (highest, places, others, those, kept):
        assert_bounded(plan)
