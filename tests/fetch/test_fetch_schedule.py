"""When a source is asked again."""

from __future__ import annotations

from typing import Any

import pytest

from tuinews.fetch.schedule import CEILING, DAY, HOUR, due, gone, next_fetch, spared, told_to_wait
from tuinews.fetch.wishes import Wishes
from tuinews.model import FetchState

NOW = 1_800_000_000


MONDAY = 1_799_625_600
"""A Monday, 0:00 UTC."""


def wait(*, now: int = NOW, **given: Any) -> int:
    return next_fetch("a", now, **given).at - now


def why(**given: Any) -> str:
    return next_fetch("a", NOW, **given).why


def test_without_wishes_the_users_rhythm_counts() -> None:
    assert wait() == 15 * 60
    assert wait(every=30) == 30 * 60


def test_the_publisher_can_ask_for_longer_waits_but_not_for_shorter_ones() -> None:
    assert wait(wishes=Wishes(ttl=3600)) == 3600
    assert wait(wishes=Wishes(ttl=300)) == 15 * 60
    assert wait(wishes=Wishes(period=7200)) == 7200
    assert wait(max_age=1800) == 1800
    assert wait(max_age=0) == 15 * 60


def test_absurd_wishes_are_cut() -> None:
    assert wait(wishes=Wishes(ttl=60 * 10**9)) == DAY
    assert wait(wishes=Wishes(period=365 * DAY)) == DAY
    assert wait(max_age=365 * DAY) == 3600


def test_the_users_own_interval_overrules_the_publisher() -> None:
    all_day = Wishes(ttl=36000, period=DAY, gap=DAY, newest=NOW - 90 * DAY, skip_hours=tuple(range(23)))
    assert wait(interval=5, wishes=all_day, max_age=9999) == 300
    assert wait(interval=3 * 1440) == 3 * DAY


def test_a_rhythm_of_publishing_is_asked_twice_in_a_gap_and_never_more_often_than_the_user_wants() -> None:
    assert wait(wishes=Wishes(gap=6 * HOUR, newest=NOW - HOUR)) == 3 * HOUR
    assert wait(wishes=Wishes(gap=60, newest=NOW)) == 15 * 60
    assert wait(wishes=Wishes(gap=30 * DAY, newest=NOW)) == DAY


def test_a_source_that_falls_silent_is_asked_less_and_less_but_daily() -> None:
    waits = [wait(wishes=Wishes(gap=HOUR, newest=NOW - days * DAY)) for days in (0, 1, 2, 10, 20, 900)]
    assert waits == [HOUR // 2, 72 * 60, 144 * 60, 12 * HOUR, DAY, DAY]
    assert wait(wishes=Wishes(newest=NOW + 900 * DAY)) == 15 * 60, "a date in the future is no silence"


def test_hours_and_days_of_sleep_are_slept_through() -> None:
    night = Wishes(skip_hours=(22, 23, 0, 1, 2, 3, 4, 5))
    assert wait(now=MONDAY + 12 * HOUR, wishes=night) == 15 * 60
    assert wait(now=MONDAY + 22 * HOUR - 60, wishes=night) == 8 * HOUR + 60
    weekend = Wishes(skip_days=(5, 6))
    assert wait(now=MONDAY + 5 * DAY - 60, wishes=weekend) == 2 * DAY + 60
    assert wait(now=MONDAY + 7 * DAY, wishes=weekend) == 15 * 60


def test_a_list_of_hours_or_days_that_leaves_none_is_not_believed() -> None:
    assert wait(wishes=Wishes(skip_hours=tuple(range(24)))) == 15 * 60
    assert wait(wishes=Wishes(skip_days=tuple(range(7)))) == 15 * 60


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "your usual rhythm"),
        ({"interval": 60, "wishes": Wishes(ttl=9999)}, "your interval"),
        ({"wishes": Wishes(ttl=3600)}, "its ttl"),
        ({"wishes": Wishes(period=3600)}, "its updatePeriod"),
        ({"max_age": 1800}, "Cache-Control"),
        ({"wishes": Wishes(gap=6 * HOUR + 500, newest=NOW)}, "publishes about every 6 hours"),
        ({"wishes": Wishes(gap=HOUR, newest=NOW - 40 * DAY)}, "silent for 40 days"),
        ({"wishes": Wishes(gap=HOUR, newest=NOW - 3225 * DAY)}, "silent for 9 years"),
        ({"wishes": Wishes(skip_days=(4,))}, "its skipDays"),
        ({"wishes": Wishes(skip_hours=(8,))}, "its skipHours"),
        ({"failures": 1}, "failed once"),
        ({"failures": 3}, "failed 3 times"),
        ({"retry_after": 3600}, "Retry-After"),
        ({"retry_after": 5}, "your usual rhythm"),
    ],
)
def test_the_reason_is_said_in_a_few_words(given: dict[str, Any], said: str) -> None:
    assert why(**given) == said


def test_failures_double_the_wait_up_to_a_day() -> None:
    waits = [wait(failures=count) for count in range(1, 40)]
    for count, seconds in enumerate(waits[:6]):
        assert 900 * 2**count <= seconds <= min(900 * 2**count * 1.25, CEILING)
    assert max(waits) == CEILING


def test_sources_that_fail_together_come_back_apart() -> None:
    moments = {next_fetch(f"source-{number}", NOW, failures=3).at for number in range(50)}
    assert len(moments) > 25
    assert next_fetch("source-1", NOW, failures=3) == next_fetch("source-1", NOW, failures=3)


def test_what_is_gone_is_never_due() -> None:
    state = FetchState(http_status=410, status="failed", last_fetch=NOW - 900 * DAY)
    assert gone(state)
    assert not due(state, NOW)
    assert not gone(FetchState(http_status=404))
    assert not gone(FetchState())


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
