"""Facts about one thing: a column of names, and beside it what they are, wrapped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.strip import Strip

from tuinews.library.health import Fact, in_lines
from tuinews.text.width import fit, pad
from tuinews.ui.widgets.lines import LineWidget

LABEL = 11
"""Cells of a name and the space behind it."""
BAR = 2
"""Cells of the bar at the left."""


class Details(LineWidget, can_focus=True):
    """Facts, scrolled while it has the focus."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "details--title",
        "details--label",
        "details--text",
        "details--bad",
        "details--bar",
    }

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._title = ""
        self._facts: tuple[Fact, ...] = ()
        self._lines: list[tuple[str, str, str]] = []
        """Label, text and the text's component class of each line."""
        self._top = 0
        self.more = ""
        """What to say on the last line where there is more below it."""

    def show(self, title: str, facts: Sequence[Fact]) -> None:
        """Show other facts, from the first."""
        if (title, tuple(facts)) != (self._title, self._facts):
            self._title, self._facts = title, tuple(facts)
            self._top = 0
            self._layout()

    def _layout(self) -> None:
        room = max(2, self.size.width - BAR - LABEL)
        self._lines = [("", self._title, "details--title")] if self._title else []
        for fact, lines in in_lines(self._facts, room):
            look = "details--bad" if fact.bad else "details--text"
            self._lines += [("" if number else fact.label, line, look) for number, line in enumerate(lines)]
        self._top = min(self._top, self._most)
        self.repaint()

    @property
    def _most(self) -> int:
        return max(0, len(self._lines) - self.size.height)

    def move(self, by: int) -> None:
        """Scroll by lines."""
        top = max(0, min(self._top + by, self._most))
        if top != self._top:
            self._top = top
            self.repaint()

    def move_page(self, pages: float) -> None:
        """Scroll by a part of the height."""
        step = max(1, int(self.size.height * abs(pages)))
        self.move(step if pages > 0 else -step)

    def move_to(self, index: int) -> None:
        """Scroll to a line; -1 is the last."""
        self.move(len(self._lines) if index < 0 else index - self._top)

    def line(self, y: int, width: int) -> Strip:
        bar = Segment("▌ " if self.has_focus else "│ ", self.look("details--bar"))
        room = max(0, width - BAR)
        index = self._top + y
        if index >= len(self._lines):
            return Strip([bar, Segment(" " * room, self.rich_style)], width)
        if y == self.size.height - 1 and self._top < self._most and y and not self.has_focus:
            return Strip([bar, Segment(pad(fit(self.more, room), room), self.look("details--label"))], width)
        label, text, look = self._lines[index]
        if look == "details--title":
            return Strip([bar, Segment(pad(fit(text, room), room), self.look(look))], width)
        beside = min(LABEL, room)
        return Strip(
            [
                bar,
                Segment(pad(fit(label, beside), beside), self.look("details--label")),
                Segment(pad(fit(text, room - beside), room - beside), self.look(look)),
            ],
            width,
        )

    def on_resize(self, _: events.Resize) -> None:
        self._layout()

    def on_focus(self) -> None:
        self.repaint()

    def on_blur(self) -> None:
        self.repaint()
