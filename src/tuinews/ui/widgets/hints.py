"""The hint line: the keys worth knowing here, from the table of commands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from tuinews.commands import COMMANDS, command, key_name
from tuinews.text.width import cell_width
from tuinews.ui.widgets.lines import OneLine

_GAP = 3
"""Cells between two hints."""
_OTHER_WAY = {"down": "up", "next-article": "previous-article"}
"""Commands that share a hint with another."""


class HintLine(OneLine):
    """Keys and words, as many as fit; the last one, help, always. A command without a key is not in it."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"hints--key", "status--said", "status--error"}

    def __init__(self, where: str, keys: Mapping[str, tuple[str, ...]], id: str | None = None) -> None:
        super().__init__(id=id)
        self._covered_by: tuple[str, str] | None = None
        self._hints = [
            (shown, one.hint)
            for one in COMMANDS
            if where in one.where and one.hint and (shown := _keys(one.id, keys))
        ]

    def cover(self, text: str | None, kind: str = "") -> None:
        """Show the end of a long message in the place of the hints, or the hints again."""
        self._covered_by = None if text is None else (kind, text)
        self._show()

    def on_resize(self) -> None:
        self._show()

    def _show(self) -> None:
        if self._covered_by is not None:
            self.set([("", " "), self._covered_by])
            return
        *others, last = self._hints or [("", "")]
        room = self.size.width - 1 - (_width(last) - _GAP)  # behind the last one there need be nothing
        parts: list[tuple[str, str]] = [("", " ")]
        for hint in others:
            if (room := room - _width(hint)) < 0:
                break
            parts += _parts(hint)
        self.set([*parts, *_parts(last)])


def _keys(id: str, keys: Mapping[str, tuple[str, ...]]) -> str:
    """The first key of a command and of the one the other way; empty where there is none."""
    firsts = [keys.get(one, command(one).keys)[:1] for one in (id, _OTHER_WAY.get(id)) if one]
    return " ".join(key_name(key) for first in firsts for key in first)


def _width(hint: tuple[str, str]) -> int:
    return cell_width(hint[0]) + cell_width(hint[1]) + 1 + _GAP


def _parts(hint: tuple[str, str]) -> list[tuple[str, str]]:
    return [("hints--key", hint[0]), ("", f" {hint[1]}{' ' * _GAP}")]
