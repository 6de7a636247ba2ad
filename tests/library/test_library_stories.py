"""Stories whole, the copies in them, and the edition: what the library's doors promise."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import stories as made
from support.articles import NOW
from support.stories import HOUR, fill, group, join, retitle, tell
from tuinews.library import Library
from tuinews.library import editions as ranking
from tuinews.model import Mark, Story
from tuinews.settings.paths import ensure, resolve
from tuinews.store import Store
from tuinews.store.stories import Member


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    paths = resolve(str(tmp_path / "home"))
    ensure(paths)
    library = Library.open(paths, now=lambda: NOW)
    yield library
    library.close()


@pytest.fixture
def store(library: Library) -> Iterator[Store]:
    """The engine's hand."""
    store = Store.open(library._path)
    yield store
    store.close()


@pytest.fixture
def ids(store: Store) -> dict[str, int]:
    return fill(store)


def leave(library: Library, ceiling: int, at: int = NOW - 10 * HOUR) -> None:
    """The interface was left when ``ceiling`` was the newest article."""
    library.remember("left", json.dumps({"ceiling": ceiling, "at": at}))


def story(library: Library, id: int) -> Story:
    found = library.story(id)
    assert found is not None
    return found


# A story


def test_a_story_says_who_tells_it_since_when_and_which_are_copies(
    library: Library, ids: dict[str, int]
) -> None:
    one = story(library, ids["report"])
    assert one.id == ids["report"]
    assert (one.first, one.last) == ("2025-11-24T08:00:00Z", "2025-11-24T13:00:00Z")
    assert one.sources == ("wire", "gazette", "courier", "herald")
    assert one.publishers == 3
    assert [(telling.headline.id, telling.copy_of) for telling in one.tellings] == [
        (ids["report"], None),
        (ids["copy"], ids["report"]),
        (ids["own"], None),
        (ids["late"], None),
    ]
    assert one.title == next(row.headline.title for row in one.tellings if row.headline.id == one.lead)


def test_two_feeds_of_one_house_are_one_publisher(library: Library, store: Store) -> None:
    store.sync_sources(made.SOURCES, ["World"])
    group(
        store,
        [
            tell(store, "wire", "Strike", "Ferry workers vote. " * 9, 3, url="https://www.gazette.example/1"),
            tell(
                store, "gazette", "A strike", "They vote tonight. " * 9, 2, url="https://m.gazette.example/2"
            ),
        ],
    )
    one = story(library, 1)
    assert (one.sources, one.publishers) == (("wire", "gazette"), 1)


def test_there_is_no_story_that_no_article_tells(library: Library, ids: dict[str, int]) -> None:
    assert library.story(ids["bread"]) is None
    assert library.story(999) is None


def test_a_changed_headline_is_told_with_the_first_that_was(
    library: Library, store: Store, ids: dict[str, int]
) -> None:
    retitle(store, "courier", ids["own"], "Ferries sail", made.OWN)
    retitle(store, "herald", ids["late"], "FERRIES: cracked piers of  Oldhaven stay closed", "Piers.")
    first = {row.headline.id: row.retitled for row in story(library, ids["report"]).tellings}
    assert first[ids["own"]] == "Storm over: ferries sail to the islands"
    assert first[ids["report"]] is None
    assert first[ids["late"]] is None, "a capital letter and a space are no other headline"


def test_what_came_after_a_story_was_looked_at_is_new(
    library: Library, store: Store, ids: dict[str, int]
) -> None:
    assert not any(row.is_new for row in story(library, ids["report"]).tellings)
    library.look_at_story(ids["report"])
    late = tell(store, "gazette", "Piers: divers go down again", "Divers. " * 40, 1)
    join(store, ids["report"], late)
    assert [row.headline.id for row in story(library, ids["report"]).tellings if row.is_new] == [late]
    library.look_at_story(ids["report"])
    assert not any(row.is_new for row in story(library, ids["report"]).tellings)


def test_looking_at_a_story_reads_and_counts_nothing(library: Library, ids: dict[str, int]) -> None:
    library.story(ids["report"])
    library.look_at_story(ids["report"])
    article = library.article(ids["report"])
    assert article is not None
    assert (article.read, article.views) == (False, 0)


