"""The sidebar: the same story elsewhere, related articles with their reason, more from the source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from tuinews.text.width import cell_width, fit, in_rows, pad
from tuinews.ui.session import Neighbours
from tuinews.ui.widgets.lines import LineWidget

BAR = 2
"""Columns of the bar at the left, which never changes."""


class Row(NamedTuple):
    """One line of the sidebar."""

    text: str
    kind: str = "blank"
    """``heading``, ``facts``, ``title``, ``why`` or ``blank``."""
    item: int = -1
    """Which article it belongs to, counted from the top."""


class Sidebar(LineWidget, can_focus=True):
    """Related articles of one article."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "sidebar--heading",
        "sidebar--facts",
        "sidebar--title",
        "sidebar--why",
        "sidebar--cursor",
        "sidebar--bar",
    }

    class Chosen(Message):
        """An article was chosen."""

        def __init__(self, id: int) -> None:
            super().__init__()
            self.article = id

    def __init__(self, age: Callable[[int | str], str], id: str | None = None) -> None:
        super().__init__(id=id)
        self._age = age
        self._neighbours: Neighbours | None = None
        self._rows: list[Row] = []
        self._ids: list[int] = []
        self._cursor = 0
        self._top = 0
        self.timeline = ""
        """The key that shows the whole of a story."""

    @property
    def current(self) -> int | None:
        """The article under the sidebar's cursor."""
        return self._ids[self._cursor] if self._ids else None

    def show(self, neighbours: Neighbours | None) -> None:
        """Show the neighbours of another article; None while they are looked up for the first time."""
        self._neighbours = neighbours
        self._cursor = self._top = 0
        self._layout()

    def _layout(self) -> None:
        before = [self._shown(y) for y in range(self.size.height)]
        width = max(8, self.size.width - BAR)
        rows, ids = [], []
        if self._neighbours is not None:
            for row, id in _rows(self._neighbours, self._age, width, self.timeline):
                rows.append(row)
                if id is not None:
                    ids.append(id)
            if not ids:
                rows = [Row("Nothing related yet.", "why")]
        self._rows, self._ids = rows, ids
        for y, was in enumerate(before):
            now = self._shown(y)
            if now != was or self.has_focus:
                # No further than either has text: the spaces behind it are a third of the bytes.
                most = max(cell_width(was.text), cell_width(now.text), 1)
                whole = Region(0, y, self.size.width, 1)
                self.refresh(whole if self.has_focus else Region(BAR, y, most, 1))

    def _shown(self, y: int) -> Row:
        index = self._top + y
        return self._rows[index] if index < len(self._rows) else Row("")

    def move(self, by: int) -> None:
        """Move the cursor by articles."""
        if not self._ids:
            return
        old_rows = self._of(self._cursor)
        self._cursor = max(0, min(self._cursor + by, len(self._ids) - 1))
        rows = self._of(self._cursor)
        height = max(1, self.size.height)
        top = self._top
        if rows and rows[0] < top:
            top = 0 if self._cursor == 0 else rows[0]
        elif rows and rows[-1] >= top + height:
            top = rows[-1] - height + 1
        if top != self._top:
            self._top = top
            self.repaint()
        else:
            self.repaint(y - top for y in (*old_rows, *rows))

    def _of(self, item: int) -> list[int]:
        return [y for y, row in enumerate(self._rows) if row.item == item]

    def line(self, y: int, width: int) -> Strip:
        row = self._shown(y)
        room = max(0, width - BAR)
        on = self.has_focus and row.item == self._cursor and row.kind in {"facts", "title", "why"}
        bar = Segment("▌ " if on else "│ ", self.look("sidebar--bar"))
        if row.kind == "blank":
            return Strip([bar, Segment(" " * room, self.rich_style)], width)
        style = self.look("sidebar--cursor" if on else f"sidebar--{row.kind}")
        return Strip([bar, Segment(pad(fit(row.text, room), room), style)], width)

    def on_resize(self, _: events.Resize) -> None:
        self._layout()

    def on_focus(self) -> None:
        self.repaint(y - self._top for y in self._of(self._cursor))

    def on_blur(self) -> None:
        self.repaint(y - self._top for y in self._of(self._cursor))

    def on_click(self, event: events.Click) -> None:
        item = self._shown(event.y).item
        if item >= 0:
            self.post_message(self.Chosen(self._ids[item]))


def _rows(
    neighbours: Neighbours, age: Callable[[int | str], str], width: int, timeline: str
) -> Iterator[tuple[Row, int | None]]:
    """The rows of the sidebar; with an article's first row its id."""
    item = 0
    groups = (("Same story", neighbours.same_story), ("Related", neighbours.related))
    for heading, articles in groups:
        if not articles:
            continue
        if item:
            yield Row(""), None
        yield Row(heading, "heading"), None
        for one in articles:
            yield Row(f"  {age(one.when)}  {one.source_title}", "facts", item), one.id
            for text in in_rows(one.title or "(no headline)", width - 4, 2):
                yield Row("    " + text, "title", item), None
            if one.why:
                yield Row("    " + one.why, "why", item), None
            item += 1
        if heading == "Same story" and neighbours.untold:
            yield Row(f"  {neighbours.untold} more, {timeline} shows all", "facts"), None
    if neighbours.more:
        if item:
            yield Row(""), None
        yield Row(f"More from {neighbours.more[0].source_title}", "heading"), None
        for headline in neighbours.more:
            first, *rest = in_rows(headline.title or "(no headline)", width - 11, 2)
            when = pad(age(headline.when), 8)
            yield Row(f"  {when} {first}", "title", item), headline.id
            for text in rest:
                yield Row(" " * 11 + text, "title", item), None
            item += 1
