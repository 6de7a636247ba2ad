"""Where a reader is in an article: told by the words there, so that it is found again at any width."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import NamedTuple

from tuinews.text.lines import Line, line_text

QUOTED = 48
"""Letters kept of what stands at a place: enough to tell it from its surroundings."""
_NEAR = 6000
"""Characters around the place in which its words are looked for before the whole article is."""
_MORE = 200
"""Lines asked for at once."""


class Place(NamedTuple):
    """A line of an article, as it is remembered."""

    before: int = 0
    """Characters set before it, at the width of then: about where it is at another."""
    words: str = ""
    """The first letters and digits from there on."""
    gap: int = 0
    """Lines without any before those."""


START = Place()


def place_of(lines: Sequence[Line], top: int) -> Place:
    """The place of line ``top``; START where nothing stands before it."""
    before = sum(map(_length, lines[:top]))
    words, gap = "", 0
    for line in lines[top:]:
        words += _letters(line)
        gap += not words
        if len(words) >= QUOTED:
            break
    return Place(before, words[:QUOTED], gap) if before else START


def line_at(place: Place, lines: Sequence[Line], more: Callable[[int], bool]) -> int:
    """The line where ``place`` is now: where its words stand, nearest to where they stood, else as far down.

    ``lines`` grows by ``more(count)``, which sets at least ``count`` lines and is false once there are no
    more; no more are asked for than are needed.
    """
    if not place.before:
        return 0
    starts: list[int] = []
    length = 0
    going = True
    while going and length < place.before + _NEAR:
        going = more(len(lines) + _MORE)
        for line in lines[len(starts) :]:
            starts.append(length)
            length += _length(line)
    found = _find(place, lines, starts, bisect_left(starts, place.before - _NEAR))
    if found is None:
        while more(len(lines) + _MORE):
            pass
        starts = [0, *accumulate(map(_length, lines))][:-1]
        found = _find(place, lines, starts, 0)
    if found is None:
        return max(0, bisect_right(starts, place.before) - 1)
    for _ in range(place.gap):
        found -= found > 0 and not _letters(lines[found - 1])
    return found


def _find(place: Place, lines: Sequence[Line], starts: Sequence[int], first: int) -> int | None:
    """The line from ``first`` on in which the words begin, nearest to where they stood; None for none."""
    letters = [_letters(line) for line in lines[first:]]
    text, ends = "".join(letters), list(accumulate(map(len, letters)))
    best: int | None = None
    at = text.find(place.words) if place.words else -1
    while at >= 0:
        line = first + bisect_right(ends, at)
        if best is None or abs(starts[line] - place.before) < abs(starts[best] - place.before):
            best = line
        if starts[line] > place.before:
            break
        at = text.find(place.words, at + 1)
    return best


def _length(line: Line) -> int:
    return sum([len(piece.text) for piece in line])


def _letters(line: Line) -> str:
    return "".join(filter(str.isalnum, line_text(line)))
