"""The door that command line and interface go through."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

from tuinews.library import Library
from tuinews.library.library import LibraryError
from tuinews.model import Changes, Mark, Prepared, Scope, TuinewsError, View
from tuinews.related.terms import title_terms
from tuinews.settings.paths import Paths, ensure, resolve
from tuinews.store import Store, StoreError
from tuinews.store.identities import address_hash
from tuinews.text.addresses import canonical

made = import_module("support.articles")
NOW: int = made.NOW

SOURCES = """\
categories = ["World", "Science"]

[[source]]
id = "gazette"
url = "https://www.gazette.example/feed"
title = "The Gazette"
category = "World"

[[source]]
id = "gazette-science"
url = "https://gazette.example/science"
title = "The Gazette: Science"
category = "Science"
"""


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = resolve(str(tmp_path / "home"))
    ensure(paths)
    paths.sources.write_text(SOURCES, "utf-8")
    return paths


@pytest.fixture
def library(paths: Paths) -> Iterator[Library]:
    library = Library.open(paths, now=lambda: NOW)
    library.reload_sources()
    yield library
    library.close()


@pytest.fixture
def store(paths: Paths, library: Library) -> Iterator[Store]:
    """The engine's hand."""
    store = Store.open(paths.database)
    yield store
    store.close()


def change_sources(paths: Paths, text: str) -> None:
    """Write the file so that its time differs, however coarse the clock of the disk."""
    before = paths.sources.stat().st_mtime_ns
    paths.sources.write_text(text, "utf-8")
    os.utime(paths.sources, ns=(before + 10**9, before + 10**9))


# Sources


def test_sources_are_read_into_the_library(library: Library) -> None:
    assert [(state.source.id, state.title) for state in library.sources()] == [
        ("gazette", "The Gazette"),
        ("gazette-science", "The Gazette: Science"),
    ]
    assert [tab.title for tab in library.tabs()] == ["All", "World", "Science", "Unread", "Starred"]


def test_an_unchanged_file_is_not_read_again(
    library: Library, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(path: Path) -> None:
        raise AssertionError

    monkeypatch.setattr("tuinews.settings.sources_file.load_sources", never)
    assert library.reload_sources() == ()
    again = Library.open(paths)
    assert again.reload_sources() == ()
    again.close()


def test_it_is_known_whether_anything_is_followed(library: Library, paths: Paths) -> None:
    assert library.follows_any()
    change_sources(paths, "")
    assert library.reload_sources() == ()
    assert not library.follows_any()


def test_a_changed_file_is_read_again(library: Library, paths: Paths) -> None:
    change_sources(paths, SOURCES.replace('"The Gazette"', '"Gazette"'))
    assert library.reload_sources() == ()
    assert library.sources()[0].title == "Gazette"


def test_a_broken_file_is_said_each_time_and_the_sources_stay(library: Library, paths: Paths) -> None:
    change_sources(paths, SOURCES + "[[source\n")
    assert [str(problem) for problem in library.reload_sources()] != []
    assert library.reload_sources() != ()
    assert len(library.sources()) == 2
    change_sources(paths, SOURCES)
    assert library.reload_sources() == ()


def test_a_missing_file_is_an_empty_list(library: Library, paths: Paths) -> None:
    paths.sources.unlink()
    assert library.reload_sources() == ()
    assert library.sources() == []


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("gazette", "gazette"),
        ("gazette-science", "gazette-science"),
        ("https://www.gazette.example/feed", "gazette"),
        ("http://gazette.example/feed/", "gazette"),
        ("the gazette", "gazette"),
        ("GAZETTE-SCIENCE", "gazette-science"),
        (": sci", "gazette-science"),
    ],
)
def test_a_source_is_found_by_id_address_or_title(library: Library, text: str, id: str) -> None:
    assert library.find_source(text).id == id


def test_an_ambiguous_name_lists_what_it_may_be(library: Library) -> None:
    with pytest.raises(
        LibraryError, match=r"'gaz' may be gazette \(The Gazette\), gazette-science .*by its id"
    ):
        library.find_source("gaz")


@pytest.mark.parametrize(
    ("text", "hint"),
    [("gazete", "Did you mean gazette?"), ("courier", "`tuinews sources` lists them"), ("", "lists")],
)
def test_an_unknown_name_is_said_with_a_hint(library: Library, text: str, hint: str) -> None:
    with pytest.raises(TuinewsError) as caught:
        library.find_source(text)
    assert hint in str(caught.value)


# Articles


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("the gazette", "The Gazette is a source: source:gazette shows what comes from it."),
        ("Gazette", "The Gazette is a source: source:gazette shows what comes from it."),
        ("gazette-science", "The Gazette: Science is a source: source:gazette-science shows"),
        ("source:gazete", "There is no source 'gazete'. Did you mean gazette?"),
        ("source:gaz", ""),
        ("source:science", ""),
        ("-source:zzzz", "There is no source 'zzzz'."),
        ("category:Wrld", "There is no category 'Wrld'. Did you mean World?"),
        ("category:Opera", "There is no category 'Opera'. There are World, Science."),
        ("category:wor", ""),
        ("sourc:gazette", "sourc:gazette was read as words; perhaps source:gazette is meant."),
        ("is:old", "is:old was left out: it is is:unread, is:read or is:starred."),
        ("gazette storm", ""),
        ("gazette is:unread", ""),
        ("", ""),
    ],
)
def test_a_query_that_may_not_say_what_is_meant_gets_advice(library: Library, query: str, said: str) -> None:
    advice = library.advice(query)
    assert advice.startswith(said) if said else advice == ""


