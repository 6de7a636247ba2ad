"""A morning on a real terminal, on a library made of every captured feed."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.pyte_screen import SeenTerminal, clean_env
from support.real_feeds import RealHome
from tuinews.library import Library
from tuinews.model import Scope, View
from tuinews.settings.paths import resolve

pytestmark = [pytest.mark.terminal, pytest.mark.corpus, pytest.mark.xdist_group("real")]


@pytest.fixture
def home(real_home: RealHome, tmp_path: Path) -> Path:
    """A copy of the library that a test may change; nothing is asked by itself."""
    copy = tmp_path / "home"
    shutil.copytree(real_home.home, copy)
    (copy / "config").mkdir(exist_ok=True)
    (copy / "config" / "config.toml").write_text("[refresh]\nauto = false\n[edition]\non_open = false\n")
    return copy


@pytest.fixture(params=[(120, 40), (80, 24)], ids=["120x40", "80x24"])
def terminal(request: pytest.FixtureRequest, home: Path, tmp_path: Path) -> Iterator[SeenTerminal]:
    columns, rows = request.param
    with SeenTerminal([], clean_env(tmp_path), columns, rows) as seen:
        seen.wait("newest first")
        seen.settle(0.3)
        yield seen


def counts(home: Path) -> tuple[int, int, int]:
    """Articles, unread ones, starred ones."""
    library = Library.open(resolve(str(home)))
    try:
        total, unread = library.totals(View())
        return total, unread, library.totals(View(Scope.STARRED))[0]
    finally:
        library.close()


def cursor(terminal: SeenTerminal) -> str:
    """The row of the cursor, without the sidebar."""
    row = next((line for line in terminal.lines if line.startswith("▌")), "")
    return row.partition("│")[0].rstrip()


def test_a_morning_with_it(terminal: SeenTerminal, home: Path) -> None:
    total, unread, _ = counts(home)
    assert f"{unread:,} unread of {total:,}" in terminal.text
    wide = terminal.screen.columns >= 100

    # Walk the tabs
    terminal.wait(lambda: bool(cursor(terminal)))
    first = cursor(terminal)
    terminal.do("]", "▏Unread")
    terminal.do("]", "No stars yet.")
    terminal.do("]", "▏All")
    terminal.wait(lambda: cursor(terminal) == first)

    # Open articles, back and forth
    terminal.do("\r", "Origin")
    for _ in range(5):
        before = terminal.lines[0]
        terminal.do("J", lambda before=before: terminal.lines[0] != before)  # type: ignore[misc]
    terminal.do("q", "newest first")
    terminal.wait(lambda: cursor(terminal) not in ("", first))
    terminal.wait(f"{unread - 6:,} unread")

    # Follow a related article and come back
    terminal.do("/", "a phrase")
    terminal.do("trump", "/trump")
    terminal.do("\r", lambda: "trump" not in terminal.lines[-4])
    terminal.do("\r", "Origin")
    terminal.do("\t" if wide else "x", lambda: "Related" in terminal.text or "Same story" in terminal.text)
    before = terminal.lines[0]
    terminal.do("\r", lambda: terminal.lines[0] != before)
    terminal.do("q", lambda: terminal.lines[0][:30] == before[:30])
    terminal.do("q", "newest first")
    terminal.do("q", "▏All")

    # Star, mark all, undo
    terminal.do("s", "★")
    left = unread - 8
    terminal.do("A", "Marked read")
    terminal.wait("▏All▕")
    terminal.do("u", "Unread again")
    terminal.wait(f"▏All {left}▕")

    # Search in any script, and leave it as it was
    terminal.do("/", "a phrase")
    terminal.do("新闻", "/新闻")
    terminal.do("\x1b", "▏All")

    assert terminal.leave() == 0
    assert terminal.restored()
    assert counts(home) == (total, left, 1)


def test_marks_on_the_screen_for_100_ms_outlive_a_kill(home: Path, tmp_path: Path) -> None:
    total, unread, _ = counts(home)
    with SeenTerminal([], clean_env(tmp_path), 120, 40) as seen:
        seen.wait("newest first")
        seen.do("s", "★")
        seen.do("j", lambda: cursor(seen).startswith("▌●"))
        seen.do("m", lambda: cursor(seen).startswith("▌ "))
        time.sleep(0.1)  # the promise itself: what was seen for so long is kept
        os.kill(seen.pid, signal.SIGKILL)
        assert counts(home) == (total, unread - 1, 1)


def test_sigterm_leaves_in_order(home: Path, tmp_path: Path) -> None:
    with SeenTerminal([], clean_env(tmp_path), 120, 40) as seen:
        seen.wait("newest first")
        os.kill(seen.pid, signal.SIGTERM)
        assert seen.leave("") == 0
        assert seen.restored()
