"""The text of an article on the screen: its hits, labels and links, drawn line by line."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from tuinews.text.highlight import LexersInTime
from tuinews.text.lines import Line, Piece
from tuinews.text.matches import Hit, find_in_steps
from tuinews.text.width import cell_width
from tuinews.ui.outside import shows_links
from tuinews.ui.widgets.looks import LOOKS, Styles
from tuinews.ui.widgets.marking import Label, Marked, ends_of_labels
from tuinews.ui.widgets.sheet import Search, Sheet
from tuinews.ui.widgets.slices import PIECE, Errand, SlicedLines
from tuinews.ui.work import behind

LEXERS_AFTER = 0.05
"""Seconds before lexers are loaded: what is on the screen is to be painted first."""
_ABOVE = 2
"""Lines shown above what was looked for."""
_LONGEST = 300
"""Lines of a paragraph that is lit up."""


class ArticleBody(SlicedLines, can_focus=True):
    """An article."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {name for _, name in LOOKS}

    class Found(Message):
        """The hits of a search are known, or are others."""

    class LinkPressed(Message):
        """A link was clicked: the number that ``Document.address`` knows."""

        def __init__(self, link: int) -> None:
            super().__init__()
            self.link = link

    def __init__(self, measure: int, scrolled: Callable[[], None], id: str | None = None) -> None:
        super().__init__(measure, scrolled, id)
        self.lexers = LexersInTime()
        """Knows the languages of code that can be told apart by now."""
        self._trail: list[int] = []
        self.marks = Marked()
        """Hits, letters of links, the paragraph that is chosen."""
        self._styles = Styles(
            lambda: self.rich_style,
            lambda name: self.get_component_rich_style(name, partial=True),
            links=shows_links(os.environ),
        )

    def show(
        self,
        make: Callable[[int], Iterable[Line | None]],
        place: int = 0,
        address: Callable[[int], str] = lambda _: "",
    ) -> None:
        self.marks = Marked()
        self._trail.clear()
        super().show(make, place, address)

    def _replaced(self, before: list[Line], *, elsewhere: bool) -> None:
        if self._shown() != before:
            self.marks.labels, self.marks.lit = (), None
        self.marks.put(())
        if self.marks.sought:
            self._errands.appendleft(Errand(self._hits_again))
        if elsewhere:
            self._styles.clear()
        self.repaint(
            y
            for y, line in enumerate(self._shown())
            if line != before[y] or (elsewhere and any(piece.link for piece in line))
        )

    # Code

    def _work(self, *, ahead: bool = False) -> None:
        super()._work(ahead=ahead)
        if self.lexers.missing:
            behind(self, "lexers", self._load_lexers)

    async def _load_lexers(self) -> None:
        await asyncio.sleep(LEXERS_AFTER)
        await asyncio.to_thread(self.lexers.load_missing)
        self.renew()

    # Notes

    def jump(self, anchor: int) -> bool:
        """To where an anchor of the article stands, such as a note; False where there is none."""
        before = self._place
        errand = self._go(
            lambda sheet: _above(sheet.anchor(anchor)), "That place is not in this article.", anchor
        )
        if errand.found is not False:
            self._trail.append(before)
        return errand.found is not False

    def jump_back(self) -> bool:
        """Back to where the last jump began; False where there was none."""
        if not self._trail:
            return False
        place = self._trail.pop()
        self._go(lambda sheet: sheet.line_at(place))
        return True

    # Finding

    def find(self, text: str) -> bool:
        """Light up every hit of ``text`` and go to the first one from the top of the screen on; False where
        there is none. ``Found`` tells when all are known.
        """
        self.marks.seek(text)
        self.repaint()
        if not text:
            return False
        errand = self._go(self._first_hit, f"“{text}” is not in this article.")
        return errand.found is not False

    def _first_hit(self, sheet: Sheet) -> Search:
        yield from self._all_hits(sheet)
        if self.marks.hits:
            self.marks.at = self.marks.first_from(self._top)
            yield self._in_sight(self.marks.rows_of(self.marks.at))

    def _hits_again(self, sheet: Sheet) -> Search:
        yield from self._all_hits(sheet)
        yield self._top

    def _all_hits(self, sheet: Sheet) -> Search:
        yield from (None for number in sheet.last() if number is None)
        hits: list[Hit] = []
        for some in find_in_steps(sheet.lines, self.marks.sought):
            hits += some
            yield None
        self.marks.put(hits)
        self.repaint()
        self.post_message(self.Found())

    def find_next(self, direction: int) -> None:
        """To the next or previous hit, around the end."""
        if self.marks.hits:
            before = self.marks.rows_of(self.marks.at)
            self.marks.at = (self.marks.at + direction) % len(self.marks.hits)
            now = self.marks.rows_of(self.marks.at)
            self._show_rows(now, {*before, *now})

    def _show_rows(self, rows: Sequence[int], changed: Iterable[int]) -> None:
        """Bring lines into sight; where they are there already, what changed is painted."""
        top = self._top
        self._scroll(self._in_sight(rows))
        if self._top == top:
            self.repaint(y - top for y in changed)

    def _in_sight(self, rows: Sequence[int]) -> int:
        """The line to be on top so that these and two above them are on the screen; as it is, if they are."""
        if self._top + min(_ABOVE, self._top) <= rows[0] <= rows[-1] < self._top + self.size.height:
            return self._top
        return max(0, rows[0] - _ABOVE)

    @property
    def finding(self) -> tuple[int, int] | None:
        """Which of the hits that are lit one is at, from 1, and how many there are; None where none are."""
        return (self.marks.at + 1, len(self.marks.hits)) if self.marks.hits else None

    # Marking

    def seen(self) -> tuple[int, Sequence[Line]]:
        """The number of the first line on the screen, and the lines there."""
        return self._top, self._sheet.lines[self._top : self._top + self.size.height]

    def label(self, labels: Sequence[Label]) -> None:
        """Write labels over the lines, in the place of the last; their rows are painted as far as they go."""
        before, self.marks.labels = self.marks.labels, tuple(labels)
        for line, end in ends_of_labels([*before, *labels], self._sheet.lines).items():
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
        while first > max(0, line - _LONGEST) and self._sheet.lines[first - 1]:
            first -= 1
        while last < first + _LONGEST and self._line(last + 1):
            last += 1
        return first, last

    def _line(self, number: int) -> Line | None:
        while number >= len(self._sheet.lines) and not self._sheet.done:
            self._sheet.set_some(PIECE)
        return self._sheet.lines[number] if number < len(self._sheet.lines) else None

    def light(self, paragraph: tuple[int, int] | None) -> Sequence[Line]:
        """Light up the lines of a paragraph and bring it into sight, or take the light away; the lines."""
        before, self.marks.lit = self.marks.lit, paragraph
        changed = {y for one in (before, paragraph) if one is not None for y in range(one[0], one[1] + 1)}
        if paragraph is None:
            self.repaint(y - self._top for y in changed)
            return ()
        first, last = paragraph
        self._show_rows(range(first, min(last, first + self.size.height - 3) + 1), changed)
        return self._sheet.lines[first : last + 1]

    # Drawing

    def line(self, y: int, width: int) -> Strip:
        index = self._top + y
        lines = self._sheet.lines
        base = self.rich_style
        if index >= len(lines) or not lines[index]:
            return Strip.blank(width, base)
        line = lines[index]
        left = self._left(width)
        margin = " " * left
        if self._marked and any(self._marked in piece.anchors for piece in line):
            margin = " " * (left - 2) + "▸ "
        segments = [Segment(margin, base)]
        used = left
        for piece in self.marks.pieces(index, line):
            style = self._styles.of(piece.look, piece.link, self._sheet.address)
            segments.append(Segment(piece.text, style))
            used += cell_width(piece.text)
        if used < width:
            segments.append(Segment(" " * (width - used), base))
        return Strip(segments, max(used, width)).crop(0, width) if used > width else Strip(segments, width)

    def _left(self, width: int) -> int:
        """Cells left of the text in so many."""
        return max(2, (width - self.measure) // 2)

    def piece_at(self, x: int, y: int) -> Piece | None:
        """The piece on the screen at a cell of this widget."""
        index = self._top + y
        right = self._left(self.size.width)
        if index < len(self._sheet.lines) and x >= right:
            for piece in self._sheet.lines[index]:
                right += cell_width(piece.text)
                if x < right:
                    return piece
        return None

    def notify_style_update(self) -> None:
        self._styles.clear()
        super().notify_style_update()

    # Events

    def on_resize(self, _: events.Resize) -> None:
        self._relay()
        self.repaint()

    def on_mouse_scroll_down(self) -> None:
        self.scroll_lines(3)

    def on_mouse_scroll_up(self) -> None:
        self.scroll_lines(-3)

    def on_click(self, event: events.Click) -> None:
        piece = self.piece_at(event.x, event.y)
        if piece is None:
            return
        if piece.jump:
            self.jump(piece.jump)
        elif piece.link:
            self.post_message(self.LinkPressed(piece.link))


def _above(search: Search) -> Search:
    """The same search for the line a little above."""
    for number in search:
        yield None if number is None else max(0, number - _ABOVE)
