"""Counts as a line of bars."""

from __future__ import annotations

import pytest

from tuinews.text.sparkline import sparkline


@pytest.mark.parametrize(
    ("counts", "expected"),
    [((), ""), ((0, 0), "▁▁"), ((1, 1), "▇▇"), ((0, 1, 2, 3, 4), "▁▂▃▅▇"), ((1, 1000), "▂▇")],
)
def test_the_largest_is_the_highest_and_only_nothing_is_the_lowest(
    counts: tuple[int, ...], expected: str
) -> None:
    assert sparkline(counts) == expected
