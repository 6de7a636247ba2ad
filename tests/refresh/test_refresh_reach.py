"""Offline is told from a broken feed, and told soon."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from support.home import Home
from tuinews.model import FetchState, Source, Status
from tuinews.refresh import crew
from tuinews.refresh.messages import Document, Job, Message, Trouble
from tuinews.refresh.reach import ENOUGH, Reach


def reach(*urls: str) -> Reach:
    return Reach(
        {str(number): Job(Source(str(number), url), FetchState()) for number, url in enumerate(urls)}
    )


def lost(number: int) -> Trouble:
    return Trouble(str(number), "no such name", unreachable=True)


def hosts(count: int) -> list[str]:
    return [f"https://h{number}.example/" for number in range(count)]


def test_after_enough_hosts_in_vain_the_rest_is_hopeless() -> None:
    looked = reach(*hosts(1000))
    for number in range(ENOUGH):
        assert not looked.hopeless
        assert looked.take([lost(number)]) == []
    assert looked.hopeless
    unreached = looked.unreached()
    assert [one.source for one in unreached] == [str(number) for number in range(1000)]
    assert [one.error for one in unreached[:ENOUGH]] == ["no such name"] * ENOUGH
    assert "not tried" in unreached[-1].error


def test_one_host_with_many_feeds_is_one_host() -> None:
    looked = reach(*[f"https://dead.example/{number}" for number in range(50)], "https://b.example/")
    looked.take([lost(number) for number in range(50)])
    assert not looked.hopeless
    kept = looked.take([Document("50", "https://b.example/", (), "hash")])
    assert len(kept) == 51, "what was held back is said as soon as one host answered"
    assert looked.unreached() == ()


def test_any_answer_shows_that_there_is_a_network() -> None:
    for message in (
        Trouble("99", "500", status=500),
        Trouble("99", "429", status=429, retry_after=9),
        Document("99", "https://h99.example/"),
    ):
        looked = reach(*hosts(100))
        looked.take([lost(0), message, *(lost(number) for number in range(1, 50))])
        assert not looked.hopeless
        assert looked.unreached() == ()


@pytest.mark.parametrize(
    "url", ["http://localhost:8080/f", "http://127.0.0.1/f", "file:///f", "http://10.0.0.2/f"]
)
def test_an_answer_from_this_machine_or_its_network_shows_nothing(url: str) -> None:
    looked = reach(*hosts(10), url)
    looked.take([Document("10", url), *(lost(number) for number in range(ENOUGH))])
    assert looked.hopeless
    assert [one.source for one in looked.unreached()] == [str(number) for number in range(10)]


def test_what_needs_no_network_is_still_waited_for() -> None:
    looked = reach(*hosts(20), "file:///home/me/feed.xml")
    looked.take([lost(number) for number in range(10)])
    assert not looked.hopeless
    looked.take([Document("20", "file:///home/me/feed.xml")])
    assert looked.hopeless


def test_a_single_name_that_does_not_exist_is_a_broken_feed() -> None:
    looked = reach("https://gone.example/a", "https://gone.example/b")
    nameless = [Trouble(number, "it does not exist", unreachable=True, doubtful=True) for number in "01"]
    looked.take(nameless)
    assert not looked.offline
    assert list(looked.unreached()) == nameless
    looked = reach("https://gone.example/")
    looked.take([lost(0)])
    assert looked.offline, "the look-up itself failed: that says nothing of the source"
    looked = reach("https://a.example/", "https://b.example/")
    looked.take(nameless)
    assert looked.offline, "two at once are more likely a network that says no to everything"


def test_other_troubles_are_not_held_back() -> None:
    looked = reach(*hosts(3))
    refused = Trouble("0", "connection refused")
    assert looked.take([refused, lost(1)]) == [refused]


class Counted:
    """Children without a network; they count what was heard of them."""

    heard = 0

    def __init__(self, jobs: list[Job], *_: object) -> None:
        self._jobs = jobs

    def __enter__(self) -> Counted:
        return self

    def __exit__(self, *_: object) -> None: ...

    def messages(self, idle: Callable[[], bool]) -> Iterator[list[Message]]:
        for job in self._jobs:
            Counted.heard += 1
            yield [Trouble(job.source.id, "no such name", unreachable=True)]


def test_a_feed_whose_name_is_gone_fails_even_when_it_is_asked_alone(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Nameless(Counted):
        def messages(self, idle: Callable[[], bool]) -> Iterator[list[Message]]:
            yield [Trouble("a", "it does not exist", unreachable=True, doubtful=True)]

    monkeypatch.setattr(crew, "Crew", Nameless)
    home.follow("a", "https://gone.example/feed")
    assert home.refresh()["a"].status is Status.FAILED
    assert (home.state("a").failures, home.report.offline) == (1, False)


def test_a_run_without_network_ends_early_and_blames_nobody(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "Crew", Counted)
    home.follow_all([Source(f"s{number}", f"https://h{number}.example/") for number in range(1000)])
    for _ in range(2):
        Counted.heard = 0
        outcomes = home.refresh()
        assert Counted.heard == ENOUGH
        assert len(outcomes) == 1000
        assert {outcome.status for outcome in outcomes.values()} == {Status.OFFLINE}
        assert (home.report.offline, home.report.failed) == (True, 0)
    state = home.state("s999")
    assert (state.failures, state.last_fetch, state.next_fetch, state.status) == (0, None, None, "offline")
