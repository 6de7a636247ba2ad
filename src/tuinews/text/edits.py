"""What changed between two sequences, in bounded time.

The shortest edit script by E. W. Myers, "An O(ND) Difference Algorithm and Its Variations" (Algorithmica 1,
1986), given up where two sequences have too little in common: no text, however made, takes longer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

MOST_STEPS = 400_000
"""Comparisons after which two sequences count as different throughout: some 50 ms."""


class Edit(NamedTuple):
    """A part of the old sequence and the part of the new one that stands there; one of them may be empty."""

    same: bool
    old: slice
    new: slice


def edits(old: Sequence[str], new: Sequence[str], most: int = MOST_STEPS) -> list[Edit]:
    """How ``old`` becomes ``new``: parts that are the same and parts that are not, taking turns."""
    start, shortest = 0, min(len(old), len(new))
    while start < shortest and old[start] == new[start]:
        start += 1
    end = 0
    while end < shortest - start and old[-1 - end] == new[-1 - end]:
        end += 1
    inner_old, inner_new = old[start : len(old) - end], new[start : len(new) - end]
    pairs = [(at, at) for at in range(start)]
    pairs += [(start + x, start + y) for x, y in _common(inner_old, inner_new, most)]
    pairs += [(len(old) - at, len(new) - at) for at in range(end, 0, -1)]
    return _as_edits(pairs, len(old), len(new))


def _common(old: Sequence[str], new: Sequence[str], most: int) -> list[tuple[int, int]]:
    """Positions in both of a longest common subsequence; none where looking for it took too long."""
    if not old or not new:
        return []
    ids: dict[str, int] = {}
    a = [ids.setdefault(one, len(ids)) for one in old]
    b = [ids.setdefault(one, len(ids)) for one in new]
    reach = {1: 0}
    """How far along ``a`` one gets on each diagonal."""
    history: list[dict[int, int]] = []
    steps = 0
    for count in range(len(a) + len(b) + 1):
        history.append(reach.copy())
        steps += len(reach)
        for diagonal in range(-count, count + 1, 2):
            down = diagonal == -count or (
                diagonal != count and reach.get(diagonal - 1, -1) < reach.get(diagonal + 1, -1)
            )
            x = reach[diagonal + 1] if down else reach[diagonal - 1] + 1
            y = x - diagonal
            first = x
            while x < len(a) and y < len(b) and a[x] == b[y]:
                x, y = x + 1, y + 1
            reach[diagonal] = x
            steps += 1 + x - first
            if x >= len(a) and y >= len(b):
                return _back(history, len(a), len(b))
        if steps > most:
            return []
    return []


def _back(history: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int]]:
    """The way that led to the end, as the positions that were the same."""
    pairs: list[tuple[int, int]] = []
    for count in range(len(history) - 1, -1, -1):
        reach, diagonal = history[count], x - y
        down = diagonal == -count or (
            diagonal != count and reach.get(diagonal - 1, -1) < reach.get(diagonal + 1, -1)
        )
        before = diagonal + 1 if down else diagonal - 1
        before_x = reach[before] if count else 0
        before_y = before_x - before if count else 0
        while x > before_x and y > before_y:
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = before_x, before_y
    pairs.reverse()
    return pairs


def _as_edits(pairs: list[tuple[int, int]], old: int, new: int) -> list[Edit]:
    result: list[Edit] = []
    x = y = 0
    for at_x, at_y in [*pairs, (old, new)]:
        if at_x > x or at_y > y:
            result.append(Edit(False, slice(x, at_x), slice(y, at_y)))
        if (at_x, at_y) == (old, new):
            break
        last = result[-1] if result else None
        if last is not None and last.same:
            result[-1] = Edit(True, slice(last.old.start, at_x + 1), slice(last.new.start, at_y + 1))
        else:
            result.append(Edit(True, slice(at_x, at_x + 1), slice(at_y, at_y + 1)))
        x, y = at_x + 1, at_y + 1
    return result
