"""The dialog that adds a source: what it asks of the engine, and what it offers."""

from __future__ import annotations

import json
from typing import Any

import pytest
from textual.widgets import Input

from support.feed_server import FeedServer
from tuinews.settings.paths import Paths
from tuinews.ui.screens import add
from tuinews.ui.screens.add import AddSource
from ui.conftest import Paper, open_paper

SITE = "https://paper.example"
FEEDS = [
    {"title": "World", "url": f"{SITE}/world.xml", "kind": "feed"},
    {"title": "", "url": f"{SITE}/all.xml", "kind": "feed"},
]
PAGE = [
    {
        "title": "The paper",
        "url": SITE,
        "kind": "page",
        "articles": [
            {"title": f"Headline {number}", "url": f"{SITE}/{number}", "published": f"2026-03-{number:02}"}
            for number in range(1, 40)
        ],
    }
]
ADDED = {"source": {"title": "The paper", "url": SITE}, "new": 3, "already": False, "choices": []}


class Engine:
    """Answers in the engine's place, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, ...]] = []
        self.answers: list[tuple[int, str, str]] = []

    def will_offer(self, choices: list[dict[str, Any]]) -> None:
        found = {"source": None, "new": 0, "already": False, "choices": choices}
        self.answers.append((1, json.dumps(found), "give one of them"))

    def will_add(self) -> None:
        self.answers.append((0, json.dumps(ADDED), ""))

    def will_fail(self, why: str) -> None:
        self.answers.append((1, "", f"{why}\n"))

    async def ask(self, *arguments: str) -> tuple[int, str, str]:
        self.asked.append(arguments)
        return self.answers.pop(0)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    engine = Engine()
    monkeypatch.setattr(add, "ask", engine.ask)
    return engine


async def type_address(paper: Paper) -> None:
    """Open the dialog, type an address, Enter."""
    await paper.press("a")
    paper.app.screen.query_one("#address", Input).value = SITE
    await paper.press("enter")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_of_several_feeds_one_is_chosen(size: tuple[int, int], paths: Paths, engine: Engine) -> None:
    engine.will_offer(FEEDS)
    engine.will_add()
    async with open_paper(paths, size=size) as paper:
        await type_address(paper)
        assert "This page names several feeds. Choose one:" in paper.text
        assert "World" in paper.text
        assert f"{SITE}/world.xml" in paper.text
        assert "Enter adds the feed" in paper.text
        await paper.press("down", "enter")
        assert "Following The paper: 3 articles." in paper.text
    assert engine.asked[:2] == [
        ("add", "--json", "--", SITE),
        ("add", "--json", "--kind", "feed", "--", f"{SITE}/all.xml"),
    ]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_page_without_a_feed_is_shown_before_it_is_followed(
    size: tuple[int, int], paths: Paths, engine: Engine
) -> None:
    engine.will_offer(PAGE)
    engine.will_add()
    async with open_paper(paths, size=size) as paper:
        await type_address(paper)
        assert "This page names no feed. Its list of articles can be followed:" in paper.text
        assert "Headline 1 " in paper.text
        assert "2026-03-01" in paper.text
        assert "Enter follows the list" in paper.text
        await paper.press("G")
        assert "Headline 39" in paper.text
        await paper.press("enter")
        assert not isinstance(paper.app.screen, AddSource)
    assert engine.asked[1] == ("add", "--json", "--kind", "page", "--", SITE)


async def test_escape_goes_back_to_the_address_and_then_out(paths: Paths, engine: Engine) -> None:
    engine.will_offer(PAGE)
    async with open_paper(paths) as paper:
        await type_address(paper)
        await paper.press("escape")
        assert "Headline 1" not in paper.text
        assert "Enter adds it" in paper.text
        assert paper.app.screen.query_one("#address", Input).has_focus
        assert paper.app.screen.query_one("#address", Input).value == SITE
        await paper.press("escape")
        assert not isinstance(paper.app.screen, AddSource)
    assert len(engine.asked) == 1


async def test_a_choice_that_fails_leaves_the_others(paths: Paths, engine: Engine) -> None:
    engine.will_offer(FEEDS)
    engine.will_fail("the server says 410 Gone")
    engine.will_add()
    async with open_paper(paths) as paper:
        await type_address(paper)
        await paper.press("enter")
        assert "the server says 410 Gone" in paper.text
        await paper.press("j", "enter")
        assert not isinstance(paper.app.screen, AddSource)
    assert engine.asked[2][-1] == f"{SITE}/all.xml"


async def test_what_a_page_says_is_shown_without_its_controls(paths: Paths, engine: Engine) -> None:
    engine.will_offer(
        [{"title": "A\x1b]52;c;eA==\x07\u202eb[bold]", "url": f"{SITE}/{n}", "kind": "feed"} for n in "ab"]
    )
    async with open_paper(paths) as paper:
        await type_address(paper)
        assert "b[bold]" in paper.text
        assert "\x1b" not in paper.text
        assert "\u202e" not in paper.text


async def test_nothing_found_is_said(paths: Paths, engine: Engine) -> None:
    engine.will_fail("https://paper.example is an empty page")
    async with open_paper(paths) as paper:
        await type_address(paper)
        assert "https://paper.example is an empty page" in paper.text
        assert isinstance(paper.app.screen, AddSource)


async def test_an_address_that_is_followed_already_leaves_the_form_open(paths: Paths, engine: Engine) -> None:
    engine.answers.append((0, json.dumps({**ADDED, "already": True}), ""))
    engine.will_add()
    async with open_paper(paths) as paper:
        await type_address(paper)
        assert isinstance(paper.app.screen, AddSource)
        assert "The paper is followed already." in paper.text
        await paper.press("ctrl+u", *"d.example", "enter")
        assert "Following The paper: 3 articles." in paper.text
    assert [asked[-1] for asked in engine.asked] == [SITE, "d.example"]


async def test_what_waited_for_leave_is_said_to_be_asked(paths: Paths, engine: Engine) -> None:
    engine.answers.append((0, json.dumps({**ADDED, "already": True, "permitted": True}), ""))
    async with open_paper(paths) as paper:
        await type_address(paper)
        said = "The paper waited for your leave, for its host is private. It is asked from now on."
        assert said in paper.words


@pytest.mark.parametrize("key", ["tab", "right"])
async def test_a_category_there_is_completes_while_it_is_typed(
    key: str, paths: Paths, engine: Engine
) -> None:
    engine.will_add()
    async with open_paper(paths, size=(80, 24)) as paper:
        await paper.press("a", "tab")
        assert "Categories: World, Technology," in paper.words
        category = paper.app.screen.query_one("#category", Input)
        await paper.press(*"wor")
        assert "world" in paper.text
        assert category.value == "wor"
        await paper.press(key)
        assert category.value == "World"
        assert category.has_focus
        await paper.press("tab", *"a.example", "enter")
    assert engine.asked[0] == ("add", "--json", "--category", "World", "--", "a.example")


async def test_a_category_that_is_new_is_said_to_be_new(paths: Paths, engine: Engine) -> None:
    added = {**ADDED, "source": {"title": "The paper", "url": SITE, "category": "Wor"}}
    engine.answers.append((0, json.dumps(added), ""))
    async with open_paper(paths) as paper:
        await type_address(paper)
        assert "Following The paper in the new category Wor: 3 articles." in paper.text


async def test_with_the_engine_itself_a_page_is_shown_and_followed(
    paths: Paths, feed_server: FeedServer
) -> None:
    items = "".join(
        f"<article><h2><a href=/2026/03/0{day}/quay-{day}>The quay on day {day} of March</a></h2>"
        f"<time datetime=2026-03-0{day}>{day} March</time><p>What happened there.</p></article>"
        for day in range(1, 8)
    )
    page = f"<html><head><title>Quay notes</title></head><body>{items}</body></html>"
    url = feed_server.serve("/notes", page.encode(), content_type="text/html")
    async with open_paper(paths) as paper:
        await paper.press("a")
        paper.app.screen.query_one("#address", Input).value = url
        await paper.press("enter")
        await paper.until(lambda: "The quay on day 7 of March" in paper.text)
        await paper.press("enter")
        await paper.until(lambda: "Following Quay notes: 7 articles." in paper.text)
