"""The story screen: a timeline of tellings, copies under what they repeat; and copies marked read."""

from __future__ import annotations

from importlib import import_module

import pytest

from tuinews.library import Library
from tuinews.model import Changes, Headline, View
from tuinews.settings.config import Config
from tuinews.settings.paths import Paths
from tuinews.store import Store
from tuinews.ui.screens.browse import BrowseScreen
from tuinews.ui.screens.reader import ReaderScreen
from tuinews.ui.screens.story import StoryScreen
from ui.conftest import LIST_FIRST, NOW, Paper, open_paper

made = import_module("support.articles")
WIRE = " ".join(f"word{number} of the agency" for number in range(30))
LATER = " ".join(f"later{number} and afloat again" for number in range(30))
OWN = " ".join(f"thought{number} of our own" for number in range(30))
DAY = 86_400


def keep_story(paths: Paths) -> list[int]:
    """A report, another telling of it, and two copies of the report; one headline was changed."""
    store = Store.open(paths.database)
    kept: list[int] = []
    for source, title, text, published in (
        ("quayside-wire", "Lantern ship runs aground", WIRE, "2026-11-22T09:05:00Z"),
        ("harbour-lantern", "Our pilot saw it coming", OWN, "2026-11-23T08:00:00Z"),
        ("wrenmouth-ledger", "Ship aground, says agency", WIRE, "2026-11-23T09:30:00Z"),
        ("nordwind-dispatch", "Lantern ship aground", WIRE, "2026-11-24T06:00:00Z"),
    ):
        kept += made.keep(store, source, made.prepared(title, text, published=published), now=NOW)
    with store.transaction():
        store.set_stories((id, kept[0]) for id in kept)
        changed = made.prepared("Our pilot had warned of it", OWN, published="2026-11-23T08:00:00Z")
        store.apply("harbour-lantern", Changes(changed=((kept[1], changed),)), None, NOW)
    store.close()
    return kept


def rows(paths: Paths, ids: list[int]) -> list[Headline]:
    library = Library.open(paths)
    try:
        return [row for id in ids if (row := library.headline(id)) is not None]
    finally:
        library.close()


async def to_story(paper: Paper) -> StoryScreen:
    """From the list to the story that was kept."""
    for _ in range(40):
        row = paper.app.browse.headlines.current
        if row is not None and row.title == "Lantern ship aground":
            break
        paper.app.browse.headlines.move(1)
    await paper.press("t")
    screen = paper.app.page
    assert isinstance(screen, StoryScreen)
    return screen


async def test_t_shows_the_timeline_with_copies_under_what_they_repeat(paths: Paths) -> None:
    ids = keep_story(paths)
    async with open_paper(paths) as paper:
        screen = await to_story(paper)
        assert screen.articles == [ids[0], ids[2], ids[3], ids[1]]
        assert "2 sources, 4 tellings, 2 of them copies" in paper.lines[1]
        text = [line.strip(" ▌●") for line in paper.lines]
        assert "Sun 22 Nov" in text
        assert "Yesterday" in text
        (first,) = [line for line in text if "Lantern ship runs aground" in line and "09:05" in line]
        assert "Quayside Wire" in first
        copies = [line.split() for line in text if "└ same text as Quayside Wire" in line]
        assert [words[0] for words in copies] == ["Mon", "today"]
        (changed,) = [at for at, line in enumerate(text) if "± Our pilot had warned of it" in line]
        assert text[changed + 1] == "was: Our pilot saw it coming"


async def test_the_cursor_stands_on_the_article_one_came_from_and_t_leads_back(paths: Paths) -> None:
    ids = keep_story(paths)
    async with open_paper(paths) as paper:
        screen = await to_story(paper)
        assert screen.article == ids[3]
        await paper.press("t")
        assert isinstance(paper.app.page, BrowseScreen)


def shown(paper: Paper) -> tuple[str, int | None]:
    """The screen, and the article that is open in it or under its cursor."""
    page = paper.app.page
    if isinstance(page, ReaderScreen):
        return "reader", page.article.id if page.article is not None else None
    if isinstance(page, StoryScreen):
        return "story", page.article
    return page.where, None


