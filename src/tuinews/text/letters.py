"""Short names of keys for many things at once: the letters of link hints."""

from __future__ import annotations

from collections import deque

HOME_ROW = "asdfghjkl"


def letters(count: int, keys: str = HOME_ROW) -> list[str]:
    """``count`` names of ``keys`` (two or more), the shortest first; none begins another, and no set of names
    needs fewer keys.

    The shortest name is lengthened by each key in turn until there are enough, as a prefix code is built.
    """
    names: deque[str] = deque(keys)
    while len(names) < count:
        shortest = names.popleft()
        names.extend(shortest + key for key in keys)
    return sorted(names, key=len)[:count]
