"""A page of things to choose from, of one row or several each, with a heading and an end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from tuinews.text.width import cell_width, fit
from tuinews.ui.widgets.lines import LineWidget, Part

_BOLD = Style(bold=True)


class ItemRow(NamedTuple):
    """One row: what stands at its left, cut where it finds no room, and what keeps its place at the right."""

    left: tuple[Part, ...] = ()
    right: tuple[Part, ...] = ()
    item: int = -1
    """Which thing it belongs to, counted from the top; -1: none."""


class Items(LineWidget, can_focus=True):
    """Rows with a cursor on the things among them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "items--heading",
        "items--unread",
        "items--read",
        "items--accent",
        "items--cursor",
    }

    class Moved(Message):
        """The cursor stands on another thing."""

    class Chosen(Message):
        """The thing under the cursor was clicked a second time."""

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._build: Callable[[int], Sequence[ItemRow]] = lambda _: ()
        self._rows: Sequence[ItemRow] = ()
        self._count = 0
        self._top = 0
        self.cursor = 0
        """The thing under the cursor."""

    def show(self, build: Callable[[int], Sequence[ItemRow]], cursor: int) -> None:
        """Show the rows that ``build`` makes of a width, the cursor on this thing."""
        self._build, self.cursor = build, cursor
        self._layout()

    def _layout(self) -> None:
        # The first column is the cursor's.
        self._rows = self._build(max(8, self.size.width - 2))
        self._count = 1 + max((row.item for row in self._rows), default=-1)
        self.cursor = max(0, min(self.cursor, self._count - 1))
        self._settle()
        self.repaint()

    def _of(self, item: int) -> list[int]:
        return [y for y, row in enumerate(self._rows) if row.item == item]

    def _settle(self) -> None:
        """Keep the cursor on the screen and the screen full, the heading with the first thing, the end with
        the last.
        """
        height = max(1, self.size.height)
        rows = self._of(self.cursor)
        first, last = (rows[0], rows[-1]) if rows else (0, 0)
        if self.cursor == 0:
            first = 0
        if self.cursor == self._count - 1:
            last = len(self._rows) - 1
        self._top = min(max(self._top, last - height + 1), first if first + height > last else last)
        if rows:
            self._top = min(max(self._top, rows[-1] - height + 1), rows[0])
        self._top = max(0, min(self._top, len(self._rows) - height))

    def move(self, by: int) -> bool:
        """Move by things; False where there are no more."""
        return self._go(self.cursor + by)

    def move_to(self, item: int) -> bool:
        """Move to a thing; -1: the last."""
        return self._go(item if item >= 0 else self._count - 1)

    def move_page(self, pages: float) -> None:
        """Move by as many things as fill a part of the screen."""
        rows = self._of(self.cursor)
        if not rows:
            return
        sought = rows[0] + int(self.size.height * pages)
        beyond = [row.item for row in self._rows[: max(0, sought) + 1] if row.item >= 0]
        target = max(beyond, default=0)
        self._go(target if target != self.cursor else self.cursor + (1 if pages > 0 else -1))

    def _go(self, item: int) -> bool:
        old, old_top = self.cursor, self._top
        self.cursor = max(0, min(item, self._count - 1))
        self._settle()
        if self._top != old_top:
            self.repaint()
        elif self.cursor != old:
            self.repaint(y - self._top for y in (*self._of(old), *self._of(self.cursor)))
        if self.cursor != old:
            self.post_message(self.Moved())
        return self.cursor != old

    # Drawing

    def line(self, y: int, width: int) -> Strip:
        index = self._top + y
        if index >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        row = self._rows[index]
        on = row.item >= 0 and row.item == self.cursor
        cursor = self.look("items--cursor") if on else None
        right = sum(cell_width(text) for _, text in row.right)
        room = max(0, width - 2 - right - (2 if right else 0))
        segments = [Segment("▌" if on else " ", self._style("", cursor))]
        used = 0
        for kind, text in row.left:
            part = fit(text, room - used)
            segments.append(Segment(part, self._style(kind, cursor)))
            used += cell_width(part)
            if part != text:
                break
        segments.append(Segment(" " * (width - 2 - right - used), self._style("", cursor)))
        segments += [Segment(text, self._style(kind, cursor)) for kind, text in row.right]
        return Strip([*segments, Segment(" ", self._style("", cursor))], width)

    def _style(self, kind: str, cursor: Style | None) -> Style:
        if cursor is not None:
            return cursor + _BOLD if kind == "items--unread" else cursor
        return self.look(kind) if kind else self.rich_style

    # Events

    def on_resize(self, _: events.Resize) -> None:
        self._layout()

    def on_click(self, event: events.Click) -> None:
        index = self._top + event.y
        item = self._rows[index].item if index < len(self._rows) else -1
        if item == self.cursor:
            self.post_message(self.Chosen())
        elif item >= 0:
            self._go(item)

    def on_mouse_scroll_down(self) -> None:
        self.move(1)

    def on_mouse_scroll_up(self) -> None:
        self.move(-1)
