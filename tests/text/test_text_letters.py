"""Letters for many things: short, and none the beginning of another."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tuinews.text.letters import HOME_ROW, letters


@pytest.mark.parametrize("count", [0, 1, 2, 9, 10, 17, 18, 80, 81, 82, 100, 1000])
def test_no_name_begins_another_and_all_are_of_the_home_row(count: int) -> None:
    names = letters(count)
    assert len(names) == len(set(names)) == count
    assert set("".join(names)) <= set(HOME_ROW)
    ordered = sorted(names)  # a name stands right before those that it begins
    assert not any(after.startswith(before) for before, after in pairwise(ordered))


@pytest.mark.parametrize(
    ("count", "keys"), [(1, 1), (9, 9), (10, 8 + 2 * 2), (17, 8 + 9 * 2), (18, 7 + 11 * 2), (81, 162)]
)
def test_no_more_keys_are_needed_than_must_be(count: int, keys: int) -> None:
    assert sum(map(len, letters(count))) == keys


def test_the_shortest_come_first() -> None:
    lengths = [len(name) for name in letters(40)]
    assert lengths == sorted(lengths)