async def test_enter_reads_a_telling_and_every_back_is_one_step(paths: Paths) -> None:
    ids = keep_story(paths)
    async with open_paper(paths) as paper:
        await to_story(paper)
        await paper.press("q", "enter", "t", "G", "enter")
        assert shown(paper) == ("reader", ids[1])
        assert "4 of 4" in paper.lines[0]
        await paper.press("K")
        assert shown(paper) == ("reader", ids[3])
        await paper.press("q")
        assert shown(paper) == ("story", ids[3])
        await paper.press("q")
        assert shown(paper) == ("reader", ids[3])
        await paper.press("q")
        assert shown(paper) == ("browse", None)


async def test_a_story_opened_inside_a_story_leads_back_to_the_first(paths: Paths) -> None:
    ids = keep_story(paths)
    async with open_paper(paths) as paper:
        screen = await to_story(paper)
        first = screen.story
        other = next(row for row in paper.app.session.page(View()) if row.story not in (None, first))
        await paper.press("enter")
        paper.app.open_article(other.id, trail=True)
        await paper.press("t")
        assert screen.story == other.story
        await paper.press("q")
        assert shown(paper) == ("reader", other.id)
        await paper.press("q")
        assert shown(paper) == ("reader", ids[3])
        await paper.press("q")
        assert shown(paper) == ("story", ids[3])
        assert screen.story == first


async def test_what_came_since_one_last_looked_is_new(paths: Paths) -> None:
    ids = keep_story(paths)
    async with open_paper(paths) as paper:
        await to_story(paper)
        assert not any(line.rstrip().endswith(" new") for line in paper.lines)
        await paper.press("q")
        store = Store.open(paths.database)
        late = made.prepared("Lantern ship floats again", LATER, published="2026-11-24T06:30:00Z")
        (last,) = made.keep(store, "bytewick-review", late, now=NOW)
        with store.transaction():
            store.set_stories([(last, ids[0])])
        store.close()
        screen = await to_story(paper)
        (line,) = [line for line in paper.lines if "Lantern ship floats again" in line]
        assert line.rstrip().endswith("new")
        assert "1 new since you last looked" in paper.lines[-2]
        await paper.press("m")
        assert "1 new since you last looked" in paper.lines[-2]
        assert screen.articles[-1] == last
        await paper.press("q", "t")
        assert "new since you last looked" not in paper.text


async def test_a_marks_the_whole_story_read_and_undo_takes_it_back(paths: Paths) -> None:
    ids = keep_story(paths)
    async with open_paper(paths) as paper:
        await to_story(paper)
        await paper.press("m", "A")
        assert "Marked read: 3 articles of this story. u takes it back." in paper.text
        assert not any("●" in line for line in paper.lines)
        assert all(row.read for row in rows(paths, ids))
        await paper.press("A")
        assert "All of this story is read already." in paper.text
        await paper.press("u")
        assert sum("●" in line for line in paper.lines) == 3
        await paper.press("s", "g", "n")
        assert "★" in paper.text


