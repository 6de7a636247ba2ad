"""What is broken, from outside: sources, files of settings, the home. By the program as users run it.

Whatever is wrong, a person reads one clear sentence that names what and where, what is right goes on, and
nothing that was kept is lost.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from support import confined
from support.command_line import Result, clean_environment, run_program
from support.feed_server import Behaviour, FeedServer, Talk, answer, rss
from support.pyte_screen import SeenTerminal

CONFINED = (sys.executable, "-I", "-S", confined.__file__)
BIG = 50 * 2**20
OURS = re.compile(r"Traceback|\b[A-Z]\w*(Error|Exception)\b|Errno|<class|\bobject at 0x|\bNone\b")
"""What only a programmer reads."""


def run(home: Path, *argv: str, before: tuple[str, ...] = ()) -> Result:
    """A command, of which nothing that it says may be a traceback or the like."""
    result = run_program(home, *argv, before=before)
    assert not OURS.search(result.err), result.err
    assert "Traceback" not in result.out
    return result


def follow(home: Path, sources: dict[str, str]) -> None:
    """Follow addresses under names, which become their ids."""
    urls = home / "urls"
    urls.write_text("".join(f'{url} "~{name}"\n' for name, url in sources.items()))
    assert run(home, "import", str(urls), "--private").status == 0


def failed(result: Result, *named: str | Path) -> None:
    """It failed with one sentence on standard error that names something and ends as sentences do."""
    assert (result.status, result.out) == (1, ""), result
    assert result.err.count("\n") == 1, result.err
    assert result.err.rstrip().endswith(".")
    for name in named:
        assert str(name) in result.err


def kept(home: Path) -> list[tuple[str, bool, bool]]:
    """Title, read and starred of all articles, by a plain connection to a library that must be sound."""
    with closing(sqlite3.connect(home / "data" / "library.db")) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        rows = db.execute("SELECT title, read, starred FROM articles ORDER BY title").fetchall()
    return [(title, bool(read), bool(starred)) for title, read, starred in rows]


@pytest.fixture
def home() -> Iterator[Path]:
    """An empty home with a short path, as users' are: a status line has room for what is said of it."""
    with tempfile.TemporaryDirectory(prefix="t-") as place:
        yield Path(place).resolve()


@pytest.fixture(scope="module")
def server() -> Iterator[FeedServer]:
    """Good sources: two that ``lived_in`` follows, and some that it may."""
    with FeedServer() as feeds:
        feeds.feed("/harbour", rss("Ferries", "Cranes", channel="Harbour"))
        feeds.feed("/coast", rss("Gulls", "Dunes", channel="Coast"))
        feeds.serve("/new", rss("New", channel="New"))
        feeds.serve("/third", rss("Third"))
        yield feeds


