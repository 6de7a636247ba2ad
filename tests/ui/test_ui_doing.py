"""What is done with an open article: its links, files, comments, mail, quotes, Markdown, changes."""

from __future__ import annotations

import subprocess
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from textual.geometry import Region
from textual.strip import Strip

from support.articles import prepared
from tuinews.model import Changes, Enclosure, Relevant
from tuinews.settings.config import Config
from tuinews.settings.paths import Paths
from tuinews.store import Store
from tuinews.text.blocks import parse
from tuinews.text.html import html_text, sanitise
from tuinews.text.letters import HOME_ROW
from tuinews.text.lines import line_text, set_lines
from tuinews.ui import outside
from tuinews.ui.screens.changes import WhatChanged
from tuinews.ui.screens.modes import links_in
from tuinews.ui.screens.reader import ReaderScreen
from ui.conftest import LIST_FIRST, NOW, Paper, open_paper

HTML = (
    "<p>The keeper saw <a href='https://one.example/a'>a lantern</a> and "
    "<a href='https://two.example/b'>two gulls</a>.</p><p>He wrote to ed@paper.example about it.</p>"
    "<p>" + "Nothing happened for a long time. " * 80 + "</p>"
    "<p>Then <a href='https://three.example/c'>three ships</a> came.</p>"
)
FILE = Enclosure("https://cdn.example/one.mp3", "audio/mpeg", 45_000_000, 3723)


def keep(paths: Paths, html: str = HTML, **fields: Any) -> int:
    """Keep an article in the library; its id."""
    clean = sanitise(html, None)
    values = {"title": "A quiet night", "url": "https://paper.example/night"} | fields
    title = values.pop("title")
    with closing(Store.open(paths.database)) as store, store.transaction():
        made = prepared(title, html_text(clean), html=clean, published="2026-11-24T05:00:00Z", **values)
        return store.apply("quayside-wire", Changes(new=(made,)), None, NOW)[0]


def change(paths: Paths, id: int, title: str, text: str, now: int) -> None:
    """Let its publisher change it."""
    with closing(Store.open(paths.database)) as store, store.transaction():
        made = prepared(title, text, html=f"<p>{text}")
        store.apply("quayside-wire", Changes(changed=((id, made),)), None, now)


async def read(paper: Paper, id: int) -> ReaderScreen:
    paper.app.open_article(id)
    await paper.settle()
    assert isinstance(paper.app.screen, ReaderScreen)
    return paper.app.screen


