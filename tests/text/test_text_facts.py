"""The facts of an article: which there are, in which order, in which words."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone

import pytest

from tuinews.model import Article
from tuinews.text.facts import facts, summary

WHOLE = Article(
    id=1,
    sort=0,
    title="Storm",
    source="gull",
    language=None,
    words=5,
    image=None,
    read=False,
    starred=False,
    views=0,
    revised=None,
    story=None,
    html=None,
    text="A storm comes. Ships stay.",
    summary=None,
    category="World",
    labels=("world", "Weather", "Ships\x1b[2J"),
    author="Yrsa Fenn",
    editors=("Odd Bell", "Ada Quill"),
    origin="Harbour Wire",
    source_title="The Gull",
    published="2021-09-07T13:24:05Z",
    updated="2021-09-07T15:00:00Z",
    fetched="2021-09-08T06:30:00Z",
    url="https://gull.example/storm",
    comments_url="https://gull.example/storm#talk",
    comments_count=1200,
    page_views=1,
)


def test_every_fact_stands_in_its_place() -> None:
    assert [tuple(fact) for fact in facts(WHOLE, UTC, 2)] == [
        ("Categories", ("World", "Weather, Ships"), ""),
        ("Author", ("Yrsa Fenn",), ""),
        ("Editors", ("Odd Bell, Ada Quill",), ""),
        ("Origin", ("Harbour Wire, by way of The Gull",), ""),
        ("Issued", ("Tue 7 Sep 2021 13:24", "updated 15:00", "first seen Wed 8 Sep 2021 06:30"), ""),
        ("Views", ("opened twice", "1 view by the page's own count"), ""),
        ("Address", (), "https://gull.example/storm"),
        ("Comments", ("1,200",), "https://gull.example/storm#talk"),
    ]


def test_what_is_missing_has_no_fact() -> None:
    bare = WHOLE._replace(
        category="",
        labels=(),
        author=None,
        editors=(),
        origin=None,
        url=None,
        published=None,
        updated=None,
        comments_url=None,
        comments_count=None,
        page_views=None,
    )
    assert [tuple(fact) for fact in facts(bare, UTC, 0)] == [
        ("Origin", ("The Gull",), ""),
        ("Issued", ("not stated", "first seen Wed 8 Sep 2021 06:30"), ""),
    ]


def test_a_time_that_says_nothing_new_is_left_out() -> None:
    same = WHOLE._replace(updated="2021-09-07T13:24:59Z", fetched="2021-09-07T13:24:30Z")
    (issued,) = [fact for fact in facts(same, UTC, 0) if fact.name == "Issued"]
    assert issued.parts == ("Tue 7 Sep 2021 13:24",)


def test_a_date_without_a_time_stays_a_date_and_zones_move_only_times() -> None:
    dated = WHOLE._replace(published="2021-09-07", updated=None, fetched="2021-09-06T22:30:00Z")
    (issued,) = [fact for fact in facts(dated, timezone(timedelta(hours=2)), 0) if fact.name == "Issued"]
    assert issued.parts == ("Tue 7 Sep 2021", "first seen 00:30")


def test_the_sources_own_name_is_origin_enough() -> None:
    own = WHOLE._replace(origin="The Gull")
    assert [fact.parts for fact in facts(own, UTC, 0) if fact.name == "Origin"] == [("The Gull",)]


@pytest.mark.parametrize(
    ("said", "text", "shown"),
    [
        ("A storm comes.", "A storm comes. Ships stay.", ""),
        ("A  storm\ncomes…", "A storm comes. Ships stay.", ""),
        ("A storm com…", "A storm comes. Ships stay.", ""),
        ("A storm com [...]", "A storm comes. Ships stay.", ""),
        ("See and the pier, .", "See the harbour and the pier, at night.", ""),
        ("See the pier and.", "See the harbour and the pier, at night.", "See the pier and."),
        ("A night.", "A harbour, and a pier, by night.", "A night."),
        ("What ships do in storms.", "A storm comes. Ships stay.", "What ships do in storms."),
        ("A storm.", "", "A storm."),
        (None, "A storm.", ""),
    ],
)
def test_the_summary_is_not_shown_where_the_body_begins_with_it(
    said: str | None, text: str, shown: str
) -> None:
    assert summary(WHOLE._replace(summary=said, text=text)) == shown
