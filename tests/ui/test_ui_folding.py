"""Stories in the list: one row each, opened in place, and nothing unread out of reach or of the counts."""

from __future__ import annotations

import random

import pytest

from tuinews.library import Library
from tuinews.model import Headline, Mark, Scope, View
from tuinews.settings.config import Config
from tuinews.settings.paths import Paths
from tuinews.store import Store
from tuinews.ui.widgets import window
from ui.conftest import LIST_FIRST, NOW, Paper, open_paper


def all_rows(paths: Paths, view: View | None = None) -> list[Headline]:
    library = Library.open(paths)
    try:
        return library.page(view or View(), limit=1000)
    finally:
        library.close()


def tell(paths: Paths, *stories: list[int]) -> None:
    """These are the stories there are."""
    store = Store.open(paths.database)
    with store.transaction():
        store.set_stories((row.id, None) for row in store.listing.page(View(), limit=1000))
        store.set_stories((id, story[0]) for story in stories for id in story)
    store.close()


def one_story(paths: Paths, *at: int) -> list[Headline]:
    """The articles at these rows of the unfolded list tell the only story there is."""
    rows = all_rows(paths)
    tell(paths, [rows[index].id for index in at])
    return rows


def random_stories(paths: Paths, seed: int) -> None:
    rng = random.Random(seed)
    ids = [row.id for row in all_rows(paths)]
    told = rng.sample(ids, 56)
    stories: dict[int, list[int]] = {}
    for id in told:
        stories.setdefault(rng.randrange(rng.choice((2, 20))), []).append(id)
    tell(paths, *stories.values())
    store = Store.open(paths.database)
    store.mark(rng.sample(ids, 50), Mark.READ, NOW)
    store.close()


def listed(paper: Paper) -> list[int]:
    """Every article of the list from its top, by moving down row by row."""
    rows = paper.app.browse.headlines
    rows.move_top()
    seen = []
    while (row := rows.current) is not None and row.id not in seen:
        seen.append(row.id)
        rows.move(1)
    return seen


def listing(paper: Paper) -> str:
    """What the list shows, without the sidebar."""
    return "\n".join(line.partition("│")[0] for line in paper.lines[2:-3])


def folded(rows: list[Headline]) -> list[list[int]]:
    """Each row of the folded list with what it holds."""
    result: dict[object, list[int]] = {}
    for row in rows:
        result.setdefault(row.id if row.story is None else f"story {row.story}", []).append(row.id)
    return list(result.values())


def unfolded() -> Config:
    return LIST_FIRST._replace(list=Config().list._replace(fold=False))


async def test_a_story_is_one_row_that_counts_the_articles_it_holds(paths: Paths) -> None:
    rows = one_story(paths, 1, 4, 9)
    async with open_paper(paths) as paper:
        assert "+2 " in paper.lines[3].partition("│")[0]
        assert rows[1].title[:20] in paper.lines[3]
        assert rows[4].title[:20] not in paper.text
        assert len(listed(paper)) == len(rows) - 2


async def test_z_opens_a_story_in_place_and_closes_it_from_any_of_its_rows(paths: Paths) -> None:
    rows = one_story(paths, 1, 4, 9)
    async with open_paper(paths) as paper:
        await paper.press("j", "z")
        assert "−2 " in paper.lines[3].partition("│")[0]
        assert f"├ {rows[4].title[:20]}" in paper.lines[4]
        assert f"└ {rows[9].title[:20]}" in paper.lines[5]
        assert rows[2].title[:20] in paper.lines[6]
        await paper.press("j", "j", "z")
        assert paper.app.browse.headlines.current is not None
        assert paper.app.browse.headlines.current.id == rows[1].id
        assert "+2 " in paper.lines[3].partition("│")[0]
        await paper.press("g", "z")
        assert "No other article in this tab tells this story." in paper.text


async def test_a_story_opened_at_the_foot_of_the_screen_is_seen(paths: Paths) -> None:
    rows = one_story(paths, 6, 20, 30)
    async with open_paper(paths, size=(80, 12)) as paper:
        await paper.press(*"jjjjjj")
        assert paper.lines[8].startswith("▌")
        await paper.press("z")
        assert rows[20].title[:20] in paper.text
        assert rows[30].title[:20] in paper.text


async def test_a_folded_row_is_marked_unread_while_any_article_it_holds_is(paths: Paths) -> None:
    one_story(paths, 0, 4, 9)
    async with open_paper(paths) as paper:
        await paper.press("z", "m")
        assert "●" not in paper.lines[2].partition("│")[0]
        await paper.press("z")
        assert "●" in paper.lines[2]
        await paper.press("z", "j", "m", "j", "m", "z")
        assert "●" not in paper.lines[2].partition("│")[0]


