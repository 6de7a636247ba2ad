"""Whole articles in the reader: when their pages are asked, what is shown, and what a key does."""

from __future__ import annotations

import asyncio
import json
from contextlib import closing

import pytest

from tuinews.model import Entry, Page
from tuinews.settings.config import Config
from tuinews.settings.paths import Paths
from tuinews.store import Store
from tuinews.ui import wholes
from ui.conftest import LIST_FIRST, NOW, open_paper

QUIET = LIST_FIRST._replace(refresh=Config().refresh._replace(auto=False))
NEVER = QUIET._replace(full_text=QUIET.full_text._replace(on_open=False))


class Engine:
    """Answers in the engine's place: an article is kept whole, or not."""

    def __init__(self, paths: Paths) -> None:
        self.paths = paths
        self.asked: list[int] = []
        self.options: list[str] = []
        self.text = "The very whole of it."
        self.failure = ""
        self.shown = True
        self.obstacle = ""
        self.hanging: asyncio.Event | None = None
        """What is asked meanwhile waits for it."""
        self.waiting: list[int] = []

    async def ask(self, *arguments: str) -> tuple[int, str, str]:
        command, id, *options = arguments
        assert (command, options[1:]) == ("read", ["--json"])
        self.options.append(options[0])
        self.asked.append(int(id))
        if self.hanging is not None:
            self.waiting.append(int(id))
            try:
                await self.hanging.wait()
            finally:
                self.waiting.remove(int(id))
        with closing(Store.open(self.paths.database)) as store:
            if self.failure:
                store.keep_page_failure(int(id), self.failure, NOW)
                return 1, json.dumps({}), self.failure
            html = f"<p>{self.text}</p>" + "<p>And more.</p>" * 60
            entry = Entry(None, None, "T", html=html, text=self.text + "\nAnd more." * 60)
            page = Page("u", entry, self.obstacle)
            store.keep_page(int(id), page, 125, shown=self.shown, now=NOW + len(self.asked))
        return 0, json.dumps({}), ""


