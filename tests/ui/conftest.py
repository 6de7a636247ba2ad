"""The interface without a terminal, on the built-in edition, with a clock that stands still."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, tzinfo
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tuinews.commands import COMMANDS
from tuinews.library import Library
from tuinews.refresh.edition import build
from tuinews.settings.config import Config
from tuinews.settings.keys import load_keys
from tuinews.settings.paths import Paths, resolve
from tuinews.ui.app import NewsApp
from tuinews.ui.session import Session

NOW = 1_795_500_000
"""Tuesday 24 November 2026, 06:40 UTC."""
LIST_FIRST = Config()._replace(edition=Config().edition._replace(on_open=False))
"""Settings that begin with the list."""


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the built-in edition, made once."""
    home = tmp_path_factory.mktemp("edition")
    build(resolve(str(home)), now=lambda: NOW)
    return home


@pytest.fixture
def paths(edition: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Paths:
    """A copy of it that a test may change; the machine's own environment is kept out."""
    home = tmp_path / "home"
    shutil.copytree(edition, home)
    for name in ("NO_COLOR", "SSH_CONNECTION", "SSH_TTY", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TUINEWS_HOME", str(home))
    monkeypatch.setattr("tuinews.ui.outside.clipboard_tool", lambda: [])
    return resolve(str(home))


class Paper:
    """The running interface as a test sees it."""

    def __init__(self, app: NewsApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> None:
        """Press keys and wait until what they started is done."""
        await self.pilot.press(*keys)
        await self.settle()

    async def settle(self) -> None:
        """Wait for workers, marks and messages."""
        for _ in range(3):
            while any(not worker.is_finished for worker in self.app.workers):
                await self.pilot.pause(0.005)
            await asyncio.get_running_loop().run_in_executor(None, self.app.session.marks.flush)
            await self.pilot.pause()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so; fails after ten seconds."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + 10
        while not condition():
            assert loop.time() < deadline, "It did not become so within ten seconds:\n" + self.text
            await self.pilot.pause(0.01)

    @property
    def lines(self) -> list[str]:
        """What the screen shows, line by line."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips]

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(self.lines)

    @property
    def words(self) -> str:
        """The same without regard to rows: a sentence that was wrapped is whole again."""
        return " ".join(self.text.split())


@asynccontextmanager
async def open_paper(
    paths: Paths,
    *,
    size: tuple[int, int] = (120, 40),
    config: Config | None = None,
    demo: bool = True,
    zone: tzinfo = UTC,
) -> AsyncIterator[Paper]:
    """The interface at a size, with the keys of ``keys.toml``; without ``demo`` it would start the engine.

    Without ``config`` it begins with the list.
    """
    config = config or LIST_FIRST
    library = Library.open(paths, now=lambda: NOW)
    library.reload_sources()
    session = Session(paths, config, library, demo=demo, now=lambda: NOW, zone=zone)
    keys, problems = load_keys(paths.keys, COMMANDS)
    app = NewsApp(session, keys=keys, problems=tuple(map(str, problems)))
    try:
        async with app.run_test(size=size) as pilot:
            paper = Paper(app, pilot)
            await paper.settle()
            await paper.until(lambda: app.browse.is_followed)
            yield paper
        if app.failure is not None:
            raise app.failure
    finally:
        session.close()


@pytest.fixture
def hide_read() -> Config:
    """Settings that begin with read articles hidden."""
    return LIST_FIRST._replace(list=Config().list._replace(hide_read=True))
