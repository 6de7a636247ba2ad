"""Key bindings of a screen, made from the table of commands."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from tuinews.commands import COMMANDS, Command


def bindings(where: str) -> list[BindingType]:
    """A binding for each command of the screen ``where``; ``keys.toml`` overrides them by command id."""
    return [
        Binding(",".join(command.keys), action(command), command.name, show=False, id=command.id)
        for command in COMMANDS
        if where in command.where and command.keys
    ]


def action(command: Command) -> str:
    """The name of the action a command runs on its screen."""
    name, _, number = command.id.rpartition("-")
    if number.isdecimal():
        return f"{name}({number})"
    return command.id.replace("-", "_")
