"""Dates read from feeds, sorted by, and shown."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tuinews.text.dates import age, day_and_time, parse_stamp, sort_key, whole

EAST = timezone(timedelta(hours=1))


def seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("Thu, 22 Aug 2024 02:34:05 +0000", "2024-08-22T02:34:05Z"),
        ("Do 25.04.24 | 14:07 Uhr", "2024-04-25T14:07:00Z"),
        ("2023年04月05日08:30", "2023-04-05T08:30:00Z"),
        ("2023年4月5日 14时30分", "2023-04-05T14:30:00Z"),
        ("2023年4月5日 下午2:30", "2023-04-05T14:30:00Z"),
        ("2024. 3. 5. 오전 12:10", "2024-03-05T00:10:00Z"),
        ("5 mars 2024 à 14h30", "2024-03-05T14:30:00Z"),
        ("Tue, 5 Mar 2024 2:30 PM GMT", "2024-03-05T14:30:00Z"),
        ("Tue, 17 Feb 2026 19:59:16 -0500", "2026-02-18T00:59:16Z"),
        ("Mon, 09 Feb 2026 00:00:00 GMT", "2026-02-09T00:00:00Z"),
        ("Mon, 01 Sep 2025 00:00:00 UT", "2025-09-01T00:00:00Z"),
        ("Tue, 15 Nov 2022 20:15:04 Z", "2022-11-15T20:15:04Z"),
        ("Tue, 7 Aug 2012 11:02:03 EST", "2012-08-07T16:02:03Z"),
        ("Fri, 17 May 2019 06:00:00 BST", "2019-05-17T05:00:00Z"),
        ("Mon, 06 Jan 25 10:00:00 EST", "2025-01-06T15:00:00Z"),
        ("Sun, 04 Jul 99 10:00 GMT", "1999-07-04T10:00:00Z"),
        ("06 Jan 2025 10:00:00 A", "2025-01-06T10:00:00Z"),
        ("Mon,06 Jan 2025 10:00:00 GMT", "2025-01-06T10:00:00Z"),
        ("Monday, 06 January 2025 10:00:00 +0200", "2025-01-06T08:00:00Z"),
        ("Dom, 16 Jun 2024 14:09:05 +0000 2024-06-16 14:09:05", "2024-06-16T14:09:05Z"),
        ("2025-02-24T17:00:31Z", "2025-02-24T17:00:31Z"),
        ("2026-02-12T21:09:23+02:00", "2026-02-12T19:09:23Z"),
        ("2026-02-17T17:36:36-0500", "2026-02-17T22:36:36Z"),
        ("2026-01-05T17:23:00.003-05:00", "2026-01-05T22:23:00Z"),
        ("2025-01-06T10:00:00.123456789123Z", "2025-01-06T10:00:00Z"),
        ("2025-01-06T10:00Z", "2025-01-06T10:00:00Z"),
        ("2025-01-06 10:00:00", "2025-01-06T10:00:00Z"),
        ("2025-01-06T10:00:00 EST", "2025-01-06T15:00:00Z"),
        ("20250106T100000Z", "2025-01-06T10:00:00Z"),
        ("2017-06-13T03:18:00+00:0", "2017-06-13T03:18:00Z"),
        ("2025-01-06T10:00:00+99:99", "2025-01-06T10:00:00Z"),
        ("Mon, 06 Jan 2025 24:00:00 GMT", "2025-01-07T00:00:00Z"),
        ("Mon, 06 Jan 2025 23:59:60 GMT", "2025-01-06T23:59:59Z"),
        ("1736157600", "2025-01-06T10:00:00Z"),
        ("1736157600000", "2025-01-06T10:00:00Z"),
        ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
        ("Mon Jan  6 10:00:00 2025", "2025-01-06T10:00:00Z"),
        ("Mon Jan 6 10:00:00 EST 2025", "2025-01-06T15:00:00Z"),
        ("January 6, 2025 2:01 pm", "2025-01-06T14:01:00Z"),
        ("2025-01-06 12:01 AM", "2025-01-06T00:01:00Z"),
        ("Lundi, 06 Janvier 2025 10:00:00", "2025-01-06T10:00:00Z"),
        ("6. März 2025, 14:01 Uhr", "2025-03-06T14:01:00Z"),
        ("6 août 2025 10:00:00 +0200", "2025-08-06T08:00:00Z"),
        ("6 мая 2025, 14:01", "2025-05-06T14:01:00Z"),
        ("2025年1月6日 10:00", "2025-01-06T10:00:00Z"),
        ("22.11.2022 12:16:00", "2022-11-22T12:16:00Z"),
    ],
)
def test_a_time_becomes_a_stamp_in_utc(text: str, stamp: str) -> None:
    assert parse_stamp(text) == stamp
    assert parse_stamp(f"  {text}\n") == stamp
    assert parse_stamp(stamp) == stamp


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("2021-09-07", "2021-09-07"),
        ("2021/9/7", "2021-09-07"),
        ("7. září 2021", "2021-09-07"),
        ("7. června 2021", "2021-06-07"),
        ("7. července 2021", "2021-07-07"),
        ("5. března 2024", "2024-03-05"),
        ("7 Ağustos 2021", "2021-08-07"),
        ("12 листопада 2021", "2021-11-12"),
        ("2021-09", "2021-09-01"),
        ("2021", "2021-01-01"),
        ("20210907", "2021-09-07"),
        ("Tue, 7 Sep 2021", "2021-09-07"),
        ("September 7th, 2021", "2021-09-07"),
        ("7 de septiembre de 2021", "2021-09-07"),
        ("7 ottobre 2021", "2021-10-07"),
        ("2021년 9월 7일", "2021-09-07"),
        ("٢٠٢٥-٠١-٠٦", "2025-01-06"),
        ("2025-W02-1", "2025-01-06"),
        ("23/11/2026", "2026-11-23"),
        ("11/23/2026", "2026-11-23"),
    ],
)
def test_a_date_without_a_time_stays_a_date(text: str, stamp: str) -> None:
    assert parse_stamp(text) == stamp
    assert parse_stamp(text, "Asia/Tokyo") == stamp


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "yesterday", "<b>2025</b>", "-1", "0", "99999999999999999999", "06/01/2025",
        "Mon, 30 Feb 2025 10:00:00 GMT", "2025-13-45T99:99:99Z", "Thu, 01 Jan 0001 00:00:00 +0000",
        "0001-01-01T00:00:00Z", "31 Dec 9999 23:59:59 -1200", "12 Foo 2025", "iPad Pro 12 2024",
        "Version 2.10.15", "pour des 12 élèves de 2024", "x" * 100_000, "1 " * 50_000,
    ],
)  # fmt: skip
def test_what_is_no_possible_date_is_none(text: str) -> None:
    assert parse_stamp(text) is None


def test_a_time_without_a_zone_is_read_in_the_sources_timezone() -> None:
    assert parse_stamp("2025-07-01 12:00:00", "Europe/Berlin") == "2025-07-01T10:00:00Z"
    assert parse_stamp("2025-01-01 12:00:00", "Europe/Berlin") == "2025-01-01T11:00:00Z"
    assert parse_stamp("Wed, 01 Jan 2025 00:30:00", "Asia/Kolkata") == "2024-12-31T19:00:00Z"
    assert parse_stamp("2025-07-01 12:00:00Z", "Europe/Berlin") == "2025-07-01T12:00:00Z"
    assert parse_stamp("2025-07-01 12:00:00", "No/Where") == "2025-07-01T12:00:00Z"
    assert parse_stamp("2025-07-01 12:00:00", "../../etc/passwd") == "2025-07-01T12:00:00Z"


def test_articles_are_sorted_by_time_of_issue_and_never_in_the_future() -> None:
    seen = seconds("2026-11-23T14:00:00Z")
    assert sort_key("2026-11-23T13:00:00Z", seen) == seen - 3600
    assert sort_key("2026-11-24T13:00:00Z", seen) == seen
    assert sort_key("2999-01-01", seen) == seen
    assert sort_key(None, seen) == seen
    assert sort_key("1969-12-31T23:59:59Z", seen) == -1


def test_a_date_counts_as_its_midnight_except_on_the_day_it_was_seen() -> None:
    seen = seconds("2026-11-23T14:00:00Z")
    assert sort_key("2026-11-23", seen) == seen
    assert sort_key("2026-11-22", seen) == seconds("2026-11-22T00:00:00Z")


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        ("2026-11-23T13:01:00Z", "14:01"),
        ("2026-11-22T23:30:00Z", "00:30"),
        ("2026-11-22T22:30:00Z", "Sun"),
        ("2026-11-17T12:00:00Z", "Tue"),
        ("2026-11-16T12:00:00Z", "16 Nov"),
        ("2026-01-01T00:00:00Z", "1 Jan"),
        ("2025-12-31T12:00:00Z", "Dec 2025"),
        ("2026-11-23", "today"),
        ("2026-11-22", "Sun"),
        ("2026-11-24", "24 Nov"),
        ("2999-01-01", "Jan 2999"),
    ],
)
def test_a_list_shows_short_times(when: str, shown: str) -> None:
    now = seconds("2026-11-23T14:30:00Z")
    assert age(when, now, EAST) == shown
    assert len(shown) <= 8
    if "T" in when:
        assert age(seconds(when), now, EAST) == shown


@pytest.mark.parametrize(
    ("when", "shown"),
    [
        ("2026-11-23T13:01:00Z", "14:01"),
        ("2026-11-22T22:30:00Z", "yesterday 23:30"),
        ("2026-11-22T23:30:00Z", "00:30"),
        ("2026-11-17T12:00:00Z", "Tue 13:00"),
        ("2026-11-16T12:05:00Z", "16 Nov 13:05"),
        ("2025-12-31T12:00:00Z", "31 Dec 2025"),
        ("2026-11-23", "today"),
        ("2026-11-22", "Sun"),
        ("2026-11-24T12:00:00Z", "24 Nov 13:00"),
    ],
)
def test_a_sentence_names_the_day_and_the_time(when: str, shown: str) -> None:
    now = seconds("2026-11-23T14:30:00Z")
    assert day_and_time(when, now, EAST) == shown
    if "T" in when:
        assert day_and_time(seconds(when), now, EAST) == shown


def test_a_time_beyond_the_calendar_is_shown_somehow() -> None:
    assert age(-(10**15), 0, UTC) == "Jan 1"
    assert age(10**15, 0, EAST) == "Dec 9999"


def test_the_reader_shows_whole_times_and_never_shifts_a_date() -> None:
    assert whole("2026-11-23T13:01:00Z", EAST) == "Mon 23 Nov 2026 14:01"
    assert whole("2026-11-23T23:30:00Z", EAST) == "Tue 24 Nov 2026 00:30"
    assert whole("2021-09-07", timezone(timedelta(hours=-12))) == "Tue 7 Sep 2021"
