"""Other programs get argument lists, and the clipboard's tools their text on standard input."""

from __future__ import annotations

import subprocess
import sys
import webbrowser
from pathlib import Path
from typing import Any

import pytest

from tuinews.settings.paths import Paths
from tuinews.ui import outside
from tuinews.ui.outside import can_open, clipboard_tool, copy, open_in_browser, start, write_mail
from ui.conftest import open_paper

XCLIP = ["xclip", "-selection", "clipboard"]
XSEL = ["xsel", "--clipboard", "--input"]
TOOL = """#!/bin/sh
printf '%s ' "$0" "$@" > "{seen}.arguments"
cat > "{seen}"
exit {status}
"""


def make_tool(folder: Path, name: str, status: int = 0) -> Path:
    """A program that writes down what it is given; returns where."""
    folder.mkdir(exist_ok=True)
    seen = folder / f"{name}.seen"
    program = folder / name
    program.write_text(TOOL.format(seen=seen, status=status))
    program.chmod(0o755)
    return seen


class TestClipboard:
    def make(self, folder: Path, *names: str) -> None:
        for name in names:
            make_tool(folder, name)

    @pytest.mark.parametrize(
        ("platform", "screen", "tools", "tool"),
        [
            ("linux", {}, ("wl-copy", "xclip", "xsel"), []),
            ("linux", {"WAYLAND_DISPLAY": "w"}, ("wl-copy", "xclip"), ["wl-copy"]),
            ("linux", {"WAYLAND_DISPLAY": "w"}, ("xclip",), []),
            ("linux", {"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, ("xsel",), XSEL),
            ("linux", {"DISPLAY": ":0"}, ("xclip", "xsel"), XCLIP),
            ("linux", {"DISPLAY": ":0"}, ("xsel",), XSEL),
            ("linux", {"DISPLAY": ":0"}, (), []),
            ("linux", {"TMUX": "s,1,0"}, ("tmux", "xclip"), ["tmux", "load-buffer", "-w", "-"]),
            ("linux", {"TMUX": "s,1,0", "DISPLAY": ":0"}, ("tmux", "xclip"), XCLIP),
            ("linux", {}, ("tmux",), []),
            ("darwin", {}, ("pbcopy",), ["pbcopy"]),
            ("darwin", {"SSH_CONNECTION": "1"}, ("pbcopy",), []),
            ("win32", {}, ("clip",), ["clip"]),
        ],
    )  # fmt: skip
    def test_the_tool_is_one_for_the_screen_there_is(
        self, tmp_path: Path, platform: str, screen: dict[str, str], tools: tuple[str, ...], tool: list[str]
    ) -> None:
        self.make(tmp_path, *tools)
        assert clipboard_tool({"PATH": str(tmp_path), **screen}, platform) == tool

    def test_the_text_goes_to_standard_input_as_it_is(self, tmp_path: Path) -> None:
        seen = make_tool(tmp_path, "xclip")
        text = "$(reboot) `x` 'y' \"z\" -o — 雨\n" * 5000
        assert copy(text, [str(tmp_path / "xclip"), "-selection", "clipboard"])
        assert seen.read_text() == text
        assert "reboot" not in Path(f"{seen}.arguments").read_text()

    def test_a_tool_that_fails_or_is_not_there_is_no_error(self, tmp_path: Path) -> None:
        make_tool(tmp_path, "xclip", status=1)
        assert not copy("x", [str(tmp_path / "xclip")])
        assert not copy("x", [str(tmp_path / "none")])

    async def test_copying_an_address_asks_the_terminal_and_the_tool(
        self, paths: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen = make_tool(tmp_path / "bin", "xclip")
        monkeypatch.setattr(outside, "clipboard_tool", lambda: [str(tmp_path / "bin" / "xclip")])
        async with open_paper(paths) as paper:
            await paper.press("y")
            row = paper.app.browse.headlines.current
            assert row is not None
            assert paper.app.clipboard == row.url == seen.read_text()
            assert f"Copied {row.url}" in paper.words, "and it is shown"


class TestStarting:
    def test_the_address_is_the_last_argument_and_nothing_is_read_from_it(self, tmp_path: Path) -> None:
        out = tmp_path / "out"
        code = f"import sys; open({str(out)!r}, 'w').write(repr(sys.argv[1:]))"
        assert (
            start([sys.executable, "-c", code, "--flag"], "https://a.example/$(x);y&z", "open.player") == ""
        )
        outside._started[-1].wait(30)
        assert out.read_text() == "['--flag', 'https://a.example/$(x);y&z']"

    def test_what_has_ended_is_not_kept(self) -> None:
        assert start([sys.executable, "-c", ""], "x", "open.player") == ""
        outside._started[-1].wait(30)
        assert start([sys.executable, "-c", ""], "y", "open.player") == ""
        assert len(outside._started) == 1
        outside._started[-1].wait(30)

    def test_a_program_that_is_not_there_is_said_with_its_setting(self) -> None:
        assert start(["/no/such"], "x", "open.mail") == (
            "/no/such could not be started: No such file or directory; see open.mail in config.toml."
        )

    def test_over_ssh_and_without_a_screen_nothing_is_opened_unless_set(self) -> None:
        assert not can_open((), {}, "linux")
        assert can_open((), {"DISPLAY": ":0"}, "linux")
        assert not can_open((), {"DISPLAY": ":0", "SSH_CONNECTION": "x"}, "linux")
        assert can_open(("mpv",), {"SSH_CONNECTION": "x"}, "linux")


@pytest.mark.skipif(sys.platform != "linux", reason="xdg-open is of Linux")
class TestTheSystemsOwn:
    @pytest.fixture(autouse=True)
    def _alone(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
        monkeypatch.delenv("BROWSER", raising=False)

    def test_it_is_started_by_us_so_that_it_writes_nothing_on_the_screen(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        make_tool(tmp_path / "bin", "xdg-open")
        started: list[tuple[list[str], dict[str, Any]]] = []

        class Process:
            def __init__(self, argv: list[str], **options: Any) -> None:
                started.append((argv, options))

            def poll(self) -> int:
                return 0

        monkeypatch.setattr(subprocess, "Popen", Process)
        assert open_in_browser("https://a.example/", ()) == ""
        assert write_mail("mailto:a@b.example?subject=x", ()) == ""
        opener = str(tmp_path / "bin" / "xdg-open")
        assert [argv for argv, _ in started] == [
            [opener, "https://a.example/"],
            [opener, "mailto:a@b.example?subject=x"],
        ]
        assert all(options["stdout"] is subprocess.DEVNULL for _, options in started)

    def test_a_browser_in_this_terminal_is_not_started(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("shutil.which", lambda *_, **__: None)
        monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser("w3m"))
        problem = open_in_browser("https://a.example/", ())
        assert problem == "No browser could be started; set open.browser in config.toml."
        assert write_mail("mailto:a@b.example", ()) == (
            "No mail program could be started; set open.mail in config.toml."
        )
