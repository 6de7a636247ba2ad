"""The hint line: the keys worth knowing here, from the table of commands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from tuinews.commands import COMMANDS, key_name
from tuinews.text.width import cell_width
from tuinews.ui.widgets.lines import OneLine, Part


class HintLine(OneLine):
    """Keys and words, as many as fit; help comes last and always."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"hints--key"}

    def __init__(self, where: str, keys: Mapping[str, tuple[str, ...]], id: str | None = None) -> None:
        super().__init__(id=id)
        self._hints = [
            (_keys(command.id, keys.get(command.id, command.keys)), command.hint)
            for command in COMMANDS
            if where in command.where and command.hint
        ]

    def parts(self, width: int) -> tuple[Sequence[Part], Sequence[Part]]:
        *others, last = self._hints
        room = width - 2 - _width(last)
        parts: list[Part] = [("", " ")]
        for hint in others:
            if (room := room - _width(hint)) < 0:
                break
            parts += _parts(hint)
        return [*parts, *_parts(last)], ()


def _keys(id: str, keys: tuple[str, ...]) -> str:
    if id == "down" and keys[:1] == ("j",):
        return "j k"
    if id == "next-article" and keys[:1] == ("J",):
        return "J K"
    return key_name(keys[0]) if keys else "-"


def _width(hint: tuple[str, str]) -> int:
    return cell_width(hint[0]) + cell_width(hint[1]) + 4


def _parts(hint: tuple[str, str]) -> list[Part]:
    return [("hints--key", hint[0]), ("", f" {hint[1]}   ")]
