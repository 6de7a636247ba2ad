"""The edition: what came since one left, on one screen that ends."""

from __future__ import annotations

import json
from importlib import import_module

import pytest

from tuinews.library import Library
from tuinews.model import Mark, View
from tuinews.settings.config import Config
from tuinews.settings.paths import Paths
from tuinews.store import Store
from tuinews.ui.screens.browse import BrowseScreen
from tuinews.ui.screens.edition import EditionScreen
from tuinews.ui.screens.reader import ReaderScreen
from tuinews.ui.screens.story import StoryScreen
from ui.conftest import NOW, Paper, open_paper

SIZES = [(120, 40), (80, 24), (40, 12)]


def left(paths: Paths, ago: int) -> None:
    """One left an hour ago, when the newest so many articles had not come yet."""
    library = Library.open(paths)
    library.remember("left", json.dumps({"ceiling": library.ceiling() - ago, "at": NOW - 3600}))
    library.close()


def remembered(paths: Paths) -> object:
    library = Library.open(paths)
    try:
        return json.loads(library.recall("left") or "null")
    finally:
        library.close()


def unread(paths: Paths) -> int:
    library = Library.open(paths)
    try:
        return library.totals(View())[1]
    finally:
        library.close()


def edition(paper: Paper) -> EditionScreen:
    screen = paper.app.page
    assert isinstance(screen, EditionScreen)
    return screen


async def test_it_opens_with_what_came_since_one_left(paths: Paths) -> None:
    left(paths, 70)
    async with open_paper(paths, config=Config()) as paper:
        count = len(edition(paper).articles)
        assert count > 5
        assert f"Since you left (05:00): 70 articles, {count} stories" in paper.lines[0]
        assert "That is all. 70 articles wait in the tabs." in paper.text
        assert sum(" sources  " in line for line in paper.lines) == count
        await paper.press("q")
        assert isinstance(paper.app.screen, BrowseScreen)
        assert paper.app.is_running


async def test_the_list_opens_where_nothing_came_or_one_source_told_it_or_the_setting_says_so(
    paths: Paths,
) -> None:
    left(paths, 0)
    async with open_paper(paths, config=Config()) as paper:
        assert isinstance(paper.app.screen, BrowseScreen)
    left(paths, 70)
    async with open_paper(paths) as paper:
        assert isinstance(paper.app.screen, BrowseScreen)
    left(paths, 70)
    store = Store.open(paths.database)
    with store.transaction():
        store.set_stories((row.id, None) for row in store.listing.page(View(), limit=1000))
    store.close()
    async with open_paper(paths, config=Config()) as paper:
        assert isinstance(paper.app.screen, BrowseScreen)


async def test_a_story_that_only_copies_tell_opens_the_list(paths: Paths) -> None:
    left(paths, 80)
    store = Store.open(paths.database)
    with store.transaction():
        ids = [row.id for row in store.listing.page(View(), limit=1000)]
        store.set_stories((id, None) for id in ids)
        store.set_stories((id, ids[0]) for id in ids[:2])
        store._db.execute("UPDATE contents SET text = ?", ("one report of an agency " * 20,))
    store.close()
    async with open_paper(paths, config=Config()) as paper:
        assert isinstance(paper.app.screen, BrowseScreen)
        await paper.press("E")
        assert "none of them told by two sources" in paper.lines[0]


