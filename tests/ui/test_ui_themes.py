"""Every theme is readable, and without colour the cursor is still seen."""

from __future__ import annotations

import pytest

from tuinews.settings.config import Config, describe
from tuinews.settings.paths import Paths
from tuinews.ui.themes import THEMES
from ui.conftest import LIST_FIRST, open_paper


@pytest.mark.parametrize("name", [theme.name for theme in THEMES])
async def test_every_theme_shows_every_screen(paths: Paths, name: str) -> None:
    config = LIST_FIRST._replace(appearance=Config().appearance._replace(theme=name))
    async with open_paper(paths, config=config) as paper:
        await paper.press("j", "enter", "c", "q", "q", "question_mark", "q", "colon", "escape")
        assert "newest first" in paper.text


def test_the_settings_know_every_theme() -> None:
    (setting,) = [row for row in describe() if (row.section, row.key) == ("appearance", "theme")]
    assert setting.expected == "one of " + ", ".join(f'"{theme.name}"' for theme in THEMES)


async def test_without_colour_the_cursor_and_unread_are_told_by_signs(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with open_paper(paths) as paper:
        assert paper.lines[2].startswith("▌●")
        assert paper.app.no_color
