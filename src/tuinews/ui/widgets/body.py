"""The text of an article: lines set as far as they are looked at, drawn one by one."""

from __future__ import annotations

import asyncio
import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from time import perf_counter
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
from tuinews.ui.widgets.lines import LineWidget
from tuinews.ui.widgets.looks import LOOKS, Styles
from tuinews.ui.widgets.marking import Label, Marked, ends_of_labels
from tuinews.ui.widgets.sheet import Search, Sheet
from tuinews.ui.work import behind

SLICE = 0.004
"""Seconds of setting or searching after which keys and others have their turn."""
PIECE = 5
"""Steps between two looks at the clock."""
AFTERWARDS = 0.01
"""Seconds between two such slices while nobody waits for them."""
LEXERS_AFTER = 0.05
"""Seconds before lexers are loaded: what is on the screen is to be painted first."""
LONG = 1000
"""Lines after which what is set is kept from the collector of cycles."""
_ABOVE = 2
"""Lines shown above what was looked for."""
_LONGEST = 300
"""Lines of a paragraph that is lit up."""


class _Errand:
    """Going to a line that may not be set yet."""

    def __init__(self, start: Callable[[Sheet], Search], mark: int = 0) -> None:
        self.start = start
        self.mark = mark
        """The anchor that is shown there."""
        self.found: bool | None = None
        """None as long as it is not known."""
        self.missed = ""
        """What is said where there is no such line, if it turned out late."""


