"""A library made by the real engine from feeds on loopback, and two ways to run a command on it."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.command_line import Result, Run, clean_environment, run_program
from support.feed_server import FeedServer
from tuinews.__main__ import main

FEEDS = Path(__file__).parent / "feeds"


@pytest.fixture(scope="session")
def server() -> Iterator[FeedServer]:
    """A feed server on loopback with the documents of ``tests/cli/feeds``."""
    with FeedServer() as feeds:
        for file in FEEDS.iterdir():
            kind = "text/html" if file.suffix == ".html" else "application/xml"
            feeds.serve(f"/{file.name}", file.read_bytes(), content_type=kind)
        yield feeds


@pytest.fixture(scope="session")
def kept(server: FeedServer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which three sources were imported and refreshed once; one of them is no feed."""
    home = tmp_path_factory.mktemp("kept")
    opml = home / "list.opml"
    opml.write_text(
        f"""<opml version="2.0"><body>
        <outline text="World">
          <outline text="The Harbour Post" xmlUrl="{server.url("/harbour.xml")}"/>
          <outline text="Not a feed" xmlUrl="{server.url("/page.html")}"/>
        </outline>
        <outline text="Regional"><outline text="" xmlUrl="{server.url("/coast.xml")}"/></outline>
        </body></opml>""",
        encoding="utf-8",
    )
    for command in (["import", str(opml), "--private"], ["refresh"]):
        done = run_program(home, *command)
        assert done.status == 0, done
    return home


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_proxies: None) -> Iterator[Path]:
    """An empty home, and nothing of the machine's zone, terminal and settings."""
    place = tmp_path / "home"
    place.mkdir()
    for name in list(os.environ):
        if name.startswith(("TUINEWS", "XDG_")) or name in {"NO_COLOR", "LANG", "LC_ALL", "TERM"}:
            monkeypatch.delenv(name)
    monkeypatch.setenv("TUINEWS_HOME", str(place))
    monkeypatch.setenv("HOME", str(place))
    monkeypatch.setenv("COLUMNS", "80")
    with monkeypatch.context() as zone:
        zone.setenv("TZ", "UTC")
        time.tzset()
        yield place
    time.tzset()


@pytest.fixture
def environment(home: Path) -> dict[str, str]:
    """The environment of a process of the program on ``home``."""
    return clean_environment(home)


@pytest.fixture
def full(home: Path, kept: Path) -> Path:
    """A home of its own with the library of ``kept``."""
    shutil.copytree(kept, home, dirs_exist_ok=True)
    return home


@pytest.fixture
def tui(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """A command in this process, on ``home``."""

    def run(*argv: str) -> Result:
        capsys.readouterr()
        status = main(argv)
        return Result(status, *capsys.readouterr())

    return run


@pytest.fixture
def program(home: Path) -> Run:
    """A command as a process of its own, on ``home``."""

    def run(*argv: str, env: dict[str, str] | None = None, stdin: str = "") -> Result:
        return run_program(home, *argv, env=env, stdin=stdin)

    return run
