"""What a publisher takes back is told from what makes room for newer articles."""

from __future__ import annotations

import pytest

from tuinews.refresh.vanishing import vanished

NEWEST_FIRST = {id: f"2025-01-{31 - id:02}T10:00:00Z" for id in range(1, 30)}
OLDEST_FIRST = {id: f"2025-01-{id:02}T10:00:00Z" for id in range(1, 30)}


def test_what_leaves_at_the_old_end_has_made_room() -> None:
    assert vanished((1, 2, 3, 4), (None, None, 1, 2), NEWEST_FIRST) == ()
    assert vanished((1, 2, 3, 4), (3, 4, None, None), OLDEST_FIRST) == ()


def test_what_is_missing_above_an_older_one_has_vanished() -> None:
    assert vanished((1, 2, 3, 4), (None, 1, 3, 4), NEWEST_FIRST) == (2,)
    assert vanished((1, 2, 3, 4), (2, 3, 4), NEWEST_FIRST) == (1,)
    assert vanished((1, 2, 3, 4), (1, 2, 4, None), OLDEST_FIRST) == (3,)
    assert vanished((1, 2, 3, 4), (1, 2, 3), OLDEST_FIRST) == (4,)


def test_both_can_happen_at_once() -> None:
    assert vanished((1, 2, 3, 4, 5), (None, None, 1, 3), NEWEST_FIRST) == (2,)


def test_without_dates_the_newest_is_taken_to_stand_first() -> None:
    assert vanished((1, 2, 3), (None, 1, 3), {}) == (2,)


@pytest.mark.parametrize(
    "order",
    [(), (None, None), (3, 1, None), (1, 2, 3, 4, 5, 6), (6,)],
    ids=["empty", "all new", "another order", "all there", "most is gone"],
)
def test_nothing_is_said_where_nothing_can_be_told(order: tuple[int | None, ...]) -> None:
    assert vanished((1, 2, 3, 4, 5, 6), order, NEWEST_FIRST) == ()


def test_the_first_document_has_nothing_before_it() -> None:
    assert vanished((), (None, None), {}) == ()
