"""The text of an article: lines set as far as they are looked at, drawn one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip
from textual.timer import Timer

from tuinews.text.lines import Line, Look, Piece, line_text
from tuinews.text.width import cell_width
from tuinews.ui.widgets.lines import LineWidget

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
)


PIECE = 60
"""Lines set at once behind the screen."""
AFTERWARDS = 0.01
"""Seconds between two such pieces."""


class ArticleBody(LineWidget, can_focus=True):
    """A page of lines at a centred measure."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {name for _, name in _LOOKS} | {"body--hit"}

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
        self._found = ""
        self._wanted: float | None = None
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
    def position(self) -> float:
        """Where the reader is, as a part of the whole: to come back to at any width."""
        self._set_all()
        return self._top / max(1, len(self._lines))

    def show(self, make: Callable[[int], Iterator[Line]], position: float = 0.0) -> None:
        """Show the lines that ``make`` gives for a measure, from a position on."""
        self._make = make
        self._found = ""
        self._wanted = position or None
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
        if not self.size.height:  # not laid out yet; the resize comes back here
            return
        if self._wanted is not None:
            self._set_all()
            self._top = round(self._wanted * len(self._lines))
            self._wanted = None
        self._set(self._top + self.size.height)
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
            self._top = top
            self.repaint()
            self._scrolled()

    # Finding

    def find(self, text: str) -> int:
        """Light up every hit of ``text`` and go to the first below the top; the number of lines with hits."""
        self._found = text.casefold()
        self.repaint()
        if not self._found:
            return 0
        self._set_all()
        hits = [y for y, line in enumerate(self._lines) if self._found in line_text(line).casefold()]
        if hits:
            self._scroll(next((y for y in hits if y >= self._top), hits[0]) - 2)
        return len(hits)

    def find_next(self, direction: int) -> None:
        """To the next or previous line with a hit, around the end."""
        hits = [y for y, line in enumerate(self._lines) if self._found in line_text(line).casefold()]
        if not hits:
            return
        here = self._top + 2
        if direction > 0:
            target = next((y for y in hits if y > here), hits[0])
        else:
            target = next((y for y in reversed(hits) if y < here), hits[-1])
        self._scroll(target - 2)

    @property
    def finding(self) -> bool:
        """Whether hits are lit."""
        return bool(self._found)

    # Drawing

    def line(self, y: int, width: int) -> Strip:
        self._set(self._top + y + 1)
        index = self._top + y
        base = self.rich_style
        if index >= len(self._lines) or not self._lines[index]:
            return Strip.blank(width, base)
        left = max(2, (width - self.measure) // 2)
        segments = [Segment(" " * left, base)]
        used = left
        for piece in self._pieces(self._lines[index]):
            segments.append(Segment(piece.text, self._style(piece.look)))
            used += cell_width(piece.text)
        if used < width:
            segments.append(Segment(" " * (width - used), base))
        return Strip(segments, max(used, width)).crop(0, width) if used > width else Strip(segments, width)

    def _pieces(self, line: Line) -> Iterator[Piece]:
        text = line_text(line).casefold()
        if not self._found or self._found not in text:
            yield from line
            return
        lit = [False] * len(text)
        start = text.find(self._found)
        while start >= 0:
            lit[start : start + len(self._found)] = [True] * len(self._found)
            start = text.find(self._found, start + 1)
        at = 0
        for piece in line:
            run = ""
            state = False
            for char in piece.text:
                now = at < len(lit) and lit[at]
                if run and now != state:
                    yield Piece(run, piece.look | (_HIT if state else Look.PLAIN), piece.link)
                    run = ""
                run, state = run + char, now
                at += len(char.casefold())
            if run:
                yield Piece(run, piece.look | (_HIT if state else Look.PLAIN), piece.link)

    def _style(self, look: Look) -> Style:
        style = self._styles_by_look.get(look)
        if style is None:
            style = self.rich_style
            for flag, name in _LOOKS:
                if look & flag:
                    style += self.get_component_rich_style(name, partial=True)
            if look & _HIT:
                style += self.get_component_rich_style("body--hit", partial=True)
            self._styles_by_look[look] = style
        return style

    def notify_style_update(self) -> None:
        self._styles_by_look.clear()
        super().notify_style_update()

    # Events

    def on_resize(self, _: events.Resize) -> None:
        if self._top and self._wanted is None:
            self._set_all()
            self._wanted = self._top / len(self._lines)
        self._relay()
        self._scrolled()

    def on_mouse_scroll_down(self) -> None:
        self.scroll_lines(3)

    def on_mouse_scroll_up(self) -> None:
        self.scroll_lines(-3)


_HIT = Look(1 << 20)
"""A look of this widget's own: a hit of the search in the article."""
