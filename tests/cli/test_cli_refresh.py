"""``refresh``: its lines for programs, its summary for people, and stopping it."""

from __future__ import annotations

import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from support.command_line import Run
from support.feed_server import FeedServer, Talk, rss
from tuinews.cli import entry
from tuinews.model import Outcome, Status
from tuinews.refresh import pipeline

OUTCOME_FIELDS = ["source", "status", "new", "changed", "total", "error"]


def listed(server: FeedServer, folder: Path, *names: str) -> str:
    """An urls file with feeds of the server."""
    file = folder / "urls"
    file.write_text("".join(f'{server.url(f"/{name}")} "~{name}"\n' for name in names))
    return str(file)


def test_refresh_as_json_is_a_line_for_each_source(
    home: Path, server: FeedServer, tmp_path: Path, program: Run
) -> None:
    program("import", listed(server, tmp_path, "harbour.xml", "page.html", "coast.xml"), "--private")
    result = program("refresh", "--json")
    assert (result.status, result.err) == (0, "")
    assert [list(line) for line in result.lines] == [OUTCOME_FIELDS] * 3
    lines = {line.pop("source"): line for line in result.lines}
    assert lines["harbour-xml"] == {"status": "stored", "new": 3, "changed": 0, "total": 3, "error": None}
    assert lines["coast-xml"] == {"status": "stored", "new": 2, "changed": 0, "total": 2, "error": None}
    assert lines["page-html"]["status"] == "failed"
    assert "Notice board" in lines["page-html"]["error"]
    again = program("refresh", "--all", "--json")
    assert {line["source"]: (line["status"], line["new"]) for line in again.lines} == {
        "harbour-xml": ("unchanged", 0),
        "coast-xml": ("unchanged", 0),
        "page-html": ("failed", 0),
    }
    assert len(program("list", "--json").json) == 5, "nothing is doubled"


def test_refresh_sums_up_for_people(home: Path, server: FeedServer, tmp_path: Path, program: Run) -> None:
    program("import", listed(server, tmp_path, "harbour.xml", "page.html", "coast.xml"), "--private")
    result = program("refresh")
    assert (result.status, result.err) == (0, "")
    first, failed = result.out.splitlines()
    assert first == "5 new articles from 3 sources, 1 failed."
    assert failed.startswith("  page-html  page.html: ")
    assert "Notice board" in failed
    assert program("refresh").out == "Nothing is due yet; --all asks anyway.\n"


def test_a_failed_source_is_named_though_it_never_said_its_title(
    home: Path, feed_server: FeedServer, tmp_path: Path, program: Run
) -> None:
    file = tmp_path / "urls"
    file.write_text("".join(f"{feed_server.url(f'/{name}')}\n" for name in ("gone", "lost")))
    program("import", str(file), "--private")
    names = [line.split()[0] for line in program("refresh").out.splitlines()[1:]]
    assert sorted(names) == [source["id"] for source in program("sources", "--json").json]


@pytest.mark.parametrize("all_", [(), ("--all",)])
def test_a_refresh_that_asks_nobody_says_that_the_sources_are_paused(
    all_: tuple[str, ...], home: Path, tmp_path: Path, program: Run
) -> None:
    file = tmp_path / "urls"
    file.write_text("http://127.0.0.1/a\nhttp://127.0.0.1/b\n")
    program("import", str(file))
    result = program("refresh", *all_)
    assert result.status == 0
    assert result.out == (
        "All 2 sources are paused: their hosts are this machine or on a private network. "
        "`tuinews import --private FILE` permits those of a list, `tuinews add ADDRESS` one.\n"
    )


def test_a_refresh_of_which_nothing_is_due_says_what_of_it_is_paused(
    home: Path, server: FeedServer, tmp_path: Path, program: Run
) -> None:
    program("import", listed(server, tmp_path, "harbour.xml"), "--private")
    program("refresh")
    followed = home / "config" / "sources.toml"
    followed.write_text(followed.read_text() + '\n[[source]]\nurl = "https://a.example/"\npaused = true\n')
    assert program("refresh").out.splitlines() == [
        "Nothing is due yet; --all asks anyway.",
        "1 of 2 sources is paused; `tuinews sources` shows why.",
    ]


def test_named_sources_are_asked_alone(home: Path, server: FeedServer, tmp_path: Path, program: Run) -> None:
    program("import", listed(server, tmp_path, "harbour.xml", "coast.xml"), "--private")
    result = program("refresh", "coast.xml", "--json")
    assert [(line["source"], line["status"]) for line in result.lines] == [("coast-xml", "stored")]


def test_a_broken_list_of_sources_is_refreshed_as_it_was_known(full: Path, program: Run) -> None:
    (full / "config" / "sources.toml").write_text("[[source]\n")
    result = program("refresh", "--all", "--json")
    assert result.status == 0
    assert len(result.lines) == 3
    problem, said = result.err.splitlines()
    assert "sources.toml" in problem
    assert said == "The sources are refreshed as they were known before."


