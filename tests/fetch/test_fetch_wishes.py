"""What a document wishes, and what its dates show."""

from __future__ import annotations

import pytest

from tuinews.fetch.wishes import Wishes, unpacked, usual_gap, wishes_of
from tuinews.model import Entry, Feed
from tuinews.sources.parse import parse_document

HOUR = 3600
DAY = 24 * HOUR
NOW = 1_800_000_000


@pytest.mark.parametrize(
    ("moments", "gap"),
    [
        ([], 0),
        ([NOW, NOW - HOUR, NOW - 2 * HOUR], 0),
        ([NOW - number * HOUR for number in range(30)], HOUR),
        ([NOW - number * DAY - item for number in range(6) for item in range(0, 500, 100)], DAY),
        ([NOW] * 40, 0),
        ([NOW, NOW - HOUR, NOW - 2 * HOUR, NOW - 400 * DAY], HOUR),
    ],
    ids=["nothing", "too-few", "hourly", "a-batch-a-day", "all-at-once", "one-long-pause"],
)
def test_the_usual_gap_is_the_median_of_the_newest(moments: list[int], gap: int) -> None:
    assert usual_gap(moments) == gap
    assert usual_gap(reversed(moments)) == gap


def test_only_the_newest_count_so_that_old_habits_are_forgotten() -> None:
    lately = [NOW - number * HOUR for number in range(12)]
    assert usual_gap(lately + [NOW - number * DAY for number in range(1, 200)]) == HOUR


def test_a_document_is_read_for_wishes_and_dates() -> None:
    document = b"""<?xml version="1.0"?>
    <rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>T</title>
    <ttl>90</ttl><sy:updatePeriod> daily </sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>
    <skipHours><hour>0</hour><hour>24</hour><hour>7</hour><hour>99</hour><hour>x</hour></skipHours>
    <skipDays><day>Sunday</day><day>saturday</day><day>Someday</day></skipDays>
    <item><title>A</title><pubDate>Mon, 06 Jan 2025 10:00:00 GMT</pubDate></item></channel></rss>"""
    feed = parse_document(document, url="https://a.example/", content_type=None)
    assert wishes_of(feed) == Wishes(5400, 21600, (0, 7), (5, 6), 0, 1736157600)


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", HOUR),
        ("<sy:updateFrequency>2</sy:updateFrequency>", DAY // 2),
        ("<sy:updatePeriod>weekly</sy:updatePeriod><sy:updateFrequency>7</sy:updateFrequency>", DAY),
        ("<sy:updatePeriod>often</sy:updatePeriod>", 0),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", 0),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>-3</sy:updateFrequency>", 0),
        ("", 0),
    ],
)
def test_the_stated_period_is_read_as_its_module_says(stated: str, seconds: int) -> None:
    document = (
        '<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">'
        f"<channel><title>T</title>{stated}</channel></rss>"
    )
    feed = parse_document(document.encode(), url="https://a.example/", content_type=None)
    assert wishes_of(feed).period == seconds


def test_a_broken_document_tells_its_period_too() -> None:
    document = (
        b'<rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>T'
        b"</title><sy:updatePeriod>hourly</sy:updatePeriod><item><title>A &nosuch; <b>B</title></item>"
    )
    feed = parse_document(document, url="https://a.example/", content_type=None)
    assert wishes_of(feed).period == HOUR


def test_entries_are_dated_by_their_issue_else_by_their_update() -> None:
    entries = (
        Entry("1", None, "A", published="2025-01-06T10:00:00Z", updated="2025-02-06T10:00:00Z"),
        Entry("2", None, "B", updated="2025-01-05T10:00:00Z"),
        Entry("3", None, "C", published="2025-01-04"),
        Entry("4", None, "D"),
    )
    assert wishes_of(Feed("T", entries)).newest == 1736157600


def test_wishes_come_back_from_the_store_as_they_were() -> None:
    wishes = Wishes(3600, 7200, (1, 2), (6,), 900, NOW)
    assert unpacked(wishes.packed()) == wishes
    assert unpacked(None) == unpacked("") == unpacked(Wishes().packed()) == Wishes()
