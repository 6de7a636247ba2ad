"""The Sources screen: what it shows, and every key of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from textual.strip import Strip
from textual.widgets import Input

from tuinews.commands import COMMANDS, SOURCES
from tuinews.model import Changes, FetchState, Source, SourceState, Status
from tuinews.settings.paths import Paths
from tuinews.settings.private_hosts import pause_private
from tuinews.settings.sources_file import add_sources, load_sources, update_source
from tuinews.store import Store
from tuinews.ui.app import NewsApp
from tuinews.ui.screens.sources import SourcesScreen
from tuinews.ui.widgets.source_list import columns, tree
from ui.conftest import NOW, Paper, open_paper

SIZES = [(120, 40), (80, 24), (40, 12)]


@contextmanager
def engine(paths: Paths) -> Iterator[Store]:
    """The engine's hand in the library."""
    store = Store.open(paths.database)
    yield store
    store.close()


def set_state(paths: Paths, source: str, state: FetchState) -> None:

    with engine(paths) as store, store.transaction():
        store.apply(source, Changes(), state, NOW)


async def enter(paper: Paper) -> SourcesScreen:
    """Open the screen and wait until it has read the sources."""
    await paper.press("S")
    screen = paper.app.screen
    assert isinstance(screen, SourcesScreen)
    await paper.until(lambda: "followed" in paper.lines[0])
    return screen


def current(screen: SourcesScreen) -> str:
    state = screen.rows.current
    assert state is not None
    return state.source.id


def followed(paths: Paths) -> dict[str, Source]:
    return {source.id: source for source in load_sources(paths.sources).sources}


@pytest.mark.parametrize("size", SIZES)
async def test_sources_stand_below_their_categories_and_every_line_fits(
    size: tuple[int, int], paths: Paths
) -> None:
    async with open_paper(paths, size=size) as paper:
        screen = await enter(paper)
        assert paper.lines[0].startswith(" Sources  19 followed")
        assert current(screen) == "harbour-lantern"
        world = next(y for y, line in enumerate(paper.lines) if line.startswith(" World"))
        assert "▌  The Harbour Lantern" in paper.lines[world + 1]
        assert "   Nordwind Dispatch" in paper.lines[world + 2]
        await paper.until(lambda: "│ The Harbour Lantern" in paper.text)
        assert len(paper.lines) == size[1]


async def test_a_wide_row_tells_counts_rhythm_and_times(paths: Paths) -> None:
    set_state(
        paths, "harbour-lantern", FetchState(last_fetch=NOW - 600, next_fetch=NOW + 3600, status="stored")
    )
    async with open_paper(paths) as paper:
        await enter(paper)
        names = next(line for line in paper.lines if line.startswith("   Source"))
        row = next(line for line in paper.lines if line.startswith("▌"))
        for name, cell in (("unread", "6/6"), ("a week", "6.0"), ("asked", "05:50"), ("due", "07:00")):
            assert names.index(name) + len(name) == row.index(cell) + len(cell), name
        assert names.index("8 weeks") == row.index("▁▁▁▁▁▁▁▇")


@pytest.mark.parametrize(
    ("state", "mark", "summary"),
    [
        (FetchState(last_fetch=NOW, status=Status.FAILED, failures=1, error="no answer"), "!", "1 failed"),
        (FetchState(last_fetch=NOW, status=Status.FAILED, http_status=410, error="gone"), "x", "1 gone"),
        (FetchState(last_fetch=NOW, status=Status.WAITING, error="wait"), "~", "1 waiting"),
        (FetchState(), "?", "19 followed"),
    ],
)
async def test_conditions_are_told_apart_without_colour(
    state: FetchState, mark: str, summary: str, paths: Paths
) -> None:
    set_state(paths, "harbour-lantern", state)
    async with open_paper(paths) as paper:
        await enter(paper)
        assert f"▌{mark} The Harbour Lantern" in paper.text
        assert summary in paper.lines[0]


