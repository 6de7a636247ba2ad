"""The hint line shows as many keys as fit, and help whole at every width."""

from __future__ import annotations

import pytest

from tuinews.commands import BROWSE, HINTS, READER, command
from tuinews.settings.paths import Paths
from tuinews.text.width import cell_width
from tuinews.ui.widgets.hints import HintLine
from ui.conftest import Paper, open_paper


@pytest.mark.parametrize("where", [BROWSE, READER])
@pytest.mark.parametrize("width", range(20, 180))
def test_help_is_whole_and_nothing_is_cut(where: str, width: int) -> None:
    parts, right = HintLine(where, {}).parts(width)
    line = "".join(text for _, text in parts)
    assert line.endswith("? help")
    assert cell_width(line) <= width
    assert right == ()


def last_line(paper: Paper) -> str:
    return paper.lines[-1].strip()


async def test_in_a_box_only_the_keys_that_are_not_typed_are_told(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        usual = last_line(paper)
        await paper.press("m", "slash")
        assert last_line(paper) == "Enter finds   Esc leaves the search"
        await paper.press("s", "escape")
        assert last_line(paper) == usual
        await paper.press("enter", "slash")
        assert last_line(paper) == "Enter finds   Esc leaves the search"


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_in_the_sidebar_its_own_keys_and_the_way_back_are_told(
    paths: Paths, size: tuple[int, int]
) -> None:
    async with open_paper(paths, size=size) as paper:
        for keys in ((), ("escape", "enter")):
            await paper.press(*keys)
            usual = last_line(paper)
            await paper.press("tab")
            assert (
                last_line(paper) == "j k move   Enter read   Tab back   m mark   s star   o browser   ? help"
            )
            await paper.press("tab")
            assert last_line(paper) == usual


async def test_a_search_begins_with_nothing_said(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.press("u")
        assert "Nothing to undo." in paper.text
        await paper.press("slash", "x")
        assert "Nothing to undo." not in paper.text


def test_what_is_hinted_applies_there_and_has_a_word() -> None:
    for where, hints in HINTS.items():
        ids = hints.split()
        assert len(set(ids)) == len(ids)
        assert ids[-1] == "help"
        assert all(command(id).hint and where in command(id).where for id in ids)


def test_a_narrow_reader_tells_how_to_read_on_and_how_to_follow_links() -> None:
    parts, _ = HintLine(READER, {}).parts(80)
    line = "".join(text for _, text in parts).strip()
    assert line == "q back   Space page   J K next   n next unread   f open link   ? help"