async def test_an_article_that_stands_alone_has_no_timeline(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.press("t")
        assert "No other article tells this story." in paper.text
        await paper.press("enter", "t")
        assert "No other article tells this story." in paper.text


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_long_and_foreign_headlines_keep_the_timeline_in_order(
    paths: Paths, size: tuple[int, int]
) -> None:
    ids = keep_story(paths)
    store = Store.open(paths.database)
    titles = ("Aground " * 40, "灯船搁浅" * 30, "جنوح سفينة المنارة " * 10, "")
    with store.transaction():
        store._db.executemany("UPDATE articles SET title = ? WHERE id = ?", zip(titles, ids, strict=True))
    store.close()
    async with open_paper(paths, size=size) as paper:
        paper.app.open_story(ids[0], ids[0])
        await paper.settle()
        for key in ("j", "j", "j", "k", "ctrl+d", "ctrl+u", "space", "b", "G", "g"):
            await paper.press(key)
            assert any(line.startswith("▌") for line in paper.lines)
            assert all(len(line) <= size[0] for line in paper.lines)
        assert "4 tellings" in paper.text
        await paper.pilot.resize_terminal(60, 20)
        await paper.settle()
        assert "4 tellings" in paper.text


async def test_d_marks_the_copies_of_a_text_and_undo_takes_it_back(paths: Paths) -> None:
    ids = keep_story(paths)
    async with open_paper(paths) as paper:
        await to_story(paper)
        await paper.press("enter", "D")
        assert "Marked read: 2 copies of this text. u takes it back." in paper.text
        assert [row.read for row in rows(paths, ids)] == [True, False, True, True]
        await paper.press("D")
        assert "The copies of this text are read already." in paper.text
        await paper.press("u")
        assert [row.read for row in rows(paths, ids)] == [False, False, False, True]
        await paper.press("q", "G", "D")
        assert "No other article says only what this one says." in paper.text


async def test_copies_are_offered_only_where_the_setting_says_so(paths: Paths) -> None:
    keep_story(paths)
    offering = LIST_FIRST._replace(reader=Config().reader._replace(offer_copies=True))
    async with open_paper(paths) as paper:
        await to_story(paper)
        await paper.press("enter")
        assert "copies of this text" not in paper.text
        await paper.press("m")
    async with open_paper(paths, config=offering) as paper:
        await to_story(paper)
        await paper.press("enter")
        assert "2 copies of this text are unread: D marks them read." in paper.text
        await paper.press("D", "q", "enter")
        assert "copies of this text are unread" not in paper.text


async def test_the_list_knows_what_was_marked_on_the_story_screen(paths: Paths) -> None:
    keep_story(paths)
    async with open_paper(paths) as paper:
        await to_story(paper)
        await paper.press("A", "q")
        (line,) = [line.partition("│")[0] for line in paper.lines if line.startswith("▌")]
        assert "Lantern ship aground" in line
        assert "+3" in line
        assert "●" not in line


async def test_help_and_palette_know_the_edition_and_the_story(paths: Paths) -> None:
    keep_story(paths)
    async with open_paper(paths) as paper:
        await to_story(paper)
        await paper.press("question_mark")
        assert "Keys in a story" in paper.text
        await paper.press("escape", "E", "question_mark")
        assert "Keys in the edition" in paper.text
        await paper.press("escape", "colon", *"quayside", "enter")
        assert paper.app.browse.tab.title == "Quayside Wire"
        await paper.press("q", "colon", *"edition", "enter")
        assert "Came in the last 24 hours" in paper.text


async def test_the_sidebar_tells_of_a_long_story_three_tellings_and_how_many_more_there_are(
    paths: Paths,
) -> None:
    ids = keep_story(paths)
    store = Store.open(paths.database)
    words = ("lantern", "ship", "aground", "pilot", "harbour")
    others = ("lantern", "pilot", "museum", "fog", "oil", "lens", "keeper")
    late = [
        made.prepared(f"Aground {n}", OWN, published="2026-11-24T05:50:00Z", terms=words) for n in range(6)
    ]
    aside = made.prepared("A lantern museum", LATER, published="2026-11-23T05:50:00Z", terms=others)
    told = made.keep(store, "quayside-wire", *late, now=NOW)
    made.keep(store, "nordwind-dispatch", aside, now=NOW)
    with store.transaction():
        store.set_stories((id, ids[0]) for id in told)
    store.close()
    async with open_paper(paths) as paper:
        paper.app.open_article(told[0])
        await paper.until(lambda: "Same story" in paper.text)
        beside = [line.partition("│")[2].strip() for line in paper.lines]
        order = [
            at
            for at, text in enumerate(beside)
            if text in {"Same story", "Related", "More from Quayside Wire"}
        ]
        assert [beside[at] for at in order] == ["Same story", "Related", "More from Quayside Wire"]
        assert beside[order[1] - 2] == "6 more, t shows all"