@pytest.fixture(scope="module")
def lived(server: FeedServer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``lived_in`` copies."""
    home = tmp_path_factory.mktemp("lived")
    follow(home, {name: server.url(f"/{name}") for name in ("harbour", "coast")})
    assert run(home, "refresh").status == 0
    assert run(home, "mark", "star", "--query", "Gulls").status == 0
    assert run(home, "mark", "read", "--query", "Cranes").status == 0
    return home


@pytest.fixture
def lived_in(home: Path, lived: Path) -> Path:
    """A home with two sources, four articles and some marks."""
    shutil.copytree(lived, home, dirs_exist_ok=True)
    return home


MARKED = [("Cranes", True, False), ("Dunes", False, False), ("Ferries", False, False), ("Gulls", False, True)]


# Sources


async def _too_long(talk: Talk) -> None:
    await talk.send(answer(200, b"<rss><channel>", length=BIG))
    for _ in range(BIG // 2**20):
        await talk.send(b" " * 2**20)


async def _reset(talk: Talk) -> None:
    talk.reset()


PAGE = b"<!doctype html><html><head><title>Notice board</title></head><body><p>Closed.</p></body></html>"
BAD: dict[str, tuple[bytes | Behaviour, str]] = {
    "page": (answer(200, PAGE, {"Content-Type": "text/html"}), "Notice board"),
    "gone-astray": (answer(404), "404"),
    "gone-for-good": (answer(410), "410"),
    "tired": (answer(429, headers={"Retry-After": "7200"}), "2 hours"),
    "ill": (answer(500), "500"),
    "truncated": (answer(200, rss("Half"), length=9_000), "broke off"),
    "packed-badly": (
        answer(200, b"\x1f\x8b\x08\0\0\0\0\0\0\xff" + b"\xff" * 9, {"Content-Encoding": "gzip"}),
        "unpack",
    ),
    "big": (_too_long, "20 MB"),
    "reset": (_reset, "broke off"),
    "no-http": (b"SSH-2.0-OpenSSH_9.7\r\n", ""),
    "empty": (answer(200, b""), "empty"),
    "letter": (answer(200, b"Dear aunt, this is no feed."), ""),
    "json": (answer(200, b'{"error": "no"}', {"Content-Type": "application/json"}), "JSON"),
    "picture": (answer(200, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", {"Content-Type": "image/png"}), ""),
    "circle": (answer(302, headers={"Location": "/circle"}), "redirect"),
}
"""What a path answers, and what the report must say beside the address."""


def bad_at(server: FeedServer, name: str) -> str:
    """Let a path be bad in its way; its address."""
    server.at(f"/{name}", BAD[name][0])
    return address(server, name)


def address(server: FeedServer, name: str) -> str:
    """Of a path. Who asks for a pause is a host of its own: the others need not be asked more slowly."""
    return server.url(f"/{name}", "localhost" if name == "tired" else None)


def refused_port() -> int:
    """A port of loopback where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def good_sources(server: FeedServer) -> dict[str, tuple[str, list[str]]]:
    """Address and titles of sources that are read, most of them in spite of what is wrong with them."""
    latin = rss("Caf\xe9 cr\xe8me").decode().replace("utf-8", "iso-8859-1").encode("latin-1")
    lying = rss("D\xe9j\xe0 vu").decode().encode("latin-1")
    unheard = rss("Na\xefve").replace(b'"utf-8"', b'"x-unheard-of"')
    cut = rss("Whole", "Lost").partition(b"<item><title>Lost")[0]
    xml = "application/xml"
    return {
        "plain": (server.serve("/plain", rss("Plain", "Simple")), ["Plain", "Simple"]),
        "other": (server.serve("/other", rss("Other")), ["Other"]),
        "latin": (server.serve("/latin", latin, content_type=xml), ["Café crème"]),
        "latin-as-utf-8": (
            server.serve("/lying", lying, content_type=f"{xml}; charset=utf-8"),
            ["Déjà vu"],
        ),
        "utf-8-as-latin": (
            server.serve("/mixed", rss("Blåbær"), content_type=f"{xml}; charset=iso-8859-1"),
            ["Blåbær"],
        ),
        "cut-inside": (server.serve("/cut", cut, content_type=xml), ["Whole"]),
        "unheard-of": (server.serve("/unheard", unheard, content_type=xml), ["Naïve"]),
    }


def test_every_bad_source_is_reported_once_and_every_good_one_is_stored(
    home: Path, feed_server: FeedServer
) -> None:
    good = good_sources(feed_server)
    bad = {name: bad_at(feed_server, name) for name in BAD}
    says = {name: said for name, (_, said) in BAD.items()}
    bad["no-port"], says["no-port"] = f"http://127.0.0.1:{refused_port()}/feed", "refused"
    # No name that any look-up could find: a label has at most 63 characters (RFC 1035, 2.3.4).
    bad["no-host"], says["no-host"] = f"http://{'x' * 64}.example/feed", "cannot be looked up"
    follow(home, {name: url for name, (url, _) in good.items()} | bad)

    result = run(home, "refresh", "--json")
    assert (result.status, result.err) == (0, "")
    assert sorted(line["source"] for line in result.lines) == sorted([*good, *bad])
    lines = {line["source"]: line for line in result.lines}
    for name, (_, titles) in good.items():
        assert (lines[name]["status"], lines[name]["new"]) == ("stored", len(titles)), lines[name]
    for name, url in bad.items():
        line = lines[name]
        assert (line["status"], line["new"]) == ("waiting" if name == "tired" else "failed", 0), line
        where = url if name != "no-host" else "x" * 64
        assert where in line["error"], line
        assert says[name] in line["error"], line
        assert "\n" not in line["error"]
        assert not OURS.search(line["error"]), line
    assert [title for title, _, _ in kept(home)] == sorted(
        title for _, titles in good.values() for title in titles
    )

    again = run(home, "refresh", "--all")
    first, *rest = again.out.splitlines()
    assert again.status == 0
    assert "0 new articles" in first
    assert sorted(line.split()[0] for line in rest) == sorted(bad), "people read each once, too"
    assert "Traceback" not in log_of(home)


def log_of(home: Path) -> str:
    """The log file."""
    log = home / "state" / "tuinews.log"
    return log.read_text() if log.exists() else ""


def test_a_source_that_goes_bad_keeps_its_articles_and_may_come_back(
    home: Path, feed_server: FeedServer
) -> None:
    for name in BAD:
        feed_server.serve(f"/{name}", rss(f"First of {name}"))
    follow(home, {name: address(feed_server, name) for name in BAD})
    follow(home, {"good": feed_server.serve("/good", rss("Good"))})
    first = run(home, "refresh", "--json").lines
    assert {line["status"] for line in first} == {"stored"}
    run(home, "mark", "star", "--query", '"First of ill"')
    before = kept(home)

    for name in BAD:
        bad_at(feed_server, name)
    second = {line["source"]: line["status"] for line in run(home, "refresh", "--all", "--json").lines}
    assert second == dict.fromkeys(BAD, "failed") | {"tired": "waiting", "good": "unchanged"}
    assert kept(home) == before

    for name in BAD:
        feed_server.serve(f"/{name}", rss(f"First of {name}", f"Second of {name}"))
    third = {
        line["source"]: (line["status"], line["new"])
        for line in run(home, "refresh", "--all", "--json").lines
    }
    asked = [name for name in BAD if name != "tired"]
    assert third == dict.fromkeys(asked, ("stored", 1)) | {"good": ("unchanged", 0), "tired": ("waiting", 0)}
    assert len(kept(home)) == len(before) + len(asked)


def test_an_engine_that_is_killed_leaves_children_that_say_nothing(
    home: Path, feed_server: FeedServer
) -> None:
    asked, killed = threading.Event(), threading.Event()

    async def when_killed(talk: Talk) -> None:
        asked.set()
        await asyncio.to_thread(killed.wait, 30)
        await talk.send(answer(200, rss("Late")))

    follow(home, {f"late-{number}": feed_server.at(f"/{number}", when_killed) for number in range(2)})
    engine = subprocess.Popen(
        [sys.executable, "-m", "tuinews", "refresh", "--json"],
        env=clean_environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert asked.wait(30)
    engine.kill()
    engine.wait()
    killed.set()
    assert engine.communicate(timeout=30)[0] == ""
    assert {line["status"] for line in run(home, "refresh", "--json").lines} == {"stored"}


# sources.toml

BROKEN_SOURCES = {
    "syntax": (
        '[[source]]\nid = "harbour"\nurl = "{url}"\nprivate = true\n\n[[source\n',
        "line 6",
        "not valid TOML",
    ),
    "unknown key": (
        '[[source]]\nid = "harbour"\nurl = "{url}"\nprivate = true\ncatgory = "World"\n',
        "line 1",
        "category",
    ),
    "wrong type": (
        '[[source]]\nid = "harbour"\nurl = "{url}"\nprivate = true\ninterval = "soon"\n',
        "line 1",
        "interval",
    ),
    "no address": (
        '[[source]]\nid = "harbour"\nurl = "{url}"\nprivate = true\n\n[[source]]\ntitle = "None"\n',
        "line 6",
        "url",
    ),
    "same id": (
        '[[source]]\nid = "harbour"\nurl = "{url}"\nprivate = true\n\n'
        '[[source]]\nid = "harbour"\nurl = "{url}2"\n',
        "line 6",
        "source 1",
    ),
    "not text": ("\xff\xfe", "line 1", "UTF-8"),
}


@pytest.mark.parametrize("kind", BROKEN_SOURCES)
def test_a_broken_list_of_sources_is_said_and_the_rest_goes_on(
    kind: str, lived_in: Path, server: FeedServer
) -> None:
    file = lived_in / "config" / "sources.toml"
    text, line, about = BROKEN_SOURCES[kind]
    data = text.replace("{url}", server.url("/harbour")).encode("latin-1")
    file.write_bytes(data)
    listed = run(lived_in, "list")
    marked = run(lived_in, "mark", "star", "--query", "Ferries")
    taken_back = run(lived_in, "undo")
    for result in (listed, marked, taken_back):
        assert result.status == 0, result
        assert result.err.count("\n") == 1, result.err
        assert result.err.startswith(f"{file}, {line}: ")
        assert about in result.err
    assert listed.out.count("\n") == 4
    assert kept(lived_in) == MARKED

    refreshed = run(lived_in, "refresh", "--all", "--json")
    assert refreshed.status == 0
    assert "unchanged" in {one["status"] for one in refreshed.lines if one["source"] == "harbour"}
    assert f"{file}, {line}: " in refreshed.err
    assert file.read_bytes() == data, "what the user wrote stays"

    added = run(lived_in, "add", server.url("/new"))
    if kind in ("syntax", "not text"):
        failed(added, f"{file}, {line}", "repair")
    assert file.read_bytes().startswith(data), "what the user wrote stays"


# config.toml

BROKEN_CONFIG = {
    "syntax": ("[reader]\nmeasure = = 60\n", "line 2", "not valid TOML"),
    "unknown key": ("[reader]\nmeasur = 60\n", "reader.measur", "The nearest is reader.measure"),
    "unknown section": ("[reeder]\nmeasure = 60\n", "reeder", "reader"),
    "wrong type": ('[refresh]\nparallel = "many"\n', "refresh.parallel", "number"),
    "out of range": ("[refresh]\nper_host = 0\n", "refresh.per_host", "64"),
}


@pytest.mark.parametrize("kind", BROKEN_CONFIG)
def test_broken_settings_are_said_and_the_program_goes_on_with_the_default(kind: str, lived_in: Path) -> None:
    file = lived_in / "config" / "config.toml"
    text, *about = BROKEN_CONFIG[kind]
    file.write_text(text)
    for command in (("read", "1"), ("refresh", "--all"), ("config", "show")):
        result = run(lived_in, *command)
        assert result.status == 0
        assert result.out
        assert result.err.count("\n") == 1, result.err
        for part in (str(file), *about):
            assert part in result.err
    assert run(lived_in, "list").status == 0
    assert kept(lived_in) == MARKED
    assert file.read_text() == text


# A home that cannot be written


@pytest.fixture(scope="session")
def without_powers() -> tuple[str, ...]:
    """What to put before a program so that read-only folders are that for root, too."""
    if os.name == "nt":
        pytest.skip("folders have other permissions on Windows")
    if os.geteuid() != 0:
        return ()
    before = (*CONFINED, "--no-powers")
    trial = subprocess.run([*before, sys.executable, "-c", ""], capture_output=True, check=False)
    if trial.returncode:
        pytest.skip("root may write anywhere, and cannot be kept from it here")
    return before


def permit(home: Path, *, writing: bool) -> None:
    """Make everything in the home read-only, or not."""
    for path in (home, *home.rglob("*")):
        path.chmod((0o700 if path.is_dir() else 0o600) if writing else (0o500 if path.is_dir() else 0o400))


@pytest.fixture
def locked(lived_in: Path) -> Iterator[Path]:
    """A lived-in home of which nothing can be written."""
    permit(lived_in, writing=False)
    yield lived_in
    permit(lived_in, writing=True)


READS = {
    "list": ("list",),
    "read": ("read", "1"),
    "search": ("search", "Gulls"),
    "related": ("related", "1"),
    "sources": ("sources",),
    "export": ("export",),
}
"""What users do that only reads, by what it is."""


def can_be_read(home: Path, before: tuple[str, ...] = ()) -> None:
    """All that is kept is shown, and at most one sentence says that nothing can be written."""
    for name, command in READS.items():
        result = run(home, *command, before=before)
        assert result.status == 0, (name, result)
        assert result.out, name
        assert result.err.count("\n") <= 1, result.err
        assert not result.err or str(home) in result.err
    listed = run(home, "list", before=before).out
    assert all(title in listed for title, _, _ in MARKED)


@pytest.fixture
def commands(tmp_path: Path, server: FeedServer) -> dict[str, tuple[str, ...]]:
    """What users do that writes, by what it is."""
    urls = tmp_path / "more"
    urls.write_text(f'{server.url("/third")} "~third"\n')
    return {
        "refresh": ("refresh", "--all", "--json"),
        "add": ("add", server.url("/new")),
        "mark": ("mark", "star", "1", "2"),
        "import": ("import", str(urls), "--private"),
        "list": ("list",),
        "undo": ("undo",),
        "remove": ("remove", "coast"),
    }


ALL_AFTERWARDS = ["Cranes", "Dunes", "Ferries", "Gulls", "New", "Third"]


def writing(commands: dict[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Those of ``commands`` that write."""
    return [command for name, command in commands.items() if name not in READS]


def completes(home: Path, commands: dict[str, tuple[str, ...]]) -> None:
    """Everything works again, with what was kept before and what could not be fetched."""
    for name in ("list", "import", "add", "refresh", "mark"):
        result = run(home, *commands[name])
        assert (result.status, result.err) == (0, ""), result
    assert [title for title, _, _ in kept(home)] == ALL_AFTERWARDS


def test_a_read_only_home_is_read_and_said_by_every_command_that_writes_and_nothing_is_lost(
    locked: Path, commands: dict[str, tuple[str, ...]], without_powers: tuple[str, ...]
) -> None:
    can_be_read(locked, without_powers)
    for command in writing(commands):
        result = run(locked, *command, before=without_powers)
        failed(result, locked)
        assert re.search("ermission", result.err), result.err
        assert "--home or TUINEWS_HOME" in result.err
    version = run(locked, "--version", before=without_powers)
    assert (version.status, version.err) == (0, "")
    permit(locked, writing=True)
    assert kept(locked) == MARKED
    completes(locked, commands)


def test_an_empty_home_that_is_read_only_is_said_by_every_command(
    home: Path, commands: dict[str, tuple[str, ...]], without_powers: tuple[str, ...]
) -> None:
    home.chmod(0o500)
    try:
        for command in commands.values():
            failed(run(home, *command, before=without_powers), home, "--home or TUINEWS_HOME")
        assert run(home, "--version", before=without_powers).status == 0
    finally:
        home.chmod(0o700)
    assert list(home.iterdir()) == []


# A full disk


@pytest.mark.skipif(os.name == "nt", reason="no RLIMIT_FSIZE on Windows")
@pytest.mark.parametrize("largest", [0, 4_096, 36_864], ids=lambda size: f"{size} bytes")
def test_files_that_may_not_grow_cost_nothing_that_was_kept(
    largest: int, lived_in: Path, commands: dict[str, tuple[str, ...]]
) -> None:
    before = (*CONFINED, "--largest", str(largest))
    stars = 0
    can_be_read(lived_in, before)
    for name, command in commands.items():
        if name in ("remove", "undo"):
            continue
        result = run(lived_in, *command, before=before)
        if result.status:
            assert result.status == 1
            assert result.err.count("\n") == 1, result.err
            assert str(lived_in) in result.err
            assert "try again" in result.err
        else:
            assert largest > 4_096 or name in READS
            stars = 2 if name == "mark" else stars
    assert run(lived_in, "--version", before=before).status == 0
    marks = kept(lived_in)[: len(MARKED)]
    assert [mark[:2] for mark in marks] == [mark[:2] for mark in MARKED]
    assert sum(starred for _, _, starred in marks) == 1 + stars
    completes(lived_in, commands)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of twelve megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    umount = shutil.which("umount")
    if sys.platform != "linux" or os.geteuid() != 0 or mount is None or umount is None:
        pytest.skip("only root on Linux can make a small disk")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    try:
        yield place
    finally:
        subprocess.run([umount, "-l", str(place)], check=True)


def fill(disk: Path, leave: int) -> Path:
    """Fill a disk up to ``leave`` bytes; the file that does."""
    filler = disk / "filler"
    free = os.statvfs(disk)
    with filler.open("wb") as file:
        file.write(b"-" * max(0, free.f_bavail * free.f_frsize - leave))
    return filler


def test_a_full_disk_is_read_and_said_by_every_command_that_writes_and_nothing_is_lost(
    lived_in: Path, small_disk: Path, commands: dict[str, tuple[str, ...]]
) -> None:
    home = small_disk / "home"
    shutil.copytree(lived_in, home)
    filler = fill(small_disk, 0)
    can_be_read(home)
    for command in writing(commands):
        result = run(home, *command)
        failed(result, home)
        assert "room" in result.err, result.err
    assert run(home, "--version").status == 0
    filler.unlink()
    assert kept(home) == MARKED
    completes(home, commands)


def test_a_disk_that_fills_up_during_a_refresh_keeps_what_was_reported(
    lived_in: Path, small_disk: Path, feed_server: FeedServer
) -> None:
    home = small_disk / "home"
    shutil.copytree(lived_in, home)
    many = {
        f"s{number}": [f"Story {number} {item} {'x' * 400}" for item in range(40)] for number in range(24)
    }
    follow(home, {name: feed_server.serve(f"/{name}", rss(*titles)) for name, titles in many.items()})
    filler = fill(small_disk, 2_000_000)
    result = run(home, "refresh", "--json")
    assert result.status == 1
    assert result.err.count("\n") == 1
    assert str(home / "data" / "library.db") in result.err
    assert "room" in result.err
    reported = [line for line in result.lines if line["status"] == "stored"]
    assert all(line["status"] == "stored" for line in result.lines), "a full disk is nobody's failure"
    filler.unlink()
    assert len(kept(home)) >= len(MARKED) + sum(line["new"] for line in reported)
    rest = run(home, "refresh", "--json")
    assert (rest.status, rest.err) == (0, "")
    assert {line["source"] for line in rest.lines} >= set(many) - {line["source"] for line in reported}
    articles = kept(home)
    assert set(MARKED) <= set(articles)
    assert len(articles) == len(MARKED) + sum(map(len, many.values())), "all there, nothing doubled"


def test_an_empty_full_disk_is_said_and_used_once_there_is_room(
    small_disk: Path, commands: dict[str, tuple[str, ...]]
) -> None:
    home = small_disk / "home"
    filler = fill(small_disk, 0)
    for command in commands.values():
        failed(run(home, *command), small_disk)
    filler.unlink()
    assert run(home, *commands["import"]).status == 0
    assert run(home, "refresh").status == 0
    assert [title for title, _, _ in kept(home)] == ["Third"]


# The library


def test_garbage_in_the_place_of_the_library_is_said_and_left_alone(
    lived_in: Path, commands: dict[str, tuple[str, ...]]
) -> None:
    library = lived_in / "data" / "library.db"
    library.write_bytes(b"a letter to my aunt " * 500)
    for name in ("refresh", "mark", "list"):
        failed(run(lived_in, *commands[name]), library, "--home or TUINEWS_HOME")
    assert library.read_bytes() == b"a letter to my aunt " * 500


def test_a_library_whose_pages_are_garbage_is_said(
    lived_in: Path, commands: dict[str, tuple[str, ...]]
) -> None:
    library = lived_in / "data" / "library.db"
    data = library.read_bytes()
    library.write_bytes(data[:4096] + b"\xa5" * (len(data) - 4096))
    for name in ("refresh", "mark", "list"):
        failed(run(lived_in, *commands[name]), library, "backup")


def test_a_library_of_a_newer_version_is_said_and_left_alone(
    lived_in: Path, commands: dict[str, tuple[str, ...]]
) -> None:
    library = lived_in / "data" / "library.db"
    with closing(sqlite3.connect(library)) as db:
        db.execute("PRAGMA user_version = 99")
    for name in ("refresh", "mark", "list"):
        failed(run(lived_in, *commands[name]), library, "newer tuinews", "Update")
    assert kept(lived_in) == MARKED


# The interface


def terminal(home: Path, before: tuple[str, ...] = ()) -> SeenTerminal:
    """The interface on a home, which asks nothing by itself."""
    env = clean_environment(home) | {"SSH_CONNECTION": "127.0.0.1 1 127.0.0.1 2"}
    return SeenTerminal([], env, 120, 40, before)


def words(seen: SeenTerminal) -> str:
    """What stands on the screen, without regard to rows."""
    return " ".join(seen.text.split())


def quiet(home: Path) -> Path:
    """Let the interface ask no network by itself."""
    (home / "config" / "config.toml").write_text("[refresh]\nauto = false\n")
    return home


@pytest.mark.terminal
def test_the_interface_reads_a_read_only_home_and_says_why_nothing_is_marked_or_refreshed(
    lived_in: Path, without_powers: tuple[str, ...]
) -> None:
    permit(quiet(lived_in), writing=False)
    try:
        with terminal(lived_in, without_powers) as seen:
            seen.wait("Ferries")
            seen.wait(lambda: "cannot be written: the file or its folder is read-only." in words(seen))
            seen.do("\r", "Origin")
            seen.do("q", "▏All")
            seen.do("/", "a phrase")
            seen.do("Gulls\r", "/Gulls")
            seen.do("r", lambda: "Change its permissions" in words(seen))
            assert seen.leave() == 0
            assert seen.restored()
            assert not OURS.search(seen.seen.decode())
    finally:
        permit(lived_in, writing=True)
    assert kept(lived_in) == MARKED


@pytest.mark.terminal
def test_marks_that_cannot_be_written_are_said_on_the_status_line(
    lived_in: Path, without_powers: tuple[str, ...]
) -> None:
    library = quiet(lived_in) / "data" / "library.db"
    assert run(lived_in, "list").status == 0  # takes in the sources.toml that was copied
    library.chmod(0o400)
    with terminal(lived_in, without_powers) as seen:
        seen.wait("newest first")
        seen.do("s", "cannot be written")
        seen.do("\r", "Origin")
        seen.do("q", "▏All")
        assert seen.leave(seconds=20) == 0
        assert seen.restored()
        assert not OURS.search(seen.seen.decode())
    library.chmod(0o600)
    assert kept(lived_in) == MARKED


@pytest.mark.terminal
def test_a_broken_list_of_sources_is_said_on_the_status_line(lived_in: Path) -> None:
    (quiet(lived_in) / "config" / "sources.toml").write_text('[[source]]\nurl = "x\n')
    with terminal(lived_in) as seen:
        seen.wait("sources.toml, line 2")
        assert "Ferries" in seen.text
        seen.do("s", "★")
        assert seen.leave() == 0
        assert seen.restored()
        assert not OURS.search(seen.seen.decode())
    assert sum(starred for _, _, starred in kept(lived_in)) == 2


@pytest.mark.terminal
def test_the_interface_on_garbage_is_one_sentence(lived_in: Path) -> None:
    library = quiet(lived_in) / "data" / "library.db"
    library.write_bytes(b"a letter to my aunt " * 500)
    with terminal(lived_in) as seen:
        assert seen.leave("") == 1
        said = " ".join(seen.seen.decode().split())
    assert str(library) in said
    assert not OURS.search(said)
