"""The article's text on the screen: set in slices, kept in its place, with notes and links that lead on."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from rich.console import Console
from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.pilot import Pilot

from tuinews.text.blocks import parse
from tuinews.text.html import sanitise
from tuinews.text.lines import Line, Look, line_text, set_in_steps
from tuinews.ui.app import find_styles
from tuinews.ui.outside import shows_links
from tuinews.ui.themes import DEFAULT
from tuinews.ui.widgets import slices as module
from tuinews.ui.widgets.body import ArticleBody
from tuinews.ui.widgets.marking import HERE, HIT
from ui.conftest import open_paper

NOTES = (
    "<p>The ferry is late<sup id=r1><a href='#n1'>1</a></sup>.</p>"
    + "".join(f"<h2>Part {n}</h2><p>{'word ' * 200}</p>" for n in range(40))
    + "<ol><li id=n1>Said the harbour. <a href='#r1'>↩</a></ol>"
    + "<p>More.</p>" * 30
)


class Page(App[None]):
    """Nothing but an article."""

    def __init__(self, html: str, place: int = 0) -> None:
        super().__init__(css_path=list(find_styles()))
        self.register_theme(DEFAULT)
        self.theme = DEFAULT.name
        self.html = sanitise(html, "https://news.example/")
        self.place = place
        self.missed: list[str] = []
        self.pressed: list[str] = []
        self.times_made = 0

    def compose(self) -> ComposeResult:
        yield ArticleBody(76, lambda: None)

    @property
    def body(self) -> ArticleBody:
        return self.query_one(ArticleBody)

    def on_mount(self) -> None:
        self.document = parse(self.html)
        self.body.show(self.make, self.place, self.document.address)

    def make(self, width: int) -> Iterator[Line | None]:
        self.times_made += 1
        return set_in_steps(self.document, width, self.body.lexers)

    def on_article_body_missed(self, message: ArticleBody.Missed) -> None:
        self.missed.append(message.said)

    def on_article_body_link_pressed(self, message: ArticleBody.LinkPressed) -> None:
        self.pressed.append(self.document.address(message.link))

    @property
    def lines(self) -> list[str]:
        width, height = self.body.size
        return [self.body.line(y, width).text.rstrip() for y in range(height)]

    def place_of(self, text: str) -> Offset:
        """Where on the screen a text stands."""
        y = next(y for y, line in enumerate(self.lines) if text in line)
        return Offset(self.lines[y].index(text), y)


@asynccontextmanager
async def showing(
    html: str, *, place: int = 0, size: tuple[int, int] = (80, 24), wait: bool = True
) -> AsyncIterator[tuple[Page, Pilot[None]]]:
    app = Page(html, place)
    async with app.run_test(size=size) as pilot:
        if wait:
            await settled(app, pilot)
        yield app, pilot


async def settled(app: Page, pilot: Pilot[None]) -> None:
    """Wait until all is set."""
    while any(not worker.is_finished for worker in app.workers):
        await pilot.pause(0.005)
    await pilot.pause()


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine so quick that a slice does all there is to do, however busy this one is."""
    monkeypatch.setattr(module, "SLICE", 60.0)