def with_programs(**programs: tuple[str, ...]) -> Config:
    return LIST_FIRST._replace(open=Config().open._replace(**programs))


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The argument lists of programs that would have been started."""
    seen: list[list[str]] = []

    def start(argv: list[str], **options: Any) -> SimpleNamespace:
        assert not options.get("shell")
        assert options["stdin"] is options["stdout"] is options["stderr"] is subprocess.DEVNULL
        seen.append(argv)
        return SimpleNamespace(poll=lambda: 0)

    monkeypatch.setattr(subprocess, "Popen", start)
    monkeypatch.setattr(outside, "_started", [])
    return seen


BROWSER = with_programs(browser=("browser",))


class TestLinkHints:
    async def test_typing_the_letters_opens_the_link(self, paths: Paths, started: list[list[str]]) -> None:
        id = keep(paths)
        async with open_paper(paths, config=BROWSER) as paper:
            await read(paper, id)
            await paper.press("f")
            assert "saw a lantern[1] and swo gulls[2]." in paper.text
            await paper.press("s")
            assert started == [["browser", "https://two.example/b"]]
            assert "Opened two.example in the browser." in paper.text
            assert "Letters open" not in paper.text

    async def test_a_capital_last_letter_copies_the_address(
        self, paths: Paths, started: list[list[str]]
    ) -> None:
        id = keep(paths)
        async with open_paper(paths, config=BROWSER) as paper:
            await read(paper, id)
            await paper.press("f", "A")
            assert paper.app.clipboard == "https://one.example/a"
            assert "Copied https://one.example/a" in paper.text
            assert started == []

    async def test_only_links_on_the_screen_have_letters_and_one_key_each(self, paths: Paths) -> None:
        id = keep(paths)
        async with open_paper(paths, size=(80, 24)) as paper:
            reader = await read(paper, id)
            await paper.press("f")
            labels = reader.body.marks.labels
            assert [label.text for label in labels] == ["a", "s"]
            await paper.press("escape", "G", "f")
            assert [label.text for label in reader.body.marks.labels] == ["a"]
            await paper.press("a")
            assert paper.app.clipboard == "https://three.example/c"

    def test_a_link_over_several_lines_of_a_cell_has_letters_once(self) -> None:
        cells = "".join(f"<td><a href='https://{at}.example/'>{'long ' * 12}</a>" for at in "ab")
        lines = list(set_lines(parse(f"<table><tr>{cells}</table>"), 60))
        assert len(lines) > 1
        assert [target.link for _, _, target in links_in(lines)] == [1, 2]

    async def test_only_rows_with_links_are_painted_and_no_further_than_the_last(
        self, paths: Paths, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        id = keep(paths)
        async with open_paper(paths) as paper:
            reader = await read(paper, id)
            body = reader.body
            row = next(y for y, line in enumerate(paper.lines) if "a lantern[1]" in line) - body.region.y
            painted: set[int] = set()
            asked: list[tuple[int, int, int]] = []
            refresh = body.refresh

            def note(*regions: Region, **options: bool) -> Any:
                asked.extend((region.y, region.height, region.width) for region in regions)
                return refresh(*regions, **options)

            monkeypatch.setattr(body, "refresh", note)
            drawn = body.line

            def line(y: int, width: int) -> Strip:
                painted.add(y)
                return drawn(y, width)

            monkeypatch.setattr(body, "line", line)
            await paper.press("f")
            assert painted == {row}
            await paper.press("escape")
            assert painted == {row}
            assert "a lantern[1]" in paper.text
            left = body._left(body.size.width)
            assert asked == [(row, 1, left + len("The keeper saw a lantern[1] and ") + 2)] * 2

    async def test_esc_leaves_and_a_wrong_letter_says_so_and_leaves(self, paths: Paths) -> None:
        id = keep(paths)
        async with open_paper(paths) as paper:
            reader = await read(paper, id)
            await paper.press("f", "escape")
            assert "Letters open" not in paper.text
            assert paper.app.screen is reader
            await paper.press("f", "m")
            assert "No link here has the letters m." in paper.text
            assert reader.article is not None
            assert reader.article.read, "m was not mark"
            assert reader.body.marks.labels == ()

    async def test_many_links_take_two_letters_and_the_first_leaves_those_that_remain(
        self, paths: Paths
    ) -> None:
        links = " ".join(f"<a href='https://site.example/{n}'>link {n}</a>" for n in range(20))
        id = keep(paths, f"<p>{links}")
        async with open_paper(paths) as paper:
            reader = await read(paper, id)
            await paper.press("f")
            names = [label.text for label in reader.body.marks.labels]
            assert len(set(names)) == 20
            two = next(name for name in names if len(name) == 2)
            await paper.press(two[0])
            assert all(label.text[0] == two[0] for label in reader.body.marks.labels)
            await paper.press(two[1])
            assert paper.app.clipboard == f"https://site.example/{names.index(two)}"

    @pytest.mark.parametrize("letter", list(HOME_ROW))
    async def test_every_letter_is_a_link_whatever_it_does_elsewhere(self, paths: Paths, letter: str) -> None:
        links = " ".join(f"<a href='https://site.example/{n}'>link {n}</a>" for n in range(len(HOME_ROW)))
        id = keep(paths, f"<p>{links}")
        async with open_paper(paths) as paper:
            await read(paper, id)
            await paper.press("f", letter)
            assert paper.app.clipboard == f"https://site.example/{HOME_ROW.index(letter)}"

    async def test_a_link_over_two_lines_has_letters_once_and_one_that_comes_again_has_the_same(
        self, paths: Paths
    ) -> None:
        id = keep(
            paths,
            "<p>" + "word " * 14 + "<a href='https://one.example/'>a long link of many words</a> then "
            "<a href='https://two.example/'>x</a> and <a href='https://one.example/'>again</a>",
        )
        async with open_paper(paths) as paper:
            reader = await read(paper, id)
            await paper.press("f")
            assert [label.text for label in reader.body.marks.labels] == ["a", "s", "a"]

    async def test_an_article_without_links_and_a_screen_without_say_so(self, paths: Paths) -> None:
        bare, below = keep(paths, "<p>Nothing."), keep(paths, title="Another", url="https://paper.example/2")
        async with open_paper(paths, size=(80, 24)) as paper:
            await read(paper, bare)
            await paper.press("f")
            assert "This article has no links." in paper.text
            await read(paper, below)
            await paper.press("space")
            await paper.press("f")
            assert "There is no link on this screen. L lists those of the article." in paper.words

    async def test_a_resize_ends_it(self, paths: Paths) -> None:
        id = keep(paths)
        async with open_paper(paths) as paper:
            reader = await read(paper, id)
            await paper.press("f")
            await paper.pilot.resize_terminal(70, 30)
            await paper.settle()
            assert "Letters open" not in paper.text
            assert reader.body.marks.labels == ()

    async def test_what_the_publisher_lists_as_relevant_has_letters(
        self, paths: Paths, started: list[list[str]]
    ) -> None:
        relevant = (Relevant("A loud day", "https://paper.example/day"), Relevant("A trap", "file:///x"))
        id = keep(paths, "<p>Nothing.", relevant=relevant)
        async with open_paper(paths, config=BROWSER) as paper:
            reader = await read(paper, id)
            await paper.press("f")
            assert [label.text for label in reader.body.marks.labels] == ["a"]
            await paper.press("a")
            assert started == [["browser", "https://paper.example/day"]]

    async def test_so_has_what_is_related_and_leads_to_the_article_kept_here_and_back(
        self, paths: Paths
    ) -> None:
        async with open_paper(paths) as paper:
            await paper.press("slash", *"museum pinion wrenbridge", "enter", "j", "enter")
            reader = paper.app.screen
            assert isinstance(reader, ReaderScreen)
            assert reader.article is not None
            first = reader.article
            await paper.until(lambda: "Same story" in paper.text)
            await paper.press("G", "f")
            top, lines = reader.body.seen()
            id = reader.sidebar.current
            assert id is not None
            related = paper.app.session.headline(id)
            assert related is not None
            row = next(y for y, line in enumerate(lines, top) if related.title[:20] in line_text(line))
            letters = next(label.text for label in reader.body.marks.labels if label.line == row)
            await paper.press(*letters)
            assert reader.article.id == id
            await paper.press("q")
            assert reader.article.id == first.id

    async def test_facts_lead_where_they_say_by_letters_and_at_a_click(
        self, paths: Paths, started: list[list[str]]
    ) -> None:
        id = keep(paths, comments_url="https://talk.example/1", enclosures=(FILE,))
        programs = with_programs(browser=("browser",), player=("mpv",))
        async with open_paper(paths, config=programs) as paper:
            reader = await read(paper, id)
            await paper.press("f")
            lines = reader.body.seen()[1]
            labelled = [line_text(lines[label.line]) for label in reader.body.marks.labels[:2]]
            assert "talk.example" in labelled[0]
            assert "cdn.example" in labelled[1]
            await paper.press("escape")
            for host in ("paper.example", "talk.example", "cdn.example"):
                row = next(y for y, line in enumerate(paper.lines) if host in line)
                await paper.pilot.click(offset=(paper.lines[row].index(host) + 1, row))
                await paper.settle()
            assert started == [
                ["browser", "https://paper.example/night"],
                ["browser", "https://talk.example/1"],
                ["mpv", "https://cdn.example/one.mp3"],
            ]
            await paper.press("f", "a", "f", "s")
            assert started[3:] == started[1:3]


class TestLinks:
    async def test_everything_the_article_leads_to_is_there_with_its_host(self, paths: Paths) -> None:
        id = keep(
            paths,
            enclosures=(FILE,),
            comments_url="https://talk.example/1",
            comments_count=23,
            relevant=(Relevant("A loud day", "https://paper.example/day"),),
        )
        async with open_paper(paths) as paper:
            await read(paper, id)
            await paper.press("L")
            rows = [" ".join(line.split()) for line in paper.lines]
            places = [
                rows.index(row)
                for row in (
                    "▌ 1 one.example a lantern https://one.example/a",
                    "2 two.example two gulls https://two.example/b",
                    "talk.example 23 comments https://talk.example/1",
                    "cdn.example audio/mpeg, 45 MB, 1 h 02 min https://cdn.example/one.mp3",
                    "paper.example A loud day https://paper.example/day",
                    "ed@paper.example",
                )
            ]
            assert places == sorted(places)

    async def test_enter_opens_y_copies_and_the_whole_address_is_shown_before(
        self, paths: Paths, started: list[list[str]]
    ) -> None:
        id = keep(paths)
        async with open_paper(paths, config=BROWSER) as paper:
            await read(paper, id)
            await paper.press("L", "j")
            assert " https://two.example/b" in paper.lines[-4]
            await paper.press("y")
            assert paper.app.clipboard == "https://two.example/b"
            assert "Copied https://two.example/b" in paper.text
            assert "Links of this article" in paper.text
            await paper.press("enter")
            assert "Links of this article" not in paper.text
            assert started == [["browser", "https://two.example/b"]]

    async def test_a_long_address_is_shown_whole_where_there_is_room_for_it(self, paths: Paths) -> None:
        url = "https://one.example/" + "/".join(f"part-{n}" for n in range(14))
        id = keep(paths, f"<p><a href='{url}'>x</a>")
        async with open_paper(paths, size=(80, 24)) as paper:
            await read(paper, id)
            await paper.press("L")
            assert url in paper.text.replace(" ", "").replace("\n", "")

    async def test_a_part_of_a_host_or_a_number_finds_a_link_among_many(self, paths: Paths) -> None:
        links = " ".join(f"<a href='https://site{n}.example/'>Link {n}</a>" for n in range(1, 60))
        id = keep(paths, f"<p>{links}")
        async with open_paper(paths, size=(80, 24)) as paper:
            await read(paper, id)
            await paper.press("L", "slash", *"SITE42")
            assert sum("site" in line and ".example " in line for line in paper.lines) == 1
            await paper.press("enter", "y")
            assert paper.app.clipboard == "https://site42.example/"
            await paper.press("slash", *"nothing like it")
            assert "No link has this." in paper.text
            await paper.press("escape")
            assert "site1.example" in paper.text
            await paper.press("escape")
            assert isinstance(paper.app.screen, ReaderScreen)

    async def test_j_is_typed_into_the_box_and_moves_in_the_list(self, paths: Paths) -> None:
        id = keep(paths)
        async with open_paper(paths) as paper:
            await read(paper, id)
            await paper.press("L", "slash", "j", "q", "y")
            assert "No link has this." in paper.text
            assert paper.app.clipboard == ""


class TestFiles:
    async def test_one_file_goes_to_the_player_as_one_argument(
        self, paths: Paths, started: list[list[str]]
    ) -> None:
        id = keep(paths, enclosures=(FILE,))
        async with open_paper(paths, config=with_programs(player=("mpv", "--no-video"))) as paper:
            await read(paper, id)
            assert "audio/mpeg, 45 MB, 1 h 02 min, cdn.example" in paper.text
            await paper.press("e")
            assert started == [["mpv", "--no-video", "https://cdn.example/one.mp3"]]
            assert "mpv plays a file from cdn.example." in paper.text

    async def test_of_several_one_is_chosen(self, paths: Paths, started: list[list[str]]) -> None:
        other = Enclosure("https://cdn.example/two.mp4", "video/mp4")
        id = keep(paths, enclosures=(FILE, other))
        async with open_paper(paths, config=with_programs(player=("mpv",), browser=("b",))) as paper:
            await read(paper, id)
            await paper.press("e")
            assert "Enter plays it" in paper.text
            await paper.press("j", "enter")
            assert started == [["mpv", "https://cdn.example/two.mp4"]]
            await paper.press("e", "o")
            assert started[1:] == [["b", "https://cdn.example/one.mp3"]]

    async def test_without_a_player_it_says_how_to_set_one(
        self, paths: Paths, started: list[list[str]]
    ) -> None:
        id = keep(paths, enclosures=(FILE,))
        async with open_paper(paths) as paper:
            await read(paper, id)
            await paper.press("e")
            assert 'such as player = ["mpv"] under [open]' in paper.words
            assert started == []

    async def test_a_player_that_is_not_there_is_said(self, paths: Paths) -> None:
        id = keep(paths, enclosures=(FILE,))
        async with open_paper(paths, config=with_programs(player=("no-such-player",))) as paper:
            await read(paper, id)
            await paper.press("e")
            assert "no-such-player could not be started" in paper.words
            assert "see open.player in config.toml" in paper.words

    async def test_nothing_enclosed_is_said(self, paths: Paths) -> None:
        id = keep(paths)
        async with open_paper(paths) as paper:
            await read(paper, id)
            await paper.press("e")
            assert "Nothing is enclosed" in paper.text


async def test_comments_open_in_the_browser(paths: Paths, started: list[list[str]]) -> None:
    id = keep(paths, comments_url="https://talk.example/1", comments_count=2)
    bare = keep(paths, title="Bare", url="https://paper.example/bare")
    async with open_paper(paths, config=BROWSER) as paper:
        await read(paper, id)
        await paper.press("C")
        assert started == [["browser", "https://talk.example/1"]]
        await read(paper, bare)
        await paper.press("C")
        assert "names no page of comments" in paper.text


class TestMail:
    async def test_the_address_is_shown_before_a_mail_is_begun(
        self, paths: Paths, started: list[list[str]]
    ) -> None:
        id = keep(paths, title="A quiet night?")
        async with open_paper(paths, config=with_programs(mail=("mutt-in-a-window",))) as paper:
            await read(paper, id)
            await paper.press("M")
            assert "▌      ed@paper.example" in paper.text
            assert started == []
            await paper.press("enter")
            assert started == [
                ["mutt-in-a-window", "mailto:ed@paper.example?subject=Re%3A%20A%20quiet%20night%3F"]
            ]

    async def test_without_a_screen_the_address_is_copied(self, paths: Paths) -> None:
        id = keep(paths)
        async with open_paper(paths) as paper:
            await read(paper, id)
            await paper.press("M", "enter")
            assert paper.app.clipboard == "ed@paper.example"
            assert "no mail program here: ed@paper.example" in paper.words

    async def test_an_article_without_an_address_says_so(self, paths: Paths) -> None:
        id = keep(paths, "<p>Nothing.")
        async with open_paper(paths) as paper:
            await read(paper, id)
            await paper.press("M")
            assert "names no mail address" in paper.text


class TestQuotes:
    async def test_a_paragraph_is_copied_with_title_and_address(self, paths: Paths) -> None:
        id = keep(paths)
        async with open_paper(paths) as paper:
            await read(paper, id)
            await paper.press("Y", "enter")
            assert paper.app.clipboard == (
                "> The keeper saw a lantern and two gulls.\n\n— A quiet night, Quayside Wire\n"
                "https://paper.example/night"
            )
            assert "Copied with title and address: The keeper saw a lantern and two gulls." in paper.words

    async def test_the_chosen_paragraph_stays_in_sight_and_the_ends_are_said(self, paths: Paths) -> None:
        id = keep(paths)
        async with open_paper(paths, size=(80, 24)) as paper:
            reader = await read(paper, id)
            await paper.press("Y", "k", "k", "k")
            assert "This is the first paragraph." in paper.text
            for _ in range(12):
                await paper.press("j")
            assert "This is the last paragraph." in paper.text
            lit = reader.body.marks.lit
            assert lit is not None
            assert reader.body.top <= lit[0] < reader.body.top + reader.body.size.height

    async def test_esc_and_any_other_command_end_it(self, paths: Paths) -> None:
        id = keep(paths)
        async with open_paper(paths) as paper:
            reader = await read(paper, id)
            await paper.press("Y", "escape")
            assert reader.body.marks.lit is None
            assert paper.app.screen is reader
            await paper.press("Y", "s")
            assert "★ starred" in paper.text
            assert reader.body.marks.lit is None
            assert paper.app.clipboard == ""


class TestSaving:
    def config(self, folder: Path) -> Config:
        return LIST_FIRST._replace(reader=Config().reader._replace(save_folder=str(folder)))

    async def test_it_says_where_the_file_is(self, paths: Paths, tmp_path: Path) -> None:
        id = keep(paths, enclosures=(FILE,))
        folder = tmp_path / "articles"
        async with open_paper(paths, config=self.config(folder)) as paper:
            await read(paper, id)
            await paper.press("w")
            path = folder / f"a-quiet-night-{id}.md"
            assert f"Saved as {path}".replace(" ", "") in paper.words.replace(" ", "")
            text = path.read_text()
            assert text.startswith("# A quiet night\n\n- Categories: ")
            assert "saw [a lantern](https://one.example/a) and" in text
            await paper.press("w")
            assert len(list(folder.iterdir())) == 1, "the same again is no second file"

    async def test_without_colours_the_screen_has_backticks_around_code_and_the_file_its_own(
        self, paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("NO_COLOR", "1")
        id = keep(paths, "<p>Type <code>lamp</code> now.")
        async with open_paper(paths, config=self.config(tmp_path)) as paper:
            await read(paper, id)
            assert "Type `lamp` now." in paper.text
            await paper.press("w")
            assert "Type `lamp` now." in (tmp_path / f"a-quiet-night-{id}.md").read_text()

    async def test_what_cannot_be_saved_is_said(self, paths: Paths, tmp_path: Path) -> None:
        id = keep(paths)
        (tmp_path / "taken").write_text("")
        async with open_paper(paths, config=self.config(tmp_path / "taken")) as paper:
            await read(paper, id)
            await paper.press("w")
            assert "Nothing can be saved in" in paper.words


class TestChanges:
    async def test_removed_and_added_words_step_by_step(self, paths: Paths) -> None:
        id = keep(paths, "<p>Ten ships came.", title="Ships")
        change(paths, id, "Ships", "Eleven ships came.", NOW + 60)
        change(paths, id, "Big ships", "Eleven ships came.", NOW + 120)
        async with open_paper(paths) as paper:
            await read(paper, id)
            assert "± changed, v shows how" in paper.text
            assert "changed Tue 24 Nov 2026 06:02" in paper.words
            await paper.press("v")
            assert "What changed, 2 of 2   seen Tue 24 Nov 2026 06:02" in paper.text
            assert "Ships Big ships" in paper.text
            assert "2 words in, 1 out" in paper.text
            await paper.press("left")
            assert "What changed, 1 of 2   seen Tue 24 Nov 2026 06:01" in paper.text
            assert "Ten Eleven ships came." in paper.text
            await paper.press("left")
            assert "1 of 2" in paper.text
            await paper.press("right", "right")
            assert "2 of 2" in paper.text
            await paper.press("v")
            assert isinstance(paper.app.screen, ReaderScreen)

    async def test_without_colours_they_are_told_apart_by_signs(
        self, paths: Paths, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("NO_COLOR", "1")
        id = keep(paths, "<p>Ten ships came.", title="Ships")
        change(paths, id, "Ships", "Eleven ships came.", NOW + 60)
        async with open_paper(paths) as paper:
            await read(paper, id)
            await paper.press("v")
            assert "[-Ten-] {+Eleven+} ships came." in paper.text

    async def test_with_colours_removed_is_struck_and_added_underlined(self, paths: Paths) -> None:
        id = keep(paths, "<p>Ten ships came.", title="Ships")
        change(paths, id, "Ships", "Eleven ships came.", NOW + 60)
        async with open_paper(paths) as paper:
            await read(paper, id)
            await paper.press("v")
            styles = {
                segment.text: segment.style
                for strip in paper.app.screen._compositor.render_strips()
                for segment in strip
                if segment.style
            }
            assert (styles["Ten"].strike, styles["Eleven"].underline) == (True, True)
            assert not styles["Ten"].underline
            assert styles["Ten"].color != styles["Eleven"].color

    async def test_a_changed_article_has_a_mark_in_the_list(self, paths: Paths) -> None:
        id = keep(paths, "<p>Ten ships came.", title="Ships at sea")
        change(paths, id, "Ships at rest", "Eleven ships came.", NOW + 60)
        async with open_paper(paths) as paper:
            assert "± Ships at rest" in paper.text
            assert paper.text.count("±") == 1

    async def test_an_article_that_did_not_change_says_so(self, paths: Paths) -> None:
        id = keep(paths)
        async with open_paper(paths) as paper:
            await read(paper, id)
            await paper.press("v")
            assert "has not changed since it came" in paper.text

    async def test_a_long_change_is_scrolled(self, paths: Paths) -> None:
        id = keep(paths, "".join(f"<p>Old words number {n}." for n in range(60)), title="Long")
        change(paths, id, "Long", "\n".join(f"New terms count {n}." for n in range(60)), NOW + 60)
        async with open_paper(paths, size=(80, 24)) as paper:
            await read(paper, id)
            await paper.press("v")
            screen = paper.app.screen
            assert isinstance(screen, WhatChanged)
            for key, moved in (("j", True), ("space", True), ("G", True), ("g", False)):
                await paper.press(key)
                assert (screen.body.top > 0) is moved
