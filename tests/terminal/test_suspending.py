"""Ctrl-z gives the terminal back to the shell, and fg brings the newspaper back as it was."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from support.pyte_screen import SeenTerminal, clean_env

pytestmark = pytest.mark.terminal


def test_the_terminal_is_given_back_and_everything_is_painted_again(tmp_path: Path) -> None:
    with SeenTerminal(["demo"], clean_env(tmp_path), 80, 24) as seen:
        seen.wait("Came in the last 24 hours")
        seen.settle(0.3)
        seen.do("q", "newest first")
        seen.settle(0.3)
        before = seen.lines
        seen.do("\x1a", seen.restored)
        os.waitpid(seen.pid, os.WUNTRACED)
        seen.screen.erase_in_display(2)
        os.kill(seen.pid, signal.SIGCONT)
        seen.wait(lambda: seen.lines == before)
