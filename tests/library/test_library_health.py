"""How a source is doing, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tuinews.fetch.trouble import refusal
from tuinews.library import Library
from tuinews.library.health import Condition, Ways, a_week, condition, facts, in_lines, next_time
from tuinews.model import FetchState, PastTrouble, Source, SourceState, Status
from tuinews.settings.paths import Paths, ensure, resolve
from tuinews.settings.private_hosts import pause_private
from tuinews.store import Store

made = import_module("support.articles")
NOW: int = made.NOW
WAYS = Ways("Press r", "Press p", "Press d", "Press p twice", "Press E")
BASE = SourceState(
    Source("a", "https://a.example/feed"),
    "A",
    None,
    2,
    30,
    "2025-11-24T15:00:00Z",
    "2025-11-24T17:00:00Z",
    "stored",
    None,
    0,
)
FAILED = BASE._replace(status="failed", failures=1, error="it says 500", http_status=500)
GONE = FAILED._replace(http_status=410, next_fetch=None)
PAUSED = BASE._replace(source=Source("a", "https://a.example/feed", paused=True))


def told(state: SourceState) -> dict[str, str]:
    """The facts by their labels; the history in one text."""
    found: dict[str, str] = {}
    label = ""
    for fact in facts(state, NOW, UTC, WAYS):
        label = fact.label or label
        found[label] = f"{found[label]} | {fact.text}" if label in found else fact.text
    return found


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (BASE, Condition.FINE),
        (BASE._replace(last_fetch=None, status=None), Condition.NEW),
        (BASE._replace(status="waiting", error="wait"), Condition.WAITING),
        (BASE._replace(status="offline", error="offline"), Condition.FINE),
        (FAILED, Condition.FAILED),
        (GONE, Condition.GONE),
        (PAUSED, Condition.PAUSED),
        (FAILED._replace(source=PAUSED.source), Condition.PAUSED),
    ],
)
def test_the_condition_is_what_matters_most(state: SourceState, expected: Condition) -> None:
    assert condition(state) is expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"next_why": "publishes about every 6 hours"}, "17:00: publishes about every 6 hours"),
        ({"next_fetch": "2025-11-25T09:30:00Z", "next_why": "its ttl"}, "tomorrow 09:30: its ttl"),
        ({"next_fetch": "2025-11-26T09:30:00Z"}, "Wed 26 Nov 2025 09:30"),
        (
            {"next_fetch": "2025-11-24T15:30:00Z", "next_why": "your interval"},
            "with the next refresh (since 15:30: your interval)",
        ),
        ({"next_fetch": None}, "with the next refresh"),
        ({"last_fetch": None, "status": None}, "with the next refresh: it was never asked"),
        ({"source": PAUSED.source}, "never: it is paused"),
        ({"status": "failed", "http_status": 410, "next_fetch": None}, "never: it is gone"),
    ],
)
def test_the_next_time_says_why(fields: dict[str, Any], expected: str) -> None:
    assert told(BASE._replace(**fields))["Next due"] == expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (BASE, "17:00"),
        (BASE._replace(next_fetch="2025-11-26T17:00:00Z"), "26 Nov"),
        (BASE._replace(next_fetch=None), "now"),
        (BASE._replace(next_fetch="2025-11-24T15:59:00Z"), "now"),
        (PAUSED, "never"),
        (GONE, "never"),
    ],
)
def test_the_next_time_of_a_row_is_short(state: SourceState, expected: str) -> None:
    assert next_time(state, NOW, UTC) == expected


def test_figures_are_said_in_words() -> None:
    state = BASE._replace(
        requests=41,
        unmodified=33,
        received=512,
        saved=1_200_000,
        etag='"x"',
        last_modified="Mon, 24 Nov 2025 10:00:00 GMT",
        http_status=304,
        weekly=3.5,
        rhythm=(0, 1, 2, 3, 4, 8, 0, 4),
    )
    assert told(state) == {
        "Address": "https://a.example/feed",
        "Articles": "2 unread of 30; 3.5 a week ▁▂▂▃▃▇▁▃",
        "Last asked": "15:00, answered 304",
        "Next due": "17:00",
        "Requests": "asked 41 times, 33 unchanged, 512 bytes received, 1.2 MB not sent again",
        "Validators": 'ETag "x", Mon, 24 Nov 2025 10:00:00 GMT',
    }


def test_silence_is_said() -> None:
    assert told(BASE._replace(rhythm=(0,) * 8))["Articles"] == "2 unread of 30; none in the last 8 weeks"


def test_what_is_wrong_comes_first_with_what_to_do() -> None:
    first, second, *_ = facts(FAILED, NOW, UTC, WAYS)
    assert (first.label, first.text, first.bad) == ("Trouble", "it says 500", True)
    assert (second.label, second.text) == (
        "What to do",
        "It is asked again by itself. Press r to ask it now.",
    )


def test_a_lasting_trouble_says_since_when_and_how_to_end_it() -> None:
    past = PastTrouble("2025-11-20T08:00:00Z", "2025-11-24T15:00:00Z", 9, 500, "it says 500")
    older = PastTrouble("2025-10-02T08:00:00Z", "2025-10-02T08:00:00Z", 1, None, "no answer")
    found = told(FAILED._replace(failures=9, troubles=(past, older)))
    assert found["Trouble"] == "it says 500 (9 times in a row since Thu 20 Nov 2025 08:00)"
    assert found["What to do"].endswith("if its site is no better, press d to follow it no longer.")
    assert found["History"] == (
        "Thu 20 Nov 2025 08:00 it says 500 (9 times until 15:00) | Thu 2 Oct 2025 08:00 no answer"
    )


@pytest.mark.parametrize(
    ("status", "error", "expected"),
    [
        (
            404,
            "the server says 404 Not Found for https://a.example/; check the address or remove the source",
            "Press E to correct its address, or press d to follow it no longer. It is asked again by itself; "
            "press r to ask it now.",
        ),
        (
            401,
            "it wants a name and a password: give the source `user` and `password_command` in sources.toml",
            "Asking again alone does not mend it: press r once that is done, or press d to follow it no "
            "longer.",
        ),
        (500, "the trouble is on its side", "It is asked again by itself. Press r to ask it now."),
    ],
)
def test_what_to_do_agrees_with_what_the_trouble_advises(status: int, error: str, expected: str) -> None:
    assert told(FAILED._replace(http_status=status, error=error))["What to do"] == expected


def test_the_trouble_of_a_wrong_address_says_so_in_the_words_that_are_looked_for() -> None:
    assert "check the address" in str(refusal("https://a.example/", 404))


def test_a_source_that_waits_for_leave_says_how_it_is_given() -> None:
    (source,) = pause_private([Source("a", "http://nas.local/feed")], allow=False)
    found = told(BASE._replace(source=source))
    assert found["Paused"] == "Its host nas.local is this machine or on a private network."
    assert found["What to do"] == "Press p twice to permit its host."


def test_gone_paused_waiting_offline_and_moved_say_what_to_do() -> None:
    assert told(GONE)["Gone"] == "it says 500"
    assert told(GONE)["What to do"] == "Press d to follow it no longer; its articles stay."
    assert told(PAUSED)["Paused"] == "it is not asked"
    assert told(PAUSED)["What to do"] == "Press p to follow it again."
    why = told(BASE._replace(source=Source("a", "https://a.example/", paused=True, paused_why="Ask first.")))
    assert (why["Paused"], "What to do" in why) == ("Ask first.", False)
    waiting = told(BASE._replace(status="waiting", error="it wants a pause"))
    assert (waiting["Waiting"], "Nothing" in waiting["What to do"]) == ("it wants a pause", True)
    assert told(BASE._replace(status="offline", error="no network"))["Offline"] == "no network"
    assert "https://new.example/" in told(BASE._replace(moved_to="https://new.example/"))["Moved"]


def test_foreign_text_is_one_harmless_line() -> None:
    found = facts(FAILED._replace(error="a\nb\x1b[31m\u202e"), NOW, UTC, WAYS)
    assert not any(char in fact.text for fact in found for char in "\n\x1b\u202e")


def test_lines_are_as_wide_as_there_is_room() -> None:
    found = facts(FAILED._replace(error="no answer " * 20), NOW, UTC, WAYS)
    lines = [line for _, lines in in_lines(found, 30) for line in lines]
    assert max(map(len, lines)) <= 30
    assert len(lines) > len(found)


@pytest.mark.parametrize(
    ("weekly", "expected"), [(0.0, "0"), (0.125, "0.1"), (9.94, "9.9"), (9.96, "10"), (1234.5, "1,234")]
)
def test_articles_a_week_have_the_digits_they_are_worth(weekly: float, expected: str) -> None:
    assert a_week(weekly) == expected


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = resolve(str(tmp_path / "home"))
    ensure(paths)
    paths.sources.write_text('[[source]]\nid = "a"\nurl = "https://a.example/feed"\n', "utf-8")
    return paths


@pytest.fixture
def library(paths: Paths) -> Iterator[Library]:
    library = Library.open(paths, now=lambda: NOW)
    library.reload_sources()
    yield library
    library.close()


def test_the_library_knows_rhythm_and_history(library: Library, paths: Paths) -> None:
    store = Store.open(paths.database)
    made.keep(store, "a", made.prepared("x"), made.prepared("y"))
    made.keep(
        store, "a", state=FetchState(last_fetch=NOW, status=Status.FAILED, failures=1, error="no answer")
    )
    store.close()
    (state,) = library.sources_in_full()
    assert (state.rhythm, state.weekly) == ((0, 0, 0, 0, 0, 0, 0, 2), 2.0)
    assert [trouble.error for trouble in state.troubles] == ["no answer"]
    assert library.sources() == [state._replace(rhythm=(), weekly=0.0, troubles=())]
