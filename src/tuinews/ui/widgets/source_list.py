"""The followed sources by category: any number of rows, drawn by the line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from tuinews.library.health import Condition, a_week, condition
from tuinews.model import SourceState
from tuinews.text.clean import one_line
from tuinews.text.sparkline import sparkline
from tuinews.text.width import cell_width, fit, pad
from tuinews.ui.widgets.lines import LineWidget

MARKS = {
    Condition.FINE: " ",
    Condition.NEW: "?",
    Condition.WAITING: "~",
    Condition.FAILED: "!",
    Condition.GONE: "x",
    Condition.PAUSED: "=",
}
"""What tells a source's condition without colour."""
_BAD = {Condition.FAILED, Condition.GONE}
_GAP = "  "


class Tree(NamedTuple):
    """The rows: a heading for each category, and its sources below it."""

    rows: tuple[str | SourceState, ...] = ()
    at: dict[str, int] = {}  # noqa: RUF012 (never changed)
    """On which row each source is, by its id."""
    categories: tuple[str, ...] = ()
    unread: int = 0
    """Cells of the widest count."""
    summary: str = ""
    """How many there are, and how they are doing."""
    bad: tuple[int, ...] = ()
    """The rows of those that failed or are gone."""


def tree(states: Sequence[SourceState], categories: Iterable[str] = ()) -> Tree:
    """Put sources below their categories, in the order of ``categories``; what is in none comes last."""
    by_category: dict[str, list[SourceState]] = {one_line(name): [] for name in categories}
    for state in states:
        by_category.setdefault(one_line(state.source.category), []).append(state)
    loose = by_category.pop("", [])
    rows: list[str | SourceState] = []
    for category, members in by_category.items():
        if members:
            rows += [category, *members]
    if loose:
        rows += ["In no category", *loose] if rows else loose
    at = {row.source.id: index for index, row in enumerate(rows) if not isinstance(row, str)}
    unread = max((len(_unread(state)) for state in states), default=0)
    conditions = [condition(state) for state in states]
    parts = [f"{len(states):,} followed"]
    for one in (Condition.FAILED, Condition.GONE, Condition.WAITING, Condition.PAUSED):
        if count := conditions.count(one):
            parts.append(f"{count:,} {one}")
    bad = [at[state.source.id] for state, one in zip(states, conditions, strict=True) if one in _BAD]
    return Tree(tuple(rows), at, tuple(by_category), unread, ", ".join(parts), tuple(sorted(bad)))


def _unread(state: SourceState) -> str:
    return f"{state.unread}/{state.total}"