class ArticleBody(LineWidget, can_focus=True):
    """A page of lines at a centred measure.

    What takes long is done in slices: a long article is on the screen as soon as a short one, and one moves
    in it while the rest is set. Going to where it is not set yet happens as soon as it is, keys in order.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {name for _, name in LOOKS}

    class Missed(Message):
        """What was looked for is nowhere, as turned out only now; ``said`` is a sentence."""

        def __init__(self, said: str) -> None:
            super().__init__()
            self.said = said

    class Found(Message):
        """The hits of a search are known, or are others."""

    class LinkPressed(Message):
        """A link was clicked: the number that ``Document.address`` knows."""

        def __init__(self, link: int) -> None:
            super().__init__()
            self.link = link

    def __init__(self, measure: int, scrolled: Callable[[], None], id: str | None = None) -> None:
        """``scrolled`` is called when another part is on the screen: not a message, which would come a frame
        later.
        """
        super().__init__(id=id)
        self.lexers = LexersInTime()
        """Knows the languages of code that can be told apart by now."""
        self._measure = measure
        self._scrolled = scrolled
        self._make: Callable[[int], Iterable[Line | None]] = lambda _: ()
        self._address: Callable[[int], str] = lambda _: ""
        self._sheet = Sheet()
        """What is on the screen."""
        self._coming: Sheet | None = None
        """What takes its place once it is set as far as needed."""
        self._top = 0
        self._place = 0
        """The place of the first line on the screen, kept exactly while only the width changes."""
        self._errands: deque[_Errand] = deque()
        self._search: Search | None = None
        """What is looked for now: where ``_coming`` is to begin, else the first errand."""
        self._working = False
        self._dropped: list[list[Line]] = []
        """Lines of sheets no longer shown: to free those of a megabyte at once would take 20 ms."""
        self._trail: list[int] = []
        self._marked = 0
        """The anchor that was jumped to."""
        self.marks = Marked()
        """Hits, letters of links, the paragraph that is chosen."""
        self._styles = Styles(
            lambda: self.rich_style,
            lambda name: self.get_component_rich_style(name, partial=True),
            links=shows_links(os.environ),
        )

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
        if self._coming is not None or not self._sheet.done:
            return None
        return min(1.0, (self._top + self.size.height) / max(1, len(self._sheet.lines)))

    @property
    def place(self) -> int:
        """Where the reader is, in letters: to come back to at any width."""
        return self._place

    def show(
        self,
        make: Callable[[int], Iterable[Line | None]],
        place: int = 0,
        address: Callable[[int], str] = lambda _: "",
    ) -> None:
        """Show the lines that ``make`` gives for a measure, from a place on; ``address`` knows where their
        links lead.
        """
        self._make, self._address = make, address
        self.marks = Marked()
        self._place, self._marked = place, 0
        self._trail.clear()
        self._errands.clear()
        self._relay()

    def renew(self, address: Callable[[int], str] | None = None) -> None:
        """Ask for the lines again, for they say more now, and stay where we are; ``address`` as in ``show``,
        where their links are others.
        """
        self._address = address or self._address
        self._relay()

    # Setting

    def _relay(self) -> None:
        """Set the lines anew; the old ones stay until they can be replaced."""
        if not self.size.height:  # not laid out yet; the resize comes back here
            return
        if self._coming is not None:
            self._dropped.append(self._coming.lines)
        self._coming = Sheet(self._make(self.measure), self._address)
        self._begin(self._place)

    def _begin(self, place: int) -> None:
        """Let what is coming begin at a place."""
        assert self._coming is not None
        self._place = place
        self._search = self._screen_from(self._coming, self._coming.line_at(place))
        self._work()
        self._work_on()

    def _screen_from(self, sheet: Sheet, search: Search) -> Search:
        """A search that ends only when the screen from its line on is set."""
        for number in search:
            while number is not None and not sheet.done and len(sheet.lines) < number + self.size.height:
                yield None
            yield number

    def _work(self, *, ahead: bool = False) -> None:
        """Search and set for a slice of time: while somebody waits for it, or ``ahead`` of that."""
        until = perf_counter() + SLICE
        while self._step() or (ahead and not self._sheet.done):
            sheet = self._coming or self._sheet
            before = len(sheet.lines) // LONG
            sheet.set_some(PIECE)
            if len(sheet.lines) // LONG > before:
                gc.freeze()  # lines have no cycles, and to look for them takes 80 ms in a megabyte
            if perf_counter() >= until:
                break
        if self.lexers.missing:
            behind(self, "lexers", self._load_lexers)

    def _step(self) -> bool:
        """Go on with what is looked for; whether anything is left to do."""
        if self._search is None:
            if not self._errands:
                return False
            self._search = self._screen_from(self._sheet, self._errands[0].start(self._sheet))
        number = next(self._search, _NOWHERE)
        if number is None:
            return True
        self._search = None
        if self._coming is not None:
            self._replace(max(0, number))
        else:
            errand = self._errands.popleft()
            errand.found = number != _NOWHERE
            if errand.found:
                self._scroll(number, errand.mark)
            elif errand.missed:
                self.post_message(self.Missed(errand.missed))
        return True

    def _work_on(self) -> None:
        if not self._working and self._unfinished:
            self._working = True
            behind(self, None, self._finish)

    @property
    def _unfinished(self) -> bool:
        return bool(self._coming or self._errands or not self._sheet.done or self._dropped)

    async def _finish(self) -> None:
        # What is on the screen was painted first; the rest is set in slices that no key waits for.
        try:
            while self._unfinished:
                await asyncio.sleep(0 if self._coming or self._errands else AFTERWARDS)
                self._work(ahead=True)
                if self._dropped:
                    del self._dropped[-1][-LONG:]
                    if not self._dropped[-1]:
                        self._dropped.pop()
        finally:
            self._working = False
        self._scrolled()

    def _replace(self, number: int) -> None:
        """Show the sheet that was coming, from a line on."""
        assert self._coming is not None
        before, address = self._shown(), self._sheet.address
        self._dropped.append(self._sheet.lines)
        self._sheet, self._coming = self._coming, None
        self._top = self._within(number)
        if self._shown() != before:
            self.marks.labels, self.marks.lit = (), None
        self.marks.put(())
        if self.marks.sought:
            self._errands.appendleft(_Errand(self._hits_again))
        elsewhere = self._sheet.address != address  # the same number is another link
        if elsewhere:
            self._styles.clear()
        self.repaint(
            y
            for y, line in enumerate(self._shown())
            if line != before[y] or (elsewhere and any(piece.link for piece in line))
        )
        self._scrolled()

    async def _load_lexers(self) -> None:
        await asyncio.sleep(LEXERS_AFTER)
        await asyncio.to_thread(self.lexers.load_missing)
        self.renew()

    def _shown(self) -> list[Line]:
        lines = self._sheet.lines[self._top : self._top + self.size.height]
        return [*lines, *[()] * (self.size.height - len(lines))]

    # Moving

    def scroll_lines(self, by: int) -> None:
        """Move by lines."""
        self._go(lambda sheet: sheet.line(max(0, self._top + by)))

    def scroll_pages(self, pages: float) -> None:
        """Move by a part of the screen, two lines kept in sight of a whole one."""
        height = self.size.height
        step = max(1, int(height * abs(pages)) - (2 if abs(pages) >= 1 else 0))
        self.scroll_lines(step if pages > 0 else -step)

    def scroll_top(self) -> None:
        """To the first line; nothing else is waited for any more."""
        self._errands.clear()
        if self._coming is not None:
            self._begin(0)
        else:
            self._search = None
            self._go(lambda sheet: sheet.line(0))

    def scroll_bottom(self) -> None:
        """To the last line."""
        self._go(lambda sheet: sheet.last())

    def scroll_heading(self, direction: int) -> bool:
        """To the next or previous heading; False where there is none."""
        before = self._top
        errand = self._go(
            lambda sheet: sheet.heading(self._top + direction, direction),
            "No heading below." if direction > 0 else "No heading above.",
        )
        return errand.found is None or (errand.found and self._top != before)

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

    def _go(self, start: Callable[[Sheet], Search], missed: str = "", mark: int = 0) -> _Errand:
        """Go to the line a search finds, at once or as soon as it is set."""
        errand = _Errand(start, mark)
        self._errands.append(errand)
        self._work()
        if errand.found is None:
            errand.missed = missed
            self._work_on()
        return errand

    def _within(self, number: int) -> int:
        return max(0, min(number, len(self._sheet.lines) - self.size.height))

    def _scroll(self, number: int, mark: int = 0) -> None:
        top = self._within(number)
        if top != self._top or mark:
            self._top, self._place, self._marked = top, self._sheet.place(top), mark
            self.repaint()
            self._scrolled()

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


_NOWHERE = -1
"""What a search that found nothing gives."""
