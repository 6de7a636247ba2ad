"""The list of headlines: any number of articles, a window of them in memory, two rows painted a step.

The cursor is an article's key (time, id), never a row number, because articles arrive above it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from tuinews.model import Headline, View
from tuinews.text.width import cell_width, fit, pad
from tuinews.ui.widgets.lines import LineWidget
from tuinews.ui.widgets.window import Pages, Place, Window

_BOLD = Style(bold=True)


class Headlines(LineWidget, can_focus=True):
    """A list of headlines, newest first, drawn by the line."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "headlines--unread",
        "headlines--read",
        "headlines--facts",
        "headlines--cursor",
        "headlines--cursor-blurred",
        "headlines--empty",
    }

    class Moved(Message):
        """The cursor stands on another article, or on none."""

        def __init__(self, headline: Headline | None) -> None:
            super().__init__()
            self.headline = headline

    class Chosen(Message):
        """The row under the cursor was clicked a second time."""

    def __init__(self, pages: Pages, age: Callable[[int | str], str], id: str | None = None) -> None:
        super().__init__(id=id)
        self._window = Window(pages)
        self._age = age
        self.empty: tuple[str, ...] = ()
        """What to say where there is no row."""
        self._top = 0
        self._cursor = 0
        self._offset: int | None = None
        """Row of the screen on which the cursor is to be, until the first layout."""

    # What is there

    @property
    def view(self) -> View:
        """What is listed."""
        return self._window.view

    @property
    def keep(self) -> frozenset[int]:
        """Articles that stay although they no longer fit the view: read while it was open."""
        return frozenset(self._window.keep)

    @property
    def opened(self) -> frozenset[int]:
        """Stories that are opened in it."""
        return frozenset(self._window.opened)

    @property
    def current(self) -> Headline | None:
        """The article under the cursor: of a folded story its newest."""
        return self._window.rows[self._cursor] if self._window.rows else None

    @property
    def held(self) -> frozenset[int]:
        """The articles that the row under the cursor stands for."""
        row = self.current
        return frozenset() if row is None else self._window.holds(row)

    @property
    def to_read(self) -> Headline | None:
        """The article to open: of a folded story its newest unread one, else its newest."""
        row = self.current
        return None if row is None else self._window.newest_unread(row)

    @property
    def place(self) -> Place | None:
        """Where the cursor is."""
        row = self.current
        if row is None:
            return None
        head = self._window.rows[self._window.head(self._cursor)]
        return Place(head.key, self._cursor - self._top, row.id if row.inside else None)

    @property
    def row_number(self) -> int:
        """How many articles of the view stand above the cursor's, folded or not."""
        return self._window.number(self._cursor)

    # Filling

    def show(
        self,
        view: View,
        place: Place | None = None,
        keep: Collection[int] = (),
        opened: Collection[int] = (),
    ) -> None:
        """Fill with ``view``, from its top or with the cursor where ``place`` says."""
        self._cursor = self._window.show(view, place, keep, opened)
        self._top = 0
        if place is not None:
            self._offset = None if self.size.height else place.offset
            self._top = max(0, self._cursor - place.offset)
            self._settle()
        self.repaint()
        self.post_message(self.Moved(self.current))

    def _more_below(self) -> None:
        self._shift(-self._window.more_below(self._top))

    def _more_above(self) -> None:
        self._shift(self._window.more_above(max(self._cursor, self._top + self.size.height)))

    def _shift(self, rows: int) -> None:
        self._cursor += rows
        self._top += rows

    # Moving

    def move(self, by: int) -> None:
        """Move the cursor by rows; at the edge of the screen the list jumps by half a page."""
        self._reach(self._cursor + by)

    def move_page(self, pages: float) -> None:
        """Move cursor and screen together by a part of the screen's height."""
        step = max(1, int(self.size.height * abs(pages)) - (1 if abs(pages) >= 1 else 0))
        offset = self._cursor - self._top
        self._reach(self._cursor + (step if pages > 0 else -step), offset)

    def move_top(self) -> None:
        """To the first row."""
        if not self._window.at_start:
            self.show(self.view, None, self.keep, self.opened)
        else:
            self._reach(0)

    def move_bottom(self) -> None:
        """To the last row, however far."""
        if not self._window.at_end:
            self._cursor = self._window.show_end()
            self._top = 0
            self._settle()
            self._arrived()
        else:
            self._reach(len(self._window.rows) - 1)

    def to_unread(self, direction: int) -> Headline | None:
        """Move to the nearest unread article below (1) or above (-1) and return it; None where there is none.

        A story that hides it is opened.
        """
        index, before = self._window.next_unread(self._cursor, direction), self._cursor
        if index is None:
            found = self._window.next_unread_beyond(direction)
            if found is None:
                return None
            self.show(self.view, Place(found.key, self.size.height // 2), self.keep, self.opened)
            index, before = self._cursor, -1
        row = self._window.rows[index]
        inside = bool(row.folded_unread) and (before < 0 or not self._window.is_open(row))
        # Going down one meets the story's own row first, going up what it holds.
        if inside and (direction < 0 or row.read or index == before):
            unread = [one for one in self._opened_at(index) if not self._window.rows[one].read]
            if unread:
                index = unread[0 if direction > 0 else -1]
            self._reach(index)
            self.repaint()
        else:
            self._reach(index)
        return self.current

    def _reach(self, index: int, offset: int | None = None) -> None:
        if not self._window.rows:
            return
        while index >= len(self._window.rows) and not self._window.at_end:
            cursor = self._cursor
            self._more_below()
            index += self._cursor - cursor
        while index < 0 and not self._window.at_start:
            cursor = self._cursor
            self._more_above()
            index += self._cursor - cursor
        old, old_top = self._cursor, self._top
        self._cursor = min(max(index, 0), len(self._window.rows) - 1)
        height = max(1, self.size.height)
        if offset is not None:
            self._top = self._cursor - offset
        elif self._cursor < self._top:
            self._top = min(self._cursor, self._top - height // 2)
        elif self._cursor >= self._top + height:
            self._top = max(self._cursor - height + 1, self._top + height // 2)
        self._settle()
        if self._top != old_top:
            self._arrived()
        elif self._cursor != old:
            self.repaint((old - self._top, self._cursor - self._top))
            self.post_message(self.Moved(self.current))

    def _arrived(self) -> None:
        self.repaint()
        self.post_message(self.Moved(self.current))

    def _settle(self) -> None:
        """Keep the cursor on the screen and the screen full."""
        height = max(1, self.size.height)
        if self._top + height > len(self._window.rows) and not self._window.at_end and self._window.rows:
            self._more_below()
        if self._top < 0 and not self._window.at_start and self._window.rows:
            self._more_above()
        self._top = max(0, min(self._top, len(self._window.rows) - height))
        self._top = min(self._top, self._cursor)
        self._top = max(self._top, self._cursor - height + 1)

    # Stories

    def fold(self) -> bool:
        """Open the story under the cursor, or close it; False where its row holds no other article."""
        row = self.current
        if row is None:
            return False
        if row.inside or self._window.is_open(row):
            self._cursor = self._window.head(self._cursor)
            self._window.close(self._cursor)
        elif row.folded:
            inside = self._opened_at(self._cursor)
            # What was opened is shown, as far as there is room below the row itself.
            seen = min(inside.stop - 1, self._cursor + self.size.height - 1)
            self._top = max(self._top, seen - self.size.height + 1)
        else:
            return False
        self._settle()
        self._arrived()
        return True

    def _opened_at(self, index: int) -> range:
        inside = self._window.open(index)
        if index < self._cursor:
            self._cursor += len(inside)
        if index < self._top:
            self._top += len(inside)
        return inside

    # Changing rows

    def update(self, id: int, *, read: bool | None = None, starred: bool | None = None) -> None:
        """Show a mark at once; the article stays in the view until it is left."""
        self.repaint(index - self._top for index in self._window.update(id, read=read, starred=starred))

    def update_changed(self, id: int) -> None:
        """Show that an article's publisher has changed it."""
        self.repaint(index - self._top for index in self._window.update_changed(id))

    def update_all(self) -> None:
        """Show every row in memory as read."""
        self._window.update_all()
        self.repaint()

    # Drawing

    def line(self, y: int, width: int) -> Strip:
        index = self._top + y
        rows = self._window.rows
        if not rows:
            return self._empty_line(y, width)
        if index >= len(rows):
            return Strip.blank(width, self.rich_style)
        row = rows[index]
        on, unread = index == self._cursor, self._window.is_unread(row)
        age_width, source_width = columns(width)
        lit = self.has_focus or self.screen.focused is None  # nothing has the focus before the first paint
        cursor = ("▌" if lit else "▏") if on else " "
        when = pad(self._age(row.when), age_width, "right")
        facts = f"{cursor}{'●' if unread else ' '} {when}  "
        if source_width:
            facts += pad(fit(row.source_title, source_width), source_width) + "  "
        tail = self._tail(row)
        room = max(0, width - cell_width(facts) - cell_width(tail))
        title = self._branch(index) + ("★ " if row.starred else "") + ("± " if row.revised else "")
        title = pad(fit(title + (row.title or "(no headline)"), room), room)
        if on:
            name = "headlines--cursor" if lit else "headlines--cursor-blurred"
            style = self.look(name)
            if unread:
                style += _BOLD
            return Strip([Segment(facts + title + tail, style)], width)
        if not unread:
            return Strip([Segment(facts + title + tail, self.look("headlines--read"))], width)
        return Strip(
            [
                Segment(facts, self.look("headlines--facts")),
                Segment(title + tail, self.look("headlines--unread")),
            ],
            width,
        )

    def _tail(self, row: Headline) -> str:
        """How many others a row holds or has under it; where nothing is folded, how many tell the same."""
        others = len(row.folded) if self.view.fold else row.tellings
        return f" {'−' if self._window.is_open(row) else '+'}{others} " if others else " "

    def _branch(self, index: int) -> str:
        """What leads a row that stands under another."""
        rows = self._window.rows
        if not rows[index].inside:
            return ""
        return "├ " if index + 1 < len(rows) and rows[index + 1].inside else "└ "

    def _empty_line(self, y: int, width: int) -> Strip:
        start = max(0, self.size.height // 3)
        text = self.empty[y - start] if start <= y < start + len(self.empty) else ""
        text = fit(text, width)
        left = max(0, (width - cell_width(text)) // 2)
        return Strip([Segment(pad(" " * left + text, width), self.look("headlines--empty"))], width)

    # Events

    def on_resize(self, _: events.Resize) -> None:
        before = self._top
        if self._offset is not None:  # the place was given before there was a height to put it into
            self._top, self._offset = max(0, self._cursor - self._offset), None
        self._settle()
        if self._top != before:
            self.repaint()

    def on_focus(self) -> None:
        self.repaint((self._cursor - self._top,))

    def on_blur(self) -> None:
        self.repaint((self._cursor - self._top,))

    def on_click(self, event: events.Click) -> None:
        index = self._top + event.y
        if index < len(self._window.rows):
            if index == self._cursor:
                self.post_message(self.Chosen())
            else:
                self._reach(index)

    def on_mouse_scroll_down(self) -> None:
        self._reach(self._cursor + 3)

    def on_mouse_scroll_up(self) -> None:
        self._reach(self._cursor - 3)


def columns(width: int) -> tuple[int, int]:
    """Cells for the age and for the source in a list this wide; a narrow list has no source column."""
    if width >= 100:
        return 8, 18
    if width >= 64:
        return 8, 14
    return (6, 0) if width >= 40 else (5, 0)
