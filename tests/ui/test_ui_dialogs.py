"""The dialogs: what is typed arrives where it is meant for, and each is whole on every screen."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from tuinews.settings.paths import Paths
from tuinews.text.width import cell_width
from tuinews.ui.screens.dialog import Dialog, hint_rows
from ui.conftest import open_paper


async def test_what_is_typed_right_behind_tab_goes_to_the_other_box(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.press("a")
        screen = paper.app.screen
        for key in (*"feed", "tab", *"World", "shift+tab", *"er"):
            paper.app.simulate_key(key)  # not one after the other is done: a paste, or a fast hand
        await paper.settle()
        typed = [screen.query_one(f"#{name}", Input).value for name in ("address", "category")]
        assert typed == ["feeder", "World"]


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)])
@pytest.mark.parametrize(
    ("keys", "title"),
    [
        (("a",), "Add a source"),
        (("question_mark",), "Keys in the list"),
        (("colon",), "Commands and sources"),
        (("colon", *"catalogue", "enter"), "What shall be in your newspaper?"),
        (("colon", *"catalogue", "enter", "i"), "What shall be in your newspaper?"),
    ],
)
async def test_every_dialog_is_whole(
    keys: tuple[str, ...], title: str, size: tuple[int, int], paths: Paths
) -> None:
    async with open_paper(paths, size=size) as paper:
        await paper.press(*keys)
        screen = paper.app.screen
        assert isinstance(screen, Dialog)
        assert not screen.show_vertical_scrollbar
        assert not screen.show_horizontal_scrollbar
        assert all(screen.region.contains_region(widget.region) for widget in screen.children)
        assert title in paper.text
        assert any("Esc" in line for line in paper.lines[-4:])
        assert screen.choices.size.height >= 3


def test_hints_are_never_cut_and_the_way_out_is_always_there() -> None:
    hints = ("Space chooses", "Enter begins", "i import", "a address", "Esc later")
    assert hint_rows(hints, 100) == [" Space chooses   Enter begins   i import   a address   Esc later"]
    assert hint_rows(hints, 40) == [" Space chooses   Enter begins   i import", " a address   Esc later"]
    for width in range(12, 80):
        rows = hint_rows(hints, width)
        assert rows[-1].endswith("Esc later")
        assert all(cell_width(row) <= width for row in rows)
        assert len(rows) <= 2
        shown = "   ".join(rows)
        assert all(hint in hints for hint in filter(None, (part.strip() for part in shown.split("   "))))