def test_what_the_engine_writes_is_seen_at_once(library: Library, store: Store) -> None:
    assert library.page(View()) == []
    (id,) = made.keep(store, "gazette", made.prepared("Storm closes ports", "Ships wait."))
    (row,) = library.page(View())
    assert library.headline(id) == row
    assert library.article(id) is not None
    assert library.headline(id + 1) is None
    assert library.article(id + 1) is None
    assert library.ceiling() == id
    assert library.waiting(View(ceiling=0)) == 1
    assert library.totals(View()) == (1, 1)
    assert library.rank(View(), row.key) == 0
    assert library.next_unread(View(), None) == row
    assert library.last_page(View()) == [row]
    assert library.search("storm") == [row]
    assert library.matching("ships") == [id]
    assert library.page(View(Scope.SEARCH, "stor")) == [row]


def test_marks_are_written_and_taken_back(library: Library, store: Store) -> None:
    ids = made.keep(store, "gazette", *(made.prepared(f"{n}") for n in range(3)))
    assert library.mark(ids[:2], Mark.READ) == 2
    assert library.mark_view(View()) == 1
    library.opened(ids[0])
    assert library.totals(View()) == (3, 0)
    assert library.undo() == "Unread again: 1 article."
    assert library.undo() == "Unread again: 2 articles."
    assert library.undo() is None
    library.remember("tab", "World")
    assert library.recall("tab") == "World"


def test_reading_needs_no_write_access_to_what_is_there(paths: Paths) -> None:
    with pytest.raises(StoreError, match="no library"):
        Library.open(paths, create=False)


# Likeness


def story(title: str, text: str, hours: int) -> Prepared:
    stamp = f"2025-11-24T{16 - hours:02}:00:00Z"
    terms = title_terms(title, text, text)
    item: Prepared = made.prepared(title, text, published=stamp, summary=text, terms=terms)
    return item


@pytest.fixture
def told(store: Store) -> list[int]:
    """A bailout told twice, one more about the airline, and other news."""
    items = [
        story("Lufthansa close to German bailout deal", "Lufthansa said a bailout by Berlin was close.", 1),
        story("Berlin agrees Lufthansa bailout", "The bailout of Lufthansa is agreed, Berlin said.", 2),
        story("Lufthansa orders new aircraft", "Lufthansa buys forty aircraft for its long routes.", 3),
    ]
    items += [
        story(f"Gardening in week {n}", f"What to plant in week {n}: carrots and roses.", 4)
        for n in range(20)
    ]
    with store.transaction():
        ids = store.apply("gazette", Changes(new=tuple(items)), None, NOW)
        store.set_stories([(ids[0], ids[0]), (ids[1], ids[0])])
    return ids


def test_related_articles_come_with_their_reason(library: Library, told: list[int]) -> None:
    related = library.related(told[0])
    assert [one.id for one in related][:2] == told[1:3]
    assert [one.same_story for one in related][:2] == [True, False]
    assert "Lufthansa" in related[0].why
    assert told[0] not in [one.id for one in related]
    assert not set(told[3:]) & {one.id for one in related}
    assert len(library.related(told[0], limit=1)) == 1


def test_an_article_alone_has_no_related_ones(library: Library, store: Store) -> None:
    (id,) = made.keep(store, "gazette", made.prepared("x"))
    assert library.related(id) == ()
    assert library.related(id + 1) == ()


def test_a_text_finds_its_articles(library: Library, told: list[int]) -> None:
    assert {one.id for one in library.related_to_query("Lufthansa bailout")[:2]} == set(told[:2])
    assert library.related_to_query("the of and") == ()
    assert library.related_to_query("") == ()


def test_more_from_the_source(library: Library, told: list[int]) -> None:
    assert [row.id for row in library.more_from_source(told[0])] == [told[1], told[2], told[-1]]


# Links


def linking(title: str, url: str, *links: str) -> Prepared:
    item: Prepared = made.prepared(
        title,
        "Nothing in common.",
        url=url,
        terms=(f"={title.lower()}",),
        html="".join(f'<p><a href="{link}">x</a></p>' for link in links),
    )
    return replace(
        item,
        canonical=canonical(url),
        address=address_hash(canonical(url) or ""),
        links=tuple(address_hash(canonical(link) or "") for link in links),
    )


def test_articles_that_link_to_each_other_or_to_the_same_page_stand_beside_each_other(
    library: Library, store: Store
) -> None:
    page = "https://court.example/ruling/17"
    first = linking("First", "https://gazette.example/first", page)
    second = linking("Second", "https://courier.example/second", "https://gazette.example/first?utm_source=x")
    third = linking("Third", "https://bugle.example/third", page)
    fourth = linking("Fourth", "https://bugle.example/fourth", "https://elsewhere.example/one")
    with store.transaction():
        ids = store.apply("gazette", Changes(new=(first, second, third, fourth)), None, NOW)
    assert {one.id: one.why for one in library.related(ids[0])} == {
        ids[1]: "links here",
        ids[2]: "both link to court.example",
    }
    assert [(one.id, one.why) for one in library.related(ids[1])] == [(ids[0], "linked from here")]
    assert library.related(ids[3]) == ()


def test_a_page_that_very_many_link_to_is_no_reason(library: Library, store: Store) -> None:
    page = "https://court.example/ruling/17"
    many = [linking(f"Nr{number}", f"https://gazette.example/{number}", page) for number in range(20)]
    with store.transaction():
        ids = store.apply("gazette", Changes(new=tuple(many)), None, NOW)
    assert library.related(ids[0]) == ()