class SourceList(LineWidget, can_focus=True):
    """A tree of sources with a cursor that stands on one of them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "sources--heading",
        "sources--source",
        "sources--bad",
        "sources--quiet",
        "sources--cursor",
        "sources--cursor-blurred",
    }

    class Moved(Message):
        """The cursor stands on another source, or on none."""

    class Chosen(Message):
        """The source under the cursor was clicked a second time."""

    def __init__(self, age: Callable[[str], str], due: Callable[[SourceState], str], id: str) -> None:
        super().__init__(id=id)
        self._age, self._due = age, due
        self._tree = Tree()
        self._cursor = self._top = 0
        self.empty: tuple[str, ...] = ()
        """What to say where there is no row."""

    @property
    def current(self) -> SourceState | None:
        """The source under the cursor."""
        row = self._tree.rows[self._cursor] if self._cursor < len(self._tree.rows) else None
        return None if isinstance(row, str) else row

    def show(self, tree: Tree, wanted: str = "") -> None:
        """Show other rows, the cursor on the source ``wanted``, else on its own, or where that was."""
        current = self.current
        index = self._cursor if current is None else tree.at.get(current.source.id, self._cursor)
        index = tree.at.get(wanted, index)
        offset = self._cursor - self._top
        self._tree = tree
        self._cursor = self._nearest(min(index, max(0, len(tree.rows) - 1)), 1)
        self._top = self._cursor - offset
        self._settle()
        self.repaint()
        self.post_message(self.Moved())

    # Moving

    @property
    def _height(self) -> int:
        """Rows there is room for, below the line of names."""
        return max(1, self.size.height - self._named)

    @property
    def _named(self) -> int:
        """1 where a line above the rows names the columns."""
        return int(self.size.height > 5 and bool(self._tree.rows))

    def move(self, by: int) -> None:
        """Move by sources."""
        index = self._cursor
        step = 1 if by > 0 else -1
        for _ in range(abs(by)):
            index = self._nearest(index + step, step)
        self._reach(index)

    def move_page(self, pages: float) -> None:
        """Move by a part of the screen's height."""
        step = 1 if pages > 0 else -1
        rows = max(1, int(self._height * abs(pages)) - (1 if abs(pages) >= 1 else 0))
        self._reach(self._nearest(self._cursor + step * rows, step))

    def to_trouble(self) -> bool:
        """To the next source that failed or is gone, and from the last to the first; False without any."""
        bad = self._tree.bad
        if bad:
            self._reach(next((row for row in bad if row > self._cursor), bad[0]))
        return bool(bad)

    def move_to(self, index: int) -> None:
        """To the source on this row, or the nearest to it; -1 is the last row."""
        self._reach(self._nearest(len(self._tree.rows) - 1 if index < 0 else index, 1))

    def _nearest(self, index: int, step: int) -> int:
        """The row of a source at or behind ``index`` in this direction, else in the other."""
        rows = self._tree.rows
        index = max(0, min(index, len(rows) - 1))
        for direction in (step, -step):
            at = index
            while 0 <= at < len(rows):
                if not isinstance(rows[at], str):
                    return at
                at += direction
        return 0

    def _reach(self, index: int) -> None:
        old, old_top = self._cursor, self._top
        if index == old:
            return
        self._cursor = index
        self._settle()
        if self._top != old_top:
            self.repaint()
        else:
            self.repaint(at - self._top + self._named for at in (old, index))
        self.post_message(self.Moved())

    def _settle(self) -> None:
        """Keep the cursor on the screen, its heading too where it is the first below one."""
        height = self._height
        first = self._cursor
        if height > 1 and first and isinstance(self._tree.rows[first - 1], str):
            first -= 1
        self._top = max(0, min(self._top, len(self._tree.rows) - height))
        self._top = max(min(self._top, first), self._cursor - height + 1)

    # Drawing

    def line(self, y: int, width: int) -> Strip:
        if not self._tree.rows:
            text = self.empty[y - 1] if 1 <= y <= len(self.empty) else ""
            return Strip([Segment(pad(fit(f"   {text}", width), width), self.look("sources--quiet"))], width)
        if y < self._named:
            names = dict(zip(_COLUMNS, ("unread", "a week", "8 weeks", "asked", "due"), strict=True))
            return Strip(
                [Segment(_line("   Source", names, width, self._tree.unread), self.look("sources--quiet"))],
                width,
            )
        index = self._top + y - self._named
        if index >= len(self._tree.rows):
            return Strip.blank(width, self.rich_style)
        row = self._tree.rows[index]
        if isinstance(row, str):
            return Strip([Segment(pad(fit(f" {row}", width), width), self.look("sources--heading"))], width)
        return self._source(row, index == self._cursor, width)

    def _source(self, state: SourceState, on: bool, width: int) -> Strip:
        how = condition(state)
        cells = {
            "unread": _unread(state),
            "weekly": a_week(state.weekly),
            "rhythm": sparkline(state.rhythm),
            "asked": self._age(state.last_fetch) if state.last_fetch else "never",
            "due": self._due(state),
        }
        lit = self.has_focus
        cursor = ("▌" if lit else "▏") if on else " "
        text = _line(f"{cursor}{MARKS[how]} {one_line(state.title)}", cells, width, self._tree.unread)
        if on:
            style = self.look("sources--cursor" if lit else "sources--cursor-blurred")
            return Strip([Segment(text, style)], width)
        if how in _BAD:
            return Strip([Segment(text, self.look("sources--bad"))], width)
        quiet = how is Condition.PAUSED
        return Strip([Segment(text, self.look("sources--quiet" if quiet else "sources--source"))], width)

    # Events

    def on_resize(self, _: events.Resize) -> None:
        self._settle()
        self.repaint()

    def on_focus(self) -> None:
        self.repaint((self._cursor - self._top + self._named,))

    def on_blur(self) -> None:
        self.repaint((self._cursor - self._top + self._named,))

    def on_click(self, event: events.Click) -> None:
        index = self._top + event.y - self._named
        if not self._named <= event.y or index >= len(self._tree.rows):
            return
        if index == self._cursor:
            self.post_message(self.Chosen())
        elif not isinstance(self._tree.rows[index], str):
            self._reach(index)

    def on_mouse_scroll_down(self) -> None:
        self.move(3)

    def on_mouse_scroll_up(self) -> None:
        self.move(-3)


_COLUMNS = {"unread": 6, "weekly": 6, "rhythm": 8, "asked": 8, "due": 8}
"""Cells of each column behind the title; the first is as wide as its counts."""
_MOST_UNREAD = 11


def columns(width: int) -> tuple[str, ...]:
    """The columns that a list this wide has, behind the title."""
    if width >= 70:
        return tuple(_COLUMNS)
    return ("unread", "weekly", "rhythm") if width >= 52 else ("unread",)


def _line(first: str, cells: dict[str, str], width: int, unread: int) -> str:
    """The title and as many columns as there is room for, exactly ``width`` cells."""
    sizes = _COLUMNS | {"unread": max(_COLUMNS["unread"], min(unread, _MOST_UNREAD))}
    tail = "".join(
        _GAP + pad(fit(cells[name], sizes[name]), sizes[name], "left" if name == "rhythm" else "right")
        for name in columns(width)
    )
    room = max(0, width - cell_width(tail) - 1)
    return pad(fit(f"{pad(fit(first, room), room)}{tail} ", width), width)
