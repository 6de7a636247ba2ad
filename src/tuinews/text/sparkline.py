"""Counts as a small line of bars."""

from __future__ import annotations

from collections.abc import Sequence

_BARS = "▁▂▃▅▇"
"""The lowest means nothing at all."""


def sparkline(counts: Sequence[int]) -> str:
    """A bar for each count, as high as it is beside the largest; one cell each. Counts are 0 or more."""
    most = max(counts, default=0)
    levels = len(_BARS) - 1
    return "".join(_BARS[-(-count * levels // most)] if count else _BARS[0] for count in counts)
