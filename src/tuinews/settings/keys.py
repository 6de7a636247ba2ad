"""``keys.toml``: other keys for the commands. A line is a command's id and its key or list of keys."""

from __future__ import annotations

import json
import re
import string
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from tuinews.commands import Command, key_name
from tuinews.settings.problems import Problem, nearest, shown
from tuinews.settings.toml import UnreadableFile, read_toml

__all__ = ["Problem", "load_keys", "read_key"]

_SIGNS = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
"""Where Textual's name for a character is not the one of Unicode."""
_ALSO = {
    "esc": "escape",
    "return": "enter",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "del": "delete",
    "ins": "insert",
}
_MODIFIERS = {
    "ctrl": "ctrl",
    "control": "ctrl",
    "c": "ctrl",
    "shift": "shift",
    "s": "shift",
    "alt": "alt",
    "a": "alt",
}
_JOINT = re.compile(r"(?<=.)[+-](?=.)")


def load_keys(
    path: Path, commands: Sequence[Command]
) -> tuple[dict[str, tuple[str, ...]], tuple[Problem, ...]]:
    """The keys of every command, in Textual's names, and what is wrong in the file. Never raises.

    A command that the file names has the keys given there and no others (an empty list: none). Every other
    command keeps its own, save those that the file gives to another command on the same screen: that is
    reported, until the file names the command that has lost them too. Where the file gives one key twice on
    one screen, the first command has it and the second is reported.
    """
    problems: list[Problem] = []
    owners: dict[tuple[str, str], str] = {}
    bound: dict[str, tuple[str, ...]] = {}
    by_id = {command.id: command for command in commands}
    for id, keys in _wanted(path, by_id, problems).items():
        places = sorted(by_id[id].where)
        kept = []
        for key in dict.fromkeys(keys):
            rival = next((owners[place, key] for place in places if (place, key) in owners), None)
            if rival:
                message = f"{id}: {key_name(key)} is the key of {rival} already; it stays with {rival}."
                problems.append(Problem(path, id, f"{message} Give one of them another key."))
                continue
            kept.append(key)
            owners.update({(place, key): id for place in places})
        bound[id] = tuple(kept)
    for command in commands:
        if command.id not in bound:
            lost: dict[str, list[str]] = {}
            for key in command.keys:
                taker = next((owners[place, key] for place in command.where if (place, key) in owners), None)
                lost.setdefault(taker or "", []).append(key)
            free = bound[command.id] = tuple(lost.pop("", ()))
            problems += [
                Problem(path, command.id, _taken(command.id, keys, by, free)) for by, keys in lost.items()
            ]
    return {command.id: bound[command.id] for command in commands}, tuple(problems)


def _taken(id: str, keys: Sequence[str], by: str, left: Sequence[str]) -> str:
    """Say who has taken which keys from a command, and how to mend that."""
    names = [key_name(key) for key in left]
    now = json.dumps(names, ensure_ascii=False)  # which is TOML, too
    keeps = f"keeps {' and '.join(names)}" if names else "has no key left"
    return (
        f"{by} has taken {' and '.join(map(key_name, keys))} from {id}, which {keeps}. "
        f"Give one of them another key, or write {id} = {now} if that is meant."
    )


def read_key(text: str) -> str | None:
    """A key as people write it (``Ctrl-d``, ``J``, ``/``, ``PgDn``) in Textual's name; None if it is none."""
    *modifiers, last = _parts(text)
    held = {_MODIFIERS.get(modifier.lower(), "") for modifier in modifiers}
    base = _base(last)
    if base is None or "" in held:
        return None
    if len(base) == 1 and base.isalpha() and held:
        base = base.lower()
        if held == {"shift"}:
            return base.upper()
    return "+".join([*sorted(held), base])


def _parts(text: str) -> list[str]:
    """The modifiers and the key itself."""
    return _JOINT.split(text.strip()) if text.strip() else [" "]


def _instead(text: str) -> str:
    """What to write in the place of what names no key: the nearest that does, or how keys are named."""
    *modifiers, last = _parts(text)
    held = [one if one.lower() in _MODIFIERS else nearest(one, _HELD) or "" for one in modifiers]
    base = last if _base(last) else nearest(last, _KEYS) or ""
    near = read_key("+".join([*held, base])) if base and "" not in held else None
    if near:
        return f"The nearest is {key_name(near)}."
    return 'A key is written like "x", "X", "Ctrl-x", "F5" or "PgDn".'


def _wanted(path: Path, by_id: dict[str, Command], problems: list[Problem]) -> dict[str, list[str]]:
    """What the file asks for, as far as it can be understood."""
    try:
        table = read_toml(path)
    except UnreadableFile as error:
        problems.append(Problem(path, "", error.sentence, error.line))
        return {}
    wanted: dict[str, list[str]] = {}
    for id, value in table.items():
        if id not in by_id:
            near = nearest(id, by_id)
            hint = f"The nearest is {near}." if near else "`tuinews keys` lists the commands there are."
            problems.append(Problem(path, id, f"{id} is not a command. {hint}"))
            continue
        texts = [value] if isinstance(value, str) else value
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            message = f'{id} should be a key such as "J" or a list of keys, but is {shown(value)}.'
            problems.append(Problem(path, id, f"{message} Its own keys are used."))
            continue
        read = {text: read_key(text) for text in texts}
        problems += [
            Problem(path, id, f"{id}: {shown(text)} is not a key. {_instead(text)}")
            for text, key in read.items()
            if key is None
        ]
        understood = [key for key in read.values() if key is not None]
        if understood or not texts:
            wanted[id] = understood
    return wanted


def _base(text: str) -> str | None:
    if len(text) == 1:
        return text if text.isalnum() else _sign(text)
    name = text.lower()
    name = _ALSO.get(name, name)
    return name if name in _NAMES else None


def _sign(character: str) -> str | None:
    """Textual's name of a character that is neither letter nor digit: Unicode's, with underscores."""
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return _SIGNS.get(name, name) or None


_NAMES = frozenset(
    [
        *(f"f{number}" for number in range(1, 25)),
        *("enter", "escape", "tab", "backspace", "delete", "insert"),
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
        *(name for sign in f"{string.punctuation} " if (name := _sign(sign))),
    ]
)
_HELD = ("Ctrl", "Shift", "Alt", "Control")
_KEYS = tuple(dict.fromkeys([*map(key_name, sorted(_NAMES)), *_ALSO, *_ALSO.values(), *_SIGNS.values()]))
"""Names that a misspelt one may have been meant for."""
