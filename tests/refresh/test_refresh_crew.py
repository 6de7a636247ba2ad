"""How work is divided among children, and what travels between them and their parent."""

from __future__ import annotations

import pickle
import subprocess
import sys
from dataclasses import replace

import pytest

from tuinews.model import Enclosure, Entry, FetchState, Prepared, Relevant, Source
from tuinews.refresh.crew import divided
from tuinews.refresh.messages import Document, Job, Reading, Trouble


def jobs(*hosts: str) -> list[Job]:
    return [Job(Source(f"{n}", f"https://{host}/{n}"), FetchState()) for n, host in enumerate(hosts)]


def test_a_hosts_sources_stay_with_one_child_in_their_order() -> None:
    shares = divided(jobs("a.example", "b.example", "a.example", "c.example", "b.example", "a.example"), 2)
    assert [[job.source.id for job in share] for share in shares] == [["0", "2", "5"], ["1", "4", "3"]]


def test_no_child_is_started_without_work() -> None:
    assert divided([], 2) == []
    assert len(divided(jobs("a.example"), 2)) == 1
    assert len(divided(jobs("a.example", "a.example"), 2)) == 1


def test_the_port_does_not_make_another_host() -> None:
    assert len(divided(jobs("a.example:8001", "a.example:8002"), 2)) == 1


def test_messages_arrive_as_they_were_sent() -> None:
    entry = Entry(
        "g", "https://a.example/", "T", enclosures=(Enclosure("u", "t", 1),), relevant=(Relevant("T", "u"),)
    )
    document = Document("a", "https://a.example/", (Prepared(entry, "a.example", "d", 3, ("term",)),), "hash")
    document = replace(document, wishes="{}", status=200, requests=2, received=9)
    trouble = Trouble("a", "why", 429, 60, doubtful=True, unreadable=True, requests=1, received=3)
    for message in (document, trouble, Reading("a")):
        assert pickle.loads(pickle.dumps(message, pickle.HIGHEST_PROTOCOL)) == message


def test_a_source_that_has_moved_goes_with_the_host_that_is_asked() -> None:
    there = FetchState(moved_to="https://b.example/0", moved_times=3)
    moved = Job(Source("0", "https://a.example/0"), there)
    shares = divided([moved, *jobs("a.example", "b.example")], 2)
    assert [[job.url for job in share] for share in shares] == [
        ["https://b.example/0", "https://b.example/1"],
        ["https://a.example/0"],
    ]


ALONE = """
import os
import signal
from tuinews.model import FetchState, Source
from tuinews.refresh import crew
from tuinews.refresh.messages import Job, Limits, Trouble

leave, left = os.pipe()

def silent(jobs, limits, results, inherited):
    results.close()
    signal.pause()

def leaving(jobs, limits, results, inherited):
    results.send_bytes(crew.pickle.dumps(Trouble("a", "why")))
    os.read(leave, 1)

crew._live = {life}
job = Job(Source("a", "http://127.0.0.1:9/"), FetchState())
with crew.Crew([job], Limits("tuinews", 1, 1, 5.0, 2**20, "")) as children:
    for messages in children.messages(lambda: False):
        print(*messages)
        os.write(left, b".")
"""
"""A crew of one child that lives as told."""


def crew_of(life: str) -> str:
    """What a crew of such a child brings."""
    script = ALONE.format(life=life)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=30, check=True
    )
    return done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="the child is a copy of its parent on Linux only")
def test_a_child_that_lives_on_but_says_nothing_any_more_is_ended_and_its_source_fails() -> None:
    assert "Trouble(source='a', error='the process that read it ended by signal 9;" in crew_of("silent")


@pytest.mark.skipif(sys.platform != "linux", reason="the child is a copy of its parent on Linux only")
def test_nobody_is_waited_for_when_the_last_child_has_left() -> None:
    assert crew_of("leaving").startswith("Trouble(source='a', error='why'")
