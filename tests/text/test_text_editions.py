"""Stories and the edition in words."""

from __future__ import annotations

from datetime import UTC

import pytest

from tuinews.model import Edition, Headline, Story
from tuinews.model.stories import Telling
from tuinews.text.editions import about, heading

NOW = 1_764_000_000
"""2025-11-24 16:00 UTC."""
YESTERDAY = "2025-11-23T18:40:00Z"


@pytest.mark.parametrize(
    ("edition", "said"),
    [
        (Edition(YESTERDAY, 212, 31, ()), "Since you left (yesterday 18:40): 212 articles, 31 stories"),
        (Edition(YESTERDAY, 1, 1, ()), "Since you left (yesterday 18:40): 1 article, 1 story"),
        (Edition(None, 21_200, 1_031, ()), "Came in the last 24 hours: 21,200 articles, 1,031 stories"),
        (Edition(YESTERDAY, 0, 0, ()), "Since you left (yesterday 18:40): nothing new."),
        (
            Edition(None, 7, 0, ()),
            "Came in the last 24 hours: 7 articles, none of them told by two sources.",
        ),
    ],
)
def test_an_edition_is_headed_by_how_much_came_since_when(edition: Edition, said: str) -> None:
    assert heading(edition, NOW, UTC) == said


def story(publishers: int, *tellings: tuple[str, int | None]) -> Story:
    rows = tuple(
        Telling(Headline(id, 0, "Storm", "wire", "Wire", "", published, False, False), copy_of)
        for id, (published, copy_of) in enumerate(tellings, 1)
    )
    first, last = tellings[0][0], tellings[-1][0]
    return Story(1, "Storm", 1, first, last, ("wire",), publishers, rows)


def test_a_story_is_told_by_who_and_when() -> None:
    tuesday, today = "2025-11-18T14:01:00Z", "2025-11-24T09:12:00Z"
    assert about(story(2, (tuesday, None), (today, None)), NOW, UTC) == "2 sources, Tue 14:01 – today 09:12"
    evening = "2025-11-18T20:30:00Z"
    assert about(story(2, (tuesday, None), (evening, None)), NOW, UTC) == "2 sources, Tue 14:01 – 20:30"
    assert about(story(1, (today, None), (today, 1)), NOW, UTC) == (
        "1 source, 2 tellings, one of them a copy, 09:12"
    )
    assert about(story(1, (today, None), (today, 1), ("2025-11-24", 1)), NOW, UTC) == (
        "1 source, 3 tellings, 2 of them copies, 09:12 – today"
    )
