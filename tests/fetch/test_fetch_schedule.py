"""When a source is asked again."""

from __future__ import annotations

import pytest

from tuinews.fetch.schedule import CEILING, DAY, due, next_fetch, spared, told_to_wait
from tuinews.model import FetchState

NOW = 1_800_000_000


def wait(**given: object) -> int:
    return next_fetch("a", NOW, **given) - NOW  # type: ignore[arg-type]


def test_without_wishes_the_users_rhythm_counts() -> None:
    assert wait() == 15 * 60
    assert wait(every=30) == 30 * 60


def test_the_publisher_can_ask_for_longer_waits_but_not_for_shorter_ones() -> None:
    assert wait(ttl=60) == 3600
    assert wait(ttl=5) == 15 * 60
    assert wait(max_age=1800) == 1800
    assert wait(max_age=0) == 15 * 60


def test_absurd_wishes_are_cut() -> None:
    assert wait(ttl=10**9) == DAY
    assert wait(max_age=365 * DAY) == 3600


def test_the_users_own_interval_overrules_the_publisher() -> None:
    assert wait(interval=5, ttl=600, max_age=9999) == 300
    assert wait(interval=3 * 1440) == 3 * DAY


def test_failures_double_the_wait_up_to_a_day() -> None:
    waits = [wait(failures=count) for count in range(1, 40)]
    for count, seconds in enumerate(waits[:6]):
        assert 900 * 2**count <= seconds <= min(900 * 2**count * 1.25, CEILING)
    assert max(waits) == CEILING


def test_sources_that_fail_together_come_back_apart() -> None:
    moments = {next_fetch(f"source-{number}", NOW, failures=3) for number in range(50)}
    assert len(moments) > 25
    assert next_fetch("source-1", NOW, failures=3) == next_fetch("source-1", NOW, failures=3)


def test_what_is_gone_waits_the_longest() -> None:
    assert wait(failures=1, gone=True) == CEILING


def test_retry_after_is_never_undercut() -> None:
    assert wait(failures=1, retry_after=7200) == 7200
    assert wait(failures=1, retry_after=10) >= 900
    assert wait(interval=1, failures=1, retry_after=600) == 600


def test_a_source_never_asked_is_due_and_one_a_little_early_too() -> None:
    assert due(FetchState(), NOW)
    assert due(FetchState(next_fetch=NOW + 30), NOW)
    assert not due(FetchState(next_fetch=NOW + 120), NOW)


def test_who_told_us_to_wait_is_not_due() -> None:
    state = FetchState(next_fetch=NOW - 1, wait_until=NOW + 10)
    assert told_to_wait(state, NOW)
    assert not due(state, NOW)
    assert due(state, NOW + 10)


@pytest.mark.parametrize(
    "state",
    [FetchState(last_fetch=NOW + 10 * DAY, next_fetch=NOW + 11 * DAY), FetchState(wait_until=NOW + 9 * DAY)],
)
def test_times_from_a_clock_that_was_wrong_hold_up_nothing(state: FetchState) -> None:
    assert due(state, NOW)


def test_a_source_asked_within_two_minutes_is_spared() -> None:
    assert spared(FetchState(last_fetch=NOW - 119), NOW)
    assert not spared(FetchState(last_fetch=NOW - 120), NOW)
    assert not spared(FetchState(last_fetch=NOW + 500), NOW)
    assert not spared(FetchState(), NOW)
