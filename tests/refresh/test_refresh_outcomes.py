"""What is remembered of a source after an answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tuinews.fetch.wishes import Wishes
from tuinews.model import FetchState, Source, Status
from tuinews.refresh.messages import Document, Job, Trouble
from tuinews.refresh.outcomes import answered, troubled

NOW = 1_800_000_000
OLD = "https://a.example/feed"
NEW = "https://b.example/feed"
KNOWN = FetchState(
    etag='"1"', body_hash="h", url=OLD, size=500, requests=4, unmodified=1, received=900, saved=500
)


def after(before: FetchState, **fields: Any) -> FetchState:
    said: dict[str, Any] = {"url": OLD, "body_hash": "h", "status": 200, "requests": 1} | fields
    document = Document("a", **said)
    job = Job(Source("a", OLD), before)
    return answered(job, document, Status.UNCHANGED, started=NOW, now=NOW + 1, every=15)


def failed(before: FetchState, source: Source | None = None, **fields: Any) -> FetchState:
    said: dict[str, Any] = {"error": "why", "requests": 1} | fields
    trouble = Trouble("a", **said)
    return troubled(Job(source or Source("a", OLD), before), trouble, started=NOW, now=NOW + 1, every=15)


def test_a_304_counts_what_it_did_not_send_and_forgets_failures() -> None:
    state = after(replace(KNOWN, failures=3, error="why", wait_until=NOW), status=304, etag='"1"')
    assert (state.failures, state.error, state.wait_until) == (0, None, None)
    assert (state.size, state.requests, state.unmodified, state.received, state.saved) == (
        500,
        5,
        2,
        900,
        1000,
    )
    assert (state.last_fetch, state.next_fetch, state.http_status) == (NOW + 1, NOW + 900, 304)


def test_a_file_of_this_machine_has_no_status() -> None:
    state = after(FetchState(), status=None, requests=0)
    assert (state.http_status, state.requests, state.size) == (None, 0, None)


def test_wishes_stand_until_a_document_says_otherwise() -> None:
    state = after(KNOWN, wishes=Wishes(ttl=7200).packed())
    assert state.next_why == "its ttl"
    state = after(state, status=304)
    assert (state.next_fetch, state.next_why) == (NOW + 7200, "its ttl")
    state = after(state, wishes=Wishes().packed())
    assert state.next_why == "your usual rhythm"


@pytest.mark.parametrize(
    ("before", "to", "kept"),
    [
        ((None, 0), NEW, (NEW, 1)),
        ((NEW, 1), NEW, (NEW, 2)),
        ((NEW, 2), NEW, (NEW, 3)),
        ((NEW, 2), None, (None, 0)),
        ((NEW, 2), "https://c.example/", ("https://c.example/", 1)),
        ((NEW, 3), None, (NEW, 3)),
        ((NEW, 5), None, (NEW, 3)),
    ],
)
def test_moves_are_counted_in_a_row(
    before: tuple[str | None, int], to: str | None, kept: tuple[str | None, int]
) -> None:
    state = after(FetchState(moved_to=before[0], moved_times=before[1]), moved_to=to)
    assert (state.moved_to, state.moved_times) == kept


def test_a_wait_is_no_failure_and_is_never_cut_short_by_a_rhythm() -> None:
    state = failed(replace(KNOWN, failures=2), status=429, retry_after=3600)
    assert (state.status, state.failures) == ("waiting", 2)
    assert (state.wait_until, state.next_fetch, state.next_why) == (NOW + 3600, NOW + 3600, "Retry-After")
    state = failed(KNOWN, status=503, retry_after=5)
    assert (state.wait_until, state.next_fetch) == (NOW + 5, NOW + 900)
    assert (state.etag, state.body_hash) == ('"1"', "h")


def test_what_is_gone_has_no_next_time_and_the_way_back_is_said() -> None:
    state = failed(KNOWN, status=410)
    assert (state.next_fetch, state.http_status, state.failures) == (None, 410, 1)
    assert "`tuinews refresh a`" in (state.error or "")


@pytest.mark.parametrize("status", [404, 410])
def test_a_new_address_that_is_gone_is_forgotten(status: int) -> None:
    state = failed(replace(KNOWN, moved_to=NEW, moved_times=3), status=status)
    assert (state.moved_to, state.moved_times) == (None, 0)
    assert state.next_fetch is not None


def test_a_new_address_in_trouble_is_kept() -> None:
    state = failed(replace(KNOWN, moved_to=NEW, moved_times=3), status=503)
    assert (state.moved_to, state.moved_times) == (NEW, 3)


def test_an_unreadable_document_drops_the_validators_but_not_the_known_body() -> None:
    state = failed(KNOWN, status=200, unreadable=True, received=77)
    assert (state.etag, state.last_modified, state.body_hash, state.received) == (None, None, "h", 977)


def test_the_users_interval_is_the_step_of_the_back_off() -> None:
    hourly = Source("a", OLD, interval=60)
    waits = [(failed(FetchState(failures=n), hourly).next_fetch or 0) - NOW for n in range(8)]
    assert waits == sorted(waits)
    assert waits[0] >= 3600
    assert waits[-1] == 86400
