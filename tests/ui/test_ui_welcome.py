"""The first start: a list is taken in, and what becomes of local feeds in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from tuinews.settings.paths import Paths
from tuinews.settings.sources_file import load_sources
from tuinews.ui.app import NewsApp
from ui.conftest import Paper, open_paper

SIZES = [(120, 40), (80, 24), (40, 12)]


@pytest.fixture
def listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list of two local feeds; nobody is asked for news."""
    monkeypatch.setattr(NewsApp, "_auto", lambda _self: None)
    file = tmp_path / "urls"
    file.write_text('http://127.0.0.1/a "~One" Local\nhttp://127.0.0.1/b "~Two" Local\nquery:a:b\n')
    return file


async def read_list(paper: Paper, file: Path) -> None:
    await paper.press("colon", *"catalogue", "enter", "i")
    paper.app.screen.query_one("#import", Input).value = str(file)
    await paper.press("enter")


def local(paths: Paths) -> list[tuple[bool, bool]]:
    """Whether each of the two is paused, and whether its host is permitted."""
    found = load_sources(paths.sources).sources
    return [(source.paused, source.private) for source in found if source.category == "Local"]


@pytest.mark.parametrize("size", SIZES)
async def test_a_list_of_local_feeds_says_that_they_are_paused_and_enter_permits_them(
    size: tuple[int, int], listed: Path, paths: Paths
) -> None:
    async with open_paper(paths, size=size) as paper:
        await read_list(paper, listed)
        assert "2 sources new, 0 already there." in paper.words
        assert "All 2 sources are paused: their hosts are this machine or on a private" in paper.words
        assert "Esc leaves them paused" in paper.words
        assert local(paths) == [(True, False)] * 2
        await paper.press("enter")
        assert paper.app.screen is paper.app.browse
        assert "2 sources permitted; asking now." in paper.words
    assert local(paths) == [(False, True)] * 2


@pytest.mark.parametrize("size", SIZES)
async def test_escape_leaves_them_paused_and_says_how_they_are_permitted_later(
    size: tuple[int, int], listed: Path, paths: Paths
) -> None:
    async with open_paper(paths, size=size) as paper:
        await read_list(paper, listed)
        await paper.press("escape")
        assert paper.app.screen is paper.app.browse
        assert "their hosts are this machine or on a private network." in paper.words
        assert "In S, p twice permits one" in paper.words
        assert "Local" in [tab.title for tab in paper.app.session.library.tabs()]
    assert local(paths) == [(True, False)] * 2


async def test_lines_that_are_left_out_are_counted_with_the_reason(listed: Path, paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await read_list(paper, listed)
        assert "1 line left out: 1 with a saved search (query:)." in paper.words


async def test_a_file_that_is_no_list_leaves_the_box_open(listed: Path, paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await read_list(paper, listed.parent / "missing")
        assert "cannot be read" in paper.words
        assert paper.app.screen.query_one("#import", Input).has_focus
        await paper.press("escape")
        assert "Space chooses" in paper.text


async def test_a_tab_whose_sources_are_all_paused_says_so(listed: Path, paths: Paths) -> None:
    async with open_paper(paths, size=(40, 12)) as paper:
        await read_list(paper, listed)
        await paper.press("escape", "escape")
        tabs = [tab.title for tab in paper.app.browse.all_tabs]
        paper.app.browse.go_to_tab(tabs.index("Local"))
        await paper.settle()
        assert "All 2 sources of this tab are paused." in paper.text
        assert "S shows why, and what to do." in paper.text
        assert "Press r" not in paper.text
