"""Browse: what the list, the tabs and the sidebar promise."""

from __future__ import annotations

from datetime import timedelta, timezone

import pytest

from tuinews.commands import BROWSE, COMMANDS, EDITION, READER, SOURCES, STORY
from tuinews.library import Library
from tuinews.model import Scope, View
from tuinews.settings.config import Config
from tuinews.settings.paths import Paths
from tuinews.ui.keys import action
from tuinews.ui.screens.browse import BrowseScreen
from tuinews.ui.screens.edition import EditionScreen
from tuinews.ui.screens.reader import ReaderScreen
from tuinews.ui.screens.sources import SourcesScreen
from tuinews.ui.screens.story import StoryScreen
from ui.conftest import open_paper


def unread(paths: Paths, view: View | None = None) -> int:
    """Unread articles as another process would count them."""
    library = Library.open(paths)
    try:
        return library.totals(view or View())[1]
    finally:
        library.close()


def test_every_command_of_the_table_has_its_action() -> None:
    for command in COMMANDS:
        name = "action_" + action(command).partition("(")[0]
        screens = {
            BROWSE: BrowseScreen,
            READER: ReaderScreen,
            EDITION: EditionScreen,
            STORY: StoryScreen,
            SOURCES: SourcesScreen,
        }
        for where, screen in screens.items():
            if where in command.where:
                assert hasattr(screen, name), f"{command.id} does nothing on the {where} screen"


async def test_moving_the_cursor_marks_nothing(paths: Paths) -> None:
    before = unread(paths)
    async with open_paper(paths) as paper:
        await paper.press("j", "j", "down", "k", "G", "g", "ctrl+d", "space", "b")
    assert unread(paths) == before


async def test_a_day_without_a_time_is_the_stated_day_in_every_zone(paths: Paths) -> None:
    library = Library.open(paths)
    rows = library.page(View(), limit=1000)
    library.close()
    (dated,) = (row for row in rows if row.published == "2026-11-21")
    # Its midnight in UTC was Friday evening there.
    async with open_paper(paths, zone=timezone(timedelta(hours=-8))) as paper:
        await paper.press("G")
        (line,) = (line for line in paper.lines if dated.title[:20] in line.partition("│")[0])
    assert "Sat" in line.partition(dated.source_title)[0]


async def test_opening_marks_read_and_counts_one_view(paths: Paths) -> None:
    before = unread(paths)
    async with open_paper(paths) as paper:
        row = paper.app.browse.headlines.current
        assert row is not None
        await paper.press("enter")
        assert "opened once" in paper.text
        await paper.press("q", "enter")
        assert "opened twice" in paper.text
    library = Library.open(paths)
    article = library.article(row.id)
    library.close()
    assert article is not None
    assert (article.read, article.views) == (True, 2)
    assert unread(paths) == before - 1


