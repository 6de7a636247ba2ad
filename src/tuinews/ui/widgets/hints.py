"""The hint line: the keys worth knowing here, from the table of commands or as the screen has them now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from tuinews.commands import HINTS, command, key_name
from tuinews.text.width import cell_width
from tuinews.ui.widgets.lines import OneLine, Part

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
        self._instead: Sequence[Part] = ()
        self._hints = [(shown, command(id).hint) for id in HINTS[where].split() if (shown := _keys(id, keys))]

    def cover(self, text: str | None, kind: str = "") -> None:
        """Show the end of a long message in the place of the hints, or the hints again."""
        covered_by = None if text is None else (kind, text)
        if covered_by != self._covered_by:
            self._covered_by = covered_by
            self.repaint()

    def put(self, hints: Sequence[Part]) -> None:
        """Show these keys and words in the place of the table's; none: those again."""
        if hints != self._instead:
            self._instead = hints
            self.repaint()

    def parts(self, width: int) -> tuple[Sequence[Part], Sequence[Part]]:
        if self._covered_by is not None:
            return [("", " "), self._covered_by], ()
        *others, last = self._instead or self._hints or [("", "")]
        room = width - 1 - (_width(last) - _GAP)  # behind the last one there need be nothing
        parts: list[Part] = [("", " ")]
        for hint in others:
            if (room := room - _width(hint)) < 0:
                break
            parts += [*_parts(hint), ("", " " * _GAP)]
        return [*parts, *_parts(last)], ()


def _keys(id: str, keys: Mapping[str, tuple[str, ...]]) -> str:
    """The first key of a command and of the one the other way; empty where there is none."""
    firsts = [keys.get(one, command(one).keys)[:1] for one in (id, _OTHER_WAY.get(id)) if one]
    return " ".join(key_name(key) for first in firsts for key in first)


def _width(hint: tuple[str, str]) -> int:
    return cell_width(hint[0]) + cell_width(hint[1]) + 1 + _GAP


def _parts(hint: Part) -> list[Part]:
    return [("hints--key", hint[0]), ("", f" {hint[1]}")]
