"""A list to choose from: one of many, or several with a mark before each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from tuinews.text.width import cell_width, fit, pad
from tuinews.ui.widgets.lines import LineWidget


@dataclass(frozen=True, slots=True)
class Choice:
    """One line; without an id it is a heading."""

    label: str
    detail: str = ""
    id: str | None = None


class Choices(LineWidget, can_focus=True):
    """Lines with a cursor on those that can be chosen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "choices--cursor",
        "choices--heading",
        "choices--detail",
        "choices--empty",
    }

    class Chosen(Message):
        """A line was clicked."""

        def __init__(self, choice: Choice) -> None:
            super().__init__()
            self.choice = choice

    def __init__(
        self, choices: Sequence[Choice] = (), *, label_width: int = 30, empty: str = "", id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._choices = list(choices)
        self._label_width = label_width
        self._empty = empty
        self._cursor = self._first(0, 1)
        self._top = 0
        self.marked: set[str] | None = None
        """Ids with a mark; None where only one is chosen."""

    @property
    def current(self) -> Choice | None:
        """The line under the cursor."""
        return self._choices[self._cursor] if 0 <= self._cursor < len(self._choices) else None

    def show(self, choices: Sequence[Choice], *, label_width: int | None = None) -> None:
        """Show other lines, the cursor on the first."""
        self._choices = list(choices)
        if label_width is not None:
            self._label_width = label_width
        self._cursor, self._top = self._first(0, 1), 0
        self.repaint()

    def move(self, by: int) -> None:
        """Move by lines that can be chosen."""
        target = self._cursor
        for _ in range(abs(by)):
            following = self._first(target + (1 if by > 0 else -1), 1 if by > 0 else -1)
            if following < 0:
                break
            target = following
        self._go(target)

    def _first(self, index: int, step: int) -> int:
        while 0 <= index < len(self._choices):
            if self._choices[index].id is not None:
                return index
            index += step
        return -1

    def _go(self, index: int) -> None:
        if index < 0 or index == self._cursor:
            return
        old, old_top = self._cursor, self._top
        self._cursor = index
        height = max(1, self.size.height)
        first = index
        while first > 0 and self._choices[first - 1].id is None:
            first -= 1
        if first < self._top:
            self._top = first
        elif index >= self._top + height:
            self._top = index - height + 1
        if self._top != old_top:
            self.repaint()
        else:
            self.repaint((old - self._top, index - self._top))

    def toggle(self) -> None:
        """Set or take the mark of the line under the cursor."""
        if self.marked is not None and self.current is not None and self.current.id is not None:
            self.marked ^= {self.current.id}
            self.repaint((self._cursor - self._top,))

    def line(self, y: int, width: int) -> Strip:
        index = self._top + y
        if not self._choices and y == 0:
            return Strip([Segment(pad(fit(self._empty, width), width), self.look("choices--empty"))], width)
        if index >= len(self._choices):
            return Strip.blank(width, self.rich_style)
        choice = self._choices[index]
        if choice.id is None:
            return Strip(
                [Segment(pad(fit(f" {choice.label}", width), width), self.look("choices--heading"))], width
            )
        on = index == self._cursor
        mark = "" if self.marked is None else "[x] " if choice.id in self.marked else "[ ] "
        label = f"{'▌' if on else ' '} {mark}{choice.label}"
        room = max(self._label_width, 0) if choice.detail else width
        # A cell between the two.
        label = pad(fit(label, min(room, width) - bool(choice.detail)), min(room, width))
        detail = pad(fit(choice.detail, width - cell_width(label)), width - cell_width(label))
        if on:
            return Strip([Segment(label + detail, self.look("choices--cursor"))], width)
        return Strip([Segment(label, self.rich_style), Segment(detail, self.look("choices--detail"))], width)

    def on_resize(self, _: events.Resize) -> None:
        self._top = max(0, min(self._top, self._cursor))
        if self._cursor >= self._top + self.size.height:
            self._top = self._cursor - self.size.height + 1

    def on_click(self, event: events.Click) -> None:
        index = self._top + event.y
        if index < len(self._choices) and self._choices[index].id is not None:
            self._go(index)
            self.post_message(self.Chosen(self._choices[index]))