async def test_the_cursor_is_painted_on_the_row_that_opens(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.press("j", "j", "j")
        row = paper.app.browse.headlines.current
        assert row is not None
        (painted,) = [line for line in paper.lines if line.startswith("▌")]
        assert row.title[:20] in painted
        await paper.press("enter")
        assert row.title[:20] in paper.lines[2]


async def test_a_read_article_stays_in_unread_until_the_tab_is_left(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        tabs = [tab.title for tab in paper.app.browse.all_tabs]
        await paper.press(str(tabs.index("Unread") + 1))
        row = paper.app.browse.headlines.current
        assert row is not None
        await paper.press("m", "j", "k")
        assert row.title[:20] in paper.text
        await paper.press("1", str(tabs.index("Unread") + 1))
        assert row.title[:20] not in paper.text


async def test_mark_all_marks_the_view_and_undo_takes_it_back(paths: Paths) -> None:
    world = View(Scope.CATEGORY, "World")
    before, everything = unread(paths, world), unread(paths)
    async with open_paper(paths) as paper:
        await paper.press("2", "A")
        assert unread(paths, world) == 0
        assert unread(paths) == everything - before
        await paper.press("u")
        assert "●" in paper.lines[2]
    assert unread(paths, world) == before


async def test_undo_works_after_a_restart(paths: Paths) -> None:
    before = unread(paths)
    async with open_paper(paths) as paper:
        await paper.press("A")
    assert unread(paths) == 0
    async with open_paper(paths) as paper:
        await paper.press("u")
    assert unread(paths) == before


async def test_a_star_is_seen_at_once_and_fills_its_tab(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.press("s")
        assert "★" in paper.lines[2]
        titles = [tab.title for tab in paper.app.browse.all_tabs]
        assert [tab.total for tab in paper.app.browse.all_tabs if tab.title == "Starred"] == [1]
        await paper.press(
            str(min(9, titles.index("Starred") + 1)), *["right"] * max(0, titles.index("Starred") - 8)
        )
        assert paper.app.browse.tab.title == "Starred"
        assert "★" in paper.lines[2]


async def test_search_refills_the_list_while_typing_and_escape_restores_it(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.press("2", "j", "j", "j")
        place, tab = paper.app.browse.headlines.place, paper.app.browse.tab.title
        await paper.press("slash")
        await paper.press(*"wrenbridge")
        await paper.until(lambda: paper.app.browse.tab.view.scope is Scope.SEARCH)
        await paper.settle()
        assert sum("renbridge" in line for line in paper.lines[2:-3]) > 3
        await paper.press("escape")
        assert paper.app.browse.tab.title == tab
        assert paper.app.browse.headlines.place == place


async def test_search_finds_chinese_words(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.press("slash", *"银鲤")
        await paper.until(lambda: paper.app.browse.tab.view.scope is Scope.SEARCH)
        await paper.settle()
        assert sum("银鲤" in line for line in paper.lines[2:-3]) >= 4


async def test_a_search_without_a_hit_says_what_to_try(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.press("slash", *"qqqqzz")
        await paper.until(lambda: "Nothing found." in paper.text)
        assert "Esc goes back" in paper.text


async def test_the_search_box_takes_every_printable_key(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.press("slash", *"qjks", "ctrl+u", *"tickwick", "enter")
        await paper.settle()
        assert paper.app.browse.tab.view.name == "tickwick"
        await paper.press("j", "q")
        assert paper.app.browse.tab.title == "All"
        assert paper.app.is_running


async def test_a_tab_keeps_its_place(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.press("2", "j", "j")
        place = paper.app.browse.headlines.place
        await paper.press("right", "left")
        assert paper.app.browse.headlines.place == place


async def test_the_place_is_kept_over_a_restart(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.press("3", "j", "j")
        row = paper.app.browse.headlines.current
        await paper.press("Q")
    async with open_paper(paths) as paper:
        assert paper.app.browse.tab.title == "Technology"
        assert paper.app.browse.headlines.current == row


async def test_a_short_list_is_whole_when_one_comes_back_to_its_end(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.press("4", "G", "Q")
    async with open_paper(paths, size=(80, 40)) as paper:
        rows = paper.app.browse.headlines
        assert rows.row_number == 7
        assert [line.strip() != "" for line in paper.lines[2:10]] == [True] * 7 + [False]
        assert sum("▌" in line for line in paper.lines) == 1


async def test_h_and_escape_do_nothing_at_the_bare_list_and_q_leaves(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.press("h", "escape")
        assert paper.app.is_running
        await paper.press("q")
        assert not paper.app.is_running


async def test_next_unread_passes_over_what_is_read(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        first = paper.app.browse.headlines.current
        await paper.press("j", "m", "j", "m", "g", "n")
        row = paper.app.browse.headlines.current
        assert paper.lines[2 + 3].startswith("▌")
        await paper.press("p")
        assert row is not None
        assert paper.app.browse.headlines.current == first


async def test_hiding_read_articles_leaves_the_unread(paths: Paths, hide_read: Config) -> None:
    async with open_paper(paths, config=hide_read) as paper:
        row = paper.app.browse.headlines.current
        await paper.press("m", "right", "left")
        assert paper.app.browse.headlines.current != row
        await paper.press("H", "g")
        assert paper.app.browse.headlines.current is not None
        assert row is not None
        assert paper.app.browse.headlines.current.id == row.id


async def test_the_sidebar_shows_the_same_story_with_its_reason(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.press("slash", *"museum pinion wrenbridge", "enter", "j")
        await paper.until(lambda: "Same story" in paper.text)
        assert "shares" in paper.text


async def test_the_sidebar_folds_away_at_80_columns_and_x_brings_it(paths: Paths) -> None:
    async with open_paper(paths, size=(80, 24)) as paper:
        browse = paper.app.browse

        def shown() -> tuple[bool, bool]:
            return browse.headlines.display, browse.sidebar.display

        assert shown() == (True, False)
        await paper.press("x")
        assert shown() == (False, True)
        await paper.press("escape")
        assert shown() == (True, False)
        assert browse.headlines.has_focus


async def test_resizing_folds_and_unfolds_the_sidebar(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.pilot.resize_terminal(80, 24)
        await paper.settle()
        assert not paper.app.browse.sidebar.display
        await paper.pilot.resize_terminal(140, 50)
        await paper.settle()
        assert paper.app.browse.sidebar.display


async def test_a_terminal_of_40_by_12_still_shows_headlines(paths: Paths) -> None:
    async with open_paper(paths, size=(40, 12)) as paper:
        row = paper.app.browse.headlines.current
        assert row is not None
        assert row.title[:12] in paper.lines[2]
        await paper.press("enter")
        assert row.title[:12] in paper.text


async def test_following_a_related_article_leads_back_to_the_list(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.press("slash", *"museum pinion wrenbridge", "enter", "j")
        await paper.until(lambda: "Same story" in paper.text)
        await paper.press("J", "j")
        chosen = paper.app.browse.sidebar.current
        await paper.press("enter")
        reader = paper.app.page
        assert isinstance(reader, ReaderScreen)
        assert reader.article is not None
        assert reader.article.id == chosen
        await paper.press("q")
        assert isinstance(paper.app.screen, BrowseScreen)


async def test_a_source_chosen_in_the_palette_is_a_tab_until_it_is_left(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.press("colon", *"quayside", "enter")
        assert paper.app.browse.tab.view == View(Scope.SOURCE, "quayside-wire")
        rows = [line for line in paper.lines[2:-3] if "Quayside" in line]
        assert rows
        await paper.press("escape")
        assert paper.app.browse.tab.title == "All"


async def test_a_command_chosen_in_the_palette_is_done(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        before = unread(paths)
        await paper.press("colon", *"mark all", "enter")
        await paper.settle()
        assert before
        assert unread(paths) == 0


async def test_help_lists_every_key_of_the_screen(paths: Paths) -> None:
    async with open_paper(paths, size=(120, 90)) as paper:
        await paper.press("question_mark")
        for command in COMMANDS:
            if BROWSE in command.where:
                assert command.help in paper.text
        await paper.press("q")
        assert isinstance(paper.app.screen, BrowseScreen)


async def test_an_empty_library_says_how_to_begin(tmp_path_factory: object, paths: Paths) -> None:
    paths.sources.write_text("")
    paths.database.unlink()
    async with open_paper(paths) as paper:
        assert "Nothing is followed yet." in paper.text
        assert "Press a to add a source" in paper.text


async def test_the_demo_asks_no_network(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.press("r")
        assert "The demo edition asks no network." in paper.text


async def test_a_second_search_begins_with_an_empty_box(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.press("slash", *"tickwick", "enter")
        await paper.until(lambda: paper.app.browse.tab.view.name == "tickwick")
        await paper.press("q", "slash", "ctrl+u", *"foghorn")
        await paper.until(lambda: paper.app.browse.tab.view.name == "foghorn")
        await paper.press("escape")
        assert paper.app.browse.tab.title == "All"
        assert paper.app.browse.headlines.has_focus


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_a_mistake_in_a_search_is_named_with_what_may_be_meant(
    paths: Paths, size: tuple[int, int]
) -> None:
    async with open_paper(paths, size=size) as paper:
        await paper.press("slash", *"sourc:quayside")
        await paper.until(
            lambda: "sourc:quayside was read as words; perhaps source:quayside is meant." in paper.words
        )
        assert "Esc goes back." in paper.text
        await paper.press("ctrl+u", *"bridge is:old ")
        await paper.until(lambda: "is:old was left out: it is is:unread, is:read or" in paper.words)
        await paper.press("ctrl+u", *'"zzzz', "enter")
        await paper.until(lambda: '"zzzz" is meant' in paper.words)


async def test_a_search_for_the_name_of_a_source_offers_the_source(paths: Paths) -> None:
    async with open_paper(paths, size=(80, 24)) as paper:
        await paper.press("slash", *"Quayside Wire")
        await paper.until(lambda: "Quayside Wire is a source: source:quayside-wire shows" in paper.words)
        await paper.press("ctrl+u", *"source:quayside-w", "enter")
        await paper.until(lambda: bool(paper.app.browse.tab.total) and "source:quayside-w" in paper.text)
        rows = [line for line in paper.lines[2:-3] if line.strip()]
        assert rows
        assert all("Quayside" in row for row in rows)