async def test_leaving_remembers_what_the_list_had_taken_in(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        ceiling = paper.app.session.library.ceiling()
        paper.app.browse._ceiling = ceiling - 5
        await paper.press("s", "Q")
    assert remembered(paths) == {"ceiling": ceiling - 5, "at": NOW}
    async with open_paper(paths) as paper:
        await paper.press("E")
        assert "Since you left (06:00): 5 articles" in paper.lines[0]


async def test_enter_reads_the_story_and_j_the_next_and_back_returns_to_it(paths: Paths) -> None:
    left(paths, 70)
    async with open_paper(paths, config=Config()) as paper:
        leads = list(edition(paper).articles)
        await paper.press("j", "enter")
        reader = paper.app.page
        assert isinstance(reader, ReaderScreen)
        assert reader.article is not None
        assert reader.article.id == leads[1]
        assert f"2 of {len(leads)}" in paper.lines[0]
        await paper.press("J")
        assert reader.article.id == leads[2]
        await paper.press("q")
        assert edition(paper).article == leads[2]
        assert paper.app.is_running


async def test_every_story_of_it_is_read_by_j_and_the_last_says_so(paths: Paths) -> None:
    left(paths, 70)
    async with open_paper(paths, config=Config()) as paper:
        leads = list(edition(paper).articles)
        await paper.press("enter")
        for lead in leads:
            assert isinstance(paper.app.page, ReaderScreen)
            assert paper.app.page.article is not None
            assert paper.app.page.article.id == lead
            await paper.press("J")
        assert "This is the last article of the edition." in paper.text


async def test_m_marks_a_story_as_a_whole_and_undo_takes_it_back(paths: Paths) -> None:
    left(paths, 70)
    before = unread(paths)
    async with open_paper(paths, config=Config()) as paper:
        count = edition(paper)._told[0].unread
        assert count > 2
        await paper.press("m")
        assert f"Marked read: {count} articles of this story." in paper.text
        assert "●" not in paper.lines[2]
        assert unread(paths) == before - count
        await paper.press("u")
        assert "●" in paper.lines[2]
        assert unread(paths) == before
        await paper.press("n", "n")
        assert edition(paper).items.cursor == 2


async def test_a_star_and_the_timeline_are_about_the_story_under_the_cursor(paths: Paths) -> None:
    left(paths, 70)
    async with open_paper(paths, config=Config()) as paper:
        lead, story = edition(paper).articles[2], edition(paper)._told[2].story
        await paper.press("j", "j", "s", "t")
        assert isinstance(paper.app.page, StoryScreen)
        assert paper.app.page.story == story
        row = paper.app.session.headline(lead)
        assert row is not None
        assert row.starred
        await paper.press("q")
        assert edition(paper).items.cursor == 2


async def test_e_shows_it_from_everywhere_and_leads_on_to_the_tabs(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.press("E")
        assert "Came in the last 24 hours: 80 articles" in paper.lines[0]
        await paper.press("E")
        assert isinstance(paper.app.screen, BrowseScreen)
        await paper.press("enter", "E")
        edition(paper)
        await paper.press("t", "E", "enter", "q")
        edition(paper)
        assert any("q goes back" in line for line in paper.lines)
        await paper.press("escape")
        assert paper.app.page.where == "reader"
        await paper.press("q")
        assert paper.app.page.where == "browse"


async def test_e_makes_it_anew_with_what_came_meanwhile(paths: Paths) -> None:
    left(paths, 70)
    async with open_paper(paths, config=Config()) as paper:
        assert "70 articles" in paper.lines[0]
        store = Store.open(paths.database)
        made = import_module("support.articles")
        made.keep(store, next(one.id for one in store.followed()), made.prepared("News of the minute"))
        store.close()
        await paper.press("q", "E")
        assert "71 articles" in paper.lines[0]


async def test_a_short_look_leaves_the_edition_as_it_was(paths: Paths) -> None:
    left(paths, 70)
    async with open_paper(paths) as paper:
        await paper.press("Q")
    before = remembered(paths)
    async with open_paper(paths) as paper:
        await paper.press("j", "Q")
    assert remembered(paths) == before
    async with open_paper(paths) as paper:
        await paper.press("enter", "Q")  # reading is no short look
    assert remembered(paths) != before


async def test_a_star_is_said_where_no_row_shows_it(paths: Paths) -> None:
    left(paths, 70)
    async with open_paper(paths, config=Config()) as paper:
        await paper.press("s")
        assert any("Starred: " in line for line in paper.lines[-3:])


async def test_what_arrives_meanwhile_changes_nothing_of_it(paths: Paths) -> None:
    left(paths, 70)
    async with open_paper(paths, config=Config()) as paper:
        before = paper.lines[2:-2]
        store = Store.open(paths.database)
        with store.transaction():
            ids = [row.id for row in store.listing.page(View(), limit=1000)]
            store.set_stories((id, ids[0]) for id in ids)
        store.close()
        edition(paper).reload()
        await paper.settle()
        assert paper.lines[2:-2] == before


async def test_what_was_read_meanwhile_is_seen_on_coming_back(paths: Paths) -> None:
    left(paths, 70)
    async with open_paper(paths, config=Config()) as paper:
        counts = [one.unread for one in edition(paper)._told]
        two = counts.index(max(counts))
        story = edition(paper)._told[two].story
        await paper.press(*"j" * two, "enter", "q")
        assert edition(paper)._told[two].unread == counts[two] - 1 > 0
        library = Library.open(paths)
        whole = library.story(story)
        assert whole is not None
        library.mark([one.headline.id for one in whole.tellings], Mark.READ)
        library.close()
        await paper.press("enter", "q")
        assert "●" not in next(line for line in paper.lines if line.startswith("▌"))


@pytest.mark.parametrize("size", SIZES)
async def test_at_every_size_the_reason_the_headline_and_the_end_are_seen(
    paths: Paths, size: tuple[int, int]
) -> None:
    left(paths, 70)
    async with open_paper(paths, size=size, config=Config()) as paper:
        heading = f"70 articles, {len(edition(paper).articles)} stories"
        assert heading in paper.lines[0]
        told = edition(paper)._told[0]
        assert told.title[:14] in paper.lines[2]
        assert (told.why if size[0] > 50 else str(told.publishers)) in paper.lines[2]
        assert "new: " in paper.text
        await paper.press("G")
        assert "That is all. " in paper.words
        assert "70 articles wait in the tabs." in paper.words
        await paper.press("g")
        assert heading in paper.lines[0]


async def test_a_library_of_nothing_has_an_edition_of_nothing(paths: Paths) -> None:
    paths.sources.write_text("")
    paths.database.unlink()
    async with open_paper(paths, config=Config()) as paper:
        assert isinstance(paper.app.screen, BrowseScreen)
        await paper.press("E", "enter", "t", "m", "s", "j", "n", "p", "G", "D")
        assert "Came in the last 24 hours: nothing new." in paper.lines[0]
        await paper.press("q")
        assert isinstance(paper.app.screen, BrowseScreen)


async def test_what_is_new_above_the_place_one_comes_back_to_is_said_once(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.press("j", "j", "j", "s", "Q")
    left(paths, 70)
    async with open_paper(paths) as paper:
        assert any("70 new articles since you left: g goes to the top." in line for line in paper.lines)
        await paper.press("escape", "E", "q")
        assert not any("since you left: g" in line for line in paper.lines)
    async with open_paper(paths, config=Config()) as paper:
        await paper.press("q")
        assert any("70 new articles since you left: g goes to the top." in line for line in paper.lines)


async def test_nothing_is_said_of_what_is_new_where_the_list_begins_at_its_top(paths: Paths) -> None:
    left(paths, 70)
    async with open_paper(paths) as paper:
        assert not any("since you left" in line for line in paper.lines)
