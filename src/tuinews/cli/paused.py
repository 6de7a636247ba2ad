"""What commands say of sources that are paused."""

from __future__ import annotations

from collections.abc import Sequence

from tuinews.model import Source


def paused_line(sources: Sequence[Source]) -> str:
    """How many of these sources are paused, why, and what to do; nothing where none is."""
    from tuinews.library.paused import PausedWays, about_paused, count_paused  # noqa: PLC0415 (few are)

    ways = PausedWays(
        show="`tuinews sources` shows",
        permit="`tuinews import --private FILE` permits those of a list, `tuinews add ADDRESS` one",
    )
    return about_paused(count_paused(sources), ways)
