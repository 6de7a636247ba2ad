"""An unexpected error in the interface: one sentence, the terminal as it was, all else in the log."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from support import mistaken
from support.pyte_screen import SeenTerminal, clean_env

pytestmark = pytest.mark.terminal

KEYS = {"start": "", "compose": "", "paint": "q", "key": "s", "reader": "\r", "timer": "y"}
"""Where the mistake is, and the key that leads to it."""
LEFT = b"\x1b[?1049l"
"""Back to the main screen."""


@pytest.mark.parametrize("where", KEYS)
def test_a_mistake_of_ours_is_one_sentence_and_its_traceback_is_in_the_log(
    where: str, tmp_path: Path
) -> None:
    before = (sys.executable, str(mistaken.__file__), where)
    with SeenTerminal(["demo"], clean_env(tmp_path), 100, 30, before) as seen:
        if KEYS[where]:
            seen.wait("Came in the last 24 hours")
            seen.settle(0.3)
        if where in {"key", "reader", "timer"}:
            seen.do("q", "newest first")
            seen.settle(0.3)
        assert seen.leave(KEYS[where], seconds=30) == 1
        said = seen.seen
        assert b"\x1b[?25h" in said[-600:], "the cursor is there again"
        assert said.count(b"\x1b[?1049h") == said.count(LEFT), "back on the main screen"
    text = re.sub(r"\x1b\[[0-?]*[ -/]*[@-~]", "", said.decode("utf-8", "replace"))
    assert "Traceback" not in text
    assert "mistaken.py" not in text
    after = " ".join(text.split())
    log = tmp_path / "home" / "state" / "tuinews.log"
    sentence = (
        "An error that tuinews did not expect stopped it (ZeroDivisionError: a mistake of ours); "
        f"the details are in {log}."
    )
    assert after.endswith(sentence)
    assert "NOTE" not in after
    assert log.read_text().count("Traceback (most recent call last)") == 1
    assert "a mistake of ours" in log.read_text()