async def test_details_say_what_is_wrong_and_what_to_do_by_the_users_own_keys(paths: Paths) -> None:
    paths.keys.parent.mkdir(exist_ok=True)
    paths.keys.write_text('refresh-source = "z"\n', "utf-8")
    failed = FetchState(
        last_fetch=NOW, next_fetch=NOW + 60, status=Status.FAILED, failures=1, error="no answer"
    )
    set_state(paths, "harbour-lantern", failed)
    async with open_paper(paths) as paper:
        await enter(paper)
        await paper.until(lambda: "no answer" in paper.text)
        assert "Trouble    no answer" in paper.text
        assert "Press z to ask it" in paper.text
        assert "History    06:00 no answer" in paper.text


async def test_moving_steps_over_headings_and_reaches_both_ends(paths: Paths) -> None:
    async with open_paper(paths, size=(80, 24)) as paper:
        screen = await enter(paper)
        first = current(screen)
        seen = [first]
        for _ in range(18):
            await paper.press("j")
            seen.append(current(screen))
        assert seen == list(tree(paper.app.session.library.sources()).at)
        await paper.press("j")
        assert current(screen) == seen[-1]
        await paper.press("g")
        assert current(screen) == first
        assert "World" in paper.lines[3]
        for down, up in (("ctrl+d", "ctrl+u"), ("space", "b")):
            await paper.press(down)
            assert current(screen) != first
            await paper.press(up)
            assert current(screen) == first
        await paper.press("G")
        assert current(screen) == seen[-1]
        await paper.press("k")
        assert current(screen) == seen[-2]


async def test_tab_goes_into_the_details_where_keys_scroll(paths: Paths) -> None:
    async with open_paper(paths, size=(40, 12)) as paper:
        screen = await enter(paper)
        await paper.until(lambda: "Tab to read on" in paper.text)
        await paper.press("tab", "G")
        assert "Next due" in paper.text or "rhythm" in paper.text
        assert current(screen) == "harbour-lantern"
        await paper.press("g")
        assert "▌ The Harbour Lantern" in paper.text
        await paper.press("q")
        assert screen.rows.has_focus
        assert paper.app.screen is screen


