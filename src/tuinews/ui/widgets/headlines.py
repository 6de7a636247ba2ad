"""The list of headlines: any number of articles, a window of them in memory, two rows painted a step.

The cursor is an article's key (time, id), never a row number, because articles arrive above it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import ClassVar, Protocol

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from tuinews.model import Headline, Key, View
from tuinews.text.width import cell_width, fit, pad
from tuinews.ui.widgets.lines import LineWidget

PAGE = 200
"""Rows asked for at once."""
KEPT = 2000
"""Rows kept in memory; what lies far away is forgotten and asked for again."""
_BOLD = Style(bold=True)


class Pages(Protocol):
    """Where the rows come from."""

    def page(
        self,
        view: View,
        *,
        after: Key | None = None,
        before: Key | None = None,
        limit: int = PAGE,
        keep: Collection[int] = (),
    ) -> list[Headline]: ...

    def last_page(self, view: View, limit: int = PAGE, keep: Collection[int] = ()) -> list[Headline]: ...

    def rank(self, view: View, key: Key, keep: Collection[int] = ()) -> int: ...


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
        """The article under the cursor was clicked a second time."""

        def __init__(self, headline: Headline) -> None:
            super().__init__()
            self.headline = headline

    def __init__(self, pages: Pages, age: Callable[[int | str], str], id: str | None = None) -> None:
        super().__init__(id=id)
        self._pages = pages
        self._age = age
        self.view = View()
        self.keep: set[int] = set()
        """Articles that stay although they no longer fit the view: read while it was open."""
        self.empty: tuple[str, ...] = ()
        """What to say where there is no row."""
        self._rows: list[Headline] = []
        self._top = 0
        self._cursor = 0
        self._offset: int | None = None
        """Row of the screen on which the cursor is to be, until the first layout."""
        self._at_start = self._at_end = True
        self._base: int | None = 0

    # What is there

    @property
    def current(self) -> Headline | None:
        """The article under the cursor."""
        return self._rows[self._cursor] if self._rows else None

    @property
    def place(self) -> tuple[Key, int] | None:
        """The cursor's key and its row on the screen: enough to come back to."""
        row = self.current
        return (row.key, self._cursor - self._top) if row else None

    @property
    def row_number(self) -> int:
        """How many rows of the view stand above the cursor."""
        if self._base is None:
            self._base = self._pages.rank(self.view, self._rows[0].key, self.keep) if self._rows else 0
        return self._base + self._cursor

    # Filling

    def show(self, view: View, place: tuple[Key, int] | None = None, keep: Collection[int] = ()) -> None:
        """Fill with ``view``, from its top or with the cursor where ``place`` says."""
        self.view = view
        self.keep = set(keep)
        if place is None:
            self._fill(self._pages.page(view, limit=PAGE, keep=self.keep), [])
        else:
            key, offset = place
            at_or_below = Key(key.sort, key.id + 1)
            older = self._pages.page(view, after=at_or_below, limit=PAGE, keep=self.keep)
            newer = self._pages.page(view, before=at_or_below, limit=PAGE, keep=self.keep)
            self._fill(older, newer)
            self._offset = None if self.size.height else offset
            self._top = max(0, self._cursor - offset)
            self._settle()
        self.repaint()
        self.post_message(self.Moved(self.current))

    def _fill(self, older: list[Headline], newer: list[Headline]) -> None:
        self._rows = [*newer, *older]
        self._cursor = min(len(newer), max(0, len(self._rows) - 1))
        self._top = 0
        self._at_start = len(newer) < PAGE
        self._at_end = len(older) < PAGE
        self._base = 0 if self._at_start else None

    def _more_below(self) -> None:
        rows = self._pages.page(self.view, after=self._rows[-1].key, limit=PAGE, keep=self.keep)
        self._at_end = len(rows) < PAGE
        self._rows.extend(rows)
        if (excess := len(self._rows) - KEPT) > 0 and self._top > excess + PAGE:
            del self._rows[:excess]
            self._shift(-excess)
            self._at_start = False

    def _more_above(self) -> None:
        rows = self._pages.page(self.view, before=self._rows[0].key, limit=PAGE, keep=self.keep)
        self._at_start = len(rows) < PAGE
        self._rows[:0] = rows
        self._shift(len(rows))
        if self._at_start:
            self._base = 0
        if len(self._rows) > KEPT:
            del self._rows[KEPT:]
            self._at_end = False

    def _shift(self, rows: int) -> None:
        self._cursor += rows
        self._top += rows
        if self._base is not None:
            self._base -= rows

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
        if not self._at_start:
            self._fill(self._pages.page(self.view, limit=PAGE, keep=self.keep), [])
            self._arrived()
        else:
            self._reach(0)

    def move_bottom(self) -> None:
        """To the last row, however far."""
        if not self._at_end:
            rows = self._pages.last_page(self.view, limit=PAGE, keep=self.keep)
            self._rows = rows
            self._cursor = max(0, len(rows) - 1)
            self._top = 0
            self._at_start, self._at_end = len(rows) < PAGE, True
            self._base = 0 if self._at_start else None
            self._settle()
            self._arrived()
        else:
            self._reach(len(self._rows) - 1)

    def move_to(self, headline: Headline) -> None:
        """To an article of the view, loaded or not."""
        for index, row in enumerate(self._rows):
            if row.id == headline.id:
                self._reach(index)
                return
        self.show(self.view, (headline.key, self.size.height // 2), self.keep)

    def next_in_window(self, direction: int) -> Headline | None:
        """The nearest unread article among the rows in memory."""
        index = self._cursor + direction
        while 0 <= index < len(self._rows):
            if not self._rows[index].read:
                return self._rows[index]
            index += direction
        return None

    def _reach(self, index: int, offset: int | None = None) -> None:
        if not self._rows:
            return
        while index >= len(self._rows) and not self._at_end:
            cursor = self._cursor
            self._more_below()
            index += self._cursor - cursor
        while index < 0 and not self._at_start:
            cursor = self._cursor
            self._more_above()
            index += self._cursor - cursor
        old, old_top = self._cursor, self._top
        self._cursor = min(max(index, 0), len(self._rows) - 1)
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
        if self._top + height > len(self._rows) and not self._at_end and self._rows:
            self._more_below()
        if self._top < 0 and not self._at_start and self._rows:
            self._more_above()
        self._top = max(0, min(self._top, len(self._rows) - height))
        self._top = min(self._top, self._cursor)
        self._top = max(self._top, self._cursor - height + 1)

    # Changing rows

    def update(self, id: int, *, read: bool | None = None, starred: bool | None = None) -> None:
        """Show a mark at once; the article stays in the view until it is left."""
        for index, row in enumerate(self._rows):
            if row.id == id:
                self._rows[index] = row._replace(
                    read=row.read if read is None else read,
                    starred=row.starred if starred is None else starred,
                )
                self.keep.add(id)
                self.repaint((index - self._top,))
                return

    def update_all(self, read: bool) -> None:
        """Show every row in memory as read or unread."""
        self._rows = [row._replace(read=read) for row in self._rows]
        self.keep.update(row.id for row in self._rows)
        self.repaint()

    # Drawing

    def line(self, y: int, width: int) -> Strip:
        index = self._top + y
        if not self._rows:
            return self._empty_line(y, width)
        if index >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        row = self._rows[index]
        on = index == self._cursor
        age_width, source_width = columns(width)
        lit = self.has_focus or self.screen.focused is None  # nothing has the focus before the first paint
        cursor = ("▌" if lit else "▏") if on else " "
        when = pad(self._age(row.when), age_width, "right")
        facts = f"{cursor}{' ' if row.read else '●'} {when}  "
        if source_width:
            facts += pad(fit(row.source_title, source_width), source_width) + "  "
        tail = f" +{row.tellings} " if row.tellings else " "
        room = max(0, width - cell_width(facts) - cell_width(tail))
        marks = ("★ " if row.starred else "") + ("± " if row.revised else "")
        title = marks + (row.title or "(no headline)")
        title = pad(fit(title, room), room)
        if on:
            name = "headlines--cursor" if lit else "headlines--cursor-blurred"
            style = self.look(name)
            if not row.read:
                style += _BOLD
            return Strip([Segment(facts + title + tail, style)], width)
        if row.read:
            return Strip([Segment(facts + title + tail, self.look("headlines--read"))], width)
        return Strip(
            [
                Segment(facts, self.look("headlines--facts")),
                Segment(title + tail, self.look("headlines--unread")),
            ],
            width,
        )

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
        if index < len(self._rows):
            if index == self._cursor:
                self.post_message(self.Chosen(self._rows[index]))
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
