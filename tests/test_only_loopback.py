"""The tests' own fence: who would reach another machine is refused, and fails the test."""

from __future__ import annotations

import asyncio
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from support.command_line import clean_environment
from support.home import Home

ELSEWHERE = "192.0.2.1"
"""Of the networks for documentation, RFC 5737: nobody's."""
REFUSED = (RuntimeError, UserWarning)
"""pytest-socket warns before it raises, and here warnings are errors."""


def taken_back(strays: Path) -> list[str]:
    """What was written down, which then does not fail the test."""
    told = strays.read_text(encoding="utf-8").splitlines()
    strays.write_text("")
    return told


def test_a_connection_of_this_process_is_refused_and_told(strays: Path) -> None:
    with pytest.raises(REFUSED), socket.socket() as asked:
        asked.connect((ELSEWHERE, 80))
    assert taken_back(strays) == [f"socket.connect '{ELSEWHERE}'"]


async def test_so_is_one_that_asyncio_makes(strays: Path) -> None:
    with pytest.raises(REFUSED):
        await asyncio.open_connection(ELSEWHERE, 80)
    assert taken_back(strays)[0] == f"socket.connect '{ELSEWHERE}'"


def test_so_is_the_look_up_of_a_name(strays: Path) -> None:
    with pytest.raises(PermissionError):
        socket.getaddrinfo("canary.invalid", 80)
    assert taken_back(strays) == ["socket.getaddrinfo 'canary.invalid'"]


def test_so_is_a_connection_of_a_program(strays: Path, tmp_path: Path) -> None:
    program = f"import socket; socket.create_connection(('{ELSEWHERE}', 80))"
    done = subprocess.run(
        [sys.executable, "-c", program], env=clean_environment(tmp_path), capture_output=True, check=False
    )
    assert b"PermissionError" in done.stderr
    assert taken_back(strays) == [f"socket.connect '{ELSEWHERE}'"]


@pytest.mark.parametrize("url", [f"http://{ELSEWHERE}/feed", "http://canary.invalid/feed"])
def test_so_is_what_the_engine_s_children_ask_although_the_engine_goes_on(
    url: str, tmp_path: Path, strays: Path, no_proxies: None
) -> None:
    home = Home(tmp_path / "home")
    home.follow("hostile", url)
    assert home.refresh()["hostile"].status in ("failed", "offline")
    assert taken_back(strays) != []
    assert home.refresh_apart()["hostile"]["status"] in ("failed", "offline")
    assert taken_back(strays) != []