@pytest.mark.parametrize("key", ["enter", "l"])
async def test_enter_shows_the_source_as_a_tab(key: str, paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await enter(paper)
        await paper.press("j", key)
        assert paper.app.screen is paper.app.browse
        assert paper.app.browse.tab.title == "Nordwind Dispatch"
        assert paper.app.browse.headlines.current is not None


@pytest.mark.parametrize("key", ["q", "h", "escape"])
async def test_back_leads_where_one_came_from(key: str, paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await enter(paper)
        await paper.press(key)
        assert paper.app.screen is paper.app.browse
        await paper.press("enter")
        reader = paper.app.screen
        await enter(paper)
        await paper.press(key)
        assert paper.app.screen is reader


async def test_a_source_is_renamed(paths: Paths) -> None:
    before = paths.sources.read_bytes()
    async with open_paper(paths) as paper:
        await enter(paper)
        await paper.press("e")
        assert paper.app.screen.query_one("#edit", Input).value == "The Harbour Lantern"
        await paper.press("!", "enter")
        assert "It is called The Harbour Lantern! now." in paper.text
        assert "▌  The Harbour Lantern!" in paper.text
        assert followed(paths)["harbour-lantern"].title == "The Harbour Lantern!"
        await paper.press("u")
        assert "is as it was" in paper.text
    assert paths.sources.read_bytes() == before


@pytest.mark.parametrize("size", SIZES)
async def test_a_source_is_moved_and_its_articles_follow(size: tuple[int, int], paths: Paths) -> None:
    async with open_paper(paths, size=size) as paper:
        screen = await enter(paper)
        await paper.press("c")
        assert "Categories: World, Technology" in paper.words
        await paper.press("ctrl+u", *"sport", "enter")
        assert "The Harbour Lantern is in Sport now." in paper.words
        assert current(screen) == "harbour-lantern"
        sport = next(tab for tab in paper.app.session.library.tabs() if tab.title == "Sport")
        assert sport.total == 13
        await paper.press("u")
        sport = next(tab for tab in paper.app.session.library.tabs() if tab.title == "Sport")
        assert sport.total == 7


async def test_escape_leaves_the_box_without_a_change(paths: Paths) -> None:
    before = paths.sources.read_bytes()
    async with open_paper(paths) as paper:
        screen = await enter(paper)
        for key in ("e", "c"):
            await paper.press(key, "x", "escape")
            assert screen.rows.has_focus
            assert paper.app.screen is screen
        await paper.press("j")
        assert current(screen) == "nordwind-dispatch"
    assert paths.sources.read_bytes() == before


async def test_a_source_is_paused_and_resumed(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await enter(paper)
        await paper.press("p")
        assert "▌= The Harbour Lantern" in paper.text
        assert "1 paused" in paper.lines[0]
        assert followed(paths)["harbour-lantern"].paused is True
        await paper.press("p")
        assert "▌  The Harbour Lantern" in paper.text
        assert followed(paths)["harbour-lantern"].paused is False


def wait_for_leave(paths: Paths, id: str) -> None:
    """Keep a source paused because of its host, as an imported list leaves it."""
    (waiting,) = pause_private([Source(id, "http://nas.local/feed")], allow=False)
    update_source(paths.sources, id, url=waiting.url, paused=True, paused_why=waiting.paused_why)


@pytest.mark.parametrize("size", SIZES)
async def test_a_private_host_is_permitted_by_the_same_key_again(size: tuple[int, int], paths: Paths) -> None:
    wait_for_leave(paths, "harbour-lantern")
    before = paths.sources.read_bytes()
    async with open_paper(paths, size=size) as paper:
        await enter(paper)
        await paper.press("p")
        assert "it was a list that named it, not you. p again permits it: private = true is" in paper.words
        assert paths.sources.read_bytes() == before
        await paper.press("p")
        assert "may be asked now: private = true stands in its table. r asks it." in paper.words
        source = followed(paths)["harbour-lantern"]
        assert (source.private, source.paused, source.paused_why) == (True, False, "")
        await paper.press("u")
    assert paths.sources.read_bytes() == before


async def test_leave_is_given_to_none_but_the_source_it_was_asked_of(paths: Paths) -> None:
    wait_for_leave(paths, "harbour-lantern")
    before = paths.sources.read_bytes()
    async with open_paper(paths) as paper:
        await enter(paper)
        await paper.press("p", "escape", "p")
        assert "p again permits it" in paper.words
        assert paths.sources.read_bytes() == before


async def test_a_key_goes_from_one_failed_source_to_the_next(paths: Paths) -> None:
    gone = FetchState(last_fetch=NOW, status=Status.FAILED, http_status=410, error="gone")
    failed = FetchState(last_fetch=NOW, status=Status.FAILED, failures=1, error="no answer")
    async with open_paper(paths) as paper:
        screen = await enter(paper)
        ids = list(tree(paper.app.session.library.sources()).at)
        await paper.press("n")
        assert "No source failed." in paper.text
        assert "n next" not in paper.lines[0]
        await paper.press("q")
        set_state(paths, ids[4], gone)
        set_state(paths, ids[9], failed)
        await enter(paper)
        assert paper.lines[0].rstrip().endswith("1 failed, 1 gone   n next")
        seen = []
        for _ in range(3):
            await paper.press("n")
            seen.append(current(screen))
        assert seen == [ids[4], ids[9], ids[4]]


@pytest.mark.parametrize("size", SIZES)
async def test_a_source_gets_another_address(size: tuple[int, int], paths: Paths) -> None:
    before = paths.sources.read_bytes()
    async with open_paper(paths, size=size) as paper:
        await enter(paper)
        await paper.press("E")
        box = paper.app.screen.query_one("#edit", Input)
        assert box.value == "https://lantern.example.org/feed.json"
        await paper.press("ctrl+u", *"lantern.example/new", "enter")
        assert "is asked at https://lantern.example/new now." in paper.words
        assert followed(paths)["harbour-lantern"].url == "https://lantern.example/new"
        await paper.press("u", "E", "ctrl+u", *"nowhere", "enter")
        assert '"nowhere" is no web address.' in paper.words
    assert paths.sources.read_bytes() == before


async def test_a_category_completes_and_a_name_does_not(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await enter(paper)
        await paper.press("c", "ctrl+u", *"spo", "tab", "enter")
        assert "The Harbour Lantern is in Sport now." in paper.words
        await paper.press("e", "ctrl+u", *"spo", "right", "enter")
        assert followed(paths)["harbour-lantern"].title == "spo"


async def test_a_source_is_removed_and_comes_back_to_the_letter(paths: Paths) -> None:
    before = paths.sources.read_bytes()
    async with open_paper(paths) as paper:
        screen = await enter(paper)
        await paper.press("d")
        assert "No longer following The Harbour Lantern; its articles stay. u takes it back." in paper.words
        assert current(screen) == "nordwind-dispatch"
        assert "18 followed" in paper.lines[0]
        await paper.press("d")
        assert "17 followed" in paper.lines[0]
        await paper.press("u", "u")
        assert "Following The Harbour Lantern again." in paper.text
        assert current(screen) == "harbour-lantern"
        assert "19 followed" in paper.lines[0]
        assert next(iter(tree(paper.app.session.library.sources()).at)) == "harbour-lantern"
        await paper.press("u")
        assert "Nothing to undo here." in paper.text
    assert paths.sources.read_bytes() == before


async def test_a_file_that_cannot_be_changed_is_said(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await enter(paper)
        paths.sources.write_text("[[source\n", "utf-8")
        await paper.press("d")
        assert "Nothing was changed" in paper.words
        assert "19 followed" in paper.lines[0]


async def test_the_source_under_the_cursor_or_all_are_refreshed(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(NewsApp, "refresh_sources", lambda _self, ids: asked.append(ids))
    async with open_paper(paths) as paper:
        await enter(paper)
        await paper.press("j", "r", "R")
    assert asked[0] == ["nordwind-dispatch"]
    assert len(asked[1]) == 19


async def test_what_a_round_brought_is_shown_once_it_ended(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        screen = await enter(paper)
        refresher = paper.app.refresher
        refresher.running = True
        refresher.round.done = 3
        screen.follow_round()
        assert paper.lines[0].rstrip().endswith("↻ 3 asked")
        failed = FetchState(last_fetch=NOW, status=Status.FAILED, failures=1, error="no answer")
        set_state(paths, "harbour-lantern", failed)
        refresher.running = False
        screen.follow_round()
        await paper.settle()
        assert "▌! The Harbour Lantern" in paper.text
        assert "asked" not in paper.lines[0]


async def test_its_site_is_opened_and_its_address_copied(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await enter(paper)
        await paper.press("o")
        assert "https://lantern.example.org/" in paper.lines[-2]
        await paper.press("y")
        assert "Copied https://lantern.example.org/feed.json" in paper.text


async def test_a_source_can_be_added_from_here(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        screen = await enter(paper)
        await paper.press("a")
        assert "Add a source" in paper.text
        add_sources(paths.sources, [Source("new", "https://new.example/feed", "A new one")])
        paper.app.screen.dismiss("Following A new one: 0 articles.")
        await paper.settle()
        assert paper.app.screen is screen
        assert "20 followed" in paper.lines[0]
        assert "Following A new one" in paper.text


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_list_says_how_to_begin(size: tuple[int, int], paths: Paths) -> None:
    paths.sources.write_text("", "utf-8")
    async with open_paper(paths, size=size) as paper:
        screen = await enter(paper)
        assert "Nothing is followed yet." in paper.text
        assert "Press a to add a source" in paper.text
        for key in ("j", "G", "space", "e", "c", "p", "d", "u", "r", "o", "y", "enter", "tab", "j", "q"):
            await paper.press(key)
        assert screen.rows.current is None
        assert paper.app.screen is screen


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_hint_line_names_its_keys(size: tuple[int, int], paths: Paths) -> None:
    async with open_paper(paths, size=size) as paper:
        await enter(paper)
        assert "Enter show   e rename   c category   p pause   d remove" in paper.lines[-1]
        assert paper.lines[-1].rstrip().endswith("? help")
        await paper.press("question_mark")
        assert "Keys in the sources" in paper.text


def test_no_two_commands_of_the_screen_share_a_key() -> None:
    keys = [key for command in COMMANDS if SOURCES in command.where for key in command.keys]
    assert sorted(set(keys)) == sorted(keys)


async def test_the_palette_has_its_commands(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.press("colon", *"sources", "enter")
        assert isinstance(paper.app.screen, SourcesScreen)
        await paper.press("colon", *"pause", "enter")
        assert followed(paths)["harbour-lantern"].paused is True


async def test_a_foreign_title_stays_one_harmless_line(paths: Paths) -> None:
    with engine(paths) as store:
        store._db.execute(
            "UPDATE sources SET title = ? WHERE id = ?", ("a\x1b[31m\u202e海\nb", "harbour-lantern")
        )
    async with open_paper(paths) as paper:
        await enter(paper)
        assert not any(char in paper.text for char in "\x1b\u202e")


def test_without_a_category_there_is_no_heading_and_beside_others_it_comes_last(paths: Paths) -> None:
    update_source(paths.sources, "harbour-lantern", category="")
    with engine(paths) as store:
        store.sync_sources(load_sources(paths.sources).sources, [])
        shown = tree(store.source_states())
        assert shown.rows[-2] == "In no category"
        assert shown.at["harbour-lantern"] == len(shown.rows) - 1
        assert "In no category" not in shown.categories
        store.sync_sources([Source("a", "https://a.example/")], [])
        assert [isinstance(row, str) for row in tree(store.source_states()).rows] == [False]


def test_categories_stand_in_the_order_of_the_tabs(paths: Paths) -> None:
    with engine(paths) as store:
        shown = tree(store.source_states(), ["Empty", "Weekend", "Science"])
    assert [row for row in shown.rows if isinstance(row, str)][:3] == ["Weekend", "Science", "World"]
    assert shown.categories[0] == "Empty"


def test_a_narrow_list_has_fewer_columns() -> None:
    assert [len(columns(width)) for width in (80, 60, 40)] == [5, 3, 1]


async def test_a_thousand_sources_are_read_elsewhere_and_drawn_by_the_line(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_sources(
        paths.sources,
        [
            Source(f"s{n}", f"https://s{n}.example/feed", f"Source {n}", f"Category {n % 20}")
            for n in range(1000)
        ],
    )
    async with open_paper(paths, size=(80, 24)) as paper:
        screen = await enter(paper)
        assert "1,019 followed" in paper.lines[0]
        drawn: list[int] = []
        draw = screen.rows.line

        def watched(y: int, width: int) -> Strip:
            drawn.append(y)
            return draw(y, width)

        monkeypatch.setattr(screen.rows, "line", watched)
        await paper.press("j")
        assert len(set(drawn)) == len(drawn) == 2
        drawn.clear()
        await paper.press("G")
        assert current(screen) == "s999"
        assert len(drawn) <= screen.rows.size.height
        asked: list[str] = []

        def on_the_loop() -> list[SourceState]:
            asked.append("all sources")
            return []

        monkeypatch.setattr(paper.app.session.library, "sources", on_the_loop)
        await paper.press("k", "p", "g", "enter")
        assert asked == [], "what grows with the sources is not read on the event loop"
        assert paper.app.browse.tab.title == "The Harbour Lantern"
