"""What showing stories and the edition asks of the store."""

from __future__ import annotations

import pytest

from support import stories as made
from support.articles import NOW, keep, prepared
from support.stories import HOUR, fill, group, retitle, tell
from tuinews.model import Mark, Page
from tuinews.model.documents import Entry
from tuinews.store import Store
from tuinews.store import stories as reading


@pytest.fixture
def ids(store: Store) -> dict[str, int]:
    return fill(store)


def test_a_timeline_is_told_by_time_of_issue_the_earliest_first(store: Store, ids: dict[str, int]) -> None:
    told = store.stories.tellings(ids["report"])
    assert told == [ids[name] for name in ("report", "copy", "own", "late")]
    assert store.stories.tellings(ids["bread"]) == []


def test_of_a_long_timeline_the_newest_are_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = fill(store)
    monkeypatch.setattr(reading, "MOST_SHOWN", 2)
    assert store.stories.tellings(ids["report"]) == [ids["own"], ids["late"]]
    assert store.stories.unread(ids["report"]) == 2


def test_the_newest_tellings_come_with_their_texts_and_terms(store: Store, ids: dict[str, int]) -> None:
    own, late = store.stories.members(ids["report"], 2)
    assert (own.id, late.id) == (ids["own"], ids["late"])
    assert (own.title, own.text) == ("Storm over: ferries sail to the islands", made.OWN)
    assert "=storm" in own.terms
    assert not own.read
    assert store.stories.member(ids["own"]) == (own, ids["report"])
    assert store.stories.member(999) is None


def test_of_two_texts_the_longer_is_compared_and_without_any_the_summary(store: Store) -> None:
    store.sync_sources(made.SOURCES, ["World"])
    short, none = keep(
        store, "wire", prepared("a", "Short.", summary="Said."), prepared("b", "", summary="Summed up.")
    )
    group(store, [short, none])
    assert [one.text for one in store.stories.members(short, 9)] == ["Short.", "Summed up."]
    page = Page("https://wire.example/a", Entry(None, None, "a", html="<p>x</p>", text="Much longer. " * 400))
    store.keep_page(short, page, 800, shown=True, now=NOW)
    assert store.stories.members(short, 9)[0].text == ("Much longer. " * 400)[: reading.READ]


def test_only_what_came_since_and_tells_a_story_is_an_arrival(store: Store, ids: dict[str, int]) -> None:
    count, rows = store.stories.arrivals(ids["copy"])
    assert count == 5
    assert [(row.id, row.story, row.source) for row in rows] == [
        (ids["own"], ids["report"], "courier"),
        (ids["strike"], ids["strike"], "gazette"),
        (ids["late"], ids["report"], "herald"),
        (ids["vote"], ids["strike"], "courier"),
    ]
    assert rows[0].published == "2025-11-24T11:00:00Z"
    assert rows[0].sort == NOW - 5 * HOUR
    assert rows[0].url == "https://www.courier.example/Storm-over:-ferries-sail-to-the-islands"
    assert store.stories.arrivals(ids["vote"]) == (0, [])
    assert store.stories.arrivals(10**6) == (0, [])


def test_however_many_came_only_the_newest_are_looked_at(
    store: Store, ids: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_SINCE", 2)
    count, rows = store.stories.arrivals(0)
    assert count == 7
    assert [row.id for row in rows] == [ids["late"], ids["vote"]]


@pytest.mark.parametrize(
    ("hours", "name"), [(9, None), (7.5, "report"), (5.5, "bread"), (2.5, "late"), (0, "vote")]
)
def test_what_was_there_at_a_time_is_found_by_when_it_was_first_seen(
    store: Store, ids: dict[str, int], hours: float, name: str | None
) -> None:
    before = store.stories.arrived_before(NOW - round(hours * HOUR))
    assert before == (0 if name is None else ids[name])


def test_an_empty_library_has_no_stories_and_no_arrivals(store: Store) -> None:
    assert store.stories.arrived_before(NOW) == 0
    assert store.stories.arrivals(0) == (0, [])
    assert list(store.stories.newest()) == []


def test_how_many_tellings_are_unread(store: Store, ids: dict[str, int]) -> None:
    store.mark([ids["report"], ids["strike"]], Mark.READ, NOW)
    assert store.stories.unread(ids["report"]) == 3
    assert store.stories.unread(ids["bread"]) == 0


def test_the_first_of_several_headlines_is_kept_for_the_timeline(store: Store, ids: dict[str, int]) -> None:
    retitle(store, "courier", ids["own"], "Ferries sail", made.OWN)
    retitle(store, "courier", ids["own"], "Ferries sail again", made.OWN)
    first = store.stories.first_titles(ids.values())
    assert first == {ids["own"]: "Storm over: ferries sail to the islands"}


def test_how_far_a_story_was_seen_is_remembered(store: Store, ids: dict[str, int]) -> None:
    assert store.stories.looked(ids["report"]) is None
    store.look_at_story(ids["report"])
    assert store.stories.looked(ids["report"]) == ids["vote"]
    new = tell(store, "wire", "Piers of Oldhaven repaired", "Repaired. " * 9, 1)
    store.look_at_story(ids["report"])
    assert store.stories.looked(ids["report"]) == new
    assert store.stories.looked(ids["strike"]) is None


def test_stories_come_newest_first_and_each_once(store: Store, ids: dict[str, int]) -> None:
    assert list(store.stories.newest()) == [ids["strike"], ids["report"]]


def test_a_story_that_only_one_article_is_left_of_is_none(store: Store, ids: dict[str, int]) -> None:
    with store.transaction():
        store.set_stories([(ids["strike"], None)])
    assert list(store.stories.newest()) == [ids["report"]]


def test_the_stories_of_some_articles_come_in_their_order_and_each_once(
    store: Store, ids: dict[str, int]
) -> None:
    some = [ids[name] for name in ("own", "bread", "vote", "report", "strike")]
    assert list(store.stories.told_by(some)) == [ids["report"], ids["strike"]]
    assert list(store.stories.told_by(some[::-1])) == [ids["strike"], ids["report"]]
    assert list(store.stories.told_by([*range(1000, 3000), ids["vote"]])) == [ids["strike"]]
    assert list(store.stories.told_by([ids["bread"]])) == []


def test_stories_are_looked_for_among_the_newest_articles_only(
    store: Store, ids: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST_WALKED", 1)
    assert list(store.stories.newest()) == [ids["strike"]]
