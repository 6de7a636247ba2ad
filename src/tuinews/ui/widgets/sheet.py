"""The lines of an article at one width, as far as they are set; and where in them something is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from tuinews.text.lines import Line, Look, line_text

Search: TypeAlias = Iterator[int | None]
"""Looks for a line: gives its number and ends, or None as often as it has done a little work or needs more
lines to be set. It ends without a number where there is no such line."""

_BESIDE = " │"
"""What stands at the left of lines that go on."""
_AT_ONCE = 200
"""Lines looked at before others have their turn."""


class Sheet:
    """Lines that are set one by one.

    A place is the number of letters (what is no space) before a line, an empty line counting as one: it tells
    the same text at every width.
    """

    def __init__(
        self, source: Iterable[Line | None] = (), address: Callable[[int], str] = lambda _: ""
    ) -> None:
        """``source`` gives the lines, and None where it has only read on; ``address`` knows their links."""
        self._source = iter(source)
        self.address = address
        self._letters: list[int] = []
        """Of all lines up to each, with it."""
        self.lines: list[Line] = []
        self.done = False
        """Whether all lines are set."""

    def set_some(self, steps: int) -> None:
        """Set at most so many lines more; fewer where reading on took its time."""
        total = self._letters[-1] if self._letters else 0
        for _ in range(steps):
            try:
                line = next(self._source)
            except StopIteration:
                self.done = True
                return
            if line is None:
                return
            letters = 0
            for piece in line:
                letters += len(piece.text) - piece.text.count(" ")
            total += letters or 1
            self._letters.append(total)
            self.lines.append(line)

    def place(self, number: int) -> int:
        """The place of a line."""
        return self._letters[min(number, len(self._letters)) - 1] if number and self._letters else 0

    # Searches

    def line_at(self, place: int) -> Search:
        """The line at a place; the last where there are fewer letters."""
        while not self.done and (not self._letters or self._letters[-1] <= place):
            yield None
        yield bisect_right(self._letters, place)

    def line(self, number: int) -> Search:
        """The line of a number; the last where there are fewer."""
        while not self.done and len(self.lines) <= number:
            yield None
        yield number

    def last(self) -> Search:
        """The last line."""
        while not self.done:
            yield None
        yield len(self.lines)

    def heading(self, number: int, direction: int) -> Search:
        """The first line of the nearest heading from a line on."""
        for at in self._from(number, direction):
            if at is None:
                yield None
            else:
                line = self.lines[at]
                if line and line[0].look & Look.HEADING and (at == 0 or not self.lines[at - 1]):
                    yield at

    def anchor(self, anchor: int) -> Search:
        """The line where an anchor stands."""
        for at in self._from(0, 1):
            if at is None or any(anchor in piece.anchors for piece in self.lines[at]):
                yield at

    def hit(self, text: str, number: int, direction: int) -> Search:
        """The nearest line from a line on where a case-folded text begins, around the end."""
        yield from self._hit(text, number, direction)
        while not self.done:
            yield None
        yield from self._hit(text, 0 if direction > 0 else len(self.lines) - 1, direction)

    def _hit(self, text: str, number: int, direction: int) -> Search:
        for at in self._from(number, direction):
            if at is not None:
                while at + 1 >= len(self.lines) and not self.done:
                    yield None
            if at is None or any(True for _ in self.hits(at, text)):
                yield at

    def hits(self, number: int, text: str) -> Iterator[tuple[int, int]]:
        """Where a case-folded text begins in a line and ends: behind the line where it goes on below."""
        line = self._folded(number)
        start = line.find(text)
        while start >= 0:
            yield start, start + len(text)
            start = line.find(text, start + 1)
        over = self._over(number, text)
        if over:
            yield over[0], len(line) + 1

    def lit(self, number: int, text: str) -> list[bool]:
        """Which characters of a line, case-folded, belong to a hit."""
        line = self._folded(number)
        lit = [False] * len(line)
        for start, end in self.hits(number, text):
            lit[start:end] = [True] * (min(end, len(line)) - start)
        if number and (over := self._over(number - 1, text)):
            begin = len(line) - len(line.lstrip(_BESIDE))
            lit[begin : begin + over[1]] = [True] * min(over[1], len(line) - begin)
        return lit

    def _over(self, number: int, text: str) -> tuple[int, int] | None:
        """Where a text begins in a line and how much of it stands on the next one, which goes on with it."""
        if number + 1 >= len(self.lines):
            return None
        first, second = self._folded(number).rstrip(), self._folded(number + 1).lstrip(_BESIDE)
        if not first or not second:
            return None
        for between in (" ", ""):  # scripts without spaces break anywhere
            begin = max(0, len(first) + len(between) + 1 - len(text))
            start = (first + between + second[: len(text)]).find(text, begin)
            if 0 <= start < len(first):
                return start, start + len(text) - len(first) - len(between)
        return None

    def _folded(self, number: int) -> str:
        return line_text(self.lines[number]).casefold()

    def _from(self, number: int, direction: int) -> Search:
        """The lines one by one in a direction, and None now and then."""
        while number >= 0:
            if number >= len(self.lines):
                if self.done:
                    return
                yield None
                continue
            yield number
            number += direction
            if number % _AT_ONCE == 0:
                yield None
