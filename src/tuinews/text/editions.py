"""Stories and the edition in words for a person: for the command line and the interface alike."""

from __future__ import annotations

from datetime import tzinfo

from tuinews.model import Edition, Story
from tuinews.text.dates import day_and_time


def heading(edition: Edition, now: int, tz: tzinfo) -> str:
    """``Since you left (yesterday 18:40): 212 articles, 31 stories``; ``now`` in Unix seconds."""
    since = "Came in the last 24 hours"
    if edition.since is not None:
        since = f"Since you left ({day_and_time(edition.since, now, tz)})"
    return f"{since}: {amount(edition)}" if edition.articles else f"{since}: nothing new."


def amount(edition: Edition) -> str:
    """``212 articles, 31 stories``; an edition without stories says so."""
    articles = _count(edition.articles, "article", "articles")
    if not edition.stories:
        return f"{articles}, none of them told by two sources."
    return f"{articles}, {_count(edition.stories, 'story', 'stories')}"


def about(story: Story, now: int, tz: tzinfo) -> str:
    """``9 sources, 14 tellings, 5 of them copies, Mon 14:01 – Tue 09:12``; ``now`` in Unix seconds."""
    parts = [_count(story.publishers, "source", "sources")]
    copies = sum(telling.copy_of is not None for telling in story.tellings)
    if len(story.tellings) != story.publishers:
        parts.append(_count(len(story.tellings), "telling", "tellings"))
    if copies:
        parts.append("one of them a copy" if copies == 1 else f"{copies} of them copies")
    first, last = (
        day_and_time(telling.headline.when, now, tz) for telling in (story.tellings[0], story.tellings[-1])
    )
    parts.append(first if first == last else f"{first} – {_until(first, last)}")
    return ", ".join(parts)


def _until(first: str, last: str) -> str:
    """The end of a span as it is said after its beginning: the day once, where both have the same."""
    day, last_day = (moment.rpartition(" ")[0] for moment in (first, last))
    if day and day == last_day:
        return last.removeprefix(f"{day} ")
    return f"today {last}" if day and ":" in last and not last_day else last


def _count(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
