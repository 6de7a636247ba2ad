"""The tabs in one line: titles with unread counts; what is new waits at the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.message import Message

from tuinews.text.width import cell_width, fit
from tuinews.ui.widgets.lines import OneLine, Part


class TabLine(OneLine):
    """One line of tabs; the active one is between bars, so that it is told without colour."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"tabs--active", "tabs--news", "tabs--quiet"}

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._digits: dict[str, int] = {}
        self._tabs: list[tuple[str, str]] = []
        self._active = 0
        self._status: tuple[Part, ...] = ()
        self._ends: list[tuple[int, int]] = []

    def show(self, tabs: Sequence[tuple[str, int]], active: int, status: Sequence[Part] = ()) -> None:
        """Show titles with counts; ``status`` are the parts at the right."""
        before = (self._tabs, self._active, self._status)
        self._tabs = [(title, self._count(title, count)) for title, count in tabs]
        self._active, self._status = active, tuple(status)
        if (self._tabs, self._active, self._status) != before:
            self.repaint()

    def _count(self, title: str, count: int) -> str:
        # A count that shrinks keeps its place, so that the tabs after it do not jump.
        text = f"{count}" if count else ""
        width = self._digits[title] = max(self._digits.get(title, 0), len(text))
        return text.ljust(width)

    def parts(self, width: int) -> tuple[Sequence[Part], Sequence[Part]]:
        labels = [
            fit(f"{title} {count}".rstrip(" ") if not count.strip() else f"{title} {count}", 30)
            for title, count in self._tabs
        ]
        widths = [cell_width(label) + 2 for label in labels]
        status_width = sum(cell_width(text) for _, text in self._status)
        room = max(10, width - 2 - status_width - 2)
        first = 0
        while first < self._active and sum(widths[first : self._active + 1]) > room - 2:
            first += 1
        parts: list[Part] = [("tabs--quiet", "‹ " if first else "  ")]
        x = 2
        self._ends = []
        for index in range(first, len(labels)):
            if x + widths[index] > room + 2:
                parts.append(("tabs--quiet", "›"))
                break
            active = index == self._active
            bars = ("▏", "▕") if active else (" ", " ")
            parts.append(("tabs--active" if active else "", bars[0] + labels[index] + bars[1]))
            self._ends.append((x + widths[index], index))
            x += widths[index]
        return parts, self._status

    def on_click(self, event: events.Click) -> None:
        for end, index in self._ends:
            if 2 <= event.x < end:
                self.post_message(self.Chosen(index))
                return
