"""The dialogs: what is typed arrives where it is meant for."""

from __future__ import annotations

from textual.widgets import Input

from tuinews.settings.paths import Paths
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
