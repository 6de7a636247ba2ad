"""Key bindings of a screen, made from the table of commands."""

from __future__ import annotations

from collections.abc import Mapping

from textual.binding import Binding, BindingType

from tuinews.commands import COMMANDS, Command, command, key_name


def bindings(where: str) -> list[BindingType]:
    """A binding for each command of the screen ``where``; ``keymap`` overrides them by command id."""
    return [
        Binding(_joined(one.id, one.keys), action(one), one.name, show=False, id=one.id)
        for one in COMMANDS
        if where in one.where
    ]


def keymap(keys: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """What ``keys`` (the keys of each command's id) changes, as Textual takes it.

    Textual goes through the keymap for every widget in the focus: only what differs belongs in it.
    """
    return {
        one.id: _joined(one.id, keys[one.id])
        for one in COMMANDS
        if one.id in keys and keys[one.id] != one.keys
    }


def _joined(id: str, keys: tuple[str, ...]) -> str:
    # Textual leaves a command its keys where it is given none: so it is given one that no keyboard sends.
    return ",".join(keys) or f"none_for_{id}"


def said(keys: Mapping[str, tuple[str, ...]], id: str) -> str:
    """The key of a command as sentences name it, ``r``; where it has none, what to type: ``: refresh``."""
    for one, rest in ((id, ""), ("palette", f" {id}")):
        bound = keys.get(one, command(one).keys)
        if bound:
            return key_name(bound[0]) + rest
    return id


def action(one: Command) -> str:
    """The name of the action a command runs on its screen."""
    name, _, number = one.id.rpartition("-")
    if number.isdecimal():
        return f"{name}({number})"
    return one.id.replace("-", "_")
