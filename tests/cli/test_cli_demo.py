"""``demo``: built by a process of its own in a place of its own, and gone afterwards."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from support.command_line import Run
from tuinews.settings.paths import Paths


def _on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream in (sys.stdin, sys.stdout):
        monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)


def _interface(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Paths, bool, int]]:
    """Put a recorder in the place of the interface: where it opened, as a demo or not, articles there."""
    opened: list[tuple[Paths, bool, int]] = []
    module = ModuleType("tuinews.ui.run")

    def run(paths: Paths, *, demo: bool = False, **_: object) -> int:
        from tuinews.library import Library

        library = Library.open(paths)
        opened.append((paths, demo, library.tabs()[0].total))
        library.close()
        return 0

    module.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "tuinews.ui.run", module)
    return opened


def test_the_demo_has_its_edition_and_leaves_nothing_behind(
    home: Path, tui: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    _on_a_terminal(monkeypatch)
    opened = _interface(monkeypatch)
    result = tui("demo")
    assert (result.status, result.out, result.err) == (0, "", "")
    ((paths, is_demo, articles),) = opened
    assert is_demo
    assert articles >= 40
    assert not paths.database.parent.parent.exists(), "the demo's home is gone"
    assert not any(home.iterdir()), "the user's own home is untouched"


ENDED = """
import os, signal, sys
from types import ModuleType
from tuinews.cli.output import Output

def run(paths, *, demo, report):
    print(paths.database.parent.parent, flush=True)
    os.kill(os.getpid(), signal.{name})

Output.interactive = True
sys.modules["tuinews.ui.run"] = ModuleType("tuinews.ui.run")
sys.modules["tuinews.ui.run"].run = run
from tuinews.__main__ import main
main(["demo"])
"""


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_demo_that_is_ended_from_outside_leaves_nothing_behind(
    name: str, environment: dict[str, str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ENDED.format(name=name)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -getattr(signal, name)
    assert "tuinews-demo-" in done.stdout
    assert not Path(done.stdout.strip()).exists()


def test_the_interface_opens_on_the_users_home(home: Path, tui: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _on_a_terminal(monkeypatch)
    opened = _interface(monkeypatch)
    assert tui() == (0, "", "")
    assert tui("--home", str(home / "other")) == (0, "", "")
    assert [paths.database.parent.parent for paths, _, _ in opened] == [home, home / "other"]
    assert not any(is_demo for _, is_demo, _ in opened)


def test_a_demo_that_cannot_be_built_is_one_sentence(
    home: Path, tui: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    _on_a_terminal(monkeypatch)
    monkeypatch.setattr(sys, "executable", "/bin/false")
    result = tui("demo")
    assert (result.status, result.out) == (1, "")
    assert result.err == "The demo could not be made: its process ended early.\n"


def test_build_demo_makes_the_library_and_says_nothing(home: Path, tui: Run) -> None:
    assert tui("build-demo") == (0, "", "")
    assert len(tui("list", "--limit", "100", "--json").json) >= 40
