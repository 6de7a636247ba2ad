"""Where a reader is in an article: told by the words there, so that it is found again at any width."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

from tuinews.text.lines import Line, line_text

QUOTED = 48
"""Letters kept of what stands at a place: enough to tell it from its surroundings."""
_NEAR = 4000
"""Letters around the place in which its words are looked for before the whole article is."""


class Place(NamedTuple):
    """A line of an article, as it is remembered."""

    before: int = 0
    """Letters and digits that stand before it."""
    words: str = ""
    """The first letters and digits from there on."""
    gap: int = 0
    """Lines without any before those."""


START = Place()


def place_of(lines: Sequence[Line], top: int) -> Place:
    """The place of line ``top``; START where nothing stands before it."""
    before = sum(len(_letters(line)) for line in lines[:top])
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
    texts: list[str] = []
    length = 0
    wanted = place.before + _NEAR
    going = True
    while True:
        for line in lines[len(starts) :]:
            starts.append(length)
            texts.append(_letters(line))
            length += len(texts[-1])
        if not going or length >= wanted:
            at = _nearest("".join(texts), place, whole=not going)
            if at is None and not going:
                at = min(place.before, length - 1)
            if at is not None:
                found = max(0, bisect_right(starts, at) - 1)
                for _ in range(place.gap):
                    found -= found > 0 and not texts[found - 1]
                return found
            wanted = 1 << 62
        going = more(len(lines) + 200)


def _nearest(text: str, place: Place, *, whole: bool) -> int | None:
    """Where the words stand nearest to where they stood; None where they are not in the part looked at."""
    first = 0 if whole else max(0, place.before - _NEAR)
    found, at = [], text.find(place.words, first) if place.words else -1
    while at >= 0:
        found.append(at)
        if at > place.before:
            break
        at = text.find(place.words, at + 1)
    return min(found, key=lambda one: abs(one - place.before), default=None)


def _letters(line: Line) -> str:
    return "".join(filter(str.isalnum, line_text(line)))
