"""keys.toml: other keys for commands."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from tuinews.commands import BROWSE, COMMANDS, READER, Command, key_name
from tuinews.settings.keys import load_keys, read_key

COMMANDS_HERE = (
    Command("down", ("j", "down"), "Down", "One down"),
    Command("star", ("s",), "Star", "Star it"),
    Command("refresh", ("r",), "Refresh", "Ask", frozenset({BROWSE})),
    Command("find", ("slash",), "Find", "Find it", frozenset({READER})),
    Command("search", ("slash",), "Search", "Search", frozenset({BROWSE})),
)


def load(tmp_path: Path, text: str) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    path = tmp_path / "keys.toml"
    path.write_text(text, encoding="utf-8")
    keys, problems = load_keys(path, COMMANDS_HERE)
    return keys, [str(problem) for problem in problems]


def test_without_a_file_every_command_has_its_own_keys(tmp_path: Path) -> None:
    keys, problems = load_keys(tmp_path / "keys.toml", COMMANDS)

    assert problems == ()
    assert keys == {command.id: command.keys for command in COMMANDS}


def test_a_key_or_a_list_of_keys_replaces_the_commands_own(tmp_path: Path) -> None:
    keys, problems = load(tmp_path, 'down = "Ctrl-n"\nstar = ["S", "*"]\nfind = []')

    assert problems == []
    assert keys["down"] == ("ctrl+n",)
    assert keys["star"] == ("S", "asterisk")
    assert keys["find"] == ()
    assert keys["refresh"] == ("r",)


def test_a_key_given_to_one_command_is_taken_from_the_other_which_is_said(tmp_path: Path) -> None:
    keys, (problem,) = load(tmp_path, 'star = "j"')

    assert keys["star"] == ("j",)
    assert keys["down"] == ("down",)
    assert "star has taken j from down, which keeps Down. Give one of them another key" in problem
    assert 'write down = ["Down"] if that is meant.' in problem


def test_a_command_left_without_a_key_is_reported(tmp_path: Path) -> None:
    keys, (problem,) = load(tmp_path, 'star = "r"')

    assert keys["refresh"] == ()
    assert "star has taken r from refresh, which has no key left." in problem
    assert "write refresh = [] if that is meant." in problem


@pytest.mark.parametrize("text", ['star = "j"\ndown = ["Down"]', 'star = "r"\nrefresh = []'])
def test_what_the_report_says_to_write_ends_it(tmp_path: Path, text: str) -> None:
    _, problems = load(tmp_path, text)

    assert problems == []


def test_one_key_may_serve_two_screens(tmp_path: Path) -> None:
    keys, problems = load(tmp_path, 'find = "F3"\nsearch = "F3"')

    assert problems == []
    assert keys["find"] == keys["search"] == ("f3",)


def test_the_first_of_two_on_one_screen_keeps_the_key(tmp_path: Path) -> None:
    keys, (problem,) = load(tmp_path, 'refresh = "x"\ndown = ["x", "y"]')

    assert keys["refresh"] == ("x",)
    assert keys["down"] == ("y",)
    assert "down: x is the key of refresh already" in problem


def test_an_unknown_command_names_the_nearest(tmp_path: Path) -> None:
    keys, (problem,) = load(tmp_path, 'refesh = "F5"')

    assert "refesh is not a command. The nearest is refresh." in problem
    assert keys["refresh"] == ("r",)


@pytest.mark.parametrize("value", ["5", "true", "[1]", '"ctrl+nonsense"', '"Hyper-q"'])
def test_what_is_no_key_is_reported_and_the_own_keys_stay(tmp_path: Path, value: str) -> None:
    keys, (problem,) = load(tmp_path, f"star = {value}")

    assert "star" in problem
    assert keys["star"] == ("s",)


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ("PgDwn", "PgDn"),
        ("Ctrl-spcae", "Ctrl-Space"),
        ("Contrl-d", "Ctrl-d"),
        ("escpe", "Esc"),
        ("slahs", "/"),
        ("F50", "F5"),
    ],
)
def test_an_unknown_key_names_the_nearest(tmp_path: Path, written: str, near: str) -> None:
    keys, (problem,) = load(tmp_path, f'star = "{written}"')

    assert f'"{written}" is not a key. The nearest is {near}.' in problem
    assert keys["star"] == ("s",)


def test_where_no_key_is_near_it_is_said_how_one_is_written(tmp_path: Path) -> None:
    _, (problem,) = load(tmp_path, 'star = "jk"')

    assert 'is not a key. A key is written like "x", "X", "Ctrl-x", "F5" or "PgDn".' in problem


def test_every_key_is_printed_as_it_can_be_written() -> None:
    for sign in [*string.punctuation, "F5", "Del", "Backspace", "Esc", "Space", "Ctrl-*", "Shift-Tab"]:
        key = read_key(sign)
        assert key is not None
        assert read_key(key_name(key)) == key
    assert key_name("ctrl+asterisk") == "Ctrl-*"
    assert key_name("f5") == "F5"


def test_a_broken_file_is_one_problem_and_every_own_key(tmp_path: Path) -> None:
    keys, (problem,) = load(tmp_path, "star = \n")

    assert "line 1" in problem
    assert keys == {command.id: command.keys for command in COMMANDS_HERE}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("j", "j"),
        ("J", "J"),
        ("shift+j", "J"),
        ("Ctrl-d", "ctrl+d"),
        ("C-d", "ctrl+d"),
        ("ctrl+D", "ctrl+d"),
        ("Space", "space"),
        (" ", "space"),
        ("/", "slash"),
        ("slash", "slash"),
        ("[", "left_square_bracket"),
        (".", "full_stop"),
        ("-", "minus"),
        ("+", "plus"),
        ("ctrl++", "ctrl+plus"),
        ("_", "underscore"),
        ("@", "at"),
        ("PgDn", "pagedown"),
        ("Esc", "escape"),
        ("F12", "f12"),
        ("shift-tab", "shift+tab"),
        ("ctrl+shift+left", "ctrl+shift+left"),
        ("ö", "ö"),
        ("f99", None),
        ("ctrl", None),
        ("jk", None),
        ("\x07", None),
    ],
)
def test_keys_are_read_as_people_write_them(written: str, name: str | None) -> None:
    assert read_key(written) == name


def test_every_key_of_the_table_of_commands_can_be_written_by_its_name() -> None:
    for command in COMMANDS:
        for key in command.keys:
            assert read_key(key) == key
