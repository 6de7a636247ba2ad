"""How long what is enclosed plays, as feeds state it."""

from __future__ import annotations

import pytest

from tuinews.sources import pieces
from tuinews.sources.parse import parse_document

ITUNES = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [
        ("3723", 3723), (" 62 ", 62), ("1:02", 62), ("01:02:03", 3723), ("62:03", 3723), (3723, 3723),
        (90.4, 90), ("0", None), ("", None), ("about an hour", None), ("1:2:3:4", None), ("-5", None),
        ("1:-5", None), ("99999999", None), (-1.0, None), (0.2, None), (float("nan"), None), (True, None),
        (None, None), ("1:", None),
    ],
)  # fmt: skip
def test_seconds_and_clock_times_are_read_and_nothing_else(stated: object, seconds: int | None) -> None:
    assert pieces.seconds(stated) == seconds


def durations(item: str, *, broken: bool = False) -> list[int | None]:
    end = "" if broken else "</channel></rss>"
    body = f'<rss version="2.0" {ITUNES} {MEDIA}><channel><title>P</title><item>{item}</item>{end}'
    feed = parse_document(body.encode(), url="https://p.example/", content_type=None)
    return [file.duration for file in feed.entries[0].enclosures]


SOUND = '<enclosure url="https://p.example/{}.mp3" type="audio/mpeg" length="9"/>'


@pytest.mark.parametrize("broken", [False, True], ids=["well-formed", "broken"])
def test_the_length_of_an_episode_is_that_of_its_first_sound(broken: bool) -> None:
    cover = '<enclosure url="https://p.example/a.jpg" type="image/jpeg" length="9"/>'
    item = (
        f"<title>T</title>{cover}{SOUND.format(1)}{SOUND.format(2)}<itunes:duration>1:02:03</itunes:duration>"
    )
    assert durations(item, broken=broken) == [None, 3723, None]


def test_media_have_their_own() -> None:
    item = '<media:content url="https://p.example/a.mp4" type="video/mp4" duration="75"/>'
    assert durations(item) == [75]