@pytest.fixture
def no_time(unhurried: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine so slow that every slice ends after one step."""
    monkeypatch.setattr(module, "SLICE", 0.0)
    monkeypatch.setattr(module, "AFTERWARDS", 0.0)


async def test_a_note_is_jumped_to_and_marked_and_one_comes_back() -> None:
    async with showing(NOTES) as (app, _):
        app.body.scroll_lines(0)
        assert app.body.jump(2)
        assert any("▸ 1. Said the harbour." in line for line in app.lines)
        assert app.body.top > 100
        assert app.body.jump_back()
        assert app.body.top == 0
        assert not app.body.jump_back()
        assert not any("▸" in line for line in app.lines)


async def test_a_place_that_is_not_there_is_said() -> None:
    async with showing(NOTES) as (app, _):
        assert not app.body.jump(99)
        assert app.body.top == 0
        assert not app.body.jump_back()


async def test_a_click_on_a_notes_sign_jumps_and_on_a_link_tells_which() -> None:
    html = "<p>See <a href='/one'>one</a> and <a href='/two'>two</a>.</p>" + NOTES
    async with showing(html) as (app, pilot):
        await pilot.click(ArticleBody, offset=app.place_of("two"))
        assert app.pressed == ["https://news.example/two"]
        await pilot.click(ArticleBody, offset=app.place_of("See"))
        await pilot.click(ArticleBody, offset=(0, 5))
        assert app.pressed == ["https://news.example/two"]
        await pilot.click(ArticleBody, offset=app.place_of("¹"))
        assert any("Said the harbour." in line for line in app.lines)
        await pilot.click(ArticleBody, offset=app.place_of("↩"))
        assert any("The ferry is late" in line for line in app.lines)


@pytest.mark.usefixtures("no_time")
async def test_the_first_screen_is_there_before_the_rest_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AFTERWARDS", 3600.0)
    async with showing(NOTES * 20, wait=False) as (app, pilot):
        while not app.body._sheet.lines:
            await pilot.pause(0.001)
        assert "The ferry" in app.lines[0]
        assert app.body.progress is None, "the rest waits"
        assert len(app.body._sheet.lines) < 60


@pytest.mark.usefixtures("no_time")
async def test_keys_pressed_before_all_is_set_arrive_in_order() -> None:
    async with showing(NOTES * 5, wait=False) as (app, pilot):
        app.body.scroll_bottom()
        app.body.scroll_lines(-7)
        await settled(app, pilot)
        last = app.body.top
        app.body.scroll_bottom()
        assert app.body.top == last + 7


@pytest.mark.usefixtures("no_time")
async def test_the_top_is_gone_to_without_waiting() -> None:
    async with showing(NOTES * 20, wait=False) as (app, pilot):
        app.body.scroll_bottom()
        app.body.scroll_top()
        await settled(app, pilot)
        assert app.body.top == 0


@pytest.mark.usefixtures("no_time")
async def test_what_turns_out_late_to_be_nowhere_is_said() -> None:
    async with showing(NOTES * 2, wait=False) as (app, pilot):
        assert app.body.find("lighthouse")
        assert app.body.jump(99)
        await settled(app, pilot)
        assert app.missed == ["“lighthouse” is not in this article.", "That place is not in this article."]


@pytest.mark.usefixtures("no_time")
async def test_headings_and_hits_are_found_as_soon_as_they_are_set() -> None:
    async with showing(NOTES, wait=False) as (app, pilot):
        for _ in range(3):
            assert app.body.scroll_heading(1)
        await settled(app, pilot)
        assert app.lines[0].strip() == "Part 2"
        app.body.find("Part 33")
        await settled(app, pilot)
        assert app.lines[2].strip() == "Part 33"


async def test_hits_are_stepped_through_around_the_end() -> None:
    async with showing(NOTES) as (app, pilot):
        assert app.body.find("Part 1")  # 1 and 10 to 19
        await settled(app, pilot)
        assert app.body.finding == (1, 11)
        for number in (*range(2, 12), 1):
            app.body.find_next(1)
            assert app.body.finding == (number, 11)
            hit = app.body.marks.hits[number - 1][0]
            assert "Part 1" in app.lines[hit.line - app.body.top]
        app.body.find_next(-1)
        assert app.body.finding == (11, 11)
        assert any("Part 19" in line for line in app.lines)


async def test_a_hit_may_go_over_the_end_of_a_line() -> None:
    words = "one two three four five six seven eight nine ten"
    html = f"<p>{words}</p><blockquote>{words}</blockquote><ul><li>{words}</ul>"
    html += "<p>甲乙丙丁戊己庚辛壬癸子丑寅卯辰</p>"

    def lit(app: Page) -> list[str]:
        parts = []
        for y in range(app.body.size.height):
            grounds = {app.body._styles.of(look, 0, str).bgcolor for look in (HIT, HERE)}
            parts += [
                segment.text
                for segment in app.body.line(y, app.body.size.width)
                if segment.style is not None and segment.style.bgcolor in grounds and segment.text.strip()
            ]
        return parts

    async with showing(html, size=(30, 40)) as (app, pilot):
        await settled(app, pilot)
        ends = [line for line in app.lines if line.strip()]
        assert [line.split()[-1] for line in ends[:2]] == ["five", "ten"]
        assert app.body.find("five six")
        assert lit(app) == ["five", "six"] * 3
        assert app.body.find("Three FOUR")
        assert lit(app) == ["three four"] * 3
        first, second = (line.strip() for line in ends[-2:])
        assert app.body.find(first[-2:] + second[:2])
        assert lit(app) == [first[-2:], second[:2]]
        assert not app.body.find("six five")
        assert not app.body.find("ten one"), "a paragraph ends where it ends"


async def test_the_same_text_stays_on_top_at_every_width() -> None:
    async with showing(NOTES) as (app, pilot):
        app.body.find("Part 20")
        app.body.scroll_lines(2)
        assert app.lines[0].strip() == "Part 20"
        for columns in (40, 120, 60, 30, 80):
            await pilot.resize_terminal(columns, 24)
            await settled(app, pilot)
            assert app.lines[0].strip() == "Part 20"


async def test_a_position_is_come_back_to_at_any_width() -> None:
    async with showing(NOTES) as (app, _):
        app.body.find("Part 31")
        place = app.body.place
    for size in ((80, 24), (50, 30), (130, 12)):
        async with showing(NOTES, place=place, size=size) as (app, _):
            assert any("Part 31" in line for line in app.lines[:4])


async def test_lines_asked_for_again_stay_where_they_were() -> None:
    async with showing(NOTES) as (app, pilot):
        app.body.scroll_lines(300)
        before, made = app.lines, app.times_made
        app.body.renew()
        await settled(app, pilot)
        assert app.times_made == made + 1
        assert app.lines == before


async def test_code_is_told_apart_once_its_lexer_is_loaded() -> None:
    html = "<pre class=language-ocaml>let answer = 42 (* done *)</pre>"
    async with showing(html) as (app, pilot):
        await settled(app, pilot)
        line = next(line for line in app.body._sheet.lines if "answer" in line_text(line))
        assert [piece.text for piece in line if piece.look & Look.KEYWORD] == ["let"]
        styles = {segment.text: segment.style for segment in app.body.line(1, 80)}
        assert styles["let"] != styles["(* done *)"]


def painted(app: Page) -> str:
    """What the article's rows send to a terminal."""
    console = Console(color_system="truecolor")
    width, height = app.body.size
    return "".join(app.body.line(y, width).render(console) for y in range(height))


async def test_links_are_told_to_the_terminal_cleaned_and_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    html = (
        "<p><a href='/one two?a=1&b=\x1b]0;x\x07é'>one</a> <a href='javascript:x()'>no</a> "
        "<a href='#n'>note</a><img src='/p.png' alt=P></p><p id=n>n</p>"
    )
    async with showing(html) as (app, _):
        sent = re.findall("\x1b]8;([^;]*);([^\x1b]*)\x1b\\\\", painted(app))
        assert [address for _, address in sent if address] == [
            *("https://news.example/one%20two?a=1&b=%C3%A9",) * 2,
            "https://news.example/p.png",
        ]
        assert [address for _, address in sent][1::2] == [""] * 3, "each one is ended"
        assert {given for given, address in sent if address} == {"id=1", "id=-1"}


async def test_consoles_that_print_addresses_are_told_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    async with showing("<p><a href='/one'>one</a></p>") as (app, _):
        assert "\x1b]8;" not in painted(app)
    assert not shows_links({"TERM": "dumb"})
    assert shows_links({"TERM": "tmux-256color"})
    assert shows_links({})


async def test_links_of_another_article_are_never_left_on_the_screen() -> None:
    async with showing("<p><a href='/one'>one</a></p>") as (app, pilot):
        assert "https://news.example/one" in painted(app)
        app.document = parse(sanitise("<p><a href='/two'>one</a></p>", "https://news.example/"))
        app.body.show(app.make, 0, app.document.address)
        await settled(app, pilot)
        assert "https://news.example/one" not in painted(app)
        assert "https://news.example/two" in painted(app)


async def test_a_page_turned_in_a_long_article_paints_no_more_than_in_a_short_one() -> None:
    async with showing(NOTES) as (app, _):
        app.body.scroll_pages(1)
        short = len(painted(app))
    async with showing(NOTES * 10) as (app, _):
        app.body.scroll_pages(1)
        assert len(painted(app)) == short


async def test_the_reader_says_what_was_missed_and_opens_what_was_clicked(paths: object) -> None:
    async with open_paper(paths) as paper:  # type: ignore[arg-type]
        await paper.press("enter")
        reader = paper.app.screen
        reader.query_one(ArticleBody).post_message(ArticleBody.Missed("It is nowhere."))
        await paper.settle()
        assert "It is nowhere." in paper.text
