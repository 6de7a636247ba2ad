"""Bytes as people say them."""

from __future__ import annotations

import pytest

from tuinews.text.sizes import size


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, "0 bytes"),
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1.0 kB"),
        (9_949, "9.9 kB"),
        (999_400, "999 kB"),
        (999_600, "1.0 MB"),
        (45_000_000, "45 MB"),
        (5 * 10**15, "5000 TB"),
    ],
)
def test_sizes_are_said_as_people_say_them(count: int, expected: str) -> None:
    assert size(count) == expected