async def test_m_on_a_folded_story_marks_all_it_holds_and_undo_takes_it_back(paths: Paths) -> None:
    rows = one_story(paths, 0, 4, 9)
    async with open_paper(paths) as paper:
        await paper.press("z", "j", "m", "z", "m")
        assert "Marked read: 2 articles of this story. u takes it back." in paper.text
        assert "●" not in paper.lines[2].partition("│")[0]
        assert not any(not row.read for row in all_rows(paths) if row.id in {rows[0].id, rows[9].id})
        await paper.press("u")
        assert "Unread again: 2 articles." in paper.text
        assert "●" in paper.lines[2]
        assert [row.id for row in all_rows(paths) if row.read] == [rows[4].id]


async def test_a_second_m_takes_back_what_the_first_did_and_else_marks_the_whole_story_unread(
    paths: Paths,
) -> None:
    rows = one_story(paths, 0, 4, 9)
    async with open_paper(paths) as paper:
        await paper.press("z", "j", "m", "z", "m", "m")
        assert "Marked unread: 2 articles of this story." in paper.text
        assert [row.id for row in all_rows(paths) if row.read] == [rows[4].id]
    async with open_paper(paths) as paper:
        await paper.press("z", "m", "j", "j", "m", "z", "m")
        assert "Marked unread: 3 articles of this story." in paper.text
        assert not any(row.read for row in all_rows(paths))


async def test_enter_reads_the_newest_unread_article_of_a_story_and_then_the_next(paths: Paths) -> None:
    rows = one_story(paths, 0, 4, 9)
    async with open_paper(paths) as paper:
        for expected in (rows[0], rows[4], rows[9], rows[0]):
            await paper.press("enter")
            assert expected.title[:20] in paper.lines[2]
            assert f"{rows.index(expected) + 1} of {len(rows)}" in paper.lines[0]
            await paper.press("q")
        assert "●" not in paper.lines[2].partition("│")[0]


async def test_n_and_p_open_the_story_that_holds_an_unread_article(paths: Paths) -> None:
    rows = one_story(paths, 1, 4, 9)
    async with open_paper(paths) as paper:
        for expected in (1, 4, 9, 2):
            await paper.press("n")
            assert paper.app.browse.headlines.current is not None
            assert paper.app.browse.headlines.current.id == rows[expected].id
        await paper.press("p", "z", "j", "p")
        assert paper.app.browse.headlines.current is not None
        assert paper.app.browse.headlines.current.id == rows[9].id


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("tab", ["All", "World", "Unread"])
async def test_every_unread_article_is_reached_by_n_once_and_by_p_once(
    paths: Paths, tab: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "PAGE", 6)
    random_stories(paths, seed)
    async with open_paper(paths, size=(80, 12)) as paper:
        browse = paper.app.browse
        browse.go_to_tab([one.title for one in browse.all_tabs].index(tab))
        view = browse.headlines.view._replace(fold=False)
        unread = [row.id for row in all_rows(paths, view) if not row.read]
        assert browse.tab.unread == len(unread)
        first = browse.headlines.current
        assert first is not None
        down = [] if first.read else [first.id]
        while (row := browse.to_unread(1)) is not None:
            down.append(row)
        assert sorted(down) == sorted(unread)
        up = down[-1:]
        while (row := browse.to_unread(-1)) is not None:
            up.append(row)
        assert up == down[::-1]


@pytest.mark.parametrize("seed", range(3))
async def test_every_article_is_in_the_list_once_its_story_is_opened_window_by_window(
    paths: Paths, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "PAGE", 5)
    monkeypatch.setattr(window, "KEPT", 20)
    random_stories(paths, seed)
    stories = folded(all_rows(paths))
    async with open_paper(paths, size=(80, 12)) as paper:
        rows = paper.app.browse.headlines
        assert listed(paper) == [story[0] for story in stories]
        rows.move_top()
        for _ in stories:
            rows.fold()
            while rows.current is not None and rows.current.inside:
                rows.move(1)
            rows.move(1)
            while rows.current is not None and rows.current.inside:
                rows.move(1)
        expected = [id for story in stories for id in story]
        assert listed(paper) == expected
        rows.move_bottom()
        up = []
        while (row := rows.current) is not None and row.id not in up:
            up.append(row.id)
            rows.move(-1)
        assert up == expected[::-1]


