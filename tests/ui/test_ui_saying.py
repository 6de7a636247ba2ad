"""What is said on the status line can be read whole, at every width."""

from __future__ import annotations

import pytest

from tuinews.settings.paths import Paths
from ui.conftest import open_paper

LONG = (
    "The library /home/someone/.local/share/tuinews/library.db cannot be written: the file or its folder is "
    "read-only. Change its permissions, or choose another folder with --home or TUINEWS_HOME."
)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_a_long_error_is_whole_and_gives_its_rows_back(paths: Paths, size: tuple[int, int]) -> None:
    async with open_paper(paths, size=size) as paper:
        before = paper.lines
        paper.app.page.complain(LONG)
        await paper.settle()
        assert "".join(LONG.split()) in "".join(paper.text.split())
        if size[0] >= 80:
            assert paper.lines[:-3] == before[:-3], "nothing else moves"
        paper.app.page.unsay()
        await paper.settle()
        assert paper.lines == before


async def test_a_short_sentence_takes_the_status_line_alone(paths: Paths) -> None:
    async with open_paper(paths, size=(80, 24)) as paper:
        before = paper.lines
        paper.app.page.say("Copied https://example.org/")
        await paper.settle()
        changed = [y for y, (old, new) in enumerate(zip(before, paper.lines, strict=True)) if old != new]
        assert changed == [22]


async def test_a_long_error_is_wrapped_anew_when_the_window_changes(paths: Paths) -> None:
    async with open_paper(paths, size=(120, 40)) as paper:
        paper.app.page.complain(LONG)
        await paper.pilot.resize_terminal(60, 20)
        await paper.settle()
        assert f"! {LONG}" in paper.words
        await paper.pilot.resize_terminal(120, 40)
        await paper.settle()
        assert f"! {LONG}" in paper.words


@pytest.mark.parametrize("length", range(60, 82))
async def test_a_sentence_that_fits_the_line_is_whole_whatever_stands_beside_it(
    paths: Paths, length: int
) -> None:
    async with open_paper(paths, size=(80, 24)) as paper:
        await paper.press("enter")
        said = ("word " * 20)[: length - 1].rstrip().ljust(length - 1, "x") + "!"
        paper.app.page.say(said)
        await paper.settle()
        assert said in paper.words


async def test_escape_ends_what_is_said_before_it_leads_out(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.press("enter", "e")
        assert "Nothing is enclosed" in paper.text
        await paper.press("escape")
        assert "Nothing is enclosed" not in paper.text
        assert paper.app.page is not paper.app.browse
        await paper.press("escape")
        assert paper.app.page is paper.app.browse


async def test_what_is_said_is_said_of_the_screen_one_is_on(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.press("enter", "e", "q", "enter")
        assert "Nothing is enclosed" not in paper.text