@pytest.fixture
def engine(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """The engine, on an edition of which every article is a teaser."""
    with closing(Store.open(paths.database)) as store:
        store._db.execute("UPDATE contents SET summary = NULL, text = ?1, html = ?1", ("The beginning …",))
    made = Engine(paths)
    monkeypatch.setattr(wholes, "ask", made.ask)
    monkeypatch.setattr(wholes, "REST", 0.01)
    return made


async def test_resting_on_a_teaser_brings_the_whole_article(paths: Paths, engine: Engine) -> None:
    async with open_paper(paths, demo=False, config=QUIET) as paper:
        await paper.press("enter")
        await paper.until(lambda: "The very whole of it." in paper.text)
        await paper.settle()
        assert len(engine.asked) == 1
        assert "The beginning …" not in paper.text
        assert "the whole article, 125 words" in paper.text
        await paper.press("q", "enter")
        await paper.settle()
        assert len(engine.asked) == 1, "what is here is not asked for again"


async def test_where_the_settings_say_so_nothing_is_asked_without_the_key(
    paths: Paths, engine: Engine
) -> None:
    async with open_paper(paths, demo=False, config=NEVER) as paper:
        await paper.press("enter")
        assert engine.asked == []
        assert "The beginning …" in paper.text
        await paper.press("F")
        await paper.until(lambda: "The very whole of it." in paper.text)
        assert len(engine.asked) == 1


async def test_the_key_shows_the_feeds_own_text_and_the_whole_in_turn(paths: Paths, engine: Engine) -> None:
    async with open_paper(paths, demo=False, config=NEVER) as paper:
        await paper.press("enter", "F")
        await paper.until(lambda: "the whole article" in paper.text)
        await paper.press("F")
        await paper.until(lambda: "the feed's own text, " in paper.text)
        assert "The beginning …" in paper.text
        await paper.press("F")
        await paper.until(lambda: "The very whole of it." in paper.text)
        assert len(engine.asked) == 1


async def test_who_asked_by_key_sees_what_came_though_the_feeds_text_is_thought_better(
    paths: Paths, engine: Engine
) -> None:
    engine.shown = False
    async with open_paper(paths, demo=False, config=NEVER) as paper:
        await paper.press("enter", "F")
        await paper.until(lambda: "The very whole of it." in paper.text)


async def test_a_page_that_cannot_be_had_leaves_the_teaser_says_why_and_is_asked_again_by_key(
    paths: Paths, engine: Engine
) -> None:
    engine.failure = "the server says 404 Not Found"
    async with open_paper(paths, demo=False, config=QUIET) as paper:
        await paper.press("enter")
        await paper.until(lambda: "The server says 404 Not Found. F tries again." in paper.words)
        await paper.settle()
        assert "The beginning …" in paper.text
        assert "F tries again." in paper.words
        assert "!" not in paper.lines[-2], "it stands in the article; nobody pressed a key"
        await paper.press("F")
        await paper.until(lambda: "! The server says 404" in paper.text)
        engine.failure = ""
        await paper.press("F")
        await paper.until(lambda: "The very whole of it." in paper.text)
        assert len(engine.asked) == 3


async def test_where_the_feeds_text_is_better_it_stays_with_the_reason_below(
    paths: Paths, engine: Engine
) -> None:
    engine.shown, engine.obstacle = False, "The page gives less than the feed."
    async with open_paper(paths, demo=False, config=QUIET) as paper:
        await paper.press("enter")
        await paper.until(lambda: "The page gives less than the feed. F asks again" in paper.words)
        assert "The beginning …" in paper.text
        await paper.press("F")
        await paper.until(lambda: "what its page gives, 125 words" in paper.text)
        await paper.until(lambda: "! The page gives less than the feed." in paper.text)


async def test_a_key_asks_the_page_again_and_what_it_changed_is_shown(paths: Paths, engine: Engine) -> None:
    async with open_paper(paths, demo=False, config=NEVER) as paper:
        await paper.press("enter", "r")
        await paper.until(lambda: "The very whole of it." in paper.text)
        await paper.press("r")
        await paper.until(lambda: "The page says what it said before." in paper.text)
        assert "±" not in paper.text
        engine.text = "The very half of it."
        await paper.press("r")
        await paper.until(lambda: "The page has changed: v shows how." in paper.text)
        assert "The very half of it." in paper.text
        await paper.press("v")
        await paper.until(lambda: "on its page" in paper.text)
        assert "1 word in, 1 out" in paper.text
        assert "The very whole half of it." in paper.words
        await paper.press("escape", "q")
        assert any("±" in line for line in paper.lines), "the list has the mark, too"
        assert engine.options == ["--again"] * 3


async def test_leafing_through_asks_only_where_one_rests(
    paths: Paths, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wholes, "REST", 60.0)
    async with open_paper(paths, demo=False, config=QUIET) as paper:
        await paper.press("enter", "J", "J", "K", "J")
        assert engine.asked == []


async def test_an_article_that_was_left_meanwhile_is_kept_and_nothing_jumps(
    paths: Paths, engine: Engine
) -> None:
    async with open_paper(paths, demo=False, config=NEVER) as paper:
        await paper.press("enter")
        await paper.pilot.press("F", "J")
        await paper.until(lambda: engine.asked != [])
        await paper.settle()
        assert "The beginning …" in paper.text
        await paper.press("K")
        assert "The very whole of it." in paper.text


async def test_a_page_that_hangs_keeps_no_other_waiting(paths: Paths, engine: Engine) -> None:
    async with open_paper(paths, demo=False, config=QUIET) as paper:
        held = engine.hanging = asyncio.Event()
        await paper.pilot.press("enter")
        await paper.until(lambda: len(engine.waiting) == 1)
        assert "for the whole article" in paper.text
        engine.hanging = None
        await paper.pilot.press("J")
        await paper.until(lambda: "The very whole of it." in paper.text)
        assert "the whole article, 125 words" in paper.text, "the line tells the article that is open"
        held.set()
        await paper.until(lambda: not engine.waiting)
        await paper.settle()
        assert "the whole article, 125 words" in paper.text
        await paper.press("K")
        assert "The very whole of it." in paper.text, "what arrived meanwhile is there"
        assert len(engine.asked) == 2


async def test_the_key_asks_at_once_whatever_hangs(paths: Paths, engine: Engine) -> None:
    async with open_paper(paths, demo=False, config=NEVER) as paper:
        engine.hanging = asyncio.Event()
        await paper.pilot.press("enter", "F")
        await paper.until(lambda: len(engine.waiting) == 1)
        await paper.pilot.press("F")
        await paper.pilot.press("J", "F")
        await paper.until(lambda: len(engine.waiting) == 2)
        assert "asking" in paper.lines[-2]
        assert len(engine.asked) == 2, "what is asked already is not asked again"
        engine.hanging.set()
        await paper.until(lambda: "The very whole of it." in paper.text)


async def test_few_pages_are_asked_at_once_and_the_oldest_are_given_up(paths: Paths, engine: Engine) -> None:
    with closing(Store.open(paths.database)) as store:
        store._db.execute("UPDATE articles SET url = 'https://' || (id % 3) || '.example/' || id")
    async with open_paper(paths, demo=False, config=NEVER) as paper:
        engine.hanging = asyncio.Event()
        await paper.pilot.press("enter", "F")
        for _ in range(9):
            await paper.pilot.press("J", "F")
        await paper.until(lambda: len(engine.asked) == 10 and len(engine.waiting) == wholes.MOST)
        assert engine.waiting[-1] == engine.asked[-1], "the article one is at is asked"
        assert engine.asked[0] not in engine.waiting
        for rest in range(3):
            assert sum(id % 3 == rest for id in engine.waiting) <= wholes.OF_A_HOST
        engine.hanging.set()
        await paper.until(lambda: "The very whole of it." in paper.text)
        for _ in range(9):
            await paper.press("K")
        assert "The beginning …" in paper.text, "what was given up can be asked anew"
        await paper.press("F")
        await paper.until(lambda: "The very whole of it." in paper.text)


async def test_the_demo_edition_asks_nobody(paths: Paths, engine: Engine) -> None:
    async with open_paper(paths, config=QUIET) as paper:
        await paper.press("enter", "F")
        assert "The demo edition asks no network." in paper.text
        assert engine.asked == []
