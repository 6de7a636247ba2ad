"""Times are shown in the zone that held at their moment, not in the one that holds today."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tuinews.settings.zone import LocalZone
from tuinews.text.dates import age, whole


@pytest.fixture(autouse=True)
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as there:
        # A rule of POSIX needs no database of zones.
        there.setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3")
        time.tzset()
        yield
    time.tzset()


def test_summer_and_winter_have_each_their_own_time() -> None:
    assert whole("2025-07-01T12:00:00Z", LocalZone()).endswith("14:00")
    assert whole("2025-12-01T12:00:00Z", LocalZone()).endswith("13:00")


def test_a_date_without_a_time_is_its_day_in_every_zone() -> None:
    now = int(datetime(2025, 12, 2, 12, tzinfo=UTC).timestamp())
    assert age("2025-12-01", now, LocalZone()) == "Mon"
    assert whole("2025-12-01", LocalZone()) == "Mon 1 Dec 2025"


def test_a_moment_beyond_the_calendar_is_shown_in_utc() -> None:
    zone = LocalZone()
    assert zone.fromutc(datetime.max.replace(tzinfo=zone)) == datetime.max.replace(tzinfo=zone)
