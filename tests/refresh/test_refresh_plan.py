"""Which sources are asked, and what is said of the others."""

from __future__ import annotations

from collections.abc import Collection

from tuinews.model import FetchState, Source
from tuinews.refresh.plan import plan
from tuinews.settings.private_hosts import pause_private

NOW = 1_800_000_000
SOURCES = [Source(id, f"https://{id}.example/feed") for id in ("fresh", "due", "new", "told", "recent")]
SOURCES += [
    Source("paused", "https://p.example/", paused=True, paused_why="Its host is private."),
    Source("idle", "https://i.example/", paused=True),
]
STATES = {
    "fresh": FetchState(last_fetch=NOW - 300, next_fetch=NOW + 600),
    "due": FetchState(last_fetch=NOW - 900, next_fetch=NOW),
    "told": FetchState(last_fetch=NOW - 900, next_fetch=NOW + 3600, wait_until=NOW + 3600),
    "recent": FetchState(last_fetch=NOW - 30, next_fetch=NOW - 10),
}


def planned(
    chosen: Collection[str] | None = None, *, force: bool = False
) -> tuple[list[str], dict[str, str | None]]:
    made = plan(SOURCES, STATES, NOW, chosen=chosen, force=force)
    return [job.source.id for job in made.jobs], {out.source: out.error for out in made.waiting}


def test_by_itself_what_is_due_is_asked_and_nothing_is_said_of_the_rest() -> None:
    assert planned() == (["due", "new", "recent"], {})


def test_by_force_all_are_asked_but_those_who_told_us_to_wait() -> None:
    assert planned(force=True) == (
        ["fresh", "due", "new", "recent"],
        {"told": "its host asked to be left alone for another 1 hour"},
    )


def test_chosen_ones_are_asked_due_or_not_but_not_twice_within_two_minutes() -> None:
    asked, waiting = planned([source.id for source in SOURCES])
    assert asked == ["fresh", "due", "new"]
    assert waiting["recent"] == "it was asked 30 seconds ago"
    assert "left alone" in (waiting["told"] or "")
    assert planned(["recent"], force=True) == (["recent"], {})


def test_a_paused_source_is_left_out_and_named_only_when_it_was_chosen() -> None:
    asked, waiting = planned(["paused", "idle"])
    assert asked == []
    assert waiting["paused"] == (
        "it is paused (Its host is private); take `paused` out of its table in sources.toml to follow it"
    )
    assert (waiting["idle"] or "").startswith("it is paused; take")


def test_a_source_that_waits_for_leave_says_how_it_is_given() -> None:
    waiting = pause_private([Source("nas", "http://nas.local/feed")], allow=False)
    (outcome,) = plan(waiting, {}, NOW, chosen=["nas"]).waiting
    assert outcome.error == (
        "it is paused (Its host nas.local is this machine or on a private network); "
        "`tuinews add` with its address permits its host"
    )


def test_what_is_gone_is_asked_by_name_or_by_force_only() -> None:
    gone = {"due": FetchState(last_fetch=NOW - 9000, status="failed", http_status=410)}
    due = SOURCES[1:2]
    assert plan(due, gone, NOW) == ((), ())
    assert [job.source.id for job in plan(due, gone, NOW, chosen=["due"]).jobs] == ["due"]
    assert [job.source.id for job in plan(due, gone, NOW, force=True).jobs] == ["due"]
