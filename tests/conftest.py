"""What tests of several rooms need."""

from __future__ import annotations

import os
import runpy
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from support import hostile
from support.feed_server import FeedServer
from support.real_feeds import RealHome, make_real_home

ONLY_LOOPBACK = Path(hostile.__file__).parent / "only_loopback"


@pytest.fixture(scope="session")
def guard(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The guard of ``only_loopback``, put over this process and every Python that it starts."""
    file = tmp_path_factory.mktemp("strays") / "strays"
    file.touch()
    os.environ["TUINEWS_STRAYS"] = str(file)
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ONLY_LOOPBACK), os.environ.get("PYTHONPATH", "")])
    return runpy.run_path(str(ONLY_LOOPBACK / "sitecustomize.py"))


@pytest.fixture
def strays() -> Path:
    """Where is written down who was tried to be reached beyond this machine."""
    return Path(os.environ["TUINEWS_STRAYS"])


@pytest.fixture(autouse=True)
def only_loopback(guard: dict[str, Any], strays: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whoever tries to reach another machine fails the test, even where the program swallows the refusal."""
    guarded = socket.socket.connect  # pytest-socket's, which refuses, but writes nothing down

    def connect(self: socket.socket, address: Any) -> None:
        if isinstance(address, tuple) and not guard["is_here"](address[0]):
            guard["note"]("socket.connect", address[0])
        guarded(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    before = strays.stat().st_size
    yield
    told = strays.read_text(encoding="utf-8")[before:]
    assert not told, f"beyond this machine:\n{told}"


@pytest.fixture(scope="session")
def hostile_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile documents, made afresh."""
    folder = tmp_path_factory.mktemp("hostile")
    hostile.make(folder)
    return folder


@pytest.fixture
def feed_server(no_proxies: None) -> Iterator[FeedServer]:
    """A server on 127.0.0.1 that does what the test tells it to; see ``support/feed_server.py``."""
    with FeedServer() as server:
        yield server


@pytest.fixture
def two_addresses(no_proxies: None) -> Iterator[FeedServer]:
    """The same on 127.0.0.1 and 127.0.0.2, one port."""
    try:
        with socket.socket() as trial:
            trial.bind(("127.0.0.2", 0))
    except OSError:
        pytest.skip("this system has no second loopback address")
    with FeedServer(("127.0.0.1", "127.0.0.2")) as server:
        yield server


@pytest.fixture
def self_signed(no_proxies: None) -> Iterator[FeedServer]:
    """The same with TLS, under a certificate that nobody has signed."""
    with FeedServer(secure=True) as server:
        yield server


@pytest.fixture
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine's proxy settings."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of captured feeds, pages and lists."""
    folder = os.environ.get("TUINEWS_CORPUS")
    if not folder or not Path(folder).is_dir():
        pytest.skip("TUINEWS_CORPUS names no folder of captured feeds")
    return Path(folder)


@pytest.fixture(scope="session")
def real_home(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> RealHome:
    """A home with every captured feed in its library; made once, not to be changed."""
    return make_real_home(corpus, tmp_path_factory.mktemp("real"))