def test_what_a_refresh_writes_between_two_looks_does_no_harm(
    library: Library, store: Store, ids: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(library, 0)
    whole = library._store.stories.members

    def joined(story: int, limit: int) -> list[Member]:
        join(store, story, tell(store, "herald", "Ferries of Oldhaven sail", "Ferries. " * 30, 0.1))
        return whole(story, limit)

    def parted(story: int, limit: int) -> list[Member]:
        with store.transaction():
            store.set_stories((id, None) for id in store.stories.tellings(story))
        return whole(story, limit)

    monkeypatch.setattr(library._store.stories, "members", joined)
    assert len(story(library, ids["report"]).tellings) == 4
    assert len(library.edition(10).told) == 2
    monkeypatch.setattr(library._store.stories, "members", parted)
    assert library.story(ids["report"]) is None
    assert library.edition(10).told == ()


# Stories


def test_the_newest_stories_come_first(library: Library, ids: dict[str, int]) -> None:
    assert [one.id for one in library.stories()] == [ids["strike"], ids["report"]]
    assert [one.id for one in library.stories(limit=1)] == [ids["strike"]]
    assert [one.id for one in library.stories("cracked piers")] == [ids["report"]]
    assert library.stories("bread") == []


def test_a_story_found_by_an_old_hit_stands_where_its_newest_telling_puts_it(
    library: Library, store: Store, ids: dict[str, int]
) -> None:
    newest = tell(store, "herald", "Islands have flour again", "Flour. " * 40, 0.5)
    join(store, ids["report"], newest)
    found = library.stories("source:gazette")
    assert [one.id for one in found] == [ids["report"], ids["strike"]]


# Copies


def test_copies_of_an_article_are_those_that_say_nothing_else(library: Library, ids: dict[str, int]) -> None:
    assert library.copies(ids["report"]) == (ids["copy"],)
    assert library.copies(ids["copy"]) == (ids["report"],)
    assert library.copies(ids["own"]) == ()
    assert library.copies(ids["bread"]) == ()
    assert library.copies(999) == ()


# The edition


def test_the_edition_tells_what_came_since_one_left(library: Library, ids: dict[str, int]) -> None:
    leave(library, 0)
    edition = library.edition(10)
    assert (edition.since, edition.articles, edition.stories) == ("2025-11-24T06:00:00Z", 7, 2)
    first, second = edition.told
    assert (first.story, first.publishers, first.why) == (ids["report"], 3, "3 sources")
    assert (second.story, second.publishers, second.why) == (ids["strike"], 2, "2 sources")
    assert (first.when, second.when) == ("2025-11-24T11:00:00Z", "2025-11-24T12:00:00Z")
    assert (first.unread, first.news) == (4, "")
    assert second.lead in {ids["strike"], ids["vote"]}
    assert library.edition(1).told == (first,)
    assert library.edition(1).stories == 2


def test_a_story_whose_new_tellings_only_repeat_is_not_told(
    library: Library, store: Store, ids: dict[str, int]
) -> None:
    leave(library, ids["vote"])
    repeated = [
        tell(store, of, f"{of} has it too", made.REPORT, 1) for of in ("gazette", "courier", "herald")
    ]
    join(store, ids["report"], *repeated)
    edition = library.edition(10)
    assert (edition.articles, edition.stories, edition.told) == (3, 0, ())


def test_a_story_that_was_there_before_says_what_is_new(
    library: Library, store: Store, ids: dict[str, int]
) -> None:
    leave(library, ids["vote"])
    new = [
        tell(
            store, "wire", "Ferry strike is off as union takes the Lanternfish offer", "Lanternfish it is.", 1
        ),
        tell(
            store, "herald", "No strike: Lanternfish gives in", "The offer of Lanternfish was accepted.", 0.5
        ),
    ]
    join(store, ids["strike"], *new)
    (told,) = library.edition(10).told
    assert told.story == ids["strike"]
    assert told.publishers == 2, "those that told it before do not count again"
    assert told.news == "new: Lanternfish, offer"
    assert told.lead in new
    assert told.unread == 4


def test_back_numbers_are_counted_and_tell_nothing(
    library: Library, store: Store, ids: dict[str, int]
) -> None:
    leave(library, ids["vote"], NOW - 10 * HOUR)
    old = [
        tell(store, of, made.TITLE, text, 10 + 97)
        for of, text in (("gazette", made.REPORT), ("courier", "Ah"))
    ]
    group(store, old)
    edition = library.edition(10)
    assert (edition.articles, edition.stories, edition.told) == (2, 0, ())
    just = [tell(store, of, made.TITLE, text, 10 + 95) for of, text in (("wire", made.OWN), ("herald", "Oh"))]
    group(store, just)
    assert [one.lead in just for one in library.edition(10).told] == [True]


def test_a_first_edition_tells_back_numbers_where_it_has_nothing_else(library: Library, store: Store) -> None:
    store.sync_sources(made.SOURCES, ["World"])
    old = [
        tell(store, of, made.TITLE, text, 200, came=1)
        for of, text in (("gazette", made.REPORT), ("courier", "Ah"))
    ]
    group(store, old)
    assert [one.lead in old for one in library.edition(10).told] == [True]
    leave(library, 0)
    assert library.edition(10).told == ()
    library.remember("left", "")
    group(
        store, [tell(store, of, made.TITLE, text, 1) for of, text in (("wire", made.OWN), ("herald", "Oh"))]
    )
    assert [one.lead in old for one in library.edition(10).told] == [False]


def test_a_back_number_of_a_story_is_no_news_in_it(
    library: Library, store: Store, ids: dict[str, int]
) -> None:
    leave(library, ids["vote"])
    new = [
        tell(store, "wire", "Ferry strike is off: Lanternfish pays", "The Lanternfish pays.", 1),
        tell(store, "herald", "No strike: Lanternfish pays all", "It is the Lanternfish that pays.", 1),
    ]
    back = tell(store, "gazette", "Quarrel over wages on Oldhaven ferries", "A quarrel over wages.", 200)
    join(store, ids["strike"], *new, back)
    (told,) = library.edition(10).told
    assert (told.publishers, told.lead in new, told.news) == (2, True, "new: Lanternfish, pays")


def test_one_new_publisher_makes_no_edition(library: Library, store: Store, ids: dict[str, int]) -> None:
    leave(library, ids["late"])
    edition = library.edition(10)
    assert (edition.articles, edition.stories, edition.told) == (1, 0, ())


def test_without_a_place_that_one_left_it_reaches_back_a_day(library: Library, store: Store) -> None:
    store.sync_sources(made.SOURCES, ["World"])
    tell(store, "wire", "Too old", "Old. " * 40, 30)
    fill(store)
    edition = library.edition(10)
    assert (edition.since, edition.articles, len(edition.told)) == (None, 7, 2)


@pytest.mark.parametrize(
    "place", ["", "yesterday", "[]", "{}", '{"ceiling": "x", "at": 1}', '{"ceiling": 1}']
)
def test_a_place_that_cannot_be_read_is_none(library: Library, ids: dict[str, int], place: str) -> None:
    library.remember("left", place)
    assert library.edition(10).since is None


def test_a_place_of_another_library_or_time_does_no_harm(library: Library, ids: dict[str, int]) -> None:
    leave(library, 10**9, 10**15)
    assert library.edition(10) == (("9999-12-31T23:59:59Z"), 0, 0, ())
    leave(library, -5, -5)
    assert library.edition(10).articles == 7


def test_an_empty_library_has_an_empty_edition(library: Library) -> None:
    assert library.edition(10) == (None, 0, 0, ())


def test_the_edition_moves_no_place_and_marks_nothing(library: Library, ids: dict[str, int]) -> None:
    leave(library, 0)
    before = library.recall("left"), [(row.id, row.read) for row in library._lists.headlines(ids.values())]
    library.edition(10)
    after = library.recall("left"), [(row.id, row.read) for row in library._lists.headlines(ids.values())]
    assert after == before
    assert library._writing is not None, "it was opened by leave()"


def test_what_is_beyond_the_texts_that_are_compared_is_counted_and_not_told(
    library: Library, ids: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    leave(library, 0)
    monkeypatch.setattr(ranking, "_MOST_TEXTS", 1)
    edition = library.edition(10)
    assert (edition.stories, [one.story for one in edition.told]) == (2, [ids["report"]])


def test_an_unread_telling_leads_where_another_is_as_near(library: Library, ids: dict[str, int]) -> None:
    leave(library, 0)
    lead = library.edition(10).told[1].lead
    library.mark([lead], Mark.READ)
    told = library.edition(10).told[1]
    assert told.unread == 1
    assert {lead, told.lead} == {ids["strike"], ids["vote"]}
