"""A text box takes keys in the order in which they were pressed, however fast they come."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from tuinews.settings.paths import Paths
from ui.conftest import open_paper


async def test_ctrl_u_and_what_is_typed_right_behind_it(paths: Paths) -> None:
    async with open_paper(paths) as paper:
        await paper.press("slash", "s", "t", "o")
        for key in ("ctrl+u", "f", "e", "x", "backspace", "r"):
            paper.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await paper.settle()
        assert paper.app.screen.query_one("#search", Input).value == "fer"