def test_refresh_of_nothing_says_how_to_begin(home: Path, program: Run) -> None:
    assert program("refresh", "--json") == (0, "", "")
    result = program("refresh")
    assert (result.status, result.err) == (0, "")
    assert "tuinews add URL" in result.out


def test_who_asks_for_a_pause_is_said_to_wait(
    home: Path, feed_server: FeedServer, tmp_path: Path, program: Run
) -> None:
    feed_server.serve("/busy", b"", 503, retry_after="3600")
    program("import", listed(feed_server, tmp_path, "busy"), "--private")
    result = program("refresh")
    first, reason = result.out.splitlines()
    assert first == "0 new articles from 0 sources, 1 waiting."
    assert reason.startswith("  busy  busy: the server says 503 Service Unavailable")
    assert reason.endswith("it asks to be left alone for 1 hour")
    again = program("refresh", "--all", "--json")
    assert [(line["status"], "left alone" in line["error"]) for line in again.lines] == [("waiting", True)]
    assert len(feed_server.asked) == 1


def test_a_source_that_has_moved_is_shown_where_it_is_asked(
    home: Path, feed_server: FeedServer, tmp_path: Path, program: Run
) -> None:
    feed_server.serve("/new", rss("One"))
    feed_server.redirect("/old", "/new", 301)
    program("import", listed(feed_server, tmp_path, "old"), "--private")
    for times in range(1, 4):
        assert ("has moved for good" in program("sources").out) is False, f"before answer {times}"
        program("refresh", "--all")
    said = program("sources", env={"COLUMNS": "200"}).out
    assert f"asked at {feed_server.url('/new')}" in said


class Terminal(io.StringIO):
    """A standard error that claims to be a terminal."""

    def isatty(self) -> bool:
        return True


def _engine(monkeypatch: pytest.MonkeyPatch, *outcomes: Outcome, stopped: bool = False) -> None:
    """Put an engine that reports ``outcomes`` in the place of the real one."""

    def run(*_: Any, on_outcome: Any, **__: Any) -> pipeline.Report:
        for outcome in outcomes:
            on_outcome(outcome)
        if stopped:
            raise KeyboardInterrupt
        return pipeline.Report(offline=any(outcome.status is Status.OFFLINE for outcome in outcomes))

    monkeypatch.setattr(pipeline, "run", run)


def test_a_terminal_sees_one_line_of_progress_that_goes_away(
    full: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _engine(
        monkeypatch,
        Outcome("the-harbour-post", Status.STORED, new=2, total=3),
        Outcome("coast-country", Status.UNCHANGED, total=2),
    )
    monkeypatch.delenv("TERM", raising=False)
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    assert entry.main(["refresh", "--all"]) == 0
    shown = screen.getvalue().split("\r\x1b[K")
    assert shown[1] == "1 of 3  2 new  The Harbour Post"
    assert shown[2].startswith("2 of 3  2 new  ")
    assert shown[-1] == ""
    assert "\n" not in screen.getvalue()


def test_an_interrupt_says_that_what_came_is_kept(
    full: Path, tui: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    _engine(monkeypatch, Outcome("the-harbour-post", Status.STORED, new=2, total=3), stopped=True)
    assert tui("refresh") == (130, "", "Stopped; what was fetched so far is kept.\n")


def test_an_interrupted_engine_keeps_what_it_reported(
    home: Path, server: FeedServer, tmp_path: Path, environment: dict[str, str], program: Run
) -> None:
    server.at("/never", Talk.hang)
    program("import", listed(server, tmp_path, "harbour.xml", "never"), "--private")
    with subprocess.Popen(
        [sys.executable, "-m", "tuinews", "refresh", "--json"],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as engine:
        assert engine.stdout is not None
        assert engine.stderr is not None
        first = json.loads(engine.stdout.readline())
        os.killpg(engine.pid, signal.SIGINT)
        rest, said = engine.communicate(timeout=30)
    assert (first["source"], first["status"], first["new"]) == ("harbour-xml", "stored", 3)
    assert (engine.returncode, rest, said) == (130, "", "Stopped; what was fetched so far is kept.\n")
    assert len(program("list", "--json").json) == 3


def test_no_network_is_said_once(full: Path, tui: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _engine(
        monkeypatch,
        *(Outcome(id, Status.OFFLINE, error="no route") for id in ("the-harbour-post", "coast-country")),
    )
    assert tui("refresh") == (0, "None of 2 sources could be reached; is there a network?\n", "")


def test_what_a_server_says_cannot_command_the_terminal(
    full: Path, tui: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    _engine(monkeypatch, Outcome("coast-country", Status.FAILED, error="bad\x1b]52;c;aGk=\x07 \x9b31m\nnews"))
    out = tui("refresh").out
    assert not set(out) & {"\x1b", "\x07", "\x9b"}
    assert out.count("\n") == 2
