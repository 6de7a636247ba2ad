"""The demo on a real terminal with sockets forbidden: every screen and every key is reached."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.pyte_screen import SeenTerminal, clean_env
from tuinews.commands import BROWSE, COMMANDS, EDITION, READER, SCREENS, SOURCES, STORY

pytestmark = pytest.mark.terminal

NO_SOCKETS = str(Path(__file__).parent / "no_sockets")


@pytest.fixture(params=[(120, 40), (80, 24)], ids=["120x40", "80x24"])
def demo(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SeenTerminal]:
    columns, rows = request.param
    path = os.pathsep.join([NO_SOCKETS, os.environ.get("PYTHONPATH", "")])
    with SeenTerminal(["demo"], clean_env(tmp_path, PYTHONPATH=path), columns, rows) as terminal:
        terminal.wait("Came in the last 24 hours")
        terminal.settle(0.3)
        yield terminal


class Tour:
    """Presses keys and remembers which."""

    def __init__(self, terminal: SeenTerminal) -> None:
        self.terminal = terminal
        self.pressed: dict[str, set[str]] = {where: set() for where in SCREENS}
        self.where = EDITION

    def do(self, *keys: str, to: str | None = None) -> None:
        """Press keys, by their names in the table, until something stands on the screen."""
        for key in keys:
            self.pressed[self.where].add(key)
            self.terminal.type(SENT.get(key, key))
            if to is None:
                # Esc and a key right behind it are one key, Alt, to every terminal program.
                self.terminal.settle(0.4 if key == "escape" else 0.15)
        if to is not None:
            self.terminal.wait(to)

    def letters(self, word: str, before: str) -> str:
        """The letters that stand over the beginning of a link before another text."""
        found = re.search(rf"(\w+?)({word[1:]}|{word[2:]})\s+{before}", self.terminal.text)
        assert found, self.terminal.text
        return found[1]

    def cursor_row(self) -> str:
        row = next((line for line in self.terminal.lines if line.startswith("▌")), "")
        return row.partition("│")[0].rstrip()


SENT = {
    "down": "\x1b[B",
    "up": "\x1b[A",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "shift+tab": "\x1b[Z",
    "tab": "\t",
    "enter": "\r",
    "escape": "\x1b",
    "space": " ",
    "slash": "/",
    "full_stop": ".",
    "colon": ":",
    "question_mark": "?",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "bcdflu"},
}
# Ctrl-z stops the program for its shell, which this terminal has none of; Q ends the tour.
NOT_PRESSED = {"ctrl+z", "Q"}


def test_every_screen_and_every_key_is_reached(demo: SeenTerminal) -> None:
    tour = Tour(demo)
    wide = demo.screen.columns >= 100

    # The edition comes first, and a story of it
    moves = ("j", "down", "k", "up", "G", "end", "g", "home", "ctrl+d", "ctrl+u", "space", "ctrl+f")
    back = ("pagedown", "b", "ctrl+b", "pageup", "n", "p", "g")
    for where, other, into in ((EDITION, STORY, "t"), (STORY, EDITION, "q")):
        tour.where = where
        demo.wait(lambda: bool(tour.cursor_row()))
        tour.do(*moves, *back)
        tour.do("s", "s", "m", to="Marked read" if where == EDITION else None)
        tour.do("u", to="Unread again" if where == EDITION else None)
        tour.do("D", to="No other article says only")
        tour.do("o", to="Copied")
        tour.do("y", to="Copied")
        tour.do("ctrl+c", to="Nothing is running")
        tour.do("question_mark", to="Keys in")
        demo.do("\x1b", lambda: "Keys in" not in demo.text)
        tour.do("colon", to="Commands and sources")
        demo.do("\x1b", lambda: "Commands and" not in demo.text)
        tour.do("ctrl+l")
        for key in ("enter", "l"):
            tour.do(key, to="Origin")
            demo.do("q", where.capitalize() + "  ")
        tour.do(into, to=other.capitalize() + "  ")
    for key in ("h", "escape", "t"):
        tour.where = EDITION
        tour.do("t", to="Story  ")
        tour.where = STORY
        tour.do(key, to="Edition  ")
    tour.where = EDITION
    tour.do("t", to="Story  ")
    tour.where = STORY
    tour.do("A", "E", to="Edition  ")
    tour.where = EDITION
    for key in ("q", "h", "escape", "E"):
        tour.do(key, to="newest first")
        demo.do("E", "Edition  ")
    demo.do("q", "newest first")
    tour.where = BROWSE

    # Moving
    demo.wait(lambda: bool(tour.cursor_row()))
    first = tour.cursor_row()
    tour.do(
        "j", "down", "k", "up", "G", "end", "g", "home", "ctrl+d", "ctrl+u", "space", "ctrl+f", "pagedown"
    )
    assert tour.cursor_row() != first
    tour.do("b", "ctrl+b", "pageup", "g")
    demo.wait(lambda: tour.cursor_row() == first)

    # Tabs
    for number in range(1, 10):
        tour.do(str(number))
        demo.wait("▏")
    tour.do("1", to="▏All")
    tour.do("right", to="▏World")
    tour.do("right_square_bracket", to="▏Technology")
    tour.do("left", to="▏World")
    tour.do("left_square_bracket", to="▏All")

    # Stories
    tour.do("j", "z", to="−")
    tour.do("z", "Z", to="Every article has a row")
    tour.do("Z", to="A story is one row")
    tour.do("t", to="Story  ")
    demo.do("t", "newest first")
    tour.do("E", to="Edition  ")
    demo.do("E", "newest first")
    tour.do("g", "D", to="No other article says only")

    # Marks
    tour.do("s", to="★")
    tour.do("s", "m", "n", "p", "g")
    tour.do("H", to="read hidden")
    tour.do("H", "A", to="Marked read")
    tour.do("u", to="Unread again")

    # Panes
    if not wide:
        tour.do("x", to="│")
        tour.do("x", "tab", "shift+tab")
    else:
        tour.do("tab", "j", "shift+tab", "x", "x")
    tour.do("J", "K", "escape")
    tour.do("h")

    # What the demo has none of, said in words
    tour.do("r", to="asks no network")
    tour.do("R", to="asks no network")
    tour.do("ctrl+c", to="Nothing is running")
    tour.do("full_stop", "ctrl+l")
    tour.do("o", to="Copied")
    tour.do("y", to="Copied")

    # Dialogs
    tour.do("question_mark", to="Keys in the list")
    demo.do("\x1b", lambda: "Keys in the list" not in demo.text)
    tour.do("colon", to="Commands and sources")
    demo.do("\x1b", lambda: "Commands and sources" not in demo.text)
    tour.do("a", to="Add a source")
    demo.do("\x1b", lambda: "Add a source" not in demo.text)

    # Search, and a source as a tab
    tour.do("slash", to="a phrase")
    demo.do("foghorn", "/foghorn")
    demo.do("\r", lambda: "foghorn" not in demo.lines[-4])
    tour.do("q", to="▏All")

    # The reader, on the long article with headings and links
    tour.do("slash", to="a phrase")
    demo.do("source:parsnip-quarterly foghorn", "of 1  newest")
    demo.do("\r", lambda: "foghorn" not in demo.lines[-4] and bool(tour.cursor_row()))
    tour.do("l", to="Origin")
    tour.where = READER
    tour.do("q", to="newest first")
    tour.where = BROWSE
    tour.do("enter", to="Origin")
    tour.where = READER
    tour.do(
        "j", "down", "k", "up", "G", "end", "g", "home", "ctrl+d", "ctrl+u", "space", "ctrl+f", "pagedown"
    )
    tour.do("b", "ctrl+b", "pageup", "g", "right_curly_bracket", "left_curly_bracket")
    tour.do("slash", to="a word in this article")
    demo.do("foghorn\r", "  n N next and previous hit")
    tour.do("n", "N", "escape", "s", "s", "m", "m", "u")
    tour.do("o", to="Copied")
    tour.do("y", to="Copied")
    tour.do("c", to="https://")
    demo.do("c", " words")
    tour.do("L", to="Links of this article")
    demo.do("\x1b", lambda: "Links of" not in demo.text)
    tour.do("slash", to="a word in this article")
    demo.do("recipe for ink; see the full text\r", "1 of 1  n N next")
    tour.do("f", to="Letters open a link")
    demo.do(tour.letters("full", "text"), "parsnip.example.org/sheep-act")
    tour.do("f", to="Letters open a link")
    demo.do(tour.letters("back", "2. He was"), "▸ ")
    tour.do("escape", "escape")
    tour.do("F", to="asks no network")
    tour.do("r", to="asks no network")
    tour.do("Y", to="choose a paragraph")
    demo.do("\r", "Copied with title and address")
    tour.do("w", to="Saved as")
    tour.do("e", to="Nothing is enclosed")
    tour.do("C")
    tour.do("M", to="names no mail address")
    tour.do("v", to="has not changed since it came")
    tour.do("D", to="No other article says only")
    tour.do("t", to="No other article tells")
    tour.do("question_mark", to="Keys in an article")
    demo.do("\x1b", lambda: "Keys in" not in demo.text)
    tour.do("colon", to="Commands and sources")
    demo.do("\x1b", lambda: "Commands and" not in demo.text)
    tour.do("ctrl+c", to="Nothing is running")
    tour.do("ctrl+l", "x", "x", "tab", "shift+tab", "J", "K", "p")
    into = "tab" if wide else "x"
    tour.do(into)
    demo.wait(lambda: "Same story" in demo.text or "Related" in demo.text)
    tour.do("j", "l", to="Origin")
    tour.do(into)
    demo.wait(lambda: "Same story" in demo.text or "Related" in demo.text)
    for key in ("enter", "h", "escape"):
        before = demo.lines[2]
        tour.do(key)
        demo.wait(lambda before=before: demo.lines[2] != before)  # type: ignore[misc]
    tour.do("q", to="newest first")

    # The sources
    tour.where = BROWSE
    tour.do("S", to="followed")
    tour.where = SOURCES
    demo.wait(lambda: bool(tour.cursor_row()))
    first = tour.cursor_row()
    tour.do("j", "down", "k", "up", "G", "end")
    assert tour.cursor_row() != first
    tour.do("g", "home", "ctrl+d", "ctrl+u", "space", "ctrl+f", "pagedown", "b", "ctrl+b", "pageup", "g")
    demo.wait(lambda: tour.cursor_row() == first)
    tour.do("tab", "j", "shift+tab", "ctrl+l")
    tour.do("p", to="is paused")
    tour.do("u", to="is as it was")
    tour.do("d", to="No longer following")
    tour.do("u", to="Following The Harbour Lantern again")
    tour.do("e", to="Enter gives it")
    demo.do(" again\r", "is called The Harbour Lantern again")
    tour.do("E", to="Enter asks it at this address")
    demo.do("\x1b", lambda: "Enter asks it" not in demo.text)
    tour.do("n", to="No source failed")
    tour.do("c", to="Categories: World")
    demo.do("\x15", lambda: demo.lines[-4].strip() == "")
    demo.do("Sport\r", "is in Sport now")
    tour.do("r", to="asks no network")
    tour.do("R", "o", to="Copied")
    tour.do("y", to="Copied")
    tour.do("ctrl+c", to="Nothing is running")
    tour.do("a", to="Add a source")
    demo.do("\x1b", lambda: "Add a source" not in demo.text)
    tour.do("question_mark", to="Keys in the sources")
    demo.do("\x1b", lambda: "Keys in" not in demo.text)
    tour.do("colon", to="Commands and sources")
    demo.do("\x1b", lambda: "Commands and" not in demo.text)
    for key in ("q", "h", "escape"):
        tour.do(key, to="newest first")
        demo.do("S", "followed")
    tour.do("enter", to="▏The Harbour Lantern again")
    demo.do("S", "followed")
    tour.do("l", to="▏The Harbour Lantern again")
    tour.where = BROWSE
    tour.do("enter", to="Origin")
    tour.where = READER
    tour.do("S", to="followed")
    demo.do("q", "Origin")
    tour.do("E", to="Edition  ")
    demo.do("q", "Origin")
    demo.do("q", "newest first")

    for where, pressed in tour.pressed.items():
        wanted = {key for command in COMMANDS if where in command.where for key in command.keys}
        assert wanted - pressed - NOT_PRESSED == set(), f"never pressed on the {where} screen"
    assert demo.leave() == 0
    assert demo.restored()
    assert not re.search("Traceback|PermissionError", demo.seen.decode("utf-8", "replace"))


def test_the_demo_leaves_the_users_library_alone(demo: SeenTerminal, tmp_path: Path) -> None:
    demo.do("m", lambda: True)
    demo.settle(0.3)
    assert demo.leave() == 0
    assert not (tmp_path / "home").exists() or not list((tmp_path / "home").rglob("library.db"))


def test_an_article_tells_the_terminal_its_links_and_nothing_else_of_theirs(demo: SeenTerminal) -> None:
    demo.do("q", "newest first")
    demo.type("/")
    demo.settle(0.3)
    demo.do("foghorn", "The ear of the bay")
    demo.type("\r")
    demo.settle(0.3)
    demo.do("\r", "Origin")
    demo.settle(0.3)
    while not demo.text.splitlines()[0].endswith("100 %"):
        demo.type(" ")
        demo.settle(0.1)
    told = [address for address in re.findall(rb"\x1b\]8;[^;]*;([^\x1b\x07]*)\x1b\\", demo.seen) if address]
    assert told
    assert all(re.fullmatch(rb"https://[a-z.]+example\.(?:com|net|org)/[!-~]*", address) for address in told)
    assert demo.leave() == 0
