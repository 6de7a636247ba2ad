"""The lines of an article at one width, as far as they are set; and where in them something is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from tuinews.text.lines import Line, Look

Search: TypeAlias = Iterator[int | None]
"""Looks for a line: gives its number and ends, or None as often as it has done a little work or needs more
lines to be set. It ends without a number where there is no such line."""

_AT_ONCE = 200
"""Lines looked at before others have their turn."""


def letters(line: Line) -> int:
    """What a line counts in a place, see ``Sheet``; what is dim, rules and bars, is not of the text."""
    count = 0
    for piece in line:
        if not piece.look & Look.DIM:
            count += len(piece.text) - piece.text.count(" ")
    return count if line else 1


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
            total += letters(line)
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