async def test_a_tab_is_folded_or_not_as_it_was_left_over_a_restart(paths: Paths) -> None:
    rows = one_story(paths, 0, 4)
    async with open_paper(paths) as paper:
        await paper.press("Z")
        assert "Every article has a row. Z folds stories again." in paper.text
        assert listed(paper) == [row.id for row in rows]
        await paper.press("2", "1")
        assert len(listed(paper)) == len(rows)
        await paper.press("Q")
    async with open_paper(paths) as paper:
        assert len(listed(paper)) == len(rows)
        await paper.press("Z")
        assert "A story is one row. Z shows every article again." in paper.text
        assert len(listed(paper)) == len(rows) - 1


async def test_the_cursor_stays_with_its_story_when_the_tab_is_folded(paths: Paths) -> None:
    rows = one_story(paths, 3, 6)
    async with open_paper(paths, config=unfolded()) as paper:
        assert "+1 " in paper.lines[5].partition("│")[0]
        await paper.press(*"jjjjjj", "z")
        assert "Stories are not folded here. Z gives each one row." in paper.text
        await paper.press("Z")
        assert paper.app.browse.headlines.current is not None
        assert paper.app.browse.headlines.current.id == rows[3].id
        await paper.press("z", "j", "Z")
        assert paper.app.browse.headlines.current.id == rows[6].id


async def test_searches_and_starred_are_not_folded_until_z_is_pressed(paths: Paths) -> None:
    rows = all_rows(paths, View(Scope.SEARCH, "wrenbridge"))
    tell(paths, [row.id for row in rows])
    async with open_paper(paths) as paper:
        await paper.press("slash", *"wrenbridge", "enter")
        await paper.until(lambda: paper.app.browse.tab.view.scope is Scope.SEARCH)
        assert listed(paper) == [row.id for row in rows]
        await paper.press("Z")
        assert listed(paper) == [rows[0].id]
        assert paper.app.browse.tab.total == len(rows)


async def test_articles_of_a_story_read_in_unread_stay_until_the_tab_is_left(paths: Paths) -> None:
    rows = one_story(paths, 0, 4)
    async with open_paper(paths) as paper:
        tab = str([tab.title for tab in paper.app.browse.all_tabs].index("Unread") + 1)
        await paper.press(tab, "m")
        paper.app.browse.reload()
        await paper.press("z")
        assert rows[0].title[:20] in paper.lines[2]
        assert rows[4].title[:20] in paper.lines[3]
        await paper.press("1", tab)
        assert rows[0].title[:20] not in listing(paper)
        assert rows[4].title[:20] not in listing(paper)


async def test_what_arrives_joins_its_story_when_it_is_taken_in_and_moves_nothing_before(
    paths: Paths,
) -> None:
    rows = all_rows(paths)
    newest = max(rows, key=lambda row: row.id)
    others = [row for row in rows if row.id != newest.id]
    story = [others[3], others[6]]
    tell(paths, [row.id for row in story])
    async with open_paper(paths) as paper:
        browse = paper.app.browse
        browse._ceiling = newest.id - 1
        browse.reload()
        await paper.press(*"jjj", "z", "j")
        before = listing(paper)
        store = Store.open(paths.database)
        with store.transaction():
            store.set_stories([(newest.id, story[0].id)])
        store.close()
        browse.reload()
        await paper.settle()
        assert listing(paper) == before
        await paper.press("full_stop")
        *_, head = [line for line in paper.lines[2:] if "−2 " in line.partition("│")[0]]
        told = sorted([*story, newest], key=lambda row: row.key, reverse=True)
        assert told[0].title[:20] in head
        place = paper.lines.index(head)
        assert f"└ {told[2].title[:20]}" in paper.lines[place + 2]


async def test_marks_not_written_yet_are_counted_in_folded_rows(paths: Paths) -> None:
    one_story(paths, 0, 4, 9)
    async with open_paper(paths) as paper:
        session, view = paper.app.session, paper.app.browse.headlines.view
        (row, *_) = session.page(view)
        store = Store.open(paths.database)
        with store.transaction():  # what is marked now waits
            session.mark(row.folded, Mark.READ)
            assert session.page(view)[0].folded_unread == frozenset()
            session.mark([max(row.folded)], Mark.UNREAD)
            assert session.page(view)[0].folded_unread == {max(row.folded)}
            session.marks.mark_view(view)
            assert session.page(view)[0].folded_unread == frozenset()
            session.marks.undo()
            assert session.page(view)[0].folded_unread == {max(row.folded)}
        store.close()
        await paper.settle()


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
async def test_a_folded_row_keeps_its_count_at_every_size(paths: Paths, size: tuple[int, int]) -> None:
    one_story(paths, *range(0, 70, 3))
    async with open_paper(paths, size=size) as paper:
        assert " +23 " in paper.lines[2].partition("│")[0] + " "
        await paper.press("z")
        assert " −23 " in paper.lines[2].partition("│")[0] + " "
        assert "├ " in paper.lines[3]
