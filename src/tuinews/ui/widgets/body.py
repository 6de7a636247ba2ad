"""The text of an article: lines set as far as they are looked at, drawn one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.strip import Strip
from textual.timer import Timer

from tuinews.text.lines import Line, Look
from tuinews.text.resume import START, Place, line_at, place_of
from tuinews.text.width import cell_width
from tuinews.ui.widgets.lines import LineWidget
from tuinews.ui.widgets.marking import HERE, HINT, HIT, Label, Marked, ends_of_labels

_LOOKS = (
    (Look.STRONG, "body--strong"),
    (Look.EM, "body--em"),
    (Look.STRIKE, "body--strike"),
    (Look.CODE, "body--code"),
    (Look.LINK, "body--link"),
    (Look.HEADING, "body--heading"),
    (Look.QUOTE, "body--quote"),
    (Look.DIM, "body--dim"),
    (Look.MARK, "body--mark"),
    (Look.TABLE, "body--table"),
    (Look.ADDED, "body--added"),
    (Look.REMOVED, "body--removed"),
    (HIT, "body--hit"),
    (HERE, "body--here"),
    (HINT, "body--hint"),
)


PIECE = 60
"""Lines set at once behind the screen."""
AFTERWARDS = 0.01
"""Seconds between two such pieces."""


class ArticleBody(LineWidget, can_focus=True):
    """A page of lines at a centred measure."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {name for _, name in _LOOKS}

    def __init__(self, measure: int, scrolled: Callable[[], None], id: str | None = None) -> None:
        """``scrolled`` is called when another part is on the screen: not a message, which would come a frame
        later.
        """
        super().__init__(id=id)
        self._measure = measure
        self._scrolled = scrolled
        self._make: Callable[[int], Iterator[Line]] = lambda _: iter(())
        self._source: Iterator[Line] = iter(())
        self._lines: list[Line] = []
        self._done = True
        self._top = 0
        self._styles_by_look: dict[Look, Style] = {}
        self.marks = Marked()
        """Hits, letters of links, the paragraph that is chosen."""
        self._wanted: Place | None = None
        self._place: Place | None = None
        """Where the reader is until something is scrolled: resizing back and forth then moves nothing."""
        self._more: Timer | None = None

    @property
    def measure(self) -> int:
        """Cells of the text's column."""
        return max(10, min(self._measure, self.size.width - 4))

    @property
    def top(self) -> int:
        """Lines above the screen."""
        return self._top

    @property
    def progress(self) -> float | None:
        """Part of the article that has been on the screen, 0 to 1; None while its length is not known."""
        if not self._done:
            return None
        return min(1.0, (self._top + self.size.height) / max(1, len(self._lines)))

    @property
    def place(self) -> Place:
        """Where the reader is: to come back to at any width."""
        if self._wanted is not None:
            return self._wanted
        if self._place is None:
            self._place = place_of(self._lines, self._top)
        return self._place

    def show(self, make: Callable[[int], Iterator[Line]], place: Place = START) -> None:
        """Show the lines that ``make`` gives for a measure, from a place on."""
        self._make = make
        self.marks = Marked()
        self._wanted = place
        self._relay()

    def renew(self) -> None:
        """Ask for the lines again, for they say more now, and stay where we are."""
        if self._wanted is not None:  # not laid out yet, so nothing was asked for
            return
        top, shown = self._top, self._shown()
        self._relay(keep=True)
        self._scroll(top)
        self.repaint(y for y, line in enumerate(self._shown()) if line != shown[y])

    def _shown(self) -> list[Line]:
        lines = self._lines[self._top : self._top + self.size.height]
        return [*lines, *[()] * (self.size.height - len(lines))]

    def _relay(self, *, keep: bool = False) -> None:
        self._source, self._lines, self._done = self._make(self.measure), [], False
        if not keep:
            self._top = 0
            self.marks.labels, self.marks.lit = (), None
        if not self.size.height:  # not laid out yet; the resize comes back here
            return
        if self._wanted is not None:
            top = line_at(self._wanted, self._lines, self._has)
            self._set(top + self.size.height)
            self._top = max(0, min(top, len(self._lines) - self.size.height))
            self._place, self._wanted = self._wanted, None
        self._set(self._top + self.size.height)
        if self.marks.sought:
            self._set_all()
            self.marks.find(self._lines)
        if not keep:
            self.repaint()
        if self._more is not None:
            self._more.stop()
        self._more = None if self._done else self.set_timer(AFTERWARDS, self._set_more)

    def _set_more(self) -> None:
        # What is on the screen was painted first; the rest is set in pieces that no key waits for.
        self._more = None
        self._set(len(self._lines) + PIECE)
        if self._done:
            self._scrolled()
        else:
            self._more = self.set_timer(AFTERWARDS, self._set_more)

    def _set(self, count: int) -> None:
        while len(self._lines) < count and not self._done:
            line = next(self._source, None)
            if line is None:
                self._done = True
            else:
                self._lines.append(line)

    def _has(self, count: int) -> bool:
        """Set at least so many lines; False once there are no more."""
        self._set(count)
        return not self._done

    def _set_all(self) -> None:
        if not self._done:
            self._lines.extend(self._source)
            self._done = True

    # Moving

    def scroll_lines(self, by: int) -> None:
        """Move by lines."""
        self._scroll(self._top + by)

    def scroll_pages(self, pages: float) -> None:
        """Move by a part of the screen, two lines kept in sight of a whole one."""
        height = self.size.height
        step = max(1, int(height * abs(pages)) - (2 if abs(pages) >= 1 else 0))
        self._scroll(self._top + (step if pages > 0 else -step))

    def scroll_top(self) -> None:
        """To the first line."""
        self._scroll(0)

    def scroll_bottom(self) -> None:
        """To the last line."""
        self._set_all()
        self._scroll(len(self._lines))

    def scroll_heading(self, direction: int) -> bool:
        """To the next or previous heading; False where there is none."""
        self._set_all()
        index = self._top + direction
        while 0 <= index < len(self._lines):
            line = self._lines[index]
            starts = index == 0 or not self._lines[index - 1]
            if starts and line and line[0].look & Look.HEADING:
                old = self._top
                self._scroll(index)
                return self._top != old
            index += direction
        return False

    def _scroll(self, top: int) -> None:
        self._set(top + 2 * self.size.height)
        most = max(0, len(self._lines) - self.size.height)
        top = max(0, min(top, most))
        if top != self._top:
            self._top, self._place = top, None
            self.repaint()
            self._scrolled()

    # Finding

    def find(self, text: str) -> int:
        """Light up every hit of ``text`` and go to the first one from the top of the screen on; how many
        there are.
        """
        self._set_all()
        self.marks.sought = text
        count = self.marks.find(self._lines)
        self.repaint()
        if count:
            self._to_hit(self.marks.first_from(self._top))
        return count

    def find_next(self, direction: int) -> None:
        """To the next or previous hit, around the end."""
        if self.marks.hits:
            self._to_hit((self.marks.at + direction) % len(self.marks.hits))

    def _to_hit(self, index: int) -> None:
        before, now = self.marks.rows_of(self.marks.at), self.marks.rows_of(index)
        self.marks.at = index
        top = self._top
        self._into_sight(now)
        if self._top == top:
            self.repaint(y - top for y in {*before, *now})

    def _into_sight(self, rows: Sequence[int]) -> None:
        """Scroll as little as shows these rows, and two above them."""
        height = self.size.height
        if not self._top + min(2, self._top) <= rows[0] <= rows[-1] < self._top + height:
            self._scroll(rows[0] - 2)

    @property
    def finding(self) -> tuple[int, int] | None:
        """Which of the hits that are lit one is at, from 1, and how many there are; None where none are."""
        return (self.marks.at + 1, len(self.marks.hits)) if self.marks.hits else None

    # Marking

    def seen(self) -> tuple[int, Sequence[Line]]:
        """The number of the first line on the screen, and the lines there."""
        self._set(self._top + self.size.height)
        return self._top, self._lines[self._top : self._top + self.size.height]

    def label(self, labels: Sequence[Label]) -> None:
        """Write labels over the lines, in the place of the last; their rows are painted as far as they go."""
        before, self.marks.labels = self.marks.labels, tuple(labels)
        for line, end in ends_of_labels([*before, *labels], self._lines).items():
            self.refresh(Region(0, line - self._top, self._left(self.size.width) + end, 1))

    def paragraph(self, line: int, direction: int) -> tuple[int, int] | None:
        """The lines from which to which goes the paragraph at ``line``, or the nearest in a direction (1
        down, -1 up); None where there is none.
        """
        while line >= 0 and self._line(line) == ():
            line += direction
        if line < 0 or self._line(line) is None:
            return None
        first = last = line
        while first > 0 and self._lines[first - 1]:
            first -= 1
        while self._line(last + 1):
            last += 1
        return first, last

    def _line(self, index: int) -> Line | None:
        self._set(index + 1)
        return self._lines[index] if index < len(self._lines) else None

    def light(self, paragraph: tuple[int, int] | None) -> Sequence[Line]:
        """Light up the lines of a paragraph and bring it into sight, or take the light away; the lines."""
        before, self.marks.lit = self.marks.lit, paragraph
        rows: set[int] = set()
        for one in (before, paragraph):
            if one is not None:
                rows.update(range(one[0], one[1] + 1))
        top = self._top
        if paragraph is not None:
            self._into_sight(range(paragraph[0], min(paragraph[1], paragraph[0] + self.size.height - 3) + 1))
        if self._top == top:
            self.repaint(y - top for y in rows)
        return () if paragraph is None else self._lines[paragraph[0] : paragraph[1] + 1]

    # Drawing

    def line(self, y: int, width: int) -> Strip:
        self._set(self._top + y + 1)
        index = self._top + y
        base = self.rich_style
        if index >= len(self._lines) or not self._lines[index]:
            return Strip.blank(width, base)
        left = self._left(width)
        segments = [Segment(" " * left, base)]
        used = left
        for piece in self.marks.pieces(index, self._lines[index]):
            segments.append(Segment(piece.text, self._style(piece.look)))
            used += cell_width(piece.text)
        if used < width:
            segments.append(Segment(" " * (width - used), base))
        return Strip(segments, max(used, width)).crop(0, width) if used > width else Strip(segments, width)

    def _left(self, width: int) -> int:
        """Cells left of the text in so many."""
        return max(2, (width - self.measure) // 2)

    def _style(self, look: Look) -> Style:
        style = self._styles_by_look.get(look)
        if style is None:
            style = self.rich_style
            for flag, name in _LOOKS:
                if look & flag:
                    style += self.get_component_rich_style(name, partial=True)
            self._styles_by_look[look] = style
        return style

    def notify_style_update(self) -> None:
        self._styles_by_look.clear()
        super().notify_style_update()

    # Events

    def on_resize(self, _: events.Resize) -> None:
        if self._wanted is None:
            self._wanted = self.place
        self._relay()
        self._scrolled()

    def on_mouse_scroll_down(self) -> None:
        self.scroll_lines(3)

    def on_mouse_scroll_up(self) -> None:
        self.scroll_lines(-3)
