"""Lines that are set in slices: what takes long never keeps a key waiting."""

from __future__ import annotations

import asyncio
import gc
from collections import deque
from collections.abc import Callable, Iterable
from time import perf_counter

from textual.message import Message

from tuinews.text.lines import Line
from tuinews.ui.widgets.lines import LineWidget
from tuinews.ui.widgets.sheet import Search, Sheet
from tuinews.ui.work import behind

SLICE = 0.004
"""Seconds of setting or searching after which keys and others have their turn."""
PIECE = 5
"""Steps between two looks at the clock."""
AFTERWARDS = 0.01
"""Seconds between two such slices while nobody waits for them."""
LONG = 1000
"""Lines after which what is set is kept from the collector of cycles."""
_NOWHERE = -1
"""What a search that found nothing gives."""


class Errand:
    """Going to a line that may not be set yet."""

    def __init__(self, start: Callable[[Sheet], Search], mark: int = 0) -> None:
        self.start = start
        self.mark = mark
        """The anchor that is shown there."""
        self.found: bool | None = None
        """None as long as it is not known."""
        self.missed = ""
        """What is said where there is no such line, if it turned out late."""


class SlicedLines(LineWidget):
    """A page of lines at a centred measure, moved in by lines.

    A long text is on the screen as soon as a short one, and one moves in it while the rest is set. Going to
    where it is not set yet happens as soon as it is, keys in order.
    """

    class Missed(Message, namespace="article_body"):
        """What was looked for is nowhere, as turned out only now; ``said`` is a sentence."""

        def __init__(self, said: str) -> None:
            super().__init__()
            self.said = said

    def __init__(self, measure: int, scrolled: Callable[[], None], id: str | None = None) -> None:
        """``scrolled`` is called when another part is on the screen: not a message, which would come a frame
        later.
        """
        super().__init__(id=id)
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
        self._errands: deque[Errand] = deque()
        self._search: Search | None = None
        """What is looked for now: where ``_coming`` is to begin, else the first errand."""
        self._working = False
        self._dropped: list[list[Line]] = []
        """Lines of sheets no longer shown: to free those of a megabyte at once would take 20 ms."""
        self._marked = 0
        """The anchor that was gone to."""

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
        self._place, self._marked = place, 0
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
        self._replaced(before, elsewhere=self._sheet.address != address)
        self._scrolled()

    def _replaced(self, before: list[Line], *, elsewhere: bool) -> None:
        """The lines are others now; ``before`` were on the screen, ``elsewhere``: with other links."""
        raise NotImplementedError

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

    def _go(self, start: Callable[[Sheet], Search], missed: str = "", mark: int = 0) -> Errand:
        """Go to the line a search finds, at once or as soon as it is set."""
        errand = Errand(start, mark)
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
